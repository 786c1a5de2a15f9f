"""What the engine and the files that ship say in English is said in the language of the window."""

import pytest

from app import sentences, shipped_words
from app.shipped_words import in_words
from app.translation import install
from engine.imaging.image import Spacing, SpacingSource
from engine.io.patients import Sex
from engine.io.shipped_schemes import shipped_schemes
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.measurements.set_file import find_set, shipped_sets
from engine.measurements.values import measure
from engine.observers.checks import Check, CheckedFilm, check_films
from engine.operation import run


@pytest.fixture
def other_language():
    """One whose words are the English ones in capitals, fields as they are."""

    def forget():
        in_words.cache_clear()

    forget()
    parts = sentences._FIELD.split
    install(
        lambda text, _comment, _n: "".join(
            f"{{{part}}}" if place % 2 else part.upper() for place, part in enumerate(parts(text))
        )
    )
    yield
    install(None)
    forget()


def film_of(places, **other):
    marks = (Landmark(name, x, y, Presence.PRESENT, Origin.ANNOTATED) for name, (x, y) in places.items())
    return LandmarkSet("f.png", {mark.name: mark for mark in (*marks, *other.values())})


def notes_of(key, marks, spacing=None, sex=None):
    found = measure(find_set(key), marks, spacing, sex=sex)
    return {note for each in found for note in (each.note, each.error_note, each.norm_note) if note}


def test_english_stays_as_it_is():
    said = "not placed: Sella, Nasion; occluded: Porion"
    assert in_words(said) == said


def test_in_english_no_form_is_looked_for(monkeypatch):
    def forms():
        raise AssertionError("patterns of all forms are made")

    for module in (sentences, shipped_words):
        monkeypatch.setattr(module, "_forms", forms)
    assert in_words("absent: a landmark of no other test") == "absent: a landmark of no other test"
    assert sentences.translated("a sentence of no other test") == "a sentence of no other test"


def test_names_stay_as_they_are(other_language):
    assert in_words("absent: Sella; not placed: a, b, c, d and 3 more") == (
        "ABSENT: Sella; NOT PLACED: a, b, c, d AND 3 MORE"
    )
    assert in_words("type 3: class III") == "TYPE 3: CLASS III"
    assert in_words("what nobody knows") == "what nobody knows"


@pytest.mark.parametrize("sex", [None, Sex.FEMALE])
@pytest.mark.parametrize("spacing", [None, Spacing(0.1, 0.1, SpacingSource.TYPED)])
def test_all_that_a_measured_film_may_be_told_is_known(spacing, sex, other_language):
    for key in shipped_sets():
        names = find_set(key).landmarks
        spread = {name: (100 + 37 * n % 211, 90 + 53 * n % 307) for n, name in enumerate(names)}
        films = (
            film_of(spread),
            film_of(dict.fromkeys(names, (50, 50))),
            film_of(dict(list(spread.items())[: len(names) // 2])),
            film_of(spread, last=Landmark(names[-1], 7, 8, Presence.OCCLUDED, Origin.ANNOTATED)),
            film_of({}, last=Landmark(names[-1], presence=Presence.ABSENT)),
        )
        for note in {note for film in films for note in notes_of(key, film, spacing, sex)}:
            for part, english in zip(in_words(note).split("; "), note.split("; "), strict=True):
                assert part != english, note


def test_checks_and_what_they_find_are_known(other_language):
    scheme = Scheme(("A", "B", "C"))
    marks = [LandmarkSet(f"{n}.png", {"A": Landmark("A", 1, 2)}) for n in range(3)]
    films = [
        CheckedFilm(each, {"view": view, "side": view}, "same", mirrored=view == "AP")
        for each, view in zip(marks, ("LL", "LL", "AP"), strict=True)
    ]
    found = run(check_films(films, scheme))
    reasons = {why for films in found.values() for why in films.values()}
    assert len(reasons) >= 4
    assert all(in_words(text) != text for text in (*reasons, *(check.value for check in Check)))


def test_titles_of_what_ships_are_known(other_language):
    titles = [each.title for each in shipped_schemes()] + [find_set(key).title for key in shipped_sets()]
    assert [in_words(title) for title in titles] == [title.upper() for title in titles]


def test_classes_of_what_ships_are_known(other_language):
    shown = (each for key in shipped_sets() for each in find_set(key).shown)
    classes = {value_class.sentence for each in shown for value_class in each.classes}
    assert classes
    assert [text for text in classes if in_words(text) != text.upper()] == []
