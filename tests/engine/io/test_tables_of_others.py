"""Tables as others write them: what a comma is, whose film a name means, what lies outside."""

import pytest

from engine.errors import TableError
from engine.evaluation.evaluate import EvaluationRequest, run_evaluation
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.film_names import match_films
from engine.io.landmark_names import match_landmarks
from engine.io.spacing import LandmarkDistance, apply_spacing
from engine.io.tables import read_landmarks, read_spacings
from engine.landmarks import Landmark, LandmarkSet, Presence, Scheme


def table(tmp_path, text, name="points.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def places(found, film="a.png"):
    return {name: mark.position for name, mark in found.sets[film].landmarks.items()}


def test_a_blank_before_a_quotation_mark_ends_no_quotation(tmp_path):
    text = 'image, landmark, x_px, y_px\n"a.png", "P1", "1,73922", "1,1804"\n'
    assert places(read_landmarks(table(tmp_path, text))) == {"P1": (1.73922, 1.1804)}


def test_a_comma_that_may_be_a_thousand_is_refused(tmp_path):
    text = 'image,landmark,x_px,y_px\na.png,P1,"1,234","2,345"\n'
    with pytest.raises(TableError, match="1,234 may be a thousand"):
        read_landmarks(table(tmp_path, text))
    decimal = text.replace("2,345", "2,34")  # one that can only be a decimal tells of all others
    assert places(read_landmarks(table(tmp_path, decimal))) == {"P1": (1.234, 2.34)}
    semicolons = "image;landmark;x_px;y_px\na.png;P1;1,234;2,345\n"
    assert places(read_landmarks(table(tmp_path, semicolons))) == {"P1": (1.234, 2.345)}


def test_points_outside_their_film_are_left_out_and_named(tmp_path):
    text = "image,landmark,x_px,y_px\na.png,P1,5000,12\na.png,P2,-1,-1\na.png,P3,-0.5,99.5\n"
    found = read_landmarks(table(tmp_path, text), ("a.png",), sizes={"a.png": Size(100, 100)})
    assert places(found) == {"P1": None, "P2": None, "P3": (-0.5, 99.5)}
    assert "P1 of a.png (5000, 12), P2 of a.png (-1, -1)" in found.notes[0]
    unknown = read_landmarks(table(tmp_path, text))  # no size is known, but nothing lies at -1
    assert places(unknown)["P1"] == (5000.0, 12.0)
    assert places(unknown)["P2"] is None


def test_names_that_differ_in_case_are_two_landmarks_where_both_are_known():
    both = ("Gn", "gn", "N")
    assert match_landmarks(both, both).names == {name: name for name in both}
    assert match_landmarks(("gn",), Scheme(both)).names == {"gn": "gn"}
    assert match_landmarks(("gn", "Gn"), Scheme(("Gn", "N"))).names == {"Gn": "Gn"}
    assert match_landmarks(("GN", "N"), Scheme(both)).names == {"N": "N"}  # which of the two nobody knows
    assert match_landmarks(("gn",), Scheme(("Gn",))).names == {"gn": "Gn"}


@pytest.mark.parametrize("spelling", ["Ö 1", "O\u0308 1", "Ö\u00a01", " Ö 1\u200b", "Ö  1"])
def test_a_name_is_known_however_it_is_stored(spelling):
    assert Scheme(("Ö 1", "b")).find(spelling) == "Ö 1"


def test_a_number_means_that_place_of_the_scheme_in_whatever_order_it_comes(tmp_path):
    names = Scheme(tuple("ABCDEFGHIJKL"))
    numbers = sorted(map(str, range(1, 13)))  # 1, 10, 11, 12, 2, ...
    assert match_landmarks(numbers, names).names == {
        number: names.names[int(number) - 1] for number in numbers
    }
    assert match_landmarks(names.names, Scheme(tuple(numbers))).names["J"] == "10"
    text = "image,landmark,x_px,y_px\na,1,1,2\na,3,5,6\nb,2,3,4\n"
    found = read_landmarks(table(tmp_path, text), scheme=Scheme(("A", "B", "C")))
    assert places(found, "a") == {"A": (1.0, 2.0), "C": (5.0, 6.0)}
    assert read_landmarks(table(tmp_path, text)).scheme.names == ("1", "2", "3")


def test_numbers_from_0_are_counted_from_0():
    match = match_landmarks(("0", "1"), Scheme(("A", "B")))
    assert match.names == {"0": "A", "1": "B"}
    assert "0 is the first name" in match.notes[0]


def test_what_stands_behind_the_point_of_a_film_is_a_suffix_only_where_films_have_it():
    assert match_films(["P12.Left"], ["P12.png"]).unknown == ("P12.Left",)
    assert match_films(["P12.Left"], ["P12.Left.png", "P12.png"]).films == {"P12.Left": "P12.Left.png"}
    assert match_films(["P12.TIF"], ["P12.png"]).films == {"P12.TIF": "P12.png"}


def test_films_that_are_spelled_otherwise_are_found_last_and_told():
    match = match_films(["img_2", "1"], ["IMG_2.png", "001.png"])
    assert match.films == {"img_2": "IMG_2.png", "1": "001.png"}
    assert "img_2 as IMG_2.png" in match.note
    assert "1 as 001.png" in match.note
    assert match_films(["img_2"], ["IMG_2.png", "img_2.png"]).films == {"img_2": "img_2.png"}
    with pytest.raises(TableError, match=r"fits both IMG_2\.png and Img_2\.png"):
        match_films(["img_2"], ["IMG_2.png", "Img_2.png"])
    with pytest.raises(TableError, match="both mean the film"):
        match_films(["1", "01"], ["001.png"])


def test_rows_that_contradict_each_other_about_a_film_state_nothing(tmp_path):
    text = (
        "image,landmark,x_px,y_px,spacing_x,spacing_y\na,P1,1,1,0.1,0.1\na,P2,2,2,0.2,0.2\nb,P1,1,1,0.1,0.1\n"
    )
    found = read_landmarks(table(tmp_path, text))
    assert dict(found.spacings) == {"b": Spacing(0.1, 0.1, SpacingSource.TABLE)}
    assert "different pixel spacings: a" in found.notes[0]


@pytest.mark.parametrize(
    ("rows", "words"),
    [("a,0.1,\n", "only one of"), ("a,0.1,0.1\na,0.2,0.2\n", "another pixel spacing")],
)
def test_a_spacing_table_that_says_half_or_two_things_is_refused(tmp_path, rows, words):
    with pytest.raises(TableError, match=words):
        read_spacings(table(tmp_path, f"image,spacing_x,spacing_y\n{rows}"))


def test_a_known_distance_keeps_the_shape_of_the_pixels():
    marks = {
        name: Landmark(name, x, y, Presence.PRESENT) for name, x, y in (("A", 0.0, 0.0), ("B", 30.0, 20.0))
    }
    known = {"a": Spacing(0.1, 0.2, SpacingSource.PIXEL_SPACING)}
    found = apply_spacing(
        LandmarkDistance("A", "B", 10.0), ("a", "b"),
        {film: LandmarkSet(film, marks) for film in "ab"}, Scheme(("A", "B")), known,
    )  # fmt: skip
    assert (found["a"].x, found["a"].y) == pytest.approx((0.2, 0.4))  # they were 5 mm apart
    assert found["b"].x == found["b"].y == pytest.approx(10.0 / 1300.0**0.5)


def test_a_prediction_of_what_is_absent_is_named(tmp_path):
    truth = table(tmp_path, "image,landmark,x_px,y_px,presence\na,P1,1,1,\na,P2,,,absent\n", "truth.csv")
    found = table(tmp_path, "image,landmark,x_px,y_px\na,P1,1,2\na,P2,9,9\n", "found.csv")
    evaluation = run_evaluation(EvaluationRequest(found, truth))
    assert any("says absent" in note and "P2 of a" in note for note in evaluation.notes)
    assert evaluation.first.report.overall.mre == 1.0


@pytest.mark.parametrize("pairs", ["Gn_x,Gn_y,gn_x,gn_y", "GN_X,GN_Y,gn_x,gn_y", "Gn_x,gn_x,Gn_y,gn_y"])
def test_columns_of_landmarks_that_differ_in_case_only_keep_to_their_own(tmp_path, pairs):
    upper, lower = {"x": "1", "y": "2"}, {"x": "3", "y": "4"}
    columns = pairs.split(",")
    cells = ",".join((upper if name[0] == "G" else lower)[name[-1].lower()] for name in columns)
    found = places(read_landmarks(table(tmp_path, f"image,{pairs}\na.png,{cells}\n")))
    assert list(found.values()) == [(1.0, 2.0), (3.0, 4.0)]


def test_a_column_whose_partner_may_be_that_of_another_landmark_is_refused(tmp_path):
    with pytest.raises(TableError, match="Gn_x but no Gn_y"):
        read_landmarks(table(tmp_path, "image,Gn_x,GN_y,gn_x,gn_y\na.png,1,2,3,4\n"))
    assert places(read_landmarks(table(tmp_path, "image,A_x,a_Y\na.png,1,2\n"))) == {"A": (1.0, 2.0)}


def test_between_tabs_too_a_comma_may_be_a_thousand(tmp_path):
    with pytest.raises(TableError, match="1,234 may be a thousand"):
        read_landmarks(table(tmp_path, "image\tlandmark\tx_px\ty_px\na.png\tP1\t1,234\t2,345\n"))


def test_digits_with_lines_between_them_are_no_number(tmp_path):
    with pytest.raises(TableError, match="1_234"):
        read_landmarks(table(tmp_path, "image,landmark,x_px,y_px\na.png,P1,1_234,5\n"))


def test_the_hint_of_a_spreadsheet_may_be_quoted(tmp_path):
    text = '"sep=;"\nimage;landmark;x_px;y_px\na.png;P1;1,5;2\n'
    assert places(read_landmarks(table(tmp_path, text))) == {"P1": (1.5, 2.0)}


@pytest.mark.parametrize("cells", ["0.1,", ",0.1", "-0.1,0.1", "0.1,0"])
def test_half_a_spacing_beside_points_is_said(tmp_path, cells):
    text = f"image,landmark,x_px,y_px,spacing_x,spacing_y\na.png,P1,1,2,{cells}\n"
    found = read_landmarks(table(tmp_path, text))
    assert not found.spacings
    assert "no pixel spacing: a.png" in found.notes[0]


def test_a_table_made_of_films_of_another_size_says_so(tmp_path):
    text = "image,landmark,x_px,y_px,width,height\na.png,P1,1,2,100,80\n"
    found = read_landmarks(table(tmp_path, text), ("a.png",), sizes={"a.png": Size(50, 40)})
    assert "a.png (100 x 80 there, 50 x 40 here)" in found.notes[0]
    assert not read_landmarks(table(tmp_path, text), ("a.png",), sizes={"a.png": Size(100, 80)}).notes


def test_a_spacing_table_that_states_it_twice_is_refused(tmp_path):
    with pytest.raises(TableError, match="both mm_per_px and spacing_x"):
        read_spacings(table(tmp_path, "image,mm_per_px,spacing_x,spacing_y\na,0.1,0.2,0.2\n"))


@pytest.mark.parametrize("name", ["img\u200b_2.png", "img_2\ufeff", "\u200eimg_2.png"])
def test_what_cannot_be_seen_makes_no_other_film(name):
    match = match_films([name], ("img_2.png", "IMG_2.png"))
    assert match.films == {name: "img_2.png"}
    assert match.note
