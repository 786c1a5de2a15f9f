"""Rows of other papers' methods: run whole in a process of its own, told apart, and bad films said."""

from dataclasses import replace

import numpy as np
import pytest
from benchmark_sets import Fake, not_again, report_of, settings_of, write_heads
from small_baselines import TINY
from spot_films import FILM, NAMES, SPOTS, save_film, spot_film
from stopped_runs import stopped

from engine.benchmark.baselines.task import Epochs, found_by_baseline
from engine.benchmark.oneshot.measure import OneShotRequest, measure
from engine.benchmark.oneshot.rows import BASELINES, RowKind, all_rows
from engine.benchmark.oneshot.run import benchmark
from engine.errors import EngineError
from engine.oneshot.propagate import PropagationSettings
from engine.operation import run

SHORT = replace(TINY[RowKind.CC2D_SSL], epochs=Epochs(1, 2, 1e-3))
POINTS = dict(zip(NAMES, map(tuple, SPOTS.tolist()), strict=True))


@pytest.fixture
def films(tmp_path):
    """Four films of spots: the exemplar, two to learn from, and one that nobody learns from."""
    paths = {f"{number}.png": tmp_path / f"{number}.png" for number in range(4)}
    for number, path in enumerate(paths.values()):
        shift = np.random.default_rng(number).uniform(-6, 6, SPOTS.shape) if number else 0.0
        save_film(path, spot_film(SPOTS + shift, FILM))
    return paths


def test_the_measuring_process_finds_every_landmark_on_the_film_that_nobody_learned_from(films):
    sources = tuple(films.items())
    settings = PropagationSettings(device="cpu")
    request = OneShotRequest(
        *(sources[:3], "0.png", POINTS, NAMES, settings, 1), unseen=sources[3:], baseline=SHORT
    )
    stages = set()
    measured = run(measure(request), lambda progress: stages.add(progress.stage))
    assert set(measured.points) == {"3.png"}
    places = np.array([measured.points["3.png"][name] for name in NAMES])
    assert ((places > -1) & (places < (FILM.width, FILM.height))).all()
    assert (measured.learned_from, measured.unreadable) == (2, {})
    assert 0 < measured.predicting < measured.seconds
    assert {"CC2D, matching", "prediction"} <= stages


def test_an_exemplar_that_cannot_be_read_or_nothing_to_learn_from_is_one_sentence(films):
    def learn(paths):
        return run(found_by_baseline(SHORT, paths, {}, ("0.png", POINTS), "cpu", 0))

    with pytest.raises(EngineError, match="no film to learn from besides the exemplar"):
        learn({"0.png": films["0.png"]})
    films["0.png"].write_bytes(b"no film")
    with pytest.raises(EngineError, match=r"exemplar 0\.png cannot be used: .* Choose another one"):
        learn(films)


@pytest.mark.parametrize("kind", BASELINES)
def test_a_row_that_is_stopped_goes_on_where_it_was_and_ends_the_same_to_the_bit(films, tmp_path, kind):
    def find(work):
        learning, unseen = dict(list(films.items())[:3]), {"3.png": films["3.png"]}
        return found_by_baseline(TINY[kind], learning, unseen, ("0.png", POINTS), "cpu", 0, work)

    def kept_in(steps):
        return lambda step: steps.append((step.stage, step.metrics["loss"])) if step.metrics else None

    learned, made = [], []
    whole, _ = run(find(None), kept_in(learned))
    keep, last = kept_in(made), next(n for n, step in enumerate(learned) if step[0] == learned[-1][0])
    for steps in (2, last + 3):  # within the first training, and within the last one
        stopped(find(tmp_path / "work"), lambda step, steps=steps: keep(step) or len(made) == steps)
    found, _ = run(find(tmp_path / "work"), keep)
    assert made == learned
    assert found.sets == whole.sets


CHANGES = ({}, {"seed": 1}, {"points": {**POINTS, NAMES[0]: (9.0, 9.0)}}, {"temperature": 5.0})


def test_another_seed_exemplar_or_figure_goes_on_from_no_state_of_the_first(films, tmp_path):
    def second_loss(work, seed=0, points=POINTS, temperature=SHORT.temperature):
        baseline, losses = replace(SHORT, temperature=temperature), []
        operation = found_by_baseline(baseline, films, {}, ("0.png", points), "cpu", seed, work)
        stopped(operation, lambda step: losses.extend(step.metrics.values()) or len(losses) == 2)
        return losses[-1]

    fresh = [second_loss(None, **change) for change in CHANGES]
    assert [second_loss(tmp_path / "work", **change) for change in CHANGES] == fresh


def test_weights_for_methods_that_start_from_none_are_refused_by_name(tmp_path):
    root = write_heads(tmp_path / "sets", train=("019", "125"), test=("201", "202"))
    asked = settings_of(root, ["head-125-paper", "head-125-cc2d-ssl", "head-125-3fabrec"])
    sentence = "--weights means nothing for head-125-cc2d-ssl, head-125-3fabrec, .* in a run without it"
    with pytest.raises(EngineError, match=sentence):
        run(benchmark(asked, measuring=not_again, weights=root / "hrnet.pt"))


def test_each_method_has_a_row_on_the_sets_of_the_paper_and_on_our_heads_and_a_key_of_its_own(tmp_path):
    there = {row.name: row for row in all_rows()}
    for kind in BASELINES:
        for stem in ("head-125", "isbi", "hand-atlas", "shenzhen"):
            assert there[f"{stem}-{kind}"].long
        assert f"head-019-{kind}" not in there
    root = write_heads(tmp_path / "sets", train=("019", "125"), test=("201", "202"))
    fake = Fake()
    rows = [f"head-125-{kind}" for kind in BASELINES]
    report = report_of(root, rows, measuring=fake)
    assert [request.baseline for request in fake.requests] == list(BASELINES.values())
    assert len({str(row.run.key["baseline"]) for row in report.rows}) == len(BASELINES)
    assert all(row.run.cached for row in report_of(root, rows, measuring=not_again).rows)
    text = report.text()
    for kind in BASELINES:  # beside the printed figures
        assert f"| ours: head-125-{kind} " in text
