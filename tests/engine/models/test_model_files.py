"""The list of models: quick, without torch, and a sentence for every file that is none."""

import json
import struct
import subprocess
import sys
from dataclasses import replace

import pytest
from model_files import (
    NAMES,
    SCHEME,
    as_version_1,
    damaged,
    header_and_body,
    learned,
    rewritten,
    universal,
    written,
)

from engine.io.atomic import WriteError
from engine.models.checkpoint import Model, load_model, save_model
from engine.models.model_card import ModelCard
from engine.models.model_files import export_model, import_model, list_models, summarise
from engine.models.model_format import ModelFileError
from engine.models.trained_model import Fit
from engine.networks.gu2net import UniversalUNetConfig


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "from" / "head.safetensors"
    card = ModelCard("Head", "150 films", "test films", "1.31 mm", "OneMark", "research use")
    save_model(path, Model({"": replace(learned(), card=card, fit=Fit(0.3, 0.1))}))
    return path


def test_a_model_says_what_it_finds_and_how_it_came_about(model):
    found = summarise(model)
    assert (found.path, list(found.domains)) == (model, [""])
    one = found.domains[""]
    assert (one.scheme.names, one.names) == (SCHEME.names, NAMES)
    assert (one.scheme.pairs, one.scheme.aliases["S"]) == (SCHEME.pairs, ("Sella",))
    assert found.card == ModelCard("Head", "150 films", "test films", "1.31 mm", "OneMark", "research use")
    assert (found.systems, found.made_by, one.calibrated, one.fitted) == (
        ("unet",),
        "one-shot (quick)",
        False,
        True,
    )


def test_a_model_of_several_anatomies_says_each_ones_own(tmp_path):
    both = universal(UniversalUNetConfig()).domains
    scores = {"head": "1.3 mm", "side": "0.9 mm"}
    cards = {name: replace(one, card=ModelCard("All", score=scores[name])) for name, one in both.items()}
    save_model(tmp_path / "u.safetensors", Model(cards))
    found = summarise(tmp_path / "u.safetensors")
    assert {name: one.names for name, one in found.domains.items()} == {"head": NAMES, "side": ("left",)}
    assert (found.card.title, found.card.score) == ("All", "head: 1.3 mm; side: 0.9 mm")
    assert [one.calibrated for one in found.domains.values()] == [False, True]
    assert found.systems == ("universalunet",)


def test_models_of_the_first_version_are_listed(model):
    as_version_1(model)
    found = summarise(model)
    assert (found.domains[""].names, found.card, found.systems) == (NAMES, ModelCard(), ("unet",))


def test_the_list_has_all_folders_by_name_and_a_sentence_for_what_is_no_model(model, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("b.safetensors", "A.SAFETENSORS"):
        (folder / name).write_bytes(model.read_bytes())
    (folder / "half.safetensors").write_bytes(model.read_bytes()[:-100])
    (folder / "weights.safetensors").write_bytes(written({}, {"format": "pt"}))
    (folder / "README.md").write_text("not a model, and not a problem")
    (folder / ".b.safetensors").write_text("a shadow")
    (folder / "folder.safetensors").mkdir()
    models, problems = list_models((model.parent, folder, tmp_path / "gone"))
    assert [one.path.name for one in models] == ["head.safetensors", "A.SAFETENSORS", "b.safetensors"]
    assert len(problems) == 2
    assert "half.safetensors is no model, or only a part of one" in problems[0]
    assert "weights.safetensors holds weights, but is no OneMark model" in problems[1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"rubbish and more of it", "only a part of one"),
        (written({}, {"onemark-model": "[" * 100_000}), "nests too deep"),
        (written({}, {"onemark-model": '{"version": 2, "domains": {"": 3}}'}), "is damaged"),
        (
            written({}, {"onemark-model": '{"version": 2, "domains": {"": {}}}'}),
            "it lacks 'training'|'names'",
        ),
        (struct.pack("<Q", 22) + b'{"__metadata__": "ab"}', "only a part of one"),
        (struct.pack("<Q", 9) + b'{"a": 1 }', "only a part of one"),
    ],
)
def test_damaged_files_are_one_sentence_in_the_list_too(tmp_path, content, message):
    path = tmp_path / "x.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelFileError, match=message) as caught:
        summarise(path)
    assert "x.safetensors" in str(caught.value)
    assert list_models((tmp_path,)) == ((), (str(caught.value),))


def test_descriptions_that_cannot_be_meant_are_one_sentence(model):
    whole = model.read_bytes()
    said = json.loads(header_and_body(model)[0]["__metadata__"]["onemark-model"])
    for change in ({"names": []}, {"names": ["Nowhere"]}, {"scheme": 3}, {"card": {"title": 5}}):
        model.write_bytes(whole)
        damaged(model, change)
        with pytest.raises(ModelFileError, match="is damaged"):
            summarise(model)
    model.write_bytes(whole)
    rewritten(model, {**said, "networks": [{}]}, {})
    with pytest.raises(ModelFileError, match="lacks 'kind'"):
        summarise(model)


@pytest.mark.timeout(60)  # where it is not linear it takes many minutes
def test_a_description_of_very_many_landmarks_is_read_at_once(model):
    names = [f"n{number}" for number in range(50_000)]
    damaged(model, {"names": names, "scheme": {"landmarks": names}})
    assert summarise(model).domains[""].names == tuple(names)
    with pytest.raises(ModelFileError, match="does not find the landmarks"):
        load_model(model)


def test_an_imported_model_never_replaces_another_one_and_comes_once(model, tmp_path):
    folder = tmp_path / "own" / "Models"
    first = import_model(model, folder)
    assert first.path == folder / "head.safetensors"
    assert import_model(model, folder).path == first.path
    before = first.path.read_bytes()
    save_model(model, Model({"": replace(learned(), sigma=1.5)}))
    second = import_model(model, folder)
    assert second.path == folder / "head-2.safetensors"
    assert first.path.read_bytes() == before
    assert load_model(second.path).domain().sigma == 1.5
    assert sorted(one.name for one in folder.iterdir()) == ["head-2.safetensors", "head.safetensors"]


@pytest.mark.parametrize("name", ["head.model", "head v1.2", "head.safetensors"])
def test_a_model_of_any_name_gets_the_suffix_that_lists_look_for(model, tmp_path, name):
    other = model.rename(model.with_name(name))
    wanted = {"head v1.2": "head v1.2.safetensors"}.get(name, "head.safetensors")
    assert import_model(other, tmp_path / "own").path.name == wanted


def test_what_cannot_be_loaded_is_not_imported(model, tmp_path):
    damaged(model, {}, {"domain1.finder.head.bias": None})
    summarise(model)  # its header alone looks good
    with pytest.raises(ModelFileError, match="is missing"):
        import_model(model, tmp_path / "own")
    assert not (tmp_path / "own").exists()


def test_an_export_is_the_same_file_and_never_the_model_itself(model, tmp_path):
    export_model(model, tmp_path / "a" / "copy.safetensors")
    assert (tmp_path / "a" / "copy.safetensors").read_bytes() == model.read_bytes()
    with pytest.raises(WriteError, match="is the model itself"):
        export_model(model, model)
    with pytest.raises(ModelFileError, match="Cannot read the model"):
        export_model(tmp_path / "gone.safetensors", tmp_path / "b.safetensors")


def test_a_list_of_models_needs_no_torch(model):
    code = (
        "import sys; from pathlib import Path; from engine.models.model_files import list_models; "
        f"found = list_models((Path({str(model.parent)!r}),)); "
        "print(len(found[0]), [name for name in ('torch', 'PySide6') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "1 []"


def test_the_title_of_a_model_that_was_trained_names_its_way(model):
    training = replace(learned().training, method="supervised", preset="farnet")
    save_model(model, Model({"": replace(learned(), training=training)}))
    assert summarise(model).made_by == "supervised (farnet)"
    assert load_model(model).domain().training.title == "supervised (farnet) model"
