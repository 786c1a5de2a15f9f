"""One run at a time in the folder where it keeps its state; free of torch, as the window asks too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from engine.errors import EngineError


@contextmanager
def only_run(folder: Path | None) -> Iterator[None]:
    """A context in which no other process keeps the state of a run in `folder`.

    Raises `EngineError` where one does already. The lock is a file beside `folder`, which
    is removed in the end, and ends with its process.
    """
    if folder is None:
        yield
        return
    lock = FileLock(folder.with_name(f"{folder.name}.lock"), timeout=0, thread_local=False)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise EngineError(
            "Another run that makes this very result is going on: wait for its end, stop it, or choose "
            "another file for the result."
        ) from error
    except (OSError, NotImplementedError):
        pass  # a full disk or one without locks ends no run: each state says whose it is
    try:
        yield
    finally:
        if lock.is_locked:
            with suppress(OSError):  # Windows removes it itself; who waits for it takes no removed one
                Path(lock.lock_file).unlink()
        lock.release()


def forget_run(folder: Path) -> None:
    """Delete what runs have left in `folder`, unless another process keeps the state of its run there."""
    with suppress(EngineError), only_run(folder):
        shutil.rmtree(folder, ignore_errors=True)
