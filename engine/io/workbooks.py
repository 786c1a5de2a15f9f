"""Tables in Excel workbooks: the first sheet, its first row the header. Knows no landmarks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell

from engine.errors import TableError
from engine.io.guard import regular_bytes, sentence_part

SUFFIX = ".xlsx"
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
    """A workbook with one sheet of `rows`; texts stay texts, also where they look like formulas."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("landmarks")
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Cell) -> Any:
    if not isinstance(value, str) or not value:
        return value or None if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell
