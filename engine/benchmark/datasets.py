"""Folders of films with known landmarks, in one layout: what is scored, and in which unit.

ROOT/NAME/images, landmarks.csv, and where the set has them split.csv (`image,split`), duplicates.csv
(`a,b`), spacing.csv and landmark_names.json.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import EngineError, ImageReadError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.film_names import match_films
from engine.io.images import film_path, find_films, read_size
from engine.io.schemes import read_scheme
from engine.io.table_text import read_grid
from engine.io.tables import LandmarkTable, read_landmarks, read_spacings
from engine.landmarks import LandmarkSet, Scheme
from engine.wording import counted


class DatasetError(EngineError):
    """A set of films is not laid out as a measurement needs it."""


@dataclass(frozen=True, slots=True)
class SetSpec:
    """The protocol of one set. Landmarks by their position from 1.

    `mm_per_px` None: by spacing.csv, else no millimetres. `scored` empty: all landmarks. Figures are
    given without `doubtful` too. `split`: only the films that split.csv calls "test" are scored, and
    those that it calls "train" are there to learn from. `like`: another set of the same anatomy, whose
    printed figures these may be read beside. An exemplar "" is the first film to learn from.
    """

    name: str
    exemplars: tuple[str, ...]
    mm_per_px: float | None = None
    scored: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()
    split: bool = False
    like: str = ""


SETS = (
    # readers differ most on 16, the soft-tissue pogonion
    SetSpec("head", ("125", "019", "071"), 0.234375, doubtful=(16,), split=True),
    SetSpec("wing", ("63001",)),
    SetSpec("hand", ("3147",)),
    SetSpec("spine", ("s002",)),
    # the other points of the chest lie on a coarse grid
    SetSpec("chest", ("Normal-10027",), scored=(12, 13, 14, 15)),
)


@dataclass(frozen=True, slots=True)
class FilmSet:
    """A set that was read: `films` identity -> file, `truth` by film, `twins` films that are the same one.

    `candidates`: the films that may be scored, before twins and the exemplar are left out.
    `training`: those to learn from, empty where the set has no split. `grid`: the frame whose pixels errors
    are counted in too, where the papers do so.
    """

    spec: SetSpec
    folder: Path
    scheme: Scheme
    films: Mapping[str, Path]
    truth: Mapping[str, LandmarkSet]
    spacings: Mapping[str, Spacing]
    candidates: tuple[str, ...]
    twins: Mapping[str, frozenset[str]]
    training: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    grid: Size | None = None

    def exemplar(self, name: str) -> str:
        """The identity of the exemplar `name`; raises `DatasetError` where film or points are missing."""
        name = name or next(iter(self.training), name)
        identity = match_films([name], tuple(self.films)).films.get(name)
        if identity is None or identity not in self.truth or not self.truth[identity].placed():
            raise DatasetError(f"{self.folder} lacks the exemplar {name} or its landmarks: complete the set.")
        return identity

    def scored_films(self, exemplar: str) -> tuple[str, ...]:
        """The films to score: no exemplar, no twin of it, and of twins among them only the first."""
        kept: list[str] = []
        for film in self.candidates:
            if film != exemplar and not self.twins.get(film, frozenset()) & {exemplar, *kept}:
                kept.append(film)
        if not kept:
            raise DatasetError(f"{self.folder} has no film to score besides {exemplar}: complete the set.")
        return tuple(kept)

    def learning_films(self, exemplar: str) -> tuple[str, ...]:
        """The unlabelled films to learn from: no exemplar, none that shows the same as a scored one."""
        scored = set(self.scored_films(exemplar))
        there = (film for film in self.training if film != exemplar and film not in scored)
        kept = tuple(film for film in there if not self.twins.get(film, frozenset()) & scored)
        if not kept:
            raise DatasetError(
                f"{self.folder} has no film to learn from besides {exemplar}: complete the set."
            )
        return kept

    def scored_names(self, *, without_doubtful: bool = False) -> tuple[str, ...]:
        """The landmarks to score, in scheme order."""
        places = self.spec.scored or tuple(range(1, len(self.scheme.names) + 1))
        left_out = self.spec.doubtful if without_doubtful else ()
        return tuple(self.scheme.names[place - 1] for place in places if place not in left_out)

    def size(self, film: str) -> Size:
        """Width and height of `film` in original pixels; raises `DatasetError`."""
        try:
            return read_size(self.films[film])
        except ImageReadError as error:
            raise DatasetError(f"{self.folder.name}/{film} cannot be read. {error}") from error


def is_there(root: Path, spec: SetSpec) -> bool:
    """Whether `root` holds the set."""
    return (root / spec.name / "landmarks.csv").is_file() and (root / spec.name / "images").is_dir()


def read_set(root: Path, spec: SetSpec) -> FilmSet:
    """Read the set `spec` below `root`, its films by name only. Raises `EngineError`s."""
    folder = root / spec.name
    films = {identity: film_path(folder / "images", identity) for identity in find_films(folder / "images")}
    table = read_landmarks(folder / "landmarks.csv", tuple(films), _scheme(folder))
    truth = {film: table.sets[film] for film in films if film in table.sets and table.sets[film].placed()}
    places = (*spec.scored, *spec.doubtful)
    if places and max(places) > len(table.scheme.names):
        raise DatasetError(
            f"{folder} has {counted(len(table.scheme.names), 'landmark')}, not {max(places)}: complete it."
        )
    parts = _split(folder, tuple(films)) if spec.split else {}
    candidates = parts.get("test", frozenset()) if spec.split else frozenset(truth)
    training = parts.get("train", frozenset())
    return FilmSet(
        spec=spec,
        folder=folder,
        scheme=table.scheme,
        films=films,
        truth=truth,
        spacings=_spacings(folder, spec, table),
        candidates=tuple(film for film in truth if film in candidates),
        twins=_twins(folder, tuple(films)),
        training=tuple(film for film in films if film in training),
        notes=tuple(f"{spec.name}: {note}" for note in table.notes if "matched by their order" not in note),
    )


def _scheme(folder: Path) -> Scheme | None:
    path = folder / "landmark_names.json"
    return read_scheme(path) if path.is_file() else None


def _spacings(folder: Path, spec: SetSpec, table: LandmarkTable) -> Mapping[str, Spacing]:
    if spec.mm_per_px is not None:
        typed = Spacing(spec.mm_per_px, spec.mm_per_px, SpacingSource.TYPED)
        return dict.fromkeys(table.sets, typed)
    path = folder / "spacing.csv"
    return read_spacings(path, tuple(table.sets)) if path.is_file() else {}


def _split(folder: Path, films: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """The films of every part that split.csv names."""
    path = folder / "split.csv"
    if not path.is_file():
        raise DatasetError(f"{path} is missing, which says what is scored: put it there (image,split).")
    parts: dict[str, list[str]] = {}
    for row in read_grid(path).rows:
        parts.setdefault(row.text("split"), []).append(row.text("image"))
    return {part: frozenset(match_films(names, films).films.values()) for part, names in parts.items()}


def _twins(folder: Path, films: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """For each film of duplicates.csv the films that show the same."""
    path = folder / "duplicates.csv"
    rows = read_grid(path).rows if path.is_file() else ()
    names = match_films([row.text(column) for row in rows for column in ("a", "b")], films).films
    twins: dict[str, frozenset[str]] = {}
    for row in rows:
        pair = [names[row.text(column)] for column in ("a", "b") if row.text(column) in names]
        for film in pair:
            twins[film] = twins.get(film, frozenset()) | (frozenset(pair) - {film})
    return twins
