"""`onemark predict` from files to files, with a tiny model of random weights."""

import csv
import hashlib
import json
import unicodedata
from dataclasses import replace

import numpy as np
import pytest
from dicom_files import film_dataset, save
from PIL import Image
from tiny_models import tiny

from app import cli
from engine.landmarks import Scheme
from engine.models.checkpoint import Model, save_model
from engine.models.model_card import ModelCard
from engine.models.trained_model import Calibration, Fit, TrainingRecord

FILMS = ("a.png", "b.png", "sub/c.png")


def tiny_model():
    """The tiny model as a run on two labelled landmarks of three leaves it."""
    scheme, training = (
        Scheme(("S", "unused", "N")),
        TrainingRecord("quick", 0, "cpu", ("e.png",), {"e.png": "00"}),
    )
    return tiny(("S", "N"), scheme=scheme, training=training, card=ModelCard())


@pytest.fixture
def job(tmp_path):
    """A model, a folder of three films, and the arguments to predict them."""
    for number, name in enumerate(FILMS):
        path = tmp_path / "films" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.random.default_rng(number).integers(0, 255, (84, 72), np.uint8)  # as the canvas
        Image.fromarray(pixels).save(path)
    save_model(tmp_path / "two.model", Model({"": tiny_model()}))
    return [
        *("predict", "--model", str(tmp_path / "two.model"), "--images", str(tmp_path / "films")),
        *("--device", "cpu", "--out", str(tmp_path / "out" / "all.csv")),
    ]


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_every_landmark_of_every_film_in_the_order_of_the_scheme(job, tmp_path, capsys):
    pictures = ["--overlays", str(tmp_path / "shown"), "--heatmaps", str(tmp_path / "heat")]
    assert cli.run_command_line([*job, "--spacing", "0.5", *pictures]) == 0
    rows = rows_of(tmp_path / "out" / "all.csv")
    assert [(row["image"], row["landmark"]) for row in rows] == [
        (film, name) for film in FILMS for name in ("S", "unused", "N")
    ]
    assert {row["origin"] for row in rows if row["landmark"] != "unused"} == {"predicted"}
    assert {row["presence"] for row in rows if row["landmark"] == "unused"} == {"unplaced"}
    assert rows[0]["model"] == "one-shot (quick) model"
    assert float(rows[0]["x_mm"]) == pytest.approx(float(rows[0]["x_px"]) / 2, abs=1e-3)
    for folder in ("shown", "heat"):
        names = sorted(path.name for path in (tmp_path / folder).rglob("*.png"))
        assert names == ["a.png", "b.png", "c.png"]
    out = capsys.readouterr().out.splitlines()
    # an untrained model: its heatmaps are as wide as the film
    assert [line.split(": Looks failed")[0] for line in out[:3]] == [f"doubtful: {film}" for film in FILMS]
    assert out[3].startswith(
        "3 films: 3 predicted (0 mirrored), 3 of them doubtful: a.png, b.png, sub/c.png, 0 unr"
    )
    assert out[4:6] == [f"3 overlays in {tmp_path / 'shown'}", f"3 heatmaps in {tmp_path / 'heat'}"]


@pytest.mark.parametrize(("option", "subject"), [([], "d.dcm"), (["--with-patient-id"], "4711-8")])
def test_patients_are_named_in_the_table_by_an_option_alone(job, tmp_path, option, subject):
    pixels = np.random.default_rng(9).integers(0, 255, (84, 72), np.uint8)
    save(film_dataset(pixels, PatientID="4711-8"), tmp_path / "films" / "d.dcm")
    assert cli.run_command_line([*job, *option]) == 0
    subjects = {row["image"]: row["subject"] for row in rows_of(tmp_path / "out" / "all.csv")}
    assert subjects == {**dict.fromkeys(FILMS, ""), "d.dcm": subject}


def test_a_wide_table_has_a_row_a_film_and_is_written_again_but_never_over_a_persons(job, tmp_path, capsys):
    wide, out = [*job, "--layout", "wide"], tmp_path / "out" / "all.csv"
    for _ in range(2):  # what it wrote itself is nobody's work, though the table names no origins
        assert cli.run_command_line(wide) == 0
    header, *rows = out.read_text().splitlines()
    assert header == "image,S_x,S_y,unused_x,unused_y,N_x,N_y"
    assert [row.split(",")[0] for row in rows] == list(FILMS)
    assert all(row.split(",")[3:5] == ["", ""] for row in rows)
    out.write_text(out.read_text().replace(rows[0], "a.png,1,2,,,3,4"))
    capsys.readouterr()
    assert cli.run_command_line(wide) == 1
    assert "points of a person, which would be lost" in capsys.readouterr().err
    assert cli.run_command_line([*wide, "--with-patient-id"]) == 2
    assert "A wide table has no column for patients" in capsys.readouterr().err


def test_json_and_run_json_name_the_model(job, tmp_path, capsys):
    assert cli.run_command_line([*job, "--json", "--spacing", "S:N=30"]) == 0
    data = json.loads(capsys.readouterr().out)
    digest = hashlib.sha256((tmp_path / "two.model").read_bytes()).hexdigest()
    assert data["predicted"] == sorted(FILMS)
    assert data["model_sha256"] == digest
    entry = json.loads((tmp_path / "out" / "run.json").read_text())["exports"]["all.csv"]
    assert (entry["model"], entry["model_sha256"], entry["preset"]) == ("two.model", digest, "quick")
    assert (entry["exemplars"], entry["spacing"], entry["seed"]) == (["e.png"], "S:N=30", None)
    assert {row["spacing_source"] for row in rows_of(tmp_path / "out" / "all.csv")} == {"landmark distance"}


def test_an_anatomy_is_chosen_where_the_model_knows_several(job, tmp_path, capsys):
    one = tiny_model()
    few = replace(one, card=ModelCard("Few"), calibration=Calibration((2.0, 3.0), 0.9, 30))
    save_model(tmp_path / "two.model", Model({"head": one, "hand": few}))
    assert cli.run_command_line(job) == 1
    assert "several anatomies: choose one of head, hand (--domain NAME)." in capsys.readouterr().err
    assert cli.run_command_line([*job, "--domain", "foot"]) == 1
    assert "no anatomy 'foot': choose one of head, hand." in capsys.readouterr().err
    assert cli.run_command_line([*job, "--domain", "hand", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["domain"] == "hand"
    placed = [row for row in rows_of(tmp_path / "out" / "all.csv") if row["presence"] == "present"]
    assert {row["error_coverage"] for row in placed} == {"0.9"}
    assert all(float(row["error_radius_px"]) > 0 for row in placed)
    assert json.loads((tmp_path / "out" / "run.json").read_text())["exports"]["all.csv"]["domain"] == "hand"


def test_films_of_another_anatomy_get_no_points_and_are_named_everywhere(job, tmp_path, capsys):
    save_model(tmp_path / "two.model", Model({"": replace(tiny_model(), fit=Fit(9.0, 1.0))}))
    shown = tmp_path / "shown"
    assert cli.run_command_line([*job, "--json", "--overlays", str(shown)]) == 1
    said = capsys.readouterr()
    data = json.loads(said.out)
    assert data["error"].startswith("No film was predicted. a.png: The model hardly sees")
    assert said.err.splitlines()[-1] == f"onemark: {data['error']}"
    assert (data["predicted"], list(data["unfit"])) == ([], list(FILMS))
    assert "hardly sees its landmarks" in data["unfit"]["a.png"]
    named = "3 films got no points, as the anatomy does not fit the model: a.png, b.png, sub/c.png."
    assert f"note: {named}" in said.err
    entry = json.loads((tmp_path / "out" / "run.json").read_text())["exports"]["all.csv"]
    assert (list(entry["unfit"]), entry["notes"]) == (list(FILMS), [named])
    assert {row["presence"] for row in rows_of(tmp_path / "out" / "all.csv")} == {"unplaced"}
    assert len(list(shown.rglob("*.png"))) == 3
    assert cli.run_command_line(job) == 1
    out, err = capsys.readouterr()
    for film in FILMS:
        assert f"{out}{err}".count(f"{film}: The model hardly sees") == 1
    assert "3 films: 0 predicted (0 mirrored), 3 without points, 0 unreadable" in out


def test_a_word_that_is_no_model_lists_those_that_are_there(job, installed, capsys):
    installed("box", "head.safetensors", "Head")
    assert cli.run_command_line([*job, "--model", "hed", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"].endswith("of an installed model; installed: head.")


@pytest.mark.parametrize("shape", [(84, 72), (1, 1), (1, 90)])
def test_a_film_that_shows_nothing_gets_no_points_and_the_others_do(job, tmp_path, capsys, shape):
    grey = np.arange(90, dtype=np.uint8)[None, : shape[1]] if shape[0] == 1 else np.full(shape, 90, np.uint8)
    Image.fromarray(grey).save(tmp_path / "films" / "b.png")
    assert cli.run_command_line([*job, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["predicted"] == ["a.png", "sub/c.png"]
    assert list(said["unfit"]) == ["b.png"]
    assert said["unfit"]["b.png"].startswith("Nothing can be found on")
    rows = [row for row in rows_of(tmp_path / "out" / "all.csv") if row["image"] == "b.png"]
    assert {(row["x_px"], row["confidence"], row["presence"]) for row in rows} == {("", "", "unplaced")}


@pytest.mark.parametrize(("option", "what"), [("--overlays", "overlay"), ("--heatmaps", "heatmap")])
def test_pictures_that_were_asked_for_and_not_drawn_are_a_failure(
    job, tmp_path, capsys, monkeypatch, option, what
):
    from engine.folders import predict

    def vanishing(*given):
        found = yield from predict_with_frames(*given)
        for film in FILMS:  # the drive goes away
            (tmp_path / "films" / film).unlink()
        return found

    predict_with_frames = predict.predict_with_frames
    monkeypatch.setattr(predict, "predict_with_frames", vanishing)
    assert cli.run_command_line([*job, option, str(tmp_path / "shown"), "--json"]) == 1
    out, err = capsys.readouterr()
    said = json.loads(out)
    assert len(said["predicted"]) == 3
    assert said["error"].startswith(f"No {what} could be drawn: look whether the films are still there")
    assert err.splitlines()[-1] == f"onemark: {said['error']}"
    assert (tmp_path / "out" / "all.csv").exists()


def test_the_same_model_gives_the_same_table(job, tmp_path):
    assert cli.run_command_line(job) == 0
    first = (tmp_path / "out" / "all.csv").read_bytes()
    assert cli.run_command_line(job) == 0  # predictions may be made again
    assert (tmp_path / "out" / "all.csv").read_bytes() == first


def test_a_table_with_points_of_a_person_is_not_overwritten(job, tmp_path, capsys):
    assert cli.run_command_line(job) == 0
    out = tmp_path / "out" / "all.csv"
    out.write_text(out.read_text().replace("predicted", "accepted"))
    before = out.read_bytes()
    assert cli.run_command_line(job) == 1
    assert "holds 6 points of a person, which would be lost: write to another file" in capsys.readouterr().err
    assert out.read_bytes() == before


def test_an_unreadable_film_is_told_and_the_others_go_on(job, tmp_path, capsys):
    (tmp_path / "films" / "broken.png").write_bytes(b"no picture")
    assert cli.run_command_line([*job, "--heatmaps", str(tmp_path / "heat")]) == 0
    assert "unreadable: broken.png: " in capsys.readouterr().out
    rows = rows_of(tmp_path / "out" / "all.csv")
    assert [row["x_px"] for row in rows if row["image"] == "broken.png"] == ["", "", ""]


def test_films_that_the_model_knows_are_told(job, tmp_path, capsys):
    known = hashlib.sha256((tmp_path / "films" / "a.png").read_bytes()).hexdigest()
    model = tiny_model()
    training = replace(model.training, films={"elsewhere.png": known})
    save_model(tmp_path / "two.model", Model({"": replace(model, training=training)}))
    assert cli.run_command_line(job) == 0
    assert "note: The model has learned from 1 film of these: a.png." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        (["--heatmaps", "FILMS/heat"], "heatmaps lies inside that of the films"),
        (["--overlays", "FILMS/shown"], "overlays lies inside that of the films"),
        (["--overlays", "OUT", "--heatmaps", "OUT"], "have the same file names: choose two folders"),
        (["--spacing", "gone.csv"], "gone.csv"),
        (["--spacing", "S:Nowhere=9"], "the model has no landmark 'Nowhere'"),
        (["--spacing", "S:unused=9"], "the model has no landmark 'unused'"),
        (["--spacing", "S:S=9"], "no distance to itself"),
        (["--model", "MODEL"], "is no model, or only a part of one"),
        (["--model", "gone.model"], "There is no model gone.model: give a file, or the name of an installed"),
        (["--model", "OUT/gone.model"], "Cannot read the model"),
        (["--out", "MODEL"], "the table would replace it"),
    ],
)
def test_what_cannot_serve_is_known_before_the_work(job, tmp_path, capsys, monkeypatch, extra, message):
    monkeypatch.setattr("engine.folders.predict.scan_films", lambda *_: pytest.fail("too late"))
    if extra[0] == "--model":
        (tmp_path / "two.model").write_bytes(b"rubbish")
    places = {
        "FILMS": str(tmp_path / "films"),
        "OUT": str(tmp_path / "x"),
        "MODEL": str(tmp_path / "two.model"),
    }
    for short, place in places.items():
        extra = [part.replace(short, place) for part in extra]
    assert cli.run_command_line([*job, *extra]) == 1
    err = capsys.readouterr().err
    assert message in err
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "out" / "all.csv").exists()


def test_no_seed_is_offered_where_nothing_is_drawn(job, capsys):
    assert cli.run_command_line([*job, "--seed", "3"]) == 2
    assert cli.run_command_line(["predict"]) == 2


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A function that puts a model into the box or the person's list; its card's title says which it is."""
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: tmp_path / "box")
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")

    def install(folder, file, title):
        (tmp_path / folder).mkdir(exist_ok=True)
        save_model(tmp_path / folder / file, Model({"": replace(tiny_model(), card=ModelCard(title=title))}))

    return install


def predicted_by(job, tmp_path, name):
    """The title of the model that answers to `name`."""
    assert cli.run_command_line([name if word.endswith("two.model") else word for word in job]) == 0
    return rows_of(tmp_path / "out" / "all.csv")[0]["model"]


def test_a_model_of_the_box_or_of_the_persons_list_is_named_without_its_folder(job, tmp_path, installed):
    for folder, name in (("box", "head"), ("own", "head"), ("own", "foot")):
        installed(folder, f"{name}.safetensors", f"{folder} {name}")
    assert predicted_by(job, tmp_path, "head") == "box head"
    assert predicted_by(job, tmp_path, "foot") == "own foot"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("head v1.2.safetensors", "head v1.2"),
        ("head.model.safetensors", "head.model"),
        ("head v1.2.safetensors", "head v1.2.safetensors"),
        ("head.safetensors.safetensors", "head.safetensors"),
        ("head.safetensors", "head.safetensors.safetensors"),
        ("Head.SAFETENSORS", "HEAD"),
        (unicodedata.normalize("NFD", "Schädel.safetensors"), unicodedata.normalize("NFC", "Schädel")),
        (unicodedata.normalize("NFC", "Schädel.safetensors"), unicodedata.normalize("NFD", "Schädel")),
        ("head .safetensors", "head"),
        ("head.safetensors", "head "),
        ("knee-AP-lateral.safetensors", "Knee AP/lateral"),
    ],
)
def test_an_installed_model_is_found_whatever_its_name_contains(job, tmp_path, installed, file, name):
    installed("own", file, "Knee AP/lateral")
    assert predicted_by(job, tmp_path, name) == "Knee AP/lateral"


def test_the_very_spelling_goes_before_others(job, tmp_path, installed):
    for file in ("head.safetensors", "Head v1.safetensors", "head v1.safetensors"):
        installed("own", file, file)
    installed("own", "head.safetensors.safetensors", "twice")
    assert predicted_by(job, tmp_path, "head v1") == "head v1.safetensors"
    assert predicted_by(job, tmp_path, "head.safetensors") == "head.safetensors"
    assert predicted_by(job, tmp_path, "head.safetensors.safetensors") == "twice"


def test_names_that_several_models_answer_to_are_asked_back(job, installed, capsys):
    installed("box", "Head.safetensors", "1")
    installed("own", "head.safetensors", "2")
    assert cli.run_command_line(["HEAD" if word.endswith("two.model") else word for word in job]) == 1
    assert "Several models are called 'HEAD': choose one of Head, head." in capsys.readouterr().err


def test_a_folder_of_that_name_does_not_hide_an_installed_model(job, tmp_path, installed, monkeypatch):
    installed("own", "head.safetensors", "own head")
    (tmp_path / "head").mkdir()
    monkeypatch.chdir(tmp_path)
    assert predicted_by(job, tmp_path, "head") == "own head"
