"""Rounds of C2T: which labels they learn from, and when a further one is kept."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from carried_gallery import TRUTH, carried_rounds
from torch import nn

from engine.geometry.frames import apply_frame, invert_frame
from engine.oneshot import coteaching_rounds
from engine.operation import Progress, run
from engine.registration.opinions import Fused
from engine.runtime.run_store import RunStore, resumed
from engine.training.detection import Detection


class Rounds:
    """Trainings that learn nothing, and detectors that are off by a canvas distance for each round."""

    def __init__(self, monkeypatch, *off):
        self.off, self.given, self.before, self.views = off, [], [], set()
        self.configs = []
        rounds = self

        class Fake:
            def __init__(self, films, config, device, seed, detectors=None, ranks=None):
                rounds.given.append(films)
                rounds.configs.append(config)
                rounds.before.append(detectors)
                self.number = len(rounds.given)

            def run(self):
                yield Progress("co-teaching", 1, 1)
                nets = nn.Linear(1, 1), nn.Linear(1, 1)
                for net in nets:
                    net.number = self.number
                return nets

            def state(self):
                return {"step": 1}

            def restore(self, state):
                pass

        monkeypatch.setattr(coteaching_rounds, "CoTeaching", Fake)
        monkeypatch.setattr(coteaching_rounds, "detect", self.detect)

    def of(self, rounds):
        self.rounds, self.films = rounds, list(rounds.gallery.films)
        return rounds

    def detect(self, detectors, patches, size, sigma, views):
        self.views.add(views)
        first = getattr(self, "at", 0)
        part = self.films[first : first + len(patches)]
        self.at = (first + len(patches)) % len(self.films)
        away = np.array([self.off[detectors[0].number - 1], 0.0])
        seen = []
        for film in part:
            original = self.rounds.carried[film].points if film in self.rounds.carried else TRUTH
            points = apply_frame(invert_frame(self.rounds.gallery.films[film].frame), original) + away
            seen.append(Detection(points, np.stack([points, points]), np.full(3, 0.9), np.zeros(3)))
        return seen


def test_a_further_round_is_kept_where_its_check_is_better(monkeypatch):
    rounds = Rounds(monkeypatch, 3.0, 2.0)
    best, notes = run(rounds.of(carried_rounds(50, rounds=2)).run())
    assert best.check == pytest.approx(2.0)
    assert best.detectors[0].number == 2
    assert len(notes) == 1
    assert "Round 2 of co-teaching was kept: 2.00 canvas pixels" in notes[0]
    assert "the round before 3.00" in notes[0]


def test_a_round_that_is_worse_is_thrown_away_and_is_the_last(monkeypatch):
    rounds = Rounds(monkeypatch, 2.0, 2.5, 1.0)
    best, notes = run(rounds.of(carried_rounds(50, rounds=3)).run())
    assert best.detectors[0].number == 1
    assert best.check == pytest.approx(2.0)
    assert len(rounds.given) == 2
    assert "not kept" in notes[0]


def test_labels_are_held_back_from_all_rounds_and_the_detectors_handed_on(monkeypatch):
    rounds = Rounds(monkeypatch, 3.0, 2.0)
    best, _ = run(rounds.of(carried_rounds(50, rounds=2)).run())
    assert [len(films.patches) - films.exemplars for films in rounds.given] == [45, 45]
    assert rounds.before[0] is None
    assert rounds.before[1][0].number == 1
    # the second round learns from what the first one saw as well
    assert not torch.equal(rounds.given[0].points[1:], rounds.given[1].points[1:])
    assert torch.equal(rounds.given[0].points[:1], rounds.given[1].points[:1])  # a person's stay
    assert len(best.seen) == 51


@pytest.mark.parametrize(("count", "rounds"), [(50, 1), (30, 3), (1, 1)])
def test_without_films_to_spare_there_is_one_round_of_all(monkeypatch, count, rounds):
    fake = Rounds(monkeypatch, 2.0, 1.0, 0.5)
    best, notes = run(fake.of(carried_rounds(count, rounds=rounds)).run())
    assert len(fake.given) == 1
    assert len(fake.given[0].patches) == count + 1
    assert np.isnan(best.check)
    assert notes == ()


def test_a_film_of_which_nothing_is_known_is_joined_from_the_detectors(monkeypatch):
    films = carried_rounds(3)
    nothing = Fused(np.full((3, 2), np.nan), np.full(3, np.nan), np.full(3, np.nan), False, 0.0)
    films.carried["film 1"] = nothing
    rounds = Rounds(monkeypatch, 0.0)
    rounds.of(films)
    monkeypatch.setattr(
        rounds, "rounds", type("P", (), {"carried": {}, "gallery": films.gallery})
    )  # the detectors see all films where the exemplar has its points
    best, _ = run(films.run())
    assert rounds.given[0].trust[2].tolist() == [0.0, 0.0, 0.0]
    np.testing.assert_allclose(films.joined(best, "film 1").points, TRUTH, atol=1e-6)


def test_the_join_lies_between_both_opinions(monkeypatch):
    films = carried_rounds(4)
    rounds = Rounds(monkeypatch, 4.0)
    best, _ = run(rounds.of(films).run())
    joined, carried = films.joined(best, "film 2"), films.carried["film 2"]
    away = films.gallery.films["film 2"].frame[:, 0] * 4.0
    share = (joined.points - carried.points) @ away / (away @ away)
    assert (share > 0.05).all()
    assert (share < 0.95).all()


def test_detectors_look_at_as_many_views_as_the_plan_says(monkeypatch):
    for views in (1, 3):
        fake = Rounds(monkeypatch, 0.0)
        run(fake.of(carried_rounds(3, views=views)).run())
        assert fake.views == {views}


def test_a_plan_can_leave_the_last_word_to_the_detectors(monkeypatch):
    films = carried_rounds(4, joins=False)
    best, _ = run(Rounds(monkeypatch, 4.0).of(films).run())
    away = films.gallery.films["film 2"].frame[:, 0] * 4.0
    found, carried = films.joined(best, "film 2").points, films.carried["film 2"].points
    np.testing.assert_allclose(found - carried, np.tile(away, (3, 1)), atol=1e-6)


def test_a_plan_can_take_all_labels_for_equally_good(monkeypatch):
    weighing = Rounds(monkeypatch, 0.0)
    run(weighing.of(carried_rounds(12)).run())
    equal = Rounds(monkeypatch, 0.0)
    run(equal.of(carried_rounds(12, weighs=False)).run())
    assert weighing.given[0].trust[1:].unique().numel() > 3
    assert equal.given[0].trust[1:].unique().tolist() == [1.0]


class Counter:
    """A training of a few steps whose state is the step."""

    def __init__(self, fail=0, end=10):
        self.step, self.fail, self.end = 0, fail, end

    def run(self):
        while self.step < self.end:
            self.step += 1
            if self.step == self.fail:
                raise RuntimeError("no")
            yield Progress("counting", self.step, self.end)
        return self.step

    def state(self):
        return {"step": self.step}

    def restore(self, state):
        self.step = state["step"]


def test_a_state_is_kept_every_so_often_and_when_stopped(tmp_path, monkeypatch):
    store, kept = RunStore.of_run(tmp_path, {}), []
    monkeypatch.setattr("engine.runtime.run_store.monotonic", lambda: 10.0 * len(kept))
    steps = resumed(Counter(), store, "it", apart=20.0)
    for _ in range(8):
        next(steps)
        kept.append((store.load("it") or {"step": 0})["step"])
    assert kept == [0, 0, 3, 3, 5, 5, 7, 7]
    steps.close()
    assert store.load("it") == {"step": 8}
    assert [now.done for now in resumed(Counter(), store, "it")] == [9, 10]


class Slow(RunStore):
    """A store on a clock of its own, where keeping a state takes 4 s."""

    now = 0.0

    def save(self, name, state):
        Slow.now += 4.0
        RunStore.save(self, name, state)


def test_large_states_are_kept_seldom(tmp_path, monkeypatch):
    monkeypatch.setattr("engine.runtime.run_store.monotonic", lambda: Slow.now)
    store, kept = Slow(tmp_path), []
    steps = resumed(Counter(end=60), store, "it", apart=30.0)
    for _ in range(59):
        next(steps)
        Slow.now += 9.0
        kept.append((store.load("it") or {"step": 0})["step"])
    # 30 s after the start, then not before 50 times the 4 s that it took
    assert sorted(set(kept)) == [0, 5, 28, 51]
    steps.close()
    assert store.load("it") == {"step": 59}


def test_what_fails_leaves_the_last_good_state(tmp_path, monkeypatch):
    store = RunStore.of_run(tmp_path, {})
    monkeypatch.setattr("engine.runtime.run_store.monotonic", lambda: 0.0)
    with pytest.raises(RuntimeError, match="no"):
        run(resumed(Counter(fail=8), store, "it", apart=0.0))
    assert store.load("it") == {"step": 7}


def test_of_several_exemplars_two_are_in_a_batch_at_full_weight(monkeypatch):
    given = Rounds(monkeypatch, 1.0, 1.0)
    alone = carried_rounds(4, RunStore(None))
    run(given.of(alone).run())
    film = next(iter(alone.carried))
    carried = {name: label for name, label in alone.carried.items() if name != film}
    several = replace(alone, exemplars={**alone.exemplars, film: TRUTH}, carried=carried)
    run(given.of(several).run())
    assert [config.exemplars for config in given.configs] == [1, 2]
    plan = alone.settings.chosen_plan.stage_two
    assert [config.exemplar_weight for config in given.configs] == [plan.exemplar_weight, 1.0]
