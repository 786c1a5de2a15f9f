"""Models, registration, image reading and metrics of OneMark. Never imports Qt or `app`."""

import os

# Threads of OpenMP that wait for work keep their cores busy by default, so that two processes that compute
# on one machine slow each other down several fold. The libraries read this when torch loads them: GNU's
# (Linux) counts turns, LLVM's and Intel's (macOS, Windows) milliseconds. A person's own setting stays.
if not {"OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "KMP_BLOCKTIME"} & os.environ.keys():
    os.environ["GOMP_SPINCOUNT"] = "1000"
    os.environ["KMP_BLOCKTIME"] = "1"
