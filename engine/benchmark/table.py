"""Tables that read well in a terminal and are Markdown too, and how figures are put in their cells."""

from __future__ import annotations

from collections.abc import Sequence

from engine.wording import printable


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """An aligned Markdown table, "" without rows; the first column to the left, figures to the right."""
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    rule = [":" + "-" * (widths[0] - 1), *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(row, widths) for row in (header, rule, *rows))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    cells = list(map(printable, cells))
    first = cells[0].ljust(widths[0])
    rest = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return f"| {' | '.join((first, *rest))} |"


def paragraphs(*parts: str) -> str:
    """The `parts` that are not blank, one below the other."""
    return "\n\n".join(part for part in parts if part)


def figure(value: float | None, digits: int = 2) -> str:
    """A number as text, "-" where there is none."""
    return "-" if value is None else f"{value:.{digits}f}"


def spread(mean: float | None, sd: float | None) -> str:
    """A mean and its standard deviation."""
    return f"{figure(mean)} ± {figure(sd)}"


def rates(values: Sequence[float | None], digits: int = 1) -> str:
    """Detection rates as one cell, "-" where there are none."""
    known = any(value is not None for value in values)
    return " / ".join(figure(value, digits) for value in values) if known else "-"


def sdr_header(limits: Sequence[float], unit: str = "") -> str:
    """The head of a column of detection rates at `limits`; of `unit` the first word."""
    words = [" / ".join(f"{limit:g}" for limit in limits), *unit.split()[:1]]
    return f"SDR {' '.join(words)} (%)"
