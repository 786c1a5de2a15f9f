"""Reviewing as a person does: the worst point from near, back again, the counter, and when to stop."""

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QListWidget, QTextBrowser, QToolButton
from review_window import (
    FILMS,
    PLACES,
    WIDE,
    chosen,
    driver_on_films,  # noqa: F401  a fixture
    place,
    predict,
    press,
)
from window_driver import LEFT, NO_KEYS

from app.actions import handlers
from app.document import edits
from app.document.spacing_edits import Extent, SpacingChoice, SpacingWay
from app.views.guide import GuideWindow
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def calibrated(driver, radii):
    """Predictions with 90 % radii (px): film -> landmark -> radius."""
    found = [
        LandmarkSet(
            film,
            {
                name: Landmark(
                    name,
                    *PLACES[name],
                    Presence.PRESENT,
                    Origin.PREDICTED,
                    spread=radius,
                    error_radius=radius,
                    error_coverage=0.9,
                )
                for name, radius in of_film.items()
            },
        )
        for film, of_film in radii.items()
    ]
    document = driver.window.workspace.document
    document.push(edits.take_predictions(document.project, found, now=document.now()))
    driver.settle()


def counter(driver):
    return driver.window.views.counter


def middle(driver):
    """What of the film is in the middle of the view."""
    view = driver.film_view
    spot = view.to_film(QPointF(view.viewport().rect().center()))
    return spot.x(), spot.y()


def is_whole(driver):
    view = driver.film_view
    film = view.viewportTransform().mapRect(QRectF(0, 0, 299, 239))
    return QRectF(view.viewport().rect()).contains(film)


def test_space_shows_the_point_from_near_with_its_ring_f_the_whole_film_and_shift_space_what_was_before(
    driver,
):
    predict(driver, {FILMS[2]: {"A": 30.0, "C": 4.0}, WIDE: {"B": 9.0}})
    assert is_whole(driver)
    press(driver, Qt.Key.Key_Space)
    assert chosen(driver) == (FILMS[2], "A")
    driver.wait_for_picture()
    near = driver.film_view.scale_now
    assert middle(driver) == pytest.approx(PLACES["A"], abs=1.0)
    port = driver.film_view.viewport().rect()
    assert 2 * 30.0 * near < min(port.width(), port.height())  # its ring, and what lies around it
    press(driver, Qt.Key.Key_F)
    assert is_whole(driver)
    press(driver, Qt.Key.Key_Space)
    assert chosen(driver) == (WIDE, "B")
    driver.wait_for_picture()
    assert middle(driver) == pytest.approx(PLACES["B"], abs=1.0)
    assert driver.film_view.scale_now > near  # a smaller ring is seen from nearer
    press(driver, Qt.Key.Key_Space, SHIFT)
    assert chosen(driver) == (FILMS[2], "A")
    driver.wait_for_picture()
    assert middle(driver) == pytest.approx(PLACES["A"], abs=1.0)
    press(driver, Qt.Key.Key_Space, SHIFT)
    driver.wait_for_picture()
    assert driver.film == FILMS[0]  # where the person was before, and as it was seen then
    assert is_whole(driver)
    press(driver, Qt.Key.Key_Space, SHIFT)
    assert driver.told == "The review began here: Space goes to the worst point."


def test_space_after_a_way_back_goes_on_along_it_and_then_to_the_next_worst(driver):
    predict(driver, {FILMS[0]: {"A": 9.0, "B": 1.0}, FILMS[1]: {"A": 8.0}, FILMS[2]: {"A": 7.0}})
    worst = [(FILMS[0], "A"), (FILMS[1], "A"), (FILMS[2], "A"), (FILMS[0], "B")]
    walk = []
    for modifiers in (NO_KEYS, NO_KEYS, SHIFT, NO_KEYS, NO_KEYS, NO_KEYS):
        press(driver, Qt.Key.Key_Space, modifiers)
        walk.append(chosen(driver))
    assert walk == [worst[place] for place in (0, 1, 0, 1, 2, 3)]
    press(driver, Qt.Key.Key_D)
    press(driver, Qt.Key.Key_Space, SHIFT)  # from elsewhere to the point that was left
    assert chosen(driver) == worst[3]


def test_enter_accepts_the_film_and_goes_to_the_worst_point_left_of_all_films(driver):
    calibrated(driver, {FILMS[0]: {"A": 9.0, "B": 8.0}, FILMS[3]: {"C": 7.0}, FILMS[1]: {"A": 1.0}})
    press(driver, Qt.Key.Key_R, CTRL)
    assert chosen(driver) == (FILMS[0], "A")
    press(driver, Qt.Key.Key_Return)
    assert driver.landmark("B", FILMS[0]).origin is Origin.ACCEPTED
    assert chosen(driver) == (FILMS[3], "C")
    driver.wait_for_picture()
    assert middle(driver) == pytest.approx(PLACES["C"], abs=1.0)


def test_the_counter_says_what_is_left_and_only_ranks_where_nothing_is_calibrated(driver):
    assert not counter(driver).isVisible()
    predict(driver, {FILMS[1]: {"A": 9.0, "B": 8.0}})
    shown = counter(driver)
    assert shown.isVisible()
    words = shown._words.text()
    assert words == "0 of 1 reviewed, 2 open points ranked by doubt"
    assert "nobody has measured" in shown._words.toolTip()
    row = driver.window.controllers.lists.film_row(FILMS[1])
    assert row.words == "predicted: doubt 23.4, no unit"
    assert "worst A, doubt 23.4 (not calibrated: it ranks, and is no length)" in row.sentence
    calibrated(driver, {film: {"A": 40.0, "B": 40.0} for film in FILMS[1:5]})
    half = SpacingChoice(SpacingWay.TYPED, Extent.ALL, 0.5)
    driver.window.controllers.attributes.set_spacing(half, None)
    driver.settle()
    # the narrow column says the length alone, its tooltip what that is
    driver.window.workspace.selection.set_film(FILMS[1])
    row = driver.window.controllers.lists.landmark_rows()[0]
    assert (row.doubt, row.doubt_told) == ("20.0 mm", "within 20.0 mm (40 px) with 90 %")
    # 20 mm with 90 %: each of eight points is off by more than 2 mm with 0.88
    assert shown._words.text() == "0 of 4 reviewed, about 7 points still worse than 2 mm"
    press(driver, Qt.Key.Key_Space)
    press(driver, Qt.Key.Key_Return)
    assert shown._words.text() == "1 of 4 reviewed, about 5 points still worse than 2 mm"


def test_a_person_sets_the_limit_of_the_counter(driver, monkeypatch):
    calibrated(driver, {FILMS[1]: {"A": 4.0}})
    place(driver, FILMS[0], **PLACES)

    def answer(dialog):
        box = dialog.findChild(QDoubleSpinBox, "worse-than-mm")
        box.selectAll()
        QTest.keyClicks(box, "3.5")
        return True

    monkeypatch.setattr(handlers.SettingsDialog, "exec", answer)
    press(driver, Qt.Key.Key_Comma, CTRL)
    assert driver.window.settings.real("worse-than-mm") == 3.5


def test_a_click_beside_the_counter_tells_when_it_is_safe_to_stop(driver):
    predict(driver, {FILMS[1]: {"A": 9.0}})
    button = counter(driver).findChild(QToolButton)
    assert "safe to stop" in button.toolTip()
    QTest.mouseClick(button, LEFT)
    (guide,) = driver.window.findChildren(GuideWindow)
    assert guide.findChild(QListWidget).currentItem().text() == "Reviewing, and when to stop"
    assert "It is safe to stop when" in guide.findChild(QTextBrowser).toPlainText()
    guide.close()


def test_enter_after_a_walk_back_goes_on_to_what_was_left_undecided(driver):
    worst = {FILMS[1]: 9.0, FILMS[2]: 8.0, FILMS[3]: 7.0}
    predict(driver, {film: {"A": doubt} for film, doubt in worst.items()})
    press(driver, Qt.Key.Key_Space)
    press(driver, Qt.Key.Key_Space)
    assert driver.film == FILMS[2]
    press(driver, Qt.Key.Key_Space, SHIFT)
    assert driver.film == FILMS[1]
    press(driver, Qt.Key.Key_Return)
    assert driver.film == FILMS[2]  # not past it, to a better one
    press(driver, Qt.Key.Key_Return)
    assert driver.film == FILMS[3]
