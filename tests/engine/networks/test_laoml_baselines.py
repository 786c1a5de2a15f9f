"""What LaOML is compared with: coordinates, a recurrence over landmarks, and a critic."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from spot_sets import CPU, config, domain, write_films
from stopped_runs import same_tensors
from train_requests import train_request, with_changes

from engine.folders.train import train_folder
from engine.geometry.coordinates import Size
from engine.geometry.heatmaps import decode, render
from engine.models.checkpoint import load_model
from engine.networks.detector import build_network
from engine.networks.farnet_baselines import OriginalUNetConfig
from engine.networks.laoml_baselines import BaselineKind, LaomlBaselineConfig, soft_argmax
from engine.operation import run
from engine.supervised.systems import SYSTEMS, System, tuned
from engine.training.adversarial import AdversarialTrainer, AdversaryConfig
from engine.training.losses import HeatmapLoss
from engine.training.trainer import Trainer, TrainingError

SMALL = OriginalUNetConfig((4, 6), colours=1, bias=True)
COORDINATES = LaomlBaselineConfig(BaselineKind.COORDINATES, SMALL)
RECURRENT = LaomlBaselineConfig(BaselineKind.RECURRENT, SMALL, width=4)
RATES = {System.LAOML: 2e-4, System.LAOML_C: 1e-2, System.LAOML_RNN: 2e-5, System.LAOML_GAN: 2e-5}


def network(kind, landmarks=2):
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        return build_network((landmarks,), kind)


def test_learning_rates_are_those_that_the_paper_prints_for_head_films():
    for system, rate in RATES.items():
        recipe = SYSTEMS[system]
        assert (recipe.training.rate, recipe.training.epochs, recipe.longest) == (rate, 250, 800)
    assert SYSTEMS[System.LAOML_GAN].adversary.rate == 8e-4


def test_a_soft_argmax_is_the_mean_of_a_steep_map():
    points = torch.tensor([[[10.25, 7.5], [20.0, 14.75]]])
    maps = render(points, Size(32, 24), 2.0).clamp(min=1e-30).log()  # softmax of these is a Gaussian
    torch.testing.assert_close(soft_argmax(maps), points, atol=1e-3, rtol=0)


def test_coordinates_are_answered_as_heatmaps_and_learned_without():
    net = network(COORDINATES).eval()
    images = torch.rand(2, 1, 24, 32)
    with torch.no_grad():
        found = decode(net(images), 3.0).points
        wanted = soft_argmax(net.outputs(images)[0])
    torch.testing.assert_close(found, wanted, atol=0.05, rtol=0)
    trainer = Trainer(network(COORDINATES), [domain()], settings(loss=HeatmapLoss.COORDINATES), CPU, 1)
    run(trainer.run())
    assert trainer.curve[-1].loss < 0.8 * trainer.curve[0].loss


def test_a_landmark_without_label_has_no_distance():
    films = domain(3)
    films.train.points[:, 1] = torch.nan
    films.train.trust[:, 1] = 0
    trainer = Trainer(network(COORDINATES), [films], settings(loss=HeatmapLoss.COORDINATES), CPU, 1)
    net = run(trainer.run())
    assert all(bool(each.isfinite().all()) for each in net.parameters())


def settings(**changes):
    return config(**({"epochs": 4, "rate": 1e-2, "loss": HeatmapLoss.MSE, "average": None} | changes))


def test_a_recurrence_passes_on_from_each_landmark_to_those_after_it():
    net, images = network(RECURRENT, 3).eval(), torch.rand(1, 1, 16, 16)
    with torch.no_grad():
        assert torch.equal(net(images), net.unet(images))  # before it has learned anything
        torch.nn.init.normal_(net.head.weight, generator=torch.Generator().manual_seed(1))
        first, real = net(images), net.unet.forward
        changed = real(images)
        changed[:, 1] += 1
        net.unet.forward = lambda _: changed
        second = net(images)
    assert torch.equal(first[:, 0], second[:, 0])
    assert not torch.equal(first[:, 2], second[:, 2])


def adversarial(weight=1e-3, epochs=2):
    adversary = AdversaryConfig(8e-4, weight)
    return AdversarialTrainer(network(SMALL), domain(5), settings(epochs=epochs), adversary, CPU, 1)


def test_a_critic_learns_beside_the_network_and_can_be_resumed_to_the_bit():
    whole = adversarial()
    best = run(whole.run())
    assert np.isfinite(whole.curve[-1].loss)
    first = adversarial()
    before = first.state()["critic"]["nets"][0]["conv1.weight"].clone()
    steps = first.run()
    next(steps)
    assert not torch.equal(before, first.state()["critic"]["nets"][0]["conv1.weight"])
    second = adversarial()
    second.restore(first.state())
    assert same_tensors(best, run(second.run()))


def test_the_critic_is_a_resnet_34_of_a_film_and_its_heatmaps():
    critic = adversarial()._critic
    landmarks = 2
    # its first layer sees the heatmaps beside the film, its last one has one answer; 21,797,672 as published
    count = 21_797_672 + (landmarks + 1 - 3) * 64 * 49 - 512 * 999 - 999
    assert sum(each.numel() for each in critic.parameters()) == count
    assert critic.conv1.stride == (2, 2)


def test_a_critic_without_weight_changes_nothing():
    alone = run(Trainer(network(SMALL), [domain(5)], settings(epochs=1), CPU, 1).run())
    watched = adversarial(0.0, epochs=1)
    steps = watched.run()
    next(steps), next(steps)
    for a, b in zip(alone.parameters(), watched.net.parameters(), strict=True):
        torch.testing.assert_close(a, b)


@pytest.mark.parametrize("system", [System.LAOML_C, System.LAOML_RNN, System.LAOML_GAN])
def test_every_baseline_goes_from_films_to_a_model(tmp_path, system):
    write_films(tmp_path, 4)
    recipe = tuned(SYSTEMS[system], epochs=1, longest=48)
    own = recipe.network
    small = replace(own, unet=SMALL) if isinstance(own, LaomlBaselineConfig) else SMALL
    asked = train_request(tmp_path, system=system, recipe=replace(recipe, network=small))
    run(train_folder(asked))
    assert load_model(asked.model_out).domain().network == small
    if system is System.LAOML_C:
        with pytest.raises(TrainingError, match="no heatmaps"):
            run(train_folder(with_changes(asked, recipe=tuned(asked.settings.recipe, adaptive="laptop"))))
