import csv
import sys
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from app.document import edits
from app.document.document import Document
from app.document.film import FilmFacts, FilmRecord
from app.document.project import FilmState, Project
from app.main_window import MainWindow
from app.settings import Settings
from app.storage.journal import JournalEntry
from app.storage.opening import open_project
from app.time_left import Pace, RunPace
from app.views.dialogs import BugDialog
from app.views.notice import NoticeBar
from app.window import catch_bugs
from app.workspace import opening
from app.workspace.film_reader import FilmReader, read_film
from app.workspace.open_folder import MISSING
from app.workspace.opening import open_place, relink_step
from app.workspace.previews import Previews, length_text
from app.workspace.sample import make_sample
from engine.errors import EngineError, ImageReadError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.decoding_process import DecodingError
from engine.io.tables import FilmRow, write_landmarks
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.operation import Progress, run

NOW = "2026-01-01T12:00:00.000Z"


def picture(path, value=90, size=(60, 40)):
    Picture.fromarray(np.full(size[::-1], value, np.uint8)).save(path)


def predicted(film, **spreads):
    marks = {
        name: Landmark(name, 5.0, 5.0, Presence.PRESENT, Origin.PREDICTED, spread=spread)
        for name, spread in spreads.items()
    }
    return LandmarkSet(film, marks)


@pytest.fixture
def window(qtbot, tmp_path):
    window = MainWindow(Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_time_left_comes_from_the_pace_of_the_stage_alone():
    pace = Pace()
    assert pace.seconds_left(Progress("reading", 0, 10), 100.0) is None
    assert pace.seconds_left(Progress("reading", 5, 10), 110.0) == pytest.approx(10.0)
    assert pace.seconds_left(Progress("registering", 0, 100), 120.0) is None
    assert pace.seconds_left(Progress("registering", 50, 100), 130.0) == pytest.approx(10.0)
    assert pace.seconds_left(Progress("registering", 60, 0), 130.0) is None


def test_time_left_runs_down_between_two_reports_of_several_films():
    pace = Pace()
    pace.seconds_left(Progress("registering", 0, 12), 0.0)
    left = [pace.seconds_left(Progress("registering", 4, 12), 8.0 + second) for second in range(20)]
    assert left[0] == pytest.approx(16.0)
    assert left == sorted(left, reverse=True)
    assert left[-1] == 1.0  # late, but not yet at the end


def test_the_time_left_of_a_run_runs_down_from_its_estimate_whatever_the_stage():
    pace = RunPace()
    pace.expect(600.0, 100.0)
    assert pace.seconds_left(Progress("registration", 1, 280), 101.0) == pytest.approx(599.0)
    assert pace.seconds_left(Progress("co-teaching", 0, 50), 301.0) == pytest.approx(399.0)


def test_an_estimate_that_proves_too_short_is_corrected_without_a_leap():
    pace = RunPace()
    pace.expect(60.0, 0.0)
    told = [
        pace.seconds_left(Progress("co-teaching", second, 1000), float(second)) for second in range(1, 200)
    ]
    steps = [after - before for before, after in pairwise(told)]
    assert told[0] == pytest.approx(59.0)
    assert max(map(abs, steps)) < 50.0
    assert told[-1] == pytest.approx(801.0, rel=0.03)


def test_a_run_that_outlasts_its_estimate_never_says_that_it_is_over():
    pace = RunPace()
    pace.expect(10.0, 0.0)
    assert all(pace.seconds_left(Progress("co-teaching", 0, 0), float(now)) >= 1.0 for now in range(40))


def test_radii_are_in_mm_only_where_the_spacing_is_known():
    assert length_text(4.0, FilmRecord("a")) == "4.0 px"
    assert length_text(4.0, FilmRecord("a", FilmFacts(size=Size(300, 400)))) == "0.80 %"
    assert length_text(4.0, FilmRecord("a", user_spacing=Spacing(0.5, 0.5, SpacingSource.TYPED))) == "2.0 mm"


def test_an_error_radius_in_mm_is_that_of_the_table_where_pixels_are_not_square(tmp_path):
    spacing = Spacing(0.1, 0.2, SpacingSource.TYPED)
    mark = Landmark("S", 1.0, 2.0, Presence.PRESENT, Origin.PREDICTED, error_radius=100.0)
    write_landmarks(
        tmp_path / "t.csv", [LandmarkSet("a", {"S": mark})], Scheme(("S",)), [FilmRow("a", spacing=spacing)]
    )
    (row,) = csv.DictReader((tmp_path / "t.csv").read_text().splitlines())
    assert float(row["error_radius_mm"]) == 20.0
    assert length_text(mark.error_radius, FilmRecord("a", user_spacing=spacing)) == "20.0 mm"


def test_previews_join_the_open_points_and_leave_with_their_run(qapp):
    films = {
        "large": FilmRecord("large", FilmFacts(size=Size(3000, 4000))),
        "small": FilmRecord("small", FilmFacts(size=Size(300, 400))),
        "done": FilmRecord("done"),
    }
    sets = {"large": predicted("large", a=20.0), "small": predicted("small", a=8.0, b=3.0)}
    document = Document()
    shown = Previews(document, document)
    document.open(Project(Scheme(("a", "b")), films, sets))
    assert [(point.name, point.share) for point in shown.open_points("small")] == [("a", 0.016), ("b", 0.006)]
    shown.add_previews([predicted("done", a=1000.0, unknown=5.0)])
    assert [point.name for point in shown.open_points("done")] == ["a"]
    assert set(shown.landmarks("done").landmarks) == {"a"}
    shown.clear_previews()
    assert shown.state("done") is FilmState.UNTOUCHED


def test_previews_never_cover_what_a_person_placed(qapp):
    mine = Landmark("a", 1.0, 2.0, Presence.PRESENT, Origin.ANNOTATED)
    document = Document()
    shown = Previews(document, document)
    project = Project(Scheme(("a",)), {"f": FilmRecord("f")}, {"f": LandmarkSet("f", {"a": mine})})
    document.open(project)
    shown.add_previews([predicted("f", a=3.0)])
    assert shown.landmarks("f").get("a") == mine


def test_reading_a_film_tells_facts_and_thumbnail_or_the_reason(qapp, tmp_path):
    picture(tmp_path / "a.png", size=(600, 300))
    (tmp_path / "b.png").write_bytes(b"no picture")
    good, bad = read_film(tmp_path, "a.png"), read_film(tmp_path, "b.png")
    assert (good.facts.size, good.facts.unreadable) == (Size(600, 300), "")
    assert len(good.facts.sha256) == 64
    assert (good.thumbnail.width(), good.thumbnail.height()) == (104, 52)
    assert bad.pyramid is None
    assert bad.facts.unreadable


def test_why_no_film_can_be_decoded_here_is_no_bug_to_report(tmp_path, monkeypatch):
    def refusing(path):
        raise DecodingError("No process can start: close other programs.")

    (tmp_path / "a.dcm").write_bytes(b"a film")
    monkeypatch.setattr("app.workspace.film_reader.read_image", refusing)
    assert read_film(tmp_path, "a.dcm").facts.unreadable == "No process can start: close other programs."


def test_reader_keeps_images_up_to_its_limit_and_forgets_the_oldest(qtbot, tmp_path):
    for name in ("a", "b", "c"):
        picture(tmp_path / f"{name}.png", size=(1024, 700))
    reader = FilmReader(64, None)
    reader.open(tmp_path)
    reader.set_cache(1)  # MB: room for one
    for name in ("a.png", "b.png", "c.png"):
        with qtbot.waitSignal(reader.image_ready):
            reader.want_image(name)
    assert [reader.image(f"{name}.png") is not None for name in "abc"] == [False, False, True]
    reader.close()


def test_reader_drops_what_was_asked_of_a_folder_that_was_left(qtbot, tmp_path):
    first, second = tmp_path / "1", tmp_path / "2"
    for folder, value in ((first, 10), (second, 200)):
        folder.mkdir()
        picture(folder / "a.png", value)
    reader = FilmReader(64, None)
    reader.open(first)
    reader.want_image("a.png")
    reader.open(second)
    with qtbot.waitSignal(reader.image_ready):
        reader.want_image("a.png")
    assert reader.image("a.png").pixels.max() == 200
    reader.close()


def point(name, x=3.0):
    return Landmark(name, x, 4.0, Presence.PRESENT, Origin.ANNOTATED)


def keep(folder, **points):
    """Save a project of the folder's films with points by film stem; its store is left open."""
    found = run(open_place(folder, ""))
    films = {name: FilmRecord(name, read_film(folder, name).facts) for name in found.films}
    sets = {f"{stem}.png": LandmarkSet(f"{stem}.png", marks) for stem, marks in points.items()}
    project = Project(Scheme(("1", "2")), films, sets)
    found.opened.store.snapshot(project)
    return found.opened.store, project


def open_in(window, qtbot, folder):
    with qtbot.waitSignal(window.controllers.folder.opened):
        window.controllers.folder.open(folder)


def test_edits_recovered_after_a_crash_go_along_with_a_film_that_was_moved(window, qtbot, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    picture(folder / "a.png")
    picture(folder / "b.png", 200)
    store, project = keep(folder, a={"1": point("1")})
    lost = edits.place(project, "a.png", "2", 7.0, 8.0, now=NOW)
    store.append([JournalEntry("edit", lost.text, lost.after, project, NOW)])
    store.close()
    (folder / "a.png").rename(folder / "moved.png")
    open_in(window, qtbot, folder)
    marks = window.workspace.document.project.landmarks("moved.png")
    assert (marks.get("1").position, marks.get("2").position) == ((3.0, 4.0), (7.0, 8.0))
    assert "a.png" not in window.workspace.document.project.films
    assert "a.png" not in window.workspace.document.project.sets


def test_a_new_file_that_cannot_be_read_does_not_keep_the_project_closed(tmp_path, monkeypatch):
    picture(tmp_path / "a.png")
    picture(tmp_path / "b.png", 200)
    store, _ = keep(tmp_path, a={"1": point("1")})
    store.close()
    (tmp_path / "a.png").rename(tmp_path / "z.png")
    picture(tmp_path / "c.png", 30)
    whole = opening.content_hash

    def hashed(path):
        if path.name == "c.png":
            raise ImageReadError("c.png cannot be reached.")
        return whole(path)

    monkeypatch.setattr(opening, "content_hash", hashed)
    again = run(open_place(tmp_path, ""))
    again.opened.store.close()
    assert again.moved == {"a.png": "z.png"}


def test_films_that_are_back_are_used_again_and_unreadable_ones_are_read_again(window, qtbot, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    for name, value in (("a", 90), ("b", 200), ("c", 30)):
        picture(folder / f"{name}.png", value)
    store, project = keep(folder, a={"1": point("1")})
    told = {
        "a.png": replace(project.films["a.png"].facts, unreadable="It was empty."),
        "b.png": replace(project.films["b.png"].facts, unreadable=MISSING),
    }
    store.snapshot(project.with_facts(told))
    store.close()
    (folder / "c.png").rename(tmp_path / "c.png")
    open_in(window, qtbot, folder)
    assert "b.png" in window.workspace.document.project.usable_films()
    qtbot.waitUntil(lambda: window.workspace.document.project.usable_films() == ("a.png", "b.png"))
    assert window.workspace.document.project.films["c.png"].unreadable == MISSING


def test_annotated_films_whose_content_changed_are_named(window, qtbot, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    for name, value in (("a", 90), ("b", 200), ("c", 30)):
        picture(folder / f"{name}.png", value)
    store, project = keep(folder, b={"1": point("1")})
    store.close()
    picture(folder / "b.png", 10)
    picture(folder / "c.png", 20)  # nothing was placed on it
    open_in(window, qtbot, folder)
    before = {name: film.sha256 for name, film in project.films.items()}
    for name in ("b.png", "c.png"):
        window.controllers.folder._reader.want_image(name)
    after = window.workspace.document
    qtbot.waitUntil(lambda: all(after.project.films[n].sha256 != before[n] for n in ("b.png", "c.png")))
    told = window.findChild(NoticeBar).text
    assert told == "b.png is not the film that was annotated: its content changed. Check its points."


def test_a_project_saved_elsewhere_is_what_the_next_start_opens(window, qtbot, tmp_path, monkeypatch):
    folder, target = tmp_path / "films", tmp_path / "kept.project.json"
    folder.mkdir()
    picture(folder / "a.png")
    open_in(window, qtbot, folder)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    window.controllers.folder.ask_save_elsewhere()
    assert target.is_file()
    assert window.settings.recent()[0] == str(target)


def test_moved_film_is_found_again_with_its_points(tmp_path):
    picture(tmp_path / "a.png")
    picture(tmp_path / "b.png", 200)
    found = run(open_place(tmp_path, ""))
    marks = LandmarkSet("a.png", {"1": Landmark("1", 3.0, 4.0, Presence.PRESENT, Origin.ANNOTATED)})
    films = {name: FilmRecord(name, read_film(tmp_path, name).facts) for name in found.films}
    found.opened.store.snapshot(Project(Scheme(("1",)), films, {"a.png": marks}))
    found.opened.store.close()
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.png").rename(tmp_path / "sub" / "moved.png")
    again = run(open_place(tmp_path, ""))
    again.opened.store.close()
    assert again.moved == {"a.png": "sub/moved.png"}
    step = relink_step(again.opened.project, again.moved)
    assert step.after.sets["sub/moved.png"].get("1").position == (3.0, 4.0)


def test_cancelled_opening_gives_the_project_back(tmp_path):
    picture(tmp_path / "a.png")
    operation = open_place(tmp_path, "")
    next(operation)
    operation.close()
    again = open_project(tmp_path)
    assert again.store is not None
    again.store.close()


def test_sample_is_drawn_once_with_its_first_film_annotated(tmp_path):
    folder = run(make_sample(tmp_path / "sample"))
    opened = open_project(folder)
    opened.store.close()
    (exemplar,) = opened.project.exemplars()
    assert opened.project.is_complete(exemplar)
    stamp = (folder / exemplar).stat().st_mtime_ns
    run(make_sample(folder))
    assert (folder / exemplar).stat().st_mtime_ns == stamp


def annotated(film, **points):
    marks = {
        name: Landmark(name, *point, Presence.PRESENT, Origin.ANNOTATED) for name, point in points.items()
    }
    return LandmarkSet(film, marks)


def test_a_run_learns_only_from_what_a_person_placed(window, tmp_path, monkeypatch):
    films = {name: FilmRecord(name, exemplar=name != "c") for name in ("a", "b", "c")}
    mine = annotated("a", n1=(1.0, 2.0))
    mixed = mine.with_landmarks(predicted("a", n2=1.0).landmarks.values())
    window.workspace.document.open(
        Project(Scheme(("n1", "n2")), films, {"a": mixed, "b": predicted("b", n1=1.0)})
    )
    started = []
    monkeypatch.setattr("app.runs.propagation.propagation", started.append)
    monkeypatch.setattr(window.workspace.jobs, "start", lambda *_, **__: None)
    window.controllers.propagation.start(tmp_path)
    (request,) = started
    assert list(request.exemplars) == [mine]


def test_export_without_points_says_what_to_do(window, tmp_path):
    with pytest.raises(EngineError, match="place some"):
        window.controllers.exporting.export(tmp_path / "out.csv")


def test_unforeseen_error_opens_the_bug_dialog_which_blocks_nothing(window, qtbot, monkeypatch, capsys):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_bugs(window)
    try:
        raise ZeroDivisionError("one over none")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(window.findChildren(BugDialog)))
    (dialog,) = window.findChildren(BugDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert "one over none" in dialog.findChild(QPlainTextEdit).toPlainText()
    dialog.close()


def test_every_action_has_something_to_do_and_starts_disabled_where_nothing_is_open(window):
    enabled = {name for name, action in window.actions_._actions.items() if action.isEnabled()}
    ways = {"way-quick", "way-balanced", "way-paper", "way-registration", "learn-sigma"}
    always = {"open", "open-project", "quit", "settings", "next-panel", "guide", "sample", "about", "models"}
    always |= {"stop-rule", "runs", "measurements"}
    assert enabled == always | ways


def test_icons_follow_a_change_from_light_to_dark(window, qapp):
    before = qapp.palette()

    def ink():
        image = window.actions_["open"].icon().pixmap(24, 24).toImage()
        return [image.pixelColor(x, y).name() for x in range(24) for y in range(24)]

    light = ink()
    dark = QPalette(before)
    dark.setColor(QPalette.ColorRole.ButtonText, QColor("#ABCDEF"))
    qapp.setPalette(dark)
    qapp.processEvents()
    try:
        assert "#abcdef" in ink()
        assert "#abcdef" not in light
    finally:
        qapp.setPalette(before)
