"""A measurement of one's own comes into a set file, and what is wrong with it is said in a sentence."""

import pytest

from engine.errors import EngineError
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Presence
from engine.measurements.measurement_set import ValueUnit
from engine.measurements.own_measurement import OwnKind, OwnMeasurement, add_own
from engine.measurements.set_file import read_measurement_set
from engine.measurements.values import measure

NAMES = ("A", 'the "B" \\ point', "C", "D")
ONE = Spacing(1.0, 1.0, SpacingSource.TYPED)
SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


def own(kind, *landmarks, unit=None, symbol="M", **more):
    return OwnMeasurement(kind, symbol, "", unit or kind.units[-1], landmarks, **more)


@pytest.mark.parametrize(
    ("kind", "places", "expected"),
    [
        (OwnKind.DISTANCE, (0, 2), 200**0.5),
        (OwnKind.ANGLE, (0, 1, 2), 90),
        (OwnKind.LINE_ANGLE, (0, 1, 0, 2), 45),
        (OwnKind.TO_LINE, (2, 0, 1), 10),
        (OwnKind.ALONG, (0, 2, 0, 1), 10),
        (OwnKind.AREA, (0, 1, 2), 50),
        (OwnKind.AREA, (0, 1, 2, 3), 100),
        (OwnKind.RADIUS, (0, 1, 2), 50**0.5),
        (OwnKind.RADIUS, (0, 1, 2, 3), 50**0.5),
        (OwnKind.TILT, (0, 1, 0, 2), 45),
        (OwnKind.TILT, (0, 1, 0, 2, 0, 3), 90),
    ],
)
def test_each_kind_measures_what_it_is_called(tmp_path, kind, places, expected):
    path = tmp_path / "own.measures.toml"
    chosen = [NAMES[place] for place in places]
    empty = [""] * (len(kind.roles) - len(chosen))  # boxes of the form that were not needed
    add_own(path, own(kind, *chosen, *empty, mean=1.5, sd=0.5), NAMES)
    measures = read_measurement_set(path)
    placed = {
        name: Landmark(name, *place, presence=Presence.PRESENT)
        for name, place in zip(NAMES, SQUARE, strict=True)
    }
    (found,) = measure(measures, LandmarkSet("film", placed), ONE)
    assert found.value == pytest.approx(expected)
    assert (found.norm.mean, found.norm.sd) == (1.5, 0.5)


def test_a_file_keeps_what_is_in_it_and_a_formula_knows_its_measurements(tmp_path):
    path = tmp_path / "own.measures.toml"
    for symbol, ends in (("A-C", ("A", "C")), ("C-D", ("C", "D"))):
        add_own(path, own(OwnKind.DISTANCE, *ends, symbol=symbol, unit=ValueUnit.MILLIMETRES), NAMES)
    path.write_text(f"# mine\n{path.read_text()}")
    add_own(path, own(OwnKind.FORMULA, symbol="R", unit=ValueUnit.RATIO, formula="{A-C} / {C-D}"), NAMES)
    assert path.read_text().startswith("# mine\n")
    assert list(read_measurement_set(path).measurements) == ["A-C", "C-D", "R"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (own(OwnKind.DISTANCE, "A", "C", symbol=" "), "no symbol"),
        (own(OwnKind.DISTANCE, "A", "A"), "chosen twice"),
        (own(OwnKind.DISTANCE, "A", ""), "A landmark is missing: choose To."),
        (own(OwnKind.ANGLE, "", "A", ""), "A landmark is missing: choose From, To."),
        (own(OwnKind.AREA, "A", "C", "", ""), "choose Corner 3."),
        (own(OwnKind.AREA, "A", "C", "", "D", ""), "choose Corner 3."),
        (own(OwnKind.AREA, "A", "C", "D", "A"), "chosen twice"),
        (own(OwnKind.TILT, "A", "C", "C", "D", "A", ""), "choose Line 3 to."),
        (own(OwnKind.TILT, "A", "C", "D", "D"), "chosen twice"),
        (own(OwnKind.DISTANCE, "A", "X"), "X"),
        (own(OwnKind.DISTANCE, "A", "C", symbol="there"), "two measurements have it"),
        (own(OwnKind.DISTANCE, "A", "C", sd=2.0), "no mean"),
        (own(OwnKind.FORMULA, formula="{nothing} * 2"), "nothing"),
    ],
)
def test_what_is_wrong_is_refused_and_the_file_stays(tmp_path, wrong, words):
    path = tmp_path / "own.measures.toml"
    add_own(path, own(OwnKind.DISTANCE, "A", "C", symbol="there"), NAMES)
    before = path.read_bytes()
    with pytest.raises(EngineError, match=words):
        add_own(path, wrong, NAMES)
    assert path.read_bytes() == before


def test_a_name_that_is_none_of_a_set_is_refused(tmp_path):
    with pytest.raises(EngineError, match=r"ends in \.measures\.toml"):
        add_own(tmp_path / "landmarks.csv", own(OwnKind.DISTANCE, "A", "C"), NAMES)


def test_a_file_too_large_to_be_read_whole_is_not_cut_short_by_what_is_added(tmp_path):
    path = tmp_path / "own.measures.toml"
    add_own(path, own(OwnKind.DISTANCE, "A", "C"), NAMES)
    comments = "# a line of a comment\n" * 200_000
    path.write_text(path.read_text("utf-8") + comments, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(EngineError, match="larger than 4 MB"):
        add_own(path, own(OwnKind.DISTANCE, "C", "D", symbol="N"), NAMES)
    assert path.read_bytes() == before
