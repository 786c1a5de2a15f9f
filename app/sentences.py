"""What the engine says, in the language of the window: the engine knows no window and speaks English.

Its sentences are found again by their forms, such as "{0} cannot be read: {1}", which
`packaging/translations.py` collects from the engine's code into `resources/translations/engine.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.translation import is_english, later, looked_up, tr
from engine.resources import resource

COMMENT = "engine"  # of all forms in the catalogues
_COUNTED = re.compile(r"(\d+) (film|point|landmark|second|minute)s?")
_HOURS = re.compile(r"(\d+\.\d) hours")
_FIELD = re.compile(r"\{(\w+)\}")
_WORDS = (  # that fill fields and are no names
    later("absent"),
    later("occluded"),
    later("what is not placed"),
    later("what is seen"),
    later("A wide table"),
)


class Form(NamedTuple):
    """A text with fields, and the pattern of what it becomes."""

    text: str
    pattern: re.Pattern[str]

    def said(self, text: str, comment: str, field: Callable[[str], str]) -> str:
        """`text` of this form by the catalogue, its fields by `field`; "" for another text or in English."""
        found = self.pattern.fullmatch(text)
        words = looked_up(self.text, comment) if found else ""  # a catalogue is slower than a pattern
        if found is None or not words:
            return ""
        values = list(map(field, found.groups()))
        return words.format(*values, **dict(zip(_FIELD.findall(self.text), values, strict=True)))


def as_forms(texts: Iterable[str]) -> tuple[Form, ...]:
    """`texts` with their patterns, first those with most letters of their own: the more exact ones."""
    own = {text: _FIELD.split(text)[::2] for text in texts}
    own_most = sorted(own, key=lambda text: -sum(map(len, own[text])))
    return tuple(Form(text, _pattern(own[text])) for text in own_most)


def _pattern(pieces: Sequence[str]) -> re.Pattern[str]:
    """`pieces` with a field between each two: the first place of a piece is its only one.

    If any place fits the first does, and trying all would take hours in a list of many films.
    """
    first, *others = map(re.escape, pieces)
    last = f"(.*?){others.pop()}" if others else ""
    return re.compile("".join((first, *(f"(?>(.*?){piece})" for piece in others), last)), re.DOTALL)


@lru_cache(1024)
def translated(sentence: str) -> str:
    """`sentence` of the engine in the language of the window; as it is where no form of it is known."""
    if is_english():  # patterns of all forms would take 35 ms as the window starts
        return sentence
    said = (form.said(sentence, COMMENT, _part) for form in _forms())
    return next(filter(None, said), sentence)


def _part(field: str) -> str:
    """What fills a field: a count, a word, a sentence of its own, or a name that stays."""
    if counts := _COUNTED.fullmatch(field):
        n = int(counts[1])
        words = {
            "film": tr("{n} film", "{n} films", n=n),
            "point": tr("{n} point", "{n} points", n=n),
            "landmark": tr("{n} landmark", "{n} landmarks", n=n),
            "second": tr("{n} second", "{n} seconds", n=n),
            "minute": tr("{n} minute", "{n} minutes", n=n),
        }
        return words[counts[2]]
    if hours := _HOURS.fullmatch(field):
        return tr("{hours} hours", hours=hours[1])
    return (looked_up(field) if field in _WORDS else "") or translated(field)


@cache
def _forms() -> tuple[Form, ...]:
    return as_forms(json.loads(resource("translations", "engine.json").read_text("utf-8")))
