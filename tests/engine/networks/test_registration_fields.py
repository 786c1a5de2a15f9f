"""What the registration network does with its fields: composed, warped again, and other global steps."""

import dataclasses

import pytest
import torch
from small_registration import SIZE, SMALL, films, parameters, shaken

from engine.errors import EngineError
from engine.geometry.displacement import compose, pixel_positions, transfer_points, warp
from engine.networks.registration_net import GlobalAlignment, RegistrationNet


def test_what_is_seen_is_the_moving_film_through_the_whole_field():
    moving = films(seed=1)
    found = shaken()(films(), moving)
    assert found.fields[0].abs().max() > 1
    for field, seen in zip(found.fields, found.warped, strict=True):
        assert torch.allclose(seen, warp(moving, field), atol=1e-6)


def test_fields_are_composed_and_not_added():
    found = shaken()(films(), films(seed=1))
    first, second = found.local
    assert first.abs().max() > 0.5
    positions = pixel_positions(SIZE, torch.device("cpu"))
    inner = positions + compose(first, second)  # p -> second, then first
    whole = torch.einsum("nij,njhw->nihw", found.alignment[:, :2, :2], inner)
    whole = whole + found.alignment[:, :2, 2, None, None] - positions
    assert torch.allclose(found.fields[2], whole, atol=1e-3)
    assert not torch.allclose(found.fields[2], found.fields[0] + first + second, atol=0.05)


def test_a_landmark_goes_where_the_alignment_says():
    found = shaken()(films(), films(seed=1), local_steps=0)
    point = torch.tensor([[[20.0, 30.0]]])
    mapped = found.alignment @ torch.tensor([20.0, 30.0, 1.0])
    carried = transfer_points(found.fields[0], point)[:, 0]
    assert torch.allclose(carried, mapped[:, :2], atol=1e-3)


def test_a_later_pass_looks_at_the_film_that_an_earlier_one_has_warped():
    net, seen = shaken(), []
    net.backbone.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0][:, :1] * 0.226 + 0.449))
    found = net(films(), films(seed=1))
    assert len(seen) == 3
    assert torch.allclose(seen[0], films(seed=1), atol=1e-5)
    assert torch.allclose(seen[1], found.warped[0], atol=1e-5)
    assert torch.allclose(seen[2], found.warped[1], atol=1e-5)


def test_a_perspective_map_is_no_affine_one():
    net = shaken(dataclasses.replace(SMALL, alignment=GlobalAlignment.PERSPECTIVE), amount=0.5)
    found = net(films(), films(seed=1))
    assert found.alignment[:, 2, :2].abs().max() > 1e-4
    corner = found.alignment @ torch.tensor([63.0, 95.0, 1.0])
    wanted = corner[:, :2] / corner[:, 2:] - torch.tensor([63.0, 95.0])
    assert torch.allclose(found.fields[0][:, :, 95, 63], wanted, atol=1e-2)
    assert parameters(net.alignment_head) == 2 * 9 + parameters(RegistrationNet(SMALL).alignment_head)


def test_an_alignment_by_sift_is_taken_as_given_and_missing_it_is_refused():
    net = shaken(dataclasses.replace(SMALL, alignment=GlobalAlignment.SIFT))
    given = torch.tensor([[1.0, 0.0, 5.0], [0.0, 1.0, -3.0], [0.0, 0.0, 1.0]]).expand(2, 3, 3)
    found = net(films(), films(seed=1), alignment=given)
    assert torch.equal(found.alignment, given)
    assert found.fields[0][0, :, 40, 30].tolist() == pytest.approx([5.0, -3.0], abs=1e-4)
    with pytest.raises(EngineError, match="pass it as alignment"):
        net(films(), films())
