"""`onemark predict --reading`: predictions move to where a reader would have them."""

import csv
import json

import numpy as np
import pytest
from PIL import Image
from tiny_models import tiny

from app import cli
from engine.landmarks import Scheme
from engine.models.checkpoint import Model, save_model
from engine.prediction.reading import load_reading

FILMS = tuple(f"{name}.png" for name in "abcdef")
NAMES = ("S", "N")


@pytest.fixture
def job(tmp_path):
    """A model, a folder of six films and the arguments to predict them."""
    (tmp_path / "films").mkdir()
    for number, name in enumerate(FILMS):
        pixels = np.random.default_rng(number).integers(0, 255, (84, 72), np.uint8)
        Image.fromarray(pixels).save(tmp_path / "films" / name)
    save_model(tmp_path / "two.model", Model({"": tiny(NAMES, scheme=Scheme(NAMES))}))
    return [
        *("predict", "--model", str(tmp_path / "two.model"), "--images", str(tmp_path / "films")),
        *("--device", "cpu", "--json"),
    ]


def predicted(job, out, *more):
    """The rows of the table by film and landmark."""
    assert cli.run_command_line([*job, "--out", str(out), *map(str, more)]) == 0
    with out.open(newline="", encoding="utf-8") as stream:
        return {(row["image"], row["landmark"]): row for row in csv.DictReader(stream)}


def read_by_a_person(path, raw, films, dx=3.0, dy=-2.0, reader="Ann"):
    """A table of a person who places everything (`dx`, `dy`) beside the model."""
    lines = ["image,landmark,x_px,y_px,origin,reader"]
    lines += [
        f"{film},{name},{float(row['x_px']) + dx},{float(row['y_px']) + dy},annotated,{reader}"
        for (film, name), row in raw.items()
        if film in films
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def way(row, raw):
    return [float(row[f"{axis}_px"]) - float(raw[f"{axis}_px"]) for axis in "xy"]


def test_predictions_move_to_where_the_reader_would_have_them_and_keep_where_they_were(job, tmp_path, capsys):
    raw = predicted(job, tmp_path / "raw.csv")
    assert "unadjusted_x_px" not in raw["a.png", "S"]
    table = read_by_a_person(tmp_path / "ann.csv", raw, FILMS[:4])
    capsys.readouterr()
    moved = predicted(job, tmp_path / "moved.csv", "--reading", table, "--reading-out", tmp_path / "ann.json")
    told = json.loads(capsys.readouterr().out)
    assert (told["reading"]["reader"], told["reading"]["films"]) == ("Ann", 4)
    row = moved["f.png", "N"]
    # two landmarks say how a film is turned, and this one is an untrained model's: it lies anyhow
    assert row["model"].endswith(", as Ann reads")
    assert row["unadjusted_x_px"] == raw["f.png", "N"]["x_px"]
    assert np.hypot(*way(row, raw["f.png", "N"])) > 0
    run = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["exports"]
    assert (run["moved.csv"]["reading"], run["moved.csv"]["reading_films"]) == ("Ann", 4)
    assert "reading" not in run["raw.csv"]
    again = predicted(job, tmp_path / "again.csv", "--reading", tmp_path / "ann.json")
    assert [again["f.png", name]["x_px"] for name in NAMES] == [
        moved["f.png", name]["x_px"] for name in NAMES
    ]


def test_a_film_of_the_table_moves_by_what_the_others_say(job, tmp_path):
    raw = predicted(job, tmp_path / "raw.csv")
    alone = read_by_a_person(tmp_path / "one.csv", raw, FILMS[:1])
    moved = predicted(job, tmp_path / "moved.csv", "--reading", alone)
    assert way(moved["a.png", "S"], raw["a.png", "S"]) == [0, 0]  # its own points have no say
    assert moved["a.png", "S"]["model"] == raw["a.png", "S"]["model"]
    assert moved["b.png", "S"]["model"].endswith(", as Ann reads")


def test_a_model_that_keeps_a_reading_predicts_with_it_unless_another_is_given(job, tmp_path, capsys):
    raw = predicted(job, tmp_path / "raw.csv")
    table = read_by_a_person(tmp_path / "ann.csv", raw, FILMS)
    predicted(job, tmp_path / "moved.csv", "--reading", table, "--reading-out", tmp_path / "ann.json")
    reading = load_reading(tmp_path / "ann.json")
    save_model(tmp_path / "two.model", Model({"": tiny(NAMES, scheme=Scheme(NAMES), reading=reading)}))
    kept = predicted(job, tmp_path / "kept.csv")
    again = predicted(job, tmp_path / "again.csv", "--reading", tmp_path / "ann.json")
    for key, row in kept.items():
        assert row["x_px"] == again[key]["x_px"]
        assert (row["unadjusted_x_px"] or row["x_px"]) == raw[key]["x_px"]
    run = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["exports"]
    assert run["kept.csv"]["reading"] == "Ann"


def test_what_is_no_reading_is_one_sentence(job, tmp_path, capsys):
    raw = predicted(job, tmp_path / "raw.csv")
    read_by_a_person(tmp_path / "other.csv", {("a.png", "Z"): raw["a.png", "S"]}, FILMS)
    (tmp_path / "broken.json").write_text('{"format": "onemark-reading", "version": 1}', encoding="utf-8")
    (tmp_path / "no.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "none.json").write_text("{", encoding="utf-8")
    ann = read_by_a_person(tmp_path / "ann.csv", raw, FILMS[:2])
    predicted(job, tmp_path / "moved.csv", "--reading", ann, "--reading-out", tmp_path / "ann.json")
    strange = json.loads((tmp_path / "ann.json").read_text(encoding="utf-8")) | {"names": ["P", "Q"]}
    (tmp_path / "strange.json").write_text(json.dumps(strange), encoding="utf-8")
    capsys.readouterr()
    for given, words in {
        "raw.csv": "has no point that a person placed",
        "other.csv": "No landmark name in common",
        "broken.json": "The reading is damaged",
        "no.json": "This is no saved reading",
        "none.json": "is no JSON",
        "strange.json": "knows no landmark of this model",
        "missing.json": "Cannot read the reading",
        "missing.csv": "missing.csv",
    }.items():
        out = tmp_path / "new.csv"
        assert cli.run_command_line([*job, "--out", str(out), "--reading", str(tmp_path / given)]) != 0
        said = capsys.readouterr().err
        assert words in said
        assert len(said.strip().splitlines()) == 1
        assert not out.exists()
    alone = [*job, "--out", str(tmp_path / "new.csv"), "--reading-out", str(tmp_path / "new.json")]
    assert cli.run_command_line(alone) != 0
    assert "no reading to save" in capsys.readouterr().err
    onto = [*alone, "--reading", str(tmp_path / "ann.json"), "--reading-out", str(tmp_path / "ann.json")]
    assert cli.run_command_line(onto) != 0
    assert "would replace it" in capsys.readouterr().err
