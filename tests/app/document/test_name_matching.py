import pytest

from app.document.name_matching import guesses, strange_names, with_aliases
from engine.landmarks import Scheme

HEAD = Scheme(
    ("Sella", "Nasion", "Subspinale (A)", "Posterior nasal spine", "Anterior nasal spine", "Gonion"),
    {"Gonion": ("Go",)},
)


@pytest.mark.parametrize(
    ("strange", "meant"),
    [
        ("S", ""),  # Sella and Subspinale begin so
        ("Se", "Sella"),
        ("A", "Subspinale (A)"),
        ("PNS", "Posterior nasal spine"),
        ("ans", "Anterior nasal spine"),
        ("nasoin", "Nasion"),
        ("Tooth", ""),
    ],
)
def test_guesses_from_abbreviation_initials_beginning_and_spelling(strange, meant):
    assert guesses((strange,), HEAD.names) == {strange: meant}


def test_no_landmark_is_guessed_twice():
    assert guesses(("Sel", "Sela"), ("Sella",)) == {"Sel": "Sella", "Sela": ""}


def test_aliases_and_numbers_are_not_strange():
    assert strange_names(("go", "SELLA", "Me"), HEAD) == ("Me",)
    assert strange_names(("1", "2"), HEAD) == ()
    assert strange_names(("S",), Scheme(("1", "2"))) == ()


def test_what_was_said_once_is_known_as_an_alias():
    known = with_aliases(HEAD, {"S": "Sella", "Tooth": ""})
    assert known.find("s") == "Sella"
    assert known.find("tooth") is None
    assert known.find("Go") == "Gonion"
