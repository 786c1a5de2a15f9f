"""What the engine says, in the language of the window: the engine knows no window and speaks English.

Its sentences are found again by their forms, such as "{0} cannot be read: {1}", which
`packaging/translations.py` collects from the engine's code into `resources/translations/engine.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.translation import looked_up, tr
from engine.resources import resource

COMMENT = "engine"  # of all forms in the catalogues
_COUNTED = re.compile(r"(\d+) (film|point|landmark)s?")


class _Form(NamedTuple):
    """A sentence with numbered fields, and the pattern of what it becomes."""

    text: str
    pattern: re.Pattern[str]


@lru_cache(1024)
def translated(sentence: str) -> str:
    """`sentence` of the engine in the language of the window; as it is where no form of it is known."""
    for form in _forms():
        german = looked_up(form.text, COMMENT)
        if german and (found := form.pattern.fullmatch(sentence)):
            return german.format(*map(_part, found.groups()))
    return sentence


def translated_notes(notes: str) -> str:
    """`notes` of the engine, with a semicolon between each two, in the language of the window."""
    return "; ".join(map(translated, notes.split("; ")))


def _part(field: str) -> str:
    """What fills a field: a count, a sentence of its own, or a name that stays."""
    if counts := _COUNTED.fullmatch(field):
        n = int(counts[1])
        words = {
            "film": tr("{n} film", "{n} films", n=n),
            "point": tr("{n} point", "{n} points", n=n),
            "landmark": tr("{n} landmark", "{n} landmarks", n=n),
        }
        return words[counts[2]]
    return translated(field)


@cache
def _forms() -> tuple[_Form, ...]:
    return as_forms(json.loads(resource("translations", "engine.json").read_text("utf-8")))


def as_forms(texts: Sequence[str]) -> tuple[_Form, ...]:
    """`texts` with their patterns, first those with most letters of their own: the more exact ones."""
    own = {text: re.split(r"\{\d+\}", text) for text in texts}
    patterns = {text: "(.*?)".join(map(re.escape, pieces)) for text, pieces in own.items()}
    own_most = sorted(texts, key=lambda text: -sum(map(len, own[text])))
    return tuple(_Form(text, re.compile(patterns[text], re.DOTALL)) for text in own_most)
