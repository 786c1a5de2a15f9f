"""The heatmap over the film: when it is computed, what it shows, and why there is none."""

from dataclasses import replace

import numpy as np
import pytest
from predicting_window import (
    FILMS,
    model_places,  # noqa: F401  a fixture
    name_landmarks,
    predict,
    window_on_films,  # noqa: F401  a fixture
)
from PySide6.QtCore import QPointF, QSettings
from PySide6.QtWidgets import QCheckBox
from shown_film import picture_of
from tiny_models import tiny

from app.document import edits
from app.document.change import change
from app.models import heatmap as heat_module
from app.models import operations as model_operations
from app.run_choice import RunChoice
from app.runs.propagation import LastRun
from app.settings import Settings
from app.views.film_display import FilmDisplay, HeatDisplay, Mark
from app.views.film_view import FilmView
from app.views.heat_bar import HeatBar
from app.views.heat_picture import heat_image, heat_transform
from engine.errors import ImageReadError
from engine.landmarks import Scheme
from engine.oneshot.propagate import Propagation
from engine.operation import Progress


@pytest.fixture
def heats(monkeypatch):
    """Heatmaps at once: one bright pixel a landmark. Gives the films that were asked for."""
    from engine.prediction.film_heatmap import FilmHeat

    asked = []

    def at_once(film, _folder, source, _device):
        asked.append((film, source.title))
        yield Progress("heatmap", 0, 1)
        maps = np.zeros((2, 6, 8), np.uint8)
        maps[0, 1, 2], maps[1, 4, 5] = 255, 200
        frame = np.array([[10.0, 0.0, 4.5], [0.0, 10.0, 4.5]])
        return FilmHeat(Scheme(("Sella", "Nasion")), ("Sella", "Nasion"), maps, frame)

    monkeypatch.setattr(heat_module, "looking", at_once)
    return asked


def shown(window):
    return window.views.film._display


def with_heat(window):
    window.bot.waitUntil(lambda: shown(window).heat is not None)
    return shown(window).heat


def test_a_film_that_no_model_has_predicted_says_so(window, heats):
    window.actions_["heatmap"].trigger()
    assert "No model has predicted this film yet: P does" in shown(window).hint
    window.bot.wait(300)
    assert heats == []


def test_it_is_computed_when_it_is_wanted_and_once_a_film(window, heats):
    predict(window, "1.png", "2.png")
    window.bot.wait(300)
    assert heats == []
    window.actions_["heatmap"].trigger()
    with_heat(window)
    window.workspace.selection.set_film("2.png")
    with_heat(window)
    window.workspace.selection.set_film("1.png")
    with_heat(window)
    assert heats == [("1.png", "Tiny head"), ("2.png", "Tiny head")]
    window.actions_["heatmap"].trigger()
    assert shown(window).heat is None


def test_only_so_many_bytes_of_heatmaps_are_kept_and_the_latest_always(window, heats, monkeypatch):
    predict(window, *FILMS)
    window.actions_["heatmap"].trigger()
    for most, left in ((2 * 96, ["1.png", "2.png"]), (1, ["3.png"])):
        monkeypatch.setattr(heat_module, "_KEPT", most)
        for film in FILMS if left == ["3.png"] else FILMS[:2]:
            window.workspace.selection.set_film(film)
            with_heat(window)
        assert [film for film, _ in window.controllers.heatmap._kept] == left


def test_a_film_that_predict_passes_over_is_not_said_to_be_predicted_by_it(window, heats):
    name_landmarks(window, "Sella")
    window.workspace.document.push(
        edits.place(window.workspace.document.project, "1.png", "Sella", 7.0, 8.0, now="now")
    )
    assert window.workspace.document.project.film("1.png").exemplar
    window.actions_["heatmap"].trigger()
    assert shown(window).hint.endswith("there is no heatmap of it.")


def test_a_folder_that_cannot_be_looked_into_is_told_in_place_of_the_heatmap(window, monkeypatch):
    def refuse(*_names):
        raise ImageReadError("This folder is closed.")

    monkeypatch.setattr(model_operations, "film_path", refuse)
    predict(window)
    window.actions_["heatmap"].trigger()
    window.bot.waitUntil(lambda: "This folder is closed." in shown(window).hint)


def test_all_landmarks_or_the_chosen_one(window, heats):
    predict(window)
    window.workspace.selection.set_landmark("Nasion")
    window.actions_["heatmap"].trigger()
    assert with_heat(window).values.tolist()[1][2] == 255
    window.actions_["heatmap-all"].trigger()
    values = with_heat(window).values
    assert (values[1, 2], values[4, 5]) == (0, 200)
    window.controllers.display.refresh()
    assert with_heat(window).values is values  # the same array: the picture is not made again


def test_a_landmark_that_the_model_does_not_know_has_no_heatmap(window, heats):
    name_landmarks(window, "Gonion", "Sella", "Nasion")
    predict(window)
    window.settings.set("heatmap-all", False)
    window.workspace.selection.set_landmark("Gonion")
    window.actions_["heatmap"].trigger()
    window.bot.waitUntil(lambda: "Tiny head does not know Gonion" in shown(window).hint)


def test_its_strength_is_a_setting_with_bounds(window, heats):
    predict(window)
    window.actions_["heatmap"].trigger()
    assert with_heat(window).opacity == pytest.approx(0.7)
    for _ in range(5):
        window.actions_["heatmap-more"].trigger()
    assert with_heat(window).opacity == 1.0
    window.views.film.heat_wheeled.emit(-2.0)
    assert window.settings.number("heatmap-opacity") == 80
    window.views.bar.heat._slider.setValue(30)
    assert with_heat(window).opacity == pytest.approx(0.3)


def renamed(window, model):
    """The predictions of the film on screen, as if `model` had made them."""
    marks = window.workspace.document.project.landmarks("1.png")
    own = {name: replace(mark, model=model) for name, mark in marks.landmarks.items()}
    step = change(window.workspace.document.project, "", sets={"1.png": replace(marks, landmarks=own)})
    window.workspace.document.push(step)


def test_a_heatmap_comes_from_what_the_last_run_has_learned(window, heats):
    predict(window)
    renamed(window, "one-shot (quick)")
    sources = window.controllers.heatmap._sources
    assert sources.of("1.png").startswith("one-shot (quick) has predicted this film and is no model at hand")
    result = Propagation({}, {}, {}, (), "cpu", 1.0, "one-shot (quick)", learned=tiny())
    window.controllers.propagation.last = LastRun(result, RunChoice.QUICK, 0, 0.0)
    assert sources.of("1.png").load() is result.learned
    key = sources.of("1.png").key
    window.controllers.propagation.last = replace(window.controllers.propagation.last, finished=1.0)
    assert sources.of("1.png").key != key  # what is kept of one run is not shown for the next


def test_a_heatmap_that_the_closing_window_stops_is_not_asked_for_again(window, monkeypatch):
    def endless(*_request):
        while True:
            yield Progress("heatmap", 0, 1)

    monkeypatch.setattr(heat_module, "looking", endless)
    predict(window)
    window.actions_["heatmap"].trigger()
    heat = window.controllers.heatmap
    window.bot.waitUntil(lambda: heat._slot.is_busy)
    heat.close()
    assert not heat._slot.is_busy
    window.bot.wait(300)
    assert not heat._slot.is_busy


def test_a_heatmap_of_the_folder_that_was_left_is_dropped(window, heats):
    predict(window)
    heat = window.controllers.heatmap
    heat.shown = True
    heat._compute()
    heat._forget()
    window.bot.waitUntil(lambda: not heat._slot.is_busy)
    assert not heat._kept


def test_the_picture_is_clear_where_nothing_was_seen_and_full_where_all_was(qapp):
    image = heat_image(np.array([[0, 255]], np.uint8))
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(1, 0).alpha() == 255
    assert image.pixelColor(1, 0).lightness() > 100  # plasma's bright end


def test_the_picture_lies_where_its_frame_says(qapp):
    frame = np.array([[2.0, 0.5, 7.0], [-0.5, 3.0, 11.0]])
    spot = heat_transform(frame).map(QPointF(4.0, 6.0))
    assert (spot.x(), spot.y()) == pytest.approx((2 * 4 + 0.5 * 6 + 7, -0.5 * 4 + 3 * 6 + 11))


def test_the_view_shows_it_above_the_film_and_below_the_points(qtbot):
    view = FilmView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    values = np.zeros((3, 4), np.uint8)
    values[1, 2] = 255
    frame = np.array([[10.0, 0.0, 4.5], [0.0, 10.0, 4.5]])
    pixels = np.full((30, 40), 90, np.uint8)
    heat = HeatDisplay(values, frame, 1.0)
    view.show_film(FilmDisplay("a", picture_of(pixels), heat=heat, marks=(Mark("A", 5.0, 25.0),)))
    picture = view.grab().toImage()
    hot, cold = (view.to_screen(QPointF(x, y)).toPoint() for x, y in ((24.5, 14.5), (5.0, 5.0)))
    assert picture.pixelColor(hot).saturation() > 120
    assert picture.pixelColor(cold).saturation() == 0
    view.show_film(FilmDisplay("a", picture_of(pixels)))
    assert view.grab().toImage().pixelColor(hot).saturation() == 0


def test_a_film_that_comes_later_than_its_heatmap_is_not_under_the_one_before(qtbot):
    view = FilmView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    pixels, frame = np.full((3, 4), 90, np.uint8), np.eye(2, 3)
    first, second = np.zeros((2, 3, 4), np.uint8)
    first[0, 0], second[1, 2] = 255, 255
    view.show_film(FilmDisplay("a", picture_of(pixels), heat=HeatDisplay(first, frame, 1.0)))
    view.show_film(FilmDisplay("b", None, heat=HeatDisplay(second, frame, 1.0)))
    view.show_film(FilmDisplay("b", picture_of(pixels), heat=HeatDisplay(second, frame, 1.0)))
    picture = view.grab().toImage()
    hot, cold = (view.to_screen(QPointF(*place)).toPoint() for place in ((2.0, 1.0), (0.0, 0.0)))
    assert picture.pixelColor(hot).saturation() > 120
    assert picture.pixelColor(cold).saturation() == 0


def test_the_bar_is_there_only_with_a_heatmap(qtbot):
    bar = HeatBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    said = []
    bar.opacity_wanted.connect(said.append)
    bar.show_heat(True, 40, False)
    assert not bar.isHidden()
    assert said == []


def test_the_bar_names_the_key_that_shows_all_landmarks(qtbot):
    bar = HeatBar()
    qtbot.addWidget(bar)
    box = bar.findChild(QCheckBox)
    for key, words in (("J", "(J)"), ("(no key)", "(no key)")):
        bar.show_heat(True, 40, False, key)
        assert box.toolTip().endswith(f"alone {words}")


def test_settings_keep_the_strength(tmp_path, qapp):
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    Settings(store).set("heatmap-opacity", 40)
    assert Settings(store).number("heatmap-opacity") == 40


def test_all_landmarks_are_those_of_the_project_where_the_model_knows_more(window, heats):
    name_landmarks(window, "Sella")
    predict(window)
    window.settings.set("heatmap-all", True)
    window.actions_["heatmap"].trigger()
    values = with_heat(window).values
    assert (values[1, 2], values[4, 5]) == (255, 0)
    name_landmarks(window, "Sella", "Nasion")
    values = with_heat(window).values
    assert (values[1, 2], values[4, 5]) == (255, 200)
    name_landmarks(window, "Gonion", "Sella")
    window.workspace.selection.set_landmark("Gonion")
    values = with_heat(window).values
    assert (values[1, 2], values[4, 5]) == (255, 0)


def test_a_model_that_knows_no_landmark_of_the_project_any_more_says_so(window, heats):
    predict(window)
    document = window.workspace.document
    for old, new in (("Sella", "first"), ("Nasion", "second")):
        document.push(edits.rename_landmark(document.project, old, new))
    window.settings.set("heatmap-all", True)
    window.actions_["heatmap"].trigger()
    window.bot.waitUntil(lambda: "Tiny head knows none of the landmarks" in shown(window).hint)
