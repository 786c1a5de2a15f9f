"""Schemes from every kind of list, and `.scheme.json` round trips."""

import json
from dataclasses import replace

import pytest

from engine.errors import EngineError, TableError
from engine.io.schemes import read_scheme, scheme_from_json, scheme_to_json, write_scheme
from engine.landmarks import Scheme

FULL = Scheme(
    ("Sella", "Left eye", "Right eye"),
    {"Sella": ("S", "Türkensattel")},
    {"Sella": "centre of the fossa"},
    (("Left eye", "Right eye"),),
    (("Sella", "Left eye"),),
    (("Left eye", "Sella", "Right eye"),),
    ("cephalometry",),
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Sella\nNasion (N)\n\nA point\n"),
        ("a.txt", "# names\nSella,\r\nNasion (N),\r\nA point\r\n"),
        ("a.txt", "Sella, Nasion (N), A point"),
        ("a.csv", "Sella\nNasion (N)\nA point\n"),
        ("a.csv", "name,description\nSella,x\nNasion (N),\nA point,\n"),
        ("a.csv", "image,landmark,x_px,y_px\n1,Sella,1,2\n1,Nasion (N),,\n2,Sella,,\n2,A point,,\n"),
        ("a.csv", "image,Sella_x,Sella_y,Nasion (N)_x,Nasion (N)_y,A point_x,A point_y\n1,,,,,,\n"),
        ("a.json", '["Sella", "Nasion (N)", "A point"]'),
        ("a.scheme.json", '{"landmarks": ["Sella", {"name": "Nasion (N)"}, "A point"]}'),
    ],
)
def test_names_are_read_from_any_list(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read_scheme(path).names == ("Sella", "Nasion (N)", "A point")


def test_a_scheme_file_keeps_everything(tmp_path):
    path = tmp_path / "head.scheme.json"
    write_scheme(path, FULL)
    assert read_scheme(path) == FULL
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == "onemark-scheme"
    with pytest.raises(EngineError, match=r"NAME\.scheme\.json"):
        write_scheme(tmp_path / "head.txt", FULL)


def test_a_scheme_without_curves_is_the_file_of_an_earlier_version():
    plain = scheme_to_json(replace(FULL, curves=(), measurements=()))
    assert list(plain) == ["format", "version", "landmarks", "pairs", "lines"]
    assert scheme_from_json(plain) == replace(FULL, curves=(), measurements=())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"names": []}, "list of names"),
        ({"landmarks": ["A"], "version": 9}, "version 9"),
        ({"landmarks": ["A", 3]}, "must be text"),
        ({"landmarks": ["A", "\ud800"]}, "must be text"),
        ({"landmarks": ["A", "B\0"]}, "must be text"),
        ({"landmarks": [{"name": "A", "description": 3}]}, "description of the scheme must be text"),
        ({"landmarks": ["A"], "pairs": [["A"]]}, "exactly two"),
        ({"landmarks": ["A"], "pairs": [["A", "B"]]}, "name B"),
        ({"landmarks": ["A"], "lines": "AB"}, "must be a list"),
        ({"landmarks": ["A"], "curves": [["A", "B"]]}, "curves name B"),
        ({"landmarks": ["A"], "curves": [3]}, "curve of the scheme must be a list"),
        ({"landmarks": ["A"], "measurements": "spine"}, "must be a list"),
    ],
)
def test_a_broken_scheme_is_one_sentence(data, message):
    with pytest.raises(TableError, match=message):
        scheme_from_json(data)


@pytest.mark.parametrize(
    ("name", "text", "error", "message"),
    [
        ("a.txt", "A\nA\n", EngineError, "used twice: A"),
        ("a.txt", "\n".join(map(str, range(50_001))), EngineError, "50001 landmarks, and 50000 can be"),
        ("a.txt", "\n# nothing\n", TableError, "no landmark names"),
        ("a.json", '["A",', TableError, "not valid JSON"),
    ],
)
def test_doubled_names_empty_files_and_bad_json_are_refused(tmp_path, name, text, error, message):
    (tmp_path / name).write_text(text)
    with pytest.raises(error, match=message):
        read_scheme(tmp_path / name)
