"""Whether the GPU finds what the CPU finds, what fewer digits would change, and films a second on both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor
from torch.overrides import TorchFunctionMode

from engine.benchmark.gpu.films import GpuFilms
from engine.benchmark.gpu.trainings import limited
from engine.benchmark.gpu.usage import GIB, GpuOutcome, looked_at, tidied, timed
from engine.errors import EngineError
from engine.evaluation.metrics import points_of
from engine.geometry.coordinates import Points
from engine.imaging.pixels import learning_pixels
from engine.io.images import read_image
from engine.landmarks import LandmarkSet
from engine.models.checkpoint import load_model
from engine.models.trained_model import TrainedModel
from engine.oneshot.propagate import FilmSource
from engine.operation import Operation, Progress, run
from engine.prediction.predict import PredictionSettings, predict
from engine.registration.carry import in_halves
from engine.registration.films import in_batches, to_grid
from engine.registration.instance import InstanceConfig, InstanceRegistration
from engine.runtime.precision import exact

CPU = torch.device("cpu")
_SHORT = 0.5  # of the memory of a whole batch
_LAST_DIGIT = 1e-7  # of a film's grey values: what any rounding changes
_BATCH = 4  # films registered together on the CPU, as `GridReader.batch`


@contextmanager
def tf32(device: torch.device) -> Iterator[None]:
    """A context in which `device` computes with 11 bits also what the engine computes with all digits."""
    with exact(device):  # held, so that no context within switches
        torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = True
        yield


class Bfloat16(TorchFunctionMode):
    """A context in which convolutions and linear layers take bfloat16, what they give is as before."""

    def __torch_function__(
        self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """Run `func`, one of a few with factors of 8 bits."""
        named = dict(kwargs or {})
        if func not in _PRODUCTS:
            return func(*args, **named)
        found = func(*map(_short, args), **{name: _short(value) for name, value in named.items()})
        return found.to(args[0].dtype)


_PRODUCTS = (torch.conv2d, torch.conv_transpose2d, F.linear)


def _short(value: Any) -> Any:
    is_single = isinstance(value, Tensor) and value.dtype == torch.float32
    return value.bfloat16() if is_single else value


def apart(first: NDArray[np.float64], second: NDArray[np.float64], name: str) -> dict[str, float]:
    """How far places [..., 2] are from each other, px of the film; places that one lacks are counted."""
    distance = np.linalg.norm(first - second, axis=-1)
    known = distance[np.isfinite(distance)]
    lacking = np.isfinite(first[..., 0]) != np.isfinite(second[..., 0])
    if not len(known):
        raise EngineError("No landmark was found on both devices: use other films.")
    found = {f"{name} mean px": float(known.mean()), f"{name} most px": float(known.max())}
    return found | ({f"{name} lacking": float(lacking.sum())} if lacking.any() else {})


def compare_predictions(
    films: GpuFilms, model: Path, device: torch.device, compared: int, timed_films: int
) -> Operation[GpuOutcome]:
    """The model's predictions of `compared` films on both devices, and films a second of `timed_films`."""
    learned, sources = load_model(model).domain(), films.tested(timed_films)
    some = sources[:compared]
    outcome = yield from _compared(
        "predict",
        lambda where: _predicted(some, learned, where),
        lambda: _predicted(sources, learned, device),
        (len(some), len(sources)),
        device,
    )
    reading = len(sources) / timed(lambda: _pixels(sources), CPU)
    return replace(outcome, figures={**outcome.figures, "reading films/s": reading})


def compare_registrations(
    films: GpuFilms, device: torch.device, compared: int, batch: int
) -> Operation[GpuOutcome]:
    """The exemplar registered to `compared` films on both devices; films a second, there in a `batch`.

    What other last digits of the films change on the CPU says what a difference of devices means.
    """
    pixels = _pixels(films.tested(max(compared, batch)))
    exemplar, some, noise = (films.pixels[0], films.shapes[0]), pixels[:compared], np.random.default_rng(0)
    other = [film * (1 + _LAST_DIGIT * noise.standard_normal(film.shape, np.float32)) for film in some]
    return (
        yield from _compared(
            "registration",
            lambda where: _registered(exemplar, some, where, _BATCH if where == CPU else len(some)),
            lambda: _registered(exemplar, pixels, device, batch),
            (len(some), len(pixels)),
            device,
            lambda: _registered(exemplar, other, CPU, _BATCH),
        )
    )


def _compared(
    name: str,
    find: Callable[[torch.device], Points],
    find_many: Callable[[], Points],
    films: tuple[int, int],
    device: torch.device,
    otherwise: Callable[[], Points] | None = None,
) -> Operation[GpuOutcome]:
    """What `find` finds on both devices and with fewer digits; films a second of it and of `find_many`.

    `films`: how many these go through. `otherwise`: finds the same on the CPU, of other last digits.
    """
    yield Progress(name, 0, 5, "on the GPU")
    there, here = find(device), list[Points]()  # warms up too
    yield Progress(name, 1, 5, "on the CPU")
    seconds = timed(lambda: here.append(find(CPU)), CPU)
    figures = apart(there, here[0], "GPU-CPU")
    if otherwise is not None:
        yield Progress(name, 2, 5, "on the CPU, with other last digits")
        figures |= apart(otherwise(), here[0], "CPU last digits")
    for digits, fewer in (("TF32", tf32(device)), ("bf16", Bfloat16())):
        yield Progress(name, 3, 5, digits)
        with fewer:
            figures |= apart(find(device), there, digits)
    yield Progress(name, 4, 5, "timing")
    each = timed(find_many, device) / films[1]
    figures |= {"GPU films/s": 1 / each, "CPU films/s": films[0] / seconds}
    if device.type != "cuda":
        return GpuOutcome(figures)
    asked, waits = looked_at(find_many, films[1], each)
    return GpuOutcome(figures | asked, {"waits a film": waits})


def _pixels(films: Sequence[FilmSource]) -> list[NDArray[np.float32]]:
    return [learning_pixels(read_image(film.path)) for film in films]


def _predicted(films: Sequence[FilmSource], learned: TrainedModel, device: torch.device) -> Points:
    """Places [N, K, 2] px, NaN where none was found."""
    found, names = run(predict(films, learned, PredictionSettings(device.type))).sets, learned.scheme.names
    return np.stack(
        [points_of(found.get(each.identity, LandmarkSet(each.identity, {})), names) for each in films]
    )


def registration_memory(films: GpuFilms, device: torch.device, batch: int) -> Operation[GpuOutcome]:
    """Whether a batch of registrations goes on in halves where the GPU has too little memory for it."""
    yield Progress("registration", 0, 2, "a whole batch")
    pixels = _pixels(films.tested(batch))
    exemplar = films.pixels[0], films.shapes[0]
    tidied()
    whole = _registered(exemplar, pixels, device, batch)
    peak, stages = torch.cuda.max_memory_reserved(), list[str]()
    yield Progress("registration", 1, 2, f"with {_SHORT:.0%} of its memory")
    with limited(_SHORT * peak):
        found = _registered(exemplar, pixels, device, batch, stages.append)
    shortages = [stage for stage in stages if "memory" in stage]
    if not shortages:
        raise EngineError(f"The registrations fitted into {_SHORT:.0%} of the memory that they took before.")
    figures = {"whole GiB": peak / GIB, "allowed %": 100 * _SHORT, "retries": float(len(shortages))}
    return GpuOutcome(figures | apart(found, whole, "apart"), {"said": "; ".join(shortages)})


def _registered(
    exemplar: tuple[NDArray[np.float32], Points],
    pixels: Sequence[NDArray[np.float32]],
    device: torch.device,
    batch: int,
    report: Callable[[str], None] | None = None,
) -> Points:
    """The exemplar's landmarks on films of `pixels`, [N, K, 2] px; `report` is told of every stage."""
    config, found = InstanceConfig(), dict[str, Points]()
    film = to_grid("exemplar", exemplar[0], config.fine, device)
    method = InstanceRegistration(film, exemplar[1], config)
    grids = [to_grid(str(number), each, config.fine, device) for number, each in enumerate(pixels)]
    for part in in_batches(grids, batch):
        carried = run(in_halves(method.register, part), report)
        for grid, there in zip(part, carried, strict=True):
            found[grid.identity] = np.full_like(exemplar[1], np.nan) if there is None else there.points
    return np.stack([found[grid.identity] for grid in grids])
