"""`onemark train`: a detector from labelled films, for `onemark predict` and the window."""

from __future__ import annotations

import argparse
import hashlib
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from app.commands.common import (
    Outcome,
    UsageError,
    add_computing_options,
    add_spacing_option,
    new_parser,
    path_option,
)

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal
    from engine.labelled_sets import SetRequest
    from engine.training_folder import OneRun, TrainOutcome

NAME = "train"
SYSTEMS = ("unet", "hrnet")


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(commands, NAME, "train a detector on labelled films", execute)
    parser.add_argument("--system", choices=SYSTEMS, default="unet", help="what is trained (default unet)")
    path_option(parser, "--images", "DIR", "folder of the films, with its sub-folders")
    path_option(parser, "--landmarks", "CSV", "table of the landmarks that persons placed on them")
    path_option(parser, "--model-out", "FILE", "model to write, for `onemark predict`", required=True)
    path_option(parser, "--scheme", "FILE", "landmark names: .scheme.json, JSON list, CSV or one name a line")
    _add_split_options(parser)
    _add_training_options(parser)
    for name, text in (
        ("--title", "title of the model card"),
        ("--data", "what it says of the films"),
        ("--source", "who trained it"),
        ("--licence", "under which conditions it may be used"),
    ):
        parser.add_argument(name, default="", metavar="TEXT", help=f"{text}")
    add_computing_options(parser)
    add_spacing_option(parser)


def _add_split_options(parser: argparse.ArgumentParser) -> None:
    path_option(
        parser, "--split", "FILE", "table image,split with train, val and test; test is never looked at"
    )
    parser.add_argument(
        "--val",
        type=_share_or_file,
        metavar="SHARE|FILE",
        help="films that choose the best weights: a share of those to learn from, or a list (default 0.12)",
    )
    parser.add_argument(
        "--folds",
        type=_at_least(2),
        default=0,
        metavar="K",
        help="train K models, each tested on another part of the films",
    )
    path_option(
        parser, "--out", "CSV", "with --folds: table of what each model says of the films it never saw"
    )
    parser.add_argument(
        "--seeds", type=_at_least(1), default=1, metavar="N", help="train N times; says mean and spread"
    )
    parser.add_argument(
        "--group-by",
        default="subject",
        metavar="COLUMN|PATTERN",
        help="films that stay on one side of every split: a column of the table, or a pattern with one group "
        "that is searched in film names, such as '^(\\d+)_' (default subject: from the table or DICOM)",
    )


def _add_training_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--epochs", type=_at_least(1), metavar="N", help="passes over the films")
    parser.add_argument("--batch", type=_at_least(1), metavar="N", help="films a step")
    parser.add_argument(
        "--patience", type=_at_least(1), metavar="N", help="end after N epochs without progress"
    )
    parser.add_argument(
        "--longest", type=_at_least(48), metavar="PX", help="longer side of what the network sees"
    )
    parser.add_argument(
        "--norm",
        choices=("batch", "group", "frozen"),
        help="normalisation (default batch; group for batches of one film and for several processes)",
    )
    again = parser.add_mutually_exclusive_group()
    again.add_argument(
        "--resume", action="store_true", help="go on with an interrupted run; fails where there is none"
    )
    again.add_argument(
        "--fresh", action="store_true", help="start from the beginning where an interrupted run could go on"
    )


def execute(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    """Run the subcommand; raises `UsageError` and `EngineError`."""
    sets = _sets(arguments)
    if arguments.out is not None and not arguments.folds:
        raise UsageError("--out takes what the models of the folds predict: give --folds K too.")
    from engine.detection.learned import Card  # imports torch: only now
    from engine.systems import SYSTEMS as RECIPES
    from engine.systems import System, tuned
    from engine.training_folder import TrainRequest, train_folder

    system = System(arguments.system)
    request = TrainRequest(
        system=system,
        recipe=tuned(
            RECIPES[system],
            epochs=arguments.epochs,
            batch=arguments.batch,
            patience=arguments.patience,
            longest=arguments.longest,
            norm=arguments.norm,
        ),
        sets=sets,
        model_out=arguments.model_out,
        validation=arguments.val,
        folds=arguments.folds,
        seeds=arguments.seeds,
        out=arguments.out,
        work=_work_folder(arguments),
        device=arguments.device,
        seed=arguments.seed,
        card=Card(arguments.title, arguments.data, "", "", arguments.source, arguments.licence),
    )
    outcome = terminal.finish(train_folder(request))
    return Outcome(_text(outcome), _data(arguments, outcome), outcome.notes)


def _sets(arguments: argparse.Namespace) -> tuple[SetRequest, ...]:
    """The sets to learn from."""
    from engine.labelled_sets import SetRequest

    if arguments.images is None or arguments.landmarks is None:
        raise UsageError("Give the films with --images DIR and their table with --landmarks CSV.")
    return (
        SetRequest(
            "",
            arguments.images,
            arguments.landmarks,
            arguments.scheme,
            arguments.split,
            arguments.group_by,
            arguments.spacing.rule,
        ),
    )


def _share_or_file(text: str) -> float | Path:
    """Understand --val."""
    try:
        share = float(text)
    except ValueError:
        return Path(text)
    if not 0 <= share < 1:
        raise argparse.ArgumentTypeError(f"{text} is no share of films: choose 0 to below 1, such as 0.12")
    return share


def _at_least(lowest: int) -> Any:
    """A type for whole numbers from `lowest` on."""

    def number(text: str) -> int:
        value = int(text)
        if value < lowest:
            raise argparse.ArgumentTypeError(f"choose {lowest} or more")
        return value

    return number


def _work_folder(arguments: argparse.Namespace) -> Path:
    """Where the unfinished run of these arguments keeps its state: in the user's cache, never among films."""
    run = [NAME, str(arguments.model_out.resolve()), arguments.system]
    key = hashlib.sha256(repr(run).encode("utf-8")).hexdigest()[:16]
    work = Path(platformdirs.user_cache_dir("OneMark", appauthor=False)) / "runs" / key
    if arguments.fresh:
        shutil.rmtree(work, ignore_errors=True)
    if arguments.resume and not any(work.glob("*/*.pt")):
        raise UsageError("There is no interrupted run of this model to go on with: leave --resume away.")
    return work


def _text(outcome: TrainOutcome) -> str:
    lines = []
    for run in outcome.runs:
        for name, metrics in run.trained.metrics.items():
            lines.append(f"{_called(run, name)}: {_figures(metrics) or 'no validation films'}")
    for one in outcome.sets:
        for name, (mean, spread) in outcome.over_seeds(one.name).items():
            if len(outcome.runs) > 1:
                lines.append(f"{one.name} {name}: {mean:.3f} +- {spread:.3f}".strip())
    return "\n".join([*lines, *(f"wrote {run.model}" for run in outcome.runs)])


def _called(run: OneRun, name: str) -> str:
    fold = f"fold {run.fold}" if run.fold else ""
    return " ".join(part for part in (name, f"seed {run.seed}", fold, "validation") if part)


def _figures(metrics: dict[str, float]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value:.2f}" for name, value in metrics.items())


def _data(arguments: argparse.Namespace, outcome: TrainOutcome) -> dict[str, object]:
    return {
        "system": arguments.system,
        "device": outcome.device,
        "seed": arguments.seed,
        "sets": {
            one.name: {
                "landmarks": list(one.scheme.names),
                "films": {film: one.hashes.get(film) for film in one.marks},
            }
            for one in outcome.sets
        },
        "models": [_run_data(run, outcome) for run in outcome.runs],
        "figures": {
            one.name: {name: list(pair) for name, pair in outcome.over_seeds(one.name).items()}
            for one in outcome.sets
        },
    }


def _run_data(run: OneRun, outcome: TrainOutcome) -> dict[str, object]:
    parts = outcome.parts[max(0, run.fold - 1)]
    return {
        "model": str(run.model),
        "sha256": run.sha256,
        "seed": run.seed,
        "fold": run.fold or None,
        "films": {name: asdict(split) for name, split in parts.items()},
        "validation": run.trained.metrics,
        "test": {name: one.metrics for name, one in run.tested.items()},
        "networks": [[asdict(record) for record in curve] for curve in run.trained.curves],
    }
