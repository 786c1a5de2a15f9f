"""`onemark demo` as a person runs it: a process, no data, the real registration."""

import os
import signal
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.commands.demo import execute

ROOT = Path(__file__).parents[2]


# a registration that only Ctrl+C ends; the rest is the real command
ENDLESS = """
import signal, sys, time
import engine.folders.demo
from engine.operation import Progress

def endless(request):
    try:
        while True:
            yield Progress("registration", 1, 2)
            time.sleep(0.01)
    finally:
        print("cleaned up", file=sys.stderr)

engine.folders.demo.propagate_folder = endless
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
from app.__main__ import main
sys.exit(main())
"""


def demo(folder, *start):
    command = [sys.executable, *start, "demo", "--device", "cpu", "--out", str(folder)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ.copy()
    )


def test_the_demo_ends_with_an_error_far_below_that_of_copying_and_is_made_again(tmp_path):
    process = demo(tmp_path / "demo", "-m", "app")
    out, err = process.communicate(timeout=800)
    assert process.returncode == 0, err
    name, error, unit = out.splitlines()[-1].split()
    assert (name, unit) == ("MRE", "mm")
    assert float(error) < 4.0  # copying the exemplar's coordinates gives 11 mm
    assert (tmp_path / "demo" / "landmarks.csv").exists()
    again = [sys.executable, "-m", "app", "rerun", str(tmp_path / "demo" / "run.json")]
    found = subprocess.run(again, cwd=ROOT, capture_output=True, text=True, timeout=800, check=False)
    assert "landmarks.rerun.csv is the same as landmarks.csv to the byte" in found.stdout, found.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_the_demo_without_a_traceback(tmp_path):
    process = demo(tmp_path / "demo", "-c", ENDLESS)
    seen = ""
    while "registration" not in seen:
        line = process.stderr.readline()
        assert line, seen
        seen += line
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=600)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert err.splitlines()[-2:] == ["cleaned up", "onemark: Cancelled."]
    assert not (tmp_path / "demo" / "landmarks.csv").exists()


def test_one_film_and_one_overlay_are_told_as_one(monkeypatch):
    run = SimpleNamespace(sets={"1": None}, method="instance", device="cpu")
    outcome = SimpleNamespace(films=("1",), overlays=("1.png",), propagation=run, notes=())
    report = SimpleNamespace(overall=SimpleNamespace(mre=1.0), as_json=dict)
    result = SimpleNamespace(report=report, outcome=outcome, films="films", table="t.csv", overlays="shown")
    monkeypatch.setattr("engine.folders.demo.run_demo", lambda *_asked, **_more: result)
    arguments = Namespace(out=None, device="cpu", seed=0)
    lines = execute(arguments, SimpleNamespace(finish=lambda found: found)).text.split("\n")
    assert (lines[0], lines[3]) == ("1 phantom film in films", "1 overlay in shown")
