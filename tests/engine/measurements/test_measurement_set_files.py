"""Files of measurement sets: what is wrong is said in a sentence that names the place."""

from __future__ import annotations

import pytest

from engine.imaging.image import Spacing, SpacingSource
from engine.io.patients import Sex
from engine.landmarks import Landmark, LandmarkSet, Scheme
from engine.measurements.measurement_set import joined_schemes
from engine.measurements.set_file import (
    MeasurementSetError,
    find_set,
    read_measurement_set,
    shipped_sets,
)
from engine.measurements.values import measure

HEAD = 'format = "onemark-measures"\nversion = 1\ntitle = "T"\nlandmarks = ["A", "B", "C", "D"]\n'
L, M = '[lines]\nL = ["A", "B"]\n', "Measurement m"
ONE = '[[measurement]]\nsymbol = "m"\nname = "n"\ndefinition = "d"\n'
DISTANCE = f'{ONE}unit = "mm"\ndistance = ["A", "B"]\n'


def reading(tmp_path, text):
    path = tmp_path / "own.measures.toml"
    path.write_text(text, encoding="utf-8")
    return read_measurement_set(path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title = ", "own.measures.toml is no TOML"),
        (HEAD.replace("version = 1", "version = 2") + DISTANCE, 'a set has format = "onemark-measures"'),
        (HEAD.replace('title = "T"\n', "") + DISTANCE, "The head lacks title"),
        (HEAD + "colour = 1\n" + DISTANCE, "The head has an unknown key colour"),
        (HEAD.replace('landmarks = ["A", "B", "C", "D"]\n', "") + DISTANCE, "The head lacks schemes"),
        (HEAD.replace("landmarks", 'schemes = ["nowhere"]\n#') + DISTANCE, "there is no scheme nowhere"),
        (HEAD + DISTANCE + '[readers]\nsigma_mm = { A = 1 }\n', "The table readers lacks source"),
        (HEAD + DISTANCE + '[readers]\nsource = "s"\n', "The table readers.sigma_mm must be a table"),
        (
            HEAD + DISTANCE + '[readers]\nsource = "s"\nsigma_mm = { X = 1 }\n',
            "The table readers.sigma_mm, X: it needs a landmark and a number above 0",
        ),
        (
            HEAD + DISTANCE + '[readers]\nsource = "s"\nsigma_mm = { A = 0 }\n',
            "The table readers.sigma_mm, A: it needs a landmark and a number above 0",
        ),
        (HEAD + 'facing = [["A", "X"]]\n' + DISTANCE, "The head, facing: a pair of landmarks belongs here"),
        (HEAD, "The head lacks measurement"),
        (HEAD + "[points]\nA = 3\n" + DISTANCE, "Helper A has the name of a landmark"),
        (HEAD + "[points]\nP = 3\n" + DISTANCE, "Point P must be a table"),
        (HEAD + '[points]\nP = { midpoint = ["A"] }\n' + DISTANCE, "Point P, midpoint: it needs 2 points"),
        (HEAD + '[points]\nP = { between = ["A", "B"] }\n' + DISTANCE, "Point P lacks share"),
        (
            HEAD + '[points]\nP = { projection = "A", on = "B" }\n' + DISTANCE,
            "Point P, on: B is a point, and a line belongs here",
        ),
        (
            HEAD + '[points]\nP = { midpoint = ["A", "Q"] }\nQ = { midpoint = ["B", "P"] }\n' + DISTANCE,
            "goes round in a circle: P -> Q -> P",
        ),
        (
            HEAD + '[lines]\nL = { parallel = "M", at = "A" }\nM = { parallel = "L", at = "B" }\n' + DISTANCE,
            "goes round in a circle: L -> M -> L",
        ),
        (HEAD + '[lines]\nL = ["A", "B", "C"]\n' + DISTANCE, "Line L, line: it needs exactly 2 points"),
        (HEAD + L + '[points]\nL = { midpoint = ["A", "B"] }\n' + DISTANCE, "Helper L is"),
        (HEAD + DISTANCE + DISTANCE, "Measurement m, symbol: two measurements have it"),
        (HEAD + ONE + 'distance = ["A", "B"]\n', "Measurement m lacks unit"),
        (HEAD + ONE + 'unit = "cm"\n', "Measurement m, unit: 'cm' is none of deg, mm"),
        (HEAD + ONE + 'unit = "deg"\ndistance = ["A", "B"]\n', f"{M}, unit: it is measured in mm or px"),
        (HEAD + ONE + 'unit = "mm"\n', "Measurement m needs exactly one of distance, "),
        (HEAD + DISTANCE + 'area = ["A", "B", "C"]\n', "and has distance and area"),
        (HEAD + DISTANCE + "decimal = 2\n", "Measurement m has an unknown key decimal"),
        (HEAD + DISTANCE + 'decimals = "two"\n', "Measurement m, decimals: a whole number belongs here"),
        (HEAD + DISTANCE + "decimals = true\n", "Measurement m, decimals: a whole number belongs here"),
        (HEAD + DISTANCE + "norm = { sd = 2 }\n", "Measurement m, norm lacks mean"),
        (HEAD + DISTANCE + "norm = { mean = 1, sd = 0 }\n", "Measurement m, norm, sd: it must be above 0"),
        (HEAD + DISTANCE + 'norm = { mean = 1, sex = "woman" }\n', "sex: 'woman' is none of female, male"),
        (HEAD + DISTANCE + "norm = { mean = inf }\n", "Measurement m, norm, mean: a finite number"),
        (HEAD + DISTANCE + 'classes = [{ name = "1" }]\n', "Measurement m, classes: class 1 has no limits"),
        (HEAD + DISTANCE + 'positive = "left"\n', "Measurement m, positive: 'left' is none of ahead, behind"),
        (
            HEAD + ONE + 'unit = "mm"\ndistance = ["A", "X"]\n',
            "Measurement m, distance: there is no landmark or point called X",
        ),
        (
            HEAD + ONE + 'unit = "deg"\nangle_of_lines = [["A", "B"], "L"]\n',
            "Measurement m, angle_of_lines: there is no line called L",
        ),
        (
            HEAD + '[lines]\nL = ["A", "B"]\n' + ONE + 'unit = "mm"\ndistance = ["A", "L"]\n',
            "Measurement m, distance: L is a line, and a point belongs here",
        ),
        (
            HEAD + ONE + 'unit = "deg"\nangle_of_lines = [["A", "B"], ["C", "D"]]\nrange = "signed"\n',
            "Measurement m lacks positive",
        ),
        (
            HEAD + L + ONE + 'unit = "mm"\ndistance_to_line = ["C", "L"]\npositive = "ahead"\ntoward = "D"\n',
            "Measurement m has positive and toward",
        ),
        (HEAD + ONE + 'unit = "mm"\nformula = "{m} + 1"\n', "goes round in a circle: m -> m"),
        (HEAD + ONE + 'unit = "mm"\nformula = "{x} + 1"\n', "there is no measurement x"),
        (HEAD + ONE + 'unit = "mm"\nformula = "1 + 1"\n', "names no measurement in braces"),
        (HEAD + ONE + 'unit = "mm"\nformula = "{x} ** 2"\n', "has more than + - * / ( )"),
        (HEAD + ONE + 'unit = "mm"\nformula = "open({x})"\n', "has more than + - * / ( )"),
        (HEAD + ONE + 'unit = "mm"\nformula = "{x} +"\n', "cannot be read"),
        (
            HEAD + ONE + 'unit = "deg"\ngreatest_tilt = [["A", "B"], ["C", "D"]]\nabove = "n"\n'
            + DISTANCE.replace('"m"', '"n"'),
            "Measurement m, above: a greatest_tilt of the same lines belongs here",
        ),
        (
            HEAD + L + ONE + 'unit = "deg"\ngreatest_tilt = ["L", ["C", "D"]]\napex = ["L"]\n',
            "Measurement m, apex: two lines of the row belong here, the upper one first",
        ),
        (
            HEAD + L + ONE + 'unit = "deg"\ngreatest_tilt = ["L", ["C", "D"]]\napex = ["L", ["A", "C"]]\n',
            "Measurement m, apex: two lines of the row belong here",
        ),
        (
            HEAD + L + ONE + 'unit = "deg"\ngreatest_tilt = ["L", ["C", "D"]]\napex = []\nabove = "m"\n',
            "Measurement m has apex and above: keep one of them",
        ),
        (
            HEAD + DISTANCE + DISTANCE.replace('"m"', '"p"').replace("mm", "px")
            + ONE.replace('"m"', '"f"') + 'unit = "ratio"\nformula = "{m} / {p}"\n',
            "Measurement f, formula: it mixes px and mm",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_set_is_named_with_its_place(tmp_path, text, sentence):
    with pytest.raises(MeasurementSetError) as caught:
        reading(tmp_path, text)

    assert sentence in str(caught.value)
    assert "own.measures.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_set_is_read_with_all_that_it_may_hold(tmp_path):
    text = (
        HEAD + 'citation = "C"\n' + DISTANCE + 'decimals = 2\ngroups = ["G"]\nhidden = true\n'
        'norm = [{ mean = 1, sd = 2, sex = "female" }, { mean = 3, age = "adult", source = "S" }]\n'
        'classes = [{ name = "small", meaning = "s", most = 3 }, { name = "large", above = 3, below = 9 }]\n'
    )
    made = reading(tmp_path, text)
    measured = made.measurements["m"]

    assert (made.title, made.citation, made.shown) == ("T", "C", ())
    by_sex = {sex: measured.norm_of(sex) for sex in (None, Sex.FEMALE, Sex.MALE)}
    assert {sex: (norm.mean, norm.sd) for sex, norm in by_sex.items()} == {
        None: (3, None),
        Sex.FEMALE: (1, 2),
        Sex.MALE: (3, None),
    }
    assert measured.decimals == 2
    assert [measured.class_of(value) and measured.class_of(value).name for value in (3, 3.1, 9)] == [
        "small",
        "large",
        None,
    ]


def test_landmarks_are_written_by_alias_and_a_scheme_lies_beside_the_set(tmp_path):
    (tmp_path / "own.scheme.json").write_text(
        '{"landmarks": [{"name": "Sella", "aliases": ["S"]}, {"name": "Nasion", "aliases": ["N"]}]}', "utf-8"
    )
    text = (
        HEAD[: HEAD.index("landmarks")]
        + 'schemes = ["own.scheme.json"]\n'
        + DISTANCE.replace('"A", "B"', '"S", "n"')
    )

    assert reading(tmp_path, text).landmarks == ("Sella", "Nasion")


def test_schemes_that_share_landmarks_are_one_under_the_first_names():
    first = Scheme(("Sella", "A"), {"Sella": ("S",)})
    second = Scheme(("S", "Menton", "A"), {"S": ("Turcica",), "Menton": ("Me",)})
    joined = joined_schemes((first, second))

    assert joined.names == ("Sella", "A", "Menton")
    assert [joined.find(name) for name in ("S", "Turcica", "Me")] == ["Sella", "Sella", "Menton"]


def test_a_set_that_is_neither_shipped_nor_a_file_is_refused_with_those_that_are():
    with pytest.raises(MeasurementSetError, match=r"called bones: choose one of .*cephalometry"):
        find_set("bones")


@pytest.mark.parametrize("name", shipped_sets())
def test_every_set_that_ships_can_be_read_and_cites_its_source(name):
    made = find_set(name)

    assert made.citation
    assert made.shown


def test_what_is_named_again_and_again_is_walked_once(tmp_path):
    points = ['P0 = { midpoint = ["A", "B"] }']
    points += [f'P{n} = {{ midpoint = ["P{n - 1}", "P{n - 1}"] }}' for n in range(1, 60)]
    text = HEAD + "[points]\n" + "\n".join(points) + "\n" + DISTANCE.replace('"B"', '"P59"')
    for n in range(60):
        named = "m" if n == 0 else f"f{n - 1}"
        text += ONE.replace('"m"', f'"f{n}"') + f'unit = "mm"\nformula = "({{{named}}} + {{{named}}}) / 2"\n'
    made = reading(tmp_path, text)
    marks = LandmarkSet("f", {"A": Landmark("A", 0, 0), "B": Landmark("B", 6, 8)})

    values = measure(made, marks, Spacing(1, 1, SpacingSource.TYPED))
    assert [each.value for each in values] == pytest.approx([5] * 61)


def test_a_chain_of_a_thousand_points_is_refused_in_a_sentence(tmp_path):
    points = ['P0 = { midpoint = ["A", "B"] }']
    points += [f'P{n} = {{ midpoint = ["P{n - 1}", "A"] }}' for n in range(1, 1500)]
    with pytest.raises(MeasurementSetError, match="goes too deep"):
        reading(tmp_path, HEAD + "[points]\n" + "\n".join(reversed(points)) + "\n" + DISTANCE)
