"""Kills a window that is worked in, and looks what of the work is on the disk."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image as Picture
from saved_projects import shown, store_of

from app.storage.opening import open_project

ROOT = Path(__file__).parents[2]
Places = dict[tuple[str, str], float]


def draw_wide_films(folder: Path) -> Path:
    """Three films in `folder`, with room to move points to the right for long."""
    folder.mkdir()
    for number in range(3):
        Picture.fromarray(np.full((100, 1500), 80 + number, np.uint8)).save(folder / f"film{number}.png")
    return folder


def work_lost(films: Path, seed: int, kept: Places) -> tuple[float, int, Places]:
    """Kill a window on `films`: (age of the oldest work that is lost (s), number of edits, what stays).

    `kept`: what stayed of the windows before, all of which must be there.
    """
    lines, killed = killed_window(films, seed)
    places = places_in(films)
    assert all(places[key] >= x for key, x in kept.items()), seed
    lost = [killed - at for at, key, x in lines if places.get(key, 0.0) < x]
    return max(lost, default=0.0), len(lines), places


def killed_window(films: Path, seed: int) -> tuple[list[tuple[float, tuple[str, str], float]], float]:
    """When each point was at its place, as (s, (film, landmark), x), and when the window was killed; s."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(films.parent)}
    environment |= dict.fromkeys(("XDG_CACHE_HOME", "XDG_DATA_HOME"), str(films.parent))
    script = ROOT / "tests/journeys/killed_window.py"
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
