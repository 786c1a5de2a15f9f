"""Where the files of `resources/` lie: beside the packages, also inside a frozen app."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a file in `resources/`, given as folders and name: "icons", "star.svg"."""
    # a frozen app unpacks its data files below sys._MEIPASS
    root = Path(getattr(sys, "_MEIPASS", "") or Path(__file__).resolve().parent.parent)
    return root.joinpath("resources", *parts)
