"""One propagation, timed in a process of its own, so that its peak memory is its own too.

The process is given films and ONE annotated film: no other landmark is within its reach. Films that
are to be `unseen` take no part in the propagation: a model file is written, read back, and predicts
them.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import SimpleITK as sitk
import torch

from engine.benchmark.baselines.task import Baseline, found_by_baseline
from engine.benchmark.oneshot.stage_one import registered_apart
from engine.benchmark.points import Points, plain_opinions, plain_points, predicted_sets, true_marks
from engine.errors import EngineError
from engine.landmarks import LandmarkSet, Scheme
from engine.models.checkpoint import Model, load_model, save_model
from engine.oneshot.propagate import FilmSource, Method, Propagation, PropagationSettings, propagate
from engine.operation import Operation, Progress, run
from engine.prediction.predict import PredictionSettings, predict
from engine.runtime.run_store import RunStore

_POLL_S = 0.2  # how long a cancel waits at most
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class OneShotRequest:
    """What to propagate: `films` (identity, file) with the exemplar, and its `points` by landmark name.

    `further`: exemplars beside it, film -> points by landmark name. `unseen`: films that what was learned
    from `films` predicts afterwards; they alone are in the result then. `threads` limits torch and SimpleITK
    alike. `settings.work`: where it keeps its state, so that it goes on if it was stopped; its `seconds` are
    those since then. `baseline`: another paper's method, of which `settings` says device, seed and work only.
    """

    films: tuple[tuple[str, Path], ...]
    exemplar: str
    points: Mapping[str, tuple[float, float]]
    names: tuple[str, ...]
    settings: PropagationSettings
    threads: int
    unseen: tuple[tuple[str, Path], ...] = ()
    further: Points = field(default_factory=dict)
    baseline: Baseline | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out: points by film and name (original pixels), wall `seconds`, peak memory in bytes.

    `peak_bytes` None: this system does not tell. `opinions`: the same as `points` of each part alone
    ("registration", "detector 1", "detector 2"), where a run has parts. Of the `seconds`, `predicting`
    were spent on the films that were unseen, and `learned_from` films were gone through before.
    """

    points: Points
    mirrored: tuple[str, ...]
    unreadable: Mapping[str, str]
    seconds: float
    peak_bytes: int | None
    device: str
    opinions: Mapping[str, Points] = field(default_factory=dict)
    predicting: float | None = None
    learned_from: int = 0
    notes: tuple[str, ...] = ()
    measured_utc: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    @property
    def sets(self) -> dict[str, LandmarkSet]:
        """The predictions by film."""
        return predicted_sets(self.points)

    @property
    def parts(self) -> dict[str, dict[str, LandmarkSet]]:
        """The predictions of each part alone, by part and film."""
        return {part: predicted_sets(points) for part, points in self.opinions.items()}

    @property
    def learning(self) -> float:
        """The seconds before films that were unseen were looked at."""
        return self.seconds - (self.predicting or 0.0)

    @property
    def seconds_per_film(self) -> float:
        """Wall time of everything, reading and learning included, over all films it went through."""
        return self.seconds / max(1, len(self.points) + len(self.unreadable) + self.learned_from)


def measure(request: OneShotRequest) -> Operation[Measured]:
    """Propagate in a fresh process; closing the operation ends it. Raises `EngineError`."""
    # the folder of its model belongs to this process, which outlives an end by force
    with tempfile.TemporaryDirectory(prefix="onemark-benchmark-") as folder:
        return (yield from _measured_apart(request, Path(folder) / "learned.safetensors"))


def _measured_apart(request: OneShotRequest, model: Path) -> Operation[Measured]:
    context = multiprocessing.get_context("spawn")  # a fork would inherit this process's memory
    receiver, sender = context.Pipe(duplex=False)
    # no daemon, which could not have the process that decodes films
    child = context.Process(target=_work, args=(request, model, sender))
    try:
        child.start()
        sender.close()  # so that a child that died shows as end of file
        return (yield from _follow(receiver))
    finally:
        receiver.close()
        if child.pid is not None:
            child.terminate()  # all it writes is the model, which goes with its folder
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


def _work(request: OneShotRequest, model: Path, sender: Connection) -> None:
    """The body of the process: progress, then what was measured, an `EngineError`, or a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to both; the parent ends this one
    try:
        measured = _measured(request, model, sender)
        RunStore(request.settings.work).clear()  # it came to its end
        sender.send(measured)
    except (BrokenPipeError, ConnectionResetError):
        return  # nobody listens any more
    except EngineError as error:
        sender.send(EngineError(str(error)))
    except Exception:
        sender.send(traceback.format_exc())


def _measured(request: OneShotRequest, model: Path, sender: Connection) -> Measured:
    torch.set_num_threads(request.threads)
    sitk.ProcessObject.SetGlobalDefaultNumberOfThreads(request.threads)

    def tell(progress: Progress) -> None:
        sender.send(Progress(progress.stage, progress.done, progress.total, progress.message))

    if request.baseline is not None:
        return _by_baseline(request, request.baseline, tell)
    exemplars = [true_marks(film, at) for film, at in _exemplars(request).items()]
    start = time.monotonic()
    if request.unseen and request.settings.method is Method.REGISTRATION:
        scheme = Scheme(request.names)
        apart = registered_apart(request.films, request.unseen, exemplars, scheme, request.settings)
        registered, learning = run(apart, tell)
        measured = _plain(registered, request, time.monotonic() - start)
        return replace(measured, predicting=measured.seconds - learning, learned_from=len(request.films) - 1)
    films = [FilmSource(identity, path) for identity, path in request.films]
    result = run(propagate(films, exemplars, Scheme(request.names), request.settings), tell)
    if not request.unseen:
        return _plain(result, request, time.monotonic() - start)
    if result.learned is None:
        raise ValueError("registration alone learns nothing that could predict films not seen")
    save_model(model, Model({"": result.learned}))
    learning, notes = time.monotonic() - start, _not_learned(result)
    del result  # the model file is all that the prediction knows
    unseen = [FilmSource(identity, path) for identity, path in request.unseen]
    settings = PredictionSettings(device=request.settings.device)
    found = run(predict(unseen, load_model(model).domain(), settings), tell)
    seconds = time.monotonic() - start
    measured = _plain(found, request, seconds)
    return replace(
        measured,
        predicting=seconds - learning,
        learned_from=len(request.films) - len(exemplars),
        notes=(*notes, *measured.notes),
    )


def _by_baseline(request: OneShotRequest, baseline: Baseline, tell: Callable[[Progress], None]) -> Measured:
    start, films = time.monotonic(), dict(request.films)
    others = {film: path for film, path in request.films if film != request.exemplar}
    unseen, settings = dict(request.unseen) or others, request.settings
    exemplar = request.exemplar, request.points
    computing = settings.device, settings.seed, settings.work
    found, learning = run(found_by_baseline(baseline, films, unseen, exemplar, *computing), tell)
    measured = _plain(found, request, time.monotonic() - start)
    return replace(measured, predicting=measured.seconds - learning, learned_from=len(others))


def _exemplars(request: OneShotRequest) -> Points:
    """The points of all annotated films, the first exemplar's first."""
    return {request.exemplar: request.points, **request.further}


def _not_learned(result: Propagation) -> tuple[str, ...]:
    lacking = (
        f"{film} was not learned from: {why}" for film, why in {**result.unreadable, **result.unfit}.items()
    )
    return (*result.notes, *lacking)


def _plain(result: Propagation, request: OneShotRequest, seconds: float) -> Measured:
    return Measured(
        points=plain_points(result.sets),
        mirrored=tuple(film for film, mirrored in result.mirrored.items() if mirrored),
        unreadable={**result.unreadable, **result.unfit},
        seconds=seconds,
        peak_bytes=peak_bytes(),
        device=result.device,
        opinions=plain_opinions(result.opinions, request.names),
        notes=result.notes,
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
