"""The losses of heatmaps, on numbers that can be checked by hand."""

import math

import pytest
import torch

from engine.training.losses import HeatmapLoss, adaptive_wing, cross_entropy, heatmap_loss

OF_HEATMAPS = set(HeatmapLoss) - {HeatmapLoss.COORDINATES}


def one(kind: HeatmapLoss, found: float, target: float, emphasis: float = 0.0) -> float:
    """The loss of a heatmap of one pixel."""
    pixel = torch.ones(1, 1, 1, 1)
    return float(heatmap_loss(kind, found * pixel, target * pixel, emphasis))


def test_the_centre_of_a_landmark_counts_forty_times():
    assert one(HeatmapLoss.EWC, 0.0, 1.0) == pytest.approx(40.0)
    assert one(HeatmapLoss.EWC, 1.0, 0.0) == pytest.approx(1.0)
    assert one(HeatmapLoss.EWC, 0.0, 0.5) == pytest.approx(0.25 * math.sqrt(40))


def test_emphasis_raises_the_cost_of_peaks_in_its_own_loss_only():
    assert one(HeatmapLoss.PEAK, 0.5, 1.0, 9.0) == pytest.approx(0.25 * 10)
    assert one(HeatmapLoss.PEAK, 0.5, 0.0, 9.0) == pytest.approx(0.25)
    for kind in OF_HEATMAPS - {HeatmapLoss.PEAK}:
        assert one(kind, 0.5, 1.0, 9.0) == one(kind, 0.5, 1.0, 0.0)


def test_adaptive_wing_is_the_formula_of_its_paper():
    assert one(HeatmapLoss.ADAPTIVE_WING, 0.7, 1.0) == pytest.approx(14 * math.log(1 + 0.3**1.1), rel=1e-5)
    assert one(HeatmapLoss.ADAPTIVE_WING, 0.3, 0.0) == pytest.approx(14 * math.log(1 + 0.3**2.1), rel=1e-5)
    # A = w (1 / (1 + (t/e)^(a-y))) (a-y) (t/e)^(a-y-1) / e and C = t A - w ln(1 + (t/e)^(a-y)), y = 0
    slope = 14 / (1 + 0.5**2.1) * 2.1 * 0.5**1.1
    offset = 0.5 * slope - 14 * math.log(1 + 0.5**2.1)
    assert one(HeatmapLoss.ADAPTIVE_WING, 0.9, 0.0) == pytest.approx(0.9 * slope - offset, rel=1e-5)


@pytest.mark.parametrize("target", [0.0, 0.4, 1.0])
def test_adaptive_wing_goes_on_smoothly_at_its_threshold(target: float):
    error = torch.tensor([0.5 - 1e-4, 0.5 + 1e-4], dtype=torch.float64, requires_grad=True)
    loss = adaptive_wing(target + error, torch.tensor(target, dtype=torch.float64))
    loss.sum().backward()
    assert error.grad is not None
    below, above = error.grad.tolist()
    assert below == pytest.approx(above, rel=1e-3)
    assert float((loss[1] - loss[0]).detach()) == pytest.approx(2e-4 * below, rel=1e-3)


def test_cross_entropy_is_the_sum_over_all_pixels():
    found = torch.full((2, 3, 4, 5), 0.25)
    loss = heatmap_loss(HeatmapLoss.BCE, found, torch.ones_like(found), 0.0)
    assert loss.shape == (2, 3)
    assert torch.allclose(loss, torch.tensor(20 * math.log(4)))
    assert torch.allclose(
        cross_entropy(found, found), torch.nn.functional.binary_cross_entropy(found, found), rtol=1e-5
    )


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float16])
def test_cross_entropy_of_certain_answers_is_finite_and_so_is_its_gradient(dtype: torch.dtype):
    found = torch.tensor([0.0, 1.0, 0.0, 1.0], dtype=dtype).reshape(1, 1, 2, 2).requires_grad_()
    target = torch.tensor([0.0, 0.0, 1.0, 1.0]).reshape(1, 1, 2, 2)
    loss = heatmap_loss(HeatmapLoss.BCE, found, target, 0.0)
    loss.sum().backward()
    assert loss.dtype == torch.float32
    assert 16 < float(loss.detach()) < 100
    assert found.grad is not None
    assert found.grad.isfinite().all()


def test_cross_entropy_still_pulls_up_a_landmark_that_was_all_but_given_up():
    logits = torch.full((2, 1, 1, 1, 1), -20.0, requires_grad=True)
    first, second = logits.sigmoid()
    heatmap_loss(HeatmapLoss.BCE, first * second, torch.ones(1, 1, 1, 1), 0.0).sum().backward()
    assert logits.grad is not None
    assert torch.allclose(logits.grad, torch.tensor(-1.0))


@pytest.mark.parametrize("kind", sorted(OF_HEATMAPS))
def test_films_and_landmarks_have_a_loss_of_their_own_and_a_perfect_heatmap_costs_least(kind: HeatmapLoss):
    target = torch.zeros(2, 3, 6, 4)
    target[:, :, 2, 2] = 1.0
    found = target.clone()
    found[1, 2, 2, 2] = 0.2
    loss = heatmap_loss(kind, found, target, 3.0)
    assert loss.shape == (2, 3)
    assert int(loss.flatten().argmax()) == 5
    assert torch.allclose(loss.flatten()[:5], torch.zeros(5), atol=1e-5)
