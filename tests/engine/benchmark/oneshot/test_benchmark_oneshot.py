"""`benchmark one-shot` on small sets in the layout of the real ones: what is scored, kept, and said."""

import json
import multiprocessing
from dataclasses import replace

import numpy as np
import pytest
from benchmark_sets import Fake, not_again, report_of, settings_of, some_points, write_heads, write_set
from PIL import Image

from engine.benchmark.oneshot.measure import OneShotRequest, measure
from engine.benchmark.oneshot.run import benchmark
from engine.errors import EngineError
from engine.oneshot.propagate import Method, PropagationSettings
from engine.operation import run
from engine.phantoms.phantom import draw_phantom

ALONE = PropagationSettings(Method.REGISTRATION, device="cpu")


@pytest.fixture
def root(tmp_path):
    """wing (4 films, the third a twin of the exemplar) and hand (2 films, 0.5 mm a pixel)."""
    write_set(tmp_path / "sets" / "wing", ("63001", "63002", "63003", "63004"), some_points(4, 3))
    (tmp_path / "sets" / "wing" / "duplicates.csv").write_text("a,b,note\n63001,63003,same film\n")
    write_set(tmp_path / "sets" / "hand", ("3147", "3167"), some_points(2, 2))
    (tmp_path / "sets" / "hand" / "spacing.csv").write_text("image,mm_per_px\n3147,0.5\n3167,0.5\n")
    return tmp_path / "sets"


def test_a_real_row_beats_copying_tells_its_cost_and_is_found_again(tmp_path):
    films = [draw_phantom(number, 0) for number in range(2)]
    names = list(films[0].truth.landmarks)
    points = [[film.truth.get(name).position for name in names] for film in films]
    pictures = [film.pixels for film in films]
    write_set(tmp_path / "sets" / "wing", ("63001", "63002"), points, pictures=pictures)
    first = report_of(tmp_path / "sets", ["wing-instance", "wing-copy"], measuring=measure)
    found, copy = (row.scores[0].evaluation.overall for row in first.rows)
    assert found.missing == 0
    assert found.mre < 0.5 * copy.mre
    assert first.rows[0].measured.seconds > 0
    assert first.rows[0].measured.peak_bytes is None or first.rows[0].measured.peak_bytes > 50 * 2**20
    again = report_of(tmp_path / "sets", ["wing-instance"], measuring=not_again)
    assert again.rows[0].run.cached
    assert again.rows[0].scores[0].evaluation.overall == found


def test_twins_and_the_exemplar_are_not_scored_and_only_its_labels_are_given_away(root):
    fake = Fake()
    report = report_of(root, ["wing-instance"], measuring=fake)
    assert report.rows[0].films == ("63002.png", "63004.png")
    assert report.rows[0].left_out == 1
    request = fake.requests[0]
    assert [film for film, _ in request.films] == ["63001.png", "63002.png", "63004.png"]
    assert request.points == {str(k + 1): tuple(p) for k, p in enumerate(some_points(4, 3)[0])}


def test_of_twins_among_the_scored_films_only_the_first_counts(root):
    (root / "wing" / "duplicates.csv").write_text("a,b\n63004,63002\n")
    assert report_of(root, ["wing-copy"]).rows[0].films == ("63002.png", "63003.png")


def test_millimetres_come_from_the_spacing_table_and_shares_from_the_diagonal(root):
    row = report_of(root, ["hand-instance"]).rows[0]
    truth = some_points(2, 2)
    error = np.hypot(*(truth[0] + (3.0, 4.0) - truth[1]).T).mean()
    mm, share = (score.evaluation for score in row.scores)
    assert (mm.unit, mm.overall.mre) == ("mm", pytest.approx(0.5 * error))
    assert share.overall.mre == pytest.approx(100 * error / np.hypot(60, 40))


def test_copying_scales_with_the_film(root):
    Image.fromarray(np.zeros((80, 120), np.uint8)).save(
        root / "hand" / "images" / "3167.png"
    )  # twice as large
    (mm, _) = report_of(root, ["hand-copy"]).rows[0].scores
    truth = some_points(2, 2)
    error = np.hypot(*(truth[0] * 2 + 0.5 - truth[1]).T).mean()
    assert mm.evaluation.overall.mre == pytest.approx(0.5 * error)


@pytest.mark.parametrize("change", ["seed", "fresh", "limit", "pixels", "label"])
def test_what_decides_a_result_decides_whether_it_is_found_again(root, change):
    report_of(root, ["wing-instance"])
    more = {"seed": {"seed": 1}, "fresh": {"fresh": True}, "limit": {"limit": 1}}.get(change, {})
    if change == "pixels":
        Image.fromarray(np.zeros((40, 60), np.uint8)).save(root / "wing" / "images" / "63004.png")
    if change == "label":  # of the exemplar
        table = (root / "wing" / "landmarks.csv").read_text().splitlines()
        (root / "wing" / "landmarks.csv").write_text("\n".join([table[0], table[1] + "1", *table[2:]]))
    fake = Fake()
    assert not report_of(root, ["wing-instance"], measuring=fake, **more).rows[0].run.cached
    assert len(fake.requests) == 1


def test_both_methods_are_compared_on_the_same_films(root):
    text = report_of(root, ["wing"], limit=1).text()
    assert "wing-instance against wing-simpleitk, same 1 film" in text
    assert "0.50 against 2.00 s a film: better in time, not in error." in text
    assert "first 1 of 2" in text


def test_a_missing_set_is_said_and_skipped_and_none_at_all_is_an_error(root, tmp_path):
    report = report_of(root, ["wing-copy", "spine", "chest"])
    assert [row.row.name for row in report.rows] == ["wing-copy"]
    assert report.notes == tuple(
        f"sets has no set {name}: its rows are left out." for name in ("spine", "chest")
    )
    with pytest.raises(EngineError, match="holds none of the sets head"):
        report_of(tmp_path, ["head"])


@pytest.mark.parametrize("row", ["head-125-quick", "head-125-cc2d-ssl", "wing-copy"])
def test_weights_that_no_row_starts_from_are_refused(root, row):
    asked = settings_of(root, [row])
    with pytest.raises(EngineError, match="None of these rows starts from weights"):
        run(benchmark(asked, weights=root / "hrnet.pt"))


def test_rows_that_do_not_start_from_given_weights_are_named_before_anything_is_computed(head):
    asked, steps = settings_of(head, ["head-125-quick", "head-125-paper"]), []
    with pytest.raises(AssertionError, match="measured again"):
        run(benchmark(asked, measuring=not_again, weights=head / "hrnet.pt"), steps.append)
    assert steps[0].message == "--weights means nothing for head-125-quick, where nothing starts from them"


def test_a_set_without_its_exemplar_is_an_error(root):
    (root / "hand" / "images" / "3147.png").unlink()
    with pytest.raises(EngineError, match="lacks the exemplar 3147"):
        report_of(root, ["hand"])


@pytest.fixture
def head(tmp_path):
    """Three exemplars, two test films and a twin; all have the points of the first."""
    return write_heads(tmp_path / "sets", train=("019", "071", "125"), test=("201", "202"), twin=("203",))


def test_head_is_scored_on_its_test_films_with_the_mean_of_the_exemplars(head):
    fake = Fake()
    report = report_of(head, ["head-125-instance", "head-019-instance", "head-071-instance"], measuring=fake)
    assert {row.films for row in report.rows} == {("201.png", "202.png")}
    assert len(fake.requests[0].films) == 3  # neither train films nor twins are even read
    data = json.loads(json.dumps(report.as_json(), allow_nan=False))
    (mean,) = data["head_means"]
    assert mean["mre"] == pytest.approx(5 * 0.234375)
    assert data["rows"][0]["scores"][1]["without"] == ["16"]
    assert data["rows"][0]["scores"][1]["overall"]["n"] == 2 * 18
    assert data["rows"][0]["key"]["settings"]["instance"]["fine"] == PropagationSettings().instance.fine
    text = report.text()
    assert "| head-mean-instance" in text
    assert "were not measured here" in text
    tables = [part.splitlines() for part in text.split("\n\n") if part.startswith("|")]
    assert all(len({len(line) for line in lines}) == 1 for lines in tables)  # aligned


def test_no_split_is_an_error_rather_than_a_guess(head):
    (head / "head" / "split.csv").unlink()
    with pytest.raises(EngineError, match=r"split\.csv is missing"):
        report_of(head, ["head"])


def test_flipped_copies_are_scored_flipped_back(head):
    seen = {}

    class Mirroring(Fake):
        def __call__(self, request):
            measured = yield from super().__call__(request)
            flipped = [film for film, _ in request.films if film.startswith("mirrored:")]
            for film, path in request.films:
                seen[film] = np.asarray(Image.open(path))
            there = {f: {n: (59 - x, y) for n, (x, y) in measured.points[f].items()} for f in flipped}
            return replace(measured, points={**measured.points, **there}, mirrored=tuple(flipped[:1]))

    (row,) = report_of(head, ["head-mirrored"], measuring=Mirroring()).rows
    assert (seen["mirrored:201.png"] == np.fliplr(seen["201.png"])).all()
    assert row.flagged == (0, 1)
    assert row.flipped[0].evaluation.overall.mre == pytest.approx(row.scores[0].evaluation.overall.mre)


def test_closing_a_measurement_ends_its_process_and_leaves_no_file(root, tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    image = root / "wing" / "images" / "63001.png"
    films = (("a", image), ("b", image))
    operation = measure(OneShotRequest(films, "a", {"1": (5.0, 5.0)}, ("1",), ALONE, 1))
    before = set(multiprocessing.active_children())
    next(operation)
    (child,) = set(multiprocessing.active_children()) - before
    assert not child.daemon  # which could not have the process that decodes films
    assert list((tmp_path / "temporary").iterdir())
    operation.close()
    assert set(multiprocessing.active_children()) <= before
    assert not list((tmp_path / "temporary").iterdir())


def test_what_the_process_cannot_work_with_is_one_sentence_here(root):
    image = root / "wing" / "images" / "63001.png"
    films = (("a", image), ("b", image))
    request = OneShotRequest(films, "a", {"1": (500.0, 5.0)}, ("1",), ALONE, 1)
    with pytest.raises(EngineError, match="1 of the exemplar a lies outside the film"):
        run(measure(request))
