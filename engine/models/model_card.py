"""What is to be said of a model beside its figures. Imports no torch: lists of models show it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelCard:
    """The model card: what a person has to know before trusting a model. Every text may be empty."""

    title: str = ""
    data: str = ""
    protocol: str = ""
    score: str = ""
    source: str = ""
    licence: str = ""
