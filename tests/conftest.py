"""Windows are drawn nowhere, unless the person who runs the tests wants to see them."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import platformdirs
import pytest


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    """No test leaves anything in the cache of the person who runs it, or finds anything there."""
    place = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_names, **_more: str(place))
