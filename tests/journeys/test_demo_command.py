"""`onemark demo` as a person runs it: a process, no data, the real registration."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def demo(folder, *more):
    command = [sys.executable, "-m", "app", "demo", "--device", "cpu", "--out", str(folder), *more]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ.copy()
    )


def test_the_demo_ends_with_an_error_far_below_that_of_copying(tmp_path):
    process = demo(tmp_path / "demo")
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    name, error, unit = out.splitlines()[-1].split()
    assert (name, unit) == ("MRE", "mm")
    assert float(error) < 4.0  # copying the exemplar's coordinates gives 11 mm
    assert (tmp_path / "demo" / "landmarks.csv").exists()
    assert (tmp_path / "demo" / "run.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_the_demo_without_a_traceback(tmp_path):
    process = demo(tmp_path / "demo")
    seen = ""
    while "registration" not in seen and "reading films" not in seen:
        line = process.stderr.readline()
        assert line, seen
        seen += line
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert err.splitlines()[-1] == "onemark: Cancelled."
    assert not (tmp_path / "demo" / "landmarks.csv").exists()
