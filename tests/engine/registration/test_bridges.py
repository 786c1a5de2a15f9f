"""Bridges: which films lead to the others, and what the mean of all ways is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine.operation import run
from engine.registration.bridges import choose_bridges, join_ways, over_bridge
from engine.registration.films import GridReader
from engine.registration.instance import InstanceConfig
from engine.registration.opinions import Fused

POINTS = np.array([[40.0, 50.0], [90.0, 60.0], [70.0, 110.0]])


def fused(points=POINTS, spread=1.0, agreement=0.8, mirrored=False) -> Fused:
    spreads = np.full(len(points), spread)
    return Fused(np.array(points, dtype=float), spreads, spreads, mirrored, agreement)


def twelve() -> dict[str, Fused]:
    """Twelve films, the first one registered best."""
    return {f"{n:02d}": fused(spread=1.0 + n, agreement=0.9 - 0.01 * n) for n in range(12)}


def test_the_films_that_registered_best_are_bridges() -> None:
    carried = twelve()
    assert choose_bridges(carried, 2) == ("00", "01")


def test_a_mirrored_film_is_no_bridge() -> None:
    carried = twelve()
    carried["00"] = fused(spread=0.1, agreement=0.99, mirrored=True)
    assert choose_bridges(carried, 1) == ("01",)


def test_few_films_or_few_landmarks_have_no_bridge() -> None:
    assert choose_bridges({str(number): fused() for number in range(9)}, 2) == ()
    assert choose_bridges({str(number): fused(POINTS[:2]) for number in range(20)}, 2) == ()


def test_equal_ways_meet_in_their_weighted_middle() -> None:
    joined = join_ways(fused(), [fused(POINTS + np.array([2.5, 0.0]))], diagonal=200.0)
    # the exemplar's own opinion weighs 1.5, the bridge's 1
    np.testing.assert_allclose(joined.points, POINTS + np.array([1.0, 0.0]))


def test_a_way_that_does_not_fit_hardly_counts() -> None:
    joined = join_ways(fused(), [fused(POINTS + 50.0, spread=30.0)], diagonal=200.0)
    assert np.abs(joined.points - POINTS).max() < 0.5


def test_ways_that_differ_are_doubted() -> None:
    alone = join_ways(fused(), [], diagonal=200.0)
    apart = join_ways(fused(), [fused(POINTS + 8.0)], diagonal=200.0)
    np.testing.assert_allclose(alone.points, POINTS)
    assert (apart.doubt > alone.doubt).all()


def test_a_landmark_that_one_way_lacks_comes_from_the_other() -> None:
    lacking = POINTS.copy()
    lacking[1] = np.nan
    joined = join_ways(fused(lacking), [fused(POINTS + 1.0)], diagonal=200.0)
    np.testing.assert_allclose(joined.points[1], POINTS[1] + 1.0)
    both = join_ways(fused(lacking), [fused(lacking)], diagonal=200.0)
    assert np.isnan(both.points[1]).all()
    assert np.isnan(both.spread[1])


@pytest.mark.parametrize("shift", [(0, 0), (7, -5)])
def test_a_bridge_carries_its_landmarks_on_and_a_second_time_not_again(
    tmp_path: Path, shift: tuple[int, int]
) -> None:
    """Both films are the same picture, shifted: what is carried over the bridge is shifted alike."""
    random = np.random.default_rng(3)
    coarse = Image.fromarray(random.integers(0, 255, (20, 16), dtype=np.uint8)).resize(
        (160, 200), Image.BICUBIC
    )
    picture = np.asarray(coarse)
    Image.fromarray(picture).save(tmp_path / "bridge.png")
    Image.fromarray(np.roll(picture, (shift[1], shift[0]), axis=(0, 1))).save(tmp_path / "other.png")
    # the start is two pixels off: the fit has to mend that
    carried = {"bridge": fused(), "other": fused(POINTS + shift + 2.0)}
    paths = {film: tmp_path / f"{film}.png" for film in carried}
    reader = GridReader(160, torch.device("cpu"))
    asked, kept = ("bridge", carried, paths, reader, InstanceConfig(fine=160), "bridge 1 of 1"), []
    said = run(over_bridge(*asked, kept=kept.append))
    assert set(said) == {"other"}
    assert kept == [said]
    stages: list[str] = []
    again = run(over_bridge(*asked, known=said), lambda step: stages.append(step.message))
    assert again == said
    assert stages == ["bridge 1 of 1"]  # and no step of a registration
    assert np.linalg.norm(said["other"].points - (POINTS + shift), axis=1).max() < 1.0
