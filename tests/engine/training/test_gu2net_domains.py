"""Domains of a universal network: what they share, what is their own, and how one more is added."""

import copy

import pytest
import torch
from torch import Tensor, nn

from engine.geometry.coordinates import Size
from engine.geometry.heatmaps import render
from engine.networks.gu2net import GU2Net, GU2NetConfig, TrainedParts, add_domain, train_only
from engine.networks.gu2net_parts import PerDomain
from engine.networks.norm import Norm, with_norm
from engine.training.losses import HeatmapLoss, heatmap_loss

SIZE = Size(16, 16)


def trained_steps(net: GU2Net, domain: int, steps: int = 2) -> list[float]:
    """The losses of `steps` steps on one film of `domain`, with weight decay, which moves all it gets."""
    torch.manual_seed(1)
    points = torch.rand(2, net.landmarks[domain], 2) * 12 + 2
    images, target = torch.rand(2, 1, SIZE.height, SIZE.width), render(points, SIZE, 2.0)
    optimiser = torch.optim.AdamW(net.parameters(), lr=1e-2, weight_decay=0.1)
    losses = []
    for _ in range(steps):
        optimiser.zero_grad()
        found = net.train().outputs(images, domain)[-1]
        loss = heatmap_loss(HeatmapLoss.BCE, found, target, 0.0).mean()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        losses.append(float(loss.detach()))
    return losses


def answer(net: GU2Net, domain: int) -> Tensor:
    """What the network says of one fixed film."""
    film = torch.linspace(0, 1, SIZE.height * SIZE.width).reshape(1, 1, SIZE.height, SIZE.width) ** 2
    with torch.no_grad():
        return net.eval().outputs(film, domain)[-1]


def values(net: GU2Net) -> dict[str, Tensor]:
    """Copies of all weights and statistics."""
    return {name: value.clone() for name, value in net.state_dict().items()}


def moved(net: GU2Net, before: dict[str, Tensor]) -> set[str]:
    """The names of the weights and statistics that are no longer those of `before`."""
    return {name for name, value in net.state_dict().items() if not torch.equal(before[name], value)}


def own(net: GU2Net, domain: int) -> set[str]:
    """The names of the weights and statistics that are `domain`'s own."""
    lists = [name for name, part in net.named_modules() if isinstance(part, PerDomain)]
    starts = tuple(f"{name}.{domain}." for name in lists)
    return {name for name in net.state_dict() if name.startswith(starts)}


def small_net() -> GU2Net:
    """Two domains of two and three landmarks."""
    torch.manual_seed(0)
    return GU2Net((2, 3), GU2NetConfig())


def test_mixing_is_shared_and_all_the_rest_is_each_domains_own():
    net = small_net()
    shared = set(net.state_dict()) - own(net, 0) - own(net, 1)
    assert all(".pointwise." in name for name in shared)
    assert sum(net.state_dict()[name].numel() for name in shared) == 1_925_440
    before, said = values(net), answer(net, 1)
    trained_steps(net, 0)
    assert shared < moved(net, before) <= shared | own(net, 0)
    assert not torch.equal(answer(net, 1), said)  # through what is shared


def test_training_one_domain_leaves_another_to_the_bit_where_the_shared_part_is_frozen():
    net = small_net()
    trained_steps(net, 1)
    before, said = values(net), answer(net, 1)
    train_only(net, 0)
    trained_steps(net, 0)
    assert moved(net, before)
    assert moved(net, before) <= own(net, 0)
    assert any("running_mean" in name for name in moved(net, before))
    assert torch.equal(answer(net, 1), said)


@pytest.mark.parametrize("parts", list(TrainedParts))
def test_an_anatomy_is_added_without_a_change_to_the_others(parts: TrainedParts):
    torch.manual_seed(0)
    net = GU2Net((2, 3), GU2NetConfig(parts))
    trained_steps(net, 0, 1)
    before = [answer(net, domain) for domain in (0, 1)]
    grown = add_domain(net, 4)
    assert net.landmarks == (2, 3)
    assert grown.landmarks == (2, 3, 4)
    losses = trained_steps(grown, 2, 4)
    assert losses[-1] < losses[0]
    assert answer(grown, 2).shape == (1, 4, SIZE.height, SIZE.width)
    for domain, said in enumerate(before):
        assert torch.equal(answer(grown, domain), said)


def test_only_what_is_the_new_ones_own_trains():
    grown = add_domain(small_net(), 5)
    trains = {name for name, weights in grown.named_parameters() if weights.requires_grad}
    assert trains == own(grown, 2) & {name for name, _ in grown.named_parameters()}
    with torch.device("meta"):
        built = GU2Net((2, 3, 5), GU2NetConfig())
    assert {name: value.shape for name, value in built.state_dict().items()} == {
        name: value.shape for name, value in grown.state_dict().items()
    }


def test_a_new_anatomy_has_the_norm_of_the_others():
    grown = add_domain(with_norm(small_net(), Norm.GROUP), 5)
    assert not any(isinstance(part, nn.BatchNorm2d) for part in grown.modules())
    built = with_norm(GU2Net((2, 3, 5), GU2NetConfig()), Norm.GROUP)
    built.load_state_dict(grown.state_dict())
    assert torch.equal(answer(built, 2), answer(grown, 2))


def test_adding_copies_and_never_shares():
    net = small_net()
    before = values(net)
    trained_steps(add_domain(net, 5), 2)
    assert not moved(net, before)
    assert all(weights.requires_grad for weights in net.parameters())


def test_it_learns_two_domains_in_turn():
    net = small_net()
    start = copy.deepcopy(net)
    first = [trained_steps(copy.deepcopy(start), domain, 1)[0] for domain in (0, 1)]
    for _ in range(4):
        last = [trained_steps(net, domain, 4)[-1] for domain in (0, 1)]
    assert last[0] < first[0] / 2
    assert last[1] < first[1] / 2
