"""`onemark predict --model auto`: a folder of two anatomies, from files to files."""

import csv
import json

import pytest
from bar_models import Bars, bar_film, bar_model, save_bars, save_film, strange_film
from tiny_models import save_tiny

from app import cli
from engine.io.tables import read_landmarks
from engine.models.checkpoint import Model, save_model

FILMS = {"a.png": Bars.ROWS, "b.png": Bars.COLUMNS, "c.png": None, "sub/d.png": Bars.ROWS}


@pytest.fixture
def job(tmp_path, monkeypatch):
    """Two models that tell films apart, in box and list, films of both and of neither; the arguments."""
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: tmp_path / "box")
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")
    save_bars(tmp_path / "box" / "columns.safetensors", Bars.COLUMNS, "Columns")
    save_bars(tmp_path / "own" / "rows.safetensors", Bars.ROWS, "Rows")
    for name, bars in FILMS.items():
        save_film(tmp_path / "films" / name, strange_film() if bars is None else bar_film(bars))
    return [
        *("predict", "--model", "auto", "--images", str(tmp_path / "films"), "--device", "cpu"),
        *("--out", str(tmp_path / "out" / "all.csv")),
    ]


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def run_of(tmp_path):
    return json.loads((tmp_path / "out" / "run.json").read_text())["exports"]["all.csv"]


def test_each_film_has_the_landmarks_of_its_model_and_says_which_that_was(job, tmp_path, capsys):
    pictures = ["--overlays", str(tmp_path / "shown"), "--heatmaps", str(tmp_path / "heat")]
    assert cli.run_command_line([*job, "--spacing", "0.5", *pictures]) == 0
    rows = rows_of(tmp_path / "out" / "all.csv")
    assert [(row["image"], row["landmark"], row["model"]) for row in rows] == [
        *(("a.png", name, "Rows") for name in Bars.ROWS.value),
        *(("b.png", name, "Columns") for name in Bars.COLUMNS.value),
        *(("c.png", name, "") for name in Bars.ROWS.value),  # as most films
        *(("sub/d.png", name, "Rows") for name in Bars.ROWS.value),
    ]
    assert rows[-1]["spacing_x"] == "0.5"
    assert {row["film_note"][:30] for row in rows if row["image"] == "c.png"} == {
        "No model at hand fits this fil"
    }
    table = read_landmarks(tmp_path / "out" / "all.csv")
    assert {film: len(marks.placed()) for film, marks in table.sets.items()} == {
        "a.png": 2,
        "b.png": 3,
        "c.png": 0,
        "sub/d.png": 2,
    }
    for folder, names in (
        ("shown", ["a.png", "b.png", "c.png", "d.png"]),
        ("heat", ["a.png", "b.png", "d.png"]),
    ):
        assert sorted(path.name for path in (tmp_path / folder).rglob("*.png")) == names
    out, err = capsys.readouterr()
    assert "no points: c.png: No model at hand fits this film (tried: Rows, Columns): import" in out
    assert "note: Rows fits 2 films." in err


def test_run_json_names_the_model_of_each_film_and_all_models_that_were_asked(job, tmp_path, capsys):
    assert cli.run_command_line([*job, "--json"]) == 0
    entry = run_of(tmp_path)
    assert entry["model"] == "auto"
    assert [(each["title"], each["model"], each["films"]) for each in entry["picked"]] == [
        ("Rows", "rows.safetensors", ["a.png", "sub/d.png"]),
        ("Columns", "columns.safetensors", ["b.png"]),
    ]
    assert {(each["name"], each["sha256"]) for each in entry["command"]["inputs"]} == {
        (each["model"], each["model_sha256"]) for each in entry["picked"]
    }
    assert json.loads(capsys.readouterr().out)["picked"] == entry["picked"]


def test_a_run_is_made_again_to_the_byte_until_another_model_is_there(job, tmp_path, capsys):
    assert cli.run_command_line(job) == 0
    again = ["rerun", str(tmp_path / "out" / "run.json"), "--entry", "all.csv"]
    assert cli.run_command_line(again) == 0
    for name in ("more.safetensors", "columns.safetensors"):  # another one than that of the box
        save_bars(tmp_path / "own" / name, Bars.ROWS, "More", height=1.1)
        assert cli.run_command_line(again) == 1
        assert f"This run cannot be made again: --model {name} is new." in capsys.readouterr().err
        (tmp_path / "own" / name).unlink()


def test_a_file_called_auto_is_a_model_like_any_other(job, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save_bars(tmp_path / "auto", Bars.ROWS, "Here")
    job[job.index("auto")] = "./auto"
    assert cli.run_command_line(job) == 0
    assert {row["model"] for row in rows_of(tmp_path / "out" / "all.csv")} == {"", "Here"}
    assert run_of(tmp_path)["method"] == "Here"
    assert cli.run_command_line(["rerun", str(tmp_path / "out" / "run.json"), "--entry", "all.csv"]) == 0


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--domain", "hand"], "An anatomy is one of a single model, not of all models: name the model."),
        (
            ["--reading", "all.csv"],
            "A reading is learned beside a single model, not all models: name the model.",
        ),
        (
            ["--spacing", "Top:Bottom=4"],
            "Not all models have the landmarks that the spacing is measured by",
        ),
        (
            ["--layout", "wide"],
            "A wide table has the same landmarks for all films, not those of several models",
        ),
    ],
)
def test_what_one_model_alone_can_have_is_refused_before_the_work(job, tmp_path, more, message, capsys):
    assert cli.run_command_line([*job, *more]) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out" / "all.csv").exists()


def test_models_of_one_list_of_landmarks_fit_into_a_wide_table(job, tmp_path):
    save_bars(tmp_path / "box" / "columns.safetensors", Bars.COLUMNS, "Columns", names=Bars.ROWS.value)
    assert cli.run_command_line([*job, "--layout", "wide"]) == 0
    assert list(rows_of(tmp_path / "out" / "all.csv")[0]) == [
        "image",
        "Top_x",
        "Top_y",
        "Bottom_x",
        "Bottom_y",
    ]


def test_each_anatomy_of_a_model_of_several_is_asked(job, tmp_path):
    for path in (tmp_path / "box" / "columns.safetensors", tmp_path / "own" / "rows.safetensors"):
        path.unlink()
    domains = {bars.name: bar_model(bars, "All") for bars in Bars}
    save_model(tmp_path / "box" / "all.safetensors", Model(domains))
    assert cli.run_command_line(job) == 0
    assert [(each["title"], each["domain"], each["films"]) for each in run_of(tmp_path)["picked"]] == [
        ("All: ROWS", "ROWS", ["a.png", "sub/d.png"]),
        ("All: COLUMNS", "COLUMNS", ["b.png"]),
    ]


def test_a_model_that_cannot_tell_is_not_asked_and_named(job, tmp_path, capsys):
    save_tiny(tmp_path / "own" / "blind.safetensors", title="Blind")
    assert cli.run_command_line(job) == 0
    assert "Blind was not asked, as it cannot tell which films it fits." in capsys.readouterr().err


def test_the_help_says_what_auto_is(capsys):
    assert cli.run_command_line(["predict", "--help"]) == 0
    assert "auto: whichever of these models fits a film" in " ".join(capsys.readouterr().out.split())
