"""How long this tree takes beside an earlier one, and how far apart their points are: paired timings.

`.venv/bin/python packaging/beside_before.py COMMIT --root DIR [--films 24] [--threads 1 2] [--jobs ...]`
takes films of DIR/head (see `engine/benchmark/datasets.py`). The earlier tree and this one each run in a
process of their own, and take turns every few films, so that other work on the machine slows both. Printed
are the medians of the seconds a film (a step), the median of their quotients, and how far points are apart.
As a CPU without AVX-512 and AMX: ATEN_CPU_CAPABILITY=avx2 ONEDNN_MAX_CPU_ISA=AVX2.
"""

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
MILLIMETRES = 0.234375  # a pixel of these films
EXEMPLAR = "125"
TOGETHER = {"predict": 6, "register": 4, "step": 1}  # films a turn

WORKER = """
import json, sys, time
from pathlib import Path
import engine
import numpy as np, torch
from engine.benchmark.datasets import SETS, read_set
from engine.coteaching.c2t import CoTeaching
from engine.geometry.coordinates import Size
from engine.models.checkpoint import load_model
from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.propagate import FilmSource
from engine.operation import run
from engine.prediction.predict import PredictionSettings, predict
from engine.registration.films import GridReader
from engine.registration.instance import InstanceConfig, InstanceRegistration
from engine.training.patches import Labelled, patch_size

cpu, channel = torch.device("cpu"), sys.stdout
sys.stdout = sys.stderr
head = read_set(Path(sys.argv[1]), SETS[0])
known = {"pretrained": False} if hasattr(InstanceConfig(), "pretrained") else {}  # not in every tree
config = InstanceConfig(**known)
exemplar, reader = head.exemplar(sys.argv[2]), GridReader(config.fine, cpu)
model = load_model(Path("resources/models/head.safetensors")).domain()

def of_marks(marks):
    return [list(marks.get(name).position or (np.nan, np.nan)) for name in head.scheme.names]

def predicted(films):
    sources = [FilmSource(film, head.films[film]) for film in films]
    found = run(predict(sources, model, PredictionSettings("cpu")))
    return {film: of_marks(marks) for film, marks in found.sets.items()}

registrations = []

def registered(films):
    if not registrations:
        film = reader.read(exemplar, head.films[exemplar])
        points = np.array(of_marks(head.truth[exemplar]))
        registrations.append(InstanceRegistration(film, points, config))
    by_grid = {}
    for film in films:
        read = reader.read(film, head.films[film])
        by_grid.setdefault(read.grid, []).append(read)
    found = {}
    for batch in by_grid.values():
        carried = run(registrations[0].register(batch))
        found |= {film.identity: each.points.tolist() for film, each in zip(batch, carried)}
    return found

trainings = []

def stepped(films):
    if not trainings:
        size, drawn = Size(168, 192), torch.Generator().manual_seed(0)
        patch = patch_size(size)
        patches = torch.rand(13, 1, patch.height, patch.width, generator=drawn).half()
        points = torch.rand(13, 19, 2, generator=drawn) * torch.tensor([168.0, 192.0])
        labels = Labelled(patches, points, torch.ones(13, 19), 1, size)
        plan = PRESETS[Preset.QUICK]
        if hasattr(plan, "with_features"):  # not in every tree
            plan = plan.with_features()
        trainings.append(CoTeaching(labels, plan.stage_two, cpu, seed=0))
    run(trainings[0].advance(trainings[0].step + 1))
    return {}

jobs = {"predict": predicted, "register": registered, "step": stepped}
print("ready", file=channel, flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    torch.set_num_threads(asked["threads"])
    start = time.perf_counter()
    points = jobs[asked["job"]](asked["films"])
    seconds = (time.perf_counter() - start) / len(asked["films"])
    print(json.dumps({"seconds": seconds, "points": points}), file=channel, flush=True)
"""


class Tree:
    """A process that computes with the code of `folder`."""

    def __init__(self, folder: Path, root: Path) -> None:
        command = [sys.executable, "-c", WORKER, str(root.resolve()), EXEMPLAR]
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def ask(self, job: str, films: Sequence[str], threads: int) -> Any:
        """Seconds a film of a `job` and the points that it gives."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"job": job, "films": films, "threads": threads}) + "\n")
        self.process.stdin.flush()
        return json.loads(self._answer())

    def _answer(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            sys.exit("A process ended; what it wrote above says why.")
        return line


@contextmanager
def tree(folder: Path, root: Path) -> Iterator[Tree]:
    """A `Tree` that ends with the context."""
    started = Tree(folder, root)
    try:
        yield started
    finally:
        started.process.kill()
        started.process.wait()


def compared(job: str, films: Sequence[str], threads: int, before: Tree, now: Tree) -> str:
    """A line on a `job` with so many `threads`."""
    parts = [films[first : first + TOGETHER[job]] for first in range(0, len(films), TOGETHER[job])]
    pairs, apart = [], []
    for each in (before, now):  # what is made once is made now
        each.ask(job, parts[0], threads)
    for number, part in enumerate(parts):
        order = (before, now) if number % 2 else (now, before)
        answers = {id(each): each.ask(job, part, threads) for each in order}
        old, new = answers[id(before)], answers[id(now)]
        pairs.append((old["seconds"], new["seconds"]))
        both = [(points, new["points"][film]) for film, points in old["points"].items()]
        apart += [np.linalg.norm(np.subtract(*points), axis=1) for points in both]
    times = [median(column) for column in zip(*pairs, strict=True)]
    share = median(new / old for old, new in pairs)
    line = f"{job}, {threads} threads: {times[0]:.3f} -> {times[1]:.3f} s, {share:.2f} of it"
    if not apart:
        return line
    distance = MILLIMETRES * np.array(apart)
    return f"{line}; points apart {np.nanmean(distance):.4f} mm, at most {np.nanmax(distance):.2f}"


def main() -> None:
    """Print a line for each job and number of threads."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commit")
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--films", type=int, default=24)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--jobs", nargs="+", choices=TOGETHER, default=list(TOGETHER))
    asked = parser.parse_args()
    kept = subprocess.run(["git", "archive", asked.commit], cwd=ROOT, capture_output=True, check=True)
    names = sorted(path.name for path in (asked.root / "head" / "images").iterdir())
    films = [name for name in names if Path(name).stem != EXEMPLAR][: asked.films]
    with ExitStack() as stack:
        earlier = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        with tarfile.open(fileobj=BytesIO(kept.stdout)) as archive:
            archive.extractall(earlier, filter="data")
        before, now = (stack.enter_context(tree(folder, asked.root)) for folder in (earlier, ROOT))
        for job in asked.jobs:
            for threads in asked.threads:
                print(compared(job, films, threads, before, now), flush=True)


if __name__ == "__main__":
    main()
