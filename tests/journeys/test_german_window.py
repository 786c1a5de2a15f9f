"""The window in German: opened as a person opens it, walked through, and nothing of it is left in English."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.workspace import sample
from engine.operation import run

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "resources" / "translations" / "onemark_de.ts"
FEWEST_LETTERS = 12  # of a text besides its fields: "{film}: {points}" looks like anything


def english_texts() -> list[str]:
    """The texts that are other ones in German."""
    found = []
    for message in ElementTree.parse(CATALOGUE).iter("message"):
        translation = message.find("translation")
        forms = [form.text for form in translation.findall("numerusform")] or [translation.text]
        source = message.findtext("source")
        if source not in forms:
            found.append(source)
    return found


def looks_like(text: str) -> re.Pattern[str]:
    """What `text` may be with its fields filled in."""
    parts = re.split(r"(\{\w*[^}]*\})", text)
    filled = {"{": ".+", "{n}": r"\d+"}
    found = (filled.get(part, filled.get(part[:1], re.escape(part))) for part in parts)
    return re.compile("".join(found), re.DOTALL)


def left_in_english(said: list[str]) -> list[tuple[str, str]]:
    sources = english_texts()
    plain = {text for text in sources if "{" not in text}
    patterns = [
        (text, looks_like(text))
        for text in sources
        if len(re.findall(r"[A-Za-z]", re.sub(r"\{.*?\}", "", text))) >= FEWEST_LETTERS
        if "{" in text
    ]
    return [
        (text, source)
        for text in said
        for source in [
            *([text] if text in plain else []),
            *(source for source, pattern in patterns if pattern.fullmatch(text)),
        ]
    ]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a window in German says on its way through a small folder."""
    place = tmp_path_factory.mktemp("german")
    settings = place / "config" / "OneMark" / "OneMark.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[General]\nlanguage=de\npropagation=registration\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sample, "COUNT", 5)
        run(sample.make_sample(place / "films"))
    homes = {f"XDG_{kind}_HOME": str(place / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA")}
    window = subprocess.run(
        [sys.executable, "-m", "tests.journeys.german_window", str(place / "config"), str(place / "films")],
        cwd=ROOT,
        env=os.environ | homes | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert window.returncode == 0, window.stderr
    assert "Traceback" not in window.stderr, window.stderr
    return json.loads(window.stdout.splitlines()[-1])


def test_the_walk_went_through_everything(told):
    assert told["skipped"] == []
    assert len(told["said"]) > 500


def test_nothing_that_has_german_words_is_said_in_english(told):
    assert left_in_english(told["said"]) == []


def test_a_text_left_in_english_would_be_found(told):
    assert left_in_english(["Not saved", "3 films predicted", "Nicht gespeichert"]) == [
        ("Not saved", "Not saved"),
        ("3 films predicted", "{n} films predicted"),
    ]


def test_job_and_history_tell_of_a_run_in_german(told):
    assert "Übertragung (Nur Registrierung)" in told["said"]
    assert any(text.startswith("4 Aufnahmen vorhergesagt") for text in told["said"])
    assert "Propagation (Registration only)" not in told["said"]
