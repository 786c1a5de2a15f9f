"""What all protocols share: rows by name, what is kept of a trial, and what is read back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from benchmark_sets import not_again

from engine.benchmark.cache import TrialCache, from_plain
from engine.benchmark.job import Row, Trial, run_rows, select_rows
from engine.errors import EngineError
from engine.operation import Progress, run

ROWS = tuple(Row(name) for name in ("head-unet", "head-unet-20", "hand-unet"))


@dataclass(frozen=True)
class Outcome:
    places: Mapping[str, tuple[float, float]]
    seconds: float | None
    names: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


class SlowRow(Row):
    long = True


def computed(state):
    yield Progress("training", 1, 2, "loss 1")
    return Outcome({"a": (1.5, 2.0)}, None, (state.name,))


class Job:
    """A row of two trials."""

    def __init__(self, row=ROWS[0], compute=computed):
        self.row, self.compute = row, compute

    def trials(self):
        keys = [{"row": self.row.name, "trial": number} for number in (1, 2)]
        return [Trial(f"{self.row.name} {key['trial']}", key, Outcome, self.compute) for key in keys]

    def result(self, runs):
        return SimpleNamespace(row=self.row.name, runs=runs, notes=("it was run",))


def finished(cache, *jobs, asked=True):
    return run(run_rows(jobs, cache, asked=asked))


def cached(rows):
    return [run.cached for run in rows.results[0].runs]


def test_rows_are_called_by_name_or_by_how_several_begin():
    assert select_rows(ROWS, ["head-unet"]) == ROWS[:1]
    assert select_rows(ROWS, ["hand", "head-unet-"]) == ROWS[1:]
    assert select_rows(ROWS, None) == ROWS
    for name in ("wing", ""):
        with pytest.raises(EngineError, match=f"no row '{name}': use one of head-unet, head-unet-20, hand-u"):
            select_rows(ROWS, ["hand", name])


def test_a_stopped_row_goes_on_and_is_found_again_unless_fresh(tmp_path):
    cache = TrialCache(tmp_path)
    operation = run_rows([Job()], cache, asked=True)
    steps = [next(operation) for _ in range(3)]
    assert [step.stage for step in steps] == ["rows", "head-unet 1", "head-unet 2"]
    assert steps[1].message == "training: loss 1"
    operation.close()
    later = finished(cache, Job())
    assert (cached(later), later.notes) == ([True, False], ("it was run",))
    assert len({run.outcome.names for run in later.results[0].runs}) == 2  # a folder each for their states
    assert cached(finished(cache, Job(compute=not_again))) == [True, True]
    assert cached(finished(TrialCache(tmp_path, fresh=True), Job())) == [False, False]


def test_slow_rows_wait_until_they_are_asked_for_or_were_run_before(tmp_path):
    cache, slow = TrialCache(tmp_path), Job(SlowRow("slow"))
    first = finished(cache, Job(), slow, asked=False)
    assert ([result.row for result in first.results], first.waiting) == (["head-unet"], ("slow",))
    assert first.waiting_note("long") == ("Not measured, as it takes long; ask for it with --rows slow.",)
    finished(cache, slow)
    later = finished(cache, Job(), slow, asked=False)
    assert (len(later.results), later.waiting_note("long")) == (2, ())


def test_what_cannot_be_kept_is_noted_and_what_cannot_be_read_is_run_again(tmp_path):
    (tmp_path / "file").write_text("in the way")
    unkept = finished(TrialCache(tmp_path / "file"), Job())
    assert unkept.notes[0].startswith("head-unet was not kept for the next time. Cannot write")
    cache = TrialCache(tmp_path / "cache")
    finished(cache, Job())
    for path, text in zip(sorted(cache.folder.iterdir()), ("[" * 100_000, '{"format": 1}'), strict=True):
        path.write_text(text)
    assert cached(finished(cache, Job())) == [False, False]


def test_plain_values_become_what_they_were():
    outcome = Outcome({"a": (1.0, 2.0)}, 3.0, ("x", "y"), {"deep": [1, None]})
    assert from_plain(Outcome, json.loads(json.dumps(asdict(outcome)))) == outcome
    assert from_plain(Outcome, {"places": {}, "seconds": None}) == Outcome({}, None)
    for wrong in ({"places": {"a": [1.0]}, "seconds": 1}, {"places": {}}, {"places": 1, "seconds": 1}):
        with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
            from_plain(Outcome, wrong)
