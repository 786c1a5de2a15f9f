"""The rows of the measurement of learned sigmas: LaOML's tables and figures, made small and as published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from engine.benchmark.job import Row, select_rows
from engine.errors import EngineError
from engine.models.reference import Framing
from engine.networks.unet import UNetConfig
from engine.sigma.config import SigmaForm, sigma_config
from engine.supervised.systems import SYSTEMS, Recipe, System, tuned
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
_PUBLISHED = (3, 5, 8, 10, 15, 18, 20)


class Study(StrEnum):
    """Which films and which network: small head films, or the paper's own on one of its two sets."""

    SMALL = "small"
    HEADS = "paper"
    ULTRASOUND = "ultrasound"

    @property
    def epochs(self) -> int:
        """Of each training."""
        return EPOCHS if self is Study.SMALL else SYSTEMS[System.LAOML].training.epochs

    @property
    def steering_share(self) -> float:
        """Of the films to learn from, where no part of the others steers; ultrasound: 60 / 20 / 20 %."""
        return 0.25 if self is Study.ULTRASOUND else 0.2


@dataclass(frozen=True, slots=True)
class SigmaRow(Row):
    """A fixed `sigma`, or one to learn from (`form`), `held` once it settled.

    `usual`: measured also where no row is asked for. `system`: what is trained as published.
    """

    sigma: float
    form: SigmaForm | None = None
    held: bool = True
    usual: bool = False
    study: Study = Study.SMALL
    system: System = System.LAOML

    @property
    def learned(self) -> bool:
        """Whether sigma is learned."""
        return self.form is not None

    @property
    def fixed(self) -> bool:
        """Whether it is the plain network with a fixed sigma."""
        return not self.learned and self.system is System.LAOML

    def recipe(self, epochs: int) -> Recipe:
        """Everything that the row trains with: in a study the same but for sigma and what is compared."""
        return self._small(epochs) if self.study is Study.SMALL else self._published(epochs)

    def _published(self, epochs: int) -> Recipe:
        """The paper's U-Net, or what its table 2 compares it with, in the numbers of the study."""
        ultrasound = self.study is Study.ULTRASOUND
        rate, critic = _ULTRASOUND_RATES.get(self.system, (None, None)) if ultrasound else (None, None)
        recipe = tuned(
            SYSTEMS[self.system],
            epochs=epochs,
            longest=256 if ultrasound else None,
            sigma=None if self.system is System.LAOML_C else (float(self.sigma), float(self.sigma)),
            rate=rate,
            critic_rate=critic,
            adaptive=self.form,
            warm_up=40 if ultrasound else None,
        )
        if self.held or recipe.adaptive is None:
            return recipe
        return replace(recipe, adaptive=replace(recipe.adaptive, early_stop=None))

    def _small(self, epochs: int) -> Recipe:
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


# learning rates on ultrasound that differ from those on heads: of the network, of the critic
_ULTRASOUND_RATES = {
    System.LAOML_C: (1e-3, None),
    System.LAOML_RNN: (2e-4, None),
    System.LAOML_GAN: (1e-4, 4e-4),
}


def _published_rows(study: Study) -> list[SigmaRow]:
    """Tables 2, 4 and 6 and figures 7 and 10; of the ultrasound tables 1, 3 and 5 and figures 4, 6 and 9."""
    paper = SigmaForm.PAPER
    others = {"gan": System.LAOML_GAN, "rnn": System.LAOML_RNN, "c": System.LAOML_C}
    return [
        *(SigmaRow(f"{study}-fixed-{sigma}", sigma, study=study) for sigma in _PUBLISHED),
        *(SigmaRow(f"{study}-{name}", 5, study=study, system=system) for name, system in others.items()),
        *(SigmaRow(f"{study}-laoml-{start}", start, paper, study=study) for start in _STARTS),
        SigmaRow(f"{study}-laoml-5-never-held", 5, paper, held=False, study=study),
    ]


_LAPTOP = SigmaForm.LAPTOP
ROWS = (
    *(SigmaRow(f"fixed-{sigma:g}", sigma, usual=sigma in _USUAL) for sigma in _FIXED),
    *(SigmaRow(f"laoml-{start}", start, _LAPTOP, usual=start == 5) for start in _STARTS),
    SigmaRow("laoml-5-never-held", 5, _LAPTOP, held=False),
    SigmaRow("laoml-5-heads", 5, SigmaForm.HEADS),
    SigmaRow("laoml-5-paper", 5, SigmaForm.PAPER),  # its copies, its numbers; network and loss as the others
    *_published_rows(Study.HEADS),
    *_published_rows(Study.ULTRASOUND),
)


def chosen_rows(wanted: Sequence[str] | None) -> tuple[SigmaRow, ...]:
    """The rows that are `wanted` (None: the usual ones), all of one study.

    Raises `EngineError` for a name that fits none, and for rows whose films are not the same.
    """
    chosen = tuple(row for row in select_rows(ROWS, wanted) if wanted is not None or row.usual)
    if len({row.study for row in chosen}) > 1:
        raise EngineError(
            "Small rows, those as published (paper-...) and those on ultrasound see other films: measure "
            "them one after the other."
        )
    return chosen
