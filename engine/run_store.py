"""The state of an unfinished run in a folder of its own, so that a killed run goes on where it was."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from engine.errors import EngineError
from engine.io.atomic import write_atomic

_KEY = "run.json"


@dataclass(frozen=True, slots=True)
class RunStore:
    """States by name in `folder`; None keeps nothing.

    A state is what `torch.save` writes of numbers, strings, tensors, lists and dictionaries.
    """

    folder: Path | None

    @classmethod
    def of_run(cls, folder: Path | None, run: Mapping[str, Any]) -> RunStore:
        """The store of the run that `run` (plain JSON values) describes; what another run left is deleted.

        Raises `EngineError` for a folder that holds something else: it would be deleted in the end.
        """
        if folder is not None:
            key = _key_of(run)
            if _key_in(folder) != key:
                shutil.rmtree(folder, ignore_errors=True)
                write_atomic(folder / _KEY, key.encode("utf-8"))
        return cls(folder)

    @staticmethod
    def is_kept(folder: Path, run: Mapping[str, Any]) -> bool:
        """Whether `folder` has the state of the run that `run` describes; changes nothing."""
        return _key_in(folder) == _key_of(run)

    def load(self, name: str) -> Any:
        """The state called `name`; None where there is none, or none that can be read."""
        if self.folder is None:
            return None
        try:
            return torch.load(self._path(name), map_location="cpu", weights_only=True)
        except Exception:  # torch raises almost anything on a damaged file; that run then starts there again
            return None

    def save(self, name: str, state: object) -> None:
        """Keep `state`, replacing an earlier one in one go. Raises `WriteError`."""
        if self.folder is None:
            return
        buffer = io.BytesIO()
        torch.save(state, buffer)
        write_atomic(self._path(name), buffer.getvalue())

    def clear(self) -> None:
        """Forget everything: the run has ended."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, name: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{name}.pt"


def _key_of(run: Mapping[str, Any]) -> str:
    text = json.dumps(run, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _key_in(folder: Path) -> str:
    """The key of the run that has its state in `folder`, "" for none; raises where the folder is not ours."""
    try:
        key = (folder / _KEY).read_bytes().decode("utf-8", "replace")
    except OSError:
        key = ""
    if re.fullmatch("[0-9a-f]{64}", key):
        return key
    others = [path for path in folder.glob("*") if path.suffix not in (".pt", ".tmp")]
    if others:
        raise EngineError(
            f"{folder} holds {others[0].name}, which is no state of a run: choose an empty folder for it."
        )
    return ""
