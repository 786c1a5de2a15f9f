"""A folder of more films than a run learns from: a varied part teaches, the rest is predicted."""

from dataclasses import replace

import numpy as np
import pytest
from drawn_hands import SCHEME, SETTINGS, Hands, bits, off
from PIL import Image

from engine.oneshot.propagate import FilmSource, Method
from engine.operation import run
from engine.prediction.large_folder import propagate_films

FILMS = ("e.png", "a.png", "broken.png", "b.png", "black.png", "other.png")


@pytest.fixture(scope="module")
def hands(tmp_path_factory):
    hands = Hands(tmp_path_factory.mktemp("hands"))
    for name in ("a2.png", "a3.png"):  # nearly the same film as another
        pixels = np.asarray(Image.open(hands.folder / "a.png")).astype(np.int64)
        Image.fromarray(np.minimum(pixels + 1, 65535).astype(np.uint16)).save(hands.folder / name)
        hands.truth[name] = hands.truth["a.png"]
    return hands


def propagation(hands, *names, corrections=(), **settings):
    sources = [FilmSource(name, hands.folder / name) for name in names]
    return propagate_films(sources, [hands.exemplar], SCHEME, replace(SETTINGS, **settings), corrections)


@pytest.fixture(scope="module")
def large(hands):
    steps = []
    return run(propagation(hands, *FILMS, "a2.png", "a3.png", most_films=2), steps.append), steps


def test_every_film_is_predicted_and_only_varied_ones_are_learned_from(large, hands):
    result, steps = large
    assert set(result.sets) == {"a.png", "b.png", "other.png", "a2.png", "a3.png"}
    assert (list(result.unreadable), list(result.unfit)) == (["broken.png"], ["black.png"])
    assert len(result.learned.training.films) == 1 + 2 - 1  # of the chosen two the black one shows nothing
    assert result.mirrored.keys() == result.sets.keys() == result.opinions.keys()
    assert result.notes[0].startswith("Learned from 4 films, a person's and those that look most different")
    assert result.notes[0].endswith("the other 4 films were predicted with what was learned.")
    assert "choosing films" in [step.stage for step in steps]
    for film, marks in result.sets.items():
        assert len(marks.placed()) == len(SCHEME.names)
        assert np.median(off(marks, hands.truth[film])) < 60


def test_the_same_films_are_chosen_each_time(large, hands):
    again = run(propagation(hands, *FILMS, "a2.png", "a3.png", most_films=2))
    assert bits(again) == bits(large[0])
    assert again.notes == large[0].notes


@pytest.mark.parametrize(("more", "method"), [(5, Method.ONE_SHOT), (1, Method.REGISTRATION)])
def test_a_small_folder_and_registration_are_as_without_it(hands, more, method):
    names = ("e.png", "a.png", "b.png")
    steps = []
    result = run(propagation(hands, *names, most_films=more, method=method), steps.append)
    plain = run(hands.propagation(replace(SETTINGS, method=method), *names))
    assert result.sets == plain.sets
    assert result.notes == plain.notes
    assert "choosing films" not in [step.stage for step in steps]


def test_a_film_that_a_person_corrected_in_part_is_always_learned_from(hands, large):
    marks = replace(hands.exemplar, film="a3.png")
    some = replace(marks, landmarks={name: marks.get(name) for name in SCHEME.names[:2]})
    start = large[0].learned
    result = run(propagation(hands, *FILMS, "a3.png", corrections=[some], most_films=1, start=start))
    assert "a3.png" in result.sets
    assert "on 2 films" in " ".join(result.notes)
