"""Windows are drawn nowhere, unless the person who runs the tests wants to see them."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import platformdirs
import pytest


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
        monkeypatch.setattr("app.model_shelf.box_folder", lambda: place)
