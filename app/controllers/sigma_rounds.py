"""Rounds of the search for widths: as progress tells them, and from and to the engine's history."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from app.views.sigma_curves import SigmaRoundMark
from engine.sigma.config import SigmaHistory, SigmaRecord


def round_of(metrics: Mapping[str, float]) -> SigmaRoundMark | None:
    """The round that a progress tells, None where it tells of no landmark's sigma."""
    sigmas = _of_landmarks(metrics, "sigma")
    return SigmaRoundMark(int(metrics["epoch"]), sigmas, _of_landmarks(metrics, "reward")) if sigmas else None


def rounds_of(history: SigmaHistory) -> tuple[SigmaRoundMark, ...]:
    """All epochs of `history`, without the rewards that no film tells."""
    names = history.names
    return tuple(
        SigmaRoundMark(
            one.epoch,
            dict(zip(names, one.sigma, strict=True)),
            {name: told for name, told in zip(names, one.reward, strict=True) if math.isfinite(told)},
        )
        for one in history.records
    )


def history_of(rounds: Sequence[SigmaRoundMark]) -> SigmaHistory:
    """`rounds` as a history of all their landmarks; NaN where a round does not tell."""
    names = tuple(dict.fromkeys(name for one in rounds for name in one.sigmas))
    unknown = (math.nan,) * len(names)
    records = tuple(
        SigmaRecord(
            one.epoch,
            tuple(one.sigmas.get(name, math.nan) for name in names),
            tuple(one.rewards.get(name, math.nan) for name in names),
            unknown,
        )
        for one in rounds
    )
    return SigmaHistory(names, records)


def _of_landmarks(metrics: Mapping[str, float], what: str) -> dict[str, float]:
    """The metrics "`what` NAME" as {NAME: value}."""
    start = f"{what} "
    return {key.removeprefix(start): value for key, value in metrics.items() if key.startswith(start)}
