"""What a run brings in, and what an export says of it, through the controllers of a window."""

import csv
import json
from dataclasses import replace

import pytest
from exemplar_windows import exemplar_project, marks, open_window, propagated
from exported import export_table, wait_for_table
from import_window import choose_in, press
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.document import edits
from app.document.project import FilmState
from app.runs import propagation
from engine.landmarks import Origin

NAMES = ("A", "B", "C")
NOW = "2026-01-01T12:00:00.000Z"


@pytest.fixture
def window(qtbot, tmp_path):
    window = open_window(qtbot, tmp_path, exemplar_project(names=NAMES))
    yield window
    window.close()


@pytest.fixture
def finish(window, tmp_path, monkeypatch):
    """Starts a run that never runs; gives what its end is told to."""
    taken = []
    monkeypatch.setattr(window.workspace.jobs, "add_note", lambda _note: None)
    monkeypatch.setattr(propagation, "propagation", lambda request: request)
    monkeypatch.setattr(
        window.workspace.jobs, "start", lambda _title, _operation, done, *_, **__: taken.append(done)
    )
    window.controllers.propagation.start(tmp_path)
    return taken[0]


def test_the_closing_note_tells_what_was_really_taken(window, finish):
    document = window.workspace.document
    document.push(edits.rename_landmark(document.project, "A", "Sella"))
    document.push(edits.set_excluded(document.project, ["3.png"], "blurred"))
    note = finish(propagated(mirrored=True, names=NAMES))
    assert note.startswith("1 film predicted, mirrored;")
    assert set(document.project.landmarks("2.png").landmarks) == {"Sella", "B", "C"}


def test_the_closing_note_names_landmarks_that_left_the_scheme(window, finish):
    document = window.workspace.document
    document.push(edits.remove_landmark(document.project, "B"))
    assert "2 films predicted" in (note := finish(propagated(mirrored=True, names=NAMES)))
    assert "no longer in the scheme: B" in note


def test_the_closing_note_counts_landmarks_that_got_no_place(window, finish):
    note = finish(propagated(names=("A", "B")))
    assert "2 films predicted, 2 landmarks beyond the film's edge left unplaced;" in note


def test_a_film_that_registration_finds_nothing_on_is_marked_and_says_why(window, finish):
    both = propagated(mirrored=True, names=NAMES)
    found = {film: both.sets[film] for film in ("2.png",)}
    note = finish(replace(both, sets=found, unfit={"3.png": "All its pixels are alike."}))
    project = window.workspace.document.project
    assert note.startswith("1 film predicted, mirrored, 1 film left alone without points;")
    assert project.state("3.png") is FilmState.UNFIT
    assert window.controllers.lists.film_row("3.png").words == "does not fit: All its pixels are alike."
    assert window.views.notice.text == "3.png: All its pixels are alike."


def test_the_export_of_another_project_names_no_earlier_run(window, finish, tmp_path):
    finish(propagated(mirrored=True, names=NAMES))
    export_table(window, tmp_path / "first" / "out.csv")
    window.workspace.document.open(exemplar_project(names=NAMES))
    export_table(window, tmp_path / "second" / "out.csv")
    methods = [
        json.loads((tmp_path / folder / "out.run.json").read_text())["exports"]["out.csv"]["method"]
        for folder in ("first", "second")
    ]
    assert methods == ["one-shot (quick)", ""]


def test_the_export_names_the_preset_and_what_the_run_has_to_say(window, finish, tmp_path):
    finish(replace(propagated(mirrored=True, names=NAMES), notes=("Round 2 was not kept.",)))
    window.settings.set("propagation", "balanced")  # chosen for the next run: says nothing of this one
    export_table(window, tmp_path / "out.csv")
    entry = json.loads((tmp_path / "out.run.json").read_text())["exports"]["out.csv"]
    assert (entry["preset"], entry["notes"]) == ("quick", ["Round 2 was not kept."])


def test_a_table_says_of_no_decided_point_that_it_looks_failed_or_is_missing(window, finish, tmp_path):
    def notes():
        export_table(window, tmp_path / "out.csv")
        rows = csv.DictReader((tmp_path / "out.csv").read_text().splitlines())
        return {row["image"]: row["film_note"] for row in rows}

    document, both = window.workspace.document, propagated(names=NAMES)
    finish(replace(both, doubtful={"2.png": "Looks failed.", "3.png": "Looks failed."}))
    document.push(edits.accept_film(document.project, "2.png", now=NOW))
    assert notes() == {"1.png": "", "2.png": "", "3.png": "Looks failed."}
    document.push(edits.mark_unfit(document.project, dict.fromkeys(both.sets, "Another anatomy."), NAMES))
    assert notes() == {"1.png": "", "2.png": "", "3.png": "Another anatomy."}


def test_an_export_during_a_run_tells_that_its_points_are_missing(window, finish, tmp_path):
    export_table(window, tmp_path / "out.csv")
    assert "A run is going on: its points are not in the table yet." in window.views.notice.text
    finish(propagated(mirrored=True, names=NAMES))
    export_table(window, tmp_path / "out.csv")
    assert "A run is going on" not in window.views.notice.text


def ask_export(window, title=""):
    """Export by the dialog, as the format called so."""
    window.controllers.exporting.ask()
    dialog = window.controllers.exporting.dialog
    if title:
        choose_in(dialog.format, title)
    press(dialog)
    QTest.qWait(1)


def test_a_table_that_nobody_agreed_to_replace_stays(window, tmp_path, monkeypatch):
    answers = [str(tmp_path / "out"), str(tmp_path / "new"), str(tmp_path / "out.csv")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (answers.pop(0), ""))
    mine = tmp_path / "out.csv"
    mine.write_text("mine")
    ask_export(window)
    assert mine.read_text() == "mine"
    assert "exists already" in window.views.notice.text
    ask_export(window)
    wait_for_table(window)
    assert (tmp_path / "new.csv").exists()
    ask_export(window)  # here the dialog itself asked
    wait_for_table(window)
    assert mine.read_text() != "mine"


def test_the_kind_of_file_is_the_layout_of_the_table(window, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "wide.csv"), ""))
    ask_export(window, "A row for each film, pixels alone (*.csv)")
    wait_for_table(window)
    header, first, *_ = (tmp_path / "wide.csv").read_text().splitlines()
    assert header == "image,A_x,A_y,B_x,B_y,C_x,C_y"
    assert len(first.split(",")) == 7
    entry = json.loads((tmp_path / "wide.run.json").read_text())["exports"]["wide.csv"]
    assert entry["command"] is None
    assert entry["redo"].startswith("No command makes this table again: it holds ")


def test_a_film_marked_as_exemplar_during_a_run_shows_no_preview_of_it(window):
    document, shown = window.workspace.document, window.workspace.previews
    document.push(edits.place(document.project, "2.png", "A", 1.0, 2.0, now="2026-01-01T00:00:00.000Z"))
    shown.add_previews([marks("2.png", Origin.PREDICTED)])
    assert set(shown.landmarks("2.png").landmarks) == {"A", "B"}
    document.push(edits.mark_exemplar(document.project, "2.png"))
    assert set(shown.landmarks("2.png").landmarks) == {"A"}
    assert shown.preview("2.png") is None
