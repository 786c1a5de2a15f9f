"""`onemark propagate`: from the annotated films of a folder to a table of all of them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.common import (
    CommandOutcome,
    UsageError,
    add_computing_options,
    add_precision_option,
    add_spacing_option,
    add_table_options,
    check_results,
    failure_of,
    going_on,
    new_parser,
    path_option,
    predicted_words,
    reasons_by_film,
    scheme_option,
    table_layout,
    work_folder,
)
from app.commands.redo import command_line
from app.commands.train_options import add_sigma_options, check_sigma_options
from engine.io.atomic import check_writable
from engine.io.film_names import film_order
from engine.runtime.run_lock import forget_run
from engine.wording import counted, in_lines

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal
    from engine.folders.outputs import FolderOutcome
    from engine.oneshot.settings import PropagationSettings
    from engine.runtime.distributed import Ranks

NAME = "propagate"


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(
        commands, NAME, "carry landmarks from annotated films to all films of a folder", execute, shares=True
    )
    path_option(parser, "--images", "DIR", "folder of the films, with its sub-folders", required=True)
    path_option(parser, "--landmarks", "CSV", "table with at least one annotated film", required=True)
    path_option(parser, "--out", "CSV", "table to write, with every film and landmark", required=True)
    parser.add_argument(
        "--method",
        choices=("one-shot", "registration"),
        default="one-shot",
        help="one-shot (default) learns from what registration finds; registration alone needs no training",
    )
    parser.add_argument(
        "--preset",
        type=_preset,
        metavar="{quick,balanced,paper}",
        help="how long one-shot may take: quick (default): minutes on a laptop; balanced: an hour; paper: as "
        "published, on a GPU",
    )
    parser.add_argument(
        "--registration",
        choices=("instance", "simpleitk", "edgetrans"),
        help="instance: every film on its own; simpleitk: affine and B-spline; edgetrans: a network learns "
        "to register first (default: what the preset says)",
    )
    parser.add_argument(
        "--weights",
        metavar="FILE|hub",
        help="ImageNet weights of HRNet-W18 for the networks that have one (default: random ones)",
    )
    parser.add_argument(
        "--start",
        metavar="FILE|NAME",
        help="go on from a model that an earlier run learned (--model-out): its detectors learn in one short "
        "round from all points that a person placed, accepted or corrected since",
    )
    parser.add_argument(
        "--most-films",
        type=_most_films,
        default=300,
        metavar="N",
        help="learn from at most so many films beside the annotated ones (default 300), those that look most "
        "different, and predict the others with what was learned",
    )
    path_option(parser, "--model-out", "FILE", "keep what was learned, for `onemark predict` on other films")
    parser.add_argument(
        "--with-exemplar",
        action="store_true",
        help="put the annotated films' pixels into the model: more exact, but do not pass it on lightly",
    )
    parser.add_argument(
        "--fresh", action="store_true", help="start from the beginning where an interrupted run could go on"
    )
    path_option(parser, "--overlays", "DIR", "draw every film with its points as PNG into this folder")
    scheme_option(
        parser, "landmark names: a scheme that ships, .scheme.json, JSON list, CSV or one name a line"
    )
    add_sigma_options(parser, "the preset's first width on, by a fifth of the films", steers=False)
    add_computing_options(parser)
    add_precision_option(parser)
    add_spacing_option(parser)
    add_table_options(parser)


def _preset(text: str) -> str:
    """Understand --preset; `test` is for tests of OneMark itself, and offered to nobody."""
    offered = ("quick", "balanced", "paper")
    if text not in (*offered, "test"):
        raise argparse.ArgumentTypeError(f"invalid choice: {text!r} (choose from {', '.join(offered)})")
    return text


def _most_films(text: str) -> int:
    """Understand --most-films."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of films: give 1 or more")
    return int(text)


def execute(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    """Run the subcommand; raises `UsageError` and `EngineError`."""
    weights = Path(arguments.weights) if arguments.weights else None
    start = Path(arguments.start) if arguments.start else None
    check_results(arguments, [arguments.landmarks, arguments.scheme, weights, start], [arguments.images])
    _check_sigmas(arguments)
    if arguments.method == "registration":
        _check_alone(arguments)
    if arguments.with_exemplar and arguments.model_out is None:
        raise UsageError("--with-exemplar says what goes into the model: give --model-out too.")
    from engine.folders.propagate import PropagateRequest, propagate_folder
    from engine.runtime.distributed import joined_ranks  # imports torch: only now

    with going_on(_work_folder(arguments)), joined_ranks(arguments.device) as ranks:
        if arguments.fresh and ranks.is_first:
            forget_run(_work_folder(arguments))
        request = PropagateRequest(
            images=arguments.images,
            landmarks=arguments.landmarks,
            out=arguments.out,
            settings=_settings(arguments, ranks),
            overlays=arguments.overlays,
            scheme=arguments.scheme,
            model_out=arguments.model_out,
            with_exemplars=arguments.with_exemplar,
            spacing=arguments.spacing.rule,
            spacing_text=arguments.spacing.text,
            with_patient_id=arguments.with_patient_id,
            decimal_comma=arguments.decimal_comma,
            layout=table_layout(arguments),
            command=command_line(arguments),
            start=start,
        )
        outcome = terminal.finish(propagate_folder(request))
        if ranks.is_first:
            _plot_sigmas(arguments, outcome)
    failure = failure_of(outcome, {"overlay": (arguments.overlays, outcome.overlays)})
    return CommandOutcome(
        _text(arguments, outcome), _data(arguments, outcome), outcome.notes, failure=failure
    )


def _settings(arguments: argparse.Namespace, ranks: Ranks) -> PropagationSettings:
    """What the command line asks for, shared by `ranks`."""
    from engine.models.checkpoint import load_model
    from engine.models.installed import model_file
    from engine.networks.hrnet_weights import weights_source
    from engine.oneshot.presets import Preset
    from engine.oneshot.settings import Method, PropagationSettings, RegistrationMethod
    from engine.runtime.precision import Precision
    from engine.sigma.config import SigmaForm

    return PropagationSettings(
        method=Method(arguments.method),
        preset=Preset(arguments.preset or "quick"),
        registration=RegistrationMethod(arguments.registration) if arguments.registration else None,
        device=arguments.device,
        seed=arguments.seed,
        work=_work_folder(arguments),
        weights=weights_source(arguments.weights),
        ranks=ranks,
        precision=Precision(arguments.precision),
        sync_norm=arguments.sync_norm,
        sigma_form=SigmaForm(arguments.sigma_form or "laptop") if arguments.adaptive_sigma else None,
        most_films=arguments.most_films,
        start=load_model(model_file(Path(arguments.start))).domain() if arguments.start else None,
    )


def _check_alone(arguments: argparse.Namespace) -> None:
    """Raise `UsageError` for what registration alone has no use for."""
    if arguments.start:
        raise UsageError("--start belongs to --method one-shot.")
    if arguments.registration != "edgetrans" and (arguments.preset or arguments.weights):
        raise UsageError("--preset and --weights belong to --method one-shot or --registration edgetrans.")


def _check_sigmas(arguments: argparse.Namespace) -> None:
    """Raise `UsageError` where the options of learned sigmas do not fit, `WriteError` for the plot."""
    check_sigma_options(arguments)
    if arguments.adaptive_sigma and arguments.method == "registration":
        raise UsageError("--adaptive-sigma belongs to --method one-shot: registration alone has no heatmaps.")
    if arguments.sigma_plot is not None:
        check_writable(arguments.sigma_plot)


def _plot_sigmas(arguments: argparse.Namespace, outcome: FolderOutcome) -> None:
    history = outcome.propagation.sigmas
    if arguments.sigma_plot is None or history is None:
        return
    from engine.sigma.plots import plot_sigmas  # imports matplotlib: only now

    plot_sigmas(arguments.sigma_plot, history, f"{arguments.out.stem}: learned sigmas")


def _work_folder(arguments: argparse.Namespace) -> Path:
    """Another preset, registration or way to learn sigmas is another run, which leaves this one alone."""
    run = (str(arguments.out.resolve()), arguments.method, arguments.preset, arguments.registration)
    form = (f"sigma-{arguments.sigma_form or 'laptop'}",) if arguments.adaptive_sigma else ()
    start = ("start", arguments.start) if arguments.start else ()
    return work_folder((*run, *form, *start))


def _text(arguments: argparse.Namespace, outcome: FolderOutcome) -> str:
    result = outcome.propagation
    lines = reasons_by_film(outcome)
    unfit = f", {len(result.unfit)} without points" if result.unfit else ""
    lines.append(
        f"{counted(len(outcome.films), 'film')}: {counted(len(result.exemplars), 'exemplar')}, "
        f"{predicted_words(result)}{unfit}, {len(outcome.unreadable)} unreadable; "
        f"{result.method} on {result.device}, {result.seconds:.1f} s"
    )
    if result.sigmas is not None:
        widths = result.sigmas.records[-1].sigma
        mean = sum(widths) / len(widths)
        lines.append(f"learned sigmas: {min(widths):g} to {max(widths):g} heatmap pixels, mean {mean:.1f}")
    if outcome.overlays:
        lines.append(f"{counted(len(outcome.overlays), 'overlay')} in {arguments.overlays}")
    if arguments.model_out is not None:
        lines.append(f"wrote {arguments.model_out}")
    if arguments.sigma_plot is not None:
        lines.append(f"wrote {arguments.sigma_plot}")
    return in_lines([*lines, f"wrote {arguments.out}"])


def _data(arguments: argparse.Namespace, outcome: FolderOutcome) -> dict[str, object]:
    result = outcome.propagation
    return {
        "out": str(arguments.out),
        "films": len(outcome.films),
        "landmarks": list(outcome.scheme.names),
        "exemplars": list(result.exemplars),
        "predicted": sorted(result.sets, key=film_order),
        "mirrored": [film for film, mirrored in result.mirrored.items() if mirrored],
        "unreadable": dict(outcome.unreadable),
        "unfit": dict(result.unfit),
        "doubtful": dict(result.doubtful),
        "overlays": [str(path) for path in outcome.overlays],
        "model": None if arguments.model_out is None else str(arguments.model_out),
        "method": result.method,
        "device": result.device,
        "precision": result.precision,
        "seed": arguments.seed,
        "seconds": round(result.seconds, 2),
        "sigmas": None if result.sigmas is None else result.sigmas.as_json(),
    }
