"""Where the packaged app starts: the same `onemark` as everywhere else."""

import multiprocessing
import sys

if __name__ == "__main__":
    # First of all: in a frozen app a child process starts here again.
    multiprocessing.freeze_support()
    from app.__main__ import main

    sys.exit(main())
