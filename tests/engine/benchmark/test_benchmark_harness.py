"""What all protocols share: rows by name, what is kept of a trial, and what is read back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pytest
from benchmark_sets import not_again

from engine.benchmark.cache import TrialCache, from_plain
from engine.benchmark.job import Trial, run_rows
from engine.benchmark.row import Row, select_rows
from engine.errors import EngineError
from engine.operation import Progress, run

ROWS = tuple(Row(name) for name in ("head-unet", "head-unet-20", "hand-unet"))


@dataclass(frozen=True)
class Outcome:
    places: Mapping[str, tuple[float, float]]
    seconds: float | None
    names: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    row: str
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]


class SlowRow(Row):
    long = True


@dataclass
class Job:
    """Two trials of a row; those called `stopped` never end."""

    row: Row
    stopped: str = ""
    compute: Any = None

    def trials(self):
        return [self._trial(f"{self.row.name} {number}") for number in (1, 2)]

    def _trial(self, stage):
        key = {"row": self.row.name, "stage": stage}
        return Trial(stage, key, Outcome, self.compute or self._computed(stage))

    def _computed(self, stage):
        def compute(state):
            yield Progress("training", 1, 2, "loss 1")
            while stage == self.stopped:
                yield Progress("training", 1, 2)
            return Outcome({stage: (1.5, 2.0)}, None, (state.name,))

        return compute

    def result(self, runs):
        return Result(self.row.name, tuple(each.outcome for each in runs), (f"{self.row.name} was run",))


def test_rows_are_called_by_name_or_by_how_several_begin():
    assert [row.name for row in select_rows(ROWS, ["head-unet"])] == ["head-unet"]
    assert [row.name for row in select_rows(ROWS, ["hand", "head-unet-"])] == ["head-unet-20", "hand-unet"]
    assert select_rows(ROWS, None) == ROWS
    for name in ("wing", ""):
        with pytest.raises(EngineError, match=f"no row '{name}': use one of head-unet, head-unet-20, hand-u"):
            select_rows(ROWS, ["hand", name])


def test_a_stopped_row_goes_on_and_is_found_again(tmp_path):
    cache = TrialCache(tmp_path)
    operation = run_rows([Job(ROWS[0], "head-unet 2")], cache, asked=True)
    steps = [next(operation) for _ in range(4)]
    assert [(step.stage, step.message) for step in steps[:2]] == [
        *(("rows", "head-unet"), ("head-unet 1", "training: loss 1")),
    ]
    operation.close()
    finished = run(run_rows([Job(ROWS[0])], cache, asked=True))
    again = run(run_rows([Job(ROWS[0], compute=not_again)], cache, asked=True))
    assert again == finished
    assert finished.notes == ("head-unet was run",)
    assert [list(outcome.places) for outcome in finished.results[0].outcomes] == [
        *(["head-unet 1"], ["head-unet 2"]),
    ]
    with pytest.raises(AssertionError, match="measured again"):
        run(run_rows([Job(ROWS[0], compute=not_again)], TrialCache(tmp_path, fresh=True), asked=True))


def test_slow_rows_wait_until_they_are_asked_for_or_were_run_before(tmp_path):
    cache, jobs = TrialCache(tmp_path), [Job(ROWS[0]), Job(SlowRow("slow"))]
    first = run(run_rows(jobs, cache, asked=False))
    assert ([result.row for result in first.results], first.waiting) == (["head-unet"], ("slow",))
    assert first.waiting_note("long") == ("Not measured, as it takes long; ask for it with --rows slow.",)
    run(run_rows(jobs[1:], cache, asked=True))
    later = run(run_rows(jobs, cache, asked=False))
    assert (len(later.results), later.waiting, later.waiting_note("long")) == (2, (), ())


def test_what_cannot_be_kept_is_noted_and_what_cannot_be_read_is_run_again(tmp_path):
    (tmp_path / "file").write_text("in the way")
    unkept = run(run_rows([Job(ROWS[0])], TrialCache(tmp_path / "file"), asked=True))
    assert unkept.notes[0].startswith("head-unet was not kept for the next time. Cannot write")
    cache = TrialCache(tmp_path / "cache")
    run(run_rows([Job(ROWS[0])], cache, asked=True))
    for path in cache.folder.iterdir():
        path.write_text(path.read_text().replace("1.5", '"a"'))
    assert run(run_rows([Job(ROWS[0])], cache, asked=True)).results[0].outcomes[0].places == {
        "head-unet 1": (1.5, 2.0)
    }


def test_plain_values_become_what_they_were():
    outcome = Outcome({"a": (1.0, 2.0)}, 3.0, ("x", "y"), {"deep": [1, None]})
    assert from_plain(Outcome, json.loads(json.dumps(asdict(outcome)))) == outcome
    assert from_plain(Outcome, {"places": {}, "seconds": None}) == Outcome({}, None)
    for wrong in ({"places": {"a": [1.0]}, "seconds": 1}, {"places": {}}, {"places": 1, "seconds": 1}):
        with pytest.raises((TypeError, ValueError, AttributeError)):
            from_plain(Outcome, wrong)
