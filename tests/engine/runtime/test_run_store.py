"""What an unfinished run leaves on the disk, and who may go on from it."""

import errno
import os

import pytest
import torch

from engine.errors import EngineError
from engine.operation import Progress
from engine.runtime.run_lock import forget_run, only_run
from engine.runtime.run_store import RunStore, resumed, with_trouble

RUN = {"seed": 0, "films": {"a": "00", "b": "11"}}


def test_the_same_run_finds_its_state_again(tmp_path):
    state = {"net": {"weight": torch.arange(6.0).view(2, 3)}, "step": 7, "points": None, "names": ["a"]}
    RunStore.of_run(tmp_path / "work", RUN).save("round-1", state)
    same = {"films": {"b": "11", "a": "00"}, "seed": 0}
    found = RunStore.of_run(tmp_path / "work", same).load("round-1")
    assert torch.equal(found["net"]["weight"], state["net"]["weight"])
    assert (found["step"], found["points"], found["names"]) == (7, None, ["a"])


def test_what_another_run_left_is_deleted(tmp_path):
    RunStore.of_run(tmp_path, RUN).save("round-1", {"step": 7})
    other = RunStore.of_run(tmp_path, {**RUN, "seed": 1})
    assert other.load("round-1") is None
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]
    assert RunStore.of_run(tmp_path, RUN).load("round-1") is None


def test_whose_state_is_kept_can_be_asked_without_losing_it(tmp_path):
    assert not RunStore.is_kept(tmp_path / "work", RUN)
    store = RunStore.of_run(tmp_path / "work", RUN)
    store.save("round-1", {"step": 7})
    assert RunStore.is_kept(tmp_path / "work", RUN)
    assert not RunStore.is_kept(tmp_path / "work", {**RUN, "seed": 1})
    assert store.load("round-1") == {"step": 7}


def test_a_later_state_replaces_the_earlier_one(tmp_path):
    store = RunStore.of_run(tmp_path, RUN)
    for step in (1, 2):
        store.save("it", {"step": step})
    assert store.load("it") == {"step": 2}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["it.pt", "run.json"]


@pytest.mark.parametrize("damage", [b"", b"not a state", b"PK\x03\x04 cut"])
def test_a_damaged_state_is_as_good_as_none(tmp_path, damage):
    store = RunStore.of_run(tmp_path, RUN)
    store.save("it", {"step": 1})
    (tmp_path / "it.pt").write_bytes(damage)
    assert store.load("it") is None


def test_a_state_is_data_and_runs_nothing(tmp_path):
    class Evil:
        def __reduce__(self):
            return (print, ("gone",))

    store = RunStore.of_run(tmp_path, RUN)
    torch.save(Evil(), tmp_path / "it.pt")
    assert store.load("it") is None


def test_a_finished_run_leaves_nothing(tmp_path):
    store = RunStore.of_run(tmp_path / "work", RUN)
    store.save("it", {"step": 1})
    store.clear()
    assert not (tmp_path / "work").exists()
    store.clear()  # again does no harm


def test_without_a_folder_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = RunStore.of_run(None, RUN)
    store.save("it", {"step": 1})
    assert store.load("it") is None
    store.clear()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["film.png", "run.json", "weights.pt", "notes.tmp"])
def test_a_folder_of_other_things_is_never_deleted(tmp_path, name):
    (tmp_path / name).write_text('{"exports": {}}')  # exports have a run.json too
    with pytest.raises(
        EngineError, match=f"holds {name}, which is no state of a run: choose an empty folder"
    ):
        RunStore.of_run(tmp_path, RUN)
    assert (tmp_path / name).exists()


def test_a_model_of_somebody_is_never_taken_for_a_state(tmp_path):
    torch.save({"weight": torch.ones(3)}, tmp_path / "net.pt")
    with pytest.raises(EngineError, match=r"holds net\.pt, which is no state of a run"):
        RunStore.of_run(tmp_path, RUN)
    assert (tmp_path / "net.pt").exists()


def test_a_state_without_a_name_is_nobodys(tmp_path):
    store = RunStore.of_run(tmp_path, RUN)
    store.save("it", {"step": 1})
    (tmp_path / "run.json").unlink()
    assert RunStore.of_run(tmp_path, RUN).load("it") is None


def test_what_a_run_saves_after_another_took_its_folder_is_not_the_others(tmp_path):
    first = RunStore.of_run(tmp_path, RUN)
    second = RunStore.of_run(tmp_path, {**RUN, "seed": 1})
    first.save("round-1", {"step": 7})  # of a process that still runs
    assert second.load("round-1") is None
    assert RunStore.of_run(tmp_path, {**RUN, "seed": 1}).load("round-1") is None


def test_two_runs_at_once_in_one_folder_are_refused_in_a_sentence(tmp_path):
    work = tmp_path / "work"
    with only_run(work):
        store = RunStore.of_run(work, RUN)
        store.save("it", {"step": 1})
        with (
            pytest.raises(EngineError, match=r"^Another run .* is going on: wait for its end"),
            only_run(work),
        ):
            pytest.fail("two at once")
        forget_run(work)  # as --fresh of the second one
        assert store.load("it") == {"step": 1}
    with only_run(work):
        assert store.load("it") == {"step": 1}
    forget_run(work)
    assert list(tmp_path.iterdir()) == []  # nor the lock


class FullDisk:
    """Stands for writing to a disk that is full from the first byte on."""

    def __init__(self, monkeypatch):
        self.attempts = 0
        monkeypatch.setattr("engine.io.atomic.replace_file", self.write)

    def write(self, path, pieces):
        self.attempts += 1
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_ends_no_run_and_is_told_once(tmp_path, monkeypatch):
    disk = FullDisk(monkeypatch)
    monkeypatch.setattr("engine.runtime.run_store.monotonic", lambda: 0.0)
    store = RunStore.of_run(tmp_path, RUN)
    steps = list(with_trouble(resumed(Counting(9), store, "it", apart=0.0), store))
    told = [step.message for step in steps if step.notice]
    assert (len(steps), disk.attempts) == (10, 11)  # the name of the run, nine states, the end
    assert told == [
        f"what the run has computed cannot be kept in {tmp_path} (No space left on device), so that after a "
        "stop it would start anew: it goes on; make room there"
    ]


def test_a_state_that_could_not_be_replaced_is_still_the_earlier_one(tmp_path, monkeypatch):
    store = RunStore.of_run(tmp_path, RUN)
    store.save("it", {"step": 1})
    FullDisk(monkeypatch)
    store.save("it", {"step": 2})
    assert store.load("it") == {"step": 1}


class Counting:
    """A training of so many steps."""

    def __init__(self, steps):
        self.steps, self.step = steps, 0

    def run(self):
        while self.step < self.steps:
            self.step += 1
            yield Progress("counting", self.step, self.steps)
        return self.step

    def state(self):
        return {"step": self.step}

    def restore(self, state):
        self.step = state["step"]
