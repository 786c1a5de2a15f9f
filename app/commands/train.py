"""`onemark train`: a detector from labelled films, for `onemark predict` and the window."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.common import (
    CommandOutcome,
    UsageError,
    check_results,
    going_on,
    new_parser,
    path_option,
    work_folder,
)
from app.commands.redo import command_line
from app.commands.train_options import (
    SYSTEMS,
    add_card_options,
    add_reading_option,
    add_set_options,
    add_sigma_options,
    add_split_options,
    add_training_options,
    check_sigma_options,
    requested_sets,
)
from engine.io.atomic import check_writable
from engine.runtime.run_lock import forget_run
from engine.sigma.config import PAPER
from engine.wording import counted, in_lines, printable

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal
    from engine.folders.train import TrainingRun, TrainOutcome
    from engine.runtime.distributed import Ranks
    from engine.supervised.settings import SupervisedSettings
    from engine.supervised.systems import Recipe

NAME = "train"


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(commands, NAME, "train a detector on labelled films", execute, shares=True)
    parser.add_argument(
        "--system",
        choices=SYSTEMS,
        default="unet",
        help="what is trained: unet (default), unet-pretrained (starts from ImageNet's "
        "weights, the extra pretrained) and hrnet find the anatomy first; farnet and gu2net see the whole "
        "film, as published; gu2net learns several anatomies at once; laoml and what it was compared with "
        "(coordinates, a recurrence, a critic) too",
    )
    add_set_options(parser)
    path_option(parser, "--model-out", "FILE", "model to write, for `onemark predict`", required=True)
    add_split_options(parser)
    add_training_options(parser)
    add_sigma_options(parser)
    add_card_options(parser)
    add_reading_option(parser)


def execute(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    """Run the subcommand; raises `UsageError` and `EngineError`."""
    sets = requested_sets(arguments)
    if arguments.out is not None and not arguments.folds:
        raise UsageError("--out takes what the models of the folds predict: give --folds K too.")
    if arguments.assessed_by and arguments.folds:
        raise UsageError("--folds tests every model on films of its own: leave --assessed-by away.")
    if arguments.canvas is not None and arguments.system in ("unet", "unet-pretrained", "hrnet"):
        raise UsageError("--canvas is for systems that see whole films: give --longest PX instead.")
    for name in ("longest", "canvas", "norm") if arguments.extend is not None else ():
        if getattr(arguments, name) is not None:
            raise UsageError(f"--{name} is that of the model that is extended: leave it away.")
    tables = [path for each in sets for path in (each.landmarks, each.scheme, each.split)]
    lists = [path for path in (arguments.val, arguments.steer) if isinstance(path, Path)]
    read = [*tables, *lists, arguments.weights, arguments.extend, *arguments.assessed_by]
    check_results(arguments, read, [each.images for each in sets])
    _check_sigmas(arguments)
    from engine.folders.train import TrainRequest, train_folder
    from engine.runtime.device import fallback
    from engine.runtime.distributed import joined_ranks  # imports torch: only now

    with going_on(_work_folder(arguments)), joined_ranks(arguments.device) as ranks:
        request = TrainRequest(
            settings=_settings(arguments, ranks),
            sets=sets,
            model_out=arguments.model_out,
            validation=arguments.val,
            folds=arguments.folds,
            seeds=arguments.seeds,
            out=arguments.out,
            work=_work_to_go_on(arguments) if ranks.is_first else None,
            resume=arguments.resume,
            steer=0.2 if arguments.steer is None else arguments.steer,
            extend=arguments.extend,
            assessed_by=tuple(arguments.assessed_by),
            command=command_line(arguments),
        )
        outcome = terminal.finish(train_folder(request))
    pictures = _sigma_plots(arguments, outcome)
    text = "\n".join([_text(arguments, outcome), *(printable(f"wrote {path}") for path in pictures)])
    said = fallback(arguments.device, request.settings.device)
    notes = (said, *outcome.notes) if said else outcome.notes
    return CommandOutcome(text, _data(arguments, outcome), notes)


def _settings(arguments: argparse.Namespace, ranks: Ranks) -> SupervisedSettings:
    """What the command line asks for, shared by `ranks`."""
    from engine.models.model_card import ModelCard
    from engine.supervised.settings import SupervisedSettings
    from engine.supervised.start import StartingNetwork
    from engine.supervised.systems import System

    return SupervisedSettings(
        system=System(arguments.system),
        recipe=_recipe(arguments),
        device=ranks.device(arguments.device),
        seed=arguments.seed,
        card=ModelCard(arguments.title, arguments.data, "", "", arguments.source, arguments.licence),
        start=StartingNetwork(arguments.weights),
        ranks=ranks,
        fit_reading=arguments.fit_reading,
        half=arguments.half,
    )


def _recipe(arguments: argparse.Namespace) -> Recipe:
    """The system's recipe, with what the command line changes of it."""
    from engine.geometry.coordinates import Size
    from engine.runtime.precision import Precision
    from engine.supervised.systems import SYSTEMS as RECIPES
    from engine.supervised.systems import System, tuned

    return tuned(
        RECIPES[System(arguments.system)],
        epochs=arguments.epochs,
        batch=arguments.batch,
        patience=arguments.patience,
        longest=arguments.longest,
        canvas=None if arguments.canvas is None else Size(*arguments.canvas),
        norm=arguments.norm,
        augmentation=arguments.augment,
        sigma=arguments.sigma,
        optimiser=arguments.optimiser,
        precision=Precision(arguments.precision),
        sync_norm=arguments.sync_norm,
        rate=arguments.rate,
        critic_rate=arguments.critic_rate,
        flip=arguments.flip,
        choice=arguments.choose,
        warm_up=arguments.warm_up,
        adaptive=arguments.sigma_form or "laptop" if arguments.adaptive_sigma else None,
    )


def _check_sigmas(arguments: argparse.Namespace) -> None:
    """Raise `UsageError` where the options of learned sigmas do not fit together."""
    check_sigma_options(arguments)
    if arguments.critic_rate is not None and arguments.system != "laoml-gan":
        raise UsageError("--critic-rate means nothing without a critic: train laoml-gan.")
    if arguments.sigma is not None and arguments.system == "laoml-c":
        raise UsageError("laoml-c learns coordinates, no heatmaps: leave --sigma away.")
    if not arguments.adaptive_sigma:
        return
    if arguments.sigma_plot is not None:
        check_writable(arguments.sigma_plot)
    if arguments.steer == 0:
        raise UsageError("--steer 0 leaves no film to learn sigmas by: give a share above 0, such as 0.2.")
    if arguments.sigma is not None and arguments.sigma[0] != arguments.sigma[1]:
        raise UsageError("Learned sigmas start from one width: give --sigma FIRST alone.")
    low, high = PAPER.lowest, PAPER.highest
    if arguments.sigma is not None and not low <= arguments.sigma[0] <= high:
        raise UsageError(
            f"Sigmas are learned between {low:g} and {high:g}: --sigma {arguments.sigma[0]:g} is outside."
        )


def _sigma_plots(arguments: argparse.Namespace, outcome: TrainOutcome) -> list[Path]:
    """The pictures of how sigmas were learned, one a network, named by the model where there are several."""
    wanted: Path | None = arguments.sigma_plot
    if wanted is None:
        return []
    from engine.sigma.plots import plot_sigmas

    pairs = [(run.model.stem, history) for run in outcome.runs for history in run.trained.sigmas]
    written = []
    for number, (stem, history) in enumerate(pairs, 1):
        path = (
            wanted if len(pairs) == 1 else wanted.with_name(f"{wanted.stem}.{stem}-{number}{wanted.suffix}")
        )
        plot_sigmas(path, history, f"{stem}: learned sigmas")
        written.append(path)
    return written


def _work_folder(arguments: argparse.Namespace) -> Path:
    return work_folder((NAME, str(arguments.model_out.resolve()), arguments.system))


def _work_to_go_on(arguments: argparse.Namespace) -> Path:
    """Where the first process keeps the state of an unfinished run, for all."""
    work = _work_folder(arguments)
    if arguments.fresh:
        forget_run(work)
    if arguments.resume and not any(work.glob("*/*.pt")):
        raise UsageError("There is no interrupted run of this model to go on with: leave --resume away.")
    return work


def _text(arguments: argparse.Namespace, outcome: TrainOutcome) -> str:
    films = "by the models that have not seen them" if arguments.assessed_by else "validation"
    lines = []
    for run in outcome.runs:
        for name, metrics in run.trained.metrics.items():
            lines.append(f"{_called(run, name)} {films}: {_figures(metrics) or 'no validation films'}")
    if len(outcome.runs) > 1:
        over = _over(arguments, outcome)
        lines += [
            f"{labelled.name} {over}: {_spreads(outcome.over_seeds(labelled.name))}".strip()
            for labelled in outcome.sets
        ]
    written = (*(run.model for run in outcome.runs), *outcome.tables)
    return in_lines([*lines, *(f"wrote {path}" for path in written)])


def _called(run: TrainingRun, name: str) -> str:
    fold = f"fold {run.fold}" if run.fold else ""
    return " ".join(part for part in (name, f"seed {run.seed}", fold) if part)


def _over(arguments: argparse.Namespace, outcome: TrainOutcome) -> str:
    """What the joint figures are over."""
    folds, seeds = len(outcome.parts), len({run.seed for run in outcome.runs})
    one = (
        "the films, by the models that have not seen them"
        if arguments.assessed_by
        else "the validation films"
    )
    films = f"the films of {folds} folds" if folds > 1 else one
    return f"over {films}, {counted(seeds, 'seed')}"


def _spreads(figures: Mapping[str, tuple[float, float]]) -> str:
    return ", ".join(
        f"{name.replace('_', ' ')} {mean:.2f} +- {sd:.2f}" for name, (mean, sd) in figures.items()
    )


def _figures(metrics: dict[str, float]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value:.2f}" for name, value in metrics.items())


def _data(arguments: argparse.Namespace, outcome: TrainOutcome) -> dict[str, object]:
    return {
        "system": arguments.system,
        "device": outcome.device,
        "precision": outcome.precision,
        "seed": arguments.seed,
        "assessed_by": [str(path) for path in arguments.assessed_by],  # whose figures stand as validation
        "sets": {
            labelled.name: {
                "landmarks": list(labelled.scheme.names),
                "films": {film: labelled.hashes.get(film) for film in labelled.marks},
            }
            for labelled in outcome.sets
        },
        "models": [_run_data(run, outcome) for run in outcome.runs],
        "figures": {
            labelled.name: {name: list(pair) for name, pair in outcome.over_seeds(labelled.name).items()}
            for labelled in outcome.sets
        },
    }


def _run_data(run: TrainingRun, outcome: TrainOutcome) -> dict[str, object]:
    parts = outcome.parts[max(0, run.fold - 1)]
    return {
        "model": str(run.model),
        "sha256": run.sha256,
        "seed": run.seed,
        "fold": run.fold or None,
        "films": {name: asdict(split) for name, split in parts.items()},
        "validation": run.trained.metrics,
        "test": {name: found.metrics for name, found in run.tested.items()},
        "networks": [[record.as_json() for record in curve] for curve in run.trained.curves],
        "sigmas": [history.as_json() for history in run.trained.sigmas],
    }
