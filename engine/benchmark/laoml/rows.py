"""The rows of the measurement of learned sigmas: LaOML's tables 3 to 6 and figures 9 and 10, made small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.benchmark.job import Row, select_rows
from engine.models.reference import Framing
from engine.networks.unet import UNetConfig
from engine.sigma.config import SigmaForm, sigma_config
from engine.supervised.systems import Recipe
from engine.training.augmentation import ViewRanges
from engine.training.config import TrainingConfig
from engine.training.losses import HeatmapLoss

EPOCHS = 60
_LONGEST = 200  # head films become 200 x 160
NETWORK = UNetConfig((16, 24, 32, 48, 64, 96), stride=2)
_RANGES = ViewRanges(8.0, 0.1, 0.04)
_FIXED = (1.5, 3, 5, 8, 10, 15, 18, 20)  # the first one is narrower than any of the paper's
_USUAL = (3, 5, 8, 10)
_STARTS = (5, 8, 10, 15)


@dataclass(frozen=True, slots=True)
class SigmaRow(Row):
    """A fixed `sigma`, or one to learn from (`form`), `held` once it settled.

    `usual`: measured also where no row is asked for.
    """

    sigma: float
    form: SigmaForm | None = None
    held: bool = True
    usual: bool = False

    @property
    def learned(self) -> bool:
        """Whether sigma is learned."""
        return self.form is not None

    def recipe(self, epochs: int) -> Recipe:
        """Everything that the row trains with: the same but for sigma."""
        search = None if self.form is None else sigma_config(self.form, epochs, float(self.sigma))
        if search is not None and not self.held:
            search = replace(search, early_stop=None, until=None)
        training = TrainingConfig(
            epochs=epochs,
            batch=4,
            loss=HeatmapLoss.PEAK,
            rate=2e-3,
            sigma=(float(self.sigma), float(self.sigma)),
            ranges=_RANGES,
            average=0.99,
        )
        return Recipe(
            "compact U-Net",
            NETWORK,
            training,
            Framing.FILM,
            longest=_LONGEST,
            multiple=8,
            views=1,
            adaptive=search,
        )


_LAPTOP = SigmaForm.LAPTOP
ROWS = (
    *(SigmaRow(f"fixed-{sigma:g}", sigma, usual=sigma in _USUAL) for sigma in _FIXED),
    *(SigmaRow(f"laoml-{start}", start, _LAPTOP, usual=start == 5) for start in _STARTS),
    SigmaRow("laoml-5-never-held", 5, _LAPTOP, held=False),
    SigmaRow("laoml-5-heads", 5, SigmaForm.HEADS),
    SigmaRow("laoml-5-paper", 5, SigmaForm.PAPER),  # its copies, its numbers; network and loss as the others
)


def chosen_rows(wanted: Sequence[str] | None) -> tuple[SigmaRow, ...]:
    """The rows that are `wanted` (None: the usual ones). Raises `EngineError` for a name that fits none."""
    return tuple(row for row in select_rows(ROWS, wanted) if wanted is not None or row.usual)
