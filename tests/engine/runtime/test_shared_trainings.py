"""Two processes that share a training come to what one comes to, and go on together in little memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from shared_training import LONE, NAMES, normalised, trained

from engine.runtime.distributed import ALONE

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "tests" / "support" / "shared_training.py"


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """What each of two processes came to."""
    folder = tmp_path_factory.mktemp("both")
    start = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    known = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    command = [*start, str(SCRIPT), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env=known, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return [torch.load(folder / f"{rank}.pt", weights_only=True) for rank in (0, 1)]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "starved"])
def test_two_processes_learn_what_one_learns(both, name):
    weights, losses, *_ = trained(name)
    for found in (each[name] for each in both):
        assert found[1] == pytest.approx(losses, rel=1e-3)
        apart = [(theirs - mine).abs() for theirs, mine in zip(found[0], weights, strict=True)]
        # a mean, as Adam makes a whole step of a gradient that is nothing but rounding
        assert float(torch.cat([each.flatten() for each in apart]).mean()) < 1e-4


@pytest.mark.parametrize("name", LONE)
def test_a_process_without_films_is_in_no_statistics(both, name):
    torch.testing.assert_close(both[1][name][3], trained(name)[3], rtol=1e-3, atol=0.0)


def test_maps_that_are_not_counted_leave_mean_and_gradient_to_the_others(both):
    found, *rest = both[0]["normalised"]
    wanted, *others = normalised(ALONE)
    for mine, theirs in zip((found, *rest), (wanted, *others), strict=True):
        torch.testing.assert_close(mine, theirs, rtol=1e-5, atol=1e-5)
    assert all(map(torch.equal, rest[:3], both[1]["normalised"][1:4]))
    assert not both[1]["normalised"][-1].any()


def test_where_one_process_lacks_memory_all_go_on_with_fewer_films(both):
    first, second = (each["starved"] for each in both)
    assert first[2] == second[2] == ["too little memory: going on with 1 film at a time"]
    assert all(torch.equal(mine, theirs) for mine, theirs in zip(first[0], second[0], strict=True))
