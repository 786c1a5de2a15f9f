"""Plots as PNG files, drawn with matplotlib's Agg objects: no pyplot, no window, no global state."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from engine.io.atomic import write_atomic
from engine.report import EvaluationReport


def plot_pck(path: Path, report: EvaluationReport, title: str = "") -> None:
    """Write the PCK curve of `report` as a PNG; the report's thresholds are marked. Raises `WriteError`."""
    figure = Figure(figsize=(6.4, 4.2), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    limits = np.linspace(0.0, 2.5 * max(report.thresholds), 251)
    axes.plot(limits, report.pck(limits.tolist()), linewidth=2, label="all landmarks")
    for limit, rate in zip(report.thresholds, report.overall.sdr, strict=True):
        axes.plot(limit, rate, "o", color="C1")
        axes.annotate(f"{rate:.1f}", (limit, rate), textcoords="offset points", xytext=(6, -12))
    axes.set(xlabel=f"threshold ({report.unit})", ylabel="landmarks within (%)", title=title)
    axes.set(xlim=(0, limits[-1]), ylim=(0, 102))
    axes.grid(alpha=0.3)
    stream = io.BytesIO()
    figure.savefig(stream, format="png")
    write_atomic(path, stream.getvalue())
