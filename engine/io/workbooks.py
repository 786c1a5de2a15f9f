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
from openpyxl.utils import get_column_letter

from engine.errors import TableError
from engine.io.guard import regular_bytes, sentence_part

SUFFIX = ".xlsx"
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
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            return list(_texts(book.worksheets[0].iter_rows(values_only=True)))
        finally:
            book.close()
    except TableError:
        raise
    except OSError as error:
        raise TableError(f"Cannot read {path} ({error.strerror or error}): check the path.") from error
    except Exception as error:  # a damaged workbook raises whatever its part of zip or XML does
        raise TableError(
            f"{path.name} is no workbook, or damaged ({sentence_part(error)}): save it again."
        ) from error


def _texts(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[str]]:
    for row in rows:
        yield ["" if cell is None else repr(cell) if isinstance(cell, float) else str(cell) for cell in row]


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
    return escape(text, {"\r": "&#13;"})
