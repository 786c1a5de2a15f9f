"""The state of an unfinished run in a folder of its own, so that a killed run goes on where it was."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any, Protocol, TypeVar

import torch

from engine.errors import EngineError
from engine.io.atomic import WriteError, write_atomic
from engine.operation import Operation, Progress
from engine.runtime.distributed import Ranks
from engine.runtime.interruption import Interrupted

_KEY = "run.json"
_LAYOUT = 3  # of the states that trainings keep; counts up where one changes, as older ones cannot go on


@dataclass(frozen=True, slots=True)
class RunStore:
    """States by name in `folder`, each with the `key` of the run that it belongs to; None keeps nothing.

    A state is what `torch.save` writes of numbers, strings, tensors, lists and dictionaries. `trouble`: a
    sentence where one could not be kept, which ends no run.
    """

    folder: Path | None
    key: str = ""
    trouble: list[str] = field(default_factory=list, compare=False)

    @classmethod
    def of_run(cls, folder: Path | None, run: Mapping[str, Any]) -> RunStore:
        """The store of the run that `run` (plain JSON values) describes; what another run left is deleted.

        Raises `EngineError` for a folder that holds something else: it would be deleted in the end.
        """
        store = cls(folder, _key_of(run))
        if folder is not None and _key_in(folder) != store.key:
            shutil.rmtree(folder, ignore_errors=True)
            store._write(folder / _KEY, store.key.encode("utf-8"))
        return store

    @staticmethod
    def is_kept(folder: Path, run: Mapping[str, Any]) -> bool:
        """Whether `folder` has the state of the run that `run` describes; changes nothing."""
        return _key_in(folder) == _key_of(run)

    def load(self, name: str) -> Any:
        """The state called `name`; None where there is none of this run, or none that can be read."""
        if self.folder is None:
            return None
        try:
            kept = torch.load(self._path(name), map_location="cpu", weights_only=True)
            return kept["state"] if kept["key"] == self.key else None
        except Exception:  # torch raises almost anything on a damaged file; that run then starts there again
            return None

    def save(self, name: str, state: object) -> None:
        """Keep `state`, replacing an earlier one in one go; where that fails `trouble` says so."""
        if self.folder is None:
            return
        buffer = io.BytesIO()
        torch.save({"key": self.key, "state": state}, buffer)
        self._write(self._path(name), buffer.getvalue())

    def clear(self) -> None:
        """Forget everything: the run has ended."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_atomic(path, data)
        except WriteError as error:
            if not self.trouble:
                reason = getattr(error.__cause__, "strerror", None) or error.__cause__
                self.trouble.append(
                    f"what the run has computed cannot be kept in {path.parent} ({reason}), so that after a "
                    "stop it would start anew: it goes on; make room there"
                )

    def _path(self, name: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{name}.pt"


def _key_of(run: Mapping[str, Any]) -> str:
    text = json.dumps([_LAYOUT, run], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _key_in(folder: Path) -> str:
    """The key of the run that has its state in `folder`, "" for none; raises where the folder is not ours."""
    try:
        key = (folder / _KEY).read_bytes().decode("utf-8", "replace")
    except OSError:
        key = ""
    if re.fullmatch("[0-9a-f]{64}", key):
        return key
    other = next((path for path in folder.glob("*") if not _is_kept_file(path)), None)
    if other is not None:
        raise EngineError(
            f"{folder} holds {other.name}, which is no state of a run: choose an empty folder for it."
        )
    return ""


def _is_kept_file(path: Path) -> bool:
    """Whether a run has left `path`: a state, or one that was just being written."""
    if re.fullmatch(r"\..*\.[0-9a-f]{8}\.tmp", path.name):
        return True
    try:
        kept = torch.load(path, map_location="cpu", weights_only=True)
    except Exception:  # torch raises almost anything on a file that it did not write
        return False
    return path.suffix == ".pt" and isinstance(kept, dict) and kept.keys() == {"key", "state"}


T = TypeVar("T", covariant=True)
_SAVING = 0.02  # most of the time that goes into keeping states, where it is measured


def with_trouble(operation: Operation[T], store: RunStore) -> Operation[T]:
    """`operation`, which says in a notice, once, where `store` cannot keep its state."""
    is_announced, now, result = False, Progress("running", 0, 0), list[T]()
    with closing(operation):
        while not result:
            try:
                now = next(operation)
            except StopIteration as end:
                result.append(end.value)
            if store.trouble and not is_announced:
                is_announced = True
                yield replace(now, message=store.trouble[0], found=(), notice=True)
            if not result:
                yield now
    return result[0]


class ResumableTraining(Protocol[T]):
    """A training that can be stopped after any step and taken up again."""

    def run(self) -> Operation[T]:
        """Train to the end."""
        ...

    def state(self) -> dict[str, Any]:
        """Everything that is needed to go on."""
        ...

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken."""
        ...


def resumed(training: ResumableTraining[T], store: RunStore, name: str, apart: float = 20.0) -> Operation[T]:
    """Run `training` from where `store` has it, keeping its state now and then and on cancelling.

    `apart`: least seconds between two such times, which is what a kill costs; large states come later still,
    so that keeping them takes 2 % of the time at most.
    """
    state = store.load(name)
    if state is not None:
        training.restore(state)
    steps, due = training.run(), monotonic() + apart
    try:
        while True:
            try:
                progress = next(steps)
            except StopIteration as end:
                store.save(name, training.state())
                result: T = end.value
                return result
            if monotonic() >= due:
                due = _saved(store, name, training.state(), apart)
            yield progress
    except (GeneratorExit, Interrupted):
        store.save(name, training.state())
        raise
    finally:
        steps.close()


def resumed_by_all(training: ResumableTraining[T], store: RunStore, name: str, ranks: Ranks) -> Operation[T]:
    """As `resumed`, of a training that all `ranks` make together; the first one keeps its state."""
    if ranks.world > 1:
        state = ranks.broadcast(store.load(name) if ranks.is_first else None)
        if state is not None and not ranks.is_first:  # the first one loads it below
            training.restore(state)
    return (yield from resumed(training, store if ranks.is_first else RunStore(None), name))


def _saved(store: RunStore, name: str, state: Mapping[str, Any], apart: float) -> float:
    """Keep `state`; when the next one is due."""
    began = monotonic()
    store.save(name, state)
    ended = monotonic()
    return ended + max(apart, (ended - began) / _SAVING)
