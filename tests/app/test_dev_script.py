"""packaging/dev.py: what it says when something is missing, and the files it installs from."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "packaging" / "dev.py"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==\S+$")


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def dev(*arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in environment}
    added = {name: value for name, value in environment.items() if value is not None}
    command = [sys.executable, str(DEV), *arguments]
    return subprocess.run(
        command, env={**kept, **added}, capture_output=True, text=True, timeout=600, check=False
    )


@pytest.fixture
def libraries(monkeypatch):
    monkeypatch.syspath_prepend(str(DEV.parent))
    import qt_libraries

    return qt_libraries


def only_has(monkeypatch, libraries, program):
    monkeypatch.setattr(
        libraries.shutil, "which", lambda name: f"/usr/bin/{name}" if name == program else None
    )


def test_every_direct_dependency_is_pinned():
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in wanted if not PIN.match(line)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {normal(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in needed}
    assert names - {normal(line.split("==")[0]) for line in wanted} == set()


def test_who_only_runs_it_gets_no_tools_until_a_command_needs_them(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(DEV.parent))
    import environment

    installed = []
    monkeypatch.setattr(environment, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(environment, "venv_version", lambda: (3, 11, 7))
    monkeypatch.setattr(environment, "pip", lambda *arguments: installed.append(arguments[-1]))
    for tools in (False, False, True, True, False):
        environment.ensure_ready(tools=tools)
    assert installed == [f"{ROOT}[pretrained]", f"{ROOT}[pretrained,dev]"]


@pytest.mark.parametrize(
    ("arguments", "selection", "shared"),
    [
        ([], "not slow and not others", True),
        (["-k", "name"], "not slow and not others", False),
        (["--slow", "-s"], "not others", False),
    ],
)
def test_all_tests_are_shared_out_and_selected_ones_are_not(monkeypatch, arguments, selection, shared):
    monkeypatch.syspath_prepend(str(DEV.parent))
    import dev as script

    monkeypatch.setattr(script, "ensure_ready", lambda tools: None)
    monkeypatch.setattr(script, "require_qt", lambda window: None)
    monkeypatch.setattr(script, "call", lambda *command, offscreen: command)
    command = script.test(arguments)
    assert command[:4] == ("-m", "pytest", "-m", selection)
    assert ("-n" in command) == shared
    assert [argument for argument in arguments if argument not in command] == arguments[
        : "--slow" in arguments
    ]


def test_the_libraries_of_others_are_installed_once_and_again_when_their_pins_change(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(DEV.parent))
    import environment

    made, pins = [], tmp_path / "others.txt"
    lines = environment.OTHERS_PINS.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and not PIN.match(line)] == []
    place = tmp_path / "venv"
    place.mkdir()
    (place / "python").touch()
    monkeypatch.setattr(environment, "OTHERS", place)
    monkeypatch.setattr(environment, "OTHERS_PYTHON", place / "python")
    monkeypatch.setattr(environment, "OTHERS_PINS", pins)
    monkeypatch.setattr(environment, "make_environment", made.append)
    monkeypatch.setattr(environment, "pip", lambda *arguments, python: made.append(python))
    for text in ("a==1\n", "a==1\n", "a==2\n"):
        pins.write_text(text, encoding="utf-8")
        environment.ensure_others()
    assert made == [place, place / "python"] * 2


def test_without_a_command_it_lists_the_commands():
    done = dev()
    assert done.returncode == 2
    for command in ("setup", "run", "demo", "test", "others", "check", "package"):
        assert command in done.stdout


def test_an_unknown_command_is_wrong_usage():
    done = dev("tset")
    assert done.returncode == 2
    assert "tset" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_run_without_a_display_names_the_demo():
    done = dev("run", DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert done.returncode == 1
    assert "no display" in done.stderr
    assert "demo" in done.stderr


@pytest.mark.parametrize(
    ("manager", "expected"),
    [
        ("apt-get", ["apt-get", "install", "-y", "libegl1", "libxcb-cursor0"]),
        ("dnf", ["dnf", "install", "-y", "libEGL.so.1()(64bit)", "libxcb-cursor.so.0()(64bit)"]),
        ("pacman", ["pacman", "-S", "--needed", "--noconfirm", "libglvnd", "xcb-util-cursor"]),
    ],
)
def test_missing_libraries_become_one_command(monkeypatch, libraries, manager, expected):
    only_has(monkeypatch, libraries, manager)
    assert libraries.install_command(["libEGL.so.1", "libxcb-cursor.so.0"]) == expected


def test_without_a_package_manager_the_libraries_are_still_named(monkeypatch, libraries):
    only_has(monkeypatch, libraries, "nothing")
    assert "libEGL.so.1" in libraries.explain_missing(["libEGL.so.1"])


@pytest.mark.skipif(sys.platform != "linux", reason="ldd is a Linux program")
def test_a_library_that_the_loader_does_not_find_is_named(monkeypatch, libraries):
    listing = "\tlibEGL.so.1 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n"
    done = subprocess.CompletedProcess([], 0, stdout=listing)
    only_has(monkeypatch, libraries, "ldd")
    monkeypatch.setattr(libraries.subprocess, "run", lambda *_, **__: done)
    assert libraries.missing_of([Path("libQt6Gui.so.6")]) == ["libEGL.so.1"]
