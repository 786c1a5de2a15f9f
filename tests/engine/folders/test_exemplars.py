"""Which films are exemplars, and that no point of a person is ever lost."""

import pytest

from engine.errors import EngineError, PropagationError
from engine.folders.exemplars import check_inside, check_readable, choose_exemplars, combine
from engine.folders.outputs import check_nothing_lost
from engine.geometry.coordinates import Size
from engine.io.table_write import FilmRow, write_landmarks
from engine.io.tables import LandmarkTable
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

NAMES = ("A", "B")


def marks(film, a=None, b=None, at=1.0):
    """Origins of A and B; "" = placed without origin, None = unplaced."""
    points = {
        name: Landmark(name, at, 2.0, Presence.PRESENT, origin or None)
        for name, origin in (("A", a), ("B", b))
        if origin is not None
    }
    return LandmarkSet(film, points)


def table(*sets):
    return LandmarkTable(Scheme(NAMES), {own.film: own for own in sets}, {})


@pytest.mark.parametrize("origin", [Origin.ANNOTATED, Origin.ACCEPTED, Origin.CORRECTED, ""])
def test_points_of_a_person_make_an_exemplar(origin):
    assert choose_exemplars([marks("f", origin, origin)], NAMES).exemplars == (marks("f", origin, origin),)


def test_predicted_rows_make_none():
    predicted = marks("p", Origin.PREDICTED, Origin.PREDICTED)
    mixed = marks("m", Origin.CORRECTED, Origin.PREDICTED)
    choice = choose_exemplars([predicted, mixed, marks("e", Origin.ANNOTATED)], NAMES)
    assert [own.film for own in choice.exemplars] == ["e"]
    assert choice.notes == (
        "m is no exemplar, as it has 1 prediction; kept as they are: 1 point of a person.",
        "Exemplar e lacks B.",
    )
    with pytest.raises(PropagationError, match="no exemplar"):
        choose_exemplars([predicted, mixed], NAMES)


def test_an_exemplar_must_be_readable_and_its_points_on_the_film():
    exemplar = [marks("e", Origin.ANNOTATED, at=99.6)]
    check_inside(exemplar, [FilmRow("e", Size(101, 10))])
    with pytest.raises(PropagationError, match=r"A of e lies at \(99\.6, 2\), outside the film of 100 x 10"):
        check_inside(exemplar, [FilmRow("e", Size(100, 10))])
    with pytest.raises(PropagationError, match=r"exemplar e cannot be read\. It is empty"):
        check_readable(exemplar, {"e": "It is empty."})


def test_predictions_never_replace_what_a_person_set():
    mixed = marks("m", Origin.CORRECTED, Origin.PREDICTED)
    fresh = {film: marks(film, Origin.PREDICTED, Origin.PREDICTED, at=7.0) for film in ("m", "n")}
    merged = combine(table(mixed, marks("e", "")), fresh)
    assert merged["m"].get("A") == mixed.get("A")
    assert merged["m"].get("B").x == 7.0
    assert merged["n"] == fresh["n"]
    assert merged["e"] == marks("e", "")


def test_a_table_with_other_points_of_a_person_is_not_overwritten(tmp_path):
    out, rows = tmp_path / "out.csv", [FilmRow("f")]
    known = table(marks("f", Origin.ANNOTATED))
    check_nothing_lost(out, known)
    write_landmarks(out, [marks("f", Origin.ANNOTATED, Origin.PREDICTED)], Scheme(NAMES), rows)
    check_nothing_lost(out, known)  # predictions may be made again
    write_landmarks(out, [marks("f", Origin.ANNOTATED, Origin.CORRECTED)], Scheme(NAMES), rows)
    with pytest.raises(EngineError, match="holds 1 point of a person"):
        check_nothing_lost(out, known)
    out.write_text("my diary")
    with pytest.raises(EngineError, match="no landmark table"):
        check_nothing_lost(out, known)


def test_what_an_earlier_run_said_of_a_film_does_not_stay_beside_what_this_one_finds():
    earlier = table(
        marks("seen", Origin.PREDICTED, Origin.PREDICTED),
        marks("blank", Origin.PREDICTED, Origin.CORRECTED),
        marks("e", ""),
    )
    fresh = {"seen": marks("seen", Origin.PREDICTED)}
    merged = combine(earlier, fresh, unfit={"blank": "All its pixels are alike."})
    assert len(earlier.sets["seen"].placed()) == 2
    assert len(merged["seen"].placed()) == 1
    assert [mark.origin for mark in merged["blank"].placed()] == [Origin.CORRECTED]
    assert merged["e"] == earlier.sets["e"]


def test_the_points_of_an_exemplar_that_came_without_origin_are_annotated():
    blank, unused = marks("e", "", Origin.CORRECTED), marks("u", "")
    merged = combine(table(blank, unused), {}, exemplars=("e",))
    assert [mark.origin for mark in merged["e"].placed()] == [Origin.ANNOTATED, Origin.CORRECTED]
    assert [mark.position for mark in merged["e"].placed()] == [mark.position for mark in blank.placed()]
    assert merged["u"] == unused
