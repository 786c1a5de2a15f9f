"""Which system libraries Qt lacks on this Linux machine, and the one command that installs them.

Standard library only: dev.py asks before and after set-up, when nothing else may be there yet.
"""

from __future__ import annotations

import ctypes
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from environment import VENV, SetupError

# Debian's package and Arch's package for each library; dnf and zypper install by the library's own name.
# Without the first group Qt does not load at all, without the second no window opens on X11.
PACKAGES = {
    "libEGL.so.1": ("libegl1", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd"),
    "libX11.so.6": ("libx11-6", "libx11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libz.so.1": ("zlib1g", "zlib"),
    "libzstd.so.1": ("libzstd1", "zstd"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libx11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libwayland-client.so.0": ("libwayland-client0", "wayland"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "wayland"),
    "libwayland-egl.so.1": ("libwayland-egl1", "wayland"),
}
CORE = ("lib/libQt6Gui.so.6", "lib/libQt6Widgets.so.6", "plugins/platforms/libqoffscreen.so")
XCB = "plugins/platforms/libqxcb.so"
WAYLAND = "plugins/platforms/libqwayland.so"


def qt_folder() -> Path | None:
    """Qt's own folder inside .venv, None while PySide6 is not installed."""
    return next(iter(VENV.glob("lib/python3*/site-packages/PySide6/Qt")), None)


def missing_for_core(qt: Path) -> list[str]:
    """Libraries without which Qt does not load, not even for tests without a screen."""
    return missing_of([qt / name for name in CORE])


def missing_for_window(qt: Path) -> list[str]:
    """Libraries without which no window opens here; X11 is assumed where no screen is known."""
    plugins = [WAYLAND] if os.environ.get("WAYLAND_DISPLAY") else []
    if os.environ.get("DISPLAY") or not plugins:
        plugins.append(XCB)
    # One plugin that loads is enough: Qt tries them one after the other.
    lacking = [missing_of([qt / plugin]) for plugin in plugins if (qt / plugin).exists()]
    return min(lacking, key=len, default=[])


def missing_of(files: list[Path]) -> list[str]:
    """Names of the shared libraries that the loader does not find for these files."""
    if shutil.which("ldd"):
        command = ["ldd", *map(str, files)]
        listing = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        missing = set(re.findall(r"^\s*(\S+) => not found", listing, flags=re.MULTILINE))
    else:
        missing = set(filter(None, map(_first_missing, files)))
    return sorted(missing)


def _first_missing(file: Path) -> str | None:
    """The library that a real load stumbles over first (the loader names only one at a time)."""
    try:
        ctypes.CDLL(str(file))
    except OSError as error:
        return str(error).split(":", 1)[0]
    return None


def install_command(libraries: list[str]) -> list[str] | None:
    """The command that installs these libraries with the package manager found here, None without one."""
    # RPM packages declare the libraries they hold, so no table of names is needed there.
    capabilities = [f"{library}()(64bit)" for library in libraries]
    if shutil.which("apt-get"):
        return ["apt-get", "install", "-y", *_packages(libraries, 0)]
    if shutil.which("dnf"):
        return ["dnf", "install", "-y", *capabilities]
    if shutil.which("zypper"):
        return ["zypper", "--non-interactive", "install", *capabilities]
    if shutil.which("pacman"):
        return ["pacman", "-S", "--needed", "--noconfirm", *_packages(libraries, 1)]
    return None


def _packages(libraries: list[str], column: int) -> list[str]:
    return sorted({PACKAGES[library][column] for library in libraries if library in PACKAGES})


def missing_libraries(window: bool) -> list[str]:
    """System libraries that Qt lacks here; none on Windows and macOS: their wheels bring everything."""
    qt = qt_folder() if sys.platform == "linux" else None
    if qt is None:
        return []
    window_only = missing_for_window(qt) if window else []
    return sorted({*missing_for_core(qt), *window_only})


def explain_missing(libraries: list[str]) -> str:
    """One sentence with the command that installs the libraries."""
    command = install_command(libraries)
    do = f"with: {shlex.join(as_root(command))}" if command else "with your package manager."
    return f"Qt lacks these system libraries: {', '.join(libraries)}. Install them {do}"


def as_root(command: list[str]) -> list[str]:
    """The same command with sudo before it where this user needs that."""
    return command if os.geteuid() == 0 else ["sudo", *command]


def install_system_libraries() -> None:
    """Install what Qt lacks with the package manager of this Linux."""
    libraries = missing_libraries(window=True)
    command = install_command(libraries)
    if libraries and command is None:
        raise SetupError(explain_missing(libraries))
    if libraries and command is not None:
        if command[0] == "apt-get":
            # A bare machine has no package lists yet.
            subprocess.call(as_root(["apt-get", "update", "-q"]))
        subprocess.call(as_root(command))
    still = missing_libraries(window=True)
    if still:
        raise SetupError(explain_missing(still))


def require_qt(window: bool) -> None:
    """Stop with one sentence when Qt can't load here."""
    libraries = missing_libraries(window)
    if libraries:
        raise SetupError(explain_missing(libraries))
