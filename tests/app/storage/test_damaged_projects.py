"""Whatever stands in a project file or a journal: it is refused, or it opens without the damage and saves."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from saved_projects import (
    NOW,
    Place,
    differences,
    full_project,
    meet,
    places,
    placing,
    saved,
    shown,
    store_of,
)

from app.document import edits
from app.document.film import FilmRecord
from app.document.project import Project
from app.storage.codec import decode_scheme
from app.storage.errors import DamagedProjectError, StorageError
from app.storage.journal import JournalEntry, with_check
from app.storage.layout import layout_for
from app.storage.opening import Opened, open_project
from app.storage.recovery import restore_backup
from engine.errors import TableError
from engine.io.schemes import read_scheme, scheme_to_json
from engine.landmarks import Scheme

ONCE = """{
"format": "onemark-project",
"version": 1,
"saved": "token",
"follows": "before",
"folder": ".",
"reader": "Ann",
"reading": 2,
"scheme": {"names":["S","N","A","B","U"],"aliases":{"S":["Sella"]},"descriptions":{"N":"front"},
"pairs":[["A","B"]],"lines":[["S","N","A"]]},
"films": {
"b.png": {"unreadable":"empty","mirrored":true,"exemplar":true,"reviewed":true},
"c.png": {"sources":["b.png"]},
"sub/ä é.dcm": {"sha256":"hash","width":10,"height":20,
"file_spacing":[0.1,0.2,"ImagerPixelSpacing (mm at the detector)"],
"file_attributes":{"side":"L"},"attributes":{"subject":"7"},"spacing":[0.3,0.3,"typed"],"excluded":"blurred"}
},
"landmarks": {
"b.png": {"S":{"x":1.25,"y":2.5,"origin":"corrected","confidence":0.5,"spread":2.0,"error_radius":3.0,
"error_coverage":0.9,"predicted":[1.0,2.0],"modified_utc":"2026-01-01T12:00:00.000Z","model":"m"},
"N":{"x":1.0,"y":2.0,"presence":"occluded","origin":"predicted","stale":true},
"A":{"presence":"absent","origin":"annotated"},"B":{"x":5.0,"y":6.0},"U":{"predicted":[4.0,4.0]}}
}}
"""
UNREADABLE = (  # for the reader of JSON itself, at some depth of calls
    *("1" * 5000, "[" * 100_000 + "]" * 100_000),
    *("[" * depth + "]" * depth for depth in range(860, 1000, 20)),
)
WRONG = (
    *("NaN", "-Infinity", "1e400", "1" + "0" * 400, "-7", "true", "null"),
    *('"S"', r'"S\ud800"', "[]", "[1, [2]]", "{}", '{"x": 1}', "[" * 300 + "]" * 300),
    *UNREADABLE,
)


@dataclass(frozen=True)
class Files:
    """A project file with a journal, and the project before and after the edits of the journal."""

    project: bytes
    journal: bytes
    before: Project
    after: Project


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _handle: None)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("whole")
    layout = saved(folder, full_project())
    stored = json.loads(layout.project.read_bytes())
    stored["later"] = {"x": [1.5, "ä"]}
    stored["scheme"]["colour"] = stored["scheme"]["landmarks"][0]["colour"] = ["red"]
    stored["films"]["b.png"]["rating"] = 5
    stored["landmarks"]["b.png"]["S"]["note"] = "ü"
    layout.project.write_text(json.dumps(stored), encoding="utf-8")
    opened = open_project(folder)
    store = store_of(opened)
    store.snapshot(opened.project)
    after = opened.project
    for name in ("S", "N"):
        entry, after = placing(after, name)
        store.append([entry])
    for edit in (
        lambda project: edits.remove_landmark(project, "U"),
        lambda project: edits.set_excluded(project, ["c.png"], "twice"),
        lambda project: edits.rename_landmark(project, "B", "Ä"),
    ):
        change = edit(after)
        store.append([JournalEntry("edit", change.text, change.after, after, NOW)])
        after = after.with_parts(change.after)
    store.close()
    return Files(layout.project.read_bytes(), layout.journal.read_bytes(), opened.project, after)


def test_files_that_are_whole_open_without_a_word_of_damage(tmp_path: Path, files: Files) -> None:
    opened = opened_and_saved(tmp_path, files.project, files.journal)
    assert opened is not None
    assert shown(opened) == files.after
    assert "amaged" not in opened.message
    assert not list(tmp_path.rglob("*damaged*"))


def test_each_value_of_a_project_may_be_a_wrong_one(tmp_path: Path, files: Files) -> None:
    for number, place in enumerate(places(json.loads(files.project))):
        check_project(tmp_path / str(number), files, place, WRONG[number % len(WRONG)])


def test_each_value_of_a_journal_may_be_a_wrong_one(tmp_path: Path, files: Files) -> None:
    for number, (line, place) in enumerate(journal_places(files)):
        check_journal(tmp_path / str(number), files, line, place, WRONG[number % len(WRONG)])


@pytest.mark.slow
@pytest.mark.parametrize("wrong", WRONG, ids=[wrong[:12] for wrong in WRONG])
def test_every_value_of_both_may_be_every_wrong_one(tmp_path: Path, files: Files, wrong: str) -> None:
    for number, place in enumerate(places(json.loads(files.project))):
        check_project(tmp_path / f"project{number}", files, place, wrong)
    for number, (line, place) in enumerate(journal_places(files)):
        check_journal(tmp_path / f"journal{number}", files, line, place, wrong)


def test_what_is_left_out_is_named_and_the_file_as_it_was_kept_once(tmp_path: Path, files: Files) -> None:
    layout = layout_for(tmp_path)
    damaged = replaced(json.loads(files.project), ("landmarks", "b.png", "S", "x"), "NaN")
    damaged = replaced(json.loads(damaged), ("films", "sub/ä é.dcm", "width"), '"wide"')
    layout.project.write_bytes(damaged)
    for _ in range(2):
        opened = open_project(tmp_path)
        store_of(opened).close()
        assert "onemark.project.json" in opened.message
        assert "film sub/ä é.dcm ('wide' is no count from 1 to 65535)" in opened.message
        assert "landmark S of b.png (nan is no number)" in opened.message
        (kept,) = tmp_path.glob("*damaged*")
        assert kept.name in opened.message
        assert kept.read_bytes() == layout.project.read_bytes() == damaged
    assert opened.project.films["sub/ä é.dcm"] == FilmRecord("sub/ä é.dcm")


def test_a_second_window_names_the_damage_and_writes_nothing(tmp_path: Path, files: Files) -> None:
    first = open_project(tmp_path)
    first.layout.project.write_bytes(replaced(json.loads(files.project), ("scheme",), "7"))
    second = open_project(tmp_path)
    assert second.store is None
    assert "the scheme" in second.message
    assert second.project.scheme.names == ("S", "N", "A", "B", "U")  # as the landmarks are called
    assert not list(tmp_path.rglob("*damaged*"))
    store_of(first).close()


def test_a_damaged_line_of_the_journal_costs_its_own_edit_only(tmp_path: Path, files: Files) -> None:
    lines = files.journal.splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines) if b'"S"' in line)
    lines[number] = lines[number].replace(b'"x":3.0', b'"x":7.0')  # where S of c.png lies
    lines[0] = lines[0].replace(b"onemark", b"onemurk")
    opened = opened_and_saved(tmp_path, files.project, b"".join(lines))
    assert opened is not None
    assert differences(files.after, shown(opened)) == [("landmarks", "c.png", "S")]
    assert f"line {number + 1} (damaged or lost)" in opened.message


def test_a_backup_that_cannot_be_used_hides_no_older_one(tmp_path: Path, files: Files) -> None:
    layout = layout_for(tmp_path)
    layout.backups.mkdir(parents=True)
    layout.project.write_bytes(b"{")
    names = [layout.backups / f"{layout.project.stem}-{stamp}.json" for stamp in ("by-hand", *"4321")]
    names[0].mkdir()  # cannot be read
    names[1].write_bytes(b'{"format": "onemark-project", "version": 99}')
    names[2].write_bytes(b"[" * 100_000)
    names[3].write_bytes(replaced(json.loads(files.project), ("reading",), "NaN"))
    with pytest.raises(DamagedProjectError, match=names[3].name):
        open_project(tmp_path)
    names[4].write_bytes(files.project)  # older, but whole
    with pytest.raises(DamagedProjectError) as raised:
        open_project(tmp_path)
    assert raised.value.backup == names[4]
    assert restore_backup(layout, names[4]) is not None
    opened = open_project(tmp_path)
    store_of(opened).close()
    assert opened.project == files.before


def test_the_scheme_is_the_object_of_a_scheme_file(tmp_path: Path) -> None:
    layout = saved(tmp_path, full_project())
    stored = json.loads(layout.project.read_bytes())["scheme"]
    assert stored == scheme_to_json(full_project().scheme)
    path = tmp_path / "a.scheme.json"
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert read_scheme(path) == full_project().scheme


def test_curves_that_an_earlier_version_kept_while_it_removed_a_landmark_cost_no_other_part(
    tmp_path: Path,
) -> None:
    stored = scheme_to_json(full_project().scheme)
    older = {**stored, "curves": [["N", "gone", "B"], ["N", "A"]]}
    assert decode_scheme(older) == replace(full_project().scheme, curves=(("N", "A"),))
    with pytest.raises(TableError, match="curves of the scheme must be a list"):
        decode_scheme({**stored, "curves": "N A"})


def test_a_project_file_with_the_scheme_as_it_was_once_written_opens_and_gets_the_new_one(
    tmp_path: Path,
) -> None:
    layout = layout_for(tmp_path)
    layout.project.write_text(ONCE, encoding="utf-8")
    layout.journal.parent.mkdir()
    journal = [
        {"format": "onemark-journal", "version": 1, "follows": "token"},
        {"parts": {"scheme": {"names": ["S", "N"], "pairs": [["S", "N"]], "lines": []}}},
    ]
    layout.journal.write_text("".join(f"{json.dumps(line)}\n" for line in journal))
    opened = open_project(tmp_path)
    whole = full_project()
    films = {name: replace(film, audit=None) for name, film in whole.films.items()}
    scheme = replace(whole.scheme, curves=(), measurements=())
    # all of these came later
    before = replace(whole, scheme=scheme, films=films, opinions={}, readings={}, wishes={})
    assert opened.project == before
    assert shown(opened).scheme == Scheme(("S", "N"), pairs=(("S", "N"),))
    store_of(opened).snapshot(opened.project)
    store_of(opened).close()
    assert json.loads(layout.project.read_bytes())["scheme"] == scheme_to_json(scheme)


def check_project(folder: Path, files: Files, place: Place, wrong: str) -> None:
    """The project with the value at `place` replaced by the JSON text `wrong`, alone and with its journal."""
    damaged = replaced(json.loads(files.project), place, wrong)
    for journal, whole in ((b"", files.before), (files.journal, files.after)):
        opened = opened_and_saved(folder, damaged, journal)
        if opened is None:
            assert len(place) < 2 or wrong in UNREADABLE, (place, wrong)  # the outline is damaged
        elif opened.restored or not journal:
            strange = [key for key in differences(whole, shown(opened)) if not meet(key, place)]
            assert not strange, (place, wrong, opened.message)
        else:
            assert place == ("saved",), (place, wrong)


def check_journal(folder: Path, files: Files, line: int, place: Place, wrong: str) -> None:
    """The project with the value at `place` in a line of its journal replaced by the JSON text `wrong`."""
    lines = files.journal.splitlines()
    stored = json.loads(lines[line])
    del stored["check"]
    lines[line] = with_check(replaced(stored, place, wrong)[:-1]).strip()
    opened = opened_and_saved(folder, files.project, b"\n".join((*lines, b"")))
    assert opened is not None, (line, place, wrong)
    if "parts" not in stored:
        assert shown(opened) in (files.before, files.after), (place, wrong)
        return
    place = () if wrong in UNREADABLE or place in (("line",), ("follows",)) else place
    touched = [inner[1:] for inner in places(stored["parts"], ("parts",)) if meet(inner, place)]
    different = differences(files.after, shown(opened))
    strange = [key for key in different if not any(meet(key, inner) for inner in touched)]
    assert not strange, (line, place, wrong, opened.message)


def opened_and_saved(folder: Path, project: bytes, journal: bytes) -> Opened | None:
    """How these files open, after they were saved and read again; None where they are refused in words."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    layout = layout_for(folder)
    layout.support.mkdir()
    layout.project.write_bytes(project)
    if journal:
        layout.journal.write_bytes(journal)
    try:
        opened = open_project(layout.project)
    except StorageError:
        assert layout.project.read_bytes() == project
        return None
    store = store_of(opened)
    change = edits.add_names(shown(opened), ["new"])
    edited = shown(opened).with_parts(change.after)
    if not store.needs_snapshot:
        store.append([JournalEntry("edit", change.text, change.after, shown(opened), NOW)])
    store.snapshot(edited)
    store.close()
    again = open_project(folder)
    store_of(again).close()
    assert not differences(edited, again.project)
    assert (again.restored, again.message) == (None, "")
    if "left out" in opened.message:
        kept = [path.read_bytes() for path in folder.rglob("*damaged*")]
        assert kept
        assert set(kept) <= {project, journal}
    return opened


def journal_places(files: Files) -> Iterator[tuple[int, Place]]:
    for number, line in enumerate(files.journal.splitlines()):
        yield from ((number, place) for place in places(json.loads(line)))


def replaced(value: Any, place: Place, wrong: str) -> bytes:
    """The JSON text of `value` with `wrong` at `place`."""
    holder: Any = {"": value}
    inner, key = holder, ""
    for part in place:
        inner, key = inner[key], part
    inner[key] = "HERE"
    text = json.dumps(holder[""], ensure_ascii=False, separators=(",", ":")).replace('"HERE"', wrong)
    return text.encode()
