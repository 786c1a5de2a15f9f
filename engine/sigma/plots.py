"""The curves of learned sigmas and rewards as a PNG file."""

from __future__ import annotations

from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from engine.evaluation.plots import line_style, save_figure
from engine.sigma.config import SigmaHistory


def plot_sigmas(path: Path, history: SigmaHistory, title: str = "") -> None:
    """Write the curves of every landmark's sigma, above, and reward as a PNG. Raises `WriteError`."""
    figure = Figure(figsize=(7.2, 7.2), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    upper, lower = figure.subplots(2, 1, sharex=True)
    records = history.records
    epochs = [record.epoch for record in records]
    for number, name in enumerate(history.names):
        style = line_style(number)
        upper.plot(epochs, [record.sigma[number] for record in records], style, linewidth=1.4, label=name)
        lower.plot(epochs, [record.reward[number] for record in records], style, linewidth=1.0)
    upper.set(ylabel="sigma (heatmap pixels)", title=title)
    lower.set(xlabel="epoch", ylabel="reward (network pixels)")
    for axes in (upper, lower):
        axes.grid(alpha=0.3)
    figure.legend(fontsize="x-small", loc="outside right upper")
    save_figure(path, figure)
