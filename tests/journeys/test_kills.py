"""The window is killed at any moment, again and again: the project opens, no work older than 1 s is lost."""

from pathlib import Path

import pytest
from kills import Places, draw_wide_films, work_lost


@pytest.mark.parametrize(
    ("kills", "lost_s"),
    # how fast a loaded machine writes decides no test of every day: then what was there before must stay
    [(3, 60.0), pytest.param(100, 1.0, marks=pytest.mark.slow)],
)
def test_a_window_killed_at_any_moment_loses_no_older_work(tmp_path: Path, kills: int, lost_s: float) -> None:
    films, kept = draw_wide_films(tmp_path / "films"), Places()
    longest, worked = 0.0, 0
    for seed in range(kills):
        lost, edits, kept = work_lost(films, seed, kept)
        longest = max(longest, lost)
        assert longest <= lost_s, seed
        worked += edits
    assert worked
    print(f"{kills} kills, {longest:.3f} s of work lost at most")
