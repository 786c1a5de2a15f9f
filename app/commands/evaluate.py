"""`onemark evaluate`: how far predictions lie from the truth, and which of two is nearer."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from app.commands.common import (
    CommandOutcome,
    UsageError,
    add_seed_option,
    add_spacing_option,
    check_results,
    new_parser,
    path_option,
    thresholds_option,
)

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal
    from engine.evaluation.evaluate import Evaluation
    from engine.geometry.coordinates import Size

NAME = "evaluate"
_PROTOCOLS = ("strict", "farnet", "gu2net", "edgetrans")
_FEWEST, _MOST = 100, 1_000_000


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(
        commands, NAME, "compare predictions with the truth: MRE, SD, SDR for each landmark", execute
    )
    path_option(parser, "--predictions", "CSV", "table of the predictions", required=True)
    path_option(parser, "--truth", "CSV", "table of the true landmarks", required=True)
    path_option(parser, "--compare", "CSV", "a second table of predictions: is it nearer, and by chance?")
    parser.add_argument(
        "--thresholds",
        type=thresholds_option,
        default=(2.0, 2.5, 3.0, 4.0),
        metavar="LIST",
        help="thresholds of the SDR in mm, or pixels without a spacing (default 2,2.5,3,4)",
    )
    parser.add_argument("--protocol", choices=_PROTOCOLS, default="strict", help="default strict")
    parser.add_argument(
        "--grid",
        type=_grid,
        metavar="WxH",
        help="of --protocol gu2net: 416x512 for heads (default), 368x512 for hands, 512x512 for chests",
    )
    parser.add_argument(
        "--image-fraction",
        action="store_true",
        help="also the MSE as a fraction of the image and Pearson's rho, as published for spines",
    )
    parser.add_argument(
        "--group",
        choices=("film", "subject"),
        default="film",
        help="what intervals and tests draw (default film); subject: all films of one together",
    )
    parser.add_argument(
        "--resamples",
        type=_resamples,
        default=10_000,
        metavar="N",
        help="how often intervals and tests draw (default 10000)",
    )
    add_seed_option(parser)
    path_option(parser, "--exclude", "FILE", "films to leave out, one a line")
    path_option(parser, "--plot", "PNG", "draw the PCK curve, of both where two are compared")
    add_spacing_option(parser)


def execute(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    """Run the subcommand; raises `UsageError` and `EngineError`."""
    del terminal  # it takes no time
    from engine.evaluation.evaluate import EvaluationRequest, Group, run_evaluation
    from engine.evaluation.protocols import GU2NET_GRID, Protocol
    from engine.evaluation.statistics import Resampling
    from engine.evaluation.text import as_json, as_text

    protocol = Protocol(arguments.protocol)
    if arguments.grid is not None and protocol is not Protocol.GU2NET:
        raise UsageError("--grid belongs to --protocol gu2net: leave it away.")
    tables = [arguments.predictions, arguments.truth, arguments.compare]
    check_results(arguments, [*tables, arguments.exclude])
    request = EvaluationRequest(
        predictions=arguments.predictions,
        truth=arguments.truth,
        compare=arguments.compare,
        exclude=arguments.exclude,
        thresholds=arguments.thresholds,
        protocol=protocol,
        grid=arguments.grid or GU2NET_GRID,
        spacing=arguments.spacing.rule,
        group=Group(arguments.group),
        fraction=arguments.image_fraction,
        how=Resampling(arguments.resamples, arguments.seed),
    )
    done = run_evaluation(request)
    if arguments.plot is not None:
        _plot(arguments, done)
    data = {
        "predictions": str(arguments.predictions),
        "truth": str(arguments.truth),
        "compare": None if arguments.compare is None else str(arguments.compare),
        "group": arguments.group,
        **as_json(done),
    }
    names = (str(arguments.predictions), str(arguments.compare))
    return CommandOutcome(as_text(done, names), data, done.notes)


def _plot(arguments: argparse.Namespace, done: Evaluation) -> None:
    """Draw the curves. Raises `EngineError`, also where the picture would lie among the films."""
    from engine.evaluation.plots import plot_pck  # matplotlib takes a second to load
    from engine.io.targets import check_outside

    reports = {f"A: {arguments.predictions.name}": done.first.report}
    if done.second is not None:
        reports[f"B: {arguments.compare.name}"] = done.second.report
    folders = arguments.plot.absolute().parents  # the tables name films, not where they lie
    for film in done.first.report.films:
        for folder in folders:
            if (folder / film).is_file():
                check_outside(arguments.plot, folder)
    plot_pck(arguments.plot, reports)


def _grid(text: str) -> Size:
    """Understand WxH; raises argparse's error."""
    from engine.geometry.coordinates import Size

    sides = re.fullmatch(r"([1-9]\d{1,3})x([1-9]\d{1,3})", text)
    if sides is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no width and height such as 368x512")
    return Size(int(sides[1]), int(sides[2]))


def _resamples(text: str) -> int:
    """Understand a number of draws; raises argparse's error."""
    if not text.isdecimal() or not _FEWEST <= int(text) <= _MOST:
        raise argparse.ArgumentTypeError(f"choose a number from {_FEWEST} to {_MOST}")
    return int(text)
