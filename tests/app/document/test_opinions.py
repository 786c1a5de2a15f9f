"""What machines said of a film is kept beside its landmarks, also where a person decided."""

from dataclasses import replace

import numpy as np
import pytest

from app.document import edits
from app.document.document import Document
from app.document.film import FilmFacts, FilmRecord
from app.document.opinions import FilmOpinions, packed_opinions
from app.document.project import Project
from engine.geometry.coordinates import Size
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

NOW = "2026-01-01T00:00:00.000Z"
FILMS = ("a.png", "b.png")


def a_project() -> Project:
    facts = FilmFacts(size=Size(100, 80))
    return Project(Scheme(("A", "B")), {film: FilmRecord(film, facts) for film in FILMS})


def found(film: str, x: float, model: str = "Box") -> LandmarkSet:
    marks = {
        name: Landmark(name, x, 6.0, Presence.PRESENT, Origin.PREDICTED, model=model, spread=1.0)
        for name in ("A", "B")
    }
    return LandmarkSet(film, marks)


def predicted(project: Project, film: str, x: float, **more: object) -> Project:
    step = edits.take_predictions(project, [found(film, x)], now=NOW, sources=(), **more)
    return project.with_parts(step.after)


def test_a_film_that_a_person_has_clicked_keeps_its_points_and_gets_the_machines_beside_them() -> None:
    project = a_project()
    for name, x in (("A", 10.0), ("B", 20.0)):
        project = project.with_parts(edits.place(project, "b.png", name, x, 5.0, now=NOW).after)
    project = project.with_parts(edits.mark_exemplar(project, "b.png", False).after)
    after = predicted(project, "b.png", 12.0)
    assert after.sets["b.png"] == project.sets["b.png"]
    assert after.opinions["b.png"].voices["prediction"] == {"A": (12.0, 6.0), "B": (12.0, 6.0)}
    assert after.opinions["b.png"].model == "Box"


def test_voices_come_under_the_names_of_the_project_and_what_nobody_saw_is_left_out() -> None:
    points = {"a.png": {"registration": np.array([[1.004, 2.0], [3.0, 4.0], [np.nan, np.nan]])}}
    meant = {"Sella": "A", "Nasion": "B", "Other": "C"}
    voices = packed_opinions(points, ("Sella", "Nasion", "Other"), meant)
    assert voices == {"a.png": {"registration": {"A": (1.0, 2.0), "B": (3.0, 4.0)}}}
    left_out = packed_opinions({"a.png": {"detector 1": np.ones((2, 2))}}, ("Unmeant", "Nasion"), meant)
    assert left_out == {"a.png": {"detector 1": {"B": (1.0, 1.0)}}}


def test_opinions_follow_a_rename_and_a_moved_film_and_undo_brings_them_back() -> None:
    document = Document(clock=lambda: NOW)
    voices = {
        "a.png": {"registration": FilmOpinions("", {"": {"A": (1.0, 1.0), "B": (2.0, 2.0)}}).voices[""]}
    }
    document.open(predicted(a_project(), "a.png", 12.0, opinions=voices))
    before = document.project
    document.push(edits.rename_landmark(before, "A", "Sella"))
    assert document.project.opinions["a.png"].of("Sella") == {
        "registration": (1.0, 1.0),
        "prediction": (12.0, 6.0),
    }
    document.push(edits.remove_landmark(document.project, "B"))
    assert set(document.project.opinions["a.png"].voices["prediction"]) == {"Sella"}
    document.push(edits.relink(document.project, {"a.png": "c.png"}))
    assert set(document.project.opinions) == {"c.png"}
    for _ in range(3):
        document.undo_stack.undo()
    assert document.project == before


def test_one_step_takes_points_and_opinions_and_its_undo_takes_both_away() -> None:
    document, told = Document(clock=lambda: NOW), []
    document.open(a_project())
    document.landmarks_changed.connect(told.append)
    step = edits.take_predictions(document.project, [found("a.png", 12.0)], now=NOW, sources=())
    document.push(step)
    assert set(document.project.opinions) == {"a.png"}
    document.undo_stack.undo()
    assert document.project == a_project()
    assert told == [("a.png",), ("a.png",)]


def test_the_points_of_a_model_that_stay_keep_what_the_model_said() -> None:
    project = predicted(a_project(), "a.png", 12.0)
    run = found("a.png", 30.0, "one-shot (quick)")
    kept = edits.take_predictions(project, [run], now=NOW, sources=("b.png",), over_models=False)
    assert not kept.after.opinions
    taken = edits.take_predictions(project, [run], now=NOW, sources=("b.png",))
    assert taken.after.opinions["a.png"].model == "one-shot (quick)"


def test_a_film_that_fits_no_more_loses_what_was_said_of_it() -> None:
    project = predicted(a_project(), "a.png", 12.0)
    step = edits.mark_unfit(project, {"a.png": "It shows a hand."}, ("A", "B"))
    assert project.with_parts(step.after).opinions == {}


def test_a_landmark_renamed_while_a_run_went_on_is_renamed_in_what_it_said() -> None:
    project = predicted(a_project(), "b.png", 3.0)
    renamed = project.with_parts(edits.rename_landmark(project, "A", "Sella").after)
    run = found("a.png", 7.0)
    step = edits.take_predictions(renamed, [run], now=NOW, sources=(), learned_from=project)
    assert step.after.opinions["a.png"].voices["prediction"] == {"Sella": (7.0, 6.0), "B": (7.0, 6.0)}


@pytest.mark.parametrize("spot", [(float("nan"), 1.0), (1.0, float("inf"))])
def test_a_place_that_is_no_number_is_no_opinion(spot: tuple[float, float]) -> None:
    assert FilmOpinions("m", {"registration": {"A": spot, "B": (1.0, 2.0)}}).of("A") == {}


def test_the_points_come_back_as_the_machine_found_them_with_its_doubt() -> None:
    sure = replace(found("a.png", 3.25).get("A"), error_radius=4.0, error_coverage=0.9)
    step = edits.take_predictions(a_project(), [LandmarkSet("a.png", {"A": sure})], now=NOW, sources=())
    raw = step.after.opinions["a.png"].raw().get("A")
    assert (raw.position, raw.spread, raw.error_radius, raw.error_coverage, raw.model) == (
        (3.25, 6.0),
        1.0,
        4.0,
        0.9,
        "Box",
    )
