"""The window is killed at any moment, again and again: the project opens, no work older than 1 s is lost."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture
from saved_projects import shown, store_of

from app.storage.opening import open_project

ROOT = Path(__file__).parents[2]
Places = dict[tuple[str, str], float]


@pytest.mark.parametrize(
    ("kills", "lost_s"),
    # how fast a loaded machine writes decides no test of every day: then what was there before must stay
    [(3, 60.0), pytest.param(100, 1.0, marks=pytest.mark.slow)],
)
def test_a_window_killed_at_any_moment_loses_no_older_work(tmp_path: Path, kills: int, lost_s: float) -> None:
    films = tmp_path / "films"
    films.mkdir()
    for number in range(3):
        Picture.fromarray(np.full((100, 1500), 80 + number, np.uint8)).save(films / f"film{number}.png")
    kept: Places = {}
    longest, worked = 0.0, 0
    for seed in range(kills):
        lines, killed = killed_window(films, seed)
        before, kept = kept, places_in(films)
        assert all(kept[key] >= x for key, x in before.items()), seed
        lost = [at for at, key, x in lines if kept.get(key, 0.0) < x]
        longest = max([longest, *(killed - at for at in lost)])
        assert longest <= lost_s, seed
        worked += len(lines)
    assert worked
    print(f"{kills} kills, {longest:.3f} s of work lost at most")


def killed_window(films: Path, seed: int) -> tuple[list[tuple[float, tuple[str, str], float]], float]:
    """When each point was at its place, as (s, (film, landmark), x), and when the window was killed; s."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(films.parent)}
    environment |= dict.fromkeys(("XDG_CACHE_HOME", "XDG_DATA_HOME"), str(films.parent))
    script = Path(__file__).with_name("killed_window.py")
    process = subprocess.Popen(
        [sys.executable, str(script), str(films), str(seed)],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    )
    dice = random.Random(seed)
    with process:
        assert process.stdout is not None
        # most while it is worked in, some while it opens and restores
        text = process.stdout.readline() if dice.random() < 0.8 else ""
        time.sleep(dice.uniform(0.0, 2.0))
        killed = time.monotonic()
        process.kill()
        text += process.stdout.read()
    whole = [line.split() for line in text.splitlines(keepends=True) if line.endswith("\n")]
    return [(float(at), (film, name), float(x)) for at, film, name, x in whole], killed


def places_in(films: Path) -> Places:
    """Where the points of the project are, x of each (film, landmark); it opens and nothing is left over."""
    opened = open_project(films)
    store_of(opened).close()
    assert "left out" not in opened.message
    assert "do not fit" not in opened.message
    assert "changed by another" not in opened.message
    assert not list(films.rglob("*.tmp"))
    return {
        (film, name): mark.x
        for film, marks in shown(opened).sets.items()
        for name, mark in marks.landmarks.items()
        if mark.x is not None
    }
