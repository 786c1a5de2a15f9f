"""Which film first, which next: offered, asked for by the menu, told in the list; nothing is marked by it."""

import shutil
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from warped_films import affine, anatomy, bend, save, warped
from window_driver import LEFT, NO_KEYS, Driver

from app.document import edits
from engine.landmarks import LandmarkSet, Origin

MIDDLE = "05.png"


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    """Ten films turned and bent from the fifth one, brighter to one side, so that none has a plain border."""
    folder, film = tmp_path_factory.mktemp("films"), anatomy()
    light = np.linspace(0.0, 0.1, film.shape[1])
    for number, degrees in enumerate((-16, -12, -9, -5, 0, 5, 8, 11, 14, 18), 1):
        turned = warped(film, affine(degrees)[1])
        bent = warped(turned, bend(2.0)[1]) if number % 3 == 0 else turned
        save(folder / f"{number:02}.png", np.clip(bent + light, 0.0, 1.0))
    return folder


@pytest.fixture
def driver(qtbot, tmp_path, films):
    folder = tmp_path / "films"
    folder.mkdir()
    for film in films.glob("*.png"):
        (folder / film.name).write_bytes(film.read_bytes())
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(folder)
    yield driver
    driver.close()


def row(driver, film):
    return driver.window.controllers.lists.film_row(film)


def advised(driver):
    """The film that the list calls the first to annotate."""
    found = [film for film in driver.project.films if row(driver, film).detail.startswith("1st to annotate")]
    assert len(found) == 1
    return found[0]


def predict(driver, exemplar):
    """What a run leaves: the exemplar's points on every film, those on the last two doubtful."""
    films = [film for film in driver.project.films if film != exemplar]
    found = [
        LandmarkSet(
            film,
            {
                mark.name: replace(
                    mark, origin=Origin.PREDICTED, confidence=0.0 if film in films[-2:] else 1.0
                )
                for mark in driver.project.landmarks(exemplar).placed()
            },
        )
        for film in films
    ]
    document = driver.window.workspace.document
    now = document.now()
    assert document.push(edits.take_predictions(driver.project, found, now=now, sources=(exemplar,)))
    driver.settle()


def test_before_any_exemplar_the_message_offers_it_and_leads_to_the_film(driver, qtbot):
    assert "Nothing is annotated yet" in driver.told
    driver.press_notice()
    driver.wait_for_job()
    film = advised(driver)
    assert film in {"04.png", MIDDLE, "06.png"}
    assert driver.told.startswith(f"Annotate {film} first: it is the nearest to the 9 films")
    assert "it is the nearest to the 9 films" in row(driver, film).tip
    assert driver.project.sets == {}  # nothing is marked
    assert driver.project.exemplars() == ()
    driver.press_notice()
    assert driver.film == film
    driver.wait_for_picture()

    # a click on the film makes it an exemplar: the list no longer calls it to be annotated
    driver.window.views.landmarks.add_wanted.emit(("A",))
    driver.click(110, 140)
    assert driver.landmark("A").origin is Origin.ANNOTATED
    assert driver.project.exemplars() == (film,)
    assert "to annotate" not in row(driver, film).words
    assert "Annotate" not in driver.told


def test_a_click_in_the_list_goes_to_the_film_and_the_offer_is_gone_with_the_first_point(driver, tmp_path):
    other = shutil.copytree(tmp_path / "films", tmp_path / "other")
    driver.window.views.landmarks.add_wanted.emit(("A",))
    driver.click(110, 140)
    assert "Nothing is annotated yet" not in driver.told
    driver.undo()
    driver.window.actions_["advise"].trigger()
    driver.wait_for_job()
    film = advised(driver)
    films = driver.window.views.films
    index = next(films._filter.index(place, 0) for place, name in enumerate(films.shown) if name == film)
    films._list.scrollTo(index)
    QTest.mouseClick(films._list.viewport(), LEFT, NO_KEYS, films._list.visualRect(index).center())
    assert driver.film == film

    # films of the same names in another folder were not compared
    driver.open(other)
    assert not any("to annotate" in row(driver, film).words for film in driver.project.films)


def test_after_a_run_the_menu_of_annotate_tells_which_film_next(driver, qtbot):
    driver.window.views.landmarks.add_wanted.emit(("A", "B", "C"))
    for x, y in ((90, 110), (130, 120), (110, 170)):
        driver.click(x, y)
    first = driver.film
    predict(driver, first)
    before = dict(driver.project.sets)

    button = driver.window.steps.widgetForAction(driver.window.actions_["annotate"])
    menu, action = button.menu(), driver.window.actions_["advise"]
    assert action.text() == "&Which film next?"
    arrow = button.rect().center()
    arrow.setX(button.rect().right() - 8)
    QTimer.singleShot(
        200, lambda: QTest.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(action).center())
    )
    QTest.mouseClick(button, LEFT, NO_KEYS, arrow)
    qtbot.waitUntil(lambda: driver.window.workspace.jobs.is_busy)
    driver.wait_for_job()
    film = advised(driver)
    assert film in list(driver.project.films)[-4:]  # near to the doubtful ones
    assert driver.told.startswith(f"Annotate {film} next: it is nearer than those before it to ")
    assert dict(driver.project.sets) == before
    assert driver.project.exemplars() == (first,)


def test_comparing_is_cancelled_by_the_panel_and_leaves_nothing(driver, qtbot):
    driver.press_notice()
    job = driver.window.views.job
    qtbot.waitUntil(lambda: job._stage.text().startswith("Comparing the films"))
    cancel = next(button for button in job.findChildren(QPushButton) if button.text() == "Cancel")
    QTest.mouseClick(cancel, LEFT)
    driver.wait_for_job()
    assert job._stage.text().endswith("Nothing of it was kept.")
    assert not any("to annotate" in row(driver, film).words for film in driver.project.films)
    assert np.all([not marks.landmarks for marks in driver.project.sets.values()])
