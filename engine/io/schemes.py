"""Landmark schemes in files: `.scheme.json`, a JSON list, plain text, CSV, or any landmark table."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.errors import EngineError, TableError
from engine.io.atomic import write_atomic
from engine.io.guard import parsed_json
from engine.io.table_layout import canonical, find_layout
from engine.io.table_text import DELIMITERS, Grid, read_grid, read_text
from engine.landmarks import Scheme

FORMAT = "onemark-scheme"
VERSION = (
    1  # curves and measurements came later; whoever does not know them passes them over, and loses no point
)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # JSON can spell it, but no table can hold it


def scheme_to_json(scheme: Scheme) -> dict[str, Any]:
    """The scheme as plain JSON values, in the layout of a `.scheme.json` file.

    Without `curves` and `measurements` where it has none: the same file as an earlier version writes.
    """
    later = {"curves": [list(curve) for curve in scheme.curves], "measurements": list(scheme.measurements)}
    return {
        "format": FORMAT,
        "version": VERSION,
        "landmarks": [
            {
                "name": name,
                "aliases": list(scheme.aliases.get(name, ())),
                "description": scheme.descriptions.get(name, ""),
            }
            for name in scheme.names
        ],
        "pairs": [list(pair) for pair in scheme.pairs],
        "lines": [list(line) for line in scheme.lines],
        **{key: values for key, values in later.items() if values},
    }


def scheme_from_json(data: object) -> Scheme:
    """A scheme from a list of names or from the layout of `.scheme.json`. Raises `TableError`."""
    if isinstance(data, list):
        return _checked(Scheme(_strings(data, "landmark")))
    if not isinstance(data, dict) or not isinstance(data.get("landmarks"), list):
        raise TableError('A scheme is a list of names, or {"landmarks": [...]}: correct the file.')
    if data.get("version", VERSION) != VERSION:
        raise TableError(
            f"The scheme has version {data['version']}; this OneMark reads {VERSION}: update it."
        )
    entries = [entry if isinstance(entry, dict) else {"name": entry} for entry in data["landmarks"]]
    names = _strings([entry.get("name") for entry in entries], "landmark")
    pairs = [_strings(pair, "pair") for pair in _list(data, "pairs")]
    if any(len(pair) != 2 for pair in pairs):
        raise TableError("Every left/right pair of a scheme needs exactly two landmarks: correct the file.")
    spellings = [_strings(_list(entry, "aliases"), "alias") for entry in entries]
    descriptions = [_text(entry.get("description", ""), "description") for entry in entries]
    return _checked(
        Scheme(
            names,
            {name: several for name, several in zip(names, spellings, strict=True) if several},
            {name: text for name, text in zip(names, descriptions, strict=True) if text},
            tuple((left, right) for left, right in pairs),
            tuple(_strings(line, "line") for line in _list(data, "lines")),
            tuple(_strings(curve, "curve") for curve in _list(data, "curves")),
            _strings(_list(data, "measurements"), "measurement set"),
        )
    )


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise TableError(f"{key} of the scheme must be a list: correct the file.")
    return value


def _strings(values: object, what: str) -> tuple[str, ...]:
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise TableError(f"A {what} of the scheme must be a list of names: correct the file.")
    return tuple(_text(value, what).strip() for value in values)


def _text(value: object, what: str) -> str:
    if not isinstance(value, str) or _NO_TEXT.search(value):
        raise TableError(f"Every {what} of the scheme must be text: correct the file.")
    return value


def _checked(scheme: Scheme) -> Scheme:
    used = {name for group in (*scheme.pairs, *scheme.lines, *scheme.curves) for name in group}
    strangers = sorted(used - set(scheme.names))
    if strangers:
        raise TableError(
            f"The scheme's pairs, lines or curves name {strangers[0]}, which is no landmark of it: add it."
        )
    return scheme


def read_scheme(path: Path) -> Scheme:
    """Read a scheme: JSON, CSV (a column `name` or `landmark`, or a landmark table), or a name a line.

    Raises `TableError` where the file holds no names or is broken, `EngineError` for doubled names.
    """
    text = read_text(path)
    if path.suffix.casefold() == ".json":
        try:
            return scheme_from_json(parsed_json(text))
        except json.JSONDecodeError as error:
            raise TableError(f"{path.name}, line {error.lineno}: not valid JSON ({error.msg}).") from error
        except ValueError as error:  # brackets in brackets, a number of 5,000 digits
            raise TableError(
                f"{path.name} is nested or numbered too deep for a scheme: correct it."
            ) from error
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        raise TableError(f"{path} holds no landmark names: write one name a line.")
    if path.suffix.casefold() in {".csv", ".tsv"} and _is_table(lines[0]):
        return _from_grid(canonical(read_grid(path)))
    return Scheme(_names(lines))


def _is_table(header: str) -> bool:
    """True where the first line is a header rather than the first name of a list."""
    cells = {cell.strip().strip('"').casefold() for cell in _cells(header)}
    return bool(cells & {"image", "name", "landmark"})


def _cells(line: str) -> list[str]:
    delimiter = max(DELIMITERS, key=line.count)
    return line.split(delimiter)


def _names(lines: Sequence[str]) -> tuple[str, ...]:
    """One name a line, or all names on one line; a delimiter at the end of a line is dropped."""
    cells = _cells(lines[0]) if len(lines) == 1 else lines
    return tuple(name for cell in cells if (name := cell.strip().strip(",;").strip().strip('"')))


def _from_grid(grid: Grid) -> Scheme:
    columns = {name.casefold(): name for name in grid.columns}
    column = columns.get("name", columns.get("landmark"))
    if column is None:
        return Scheme(tuple(name for name, _, _ in find_layout(grid.columns).pairs))
    names = tuple(dict.fromkeys(name for row in grid.rows if (name := row.text(column))))
    if not names:
        raise TableError("The scheme table has a header but no names: fill in the column.")
    aliases: dict[str, tuple[str, ...]] = {}
    descriptions: dict[str, str] = {}
    for row in grid.rows if "image" not in columns else ():
        spellings = row.text(columns.get("aliases", "aliases")).split("|")
        aliases[row.text(column)] = tuple(alias.strip() for alias in spellings if alias.strip())
        descriptions[row.text(column)] = row.text(columns.get("description", "description"))
    return Scheme(names, aliases, descriptions)


def write_scheme(path: Path, scheme: Scheme) -> None:
    """Write `.scheme.json`; raises `EngineError` unless the file ends in .json."""
    if path.suffix.casefold() != ".json":
        raise EngineError(f"A scheme is saved as NAME.scheme.json, not {path.name}: change the suffix.")
    text = json.dumps(scheme_to_json(scheme), ensure_ascii=False, indent=2)
    write_atomic(path, (text + "\n").encode("utf-8"))
