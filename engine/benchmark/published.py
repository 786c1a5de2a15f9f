"""Figures from elsewhere, to read our own beside. None of them is measured by this program's run."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from pathlib import Path
from typing import Any

from engine.benchmark.cache import from_plain
from engine.benchmark.table import paragraphs, table
from engine.errors import EngineError

MIXTURE = "mixture"  # what a table of several anatomies stands beside


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One printed row: `mre` and `sd` in the unit of its table, `sdr` (%) at its limits; None: not printed.

    `parameters` in millions. `kind`: the rows of ours that it corresponds to, "" where the table says which;
    `as_published`: others that do it with the paper's own networks.
    """

    name: str
    mre: float | None = None
    sdr: tuple[float | None, ...] = ()
    sd: float | None = None
    parameters: float | None = None
    kind: str = ""
    as_published: str = ""

    def __post_init__(self) -> None:
        # TOML has no null: a rate that is not printed is NaN there
        known = tuple(None if rate is None or isnan(rate) else rate for rate in self.sdr)
        object.__setattr__(self, "sdr", known)


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """Rows that a paper measured on `films`, by `source`; `limits` of the SDR in `unit`.

    Our rows beside them: those of `kinds` (where it names any) on `ours`, a set or an anatomy ("": none is
    comparable), their figures on `part` of the test films where a set has that part. `note`: what else is
    to be known.
    """

    title: str
    source: str
    films: str
    rows: tuple[PublishedRow, ...]
    unit: str = "mm"
    limits: tuple[float, ...] = ()
    ours: str = ""
    kinds: tuple[str, ...] = ()
    part: str = ""
    note: str = ""

    def beside(
        self,
        header: Sequence[str],
        our_lines: Sequence[Sequence[str]],
        cells: Callable[[PublishedRow], Sequence[str]],
    ) -> str:
        """Our lines and then the printed ones as Markdown, each row put in `cells` after name and films."""
        printed = [(row.name, self.films, *cells(row)) for row in self.rows]
        footer = " ".join(part for part in (f"Published: {self.source}.", self.note) if part)
        return paragraphs(table((self.title, "films", *header), [*our_lines, *printed]), footer)

    def as_json(self, *names: str, rows: Sequence[str]) -> dict[str, Any]:
        """The fields called `names`, and those called `rows` of every row, as plain JSON values."""
        plain = asdict(self)
        lines = [{name: row[name] for name in rows} for row in plain["rows"]]
        return {**{name: plain[name] for name in ("title", "source", "films", *names)}, "rows": lines}


@dataclass(frozen=True, slots=True)
class FigureFromElsewhere:
    """One figure for the head films with one exemplar; mm, seconds a film. `where` says who measured it."""

    name: str
    films: str
    where: str
    mre: float
    median: float | None = None
    seconds: float | None = None
    sdr: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedOneShot:
    """What `one-shot.toml` holds: `tables` by set, the paper's on parts of its method, and single figures."""

    tables: tuple[PublishedTable, ...]
    stage_one: tuple[PublishedTable, ...]
    stage_two: PublishedTable
    elsewhere: tuple[FigureFromElsewhere, ...]


@dataclass(frozen=True, slots=True)
class PrintedFractions:
    """One printed row of the spine: MSE as a fraction of the image, and Pearson's rho."""

    name: str
    mse: float
    rho: float


@dataclass(frozen=True, slots=True)
class SpineFigures:
    """The printed rows of the spine, by `source` on `films`."""

    source: str
    films: str
    rows: tuple[PrintedFractions, ...]


@dataclass(frozen=True, slots=True)
class PublishedSupervised:
    """What `supervised.toml` holds."""

    tables: tuple[PublishedTable, ...]
    spine: SpineFigures


def published_one_shot(folder: Path) -> PublishedOneShot:
    """Read the figures for one annotated film. Raises `EngineError` where `folder` lacks them."""
    figures: PublishedOneShot = from_plain(PublishedOneShot, read_published(folder / "one-shot.toml"))
    return figures


def published_supervised(folder: Path) -> PublishedSupervised:
    """Read the figures for training on labelled films. Raises `EngineError` where `folder` lacks them."""
    figures: PublishedSupervised = from_plain(PublishedSupervised, read_published(folder / "supervised.toml"))
    return figures


def published_laoml(folder: Path) -> tuple[PublishedTable, ...]:
    """Read the figures for learned sigmas. Raises `EngineError` where `folder` lacks them."""
    figures: tuple[PublishedTable, ...] = from_plain(
        tuple[PublishedTable, ...], read_published(folder / "laoml.toml")["tables"]
    )
    return figures


def read_published(path: Path) -> dict[str, Any]:
    """What the file `path` of printed figures holds. Raises `EngineError` where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EngineError(
            f"{path}, the published figures, cannot be read: use the built app, or install OneMark from its "
            "source folder by pip install -e."
        ) from error
