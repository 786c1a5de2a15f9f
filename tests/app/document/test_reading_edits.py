"""Points moved to how a person reads: only the model's open ones, from where the machine had them."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from saved_projects import NOW, human_points, saved, shown, store_of

from app.document import edits
from app.document.film import FilmFacts, FilmRecord
from app.document.project import Project
from app.document.reading import ReadingWish, film_readings, is_news, offered
from app.storage.journal import JournalEntry
from app.storage.opening import open_project
from engine.geometry.coordinates import Size
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.observers.reading_offsets import LandmarkOffset, ReadingOffsets

PLACES = {"A": (20.0, 20.0), "B": (80.0, 20.0), "C": (50.0, 76.0)}
FILMS = ("a.png", "b.png", "c.png")
LEARNED = LandmarkOffset((0.0, 8.0), 0.5, 6.0, 1.0)
READING = ReadingOffsets(
    "", "Box", tuple(PLACES), tuple(PLACES.values()), (LEARNED, LandmarkOffset(), LEARNED), 6
)


def a_project() -> Project:
    facts = FilmFacts(size=Size(100, 80))
    project = Project(Scheme(tuple(PLACES)), {film: FilmRecord(film, facts) for film in FILMS})
    found = [predicted("a.png"), predicted("b.png"), predicted("c.png", "Other")]
    step = edits.take_predictions(project, found, now=NOW, sources=())
    return replace(project.with_parts(step.after), readings={"Box": READING})


def predicted(film: str, model: str = "Box") -> LandmarkSet:
    marks = {
        name: Landmark(name, *at, Presence.PRESENT, Origin.PREDICTED, spread=1.0, model=model)
        for name, at in PLACES.items()
    }
    return LandmarkSet(film, marks)


def human_hash(project: Project) -> str:
    return hashlib.sha256(repr(human_points(project)).encode()).hexdigest()


def done(project: Project, step: edits.Change) -> Project:
    return project.with_parts(step.after)


def test_only_open_points_of_the_model_are_moved_and_none_beyond_the_edge() -> None:
    project = done(a_project(), edits.place(a_project(), "a.png", "A", 21.0, 21.0, now=NOW))
    after = done(project, edits.apply_reading(project, "Box", now=NOW))
    assert human_hash(after) == human_hash(project)
    assert after.landmarks("b.png").get("A").position == pytest.approx((20.0, 28.0))
    assert after.landmarks("b.png").get("A").unadjusted == (20.0, 20.0)
    for name in ("B", "C"):  # the one has no offset, the other would leave the film
        assert after.landmarks("b.png").get(name) == project.landmarks("b.png").get(name)
    assert after.sets["c.png"] is project.sets["c.png"]  # of another model
    again = edits.apply_reading(after, "Box", now="later")
    assert not again.after.sets


def test_what_was_applied_is_no_news_until_it_has_changed() -> None:
    after = done(a_project(), edits.apply_reading(a_project(), "Box", now=NOW, always=True))
    wish = after.wishes["Box"]
    assert wish.always
    assert not is_news(READING, wish, "A")
    longer = replace(READING, offsets=(replace(LEARNED, offset=(0.0, 14.0)), *READING.offsets[1:]))
    assert is_news(longer, wish, "A")
    refused = done(after, edits.refuse_offset(after, "Box", "A"))
    assert offered(READING, refused.wishes["Box"]) == ("C",)
    assert edits.always_applied(refused, "Box") == (READING, frozenset({"C"}))
    off = done(refused, edits.always_apply(refused, "Box", False))
    assert edits.always_applied(off, "Box") is None


def test_wishes_follow_a_renamed_landmark_and_undo_brings_them_back() -> None:
    project = done(a_project(), edits.apply_reading(a_project(), "Box", now=NOW))
    project = done(project, edits.refuse_offset(project, "Box", "C"))
    step = edits.rename_landmark(project, "C", "Chin")
    renamed = done(project, step)
    assert renamed.wishes["Box"].without == {"Chin"}
    assert set(renamed.wishes["Box"].applied) == {"A", "Chin"}
    assert renamed.with_parts(step.before) == project


def test_a_point_taken_off_the_film_still_knows_where_the_machine_had_it() -> None:
    project = done(a_project(), edits.apply_reading(a_project(), "Box", now=NOW))
    project = done(project, edits.unplace(project, "b.png", "A", now=NOW))
    project = done(project, edits.place(project, "b.png", "A", 30.0, 30.0, now=NOW))
    mark = project.landmarks("b.png").get("A")
    assert (mark.origin, mark.unadjusted) == (Origin.CORRECTED, (20.0, 20.0))


def test_a_run_is_compared_as_it_said_alone_and_not_on_the_films_that_taught_the_next_one() -> None:
    corrected = Landmark("A", 1.0, 2.0, Presence.PRESENT, Origin.CORRECTED, predicted=(3.0, 4.0))
    marks = LandmarkSet("a.png", {"A": replace(corrected, model="one-shot (quick)")})
    assert film_readings(marks, None) == {}
    assert set(film_readings(LandmarkSet("a.png", {"A": replace(corrected, model="Box")}), None)) == {"Box"}
    project = a_project()
    run = [predicted(film, "one-shot (quick)") for film in FILMS]
    project = done(project, edits.take_predictions(project, run, now=NOW, sources=()))
    assert project.opinions["a.png"].model == "one-shot (quick)"
    second = edits.take_predictions(project, run[1:], now=NOW, sources=("a.png",))
    assert "a.png" not in done(project, second).opinions


def test_blind_clicks_say_how_large_errors_are_and_corrections_do_not() -> None:
    project = a_project()
    said = project.opinions["a.png"]
    blind = LandmarkSet("a.png", {"A": Landmark("A", 1.0, 2.0, Presence.PRESENT, Origin.ANNOTATED)})
    assert film_readings(blind, said)["Box"].calibrates
    seen = done(project, edits.accept_film(project, "a.png", now=NOW))
    assert not film_readings(seen.sets["a.png"], said)["Box"].calibrates


def test_opinions_and_wishes_that_only_the_journal_has_come_back(tmp_path: Path) -> None:
    project = a_project()
    saved(tmp_path, project)
    opened = open_project(tmp_path)
    store = store_of(opened)
    steps = (
        lambda now: edits.refuse_offset(now, "Box", "C"),
        lambda now: edits.take_predictions(now, [predicted("c.png")], now=NOW, sources=()),
        lambda now: edits.mark_unfit(now, {"b.png": "A hand."}, tuple(PLACES)),
    )
    after = opened.project
    for make in steps:
        step = make(after)
        store.append([JournalEntry("edit", step.text, step.after, after, NOW)])
        after = after.with_parts(step.after)
    store.close()
    again = open_project(tmp_path)
    assert shown(again) == after
    assert after.wishes["Box"] == ReadingWish(without=frozenset({"C"}))
    assert set(after.opinions) == {"a.png", "c.png"}
    store_of(again).close()
