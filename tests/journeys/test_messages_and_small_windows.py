"""Messages go when they have to and cover nothing; the window is usable on a small screen, light or dark."""

import pytest
from held_runs import (
    FIRST,
    NAMES,
    SECOND,
    THIRD,
    HeldRun,
    box_with_a_model,  # noqa: F401  fixtures
    driver_with_exemplar,  # noqa: F401
    driver_without_landmarks,  # noqa: F401
    films_in,
    result_of,
    stage,
)
from import_window import choose_files, take
from PySide6.QtCore import QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QPalette, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QTabWidget,
    QToolButton,
    QTreeWidget,
)
from window_driver import LEFT

from app.main_window import MainWindow
from app.settings import Settings
from app.views.guide import GuideWindow
from app.views.settings_dialog import SettingsDialog
from app.workspace import sample


@pytest.fixture
def notice(driver):
    """The bar, whose notes go soon."""
    notice = driver.window.views.notice
    notice._timer.setInterval(40)
    return notice


def test_a_warning_goes_when_another_film_is_on_screen_and_a_question_stays(driver, notice, qtbot):
    notice._timer.setInterval(600_000)  # a busy machine takes long over a key
    messages = driver.window.workspace.messages
    messages.warn("That is outside the film.")
    assert not notice._timer.isActive()
    driver.key(Qt.Key.Key_D)
    assert notice.isVisible()  # it may be being read
    assert notice._timer.isActive()
    notice._timer.setInterval(1)
    qtbot.waitUntil(lambda: not notice.isVisible())
    messages.warn("Not saved.", "Save elsewhere", lambda: None)
    driver.key(Qt.Key.Key_A)
    assert notice.isVisible()
    assert not notice._timer.isActive()


def test_no_warning_outlasts_its_project(driver, notice, tmp_path):
    driver.window.workspace.messages.warn("Not saved.", "Save elsewhere", lambda: None)
    driver.open(films_in(tmp_path / "others"))
    assert not notice.isVisible()


def test_undo_is_offered_only_for_the_step_that_was_the_last(driver, notice, qtbot):
    driver.window.views.landmarks.remove_wanted.emit("Nasion")
    assert "its points on 1 film were removed" in notice.text
    driver.window.workspace.messages.note("Saved.")
    assert notice.text == "Saved."
    qtbot.waitUntil(lambda: notice.text.startswith("Nasion"))  # the question comes back after the note
    driver.drag("Sella", 100, 100)
    assert not notice.isVisible()


def test_a_small_window_keeps_its_size_and_all_of_its_buttons_can_be_reached(driver, monkeypatch, qtbot):
    window, run = driver.window, HeldRun(end=result_of())
    monkeypatch.setattr("app.runs.propagation.propagation", run)
    driver.key(Qt.Key.Key_M)
    driver.press_step("propagate")
    window.resize(700, 500)
    window.workspace.messages.warn("A sentence that is longer than a small window is wide. " * 4)
    driver.settle()
    assert (window.width(), window.height()) == (700, 500)
    assert driver.film_view.width() > window.views.landmarks.width()
    cancel = next(one for one in window.findChildren(QPushButton) if one.text() == "Cancel")
    assert cancel.visibleRegion().boundingRect() == cancel.rect()
    predict = window.steps.widgetForAction(window.actions_["predict"])
    assert not predict.isVisible()
    more = window.steps.findChild(QToolButton, "qt_toolbar_ext_button")
    assert more.isVisible()
    QTest.mouseClick(more, LEFT)
    qtbot.waitUntil(predict.isVisible)
    run.go_on.set()
    driver.wait_for_job()


def test_the_first_window_is_no_larger_than_the_screen(qtbot, tmp_path):
    window = MainWindow(Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(window)
    window.settings.add_recent(str(tmp_path))
    window.show()
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_what_has_no_room_below_the_film_goes_and_the_millimetres_stay(driver):
    driver.window.workspace.selection.set_landmark("Sella")
    driver.key(Qt.Key.Key_M)
    bar = driver.window.views.bar
    assert bar.heat.isVisible()
    driver.window.resize(700, 500)
    driver.settle()
    assert bar._spacing.visibleRegion().boundingRect() == bar._spacing.rect()
    shown = [widget for widget in (bar._zoom, bar._window, bar.heat) if widget.isVisible()]
    assert all(widget.width() >= widget.sizeHint().width() for widget in shown)
    driver.window.resize(1264, 672)
    driver.settle()
    assert bar.heat.isVisible()
    assert bar._zoom.isVisible()


def choose_theme(driver, theme, look=lambda _dialog: None):
    """Settings, as a person opens and answers them; `look` sees the dialog."""

    def answer():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, SettingsDialog):
            QTimer.singleShot(20, answer)
            return
        look(dialog)
        themes = dialog.findChild(QComboBox, "theme")
        themes.setCurrentIndex(themes.findData(theme))
        # not by Return: on a busy machine the dialog may not be the active window yet
        QTest.mouseClick(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok), LEFT)

    QTimer.singleShot(20, answer)
    driver.window.actions_["settings"].trigger()
    driver.settle()


def contrast(box, part=None):
    """WCAG's contrast of the lightest pixel of a box, which is its frame, with the ground of the window."""
    picture = box.grab(part or box.rect()).toImage()
    row = [picture.pixelColor(x, picture.height() // 2) for x in range(picture.width())]

    def luminance(colour):
        linear = [((c + 0.055) / 1.055) ** 2.4 for c in (colour.redF(), colour.greenF(), colour.blueF())]
        return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    ground = QApplication.palette().color(QPalette.ColorRole.Window)
    return (max(map(luminance, row)) + 0.05) / (luminance(ground) + 0.05)


def test_another_theme_is_there_at_once_and_unchecked_boxes_are_seen_in_the_dark(driver):
    def lightness():
        return driver.window.palette().color(QPalette.ColorRole.Window).lightness()

    found = []
    try:
        choose_theme(driver, "dark")
        assert lightness() < 60
        for words in driver.window.views.welcome.findChildren(QLabel):
            assert words.palette().color(QPalette.ColorRole.WindowText).lightness() > 150
        choose_theme(
            driver,
            "light",
            lambda dialog: found.append(contrast(dialog.findChild(QCheckBox, "wheel-inverted"))),
        )
        assert lightness() > 200
    finally:
        choose_theme(driver, "system")
    assert found[0] >= 2.5


def test_what_a_box_offers_can_be_read_in_the_dark_and_so_can_the_boxes_in_menus(driver):
    box = driver.window.views.films._states
    try:
        choose_theme(driver, "dark")
        driver.settle()
        box.showPopup()
        shown = box.view().viewport()
        driver.bot.waitUntil(shown.isVisible)
        picture = shown.grab().toImage()
        box.hidePopup()
        assert picture.pixelColor(picture.width() - 8, picture.height() - 8).lightness() < 80
        menus = driver.window.findChildren(QMenu)
        assert min(menu.palette().color(QPalette.ColorRole.Window).lightness() for menu in menus) > 120
    finally:
        choose_theme(driver, "system")


def test_unticked_sets_of_the_scheme_editor_are_seen_in_the_dark(driver):
    editor = driver.window.controllers.scheme_editing
    try:
        choose_theme(driver, "dark")
        editor.show()
        driver.settle()
        editor.editor.sets.show_sets({"mine": ""}, ())
        pages, sets = editor.editor.findChild(QTabWidget), editor.editor.sets.findChild(QListWidget)
        pages.setCurrentWidget(editor.editor.sets)
        driver.settle()
        row = sets.visualItemRect(sets.item(0))
        found = contrast(sets.viewport(), row.adjusted(0, 0, 18 - row.width(), 0))  # the box alone, no words
    finally:
        choose_theme(driver, "system")
    assert found >= 2.5


def test_the_guide_is_no_larger_than_the_screen(driver, monkeypatch):
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(1280, 720))
    driver.window.actions_["guide"].trigger()
    guide = driver.window.findChild(GuideWindow)
    assert guide.height() <= 720 - 48
    guide.close()


def test_the_log_leaves_the_active_landmark_in_sight(driver, monkeypatch):
    run = HeldRun(end=result_of())
    monkeypatch.setattr("app.runs.propagation.propagation", run)
    driver.window.resize(1280, 720)
    driver.window.views.landmarks.add_wanted.emit(tuple(f"Point {number}" for number in range(18)))
    driver.press_step("propagate")
    driver.window.workspace.selection.set_landmark("Point 17")
    driver.settle()
    tree = driver.window.views.landmarks.findChild(QTreeWidget)
    QTest.mouseClick(driver.window.views.job._fold, LEFT)
    driver.settle()
    assert driver.window.views.job._log.isVisible()
    assert tree.viewport().rect().contains(tree.visualItemRect(tree.currentItem()))
    run.go_on.set()
    driver.wait_for_job()


def imported(driver, tmp_path, monkeypatch, text):
    table = tmp_path / "points.csv"
    table.write_text(text, encoding="utf-8")
    choose_files(monkeypatch, table)
    driver.key(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    take(driver)
    return driver.window.views.notice.text


def test_an_import_says_how_many_points_stayed_as_a_person_placed_them(driver, tmp_path, monkeypatch):
    kept = driver.project.landmarks(FIRST)
    x, y = kept.get("Nasion").position
    text = (
        "image,landmark,x_px,y_px\n"
        f"{FIRST},Sella,11,12\n{FIRST},Nasion,{x:.3f},{y:.3f}\n{SECOND},Sella,13,14\n{THIRD},Sella,,\n"
    )
    said = imported(driver, tmp_path, monkeypatch, text)
    assert driver.project.landmarks(FIRST) == kept
    assert driver.landmark("Sella", SECOND).position == (13.0, 14.0)
    assert said.startswith("New landmarks on 1 film were imported. 1 landmark stayed as decided before")


def test_a_table_of_film_name_x_y_is_imported(driver, tmp_path, monkeypatch):
    imported(driver, tmp_path, monkeypatch, f"Film;Name;X;Y\n{SECOND};{NAMES[1]};13,5;14\n")
    assert driver.landmark(NAMES[1], SECOND).position == (13.5, 14.0)


def test_the_sample_says_what_is_next_and_no_time_that_is_not_propagates(
    driver, tmp_path, monkeypatch, qtbot
):
    monkeypatch.setattr(sample, "sample_folder", lambda: tmp_path / "sample")
    monkeypatch.setattr(sample, "COUNT", 2)
    with qtbot.waitSignal(driver.window.controllers.folder.opened):
        driver.window.actions_["sample"].trigger()
    assert driver.window.views.notice.text.endswith("press Propagate.")
    assert not driver.window.views.job.isVisible()
    assert stage(driver).startswith("The sample is drawn. It took")
    driver.bot.waitUntil(lambda: driver.window.views.films._count.text() == "2 films")


def test_a_folder_of_one_film_has_no_films(bare, tmp_path, qtbot):
    folder = films_in(tmp_path / "one")
    (folder / SECOND).unlink()
    (folder / THIRD).unlink()
    bare.open(folder)
    qtbot.waitUntil(lambda: bare.window.views.films._count.text() == "1 film")
