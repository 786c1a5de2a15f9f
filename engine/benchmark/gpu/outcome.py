"""What a row of the measurement on a GPU comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GpuOutcome:
    """Figures by name, each with its unit in it, `facts` in words, and the `seconds` that the row took."""

    figures: Mapping[str, float]
    facts: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
