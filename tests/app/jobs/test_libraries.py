"""Torch comes into memory in two steps that leave the window its turn, and works as ever."""

import subprocess
import sys
from pathlib import Path

import pytest

IMPORT = """
import gc, sys
from app.jobs.libraries import smooth_import
looks = []
gc.callbacks.append(lambda phase, info: looks.append(info["generation"] == 2))
with smooth_import():
    mapped = "libtorch_cpu" in open("/proc/self/maps").read()
    print("torch" in sys.modules, mapped)
    import torch
print(any(looks), gc.get_freeze_count() > 100_000, gc.isenabled())
print(torch.ones(3).sum().item())
"""
REFUSED = """
import gc, sys
from app.jobs import libraries
libraries.find_spec = lambda _name: None
try:
    with libraries.smooth_import():
        raise ImportError
except ImportError:
    print(gc.isenabled(), "torch" in sys.modules)
"""
TWO = """
import threading, time
from app.jobs import libraries
inside, most = [], []
def mapped():
    inside.append(1)
    most.append(len(inside))
    time.sleep(0.1)
    inside.pop()
libraries._map_library = mapped
def asks():
    with libraries.smooth_import():
        pass
threads = [threading.Thread(target=asks) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(*most)
"""


def said(script):
    words, root = [sys.executable, "-c", script], Path(__file__).parents[3]
    return subprocess.run(words, capture_output=True, text=True, check=True, cwd=root).stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc to say what is in memory")
def test_the_library_comes_before_the_import_and_nothing_looks_through_what_comes_with_it():
    assert said(IMPORT) == ["False", "True", "False", "True", "True", "3.0"]


def test_who_else_asks_for_a_library_waits_where_the_interpreter_is_free():
    """In the loader, which has one at a time, it would wait with the interpreter to itself."""
    assert said(TWO) == ["1", "1", "1"]


def test_after_an_import_that_fails_garbage_is_collected_again():
    assert said(REFUSED) == ["True", "False"]
