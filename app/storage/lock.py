"""One writer per project: the second window opens it read-only and hears who has it.

A lock of the operating system tells the windows of one computer apart and ends with its process, also
after kill -9. Network folders may not carry such locks between computers, so the owner also renews the
date of a small file; an owner on another computer that fell silent is taken for dead.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import uuid
from typing import Any

from filelock import FileLock, Timeout

from app.storage.layout import Layout
from app.translation import tr
from engine.io.atomic import replace_file
from engine.io.guard import parsed_json, regular_bytes

BEAT_INTERVAL_S = 30.0
SILENT_AFTER_S = 150.0


class ProjectLock:
    """The right to write one project; `acquire` it before writing, `beat` every 30 s, `release` it."""

    def __init__(self, layout: Layout, host: str = "") -> None:
        self._lock_path = layout.lock
        self._owner_path = layout.support / "owner.json"
        self._lock = FileLock(layout.lock, timeout=0, thread_local=False)
        self._host = host or socket.gethostname()
        self._token = uuid.uuid4().hex
        self._held = False

    @property
    def held(self) -> bool:
        """True while this window may write."""
        return self._held

    def acquire(self) -> str:
        """Take the lock: "" where it is ours, else a sentence naming the owner. OSError: no writing here."""
        self._lock_path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire()
        except Timeout:
            return self._sentence(self._owner())
        except NotImplementedError:  # a file system without locks: the owner file alone decides
            self._lock_path.touch()
        owner = self._owner()
        if owner.get("host", self._host) != self._host and self._silence_s() < SILENT_AFTER_S:
            self._lock.release()
            return self._sentence(owner)
        return self._take()

    def beat(self) -> bool:
        """Tell other computers that the owner lives. False where another one has taken over meanwhile.

        OSError where the owner file cannot be reached now: the lock is still ours, so try again later.
        """
        if not self._held:
            return False
        try:
            owner = self._read_owner()
        except (FileNotFoundError, ValueError):  # gone or damaged: it names nobody else
            if self._lock.is_locked:
                self._write_owner()
            self._held = self._lock.is_locked
            return self._held
        self._held = owner.get("token") == self._token
        if self._held:
            os.utime(self._owner_path)
        return self._held

    def release(self) -> None:
        """Give the lock back; harmless where it is not held."""
        if self._held and self._owner().get("token") == self._token:
            with contextlib.suppress(OSError):
                self._owner_path.unlink(missing_ok=True)
        self._held = False
        self._lock.release()

    def _take(self) -> str:
        try:
            self._write_owner()
        except OSError:
            self._lock.release()
            raise
        self._held = True
        return ""

    def _write_owner(self) -> None:
        owner = {"host": self._host, "pid": os.getpid(), "token": self._token}
        replace_file(self._owner_path, [json.dumps(owner).encode()])

    def _owner(self) -> dict[str, Any]:
        try:
            return self._read_owner()
        except (OSError, ValueError):
            return {}

    def _read_owner(self) -> dict[str, Any]:
        """What the owner file says; OSError where it cannot be read, ValueError where it is damaged."""
        owner = parsed_json(regular_bytes(self._owner_path))
        if not isinstance(owner, dict):
            raise ValueError("the owner file holds no object")
        return owner

    def _silence_s(self) -> float:
        """Seconds since the owner's last beat, by the clock of the file server, not of this computer."""
        os.utime(self._lock_path)
        return self._lock_path.stat().st_mtime - self._owner_path.stat().st_mtime

    def _sentence(self, owner: dict[str, Any]) -> str:
        if owner.get("host", self._host) == self._host:
            return tr("This project is open in another window: close it there to edit it here.")
        return tr("This project is open in {host}: close it there to edit it here.", host=owner["host"])
