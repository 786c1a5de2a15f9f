"""The queue of open points follows every edit, and is the one that all films give anew."""

import random
from dataclasses import replace

import pytest
from exemplar_windows import exemplar_project, open_window

from app.document import edits
from app.document.film import FilmFacts
from app.document.project import Project
from app.workspace import review_queue
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.observers.queue import review_order

FILMS = 30


@pytest.fixture
def workspace(qtbot, tmp_path):
    window = open_window(qtbot, tmp_path, exemplar_project(FILMS))
    yield window.workspace
    window.close()


def found(film, **radii):
    """Predictions of a film with calibrated radii, in px."""
    return LandmarkSet(
        film,
        {
            name: Landmark(
                name,
                5.0,
                6.0,
                Presence.PRESENT,
                Origin.PREDICTED,
                spread=radius,
                error_radius=radius,
                error_coverage=0.9,
            )
            for name, radius in radii.items()
        },
    )


def take(workspace, *sets):
    document = workspace.document
    document.push(edits.take_predictions(document.project, sets, now="now"))


def in_mm(workspace, films, pitch=0.5):
    facts = FilmFacts(size=Size(300, 400), spacing=Spacing(pitch, pitch, SpacingSource.TABLE))
    workspace.document.update_facts(dict.fromkeys(films, facts))


def anew(workspace):
    films = workspace.document.project.films
    return review_order(point for film in films for point in workspace.previews.open_points(film))


@pytest.mark.parametrize("few", [0, 20])
def test_the_order_is_that_of_all_films_whatever_is_edited(workspace, monkeypatch, few):
    monkeypatch.setattr(review_queue, "_FEW", few)  # all sorted anew each time, or points put in their places
    pick, document = random.Random(3), workspace.document

    def film():
        return f"{pick.randint(2, FILMS)}.png"

    def predict():
        marks = found(film(), A=pick.choice((1.0, 2.0, 5.0)), B=pick.uniform(0.0, 9.0))
        if pick.random() < 0.3:
            marks = marks.with_landmarks([replace(marks.get("A"), error_radius=None)])
        return marks

    wishes = (
        lambda: take(workspace, predict()),
        lambda: take(workspace, *(predict() for _ in range(3))),
        lambda: workspace.previews.add_previews([predict()]),
        workspace.previews.clear_previews,
        lambda: document.push(edits.place(document.project, film(), "A", 3.0, 4.0, now="now")),
        lambda: document.push(edits.set_excluded(document.project, [film()], pick.choice(("", "torn")))),
        lambda: in_mm(workspace, [film()], pick.choice((0.1, 0.5))),
        document.undo_stack.undo,
        document.undo_stack.redo,
    )
    for _ in range(250):
        pick.choice(wishes)()
        if pick.random() < 0.5:  # several changes between two questions
            assert list(workspace.queue.order) == anew(workspace)
    document.open(Project())
    assert list(workspace.queue.order) == []


def told(workspace):
    assert workspace.queue.order is not None  # what waits to be looked at is
    return workspace.queue.progress


def test_the_counter_adds_the_chances_of_all_points_and_follows_setting_and_edits(workspace):
    in_mm(workspace, ["2.png", "3.png"])
    assert told(workspace) is None
    take(workspace, found("2.png", A=4.0, B=0.01), found("3.png", A=4.0))
    # 2 mm is the 90 % radius of two points, and far beyond that of the third
    assert told(workspace).worse == pytest.approx(0.2)
    assert told(workspace).words == "0 of 2 reviewed, about 0 points still worse than 2 mm"
    workspace.settings.set("worse-than-mm", 0.1)
    assert told(workspace).words == "0 of 2 reviewed, about 2 points still worse than 0.1 mm"
    document = workspace.document
    document.push(edits.accept_film(document.project, "2.png", now="now"))
    assert told(workspace).words == "1 of 2 reviewed, about 1 point still worse than 0.1 mm"
    document.push(edits.accept_film(document.project, "3.png", now="now"))
    assert told(workspace).words == "2 of 2 reviewed, no point left to decide"
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert told(workspace).words == "0 of 2 reviewed, about 2 points still worse than 0.1 mm"
    document.undo_stack.undo()  # nothing is predicted any more
    assert told(workspace) is None


def test_no_number_is_told_of_what_was_never_calibrated_or_has_no_mm_and_why(workspace):
    bare = found("2.png", A=4.0, B=8.0)
    take(workspace, bare.with_landmarks([replace(bare.get("A"), error_radius=None)]))
    progress = told(workspace)
    assert progress.words == "0 of 1 reviewed, 2 open points ranked by doubt"
    assert "1 lie on films without millimetres" in progress.explanation
    assert "of 1 nobody has measured how far off" in progress.explanation
    in_mm(workspace, ["2.png"])
    assert told(workspace).words == "0 of 1 reviewed, about 0 points still worse than 2 mm (of 1 judged)"


def test_films_that_changed_alone_are_looked_at_and_nothing_before_the_window_has_time(
    workspace, monkeypatch
):
    take(workspace, *(found(f"{number}.png", A=float(number)) for number in range(2, FILMS + 1)))
    assert len(workspace.queue.order) == FILMS - 1
    looked = []
    open_points = workspace.previews.open_points
    monkeypatch.setattr(
        workspace.previews, "open_points", lambda film: looked.append(film) or open_points(film)
    )
    document = workspace.document
    document.push(edits.place(document.project, "7.png", "A", 3.0, 4.0, now="now"))
    assert workspace.queue.progress is not None
    assert looked == []
    assert "7.png" not in {point.film for point in workspace.queue.order}
    assert looked == ["7.png"]
