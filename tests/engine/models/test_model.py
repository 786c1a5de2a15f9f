"""Models of one anatomy or several, of one detector or many, and files of the first version."""

import json
import subprocess
import sys
from copy import deepcopy
from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import torch
from model_files import NAMES, as_version_1, header_and_body, learned, rewritten, universal
from safetensors.numpy import load

from engine.errors import EngineError
from engine.landmarks import Scheme
from engine.models.checkpoint import Model, load_model, save_model
from engine.models.checkpoint_header import (
    ALIKE,
    DomainHeader,
    NetworkHeader,
    kind_of,
    network_from_plain,
    network_to_plain,
    parse_header,
)
from engine.models.model_card import ModelCard
from engine.models.model_format import ModelFileError
from engine.models.trained_model import Calibration, Fit, KeptRegistration, RegistrationUse, TrainedModel
from engine.networks.detector import DetectorConfig
from engine.networks.gu2net import GU2NetConfig, UniversalUNetConfig
from engine.networks.half_weights import in_half
from engine.networks.hrnet import HRNetConfig
from engine.networks.norm import Norm
from engine.networks.pretrained_unet import PretrainedUNetConfig
from engine.networks.unet import UNetConfig
from engine.resources import resource
from engine.runtime.random import Undrawn

TINY_HRNET = HRNetConfig(4, 8, 1, (1, 1, 1))
IMAGE = torch.rand(1, 1, 64, 48, generator=torch.Generator().manual_seed(4))


def reloaded(tmp_path, model):
    save_model(tmp_path / "u.safetensors", model)
    return load_model(tmp_path / "u.safetensors")


def answers(model):
    with torch.no_grad():
        return [one.detectors[-1].eval()(IMAGE) for one in model.domains.values()]


def test_anatomies_that_share_a_network_share_it_in_the_file_and_after_it(tmp_path):
    saved = universal(GU2NetConfig(dilations=(1, 2)))
    loaded = reloaded(tmp_path, saved)
    assert list(loaded.domains) == ["head", "side"]
    first, second = (one.detectors[0] for one in loaded.domains.values())
    assert first.net is second.net
    assert (first.domain, second.domain) == (0, 1)
    stored = load((tmp_path / "u.safetensors").read_bytes())
    assert {name.split(".")[0] for name in stored} == {"detector1", "domain1", "domain2"}
    assert all(torch.equal(*pair) for pair in zip(answers(saved), answers(loaded), strict=True))


def test_a_gu2net_as_printed_comes_back_and_one_as_released_is_a_file_that_older_versions_read(tmp_path):
    for config, version in ((GU2NetConfig(), 2), (GU2NetConfig(leaky=True, head_kernel=3), 5)):
        saved = universal(config)
        loaded = reloaded(tmp_path, saved)
        assert all(torch.equal(*pair) for pair in zip(answers(saved), answers(loaded), strict=True))
        header = described(tmp_path / "u.safetensors")
        assert header["version"] == version
        assert ("leaky" in header["networks"][0]["config"]) == config.leaky


@pytest.mark.parametrize("norm", Norm)
def test_the_norm_of_the_networks_comes_back(tmp_path, norm):
    saved = universal(UniversalUNetConfig(), norm)
    loaded = reloaded(tmp_path, saved)
    assert {one.norm for one in loaded.domains.values()} == {norm}
    assert all(torch.equal(*pair) for pair in zip(answers(saved), answers(loaded), strict=True))


def test_scheme_card_calibration_fit_and_views_of_each_anatomy_come_back(tmp_path):
    saved = universal(UniversalUNetConfig())
    other = replace(
        saved.domain("side"), scheme=Scheme(("left",), curves=(("left", "left"),), measurements=("chest",))
    )
    saved = Model({**saved.domains, "side": other})
    loaded = reloaded(tmp_path, saved)
    for part in ("card", "calibration", "fit", "views", "scheme", "names", "training"):
        for one, other in zip(saved.domains.values(), loaded.domains.values(), strict=True):
            assert getattr(one, part) == getattr(other, part), part


@pytest.mark.parametrize("views", [1, 2, 3])
def test_as_many_views_as_a_run_averaged_come_back(tmp_path, views):
    saved = replace(learned(), views=views)
    assert reloaded(tmp_path, Model({"": saved})).domain().views == views


def test_nothing_that_a_prediction_obeys_is_left_out_of_the_file():
    networks = {"network", "norm", "detectors", "finder", "registration"}
    others = {"scheme", "reference", "exemplars"}
    assert {field.name for field in fields(TrainedModel)} == {*ALIKE, *networks, *others}
    assert set(ALIKE) <= {field.name for field in fields(DomainHeader)}


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_detectors_comes_back(tmp_path, count):
    both = learned()
    saved = replace(both, detectors=(both.detectors * 2)[:count])
    loaded = reloaded(tmp_path, Model({"": saved})).domain()
    assert len(loaded.detectors) == count
    # the third one is the first one again: it is in the file once
    assert len({id(net) for net in loaded.detectors}) == min(count, 2)


def test_an_anatomy_is_chosen_by_name_and_asked_for_where_there_is_a_choice():
    model = universal(UniversalUNetConfig())
    assert model.domain("side").names == ("left",)
    with pytest.raises(EngineError, match=r"choose one of head, side \(--domain NAME\)"):
        model.domain()
    with pytest.raises(EngineError, match=r"no anatomy 'foot': choose one of head, side"):
        model.domain("foot")
    alone = Model({"": learned()})
    assert alone.domain().names == NAMES
    with pytest.raises(EngineError, match="leave 'head' away"):
        alone.domain("head")
    named = Model({"head": alone.domain()})
    assert named.domain() is named.domain("head")


@pytest.mark.parametrize("domains", [{}, {"": None, "head": None}])
def test_a_model_knows_what_it_knows(domains):
    with pytest.raises(ValueError, match="one anatomy at least"):
        Model(domains)


def test_a_network_that_is_not_what_it_is_said_to_be_is_not_saved(tmp_path):
    for wrong in ({"network": UNetConfig((4, 8))}, {"norm": Norm.GROUP}, {"names": ("S", "left")}):
        with pytest.raises(ValueError, match="config and norm"):
            save_model(tmp_path / "m.safetensors", Model({"": replace(learned(), **wrong)}))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("network", [UNetConfig((4, 6)), TINY_HRNET])
def test_files_of_the_first_version_are_read(tmp_path, network):
    path = tmp_path / "old.model"
    saved = learned(network)
    save_model(path, Model({"": saved}))
    as_version_1(path)
    assert "detectors" not in json.loads(header_and_body(path)[0]["__metadata__"]["onemark-model"])
    loaded = load_model(path).domain()
    assert loaded.registration_use == RegistrationUse()  # fitted, and with a say
    for part in ("scheme", "names", "framing", "network", "sigma", "training", "views", "card", "norm"):
        assert getattr(loaded, part) == getattr(saved, part), part
    assert (loaded.calibration, loaded.fit) == (None, None)
    assert np.array_equal(loaded.reference.points, saved.reference.points)
    assert len(loaded.exemplars) == 1
    with torch.no_grad():
        for one, other in zip(saved.detectors, loaded.detectors, strict=True):
            assert torch.equal(one.eval()(IMAGE), other(IMAGE))
        assert torch.equal(saved.finder.net.eval()(IMAGE), loaded.finder.net(IMAGE))
    assert loaded.training.title == "one-shot (quick) model"


def described(path):
    """What the model at `path` says of itself."""
    return json.loads(header_and_body(path)[0]["__metadata__"]["onemark-model"])


def test_what_registration_is_used_for_comes_back_and_asks_for_a_newer_version(tmp_path):
    path, use = tmp_path / "m.safetensors", RegistrationUse(KeptRegistration.NET, False, 4, 256)
    save_model(path, Model({"": replace(learned(), registration_use=use)}))
    assert load_model(path).domain().registration_use == use
    assert described(path)["version"] == 3
    assert "registration_use" in described(path)["conventions"]


def test_a_model_that_uses_registration_as_ever_is_a_file_that_older_versions_read(tmp_path):
    path = tmp_path / "m.safetensors"
    save_model(path, Model({"": learned()}))
    assert described(path)["version"] == 2
    assert "registration_use" not in {*described(path)["domains"][""], *described(path)["conventions"]}
    assert load_model(path).domain().registration_use == RegistrationUse()


def test_a_network_that_began_with_pretrained_features_comes_back_and_asks_for_a_newer_version(tmp_path):
    saved = Model({"": learned(PretrainedUNetConfig((4, 4)))})
    loaded = reloaded(tmp_path, saved)
    assert all(torch.equal(*pair) for pair in zip(answers(saved), answers(loaded), strict=True))
    assert described(tmp_path / "u.safetensors")["version"] == 6


def test_weights_that_half_precision_holds_take_half_the_space_and_come_back_to_the_bit(tmp_path):
    whole, path = learned(UNetConfig((32, 64, 96))), tmp_path / "half.safetensors"
    save_model(tmp_path / "whole.safetensors", Model({"": replace(whole, finder=None)}))
    one, other = whole.detectors
    mixed = replace(whole, finder=None, detectors=(in_half(deepcopy(one)), other))
    save_model(path, Model({"": mixed}))
    assert described(path)["version"] == 7
    assert [network.get("half", False) for network in described(path)["networks"]] == [True, False]
    assert "half" in described(path)["conventions"]
    saved = 1 - path.stat().st_size / (tmp_path / "whole.safetensors").stat().st_size
    assert 0.2 < saved < 0.25  # a half of one of two networks
    loaded = load_model(path).domain()
    assert {weights.dtype for net in loaded.detectors for weights in net.parameters()} == {torch.float32}
    with torch.no_grad():
        for before, after in zip(mixed.detectors, loaded.detectors, strict=True):
            assert torch.equal(before.eval()(IMAGE), after(IMAGE))
        rounded, exact = mixed.detectors[0](IMAGE), one.eval()(IMAGE)
    assert 0 < (rounded - exact).abs().max() < 0.01 * exact.abs().max()


def test_weights_that_half_precision_cannot_hold_are_refused():
    net = torch.nn.Linear(2, 2)
    with torch.no_grad():
        net.weight[0, 0] = 7e4
    with pytest.raises(ValueError, match="cannot hold"):
        in_half(net)


def test_a_model_registered_with_pretrained_features_asks_for_a_newer_version(tmp_path):
    path, use = tmp_path / "m.safetensors", RegistrationUse(side=96, pretrained=True)
    kept = replace(learned(), registration_use=use)
    save_model(path, Model({"": kept}))
    assert load_model(path).domain().registration_use == use
    assert described(path)["version"] == 5
    save_model(path, Model({"": kept.without_exemplars()}))  # then nothing is registered
    assert described(path)["version"] == 3
    assert "pretrained" not in described(path)["domains"][""]["registration_use"]


@pytest.mark.parametrize("box", sorted(resource("models").glob("*.safetensors")), ids=lambda path: path.stem)
def test_a_model_of_the_box_written_again_says_the_same(box, tmp_path):
    again = tmp_path / "again"
    save_model(again, load_model(box))
    before, after = described(box), described(again)
    before["domains"][""]["sigmas"] = []  # younger than the head, and so are some words
    assert {**after, "conventions": {}} == {**before, "conventions": {}}
    assert header_and_body(again)[1] == header_and_body(box)[1]


def test_a_header_is_the_same_text_as_ever(tmp_path):
    full = replace(
        learned(TINY_HRNET), card=ModelCard("Schädel", licence="free"), fit=Fit(0.3, 0.1), views=2,
        calibration=Calibration((2.0, 3.5, 1.25), 0.9, 31), sigmas=(2.0, 1.5, 0.1 + 0.2), norm=Norm.BATCH,
    )  # fmt: skip
    save_model(tmp_path / "m", Model({"head": full, "Hand é": learned()}))
    stored = (Path(__file__).parent / "header.json").read_text(encoding="utf-8")
    assert header_and_body(tmp_path / "m")[0]["__metadata__"]["onemark-model"] == stored
    uses = [domain.registration_use for domain in parse_header(json.loads(stored)).domains.values()]
    assert uses == [RegistrationUse(), RegistrationUse()]


def test_kinds_of_networks_keep_their_names_in_files():
    kinds = {kind_of(config) for config in get_args(DetectorConfig)}
    assert kinds >= {"unet", "hrnet", "gu2net", "universalunet", "farnet", "fpn", "originalunet"}


@pytest.mark.parametrize("config", get_args(DetectorConfig), ids=kind_of)
def test_networks_that_a_file_fills_draw_nothing(config):
    state = torch.get_rng_state()
    with Undrawn():
        NetworkHeader(config(), Norm.GROUP, (2,)).build()
    assert torch.equal(torch.get_rng_state(), state)


def test_a_first_prediction_loads_no_compiler_and_no_statistics(tmp_path):
    save_model(tmp_path / "tiny.safetensors", Model({"": learned()}))
    words = (
        "import sys, numpy, torch; from pathlib import Path; "
        "from engine.models.checkpoint import load_model; "
        "from engine.inference.inference import FilmDetector, on_device; "
        "from engine.prediction.predict import find_landmarks; cpu = torch.device('cpu'); "
        "model = load_model(Path(sys.argv[1])).domain(); pixels = numpy.eye(90, dtype='float32'); "
        "find_landmarks(pixels, FilmDetector(on_device(model, cpu), cpu)); "
        "print({'torch._dynamo', 'scipy.stats'} & sys.modules.keys())"
    )
    command = [sys.executable, "-c", words, str(tmp_path / "tiny.safetensors")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize("config", get_args(DetectorConfig), ids=kind_of)
def test_every_kind_of_network_is_described_in_full_and_measured_without_memory(config):
    header = NetworkHeader(config(), Norm.FROZEN, (2,))
    assert network_from_plain(json.loads(json.dumps(network_to_plain(header))), "it") == header
    with torch.device("meta"):
        weights = header.build().state_dict()
    assert {each.device.type for each in weights.values()} == {"meta"}


def test_networks_that_cannot_be_meant_are_one_sentence(tmp_path):
    path = tmp_path / "m.safetensors"
    save_model(path, Model({"": learned()}))
    whole, said = path.read_bytes(), described(path)
    finder, detectors = said["networks"]
    for networks, message in (
        ({"kind": "mystery"}, "kind is 'mystery', which this version does not know"),
        ({"kind": ["unet"]}, "does not know"),
        ({"norm": "sideways"}, "'sideways', which this version does not know"),
        ({"landmarks": [10**9]}, "landmarks of a network is out of range"),
        ({"landmarks": []}, "landmarks of a network is out of range"),
        ({"landmarks": [3, 3]}, "knows one domain"),
        ({"config": None}, "no group of values"),
        ({"kind": "pretrainedunet", "config": {"channels": [4] * 5}}, "1 to 4 grids, not 5"),
        ({"extra": 1}, "extra, which this version does not know"),
    ):
        changes = {"networks": [{**one, **networks} for one in (finder, detectors)]}
        _refuses(path, whole, {**said, **changes}, message)
    for changes, message in (
        ({"networks": [finder, {**detectors, "norm": "frozen"}]}, "different kinds"),
        ({"networks": {}}, "which network"),
        ({"domains": {}}, "what it knows"),
        ({"domains": {"": said["domains"][""], "b": said["domains"][""]}}, "what it knows"),
        ({"stranger": 1}, "stranger, which this version does not know"),
    ):
        _refuses(path, whole, {**said, **changes}, message)


def _refuses(path, whole, said, message):
    path.write_bytes(whole)
    rewritten(path, said, {})
    with pytest.raises(ModelFileError, match=message):
        load_model(path)
