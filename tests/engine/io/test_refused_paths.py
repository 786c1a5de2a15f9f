"""What the system refuses - rights, names, pipes - is a sentence, and never waited for."""

import os
import socket
import unicodedata

import pytest
from forbidden_places import open_place, without_rights  # noqa: F401  a fixture

from engine.errors import EngineError, ImageReadError, refused_path
from engine.io.atomic import WriteError, check_writable, write_atomic
from engine.io.images import content_hash, film_path, find_films, is_film, read_image, read_size
from engine.io.provenance import check_run
from engine.io.schemes import read_scheme
from engine.io.tables import read_landmarks, read_spacings
from engine.models.checkpoint import load_model
from engine.models.model_files import summarise

LONG = "x" * 256


@pytest.fixture
def films(open_place):  # noqa: F811
    folder = open_place / "films"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.png", "sub/b.png"):
        (folder / name).write_bytes(b"film")
    return folder


@pytest.mark.timeout(60)  # whoever opens a pipe waits for ever
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_pipes_sockets_and_devices_are_no_films(tmp_path, monkeypatch, caplog):
    (tmp_path / "film.png").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe.png")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device.png").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)  # a socket's path may have no more than 100 letters
        listening.bind("socket.png")
        assert find_films(tmp_path) == ("film.png",)
        assert caplog.messages == [
            "Left out, as no files but pipes, sockets or devices: device.png, pipe.png, socket.png."
        ]
    for read in (content_hash, read_image, read_size):
        for name in ("pipe.png", "device.png"):
            with pytest.raises(ImageReadError, match="a pipe, a socket or a device"):
                read(tmp_path / name)


@pytest.mark.timeout(60)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
@pytest.mark.parametrize(
    "read",
    [read_landmarks, read_spacings, read_scheme, summarise, load_model, lambda path: check_run(path, path)],
)
def test_a_pipe_is_no_table_scheme_model_or_record_of_a_run(tmp_path, read):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(EngineError, match=r"pipe"):
        read(tmp_path / "pipe")


def test_films_with_names_from_a_mac_are_found_without_a_look_at_all_others(tmp_path, monkeypatch):
    stored = tmp_path / unicodedata.normalize("NFD", "é") / unicodedata.normalize("NFD", "ü.png")
    stored.parent.mkdir()
    stored.write_bytes(b"film")
    monkeypatch.setattr("pathlib.Path.iterdir", None)
    assert film_path(tmp_path, "é/ü.png").read_bytes() == b"film"


def test_a_link_that_leads_nowhere_is_a_film_that_says_so(tmp_path):
    (tmp_path / "film.png").symlink_to(tmp_path / "gone.png")
    assert find_films(tmp_path) == ("film.png",)
    with pytest.raises(ImageReadError, match="not there any more"):
        read_image(film_path(tmp_path, "film.png"))


@pytest.mark.parametrize("mode", [0o000, 0o111])
def test_a_folder_that_may_not_be_listed_says_so(films, mode):
    with without_rights(mode, films), pytest.raises(ImageReadError, match=r"denied.*check its perm"):
        find_films(films)


def test_films_of_a_folder_that_may_not_be_entered_are_rows_that_say_so(films):
    with without_rights(0o444, films):
        assert find_films(films) == ("a.png",)
        for read in (content_hash, read_image):
            with pytest.raises(ImageReadError, match="Permission denied"):
                read(film_path(films, "a.png"))
    with without_rights(0o000, films / "sub"):
        assert find_films(films) == ("a.png",)
        with pytest.raises(ImageReadError, match="Permission denied"):
            read_image(film_path(films, "sub/b.png"))
        with pytest.raises(ImageReadError, match="There is no folder"):
            find_films(films / "sub" / "deeper")


def test_names_that_are_too_long_are_told_in_a_sentence(tmp_path):
    long = tmp_path / f"{LONG}.png"
    for does in (check_writable, lambda path: write_atomic(path, b"")):
        for path in (long, tmp_path / LONG / "a.png"):
            with pytest.raises(WriteError, match="too long a name: choose a shorter one"):
                does(path)
    assert not is_film(long.with_suffix(""))
    with pytest.raises(ImageReadError, match="too long"):
        read_image(film_path(tmp_path, long.name))
    with pytest.raises(ImageReadError, match="There is no folder"):
        find_films(tmp_path / LONG)


def test_only_what_the_system_says_of_a_path_is_no_bug():
    sentence = str(refused_path(PermissionError(13, "Permission denied", "/films")))
    assert (
        sentence
        == "/films cannot be used (Permission denied): check its name, its permissions and its drive."
    )
    assert refused_path(OSError("mistake")) is None
    assert refused_path(ValueError("mistake")) is None
