"""What a model says of itself to people; without torch, so that a list of models is there at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """The model card: what a person has to know before trusting a model. Every text may be empty."""

    title: str = ""
    data: str = ""
    protocol: str = ""
    score: str = ""
    source: str = ""
    licence: str = ""
