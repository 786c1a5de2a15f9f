"""Films as registration sees them: grey, 0..1, on a grid of a fixed longest side; what it says of them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.errors import ImageReadError
from engine.geometry.coordinates import Points, Size, resize_points
from engine.geometry.displacement import resized
from engine.imaging.pixels import learning_pixels, nothing_shown
from engine.io.images import read_image
from engine.runtime.distributed import Ranks
from engine.runtime.precision import exact
from engine.runtime.side_by_side import Pixels, read_ahead

T = TypeVar("T")
LinAlgError = torch.linalg.LinAlgError  # type: ignore[attr-defined]  # public, but not listed
MOST_PIXELS = 100_000_000  # of films that wait to be registered together: 400 MB


@dataclass(frozen=True, slots=True)
class GridFilm:
    """A film of `size` (original pixels): `pixels` [H, W] in 0..1 and `image` [1, 1, h, w] on the grid."""

    identity: str
    pixels: NDArray[np.float32]
    image: Tensor

    @property
    def size(self) -> Size:
        """Width and height in original pixels."""
        return Size(self.pixels.shape[1], self.pixels.shape[0])

    @property
    def grid(self) -> Size:
        """Width and height of the grid."""
        return Size(int(self.image.shape[-1]), int(self.image.shape[-2]))

    def to_grid(self, points: Points) -> Tensor:
        """Original `points` [..., 2] on the grid, float32, on the image's device."""
        mapped = resize_points(points, self.size, self.grid)
        return torch.as_tensor(mapped, dtype=torch.float32, device=self.image.device)

    def to_original(self, points: Tensor) -> Points:
        """Grid `points` [..., 2] in original pixels, float64."""
        return resize_points(points.detach().cpu().double().numpy(), self.grid, self.size)

    @property
    def scale(self) -> float:
        """Original pixels per grid pixel (geometric mean of both axes)."""
        ratio = self.size.width * self.size.height / (self.grid.width * self.grid.height)
        return float(np.sqrt(ratio))


@dataclass(frozen=True, slots=True)
class KnownFilm:
    """A film that was looked at, without its pixels."""

    identity: str
    size: Size
    grid: Size


@dataclass(frozen=True, slots=True)
class Carried:
    """The exemplar's landmarks on one film, original pixels.

    `points` [K, 2]; `gap` [K] px: how far the two directions of the registration differ, NaN where the
    method has one direction only; `agreement`: similarity after registration, comparable within a run;
    `mirrored`: the film shows the exemplar's anatomy mirrored.
    """

    points: Points
    gap: NDArray[np.float64]
    agreement: float
    mirrored: bool


class Registration(Protocol):
    """A method, bound to one exemplar and its landmarks."""

    def register(self, films: Sequence[GridFilm]) -> Generator[str, None, list[Carried]]:
        """Carry the landmarks to `films`, all of one grid size; yields the name of each stage.

        Raises `LinAlgError` where a film makes no map; points that are not finite say so too.
        """
        ...


def exactly(device: torch.device, steps: Generator[str, None, T]) -> Generator[str, None, T]:
    """`steps`, each computed with all digits (`exact`): rounded, registration errs by pixels.

    In between, where others compute, nothing is switched.
    """
    try:
        while True:
            with exact(device):
                try:
                    stage = next(steps)
                except StopIteration as end:
                    result: T = end.value
                    return result
            yield stage
    finally:
        steps.close()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Films that get no points, each with the reason, as a run comes upon them.

    `unreadable`: the file cannot be read; `unfit`: nothing can be found on the film.
    """

    unreadable: dict[str, str] = field(default_factory=dict)
    unfit: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.unreadable) + len(self.unfit)

    def put_together(self, ranks: Ranks, order: Iterable[str]) -> None:
        """Know what all `ranks` have left out, on every rank."""
        films = tuple(order)
        for reasons in (self.unreadable, self.unfit):
            reasons.update(ranks.union(reasons, films))


def grid_size(size: Size, longest: int) -> Size:
    """The grid for a film of `size`: `longest` pixels, the other side a multiple of 16, at least 48.

    Rounding changes the aspect ratio by a few per cent at most; the map between the frames is exact.
    """
    factor = longest / max(size.width, size.height)

    def rounded(side: int) -> int:
        return max(48, 16 * round(side * factor / 16))

    return Size(rounded(size.width), rounded(size.height))


@dataclass(frozen=True, slots=True)
class GridReader:
    """Reads films onto grids of `longest` pixels on `device`; raises `ImageReadError`."""

    longest: int
    device: torch.device

    def read(self, identity: str, path: Path) -> GridFilm:
        """The film at `path`."""
        return self._on_grid(identity, _pixels((identity, path)))

    @property
    def batch(self) -> int:
        """How many films are registered together."""
        return 4 if self.device.type == "cpu" else 32

    def usable(self, identity: str, path: Path, left_out: LeftOut) -> GridFilm | None:
        """The film at `path`; None, with the reason in `left_out`, for one that nothing can be found on."""
        return self._usable(identity, partial(_pixels, (identity, path)), left_out)

    def batches(self, paths: Mapping[str, Path], left_out: LeftOut) -> Generator[list[GridFilm], None, None]:
        """The films of `paths`, those of one grid size together, a few at a time.

        Films that nothing can be found on go into `left_out` with the reason. A GPU does not wait until the
        next batch is read: close it where that is not wanted any more.
        """
        with closing(self._ahead(list(paths.items()))) as reading:
            found = (self._usable(identity, read, left_out) for (identity, _), read in reading)
            yield from in_batches((film for film in found if film is not None), self.batch)

    def each_batch(
        self, batches: Sequence[Sequence[str]], paths: Mapping[str, Path]
    ) -> Generator[list[GridFilm], None, None]:
        """The films of each of these `batches`, in their order; raises `ImageReadError`. To be closed too."""
        with closing(self._ahead([(film, paths[film]) for batch in batches for film in batch])) as reading:
            for batch in batches:
                yield [self._on_grid(film, read()) for (film, _), read in islice(reading, len(batch))]

    def _ahead(
        self, films: Sequence[tuple[str, Path]]
    ) -> Generator[tuple[tuple[str, Path], Callable[[], Pixels]], None, None]:
        return read_ahead(_pixels, films, self.device, self.batch)

    def _usable(self, identity: str, read: Callable[[], Pixels], left_out: LeftOut) -> GridFilm | None:
        try:
            film = self._on_grid(identity, read())
        except ImageReadError as error:
            left_out.unreadable[identity] = str(error)
            return None
        if why := nothing_shown(film.pixels):
            left_out.unfit[identity] = why
            return None
        return film

    def _on_grid(self, identity: str, pixels: Pixels) -> GridFilm:
        return to_grid(identity, pixels, self.longest, self.device)


def _pixels(film: tuple[str, Path]) -> Pixels:
    return learning_pixels(read_image(film[1]))


class Sized(Protocol):
    """A film of which at least its size is known, and that of its grid."""

    @property
    def size(self) -> Size:
        """Width and height in original pixels."""
        ...

    @property
    def grid(self) -> Size:
        """Width and height of the grid."""
        ...


S = TypeVar("S", bound=Sized)


def in_batches(films: Iterable[S], most: int) -> Iterator[list[S]]:
    """The `films` of one grid size together, at most so many at a time, with few films waiting."""
    waiting: dict[Size, list[S]] = {}
    for film in films:
        waiting.setdefault(film.grid, []).append(film)
        # whole films wait in memory, four bytes a pixel
        everything = [film for group in waiting.values() for film in group]
        pixels = sum(film.size.width * film.size.height for film in everything)
        if len(waiting[film.grid]) == most or len(everything) > 4 * most or pixels > MOST_PIXELS:
            yield waiting.pop(max(waiting, key=lambda grid: len(waiting[grid])))
    yield from waiting.values()


def to_grid(identity: str, pixels: NDArray[np.float32], longest: int, device: torch.device) -> GridFilm:
    """`pixels` [H, W] in 0..1 (`engine.imaging.pixels.learning_pixels`) with their grid on `device`."""
    grid = grid_size(Size(pixels.shape[1], pixels.shape[0]), longest)
    image = torch.from_numpy(pixels)[None, None].to(device)
    return GridFilm(identity, pixels, resized(image, grid))
