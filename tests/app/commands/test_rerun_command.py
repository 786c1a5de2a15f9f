"""`onemark rerun`: a run.json makes its table again, or says what has changed since."""

import hashlib
import json
import shutil

import numpy as np
import pytest
from PIL import Image
from spot_sets import write_films
from tiny_models import tiny

from app import cli
from engine.io.provenance import RunRecord, write_run
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.models.checkpoint import Model, save_model
from engine.models.trained_model import TrainingRecord

PROPAGATE = (
    *("propagate", "--images", "films", "--landmarks", "first.csv", "--out", "all.csv", "--device", "cpu"),
    *("--method", "registration", "--scheme=names.txt", "--spacing", "mm.csv", "--seed", "3"),
)
PREDICT = ("predict", "--model", "two.model", "--images", "films", "--out", "all.csv", "--device", "cpu")


@pytest.fixture
def job(tmp_path, monkeypatch):
    """A folder with films, an annotated one, names, spacings and a model, in which commands are typed."""
    job = tmp_path / "job"
    (job / "films").mkdir(parents=True)
    blob = np.random.default_rng(0).integers(0, 255, (12, 10), np.uint8)
    for number, name in enumerate("abc"):
        film = Image.fromarray(blob).resize((72, 84), Image.Resampling.BICUBIC)
        Image.fromarray(np.roll(np.asarray(film), number, axis=1)).save(job / "films" / f"{name}.png")
    (job / "first.csv").write_text(
        "image,landmark,x_px,y_px,origin\na,S,20,30,annotated\na,N,50,60,annotated\n"
    )
    (job / "names.txt").write_text("S\nN\n")
    (job / "mm.csv").write_text("image,mm_per_px\na,0.1\nb,0.1\nc,0.1\n")
    training = TrainingRecord("quick", 0, "cpu", ("e.png",), {"e.png": "00"})
    save_model(job / "two.model", Model({"": tiny(("S", "N"), scheme=Scheme(("S", "N")), training=training)}))
    monkeypatch.chdir(job)
    return job


def entry_of(folder, name="all.csv"):
    return json.loads((folder / "run.json").read_text(encoding="utf-8"))["exports"][name]


def test_the_record_holds_the_command_and_every_input(job):
    assert cli.run_command_line(PROPAGATE) == 0
    entry = entry_of(job)
    assert entry["command"]["typed"] == list(PROPAGATE)
    assert entry["command"]["folder"] == str(job)
    absolute = entry["command"]["absolute"]
    assert absolute[:3] == ["propagate", "--images", str(job / "films")]
    assert absolute[absolute.index("--spacing") + 1] == str(job / "mm.csv")
    inputs = {each["option"]: (each["folder"], each["name"]) for each in entry["command"]["inputs"]}
    named = {"--landmarks": "first.csv", "--scheme": "names.txt", "--spacing": "mm.csv"}
    assert inputs == {option: (str(job), name) for option, name in named.items()}
    assert all(len(each["sha256"]) == 64 for each in entry["command"]["inputs"])
    assert entry["revision"] == "" or len(entry["revision"].rstrip("+")) == 40
    assert (entry["seed"], entry["processes"]) == (3, 1)
    assert entry["redo"] == "onemark rerun run.json --entry all.csv"


@pytest.mark.parametrize("command", [PROPAGATE, PREDICT, (*PREDICT, "--layout", "wide")])
def test_the_same_table_to_the_byte_from_anywhere(job, tmp_path, monkeypatch, capsys, command):
    assert cli.run_command_line(command) in (0, 1)  # an untrained model may place nothing
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    again = tmp_path / "elsewhere" / "again.csv"
    assert cli.run_command_line(["rerun", str(job / "run.json"), "--out", str(again)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"{again} is the same as all.csv to the byte"
    assert again.read_bytes() == (job / "all.csv").read_bytes()
    assert list((job).glob("*.rerun*")) == []
    assert cli.run_command_line(["rerun", str(again.parent / "run.json")]) == 0
    assert (again.parent / "again.rerun.csv").read_bytes() == again.read_bytes()


def test_what_has_changed_is_named_and_nothing_is_run(job, capsys):
    assert cli.run_command_line(PROPAGATE) == 0
    (job / "names.txt").write_text("N\nS\n")
    (job / "mm.csv").unlink()
    shutil.copy(job / "films" / "a.png", job / "films" / "b.png")
    (job / "films" / "c.png").rename(job / "films" / "d.png")
    capsys.readouterr()
    assert cli.run_command_line(["rerun", "run.json"]) == 1
    said = capsys.readouterr().err.splitlines()[-1]
    assert said == (
        f"onemark: This run cannot be made again: --scheme {job / 'names.txt'} has changed; "
        f"--spacing {job / 'mm.csv'} is gone; c.png is gone; d.png is new; b.png has changed."
    )
    assert not (job / "all.rerun.csv").exists()


def test_a_film_that_could_not_be_read_and_now_can_has_changed(job, capsys):
    (job / "films" / "d.png").write_bytes(b"no picture")
    assert cli.run_command_line(PROPAGATE) == 0
    shutil.copy(job / "films" / "a.png", job / "films" / "d.png")
    assert cli.run_command_line(["rerun", "run.json"]) == 1
    assert capsys.readouterr().err.splitlines()[-1].endswith("cannot be made again: d.png has changed.")


def test_a_table_that_differs_is_a_failure_that_says_what_differs(job, capsys):
    assert cli.run_command_line(PROPAGATE) == 0
    run = json.loads((job / "run.json").read_text())
    run["exports"]["all.csv"] |= {"sha256": "0" * 64, "threads": 99}
    (job / "run.json").write_text(json.dumps(run))
    assert cli.run_command_line(["rerun", "run.json", "--json"]) == 1
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert found["same"] is False
    assert found["differences"][0].startswith("threads 99 then, ")


def test_an_entry_is_chosen_and_never_written_over(job, capsys):
    for out in ("all.csv", "more.csv"):
        assert cli.run_command_line([*PROPAGATE[:6], out, *PROPAGATE[7:]]) == 0
    assert cli.run_command_line(["rerun", "run.json"]) == 1
    assert "names several exports: choose one of all.csv, more.csv (--entry NAME)." in capsys.readouterr().err
    again = ["rerun", "run.json", "--entry", "more.csv"]
    assert cli.run_command_line([*again, "--out", "more.csv"]) == 2
    assert "would be written over" in capsys.readouterr().err
    assert cli.run_command_line(again) == 0
    assert (job / "more.rerun.csv").read_bytes() == (job / "all.csv").read_bytes()


def test_a_training_of_folds_is_made_again_with_every_file_beside_the_new_one(tmp_path, monkeypatch, capsys):
    named = [f"{name}={tmp_path / name / 'films'}:{tmp_path / name / 'landmarks.csv'}" for name in ("f", "h")]
    for name in ("f", "h"):
        write_films(tmp_path / name, 5)
    (tmp_path / "job").mkdir()
    monkeypatch.chdir(tmp_path / "job")
    small = ("--system", "gu2net", "--longest", "48", "--epochs", "1", "--device", "cpu", "--val=0.25")
    several = ("--folds", "2", "--model-out", "m.model", "--out", "said.csv", "--json")
    sets = ("--set", named[0], "--set", named[1])
    assert cli.run_command_line(["train", *sets, *small, *several]) == 0
    entry = entry_of(tmp_path / "job", "m.fold2.model")
    digest = hashlib.sha256((tmp_path / "job" / "m.fold2.model").read_bytes()).hexdigest()
    assert (entry["model"], entry["model_sha256"], entry["sha256"]) == ("m.fold2.model", digest, digest)
    assert entry["method"] == "training of gu2net"
    assert {film.partition("/")[0] for film in entry["films"]} == {"f", "h"}
    assert "--json" not in entry["command"]["absolute"]
    again = ["rerun", "run.json", "--entry", "m.fold2.model", "--out", str(tmp_path / "new" / "table.csv")]
    assert cli.run_command_line(again) == 0
    made = tmp_path / "new" / "table.model_out" / "m.fold2.model"
    assert capsys.readouterr().out.splitlines()[-1] == f"{made} is the same as m.fold2.model to the byte"
    assert (tmp_path / "new" / "table.f.csv").read_bytes() == (tmp_path / "job" / "said.f.csv").read_bytes()


def test_an_export_of_a_persons_points_says_that_no_command_makes_it(tmp_path, capsys):
    (tmp_path / "t.csv").write_text("table")
    mark = Landmark("S", 1.0, 2.0, Presence.PRESENT, Origin.CORRECTED)
    run = write_run(tmp_path / "t.csv", [LandmarkSet("a", {"S": mark})], RunRecord(), tmp_path / "t.run.json")
    assert cli.run_command_line(["rerun", str(run)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("onemark: No command makes this table again: it holds 1 point that a person")


def test_what_was_made_again_is_no_run_to_choose(job, capsys):
    assert cli.run_command_line(PROPAGATE) == 0
    for _ in range(2):
        assert cli.run_command_line(["rerun", "run.json"]) == 0
    assert "to the byte" in capsys.readouterr().out


def test_a_run_that_went_on_from_a_model_is_made_again(job, tmp_path, monkeypatch, capsys):
    learned = ("--method", "one-shot", "--preset", "test", "--device", "cpu", "--scheme", "names.txt")
    common = ("propagate", "--images", "films", *learned)
    first = (*common, "--landmarks", "first.csv", "--out", "all.csv", "--model-out", "one.model")
    assert cli.run_command_line(first) == 0
    with (job / "first.csv").open("a") as table:
        table.write("b,S,21,31,corrected\nb,N,51,61,accepted\nc,S,22,30,corrected\nc,N,52,60,predicted\n")
    second = (*common, "--landmarks", "first.csv", "--out", "two.csv", "--start", "one.model")
    assert cli.run_command_line(second) == 0
    entry = entry_of(job, "two.csv")
    started = [each for each in entry["command"]["inputs"] if each["option"] == "--start"]
    assert [each["name"] for each in started] == ["one.model"]
    assert "one-shot (test, corrected)" in (job / "two.csv").read_text()
    assert any("5 points that a person decided on, on 3 films" in note for note in entry["notes"])
    assert {*entry["exemplars"]} == {"a.png", "b.png"}
    rows = (job / "two.csv").read_text().splitlines()
    assert sum(",corrected," in row for row in rows) == 2
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert cli.run_command_line(["rerun", str(job / "run.json"), "--entry", "two.csv"]) == 0
    assert "is the same as two.csv to the byte" in capsys.readouterr().out


def test_a_scheme_that_ships_is_taken_by_its_name_kept_in_the_record_and_used_again(job, capsys):
    names = [f"x{number},y{number}" for number in range(1, 13)]
    (job / "wing.csv").write_text(f"image,{','.join(names)}\na,{','.join(['20,30', '40,50'] * 6)}\n")
    common = ("propagate", "--images", "films", "--method", "registration", "--device", "cpu")
    command = (*common, "--landmarks", "wing.csv", "--scheme", "fly-wing-12", "--out", "all.csv")
    assert cli.run_command_line(command) == 0
    assert "L5 end" in (job / "all.csv").read_text()
    inputs = {each["option"]: each for each in entry_of(job)["command"]["inputs"]}
    shipped = inputs["--scheme"]
    assert (shipped["folder"], shipped["name"]) == ("", "fly-wing-12")
    assert cli.run_command_line(["rerun", "run.json"]) == 0
    capsys.readouterr()
    assert cli.run_command_line([*command[:-4], "--scheme", "fly", "--out", "all.csv"]) == 2
    assert "no scheme fly: give a file, or one of those that ship with OneMark (cephalogram-19, " in (
        capsys.readouterr().err
    )
