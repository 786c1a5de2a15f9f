"""How much longer registration takes beside another process that computes.

`.venv/bin/python packaging/beside_another.py` registers one drawn film to twelve others in a process of its
own, alone and then while another process computes on two threads, and prints both times and their quotient.
With two cores, 2 is fair.
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

REGISTER = """
import time
import engine
import numpy as np, torch
from engine.phantoms.phantom import draw_phantom
from engine.registration.films import to_grid
from engine.registration.instance import InstanceConfig, InstanceRegistration
torch.set_num_threads(2)
config, films = InstanceConfig(), []
for number in range(13):
    phantom = draw_phantom(number % 5, seed=number)
    pixels = (phantom.pixels / phantom.pixels.max()).astype("float32")
    films.append(to_grid(str(number), pixels, config.fine, torch.device("cpu")))
    if number == 0:
        points = np.array([mark.position for mark in phantom.truth.placed()], dtype=np.float64)
method = InstanceRegistration(films[0], points, config)
def all_films():
    sizes = {film.grid for film in films[1:]}
    for size in sizes:
        for _ in method.register([film for film in films[1:] if film.grid == size]):
            pass
start = time.perf_counter()
all_films()
print(time.perf_counter() - start)
"""

COMPUTE = """
import engine
import torch
torch.set_num_threads(2)
net = torch.nn.Sequential(torch.nn.Conv2d(8, 32, 3), torch.nn.Conv2d(32, 8, 3))
images = torch.rand(4, 8, 96, 96)
print("ready", flush=True)
while True:
    net(images).sum().backward()
"""


def registered() -> float:
    """Seconds that a fresh process needs for the twelve films."""
    command = [sys.executable, "-c", REGISTER]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(found.stdout)


def main() -> None:
    """Print both times."""
    registered()  # what has to be read from the disk is read now
    alone = registered()
    with subprocess.Popen(
        [sys.executable, "-c", COMPUTE], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as other:
        try:
            assert other.stdout is not None
            other.stdout.readline()
            time.sleep(1)
            beside = registered()
        finally:
            other.kill()
    print(f"alone {alone:.1f} s, beside another process {beside:.1f} s: {beside / alone:.2f} times as long")


if __name__ == "__main__":
    main()
