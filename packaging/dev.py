#!/usr/bin/env python3
"""Set OneMark up, run it, test it, check it and package it: `python packaging/dev.py COMMAND`.

Standard library only; Linux, macOS and Windows. Every command first makes `.venv` in the project's folder and
installs OneMark there when that is needed; nothing outside this folder is changed.
"""

import sys

# Before all else and in plain old syntax, so that an older Python comes as far as this sentence.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "OneMark needs Python 3.11 or newer, this is Python {}.{} ({}). Install a newer one from "  # noqa: UP032
        "https://www.python.org/downloads/ and start this command with it.".format(
            sys.version_info[0], sys.version_info[1], sys.executable
        )
    )

import argparse
import os
import shlex
import subprocess
from pathlib import Path

from environment import CPU_TORCH_INDEX, PYTHON, ROOT, SetupError, ensure_others, ensure_ready
from qt_libraries import explain_missing, install_system_libraries, missing_libraries, require_qt

MYSELF = "python packaging/dev.py"

EPILOG = f"""commands:
  setup          only make .venv and install what running needs; every other command does that too when
                 it is needed, and test, check and package install their tools
                 --cpu     take torch from {CPU_TORCH_INDEX}
                           (on Linux about 200 MB instead of gigabytes of CUDA)
                 --system  also install the system libraries that Qt lacks (Linux, through sudo)
  run [FOLDER]   open the window; `run propagate --help` and the like reach the command line
  demo           the whole job on drawn radiographs, without a window or data
  test           the tests, side by side on the cores; `--slow` with those that take minutes; other
                 arguments go to pytest, in one process
  others         libraries of other programs (in .venv-others) read what OneMark writes, and it theirs
  check          ruff, mypy and the import contracts
  package        build the app into dist/ and try the built app out"""


def call(*command: str, here: bool = False, offscreen: bool = False) -> int:
    """Exit status of the Python of .venv with these arguments; `here` keeps the caller's folder."""
    environment = dict(os.environ)
    if offscreen:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    process = subprocess.Popen([str(PYTHON), *command], cwd=None if here else ROOT, env=environment)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # Ctrl+C reached the child too: let it clean up and take its exit status.
            continue


def setup(arguments: list[str]) -> int:
    """Make .venv, install, and say what Qt lacks."""
    parser = argparse.ArgumentParser(prog=f"{MYSELF} setup")
    parser.add_argument("--cpu", action="store_true", help=f"take torch without CUDA from {CPU_TORCH_INDEX}")
    parser.add_argument(
        "--system", action="store_true", help="also install the system libraries that Qt lacks"
    )
    options = parser.parse_args(arguments)
    ensure_ready(options.cpu)
    if options.system:
        install_system_libraries()
    libraries = missing_libraries(window=True)
    print(explain_missing(libraries) if libraries else f"Ready. Start OneMark with: {MYSELF} run")
    return 0


def has_display() -> bool:
    """Whether a window can be shown; a platform that was chosen on purpose counts as one."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def run(arguments: list[str]) -> int:
    """`onemark` with these arguments, in the caller's folder."""
    opens_window = not arguments or Path(arguments[0]).exists()
    if opens_window and not has_display():
        raise SetupError(
            f"There is no display here, so no window can open. `{MYSELF} demo` does the whole job without "
            f"one, and `{MYSELF} run --help` lists the other commands that need none."
        )
    ensure_ready()
    if opens_window:
        require_qt(window=os.environ.get("QT_QPA_PLATFORM") is None)
    # -P: a folder named app in the caller's folder must not be taken for ours.
    return call("-P", "-m", "app", *arguments, here=True)


def demo(arguments: list[str]) -> int:
    """`onemark demo`."""
    ensure_ready()
    return call("-P", "-m", "app", "demo", *arguments, here=True)


def test(arguments: list[str]) -> int:
    """Run pytest without a screen; slow tests only with --slow, then all in one process: some take times."""
    ensure_ready(tools=True)
    require_qt(window=False)
    if "--slow" in arguments:
        selection = ["-m", "not others", *(argument for argument in arguments if argument != "--slow")]
    else:
        selection = ["-m", "not slow and not others", *arguments]
        if not arguments:  # all of them: what a person selects is watched in one process
            selection += ["-n", str(workers()), "--dist", "worksteal"]
    return call("-m", "pytest", *selection, offscreen=True)


def workers() -> int:
    """Processes that share the tests out: one a core, 4 at most, as each takes up to 4 GB."""
    known = getattr(os, "sched_getaffinity", None)
    cores = len(known(0)) if known else os.cpu_count() or 1
    return min(cores, 4)


def others(arguments: list[str]) -> int:
    """Check the formats of other programs against the libraries of these."""
    ensure_ready(tools=True)
    ensure_others()
    return call("-m", "pytest", "tests/others", *arguments, offscreen=True)


def check(arguments: list[str]) -> int:
    """All static checks, to the end even if one fails."""
    if arguments:
        raise SetupError(f"`check` takes no arguments, not {shlex.join(arguments)}.")
    ensure_ready(tools=True)
    checks = {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy"],
        "import contracts": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
    }
    results = {name: call(*command) for name, command in checks.items()}
    print("\n" + "\n".join(f"{'failed' if status else 'passed'}  {name}" for name, status in results.items()))
    return int(any(results.values()))


def package(arguments: list[str]) -> int:
    """Build the app with PyInstaller, then try the built app out."""
    ensure_ready(tools=True)
    require_qt(window=False)
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    spec = str(ROOT / "packaging" / "onemark.spec")
    status = call("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, *arguments, spec)
    return status or call(str(ROOT / "packaging" / "check_frozen.py"), offscreen=True)


COMMANDS = {
    "setup": setup,
    "run": run,
    "demo": demo,
    "test": test,
    "others": others,
    "check": check,
    "package": package,
}


def main(arguments: list[str]) -> int:
    """Run one command; 1 with a sentence when something is in the way, 2 for wrong usage."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(f"usage: {MYSELF} {{{','.join(COMMANDS)}}} ...\n\n{EPILOG}")
        return 0 if arguments else 2
    if arguments[0] not in COMMANDS:
        print(f"No command {arguments[0]!r}; there are: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
