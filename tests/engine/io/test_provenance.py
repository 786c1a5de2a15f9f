"""`run.json`: one entry for each export, nothing of others lost."""

import hashlib
import json
import os
import re
from dataclasses import fields

import pytest

from engine.errors import EngineError
from engine.io.provenance import (
    CommandLine,
    InputFile,
    RunRecord,
    check_run,
    command_of,
    count_origins,
    library_versions,
    named_run,
    read_entry,
    write_run,
)
from engine.io.table_layout import COLUMNS
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.resources import resource

SETS = [
    LandmarkSet(
        "a",
        {
            "1": Landmark("1", 1.0, 2.0, Presence.PRESENT, Origin.PREDICTED),
            "2": Landmark("2", 1.0, 2.0, Presence.PRESENT),
            "3": Landmark("3"),
        },
    )
]


def test_origins_are_counted_for_placed_points_only():
    assert count_origins(SETS) == {"predicted": 1, "unknown": 1}


def test_the_record_says_what_made_the_export(tmp_path):
    export = tmp_path / "points.csv"
    export.write_bytes(b"table")
    record = RunRecord(method="registration", device="cpu", seed=3, exemplars=("a",), films={"a": "ff"})
    path = write_run(export, SETS, record)
    assert path == tmp_path / "run.json"
    entry = json.loads(path.read_text(encoding="utf-8"))["exports"]["points.csv"]
    assert entry["sha256"] == hashlib.sha256(b"table").hexdigest()
    assert (entry["seed"], entry["device"], entry["exemplars"]) == (3, "cpu", ["a"])
    assert entry["origins"] == {"predicted": 1, "unknown": 1}
    assert entry["films"] == {"a": "ff"}
    assert (list(entry)[9:12], list(entry)[-2:]) == (["method", "preset", "model"], ["films", "notes"])
    assert entry["versions"]["numpy"] == library_versions()["numpy"]
    assert entry["os"]


def test_a_path_that_is_no_utf8_is_kept_to_the_byte(tmp_path):
    export, odd = tmp_path / "points.csv", os.fsdecode(b"f\xe9lms")
    export.write_bytes(b"table")
    command = CommandLine(
        ("propagate", odd), ("propagate", f"/{odd}"), odd, (InputFile("--out", odd, odd, ""),)
    )
    write_run(export, SETS, RunRecord(command=command))
    assert command_of(read_entry(tmp_path / "run.json")[1]) == command


def test_two_exports_of_a_folder_keep_their_records(tmp_path):
    for name in ("one.csv", "two.csv", "one.csv"):
        (tmp_path / name).write_text(name)
        path = write_run(tmp_path / name, SETS, RunRecord())
    assert sorted(json.loads(path.read_text())["exports"]) == ["one.csv", "two.csv"]


@pytest.mark.parametrize("text", ["{}", "not json", "[1]", '{"format": "onemark-run", "exports": 3}'])
def test_a_foreign_run_json_is_never_overwritten(tmp_path, text):
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(EngineError, match="was not written by OneMark"):
        check_run(tmp_path / "points.csv")
    assert (tmp_path / "run.json").read_text() == text


def test_a_record_of_its_own_bears_the_name_of_its_table(tmp_path):
    export = tmp_path / "films v1.2.csv"
    export.write_text("table")
    (tmp_path / "run.json").write_text("somebody else's")
    check_run(export, named_run(export))
    path = write_run(export, SETS, RunRecord(), named_run(export))
    assert path == tmp_path / "films v1.2.run.json"
    assert list(json.loads(path.read_text())["exports"]) == [export.name]
    assert (tmp_path / "run.json").read_text() == "somebody else's"


def test_the_guide_describes_every_column_and_every_key(tmp_path):
    guide = resource("guide", "tables.md").read_text(encoding="utf-8")
    (tmp_path / "t.csv").write_text("table")
    _, entry = read_entry(write_run(tmp_path / "t.csv", SETS, RunRecord(sigmas={"any": 1})))
    command = [each.name for kind in (CommandLine, InputFile) for each in fields(kind)]
    described = set(re.findall(r"`(\w+)`", guide))
    assert [name for name in (*COLUMNS, *entry, *command) if name not in described] == []
