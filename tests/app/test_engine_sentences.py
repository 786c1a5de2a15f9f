"""What the engine says is found again by the form of its sentence, in any language that is installed."""

import ast
import json
import re
from types import SimpleNamespace

import engine_sentences
import pytest

from app import sentences
from app.jobs import job_panel
from app.jobs.job_panel import Jobs
from app.models.heatmap import HeatmapSources
from app.runs.propagation import unfit_words
from app.runs.run_times import Time
from app.sentences import translated
from app.translation import install
from app.views.job_panel import JobPanel
from engine.errors import ImageReadError
from engine.inference.readings import Reading
from engine.io.images import read_image
from engine.io.losses import lost_presences
from engine.landmarks import Presence
from engine.operation import Progress
from engine.registration.opinions import beyond_note
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
        "loss 0.02 epoch 4/40 74.17 px",
        "epoch 2 of 30",
        "round 2 of 8",
        "copy 3 of 8: loss 0.02 ",
        "bridge 1 of 3: a.png",
        "cpu (1 thread)",
        "Backbone: random weights.",
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


@pytest.fixture
def capitals(monkeypatch):
    """All forms of the engine, in capitals but for their fields."""
    install(lambda text, _comment, _n: re.sub(r"(?<!\{)\b[a-z]+\b(?!\})", lambda word: word[0].upper(), text))
    translated.cache_clear()
    yield
    install(None)
    translated.cache_clear()


READINGS = [
    (Reading(), ""),
    (Reading(negative=True), "a.png WAS READ AS A NEGATIVE."),
    (Reading(mirrored=True), "a.png WAS READ AS MIRRORED."),
    (Reading(turn=180), "a.png WAS READ AS TURNED BY ABOUT 180 DEGREES."),
    (Reading(turn=60), "a.png WAS READ AS TURNED BY ABOUT 60 DEGREES CLOCKWISE."),
    (Reading(turn=300), "a.png WAS READ AS TURNED BY ABOUT 60 DEGREES COUNTER-CLOCKWISE."),
    (Reading(cropped=True), "a.png WAS READ WITHOUT ITS BORDER."),
    (Reading(closer=True), "a.png WAS READ FROM CLOSER UP."),
    (Reading(cropped=True, closer=True), "a.png WAS READ WITHOUT ITS BORDER, FROM CLOSER UP."),
    (
        Reading(negative=True, mirrored=True, turn=60, cropped=True, closer=True),
        "a.png WAS READ AS A NEGATIVE, MIRRORED, TURNED BY ABOUT 60 DEGREES CLOCKWISE, WITHOUT ITS BORDER, "
        "FROM CLOSER UP.",
    ),
]


@pytest.mark.parametrize(("reading", "shown"), READINGS)
def test_however_a_film_was_read_all_of_the_note_is_in_the_language_of_the_window(capitals, reading, shown):
    assert translated(reading.note("a.png")) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a.png: global alignment", "a.png: GLOBAL ALIGNMENT"),
        ("a: b.png: nobody knows this", "a: b.png: nobody knows this"),
        (
            "a.png: too little memory: going on with 3 films at a time",
            "a.png: TOO LITTLE MEMORY: GOING ON WITH 3 FILMS AT A TIME",
        ),
        (
            "loss 0.02 epoch 4/40 Head 1.20 mm, Hand 3.00 px",
            "LOSS 0.02 EPOCH 4/40 Head 1.20 mm, Hand 3.00 px",
        ),
        ("copy 3 of 8: loss 0.02 epoch 4/40", "COPY 3 OF 8: LOSS 0.02 EPOCH 4/40"),
        (
            "about 20 seconds for 3 films on cpu (2 threads)",
            "ABOUT 20 SECONDS FOR 3 FILMS ON CPU (2 THREADS)",
        ),
        ("Head fits 3 films.", "Head FITS 3 FILMS."),
        (
            beyond_note("a b.png", ("S", "N"), by_model=True),
            "On a b.png THE MODEL PLACES S, N BEYOND THE EDGE: LEFT UNPLACED.",
        ),
        ("Columns not used: a, b, c, d and 3 more.", "Columns NOT USED: a, b, c, d AND 3 MORE."),
    ],
)
def test_what_a_run_is_at_is_told_in_the_language_of_the_window_and_names_stay(capitals, said, shown):
    assert translated(said) == shown


def test_a_list_with_a_part_that_nobody_knows_stays_as_it_is(capitals):
    assert translated("a.png was read as a negative, Nobody.") == "a.png WAS READ AS a negative, Nobody."


def nodes_of_the_engine(room=""):
    """All that its files say, but for rooms that the window never opens."""
    for path in sorted((engine_sentences.ROOT / "engine" / room).rglob("*.py")):
        if not {"benchmark", "library"} & set(path.parts):
            yield from ast.walk(ast.parse(path.read_text("utf-8")))


def calls_of(name):
    calls = (node for node in nodes_of_the_engine() if isinstance(node, ast.Call))
    return [call for call in calls if getattr(call.func, "id", "") == name]


def test_all_that_the_engine_counts_in_its_sentences_is_counted_in_the_language_of_the_window():
    papers = {"draw", "group", "further point", "annotated exemplar"}  # stand in texts that stay English
    nouns = {call.args[1].value for call in calls_of("counted") if isinstance(call.args[-1], ast.Constant)}
    assert {"film", "thread"} <= nouns
    assert nouns - papers <= set(sentences._COUNTED)


def test_what_is_written_out_as_a_message_or_as_a_stage_of_registration_has_a_form():
    messages = [call.args[3] for call in calls_of("Progress") if len(call.args) > 3]
    named = [word.value for call in calls_of("replace") for word in call.keywords if word.arg == "message"]
    stages = [node.value for node in nodes_of_the_engine("registration") if isinstance(node, ast.Yield)]
    said = [form for node in (*messages, *named, *stages) if node for form in engine_sentences._form(node)]
    with_words = {form for form in said if re.search(r"[A-Za-z]{2}", form)}
    assert "too little memory: going on with {0} at a time" in with_words
    assert with_words - set(engine_sentences.forms()) == set()


def test_stages_of_jobs_have_plain_words():
    never_shown = {"Comparing shapes", "Comparing pictures", "looking for films", "writing landmarks"}
    command_line = {"expected to take", "drawing heatmaps", "drawing overlays", "reading landmarks"}
    begun = [call.args[0] for call in calls_of("Progress")]
    assigned = [node for node in nodes_of_the_engine() if isinstance(node, ast.Assign)]
    begun += [node.value for node in assigned if getattr(node.targets[0], "id", "").endswith("STAGE")]
    stages = {node.value for node in begun if isinstance(node, ast.Constant) and node.value}
    assert {"registration", "running", "finding out which model fits"} <= stages
    assert stages - never_shown - command_line - set(job_panel._WORDS) == set()


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
        'yield told(f"step {number}")\n'
        'KEYS = {"a": "words that a file has about its own values"}\n'
        'raise ValueError(f"{a} of a network is out of range for {b} ")\n'
    )
    found = engine_sentences.forms(tmp_path)
    assert set(found) == {
        "The films {0} and {1} are alike.",
        "{0} has no column {1} of numbers: name it",
        "computing on the CPU, as the GPU cannot ({0})",
        "step {0}",
    }
