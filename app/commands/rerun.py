"""`onemark rerun`: what a run.json says was made, made again, and whether it is the same to the byte."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import measure, predict, propagate, train
from app.commands.common import CommandOutcome, CommandParser, new_parser, parsed, path_option
from app.commands.redo import elsewhere
from app.commands.train_options import requested_sets

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal

NAME = "rerun"
_MADE_AGAIN = (propagate, predict, train, measure)
_CHOSEN = (train.NAME, measure.NAME)  # of a folder they take the films that a table names


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(commands, NAME, "make again what a run.json says was made, and compare", execute)
    parser.add_argument("run", type=Path, metavar="RUN.JSON", help="the run.json beside a table or model")
    parser.add_argument(
        "--entry", default="", metavar="NAME", help="which of its tables, where it names several"
    )
    path_option(
        parser,
        "--out",
        "FILE",
        "where to write it; all else goes beside it (default NAME.rerun.csv beside it)",
    )


def execute(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    """Run the subcommand; exit code 1 where the result differs. Raises `UsageError` and `EngineError`."""
    from engine.folders.rerun import check_unchanged, machine_differences
    from engine.io.provenance import command_of, read_entry

    name, entry = read_entry(arguments.run, arguments.entry)
    kept = command_of(entry)
    before = _parsed(kept.absolute)
    again, places = elsewhere(before.parser, kept.absolute, arguments.out, arguments.run.parent)
    films = _film_folders(before)
    terminal.finish(check_unchanged(entry, kept.inputs, films, all_films=before.command not in _CHOSEN))
    command = _parsed(again)
    outcome: CommandOutcome = command.execute(command, terminal)
    made = _counterpart(name, places)
    _, now = read_entry(made.parent / "run.json", made.name)
    same = _content(now) == _content(entry)
    differences = [] if same else machine_differences(entry, now)
    text = "\n".join([outcome.text, _verdict(name, made, same, differences)])
    data = {**outcome.data, "entry": name, "made": str(made), "same": same, "differences": differences}
    return CommandOutcome(text, data, outcome.notes, 0 if same else 1, outcome.failure)


def _content(entry: Mapping[str, Any]) -> str:
    """The hash of what an entry is about; of a model without its date, which is another one each time."""
    return str(entry.get("model_undated_sha256") or entry.get("sha256"))


def _parsed(command: tuple[str, ...]) -> argparse.Namespace:
    """The arguments of a command of run.json. Raises `UsageError` where this version knows it no more."""
    parser = CommandParser(prog="onemark")
    commands = parser.add_subparsers(required=True)
    for each in _MADE_AGAIN:
        each.add_parser(commands)
    return parsed(parser, command)


def _film_folders(arguments: argparse.Namespace) -> dict[str, Path]:
    """Where the films of a command lie, by anatomy; "" for the only one."""
    if arguments.command != train.NAME:
        return {} if arguments.images is None else {"": arguments.images}
    return {wanted.name: wanted.images for wanted in requested_sets(arguments)}


def _counterpart(name: str, places: Mapping[Path, Path]) -> Path:
    """Where that lies now which was called `name`: a training may put seed and fold into the name."""
    fitting = [old for old in places if name.startswith(old.stem) and name.endswith(old.suffix)]
    old = max(fitting, key=lambda path: len(path.stem))
    new = places[old]
    return new.with_name(new.stem + name.removeprefix(old.stem).removesuffix(old.suffix) + new.suffix)


def _verdict(name: str, made: Path, same: bool, differences: list[str]) -> str:
    if same:
        return f"{made} is the same as {name} to the byte"
    why = "; ".join(differences) or "nothing that run.json names; a training can differ from run to run"
    return f"{made} is not the same as {name} to the byte. What differs: {why}"
