"""Commands that are stopped, or whose disk is full: what is kept, what is said, and how they go on."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import platformdirs
import pytest
import torch
from PIL import Image
from spot_sets import write_films
from tiny_models import save_tiny

from app import cli
from engine.io import atomic
from engine.prediction import predict
from engine.runtime import side_by_side
from engine.training.finder import FinderTraining

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
GO_ON = "onemark: Cancelled. What it had computed is kept: run it again to go on."


class Counted:
    """Stands for a method or function, counts its calls, and sends SIGTERM in one of them."""

    def __init__(self, function, at=None):
        self.function, self.at, self.calls = function, at, 0

    def __call__(self, *given):
        self.calls += 1
        if self.calls == self.at:
            os.kill(os.getpid(), signal.SIGTERM)
        return self.function(*given)


@pytest.fixture
def counted(monkeypatch):
    """Has a method of a class or a function of a module counted."""

    def count(place, name, at=None):
        function = Counted(getattr(place, name), at)
        monkeypatch.setattr(place, name, lambda *given: function(*given))
        return function

    return count


@pytest.fixture
def films(tmp_path):
    """Twelve films and the arguments to predict them with a tiny model."""
    (tmp_path / "films").mkdir()
    for number in range(12):
        draw(tmp_path, number, seed=number)
    save_tiny(tmp_path / "tiny.model")
    return [
        *("predict", "--model", str(tmp_path / "tiny.model"), "--images", str(tmp_path / "films")),
        *("--device", "cpu", "--out", str(tmp_path / "all.csv")),
    ]


def draw(folder, number, seed):
    pixels = np.random.default_rng(seed).integers(0, 255, (84, 72), np.uint8)
    Image.fromarray(pixels).save(folder / "films" / f"{number:02}.png")


def written(folder):
    """The table without what differs from run to run."""
    return (folder / "all.csv").read_text()


def test_a_stopped_prediction_goes_on_behind_the_films_that_are_done(
    films, tmp_path, capsys, counted, monkeypatch
):
    monkeypatch.setattr(side_by_side, "_MOST", 1)
    whole = counted(predict, "_film_found")
    assert cli.run_command_line(films) == 0
    table = written(tmp_path)
    assert whole.calls == 12
    first = counted(predict, "_film_found", at=4)
    assert cli.run_command_line(films) == 143
    assert capsys.readouterr().err.splitlines()[-1] == GO_ON
    assert first.calls == 4
    again = counted(predict, "_film_found")
    assert cli.run_command_line(films) == 0
    assert again.calls == 8
    assert written(tmp_path) == table
    assert cli.run_command_line(films) == 0
    assert again.calls == 8 + 12  # nothing is left of a prediction that came to its end


@pytest.fixture
def three_threads():
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    yield
    torch.set_num_threads(before)


@pytest.mark.usefixtures("three_threads")
def test_films_side_by_side_are_stopped_and_go_on_too(films, tmp_path, capsys, counted):
    assert cli.run_command_line(films) == 0
    table = written(tmp_path)
    first = counted(predict, "_film_found", at=4)
    assert cli.run_command_line(films) == 143
    assert capsys.readouterr().err.splitlines()[-1] == GO_ON
    assert 4 <= first.calls < 12
    again = counted(predict, "_film_found")
    assert cli.run_command_line(films) == 0
    assert 12 - first.calls <= again.calls < 12
    assert written(tmp_path) == table


@pytest.mark.parametrize("change", ["a film", "the model"])
def test_a_prediction_of_other_films_or_by_another_model_starts_anew(films, tmp_path, counted, change):
    counted(predict, "_film_found", at=4)
    assert cli.run_command_line(films) == 143
    if change == "a film":
        draw(tmp_path, 0, seed=99)
    else:
        save_tiny(tmp_path / "tiny.model", title="Another")
    again = counted(predict, "_film_found")
    assert cli.run_command_line(films) == 0
    assert again.calls == 12


def test_a_stopped_training_goes_on_within_its_finder(tmp_path, capsys, counted, monkeypatch):
    monkeypatch.setattr(FinderTraining, "_learn", lambda *_: 0.5)  # 600 steps of it take minutes
    write_films(tmp_path, 5)
    line = [
        *("train", "--images", str(tmp_path / "films"), "--landmarks", str(tmp_path / "landmarks.csv")),
        *("--system", "unet", "--longest", "48", "--epochs", "1", "--device", "cpu", "--val", "0.2"),
        *("--model-out", str(tmp_path / "out.model")),
    ]
    first = counted(FinderTraining, "_learn", at=7)
    assert cli.run_command_line(line) == 143
    assert capsys.readouterr().err.splitlines()[-1] == GO_ON
    assert first.calls == 7
    again = counted(FinderTraining, "_learn", at=600 - 7)
    assert cli.run_command_line([*line, "--resume"]) == 143
    assert again.calls == 600 - 7


def full_for(monkeypatch, *places):
    """The disk of these folders is full."""
    replace_file = atomic.replace_file

    def writing(path, pieces):
        if any(path.is_relative_to(place) for place in places):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        replace_file(path, pieces)

    monkeypatch.setattr(atomic, "replace_file", writing)


def test_a_full_cache_is_told_once_and_ends_no_run(films, tmp_path, capsys, monkeypatch):
    full_for(monkeypatch, Path(platformdirs.user_cache_dir()))
    assert cli.run_command_line(films) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "cannot be kept" in line]
    assert len(told) == 1
    assert "(No space left on device), so that after a stop it would start anew: it goes on" in told[0]
    assert (tmp_path / "all.csv").exists()


def test_a_result_that_finds_no_room_is_one_sentence_and_costs_no_second_run(
    films, tmp_path, capsys, monkeypatch, counted
):
    with monkeypatch.context() as full:
        full_for(full, tmp_path)
        assert cli.run_command_line(films) == 1
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith(
        f"onemark: Cannot write {tmp_path / 'all.csv'} (No space left on device): make room"
    )
    again = counted(predict, "_film_found")
    assert cli.run_command_line(films) == 0
    assert again.calls == 0


# the limit is set when all libraries are loaded, whatever they take on this machine
NARROW = """
import resource, sys
import SimpleITK, skimage, torch
import engine.folders.propagate
from app.cli import run_command_line

taken = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
limit = taken + int(sys.argv[1]) * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
sys.exit(run_command_line(sys.argv[2:]))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux holds a process to its limit")
def test_too_little_memory_for_a_registration_is_one_sentence(films, tmp_path):
    for number in range(3):
        pixels = np.random.default_rng(number).integers(0, 255, (500, 400), np.uint8)
        Image.fromarray(pixels).save(tmp_path / "films" / f"{number:02}.png")
    (tmp_path / "points.csv").write_text("image,landmark,x_px,y_px\n00,S,200,250\n00,N,100,90\n")
    line = [
        *("propagate", "--images", str(tmp_path / "films"), "--landmarks", str(tmp_path / "points.csv")),
        *("--method", "registration", "--device", "cpu", "--out", str(tmp_path / "all.csv")),
    ]
    found = subprocess.run(
        [sys.executable, "-c", NARROW, "20", *line],
        cwd=Path(cli.__file__).parents[1],
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert found.returncode == 1, found.stderr
    last = found.stderr.splitlines()[-1]
    assert "memory" in last.lower()
    assert "bug" not in last
    assert "Traceback" not in found.stderr
