"""Windows are drawn nowhere, unless the person who runs the tests wants to see them."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys

import platformdirs
import pytest
from pytestqt.qtbot import QtBot

import engine  # noqa: F401 - before any test imports torch, whose threads read what it sets

# time-outs only catch what hangs: a busy machine may take long over anything
for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed):
    wait.__kwdefaults__["timeout"] = 60_000


@pytest.hookimpl(tryfirst=True)  # before the fixtures of modules, which train too
def pytest_runtest_setup():
    """Trainings on the CPU have the same digits on every machine, also where it has matrix tiles (AMX)."""
    if "torch" in sys.modules:  # which takes seconds to import
        from matrix_tiles import leave_tiles_alone

        leave_tiles_alone()


@pytest.fixture(autouse=True)
def own_places(tmp_path_factory, monkeypatch):
    """No test leaves anything in the folders of the person who runs it, or finds anything there."""
    base = tmp_path_factory.getbasetemp()
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_names, **_more: str(base / "cache"))
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_names, **_more: str(base / "data"))


@pytest.fixture(autouse=True)
def empty_box(request, tmp_path_factory, monkeypatch):
    """Windows of tests have no model at hand, whatever lies in `resources/models`."""
    if "qtbot" in request.fixturenames:
        place = tmp_path_factory.getbasetemp() / "no-models"
        monkeypatch.setattr("engine.models.installed.box_folder", lambda: place)


@pytest.fixture(autouse=True)
def nobody_to_ask(request, monkeypatch):
    """A window that is closed at the end of a test while a job runs asks nobody and waits for no answer."""
    if "qtbot" in request.fixturenames:
        from PySide6.QtWidgets import QMessageBox

        from app.views.leaving_dialog import Leave, LeavingDialog

        yes = QMessageBox.StandardButton.Yes
        monkeypatch.setattr(QMessageBox, "question", lambda *_asked, **_more: yes)
        monkeypatch.setattr(LeavingDialog, "exec", lambda dialog: setattr(dialog, "choice", Leave.CANCEL))


def pytest_addoption(parser):
    """How long the scripted work of the soak test takes, and what takes hours; both are slow tests."""
    parser.addoption("--soak", type=float, default=15.0, help="seconds of scripted work in the soak test")
    parser.addoption("--growth", type=int, default=500, help="films up to which growth is measured")
    parser.addoption("--head-model", help="model of head's training films, to score on its test films")
    parser.addoption("--one-shot-training", action="store_true", help="what corrected films teach: hours")
