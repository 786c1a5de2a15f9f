"""The journal: every good line counts, a lost, doubled or changed one is named, it fits the newest backup."""

import errno
import json
import os
from pathlib import Path

import pytest
from saved_projects import NOW, full_project, placing, saved, shown, store_of

from app.document import edits
from app.document.project import Project
from app.storage import journal, snapshots
from app.storage.errors import DamagedProjectError, StorageError
from app.storage.journal import JournalEntry
from app.storage.layout import Layout, layout_for
from app.storage.opening import Opened, open_project
from app.storage.recovery import restore_backup

NAMES = ("S", "N", "A", "B", "U")


@pytest.fixture
def edited(tmp_path: Path) -> tuple[Layout, Project]:
    """A project without its last five edits, one for each name, which are in its journal as lines 2 to 6."""
    store = store_of(open_project(tmp_path))
    project = full_project()
    store.snapshot(project)
    for name in NAMES:
        entry, project = placing(project, name)
        store.append([entry])
    store.close()
    return store.layout, project


def reopened(layout: Layout) -> Opened:
    opened = open_project(layout.project)
    store_of(opened).close()
    return opened


def lacking(opened: Opened, whole: Project) -> list[str]:
    """The names that `c.png` does not have as in `whole`."""
    found, wanted = shown(opened).landmarks("c.png"), whole.landmarks("c.png")
    return [name for name in NAMES if found.landmarks.get(name) != wanted.landmarks[name]]


def test_all_good_lines_are_used_behind_damaged_ones_and_after_a_damaged_first_one(
    edited: tuple[Layout, Project],
) -> None:
    layout, whole = edited
    lines = layout.journal.read_bytes().splitlines(keepends=True)
    for number in (0, 2, 5):
        lines[number] = lines[number].replace(b'"', b"'", 1)
    layout.journal.write_bytes(b"".join(lines))
    opened = reopened(layout)
    assert lacking(opened, whole) == ["N", "U"]
    assert "line 1 (damaged or lost), line 3 (damaged or lost), line 6 (damaged or lost)" in opened.message
    (kept,) = layout.support.glob("journal.damaged-*")
    assert kept.name in opened.message
    assert kept.read_bytes() == b"".join(lines)


def test_lines_that_are_lost_or_come_again_are_named(edited: tuple[Layout, Project]) -> None:
    layout, whole = edited
    lines = layout.journal.read_bytes().splitlines(keepends=True)
    layout.journal.write_bytes(b"".join([*lines[:2], *lines[4:], lines[1]]))
    opened = reopened(layout)
    assert lacking(opened, whole) == ["N", "A"]
    assert "lines 3 to 4 (damaged or lost), line 2 (it comes again)" in opened.message


@pytest.mark.parametrize("breaks", [b"\x0b", b"\xff"])
def test_a_damaged_break_between_lines_costs_no_edit(edited: tuple[Layout, Project], breaks: bytes) -> None:
    layout, whole = edited
    layout.journal.write_bytes(layout.journal.read_bytes().replace(b"\n", breaks))
    opened = open_project(layout.project)
    assert not lacking(opened, whole)
    store_of(opened).snapshot(shown(opened))
    store_of(opened).close()
    assert reopened(layout).project == whole


def test_a_damaged_journal_goes_on(edited: tuple[Layout, Project]) -> None:
    layout, whole = edited
    text = layout.journal.read_bytes()
    layout.journal.write_bytes(text.replace(b'"x":3.0', b'"x":4.0', 1))
    opened = open_project(layout.project)
    entry, later = placing(shown(opened), "N", 9.0)
    store_of(opened).append([entry])
    store_of(opened).close()
    assert lacking(reopened(layout), whole) == ["S", "N"]
    assert shown(reopened(layout)) == later


def test_a_journal_of_version_1_is_read_and_the_next_snapshot_begins_a_new_one(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    token = json.loads(layout.project.read_bytes())["saved"]
    line = {
        "time": NOW,
        "kind": "edit",
        "text": "",
        "parts": {"landmarks": {"c.png": {"S": {"x": 3, "y": 4}}}},
    }
    head = {"format": "onemark-journal", "version": 1, "follows": token}
    texts = [json.dumps(head), json.dumps(line), '{"parts": 7}', json.dumps(line).replace('"S"', '"N"')]
    layout.journal.write_text("".join(f"{text}\n" for text in texts))
    opened = open_project(tmp_path)
    assert set(shown(opened).landmarks("c.png").landmarks) == {"S", "N"}
    assert "line 3 (7 is no object)" in opened.message
    store = store_of(opened)
    assert store.needs_snapshot
    store.snapshot(shown(opened))
    store.append([placing(shown(opened), "A")[0]])
    store.close()
    lines = [json.loads(text) for text in layout.journal.read_bytes().splitlines()]
    assert [(line["line"], line.get("version")) for line in lines] == [(1, 2), (2, None)]


def test_the_journal_goes_on_while_snapshots_fail_and_brings_what_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(open_project(tmp_path))
    project = full_project()
    store.snapshot(project)

    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for call in ("os.replace", "os.fsync", "builtins.open"):
        with monkeypatch.context() as patch:
            patch.setattr(call, full)
            with pytest.raises(StorageError, match="no space left"):
                store.snapshot(project)
            entry, project = placing(project, NAMES[len(project.landmarks("c.png").landmarks)])
            if call != "os.replace":
                with pytest.raises(StorageError, match="no space left"):
                    store.append([entry])
            else:
                store.append([entry])
    entry, project = placing(project, "B")
    store.append([entry])
    store.close()
    opened = reopened(store.layout)
    assert shown(opened) == project
    assert "left out" not in opened.message


def test_a_journal_that_a_bug_left_incomplete_begins_anew(tmp_path: Path) -> None:
    store = store_of(open_project(tmp_path))
    store.snapshot(full_project())
    entry, after = placing(full_project(), "S")
    strange = JournalEntry("edit", object(), entry.parts, full_project(), NOW)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        store.append([strange])
    assert store.needs_snapshot
    store.snapshot(after)
    assert not store.needs_snapshot
    store.close()
    assert reopened(store.layout).project == after


def test_a_restored_backup_gets_all_edits_that_followed_it(tmp_path: Path) -> None:
    store = store_of(open_project(tmp_path))
    project = full_project()
    store.snapshot(project)
    for name in NAMES:  # with the first of these snapshots the one before becomes a backup
        entry, project = placing(project, name)
        store.append([entry])
        store.snapshot(project)
    rename = edits.rename_landmark(project, "B", "Ä")
    store.append([JournalEntry("edit", rename.text, rename.after, project, NOW)])
    whole = project.with_parts(rename.after)
    store.close()
    store.layout.project.write_bytes(b"{")
    with pytest.raises(DamagedProjectError) as raised:
        open_project(tmp_path)
    assert raised.value.backup is not None
    restore_backup(store.layout, raised.value.backup)
    opened = open_project(tmp_path)
    assert shown(opened) == whole
    assert "is an older one: 6 edits restored" in opened.message
    assert opened.restored is not None
    # and the edits after that are kept too
    entry, last = placing(whole, "N", 9.0)
    store_of(opened).append([JournalEntry("edit", "", opened.restored.after, opened.project), entry])
    store_of(opened).close()
    assert shown(reopened(store.layout)) == last


def test_the_journal_is_shortened_to_what_follows_the_newest_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "BACKUP_INTERVAL_S", 0.0)
    store = store_of(open_project(tmp_path))
    project = full_project()
    store.snapshot(project)
    for x in range(20):
        entry, project = placing(project, "S", float(x))
        store.append([entry])
        store.snapshot(project)
        found = journal.read(store.layout.journal)
        assert found is not None
        assert [line.number for line in found.lines] == [1, 2, 3]  # a mark, the edit, a mark
        backup = snapshots.newest_good_backup(store.layout)
        assert backup is not None
        assert json.loads(backup.read_bytes())["saved"] == found.lines[0].follows
    store.close()
    assert reopened(store.layout).project == project


def test_a_journal_that_has_grown_too_long_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(open_project(tmp_path))
    store.snapshot(full_project())
    entry, after = placing(full_project(), "S")
    store.append([entry])
    monkeypatch.setattr(journal, "LARGEST", 10)
    store.snapshot(after)
    store.close()
    assert store.layout.journal.read_bytes().count(b"\n") == 1
    assert reopened(store.layout).project == after


def test_edits_that_fit_no_project_are_kept_as_is_told(edited: tuple[Layout, Project]) -> None:
    layout, _ = edited
    lines = layout.journal.read_bytes()
    other = layout.folder / "other"
    other.mkdir()
    saved(other, full_project()).project.replace(layout.project)
    opened = reopened(layout)
    assert (opened.project, opened.restored) == (full_project(), None)
    (kept,) = layout.support.glob("journal-unmatched-*.jsonl")
    assert "do not fit onemark.project.json" in opened.message
    assert f"kept as {kept.relative_to(layout.folder)}." in opened.message
    assert kept.read_bytes() == lines
    assert reopened(layout).message == ""


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system cannot refuse links")
def test_no_line_is_written_through_a_link_that_was_planted(
    edited: tuple[Layout, Project], tmp_path: Path
) -> None:
    layout, project = edited
    opened = open_project(layout.project)
    foreign = tmp_path / "foreign.txt"
    layout.journal.rename(foreign)
    before = foreign.read_bytes()
    layout.journal.symlink_to(foreign)
    with pytest.raises(StorageError):
        store_of(opened).append([placing(project, "S", 9.0)[0]])
    store_of(opened).close()
    assert foreign.read_bytes() == before
    assert layout_for(tmp_path).journal.is_symlink()
