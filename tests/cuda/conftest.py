"""On an emulated GPU: collected by the pytest of `test_emulated_gpu`, which has told torch of one."""

import sys

import pytest

collect_ignore_glob = [] if "emulated_cuda" in sys.modules else ["test_*.py"]


@pytest.fixture
def gpu():
    """The emulated device, which counts what is asked of it."""
    from emulated_cuda import emulated_cuda  # not before: it has to come before torch

    with emulated_cuda() as emulation:
        yield emulation
