"""What the window says, in the language that the person chose; in English until one is installed.

Free of Qt, so that what storage and the document say can be translated too. `packaging/translations.py`
collects each `tr` and `later` into the catalogues of `resources/translations`: texts stand in the calls.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Lookup = Callable[[str, str, int], str]  # English text, comment, number (-1: none) -> the translation or ""


class _Language:
    """The one language of a process, as Qt has it too."""

    lookup: Lookup | None = None


def install(lookup: Lookup | None) -> None:
    """Translate by `lookup` from now on, None for English; before the modules whose tables are texts."""
    _Language.lookup = lookup


def is_english() -> bool:
    """True while no other language is installed: nothing needs to be looked for."""
    return _Language.lookup is None


def looked_up(text: str, comment: str = "", n: int = -1) -> str:
    """The translation of `text` as it stands in the catalogue, "" for none, as in English."""
    return _Language.lookup(text, comment, n) if _Language.lookup else ""


def tr(text: str, several: str = "", /, *, comment: str = "", n: int = -1, **fields: object) -> str:
    """`text` in the language of the window, with each {field} filled in.

    Args:
        text: English, written out in the call; braces mean fields wherever a field is given.
        several: English for every `n` but 1, where the sentence counts: tr("{n} film", "{n} films", n=3).
        comment: what tells it from an equal English text of another meaning; nobody sees it.
        n: what is counted, at the same time the field {n}.
        fields: what goes in as it is, such as names; it is not translated.

    """
    found = looked_up(several or text, comment, n)
    said = found or (several if several and n != 1 else text)
    return said.format(n=n, **fields) if several or fields else said


def later(text: str) -> str:
    """Mark `text`, English, for the catalogues; `looked_up` finds it when it is shown."""
    return text


def listed(names: Sequence[str], most: int = 4) -> str:
    """Give "a, b, c, d and 3 more"."""
    shown, more = ", ".join(names[:most]), len(names) - most
    return tr("{names} and {more} more", names=shown, more=more) if more > 0 else shown
