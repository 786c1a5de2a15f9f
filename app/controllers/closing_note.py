"""What came of a run, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.wording import counted


def closing_note(
    films: int,
    unreadable: int,
    mirrored: int,
    dropped: Sequence[str] = (),
    unfit: int = 0,
    unknown: Sequence[str] = (),
) -> str:
    """What came of a run, in a line; `dropped` are landmarks that left the scheme while it ran.

    `unknown`: landmarks of the project that a model does not know under any name.
    """
    parts = [f"{counted(films, 'film')} predicted"]
    if mirrored:
        parts.append(f"{mirrored} of them mirrored")
    if unreadable:
        parts.append(f"{counted(unreadable, 'unreadable film')} left out")
    if unfit:
        parts.append(f"{counted(unfit, 'film')} left alone without points")
    if dropped:
        parts.append(f"left out as no longer in the scheme: {', '.join(dropped)}")
    if unknown:
        parts.append(f"not known to the model: {', '.join(unknown)}")
    return ", ".join(parts) + ("; Space goes to the most doubtful point" if films else "")


def unfit_words(unfit: Mapping[str, str]) -> str:
    """How many films do not fit, and why the first does not."""
    film, sentence = next(iter(unfit.items()))
    first = sentence if film in sentence else f"{film}: {sentence}"
    if len(unfit) == 1:
        return first
    return f"{len(unfit)} films do not fit and have no points; the list of films says why. {first}"
