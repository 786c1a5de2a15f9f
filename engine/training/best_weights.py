"""Which weights of a training are kept: those that were best on films that it does not learn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from torch import Tensor, nn

from engine.training.validation import joint_score


@dataclass(frozen=True, slots=True)
class EpochRecord:
    """What one epoch (from 1) came to: mean loss, last learning rate, mean radial error by domain."""

    epoch: int
    loss: float
    rate: float
    errors: dict[str, float]


@dataclass(slots=True)
class BestWeights:
    """All epochs so far, and the weights of the best one (None before there is one)."""

    curve: list[EpochRecord] = field(default_factory=list)
    weights: dict[str, Tensor] | None = None

    def note(self, record: EpochRecord, net: nn.Module) -> None:
        """One more epoch; keeps the weights of `net` where it is the best so far."""
        self.curve.append(record)
        if self.best == record.epoch:
            self.weights = {name: each.detach().cpu().clone() for name, each in net.state_dict().items()}

    @property
    def best(self) -> int | None:
        """The number of the first epoch with the smallest joint score, None without any."""
        scores = {record.epoch: joint_score(record.errors) for record in self.curve if record.errors}
        return min(scores, key=scores.__getitem__) if scores else None

    def is_stale(self, patience: int | None) -> bool:
        """True where the last `patience` epochs were no better than one before."""
        if patience is None:
            return False
        best = self.best
        return best is not None and self.curve[-1].epoch - best >= patience

    def summary(self, epochs: int, units: Mapping[str, str]) -> str:
        """The last validation in words, of so many `epochs`; `units` of the errors by domain."""
        if not self.curve:
            return ""
        last = self.curve[-1]
        errors = ", ".join(f"{name} {error:.2f} {units[name]}".strip() for name, error in last.errors.items())
        return f"epoch {last.epoch}/{epochs} {errors}".rstrip()

    def state(self) -> dict[str, Any]:
        """As `RunStore` keeps it."""
        return {"curve": [asdict(record) for record in self.curve], "weights": self.weights}

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> BestWeights:
        """The inverse of `state`."""
        return cls([EpochRecord(**record) for record in state["curve"]], state["weights"])
