"""A window in a process of its own, on many small films, and what it says of time and memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image as Picture

ROOT = Path(__file__).parents[2]


def measured(folder: Path, *parts: str) -> dict[str, float]:
    """What a process with a window on `folder` has found."""
    places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), str(folder.parent))
    script = Path(__file__).with_name("workbench_window.py")
    words = [sys.executable, str(script), str(folder), *parts]
    environment = {**os.environ, **places, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def pictures(folder: Path, count: int) -> Path:
    """Small films in PNG, no two alike."""
    folder.mkdir()
    pixels = np.random.default_rng(0).integers(0, 256, (60, 48)).astype(np.uint8).repeat(8, 0).repeat(8, 1)
    for number in range(count):
        film = np.roll(pixels, number, 0)
        film[0, :2] = divmod(number, 256)
        Picture.fromarray(film).save(folder / f"film{number:05d}.png", compress_level=1)
    return folder
