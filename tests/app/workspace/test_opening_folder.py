"""Opening a folder: its work grows with the number of films, and what is strange there is no obstacle."""

import os
import sys
from collections import Counter

import pytest
from forbidden_places import open_place as open_to_all  # noqa: F401  a fixture
from forbidden_places import without_rights
from PySide6.QtCore import QSettings
from saved_projects import saved

from app.document.film import FilmRecord
from app.document.project import Project
from app.main_window import MainWindow
from app.settings import Settings
from app.storage.errors import StorageError
from app.translation import install
from app.workspace import opening
from app.workspace.film_attributes import NO_REASON, reason_words
from app.workspace.film_reader import FilmReader
from app.workspace.open_folder import MISSING
from app.workspace.opening import open_place
from engine.io.images import FolderListing
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.operation import Progress, run


class CountedName(str):
    """A film's identity that counts how often it is looked up."""

    counts = Counter()

    def __hash__(self):
        self.counts["hash"] += 1
        return super().__hash__()


def predicted_project(names):
    marks = {"S": Landmark("S", 1.0, 2.0, Presence.PRESENT, Origin.PREDICTED, 0.5, 2.0)}
    return Project(
        Scheme(("S",)),
        {name: FilmRecord(name) for name in names},
        {name: LandmarkSet(name, marks) for name in names},
    )


def opened(folder):
    found = run(open_place(folder, ""))
    if found.opened.store is not None:
        found.opened.store.close()
    return found


def look_ups(folder, count, monkeypatch):
    names = tuple(CountedName(f"film{number}.png") for number in range(count))
    saved(folder, predicted_project([*map(str, names), "gone.png"]))

    def listed(_folder):
        yield Progress("looking for films", 0, 0)
        return FolderListing(names)

    monkeypatch.setattr(opening, "listing", listed)
    CountedName.counts.clear()
    assert opened(folder).missing == ("gone.png",)
    return CountedName.counts["hash"]


def test_films_that_are_gone_are_found_by_a_few_looks_at_each_film(tmp_path, monkeypatch):
    few, many = (look_ups(tmp_path, count, monkeypatch) for count in (50, 200))
    assert many <= 4 * few


def calls_of_opening(folder, qtbot, settings_file):
    """How many Python functions the window's thread calls until the folder's films are on show."""
    window = MainWindow(Settings(QSettings(str(settings_file), QSettings.Format.IniFormat)))
    qtbot.addWidget(window)
    counts = Counter()
    with qtbot.waitSignal(window.controllers.folder.opened):
        window.controllers.folder.open(folder)
        sys.setprofile(lambda _frame, event, _what: counts.update((event,)))
    window.controllers.lists._refresh()
    window._refresh()
    sys.setprofile(None)
    assert window.close()
    return counts["call"]


def test_the_window_s_work_at_opening_grows_with_the_films_alone(tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(FilmReader, "_ask", lambda *_: None)  # reading comes after opening
    calls = []
    for count in (100, 400):
        folder = tmp_path / str(count)
        folder.mkdir()
        names = [f"film{number}.png" for number in range(count)]
        for name in names:
            (folder / name).write_bytes(b"")
        saved(folder, predicted_project(names))
        calls.append(calls_of_opening(folder, qtbot, tmp_path / "settings.ini"))
    assert calls[1] <= 6 * calls[0]  # four times the films; were it a look at all films for each, sixteen


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_among_the_films_is_left_out_and_named(tmp_path, qtbot):
    (tmp_path / "film.png").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe.png")
    window = MainWindow(Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.controllers.folder.opened):
        window.controllers.folder.open(tmp_path)
    assert list(window.workspace.document.project.films) == ["film.png"]
    assert window.views.notice.text == "Left out, as no files but pipes, sockets or devices: pipe.png."
    assert window.close()


@pytest.mark.timeout(60)  # whoever opens a pipe waits for ever
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_pipes_in_the_place_of_a_project_s_files_are_told_in_a_sentence(tmp_path):
    (tmp_path / "film.png").write_bytes(b"")
    layout = saved(tmp_path, predicted_project(["film.png"]))
    layout.journal.unlink()
    os.mkfifo(layout.journal)
    with pytest.raises(StorageError, match="it is a pipe, a socket or a device"):
        opened(tmp_path)
    layout.journal.unlink()
    os.mkfifo(layout.support / "owner.json")
    assert opened(tmp_path).films == ("film.png",)


def test_links_into_a_forbidden_folder_keep_no_folder_from_opening(open_to_all):  # noqa: F811
    forbidden, folder = open_to_all / "forbidden", open_to_all / "films"
    for place in (forbidden, folder):
        place.mkdir()
    (folder / "film.png").write_bytes(b"")
    for name in ("spacing.csv", "other.png", "deeper"):
        (folder / name).symlink_to(forbidden / name)
    (folder / "loop.png").symlink_to("loop.png")
    folder.chmod(0o777)
    with without_rights(0o000, forbidden):
        found = opened(folder)
        assert found.films == ("film.png", "loop.png", "other.png")  # rows that say why they cannot be read
        (problem,) = found.problems
        assert problem.startswith("The mm per pixel of this folder were not taken: Cannot read")
        (folder / "onemark.project.json").symlink_to(forbidden / "project.json")
        with pytest.raises(StorageError, match=r"link that cannot be followed .*: move it away"):
            opened(folder)


def test_reasons_of_films_are_stored_in_english_and_shown_in_the_language_of_the_window():
    assert [reason_words(reason) for reason in (MISSING, NO_REASON, "torn")] == [MISSING, NO_REASON, "torn"]
    install(lambda text, _comment, _n: text.upper())
    try:
        shown = [reason_words(reason) for reason in (MISSING, NO_REASON, "torn")]
        assert shown == [MISSING.upper(), "NO REASON GIVEN", "torn"]
    finally:
        install(None)
