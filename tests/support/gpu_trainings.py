"""Every training of the engine, small enough to be made on an emulated GPU."""

from dataclasses import replace

import numpy as np
import torch
from coteaching_spots import TINY as SPOTS
from coteaching_spots import spots
from small_nets import tiny_config, tiny_films
from spot_sets import TINY, config, domain

from engine.coteaching.c2t import CoTeaching
from engine.geometry.coordinates import Size
from engine.networks.detector import build_network
from engine.networks.unet import UNetConfig
from engine.registration.edgetrans_batches import StageOneFilms
from engine.registration.edgetrans_training import StageOneTraining
from engine.runtime.random import Seeded
from engine.supervised.start import StartingNetwork
from engine.supervised.systems import SYSTEMS, System
from engine.training.adversarial import AdversarialTrainer
from engine.training.finder import FinderConfig, FinderTraining
from engine.training.patches import labelled, patch_size
from engine.training.trainer import Trainer
from engine.training.validation import DomainFilms

SIZE, LANDMARKS = Size(64, 64), 3
OTHERS = ("laoml-sigmas", "finder", "co-teaching", "co-teaching-sigmas", "stage-one")
ALL = (*(system.value for system in System), *OTHERS)
SMALL = ("small", "finder", "co-teaching-sigmas", "stage-one")


def noise(count, seed):
    """Films of noise with landmarks anywhere."""
    random, patch = np.random.default_rng(seed), patch_size(SIZE)
    shape = (1, patch.height, patch.width)
    patches = [torch.from_numpy(random.random(shape, dtype=np.float32)).half() for _ in range(count)]
    points = [torch.tensor(random.uniform(8, 56, (LANDMARKS, 2)), dtype=torch.float32) for _ in patches]
    return labelled(patches, points, [np.ones(LANDMARKS)] * count, count, SIZE)


def training(name, device, epochs=2):
    """The training `name`: two steps an epoch of two films each; those of `SMALL` have a tiny network."""
    if name == "small":
        with Seeded(0):
            net = build_network([2], TINY)
        return Trainer(net, [domain(4)], config(epochs=epochs, batch=2), device, 1)
    if name == "finder":
        small = FinderConfig(UNetConfig((6, 8, 12)), longest=48, steps=4, batch=3)
        return FinderTraining(domain(7).train, small, device, 0)
    if name.startswith("co-teaching"):
        taught = CoTeaching(spots(), SPOTS, device, 0)
        taught.sigma = (2.0, 2.5) if name.endswith("sigmas") else None
        return taught
    if name == "stage-one":
        films = tiny_films()
        moved = StageOneFilms(*(each.to(device) for each in (films.images, films.valid, films.points)))
        return StageOneTraining(moved, tiny_config(epochs=epochs))
    recipe = SYSTEMS[System(name.removesuffix("-sigmas"))]
    films = DomainFilms("x", noise(4, 0), noise(2, 1), np.ones(2), "px")
    net, _ = StartingNetwork().network([LANDMARKS], recipe, 1)
    learning = replace(recipe.training, epochs=epochs, batch=2)
    if recipe.adversary is not None:
        return AdversarialTrainer(net, films, learning, recipe.adversary, device, 1)
    taught = Trainer(net, [films], learning, device, 1)
    if name.endswith("-sigmas"):
        taught.sigma, taught.balance = (3.0, 4.0, 5.0), 5.0
    return taught
