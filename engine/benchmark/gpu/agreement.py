"""Whether the GPU finds what the CPU finds, what fewer digits would change, and films a second on both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor
from torch.overrides import TorchFunctionMode

from engine.benchmark.gpu.films import GpuFilms
from engine.benchmark.gpu.outcome import GpuOutcome
from engine.benchmark.gpu.trainings import limited
from engine.benchmark.gpu.usage import GIB, most, profiled, tidied, timed, waits_by_line
from engine.errors import EngineError
from engine.evaluation.metrics import points_of
from engine.geometry.coordinates import Points
from engine.imaging.pixels import learning_pixels
from engine.io.images import read_image
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
_BATCH = 4  # films registered together on the CPU, as `GridReader.batch`


@contextmanager
def tf32(device: torch.device) -> Iterator[None]:
    """A context in which `device` computes with 11 bits also what the engine computes with all digits."""
    with exact(device):  # held, so that no context within switches
        torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = True
        yield


class Bfloat16(TorchFunctionMode):
    """A context in which convolutions and products take bfloat16, whatever surrounds them."""

    def __torch_function__(
        self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """Run `func`, one of a few with factors of 8 bits."""
        named = dict(kwargs or {})
        if func not in _PRODUCTS:
            return func(*args, **named)
        return func(*map(_short, args), **{name: _short(value) for name, value in named.items()}).float()


_PRODUCTS = (torch.conv2d, torch.conv_transpose2d, F.linear, torch.matmul, torch.einsum)


def _short(value: Any) -> Any:
    is_single = isinstance(value, Tensor) and value.dtype == torch.float32
    return value.bfloat16() if is_single else value


def fewer_digits(device: torch.device, work: Callable[[], Points], whole: Points) -> dict[str, float]:
    """How far what `work` finds with fewer digits is from what it found with all of them."""
    found = dict[str, float]()
    for name, digits in (("TF32", tf32(device)), ("bf16", Bfloat16())):
        with digits:
            found |= apart(work(), whole, name)
    return found


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
    some, figures, facts = sources[:compared], dict[str, float](), dict[str, str]()
    yield Progress("predict", 0, 5, "on the GPU")
    there = _predicted(some, learned, device)  # warms up too
    yield Progress("predict", 1, 5, "on the CPU")
    here: list[Points] = []
    seconds = timed(lambda: here.append(_predicted(some, learned, CPU)), CPU)
    figures |= apart(there, here[0], "GPU-CPU")
    yield Progress("predict", 2, 5, "with fewer digits")
    figures |= fewer_digits(device, lambda: _predicted(some, learned, device), there)
    yield Progress("predict", 3, 5, "timing")
    each = timed(lambda: _predicted(sources, learned, device), device) / len(sources)
    figures |= {"GPU films/s": 1 / each, "CPU films/s": len(some) / seconds}
    figures["reading films/s"] = len(some) / timed(lambda: _read(some), CPU)
    if device.type == "cuda":
        yield Progress("predict", 4, 5, "profiling")
        figures |= profiled(lambda: _predicted(some, learned, device)).figures(len(some), each)
        with waits_by_line() as lines:
            _predicted(some, learned, device)
        facts["waits a film"] = most(lines, len(some))
    return GpuOutcome(figures, facts)


def _read(films: Sequence[FilmSource]) -> None:
    for film in films:
        learning_pixels(read_image(film.path))


def _predicted(films: Sequence[FilmSource], learned: TrainedModel, device: torch.device) -> Points:
    """Places [N, K, 2] px, NaN where none was found."""
    found = run(predict(films, learned, PredictionSettings(device.type))).sets
    lacking = np.full((len(learned.scheme.names), 2), np.nan)
    return np.stack(
        [
            points_of(found[film.identity], learned.scheme.names) if film.identity in found else lacking
            for film in films
        ]
    )


def compare_registrations(
    films: GpuFilms, device: torch.device, compared: int, batch: int
) -> Operation[GpuOutcome]:
    """The exemplar registered to `compared` films on both devices; films a second, there in a `batch`."""
    figures, facts = dict[str, float](), dict[str, str]()
    pixels = [learning_pixels(read_image(film.path)) for film in films.tested(max(compared, batch))]
    exemplar = films.pixels[0], films.shapes[0]
    some = pixels[:compared]
    yield Progress("registration", 0, 5, "on the GPU")
    there = _registered(exemplar, some, device, len(some))
    here: list[Points] = []
    yield Progress("registration", 1, 5, "on the CPU")
    seconds = timed(lambda: here.append(_registered(exemplar, some, CPU, _BATCH)), CPU)
    figures |= apart(there, here[0], "GPU-CPU")
    yield Progress("registration", 1, 5, "on the CPU, one film at a time")
    figures |= apart(_registered(exemplar, some, CPU, 1), here[0], "CPU batch of 1")
    yield Progress("registration", 2, 5, "with fewer digits")
    figures |= fewer_digits(device, lambda: _registered(exemplar, some, device, len(some)), there)
    yield Progress("registration", 3, 5, "timing")
    each = timed(lambda: _registered(exemplar, pixels, device, batch), device) / len(pixels)
    figures |= {"GPU films/s": 1 / each, "CPU films/s": len(some) / seconds}
    if device.type == "cuda":
        yield Progress("registration", 4, 5, "profiling")
        figures |= profiled(lambda: _registered(exemplar, pixels, device, batch)).figures(len(pixels), each)
        with waits_by_line() as lines:
            _registered(exemplar, pixels, device, batch)
        facts["waits a film"] = most(lines, len(pixels))
    return GpuOutcome(figures, facts)


def registration_memory(films: GpuFilms, device: torch.device, batch: int) -> Operation[GpuOutcome]:
    """Whether a batch of registrations goes on in halves where the GPU has too little memory for it."""
    yield Progress("registration", 0, 2, "a whole batch")
    pixels = [learning_pixels(read_image(film.path)) for film in films.tested(batch)]
    exemplar = films.pixels[0], films.shapes[0]
    tidied()
    whole = _registered(exemplar, pixels, device, batch)
    peak, stages = torch.cuda.max_memory_allocated(), list[str]()
    yield Progress("registration", 1, 2, "with a third of its memory")
    with limited(peak / 3):
        found = _registered(exemplar, pixels, device, batch, stages.append)
    said = [stage for stage in stages if "memory" in stage]
    if not said:
        raise EngineError("The registrations fitted into a third of the memory that they took before.")
    figures = {"whole GiB": peak / GIB, "allowed %": 100 / 3, "retries": float(len(said))}
    return GpuOutcome(figures | apart(found, whole, "apart"), {"said": "; ".join(said)})


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
