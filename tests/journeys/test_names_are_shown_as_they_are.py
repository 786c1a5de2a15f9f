"""Names out of files are words: none of them shows a picture of this disk or reaches another computer."""

import sys

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMessageBox,
    QTextEdit,
    QToolTip,
)
from tiny_models import save_tiny
from window_driver import Driver

from app.document import edits
from app.document.spacing_edits import Extent
from app.jobs.job import Bug
from app.views.dialogs import BugDialog
from app.views.import_preview import FilmChoice, ImportDisplay, ImportPreview
from app.views.learned_dialog import LearnedDialog
from app.views.left_out_list import LeftOutDialog, LeftOutRow
from app.views.mapping_dialog import MappingDialog
from app.views.spacing_dialog import SpacingDialog, SpacingOffer
from engine.errors import EngineError
from engine.landmarks import Scheme

mightBeRichText = GuiQt.mightBeRichText
NAME = '<img src="file:///tmp/x.png"><b>x'
FILM = "film.png" if sys.platform == "win32" else "<img src='x.png'><b>.png"  # as names may be there


def every_item(view):
    """All indexes of a list or tree and its headers' texts."""
    model = view.model()
    waiting = [QModelIndex()]
    while waiting:
        parent = waiting.pop()
        for row in range(model.rowCount(parent)):
            for column in range(model.columnCount(parent)):
                waiting.append(model.index(row, column, parent))
                yield waiting[-1]


def texts_that_qt_may_render():
    """(where, text, True where it is plain whatever it holds) of all that is there now."""
    for widget in QApplication.allWidgets():
        where = f"{type(widget).__name__} {widget.accessibleName()}"
        yield f"tooltip of {where}", widget.toolTip(), False
        yield f"help of {where}", widget.whatsThis(), False
        if isinstance(widget, QLabel):
            yield where, widget.text(), widget.textFormat() is Qt.TextFormat.PlainText
        if isinstance(widget, QTextEdit):  # what it says, not its source
            yield where, widget.toHtml(), False
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for index in every_item(widget):
                yield f"tooltip in {where}", str(index.data(Qt.ItemDataRole.ToolTipRole) or ""), False
        for action in widget.actions():
            yield f"action in {where}", action.toolTip(), False


def rendered():
    """Where a name would be taken for HTML, and where names are shown as they are."""
    found, plain = [], []
    for where, text, is_plain in texts_that_qt_may_render():
        if "x.png" in text:
            is_markup = not is_plain and "<img" in text and mightBeRichText(text)
            (found if is_markup else plain).append(f"{where}: {text}")
    return found, plain


@pytest.fixture
def driver(qtbot, tmp_path, monkeypatch):
    """The window on a film, scheme, reader and model of such names."""
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: tmp_path / "box")
    save_tiny(tmp_path / "box" / "tiny.safetensors", names=(NAME, f"{NAME} 2"), title=NAME)
    folder = tmp_path / "films"
    folder.mkdir()
    Picture.fromarray(np.full((300, 200), 90, np.uint8)).save(folder / FILM)
    (folder / f"broken {FILM}").write_bytes(b"no film")
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.window.settings.set("reader", NAME)
    with qtbot.waitSignal(driver.window.controllers.folder.opened):
        driver.window.controllers.folder.open(folder)
    document = driver.window.workspace.document
    document.push(edits.set_scheme(document.project, Scheme((NAME,), {}, {NAME: NAME})))
    driver.window.workspace.selection.set_film(FILM)
    driver.wait_for_picture()
    driver.click(60, 60)
    yield driver
    driver.close()


def preview_of(window):
    dialog = ImportPreview(window)
    row, film = LeftOutRow(NAME, NAME, NAME), FilmChoice(NAME, NAME)
    dialog.show_import(ImportDisplay(NAME, NAME, (film,), (NAME,), (row,), {NAME: NAME}, [NAME], amount=NAME))
    return dialog


def test_no_name_is_taken_for_html_anywhere_in_the_window(driver, qtbot):
    window = driver.window
    window.controllers.model_dialog.show()
    window.controllers.model_dialog.dialog.say(NAME)
    window.views.landmarks.inset.show_crop(QImage(9, 9, QImage.Format.Format_Grayscale8), QPointF(), NAME)
    window.views.job.start(NAME, NAME)
    window.views.welcome.show_recent([f"/films/{NAME}"])
    bug = BugDialog(Bug.of(ValueError(NAME)).summary, NAME, window)
    others = [
        bug,
        LearnedDialog((NAME, NAME), NAME, window),
        MappingDialog({NAME: NAME}, [NAME], window),
        LeftOutDialog(NAME, NAME, [LeftOutRow(NAME, NAME, NAME)], window),
        preview_of(window),
        SpacingDialog(0.1, dict.fromkeys(Extent, SpacingOffer(1, (NAME, NAME))), parent=window),
    ]
    for dialog in others:
        dialog.show()
    for say in (window.workspace.messages.note, window.workspace.messages.warn):
        say(NAME)
        found, _ = rendered()
        assert found == []
    window.views.job.finish(f"{NAME} failed.")
    found, plain = rendered()
    assert found == []
    seen = ("tooltip of QLabel", "QLabel ", "tooltip in QTreeWidget", "QTextBrowser", "action in _Menu")
    assert [kind for kind in seen if not any(where.startswith(kind) for where in plain)] == []
    for dialog in others:
        dialog.close()


def test_tooltip_over_a_point_is_words(driver, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _widget: shown.append(text))
    port, spot = driver.film_view.viewport(), driver.spot(60, 60)
    QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, spot, port.mapToGlobal(spot)))
    (text,) = shown
    assert "&lt;img" in text
    assert "<img" not in text


def test_question_is_words(driver, monkeypatch):
    asked = []

    def question(_parent, _title, text, **_more):
        asked.append(text)
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", question)
    key = driver.window.controllers.models.shelf.choices[0].key
    driver.window.controllers.model_dialog.show()
    driver.window.controllers.model_dialog.dialog.remove_wanted.emit(key)
    (text,) = asked
    assert "&lt;img" in text
    assert "<img" not in text


def test_refusal_that_names_a_film_is_words(driver):
    driver.window.workspace.messages.error(EngineError(f"{FILM} is broken."))
    notice = driver.window.views.notice
    labels = [label for label in notice.findChildren(QLabel) if label.text() == f"{FILM} is broken."]
    assert [label.textFormat() for label in labels] == [Qt.TextFormat.PlainText]
