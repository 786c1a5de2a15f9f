"""Operations that a person stops before their end."""

import pytest


def stopped(operation, after=1):
    """Close `operation` after so many steps, or after the first one of which `after` is true; that step."""
    for number, step in enumerate(operation, 1):
        if after(step) if callable(after) else number == after:
            operation.close()
            return step
    pytest.fail("it came to its end")
