"""Registration networks so small that a test can train them, and films for them."""

import torch
from warped_films import anatomy

from engine.networks.registration_net import RegistrationBackbone, RegistrationNetConfig
from engine.registration.edgetrans_batches import PairRanges, stage_one_films
from engine.registration.edgetrans_losses import StageOneLosses, SyntheticRamp
from engine.registration.edgetrans_training import StageOneConfig
from engine.registration.synthetic_pairs import WarpRanges

SIZE = 64
STILL = (0.0, 0.0)
SHIFTS = WarpRanges(STILL, STILL, STILL, (0.1, 0.15), STILL)
NONE = WarpRanges(STILL, STILL, STILL, STILL, STILL, chance=0.0)


def tiny_net(**changes):
    usual = {"channels": 6, "d_model": 12, "windows": 2, "ffn": 24, "layers": 1, "heads": 1}
    return RegistrationNetConfig(RegistrationBackbone.UNET, SIZE, SIZE, **(usual | changes))


def tiny_config(**changes):
    """Synthetic supervision from the first step, dropout on: sameness has to hold with it."""
    losses = StageOneLosses(
        local_ramp=0.0, synthetic=50.0, synthetic_fall=SyntheticRamp.CONSTANT, synthetic_global=50.0
    )
    usual = {
        "net": tiny_net(),
        "losses": losses,
        "ranges": PairRanges(NONE, SHIFTS, exemplar_share=0.5),
        "epochs": 3,
        "batch": 2,
        "highest_rate": 2e-3,
        "lowest_rate": 1e-4,
    }
    return StageOneConfig(**(usual | changes))


def tiny_films(count=4):
    """Films of different sizes and aspect ratios; the landmarks [3, 2] are the exemplar's."""
    sizes = [(60, 70), (90, 80), (64, 64), (50, 100), (70, 60)]
    images = []
    for number in range(count):
        width, height = sizes[number % len(sizes)]
        film = torch.from_numpy(anatomy(seed=number % 2))[None, None]
        images.append(torch.nn.functional.interpolate(film, size=(height, width), mode="area"))
    points = torch.tensor([[20.0, 30.0], [35.0, 40.0], [30.0, 22.0]])
    return stage_one_films(images[0], points, images[1:], tiny_net().size)
