"""One propagation, timed in a process of its own, so that its peak memory is its own too.

The process is given films and ONE annotated film: no other landmark is within its reach.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import SimpleITK as sitk
import torch

from engine.errors import EngineError
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.oneshot import FilmSource, Propagation, PropagationSettings, propagate
from engine.operation import Operation, Progress, run

_POLL_S = 0.2  # how long a cancel waits at most
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Request:
    """What to measure: `films` (identity, file) with the exemplar, and its `points` by landmark name.

    `threads` limits torch and SimpleITK alike.
    """

    films: tuple[tuple[str, Path], ...]
    exemplar: str
    points: Mapping[str, tuple[float, float]]
    names: tuple[str, ...]
    settings: PropagationSettings
    threads: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out: points by film and name (original pixels), wall `seconds`, peak memory in bytes.

    `peak_bytes` None: this system does not tell.
    """

    points: Mapping[str, Mapping[str, tuple[float, float]]]
    mirrored: tuple[str, ...]
    unreadable: Mapping[str, str]
    seconds: float
    peak_bytes: int | None
    device: str
    measured_utc: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    @property
    def sets(self) -> dict[str, LandmarkSet]:
        """The predictions by film."""
        return {film: landmark_set(film, points, Origin.PREDICTED) for film, points in self.points.items()}

    @property
    def seconds_per_film(self) -> float:
        """Wall time of the whole propagation, reading included, over the films it went through."""
        return self.seconds / max(1, len(self.points) + len(self.unreadable))


def landmark_set(film: str, points: Mapping[str, tuple[float, float]], origin: Origin) -> LandmarkSet:
    """`points` (x, y) by name as landmarks of `film`."""
    marks = {name: Landmark(name, x, y, Presence.PRESENT, origin) for name, (x, y) in points.items()}
    return LandmarkSet(film, marks)


def measure(request: Request) -> Operation[Measured]:
    """Propagate in a fresh process; closing the operation ends it. Raises `EngineError`."""
    context = multiprocessing.get_context("spawn")  # a fork would inherit this process's memory
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(request, sender), daemon=True)
    try:
        child.start()
        sender.close()  # so that a child that died shows as end of file
        return (yield from _follow(receiver))
    finally:
        receiver.close()
        if child.pid is not None:
            child.terminate()  # it writes no files: nothing can be left half done
            child.join()
            child.close()


def _follow(receiver: Connection) -> Operation[Measured]:
    last = Progress("starting", 0, 0)
    while True:
        if receiver.poll(_POLL_S):
            try:
                message = receiver.recv()
            except EOFError:
                raise EngineError(
                    "The measuring process ended without a result, perhaps for lack of memory: "
                    "close other programs and run the same command again."
                ) from None
            if isinstance(message, Measured):
                return message
            if isinstance(message, EngineError):
                raise message
            if isinstance(message, str):
                raise _bug(message)
            last = message
        yield last


def _bug(trace: str) -> RuntimeError:
    """What went wrong over there, with the traceback as a note."""
    error = RuntimeError(f"in the measuring process: {trace.strip().splitlines()[-1]}")
    error.add_note(trace)
    return error


def _work(request: Request, sender: Connection) -> None:
    """The body of the process: progress, then what was measured, an `EngineError`, or a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to both; the parent ends this one
    try:
        sender.send(_measured(request, sender))
    except (BrokenPipeError, ConnectionResetError):
        return  # nobody listens any more
    except EngineError as error:
        sender.send(EngineError(str(error)))
    except Exception:
        sender.send(traceback.format_exc())


def _measured(request: Request, sender: Connection) -> Measured:
    torch.set_num_threads(request.threads)
    sitk.ProcessObject.SetGlobalDefaultNumberOfThreads(request.threads)

    def tell(progress: Progress) -> None:
        sender.send(Progress(progress.stage, progress.done, progress.total, progress.message))

    exemplar = landmark_set(request.exemplar, request.points, Origin.ANNOTATED)
    films = [FilmSource(identity, path) for identity, path in request.films]
    result = run(propagate(films, [exemplar], Scheme(request.names), request.settings), tell)
    return _plain(result)


def _plain(result: Propagation) -> Measured:
    return Measured(
        points={
            film: {mark.name: mark.position for mark in marks.placed() if mark.position is not None}
            for film, marks in result.sets.items()
        },
        mirrored=tuple(film for film, mirrored in result.mirrored.items() if mirrored),
        unreadable=dict(result.unreadable),
        seconds=result.seconds,
        peak_bytes=peak_bytes(),
        device=result.device,
    )


def peak_bytes() -> int | None:
    """The most memory this process has had resident so far, in bytes; None where nobody says."""
    if _STATUS.is_file():  # Linux; getrusage would count what the parent had before the exec
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
        peak = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), None)
        return None if peak is None else int(peak) * 1024
    if sys.platform == "darwin":
        import resource

        return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return None


def measured_from_json(data: Mapping[str, Any]) -> Measured:
    """The inverse of `dataclasses.asdict` after JSON. Raises KeyError, TypeError or ValueError."""
    points = {
        str(film): {str(name): (float(x), float(y)) for name, (x, y) in marks.items()}
        for film, marks in data["points"].items()
    }
    return Measured(
        points=points,
        mirrored=tuple(map(str, data["mirrored"])),
        unreadable={str(film): str(reason) for film, reason in data["unreadable"].items()},
        seconds=float(data["seconds"]),
        peak_bytes=None if data["peak_bytes"] is None else int(data["peak_bytes"]),
        device=str(data["device"]),
        measured_utc=str(data["measured_utc"]),
    )
