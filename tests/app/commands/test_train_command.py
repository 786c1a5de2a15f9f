"""`onemark train` from files to a model, and what it says where it cannot mean what is typed."""

import json

import numpy as np
import pytest
import torch
from spot_sets import write_films

from app import cli
from app.commands.train_options import OPTIMISERS, SYSTEMS
from engine.geometry.heatmaps import render
from engine.models.checkpoint import load_model
from engine.supervised.systems import SYSTEMS as RECIPES
from engine.supervised.systems import System
from engine.training import batches as shown
from engine.training.config import OptimiserKind
from engine.training.losses import HeatmapLoss

FILMS = ("--images", "films", "--landmarks", "films.csv")


@pytest.fixture
def sets(tmp_path):
    """Two sets of films, and the arguments that train one of them quickly."""
    for name in ("hand", "foot"):
        write_films(tmp_path / name, 5)
    return tmp_path


def arguments(folder, *more, name="hand"):
    films = ("--images", str(folder / name / "films"), "--landmarks", str(folder / name / "landmarks.csv"))
    small = ("--system", "gu2net", "--longest", "48", "--epochs", "1", "--device", "cpu", "--val", "0.2")
    return ["train", *films, *small, "--model-out", str(folder / "out.model"), *more]


def test_a_training_says_its_figures_epochs_and_hashes(sets, capsys):
    assert cli.run_command_line(arguments(sets, "--json", "--spacing", "0.5")) == 0
    said = json.loads(capsys.readouterr().out)
    assert (sets / "out.model").exists()
    assert said["system"] == "gu2net"
    assert said["sets"][""]["landmarks"] == ["A", "B", "C"]
    assert all(len(digest) == 64 for digest in said["sets"][""]["films"].values())
    [model] = said["models"]
    assert [len(model["films"][""][part]) for part in ("train", "validation", "test")] == [4, 1, 0]
    [[epoch]] = model["networks"]
    assert epoch["errors"][""] > 0
    assert epoch["loss"] > 0
    assert said["figures"][""]["mre_mm"] == [model["validation"][""]["mre_mm"], 0.0]


def test_a_model_keeps_how_those_who_labelled_its_films_read(sets):
    assert cli.run_command_line(arguments(sets, "--fit-reading", "--val", "0.6")) == 0
    learned = load_model(sets / "out.model").domain()
    assert (learned.reading.names, learned.reading.films) == (("A", "B", "C"), 3)
    assert learned.reading.reader == "the training films' readers"
    assert cli.run_command_line(arguments(sets)) == 0
    assert load_model(sets / "out.model").domain().reading is None


@pytest.mark.parametrize(("typed", "wanted"), [("2", (2.0, 2.0)), ("4:1.5", (4.0, 1.5))])
def test_sigma_is_fixed_or_annealed_and_the_model_keeps_the_last(sets, monkeypatch, typed, wanted):
    drawn = []

    def noting(points, size, sigma):
        drawn.append(sigma)
        return render(points, size, sigma)

    monkeypatch.setattr(shown, "render", noting)
    assert cli.run_command_line(arguments(sets, "--sigma", typed, "--batch", "1")) == 0
    shares = np.linspace(0.0, 1.0, 4, endpoint=False)  # one epoch of four films
    assert drawn == pytest.approx(wanted[0] * (wanted[1] / wanted[0]) ** shares)
    assert load_model(sets / "out.model").domain().sigma == wanted[1]


def test_what_papers_print_otherwise_is_typed_and_told(sets, capsys):
    printed = ("--canvas", "64x48", "--rate", "1e-3", "--flip", "0.5", "--choose", "loss", "--json")
    assert cli.run_command_line(arguments(sets, *printed)) == 0
    [[epoch]] = json.loads(capsys.readouterr().out)["models"][0]["networks"]
    assert epoch["score"] > 0  # the loss on the validation film
    size = load_model(sets / "out.model").domain().reference.size
    assert (size.width, size.height) == (64, 48)


def test_another_optimiser_learns_something_else(sets):
    models = {}
    for name in ("adam", "adadelta"):
        again = ("--optimiser", name, "--model-out", str(sets / f"{name}.model"))
        assert cli.run_command_line(arguments(sets, *again)) == 0
        [net] = load_model(sets / f"{name}.model").domain().detectors
        models[name] = torch.cat([each.flatten() for each in net.parameters()])
    assert not torch.equal(models["adam"], models["adadelta"])


def test_seeds_and_folds_say_mean_and_spread(sets, capsys):
    out = ("--folds", "2", "--seeds", "2", "--out", str(sets / "all.csv"))
    assert cli.run_command_line(arguments(sets, *out)) == 0
    said = capsys.readouterr().out
    assert "over the films of 2 folds, 2 seeds: mre px" in said
    assert " +- " in said
    assert said.count("wrote ") == 5
    assert len((sets / "all.csv").read_text().splitlines()) == 1 + 5 * 3


def test_the_models_of_folds_assess_one_that_learns_from_all_films(sets, capsys):
    assert cli.run_command_line(arguments(sets, "--folds", "2")) == 0
    capsys.readouterr()
    by = [text for n in (1, 2) for text in ("--assessed-by", str(sets / f"out.fold{n}.model"))]
    whole = ("--val", "0", "--model-out", str(sets / "whole.model"))
    assert cli.run_command_line(arguments(sets, *by, *whole)) == 0
    assert "seed 0 by the models that have not seen them: mre px" in capsys.readouterr().out
    learned = load_model(sets / "whole.model").domain()
    assert learned.card.data == "5 films to learn from, 0 to choose the weights"
    assert learned.card.protocol.startswith(
        "not of this model: of 2 models trained likewise from parts of its 5"
    )
    again = ("rerun", str(sets / "run.json"), "--entry", "whole.model", "--out", str(sets / "again.model"))
    assert cli.run_command_line(list(again)) == 0
    assert load_model(sets / "again.model").domain().card == learned.card
    several = ("--val", "0", "--seeds", "2", "--model-out", str(sets / "two.model"))
    assert cli.run_command_line(arguments(sets, *by, *several)) == 0
    assert "over the films, by the models that have not seen them, 2 seeds: mre px" in capsys.readouterr().out
    assert cli.run_command_line(arguments(sets, *by, *several, "--json")) == 0
    assert json.loads(capsys.readouterr().out)["assessed_by"] == by[1::2]
    assert cli.run_command_line(arguments(sets, "--folds", "2", *by)) == 2
    assert "leave --assessed-by away" in capsys.readouterr().err


def test_several_sets_go_into_one_model(sets, capsys):
    named = [f"{name}={sets / name / 'films'}:{sets / name / 'landmarks.csv'}" for name in ("hand", "foot")]
    small = ["--system", "gu2net", "--longest", "48", "--epochs", "1", "--device", "cpu", "--json"]
    both = ["train", "--set", named[0], "--set", named[1], *small, "--model-out", str(sets / "two.model")]
    assert cli.run_command_line(both) == 0
    assert set(json.loads(capsys.readouterr().out)["figures"]) == {"hand", "foot"}


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (("--set", "a=b:c.csv"), 2, "either --images and --landmarks, or --set"),
        (("--out", "all.csv"), 2, "give --folds K too"),
        (("--resume",), 2, "no interrupted run"),
        (("--val", "1.5"), 2, "no share of films"),
        (("--seeds", "0"), 2, "choose 1 or more"),
        (("--sigma", "0"), 2, "'0' is no width of heatmaps: give 0.5 to 100 pixels"),
        (("--sigma", "5:nan"), 2, "no width of heatmaps"),
        (("--sigma", "5:3:2"), 2, "no width of heatmaps"),
        (("--extend", "m.model"), 2, "--longest is that of the model"),
        (("--canvas", "512"), 2, "'512' is no canvas: give width and height of 48 to 4096 pixels"),
        (("--system", "unet", "--canvas", "64x64"), 2, "--canvas is for systems that see whole films"),
        (("--rate", "0"), 2, "'0' is no learning rate"),
        (("--critic-rate", "1e-4"), 2, "--critic-rate means nothing without a critic"),
        (("--flip", "2"), 2, "'2' is no share of views"),
        (("--warm-up", "5"), 2, "--warm-up means nothing without --adaptive-sigma"),
        (("--split", "a.csv", "--split", "b.csv"), 2, "--split is given twice"),
        (("--folds", "9"), 1, "choose 2 to 5 folds"),
        (("--weights", "nowhere.pth"), 1, "no backbone"),
        (("--fit-reading", "--val", "0"), 1, "leave --fit-reading away, or keep films for the validation"),
        (("--norm", "frozen"), 1, "GU2Net takes none: choose --norm group, or train farnet or hrnet"),
        (
            ("--norm", "frozen", "--system", "hrnet"),
            1,
            "cannot be frozen where it has learned nothing yet: give --weights FILE",
        ),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(sets, capsys, more, code, said):
    assert cli.run_command_line(arguments(sets, *more)) == code
    assert said in capsys.readouterr().err
    assert not (sets / "out.model").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((*FILMS, "--extend", "m", "--norm", "group"), "--norm is that of the model"),
        (("--images", "films"), "with --images DIR and their table with --landmarks CSV"),
        (("--set", "films"), "is not NAME=DIR:CSV"),
        (("--set", "a=b:c.csv", "--set", "a=d:e.csv"), "names a twice"),
        (("--set", "a=b:c.csv", "--set", "d=e:f.csv", "--split", "s.csv"), "say for which set"),
        (("--set", "a=b:c.csv", "--set", "d=e:f.csv", "--spacing", "0.1"), "--spacing is for one set"),
    ],
)
def test_sets_are_named_one_way(capsys, options, said):
    assert cli.run_command_line(["train", "--model-out", "m", *options]) == 2
    assert said in capsys.readouterr().err


def test_a_model_to_extend_that_is_not_there_is_named(capsys):
    gu2net = ("--set", "a=b:c.csv", "--system", "gu2net")
    assert cli.run_command_line(["train", *gu2net, "--model-out", "m", "--extend", "nowhere.model"]) == 1
    assert "nowhere.model" in capsys.readouterr().err


def test_every_system_and_optimiser_can_be_named():
    assert set(SYSTEMS) == {system.value for system in System}
    assert set(OPTIMISERS) == {kind.value for kind in OptimiserKind}


def test_the_help_knows_how_wide_each_system_learns(capsys):
    with pytest.raises(SystemExit):
        cli.build_parser().parse_args(["train", "--help"])
    said = " ".join(capsys.readouterr().out.split()).replace("- ", "-")  # wrapped at hyphens
    for system, recipe in RECIPES.items():
        first, last = recipe.training.sigma
        if recipe.training.loss is HeatmapLoss.COORDINATES:
            assert f"{system} learns no heatmaps" in said
            continue
        assert f"{system} {first:g}" + (f":{last:g}" if last != first else "") in said


def test_learned_sigmas_are_said_epoch_by_epoch_and_drawn(sets, capsys):
    more = ("--adaptive-sigma", "--sigma", "2", "--steer", "0.25", "--sigma-plot", str(sets / "sigmas.png"))
    assert cli.run_command_line(arguments(sets, *more, "--epochs", "3", "--json")) == 0
    said = json.loads(capsys.readouterr().out)
    [history] = said["models"][0]["sigmas"]
    assert history["names"] == ["A", "B", "C"]
    assert [one["epoch"] for one in history["records"]] == [2, 3]
    assert all(1 <= value <= 4 for one in history["records"] for value in one["sigma"])
    assert len(said["models"][0]["films"][""]["steering"]) == 1
    assert (sets / "sigmas.png").exists()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--steer", "0.2"), "--steer means nothing without --adaptive-sigma"),
        (("--sigma-form", "paper"), "--sigma-form means nothing without --adaptive-sigma"),
        (("--adaptive-sigma", "--steer", "0"), "leaves no film to learn sigmas by"),
        (("--system", "laoml-c", "--sigma", "5"), "learns coordinates, no heatmaps"),
        (("--adaptive-sigma", "--sigma", "5:2"), "start from one width"),
        (("--adaptive-sigma", "--sigma", "50"), "between 1 and 20"),
    ],
)
def test_options_of_learned_sigmas_fit_together(sets, more, message, capsys):
    assert cli.run_command_line(arguments(sets, *more)) == 2
    assert message in capsys.readouterr().err


def test_the_papers_form_wants_more_epochs_than_its_warm_up(sets, capsys):
    more = ("--adaptive-sigma", "--sigma-form", "paper", "--epochs", "30", "--steer", "0.25")
    assert cli.run_command_line(arguments(sets, *more)) == 1
    assert "begins after 30 epochs" in capsys.readouterr().err


def test_a_scheme_that_is_neither_a_file_nor_ships_is_told_with_those_that_do(sets, capsys):
    words = arguments(sets, "--scheme", "hands")
    assert cli.run_command_line(words) == 2
    assert "--scheme: There is no scheme hands: give a file, or one of those" in capsys.readouterr().err
    assert cli.run_command_line(arguments(sets, "--scheme", "missing.csv")) == 1
    assert "missing.csv" in capsys.readouterr().err
