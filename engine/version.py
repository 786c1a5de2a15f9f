"""The version of OneMark: the one place that states it (pyproject.toml reads it from here)."""

from __future__ import annotations

import json
import os
import subprocess
from importlib import metadata
from pathlib import Path

VERSION = "0.1.0"


def revision() -> str:
    """The commit that OneMark runs from, "+" behind it where files differ; "" where nobody knows."""
    root = Path(__file__).resolve().parents[1]
    if not (root / ".git").exists():  # installed: git itself would answer for any repository around it
        return _installed_revision()
    command = ("git", "-C", str(root), "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty=+")
    quiet = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}  # looking writes nothing
    try:
        found = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
            stdin=subprocess.DEVNULL,
            env=quiet,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return found.stdout.strip()


def _installed_revision() -> str:
    """What pip has written down of an installation from a repository."""
    try:
        source = metadata.distribution("onemark").read_text("direct_url.json")
        return str(json.loads(source or "{}").get("vcs_info", {}).get("commit_id", ""))
    except (metadata.PackageNotFoundError, ValueError, AttributeError):
        return ""
