"""Damaged copies of good files, read in a child process under a watch of time and memory."""

import multiprocessing
import random
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from engine.errors import EngineError

LONGEST_S = 2.0  # of the processor, not of the clock: other programs may be busy
LARGEST = 1 << 30  # bytes of memory beyond what the process had
_HANGS_S = 60.0  # of the clock
_HEAD = 1024  # bytes at the beginning that are hit as often as all the others


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one damaged file; `fault` is "" where it was read or refused as it should be."""

    name: str
    seed: int
    refusal: str = ""
    fault: str = ""
    seconds: float = 0.0
    memory: int = 0


def damaged(data: bytes, seed: int) -> bytes:
    """A copy of `data` with one damage, which `seed` decides: bits, bytes, a cut, a hole or a repeat."""
    chance = random.Random(seed)
    place = chance.randrange(min(len(data), _HEAD) if chance.random() < 0.5 else len(data))
    length = chance.choice((1, 2, 4, 64))
    before, hit, after = data[:place], data[place : place + length], data[place + length :]
    kind = chance.choice(("bit", "bit", "bytes", "bytes", "extreme", "cut", "hole", "repeat"))
    if kind == "bit":
        hit = bytes([hit[0] ^ 1 << chance.randrange(8)]) + hit[1:]
    elif kind == "bytes":
        hit = chance.randbytes(len(hit))
    elif kind == "extreme":
        hit = chance.choice((b"\0", b"\xff", b"\x7f", b"\x80")) * len(hit)
    elif kind == "cut":
        return before
    elif kind == "hole":
        hit = b""
    else:
        hit *= 2
    return before + hit + after


def fuzz(
    read: Callable[[Path], object], originals: Mapping[str, bytes], seeds: range, folder: Path
) -> list[Outcome]:
    """Read a damaged copy, in `folder`, of one of the `originals` (file name: content) for each of `seeds`.

    `read` is a function of a module. Where it ends the process or hangs, the next file has a new process.
    """
    cases = [(name, seed) for seed, name in zip(seeds, list(originals) * len(seeds), strict=False)]
    outcomes: list[Outcome] = []
    while len(outcomes) < len(cases):
        outcomes += _outcomes_of_a_child(read, originals, cases[len(outcomes) :], folder)
    return outcomes


def faults(outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes that may not be."""
    return [outcome for outcome in outcomes if outcome.fault]


def _outcomes_of_a_child(read, originals, cases, folder) -> list[Outcome]:
    """The outcomes of `cases`, up to the one that a process did not survive."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    # no daemon: a reader may have a child of its own, which ends with this one
    child = context.Process(target=_work, args=(read, originals, cases, folder, sender))
    child.start()
    sender.close()
    outcomes: list[Outcome] = []
    try:
        assert receiver.recv(), "the good files themselves are not read, see the traceback of the child"
        while len(outcomes) < len(cases):
            in_time = receiver.poll(_HANGS_S)
            hang = Outcome(*cases[len(outcomes)], fault=f"hangs for {_HANGS_S} s")
            outcomes.append(receiver.recv() if in_time else hang)
            if not in_time:
                break
    except EOFError:
        child.join()
        fault = f"ends the process, exit code {child.exitcode}"
        outcomes.append(Outcome(*cases[len(outcomes)], fault=fault))
    finally:
        receiver.close()
        child.kill()
        child.join()
        child.close()
    return outcomes


def _work(read, originals, cases, folder: Path, sender: Connection) -> None:
    """The body of the child."""
    try:
        for name, data in originals.items():  # so that no case pays for the first import
            (folder / name).write_bytes(data)
            read(folder / name)
    except BaseException:
        sender.send(False)
        raise
    sender.send(True)
    for name, seed in cases:
        (folder / name).write_bytes(damaged(originals[name], seed))
        sender.send(_outcome(read, folder / name, seed))


def _outcome(read, path: Path, seed: int) -> Outcome:
    refusal = fault = ""
    memory, start = _memory("VmRSS"), time.process_time()
    try:
        read(path)
    except EngineError as error:
        refusal = str(error)
        fault = "" if refusal.strip() and refusal.isprintable() else "the refusal is no readable sentence"
    except BaseException as error:  # a panic of Rust is no Exception
        fault = f"{type(error).__name__}: {error}"
    seconds, memory = time.process_time() - start, _memory("VmHWM") - memory
    if seconds > LONGEST_S:
        fault = fault or f"takes {seconds:.1f} s"
    if memory > LARGEST:
        fault = fault or f"takes {memory >> 20} MB"
    return Outcome(path.name, seed, refusal, fault, seconds, memory)


def _memory(key: str) -> int:
    """Bytes of this process: VmRSS those it has now, VmHWM the most since the last call; 0 without /proc."""
    if sys.platform != "linux":
        return 0
    lines = Path("/proc/self/status").read_text().splitlines()
    found = next(line for line in lines if line.startswith(key))
    if key == "VmHWM":
        Path("/proc/self/clear_refs").write_text("5")  # the kernel counts from here
    return 1024 * int(found.split()[1])
