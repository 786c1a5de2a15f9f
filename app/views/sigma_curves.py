"""Curves of every landmark's sigma and reward over the epochs, while the widths of heatmaps are learned."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.guard import guarded
from app.translation import tr
from app.views.curve_lines import CurveLines
from app.views.icons import give_icon
from app.views.palette import named
from app.views.plain import label
from app.views.small_plot import LOWER_AXIS, small_font, small_plot

REDRAW_MS = 100
MOST_ROUNDS = 400  # more than the curves have pixels; then every second one goes
_HEIGHT = 64  # screen pixels of a plot


@dataclass(frozen=True, slots=True)
class SigmaRoundMark:
    """What a round of the search came to, by landmark: `sigmas` in heatmap px, `rewards` in network px.

    `epoch`: passes over the films that were over by then. A reward is lacking where no film tells it.
    """

    epoch: int
    sigmas: Mapping[str, float]
    rewards: Mapping[str, float] = field(default_factory=dict)


@guarded
class SigmaCurves(QWidget):
    """Hidden until there are two rounds. Drawn at most every `REDRAW_MS`.

    `save_wanted` carries the rounds that are shown, a tuple of `SigmaRoundMark`; `open_changed` whether the
    plots take up room now.
    """

    save_wanted = Signal(object)
    open_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounds: list[SigmaRoundMark] = []
        self._seen, self._every = 0, 1  # rounds so far; each `_every`-th of them is kept
        self._latest: SigmaRoundMark | None = None
        self._chosen = self._pointed = ""
        self._fold, self._save = QToolButton(), QToolButton()
        self._words = label(tr("Reward (network's pixels): rises as errors fall"))
        self._values, self._body = label(), QWidget()
        tip = tr(
            "A thin line for each landmark, a thick one for their mean. Point at a line to see whose it is."
        )
        self._sigma = CurveLines(small_plot(tr("Curves of sigma over the epochs"), _HEIGHT, tip))
        self._reward = CurveLines(
            small_plot(tr("Curves of the reward over the epochs"), _HEIGHT + LOWER_AXIS, tip)
        )
        self._soon = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._soon.timeout.connect(self._draw)
        self._set_up()
        self._lay_out()
        self._dress()
        self.setVisible(False)

    def _set_up(self) -> None:
        self._reward.plot.showAxis("bottom")
        for lines in (self._sigma, self._reward):
            lines.plot.scene().sigMouseMoved.connect(lambda spot, lines=lines: self._point(lines, spot))
            lines.plot.installEventFilter(self)
        self._fold.setText(tr("Widths: sigma (heatmap's pixels) by epoch"))
        self._fold.setCheckable(True)
        self._fold.setChecked(True)
        self._fold.setArrowType(Qt.ArrowType.DownArrow)
        self._fold.toggled.connect(self._unfold)
        tip = tr("Show or hide the curves. An epoch is one pass over the films.")
        named(self._fold, tr("Curves of the widths of heatmaps"), tip)
        self._save.setText(tr("Save..."))
        give_icon(self._save, "file-image")
        named(
            self._save,
            tr("Save the picture of the curves"),
            tr("Write a picture of these curves as a PNG file"),
        )
        self._save.clicked.connect(lambda: self.save_wanted.emit(self.rounds))
        for button in (self._fold, self._save):
            button.setAutoRaise(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._values.setWordWrap(True)

    def _lay_out(self) -> None:
        column, head, body = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout(self._body)
        for layout in (column, body):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(1)
        head.addWidget(self._fold)
        head.addStretch(1)
        head.addWidget(self._save)
        for widget in (self._sigma.plot, self._words, self._reward.plot, self._values):
            body.addWidget(widget)
        column.addLayout(head)
        column.addWidget(self._body)

    @property
    def rounds(self) -> tuple[SigmaRoundMark, ...]:
        """What is shown, from left to right; the latest round is always the last."""
        latest = self._latest
        more = () if latest is None or latest in self._rounds[-1:] else (latest,)
        return (*self._rounds, *more)

    @property
    def highlighted(self) -> str:
        """The landmark under the pointer, else the chosen one; "" where it has no line."""
        name = self._pointed or self._chosen
        return name if name in self._sigma.values else ""

    def start(self) -> None:
        """Begin new curves, hidden as long as they are empty."""
        self._forget()
        self._pointed = ""
        self._soon.stop()
        self._show(False)

    def show_all(self, rounds: Iterable[SigmaRoundMark]) -> None:
        """Draw these in place of what was shown."""
        self._forget()
        for mark in rounds:
            self.add(mark)
        self._soon.stop()
        self._draw()  # at once: no moment without lines

    def add(self, mark: SigmaRoundMark) -> None:
        """One more round, of a later epoch."""
        self._seen += 1
        self._latest = mark
        if (self._seen - 1) % self._every == 0:
            self._rounds.append(self._latest)
        if len(self._rounds) >= MOST_ROUNDS:
            self._rounds = self._rounds[::2]
            self._every *= 2
        if not self._soon.isActive():
            self._soon.start()

    def choose(self, name: str) -> None:
        """Highlight a landmark as long as the pointer is on no other line; "" for none."""
        self._chosen = name
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        """Light and dark follow the system."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer leaves a plot: the chosen landmark is highlighted again."""
        if event.type() == QEvent.Type.Leave:
            self._pointed = ""
            self._mark()
        return super().eventFilter(watched, event)

    def _forget(self) -> None:
        self._rounds, self._latest, self._seen, self._every = [], None, 0, 1
        for lines in (self._sigma, self._reward):
            lines.clear()

    def _unfold(self, open_: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        self._body.setVisible(open_)
        self.open_changed.emit(open_)

    def _point(self, lines: CurveLines, spot: QPointF) -> None:
        self._pointed = lines.nearest(spot)
        self._mark()

    def _draw(self) -> None:
        rounds = self.rounds
        if len(rounds) < 2:
            return
        epochs = np.array([float(mark.epoch) for mark in rounds])
        self._sigma.draw(epochs, [mark.sigmas for mark in rounds])
        self._reward.draw(epochs, [mark.rewards for mark in rounds])
        for lines in (self._sigma, self._reward):
            lines.plot.setXRange(epochs[0], epochs[-1], padding=0.02)
        self._mark()
        self._show(True)

    def _show(self, shown: bool) -> None:
        self.setVisible(shown)
        self.open_changed.emit(shown and self._fold.isChecked())

    def _mark(self) -> None:
        name = self.highlighted
        for lines in (self._sigma, self._reward):
            lines.mark(name)
        if name:
            ends = [lines.values.get(name, np.zeros(0))[-1:] for lines in (self._sigma, self._reward)]
            self._values.setText(_value_words(tr("{name} (dashed)", name=name), *ends))
        else:
            self._values.setText(
                _value_words(tr("Mean (thick)"), self._sigma.mean[-1:], self._reward.mean[-1:])
            )

    def _dress(self) -> None:
        for words in (self._fold, self._save, self._words, self._values):
            words.setFont(small_font(self))
        for lines in (self._sigma, self._reward):
            lines.dress(self)


def _value_words(whose: str, sigma: NDArray[np.float64], reward: NDArray[np.float64]) -> str:
    """The latest values of a line in words."""
    parts = [
        f"{word} {values[0]:.1f}"
        for word, values in ((tr("sigma"), sigma), (tr("reward"), reward))
        if values.size and math.isfinite(values[0])
    ]
    return f"{whose}: {', '.join(parts)}" if parts else ""
