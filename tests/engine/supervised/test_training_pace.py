"""What a training is said to take: a measured step times the steps that it makes."""

from types import SimpleNamespace

import pytest
from spot_sets import CPU, recipe

from engine.geometry.coordinates import Size
from engine.models.reference import Framing
from engine.operation import run
from engine.supervised import estimate
from engine.supervised.estimate import TrainingPace, training_pace


def test_the_time_is_steps_and_looks_of_all_epochs_and_what_comes_before():
    pace = TrainingPace(step=2.0, look=0.5, beginning=10.0, batch=4, views=3)
    # 9 films in batches of 4 are 3 steps; 0.2 s to read a film; the 2 kept back are seen in 3 views at last
    taken = 10 + 11 * 0.2 + 10 * (6 + 1) + 2 * (3 * 0.5 + 0.2)
    assert pace.seconds(epochs=10, learned=9, kept_back=2) == pytest.approx(taken)


def test_a_slow_first_step_is_not_made_again_a_quick_one_is(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(estimate, "time", SimpleNamespace(perf_counter=lambda: now[0]))
    for takes, calls in ((3.0, 1), (1.0, 2)):
        made = []

        def step(takes=takes, made=made):
            made.append(1)
            now[0] += takes

        assert run(estimate._timed(step)) == takes
        assert len(made) == calls


@pytest.mark.parametrize("framing", list(Framing))
def test_a_pace_is_measured_and_only_where_a_finder_is_taught_there_is_a_beginning(framing):
    pace = run(training_pace(recipe(framing=framing), 3, Size(90, 110), CPU))
    assert pace.step > 0
    assert pace.look > 0
    assert (pace.beginning > 0) is (framing is Framing.LANDMARKS)
    assert pace.batch == recipe().training.batch
