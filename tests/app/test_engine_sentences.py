"""What the engine says is found again by the form of its sentence, in any language that is installed."""

import json
import sys
from pathlib import Path

import pytest

from app import sentences
from app.sentences import translated
from app.translation import install
from engine.errors import ImageReadError
from engine.io.images import read_image
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.measurements.set_file import find_set
from engine.measurements.values import measure
from engine.resources import resource

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))
engine_sentences = pytest.importorskip("engine_sentences")
GERMAN = {
    "{0} cannot be read: {1}": "{1} - daher ist {0} nicht lesbar",
    "There is too little memory to look at a single film.": "Zu wenig Speicher.",
    "{n} films": "{n} Aufnahmen",
}


@pytest.fixture
def german(monkeypatch):
    forms = [text for text in GERMAN if "{n}" not in text]
    monkeypatch.setattr(sentences, "_forms", lambda: sentences.as_forms(forms))
    translated.cache_clear()
    install(lambda text, _comment, _n: GERMAN.get(text, ""))
    yield
    install(None)
    translated.cache_clear()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a.png cannot be read: no bytes", "no bytes - daher ist a.png nicht lesbar"),
        ("a.png cannot be read: 3 films", "3 Aufnahmen - daher ist a.png nicht lesbar"),
        ("{1}.png cannot be read: x\ny", "x\ny - daher ist {1}.png nicht lesbar"),
        (
            "b cannot be read: There is too little memory to look at a single film.",
            "Zu wenig Speicher. - daher ist b nicht lesbar",
        ),
        ("Nobody knows this one.", "Nobody knows this one."),
        ("", ""),
    ],
)
def test_a_sentence_is_found_by_its_form_and_its_fields_go_in(german, said, shown):
    assert translated(said) == shown


def test_in_english_nothing_changes():
    assert translated("a.png cannot be read: no bytes") == "a.png cannot be read: no bytes"


def test_the_forms_are_those_of_the_engine_as_it_is():
    kept = json.loads(resource("translations", "engine.json").read_text("utf-8"))
    assert kept == engine_sentences.forms()
    assert len(kept) > 400


def test_a_real_error_of_the_engine_has_a_form(tmp_path):
    (tmp_path / "a.png").write_bytes(b"")
    with pytest.raises(ImageReadError) as caught:
        read_image(tmp_path / "a.png")
    assert any(form.pattern.fullmatch(str(caught.value)) for form in sentences._forms())


@pytest.mark.parametrize(
    "places", [{}, {"Sella": (1, 2)}, dict.fromkeys(("Sella", "Nasion", "Subspinale (A)"), (1, 2))]
)
def test_every_reason_for_a_blank_measurement_has_a_form(places):
    placed = {
        name: Landmark(name, x, y, Presence.PRESENT, Origin.ANNOTATED) for name, (x, y) in places.items()
    }
    found = measure(find_set("cephalometry"), LandmarkSet("a.png", placed))
    notes = {part for each in found for part in each.note.split("; ") if each.value is None}
    forms = sentences._forms()
    assert notes
    assert {note for note in notes if not any(form.pattern.fullmatch(note) for form in forms)} == set()


def test_forms_are_collected_from_errors_and_sentences_alone(tmp_path):
    (tmp_path / "a.py").write_text(
        '"""A docstring that ends like a sentence does."""\n'
        'raise TableError(f"{name} has no column {column!r} " + "of numbers: name it")\n'
        'raise ValueError("a programmer reads this text")\n'
        'NOTE = f"The films {a} and {b} are alike."\n'
        'KEY = "no sentence"\n'
    )
    found = engine_sentences.forms(tmp_path)
    assert set(found) - set(engine_sentences._NOTES) == {
        "The films {0} and {1} are alike.",
        "{0} has no column {1} of numbers: name it",
    }
