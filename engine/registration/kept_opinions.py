"""What registration found, as a `RunStore` keeps it of an unfinished run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch

from engine.registration.opinions import Fused


def fused_to_plain(fused: Mapping[str, Fused]) -> dict[str, object]:
    """As `RunStore` keeps it: few large tensors, which are written quickly."""
    every = list(fused.values())
    return {
        "films": list(fused),
        "points": torch.from_numpy(np.stack([one.points for one in every])),
        "spread": torch.from_numpy(np.stack([one.spread for one in every])),
        "doubt": torch.from_numpy(np.stack([one.doubt for one in every])),
        "mirrored": [bool(one.mirrored) for one in every],
        "agreement": [float(one.agreement) for one in every],
    }


def fused_of_plain(plain: Mapping[str, Any] | None) -> dict[str, Fused]:
    """The inverse of `fused_to_plain`; nothing from None."""
    if plain is None:
        return {}
    arrays = (plain[name].numpy() for name in ("points", "spread", "doubt"))
    rows = zip(*arrays, plain["mirrored"], plain["agreement"], strict=True)
    return {film: Fused(*row) for film, row in zip(plain["films"], rows, strict=True)}
