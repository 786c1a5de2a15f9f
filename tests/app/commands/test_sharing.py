"""Two processes that torchrun starts find what one finds, and one of them speaks and writes."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from sharing_process import ALL, MODEL, PLACED, SEEN, TWO, draw_films, run_all

import engine.folders.propagate
from app import cli
from engine.models.checkpoint import load_model

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """The folder of the films, and what two processes wrote and printed."""
    folder = tmp_path_factory.mktemp("shared")
    draw_films(folder)
    start = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    script = str(Path(__file__).with_name("sharing_process.py"))
    found_in = os.pathsep.join(map(str, (ROOT, ROOT / "tests" / "support")))
    known = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": found_in}
    done = subprocess.run(
        [*start, script, str(folder), str(folder / TWO)],
        capture_output=True,
        text=True,
        env=known,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@pytest.fixture(scope="module")
def one(two):
    """Where one process wrote the same."""
    folder, _ = two
    threads, own = torch.get_num_threads(), engine.folders.propagate.propagate_films
    torch.set_num_threads(1)  # as torchrun's processes have it
    try:
        assert run_all(folder, folder / "one") == [0, 0, 0]
    finally:
        torch.set_num_threads(threads)
        engine.folders.propagate.propagate_films = own
    return folder / "one"


@pytest.mark.parametrize("name", [PLACED, SEEN])
def test_where_nothing_is_learned_the_tables_are_the_same_to_the_byte(one, two, name):
    assert (two[0] / TWO / name).read_bytes() == (one / name).read_bytes()


def test_what_was_learned_places_the_same_landmarks_and_most_at_the_same_place(one, two):
    tables = [(place / ALL).read_text(encoding="utf-8") for place in (one, two[0] / TWO)]
    mine, theirs = (list(csv.DictReader(table.splitlines())) for table in tables)
    for key in ("image", "landmark", "presence", "origin"):
        assert [row[key] for row in mine] == [row[key] for row in theirs]
    placed = [(row, other) for row, other in zip(mine, theirs, strict=True) if row["x_px"] or other["x_px"]]
    places = [[[float(row[axis]) for axis in ("x_px", "y_px")] for row in pair] for pair in placed]
    # after four steps a heatmap has several tops that are as high
    apart = np.abs(np.diff(places, axis=1))
    assert float(np.median(apart)) < 0.2


def test_the_models_have_learned_the_same(one, two):
    mine, theirs = (load_model(place / MODEL).domain() for place in (one, two[0] / TWO))
    assert mine.training.films == theirs.training.films
    for own, other in zip(mine.detectors, theirs.detectors, strict=True):
        for key, value in own.state_dict().items():
            # Adam makes a whole step of a gradient that is nothing but rounding
            assert float((other.state_dict()[key] - value).double().abs().mean()) < 1e-3, key


def test_one_process_speaks_for_both(two):
    lines = two[1].splitlines()
    totals = [line for line in lines if "1 exemplar" in line]
    assert len(totals) == 2  # what learned, and registration alone
    for total in totals:
        assert total.startswith("7 films: 1 exemplar, 5 predicted (0 mirrored)")
        assert "1 unreadable" in total
    assert sum(line.startswith("wrote ") and line.endswith(SEEN) for line in lines) == 1


def test_a_command_of_one_process_refuses_to_be_several(monkeypatch, capsys):
    monkeypatch.setenv("WORLD_SIZE", "2")
    for rank, said in (
        ("0", "onemark: doctor is the work of one process: start it without torchrun."),
        ("1", ""),
    ):
        monkeypatch.setenv("RANK", rank)
        assert cli.run_command_line(["doctor"]) == 2
        assert capsys.readouterr().err.strip() == said
