"""`onemark advise`: which film to annotate first, and which one next."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.commands.common import CommandOutcome, add_device_option, new_parser, path_option
from engine.io.film_names import film_order
from engine.wording import counted, in_lines

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal
    from engine.oneshot.advisor import Advice

NAME = "advise"


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(
        commands, NAME, "say which film to annotate first, and which one next helps most", execute
    )
    path_option(parser, "--images", "DIR", "folder of the films, with its sub-folders", required=True)
    path_option(
        parser,
        "--landmarks",
        "CSV",
        "table of what is known: films that a person has annotated count as exemplars, and the points that a "
        "run has left doubtful say where help is wanted",
    )
    add_device_option(parser)  # and no seed: nothing is drawn at random


def execute(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    """Run the subcommand; raises `EngineError`."""
    from engine.folders.advise import advise_folder  # imports torch: only now

    advice = terminal.finish(advise_folder(arguments.images, arguments.landmarks, arguments.device))
    return CommandOutcome(_text(advice), _data(advice))


def _text(advice: Advice) -> str:
    lines = [f"left out: {film}: {why}" for film, why in advice.left_out.items()]
    lines += [f"{place}. {each.film}: {each.reason}" for place, each in enumerate(advice.ranked, 1)]
    beside = f" beside {counted(len(advice.exemplars), 'exemplar')}" if advice.exemplars else ""
    lines.append(
        f"{advice.compared} of {counted(advice.films, 'film')} compared{beside} on {advice.device}, "
        f"{advice.seconds:.1f} s"
    )
    return in_lines(lines)


def _data(advice: Advice) -> dict[str, object]:
    return {
        "films": advice.films,
        "compared": advice.compared,
        "exemplars": sorted(advice.exemplars, key=film_order),
        "ranked": [
            {"film": each.film, "reason": each.reason, "distance": each.distance} for each in advice.ranked
        ],
        "unreadable_or_unfit": dict(advice.left_out),
        "device": advice.device,
        "seconds": round(advice.seconds, 2),
    }
