"""What others did meanwhile: files edited by hand, clocks set back, folders moved, links planted, kills."""

import errno
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from saved_projects import full_project, placing, saved, shown, store_of

from app.storage import snapshots
from app.storage.errors import StorageError
from app.storage.lock import ProjectLock
from app.storage.opening import open_project
from app.storage.recovery import taking

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def test_a_project_edited_by_hand_opens_and_one_sentence_names_the_newest_whole_backup(
    tmp_path: Path,
) -> None:
    layout = saved(tmp_path, full_project())
    backup = snapshots.rotate_backups(layout)
    assert backup is not None
    text = layout.project.read_text(encoding="utf-8").replace('"x":1.25', '"x":1.5')
    layout.project.unlink()  # as editors do: the backup is a link to the old file
    layout.project.write_text(text, encoding="utf-8")
    opened = open_project(tmp_path)
    store = store_of(opened)
    assert opened.project.landmarks("b.png").get("S").x == 1.5
    assert "changed by another program or is damaged" in opened.message
    assert backup.name in opened.message
    assert not list(tmp_path.rglob("*damaged*"))
    assert opened.backup is not None
    step, facts = taking(opened.project, opened.backup)
    assert (opened.project.with_parts(step.after), facts) == (full_project(), {})
    assert "changed by another program" in open_project(tmp_path).message  # read-only, for the first is open
    store.snapshot(opened.project)
    store.close()
    again = open_project(tmp_path)
    store_of(again).close()
    assert (again.project, again.message, again.backup) == (opened.project, "", None)


def test_a_file_laid_out_anew_by_hand_is_told_to_hold_the_same_as_its_backup(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    snapshots.rotate_backups(layout)
    stored = json.loads(layout.project.read_bytes())
    layout.project.unlink()
    layout.project.write_text(json.dumps(stored, indent=1))
    opened = open_project(tmp_path)
    store_of(opened).close()
    assert opened.project == full_project()
    assert "which holds the same" in opened.message
    assert opened.backup is None


def test_a_file_of_the_version_before_checksums_opens_without_a_word(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    stored = json.loads(layout.project.read_bytes())
    checksum = stored.pop("checksum")
    layout.project.write_text(json.dumps(stored))
    opened = open_project(tmp_path)
    store_of(opened).close()
    assert (opened.project, opened.message) == (full_project(), "")
    # that version keeps the checksum of a later one as a key that it does not know, before the films
    layout.project.write_text(json.dumps({**dict(list(stored.items())[:2]), "checksum": checksum, **stored}))
    opened = open_project(tmp_path)
    assert "changed by another program" in opened.message
    store_of(opened).snapshot(opened.project)
    store_of(opened).close()
    assert layout.project.read_bytes().count(b'"checksum"') == 1
    opened = open_project(tmp_path)
    store_of(opened).close()
    assert (opened.project, opened.message) == (full_project(), "")


def test_a_clock_that_is_set_back_costs_no_new_backup(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    made = [snapshots.rotate_backups(layout, now=NOON + timedelta(hours=hour)) for hour in range(5)]
    back = [snapshots.rotate_backups(layout, now=NOON - timedelta(days=9 - day)) for day in range(3)]
    assert snapshots.backups(layout) == [*back[::-1], *made[:2:-1]]
    assert snapshots.newest_good_backup(layout) == back[-1]
    assert snapshots.rotate_backups(layout, now=NOON - timedelta(days=7, minutes=-5)) is None


def test_backups_named_by_the_time_alone_are_older_than_numbered_ones(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    first = snapshots.rotate_backups(layout, now=NOON)
    assert first is not None
    older = first.rename(first.with_name(f"{layout.project.stem}-20260101T120000000000Z.json"))
    newer = snapshots.rotate_backups(layout, now=NOON - timedelta(days=1))
    assert snapshots.backups(layout) == [newer, older]


def test_a_folder_that_is_renamed_is_not_made_anew_by_a_save_and_takes_it_once_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    films, moved = tmp_path / "films", tmp_path / "moved"
    films.mkdir()
    store = store_of(open_project(films))
    store.snapshot(full_project())
    entry, after = placing(full_project(), "S")
    beat = ProjectLock.beat

    def renamed_then(lock: ProjectLock) -> bool:
        ours = beat(lock)
        if films.exists():
            films.rename(moved)
        return ours

    with monkeypatch.context() as patch:
        patch.setattr(ProjectLock, "beat", renamed_then)
        with pytest.raises(
            StorageError, match=r"films was moved, renamed or deleted.*save it at another place"
        ):
            store.snapshot(after)
    for save in (lambda: store.append([entry]), lambda: store.snapshot(after)):
        with pytest.raises(StorageError, match="was moved, renamed or deleted"):
            save()
    assert not films.exists()
    moved.rename(films)
    store.append([])  # what waits
    store.close()
    opened = open_project(films)
    store_of(opened).close()
    assert shown(opened) == after


def test_what_a_killed_save_left_goes_at_the_next_opening_and_nothing_else(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    snapshots.rotate_backups(layout)
    ours = [
        tmp_path / f".{layout.project.name}.01234567.tmp",
        layout.support / ".journal.jsonl.89abcdef.tmp",
        layout.support / ".owner.json.89abcdef.tmp",
        layout.backups / f".{snapshots.backups(layout)[0].name[:40]}.89abcdef.tmp",
    ]
    others = [tmp_path / name for name in (".points.csv.01234567.tmp", f".{layout.project.name}.old.tmp")]
    first = open_project(tmp_path)
    for path in (*ours, *others):
        path.write_bytes(b"half")
    assert open_project(tmp_path).read_only  # another window may be writing these
    assert all(path.exists() for path in ours)
    store_of(first).close()
    store_of(open_project(tmp_path)).close()
    assert not any(path.exists() for path in ours)
    assert all(path.exists() for path in others)


def test_a_backup_is_written_through_no_link_that_was_planted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = saved(tmp_path, full_project())
    layout.project.chmod(0o600)
    layout.backups.mkdir()
    foreign = tmp_path / "foreign.txt"
    foreign.write_bytes(b"theirs")
    for number in ("", "000001-"):
        name = f"{layout.project.stem}-{number}{NOON:%Y%m%dT%H%M%S%fZ}"
        (layout.backups / f"{name}.new").symlink_to(foreign)

    def no_links(*_args: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr("os.link", no_links)
    kept = snapshots.rotate_backups(layout, now=NOON)
    assert kept == layout.backups / f"{name}.json"
    assert foreign.read_bytes() == b"theirs"
    assert kept.read_bytes() == layout.project.read_bytes()
    assert not kept.is_symlink()
    assert kept.stat().st_mode == layout.project.stat().st_mode
