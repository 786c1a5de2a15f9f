"""Damaged files of other programs: every one is read or refused in a sentence, soon and small."""

import pytest
from dicom_files import films_in_dicom
from fuzzing import damaged, faults, fuzz
from written_points import write_points
from wrong_values import wrong_value

from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.point_files import point_formats, read_points
from engine.io.table_write import FilmRow, Layout, write_table
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

SPACING = Spacing(0.1, 0.1, SpacingSource.PIXEL_SPACING)
FILMS = {name: FilmRow(name, Size(56, 40), SPACING) for name in ("a.png", "sub/ä b.png")}
SCHEME = Scheme(("S", "N", "Gn"), lines=(("S", "N"),))


def read_file(path):
    """With a scheme, and under the names of the file."""
    read_points(path, FILMS, SCHEME)
    read_points(path, FILMS)


@pytest.fixture(scope="module")
def originals(tmp_path_factory):
    """A good file of each format, and a workbook, by name."""
    folder = tmp_path_factory.mktemp("formats")
    marks = (
        Landmark("S", 1.5, 2.25, Presence.PRESENT, Origin.ANNOTATED),
        Landmark("N", 3.0, 4.0, Presence.OCCLUDED, Origin.PREDICTED),
        Landmark("Gn", 30.0, 39.0, Presence.PRESENT),
    )
    sets = [LandmarkSet(film, {mark.name: mark for mark in marks}) for film in FILMS]
    for kind in point_formats():
        films = sets[:1] if kind.one_film else sets
        known = films_in_dicom(FILMS, tmp_path_factory.mktemp("films")) if kind.needs_films else FILMS
        rows = [known[film.film] for film in films]
        write_points(folder / f"a{kind.suffixes[0]}", films, SCHEME, rows, kind, with_unreviewed=True)
    write_table(folder / "table.xlsx", sets, SCHEME, list(FILMS.values()), Layout.TIDY)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("damage", [damaged, wrong_value])
def test_some_damaged_files_of_others_are_read_or_refused(originals, tmp_path, damage):
    texts = {name: data for name, data in originals.items() if damage is damaged or name.endswith(".json")}
    assert faults(fuzz(read_file, texts, range(60), tmp_path, damage)) == []


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", [f"a{kind.suffixes[0]}" for kind in point_formats()] + ["table.xlsx"])
def test_two_thousand_damaged_files_of_each_format_are_read_or_refused(originals, tmp_path, name):
    assert faults(fuzz(read_file, {name: originals[name]}, range(2000), tmp_path)) == []
