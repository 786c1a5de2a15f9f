"""One bit flipped, or an end cut off: every edit that is intact is there, every one that changed is told."""

import json
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from saved_projects import NOW, differences, full_project, meet, places, placing, shown, store_of

from app.document import edits
from app.document.project import Project
from app.storage.errors import DamagedProjectError
from app.storage.journal import JournalEntry
from app.storage.layout import Layout, layout_for
from app.storage.opening import Opened
from app.storage.recovery import restore_backup, taking
from app.storage.store import ProjectStore, create_store
from app.workspace.opening import open_place
from engine.operation import run

FLIPS = pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.slow)])
CUTS = pytest.mark.parametrize("count", [30, pytest.param(200, marks=pytest.mark.slow)])


@dataclass(frozen=True)
class Saved:
    """A folder with a project, its backup and its journal; `states`: the project after each line of that.

    The lines before `base` are in the project file. `lines`: what each holds, with its break.
    """

    layout: Layout
    base: int
    lines: tuple[bytes, ...]
    states: tuple[Project, ...]

    @property
    def whole(self) -> Project:
        return self.states[-1]

    def line_at(self, place: int) -> int:
        """The line that the byte at `place` is in, or after."""
        return sum(place >= len(b"".join(self.lines[: number + 1])) for number in range(len(self.lines)))


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _handle: None)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    layout = layout_for(tmp_path_factory.mktemp("whole"))
    store = create_store(layout.project, layout.folder)
    states = [full_project()]
    store.snapshot(states[0])
    for name in ("S", "N"):
        states.append(appended(store, states[-1], name))
    store.snapshot(states[-1])  # the first one becomes the backup
    base = len(states)
    states.append(states[-1])  # a mark
    for name in ("A", "B"):
        states.append(appended(store, states[-1], name))
    for edit in (edits.set_excluded(states[-1], ["c.png"], "twice"), edits.remove_landmark(states[-1], "U")):
        store.append([JournalEntry("edit", edit.text, edit.after, states[-1], NOW)])
        states.append(states[-1].with_parts(edit.after))
    store.close()
    lines = tuple(layout.journal.read_bytes().splitlines(keepends=True))
    assert len(lines) == len(states)
    return Saved(layout, base, lines, tuple(states))


def appended(store: ProjectStore, project: Project, name: str) -> Project:
    entry, after = placing(project, name)
    store.append([entry])
    return after


@FLIPS
def test_a_bit_flipped_in_the_project_is_told_and_its_backup_holds_all(
    tmp_path: Path, files: Saved, count: int
) -> None:
    data = files.layout.project.read_bytes()
    for number in range(count):
        layout = copied(tmp_path, files)
        layout.project.write_bytes(flipped(data, number))
        check_project(layout, files, number)


@CUTS
def test_a_project_that_is_cut_short_is_told_and_its_backup_holds_all(
    tmp_path: Path, files: Saved, count: int
) -> None:
    data = files.layout.project.read_bytes()
    for number in range(count):
        layout = copied(tmp_path, files)
        layout.project.write_bytes(data[: random.Random(number).randrange(len(data))])
        check_project(layout, files, number)


@FLIPS
def test_a_bit_flipped_in_the_journal_costs_its_line_alone_and_is_told(
    tmp_path: Path, files: Saved, count: int
) -> None:
    data = b"".join(files.lines)
    for number in range(count):
        layout = copied(tmp_path, files)
        hurt = flipped(data, number)
        layout.journal.write_bytes(hurt)
        opened = reopened(layout)
        line = files.line_at(next(place for place in range(len(data)) if data[place] != hurt[place]))
        different = differences(files.whole, shown(opened))
        parts = json.loads(files.lines[line]).get("parts", {})
        touched = [place[1:] for place in places(parts, ("parts",))]
        assert all(any(meet(key, place) for place in touched) for key in different), number
        assert not different or f"line {line + 1} (damaged or lost)" in opened.message, number
        assert store_of(opened).needs_snapshot is (line == len(files.lines) - 1 and not different)


@CUTS
def test_a_journal_that_is_cut_short_gives_all_before_the_cut(
    tmp_path: Path, files: Saved, count: int
) -> None:
    data = b"".join(files.lines)
    for number in range(count):
        layout = copied(tmp_path, files)
        length = random.Random(number).randrange(len(data))
        layout.journal.write_bytes(data[:length])
        opened = reopened(layout)
        line = files.line_at(length)
        rest = length - len(b"".join(files.lines[:line]))
        left = line + (rest == len(files.lines[line]) - 1)  # only its break is lost
        assert shown(opened) == files.states[max(left, files.base) - 1], number
        assert ("being written then is lost" in opened.message) is bool(rest and left == line), number


def check_project(layout: Layout, files: Saved, number: int) -> None:
    """The damage is told; where the project opens, one step leads to what its backup holds."""
    try:
        opened = reopened(layout)
    except DamagedProjectError as error:
        restore_backup(layout, error.backup or Path())
        assert shown(reopened(layout)) == files.whole, number
        return
    assert "changed by another program or is damaged" in opened.message, number
    project = shown(opened)
    if opened.backup is not None:
        step, facts = taking(project, opened.backup)
        project = project.with_parts(step.after).with_facts(facts)
    known = {("scheme",), *(("films", film) for film in files.whole.films)}
    different = {key for key in differences(files.whole, project) if key in known or key[0] == "landmarks"}
    assert not different, number  # a strange film may stay; no edit changes reader and reading


def flipped(data: bytes, number: int) -> bytes:
    hurt, dice = bytearray(data), random.Random(number)
    hurt[dice.randrange(len(hurt))] ^= 1 << dice.randrange(8)
    return bytes(hurt)


def copied(folder: Path, files: Saved) -> Layout:
    layout = layout_for(shutil.copytree(files.layout.folder, folder / "copy", dirs_exist_ok=True))
    for left in (*layout.folder.glob("*damaged*"), *layout.support.glob("*-*")):
        left.unlink()
    return layout


def reopened(layout: Layout) -> Opened:
    opened = run(open_place(layout.folder, "")).opened
    store_of(opened).close()
    return opened
