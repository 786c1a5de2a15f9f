"""Names that a spreadsheet would run as formulas: written so that it shows them, and read back unchanged."""

import csv
import random

import pytest

from engine.evaluation.evaluate import EvaluationRequest, run_evaluation
from engine.io.table_text import guarded, read_grid, unguarded
from engine.io.tables import FilmRow, read_landmarks, write_landmarks, write_wide
from engine.landmarks import Landmark, LandmarkSet, Presence, Scheme
from engine.supervised.splits import read_film_list

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "'",
    " ",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "a",
    '"',
    ";",
    ",",
    "",
)
FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        (" =x", "' =x"),
        ("\uff1dx", "'\uff1dx"),
        ("'=x", "''=x"),
        ("''-x", "'''-x"),
        *((plain, plain) for plain in ("", "A-B", "a=b", "5' gap", "'quoted'", "'", "''", "Go' -", "Sella")),
    ],
)
def test_what_looks_like_a_formula_gets_one_apostrophe_and_nothing_else_is_touched(text, cell):
    assert guarded(text) == cell
    assert unguarded(cell) == text


def test_a_guarded_text_never_begins_a_formula_and_always_comes_back():
    dice = random.Random(19)
    for _ in range(20_000):
        text = "".join(dice.choices(STARTS, k=dice.randint(0, 6)))
        assert unguarded(guarded(text)) == text
        assert not guarded(text).lstrip(" ").startswith(FORMULA_STARTS)


def texts(dice, count):
    """Different texts, some of which are formulas; none ends in the space that every table drops."""
    starts = ("".join(dice.choices(STARTS, k=dice.randint(0, 4))).lstrip(" ") for _ in range(count))
    return tuple(f"{start}{number}" for number, start in enumerate(starts))


@pytest.mark.parametrize("seed", range(25))
def test_names_readers_and_free_text_of_a_table_come_back_as_they_were(tmp_path, seed):
    dice, path = random.Random(seed), tmp_path / "points.csv"
    films, names, readers = texts(dice, 4), texts(dice, 5), texts(dice, 2)
    models, subjects = texts(dice, 5), texts(dice, 4)
    marks = {
        n: Landmark(n, -0.25, 2.0, Presence.PRESENT, model=m) for n, m in zip(names, models, strict=True)
    }
    sets = [LandmarkSet(film, marks, reader) for film in films for reader in sorted(readers)]
    rows = [FilmRow(film, attributes={"subject": who}) for film, who in zip(films, subjects, strict=True)]
    write_landmarks(path, sets, Scheme(names), rows, with_patient_id=True)

    found = read_landmarks(path, films)
    assert found.scheme.names == names
    assert [*found.sets.values(), *found.others] == [*sets[::2], *sets[1::2]]
    assert found.subjects == dict(zip(films, subjects, strict=True))
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert row.pop("x_px") == "-0.25"  # a number is none
            assert not any(cell.startswith(FORMULA_STARTS) for cell in row.values())

    write_wide(path, sets[::2], Scheme(names), rows)
    assert not any(
        column.startswith(FORMULA_STARTS) for column in path.read_text("utf-8").splitlines()[0].split(",")
    )
    again = read_landmarks(path, films)
    assert again.scheme.names == names
    assert {film: again.sets[film].placed()[0].name for film in films} == dict.fromkeys(films, names[0])


def test_lists_of_films_know_the_cells_of_a_table(tmp_path):
    """A column that was copied from an export names the same films."""
    path = tmp_path / "films.txt"
    path.write_text("image\n'-a.png\n", encoding="utf-8")
    assert read_film_list(path, ["-a.png", "b.png"]) == ("-a.png",)
    sets = [
        LandmarkSet(film, {"S": Landmark("S", 1.0, 2.0, Presence.PRESENT)}) for film in ("-a.png", "b.png")
    ]
    table = tmp_path / "points.csv"
    write_landmarks(table, sets, Scheme(("S",)), [FilmRow("-a.png"), FilmRow("b.png")])
    path.write_text("'-a.png\n", encoding="utf-8")
    notes = run_evaluation(EvaluationRequest(table, table, exclude=path)).notes
    assert not any("does not have" in note for note in notes)


def test_guarded_numbers_of_other_programs_are_numbers(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("image,landmark,x_px,y_px\na,S,'-0.25,'+2\n", encoding="utf-8")
    assert read_landmarks(path).sets["a"].get("S").position == (-0.25, 2.0)
    assert read_grid(path).rows[0].text("x_px") == "-0.25"
