"""What the engine says, in the language of the window: the engine knows no window and speaks English.

Its sentences are found again by their forms, such as "{0} cannot be read: {1}", which
`packaging/translations.py` collects from the engine's code into `resources/translations/engine.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from app.translation import is_english, later, looked_up, tr
from engine.resources import resource

COMMENT = "engine"  # of all forms in the catalogues
_COUNTED: Mapping[str, Callable[[int], str]] = {  # what fields count
    "film": lambda n: tr("{n} film", "{n} films", n=n),
    "point": lambda n: tr("{n} point", "{n} points", n=n),
    "landmark": lambda n: tr("{n} landmark", "{n} landmarks", n=n),
    "second": lambda n: tr("{n} second", "{n} seconds", n=n),
    "minute": lambda n: tr("{n} minute", "{n} minutes", n=n),
    "thread": lambda n: tr("{n} thread", "{n} threads", n=n),
    "epoch": lambda n: tr("{n} epoch", "{n} epochs", n=n),
    "model": lambda n: tr("{n} model", "{n} models", n=n),
    "picture": lambda n: tr("{n} picture", "{n} pictures", n=n),
    "prediction": lambda n: tr("{n} prediction", "{n} predictions", n=n),
    "predicted point": lambda n: tr("{n} predicted point", "{n} predicted points", n=n),
    "subject": lambda n: tr("{n} subject", "{n} subjects", n=n),
    "cancelled annotation": lambda n: tr("{n} cancelled annotation", "{n} cancelled annotations", n=n),
    "draft": lambda n: tr("{n} draft", "{n} drafts", n=n),
    "older prediction": lambda n: tr("{n} older prediction", "{n} older predictions", n=n),
    "annotation": lambda n: tr("{n} annotation", "{n} annotations", n=n),
    "band": lambda n: tr("{n} band", "{n} bands", n=n),
    "cell": lambda n: tr("{n} cell", "{n} cells", n=n),
    "class label": lambda n: tr("{n} class label", "{n} class labels", n=n),
    "component": lambda n: tr("{n} component", "{n} components", n=n),
    "coordinate": lambda n: tr("{n} coordinate", "{n} coordinates", n=n),
    "curve": lambda n: tr("{n} curve", "{n} curves", n=n),
    "frame": lambda n: tr("{n} frame", "{n} frames", n=n),
    "keypoint": lambda n: tr("{n} keypoint", "{n} keypoints", n=n),
    "list": lambda n: tr("{n} list", "{n} lists", n=n),
    "markup": lambda n: tr("{n} markup", "{n} markups", n=n),
    "node": lambda n: tr("{n} node", "{n} nodes", n=n),
    "number": lambda n: tr("{n} number", "{n} numbers", n=n),
    "other set": lambda n: tr("{n} other set", "{n} other sets", n=n),
    "predicted instance": lambda n: tr("{n} predicted instance", "{n} predicted instances", n=n),
    "specimen": lambda n: tr("{n} specimen", "{n} specimens", n=n),
    "value": lambda n: tr("{n} value", "{n} values", n=n),
}
_COUNT = re.compile(rf"(\d+) ({'|'.join(_COUNTED)})s?")
_MORE = re.compile(r"(.+) and (\d+) more", re.DOTALL)
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
    return _by_form(sentence) or _behind_a_name(sentence) or sentence


def _by_form(sentence: str) -> str:
    """`sentence` by the first of the forms that it has; "" where no form of it is known."""
    return next(filter(None, (form.said(sentence, COMMENT, _part) for form in _forms())), "")


def _behind_a_name(sentence: str) -> str:
    """What a run does, behind the film at which it does ("a.png: discrete search"); "" for anything else."""
    name, colon, words = sentence.partition(": ")
    said = _by_form(words) if colon else ""
    return f"{name}: {said}" if said else ""


def _in_a_list(field: str) -> str:
    """A list ("a negative, mirrored") each part of which has a form of its own; "" for anything else."""
    parts = field.split(", ")
    said = list(takewhile(bool, map(_by_form, parts))) if len(parts) > 1 else []
    return ", ".join(said) if said and len(said) == len(parts) else ""


def _part(field: str) -> str:
    """What fills a field: a count, a word, one sentence or several of their own, or a name that stays."""
    if counts := _COUNT.fullmatch(field):
        return _COUNTED[counts[2]](int(counts[1]))
    if hours := _HOURS.fullmatch(field):
        return tr("{hours} hours", hours=hours[1])
    word = looked_up(field) if field in _WORDS else ""
    return word or and_more(field) or _in_a_list(field) or translated(field)


def and_more(names: str) -> str:
    """Names as the engine lists many ("a, b and 3 more"), in the language of the window; "" for others."""
    found = _MORE.fullmatch(names)
    return tr("{names} and {more} more", names=found[1], more=int(found[2])) if found else ""


@cache
def _forms() -> tuple[Form, ...]:
    return as_forms(json.loads(resource("translations", "engine.json").read_text("utf-8")))
