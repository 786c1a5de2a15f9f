"""The ways of propagating that the window offers; free of Qt and torch, so that the menus are there fast."""

from __future__ import annotations

from enum import StrEnum

from app.translation import tr

LEARN_SIGMA = "learn-sigma"  # the setting whether widths of heatmaps are learned, and the action for it


class RunChoice(StrEnum):
    """The engine's presets of a one-shot run, and registration without learning."""

    QUICK = "quick"
    BALANCED = "balanced"
    PAPER = "paper"
    REGISTRATION = "registration"

    @property
    def english(self) -> str:
        """Its name where one is stored."""
        return "Registration only" if self is RunChoice.REGISTRATION else self.value.capitalize()

    @property
    def label(self) -> str:
        """Its name in menus."""
        match self:
            case RunChoice.QUICK:
                return tr("Quick")
            case RunChoice.BALANCED:
                return tr("Balanced")
            case RunChoice.PAPER:
                return tr("Paper")
            case RunChoice.REGISTRATION:
                return tr("Registration only")

    @property
    def usual_time(self) -> str:
        """How long it takes elsewhere, where nothing is known of this computer; "" for nothing to tell."""
        match self:
            case RunChoice.QUICK:
                return tr("minutes on a laptop")
            case RunChoice.BALANCED:
                return tr("an hour on a laptop")
            case _:
                return ""

    @property
    def purpose(self) -> str:
        """What it is for, in a few words; "" where its time says it."""
        match self:
            case RunChoice.QUICK:
                return ""
            case RunChoice.BALANCED:
                return tr("more exact")
            case RunChoice.PAPER:
                return tr("as published, for a graphics card")
            case RunChoice.REGISTRATION:
                return tr("the fastest, learns nothing")

    @property
    def explanation(self) -> str:
        """What it does, in a sentence without a full stop."""
        match self:
            case RunChoice.QUICK:
                return tr("Fits the exemplar to each film, then two small detectors learn from all of them")
            case RunChoice.BALANCED:
                return tr("As Quick, but learns to fit the exemplar too, looks closer and checks itself")
            case RunChoice.PAPER:
                return tr("EdgeTrans4Mark as published: hours on a graphics card, out of reach without one")
            case RunChoice.REGISTRATION:
                return tr("Fits the exemplar to each film and learns nothing: soon done, less exact")

    @property
    def learns(self) -> bool:
        """True where detectors are trained, which `predict` can use later."""
        return self is not RunChoice.REGISTRATION


def is_of_run(method: str) -> bool:
    """True for what a propagation names beside its points as their model; P names the model's title."""
    return method.startswith(("one-shot (", "registration ("))


MOVED_BY_HAND = "moved by hand"  # with all others of its film: nobody has decided where it belongs
COPIED = "copy of "  # and the film that it was copied from


def is_by_hand(method: str) -> bool:
    """True where a person put a point that nobody has decided on: no machine is to be judged by it."""
    return method == MOVED_BY_HAND or method.startswith(COPIED)
