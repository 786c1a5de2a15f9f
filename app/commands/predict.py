"""`onemark predict`: the landmarks of films not seen before, with a model that was kept."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from app.commands.common import (
    CommandOutcome,
    add_device_option,
    add_spacing_option,
    add_table_options,
    failure_of,
    going_on,
    new_parser,
    path_option,
    predicted_words,
    reasons_by_film,
    table_layout,
    work_folder,
)
from app.commands.redo import command_line
from engine.io.film_names import film_order
from engine.wording import counted, in_lines

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal
    from engine.folders.predict import PredictedFolder

NAME = "predict"


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(
        commands, NAME, "predict the landmarks of a folder with a model", execute, shares=True
    )
    path_option(
        parser,
        "--model",
        "FILE|NAME|auto",
        "what `onemark train` or `onemark propagate --model-out` wrote, the name of a model that came with "
        "OneMark (head) or was imported in the window, or auto: whichever of these models fits a film",
        required=True,
    )
    path_option(parser, "--images", "DIR", "folder of the films, with its sub-folders", required=True)
    path_option(parser, "--out", "CSV", "table to write, with every film and landmark", required=True)
    parser.add_argument("--domain", metavar="NAME", help="the anatomy, where the model knows several")
    path_option(parser, "--heatmaps", "DIR", "draw every film under its heatmaps as PNG into this folder")
    path_option(parser, "--overlays", "DIR", "draw every film with its points as PNG into this folder")
    path_option(
        parser,
        "--reading",
        "FILE",
        "a table with one reader's own points on some of the films, or a reading that was saved: how that "
        "reader places points beside the model's is learned from it, and all predictions move there; a film "
        "of the table itself moves by what the others say",
    )
    path_option(parser, "--reading-out", "FILE", "save the reading (.json), for --reading on other films")
    add_device_option(parser)  # and no seed: nothing is drawn at random
    add_spacing_option(parser)
    add_table_options(parser)


def execute(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    """Run the subcommand; raises `EngineError`."""
    from engine.folders.find_out import find_out_folder
    from engine.folders.predict import PredictRequest, predict_folder
    from engine.models.installed import FIND_OUT, model_file
    from engine.prediction.predict import PredictionSettings
    from engine.runtime.distributed import joined_ranks  # imports torch: only now

    finds_out = str(arguments.model) == FIND_OUT and not arguments.model.is_file()
    model = arguments.model if finds_out else model_file(arguments.model)
    work = work_folder((NAME, str(arguments.out.resolve()), arguments.domain or ""))
    with going_on(work), joined_ranks(arguments.device) as ranks:
        request = PredictRequest(
            model=model,
            images=arguments.images,
            out=arguments.out,
            settings=PredictionSettings(arguments.device, ranks),
            heatmaps=arguments.heatmaps,
            overlays=arguments.overlays,
            spacing=arguments.spacing.rule,
            spacing_text=arguments.spacing.text,
            with_patient_id=arguments.with_patient_id,
            decimal_comma=arguments.decimal_comma,
            layout=table_layout(arguments),
            command=command_line(arguments),
            domain=arguments.domain,
            work=work,
            reading=arguments.reading,
            reading_out=arguments.reading_out,
        )
        done = terminal.finish(find_out_folder(request) if finds_out else predict_folder(request))
    pictures = {
        "overlay": (arguments.overlays, done.outcome.overlays),
        "heatmap": (arguments.heatmaps, done.heatmaps),
    }
    failure = failure_of(done.outcome, pictures)
    return CommandOutcome(_text(arguments, done), _data(arguments, done), done.outcome.notes, failure=failure)


def _text(arguments: argparse.Namespace, done: PredictedFolder) -> str:
    outcome, result = done.outcome, done.outcome.propagation
    lines = reasons_by_film(outcome)
    unfit = f", {len(result.unfit)} without points" if result.unfit else ""
    lines.append(
        f"{counted(len(outcome.films), 'film')}: {predicted_words(result)}{unfit}, "
        f"{len(outcome.unreadable)} unreadable; {result.method} on {result.device}, {result.seconds:.1f} s"
    )
    if outcome.overlays:
        lines.append(f"{counted(len(outcome.overlays), 'overlay')} in {arguments.overlays}")
    if done.heatmaps:
        lines.append(f"{counted(len(done.heatmaps), 'heatmap')} in {arguments.heatmaps}")
    written = [path for path in (arguments.out, arguments.reading_out) if path is not None]
    return in_lines([*lines, *(f"wrote {path}" for path in written)])


def _data(arguments: argparse.Namespace, done: PredictedFolder) -> dict[str, object]:
    outcome, result = done.outcome, done.outcome.propagation
    return {
        "out": str(arguments.out),
        "model": str(arguments.model),
        "model_sha256": done.model_sha256,
        "domain": arguments.domain or "",
        "films": len(outcome.films),
        "landmarks": list(outcome.scheme.names),
        "predicted": sorted(result.sets, key=film_order),
        "mirrored": [film for film, mirrored in result.mirrored.items() if mirrored],
        "unreadable": dict(outcome.unreadable),
        "unfit": dict(result.unfit),
        "doubtful": dict(result.doubtful),
        "overlays": [str(path) for path in outcome.overlays],
        "heatmaps": [str(path) for path in done.heatmaps],
        "reading": None if done.reading is None else done.reading.as_plain(),
        "method": result.method,
        "device": result.device,
        "seconds": round(result.seconds, 2),
        **({"picked": [asdict(each) for each in done.picked]} if done.picked else {}),
    }
