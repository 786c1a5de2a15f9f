"""What steers sigmas where no true label is: films kept back, in rounds that learn, hold and go on."""

from dataclasses import replace

import numpy as np
import pytest
from carried_gallery import carried_rounds
from stopped_runs import stopped

from engine.coteaching.c2t import CoTeaching, CoTeachingConfig
from engine.errors import PropagationError
from engine.networks.unet import UNetConfig
from engine.oneshot import coteaching_rounds
from engine.oneshot.estimate import _search
from engine.operation import run
from engine.runtime.run_store import RunStore
from engine.sigma.config import SigmaForm, sigma_config
from engine.sigma.search import STAGE
from engine.sigma.sigma_validation import FEWEST_TO_STEER, check_search, search_config
from engine.training.augmentation import ViewRanges

CONFIG = CoTeachingConfig(
    network=UNetConfig((4, 6), 4),
    epochs=4,
    least_steps=0,
    batch=8,
    sigma=(2.0, 1.5),
    average=None,
    easy=ViewRanges(3.0, 0.05, 0.02, 0.1, 0.1, 0.01),
)


def searching(count, **changes):
    return carried_rounds(count, **({"stage_two": CONFIG, "sigma_form": SigmaForm.LAPTOP} | changes))


class Watched:
    """Notes the trainings of all rounds."""

    def __init__(self, monkeypatch):
        self.made = made = []

        class Noted(CoTeaching):
            def __init__(self, films, *rest):
                super().__init__(films, *rest)
                made.append((films, self))

        monkeypatch.setattr(coteaching_rounds, "CoTeaching", Noted)


def test_a_fifth_of_the_films_steers_and_is_not_learned_from(monkeypatch):
    watched, said = Watched(monkeypatch), []
    best, _ = run(searching(20).run(), said.append)
    [(films, training)] = watched.made
    assert len(films.patches) - films.exemplars == 16
    assert len(best.sigmas) == 3
    assert best.history.names == ("a", "b", "c")
    # 2 steps an epoch, 4 epochs: one to warm up, one round, two that settle
    assert [one.epoch for one in best.history.records] == [2, 3, 4]
    assert best.sigmas == best.history.records[-1].sigma == training.sigma
    assert all(1.0 <= value <= 20.0 for value in best.sigmas)
    assert sum(now.stage == STAGE and "epoch" in now.metrics for now in said) == 1
    assert np.isfinite(best.check)


def test_the_films_that_steer_are_by_the_seed():
    films = [f"film {number}" for number in range(30)]
    first, again, other = (searching(30, seed=seed)._held_back(films, 1) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert len(first) == 6


def test_the_more_trusted_half_of_what_registration_says_counts():
    rounds = searching(30)
    held = rounds._held_back(list(rounds.carried), 1)
    _, counts = rounds._judged(held)
    sure = rounds._trust(rounds.carried)[[list(rounds.carried).index(film) for film in held]]
    assert counts.sum() == pytest.approx(counts.size / 2, abs=1)
    assert sure[counts].min() > sure[~counts].max()


def test_a_further_round_holds_the_sigmas_that_the_first_one_learned(monkeypatch):
    watched = Watched(monkeypatch)
    best, notes = run(searching(40, stage_two=replace(CONFIG, epochs=3), rounds=2).run())
    (first, one), (second, two) = watched.made
    assert len(first.patches) == len(second.patches) == 33  # the same films judge both rounds
    assert one.sigma == two.sigma == best.sigmas
    assert best.history is not None
    assert len(notes) == 1


def test_decoding_is_by_the_sigmas_that_were_learned(monkeypatch):
    widths, real = [], coteaching_rounds.detect

    def detect(detectors, patches, size, sigma, views):
        widths.append(sigma)
        return real(detectors, patches, size, sigma, views)

    monkeypatch.setattr(coteaching_rounds, "detect", detect)
    best, _ = run(searching(20).run())
    assert set(widths) == {best.sigmas}
    widths.clear()
    best, _ = run(searching(20, sigma_form=None).run())
    assert set(widths) == {1.5}
    assert best.sigmas == ()
    assert best.history is None


def test_an_interrupted_search_goes_on_from_the_store(tmp_path):
    whole, _ = run(searching(20).run())
    store = RunStore.of_run(tmp_path / "state", {})
    stopped(searching(20, store=store).run(), 10)
    assert store.load("round-1")["round"] is not None  # in the middle of a copy
    again, _ = run(searching(20, store=store).run())
    assert repr(again.history) == repr(whole.history)
    assert again.seen["film 3"].points.tobytes() == whole.seen["film 3"].points.tobytes()


def test_too_few_films_are_told_before_anything_is_learned():
    with pytest.raises(PropagationError, match=f"from {FEWEST_TO_STEER} films at least .* not 19"):
        next(searching(19).run())
    check_search(SigmaForm.LAPTOP, CONFIG, FEWEST_TO_STEER)


def test_a_training_that_is_too_short_for_the_search_is_told():
    with pytest.raises(PropagationError, match=r"after 30 passes .* only 4: .* laptop's form"):
        check_search(SigmaForm.PAPER, CONFIG, 40)
    with pytest.raises(PropagationError, match=r"larger preset\.$"):
        check_search(SigmaForm.LAPTOP, replace(CONFIG, epochs=1), 40)


def test_without_anything_reliable_it_says_so():
    rounds = searching(20)
    nothing = replace(rounds.carried["film 0"], points=np.full((3, 2), np.nan), spread=np.full(3, np.nan))
    for film in rounds._held_back(list(rounds.carried), 1):
        rounds.carried[film] = nothing
    with pytest.raises(PropagationError, match="nothing reliable"):
        run(rounds.run())


@pytest.mark.parametrize(("first", "start"), [(4.0, 4.0), (0.5, 1.0), (50.0, 20.0)])
def test_the_search_starts_from_the_plans_first_sigma_within_its_range(first, start):
    config = replace(CoTeachingConfig(), sigma=(first, 1.5))
    # 640 steps are 32 passes over 120 films in batches of 6
    assert search_config(SigmaForm.LAPTOP, config, 120) == sigma_config(SigmaForm.LAPTOP, 32, start)


def test_the_papers_copies_take_ten_times_as_long():
    config = replace(CoTeachingConfig(), epochs=100, least_steps=0)
    # 16 films in batches of 6: 3 steps an epoch, 70 epochs after the warm-up
    assert _search(SigmaForm.PAPER, config, 20, 1.0, 0.0) == pytest.approx(9 * 70 * 3)
    assert 0 < _search(SigmaForm.LAPTOP, config, 20, 1.0, 0.2) < 9 * 70 * 3
