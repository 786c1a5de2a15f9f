"""Contrast by WCAG's formula: words have 4.5:1 on what they stand on, signs 3:1, in both themes (AA)."""

from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.document.project import FilmState
from app.theme import apply_theme
from app.views import film_measures, notice
from app.views.film_plate import INK, PLATE
from app.views.palette import YELLOW, state_colour

ROLE = QPalette.ColorRole
GROUNDS = (ROLE.Window, ROLE.Base, ROLE.AlternateBase)
WORDS = [
    *product((ROLE.WindowText, ROLE.Text, ROLE.Link, ROLE.PlaceholderText), GROUNDS),
    (ROLE.ButtonText, ROLE.Button),
    (ROLE.ToolTipText, ROLE.ToolTipBase),
    (ROLE.HighlightedText, ROLE.Highlight),
]


def luminance(colour):
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first, second):
    dark, light = sorted(map(luminance, (first, second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=["light", "dark"])
def palette(request, qtbot):
    app = QApplication.instance()
    style = app.style().objectName()
    apply_theme(app, request.param)
    yield app.palette()
    apply_theme(app, "system", style)


def test_the_formula_is_that_of_wcag():
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_words_are_read_on_what_they_stand_on(palette):
    found = {
        f"{ink.name} on {ground.name}": contrast(palette.color(ink), palette.color(ground))
        for ink, ground in WORDS
    }
    assert {pair: round(value, 2) for pair, value in found.items() if value < 4.5} == {}


def test_signs_of_states_are_seen_in_the_list(palette):
    found = {
        (state.name, ground.name): contrast(state_colour(state), palette.color(ground))
        for state in FilmState
        for ground in GROUNDS
    }
    assert {pair: round(value, 2) for pair, value in found.items() if value < 3} == {}


@pytest.mark.parametrize("ink", [INK, YELLOW, film_measures.MEASURE, film_measures.CHOSEN], ids=QColor.name)
def test_words_on_a_film_are_read_where_it_is_white(ink):
    shown = round(255 * (1 - PLATE.alphaF()))
    assert contrast(ink, QColor(shown, shown, shown)) >= 4.5


def test_messages_are_read():
    for *_words, dark, light in notice._LOOKS.values():
        assert contrast(QColor(dark), QColor(light)) >= 4.5
