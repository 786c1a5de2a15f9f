"""`python -m onemark`: the command line and the window, from any folder."""

import os
import sys

if __name__ == "__main__":
    if sys.path[0] == os.getcwd():  # noqa: PTH109  `-m` puts it there: a folder may hold an `app` of its own
        del sys.path[0]
    from app.__main__ import main

    sys.exit(main())
