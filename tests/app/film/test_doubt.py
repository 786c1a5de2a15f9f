"""How far off a prediction may be, in words: where that was measured, and where it was not."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from shown_film import picture_of

from app.document.film import FilmFacts, FilmRecord
from app.document.project import FilmState
from app.film.display import as_mark
from app.views.film_display import FilmDisplay, Mark
from app.views.film_model import FilmListRow
from app.views.film_view import FilmView
from app.workspace.previews import doubt_sentence, doubt_words
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, Origin, Presence

FILM = FilmRecord("a.png")
SIZED = FilmRecord("a.png", FilmFacts(size=Size(300, 400)))
IN_MM = FilmRecord("a.png", user_spacing=Spacing(0.1, 0.1, SpacingSource.RULER))


def mark(origin=Origin.PREDICTED, **more):
    return Landmark("Sella", 20.0, 30.0, Presence.PRESENT, origin, **more)


@pytest.mark.parametrize(
    ("film", "known", "words", "sentence"),
    [
        (FILM, {"error_radius": 12.0, "error_coverage": 0.9}, "within 12.0 px", "within 12.0 px with 90 %"),
        (
            IN_MM,
            {"error_radius": 12.0, "error_coverage": 0.9, "spread": 5.0},
            "within 1.2 mm",
            "within 1.2 mm (12 px) with 90 %",
        ),
        (
            SIZED,
            {"error_radius": 12.0, "error_coverage": 0.9},
            "within 2.40 %",
            "within 2.40 % of the diagonal (12 px) with 90 %",
        ),
        # never a length: nobody knows how often the truth is that near
        (FILM, {"spread": 5.0}, "5.0", "doubt 5.0 (not calibrated: it ranks, and is no length)"),
        (SIZED, {"spread": 5.0}, "10.0", "doubt 10.0 (not calibrated: it ranks, and is no length)"),
        (IN_MM, {"spread": 5.0}, "5.0", "doubt 5.0 (not calibrated: it ranks, and is no length)"),
        (FILM, {}, "", ""),
    ],
)
def test_a_measured_error_is_told_with_its_share(film, known, words, sentence):
    assert (doubt_words(mark(**known), film), doubt_sentence(mark(**known), film)) == (words, sentence)


def test_the_ring_is_the_measured_radius_and_the_tooltip_says_so():
    shown = as_mark(mark(spread=3.0, error_radius=12.0, error_coverage=0.9), FILM)
    assert (shown.radius, shown.tip) == (12.0, "Sella: within 12.0 px with 90 %")
    accepted = as_mark(mark(Origin.ACCEPTED, error_radius=12.0, error_coverage=0.9), FILM)
    assert (accepted.radius, accepted.tip) == (None, "Sella")


def test_a_cursor_that_rests_on_a_point_is_told_of_it(qtbot, monkeypatch):
    import numpy as np

    view = FilmView()
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show()
    pixels = np.zeros((50, 50), np.uint8)
    view.show_film(
        FilmDisplay("a", picture_of(pixels), marks=(Mark("Sella", 20.0, 30.0, tip="Sella: within 2 px"),))
    )
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: told.append(text))
    for x, y in ((20.0, 30.0), (40.0, 5.0)):
        spot = view.to_screen(QPointF(x, y)).toPoint()
        QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, spot, QPoint(1, 1)))
    assert told == ["Sella: within 2 px", ""]


def test_the_list_of_films_is_short_and_its_tooltip_is_not():
    row = FilmListRow("a.png", FilmState.PREDICTED, "worst 1.2 mm", "worst Sella, within 1.2 mm with 90 %")
    assert row.words == "predicted: worst 1.2 mm"
    assert row.sentence == "a.png, predicted: worst Sella, within 1.2 mm with 90 %"
