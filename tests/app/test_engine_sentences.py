"""What the engine says is found again by the form of its sentence, in any language that is installed."""

import json
from types import SimpleNamespace

import engine_sentences
import pytest

from app import sentences
from app.models.heatmap import HeatmapSources
from app.runs.propagation import unfit_words
from app.sentences import translated
from app.translation import install
from engine.errors import ImageReadError
from engine.io.images import read_image
from engine.io.losses import lost_presences
from engine.landmarks import Presence
from engine.resources import resource

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


def test_why_a_film_does_not_fit_is_told_in_the_language_of_the_window(german):
    why = "a.png cannot be read: no bytes"
    assert unfit_words({"a.png": why}) == "no bytes - daher ist a.png nicht lesbar"
    film = SimpleNamespace(unfit=why, unreadable="")
    document = SimpleNamespace(project=SimpleNamespace(film=lambda _film: film))
    assert HeatmapSources(document, None, None).of("a.png") == "no bytes - daher ist a.png nicht lesbar"


def test_the_catalogue_is_asked_for_the_form_that_fits_alone(german):
    asked = []
    install(lambda text, _comment, _n: asked.append(text) or GERMAN.get(text, ""))
    translated("a.png cannot be read: no bytes")
    assert asked == ["{0} cannot be read: {1}"]


def test_a_field_ends_where_the_next_piece_of_its_form_begins_first():
    (form,) = sentences.as_forms(["{0}: {1} is no {2}."])
    assert form.pattern.fullmatch("a: b: c is no d. Really is no e.").groups() == (
        "a",
        "b: c",
        "d. Really is no e",
    )


def test_a_list_of_many_films_is_looked_through_once_for_each_form():
    text = "film: point, " * 5000  # three fields, each tried at every place, would take hours
    (form,) = sentences.as_forms(["{0}, {1}: {2} belongs here, not {3}."])
    assert form.pattern.fullmatch(text) is None


def test_words_of_the_engine_in_its_sentences_are_translated_too(german, monkeypatch):
    form = "{0} cannot say that a landmark is {1}, so written like {2}: {3}."
    words = ("absent", "occluded", "what is not placed", "what is seen", "A wide table")
    monkeypatch.setattr(sentences, "_forms", lambda: sentences.as_forms([form]))
    install(lambda text, _comment, _n: "{3}|{2}|{1}|{0}" if text == form else text.upper() * (text in words))
    said = lost_presences({Presence.ABSENT: 1, Presence.OCCLUDED: 2}, None)
    assert [translated(sentence) for sentence in said] == [
        "1 landmark|WHAT IS NOT PLACED|ABSENT|A WIDE TABLE",
        "2 landmarks|WHAT IS SEEN|OCCLUDED|A WIDE TABLE",
    ]


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


def test_forms_are_collected_from_errors_and_sentences_alone(tmp_path):
    (tmp_path / "a.py").write_text(
        '"""A docstring that ends like a sentence does."""\n'
        'raise TableError(f"{name} has no column {column!r} " + "of numbers: name it")\n'
        'raise ValueError("a programmer reads this text")\n'
        'NOTE = f"The films {a} and {b} are alike."\n'
        'KEY = "no sentence"\n'
    )
    found = engine_sentences.forms(tmp_path)
    assert set(found) == {
        "The films {0} and {1} are alike.",
        "{0} has no column {1} of numbers: name it",
    }
