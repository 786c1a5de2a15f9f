"""The box on disturbed films: where points go, what is found there, and a score for each disturbance."""

import numpy as np
import pytest
from benchmark_sets import settings_of, write_heads
from spot_films import NAMES, SPOTS, contrast_model, save_film, spot_film

from engine.benchmark.sets.finding import find_sets
from engine.benchmark.supervised import disturbed
from engine.benchmark.supervised.disturbed import DISTURBANCES, Disturbance, find_disturbed, key_of
from engine.benchmark.supervised.request import TrainingOutcome
from engine.benchmark.supervised.run import benchmark
from engine.geometry.frames import apply_frame
from engine.operation import Progress, run


@pytest.mark.parametrize("disturbance", DISTURBANCES, ids=lambda each: each.name)
def test_the_frame_leads_to_where_the_film_went(disturbance):
    point = np.array([20.0, 31.0])
    pixels, frame = disturbance.of(spot_film([point], spread=1.5)[:50, :70])
    bright = 1 - pixels if disturbance.negative else pixels
    outside = disturbance.border and disturbance.grey
    bright = np.where(bright == disturbance.grey, 0, bright) if outside else bright
    row, column = np.unravel_index(bright.argmax(), bright.shape)
    assert np.abs(apply_frame(frame, point) - [column, row]).max() < 1.01
    assert np.isclose(abs(np.linalg.det(frame[:, :2])), 1)


def test_names_say_what_was_done_once_each():
    assert len({each.name for each in DISTURBANCES}) == len(DISTURBANCES)
    assert Disturbance(60, True, 0.5, 1.0, True).name == (
        "negative, mirrored, turned by 60, white border of 50%"
    )


def test_what_is_found_is_in_pixels_of_the_film_as_it_was(tmp_path, monkeypatch):
    chosen = (Disturbance(), Disturbance(60, negative=True))
    monkeypatch.setattr(disturbed, "DISTURBANCES", chosen)
    save_film(tmp_path / "a.png", spot_film(SPOTS))
    notes = []
    found = run(find_disturbed([("a.png", tmp_path / "a.png")], contrast_model(), "cpu", notes))
    for each in chosen:
        marks = found[key_of("a.png", each)]
        assert np.abs(np.array([marks[name] for name in NAMES]) - SPOTS).max() < 0.5
    counts = [note.split(" films")[0] for note in notes]
    assert counts == ["undisturbed: 1 of 1", "negative, turned by 60: 1 of 1"]


class HalfBlind:
    """Finds the truth of every film, 5 pixels to the right of it on turned ones, and nothing on negatives."""

    def __init__(self, truth):
        self.truth, self.films = truth, ()

    def __call__(self, request):
        yield Progress("prediction", 0, 1, "")
        self.films = [film for film, _ in request.domains[0].test]
        points = {key_of(film, each): self.found(film, each) for film in self.films for each in DISTURBANCES}
        return TrainingOutcome({"head": points}, 1.0, 1.0, "cpu", 1, notes=("1 of 2 films.",))

    def found(self, film, disturbance):
        marks = [] if disturbance.negative else self.truth[film].placed()
        return {mark.name: (mark.x + 5 * bool(disturbance.turn), mark.y) for mark in marks}


def test_each_disturbance_has_a_score_on_films_that_the_box_learned_from(tmp_path):
    write_heads(tmp_path, train=("001", "002", "003"), test=("151",))
    (tmp_path / "head.safetensors").write_bytes(b"weights")
    learning = HalfBlind(find_sets(tmp_path)[0].read().truth)
    settings = settings_of(tmp_path, ["head-box-disturbed"])
    report = run(benchmark(settings, learning=learning, box=tmp_path / "head.safetensors"))
    [result] = report.rows[0].sets
    scores = {score.part: score.evaluation.overall for score in result.scores}
    assert set(learning.films) < {"001.png", "002.png", "003.png"}  # one is for choices
    assert result.films == "the 2 it learned from"
    assert scores["undisturbed"].mre == pytest.approx(0.0)
    assert scores["mirrored, turned by 60"].mre == pytest.approx(5 * 0.234375)
    assert scores["negative"].missing == scores["negative"].count == 2 * 19
    assert "head-box-disturbed: 1 of 2 films." in report.notes
    assert "head-box-disturbed (turned by 60)" in report.text()
