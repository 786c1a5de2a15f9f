"""From the bytes of a CSV file to cells: encoding, delimiter, header, numbers. Knows no landmarks."""

from __future__ import annotations

import codecs
import csv
import io
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import TableError
from engine.io.guard import regular_bytes
from engine.io.workbooks import is_workbook, workbook_rows
from engine.landmarks import MOST_LANDMARKS
from engine.wording import counted

DELIMITERS = (",", ";", "\t")
BLANKS = frozenset({"", "nan", "na", "n/a", "none", "null"})
_TPS = re.compile(r"(LM3?|ID|IMAGE|CURVES)\s*=", re.IGNORECASE)
_JSON_KINDS = {  # a key at the top that only this kind has
    "shapes": "a file of labelme",
    "annotations": "a file of COCO annotations",
}
_COMMA_NUMBER = re.compile(r"[+-]?\d+,\d+(e[+-]?\d+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_DOT_NUMBER = re.compile(r"[+-]?\d*\.\d+(e[+-]?\d+)?", re.IGNORECASE)
_MOST_COLUMNS = 2 * MOST_LANDMARKS + 100  # a wide table has two for each landmark, and some for the film
# what a spreadsheet takes for a formula (OWASP, "CSV Injection"), behind space or apostrophes too
_FORMULA = re.compile("'*\\s*[-=+@\\t\\r\\n\uff0d\uff1d\uff0b\uff20]")


def guarded(text: str) -> str:
    """`text` as a cell that no spreadsheet runs as a formula: behind an apostrophe where it looks like one.

    What looks like one behind apostrophes already gets one more, so that `unguarded` gives every text back.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` made a cell of; other cells are as they are."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of a table: its number in the file (1 is the first line) and its texts by column."""

    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """The cell without surrounding space; "" where the table has no such column."""
        return self.cells.get(column, "")

    def number(self, column: str) -> float | None:
        """The cell as a number, None where blank. Decimal point or comma; never infinite."""
        text = self.cells.get(column, "")
        if not text:
            return None
        try:
            value = math.nan if "_" in text else float(text)  # Python reads 1_234
        except ValueError:
            value = float(text.replace(",", ".")) if _COMMA_NUMBER.fullmatch(text) else math.nan
        if not math.isfinite(value):
            if text.casefold() in BLANKS:
                return None
            raise TableError(f"Line {self.line}: {column} is {text!r}, not a number: correct that cell.")
        return value


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as text: column names as written, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[TextRow, ...]
    delimiter: str = ","

    def refuse_mixed_decimals(self, columns: Iterable[str]) -> None:
        """Raise `TableError` where it is a guess what a comma is.

        If numbers use both 1.5 and 1,5; or if every one that has a comma may be thousands, and the cells are
        divided by commas too, or by tabs, which says nothing of the country.
        """
        cells = [row.text(column) for row in self.rows for column in columns]
        commas = [cell for cell in cells if _COMMA_NUMBER.fullmatch(cell)]
        comma = next(iter(commas), None)
        dot = next((cell for cell in cells if _DOT_NUMBER.fullmatch(cell)), None)
        if comma and self.delimiter in (",", "\t") and all(map(_THOUSANDS.fullmatch, commas)):
            raise TableError(
                f"{comma} may be a thousand or a decimal: write the numbers of this table with decimal "
                "points and without commas between thousands."
            )
        if comma and dot:
            raise TableError(
                f"The table mixes decimal commas ({comma}) and decimal points ({dot}): use one of them."
            )


def read_text(path: Path) -> str:
    """The text of `path`: UTF-8 or UTF-16 (with a byte order mark), else Windows-1252."""
    return text_of(path, file_content(path))


def file_content(path: Path) -> bytes:
    """All of a file; TableError where it cannot be read."""
    try:
        return regular_bytes(path)
    except OSError as error:
        raise TableError(f"Cannot read {path} ({error.strerror or error}): check the path.") from error


def text_of(path: Path, data: bytes) -> str:
    """The text that `data`, the content of `path`, holds; see `read_text`."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(path, data, "utf-16")
    if b"\0" in data[:2]:  # UTF-16 without its mark: a header starts with ASCII letters
        return _decoded(path, data, "utf-16-be" if data.startswith(b"\0") else "utf-16-le")
    if b"\0" in data:
        raise TableError(f"{path} is not a text file: save the table as CSV (UTF-8).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(path, data, "cp1252")  # what Excel writes as plain "CSV" in the West


def _decoded(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError(f"{path} is not readable text: save the table as CSV (UTF-8).") from error


def _delimiter(header: str) -> str:
    """The delimiter that the header uses most; a header holds no decimal commas."""
    unquoted = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=unquoted.count)


def read_grid(path: Path) -> Grid:
    """Read a table with a header line; `TableError` names the line that is wrong.

    Cells lose the space around them, and then the apostrophe of `guarded`.
    """
    if is_workbook(path):
        return _workbook_grid(path)
    text = read_text(path)
    if kind := foreign_kind(text):
        raise TableError(
            f"{path.name} is {kind}, not a table: export its points as CSV with image,landmark,x_px,y_px."
        )
    skipped = 0
    lines = text.splitlines(keepends=True)
    delimiter = ""
    if lines and lines[0].casefold().startswith(("sep=", '"sep=')):  # Excel's own hint line
        delimiter, skipped = lines[0].partition("=")[2].strip('"\r\n')[:1], 1
    while skipped < len(lines) and (not lines[skipped].strip() or lines[skipped].startswith("#")):
        skipped += 1
    if skipped == len(lines):
        raise TableError(f"{path} is empty: it needs a header line and one line for each landmark or film.")
    stream = io.StringIO("".join(lines[skipped:]), newline="")
    clean = _clean if "'" in text else str.strip
    delimiter = delimiter or _delimiter(lines[skipped])
    # a blank between delimiter and quotation mark is none of the text
    reader = csv.reader(stream, delimiter=delimiter, skipinitialspace=delimiter != " ")
    try:
        columns = _header(list(map(clean, next(reader))))
        rows = tuple(
            _row(columns, list(map(clean, cells)), reader.line_num + skipped)
            for cells in reader
            if any(map(str.strip, cells))
        )
    except csv.Error as error:
        raise TableError(f"{path}, line {reader.line_num + skipped}: {error}.") from error
    return Grid(columns, rows, delimiter)


def _workbook_grid(path: Path) -> Grid:
    """The first sheet of a workbook, whose numbers are numbers."""
    rows = [(number, list(_cleaned(cells))) for number, cells in enumerate(workbook_rows(path), 1)]
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled:
        raise TableError(f"{path} is empty: it needs a header and one line for each landmark or film.")
    columns = _header(list(filled[0][1]))
    return Grid(columns, tuple(_row(columns, cells, number) for number, cells in filled[1:]), ";")


def foreign_kind(text: str) -> str:
    """What a text of another program is called that people take for a table; "" where it may be one."""
    start = text.lstrip()
    if _TPS.match(start):
        return "a TPS file of landmarks"
    if not start.startswith(("{", "[")):
        return ""
    try:
        top = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    values = top if isinstance(top, dict) else {}
    if values.get("format") == "onemark-project":
        return "a OneMark project"
    return next((kind for key, kind in _JSON_KINDS.items() if key in values), "a JSON file")


def _cleaned(cells: list[str]) -> Iterator[str]:
    return map(_clean if "'" in "".join(cells) else str.strip, cells)


def _clean(cell: str) -> str:
    return unguarded(cell.strip())


def _header(columns: list[str]) -> tuple[str, ...]:
    while columns and not columns[-1]:
        columns.pop()  # a trailing delimiter
    if len(columns) > _MOST_COLUMNS:
        raise TableError(
            f"The table has {len(columns)} columns, and {_MOST_COLUMNS} can be read: give each "
            "landmark a row (image,landmark,x_px,y_px), or split the table."
        )
    twice = sorted(name for name, count in Counter(columns).items() if name and count > 1)
    if twice:
        raise TableError(f"The table has two columns called {twice[0]}: rename one of them.")
    return tuple(columns)


def _row(columns: tuple[str, ...], cells: list[str], line: int) -> TextRow:
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise TableError(
            f"Line {line} has {counted(len(cells), 'cell')} but the header has {len(columns)}: "
            "check for a delimiter inside a name."
        )
    return TextRow(line, dict(zip(columns, cells, strict=False)))
