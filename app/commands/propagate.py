"""`onemark propagate`: from the annotated films of a folder to a table of all of them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.commands.common import (
    Outcome,
    UsageError,
    add_computing_options,
    add_spacing_option,
    new_parser,
    path_option,
)
from engine.wording import counted

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal
    from engine.folder import FolderOutcome

NAME = "propagate"


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(
        commands, NAME, "carry landmarks from annotated films to all films of a folder", execute
    )
    path_option(parser, "--images", "DIR", "folder of the films, with its sub-folders", required=True)
    path_option(parser, "--landmarks", "CSV", "table with at least one annotated film", required=True)
    path_option(parser, "--out", "CSV", "table to write, with every film and landmark", required=True)
    parser.add_argument(
        "--method", choices=("registration",), default="registration", help="registration: needs no training"
    )
    parser.add_argument(
        "--registration",
        choices=("instance", "simpleitk"),
        default="instance",
        help="our own (default), or SimpleITK's affine and B-spline",
    )
    path_option(parser, "--overlays", "DIR", "draw every film with its points as PNG into this folder")
    path_option(parser, "--scheme", "FILE", "landmark names: .scheme.json, JSON list, CSV or one name a line")
    add_computing_options(parser)
    add_spacing_option(parser)


def execute(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    """Run the subcommand; raises `UsageError` and `EngineError`."""
    if arguments.out.resolve() == arguments.landmarks.resolve():
        raise UsageError("--out would overwrite --landmarks: choose another file for --out.")
    from engine.folder import FolderRequest, propagate_folder  # imports torch: only now
    from engine.oneshot import RegistrationMethod

    request = FolderRequest(
        images=arguments.images,
        landmarks=arguments.landmarks,
        out=arguments.out,
        overlays=arguments.overlays,
        scheme=arguments.scheme,
        registration=RegistrationMethod(arguments.registration),
        device=arguments.device,
        seed=arguments.seed,
        spacing=arguments.spacing.rule,
        spacing_text=arguments.spacing.text,
    )
    outcome = terminal.finish(propagate_folder(request))
    return Outcome(_text(arguments, outcome), _data(arguments, outcome), outcome.notes)


def _text(arguments: argparse.Namespace, outcome: FolderOutcome) -> str:
    result = outcome.propagation
    mirrored = sum(result.mirrored.values())
    lines = [f"unreadable: {film}: {reason}" for film, reason in outcome.unreadable.items()]
    lines.append(
        f"{counted(len(outcome.films), 'film')}: {counted(len(result.exemplars), 'exemplar')}, "
        f"{len(result.sets)} predicted ({mirrored} mirrored), {len(outcome.unreadable)} unreadable; "
        f"{result.method} on {result.device}, {result.seconds:.1f} s"
    )
    if outcome.overlays:
        lines.append(f"{len(outcome.overlays)} overlays in {arguments.overlays}")
    return "\n".join([*lines, f"wrote {arguments.out}"])


def _data(arguments: argparse.Namespace, outcome: FolderOutcome) -> dict[str, object]:
    result = outcome.propagation
    return {
        "out": str(arguments.out),
        "films": len(outcome.films),
        "landmarks": list(outcome.scheme.names),
        "exemplars": list(result.exemplars),
        "predicted": sorted(result.sets),
        "mirrored": [film for film, mirrored in result.mirrored.items() if mirrored],
        "unreadable": dict(outcome.unreadable),
        "overlays": [str(path) for path in outcome.overlays],
        "method": result.method,
        "device": result.device,
        "seed": arguments.seed,
        "seconds": round(result.seconds, 2),
    }
