"""Workbooks as spreadsheet programs save them, whichever of the two readers takes one; texts come back."""

import datetime
import io
import re
import zipfile

import openpyxl
import pytest

from engine.errors import TableError
from engine.io.workbooks import workbook, workbook_rows

ROWS = [
    ["image", "S_x", "S_y", "note"],
    ["a.png", 1, 2.5, True],
    [],
    ["_x0041_ <&> ä\n b", -0.125, 1e-7, datetime.datetime(2020, 1, 2, 3, 4)],
    ["001", 1234567, 0.1, None],
]
TEXTS = [
    ["image", "S_x", "S_y", "note"],
    ["a.png", "1", "2.5", "True"],
    ["", "", "", ""],
    ["A <&> ä\n b", "-0.125", "1e-07", "2020-01-02 03:04:00"],
    ["001", "1234567", "0.1", ""],
]


def saved(tmp_path, rows):
    """A workbook as a spreadsheet program saves one, with shared texts and styles of dates."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("more").append(["other"])
    book.save(tmp_path / "table.xlsx")
    return tmp_path / "table.xlsx"


def changed(path, old, new):
    """`path` with something else in its first sheet."""
    with zipfile.ZipFile(path) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    sheet = contents["xl/worksheets/sheet1.xml"]
    assert old in sheet
    contents["xl/worksheets/sheet1.xml"] = sheet.replace(old, new, 1)
    with zipfile.ZipFile(path, "w") as parts:
        for name, content in contents.items():
            parts.writestr(name, content)
    return path


def filled(rows):
    """`rows` without blanks at their ends."""
    return ["\t".join(row).rstrip("\t") for row in rows]


def test_the_cells_of_a_saved_workbook_are_texts_as_they_are_shown(tmp_path):
    assert filled(workbook_rows(saved(tmp_path, ROWS))) == filled(TEXTS)


def test_a_sheet_that_is_spelled_otherwise_says_the_same(tmp_path):
    path = changed(saved(tmp_path, ROWS), b"<sheetData>", b"<!-- by hand --><sheetData>")
    assert filled(workbook_rows(path)) == filled(TEXTS)


def test_an_error_in_a_cell_is_no_blank(tmp_path):
    path = saved(tmp_path, ROWS)
    path = changed(path, b'<c r="B2" t="n"><v>1</v></c>', b'<c r="B2" t="e"><v>#DIV/0!</v></c>')
    assert workbook_rows(path)[1][1] == "#DIV/0!"


def test_cells_that_lie_far_apart_take_no_memory_for_what_is_between(tmp_path):
    path = changed(
        saved(tmp_path, [["a"]]), b"</row>", b'</row><row r="3000"><c r="XFD3000"><v>1</v></c></row>'
    )
    rows = workbook_rows(path)
    assert (rows[0][0], len(rows), rows[-1][-1]) == ("a", 3000, "1")


@pytest.mark.parametrize("text", ["=1+1", "_x0041_", "a_x000D_b", " <&>\"'\r\n\t ", "ä\u2028", "\udcff"])
def test_a_text_comes_back_and_is_what_other_programs_read(tmp_path, text):
    path = tmp_path / "table.xlsx"
    path.write_bytes(workbook([["head", 1.5, None, 3], [text, 1 / 3, "", -7]]))
    shown = text.encode("utf-8", "backslashreplace").decode()
    assert filled(workbook_rows(path)) == ["head\t1.5\t\t3", f"{shown}\t{1 / 3!r}\t\t-7"]
    cells = next(openpyxl.load_workbook(path).active.iter_rows(min_row=2, values_only=True))
    assert (re.sub("_x005F_", "_", cells[0]), *cells[1:]) == (shown, 1 / 3, None, -7)


def test_a_text_that_no_workbook_holds_is_refused(tmp_path):
    with pytest.raises(TableError, match="cannot hold"):
        workbook([["a\x00"]])


def test_a_workbook_of_another_kind_is_refused(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", "<office:document-content/>")
    path = tmp_path / "table.xlsx"
    path.write_bytes(stream.getvalue())
    with pytest.raises(TableError, match="no workbook, or damaged"):
        workbook_rows(path)
