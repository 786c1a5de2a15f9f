"""Runs on films that registration is lost on: no worse than the exemplar's own points, and said so."""

from dataclasses import replace

import numpy as np
import pytest
from drawn_hands import PLAN
from pretrained_package import put_there
from scipy import ndimage
from warped_films import USUAL, anatomy, landmarks, marks, save

from engine.geometry.coordinates import Size, resize_points
from engine.landmarks import Scheme
from engine.oneshot.propagate import FilmSource, Method, PropagationSettings, propagate
from engine.operation import run
from engine.registration.copied import COPIED, MATCHED
from engine.registration.instance import InstanceConfig

NAMES = tuple("ABCD")
SETTINGS = PropagationSettings(
    Method.REGISTRATION, plan=replace(PLAN, bridges=2), device="cpu",
    instance=InstanceConfig(fine=128, pretrained=False),
)  # fmt: skip
LARGE = Size(330, 420)


@pytest.fixture(scope="module")
def others(tmp_path_factory):
    """An exemplar and twelve films of smooth noise, one of them larger: their sources and the exemplar."""
    folder = tmp_path_factory.mktemp("lost")
    save(folder / "e.png", anatomy())
    for number in range(12):
        size, random = LARGE if number == 0 else USUAL, np.random.default_rng(number)
        noise = ndimage.gaussian_filter(random.standard_normal((size.height, size.width)), 2.0)
        save(folder / f"{number}.png", np.clip(0.5 + 2 * noise, 0, 1))
    names = ["e.png", *(f"{number}.png" for number in range(12))]
    return [FilmSource(name, folder / name) for name in names], marks("e.png", landmarks(count=4), NAMES)


def result_of(others, settings):
    sources, exemplar = others
    return run(propagate(sources, [exemplar], Scheme(NAMES), settings))


def test_where_registration_is_lost_on_most_films_these_get_the_exemplars_points(others):
    result = result_of(others, SETTINGS)
    copied = [film for film, why in result.doubtful.items() if why == COPIED]
    assert len(copied) > 6
    [note] = [note for note in result.notes if "cannot be trusted" in note]
    assert f"{len(copied)} of {len(result.sets)} films look failed" in note
    for film in copied:
        size = LARGE if film == "0.png" else USUAL
        found = np.array([result.sets[film].get(name).position for name in NAMES])
        assert found == pytest.approx(resize_points(landmarks(count=4), USUAL, size), abs=1e-6)
        assert not result.mirrored[film]


def test_with_pretrained_features_these_are_moved_together_from_there(others, monkeypatch, tmp_path):
    put_there(monkeypatch, tmp_path)
    settings = replace(SETTINGS, instance=replace(SETTINGS.instance, pretrained=True))
    result = result_of(others, settings)
    matched = [film for film, why in result.doubtful.items() if why == MATCHED]
    assert len(matched) > 6
    [note] = [note for note in result.notes if "cannot be trusted" in note]
    assert "a rough match of these with each other" in note
    for film in matched:
        size = LARGE if film == "0.png" else USUAL
        copy = resize_points(landmarks(count=4), USUAL, size)
        found = np.array([result.sets[film].get(name).position for name in NAMES])
        assert not np.allclose(found, copy, atol=0.5)
        assert np.linalg.norm(found - copy, axis=1).max() < 0.3 * size.diagonal
        spreads = [result.sets[film].get(name).spread for name in NAMES]
        assert 0 < max(spreads) <= 0.05 * size.diagonal + 1e-9


def test_detectors_learn_from_the_copies_where_these_lie(others):
    result = result_of(others, replace(SETTINGS, method=Method.ONE_SHOT))
    assert sum("cannot be trusted" in note for note in result.notes) == 1
    for film, parts in result.opinions.items():
        size = LARGE if film == "0.png" else USUAL
        copy = resize_points(landmarks(count=4), USUAL, size)
        if film in result.doubtful and np.allclose(parts["registration"], copy):
            break
    else:
        pytest.fail("no film has the copy for registration's opinion")
