"""What the checks find among real films (`pytest -s` prints it): copies all of them, outliers few."""

import csv
from pathlib import Path

import pytest

from engine.imaging.pyramid import pyramid_of, thumbnail
from engine.io.images import read_image
from engine.landmarks import Landmark, LandmarkSet, Presence, Scheme
from engine.observers.checks import Check, CheckedFilm, check_films
from engine.observers.looks import look_of
from engine.operation import run

FILMS = Path(__file__).resolve().parents[4] / "shared" / "radiographs"
pytestmark = pytest.mark.skipif(not FILMS.exists(), reason="needs the films in ../shared/radiographs")


def rows(*place):
    with FILMS.joinpath(*place).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def marks(row):
    count = sum(column[0] == "x" and column[1:].isdigit() for column in row)
    known = [str(number) for number in range(1, count + 1) if row[f"x{number}"]]
    return LandmarkSet(
        row["image"],
        {
            name: Landmark(name, float(row[f"x{name}"]), float(row[f"y{name}"]), Presence.PRESENT)
            for name in known
        },
    )


@pytest.mark.parametrize(("part", "share"), [("head", 0.02), ("chest", 0.05), ("wing", 0.05)])
def test_few_films_labelled_with_care_are_outliers_of_shape(part, share):
    films = [CheckedFilm(marks(row)) for row in rows(part, "landmarks.csv")]
    names = {name: None for film in films for name in film.marks.landmarks}
    found = run(check_films(films, Scheme(tuple(names))))
    print(f"{part}: {len(found[Check.SHAPE])} of {len(films)} films are outliers of shape")
    assert len(found[Check.SHAPE]) <= share * len(films)
    assert not found[Check.SIDE]


def test_all_copies_are_found_among_head_films_and_no_film_of_another_patient():
    pairs = {frozenset((row["a"], row["b"])) for row in rows("head", "duplicates.csv")}
    files = {path.stem: path for path in (FILMS / "head").rglob("*.jpg")}
    others = [name for name in sorted(files) if not any(name in pair for pair in pairs)][:40]
    names = sorted({*others, *(name for pair in pairs for name in pair)})
    films = [
        CheckedFilm(LandmarkSet(name), look=look_of(thumbnail(pyramid_of(read_image(files[name])), 104)))
        for name in names
    ]
    found = run(check_films(films, Scheme()))
    told = {frozenset((film, why.split(" as ")[1])) for film, why in found[Check.DUPLICATE].items()}
    print(f"head: {len(told & pairs)} of {len(pairs)} copies found, {len(told - pairs)} others")
    assert told == pairs
    assert not found[Check.SIDE]
    assert not found[Check.POLARITY]
