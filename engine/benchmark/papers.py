"""Which rows compute each table and figure of the four papers: `onemark benchmark papers`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, assert_never

from engine.benchmark.cache import from_plain
from engine.benchmark.job import Row, select_rows
from engine.benchmark.laoml.rows import ROWS as SIGMA_ROWS
from engine.benchmark.oneshot.rows import all_rows as one_shot_rows
from engine.benchmark.published import read_published
from engine.benchmark.supervised.rows import all_rows as supervised_rows
from engine.benchmark.table import paragraphs, table


class Measurement(StrEnum):
    """What `onemark benchmark` is asked to measure; NONE where a figure is drawn and not measured."""

    ONE_SHOT = "one-shot"
    SUPERVISED = "supervised"
    LAOML = "laoml"
    NONE = ""

    def rows(self) -> Sequence[Row]:
        """All rows that it has."""
        match self:
            case Measurement.ONE_SHOT:
                return one_shot_rows()
            case Measurement.SUPERVISED:
                return supervised_rows()
            case Measurement.LAOML:
                return SIGMA_ROWS
            case Measurement.NONE:
                return ()
        assert_never(self)


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """A table or figure of a `paper`, and the `rows` of `what` (names or their beginnings) that compute it.

    `weights`: the paper's networks start from ImageNet's.
    """

    paper: str
    item: str
    shows: str
    what: Measurement = Measurement.NONE
    rows: tuple[str, ...] = ()
    weights: bool = False
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The rows in full. Raises `EngineError` where one is not there."""
        return tuple(row.name for row in select_rows(self.what.rows(), self.rows)) if self.rows else ()

    @property
    def command(self) -> str:
        """What computes it."""
        if not self.rows:
            return ""
        start = " --weights FILE" if self.weights else ""
        return f"onemark benchmark {self.what} --root DIR{start} --rows {' '.join(self.rows)}"


@dataclass(frozen=True, slots=True)
class PaperReport:
    """All tables and figures of the papers, in their order."""

    items: tuple[PrintedItem, ...]
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The items as plain JSON values, with their rows in full and their commands."""
        plain = [{**asdict(each), "rows": list(each.names), "command": each.command} for each in self.items]
        return {"benchmark": "papers", "items": plain}

    def text(self) -> str:
        """One table a paper, and the commands below it."""
        papers = dict.fromkeys(each.paper for each in self.items)
        parts = (self._paper(paper) for paper in papers)
        return paragraphs(*(part for both in parts for part in both))

    def _paper(self, paper: str) -> tuple[str, str]:
        items = [each for each in self.items if each.paper == paper]
        header = (paper, "shows", "rows", "to be known")
        lines = [
            (
                each.item,
                each.shows,
                f"{len(each.names)} of {each.what}" if each.rows else "-",
                each.note or "-",
            )
            for each in items
        ]
        commands = [f"{each.item}: {each.command}" for each in items if each.command]
        return table(header, lines), "\n".join(commands)


def paper_report(folder: Path) -> PaperReport:
    """Read the list from the `folder` of the printed figures. Raises `EngineError` where it lacks it."""
    items: tuple[PrintedItem, ...] = from_plain(
        tuple[PrintedItem, ...], read_published(folder / "papers.toml")["items"]
    )
    return PaperReport(items)
