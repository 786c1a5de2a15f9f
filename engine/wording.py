"""Counts, names and lists in sentences for people, with nothing in them that a terminal would obey."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence

_JOINERS = "\u200c\u200d"  # as Persian words and emoji have them


def counted(number: int, noun: str) -> str:
    """Give "1 film" or "2 films"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(names: Sequence[str], most: int = 4) -> str:
    """Give "a, b, c, d and 3 more"."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def told(text: str) -> str:
    """`text` as it is: what a person is told in fewer words than a sentence has.

    Whoever translates what the engine says finds sentences by themselves, and such words by this call.
    """
    return text


def printable(text: str) -> str:
    r"""`text` with every character that is obeyed rather than shown spelt as JSON does, such as \u001b.

    These are control characters (of terminals too), line breaks, directions of writing, halves of characters
    and what Unicode does not know; they come in names of files and landmarks. In JSON it stays the same text.
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    plain = character.isprintable() or character in _JOINERS or unicodedata.category(character) == "Zs"
    return character if plain else json.dumps(character)[1:-1]


def in_lines(lines: Iterable[str]) -> str:
    """`lines` below each other, each of them `printable`: no name in them can begin one."""
    return "\n".join(map(printable, lines))
