"""What is in `tests/cuda`, on a GPU that is emulated: see `emulated_cuda`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch

TESTS = Path(__file__).parents[2]


@pytest.mark.parametrize("part", sorted(path.name for path in (TESTS / "cuda").glob("test_*.py")))
def test_on_an_emulated_gpu(part):
    if torch.version.cuda is not None or torch.version.hip is not None:
        pytest.skip("torch knows a GPU of its own here")
    if sys.platform == "win32" or shutil.which("c++") is None:
        pytest.skip("the emulated GPU needs a C++ compiler called c++")
    command = [sys.executable, "-m", "pytest", "-p", "emulated_cuda", str(TESTS / "cuda" / part)]
    paths = os.pathsep.join(map(str, (TESTS / "support", TESTS / "app" / "commands", TESTS.parent)))
    known = os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=known, cwd=TESTS.parent, timeout=800)
    assert done.returncode == 0, done.stdout + done.stderr
