"""The recipes of the supervised rows: what the papers' tables change, and that every row is its own."""

import json

import numpy as np
import pytest

from engine.benchmark.supervised.learning import canvas_of, described, recipe_of, takes_weights
from engine.benchmark.supervised.request import Domain, SupervisedRequest
from engine.benchmark.supervised.rows import ABLATIONS, BACKBONES, PARTS, Kind, all_rows
from engine.geometry.coordinates import Size
from engine.landmarks import Scheme
from engine.models.reference import film_reference
from engine.networks.detector import build_network


def request_of(kind, name="isbi"):
    return SupervisedRequest((Domain(name, Scheme(("1",)), (), (), ()),), kind, "cpu", 0, 1)


def recipe(kind, name="isbi"):
    return described(request_of(kind, name))


def test_every_row_that_trains_has_a_recipe_unlike_all_others_as_plain_json():
    kinds = [kind for kind in Kind if kind.trains and kind is not Kind.BOX]
    texts = [json.dumps(recipe(kind), sort_keys=True, allow_nan=False) for kind in kinds]
    assert len(set(texts)) == len(kinds)
    assert recipe(Kind.DISTURBED) == recipe(Kind.READERS) == {}
    # what comes with the program is one of these, and named for what it is where it has learned
    assert recipe(Kind.BOX, "head") == recipe(Kind.UNET_PRETRAINED, "head")
    assert "head-unet-pretrained" not in {row.name for row in all_rows()}
    for row in all_rows():  # a mixture needs a network of several anatomies
        assert not row.mixed or recipe_of(request_of(row.kind)).universal


def test_table_2_of_farnet_changes_loss_and_network_step_by_step():
    losses = {kind: recipe(kind)["training"]["loss"] for kind in (*ABLATIONS, Kind.FARNET)}
    assert losses[Kind.FARNET] == "ewc"
    assert losses[Kind.WING] == "adaptive-wing"
    assert {losses[kind] for kind in ABLATIONS if kind is not Kind.WING} == {"mse"}
    assert recipe(Kind.MSFA_ADD)["network"]["fusion"] == "add"
    assert [recipe(kind)["network"]["refinement"] for kind in (Kind.MSFA, Kind.NAIVE, Kind.NO_EWC)] == [
        *("none", "naive", "full")
    ]
    whole, plain = recipe(Kind.FARNET), recipe(Kind.NO_EWC)
    assert whole["network"] == plain["network"]


def test_table_1_changes_the_backbone_and_gives_the_vggs_their_epochs():
    backbones = {kind: recipe(kind)["network"]["backbone"] for kind in BACKBONES}
    assert backbones == {kind: kind.value.removeprefix("farnet-").replace("-", "") for kind in BACKBONES}
    assert [recipe(kind)["training"]["epochs"] for kind in (Kind.VGG_19, Kind.RESNET_101)] == [900, 300]


@pytest.mark.parametrize(
    ("kind", "canvases"),
    [
        (Kind.FARNET, {"isbi": (640, 800), "hand-atlas": (512, 512), "aasce": (512, 1024)}),
        (Kind.GU2NET, {"isbi": (416, 512), "hand-atlas": (368, 512), "shenzhen": (512, 512)}),
    ],
)
def test_films_of_every_published_set_lie_on_the_canvas_of_the_paper(kind, canvases):
    films = {
        "isbi": Size(1935, 2400),
        "hand-atlas": Size(1563, 2169),
        "aasce": Size(500, 1200),
        "shenzhen": Size(2919, 3001),
    }
    shape = np.array([[10.0, 20.0], [300.0, 400.0], [120.0, 300.0]])
    for name, canvas in canvases.items():
        size = canvas_of(kind, name)
        made = recipe_of(request_of(kind, name))
        reference = film_reference([shape], made.longest, [films[name]], made.multiple, size)
        assert (reference.size.width, reference.size.height) == canvas
        assert recipe(kind, name)["canvases"].get(name) == (None if size is None else list(canvas))
        assert canvas_of(Kind.GU2NET_20, name) is None


def test_farnet_bends_all_but_heads():
    assert recipe(Kind.FARNET, "head")["training"]["ranges"]["rotation"] == 0.0
    assert recipe(Kind.FARNET, "aasce")["training"]["ranges"]["elastic"] > 0.0


def test_the_global_network_alone_has_the_parameters_that_the_paper_prints():
    net = build_network((19, 37, 6), recipe_of(request_of(Kind.GLOBAL)).network)
    assert sum(each.numel() for each in net.parameters()) == pytest.approx(1.35e6, rel=0.01)
    whole = recipe(Kind.GU2NET)["network"]["dilations"]
    assert (whole, recipe(Kind.LOCAL)["network"]["dilations"]) == ([1, 2, 5, 2, 1], whole)


def test_small_rows_learn_on_small_films():
    assert recipe(Kind.GU2NET_20)["longest"] < 512
    assert recipe(Kind.FARNET_20)["training"]["epochs"] <= 10


def test_pretrained_networks_learn_sets_of_small_or_narrow_films_in_less_time():
    head, chest = recipe(Kind.UNET_PRETRAINED, "head"), recipe(Kind.UNET_PRETRAINED, "chest")
    assert head["network_kind"] == chest["network_kind"] == "PretrainedUNetConfig"
    assert chest["longest"] < 299 < head["longest"]
    assert recipe(Kind.UNET_PRETRAINED, "spine")["training"]["epochs"] < head["training"]["epochs"]


def test_networks_with_a_backbone_take_weights_and_no_others():
    assert all(map(takes_weights, (Kind.FARNET, Kind.FPN, Kind.HRNET, *BACKBONES)))
    assert not any(
        map(takes_weights, (Kind.UNET, Kind.UNET_PRETRAINED, Kind.PLAIN_UNET, Kind.BOX, Kind.GU2NET, *PARTS))
    )
