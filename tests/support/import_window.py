"""The preview of an import and the dialog of an export, used as a person does: by the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog
from window_driver import LEFT

OK, CANCEL = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel


def settle_import(driver):
    """Wait until nothing is looked into, read or taken any more."""
    made = driver.window.controllers
    driver.bot.waitUntil(lambda: not (made.dropping.is_looking or made.importing.is_reading))
    driver.settle()
    if made.importing.is_reading:
        settle_import(driver)


def preview(driver):
    """The preview once the files are read."""
    settle_import(driver)
    dialog = driver.window.controllers.importing.dialog
    assert dialog is not None, driver.told
    assert dialog.isVisible()
    return dialog


def take(driver):
    """Press Take."""
    QTest.mouseClick(preview(driver).take, LEFT)
    settle_import(driver)


def choose_in(box, text):
    """Choose an entry of a box by the keyboard."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText() != text:
            QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == text


def choose_files(monkeypatch, *paths):
    """What the next dialog for files to import answers."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(path) for path in paths], ""))


def export_dialog(driver, title=""):
    """The dialog of the export, opened by the toolbar, with the format called so."""
    driver.press_step("export")
    dialog = driver.window.controllers.exporting.dialog
    assert dialog is not None, driver.told
    if title:
        choose_in(dialog.format, title)
    return dialog


def press(dialog, which=OK):
    """Press one of the dialog's two buttons."""
    QTest.mouseClick(dialog.findChild(QDialogButtonBox).button(which), LEFT)


def export_by_key(driver):
    """Export by its key, as the format that the dialog proposes; the file is asked for next."""
    driver.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    press(driver.window.controllers.exporting.dialog)
    driver.settle()


def export(driver, monkeypatch, path, title="", with_unreviewed=False):
    """Export as the format called so, to what the dialog for the file answers, and wait for the end."""
    dialog = export_dialog(driver, title)
    if with_unreviewed:
        QTest.mouseClick(dialog.write_all, LEFT)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    press(dialog)
    driver.settle()
    driver.bot.waitUntil(lambda: not driver.window.controllers.exporting.is_writing)
    driver.settle()
