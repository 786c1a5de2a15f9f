"""What a step of each training, and a registered film, ask of a GPU, counted on an emulated one.

PYTHONPATH=tests/support:. python tests/cuda/counts.py
"""

from emulated_cuda import CUDA, emulated_cuda  # isort: skip  # before torch

import numpy as np
import torch
from gpu_trainings import ALL, training

from engine.phantoms.phantom import draw_phantom
from engine.registration.films import to_grid
from engine.registration.instance import InstanceConfig, InstanceRegistration


def count_steps(name):
    """Print what the second step of the training `name` asks for: the first one moves what stays."""
    with emulated_cuda() as gpu:
        steps = (now for now in training(name, CUDA, epochs=1).run() if "loss" in now.metrics)
        next(steps)
        gpu.clear()
        next(steps)
        print(f"{name}: {_asked(gpu, 1)}")


def count_films(count):
    """Print what a film of a batch of `count` asks for that are registered together."""
    with emulated_cuda() as gpu:
        drawn = [draw_phantom(number, seed=0) for number in (0, 1, 4)]
        pixels = [(film.pixels / film.pixels.max()).astype(np.float32) for film in drawn]
        films = [to_grid(str(number), each, 64, CUDA) for number, each in enumerate(pixels)]
        points = np.array([mark.position for mark in drawn[0].truth.placed()])
        method = InstanceRegistration(films[0], points, InstanceConfig(fine=64))
        gpu.clear()
        list(method.register((films[1:] * count)[:count]))
        print(f"registration of {count}: {_asked(gpu, count)} a film")


def _asked(gpu, units):
    waits, copies = (sum(counted.values()) / units for counted in (gpu.waits, gpu.copies))
    size = sum(gpu.copied.values()) / units
    return f"waits {waits:g}, copies to the GPU {copies:g} ({size:g} bytes), kernels {gpu.launches / units:g}"


if __name__ == "__main__":
    torch.set_num_threads(1)
    for each in ALL:
        count_steps(each)
    for films in (1, 4):
        count_films(films)
