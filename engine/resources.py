"""Where the files of `resources/` lie: beside the packages, also where these are installed or built in."""

from __future__ import annotations

from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a file in `resources/`, given as folders and name: "icons", "star.svg"."""
    return Path(__file__).resolve().parent.parent.joinpath("resources", *parts)
