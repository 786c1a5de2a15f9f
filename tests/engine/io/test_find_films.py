"""A folder's films: who counts, what they are called, and how they are found again."""

import hashlib
import os
import sys
import unicodedata
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from dicom_files import film_dataset, save

from engine.errors import ImageReadError
from engine.io.images import content_hash, film_path, find_films, read_image

PIXELS = np.arange(64, dtype=np.uint8).reshape(8, 8)


def test_pictures_count_by_suffix_dicom_by_content_in_natural_order(tmp_path):
    for name in ("film10.png", "film2.PNG", "b/x.TIFF", "b/1.jpeg", "a/2.bmp", "a/empty.png", "a/text.dcm"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    save(film_dataset(PIXELS), tmp_path / "b" / "IM000001")
    for name in ("notes.txt", "landmarks.csv", "DICOMDIR", ".hidden.png", "._film2.png"):
        (tmp_path / name).write_bytes(b"\0" * 128 + b"DICM" if name == "DICOMDIR" else b"text")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "film.png").write_bytes(b"")
    assert find_films(tmp_path) == (
        "a/2.bmp",
        "a/empty.png",
        "a/text.dcm",
        "b/1.jpeg",
        "b/IM000001",
        "b/x.TIFF",
        "film2.PNG",
        "film10.png",
    )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_and_blanks_however_the_disk_spells_them(tmp_path, form):
    folder = tmp_path / "Röntgen 患者 (1)"
    stored = folder / unicodedata.normalize(form, "Größe é") / unicodedata.normalize(form, "Schädel 2.dcm")
    stored.parent.mkdir(parents=True)
    save(film_dataset(PIXELS), stored)
    picture = stored.with_name(unicodedata.normalize(form, "Schädel 10.png"))
    PIL.Image.fromarray(PIXELS).save(picture)
    found = find_films(folder)
    assert found == tuple(
        unicodedata.normalize("NFC", name) for name in ("Größe é/Schädel 2.dcm", "Größe é/Schädel 10.png")
    )
    for identity, path in zip(found, (stored, picture), strict=True):
        assert film_path(folder, identity).samefile(path)
        np.testing.assert_array_equal(read_image(film_path(folder, identity)).pixels, PIXELS)


def test_a_film_that_is_gone_has_the_path_where_it_should_be(tmp_path):
    assert film_path(tmp_path, "a/b.png") == tmp_path / "a" / "b.png"
    with pytest.raises(ImageReadError, match="not there any more"):
        read_image(film_path(tmp_path, "a/b.png"))


@pytest.mark.parametrize("identity", ["../outside.png", "a/../../outside.png", "/etc/film.png"])
def test_an_identity_never_leaves_the_folder(tmp_path, identity):
    with pytest.raises(ImageReadError, match="does not lie in the opened folder"):
        film_path(tmp_path, identity)


def test_two_spellings_of_one_name_are_an_error_that_names_it(tmp_path):
    for form in ("NFC", "NFD"):
        (tmp_path / unicodedata.normalize(form, "é.png")).write_bytes(b"")
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this file system keeps both spellings as one file")
    with pytest.raises(ImageReadError, match=r"both called é.png"):
        find_films(tmp_path)


def test_a_missing_and_an_empty_folder_say_so(tmp_path):
    with pytest.raises(ImageReadError, match="There is no folder"):
        find_films(tmp_path / "gone")
    (tmp_path / "notes.txt").write_text("no film")
    with pytest.raises(ImageReadError, match="holds no films"):
        find_films(tmp_path)


def test_linked_folders_are_searched_and_loops_end(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "1.png").write_bytes(b"")
    folder = tmp_path / "folder"
    folder.mkdir()
    try:
        (folder / "link").symlink_to(outside, target_is_directory=True)
        (outside / "back").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("links need a right on this system")
    assert find_films(folder) == ("link/1.png",)


def test_the_hash_is_that_of_the_bytes(tmp_path):
    path = Path(tmp_path, "film.png")
    path.write_bytes(b"film" * 1000)
    assert content_hash(path) == hashlib.sha256(b"film" * 1000).hexdigest()
    with pytest.raises(ImageReadError, match="not there any more"):
        content_hash(tmp_path / "gone.png")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has file names that are no text")
def test_a_name_that_is_no_text_is_a_row_that_says_so(tmp_path):
    (tmp_path / "good.png").write_bytes(b"x")
    (tmp_path / os.fsdecode(b"r\xf6ntgen.png")).write_bytes(b"x")
    odd = [identity for identity in find_films(tmp_path) if identity != "good.png"]
    assert len(odd) == 1
    odd[0].encode("utf-8")
    with pytest.raises(ImageReadError, match="not valid UTF-8 text: rename the file"):
        read_image(film_path(tmp_path, odd[0]))
