"""The project file: all comes back, unknown keys stay, damage is never overwritten, one window writes."""

import errno
import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from saved_projects import NOW, full_project, placing, saved, store_of

from app.document import edits
from app.document.film import FilmFacts, FilmRecord
from app.document.project import Parts, Project
from app.storage import snapshots
from app.storage.errors import DamagedProjectError, StorageError
from app.storage.journal import JournalEntry
from app.storage.layout import layout_for
from app.storage.opening import open_project
from app.storage.recovery import restore_backup
from app.storage.relink import moved_films
from engine.io.images import content_hash
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence

ROOT = Path(__file__).parents[3]


def test_a_project_comes_back_as_it_was(tmp_path: Path) -> None:
    project = full_project()
    saved(tmp_path, project)
    opened = open_project(tmp_path)
    assert opened.project == project
    assert list(opened.project.films) == list(project.films)
    assert (opened.restored, opened.message, opened.read_only) == (None, "", "")
    store_of(opened).close()


def test_where_a_machine_had_a_point_that_a_reading_moved_is_saved(tmp_path: Path) -> None:
    mark = Landmark("S", 1.0, 2.0, Presence.PRESENT, Origin.PREDICTED, unadjusted=(1.5, 2.5))
    saved(tmp_path, full_project().with_parts(Parts(sets={"c.png": LandmarkSet("c.png", {"S": mark})})))
    opened = open_project(tmp_path)
    store_of(opened).close()
    assert opened.project.landmarks("c.png").get("S") == mark
    assert opened.message == ""


def test_what_no_json_can_hold_is_saved_as_unknown_or_spelled_out(tmp_path: Path) -> None:
    nan = float("nan")
    mark = Landmark("S", nan, nan, Presence.PRESENT, confidence=nan, model="a\udcff.onemark")
    project = full_project().with_parts(Parts(sets={"c.png": LandmarkSet("c.png", {"S": mark})}))
    saved(tmp_path, project)
    opened = open_project(tmp_path)
    store_of(opened).close()
    assert opened.message == ""
    assert opened.project.landmarks("c.png").get("S") == Landmark("S", model="a\\udcff.onemark")


def test_opening_a_folder_writes_no_project_file(tmp_path: Path) -> None:
    opened = open_project(tmp_path, reader="Ann")
    store_of(opened).close()
    assert opened.project == Project(reader="Ann")
    assert not opened.layout.project.exists()


def test_keys_of_later_versions_survive_a_save(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    stored = json.loads(layout.project.read_bytes())
    stored["later"] = {"x": 1}
    stored["scheme"]["colour"] = "red"
    stored["films"]["b.png"]["rating"] = 5
    stored["landmarks"]["b.png"]["S"]["note"] = "ü"
    layout.project.write_text(json.dumps(stored), encoding="utf-8")
    opened = open_project(tmp_path)
    store_of(opened).snapshot(opened.project)
    store_of(opened).close()
    again = json.loads(layout.project.read_bytes())
    for key in ("saved", "follows", "checksum"):
        del stored[key], again[key]
    assert again == stored


def test_a_project_elsewhere_finds_its_films_and_moves_with_them(tmp_path: Path) -> None:
    (tmp_path / "a" / "films").mkdir(parents=True)
    opened = open_project(tmp_path / "a" / "films", tmp_path / "a" / "mine.json")
    store_of(opened).snapshot(full_project())
    store_of(opened).close()
    (tmp_path / "a").rename(tmp_path / "b")
    opened = open_project(tmp_path / "b" / "mine.json")
    assert opened.folder == tmp_path / "b" / "films"
    assert opened.project == full_project()
    store_of(opened).close()


@pytest.mark.parametrize("cut", [b'{"kind": "edit", "parts": {"landm', b"[" * 100_000 + b"\n"], ids=len)
def test_edits_that_only_the_journal_has_are_restored_as_one_step(tmp_path: Path, cut: bytes) -> None:
    project = full_project()
    opened = open_project(tmp_path)
    store = store_of(opened)
    store.snapshot(project)
    first, after = placing(project, "S")
    second, after = placing(after, "N")
    removal = edits.remove_landmark(after, "U")
    last = after.with_parts(removal.after)
    store.append([first, second])
    store.append([JournalEntry("edit", removal.text, removal.after, after, NOW)])
    store.close()  # nothing more is written, as after a kill
    with store.layout.journal.open("ab") as file:
        file.write(cut)
    opened = open_project(tmp_path)
    assert opened.project == project
    assert opened.restored is not None
    assert opened.project.with_parts(opened.restored.after) == last
    assert last.with_parts(opened.restored.before) == project
    assert "3 edits restored" in opened.message
    assert ("being written then is lost" in opened.message) is not cut.endswith(b"\n")
    # new lines go on behind the truncated one
    entry, later = placing(last, "A", 9.0)
    store_of(opened).append([entry])
    store_of(opened).close()
    opened = open_project(tmp_path)
    assert opened.restored is not None
    assert opened.project.with_parts(opened.restored.after) == later
    store_of(opened).close()


def test_a_crash_between_snapshot_and_new_journal_restores_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(open_project(tmp_path))
    store.snapshot(full_project())
    entry, after = placing(full_project(), "S")
    store.append([entry])
    with monkeypatch.context() as patch:
        patch.setattr("app.storage.journal.JournalWriter.follow", lambda *_args: _full_disk())
        with pytest.raises(StorageError, match="no space left"):
            store.snapshot(after)
    store.close()
    opened = open_project(tmp_path)
    assert (opened.project, opened.restored, opened.message) == (after, None, "")
    store_of(opened).close()


def _full_disk(*_args: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("call", ["os.replace", "os.fsync"])
def test_a_full_disk_leaves_the_old_file_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    project = full_project()
    store = store_of(open_project(tmp_path))
    store.snapshot(project)
    entry, after = placing(project, "S")
    before = store.layout.project.read_bytes(), store.layout.journal.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(call, _full_disk)
        with pytest.raises(StorageError, match="free some space"):
            store.snapshot(after)
        if call == "os.fsync":
            with pytest.raises(StorageError, match="no space left"):
                store.append([entry])
    assert (store.layout.project.read_bytes(), store.layout.journal.read_bytes()) == before
    assert not list(tmp_path.rglob("*.tmp"))
    store.snapshot(after)
    store.close()
    opened = open_project(tmp_path)
    assert opened.project == after
    store_of(opened).close()


def test_a_drive_that_knows_neither_folder_syncs_nor_permissions_takes_a_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(open_project(tmp_path))
    store.snapshot(full_project())
    entry, after = placing(full_project(), "S")
    fsync, refused = os.fsync, []

    def files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            refused.append("sync")
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        fsync(handle)

    def no_permissions(*_args: object, **_options: object) -> None:
        refused.append("mode")
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", files_only)
        patch.setattr("os.chmod", no_permissions)
        store.snapshot(after)
        store.append([entry])
    assert {"sync", "mode"} <= {*refused}
    store.close()
    opened = open_project(tmp_path)
    assert opened.project == after
    store_of(opened).close()


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b'{"format": "other"}',
        b"[1]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format":"onemark-project","version":1}',
    ],
)
def test_a_damaged_file_stays_and_the_newest_good_backup_is_named(tmp_path: Path, damage: bytes) -> None:
    layout = saved(tmp_path, full_project())
    good = snapshots.rotate_backups(layout)
    assert good is not None
    bad = good.with_name(f"{layout.project.stem}-99990101T000000000000Z.json")
    bad.write_bytes(b"{")
    layout.project.unlink()
    layout.project.write_bytes(damage)
    with pytest.raises(DamagedProjectError, match=good.name) as raised:
        open_project(tmp_path)
    assert raised.value.backup == good
    assert layout.project.read_bytes() == damage
    aside = restore_backup(layout, good)
    assert aside is not None
    assert aside.read_bytes() == damage
    opened = open_project(tmp_path)
    assert opened.project == full_project()
    store_of(opened).close()


def test_an_owner_file_nested_too_deep_names_nobody(tmp_path: Path) -> None:
    store = store_of(open_project(tmp_path))
    store.snapshot(full_project())
    store.close()
    (store.layout.support / "owner.json").write_bytes(b"[" * 100_000)
    opened = open_project(tmp_path)
    assert (opened.project, opened.read_only) == (full_project(), "")
    store_of(opened).close()


def test_a_damaged_file_without_backup_can_be_put_aside_to_start_anew(tmp_path: Path) -> None:
    layout = layout_for(tmp_path)
    layout.project.write_bytes(b"{")
    with pytest.raises(DamagedProjectError, match="no backup"):
        open_project(tmp_path)
    opened = open_project(tmp_path, start_anew=True)
    store_of(opened).close()
    assert [path.read_bytes() for path in tmp_path.glob("*damaged*")] == [b"{"]


def test_a_project_file_that_vanished_is_not_taken_for_an_empty_project(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    snapshots.rotate_backups(layout)
    layout.project.unlink()
    with pytest.raises(DamagedProjectError, match="is missing"):
        open_project(tmp_path)


def test_a_newer_version_asks_for_an_update(tmp_path: Path) -> None:
    layout_for(tmp_path).project.write_text('{"format": "onemark-project", "version": 99}')
    with pytest.raises(StorageError, match="update OneMark"):
        open_project(tmp_path)


def test_five_backups_are_kept_the_newest_ones_and_what_a_person_copied(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    start = datetime(2026, 1, 1, tzinfo=UTC)
    layout.backups.mkdir(exist_ok=True)
    copy = layout.backups / f"{layout.project.stem}-before the trip.json"
    copy.write_bytes(layout.project.read_bytes())
    made = [snapshots.rotate_backups(layout, now=start + timedelta(hours=hour)) for hour in range(8)]
    assert snapshots.backups(layout) == [*made[:2:-1], copy]
    assert snapshots.rotate_backups(layout, now=start + timedelta(hours=7, minutes=5)) is None


def test_moved_films_are_found_by_their_content(tmp_path: Path) -> None:
    for name, content in (("new/a.png", b"one"), ("b2.png", b"two"), ("new/a2.png", b"one")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    hashes = {name: content_hash(tmp_path / name) for name in ("new/a.png", "b2.png", "new/a2.png")}
    known = {"a.png": hashes["new/a.png"], "b.png": hashes["b2.png"], "c.png": "", "b2.png": hashes["b2.png"]}
    project = Project(films={name: FilmRecord(name, FilmFacts(sha)) for name, sha in known.items()})
    moved = moved_films(project, ("a.png", "b.png", "c.png"), hashes)
    assert moved == {"a.png": "new/a.png", "b.png": "b2.png"}
    change = edits.relink(project, moved)
    assert set(project.with_parts(change.after).films) == {"b2.png", "c.png", "new/a.png"}


def test_a_place_that_is_no_project_is_named(tmp_path: Path) -> None:
    film = tmp_path / "a.png"
    film.write_bytes(b"x")
    for place in (film, tmp_path / "nowhere"):
        with pytest.raises(StorageError, match=place.name):
            open_project(place)


def test_storage_needs_no_qt() -> None:
    code = "import sys, app.storage.opening, app.storage.relink; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
