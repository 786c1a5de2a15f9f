"""Autosave: no edit in the journal is lost, failures stay visible, large projects stay quick."""

import errno
import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.document import edits
from app.document.document import Document
from app.document.film import FilmFacts, FilmRecord
from app.document.project import Project
from app.storage.layout import layout_for
from app.storage.opening import open_project
from app.workspace.autosave import Autosave
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

ROOT = Path(__file__).parents[3]
NOW = "2026-01-01T00:00:00.000Z"


def opened_document(folder: Path) -> tuple[Document, Autosave]:
    opened = open_project(folder)
    assert opened.store is not None
    document = Document()
    document.open(opened.project)
    autosave = Autosave(document, opened.store)
    if opened.restored is not None:
        document.push(opened.restored)
    document.add_films([FilmRecord("a.png"), FilmRecord("b.png")])
    return document, autosave


@pytest.fixture
def pair(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Document, Autosave]]:
    document, autosave = opened_document(tmp_path)
    yield document, autosave
    if not autosave._thread.isFinished():
        autosave.abandon()


def click(document: Document, x: float = 1.0) -> None:
    document.push(edits.add_landmark(document.project, "a.png", x, 1.0, now=document.now()))


def reopened(place: Path, films: Path | None = None) -> Project:
    opened = open_project(place, answers={str(films): True})
    assert opened.store is not None
    opened.store.close()
    return opened.project.with_parts(opened.restored.after) if opened.restored else opened.project


def test_closing_and_reopening_keeps_all_without_asking(
    pair: tuple[Document, Autosave], tmp_path: Path
) -> None:
    document, autosave = pair
    for x in range(5):
        click(document, float(x))
    document.undo_stack.undo()
    assert autosave.close()
    assert document.undo_stack.isClean()
    opened = open_project(tmp_path)
    assert (opened.project, opened.message) == (document.project, "")
    assert opened.store is not None
    opened.store.close()


def test_only_looking_writes_no_project(pair: tuple[Document, Autosave], tmp_path: Path) -> None:
    assert pair[1].close()
    assert not layout_for(tmp_path).project.exists()


def test_an_edit_is_in_the_journal_at_once_and_saved_when_it_is_quiet(
    pair: tuple[Document, Autosave], tmp_path: Path, qtbot: QtBot
) -> None:
    document, autosave = pair
    click(document)
    qtbot.waitUntil(lambda: document.undo_stack.isClean())
    click(document, 2.0)
    assert not document.undo_stack.isClean()
    journal = layout_for(tmp_path).journal
    autosave._wait()  # for what has been asked of the disk: the line, not yet the whole project
    assert journal.read_bytes().count(b"\n") == 2
    assert not document.undo_stack.isClean()
    with qtbot.waitSignal(autosave.saved):
        pass
    assert document.undo_stack.isClean()


def test_what_was_learned_of_the_films_is_saved_on_closing(
    pair: tuple[Document, Autosave], tmp_path: Path
) -> None:
    document, autosave = pair
    click(document)
    assert autosave.save_now()
    document.update_facts({"a.png": FilmFacts(sha256="abc")})
    assert autosave.close()
    assert reopened(tmp_path).film("a.png").sha256 == "abc"


def test_a_failed_save_keeps_the_unsaved_mark_and_the_old_file_until_one_succeeds(
    pair: tuple[Document, Autosave], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, autosave = pair
    click(document)
    assert autosave.save_now()
    project_file = layout_for(tmp_path).project
    old = project_file.read_bytes()
    sentences: list[str] = []
    recovered: list[bool] = []
    autosave.failed.connect(sentences.append)
    autosave.recovered.connect(lambda: recovered.append(True))

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        click(document, 2.0)
        assert not autosave.save_now()
        click(document, 3.0)
        assert not autosave.close()
        assert not document.undo_stack.isClean()
        assert project_file.read_bytes() == old
        assert len(sentences) == 1
        assert "no space left" in sentences[0]
    assert autosave.close()
    assert (recovered, document.undo_stack.isClean(), autosave.problem) == ([True], True, "")
    assert reopened(tmp_path) == document.project


def test_edits_go_into_the_journal_while_the_whole_project_cannot_be_saved(
    pair: tuple[Document, Autosave], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, autosave = pair
    click(document)
    assert autosave.save_now()
    with monkeypatch.context() as patch:
        patch.setattr("app.storage.project_file.Encoder.encode", lambda *_args: 1 / 0)
        assert not autosave.save_now()
        click(document, 2.0)
        click(document, 3.0)
        autosave.abandon()  # nothing more is written, as after a kill
    assert reopened(tmp_path).sets == document.project.sets


def test_a_failed_save_can_go_on_at_another_place(
    pair: tuple[Document, Autosave], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, autosave = pair
    click(document)
    (tmp_path / "other").mkdir()
    new = autosave.store.moved_to(tmp_path / "other" / "mine.json")
    assert autosave.move_to(new)
    click(document, 2.0)
    assert autosave.close()
    assert reopened(tmp_path / "other" / "mine.json", tmp_path) == document.project


def test_restored_edits_can_be_undone(qtbot: QtBot, tmp_path: Path) -> None:
    document, autosave = opened_document(tmp_path)
    click(document)
    assert autosave.save_now()
    before = document.project
    click(document, 2.0)
    after = document.project
    autosave.abandon()
    document, autosave = opened_document(tmp_path)
    assert document.project == after
    document.undo_stack.undo()
    assert document.project == before
    assert autosave.close()
    assert reopened(tmp_path) == before


def test_after_kill_9_nothing_that_was_written_is_lost(tmp_path: Path) -> None:
    script = Path(__file__).with_name("editing_process.py")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert process.stdout is not None
    must_be_there = [int(line) for line in itertools.islice(process.stdout, 150)]
    process.kill() if os.name == "nt" else process.send_signal(signal.SIGKILL)
    with process:
        pass
    opened = open_project(tmp_path)
    assert opened.read_only == ""  # the dead process holds no lock
    assert opened.store is not None
    opened.store.close()
    project = reopened(tmp_path)
    names = project.scheme.names
    assert len(names) >= len(must_be_there) == 150
    assert all(project.landmarks(f"{n % 3}.png").get(names[n]).x == float(n) for n in must_be_there)
    assert "restored" in opened.message


def large_project(films: int, points: int) -> Project:
    names = tuple(f"L{number}" for number in range(points))
    sets = {
        f"film{number:05}.png": LandmarkSet(
            f"film{number:05}.png",
            {
                name: Landmark(name, 1.5 + number, 2.5, Presence.PRESENT, Origin.ANNOTATED, modified_utc=NOW)
                for name in names
            },
        )
        for number in range(films)
    }
    return Project(Scheme(names), {film: FilmRecord(film) for film in sets}, sets)


def test_an_edit_in_a_large_project_takes_milliseconds(qtbot: QtBot, tmp_path: Path) -> None:
    project = large_project(10_000, 10)  # an edit's work grows with the films, not with their points
    document = Document(clock=lambda: NOW)
    document.open(project)
    times = []
    for number in range(20):
        started = time.thread_time()
        document.push(edits.move(document.project, "film00042.png", "L3", float(number), 7.0, now=NOW))
        times.append(time.thread_time() - started)
    assert min(times) < 0.01  # about 0.001; a copy of the set of every film takes 0.02
    # all that was not touched is shared
    assert document.project.sets["film00041.png"] is project.sets["film00041.png"]
    assert document.project.films is project.films
