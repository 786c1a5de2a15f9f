"""A run that learns the widths of heatmaps, by mouse: switched on, watched, pointed at, kept as a picture."""

import json
from dataclasses import replace

import pytest
from exported import export_table
from PIL import Image as Picture
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QToolButton
from window_driver import LEFT, NO_KEYS, Driver

from app.actions.action import Menu
from app.run_choice import LEARN_SIGMA, RunChoice
from app.runs.run_times import Time
from engine.landmarks import Origin
from engine.networks.unet import UNetConfig
from engine.oneshot.presets import PRESETS, Preset
from engine.operation import run
from engine.phantoms.phantom import write_phantoms

FILMS = 4


@pytest.fixture
def driver(qtbot, tmp_path, monkeypatch):
    """A window on drawn films with an exemplar, whose Quick is shorter yet than the preset for tests."""
    test = PRESETS[Preset.TEST]
    stage_two = replace(test.stage_two, least_steps=8, network=UNetConfig((4, 6, 8, 12)))
    finder = replace(test.finder, steps=3)
    short = replace(test, title="Quick", side=64, stage_two=stage_two, finder=finder)
    monkeypatch.setattr("engine.oneshot.settings.PRESETS", {**PRESETS, Preset.QUICK: short})
    monkeypatch.setattr("engine.sigma.sigma_validation.FEWEST_TO_STEER", FILMS - 1)
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
    QTest.mouseClick(bar, LEFT, NO_KEYS, bar.actionGeometry(menu.menuAction()).center())
    driver.bot.waitUntil(menu.isVisible)
    QTest.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(window.actions_[LEARN_SIGMA]).center())
    driver.bot.waitUntil(lambda: not menu.isVisible())
    assert window.settings.flag(LEARN_SIGMA)


def choose_in_the_list(driver, row):
    tree = driver.window.views.landmarks._tree
    QTest.mouseClick(tree.viewport(), LEFT, NO_KEYS, tree.visualItemRect(tree.topLevelItem(row)).center())


def press(widget, text):
    """Press the button with that text or name."""
    buttons = widget.findChildren(QToolButton)
    QTest.mouseClick(next(one for one in buttons if text in (one.text(), one.accessibleName())), LEFT)


def point_at_the_end_of(driver, lines, name):
    """Move the pointer to a line until the plot notices: it leaves out moves that follow each other fast."""
    beside = [QPoint(0, 0), QPoint(-1, 0)]

    def pointed():
        # anew each time: the panel may still be laid out
        place = QPointF(lines._epochs[-1], lines.values[name][-1])
        spot = lines.plot.mapFromScene(lines.plot.getViewBox().mapViewToScene(place))
        QTest.mouseMove(lines.plot.viewport(), spot + beside[0])
        beside.reverse()
        return bool(driver.window.views.job.sigmas._pointed)

    driver.bot.waitUntil(pointed)


def test_widths_are_learned_watched_and_kept_as_a_picture(driver, tmp_path, monkeypatch, qtbot):
    window = driver.window
    curves = window.views.job.sigmas
    switch_on(driver)
    window.controllers.propagation.times.learn(
        RunChoice.QUICK, Time(9.0, "about 9 seconds")
    )  # or it would be tried
    driver.press_step("propagate")
    qtbot.waitUntil(curves.isVisible)
    names = driver.project.scheme.names
    assert set(curves.rounds[0].sigmas) == set(names)
    driver.wait_for_job()
    assert driver.landmark(names[0], list(driver.project.films)[-1]).origin is Origin.PREDICTED

    # the curves are still there, of every epoch; the list and the pointer say whose line is meant
    lines, sigmas = curves._sigma, window.controllers.propagation.last.result.sigmas
    qtbot.waitUntil(lambda: len(lines.mean) == len(sigmas.records))
    assert curves.isVisible()
    assert [one.epoch for one in curves.rounds] == [one.epoch for one in sigmas.records]
    choose_in_the_list(driver, 1)
    assert curves.highlighted == names[1]
    choose_in_the_list(driver, 0)
    point_at_the_end_of(driver, lines, names[2])
    high = lines.plot.getViewBox().viewPixelSize()[1]
    assert abs(lines.values[curves.highlighted][-1] - lines.values[names[2]][-1]) < 14 * high

    target = tmp_path / "curves.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(target), ""))
    press(curves, "Save...")
    qtbot.waitUntil(lambda: str(target) in window.views.notice.text)
    with Picture.open(target) as picture:
        assert picture.format == "PNG"

    export_table(window, tmp_path / "out.csv")
    entry = json.loads((tmp_path / "out.run.json").read_text(encoding="utf-8"))["exports"]["out.csv"]
    assert entry["sigmas"]["names"] == list(names)
    assert len(entry["sigmas"]["records"]) == len(sigmas.records)

    press(window.views.job, "Close the note of the job")
    assert not curves.isVisible()
