"""Trainings on a CPU have the same digits on every machine, also where it has matrix tiles (AMX)."""

from torch import cpu


def leave_tiles_alone():
    """This process learns in single precision from now on; one that a test starts has to ask for it too."""
    cpu._is_amx_tile_supported = lambda: False
