"""How quick the workbench is, on the real window: `dev.py test --slow -s -k workbench_targets` prints all.

What hangs on the machine and its load is printed beside what is wanted, and decides no test; memory and the
number of clicks do.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copy
from statistics import median

import numpy as np
import pytest
from dicom_files import film_dataset, save
from kills import Places, draw_wide_films, work_lost
from PIL import Image as Picture
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from soak import can_measure
from window_driver import NO_KEYS, Driver

from app.document import edits
from app.window import give_way
from engine.io.schemes import read_scheme
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.measurements.set_file import find_set
from engine.measurements.values import measure
from engine.resources import resource

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]
ROOT = Path(__file__).parents[2]
HEAD = ROOT.parent / "shared" / "radiographs" / "head"
MIB = 2**20
LARGE = 9000, 12000  # width and height, px


@pytest.fixture(scope="module", autouse=True)
def machine():
    """The machine stands above the table."""
    model = next((line for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    print(
        f"\n{model.partition(': ')[2] or platform.processor()}, {os.cpu_count()} cores, {platform.platform()}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def tell(what: str, values: Sequence[float], most: float, unit: str) -> None:
    """One line of the table: the value in the middle of several, and the worst."""
    worst = max(values)
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    word = "missed" if median(values) > most else "reached" if worst <= most else "reached by most"
    several = f", worst {worst:.4g}" if len(values) > 1 else ""
    print(
        f"{what}: {median(values):.4g}{several} {unit} (at most {most:g} {unit}): {word}; {load}", flush=True
    )


def measured(folder: Path, *parts: str) -> dict[str, float]:
    """What a process with a window on `folder` has found."""
    places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), str(folder.parent))
    script = Path(__file__).parents[1] / "support" / "workbench_window.py"
    words = [sys.executable, str(script), str(folder), *parts]
    environment = {**os.environ, **places, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def waves(width: int, height: int) -> np.ndarray:
    """A film of 16 bits that is nowhere flat."""
    y, x = np.ogrid[:height, :width]
    return ((np.sin(x / 90) + np.cos(y / 120) + 2) * 1000).astype(np.uint16)


def dicoms(folder: Path, count: int, full: int) -> Path:
    """DICOM films, the first `full` of them of 2000 x 2500 px, the others a fifth as long."""
    folder.mkdir()
    large, small = waves(2000, 2500), waves(400, 500)
    for number in range(count):
        pixels = (large if number < full else small) + np.uint16(number)
        save(film_dataset(pixels, bits=12, PixelSpacing=[0.1, 0.1]), folder / f"{number:04d}.dcm")
    return folder


def pictures(folder: Path, count: int) -> Path:
    """Small films in PNG, no two alike."""
    folder.mkdir()
    pixels = np.random.default_rng(0).integers(0, 256, (60, 48)).astype(np.uint8).repeat(8, 0).repeat(8, 1)
    for number in range(count):
        film = np.roll(pixels, number, 0)
        film[0, :2] = divmod(number, 256)
        Picture.fromarray(film).save(folder / f"film{number:05d}.png", compress_level=1)
    return folder


def test_workbench_targets_first_film_of_500_dicoms(tmp_path):
    films = dicoms(tmp_path / "films", 500, 20)
    tell("first film of 500 DICOMs on screen", [measured(films)["first_s"]], 3, "s")


@pytest.mark.skipif(not can_measure(), reason="needs /proc to say what the process holds")
@pytest.mark.parametrize("count", [5000, 10_000])
def test_workbench_targets_thousands_of_films(tmp_path, count):
    found = measured(pictures(tmp_path / "films", count), "bare", "scroll", "read")
    tell(f"{count} films open", [found["open_s"]], 3, "s")
    tell(f"{count} films, the first on screen", [found["first_s"]], 3, "s")
    tell(f"{count} films, longest gap scrolling while they are read", [found["reading_gap_ms"]], 100, "ms")
    tell(f"{count} films, longest gap scrolling once they are read", [found["gap_ms"]], 100, "ms")
    tell(f"{count} films, all read, peak of the process", [found["peak_mib"]], 1500, "MiB")
    print(f"{count} films all read after {found['read_s']:.0f} s")
    assert found["peak_mib"] <= 1500


@pytest.mark.skipif(not can_measure(), reason="needs /proc to say what the process holds")
@pytest.mark.parametrize("suffix", ["dcm", "png"])
def test_workbench_targets_a_film_of_108_million_pixels(tmp_path, suffix):
    (tmp_path / "films").mkdir()
    pixels, path = waves(*LARGE), tmp_path / "films" / f"film.{suffix}"
    if suffix == "dcm":
        save(film_dataset(pixels), path)
    else:
        Picture.fromarray(pixels).save(path, compress_level=1)
    found = measured(tmp_path / "films", "bare", "window")
    tell(f"9000 x 12000 {suffix}, window and level", found["window_ms"], 100, "ms")
    tell(f"9000 x 12000 {suffix}, peak above the start", [found["grown_mib"] * MIB / pixels.nbytes], 3, "x")
    print(f"9000 x 12000 {suffix} on screen after {found['first_s']:.1f} s")
    assert found["grown_mib"] * MIB <= 3 * pixels.nbytes


@pytest.mark.skipif(not HEAD.is_dir(), reason="needs the head radiographs in ../shared/radiographs")
def test_workbench_targets_first_prediction(tmp_path):
    folders = [tmp_path / str(number) / "films" for number in range(3)]
    for folder in folders:
        folder.mkdir(parents=True)
        copy(HEAD / "images" / "001.jpg", folder)
    runs = [measured(folder, "predict") for folder in folders]
    tell("P as soon as the window shows a film", [found["predict_s"] for found in runs], 1.5, "s")
    gaps = [found["predict_gap_ms"] for found in runs]
    tell("longest gap of the window while the libraries are loaded", gaps, 100, "ms")


def test_workbench_targets_killed_windows(tmp_path):
    films, kept, losses, worked = draw_wide_films(tmp_path / "films"), Places(), [], 0
    for seed in range(20):
        lost, made, kept = work_lost(films, seed, kept)
        losses.append(lost)
        worked += made
    tell(f"work lost by {len(losses)} kills", [max(losses)], 1, "s")
    assert worked


@pytest.fixture
def driver(qtbot, tmp_path):
    usual = sys.getswitchinterval()
    give_way()
    driver = Driver(qtbot, tmp_path / "settings.ini")
    yield driver
    driver.close()
    sys.setswitchinterval(usual)


def took(driver: Driver, act: Callable[[], object], is_done: Callable[[], bool] = lambda: True) -> float:
    """Milliseconds until the window has done all that follows from `act`, and has painted it."""
    driver.settle()
    driver.film_view.setFocus()
    began = time.perf_counter()
    act()
    QApplication.processEvents()
    while not is_done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return 1000 * (time.perf_counter() - began)


def press(driver: Driver, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.keyClick(driver.film_view, key, modifiers)


def computed(driver: Driver, act: Callable[[], object], times: int) -> tuple[list[float], float]:
    """Milliseconds that each `act` took, and what of that the window's thread computed at its best."""
    spent, computing = [], []
    for _ in range(times):
        began = time.thread_time()
        spent.append(took(driver, act))
        computing.append(1000 * (time.thread_time() - began))
    return spent, min(computing)


def shows(driver: Driver, film: str) -> Callable[[], bool]:
    display = driver.film_view

    def is_shown() -> bool:
        return display._display.film == film and display._display.picture is not None

    return is_shown


def test_workbench_targets_next_film(driver, tmp_path):
    driver.open(dicoms(tmp_path / "films", 30, 30))
    films, selection = list(driver.project.films), driver.window.workspace.selection
    far = films[5::4]  # none is beside another
    unread = [took(driver, lambda film=film: selection.set_film(film), shows(driver, film)) for film in far]
    reader, cached = driver.window.workspace.reader, []
    for number in (1, 2, 3, 4, 3, 2, 1, 0):
        film = films[number]
        selection.set_film(film)
        driver.wait_for_picture()
        after = films[number + 1]
        driver.bot.waitUntil(lambda after=after: reader.image(after) is not None)
        cached.append(took(driver, lambda: press(driver, Qt.Key.Key_D), shows(driver, after)))
    tell("next film, cached", cached, 100, "ms")
    tell("another film, not cached (2000 x 2500, 16 bits)", unread, 250, "ms")


def hundred_landmarks() -> tuple[Scheme, LandmarkSet]:
    """The landmarks of the cephalometry, more up to 100, each with an error radius."""
    names = [*find_set("cephalometry").landmarks]
    names += [f"Point {number}" for number in range(100 - len(names))]
    random = np.random.default_rng(1)
    marks = {
        name: Landmark(name, *random.uniform(100, 1800, 2).tolist(), Presence.PRESENT, Origin.ANNOTATED)
        for name in names
    }
    return Scheme(tuple(names)), LandmarkSet("0000.dcm", marks)


def test_workbench_targets_edits(driver, tmp_path):
    driver.open(dicoms(tmp_path / "films", 3, 3))
    scheme, marks = hundred_landmarks()
    document = driver.window.workspace.document
    document.push(edits.change(driver.project, "Annotate", sets={marks.film: marks}, scheme=scheme))
    driver.window.workspace.selection.set_landmark(scheme.names[7])
    driver.settle()
    driver.film_view.setFocus()
    steps, computing = computed(driver, lambda: press(driver, Qt.Key.Key_Right), 50)
    for number in range(20):
        document.push(edits.move(driver.project, marks.film, scheme.names[0], 50.0, 60.0 + number, now=""))
    driver.settle()
    control = Qt.KeyboardModifier.ControlModifier
    undo = [took(driver, lambda: press(driver, Qt.Key.Key_Z, control)) for _ in range(20)]
    assert driver.landmark(scheme.names[0]).position == marks.get(scheme.names[0]).position
    measures, values = find_set("cephalometry"), []
    for _ in range(20):
        began = time.perf_counter()
        found = measure(measures, driver.project.landmarks(marks.film), reader_radius=10.0)
        values.append(1000 * (time.perf_counter() - began))
    tell("an edit at 100 landmarks", steps, 16, "ms")
    tell("an edit at 100 landmarks, computing alone, at best", [computing], 16, "ms")
    tell(f"the {len(found)} measurements of such a film by themselves", values, 16, "ms")
    tell("undo", undo, 50, "ms")


def test_workbench_targets_names_of_5000_points(driver, tmp_path):
    driver.open(dicoms(tmp_path / "films", 1, 1))
    random, names = np.random.default_rng(1), tuple(f"Point {number}" for number in range(5000))
    marks = {
        name: Landmark(name, *random.uniform(0, 1999, 2).tolist(), Presence.PRESENT, Origin.ANNOTATED)
        for name in names
    }
    sets = {driver.film: LandmarkSet(driver.film, marks)}
    document = driver.window.workspace.document
    document.push(edits.change(driver.project, "Annotate", sets=sets, scheme=Scheme(names)))
    driver.settle()
    points = driver.film_view._display.marks
    toggles, computing = computed(driver, lambda: press(driver, Qt.Key.Key_N), 20)
    assert driver.film_view._display.marks is points
    tell("names of 5000 points shown or hidden", toggles, 50, "ms")
    tell("names of 5000 points shown or hidden, computing alone, at best", [computing], 50, "ms")


def test_workbench_targets_19_points_take_19_clicks_and_nothing_else(driver, tmp_path):
    driver.open(dicoms(tmp_path / "films", 2, 2))
    scheme = read_scheme(resource("schemes", "cephalogram-19.scheme.json"))
    driver.window.workspace.document.push(edits.set_scheme(driver.project, scheme))
    driver.settle()
    places = [(200.0 + 80 * number, 300.0 + 100 * (number % 7)) for number in range(19)]
    for x, y in places:
        driver.click(x, y)
    placed = [driver.landmark(name) for name in scheme.names]
    assert [mark.position for mark in placed] == [pytest.approx(place, abs=driver.within) for place in places]
    print(f"{len(scheme.names)} points take {len(places)} clicks and nothing else")
