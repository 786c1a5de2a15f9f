"""One step of a review costs the same whatever the folder: one film is looked at, one reading is fitted."""

import time

import pytest
from exemplar_windows import open_window
from saved_projects import human_points

from app.document import edits
from app.document.film import FilmFacts, FilmRecord
from app.document.project import Project
from app.film import reading as reading_room
from engine.geometry.coordinates import Size
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

NOW = "2026-01-01T00:00:00.000Z"
NAMES = tuple(f"L{number}" for number in range(19))
FILMS = tuple(f"{number:03}.png" for number in range(300))


def reviewed(films=FILMS, corrected=40):
    """A project of 300 predicted films; on some of them a person has moved each L0 by 30 px."""
    facts = FilmFacts(size=Size(2000, 2000))
    project = Project(Scheme(NAMES), {film: FilmRecord(film, facts) for film in films})
    found = [LandmarkSet(film, dict(marks_of(number))) for number, film in enumerate(films)]
    project = project.with_parts(edits.take_predictions(project, found, now=NOW, sources=()).after)
    for film in films[:corrected]:
        x, y = project.landmarks(film).get("L0").position
        for step in (edits.place(project, film, "L0", x, y + 30, now=NOW),):
            project = project.with_parts(step.after)
        project = project.with_parts(edits.accept_film(project, film, now=NOW).after)
    return project


def marks_of(number):
    for index, name in enumerate(NAMES):
        x, y = 100.0 + 90 * index + number % 7, 100.0 + 1500 * (index * 7 % 19) / 19 + number % 5
        yield name, Landmark(name, x, y, Presence.PRESENT, Origin.PREDICTED, spread=5.0, model="Box")


@pytest.fixture
def window(qtbot, tmp_path):
    window = open_window(qtbot, tmp_path, reviewed())
    window.show()
    qtbot.waitUntil(lambda: not window.controllers.reading._soon.isActive())
    yield window
    window.close()


def accept(window, film):
    project = window.workspace.document.project
    window.workspace.document.push(edits.accept_film(project, film, now=NOW))


def test_a_step_looks_at_one_film_and_fits_one_reading_to_a_bounded_number_of_films(
    window, qtbot, monkeypatch
):
    reading, looked, fitted = window.controllers.reading, [], []
    look, fit = reading._look_at, reading_room.fit_reading
    monkeypatch.setattr(reading, "_look_at", lambda film: looked.append(film) or look(film))
    monkeypatch.setattr(
        reading_room, "fit_reading", lambda films, *rest: fitted.append(len(films)) or fit(films, *rest)
    )
    for film in FILMS[40:70]:
        accept(window, film)
        qtbot.waitUntil(lambda: not reading._soon.isActive())
    assert looked == list(FILMS[40:70])
    assert len(fitted) == 30
    assert max(fitted) == 60


@pytest.mark.slow
def test_a_step_with_the_picture_drawn_anew_takes_less_than_a_twentieth_of_a_second(window, qtbot):
    reading, times = window.controllers.reading, []
    for film in FILMS[40:60]:
        started = time.thread_time()
        accept(window, film)
        while reading._soon.isActive():
            reading._soon.stop()
            reading._look()
        window.views.film.grab()
        window.views.films.grab()
        times.append(time.thread_time() - started)
    print(f"one reviewing step: median {1e3 * sorted(times)[10]:.0f} ms, best {1e3 * min(times):.0f} ms")
    assert min(times) < 0.05


def test_points_of_many_films_are_moved_on_a_thread_and_what_was_decided_meanwhile_stays(
    window, qtbot, monkeypatch
):
    monkeypatch.setattr(reading_room, "_MOST_MOVED", 10)
    document, reading = window.workspace.document, window.controllers.reading
    assert window.views.reading.offer.name == "L0"
    reading.apply("Box")
    document.push(edits.place(document.project, FILMS[50], "L0", 7.0, 8.0, now=NOW))
    before = human_points(document.project)
    qtbot.waitUntil(lambda: not reading._moving.is_busy)
    assert human_points(document.project) == before
    assert document.project.landmarks(FILMS[60]).get("L0").unadjusted is not None
    assert document.undo_stack.undoText() == "Move the points of 259 films to how you read"
    document.undo_stack.undo()
    assert document.project.landmarks(FILMS[60]).get("L0").unadjusted is None


def test_points_that_are_being_moved_do_not_land_in_the_folder_that_is_opened_next(
    window, qtbot, monkeypatch, tmp_path
):
    monkeypatch.setattr(reading_room, "_MOST_MOVED", 10)
    document, reading = window.workspace.document, window.controllers.reading
    reading.apply("Box")
    document.open(document.project, folder=tmp_path / "others")
    qtbot.waitUntil(lambda: not reading._moving.is_busy)
    assert document.undo_stack.isClean()
    assert document.project.landmarks(FILMS[60]).get("L0").unadjusted is None
