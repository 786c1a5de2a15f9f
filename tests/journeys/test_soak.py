"""Long work leaves nothing behind: memory stays flat, no thread, handle or widget is left over."""

from statistics import median

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot
from soak import can_measure, draw_films, soak
from tiny_models import save_tiny
from window_driver import Driver


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.skipif(not can_measure(), reason="needs /proc to say what the process holds")
def test_memory_threads_and_handles_stay_flat_over_scripted_work(qtbot, tmp_path, monkeypatch, pytestconfig):
    for wait in (QtBot.waitUntil, QtBot.waitSignal):  # in an hour other work may keep the machine for minutes
        monkeypatch.setitem(wait.__kwdefaults__, "timeout", 900_000)
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: tmp_path / "box")
    save_tiny(tmp_path / "box" / "tiny.safetensors")
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.window.settings.set("device", "cpu")
    folders = [draw_films(tmp_path / name) for name in ("one", "two")]
    samples = soak(driver, folders, pytestconfig.getoption("soak"))
    print(*samples, sep="\n")
    third = len(samples) // 3
    early, late = samples[third : 2 * third], samples[-third:]
    assert median(each.memory for each in late) <= 1.05 * median(each.memory for each in early)
    for what in ("threads", "handles", "objects"):  # a leak grows, what is only on its way goes
        assert min(getattr(each, what) for each in late) <= max(getattr(each, what) for each in early), what
    driver.close()
    assert [thread for thread in driver.window.findChildren(QThread) if thread.isRunning()] == []
