"""`onemark evaluate`: how far predictions lie from the truth."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.common import Outcome, add_spacing_option, new_parser, path_option, thresholds_option

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal

NAME = "evaluate"
_PROTOCOLS = ("strict", "farnet", "gu2net", "edgetrans")


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(
        commands, NAME, "compare predictions with the truth: MRE, SD, SDR for each landmark", execute
    )
    path_option(parser, "--predictions", "CSV", "table of the predictions", required=True)
    path_option(parser, "--truth", "CSV", "table of the true landmarks", required=True)
    parser.add_argument(
        "--thresholds",
        type=thresholds_option,
        default=(2.0, 2.5, 3.0, 4.0),
        metavar="LIST",
        help="thresholds of the SDR in mm, or pixels without a spacing (default 2,2.5,3,4)",
    )
    parser.add_argument("--protocol", choices=_PROTOCOLS, default="strict", help="default strict")
    path_option(parser, "--exclude", "FILE", "films to leave out, one a line")
    path_option(parser, "--plot", "PNG", "draw the PCK curve")
    add_spacing_option(parser)


def execute(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    """Run the subcommand; raises `EngineError`."""
    del terminal  # it takes no time
    from engine.comparison import compare_tables
    from engine.io.spacing import apply_spacing
    from engine.io.tables import read_landmarks
    from engine.metrics import Unit, evaluate
    from engine.protocols import Protocol

    tables = compare_tables(read_landmarks(arguments.predictions), read_landmarks(arguments.truth))
    notes = list(tables.notes)
    spacings = dict(tables.spacings)
    rule = arguments.spacing.rule
    if rule is not None:
        spacings.update(apply_spacing(rule, tuple(tables.truth), tables.distances, tables.scheme))
    report = evaluate(
        tables.predictions,
        tables.truth,
        tables.scheme.names,
        spacings=spacings,
        sizes=tables.sizes,
        unit=None if rule is None else Unit.MM,
        thresholds=arguments.thresholds,
        protocol=Protocol(arguments.protocol),
        exclude=_excluded(arguments.exclude, tuple(tables.truth), notes),
    )
    if arguments.plot is not None:
        from engine.plots import plot_pck  # matplotlib takes a second to load

        plot_pck(arguments.plot, report)
    paths = {"predictions": str(arguments.predictions), "truth": str(arguments.truth)}
    return Outcome(report.text(), {**paths, **report.as_json()}, tuple(notes))


def _excluded(path: Path | None, films: tuple[str, ...], notes: list[str]) -> frozenset[str]:
    """The films that the file names; names that fit no film of the truth become a note."""
    if path is None:
        return frozenset()
    from engine.io.film_names import match_films
    from engine.io.table_text import read_text

    lines = (line.strip() for line in read_text(path).splitlines())
    match = match_films([line for line in lines if line and not line.startswith("#")], films)
    if match.unknown:
        notes.append(f"Films to exclude that the truth does not have: {', '.join(match.unknown)}.")
    return frozenset(match.films.values())
