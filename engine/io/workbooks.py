"""Tables in Excel workbooks: the first sheet, its first row the header. Knows no landmarks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook, SheetTypeEnum

from engine.errors import TableError
from engine.io.guard import regular_bytes, sentence_part

SUFFIX = ".xlsx"
_UNUSUAL = (re.compile(rb":c[\s/>]"), re.compile(rb"<c[^\S ]|<c[/>]"))  # cells that begin otherwise than <c
_PLACE = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[\s/>]')
_SIGNS = (b"<!", b"\0", b'"e"', b"'e'")  # comments and other encodings; the type of a cell such as #N/A
_SPELLED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MOST_CELLS = 20_000_000  # blank ones between the others too: some bytes each
_WHOLE = 1e15  # numbers from here on have no digit behind the point anyway
_SHEET = "xl/worksheets/sheet1.xml"
_MOST_UNPACKED = 400_000_000  # bytes of all parts: a million rows have a tenth of it
Cell = str | float | int | None


def is_workbook(path: Path) -> bool:
    """True for what is called a workbook."""
    return path.suffix.casefold() == SUFFIX


def workbook_rows(path: Path) -> list[list[str]]:
    """The cells of the first sheet as texts, row by row; numbers as Python writes them, blanks as "".

    Raises `TableError` where the file is none, damaged, or unpacks to more than a table has.
    """
    try:
        data = regular_bytes(path)
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > _MOST_UNPACKED:
            megabytes = unpacked // 1_000_000
            raise TableError(f"{path.name} unpacks to {megabytes} MB: split the table, or save it as CSV.")
        rows = _quick_rows(data) if _is_plain(data) else None
        return _slow_rows(data) if rows is None else rows
    except TableError:
        raise
    except OSError as error:
        raise TableError(f"Cannot read {path} ({error.strerror or error}): check the path.") from error
    except Exception as error:  # a damaged workbook raises whatever its part of zip or XML does
        raise TableError(
            f"{path.name} is no workbook, or damaged ({sentence_part(error)}): save it again."
        ) from error


def _is_plain(data: bytes) -> bool:
    """True for a workbook that can be read quickly.

    The quick reader ends the process where two cells lie far apart, as it makes room for all between them,
    and takes errors for blanks. So every part is looked through, and what is unusual is read slowly.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.infolist():
            if part.filename == "content.xml" or part.filename.endswith((".bin", ".ods")):
                return False  # of kinds of workbook that are no .xlsx
            if not _is_plain_part(parts.read(part)):
                return False
    return True


def _is_plain_part(part: bytes) -> bool:
    if any(sign in part for sign in _SIGNS) or any(unusual.search(part) for unusual in _UNUSUAL):
        return False
    cells, last_row, columns = 0, 0, set()
    for place in _PLACE.finditer(part):
        cells += 1
        columns.add(place[1])
        last_row = max(last_row, int(place[2]))
    last_column = max((column_index_from_string(letters.decode()) for letters in columns), default=0)
    return last_row * last_column <= _MOST_CELLS and cells == part.count(b"<c ")


def _quick_rows(data: bytes) -> list[list[str]] | None:
    """The rows; None where the quick reader refuses the workbook."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = (sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet)
        rows = book.get_sheet_by_name(next(sheets)).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a reader in Rust panics with one outside Exception
        return None
    return [list(map(_text, row)) for row in rows]


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else repr(cell)
    return str(cell)


def _slow_rows(data: bytes) -> list[list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size would cut off the rows beyond
        rows = sheet.iter_rows(values_only=True)
        return [["" if cell is None else unescape(_text(cell)) for cell in row] for row in rows]
    finally:
        book.close()


def workbook(rows: Iterable[Iterable[Cell]]) -> bytes:
    """A workbook with one sheet of `rows`; texts stay texts, also where they look like formulas.

    The rows are put into the sheet of an empty workbook here, as a library takes seconds for each thousand
    films. TableError for a text that no workbook can hold.
    """
    empty, stream = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook(write_only=True)
    book.create_sheet("landmarks")
    book.save(empty)
    with zipfile.ZipFile(empty) as parts, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, True, 2) as out:
        for name in parts.namelist():
            if name != _SHEET:
                out.writestr(name, parts.read(name))
                continue
            head, tail = re.split(rb"<sheetData\s*/>|<sheetData></sheetData>", parts.read(name))
            with out.open(name, "w", force_zip64=True) as sheet:
                sheet.write(head + b"<sheetData>")
                sheet.writelines(_sheet_rows(rows))
                sheet.write(b"</sheetData>" + tail)
    return stream.getvalue()


def _sheet_rows(rows: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    letters: list[str] = []
    for number, row in enumerate(rows, 1):
        values = list(row)
        letters += [get_column_letter(column) for column in range(len(letters) + 1, len(values) + 1)]
        cells = [
            _cell(f"{letter}{number}", value)
            for letter, value in zip(letters, values, strict=False)
            if value is not None and value != ""
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'.encode("utf-8", "backslashreplace")


def _cell(place: str, value: str | float) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{_escaped(value)}</t></is></c>'
    return f'<c r="{place}"><v>{float(value) if isinstance(value, float) else value}</v></c>'  # repr is exact


@lru_cache(maxsize=4096)  # of a column most are the same
def _escaped(text: str) -> str:
    if ILLEGAL_CHARACTERS_RE.search(text):
        raise TableError(f"A workbook cannot hold {text[:40]!r}: rename it, or write the table as CSV.")
    # what looks like the spelling of a character is spelled itself: _x0041_ is A in a workbook
    return escape(_SPELLED.sub("_x005F_", text), {"\r": "&#13;"})
