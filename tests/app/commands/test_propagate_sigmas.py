"""`onemark propagate --adaptive-sigma`: what reaches the engine, what is written, what cannot be meant."""

import json
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from app import cli
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.oneshot.estimate import Estimate
from engine.operation import Progress
from engine.sigma.config import SigmaForm, SigmaHistory, SigmaRecord

NAN = float("nan")
HISTORY = SigmaHistory(
    ("S",),
    (SigmaRecord(2, (4.0,), (22.0,), (3.0,)), SigmaRecord(3, (3.0,), (NAN,), (NAN,))),
)


@pytest.fixture
def job(tmp_path, monkeypatch):
    """Two films, one annotated; the arguments to propagate it, and the settings that reach the engine."""
    from engine.oneshot.propagate import Propagation

    reached = []

    def learning(films, exemplars, scheme, settings, corrections=()):
        reached.append(settings)
        yield Progress("co-teaching", 1, 1)
        point = Landmark("S", 10.0, 20.0, Presence.PRESENT, Origin.PREDICTED)
        sets = {"b.png": LandmarkSet("b.png", {"S": point})}
        sigmas = None if settings.sigma_form is None else HISTORY
        return Propagation(sets, {}, {}, ("a.png",), "cpu", 0.5, settings.title, sigmas=sigmas)

    monkeypatch.setattr("engine.folders.propagate.propagate_films", learning)
    (tmp_path / "films").mkdir()
    for name in ("a.png", "b.png"):
        pixels = np.random.default_rng(1).integers(0, 255, (60, 80), np.uint8)
        Image.fromarray(pixels).save(tmp_path / "films" / name)
    (tmp_path / "points.csv").write_text("image,landmark,x_px,y_px\na,S,10,20\n")
    line = [
        *("propagate", "--images", str(tmp_path / "films"), "--landmarks", str(tmp_path / "points.csv")),
        *("--out", str(tmp_path / "out" / "all.csv"), "--preset", "test"),
    ]
    return line, reached


def entry_of(folder):
    return json.loads((folder / "out" / "run.json").read_text())["exports"]["all.csv"]


@pytest.mark.parametrize(("typed", "form"), [((), "laptop"), (("--sigma-form", "paper"), "paper")])
def test_learned_sigmas_are_said_written_and_drawn(job, tmp_path, capsys, typed, form):
    line, reached = job
    plot = tmp_path / "plots" / "sigmas.png"
    assert cli.run_command_line([*line, "--adaptive-sigma", *typed, "--sigma-plot", str(plot), "--json"]) == 0
    assert reached[0].sigma_form is SigmaForm(form)
    said = json.loads(capsys.readouterr().out)["sigmas"]
    assert said["names"] == ["S"]
    assert [one["sigma"] for one in said["records"]] == [[4.0], [3.0]]
    assert said["records"][1]["reward"] == [None]
    assert entry_of(tmp_path)["sigmas"] == said
    with Image.open(plot) as picture:
        assert picture.format == "PNG"


def test_in_words_as_well(job, capsys):
    assert cli.run_command_line([*job[0], "--adaptive-sigma"]) == 0
    assert "learned sigmas: 3 to 3 heatmap pixels, mean 3.0" in capsys.readouterr().out


def test_without_it_nothing_is_different(job, tmp_path, capsys):
    line, reached = job
    assert cli.run_command_line([*line, "--json"]) == 0
    assert reached[0].sigma_form is None
    assert "sigma_form" not in reached[0].described()  # interrupted runs are found again
    assert json.loads(capsys.readouterr().out)["sigmas"] is None
    assert "sigmas" not in entry_of(tmp_path)


def test_another_form_is_another_run(job):
    line, reached = job
    for more in ((), ("--adaptive-sigma",), ("--adaptive-sigma", "--sigma-form", "paper")):
        assert cli.run_command_line([*line, *more]) == 0
    assert len({one.work for one in reached}) == 3
    assert len({json.dumps(one.described()) for one in reached}) == 3


def test_all_that_is_typed_is_one_request(job, tmp_path, monkeypatch):
    from engine.networks.hrnet_weights import HubModel
    from engine.oneshot.presets import Preset
    from engine.oneshot.settings import PropagationSettings, RegistrationMethod

    def unasked(*_films):
        yield from ()
        return Estimate(1.0, "soon")

    monkeypatch.setattr("engine.folders.propagate.estimate", unasked)
    line, reached = job
    typed = ["--preset", "paper", "--registration", "edgetrans", "--weights", "hub", "--device", "cpu"]
    widths = ["--seed", "7", "--adaptive-sigma", "--sigma-form", "heads"]
    assert cli.run_command_line([*line, *typed, *widths]) == 0
    assert replace(reached[0], work=None) == PropagationSettings(
        preset=Preset.PAPER,
        registration=RegistrationMethod.EDGETRANS,
        weights=HubModel(),
        device="cpu",
        seed=7,
        sigma_form=SigmaForm.HEADS,
    )


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--sigma-form", "paper"), "--sigma-form means nothing without --adaptive-sigma"),
        (("--sigma-plot", "s.png"), "--sigma-plot means nothing without --adaptive-sigma"),
        (("--adaptive-sigma", "--sigma-plot", "films/s.png"), "outside of it"),
        (("--adaptive-sigma", "--steer", "0.2"), "unrecognized arguments: --steer"),
    ],
)
def test_options_of_learned_sigmas_fit_together(job, tmp_path, monkeypatch, more, message, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.run_command_line([*job[0], *more]) == 2
    assert message in capsys.readouterr().err


def test_registration_alone_has_none_to_learn(job, capsys):
    line = [part for part in job[0] if part not in ("--preset", "test")]
    assert cli.run_command_line([*line, "--adaptive-sigma", "--method", "registration"]) == 2
    assert "--adaptive-sigma belongs to --method one-shot" in capsys.readouterr().err


def test_a_picture_that_cannot_be_written_is_said_before_the_work(job, tmp_path, capsys):
    line, reached = job
    (tmp_path / "taken").mkdir()
    assert cli.run_command_line([*line, "--adaptive-sigma", "--sigma-plot", str(tmp_path / "taken")]) == 1
    assert "Cannot write" in capsys.readouterr().err
    assert not reached


def test_too_few_films_are_told_before_the_work(tmp_path, job, capsys, monkeypatch):
    from engine.oneshot import propagate as oneshot

    monkeypatch.setattr("engine.folders.propagate.propagate_films", oneshot.propagate)
    assert cli.run_command_line([*job[0], "--adaptive-sigma"]) == 1
    assert "from 20 films at least besides the exemplars, not 1" in capsys.readouterr().err
