"""How a training can fail, each in a sentence that says what to do."""

from __future__ import annotations

import math

from engine.errors import EngineError

TOO_SMALL = (
    "The films are too small for batch normalisation of so few at a time: choose a larger size of the films "
    "(--longest), or --norm group."
)
TOO_LITTLE_MEMORY = (
    "The network cannot learn: there is too little memory. Close other programs, or choose a "
    "smaller batch or a smaller size of the films."
)


class TrainingError(EngineError):
    """A training cannot start or go on with what it was given."""


class DivergedError(TrainingError):
    """The loss of a training became no number."""


def check_loss(loss: float, step: int) -> None:
    """Raise `DivergedError` for the `loss` of a `step` (from 1) that is no number."""
    if not math.isfinite(loss):
        raise DivergedError(
            f"The training ran away: at step {step} its loss is no number any more. Start again (--fresh) "
            "with another --seed, a larger --batch or --norm group."
        )


def too_small_films(error: ValueError) -> TrainingError:
    """What PyTorch's `error` means where batch normalisation is fed one value a channel; else raises it."""
    if "more than 1 value per channel" not in str(error):
        raise error
    return TrainingError(TOO_SMALL)
