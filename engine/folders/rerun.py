"""Whether a run of run.json can be made again: the same files and films, and what differs of the machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from engine.errors import EngineError
from engine.io.images import content_hash, film_path, find_films
from engine.io.provenance import InputFile
from engine.io.shipped_schemes import scheme_file
from engine.models.installed import FIND_OUT, installed_model, installed_models
from engine.operation import Operation, Progress

_MACHINE = ("device", "threads", "processes", "os", "revision")


def check_unchanged(
    entry: Mapping[str, Any], inputs: Iterable[InputFile], folders: Mapping[str, Path], *, all_films: bool
) -> Operation[None]:
    """Raise `EngineError` that names every input and film which is not as the run of `entry` had it.

    `folders`: of the films by anatomy, "" for the only one. `all_films`: new ones count too, as the run had
    taken them.
    """
    given = tuple(inputs)
    changes = [change for each in given if (change := _changed_input(each))]
    # all models were asked, another one may fit better; a file called so has its hash there
    if entry.get("model") == FIND_OUT and not entry.get("model_sha256"):
        asked = [_place(each) for each in given if each.option == "--model"]
        installed = [summary.path for summary in installed_models()[0]]
        changes += [f"--model {path.name} is new" for path in installed if path not in asked]
    known, unreadable = entry.get("films"), entry.get("unreadable")
    if not isinstance(known, dict) or not isinstance(unreadable, dict):
        raise EngineError("The entry names no films: was it edited?")
    there = {
        f"{name}/{film}" if name else film: film_path(folder, film)
        for name, folder in folders.items()
        for film in find_films(folder)
    }
    changes += [f"{film} is gone" for film in sorted({*known, *unreadable} - set(there))]
    if all_films:
        changes += [f"{film} is new" for film in there if film not in known and film not in unreadable]
    for number, (film, digest) in enumerate(known.items(), 1):
        if film in there and content_hash(there[film]) != digest:
            changes.append(f"{film} has changed")
        yield Progress("comparing films", number, len(known), film)
    if changes:
        raise EngineError(f"This run cannot be made again: {'; '.join(changes)}.")


def _changed_input(each: InputFile) -> str:
    """What is not as it was, "" for nothing."""
    path = _place(each)
    if path is None or not path.is_file():
        return f"{each.option} {path or each.name} is gone"
    return "" if content_hash(path) == each.sha256 else f"{each.option} {path} has changed"


def _place(each: InputFile) -> Path | None:
    """Where an input lies; None for a name that nothing has any more."""
    if each.folder:
        return Path(each.folder) / each.name
    return scheme_file(Path(each.name)) if each.option == "--scheme" else installed_model(each.name)


def machine_differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Of two entries of run.json, what they say of machine and versions differently, each in words."""
    first, second = (
        {**{name: entry.get(name) for name in _MACHINE}, **entry.get("versions", {})}
        for entry in (before, now)
    )
    return [
        f"{name} {first.get(name)} then, {second.get(name)} now"
        for name in dict.fromkeys((*first, *second))
        if first.get(name) != second.get(name)
    ]
