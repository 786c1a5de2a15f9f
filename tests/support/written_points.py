"""Points written as a file of another program, in one go."""

from engine.io.point_write import WrittenPoints, writing_points
from engine.operation import run


def write_points(*what, **options) -> WrittenPoints:
    """Do what `writing_points` does."""
    return run(writing_points(*what, **options))
