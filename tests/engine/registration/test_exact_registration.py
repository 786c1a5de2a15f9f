"""Registration computes with all digits: no convolution of it may be shortened on a GPU."""

import pytest
import torch
from small_nets import tiny_net
from warped_films import affine, anatomy, landmarks, on_grid, warped

from engine.networks.registration_net import RegistrationNet
from engine.registration import edgetrans, films, instance
from engine.registration.edgetrans import EdgeTransConfig, EdgeTransRegistration
from engine.registration.films import exactly
from engine.registration.instance import InstanceConfig, InstanceRegistration, StartPose
from engine.runtime.precision import exact


@pytest.fixture
def shortened(monkeypatch):
    """Whether each convolution may be shortened, as if the films lay on a GPU that does so."""
    seen, convolve = [], torch.nn.functional.conv2d

    def recording(*given, **named):
        seen.append(torch.backends.cudnn.allow_tf32)
        return convolve(*given, **named)

    for room in (edgetrans, films, instance):
        monkeypatch.setattr(room, "exact", lambda _: exact(torch.device("cuda")))
    monkeypatch.setattr(torch.backends.cudnn, "allow_tf32", True)
    monkeypatch.setattr(torch.nn.functional, "conv2d", recording)
    return seen


def by_instance(exemplar):
    return InstanceRegistration(exemplar, landmarks(), InstanceConfig(fine=128)).register


def by_bridge(exemplar):
    start = StartPose(torch.eye(2, 3)[None])
    registration = InstanceRegistration(exemplar, landmarks(), InstanceConfig(fine=128))
    return lambda batch: registration.register_from(batch, start, start)


def by_net(fit):
    def register(exemplar):
        config = EdgeTransConfig(fit, instance=InstanceConfig(fine=128))
        return EdgeTransRegistration(exemplar, landmarks(), RegistrationNet(tiny_net()), config).register

    return register


@pytest.mark.parametrize("bound", [by_instance, by_bridge, by_net(True), by_net(False)])
def test_no_convolution_of_a_registration_is_shortened(shortened, bound):
    register = bound(on_grid(anatomy(), 128))
    steps = register([on_grid(warped(anatomy(), affine(3)[1]), 128)])
    between = [torch.backends.cudnn.allow_tf32 for _ in steps]
    assert len(shortened) > 10
    assert not any(shortened)
    assert all(between)  # others may shorten theirs while a registration waits


def test_a_registration_that_is_closed_leaves_nothing_switched_off(shortened):
    ended = []

    def steps():
        try:
            yield "alignment"
        finally:
            ended.append(torch.backends.cudnn.allow_tf32)

    generator = exactly(torch.device("cpu"), steps())
    assert next(generator) == "alignment"
    generator.close()
    assert ended == [True]
    assert torch.backends.cudnn.allow_tf32
