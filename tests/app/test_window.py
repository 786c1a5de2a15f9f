"""What the window's process does before there is a window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = """
import linecache
from app.window import import_plainly
{}
import fresh
print(any(path.endswith("fresh.py") for path in linecache.cache))
"""


@pytest.mark.parametrize(("first", "is_read"), [("import_plainly()", False), ("", True)])
def test_the_source_of_what_is_imported_is_not_read(tmp_path, first, is_read):
    """Where the second case fails, PySide reads no source any more, and `import_plainly` may go."""
    (tmp_path / "fresh.py").write_text("ONE = 1\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    command = [sys.executable, "-c", WORDS.format(first)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == f"{is_read}\n"
