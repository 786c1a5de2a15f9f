"""The losses and the selection of C2T, on numbers that can be checked by hand."""

import math

import pytest
import torch

from engine.coteaching.losses import consistency, filter_score, heat_loss, small_loss_selection, weighted_mean


def test_heat_loss_is_the_mean_square_of_every_map():
    found, target = torch.zeros(2, 3, 4, 5), torch.zeros(2, 3, 4, 5)
    found[1, 2] = 0.5
    target[0, 1, 0, 0] = 1.0
    loss = heat_loss(found, target, 0.0)
    assert loss[1, 2] == pytest.approx(0.25)
    assert loss[0, 1] == pytest.approx(1 / 20)
    assert float(loss.sum()) == pytest.approx(0.25 + 1 / 20)
    assert heat_loss(found, target, 9.0)[0, 1] == pytest.approx(10 / 20)


def test_the_easy_view_teaches_and_is_not_taught():
    hard = torch.zeros(1, 1, 4, 4, requires_grad=True)
    easy = torch.full((1, 1, 4, 4), 0.5, requires_grad=True)
    consistency(hard, easy, torch.ones(1, 1, 4, 4), 0.0).sum().backward()
    assert hard.grad is not None
    assert easy.grad is None


def test_pixels_that_the_easy_view_does_not_cover_say_nothing():
    hard, easy, covered = torch.zeros(1, 2, 4, 4), torch.zeros(1, 2, 4, 4), torch.ones(1, 1, 4, 4)
    easy[0, 1, 0] = 1.0
    assert consistency(hard, easy, covered, 0.0).tolist() == [[0.0, 0.25]]
    covered[..., 0, :] = 0.0
    assert consistency(hard, easy, covered, 0.0).tolist() == [[0.0, 0.0]]


def test_the_filter_score_of_each_film_changes_the_ranking():
    heat = torch.tensor([[0.1], [0.2], [0.3]])
    own = torch.tensor([[0.9], [0.0], [0.0]])
    order = [filter_score(heat, own, weight).argsort(dim=0).flatten().tolist() for weight in (0.0, 0.3)]
    assert order == [[0, 1, 2], [1, 2, 0]]
    # what the released code does: one number for the whole batch, and no ranking changes
    assert filter_score(heat, own.mean().expand(3, 1), 0.3).argsort(dim=0).flatten().tolist() == order[0]


def test_the_score_has_no_gradient():
    heat = torch.ones(2, 1, requires_grad=True)
    assert not filter_score(heat, heat * 2, 0.3).requires_grad


@pytest.mark.parametrize(("forget", "kept"), [(0.0, 10), (0.3, 7), (0.8, 2), (0.99, 1), (1.0, 1)])
def test_the_smallest_losses_of_each_landmark_stay(forget, kept):
    torch.manual_seed(0)
    score = torch.rand(10, 3)
    chosen = small_loss_selection(score, torch.ones(10, 3), forget)
    assert chosen.gt(0).sum(dim=0).tolist() == [kept] * 3
    for landmark in range(3):
        stay = chosen[:, landmark] > 0
        if kept < 10:
            assert score[stay, landmark].max() < score[~stay, landmark].min()


def test_absent_labels_are_never_chosen_and_do_not_count():
    trust = torch.ones(10, 2)
    trust[:5, 0], trust[:, 1] = 0.0, 0.0
    score = torch.rand(10, 2)
    score[:5, 0] = -1.0  # the smallest losses of all
    chosen = small_loss_selection(score, trust, 0.6)
    assert chosen[:5, 0].sum() == 0
    assert chosen.gt(0).sum(dim=0).tolist() == [2, 0]


def test_what_stays_keeps_its_trust():
    chosen = small_loss_selection(
        torch.tensor([[0.1], [0.2], [0.3]]), torch.tensor([[0.4], [0.9], [1.0]]), 0.3
    )
    torch.testing.assert_close(chosen, torch.tensor([[0.4], [0.9], [0.0]]))


def test_a_loss_that_is_no_number_goes_first():
    chosen = small_loss_selection(torch.tensor([[math.nan], [5.0]]), torch.ones(2, 1), 0.5)
    assert chosen.flatten().tolist() == [0.0, 1.0]


def test_the_weighted_mean_of_nothing_is_zero():
    losses = torch.tensor([[2.0, 4.0]])
    assert float(weighted_mean(losses, torch.tensor([[1.0, 3.0]]))) == pytest.approx(3.5)
    assert float(weighted_mean(losses, torch.zeros(1, 2))) == 0.0
