"""ImageNet weights: files that fit, files that do not, and the hub."""

import sys
from types import SimpleNamespace

import pytest
import torch
from safetensors.torch import save_file
from stopped_runs import same_tensors

from engine.errors import EngineError
from engine.networks.hrnet import HRNet, HRNetConfig
from engine.networks.hrnet_weights import (
    HubModel,
    Initialisation,
    adapt_channels,
    download,
    load_weights,
)
from engine.networks.unet import UNetPyramid

TINY = HRNetConfig(channels=4, stem=8, blocks=1, modules=(1, 1, 1))


@pytest.fixture(scope="module")
def entries():
    """The weights of another network of the same shape."""
    torch.manual_seed(7)
    return {name: value.clone() for name, value in HRNet(TINY).state_dict().items()}


def saved(entries, path):
    save_file({name: value.contiguous() for name, value in entries.items()}, path)
    return path


def test_a_file_that_fits_replaces_every_entry(entries, tmp_path):
    network = HRNet(TINY)
    path = saved(entries, tmp_path / "model.safetensors")
    report = load_weights(network, path)
    assert same_tensors(network, entries)
    assert (report.source, report.loaded) == (str(path), len(entries))
    assert report.initialisation is Initialisation.IMAGENET
    assert "ImageNet" in report.line
    assert str(path) in report.line


def test_without_a_source_the_weights_stay_random_and_the_log_says_so():
    network = HRNet(TINY)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    report = load_weights(network, None)
    assert same_tensors(network, before)
    assert (report.loaded, report.initialisation.value) == (0, "random")
    assert "random" in report.line


def test_the_classifier_of_the_public_file_is_ignored(entries, tmp_path):
    extra = {
        "classifier.weight": torch.zeros(10, 4),
        "incre_modules.0.0.conv1.weight": torch.zeros(3),
        "downsamp_modules.1.0.bias": torch.zeros(3),
        "final_layer.1.running_mean": torch.zeros(3),
    }
    network = HRNet(TINY)
    report = load_weights(network, saved(entries | extra, tmp_path / "timm.safetensors"))
    assert same_tensors(network, entries)
    assert report.loaded == len(entries)


@pytest.mark.parametrize("name", ["old.pth", "old.pt", "pytorch_model.bin"])
@pytest.mark.parametrize("wrapped", [False, True])
def test_legacy_files_without_counters_are_read_too(entries, tmp_path, name, wrapped):
    old = {key: value for key, value in entries.items() if not key.endswith("num_batches_tracked")}
    content = {"state_dict": {f"module.{key}": value for key, value in old.items()}} if wrapped else old
    torch.save(content, tmp_path / name)
    network = HRNet(TINY)
    assert load_weights(network, tmp_path / name).loaded == len(old)
    assert torch.equal(network.state_dict()["conv2.weight"], entries["conv2.weight"])


def test_a_missing_entry_is_named_and_nothing_is_loaded(entries, tmp_path):
    holed = {key: value for key, value in entries.items() if not key.startswith("stage3.0.branches.1")}
    network = HRNet(TINY)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    with pytest.raises(EngineError, match=r"lack stage3\.0\.branches\.1\.0\.conv1\.weight and \d+ more"):
        load_weights(network, saved(holed, tmp_path / "holed.safetensors"))
    assert same_tensors(network, before)


def test_an_unknown_entry_and_another_shape_are_named(entries, tmp_path):
    strange = entries | {"neck.weight": torch.zeros(2)}
    with pytest.raises(EngineError, match=r"unknown neck\.weight\. "):
        load_weights(HRNet(TINY), saved(strange, tmp_path / "strange.safetensors"))
    unlike = entries | {"conv2.weight": torch.zeros(9, 8, 3, 3)}
    with pytest.raises(EngineError, match=r"another shape for conv2\.weight"):
        load_weights(HRNet(TINY), saved(unlike, tmp_path / "unlike.safetensors"))


@pytest.mark.parametrize("channels", [1, 2, 5])
def test_another_number_of_channels_sees_a_grey_film_alike(entries, tmp_path, channels):
    config = HRNetConfig(4, 8, 1, (1, 1, 1), in_channels=channels)
    network = HRNet(config).eval()
    load_weights(network, saved(entries, tmp_path / "m.safetensors"))
    original = HRNet(TINY).eval()
    original.load_state_dict(entries)
    film = torch.rand(1, 1, 32, 32)
    ours, theirs = network(film.expand(-1, channels, -1, -1)), original(film.expand(-1, 3, -1, -1))
    assert torch.allclose(ours[0], theirs[0], atol=1e-4)


def test_three_channels_are_left_as_they_are():
    weight = torch.rand(8, 3, 3, 3)
    assert torch.equal(adapt_channels(weight, 3), weight)


def test_a_file_that_runs_code_is_refused_and_its_code_does_not_run(tmp_path):
    class Trap:
        def __reduce__(self):
            return (open, (str(tmp_path / "sprung"), "w"))

    torch.save({"conv1.weight": Trap()}, tmp_path / "trap.pth")
    with pytest.raises(EngineError, match=r"trap\.pth could not be read as weights"):
        load_weights(HRNet(TINY), tmp_path / "trap.pth")
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("name", ["damaged.safetensors", "damaged.pth", "empty.pt"])
def test_a_damaged_file_gives_one_sentence(tmp_path, name):
    (tmp_path / name).write_bytes(b"" if "empty" in name else b"no weights at all" * 20)
    with pytest.raises(EngineError, match="could not be read as weights"):
        load_weights(HRNet(TINY), tmp_path / name)


@pytest.mark.parametrize("old", [False, True])
def test_a_pickle_that_is_cut_or_changed_anywhere_gives_one_sentence(tmp_path, old):
    """Each of the pickle's own bytes lost with what follows, and each one wrong."""
    path, file = tmp_path / "good.pth", tmp_path / "damaged.pth"
    torch.save({"conv1.weight": torch.zeros(2)}, path, _use_new_zipfile_serialization=not old)
    good = path.read_bytes()
    start = good.index(b"cctypes") if b"cctypes" in good else good.index(b"ctorch._utils")
    for place in range(start - 20, start + 150):
        for damaged in (good[:place], good[:place] + bytes([good[place] ^ 4]) + good[place + 1 :]):
            file.write_bytes(damaged)
            with pytest.raises(EngineError):
                load_weights(HRNet(TINY), file)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda weight: weight.fill_(torch.nan), "something else than numbers in conv1.weight"),
        (lambda weight: weight.new_zeros(()).expand(weight.shape), "could not be read as weights"),
        (lambda weight: weight.to_sparse(), "could not be read as weights"),
        (lambda weight: weight.to(torch.complex64), "could not be read as weights"),
        (lambda weight: weight.to("meta"), "could not be read as weights"),
    ],
)
def test_tensors_that_hold_no_plain_numbers_are_refused(entries, tmp_path, change, message):
    torch.save(entries | {"conv1.weight": change(entries["conv1.weight"].clone())}, tmp_path / "odd.pth")
    with pytest.raises(EngineError, match=message):
        load_weights(HRNet(TINY), tmp_path / "odd.pth")


def test_a_file_that_is_not_there_or_is_something_else_is_named(tmp_path):
    with pytest.raises(EngineError, match="There is no file"):
        load_weights(HRNet(TINY), tmp_path / "none.safetensors")
    with pytest.raises(EngineError, match=r"film\.png is no file of weights"):
        load_weights(HRNet(TINY), tmp_path / "film.png")


def test_weights_for_a_unet_are_refused(tmp_path):
    with pytest.raises(EngineError, match="HRNet only"):
        load_weights(UNetPyramid(4), tmp_path / "any.safetensors")


def hub(monkeypatch, answer):
    monkeypatch.setitem(sys.modules, "huggingface_hub", SimpleNamespace(hf_hub_download=answer))


def test_the_hub_is_asked_for_the_public_file_and_named_in_the_log(entries, tmp_path, monkeypatch):
    path = saved(entries, tmp_path / "cached.safetensors")
    asked = []
    hub(monkeypatch, lambda *names: asked.append(names) or str(path))
    network = HRNet(TINY)
    report = load_weights(network, HubModel())
    assert asked == [("timm/hrnet_w18.ms_aug_in1k", "model.safetensors")]
    assert same_tensors(network, entries)
    assert report.line.endswith("from https://huggingface.co/timm/hrnet_w18.ms_aug_in1k.")


def test_offline_the_message_says_how_to_get_the_file_by_hand(monkeypatch):
    def fail(*_):
        raise ConnectionError("no route")

    hub(monkeypatch, fail)
    with pytest.raises(
        EngineError, match=r"check the connection .* or download model\.safetensors from https"
    ):
        download(HubModel())


def test_without_the_library_the_message_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(EngineError, match="pip install huggingface_hub"):
        download(HubModel())
