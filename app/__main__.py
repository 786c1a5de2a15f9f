"""`onemark`: no arguments open the window, a subcommand runs without Qt. The start of the built app too."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run the command line of this process and return its exit code."""
    multiprocessing.freeze_support()  # first: a child of the built app must not open a second window
    from app.cli import run_command_line

    return run_command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
