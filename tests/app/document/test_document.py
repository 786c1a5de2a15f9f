"""The document: the only writer, its signals, its undo steps; and the selection that follows it."""

from pathlib import Path

import pytest

from app.document import edits
from app.document.document import Document
from app.document.film import FilmFacts, FilmRecord
from app.document.project import Project
from app.document.selection import Selection
from engine.geometry.coordinates import Size
from engine.io.images import find_films
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

NOW = "2026-01-01T00:00:00.000Z"


@pytest.fixture
def document(qapp: object) -> Document:
    document = Document(clock=lambda: NOW)
    films = {name: FilmRecord(name) for name in ("b10.png", "b2.png", "a.png")}
    document.open(Project(Scheme(("A", "B")), films))
    return document


def test_films_come_in_natural_order(document: Document) -> None:
    document.add_films([FilmRecord("b3.png")])
    assert list(document.project.films) == ["a.png", "b2.png", "b3.png", "b10.png"]


def test_the_window_has_films_in_the_order_of_the_command_line(tmp_path: Path) -> None:
    names = ("a/2.png", "a-1/1.png", "a 1.png", "A10/x.png", "a2/x.png", "é.png", "f.png", "a.png", "B.png")
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    project = Project(films={name: FilmRecord(name) for name in names})
    assert tuple(project.films) == find_films(tmp_path)
    assert tuple(project.films)[:4] == ("a/2.png", "a2/x.png", "A10/x.png", "a 1.png")


def test_a_propagation_over_all_films_is_one_step_and_tells_all_films(document: Document) -> None:
    told: list[tuple[str, ...]] = []
    document.landmarks_changed.connect(told.append)
    mark = Landmark("A", 1.0, 2.0, Presence.PRESENT, Origin.PREDICTED)
    sets = [LandmarkSet(film, {"A": mark}) for film in document.project.films]
    document.push(edits.take_predictions(document.project, sets, now=NOW))
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert told == [("a.png", "b2.png", "b10.png")] * 2
    assert not document.project.sets


def test_nudges_of_one_landmark_are_one_step_and_of_another_a_new_one(document: Document) -> None:
    for name in ("A", "B"):
        document.push(edits.place(document.project, "a.png", name, 5.0, 5.0, now=NOW))
    before = document.project
    for x in (6.0, 7.0, 8.0):
        document.push(edits.move(document.project, "a.png", "A", x, 5.0, now=NOW, nudge=True))
    document.push(edits.move(document.project, "a.png", "B", 9.0, 5.0, now=NOW, nudge=True))
    assert document.undo_stack.count() == 4
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.project == before


def test_undo_leaves_what_was_read_from_the_file_meanwhile(document: Document) -> None:
    document.push(edits.set_excluded(document.project, ["a.png"], "blurred"))
    facts = FilmFacts(sha256="abc", size=Size(10, 20))
    document.update_facts({"a.png": facts, "unknown.png": facts})
    document.undo_stack.undo()
    assert document.project.film("a.png") == FilmRecord("a.png", facts)


def test_an_empty_change_is_no_step_and_a_read_only_document_refuses(document: Document) -> None:
    change = edits.place(document.project, "a.png", "A", 1.0, 1.0, now=NOW)
    assert not document.push(edits.set_excluded(document.project, ["a.png"], ""))
    assert document.undo_stack.isClean()
    sentences: list[str] = []
    document.refused.connect(sentences.append)
    document.open(document.project, read_only="Open in another window.")
    assert not document.push(change)
    assert sentences == ["Open in another window."]
    assert not document.project.sets


def test_clean_follows_saving_and_undo(document: Document) -> None:
    document.push(edits.place(document.project, "a.png", "A", 1.0, 1.0, now=NOW))
    assert not document.undo_stack.isClean()
    document.mark_saved()
    document.undo_stack.undo()
    assert not document.undo_stack.isClean()
    document.undo_stack.redo()
    assert document.undo_stack.isClean()


def test_the_selection_goes_to_the_next_unplaced_landmark_and_round(document: Document) -> None:
    selection = Selection(document)
    selection.set_film("a.png")
    assert selection.landmark == "A"
    selection.set_landmark("B")
    document.push(edits.place(document.project, "a.png", "B", 1.0, 1.0, now=NOW))
    selection.select_next_unplaced()
    assert selection.landmark == "A"
    document.push(edits.place(document.project, "a.png", "A", 1.0, 1.0, now=NOW))
    selection.select_next_unplaced()
    assert selection.landmark == "A"


def test_the_selection_keeps_its_place_when_its_landmark_is_renamed_or_its_film_goes(
    document: Document,
) -> None:
    selection = Selection(document)
    selection.set_film("b2.png")
    selection.set_landmark("B")
    document.push(edits.rename_landmark(document.project, "B", "Nasion"))
    assert selection.landmark == "Nasion"
    document.push(edits.relink(document.project, {"b2.png": "c.png"}))
    assert selection.film in document.project.films
