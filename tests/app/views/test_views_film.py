from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shown_film import picture_of

from app.views import film_marks
from app.views.film_canvas import Sight
from app.views.film_display import Aim, FilmDisplay, FilmPicture, Mark, MarkKind, to_qimage
from app.views.film_view import FilmView
from engine.imaging.image import Spacing, SpacingSource

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
PIXELS = np.tile(np.arange(200, dtype=np.uint8), (160, 1))
MARKS = (Mark("A", 40.0, 50.0), Mark("B", 120.0, 90.0, MarkKind.PREDICTED, radius=12.0))


@pytest.fixture
def view(qtbot):
    widget = FilmView()
    qtbot.addWidget(widget)
    widget.resize(640, 520)
    widget.show()
    qtbot.waitExposed(widget)
    widget.show_film(FilmDisplay("f.png", picture_of(PIXELS), window=(100.0, 50.0), marks=MARKS, active="A"))
    widget.setFocus()
    return widget


def at(view, x, y):
    return view.to_screen(QPointF(x, y)).toPoint()


def caught(signal):
    values = []
    signal.connect(lambda *args: values.append(args))
    return values


def drag(view, start, end, button=LEFT, release=True):
    port = view.viewport()
    QTest.mousePress(port, button, pos=start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(port, start + (end - start) * share)
    if release:
        QTest.mouseRelease(port, button, pos=end)


def wheel(view, spot, notches):
    event = QWheelEvent(
        QPointF(spot),
        QPointF(view.viewport().mapToGlobal(spot)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_scene_is_the_films_own_frame_with_pixel_centres_at_whole_numbers(view):
    view.zoom(8.0)
    image = view.grab().toImage()
    for x in (60, 61, 99):
        spot = view.to_screen(QPointF(x, 80.0)).toPoint()
        if view.rect().contains(spot):
            assert image.pixelColor(spot).red() == x


def test_left_click_says_where_in_film_pixels_and_which_point_is_under_it(view):
    clicks = caught(view.clicked)
    QTest.mouseClick(view.viewport(), LEFT, pos=at(view, 100, 20))
    QTest.mouseClick(view.viewport(), LEFT, pos=at(view, 40, 50))
    (x, y, hit), (_, _, other) = clicks
    assert (x, y) == pytest.approx((100, 20), abs=0.5 / view.scale_now)
    assert (hit, other) == ("", "A")


def test_click_beside_the_film_is_none(view):
    clicks = caught(view.clicked)
    QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(2, 2))
    assert clicks == []


def test_drag_moves_a_point_with_one_intent_at_its_end(view):
    moves, clicks = caught(view.moved), caught(view.clicked)
    drag(view, at(view, 40, 50), at(view, 70, 60))
    assert clicks == []
    ((name, x, y),) = moves
    assert name == "A"
    assert (x, y) == pytest.approx((70, 60), abs=1.0 / view.scale_now)


def test_drag_keeps_the_distance_between_cursor_and_point(view):
    moves = caught(view.moved)
    start = at(view, 40, 50) + QPoint(5, -3)
    drag(view, start, start + QPoint(60, 0))
    assert moves[0][1:] == pytest.approx((40 + 60 / view.scale_now, 50), abs=1e-6)


def test_less_than_three_pixels_are_a_click_and_no_drag(view):
    moves, clicks = caught(view.moved), caught(view.clicked)
    spot = at(view, 40, 50)
    drag(view, spot, spot + QPoint(2, 0))
    assert moves == []
    assert len(clicks) == 1


def test_escape_puts_a_dragged_point_back(view):
    moves = caught(view.moved)
    drag(view, at(view, 40, 50), at(view, 90, 60), release=False)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, pos=at(view, 90, 60))
    assert moves == []


def test_left_drag_over_bare_film_neither_pans_nor_places(view):
    intents = caught(view.clicked) + caught(view.moved)
    before = view.to_film(QPointF(0, 0))
    drag(view, at(view, 150, 20), at(view, 100, 20))
    assert intents == []
    assert view.to_film(QPointF(0, 0)) == before


def test_middle_drag_pans(view):
    view.zoom(4.0)
    before = view.to_film(QPointF(100, 100))
    drag(view, QPoint(300, 300), QPoint(220, 340), MIDDLE)
    after = view.to_film(QPointF(100, 100))
    moved = (after - before) * view.scale_now
    assert (moved.x(), moved.y()) == pytest.approx((80, -40), abs=1.5)


def test_space_held_pans_and_space_tapped_asks_for_the_doubtful_point(view):
    doubtful, clicks, moves = caught(view.doubtful_wanted), caught(view.clicked), caught(view.moved)
    QTest.keyPress(view, Qt.Key.Key_Space)
    drag(view, at(view, 40, 50), at(view, 60, 50))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert (doubtful, clicks, moves) == ([], [], [])
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert len(doubtful) == 1


def test_right_drag_widens_to_the_right_and_brightens_upwards(view):
    windows = caught(view.windowed)
    drag(view, QPoint(200, 200), QPoint(300, 200), RIGHT)
    assert windows[-1][0] == pytest.approx(100.0)
    assert windows[-1][1] > 50.0
    drag(view, QPoint(200, 200), QPoint(200, 100), RIGHT)
    assert windows[-1][0] < 100.0
    assert windows[-1][1] == pytest.approx(50.0)


def test_a_right_click_whose_hand_shakes_opens_the_menu_and_leaves_the_window(view):
    windows, menus = caught(view.windowed), caught(view.menu_wanted)
    drag(view, at(view, 40, 50), at(view, 40, 50) + QPoint(2, 1), RIGHT)
    assert (windows, [mark for _, mark in menus]) == ([], ["A"])


def test_a_right_drag_that_comes_back_to_its_start_opens_no_menu(view):
    windows, menus = caught(view.windowed), caught(view.menu_wanted)
    drag(view, QPoint(200, 200), QPoint(260, 200), RIGHT, release=False)
    QTest.mouseMove(view.viewport(), QPoint(200, 200))
    QTest.mouseRelease(view.viewport(), RIGHT, pos=QPoint(200, 200))
    assert menus == []
    assert windows[-1] == pytest.approx((100.0, 50.0))


def test_a_second_button_changes_nothing_about_the_drag_that_is_on_its_way(view):
    softly, moves, windows = caught(view.moved_softly), caught(view.moved), caught(view.windowed)
    end = at(view, 60, 70)
    drag(view, at(view, 40, 50), end, release=False)
    QTest.mousePress(view.viewport(), RIGHT, Qt.KeyboardModifier.ControlModifier, end)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)
    assert (len(moves), softly) == (1, [])
    drag(view, QPoint(200, 200), QPoint(300, 200), RIGHT, release=False)
    wide = windows[-1]
    view.show_film(replace(view._display, window=wide))
    QTest.mousePress(view.viewport(), LEFT, pos=QPoint(300, 200))
    QTest.mouseMove(view.viewport(), QPoint(300, 200) + QPoint(0, 1))
    assert windows[-1] == pytest.approx(wide, rel=0.01)


def test_a_zoom_amid_a_drag_of_all_points_takes_the_drag_back(view):
    shaped = caught(view.shaped)
    view.show_film(replace(view._display, aim=Aim.SET))
    drag(view, at(view, 80, 70), at(view, 90, 70), release=False)
    view.zoom(4.0)  # a key does it
    QTest.mouseRelease(view.viewport(), LEFT, pos=at(view, 90, 70))
    assert shaped == []
    drag(view, at(view, 80, 70), at(view, 84, 70))
    assert shaped[0][0]["A"] == pytest.approx((44, 50), abs=0.5)


def test_wheel_zooms_at_the_cursor_to_more_than_4000_percent(view):
    spot = at(view, 120, 90)
    under = view.to_film(QPointF(spot))
    for _ in range(30):
        wheel(view, spot, 1)
        assert (view.to_film(QPointF(spot)) - under).manhattanLength() * view.scale_now < 3.0
        under = view.to_film(QPointF(spot))
    assert view.scale_now >= 40.0


def test_arrows_nudge_by_1_10_and_a_tenth(view):
    nudges = caught(view.nudged)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert nudges == [(1.0, 0.0), (0.0, -10.0), (-0.1, 0.0)]


def test_points_are_hidden_while_h_is_held(view):
    shown = view.grab().toImage()
    QTest.keyPress(view, Qt.Key.Key_H)
    hidden = view.grab().toImage()
    QTest.keyRelease(view, Qt.Key.Key_H)
    assert hidden != shown
    assert view.grab().toImage() == shown


def test_cursor_is_told_in_film_pixels_and_gone_beside_the_film(view):
    places = caught(view.pointed)
    QTest.mouseMove(view.viewport(), at(view, 30, 40))
    QTest.mouseMove(view.viewport(), QPoint(1, 1))
    assert places[-2][0] == pytest.approx((30, 40), abs=0.5 / view.scale_now)
    assert places[-1][0] is None


@pytest.mark.parametrize(
    "other",
    [
        Mark("A", 60, 60, MarkKind.PREDICTED),
        Mark("A", 60, 60, MarkKind.CORRECTED),
        Mark("A", 60, 60, occluded=True),
        Mark("A", 60, 60, MarkKind.PREDICTED, stale=True),
        Mark("A", 60, 60, MarkKind.PREDICTED, radius=20.0),
    ],
)
def test_kinds_of_points_look_different_without_colour(view, other):
    def grey(mark):
        view.show_film(FilmDisplay("f.png", picture_of(PIXELS), marks=(mark,), names_shown=False))
        image = view.grab().toImage().convertToFormat(to_qimage(PIXELS).format())
        data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return data[:, : image.width()].astype(int)

    # more than a change of colour: many pixels change their brightness clearly
    assert (np.abs(grey(Mark("A", 60, 60)) - grey(other)) > 60).sum() >= 8


def test_the_next_film_keeps_zoom_and_place_and_of_another_size_the_share_in_sight(view):
    view.zoom(3.0)
    scale = view.scale_now
    view.show_film(FilmDisplay("f.png", picture_of(PIXELS.copy()), marks=MARKS))
    assert view.scale_now == scale
    view.show_film(FilmDisplay("g.png"))  # is being read
    view.show_film(FilmDisplay("g.png", picture_of(PIXELS)))
    assert view.scale_now == scale
    view.restore(Sight((49.5, 79.5), scale))
    view.show_film(FilmDisplay("h.png", picture_of(np.zeros((320, 400), np.uint8))))
    assert view.scale_now == pytest.approx(scale / 2)
    assert view.sight.middle == pytest.approx((99.5, 159.5), abs=1.0)


def test_the_next_film_is_shown_whole_where_zoom_and_place_are_not_kept(view):
    fitted = view.scale_now
    view.set_keeps_sight(False)
    view.zoom(3.0)
    view.show_film(FilmDisplay("f.png", picture_of(PIXELS), marks=MARKS))  # the same film, with other points
    assert view.scale_now > 2 * fitted
    view.show_film(FilmDisplay("g.png", picture_of(PIXELS)))
    assert view.scale_now == fitted


def test_a_film_is_drawn_from_halved_pixels_only_where_it_is_small_and_only_what_is_in_sight(view):
    asked = []
    pixels = np.tile(np.arange(256, dtype=np.uint8), (2000, 8))[:, :2000]

    def part(level, rows, columns):
        asked.append((level, rows, columns))
        return pixels[:: 1 << level, :: 1 << level][rows, columns]

    view.show_film(FilmDisplay("big.png", FilmPicture((2000, 2000), 4, part)))
    view.fit()
    view.grab()
    assert [level for level, _, _ in asked] == [1]
    asked.clear()
    view.restore(Sight((1000.0, 1000.0), 4.0))
    view.grab()
    ((level, rows, columns),) = asked
    assert level == 0
    assert rows.start < 1000 < rows.stop
    assert (rows.stop - rows.start) * (columns.stop - columns.start) < 250 * 250
    view.grab()
    assert len(asked) == 1  # what is there is not made again


def test_loupe_shows_the_pixel_under_the_cursor_enlarged(view):
    view.show_film(FilmDisplay("f.png", picture_of(PIXELS), loupe=True))
    QTest.mouseMove(view.viewport(), at(view, 60, 120))
    cursor = at(view, 60, 120)
    aimed = round(view.to_film(QPointF(cursor)).x())
    middle = cursor + QPoint(114, -114)
    assert view.grab().toImage().pixelColor(middle).red() == pytest.approx(aimed, abs=1)


def test_pixels_that_are_not_square_are_drawn_in_their_shape(view):
    tall = Spacing(0.1, 0.2, SpacingSource.PIXEL_SPACING)
    ring = Mark("A", 99.0, 79.0, MarkKind.PREDICTED, radius=40.0)
    view.show_film(FilmDisplay("f.dcm", picture_of(PIXELS), marks=(ring,), spacing=tall, names_shown=False))
    top, bottom = view.to_screen(QPointF(-0.5, -0.5)), view.to_screen(QPointF(199.5, 159.5))
    true = (bottom.y() - top.y()) / (bottom.x() - top.x())
    assert true == pytest.approx(160 * 0.2 / (200 * 0.1))
    assert bottom.y() - top.y() == pytest.approx(view.viewport().height() - 8, abs=2)  # the whole film
    clicks = caught(view.clicked)
    QTest.mouseClick(view.viewport(), LEFT, pos=at(view, 150, 30))
    assert clicks[0][:2] == pytest.approx((150, 30), abs=1.0 / view.scale_now)
    # all within so many px: a circle of the film's pixels, so here an ellipse
    shown = view.viewport().grab().toImage()
    for x, y in ((139.0, 79.0), (99.0, 119.0), (59.0, 79.0), (99.0, 39.0)):
        spot = at(view, x, y)
        near = [shown.pixelColor(spot + QPoint(a, b)) for a in range(-2, 3) for b in range(-2, 3)]
        assert any(colour.saturation() > 100 for colour in near), (x, y)


def test_a_film_of_square_pixels_after_one_of_others_is_drawn_square(view):
    flat = Spacing(0.3, 0.1, SpacingSource.PIXEL_SPACING)
    view.show_film(FilmDisplay("f.dcm", picture_of(PIXELS), spacing=flat))
    assert view.transform().m11() == pytest.approx(3 * view.transform().m22())
    view.show_film(FilmDisplay("g.png", picture_of(PIXELS.copy())))
    assert view.transform().m11() == view.transform().m22()
    assert view.sight == Sight()


def test_what_is_in_the_middle_stays_there_when_a_spacing_changes_the_shape(view):
    view.restore(Sight((120.0, 60.0), 5.0))
    view.show_film(FilmDisplay("f.png", picture_of(PIXELS), spacing=Spacing(0.1, 0.15, SpacingSource.TABLE)))
    assert view.sight.middle == pytest.approx((120.0, 60.0), abs=0.5)
    assert view.scale_now == pytest.approx(5.0)


def test_the_loupe_shows_pixels_in_their_shape(view):
    pixels = np.zeros((160, 200), np.uint8)
    pixels[78:83, 95:106] = 255  # 11 x 5 px of 0.1 x 0.22 mm: a square
    spacing = Spacing(0.1, 0.22, SpacingSource.PIXEL_SPACING)
    view.show_film(FilmDisplay("f.dcm", picture_of(pixels), loupe=True, spacing=spacing))
    cursor = at(view, 100, 80)
    QTest.mouseMove(view.viewport(), cursor)
    grey = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    shown = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1)[:, : grey.width()]
    middle = cursor + QPoint(114, -114)
    loupe = shown[middle.y() - 60 : middle.y() + 61, middle.x() - 60 : middle.x() + 61] > 128
    across, down = loupe.any(axis=0).sum(), loupe.any(axis=1).sum()
    assert across == pytest.approx(down, abs=4)


def test_a_hint_longer_than_the_window_is_broken_into_lines(view):
    white = FilmDisplay("w.png", picture_of(np.full((160, 200), 255, np.uint8)), window=(100.0, 50.0))

    def changed(words):
        """Which columns and rows the words cover."""
        shown = []
        for hint in ("", words):
            view.show_film(replace(white, hint=hint))
            grey = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
            flat = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1)
            shown.append(flat[:, : grey.width()].copy())
        return np.argwhere(shown[0] != shown[1])

    short, long = changed("short"), changed("far too long for one line " * 12)
    assert np.ptp(long[:, 0]) > 2 * np.ptp(short[:, 0])
    assert long[:, 1].min() > 5
    assert long[:, 1].max() < view.width() - 5


def test_a_film_seen_from_near_shows_no_part_of_the_one_before(view):
    """Each is one grey: any other grey on the screen is of another film."""
    greys = (60, 200)
    for number, (x, y, radius) in enumerate([(100.0, 90.0, 20.0), (220.0, 90.0, 20.0), (150.0, 110.0, 20.0)]):
        pixels = np.full((1000, 800), greys[number % 2], np.uint8)
        view.show_film(FilmDisplay(f"{number}.png", message="Reading"))
        view.look_closely(3 * x, 3 * y, radius)
        view.show_film(FilmDisplay(f"{number}.png", picture_of(pixels)))
        QTest.qWait(20)
        shown = view.viewport().grab().toImage()
        seen = {shown.pixelColor(a, b).red() for a in range(0, 640, 20) for b in range(0, 520, 20)}
        assert seen == {greys[number % 2]}


def test_a_close_look_holds_the_ring_and_what_was_in_sight_comes_back(view):
    whole = view.sight
    view.look_closely(60.0, 40.0, 8.0)
    near = view.sight
    assert near.middle == pytest.approx((60.0, 40.0), abs=1.0)
    assert 2 * 8.0 * view.scale_now < min(view.viewport().width(), view.viewport().height())
    view.restore(whole)
    assert view.sight == whole
    view.restore(near)
    assert view.sight.middle == pytest.approx(near.middle, abs=1.0)
    assert view.scale_now == near.scale


def test_a_close_look_at_a_very_wide_ring_shows_the_whole_film(view):
    whole = view.sight, view.scale_now
    view.look_closely(20.0, 20.0, 400.0)
    assert (view.sight, view.scale_now) == whole
    area = view.viewportTransform().mapRect(view._film_rect())
    assert QRectF(view.viewport().rect()).contains(area)


def test_thousands_of_points_that_look_alike_are_painted_once_and_look_as_ever(view, monkeypatch):
    painted = []
    paint = film_marks._paint_mark
    monkeypatch.setattr(film_marks, "_paint_mark", lambda *given: painted.append(given[1]) or paint(*given))
    crowd = tuple(Mark(f"P{n}", 10.0 + n % 180, 10.0 + n // 180, MarkKind.PREDICTED) for n in range(3000))
    single = Mark("one", 100.0, 120.0, occluded=True)
    pictures = []
    for marks in ((single,), (*crowd, single)):
        painted.clear()
        view.show_film(replace(view._display, marks=marks, names_shown=False, active=""))
        spot = at(view, single.x, single.y)
        pictures.append(view.grab(QRect(spot - QPoint(7, 7), spot + QPoint(7, 7))).toImage())
    assert len(painted) == 2
    grey = [[image.pixelColor(x, y).lightness() for x in range(15) for y in range(15)] for image in pictures]
    assert np.mean(np.abs(np.subtract(*grey))) < 25  # half a pixel beside each other at most


def test_kinds_of_points_are_told_apart_without_their_colours(view, monkeypatch):
    monkeypatch.setattr(film_marks, "_COLOURS", dict.fromkeys(MarkKind, QColor("#888888")))
    pictures = {}
    for kind in MarkKind:
        for occluded in (False, True):
            for stale in (False, True):
                mark = Mark("one", 100.0, 120.0, kind, occluded=occluded, stale=stale)
                view.show_film(replace(view._display, marks=(mark,), names_shown=False, active=""))
                spot = at(view, mark.x, mark.y)
                image = view.grab(QRect(spot - QPoint(9, 9), spot + QPoint(9, 9))).toImage()
                pictures[kind, occluded, stale] = bytes(image.constBits())
    assert len(set(pictures.values())) == len(pictures)
