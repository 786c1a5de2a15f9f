"""Counts in sentences for people."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Give "1 film" or "2 films"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
