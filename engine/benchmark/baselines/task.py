"""What a comparison method is given, how it learns, and how it then finds landmarks on films not seen."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Protocol

import torch
from torch import Tensor, nn

from engine.benchmark.points import predicted_marks
from engine.errors import EngineError
from engine.geometry.coordinates import Points, Size, resize_points
from engine.landmarks import LandmarkSet
from engine.oneshot.propagate import Propagation
from engine.operation import Operation, Progress
from engine.registration.canvas import Canvas, place
from engine.registration.films import GridReader, LeftOut
from engine.runtime.device import choose_device, describe
from engine.runtime.precision import exact
from engine.runtime.run_store import RunStore, resumed, with_trouble
from engine.training.step import OptimiserStep


@dataclass(frozen=True, slots=True)
class CanvasFilm:
    """A film of `size` (original pixels) on the canvas of a network; `grid` [1, 1, h, w]: the film alone."""

    identity: str
    size: Size
    grid: Tensor
    canvas: Canvas

    def on(self, sides: Size) -> CanvasFilm:
        """The same film on a canvas of other `sides`."""
        return replace(self, canvas=place(self.grid, sides))

    @property
    def image(self) -> Tensor:
        """Grey values 0..1, [1, 1, H, W]; 0 beside the film."""
        return self.canvas.image

    def to_canvas(self, points: Points) -> Tensor:
        """Original `points` [K, 2] on the canvas, float32."""
        mapped = torch.as_tensor(resize_points(points, self.size, self.canvas.grid), dtype=torch.float32)
        return self.canvas.to_canvas(mapped.to(self.image.device))

    def to_original(self, points: Tensor) -> Points:
        """Canvas `points` [K, 2] in original pixels, float64."""
        on_grid = self.canvas.to_grid(points).detach().cpu().double().numpy()
        return resize_points(on_grid, self.canvas.grid, self.size)

    @property
    def corners(self) -> Tensor:
        """The first and the last pixel of the film on the canvas, [2, 2]."""
        grid = self.canvas.grid
        last = self.image.new_tensor([[0.0, 0.0], [grid.width - 1.0, grid.height - 1.0]])
        return self.canvas.to_canvas(last)


@dataclass(frozen=True, slots=True)
class BaselineTask:
    """The `exemplar` with its `points` [K, 2] on the canvas, and `films` without labels.

    `store`: where trainings keep their states, so that they go on where they were stopped.
    """

    exemplar: CanvasFilm
    points: Tensor
    films: Sequence[CanvasFilm]
    seed: int
    store: RunStore = field(default_factory=lambda: RunStore(None))

    @property
    def device(self) -> torch.device:
        """Where all of it lies."""
        return self.points.device

    def images(self, numbers: Tensor) -> Tensor:
        """The films of these `numbers` [N], [N, 1, H, W]."""
        return torch.cat([self.films[number].image for number in numbers.tolist()])


@dataclass(frozen=True, slots=True)
class LearnedBaseline:
    """What has learned: `find` gives the landmarks [K, 2] of a film on its canvas.

    `losses`: the mean loss of each epoch, by stage.
    """

    find: Callable[[CanvasFilm], Tensor]
    losses: Mapping[str, tuple[float, ...]]


class Baseline(Protocol):
    """The figures of a method, a frozen dataclass: they decide what it comes to."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def canvas(self) -> Size:
        """The sides that films are brought to."""
        ...

    def learn(self, task: BaselineTask) -> Operation[LearnedBaseline]:
        """Learn from `task`. Raises `EngineError` where a loss is no number."""
        ...


@dataclass(frozen=True, slots=True)
class Epochs:
    """Adam at `rate`, which is multiplied by `decay` each `every` epochs (0: never).

    In each of the `count` epochs each film is drawn `repeats` times, `batch` at a time.
    """

    count: int
    batch: int
    rate: float
    decay: float = 1.0
    every: int = 0
    repeats: int = 1
    weight_decay: float = 0.0

    def rate_of(self, epoch: int) -> float:
        """The learning rate in `epoch`, from 0 on."""
        return self.rate * (self.decay ** (epoch // self.every) if self.every else 1.0)

    def batches(self, films: int, generator: torch.Generator) -> Sequence[Tensor]:
        """The numbers of `films` in a new order; a last batch that is not full begins anew."""
        order = torch.randperm(films * self.repeats, generator=generator)
        whole = -(-len(order) // self.batch) * self.batch
        return torch.split(order[torch.arange(whole) % len(order)] % films, self.batch)


class Fitting:
    """One training of `learner`: `run` it, ask for its `state` after any step, `restore` that in a new one.

    `loss_of`: numbers of films [N] -> loss; it draws from `generator` alone.
    """

    def __init__(
        self,
        stage: str,
        learner: nn.Module,
        epochs: Epochs,
        films: int,
        loss_of: Callable[[Tensor], Tensor],
        generator: torch.Generator,
    ) -> None:
        optimiser = torch.optim.Adam(learner.parameters(), lr=epochs.rate, weight_decay=epochs.weight_decay)
        self._descent = OptimiserStep((learner,), optimiser)
        self.stage, self._epochs, self._films = stage, epochs, films
        self._loss_of, self._generator = loss_of, generator
        self._ahead: list[Tensor] = []  # batches of this epoch that are not learned from yet
        self._losses: list[float] = []  # of the steps of this epoch
        self._means: list[float] = []

    def run(self) -> Operation[tuple[float, ...]]:
        """Learn to the end; the mean loss of each epoch. Raises `EngineError` where it is no number."""
        count = self._epochs.count
        while (epoch := len(self._means)) < count:
            self._ahead = self._ahead or list(self._epochs.batches(self._films, self._generator))
            numbers = self._ahead.pop(0)
            loss = self._descent.make(self._epochs.rate_of(epoch), partial(self._gradients, numbers))
            self._losses.append(loss)
            if not self._ahead:
                self._end_epoch()
            yield Progress(self.stage, epoch, count, metrics={"loss": loss})
        return tuple(self._means)

    def _gradients(self, numbers: Tensor) -> float:
        loss = self._loss_of(numbers)
        self._descent.backward(loss)
        return float(loss.detach())

    def _end_epoch(self) -> None:
        mean, self._losses = float(torch.tensor(self._losses).mean()), []
        self._means.append(mean)
        if not math.isfinite(mean):
            epoch = len(self._means)
            raise EngineError(f"{self.stage}: the loss is no number in epoch {epoch}: try another --seed.")

    def state(self) -> dict[str, Any]:
        """Everything that is needed to go on; the tensors are the training's own: save them at once."""
        return {
            **self._descent.state(),
            "ahead": self._ahead,
            "losses": self._losses,
            "epochs": self._means,
            "generator": self._generator.get_state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken, of a training with the same films and figures."""
        self._descent.restore(state)
        self._ahead, self._losses, self._means = (list(state[name]) for name in ("ahead", "losses", "epochs"))
        self._generator.set_state(state["generator"])


def fit(training: Fitting, store: RunStore) -> Operation[tuple[float, ...]]:
    """Run `training` from where `store` has it."""
    return (yield from resumed(training, store, training.stage))


def found_by_baseline(
    baseline: Baseline,
    films: Mapping[str, Path],
    unseen: Mapping[str, Path],
    exemplar: tuple[str, Mapping[str, tuple[float, float]]],
    device: str,
    seed: int,
    work: Path | None = None,
) -> Operation[tuple[Propagation, float]]:
    """What `baseline`, which learned from `films`, finds on the `unseen`, and the seconds that it learned.

    `exemplar`: its identity among `films`, and its points by name in original pixels. Trainings that were
    stopped go on from their states in `work`. Raises `EngineError` where the exemplar or no other film can be
    read, or a loss is no number.
    """
    start, chosen, left_out = time.monotonic(), choose_device(device), LeftOut()
    reader, (name, marks) = _Reader(baseline.canvas, chosen, left_out), exemplar
    read = yield from reader.all(films)
    if name not in read:
        raise EngineError(f"The exemplar {name} cannot be used: {_why(left_out, name)} Choose another one.")
    first, others = read[name], [film for identity, film in read.items() if identity != name]
    if not others:
        raise EngineError("There is no film to learn from besides the exemplar that can be read: add some.")
    points = first.to_canvas(torch.tensor(list(marks.values()), dtype=torch.float64).numpy())
    known = {
        "method": type(baseline).__name__,
        "figures": asdict(baseline),
        "seed": seed,
        "device": chosen.type,
    }
    store = RunStore.of_run(work, {**known, "films": list(films), "exemplar": [name, dict(marks)]})
    torch.manual_seed(seed)
    task = BaselineTask(first, points, others, seed, store)
    learned = yield from with_trouble(baseline.learn(task), store)
    learning = time.monotonic() - start
    sets: dict[str, LandmarkSet] = {}
    for number, (identity, path) in enumerate(unseen.items()):
        film = reader.film(identity, path)
        if film is not None:
            with exact(chosen), torch.no_grad():
                there = film.to_original(learned.find(film)).tolist()
            found = {mark: (x, y) for mark, (x, y) in zip(marks, there, strict=True)}
            sets[identity] = predicted_marks(identity, found)
        yield Progress("prediction", number + 1, len(unseen), identity)
    propagation = Propagation(
        sets=sets,
        mirrored=dict.fromkeys(sets, False),
        unreadable=left_out.unreadable,
        exemplars=(name,),
        device=describe(chosen),
        seconds=time.monotonic() - start,
        method=type(baseline).__name__,
        unfit=left_out.unfit,
    )
    return propagation, learning


def _why(left_out: LeftOut, film: str) -> str:
    return {**left_out.unreadable, **left_out.unfit}[film]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads films onto a canvas."""

    sides: Size
    device: torch.device
    left_out: LeftOut

    def film(self, identity: str, path: Path) -> CanvasFilm | None:
        longest = max(self.sides.width, self.sides.height)
        film = GridReader(longest, self.device).usable(identity, path, self.left_out)
        if film is None:
            return None
        return CanvasFilm(identity, film.size, film.image, place(film.image, self.sides))

    def all(self, paths: Mapping[str, Path]) -> Operation[dict[str, CanvasFilm]]:
        read = {}
        for number, (identity, path) in enumerate(paths.items()):
            film = self.film(identity, path)
            if film is not None:
                read[identity] = film
            yield Progress("reading", number + 1, len(paths), identity)
        return read
