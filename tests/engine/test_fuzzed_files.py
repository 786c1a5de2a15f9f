"""Damaged tables, schemes, records and models: every one is read or refused in a sentence, soon and small."""

import json
import struct
from pathlib import Path

import pytest
import torch
from fuzzing import damaged, faults, fuzz
from model_files import learned, universal
from safetensors.torch import save_file
from wrong_values import wrong_value

from engine.evaluation.evaluate import EvaluationRequest, run_evaluation
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.provenance import RunRecord, check_run, write_run
from engine.io.schemes import read_scheme, write_scheme
from engine.io.spacing import is_spacing_table
from engine.io.tables import FilmRow, read_landmarks, read_spacings, write_landmarks, write_wide
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.measurements.set_file import read_measurement_set
from engine.measurements.values import measure
from engine.models.checkpoint import Model, load_model, save_model
from engine.models.model_files import summarise
from engine.networks.gu2net import GU2NetConfig
from engine.networks.hrnet import HRNet, HRNetConfig
from engine.networks.hrnet_weights import load_weights
from engine.resources import resource
from engine.runtime.run_store import RunStore
from engine.supervised.splits import read_film_list, read_split

FILMS = ("sub/1.png", "2.png", "ä.dcm")
SCHEME = Scheme(("S", "N", "-a"), {"S": ("Sella",)}, {"N": "front"}, (("S", "N"),), (("S", "N", "-a"),))
HRNET = HRNetConfig(channels=4, stem=8, blocks=1, modules=(1, 1, 1))


def read_text_file(path: Path) -> None:
    """Whatever reads a file of that name."""
    if path.name.endswith("run.json"):
        check_run(path.with_name("points.csv"), path)
    elif path.suffix == ".toml":
        points = {
            name: Landmark(name, *place) for name, place in zip("SNA", ((0, 0), (9, 0), (8, 9)), strict=True)
        }
        measure(read_measurement_set(path), LandmarkSet("a", points), Spacing(1, 1, SpacingSource.TYPED))
    elif path.suffix == ".json" or path.name.startswith("names"):
        read_scheme(path)
    elif path.name.startswith("spacing"):
        assert is_spacing_table(path) in (True, False)
        read_spacings(path)
        read_spacings(path, FILMS)
    elif path.name.startswith("split"):
        read_split(path, FILMS)
        read_film_list(path, FILMS)
    else:
        read_landmarks(path)
        read_landmarks(path, FILMS, SCHEME)
        run_evaluation(EvaluationRequest(path, path.with_name("truth.table")))


def read_model_file(path: Path) -> None:
    """Whatever reads weights, a model or a state of a run."""
    if path.name.startswith("state"):
        RunStore(path.parent).load(path.stem)
    elif path.name.startswith("weights"):
        load_weights(HRNet(HRNET), path)
    else:
        summarise(path)
        load_model(path)


def wrong_header(data: bytes, seed: int) -> bytes:
    """A model whose header has one wrong value."""
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    said = wrong_value(header["__metadata__"]["onemark-model"].encode(), seed)
    header["__metadata__"]["onemark-model"] = said.decode("utf-8", "replace")
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data[8 + length :]


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """Good files of text by name, in UTF-8."""
    folder = tmp_path_factory.mktemp("texts")
    kinds = (
        Landmark(
            "S", 1.5, 2.25, Presence.PRESENT, Origin.CORRECTED, 0.5, 2.0, 3.0, 0.9, (1.0, 2.0), model="m"
        ),
        Landmark("N", 3.0, 4.0, Presence.OCCLUDED, Origin.PREDICTED),
        Landmark("-a", presence=Presence.ABSENT, origin=Origin.ANNOTATED),
    )
    sets = [LandmarkSet(film, {mark.name: mark for mark in kinds}, "Ann", 2) for film in FILMS]
    rows = [
        FilmRow(film, Size(9, 8), Spacing(0.1, 0.2, SpacingSource.RULER), {"subject": "7"}) for film in FILMS
    ]
    write_landmarks(folder / "points.csv", sets, SCHEME, rows)
    write_wide(folder / "wide.csv", sets, SCHEME, rows)
    write_landmarks(folder / "comma.csv", sets, SCHEME, rows, decimal_comma=True)
    write_scheme(folder / "head.scheme.json", SCHEME)
    write_run(folder / "points.csv", sets, RunRecord(method="simpleitk", films=dict.fromkeys(FILMS, "00ff")))
    others = {
        "numbered.csv": "sep=;\nimage;x1;y1;x2;y2;x3;y3\nsub/1;1,5;2;3;4;5;6\n2;1,5;2;;;7;8\n",
        "tabs.tsv": "film\tname\tx\ty\tz\n2.png\tS\t1\t2\t3\n2.png\tN\t1\t2\t3\n",
        "names.txt": "S\nN\n# none\n-a\n",
        "names.csv": "name,aliases,description\nS,Sella|s,mid\nN,,\n",
        "list.json": '["S", "N", "-a"]',
        "spacing.csv": "image,mm_per_px\n2.png,0.5\nsub/1.png,\n",
        "spacing2.csv": "image;spacing_x;spacing_y\n2.png;0,1;0,2\n",
        "own.measures.toml": resource("measurements", "chest.measures.toml").read_text("utf-8"),
        "split.csv": "image,split\n2.png,train\nsub/1.png,val\n",
    }
    for name, text in others.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def folder(tmp_path, texts):
    """Where damaged files lie, with a truth to compare the tables with."""
    (tmp_path / "truth.table").write_bytes(texts["points.csv"])
    return tmp_path


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """Small files of weights, models and states by name."""
    folder = tmp_path_factory.mktemp("models")
    torch.manual_seed(3)
    entries = HRNet(HRNET).state_dict()
    torch.save({"state_dict": entries}, folder / "weights.pth")
    torch.save(entries, folder / "weights-old.pt", _use_new_zipfile_serialization=False)
    save_file({name: each.contiguous() for name, each in entries.items()}, folder / "weights.safetensors")
    RunStore(folder).save("state", {"step": 3, "net": entries, "seen": [("a.png", 0.5)]})
    save_model(folder / "one.safetensors", Model({"": learned()}))
    save_model(folder / "two.safetensors", universal(GU2NetConfig(dilations=(1, 2))))
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def only_models(models):
    return {name: models[name] for name in ("one.safetensors", "two.safetensors")}


@pytest.mark.parametrize("damage", [damaged, wrong_value])
def test_some_damaged_texts_are_read_or_refused(texts, folder, damage):
    assert faults(fuzz(read_text_file, texts, range(60), folder, damage)) == []


def test_some_damaged_models_and_weights_are_read_or_refused(models, tmp_path):
    assert faults(fuzz(read_model_file, models, range(24), tmp_path)) == []


@pytest.mark.slow
@pytest.mark.parametrize("damage", [damaged, wrong_value])
def test_thousands_of_damaged_texts_are_read_or_refused(texts, folder, damage):
    assert faults(fuzz(read_text_file, texts, range(1000, 3500), folder, damage)) == []


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", ["points.csv", "wide.csv", "numbered.csv", "comma.csv", "head.scheme.json"])
def test_two_thousand_damaged_files_of_each_kind_of_ours_are_read_or_refused(texts, folder, name):
    for damage in (damaged, wrong_value) if name.endswith(".json") else (damaged,):
        assert faults(fuzz(read_text_file, {name: texts[name]}, range(2000), folder, damage)) == []


@pytest.mark.slow
def test_thousands_of_damaged_models_and_weights_are_read_or_refused(models, tmp_path):
    assert faults(fuzz(read_model_file, models, range(1000, 4000), tmp_path)) == []


@pytest.mark.slow
def test_models_with_a_wrong_value_in_their_header_are_read_or_refused(models, tmp_path):
    assert faults(fuzz(read_model_file, only_models(models), range(1000, 2000), tmp_path, wrong_header)) == []
