"""The request of a training on labelled films: all that decides what is learned but the films themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch

from engine.models.model_card import ModelCard
from engine.models.trained_model import TrainedModel
from engine.networks.farnet import FARNetConfig
from engine.networks.hrnet import HRNetConfig
from engine.networks.norm import Norm
from engine.networks.pretrained_features import check_stages
from engine.networks.pretrained_unet import PretrainedUNetConfig
from engine.operation import StopEarly
from engine.runtime.distributed import ALONE, Ranks
from engine.runtime.run_store import RunStore
from engine.sigma.config import SigmaConfig
from engine.supervised.start import StartingNetwork
from engine.supervised.systems import Recipe, System
from engine.training.losses import HeatmapLoss
from engine.training.trainer import TrainingError
from engine.wording import counted


@dataclass(frozen=True, slots=True)
class SupervisedSettings:
    """How to learn. Built once by whoever asks, and handed on whole.

    `store` keeps the state of an unfinished run; `card`: what its texts say wins. `start`: what the networks
    start from. `ranks`: the processes that share the work. `stop`: ends the training at its next step, with
    the best that it has come to. `fit_reading`: learn from the validation films how their readers place
    points beside the model's, and keep that in the model. `assessed_by`: models of this recipe that have
    learned from parts of the films; what they say of the others stands for what the new one would say.
    `half`: the weights that are kept are those that half precision holds, so that the file is half as large.
    """

    system: System
    recipe: Recipe
    device: torch.device
    seed: int = 0
    store: RunStore = field(default_factory=lambda: RunStore(None))
    card: ModelCard = field(default_factory=ModelCard)
    start: StartingNetwork = field(default_factory=StartingNetwork)
    ranks: Ranks = ALONE
    stop: StopEarly = field(default_factory=StopEarly, compare=False)
    fit_reading: bool = False
    assessed_by: tuple[TrainedModel, ...] = ()
    half: bool = False

    def check(self, names: Sequence[str]) -> None:
        """Raise `TrainingError` where sets of these `names` cannot be learned together, or not like this."""
        recipe, start = self.recipe, self.start
        if not names:
            raise TrainingError("There is no set to learn from: give films and a table of their landmarks.")
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise TrainingError(f"Two sets are called {twice[0]!r}: give each a name of its own.")
        if len(names) > 1 and not recipe.universal:
            raise TrainingError(
                f"{recipe.title} learns one anatomy, not {len(names)}: train gu2net, or one model for each."
            )
        if start.extended is not None:
            self._check_extended()
        if recipe.norm is Norm.FROZEN and start.weights is None and start.extended is None:
            raise _frozen_too_early(recipe)
        if recipe.adaptive is not None:
            _check_search(len(names), recipe, recipe.adaptive, self.ranks)
        if recipe.adversary is not None and self.ranks.world > 1:
            raise TrainingError("A critic learns in one process: start it without torchrun.")
        if isinstance(recipe.network, PretrainedUNetConfig):
            check_stages()
        for assessor in self.assessed_by:
            _check_assessor(len(names), recipe, assessor)
        start.check(names)

    def _check_extended(self) -> None:
        if not self.recipe.universal:
            raise TrainingError(f"{self.recipe.title} cannot extend a model: train with --system gu2net.")
        if self.half:
            raise TrainingError(
                "The shared part of a model that is extended stays as it is: leave --half away, its weights "
                "keep the precision that they have."
            )


def _check_assessor(sets: int, recipe: Recipe, assessor: TrainedModel) -> None:
    if sets > 1:
        raise TrainingError("A model is assessed by others of one anatomy only: give one set.")
    wanted = (recipe.network, recipe.framing, recipe.detectors, recipe.views)
    if (assessor.network, assessor.framing, len(assessor.detectors), assessor.views) != wanted:
        raise TrainingError(
            f"A model that assesses ({assessor.training.title}) was not trained as the new one will be, so "
            "its errors say nothing of that one: train it with the same system from a part of the films."
        )


def _frozen_too_early(recipe: Recipe) -> TrainingError:
    if isinstance(recipe.network, FARNetConfig | HRNetConfig):
        return TrainingError(
            "Normalisation cannot be frozen where it has learned nothing yet: give --weights FILE, or "
            "choose --norm group."
        )
    return TrainingError(
        f"Normalisation is frozen with the statistics that --weights bring, and {recipe.title} takes none: "
        "choose --norm group, or train farnet or hrnet."
    )


def _check_search(sets: int, recipe: Recipe, search: SigmaConfig, ranks: Ranks) -> None:
    if sets > 1:
        raise TrainingError("Sigmas are learned for one anatomy at a time: give one set, or fixed sigmas.")
    if recipe.training.loss is HeatmapLoss.COORDINATES:
        raise TrainingError(f"{recipe.title} has no heatmaps whose sigmas could be learned: train laoml.")
    if ranks.world > 1:
        raise TrainingError("Sigmas are learned in one process: start it without torchrun.")
    if search.warm_up >= recipe.training.epochs:
        raise TrainingError(
            f"The search for sigmas begins after {counted(search.warm_up, 'epoch')}, and the training has "
            f"{recipe.training.epochs}: give it more (--epochs)."
        )
    if search.until is not None and search.warm_up >= search.until:
        raise TrainingError(
            f"The search for sigmas begins after {counted(search.warm_up, 'epoch')} and ends after "
            f"{search.until}: give a shorter --warm-up, or more --epochs."
        )
