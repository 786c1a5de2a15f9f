"""Places that the system refuses: folders without rights, also where root runs the tests."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user may write; a `tmp_path` lies in one that is its owner's alone."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o777)
    yield place
    shutil.rmtree(place)


@contextmanager
def without_rights(mode: int, *places: Path) -> Iterator[None]:
    """Within it `places` have the rights `mode` for everybody, and root is somebody else."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no such rights")
    before, root = {place: place.stat().st_mode for place in places}, os.geteuid() == 0
    for place in places:
        place.chmod(mode)
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for place in places:
            place.chmod(before[place])
