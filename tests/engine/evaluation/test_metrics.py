"""Radial errors: analytic offsets, thresholds, misses, protocols."""

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest

from engine.evaluation.metrics import MetricsError, Unit, evaluate
from engine.evaluation.protocols import Protocol, Scale, radial_errors
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.tables import read_landmarks
from engine.landmarks import Landmark, LandmarkSet, Presence

NAMES = ("A", "B", "C")
HEAD = Path(__file__).parents[3].parent / "shared" / "radiographs" / "head"


def marks(film, points):
    return LandmarkSet(film, {n: Landmark(n, x, y, Presence.PRESENT) for n, (x, y) in points.items()})


def shifted(dx, dy, films=2):
    base = {name: (100.0 + 10 * i, 200.0 - 7 * i) for i, name in enumerate(NAMES)}
    moved = {name: (x + dx, y + dy) for name, (x, y) in base.items()}
    truth = {f"f{i}": marks(f"f{i}", base) for i in range(films)}
    return {film: marks(film, moved) for film in truth}, truth


def spacing(x=0.1, y=0.1, films=2):
    return {f"f{i}": Spacing(x, y, SpacingSource.TYPED) for i in range(films)}


def test_a_constant_offset_of_3_and_4_px_at_a_tenth_of_a_mm():
    predictions, truth = shifted(3, 4)
    report = evaluate(predictions, truth, NAMES, spacings=spacing())
    assert report.unit == "mm"
    assert report.overall.mre == pytest.approx(0.5)
    assert report.overall.sd == pytest.approx(0.0, abs=1e-12)
    assert report.overall.sdr == (100.0, 100.0, 100.0, 100.0)
    assert set(report.landmarks) == set(NAMES)
    assert report.spacing_sources == ("typed",)


def test_spacing_along_x_and_y_differs():
    predictions, truth = shifted(3, 4)
    report = evaluate(predictions, truth, NAMES, spacings=spacing(0.2, 0.5))
    assert report.overall.mre == pytest.approx(math.hypot(0.6, 2.0))


def test_without_spacing_errors_are_pixels_and_a_mixture_is_refused():
    predictions, truth = shifted(3, 4)
    assert evaluate(predictions, truth, NAMES).overall.mre == pytest.approx(5.0)
    with pytest.raises(MetricsError, match="Without pixel spacing: 1 of 2 films"):
        evaluate(predictions, truth, NAMES, spacings=spacing(films=1))


def test_percent_of_the_diagonal():
    predictions, truth = shifted(3, 4)
    sizes = {film: Size(300, 400) for film in truth}
    report = evaluate(predictions, truth, NAMES, sizes=sizes, unit=Unit.DIAGONAL)
    assert report.overall.mre == pytest.approx(1.0)  # 5 of 500 px


def test_a_threshold_includes_errors_that_equal_it_except_in_edgetrans():
    predictions, truth = shifted(3, 4)
    limits = (4.99, 5.0, 5.01)
    assert evaluate(predictions, truth, NAMES, thresholds=limits).overall.sdr == (0.0, 100.0, 100.0)
    strict = evaluate(predictions, truth, NAMES, thresholds=limits, protocol=Protocol.EDGETRANS)
    assert strict.overall.sdr == (0.0, 0.0, 100.0)
    # 3 and 4 px at 0.1 mm are 0.5 mm although 0.1 has no exact binary form
    assert evaluate(predictions, truth, NAMES, spacings=spacing(), thresholds=(0.5,)).overall.sdr == (100.0,)


def test_a_missing_prediction_is_a_miss_but_no_part_of_the_mean():
    predictions, truth = shifted(3, 4)
    del predictions["f1"]
    report = evaluate(predictions, truth, NAMES, thresholds=(10,))
    assert (report.overall.count, report.overall.missing) == (6, 3)
    assert report.overall.mre == pytest.approx(5.0)
    assert report.overall.sdr == (50.0,)
    assert report.films["f1"].mre is None


def test_an_unplaced_truth_does_not_count_and_excluded_films_neither():
    predictions, truth = shifted(3, 4)
    truth["f0"] = marks("f0", {"A": (100, 200)})
    assert evaluate(predictions, truth, NAMES).overall.count == 4
    assert evaluate(predictions, truth, NAMES, exclude={"f0"}).overall.count == 3
    with pytest.raises(MetricsError, match="nothing to compare"):
        evaluate(predictions, truth, NAMES, exclude={"f0", "f1"})


def test_mean_deviation_and_median_of_known_errors():
    truth = {"f": marks("f", {"A": (0, 0), "B": (0, 0), "C": (0, 0)})}
    predictions = {"f": marks("f", {"A": (1, 0), "B": (2, 0), "C": (6, 0)})}
    overall = evaluate(predictions, truth, NAMES).overall
    assert overall.mre == pytest.approx(3.0)
    assert overall.median == 2.0
    assert overall.sd == pytest.approx(math.sqrt((4 + 1 + 9) / 2))


def test_farnet_cuts_the_truth_edgetrans_cuts_both():
    predicted, truth = np.array([[10.9, 20.9]]), np.array([[10.9, 20.9]])
    assert radial_errors(predicted, truth)[0] == 0.0
    assert radial_errors(predicted, truth, protocol=Protocol.FARNET)[0] == pytest.approx(0.9 * math.sqrt(2))
    assert radial_errors(predicted + 0.05, truth, protocol=Protocol.EDGETRANS)[0] == 0.0


def test_gu2net_counts_whole_cells_of_its_grid_with_one_factor():
    size, scale = Size(1935, 2400), Scale(0.1, 0.1)
    centre = np.array([[966.1, 1200.3]])
    cell = np.array([1935 / 416, 2400 / 512])
    one_right = radial_errors(centre + cell * (1, 0), centre, scale, Protocol.GU2NET, size)
    assert one_right[0] == pytest.approx(0.46875)  # as published, although a cell is 0.46514 mm wide
    assert radial_errors(centre, centre + 0.2, scale, Protocol.GU2NET, size)[0] == 0.0
    predictions, truth = shifted(3, 4)
    with pytest.raises(MetricsError, match="needs the size of f0"):
        evaluate(predictions, truth, NAMES, protocol=Protocol.GU2NET)


def test_the_report_is_plain_json_and_a_table():
    predictions, truth = shifted(3, 4)
    del predictions["f1"]
    report = evaluate(predictions, truth, NAMES, thresholds=(2, 10))
    data = json.loads(json.dumps(report.as_json(), allow_nan=False))
    assert data["overall"]["sdr"] == [0.0, 50.0]
    assert data["hit"] == "<="
    assert report.text().splitlines()[-1].split() == ["all", "6", "3", "5.00", "0.00", "5.00", "0.0", "50.0"]


def test_the_pck_curve_rises_to_its_end(tmp_path):
    from engine.evaluation.plots import plot_pck

    truth = {"f": marks("f", {"A": (0, 0), "B": (0, 0)})}
    report = evaluate({"f": marks("f", {"A": (1, 0), "B": (3, 0)})}, truth, NAMES)
    assert report.pck((0.5, 1, 2, 3)) == (0.0, 50.0, 50.0, 100.0)
    plot_pck(tmp_path / "pck.png", {"all": report})
    plot_pck(tmp_path / "two.png", {"A": report, "B": report}, "two", "mm")
    assert (tmp_path / "pck.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "two.png").read_bytes() != (tmp_path / "pck.png").read_bytes()


@pytest.mark.skipif(not HEAD.is_dir(), reason="../shared/radiographs is missing")
def test_two_readers_of_the_head_films_differ_as_is_known():
    senior, junior = (read_landmarks(HEAD / f"landmarks_{who}.csv") for who in ("senior", "junior"))
    with (HEAD / "split.csv").open(newline="") as stream:
        split = {row["image"]: row["split"] for row in csv.DictReader(stream)}
    others = {film for film in senior.sets if split[film] != "test"}
    spacings = {film: Spacing(0.234375, 0.234375, SpacingSource.TYPED) for film in senior.sets}
    report = evaluate(junior.sets, senior.sets, senior.scheme.names, spacings=spacings, exclude=others)
    assert len(report.films) == 130
    assert report.overall.mre == pytest.approx(2.37, abs=0.005)
    assert [round(rate) for rate in report.overall.sdr] == [55, 64, 71, 81]
