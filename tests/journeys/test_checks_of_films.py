"""A person asks for the checks of a folder: each shows the films that it found, and says why."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QMenu
from review_window import press
from window_driver import LEFT, NO_KEYS, Driver

from app.actions.action import Menu
from app.document import edits
from app.film import checks as checks_of_films
from app.views.check_button import CheckButton
from app.views.review_counter import ReviewProgress
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

FILMS = tuple(f"film_{number:02d}.png" for number in range(1, 13))
FACE = {"L": (60.0, 60.0), "R": (140.0, 62.0), "Nose": (104.0, 100.0), "Chin": (100.0, 170.0)}


@pytest.fixture
def driver(qtbot, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    random = np.random.default_rng(0)
    y, x = np.mgrid[:200, :240]
    for number, name in enumerate(FILMS):
        blob = 150 * np.exp(-(((x - 70 - 3 * (number % 5)) / 50) ** 2) - ((y - 90) / 40) ** 2)
        coarse = np.kron(random.normal(0, 12, (20, 24)), np.ones((10, 10)))
        pixels = np.clip(blob + coarse + 30, 0, 255).astype(np.uint8)
        Picture.fromarray(255 - pixels if number == 3 else pixels).save(folder / name)
    Picture.open(folder / FILMS[5]).save(folder / "copy.bmp")
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(folder)
    document = driver.window.workspace.document
    document.push(edits.set_scheme(driver.project, Scheme(tuple(FACE), pairs=(("L", "R"),))))
    found = [marks(name, random) for name in FILMS]
    document.push(edits.take_predictions(driver.project, found, now=document.now()))
    driver.settle()
    yield driver
    driver.close()


def marks(film, random):
    """A face that is a little elsewhere on each film; exchanged on the 8th, without chin on the 10th."""
    shift, number = random.uniform(-8, 8, 2), FILMS.index(film)
    places = {name: np.array(xy) + shift + random.normal(0, 0.5, 2) for name, xy in FACE.items()}
    if number == 7:
        places["L"], places["R"] = places["R"], places["L"]
    if number == 9:
        del places["Chin"]
    return LandmarkSet(
        film,
        {name: Landmark(name, *xy, Presence.PRESENT, Origin.PREDICTED) for name, xy in places.items()},
    )


def films(driver):
    return driver.window.views.films


def open_checks(driver):
    """Click the button beside the search; the entries of its menu that can be chosen."""
    button = films(driver).findChild(CheckButton)
    QTest.mouseClick(button, LEFT)
    driver.settle()
    return button.findChild(QMenu)


def wait_for_checks(driver):
    checks = driver.window.controllers.checks
    driver.bot.waitUntil(lambda: not checks._slot.is_busy and not checks._later.isActive())
    driver.settle()


def entries(menu):
    return [action.text() for action in menu.actions() if action.isEnabled() and action.text()]


def choose(driver, menu, words):
    (entry,) = [action for action in menu.actions() if action.text().startswith(words)]
    QTest.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(entry).center())
    driver.settle()


def tip(driver, film):
    rows = films(driver).findChild(QListView).model()
    return next(
        rows.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
        for row in range(rows.rowCount())
        if rows.index(row, 0).data() == film
    )


def test_each_check_shows_its_films_with_the_reason_and_all_films_come_back(driver):
    menu = open_checks(driver)
    wait_for_checks(driver)
    assert entries(menu) == [
        "All films",
        "Left and right exchanged   (1)",
        "Missing points   (1)",
        "Mixed polarities   (1)",
        "Duplicates   (2)",
    ]
    choose(driver, menu, "Duplicates")
    assert films(driver).shown == ("copy.bmp", FILMS[5])
    assert "Duplicates: the same picture as copy.bmp" in tip(driver, FILMS[5])
    choose(driver, open_checks(driver), "Left and right")
    assert films(driver).shown == (FILMS[7],)
    assert films(driver)._count.text() == "1 of 13 films: Left and right exchanged"
    choose(driver, open_checks(driver), "All films")
    assert len(films(driver).shown) == 13
    assert "left and right are exchanged" in tip(driver, FILMS[7])


def test_a_film_that_was_mended_leaves_its_check(driver):
    menu = open_checks(driver)
    wait_for_checks(driver)
    choose(driver, menu, "Missing points")
    assert films(driver).shown == (FILMS[9],)
    driver.window.workspace.selection.set_film(FILMS[9])
    driver.wait_for_picture()
    assert driver.window.workspace.selection.landmark == "Chin"
    press(driver, Qt.Key.Key_X)  # it is not on this film
    driver.bot.waitUntil(lambda: films(driver).shown == ())
    assert driver.project.landmarks(FILMS[9]).get("Chin").presence is Presence.ABSENT


def test_the_menu_of_films_opens_the_checks_by_keys(driver):
    bar, heading = driver.window.menuBar(), driver.window.actions_.menus[Menu.FILM].menuAction()
    QTest.mouseClick(bar, LEFT, NO_KEYS, bar.actionGeometry(heading).center())
    press(driver, Qt.Key.Key_F)
    menu = films(driver).findChild(CheckButton).findChild(QMenu)
    wait_for_checks(driver)
    assert menu.isVisible()
    for _ in range(2):
        press(driver, Qt.Key.Key_Down)
    press(driver, Qt.Key.Key_Return)
    assert films(driver).shown == (FILMS[7],)


def test_another_folder_starts_without_check_and_findings(driver, tmp_path):
    menu = open_checks(driver)
    wait_for_checks(driver)
    choose(driver, menu, "Duplicates")
    other = tmp_path / "other"
    other.mkdir()
    Picture.fromarray(np.full((60, 60), 90, np.uint8)).save(other / "a.png")
    driver.open(other)
    driver.settle()
    assert films(driver).shown == ("a.png",)
    assert films(driver)._count.text() == "1 film"


def test_a_window_that_closes_while_films_are_checked_starts_no_other_check(driver):
    open_checks(driver).close()
    checks, document = driver.window.controllers.checks, driver.window.workspace.document
    document.push(edits.place(driver.project, FILMS[0], "Nose", 99.0, 99.0, now=document.now()))
    checks._start()  # one more is wanted while one runs, or runs itself
    driver.close()
    QTest.qWait(2 * checks._later.interval())
    assert not checks._slot.is_busy


def test_an_edit_compares_no_pictures_again(driver, monkeypatch):
    open_checks(driver).close()
    wait_for_checks(driver)
    monkeypatch.setattr(checks_of_films, "check_pictures", None)
    document = driver.window.workspace.document
    document.push(edits.place(driver.project, FILMS[9], "Chin", 100.0, 170.0, now=document.now()))
    wait_for_checks(driver)
    assert films(driver)._model.findings["Missing points"] == {}
    assert len(films(driver)._model.findings["Duplicates"]) == 2


def test_a_film_that_a_check_shows_comes_with_the_landmark_that_it_is_about(driver):
    document, selection = driver.window.workspace.document, driver.window.workspace.selection
    chin = document.project.landmarks(FILMS[2]).get("Chin")
    far = document.project.landmarks(FILMS[2]).with_landmarks([replace(chin, x=chin.x + 60.0)])
    document.push(edits.change(document.project, "", sets={FILMS[2]: far}))
    menu = open_checks(driver)
    wait_for_checks(driver)
    for words, film, landmark in (
        ("Outliers of shape", FILMS[2], "Chin"),
        ("Left and right", FILMS[7], "Nose"),  # it is about the whole film
        ("Missing points", FILMS[9], "Chin"),
    ):
        selection.set_film(FILMS[0])
        selection.set_landmark("Nose")
        choose(driver, menu, words)
        rows = films(driver).findChild(QListView)
        QTest.mouseClick(rows.viewport(), LEFT, NO_KEYS, rows.visualRect(rows.model().index(0, 0)).center())
        driver.settle()
        assert (driver.film, selection.landmark) == (film, landmark)
        menu = open_checks(driver)
    menu.close()


def test_the_current_film_stays_in_sight_when_the_counter_comes(driver):
    views, selection = driver.window.views, driver.window.workspace.selection
    rows = films(driver).findChild(QListView)
    views.counter.hide()
    driver.window.resize(900, 420)
    driver.settle()
    selection.set_film(list(driver.project.films)[-1])
    driver.settle()
    views.counter.show_progress(ReviewProgress(3, 12, 40))
    driver.settle()
    assert views.counter.isVisible()
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))
