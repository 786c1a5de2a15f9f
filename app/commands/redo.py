"""A command as run.json keeps it, and the same one with what it writes elsewhere."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.common import UsageError
from app.commands.train_options import named_set
from engine.io.provenance import RERUN

if TYPE_CHECKING:
    from engine.io.provenance import CommandLine, InputFile

WRITTEN = ("--out", "--model-out", "--overlays", "--heatmaps", "--sigma-plot")
# how a command speaks, and whether it goes on from a state: nothing of it is in the result
_PASSING = ("--json", "--quiet", "--verbose", "--log", "--resume")
# they take a file or something else, some of them behind NAME=
_PERHAPS_FILES = (
    "--model",
    "--start",
    "--spacing",
    "--split",
    "--scheme",
    "--val",
    "--steer",
    "--weights",
    "--set",
    "--sex",
)


def command_line(arguments: argparse.Namespace) -> CommandLine:
    """The command that `arguments` were parsed from; its inputs are hashed here, before they are read."""
    from engine.io.provenance import CommandLine

    absolute: list[str] = [arguments.typed[0]]
    inputs: list[InputFile] = []
    for action, text in _options(arguments.parser, arguments.typed):
        option = action.option_strings[0]
        if option in _PASSING:
            continue
        before, paths = _paths_in(action, text)
        absolute += [option] if action.nargs == 0 else [option, _with_paths(text, before, paths)]
        if option not in WRITTEN:
            inputs += [_input(option, path) for path in paths if path.is_file()]
            inputs += _installed(option, text) if not paths else []
    return CommandLine(arguments.typed, tuple(absolute), str(Path.cwd()), tuple(inputs))


def elsewhere(
    parser: argparse.ArgumentParser, command: Sequence[str], out: Path | None, folder: Path
) -> tuple[tuple[str, ...], dict[Path, Path]]:
    """The `command` that writes its main file to `out`, all others in folders beside it; old place -> new.

    The main file is the table, else the model; without `out` it goes to `folder`. Raises `UsageError` where
    a file would be written over.
    """
    options = [(action, action.option_strings[0], text) for action, text in _options(parser, command)]
    written = {option: Path(text) for _, option, text in options if option in WRITTEN}
    main = "--out" if "--out" in written else "--model-out"
    first = out or folder / f"{written[main].stem}{RERUN}{written[main].suffix}"
    moved, places = [command[0]], dict[Path, Path]()
    for action, option, text in options:
        moved.append(option)
        if option in written:
            old = written[option]
            # a table names its models by their file, so that these keep their names
            more = first.with_name(f"{first.stem}.{action.dest}") / old.name
            new = first if option == main else more
            if new.resolve() == old.resolve():
                raise UsageError(f"{new} would be written over: choose another file for --out.")
            places[old] = new
            moved.append(str(new))
        elif action.nargs != 0:
            moved.append(text)
    return tuple(moved), places


def _options(parser: argparse.ArgumentParser, typed: Sequence[str]) -> list[tuple[argparse.Action, str]]:
    """Each option as it was typed, with its text, "" for a flag; OneMark's commands know nothing else."""
    known = {name: action for action in parser._actions for name in action.option_strings}
    tokens, found = iter(typed[1:]), []
    for token in tokens:
        name, equals, text = token.partition("=")
        action = known[name]
        found.append((action, "" if action.nargs == 0 else text if equals else next(tokens)))
    return found


def _paths_in(action: argparse.Action, text: str) -> tuple[str, tuple[Path, ...]]:
    """The paths that `text` names, and what stands before the first of them."""
    option = action.option_strings[0]
    if option == "--set" and "=" in text:  # of a training; that of measurements is a name or a file
        name, images, table = named_set(text)
        return f"{name}=", (images, table)
    if option in _PERHAPS_FILES:
        name, equals, rest = text.partition("=")
        if Path(text).is_file():
            return "", (Path(text),)
        return (f"{name}=", (Path(rest),)) if equals and Path(rest).is_file() else ("", ())
    return "", (Path(text),) if action.type is Path else ()


def _with_paths(text: str, before: str, paths: Sequence[Path]) -> str:
    return before + ":".join(str(path.absolute()) for path in paths) if paths else text


def _input(option: str, path: Path) -> InputFile:
    from engine.io.images import content_hash
    from engine.io.provenance import InputFile

    place = path.absolute()
    return InputFile(option, str(place.parent), place.name, content_hash(place))


def _installed(option: str, text: str) -> list[InputFile]:
    """The model of the box, or imported, that --model or --start names, or the scheme that ships."""
    from engine.io.images import content_hash
    from engine.io.provenance import InputFile
    from engine.io.shipped_schemes import scheme_file
    from engine.models.installed import FIND_OUT, installed_model, installed_models

    if option == "--model" and text == FIND_OUT:
        return [_installed_input(each.path) for each in installed_models()[0]]
    path = None
    if option in ("--model", "--start"):
        path = installed_model(text)
    elif option == "--scheme":
        text = text.rpartition("=")[2]
        path = scheme_file(Path(text))
    if path is None or not path.is_file():  # who reads it says that there is none
        return []
    return [InputFile(option, "", text, content_hash(path))]


def _installed_input(path: Path) -> InputFile:
    """An installed model, by its name where that leads to it."""
    from engine.models.installed import installed_model

    by_path = _input("--model", path)
    return replace(by_path, folder="") if installed_model(path.name) == path else by_path
