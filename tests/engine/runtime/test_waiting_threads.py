"""Threads of OpenMP that wait leave their cores to other processes, unless the person wants it otherwise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NAMES = ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "KMP_BLOCKTIME")
SCRIPT = """
import os, sys
import {module}
assert "torch" not in sys.modules, "the setting comes too late"
print(*(os.environ.get(name, "-") for name in {names}))
"""


def settings(module="engine", **own):
    """What `NAMES` are set to after the import of `module` in a new process where a person set `own`."""
    kept = {name: value for name, value in os.environ.items() if name not in NAMES}
    command = [sys.executable, "-c", SCRIPT.format(module=module, names=NAMES)]
    return subprocess.check_output(command, cwd=ROOT, env=kept | own, text=True, timeout=600).split()


@pytest.mark.parametrize("module", ["engine", "engine.landmarks", "app.cli"])
def test_waiting_threads_are_told_to_sleep_soon_before_torch_is_loaded(module):
    policy, turns, milliseconds = settings(module)
    assert policy == "-"
    assert int(turns) <= 10_000
    assert int(milliseconds) <= 10


@pytest.mark.parametrize("name", NAMES)
def test_a_persons_own_setting_stays_alone(name):
    wanted = {"OMP_WAIT_POLICY": "ACTIVE"}.get(name, "77")
    assert settings(**{name: wanted}) == [wanted if each == name else "-" for each in NAMES]


def test_the_tests_have_it_too():
    assert any(name in os.environ for name in NAMES)
