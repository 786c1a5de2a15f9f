"""Plots as PNG files, drawn with matplotlib's Agg objects: no pyplot, no window, no global state."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from engine.evaluation.report import EvaluationReport
from engine.io.atomic import write_atomic
from engine.io.targets import Result, check_target


def plot_pck(path: Path, reports: Mapping[str, EvaluationReport], title: str = "", unit: str = "") -> None:
    """Write the PCK curves of `reports` (name -> report, one unit) as a PNG. Raises `WriteError`.

    The thresholds are marked, and what a single report has there. `unit`: in other words than the report's.
    """
    first = next(iter(reports.values()))
    limits = np.linspace(0.0, 2.5 * max(first.thresholds), 251).tolist()
    curves = {name: report.pck(limits) for name, report in reports.items()}
    figure, axes = _rates(limits, curves, unit or first.unit, title)
    for limit in first.thresholds:
        axes.axvline(limit, color="0.8", linewidth=0.8)
    if len(reports) == 1:
        _mark_rates(axes, first)
    save_figure(path, figure)


def plot_rates(
    path: Path, limits: Sequence[float], curves: Mapping[str, Sequence[float]], unit: str, title: str = ""
) -> None:
    """Write `curves` (name -> % of the landmarks within each of `limits`) as a PNG. Raises `WriteError`."""
    figure, _ = _rates(limits, curves, unit, title)
    save_figure(path, figure)


def _rates(
    limits: Sequence[float], curves: Mapping[str, Sequence[float]], unit: str, title: str
) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(6.4, 4.2), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for number, (name, rates) in enumerate(curves.items()):
        axes.plot(limits, rates, line_style(number), linewidth=1.6, label=name)
    if len(curves) > 1:
        axes.legend(fontsize="small", loc="lower right")
    axes.set(xlabel=f"threshold ({unit})", ylabel="landmarks within (%)", title=title)
    axes.set(xlim=(0, float(limits[-1])), ylim=(0, 102))
    axes.grid(alpha=0.3)
    return figure, axes


def plot_growth(
    path: Path, curves: Mapping[str, Sequence[tuple[int, float]]], along: str, up: str, title: str = ""
) -> None:
    """Write `curves` (name -> (count, value) in order) over the number of `along` as a PNG.

    `up` names the values. Raises `WriteError`.
    """
    figure = Figure(figsize=(6.4, 4.2), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    counts = sorted({count for curve in curves.values() for count, _ in curve})
    highest = max(curves, key=lambda name: max(value for _, value in curves[name]))
    for number, (name, curve) in enumerate(curves.items()):
        places, values = zip(*curve, strict=True)
        axes.plot(places, values, line_style(number), marker="o", linewidth=1.6, label=name)
        off = (0, 6 if name == highest else -14)  # the figures of the highest curve lie above it
        for count, value in curve:
            axes.annotate(f"{value:.2f}", (count, value), off, textcoords="offset points", ha="center")
    axes.set(xlabel=along, ylabel=up, title=title, xticks=counts)
    axes.set_ylim(0, 1.15 * max(value for curve in curves.values() for _, value in curve))
    axes.grid(alpha=0.3)
    axes.legend(fontsize="small")
    save_figure(path, figure)


def _mark_rates(axes: Axes, report: EvaluationReport) -> None:
    for limit, rate in zip(report.thresholds, report.overall.sdr, strict=True):
        axes.plot(limit, rate, "o", color="C1")
        axes.annotate(f"{rate:.1f}", (limit, rate), textcoords="offset points", xytext=(6, -12))


def line_style(number: int) -> str:
    """Ten colours, then the same dashed: never by colour alone."""
    return ("-", "--", ":", "-.")[number // 10 % 4]


def save_figure(path: Path, figure: Figure) -> None:
    """Write `figure` as a PNG, over nothing but a picture. Raises `WriteError`."""
    check_target(path, Result.PICTURE)
    for words in figure.findobj(Text):
        words.set_parse_math(False)  # names of films and landmarks are no formulas, whatever signs they have
    stream = io.BytesIO()
    figure.savefig(stream, format="png")
    write_atomic(path, stream.getvalue())
