"""Rows of other papers' methods: run whole in a process of its own, told apart, and bad films said."""

from dataclasses import replace

import numpy as np
import pytest
from benchmark_sets import Fake, not_again, report_of, write_heads
from small_baselines import TINY
from spot_films import FILM, NAMES, SPOTS, save_film, spot_film

from engine.benchmark.baselines.task import Epochs, found_by_baseline
from engine.benchmark.oneshot.measure import OneShotRequest, measure
from engine.benchmark.oneshot.rows import BASELINES, RowKind, all_rows
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
