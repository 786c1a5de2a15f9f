"""Ramps, filter rate and learning rates at the places where the paper fixes them."""

import math

import pytest

from engine.runtime.schedules import (
    Decay,
    cosine_down,
    forget_rate,
    keep_count,
    linear_ramp,
    sigmoid_ramp,
    stage_one_rate,
    stage_two_decay,
    stage_two_rate,
    stage_two_rate_released,
)


@pytest.mark.parametrize(("epoch", "value"), [(0, 0.006738), (125, 0.2865), (250, 1.0), (600, 1.0)])
def test_the_sigmoid_ramp_over_250_epochs(epoch, value):
    assert sigmoid_ramp(epoch, 250) == pytest.approx(value, abs=5e-5)


def test_a_ramp_without_length_is_over():
    assert sigmoid_ramp(0, 0) == 1.0
    assert linear_ramp(0, 0) == 1.0
    assert cosine_down(0, 0) == 0.0


def test_the_cosine_falls_from_one_to_zero_and_stays():
    assert [cosine_down(epoch, 8) for epoch in (0, 4, 8, 20)] == pytest.approx([1.0, 0.5, 0.0, 0.0])


def test_the_forget_rate_reaches_four_fifths_at_epoch_24_of_30():
    assert forget_rate(0) == 0.0
    assert forget_rate(12) == pytest.approx(0.4)
    assert forget_rate(23) < 0.8
    assert [forget_rate(epoch) for epoch in (24, 30, 99)] == pytest.approx([0.8] * 3)


def test_at_least_one_pseudo_label_is_kept():
    assert [keep_count(10, rate) for rate in (0.0, 0.4, 0.8)] == [10, 6, 2]
    assert [keep_count(count, 0.8) for count in (1, 2, 95)] == [1, 1, 19]
    assert keep_count(5, 1.0) == 1


def test_stage_one_holds_a_third_of_the_run_then_halves_its_rate():
    assert [stage_one_rate(epoch) for epoch in (0, 249)] == [1e-4, 1e-4]
    assert stage_one_rate(500) == pytest.approx(7.5e-5)
    assert stage_one_rate(750) == pytest.approx(5e-5)
    assert stage_one_rate(50, epochs=75) == pytest.approx(stage_one_rate(500))


def test_stage_two_drops_twice_in_the_paper_and_slides_in_the_released_code():
    rates = [stage_two_rate(epoch) for epoch in (59, 60, 79, 80, 99)]
    assert rates == pytest.approx([1e-3, 1e-4, 1e-4, 1e-5, 1e-5])
    assert [1e-3 * stage_two_decay(Decay.STEPS, epoch / 100) for epoch in (59, 60, 79, 80, 99)] == rates
    released = [stage_two_rate_released(epoch) for epoch in (0, 60, 80, 100)]
    assert released == pytest.approx([1e-3, 1e-3, 5.5e-4, 1e-4])


def test_ramps_never_fall():
    values = [sigmoid_ramp(epoch / 10, 3) for epoch in range(60)]
    assert values == sorted(values)
    assert math.isclose(values[-1], 1.0)
