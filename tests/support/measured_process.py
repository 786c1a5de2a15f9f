"""A window or a command in a process of its own, on many films, and what it says of time and memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image as Picture

ROOT = Path(__file__).parents[2]


def resident(what: str = "VmRSS") -> float:
    """Memory of this process now, or its peak (VmHWM), MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024


def measured(folder: Path, *parts: str) -> dict[str, float]:
    """What a process with a window on `folder` has found."""
    return _found("workbench_window.py", folder.parent, str(folder), *parts)


def commanded(home: Path, *words: str) -> dict[str, float]:
    """What a command of the program took (s, s of computing, MiB) that keeps all it keeps in `home`."""
    return _found("measured_command.py", home, *words)


def _found(script: str, home: Path, *words: str) -> dict[str, float]:
    places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), str(home))
    environment = {**os.environ, **places, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path(__file__).with_name(script)), *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
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
