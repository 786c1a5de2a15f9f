"""What the engine says is found again by the form of its sentence, in any language that is installed."""

import json
from types import SimpleNamespace

import engine_sentences
import pytest

from app import sentences
from app.jobs.job_panel import Jobs
from app.models.heatmap import HeatmapSources
from app.runs.propagation import unfit_words
from app.runs.run_times import Time
from app.sentences import translated
from app.translation import install
from app.views.job_panel import JobPanel
from engine.errors import ImageReadError
from engine.io.images import read_image
from engine.io.losses import lost_presences
from engine.landmarks import Presence
from engine.operation import Progress
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


@pytest.mark.parametrize(
    "told",
    [
        "computing on the CPU, as the GPU cannot (a moment ago)",
        "too little memory: going on with 1 film at a time",
        "the detectors start from random weights",
        "no film that steers has A, B: sigma stays 10 there",
        "about 20 seconds for 3 films on cpu (2 threads)",
        "it is nearer than those before it to 2 films: a.png, b.png.",
    ],
)
def test_what_a_run_tells_as_it_goes_has_a_form(told):
    assert any(form.pattern.fullmatch(told) for form in sentences._forms())


def test_the_log_and_the_notes_of_a_job_are_in_the_language_of_the_window(german, monkeypatch, qtbot):
    words = GERMAN | {
        "about {0} for {1} on {2}": "etwa {0} für {1} auf {2}",
        "{n} minutes": "{n} Minuten",
        "{hours} hours": "{hours} Stunden",
    }
    forms = [*GERMAN, "about {0} for {1} on {2}"]
    monkeypatch.setattr(sentences, "_forms", lambda: sentences.as_forms(forms))
    install(lambda text, _comment, _n: words.get(text, ""))
    panel = JobPanel()
    qtbot.addWidget(panel)
    jobs = Jobs(panel, panel)
    told = "a.png cannot be read: no bytes\nThere is too little memory to look at a single film."
    jobs.start("Propagation", (Progress("reading", 0, 0, each) for each in [told]), lambda _result: "")
    jobs.log(["b.png cannot be read: no bytes"])
    qtbot.waitUntil(lambda: not jobs.is_busy)
    log = panel._log.toPlainText()
    assert all(
        line in log
        for line in ("no bytes - daher ist a.png nicht lesbar\n", "Zu wenig Speicher.", "ist b.png")
    )
    assert (
        Time(1.0, "about 8 minutes for 3 films on cpu").sentence == "Etwa 8 Minuten für 3 Aufnahmen auf cpu."
    )
    assert Time(1.0, "about 1.5 hours for 3 films on cpu").sentence.startswith("Etwa 1.5 Stunden für")


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
        'SAID = f"computing on the CPU, as the GPU cannot ({trouble})"\n'
        'KEYS = {"a": "words that a file has about its own values"}\n'
        'raise ValueError(f"{a} of a network is out of range for {b} ")\n'
    )
    found = engine_sentences.forms(tmp_path)
    assert set(found) == {
        "The films {0} and {1} are alike.",
        "{0} has no column {1} of numbers: name it",
        "computing on the CPU, as the GPU cannot ({0})",
    }
