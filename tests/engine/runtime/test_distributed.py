"""Sharing work between processes: what falls to whom, what is exchanged, and how all end when one fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from engine.errors import EngineError
from engine.runtime.distributed import ALONE, Ranks, _from_environment, joined_ranks

ROOT = Path(__file__).parents[3]
SCRIPT = """
import sys
import numpy as np
from engine.runtime.distributed import joined_ranks
from engine.errors import EngineError, PeerError
try:
    with joined_ranks("cpu") as ranks:
        own = {film: np.full(2, ranks.rank) for film in ranks.share("abcde")}
        every = ranks.union(own, "edcbax")
        told = ranks.broadcast("from the first" if ranks.is_first else None)
        line = f"{ranks.gather(ranks.rank)} {list(every)} {int(every['b'][0])} {told}"
        sys.stdout.write(line + chr(10))  # at once: the other process writes to the same pipe
        sys.stdout.flush()
        if ranks.rank == 1:
            raise EngineError("no room left")
        ranks.gather("never")
except PeerError:
    pass
except EngineError as error:
    print("said:", error, flush=True)
sys.exit(1)
"""


@pytest.fixture(scope="module")
def two_processes():
    """What two processes print that torchrun starts with the script, and the exit code."""
    start = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    command = [*start, "--no-python", sys.executable, "-c", SCRIPT]
    kept = os.environ | {"OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, cwd=ROOT, env=kept)
    return done.stdout.splitlines(), done.returncode


def test_alone_everything_is_ones_own():
    with joined_ranks("cpu") as ranks:
        assert ranks == ALONE
        assert not torch.distributed.is_initialized()
        assert ranks.is_first
        assert ranks.share("abc") == ["a", "b", "c"]
        assert ranks.gather(7) == [7]
        assert ranks.union({"a": 1, "b": 2}, "ba") == {"b": 2, "a": 1}
        assert ranks.broadcast("x") == "x"
        assert ranks.device("cpu") == torch.device("cpu")


def test_each_item_falls_to_one_process():
    items = list(range(10))
    shares = [Ranks(rank, 3).share(items) for rank in range(3)]
    assert sorted(item for share in shares for item in share) == items
    assert shares[1] == [1, 4, 7]


def test_torchrun_is_asked_for_where_its_variables_are_incomplete():
    assert _from_environment({}) == ALONE
    assert _from_environment({"WORLD_SIZE": "1", "RANK": "0"}) == ALONE
    with pytest.raises(EngineError, match="RANK is not set: start them with torchrun"):
        _from_environment({"WORLD_SIZE": "2"})
    place = {"MASTER_ADDR": "localhost", "MASTER_PORT": "1"}
    assert _from_environment(place | {"WORLD_SIZE": "8", "RANK": "5", "LOCAL_RANK": "1"}) == Ranks(5, 8, 1)


def test_two_processes_exchange_what_they_have(two_processes):
    lines, _ = two_processes
    assert lines.count("[0, 1] ['e', 'd', 'c', 'b', 'a'] 1 from the first") == 2


def test_when_one_fails_it_alone_says_so_and_nobody_waits_for_it(two_processes):
    lines, code = two_processes
    assert lines[2:] == ["said: no room left"]
    assert code != 0
