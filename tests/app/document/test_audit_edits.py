from dataclasses import replace

import pytest

from app.document import edits
from app.document.film import AuditStage, FilmRecord
from app.document.project import Project
from app.film.measures import machine_table, readings_of
from app.runs.operations import human_marks
from app.runs.training import decided_films
from app.storage.codec import decode_film, encode_film
from app.workspace.export import Export, exported_record, exporting, hidden_words
from app.workspace.foreign_files import ForeignExport, writing
from engine.errors import EngineError
from engine.io.point_files import point_formats
from engine.io.table_write import Layout
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.operation import run

NOW = "2026-01-01T12:00:00.000Z"
LATER = "2026-01-02T12:00:00.000Z"
FILMS = ("1.png", "2.png", "3.png")


def predicted(film, x=5.0):
    marks = {
        name: Landmark(name, x, 6.0, Presence.PRESENT, Origin.PREDICTED, spread=2.0, model="box")
        for name in "AB"
    }
    return LandmarkSet(film, marks)


@pytest.fixture
def project():
    films = {film: FilmRecord(film) for film in FILMS}
    return Project(Scheme(("A", "B")), films, {film: predicted(film) for film in FILMS})


def replace_model(marks, model):
    return marks.with_landmarks(replace(mark, model=model) for mark in marks.placed())


def done(project, change):
    return project.with_parts(change.after)


def begun(project, *films, now=NOW):
    return done(project, edits.begin_audit(project, films or FILMS[:2], seed=7, among=3, now=now))


def read(project, film, x=1.0):
    for name in project.scheme.names:
        project = done(project, edits.place(project, film, name, x, 2.0, now=NOW))
    return done(project, edits.finish_reading(project, film))


def test_films_of_an_audit_have_no_points_until_they_are_clicked_without_a_prediction(project):
    after = begun(project)
    assert [bool(after.landmarks(film).landmarks) for film in FILMS] == [False, False, True]
    assert [record.identity for record in edits.audited_films(after)] == list(FILMS[:2])
    after = read(after, "1.png")
    marks = after.landmarks("1.png")
    assert {mark.origin for mark in marks.placed()} == {Origin.ANNOTATED}
    assert {mark.predicted for mark in marks.placed()} == {None}
    record = after.film("1.png")
    assert record.audit.machine == project.landmarks("1.png").landmarks
    assert (record.reviewed, record.audit.stage) == (True, AuditStage.READ)
    assert not after.exemplars()  # the first film that is complete becomes one, but for an audit's


def test_a_film_with_points_of_a_person_is_not_taken_into_an_audit(project):
    touched = done(project, edits.place(project, "1.png", "A", 1.0, 2.0, now=NOW))
    with pytest.raises(EngineError, match=r"decided on points of 1\.png"):
        begun(touched)


def test_a_film_is_not_finished_before_all_its_landmarks_are_decided(project):
    after = begun(project)
    after = done(after, edits.place(after, "1.png", "A", 1.0, 2.0, now=NOW))
    with pytest.raises(EngineError, match="1 landmark undecided: click B"):
        edits.finish_reading(after, "1.png")
    with pytest.raises(EngineError, match="No audit waits"):
        edits.finish_reading(after, "3.png")


def test_nothing_predicts_or_imports_into_a_film_that_is_read_blind(project):
    after = begun(project)
    found = [predicted(film, 9.0) for film in FILMS]
    taken = done(after, edits.take_predictions(after, found, now=NOW))
    assert [len(taken.landmarks(film).placed()) for film in FILMS] == [0, 0, 2]
    with pytest.raises(EngineError, match=r"1\.png is read without predictions"):
        edits.import_sets(after, found, now=NOW)
    assert not edits.mark_unfit(after, {"1.png": "Another anatomy."}, "AB").after.films


def test_the_first_reading_stays_where_a_film_is_read_again_and_the_second_is_kept_beside_it(project):
    after = read(begun(project), "1.png")
    first = after.landmarks("1.png").landmarks
    again = done(after, edits.read_again(after, ["1.png"]))
    assert not again.landmarks("1.png").placed()
    with pytest.raises(EngineError, match="was not read"):
        edits.read_again(again, ["2.png"])
    again = read(again, "1.png", x=3.0)
    assert again.landmarks("1.png").landmarks == first
    assert again.film("1.png").audit.again == {"A": (3.0, 2.0), "B": (3.0, 2.0)}


def test_the_end_of_an_audit_gives_back_what_was_hidden_and_keeps_what_was_clicked(project):
    after = read(begun(project, *FILMS), "1.png")
    after = done(after, edits.read_again(after, ["1.png"]))
    after = done(after, edits.place(after, "2.png", "A", 1.0, 2.0, now=NOW))
    ended = done(after, edits.end_audit(after))
    assert ended.landmarks("1.png").get("A").position == (1.0, 2.0)
    assert ended.film("1.png").audit.stage is AuditStage.READ
    assert ended.landmarks("2.png").get("A").origin is Origin.ANNOTATED
    assert ended.landmarks("2.png").get("B") == project.landmarks("2.png").get("B")
    assert ended.landmarks("3.png") == project.landmarks("3.png")
    assert [record.identity for record in edits.audited_films(ended)] == ["1.png"]
    assert edits.end_audit(ended).is_empty


def test_what_a_person_clicks_in_a_second_reading_is_never_lost(project):
    after = read(begun(project, *FILMS), "1.png")
    after = done(after, edits.read_again(after, ["1.png"]))
    after = done(after, edits.add_names(after, ["C"]))
    after = done(after, edits.place(after, "1.png", "C", 8.0, 9.0, now=NOW))
    after = done(after, edits.place(after, "1.png", "A", 3.0, 2.0, now=NOW))
    ended = done(after, edits.end_audit(after))
    finished = done(after, edits.place(after, "1.png", "B", 3.0, 2.0, now=NOW))
    finished = done(finished, edits.finish_reading(finished, "1.png"))
    for later in (ended, finished):
        places = {mark.name: mark.position for mark in later.landmarks("1.png").placed()}
        assert places == {"A": (1.0, 2.0), "B": (1.0, 2.0), "C": (8.0, 9.0)}
    assert ended.film("1.png").audit.again == {"A": (3.0, 2.0), "C": (8.0, 9.0)}


def test_films_that_are_read_again_are_exported_and_learned_from_with_their_first_reading(project, tmp_path):
    after = read(begun(project), "1.png")
    after = done(after, edits.read_again(after, ["1.png"]))
    after = done(after, edits.place(after, "1.png", "A", 3.0, 2.0, now=NOW))
    table, points = tmp_path / "t.csv", tmp_path / "p.csv"
    run(
        exporting(
            Export(table, Layout.WIDE, after, FILMS[:2], None, False, exported_record(after, FILMS[:2]))
        )
    )
    assert "1.png,1.0,2.0,1.0,2.0" in table.read_text()
    kind = next(kind for kind in point_formats() if kind.title == "DeepLabCut CSV")
    written, _ = run(writing(ForeignExport(points, kind, after, FILMS[:2], None, True)))
    assert "1.png,1.000000,2.000000,1.000000,2.000000" in written.read_text()
    for learned in (decided_films(after)["1.png"], human_marks(after, "1.png")):
        assert {mark.position for mark in learned.placed()} == {(1.0, 2.0)}
        assert len(learned.placed()) == 2
    (words,) = hidden_words(after, FILMS)
    assert words.startswith("An audit waits for 1 film, whose predictions are not written")


def test_the_way_back_from_an_audit_gives_the_predictions_back(project):
    step = edits.begin_audit(project, FILMS, seed=7, among=3, now=NOW)
    assert project.with_parts(step.after).with_parts(step.before) == project


def test_only_the_films_of_the_latest_audit_count_in_the_order_of_their_draw(project):
    after = begun(read(begun(project, "1.png"), "1.png"), "3.png", "2.png", now=LATER)
    assert [record.identity for record in edits.audited_films(after)] == ["3.png", "2.png"]
    after = done(after, edits.set_excluded(after, ["3.png"], "blurred"))
    assert [record.identity for record in edits.audited_films(after)] == ["2.png"]


def test_an_audit_that_waits_comes_before_later_ones_that_are_read(project):
    after = begun(project, "1.png")
    after = done(after, edits.set_excluded(after, ["1.png"], "blurred"))
    after = read(begun(after, "2.png", now=LATER), "2.png")
    after = done(after, edits.set_excluded(after, ["1.png"], ""))
    assert [record.identity for record in edits.audited_films(after)] == ["1.png"]
    ended = done(after, edits.end_audit(after))
    assert ended.landmarks("1.png") == project.landmarks("1.png")
    assert [record.identity for record in edits.audited_films(ended)] == ["2.png"]


def test_a_film_that_is_read_blind_is_no_exemplar_yet(project):
    after = begun(project)
    after = done(after, edits.place(after, "1.png", "A", 1.0, 2.0, now=NOW))
    with pytest.raises(EngineError, match="finish or end the audit"):
        edits.mark_exemplar(after, "1.png")


def test_a_round_that_is_taken_back_shows_nothing_on_a_film_that_is_read_blind(project):
    found = [replace_model(predicted(film, 9.0), "round") for film in FILMS]
    step = edits.take_predictions(project, found, now=NOW)
    after = begun(done(project, step), "1.png", "2.png")
    after = read(after, "2.png")
    after = done(after, edits.read_again(after, ["2.png"]))
    measured = after.film("2.png").audit.machine
    back = done(after, edits.take_back(after, step.before, "round", "Roll back"))
    assert [bool(back.landmarks(film).landmarks) for film in FILMS] == [False, False, True]
    assert back.film("2.png").audit.machine == measured
    ended = done(back, edits.end_audit(back))
    assert ended.landmarks("1.png") == project.landmarks("1.png")


def test_the_report_is_of_the_reading_as_it_was_finished_whatever_is_moved_in_sight_of_the_machine(project):
    after = read(begun(project, "1.png"), "1.png")
    after = done(after, edits.place(after, "1.png", "A", 5.0, 6.0, now=NOW))
    moved = after.landmarks("1.png")
    again = done(after, edits.read_again(after, ["1.png"]))
    twice = read(again, "1.png", x=3.0)
    for later in (after, again, twice, done(again, edits.end_audit(again))):
        blind = readings_of(later).first["1.png"].placed()
        assert {mark.name: mark.position for mark in blind} == {"A": (1.0, 2.0), "B": (1.0, 2.0)}
        assert later.first_reading("1.png") == moved  # which stays in the project
    assert readings_of(twice).again["1.png"].get("A").position == (3.0, 2.0)
    record = twice.film("1.png")
    assert decode_film("1.png", encode_film(record)) == record


def test_an_audit_of_an_earlier_model_is_not_mixed_with_the_points_of_a_later_one(project):
    after = read(begun(project), "1.png")
    found = [replace_model(predicted(film, 9.0), "later") for film in FILMS]
    after = done(after, edits.take_predictions(after, found, now=NOW))
    table = machine_table(after)
    models = {film: {mark.model for mark in marks.placed()} for film, marks in table.sets.items()}
    assert models == {"1.png": {"later"}, "2.png": {"box"}, "3.png": {"later"}}
    assert table.notes == ("The points of 1 film of an audit are of another model than all others.",)


def test_what_is_kept_for_the_report_follows_a_new_name_and_forgets_a_removed_landmark(project):
    after = begun(project)
    after = done(after, edits.rename_landmark(after, "A", "Sella"))
    assert set(after.film("1.png").audit.machine) == {"Sella", "B"}
    after = done(after, edits.remove_landmark(after, "B"))
    ended = done(after, edits.end_audit(after))
    assert [mark.name for mark in ended.landmarks("1.png").placed()] == ["Sella"]


def test_an_audit_is_kept_in_the_file(project):
    record = read(begun(project), "1.png").film("1.png")
    assert decode_film("1.png", encode_film(record)) == record
