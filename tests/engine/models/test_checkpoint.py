"""A model file: back to the bit, nothing unpickled, and one sentence for every bad file."""

import json
import math
import pickle
import struct
from dataclasses import replace

import numpy as np
import pytest
import torch
from model_files import damaged, header_and_body, learned, written
from stopped_runs import same_tensors

from engine.geometry.coordinates import Size
from engine.io.atomic import WriteError
from engine.io.plain_values import from_plain, to_plain
from engine.models.checkpoint import Model, load_model, save_model
from engine.models.displacement_tree import DisplacementTree
from engine.models.model_files import summarise
from engine.models.model_format import VERSION, ModelFileError
from engine.models.reference import Framing
from engine.models.trained_model import TrainingRecord
from engine.networks.hrnet import HRNetConfig, Upsampling
from engine.networks.registration_net import GlobalAlignment, RegistrationNetConfig
from engine.networks.unet import UNetConfig
from engine.observers.reading_offsets import LandmarkOffset, ReadingOffsets

TRAINING = {"preset": "quick", "seed": 0, "device": "cpu", "exemplars": []}
READING = {"reader": "", "model": "", "names": ["X"], "shape": [[0.0, 0.0]], "offsets": [{}]}
PAIR = {  # of three landmarks the second lies from the first
    "parents": [-1, 0, -1],
    "means": [[0, 0], [1, 2], [0, 0]],
    "covariances": [[0, 0, 0], [1, 0, 1], [0, 0, 0]],
}
TINY_HRNET = HRNetConfig(4, 8, 1, (1, 1, 1), upsample=Upsampling.NEAREST, fuse_relu=False)


def save_one(path, saved):
    save_model(path, Model({"": saved}))


def load_one(path):
    return load_model(path).domain()


def said_by(path):
    """The header of a model file."""
    return json.loads(header_and_body(path)[0]["__metadata__"]["onemark-model"])


@pytest.fixture
def model(tmp_path):
    return tmp_path / "films.model"


def test_everything_comes_back_to_the_bit(model):
    saved = learned()
    save_one(model, saved)
    loaded = load_one(model)
    for part in ("scheme", "names", "framing", "network", "sigma", "training"):
        assert getattr(loaded, part) == getattr(saved, part), part
    assert (loaded.reference.size, loaded.reference.pitch) == (saved.reference.size, saved.reference.pitch)
    assert np.array_equal(loaded.reference.points, saved.reference.points)
    assert all(same_tensors(*pair) for pair in zip(loaded.detectors, saved.detectors, strict=True))
    assert not same_tensors(*loaded.detectors)
    assert (loaded.finder.network, loaded.finder.size) == (saved.finder.network, saved.finder.size)
    assert same_tensors(loaded.finder.net, saved.finder.net)
    assert loaded.registration[0] == saved.registration[0]
    assert same_tensors(loaded.registration[1], saved.registration[1])
    assert not any(net.training for net in (*loaded.detectors, loaded.finder.net, loaded.registration[1]))


def test_a_reading_is_kept_and_only_a_file_with_one_needs_a_newer_onemark(model):
    saved = learned()
    count = len(saved.names)
    offset = LandmarkOffset((1.5, -2.0), 4.0, 3.0, 0.75, 2.0)
    reading = ReadingOffsets("R", "M", saved.names, ((1.0, 2.0),) * count, (offset,) * count, 3, 1.5)
    save_one(model, replace(saved, reading=reading))
    assert load_one(model).reading == reading
    assert said_by(model)["version"] == 4
    save_one(model, saved)
    assert "reading" not in said_by(model)["domains"][""]
    assert said_by(model)["version"] < 4


def test_displacements_are_kept_and_only_a_file_with_them_needs_a_newer_onemark(model):
    saved = learned()
    tree = DisplacementTree(
        (-1, 0, 0),
        ((0.0, 0.0), (1.5, -20.0), (0.1 + 0.2, 7.0)),
        ((0.0, 0.0, 0.0), (2.0, -0.5, 1.0), (1.0, 0.0, 3.0)),
    )
    save_one(model, replace(saved, displacements=tree))
    assert load_one(model).displacements == tree
    assert said_by(model)["version"] == VERSION == 8
    assert "Mahalanobis" in said_by(model)["conventions"]["displacements"]
    assert load_one(model).digest != saved.digest
    save_one(model, saved)
    assert load_one(model).displacements is None
    assert load_one(model).digest == saved.digest
    assert "displacements" not in said_by(model)["domains"][""]
    assert "displacements" not in said_by(model)["conventions"]
    assert said_by(model)["version"] < VERSION


def test_pixels_of_exemplars_are_kept_to_sixteen_bits_and_then_stay(model):
    saved = learned()
    save_one(model, saved)
    (kept,) = load_one(model).exemplars
    (own,) = saved.exemplars
    assert kept.identity == own.identity
    assert kept.pixels.dtype == np.float32
    assert np.abs(kept.pixels - own.pixels).max() <= 0.51 / 65535
    assert np.array_equal(kept.points, own.points, equal_nan=True)
    before = model.read_bytes()
    save_one(model, load_one(model))
    assert model.read_bytes() == before


def test_without_exemplars_finder_and_registration_the_file_has_none(model):
    save_one(model, replace(learned(), exemplars=(), finder=None, registration=None, framing=Framing.FILM))
    loaded = load_one(model)
    assert (loaded.exemplars, loaded.finder, loaded.registration) == ((), None, None)
    assert loaded.framing is Framing.FILM
    header, _ = header_and_body(model)
    assert not any(part in name for part in ("exemplar", "finder", "registration") for name in header)


def test_hrnets_come_back_with_their_config(model):
    save_one(model, learned(TINY_HRNET))
    loaded = load_one(model)
    assert loaded.network == TINY_HRNET
    assert loaded.detectors[0].backbone.config == TINY_HRNET


def test_reading_a_model_draws_no_random_numbers(model):
    save_one(model, learned())
    torch.manual_seed(3)
    expected = torch.rand(1)
    torch.manual_seed(3)
    load_one(model)
    assert torch.equal(torch.rand(1), expected)


def test_the_header_says_in_words_what_the_numbers_mean(model):
    save_one(model, learned())
    said = said_by(model)
    assert "centre of the first pixel" in said["conventions"]["coordinates"]
    assert "percentile" in said["conventions"]["pixels"]
    assert "rights" in said["conventions"]["licence"]
    only = said["domains"][""]
    assert only["training"]["films"] == {"a.png": "00ff", "b.png": "11ee"}
    assert only["registration"]["alignment"] == "perspective"
    assert [entry["name"] for entry in only["scheme"]["landmarks"]] == ["S", "left", "right", "unused"]


def test_an_older_model_stays_when_the_new_one_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(WriteError, match="choose another place"):
        save_one(tmp_path / "file" / "x.model", learned())


@pytest.mark.parametrize("read", [load_model, summarise])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no model, or only a part"),
        (b"not safetensors at all", "is no model, or only a part"),
        (pickle.dumps({"weights": [1, 2]}), "is no model, or only a part"),
        (struct.pack("<Q", 1 << 60) + b"{}", "is no model, or only a part"),
        (struct.pack("<Q", 2) + b"[]", "is no model, or only a part"),
        (struct.pack("<Q", 4) + b"\xff\xfe{}", "is no model, or only a part"),
        (written({}, {}), "holds weights, but is no OneMark model"),
        (written({}, {"format": "something else"}), "holds weights, but is no OneMark model"),
        (written({}, {"onemark-model": "{}"}), "does not say its version"),
        (written({}, {"onemark-model": "[]"}), "does not say its version"),
        (written({}, {"onemark-model": '{"version": "1"}'}), "does not say its version"),
        (written({}, {"onemark-model": '{"version": 9}'}), r"version 9, this one reads 8\): update"),
        (written({}, {"onemark-model": '{"version": 1}'}), "has no scheme|lacks 'names'"),
        (written({}, {"onemark-model": '{"version": 2}'}), "does not say what it knows"),
        (written({}, {"onemark-model": "{"}), "is damaged"),
        (written({}, {"onemark-model": "[" * 100_000}), "nests too deep"),
    ],
)
def test_a_file_that_is_no_model_is_one_sentence(model, read, content, message):
    model.write_bytes(content)
    with pytest.raises(ModelFileError, match=message) as caught:
        read(model)
    assert any(word in str(caught.value) for word in ("choose", "copy it again", "update"))
    assert "films.model" in str(caught.value)


@pytest.mark.parametrize("read", [load_model, summarise])
def test_no_file_a_folder_and_half_a_file_are_one_sentence(model, tmp_path, read):
    for place in (tmp_path / "gone.model", tmp_path):
        with pytest.raises(ModelFileError, match="Cannot read the model"):
            read(place)
    save_one(model, learned())
    whole = model.read_bytes()
    for share in (0.02, 0.5, 0.999):
        model.write_bytes(whole[: int(share * len(whole))])
        with pytest.raises(ModelFileError, match="only a part of one"):
            read(model)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sigma": "wide"}, r"header\.sigma is 'wide', which is no float"),
        ({"sigma": None}, "pitch or sigma is out of range"),
        ({"sigma": True}, "which is no float"),
        ({"pitch": -1.0}, "pitch or sigma is out of range"),
        ({"size": {"width": 10**9, "height": 64}}, "size of a canvas is out of range"),
        ({"size": {"width": 64.5, "height": 64}}, "which is no int"),
        ({"framing": "sideways"}, "'sideways', which this version does not know"),
        ({"names": ["S", "Nowhere"]}, "landmarks are not those of its scheme"),
        ({"names": []}, "landmarks are not those of its scheme"),
        ({"names": "S"}, "is no list"),
        ({"scheme": None}, "has no scheme"),
        ({"scheme": {"landmarks": [{"name": "S"}], "version": 7}}, "version 7"),
        ({"detectors": []}, "which network its detectors are"),
        ({"size": [48, 64]}, r"header\.size is no group of values"),
        ({"size": None}, r"header\.size is no group of values"),
        ({"displacements": {**PAIR, "parents": [-1, 0, 3]}}, "its landmarks are no tree"),
        ({"displacements": {**PAIR, "parents": [1, 0, -1]}}, "its landmarks are no tree"),
        ({"displacements": {**PAIR, "parents": [-1, 0]}}, "not every landmark has a displacement"),
        ({"displacements": {**PAIR, "means": [[0, 0], [None, 1], [0, 0]]}}, "a displacement is no number"),
        (
            {"displacements": {**PAIR, "covariances": [[0, 0, 0], [1, 1, 1], [0, 0, 0]]}},
            "spread of a displace",
        ),
        ({"displacements": {**PAIR, "roots": []}}, "has roots, which this version does not know"),
        ({"sigmas": [1, "wide", 1]}, r"header\.sigmas is 'wide', which is no float"),
        ({"detectors": [{"network": 1.5, "domain": 0}]}, r"network is 1\.5, which is no int"),
        ({"finder": {"network": {"channels": 3}}}, r"finder\.network\.channels is no list"),
        ({"training": TRAINING | {"films": [1]}}, r"header\.training\.films is no group of values"),
        ({"training": TRAINING | {"metrics": {"a @ b": "x"}}}, r"training\.metrics\['a @ b'\] is 'x', which"),
        ({"training": []}, r"header\.training is no group of values"),
        ({"card": {"title": ["x"]}}, r"header\.card\.title is \['x'\], which is no str"),
        ({"exemplars": {"0": "e.png"}}, r"header\.exemplars is no list"),
        ({"network": {"channels": [10**6], "stride": 2}}, "channels of a network is out of range"),
        ({"network": {"channels": [4] * 40, "stride": 2}}, "has 40 values"),
        ({"network": {"channels": [], "stride": 2}}, "has 0 values"),
        ({"network": {"channels": [4, 6], "stride": 0}}, "stride of a network is out of range"),
        ({"network": {"channels": [4, 7], "stride": 2}}, "has the shape"),
        ({"network": {"channels": [4], "stride": 2}}, "does not belong there"),
        ({"network": {"channels": [4, 6, 8], "stride": 2}}, "is missing"),
        (
            {"network": {"channels": [4, 6], "stride": 2, "depth": 3}},
            "has depth, which this version",
        ),
        ({"exemplars": ["e.png", "f.png"]}, r"exemplar\.1\.\w+ is missing"),
        ({"exemplars": []}, r"exemplar\.0\.\w+ does not belong there"),
        ({"training": {"preset": "quick"}}, r"header\.training\.seed is missing"),
        ({"registration": {"width": 60, "height": 64}}, "cannot work at 60 x 64"),
        ({"registration": {"windows": 0, "width": 64, "height": 64}}, "is damaged"),
        ({"detectors": [{"network": 3, "domain": 0}]}, "which network its detectors are"),
        ({"detectors": [{"network": 0, "domain": 0}]}, "which network its detectors are"),
        ({"detectors": [{"network": 1, "domain": 1}]}, "does not find the landmarks"),
        ({"detectors": [{"network": 1, "domain": -1}]}, "does not find the landmarks"),
        ({"views": 0}, "number of views"),
        ({"calibration": {"factors": [1.0], "coverage": 0.9, "films": 3}}, "calibration is out of range"),
        ({"calibration": {"factors": [1, 1, -1], "coverage": 0.9, "films": 3}}, "calibration is out"),
        ({"calibration": {"factors": [1, 1, 1], "coverage": 1.0, "films": 3}}, "calibration is out"),
        ({"fit": {"lowest_peak": None, "largest_residual": 0.1}}, "fit is out of range"),
        ({"registration_use": {"side": 47}}, "side or local steps of its registration"),
        ({"registration_use": {"local_steps": 0}}, "side or local steps of its registration"),
        ({"registration_use": {"joins": 1}}, "joins is 1, which is no bool"),
        ({"registration_use": {"kind": "net"}, "registration": None}, "no network to register with"),
        ({"registration_use": {"kind": "magic"}}, "'magic', which this version does not know"),
        ({"reading": {"reader": "R", "model": ""}}, r"header\.reading\.names is missing"),
        ({"reading": READING | {"films": -1}}, "a reading needs a count of films"),
        ({"reading": READING}, "its reading is of other landmarks"),
        ({"stranger": 1}, "stranger, which this version does not know"),
    ],
)
def test_a_header_that_cannot_be_meant_is_one_sentence(model, change, message):
    save_one(model, learned())
    damaged(model, change)
    with pytest.raises(ModelFileError, match=message) as caught:
        load_one(model)
    assert "copy it again" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "tensor", "message"),
    [
        ("domain1.reference.points", None, r"reference\.points is missing"),
        ("domain1.reference.points", np.zeros((4, 2)), r"reference\.points has the shape \(4, 2\)"),
        ("domain1.reference.points", np.zeros((3, 2), np.float32), "values of another type"),
        ("domain1.exemplar.0.pixels", np.zeros((0, 5), np.uint16), r"pixels has the shape \(0, 5\)"),
        ("domain1.exemplar.0.pixels", np.zeros((4, 5), np.uint8), "values of another type"),
        ("detector1.head.bias", np.array([0, np.nan, 0], np.float32), "values that are no numbers"),
        ("stranger", np.zeros(1), "stranger does not belong there"),
    ],
)
def test_tensors_that_cannot_be_meant_are_one_sentence(model, name, tensor, message):
    save_one(model, learned())
    damaged(model, {}, {name: tensor})
    with pytest.raises(ModelFileError, match=message):
        load_one(model)


@pytest.mark.parametrize(
    "value",
    [
        UNetConfig((3, 5), 4),
        TINY_HRNET,
        RegistrationNetConfig(alignment=GlobalAlignment.SIFT, rotation=0.1),
        Size(3, 4),
        TrainingRecord(
            "quick", 2**40, "cpu", ("e",), {"e": "ab"}, {"loss": 0.1 + 0.2}, {"torch": "2"}, "2026"
        ),
    ],
)
def test_values_survive_json(value):
    assert from_plain(type(value), json.loads(json.dumps(to_plain(value))), "it") == value


def test_a_field_that_a_file_lacks_takes_its_default():
    assert from_plain(UNetConfig, {"channels": [3]}, "it") == UNetConfig((3,))


def test_a_metric_that_is_no_number_comes_back_as_none():
    training = replace(learned().training, metrics={"check": math.inf})
    again = from_plain(TrainingRecord, json.loads(json.dumps(to_plain(training), allow_nan=False)), "it")
    assert math.isnan(again.metrics["check"])


def test_the_networks_of_a_file_answer_and_register_the_same(model):
    saved = learned()
    save_one(model, saved)
    image, films = torch.rand(1, 1, 64, 48), torch.rand(2, 1, 64, 64)
    with torch.no_grad():
        seen = [one.detectors[1].eval()(image) for one in (saved, load_one(model))]
        found = [one.registration[1].eval()(films[:1], films[1:]) for one in (saved, load_one(model))]
    assert torch.equal(*seen)
    assert torch.equal(found[0].fields[-1], found[1].fields[-1])
