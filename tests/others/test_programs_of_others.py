"""What OneMark writes the libraries of others read, and what they write it reads: each place as it was.

`python packaging/dev.py others` installs them beside the project and runs this.
"""

import json
import subprocess

import numpy as np
import others_programs
import PIL.Image
import pytest
from environment import OTHERS_PYTHON
from others_checks import CHECKS
from written_points import write_points

from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.point_files import format_called, point_formats, read_points
from engine.io.table_write import FilmRow
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

SIZE = Size(56, 40)
SPACING = Spacing(0.1, 0.1, SpacingSource.PIXEL_SPACING)
FILMS = {name: FilmRow(name, SIZE, SPACING, file_spacing=SPACING) for name in ("a.png", "b.png")}
NAMES = ("Sella", "Gn", "gn", "Or1")
PLACES = {"Sella": (0.0, 0.0), "Gn": (30.5, 34.75), "gn": (55.25, 39.0)}  # Or1 is not placed
EACH = [
    pytest.param(check, verb, id=f"{check.kind}-{check.package}-{verb}s")
    for check in CHECKS
    for verb in ("read", "write")
    if getattr(check, f"{verb}s")
]


@pytest.mark.parametrize(("check", "verb"), EACH)
def test_each_check_of_the_guide_has_its_function(check, verb):
    assert callable(getattr(others_programs, check.function(verb)))


@pytest.fixture
def folder(tmp_path):
    for name in FILMS:
        PIL.Image.fromarray(np.zeros((SIZE.height, SIZE.width), np.uint8)).save(tmp_path / name)
    return tmp_path


def theirs(function, **arguments):
    """What the library of others answers."""
    if not OTHERS_PYTHON.exists():
        pytest.skip("the programs of others are not installed: python packaging/dev.py others")
    command = [str(OTHERS_PYTHON), others_programs.__file__, function]
    done = subprocess.run(command, input=json.dumps(arguments), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def kind_of(check):
    if check.kind not in {kind.name for kind in point_formats()}:
        pytest.skip(f"there is no format {check.kind} yet")
    return format_called(check.kind)


def within(kind):
    return 0.5 if kind.decimals == 0 else 0.01


@pytest.mark.others
@pytest.mark.parametrize(
    "check", [check for check in CHECKS if check.reads], ids=lambda c: f"{c.kind}-{c.package}"
)
def test_others_read_what_is_written(check, folder):
    kind = kind_of(check)
    marks = {
        name: Landmark(name, x, y, Presence.PRESENT, Origin.ANNOTATED) for name, (x, y) in PLACES.items()
    }
    sets = [LandmarkSet(film, marks) for film in list(FILMS)[: 1 if kind.one_film else None]]
    rows = [FILMS[one.film] for one in sets]
    (path,) = write_points(folder / f"a{kind.suffixes[0]}", sets, Scheme(NAMES), rows, kind).files
    found = theirs(check.function("read"), path=str(path), names=NAMES)
    assert found.keys() == {one.film for one in sets}
    for film, pairs in found.items():
        for name, pair in zip(NAMES, pairs, strict=True):
            if name in PLACES:
                place = kind.frame.from_pixels(PLACES[name], FILMS[film])
                assert pair == pytest.approx(place, abs=within(kind)), (film, name)
            else:
                assert pair is None or max(pair) < 0, (film, name)


@pytest.mark.others
@pytest.mark.parametrize(
    "check", [check for check in CHECKS if check.writes], ids=lambda c: f"{c.kind}-{c.package}"
)
def test_what_others_write_is_read(check, folder):
    kind = kind_of(check)
    names = tuple(PLACES) if kind.names_landmarks else ("1", "2", "3")
    films = {
        film: [kind.frame.from_pixels(place, row) for place in PLACES.values()]
        for film, row in list(FILMS.items())[: 1 if kind.one_film else None]
    }
    path = folder / f"a{kind.suffixes[0]}"
    theirs(check.function("write"), path=str(path), names=names, films=films, size=(SIZE.width, SIZE.height))
    found = read_points(path, FILMS)
    assert found.sets.keys() == films.keys()
    for marks in found.sets.values():
        for name, place in zip(names, PLACES.values(), strict=True):
            assert marks.get(name).position == pytest.approx(place, abs=within(kind)), (marks.film, name)
