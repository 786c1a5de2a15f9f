"""Words in widgets come from one place that lets Qt guess nothing about them."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

import app
from app.views.plain import label, marked, unmarked

NAME = '<img src="file:///tmp/x.png"><b>x & y'
# what shows a text as HTML where it looks like it: the place of the text among the arguments
GUESSING = {
    "setToolTip(": -1,
    "setWhatsThis(": -1,
    "showText(": 1,
    "QMessageBox.": 2,
    "QInputDialog.": 2,
}


def calls():
    """(file, name of the function, call) of everything that the app calls."""
    for path in sorted(Path(app.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path.name, getattr(node.func, "attr", getattr(node.func, "id", "")), node


def is_plain(text):
    """True for words of OneMark's own, and for what `unmarked` has made."""
    if isinstance(text, ast.IfExp):
        return is_plain(text.body) and is_plain(text.orelse)
    if isinstance(text, ast.Call):
        called = getattr(text.func, "id", "")
        return called == "unmarked" or (
            called == "tr" and {word.arg for word in text.keywords} <= {"comment"}
        )
    return isinstance(text, ast.Constant) and isinstance(text.value, str)


def test_labels_are_made_in_one_place():
    makers = {"QLabel", "QMessageBox", "QErrorMessage", "TextItem", "LabelItem", "QGraphicsTextItem"}
    assert {file for file, name, _ in calls() if name in makers} == {"plain.py"}


def test_tooltips_and_questions_are_plain_words():
    numbers_only = "film_attributes.py"  # how many films are excluded
    guessed = [
        (file, call.lineno)
        for file, _, call in calls()
        for maker, place in GUESSING.items()
        if maker in f"{ast.unparse(call.func)}(" and file != numbers_only and not is_plain(call.args[place])
    ]
    assert guessed == []


def test_rows_of_forms_have_labels_that_guess_nothing():
    named = [
        (file, call.lineno)
        for file, name, call in calls()
        if name == "addRow" and isinstance(call.args[0], ast.JoinedStr | ast.Name) and len(call.args) == 2
        if not (isinstance(call.args[0], ast.Name) and call.args[0].id == "button")
    ]
    assert named == []


def test_html_is_made_by_one_function():
    makers = {"setHtml", "insertHtml", "appendHtml", "escape"}
    found = {(file, name) for file, name, _ in calls() if name in makers}
    html = {(file, "setHtml") for file in ("models_dialog.py", "history_dialog.py", "guide.py")}
    assert found - {("snapshots.py", "escape"), ("film_list.py", "escape")} == html


@pytest.mark.parametrize("text", [NAME, "a < b", "plain", "two\nlines", "&amp;"])
def test_words_are_shown_letter_by_letter(text, qtbot):
    shown = QTextDocument()
    (shown.setHtml if unmarked(text) != text else shown.setPlainText)(unmarked(text))
    assert shown.toPlainText() == text
    made = label(text)
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.text() == text


def test_values_in_html_are_no_markup():
    shown = QTextDocument()
    shown.setHtml(marked("<p>{}: {}</p>", NAME, "{0}"))
    assert shown.toPlainText() == f"{NAME}: {{0}}"
