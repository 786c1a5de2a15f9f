"""The schemes that ship: each can be read, is complete, and is found by its name."""

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from engine.errors import EngineError
from engine.io.landmark_names import match_landmarks
from engine.io.schemes import read_scheme
from engine.io.shipped_schemes import (
    described,
    scheme_file,
    shipped_names,
    shipped_scheme,
    shipped_schemes,
)
from engine.landmarks import Scheme
from engine.resources import resource

RADIOGRAPHS = Path(__file__).parents[4] / "shared" / "radiographs"
COUNTS = {
    "cephalogram-19": 19,
    "chest": 15,
    "chest-heart": 14,
    "fly-wing-12": 12,
    "foot": 26,
    "hand-37": 37,
    "hip-pelvis": 31,
    "lateral-cephalogram": 72,
    "lower-limb": 22,
    "spine-68": 68,
}


def test_all_that_are_promised_ship_with_as_many_landmarks():
    assert {each.name: len(each.scheme.names) for each in shipped_schemes()} == COUNTS


@pytest.mark.parametrize("name", COUNTS)
def test_each_landmark_is_described_and_no_spelling_means_two(name):
    each = shipped_scheme(name)
    scheme = each.scheme
    assert each.title
    assert each.source
    spellings = Counter(text for mark in scheme.names for text in (mark, *scheme.aliases.get(mark, ())))
    assert [text for text, count in spellings.items() if count > 1] == []
    for mark in scheme.names:
        text = scheme.descriptions[mark]
        assert text.endswith(".")
        assert len(text.split()) >= 6
        assert all(scheme.find(spelling) == mark for spelling in (mark, *scheme.aliases.get(mark, ())))


@pytest.mark.parametrize("name", COUNTS)
def test_pairs_are_all_landmarks_that_have_a_side_and_each_once(name):
    scheme = shipped_scheme(name).scheme
    paired = [mark for pair in scheme.pairs for mark in pair]
    assert len(set(paired)) == len(paired)
    sided = {mark for mark in scheme.names if _other_side(mark) in scheme.names}
    assert set(paired) == sided
    assert all(_other_side(left) == right for left, right in scheme.pairs)


def _other_side(name: str) -> str:
    swaps = {"Right": "Left", "Left": "Right", "right": "left", "left": "right"}
    words = [swaps.get(word, word) for word in name.split(" ")]
    return " ".join(words) if words != name.split(" ") else ""


@pytest.mark.parametrize("name", COUNTS)
def test_lines_and_curves_join_different_landmarks_that_follow_each_other(name):
    scheme = shipped_scheme(name).scheme
    assert scheme.lines
    for path in (*scheme.lines, *scheme.curves):
        assert len(set(path)) > 1
        assert all(start != end for start, end in pairwise(path))


def test_the_full_cephalogram_has_the_19_under_the_same_names_and_spellings():
    few, many = (shipped_scheme(name).scheme for name in ("cephalogram-19", "lateral-cephalogram"))
    assert set(few.names) <= set(many.names)
    assert all(few.descriptions[name] == many.descriptions[name] for name in few.names)
    usual = ("S", "N", "Or", "Po", "A", "B", "Pog", "Me", "Gn", "Go", "L1", "U1", "UL", "LL", "Sn", "Pog'")
    usual += ("PNS", "ANS", "Ar")
    for scheme in (few, many):
        assert tuple(map(scheme.find, usual)) == few.names
    assert (many.find("Li"), many.find("LI"), many.find("li")) == ("Lower lip", "Lower incisor tip", None)


@pytest.mark.skipif(not RADIOGRAPHS.is_dir(), reason="needs the films of ../shared/radiographs")
def test_numbered_tables_of_real_films_go_by_the_order_of_the_scheme():
    names = json.loads((RADIOGRAPHS / "head" / "landmark_names.json").read_text(encoding="utf-8"))
    assert shipped_scheme("cephalogram-19").scheme.names == tuple(names)
    sets = {"spine": "spine-68", "chest": "chest", "hand": "hand-37", "wing": "fly-wing-12"}
    for folder, name in sets.items():
        scheme = shipped_scheme(name).scheme
        table = read_scheme(RADIOGRAPHS / folder / "landmarks.csv")
        assert tuple(match_landmarks(table.names, scheme).names.values()) == scheme.names


def test_a_scheme_is_found_by_its_name_where_no_file_is_called_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert scheme_file(Path("chest")) == resource("schemes", "chest.scheme.json")
    Path("chest").write_text("A\nB\n")
    assert read_scheme(scheme_file(Path("chest"))) == Scheme(("A", "B"))
    assert scheme_file(Path("missing.csv")) == Path("missing.csv")
    with pytest.raises(EngineError, match=r"no scheme heart: give a file, .*cephalogram-19, chest, "):
        scheme_file(Path("heart"))
    assert set(shipped_names()) == set(COUNTS)


@pytest.mark.parametrize("name", COUNTS)
def test_bare_landmarks_of_a_shipped_scheme_get_its_definitions_lines_and_curves_in_their_own_order(name):
    shipped = shipped_scheme(name).scheme
    bare = Scheme(shipped.names[::-1])
    assert described(bare) == replace(shipped, names=bare.names)


@pytest.mark.parametrize(
    "scheme", [Scheme(), Scheme(("Sella", "Nasion")), replace(shipped_scheme("foot").scheme, lines=())]
)
def test_other_landmarks_and_a_scheme_that_says_something_itself_stay_as_they_are(scheme):
    assert described(scheme) == scheme
