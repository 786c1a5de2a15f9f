"""The registration network: published sizes, maps in pixels, and a cascade that composes."""

import dataclasses
import math

import numpy as np
import pytest
import torch
from small_registration import SIZE, SMALL, films, parameters, shaken

from engine.errors import EngineError
from engine.geometry.coordinates import Size, to_normalised
from engine.geometry.displacement import affine_field, warp
from engine.networks.attention import AttentionConfig, AttnFuse, join_windows, split_windows
from engine.networks.hrnet_weights import HubModel
from engine.networks.registration_net import (
    AffineParts,
    AlignmentRanges,
    GlobalAlignment,
    RegistrationBackbone,
    RegistrationNet,
    RegistrationNetConfig,
    affine_matrix,
    field_after,
    normalised_to_pixels,
    perspective_matrix,
)


@pytest.fixture(scope="module")
def paper():
    return RegistrationNet(RegistrationNetConfig())


def parts(seed=0, count=6):
    generator = torch.Generator().manual_seed(seed)
    outputs = 1.6 * torch.rand(count, 6, generator=generator, dtype=torch.float64) - 0.8
    return AlignmentRanges().parts(outputs)


def test_the_papers_network_has_the_published_size_which_depends_on_the_film(paper):
    assert parameters(paper.backbone) == 9_562_260
    assert parameters(paper) == 10_094_242
    square = RegistrationNet(RegistrationNetConfig(RegistrationBackbone.UNET, 256, 256))
    assert parameters(square) - parameters(square.backbone) == 531_022  # fewer positions


def test_the_papers_network_registers_a_pair_and_says_where_it_starts(paper):
    paper.eval()
    fixed = torch.rand(1, 1, 320, 256)
    with torch.no_grad():
        found = paper(fixed, fixed.flip(-1), local_steps=1)
    assert found.fields[-1].shape == (1, 2, 320, 256)
    assert paper.initialisation.line == "Backbone: random weights."


def test_the_matrix_is_the_printed_one():
    given = parts()
    (sx, sy), a, b = given.scale[0].tolist(), float(given.rotation[0]), float(given.shear[0])
    printed = [
        [sx * math.cos(a), sx * (math.cos(a) * math.tan(b) + math.sin(a)), float(given.shift[0, 0])],
        [-sy * math.sin(a), sy * (-math.sin(a) * math.tan(b) + math.cos(a)), float(given.shift[0, 1])],
        [0.0, 0.0, 1.0],
    ]
    assert affine_matrix(given)[0].tolist() == [pytest.approx(row) for row in printed]


def test_the_ranges_are_those_of_the_config():
    given = AlignmentRanges(0.5, 0.25, 1.0, 0.1).parts(torch.ones(1, 6))
    assert given.shift.tolist() == [[1.0, 1.0]]
    assert given.scale.tolist() == [[1.5, 1.25]]
    assert (float(given.rotation), float(given.shear)) == (1.0, pytest.approx(0.1))


def test_a_map_in_pixels_agrees_with_the_normalised_frame():
    size = Size(256, 320)
    maps = affine_matrix(parts()) @ perspective_matrix(torch.full((6, 2), 0.1, dtype=torch.float64))
    points = np.random.default_rng(0).uniform(0, 255, (5, 2))
    homogeneous = np.concatenate([to_normalised(points, size), np.ones((5, 1))], axis=1)
    mapped = homogeneous @ maps[0].numpy().T
    wanted = mapped[:, :2] / mapped[:, 2:]
    pixels = np.concatenate([points, np.ones((5, 1))], axis=1) @ normalised_to_pixels(maps, size)[0].numpy().T
    assert to_normalised(pixels[:, :2] / pixels[:, 2:], size) == pytest.approx(wanted, abs=1e-8)


def test_half_a_film_to_the_right_is_half_its_width_in_pixels():
    zero, one = torch.zeros(1), torch.ones(1, 2)
    shifted = affine_matrix(AffineParts(torch.tensor([[1.0, 0.0]]), one, zero, zero))
    assert normalised_to_pixels(shifted, Size(64, 96))[0, :2, 2].tolist() == [32.0, 0.0]


def test_a_known_affine_gives_the_known_field():
    maps = torch.tensor([[[0.9, 0.1, 3.0], [-0.2, 1.1, -4.0], [0.0, 0.0, 1.0]]])
    field = field_after(maps, torch.zeros(1, 2, 96, 64))
    assert torch.allclose(field, affine_field(maps[:, :2], SIZE), atol=1e-4)
    # pixel (x, y) = (10, 20): x' = 9 + 2 + 3, y' = -2 + 22 - 4
    assert field[0, :, 20, 10].tolist() == pytest.approx([14 - 10, 16 - 20], abs=1e-4)


@pytest.mark.parametrize(
    "alignment", [GlobalAlignment.NONE, GlobalAlignment.AFFINE, GlobalAlignment.PERSPECTIVE]
)
def test_an_untrained_network_leaves_the_film_as_it_is(alignment):
    net = RegistrationNet(dataclasses.replace(SMALL, alignment=alignment))
    moving = films(seed=1)
    found = net(films(), moving)
    assert torch.allclose(found.alignment, torch.eye(3).expand(2, 3, 3), atol=1e-5)
    assert max(field.abs().max() for field in found.fields) < 1e-3
    assert all(torch.allclose(seen, moving, atol=1e-3) for seen in found.warped)


def test_shapes_and_counts_follow_the_steps():
    found = shaken()(films(3), films(3, 1))
    assert found.alignment.shape == (3, 3, 3)
    assert [tuple(x.shape) for x in found.local] == [(3, 2, 96, 64)] * 2
    assert [tuple(x.shape) for x in found.fields] == [(3, 2, 96, 64)] * 3
    assert [tuple(x.shape) for x in found.warped] == [(3, 1, 96, 64)] * 3


@pytest.mark.parametrize("steps", [0, 1, 4])
def test_the_number_of_local_steps_can_be_changed_without_training_again(steps):
    net = shaken()
    found, usual = net(films(), films(seed=1), local_steps=steps), net(films(), films(seed=1))
    assert len(found.local) == steps
    shared = min(steps, 2)
    assert torch.allclose(found.fields[shared], usual.fields[shared], atol=1e-5)


@pytest.mark.parametrize("none", [{"layers": 0}, {"heads": 0}, {"layers": 0, "heads": 0}])
def test_without_attention_the_maps_go_straight_to_the_heads(none):
    net = shaken(dataclasses.replace(SMALL, **none))
    assert not [name for name, _ in net.fuse.named_parameters() if not name.startswith("reduce")]
    found = net(films(), films(seed=1))
    assert found.fields[-1].abs().max() > 0.1


@pytest.mark.parametrize("alignment", [GlobalAlignment.AFFINE, GlobalAlignment.PERSPECTIVE])
def test_every_parameter_learns(alignment):
    net = shaken(dataclasses.replace(SMALL, alignment=alignment)).train()
    found = net(films(), films(seed=1))
    sum((seen - films()).abs().sum() for seen in found.warped).backward()
    assert not [name for name, p in net.named_parameters() if p.grad is None or not p.grad.any()]


def test_half_precision_leaves_positions_exact():
    net = shaken(dataclasses.replace(SMALL, alignment=GlobalAlignment.SIFT))
    given = torch.tensor([[1.0, 0.0, 0.3], [0.0, 1.0, -0.2], [0.0, 0.0, 1.0]]).expand(2, 3, 3)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = net(films(), films(seed=1), alignment=given)
    assert {x.dtype for x in (*found.local, *found.fields, *found.warped)} == {torch.float32}
    assert found.fields[0][0, :, 95, 63].tolist() == pytest.approx([0.3, -0.2], abs=1e-4)
    exact = net(films(), films(seed=1), alignment=given)
    assert torch.allclose(
        found.fields[2], exact.fields[2], atol=0.3
    )  # the flows themselves may differ a little


def test_a_short_training_pulls_a_shifted_film_back():
    torch.manual_seed(0)
    net = RegistrationNet(dataclasses.replace(SMALL, layers=0))
    moving = films(4)
    fixed = warp(moving, torch.tensor([6.0, -4.0])[:, None, None].expand(4, 2, 96, 64))
    optimiser = torch.optim.Adam(net.parameters(), 3e-3)
    losses = []
    for _ in range(30):
        found = net(fixed, moving)
        loss = sum((seen - fixed).abs().mean() for seen in found.warped)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert min(losses[-5:]) < 0.5 * losses[0]


def test_windows_are_joined_as_they_were_split():
    image = torch.arange(2 * 3 * 8 * 4.0).view(2, 3, 8, 4)
    windows = split_windows(image.flatten(2).transpose(1, 2), (8, 4), 2)
    assert windows.shape == (8, 8, 3)
    assert torch.equal(join_windows(windows, (8, 4), 2), image)
    assert torch.equal(windows[1].t().view(3, 4, 2), image[0, :, :4, 2:])  # the upper right one


def test_fine_levels_see_their_own_window_only_and_coarse_levels_everything():
    torch.manual_seed(0)
    config = AttentionConfig((4, 4, 4, 4), Size(64, 64), 8, 1, 2, 2, 16, 0.0)
    fuse = AttnFuse(config).eval()
    for parameter in fuse.parameters():
        torch.nn.init.normal_(parameter, std=0.5)
    maps = [torch.rand(1, 4, 64 // s, 64 // s) for s in (4, 8, 16, 32)]
    with torch.no_grad():
        before = fuse.dense(maps)
        fine, coarse = maps[0].clone(), maps[3].clone()
        fine[0, :, 0, 0] += 1
        coarse[0, :, 0, 0] += 1
        near = (fuse.dense([fine, *maps[1:]]) - before).abs().amax(dim=(0, 1)) > 1e-6
        far = (fuse.dense([*maps[:3], coarse]) - before).abs().amax(dim=(0, 1)) > 1e-6
    assert near[:8, :8].all()
    assert not near[8:].any()
    assert not near[:, 8:].any()
    assert far.all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"width": 100}, "multiples of 32"),
        ({"height": 0}, "multiples of 32"),
        ({"windows": 4, "height": 160}, "multiples of 64"),
        ({"heads": 3}, "3 heads do not divide 8"),
    ],
)
def test_a_config_that_cannot_work_says_what_to_change(change, message):
    with pytest.raises(EngineError, match=message):
        dataclasses.replace(SMALL, **change)


def test_a_film_of_another_size_and_weights_for_a_unet_are_refused():
    with pytest.raises(EngineError, match=r"64 x 96 pixels, got .* resize the films"):
        RegistrationNet(SMALL)(torch.rand(2, 1, 64, 64), films())
    with pytest.raises(EngineError, match="HRNet only"):
        RegistrationNet(SMALL, HubModel())
