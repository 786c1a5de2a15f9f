"""Damaged project files, journals and owners: they open or are refused in a sentence, soon and small."""

import shutil
import tempfile
from pathlib import Path

import pytest
from fuzzing import faults, fuzz
from saved_projects import full_project, placing, saved, store_of
from wrong_values import wrong_value

from app.storage.layout import layout_for
from app.storage.lock import ProjectLock
from app.storage.opening import open_project

OWNER = "owner.json"


def open_with(path: Path) -> None:
    """Open the project beside `path` with that file in the place of its own, save it, and open it again."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "films"
        shutil.copytree(path.parent / "whole", folder)
        layout = layout_for(folder)
        if path.name == OWNER:
            open_beside_its_owner(folder, path)
            return
        inner = layout.project if path.name == layout.project.name else layout.journal
        inner.write_bytes(path.read_bytes())
        opened = open_project(folder)
        project = opened.project.with_parts(opened.restored.after) if opened.restored else opened.project
        store_of(opened).snapshot(project)
        store_of(opened).close()
        again = open_project(folder)
        store_of(again).close()
        assert again.project == project


def open_beside_its_owner(folder: Path, path: Path) -> None:
    """Open the project that another window has, as the file `path` tells."""
    lock = ProjectLock(layout_for(folder))
    assert lock.acquire() == ""
    (layout_for(folder).support / OWNER).write_bytes(path.read_bytes())
    assert open_project(folder).store is None
    lock.release()


@pytest.fixture
def originals(tmp_path):
    """The files of a project with edits since it was saved, by name; beside them lies a whole copy."""
    project = full_project()
    (tmp_path / "whole").mkdir()
    layout = saved(tmp_path / "whole", project)
    opened = open_project(layout.folder)
    for name in ("S", "N"):
        entry, project = placing(project, name)
        store_of(opened).append([entry])
    owner = (layout.support / OWNER).read_bytes()
    store_of(opened).close()
    journal = layout.journal.read_bytes()
    return {layout.project.name: layout.project.read_bytes(), layout.journal.name: journal, OWNER: owner}


def with_one_text(originals):
    """Those that are one JSON text; a journal has one in each line."""
    return {name: data for name, data in originals.items() if not name.endswith("jsonl")}


def test_some_damaged_projects_open_or_are_refused(originals, tmp_path):
    assert faults(fuzz(open_with, originals, range(36), tmp_path)) == []


@pytest.mark.slow
def test_many_damaged_projects_open_or_are_refused(originals, tmp_path):
    assert faults(fuzz(open_with, originals, range(1000, 2200), tmp_path)) == []


@pytest.mark.slow
def test_projects_and_owners_with_a_wrong_value_open_or_are_refused(originals, tmp_path):
    found = fuzz(open_with, with_one_text(originals), range(1000, 1800), tmp_path, wrong_value)
    assert faults(found) == []
