"""A run that learns the widths of heatmaps, by mouse: switched on, watched, pointed at, kept as a picture."""

import itertools
import json
from dataclasses import replace

import pytest
from PIL import Image as Picture
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QToolButton
from window_driver import LEFT, NO_KEYS, Driver

from app.action import Menu
from app.controllers.times import Time
from app.run_choice import LEARN_SIGMA, RunChoice
from engine.landmarks import Origin
from engine.networks.unet import UNetConfig
from engine.operation import run
from engine.phantom import write_phantoms
from engine.presets import PRESETS, Preset

FILMS = 4


@pytest.fixture
def driver(qtbot, tmp_path, monkeypatch):
    """A window on drawn films with an exemplar, whose Quick is shorter yet than the preset for tests."""
    test = PRESETS[Preset.TEST]
    stage_two = replace(test.stage_two, least_steps=8, network=UNetConfig((4, 6, 8, 12)))
    finder = replace(test.finder, steps=3)
    short = replace(test, title="Quick", side=64, stage_two=stage_two, finder=finder)
    monkeypatch.setattr("engine.propagation_settings.PRESETS", {**PRESETS, Preset.QUICK: short})
    monkeypatch.setattr("engine.detection.steering.FEWEST_TO_STEER", FILMS - 1)
    drawn = run(write_phantoms(tmp_path / "films", FILMS, 3))
    driver = Driver(qtbot, tmp_path / "settings.ini", way="quick")
    driver.open(next(iter(drawn.paths.values())).parent)
    names = drawn.scheme.names[:3]
    driver.window.views.landmarks.add_wanted.emit(names)
    for name in names:
        mark = drawn.truth[driver.film].landmarks[name]
        driver.click(mark.x, mark.y)
    yield driver
    driver.close()


def switch_on(driver):
    """By the menu bar, as a person does."""
    window = driver.window
    menu, bar = window.actions_.menus[Menu.PROPAGATION], window.menuBar()

    def click() -> None:
        spot = menu.actionGeometry(window.actions_[LEARN_SIGMA]).center()
        QTest.mouseClick(menu, LEFT, NO_KEYS, spot)

    QTimer.singleShot(200, click)
    QTest.mouseClick(bar, LEFT, NO_KEYS, bar.actionGeometry(menu.menuAction()).center())
    driver.bot.waitUntil(lambda: window.settings.flag(LEARN_SIGMA))


def test_widths_are_learned_watched_and_kept_as_a_picture(driver, tmp_path, monkeypatch, qtbot):
    window = driver.window
    curves = window.views.job.sigmas
    switch_on(driver)
    window.propagating.times.learn(RunChoice.QUICK, Time(9.0, "about 9 seconds"))  # or it would be tried
    driver.press_step("propagate")
    qtbot.waitUntil(curves.isVisible, timeout=120_000)
    names = driver.project.scheme.names
    assert set(curves.rounds[0].sigmas) == set(names)

    # the landmark that is chosen on the film is the one that is highlighted
    driver.key(Qt.Key.Key_2)
    assert curves.highlighted == names[1]
    driver.wait_for_job()
    assert "predicted" in window.views.job._stage.text() or "points" in window.views.job._stage.text()
    assert driver.landmark(names[0], list(driver.project.films)[-1]).origin is Origin.PREDICTED

    # the curves are still there, and the pointer finds whose line it is on
    assert curves.isVisible()
    driver.key(Qt.Key.Key_1)
    lines = curves._reward
    values = lines.values[names[2]]
    place = QPointF(curves.rounds[-1].number, values[-1])
    spot = lines.plot.mapFromScene(lines.plot.getViewBox().mapViewToScene(place))
    moves = itertools.cycle((QPoint(0, 0), QPoint(1, 1)))

    def pointed() -> bool:
        QTest.mouseMove(lines.plot.viewport(), spot + next(moves))
        return bool(curves._pointed)

    qtbot.waitUntil(pointed)
    assert abs(lines.values[curves.highlighted][-1] - values[-1]) < 3

    target = tmp_path / "curves.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(target), ""))
    save = next(one for one in curves.findChildren(QToolButton) if one.text() == "Save...")
    QTest.mouseClick(save, LEFT)
    qtbot.waitUntil(target.exists, timeout=60_000)
    with Picture.open(target) as picture:
        assert picture.format == "PNG"

    window.tables.export(tmp_path / "out.csv")
    entry = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["exports"]["out.csv"]
    assert entry["sigmas"]["names"] == list(names)
    assert curves.rounds[-1].number <= len(entry["sigmas"]["records"])

    close = next(one for one in window.views.job.findChildren(QToolButton) if "Close" in one.accessibleName())
    QTest.mouseClick(close, LEFT)
    assert not curves.isVisible()
