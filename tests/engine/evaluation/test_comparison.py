"""Tables made comparable: exemplars are no predictions, predicted rows are no truth."""

from dataclasses import replace

import pytest

from engine.errors import TableError
from engine.evaluation.comparison import compare_tables
from engine.evaluation.metrics import evaluate
from engine.imaging.image import Spacing, SpacingSource
from engine.io.spacing import LandmarkDistance, SpacingTable, TypedSpacing, apply_spacing, parse_spacing
from engine.io.tables import LandmarkTable
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme


def marks(film, origin, x=0.0, names=("A", "B"), **more):
    points = {n: Landmark(n, x, 10.0 * i, Presence.PRESENT, origin, **more) for i, n in enumerate(names)}
    return LandmarkSet(film, points)


def table(*sets, names=("A", "B")):
    return LandmarkTable(Scheme(names), {own.film: own for own in sets}, {})


def mre(comparison):
    return evaluate(comparison.predictions, comparison.truth, comparison.scheme.names).overall


def test_the_exemplar_does_not_flatter():
    exemplar = replace(marks("e.png", Origin.ANNOTATED, names=("A",)))  # B is unplaced there: no miss either
    predicted = marks("p.png", Origin.PREDICTED, x=5.0)
    found = compare_tables(table(exemplar, predicted), table(marks("e", None), marks("p", None)))
    assert found.notes == ("Left out: 1 point that a person placed in the predictions.",)
    assert (mre(found).count, mre(found).missing, mre(found).mre) == (2, 0, 5.0)


def test_an_exemplar_that_says_nothing_of_its_origin_does_not_flatter_either():
    tables = table(marks("e", None), marks("p", Origin.PREDICTED, x=5.0))
    found = compare_tables(tables, table(marks("e", None), marks("p", None)))
    assert found.notes == ("Left out: 2 points that a person placed in the predictions.",)
    assert (mre(found).count, mre(found).mre) == (2, 5.0)


def test_a_film_of_a_table_without_origins_that_is_the_truth_itself_is_named():
    tables = table(marks("e", None), marks("p", None, x=5.0))
    found = compare_tables(tables, table(marks("e", None), marks("p", None)))
    assert [note.split(".")[0] for note in found.notes] == [
        "The truth to the last digit, so perhaps no prediction but an exemplar: e"
    ]


def test_two_annotations_can_be_compared():
    found = compare_tables(table(marks("f", Origin.ANNOTATED, x=3.0)), table(marks("f", Origin.ANNOTATED)))
    assert mre(found).mre == 3.0
    assert found.notes == ()


def test_a_corrected_point_counts_where_the_machine_had_put_it():
    moved = marks("f", Origin.CORRECTED, x=1.0, predicted=(8.0, 0.0), names=("A",))
    accepted = marks("g", Origin.ACCEPTED, x=2.0, names=("A",))
    truth = table(marks("f", None, names=("A",)), marks("g", None, names=("A",)), names=("A",))
    assert mre(compare_tables(table(moved, accepted, names=("A",)), truth)).mre == 5.0


def test_predicted_rows_of_the_truth_are_no_truth_and_seen_ones_are_told():
    truth = table(marks("f", Origin.PREDICTED), marks("g", Origin.ACCEPTED))
    found = compare_tables(table(marks("f", Origin.PREDICTED), marks("g", Origin.PREDICTED)), truth)
    assert mre(found).count == 2
    assert len(found.notes) == 2
    assert "No independent truth" in found.notes[1]


def test_films_without_prediction_are_misses_and_strangers_an_error():
    found = compare_tables(table(marks("f", Origin.PREDICTED)), table(marks("f", None), marks("g", None)))
    assert (mre(found).count, mre(found).missing) == (4, 2)
    assert found.notes == ("Without a prediction, so misses: 1 film of the truth.",)
    with pytest.raises(TableError, match="no film in common"):
        compare_tables(table(marks("f", None)), table(marks("z", None)))


def test_numbered_landmarks_are_matched_by_order():
    numbered = table(marks("f", Origin.PREDICTED, x=2.0, names=("1", "2")), names=("1", "2"))
    found = compare_tables(numbered, table(marks("f", None)))
    assert mre(found).mre == 2.0
    assert "order" in found.notes[0]


def test_spacing_is_a_number_a_table_or_a_distance():
    assert parse_spacing("0.25") == TypedSpacing(0.25)
    assert isinstance(parse_spacing("my spacing.csv"), SpacingTable)
    assert parse_spacing("Sella: Nasion =70") == LandmarkDistance("Sella", "Nasion", 70.0)
    for wrong in ("0", "-1", "nan", "A:B", "A:B=0", "A=3", "x.png", ""):
        with pytest.raises(TableError, match=r"MM \(above 0\)"):
            parse_spacing(wrong)


def test_one_number_is_refused_for_a_film_whose_pixels_are_not_square():
    known = {"f": Spacing(0.1, 0.1, SpacingSource.IMAGER), "g": Spacing(0.1, 0.2, SpacingSource.IMAGER)}
    assert set(apply_spacing(TypedSpacing(0.3), ["f"], {}, Scheme(), known)) == {"f"}
    with pytest.raises(TableError, match=r"pixels of g are 0\.1 x 0\.2 mm"):
        apply_spacing(TypedSpacing(0.3), ["f", "g"], {}, Scheme(), known)


def test_a_landmark_distance_gives_each_film_its_spacing():
    sets = {"f": marks("f", None), "g": marks("g", None, names=("A",))}  # A and B are 10 px apart
    found = apply_spacing(LandmarkDistance("a", "B", 50.0), ["f", "g", "h"], sets, Scheme(("A", "B")))
    assert set(found) == {"f"}
    assert (found["f"].x, found["f"].y, found["f"].source) == (5.0, 5.0, SpacingSource.LANDMARK_DISTANCE)
    with pytest.raises(TableError, match="no film a pixel spacing"):
        apply_spacing(LandmarkDistance("A", "B", 50.0), ["h"], sets, Scheme(("A", "B")))
    with pytest.raises(TableError, match="no landmark 'Q'"):
        apply_spacing(LandmarkDistance("A", "Q", 50.0), ["f"], sets, Scheme(("A", "B")))
