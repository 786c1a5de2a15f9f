"""Who may write a project file: one window, a lost or foreign owner, a folder without the right to write."""

import errno
import json
import os
from pathlib import Path

import pytest
from saved_projects import full_project, placing, saved, store_of

from app.storage import snapshots
from app.storage.errors import DamagedProjectError, StorageError
from app.storage.opening import open_project
from app.storage.recovery import UNMATCHED, restore_backup
from app.storage.store import create_store


def test_a_second_window_is_read_only_sees_the_latest_edits_and_changes_nothing(tmp_path: Path) -> None:
    store = store_of(open_project(tmp_path))
    store.snapshot(full_project())
    entry, after = placing(full_project(), "S")
    store.append([entry])
    second = open_project(tmp_path)
    assert second.store is None
    assert "open in another window" in second.read_only
    assert (second.project, second.restored) == (after, None)
    store.append([placing(after, "N")[0]])  # the first window still writes
    store.close()
    third = open_project(tmp_path)
    assert third.read_only == ""
    store_of(third).close()


def test_a_second_window_puts_no_backup_in_the_place_of_the_file_of_the_first(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    backup = snapshots.rotate_backups(layout)
    assert backup is not None
    store = store_of(open_project(tmp_path))
    layout.project.unlink()
    layout.project.write_bytes(b"{")
    with pytest.raises(StorageError, match="open in another window: close it there") as raised:
        open_project(tmp_path)
    assert not isinstance(raised.value, DamagedProjectError)  # nothing is offered that must not be done
    with pytest.raises(StorageError, match="open in another window"):
        restore_backup(layout, backup)
    assert layout.project.read_bytes() == b"{"
    store.snapshot(full_project())
    store.close()
    again = open_project(tmp_path)
    assert again.project == full_project()
    store_of(again).close()


@pytest.mark.parametrize("edits", [0, 1])
def test_saving_under_the_name_of_a_project_that_is_gone_keeps_its_edits_aside(
    tmp_path: Path, edits: int
) -> None:
    store = store_of(open_project(tmp_path))
    store.snapshot(full_project())
    store.append([placing(full_project(), "S")[0]] * edits)
    store.close()
    left = store.layout.journal.read_bytes()
    store.layout.project.unlink()
    fresh = create_store(store.layout.project, tmp_path)
    fresh.snapshot(full_project())
    fresh.close()
    kept = [path.read_bytes() for path in store.layout.support.glob(f"{UNMATCHED}-*.jsonl")]
    assert kept == [left] * edits


def test_a_silent_owner_on_another_computer_is_taken_for_dead(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    owner = layout.support / "owner.json"
    owner.write_text(json.dumps({"host": "xray-2", "pid": 1, "token": "t"}))
    assert "open in xray-2" in open_project(tmp_path).read_only
    old = owner.stat().st_mtime - 1000
    os.utime(owner, (old, old))
    opened = open_project(tmp_path)
    assert opened.read_only == ""
    owner.write_text(json.dumps({"host": "xray-2", "pid": 1, "token": "t"}))
    with pytest.raises(StorageError, match="taken the project over"):
        store_of(opened).snapshot(opened.project)
    store_of(opened).close()


def test_an_owner_file_that_cannot_be_read_for_a_moment_costs_one_save_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(open_project(tmp_path))
    store.snapshot(full_project())

    def stale(_path: Path) -> bytes:
        raise OSError(errno.EIO, "the server is busy")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", stale)
        with pytest.raises(StorageError, match="cannot be written"):
            store.append([placing(full_project(), "S")[0]])
    _, after = placing(full_project(), "S")
    entry, after = placing(after, "N")
    store.append([entry])  # the line that is missing comes with the later one
    store.close()
    opened = open_project(tmp_path)
    assert opened.restored is not None
    assert opened.project.with_parts(opened.restored.after) == after
    store_of(opened).close()


@pytest.mark.parametrize("damage", [None, b"", b"[]"])
def test_a_lost_owner_file_is_written_again_while_the_lock_is_held(
    tmp_path: Path, damage: bytes | None
) -> None:
    store = store_of(open_project(tmp_path))
    path = store.layout.support / "owner.json"
    owner = path.read_bytes()
    path.unlink() if damage is None else path.write_bytes(damage)
    store.beat()
    assert path.read_bytes() == owner
    store.close()


def test_another_owner_in_the_file_ends_the_saving(tmp_path: Path) -> None:
    store = store_of(open_project(tmp_path))
    (store.layout.support / "owner.json").write_text('{"host": "other", "token": "theirs"}')
    with pytest.raises(StorageError, match="another computer"):
        store.beat()
    store.close()


def test_a_folder_that_cannot_be_written_opens_read_only_and_asks_for_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    films = tmp_path / "films"
    films.mkdir()
    real = Path.mkdir

    def refuse(self: Path, *args: object, **more: object) -> None:
        if films in self.parents:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        real(self, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", refuse)
    opened = open_project(films)
    assert opened.needs_place
    assert "choose another place" in opened.read_only
    placed = open_project(films, tmp_path / "elsewhere.json")
    assert (placed.folder, placed.read_only) == (films, "")
    store_of(placed).close()
