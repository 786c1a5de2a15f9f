"""What a person has on the disk stays there: no export, no picture and no model takes its place."""

import re
import shutil

import numpy as np
import pytest
from import_window import export
from PIL import Image as Picture
from PySide6.QtCore import Qt
from review_window import FILMS, PLACES, driver_on_films, place  # noqa: F401  a fixture

from app import cli
from app.storage.layout import PROJECT_NAME
from app.workspace.opening import SPACING_FILE
from engine.folders.propagate import PropagateRequest, propagate_folder
from engine.io.atomic import WriteError
from engine.io.targets import Result, check_target, write_picture
from engine.oneshot.propagate import Method, PropagationSettings
from engine.operation import run

CTRL = Qt.KeyboardModifier.ControlModifier
TABLE = "image,landmark,x_px,y_px,origin\n1.png,A,10,12,annotated\n1.png,B,30,32,annotated\n"


@pytest.mark.parametrize("name", [FILMS[0], PROJECT_NAME, SPACING_FILE, "head.safetensors", "new.png"])
def test_an_export_replaces_no_film_project_or_model(driver, monkeypatch, name):
    folder = driver.window.workspace.document.folder
    place(driver, FILMS[0], A=PLACES["A"])
    driver.key(Qt.Key.Key_S, CTRL)
    for other in (SPACING_FILE, "head.safetensors"):
        (folder / other).write_bytes(b"mine")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    export(driver, monkeypatch, folder / name)  # the dialog has asked whether to replace it: yes
    assert "choose another" in driver.told or "ends in .csv" in driver.told
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


@pytest.fixture
def place_of_files(tmp_path):
    """Two folders with films of the same names, a table of one, and a project."""
    for folder in ("films", "other"):
        (tmp_path / folder).mkdir()
        for number in range(1, 4):
            pixels = np.random.default_rng(number).integers(0, 255, (80, 60), np.uint8)
            Picture.fromarray(pixels).save(tmp_path / folder / f"{number}.png")
    (tmp_path / "films.csv").write_text(TABLE)
    for name in ("found.csv", "out.A.csv"):
        shutil.copy(tmp_path / "films.csv", tmp_path / name)
    (tmp_path / "notes.csv").write_text("what I think of them\n")
    (tmp_path / "onemark.project.json").write_text('{"format": "onemark-project"}')
    return tmp_path


PROPAGATE = "propagate --images films --landmarks films.csv --method registration"
EVALUATE = "evaluate --predictions found.csv --truth films.csv"
TRAIN = "train --images films --landmarks films.csv --epochs 1"
TRAIN_SETS = "train --system gu2net --set A=films:out.A.csv --set B=other:films.csv --epochs 1"


@pytest.mark.parametrize(
    "command",
    [
        f"{PROPAGATE} --out other/1.png",
        f"{PROPAGATE} --out new.png",
        f"{PROPAGATE} --out films.csv",
        f"{PROPAGATE} --out out.csv --overlays other",
        f"{PROPAGATE} --out onemark.project.json",
        f"{PROPAGATE} --scheme found.csv --out found.csv",
        f"{EVALUATE} --plot other/1.png",
        f"{EVALUATE} --plot films.csv",
        f"{EVALUATE} --plot new.pdf",
        f"{EVALUATE} --plot films/new.dcm",
        "propagate --images films --landmarks films.csv --out out.csv --weights m --model-out m",
        f"{PROPAGATE} --out mm.tsv --spacing mm.tsv",
        f"{EVALUATE} --plot onemark.project.json",
        f"{TRAIN} --model-out other/1.png",
        f"{TRAIN} --model-out films.csv",
        f"{TRAIN} --model-out onemark.project.json",
        f"{TRAIN} --folds 2 --model-out m.safetensors --out films.csv",
        f"{TRAIN} --folds 2 --model-out m.safetensors --out other/1.png",
        f"{TRAIN} --folds 2 --model-out m.safetensors --out found.csv",
        f"{TRAIN} --folds 2 --model-out m.safetensors --out notes.csv",
        f"{TRAIN} --folds 2 --model-out m.safetensors --spacing mm.tsv --out mm.tsv",
        f"{TRAIN_SETS} --folds 2 --model-out m.safetensors --out out.csv",
        f"{TRAIN} --system gu2net --model-out m --extend m",
        f"{TRAIN} --adaptive-sigma --model-out m.safetensors --sigma-plot other/1.png",
    ],
)
def test_no_command_replaces_a_film_a_project_or_what_it_reads(place_of_files, monkeypatch, capsys, command):
    monkeypatch.chdir(place_of_files)
    (place_of_files / "m").write_bytes(b"a model")
    (place_of_files / "mm.tsv").write_text("image\tmm_per_px\n1.png\t0.5\n")
    before = {path: path.read_bytes() for path in place_of_files.rglob("*") if path.is_file()}
    assert cli.run_command_line(command.split()) in (1, 2)
    assert re.search("choose another|write to another", capsys.readouterr().err)
    assert {path: path.read_bytes() for path in place_of_files.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("command", [EVALUATE, f"{TRAIN} --adaptive-sigma --model-out m.safetensors"])
def test_no_plot_becomes_a_film(place_of_files, monkeypatch, capsys, command):
    monkeypatch.chdir(place_of_files)
    option = "--plot" if command is EVALUATE else "--sigma-plot"
    assert cli.run_command_line([*command.split(), option, "films/plots/new.png"]) in (1, 2)
    assert "choose a place outside" in capsys.readouterr().err
    assert not list(place_of_files.rglob("new.png"))


def test_a_propagation_asked_for_in_python_replaces_nothing_that_it_reads(place_of_files):
    films, table = place_of_files / "films", place_of_files / "films.csv"
    names = place_of_files / "names.csv"
    names.write_text("A\nB\n")
    settings = PropagationSettings(Method.REGISTRATION, device="cpu")
    request = PropagateRequest(films, table, names, settings, scheme=names)
    with pytest.raises(WriteError, match=r"names\.csv is read by this work"):
        run(propagate_folder(request))
    assert names.read_text() == "A\nB\n"
    model, out = place_of_files / "m", place_of_files / "out.csv"
    model.write_bytes(b"a model")
    learning = PropagationSettings(device="cpu")
    with pytest.raises(WriteError, match="m is read by this work"):
        run(propagate_folder(PropagateRequest(films, table, out, learning, model_out=model, start=model)))
    assert model.read_bytes() == b"a model"


def test_pictures_that_were_drawn_here_are_drawn_again_and_no_others_are_replaced(tmp_path):
    drawn, foreign = tmp_path / "drawn.png", tmp_path / "film.png"
    write_picture(drawn, Picture.new("RGB", (4, 4), "red"))
    write_picture(drawn, Picture.new("RGB", (4, 4), "blue"))
    assert Picture.open(drawn).getpixel((0, 0)) == (0, 0, 255)
    Picture.new("L", (4, 4)).save(foreign)
    with pytest.raises(WriteError, match="no picture that OneMark drew"):
        write_picture(foreign, Picture.new("RGB", (4, 4), "red"))
    dicom = tmp_path / "IM0001"  # a film without a suffix
    dicom.write_bytes(b"\0" * 128 + b"DICM")
    with pytest.raises(WriteError, match="is a film"):
        check_target(dicom, Result.MODEL)


def test_the_demo_replaces_no_table_of_a_person(tmp_path, capsys):
    (tmp_path / "truth.csv").write_text(TABLE)
    assert cli.run_command_line(["demo", "--out", str(tmp_path)]) == 1
    assert "2 points of a person" in capsys.readouterr().err
    assert (tmp_path / "truth.csv").read_text() == TABLE
