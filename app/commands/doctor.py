"""`onemark doctor`: versions, device, codecs, paths; which films can be read; what of patients is where."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.commands.common import CommandOutcome, UsageError, new_parser, path_option
from engine.wording import in_lines

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal

NAME = "doctor"


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    text = "show versions, the device and what it lacks, DICOM codecs and paths"
    parser = new_parser(commands, NAME, text, execute)
    path_option(parser, "--images", "DIR", "also read every film of DIR and say what is in it, or why not")
    path_option(
        parser,
        "--privacy",
        "DIR",
        "instead list what of patients is written where: compare the files of DIR, and OneMark's own, with "
        "the headers of the DICOM films of DIR",
    )


def execute(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    """Run the subcommand; exit code 1 where a part or film is missing. Raises `UsageError`, `EngineError`."""
    if arguments.privacy is not None:
        if arguments.images is not None:
            raise UsageError("--images and --privacy are two lists: ask for one of them.")
        return _privacy(arguments, terminal)
    from app.diagnosis import diagnose, look_at_films

    diagnosis = diagnose()
    sections = dict(diagnosis.sections)
    problems = list(diagnosis.problems)
    if arguments.images is not None:
        films = terminal.finish(look_at_films(arguments.images))
        sections |= {"films": films.readable, "unreadable": films.unreadable}
        problems.extend(f"{film} cannot be read. {reason}" for film, reason in films.unreadable.items())
    lines = [
        line
        for section, entries in sections.items()
        if entries
        for line in (section, *(f"  {name:<36} {value}" for name, value in entries.items()))
    ]
    lines.extend([f"problem: {problem}" for problem in problems] or ["all is there"])
    return CommandOutcome(in_lines(lines), {**sections, "problems": problems}, exit_code=1 if problems else 0)


def _privacy(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    from app.privacy import own_places, trace_patients

    report = terminal.finish(trace_patients(arguments.privacy, own_places()))
    return CommandOutcome(report.text(), report.as_json())
