"""LaOML's controllers: what they see, what they draw, and that they learn which way is better."""

import pytest
import torch

from engine.sigma.config import PAPER, EarlyStop, SigmaConfig, SigmaForm, sigma_config
from engine.sigma.controllers import (
    ACTIONS,
    SigmaControllers,
    best_sigmas,
    moved,
    sample,
    settled,
    states,
    update,
)

NAN = float("nan")


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def none_frozen(count):
    return torch.zeros(count, dtype=torch.bool)


def made(count, rate=1e-3):
    controllers = SigmaControllers(count, generator())
    return controllers, torch.optim.Adam(controllers.parameters(), lr=rate)


def test_every_controller_has_the_papers_weights_and_is_alone():
    controllers, _ = made(3)
    assert sum(each.numel() for each in controllers.parameters()) == 3 * 2563
    seen = torch.randn(3, 5, generator=generator(1))
    logs = controllers(seen)
    torch.testing.assert_close(logs.exp().sum(dim=1), torch.ones(3))
    x = seen[1]
    for layer, (weight, bias) in enumerate(zip(controllers.weights, controllers.biases, strict=True)):
        x = (torch.relu(x) if layer else x) @ weight[1] + bias[1, 0]
    torch.testing.assert_close(logs[1], torch.log_softmax(x, dim=0))
    logs[0, 2].backward()
    assert all(not each.grad[1:].any() for each in controllers.parameters())


def test_states_are_standardised_logarithms_of_the_last_epochs():
    losses = torch.tensor([[10.0**-k, 10.0 ** -(k + 1)] for k in range(7)])
    seen = states(losses)
    assert seen.shape == (2, 5)
    logs = losses.log10()
    torch.testing.assert_close(seen, ((logs[2:] - logs.mean()) / logs.std(correction=0)).T)
    short = states(losses[:2])
    assert torch.equal(short[:, 0], short[:, 3])
    assert states(torch.full((3, 1), 1e-4)).abs().max() < 1e-3  # one landmark, and nothing changes
    lacking = states(torch.tensor([[1e-3, NAN], [1e-4, NAN]]))
    assert torch.equal(lacking[1], torch.zeros(5))


def learned_in_a_stub(better, error, fall, baseline, rate):
    """Probabilities of the `better` action before and after 50 updates, of 40 landmarks.

    Their `error` falls by `fall` pixels with every pixel of sigma in that direction.
    """
    controllers, optimiser = made(40, rate)
    seen = torch.randn(40, 5, generator=generator(3)) * 0.5
    frozen, draws = none_frozen(40), generator(5)
    before = controllers(seen).exp()[:, better + 1].detach()
    for _ in range(50):
        actions = sample(controllers(seen).detach(), 10, frozen, draws)
        rewards = 25.0 - (error - fall * better * torch.tensor(ACTIONS)[actions])
        update(controllers, optimiser, seen, actions, rewards, frozen, baseline)
    return before, controllers(seen).exp()[:, better + 1].detach()


@pytest.mark.parametrize("better", [-1, 1])
@pytest.mark.parametrize(("error", "fall"), [(25.0, 2.5), (5.0, 0.5), (2.0, 0.1)])
def test_mass_moves_to_the_better_sigma_in_a_stub_environment(better, error, fall):
    """Sanity (a), as a laptop learns: from what a reward is above the mean of all copies."""
    _, after = learned_in_a_stub(better, error, fall, baseline=True, rate=1e-2)
    assert (after > 0.9).all()


@pytest.mark.parametrize("better", [-1, 1])
def test_without_a_baseline_errors_about_the_constant_move_it_too(better):
    """Sanity (a), equation 3 as printed, where rewards of worse sigmas are below zero."""
    before, after = learned_in_a_stub(better, 25.0, 2.5, baseline=False, rate=1e-3)
    assert (after > before).all()
    assert (after - before).mean() > 0.2


def test_without_a_baseline_small_errors_hardly_teach():
    """Rewards of 23 and 23.1 are nearly alike to equation 3: the choice of the best copy moves sigma then."""
    before, after = learned_in_a_stub(-1, 2.0, 0.1, baseline=False, rate=1e-3)
    assert (after - before).abs().mean() < 0.2
    assert (after > 0.5).float().mean() < 0.5


def test_sigmas_never_leave_their_range():
    """Sanity (b)."""
    config, draws = SigmaConfig(start=2.0, highest=4.0), generator()
    sigmas = torch.full((50,), config.start)
    for _ in range(40):
        sigmas = moved(sigmas, torch.randint(0, 3, (3, 50), generator=draws), config)[0]
        assert sigmas.min() >= 1.0
        assert sigmas.max() <= 4.0
    assert moved(torch.tensor([1.0]), torch.tensor([[0], [1], [2]]), PAPER).tolist() == [[1.0], [1.0], [2.0]]


def test_frozen_landmarks_draw_no_change_and_teach_nothing():
    """Sanity (d)."""
    frozen = torch.tensor([False, True])
    actions = sample(torch.tensor([[0.98, 0.01, 0.01]] * 2).log(), 200, frozen, generator())
    assert (actions[:, 1] == 1).all()
    assert (actions[:, 0] == 0).any()
    controllers, optimiser = made(2)
    seen, rewards = torch.ones(2, 5), torch.ones(200, 2)
    update(controllers, optimiser, seen, actions, rewards, none_frozen(2), baseline=False)
    before = [each.detach().clone() for each in controllers.parameters()]  # Adam has momentum by now
    update(controllers, optimiser, seen, actions, rewards, frozen, baseline=False)
    for old, new in zip(before, controllers.parameters(), strict=True):
        assert torch.equal(old[1], new[1])
        assert not torch.equal(old[0], new[0])
    kept = best_sigmas(torch.tensor([5.0, 5.0]), torch.full((2, 2), 6.0), torch.ones(2, 2), frozen)
    assert kept.tolist() == [6.0, 5.0]


def test_every_landmark_takes_the_sigma_of_its_best_reward():
    tried = torch.tensor([[4.0, 5.0, 6.0], [5.0, 6.0, 5.0], [6.0, 4.0, 4.0]])
    rewards = torch.tensor([[1.0, 9.0, NAN], [3.0, 9.0, NAN], [NAN, 2.0, NAN]])
    found = best_sigmas(torch.tensor([5.0, 5.0, 7.0]), tried, rewards, none_frozen(3))
    assert found.tolist() == [5.0, 5.0, 7.0]  # the best; the first of two alike; nothing known: its own


def test_a_discarded_copy_teaches_nothing():
    (first, one), (second, two) = made(2), made(2)
    seen, frozen = torch.ones(2, 5), none_frozen(2)
    actions, rewards = torch.tensor([[0, 1], [2, 2]]), torch.tensor([[3.0, 1.0], [2.0, 4.0]])
    lost = torch.full((1, 2), NAN)
    update(first, one, seen, actions, rewards, frozen, baseline=True)
    update(second, two, seen, torch.cat([actions, actions[:1]]), torch.cat([rewards, lost]), frozen, True)
    for a, b in zip(first.parameters(), second.parameters(), strict=True):
        torch.testing.assert_close(a, b)


def test_what_settled_is_held_after_enough_epochs():
    rule = EarlyStop(after=10, window=4, variance=0.01)
    errors = torch.tensor([[9.0, 9.0], [2.0, 2.0], [2.05, 3.0], [2.0, 2.0], [2.05, 3.0]])
    assert settled(errors, rule, 10).tolist() == [True, False]
    assert not settled(errors, rule, 9).any()
    assert not settled(errors[:3], rule, 10).any()
    assert not settled(errors, None, 10).any()


def test_all_forms_and_what_none_can_be():
    assert sigma_config(SigmaForm.PAPER, 250) == PAPER
    assert (PAPER.copies, PAPER.period, PAPER.warm_up, PAPER.rate) == (10, 5, 30, 1e-3)
    laptop, heads = (sigma_config(form, 250, 8.0) for form in (SigmaForm.LAPTOP, SigmaForm.HEADS))
    assert (laptop.warm_up, laptop.period, laptop.start, laptop.until) == (30, 5, 8.0, 150)
    assert laptop.early_stop == EarlyStop(100, 50)
    assert [(one.head_only, one.broadcast) for one in (PAPER, laptop, heads)] == [
        (False, True),
        (False, True),
        (True, False),
    ]
    assert sigma_config(SigmaForm.LAPTOP, 1).until == 2  # no round in a single epoch
    with pytest.raises(ValueError, match="two or more"):
        SigmaConfig(copies=1, baseline=True)
    with pytest.raises(ValueError, match="outside 1"):
        SigmaConfig(start=30.0)
    with pytest.raises(ValueError, match="at least"):
        SigmaConfig(copies=0)
