"""`onemark propagate` and `onemark predict` on drawn hands so small that a test can run them twice.

Run by itself it is what torchrun starts; every process leaves its exit codes in the folder.
"""

import sys
from dataclasses import replace
from pathlib import Path

from matrix_tiles import leave_tiles_alone
from PIL import Image

import engine.folders.propagate
from app import cli
from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.propagate import propagate
from engine.phantoms.phantom import draw_phantom
from engine.registration.instance import InstanceConfig

leave_tiles_alone()
TEST = PRESETS[Preset.TEST]
PLAN = replace(
    TEST, stage_two=replace(TEST.stage_two, least_steps=4), finder=replace(TEST.finder, steps=4), bridges=0
)
TINY = InstanceConfig(fine=64)
ALL, PLACED, SEEN, MODEL = "all.csv", "placed.csv", "seen.csv", "hand.safetensors"
TWO = "two"  # the folder of what two processes write, before one writes the same


def draw_films(folder, count=6):
    """Hands in `folder`/films, one of them broken, and points.csv with the landmarks of the first."""
    (folder / "films").mkdir(parents=True)
    rows = ["image,landmark,x_px,y_px"]
    for number in range(count):
        drawn = draw_phantom(number, seed=0)
        cut = 40 if number == 2 else 0  # another shape: registered in a batch of its own
        Image.fromarray(drawn.pixels[::3, cut::3]).save(folder / "films" / f"h{number}.png")
        if number == 0:
            rows += [
                f"h0.png,{m.name},{m.x / 3 - 1 / 3:.3f},{m.y / 3 - 1 / 3:.3f}" for m in drawn.truth.placed()
            ]
    (folder / "films" / "broken.png").write_bytes(b"no film")
    (folder / "points.csv").write_text("\n".join(rows) + "\n")


def run_all(folder, out):
    """Propagate with a model and by registration alone, and predict with the model of two; the exit codes."""

    def small(films, exemplars, scheme, settings, _corrections):
        return propagate(
            films, exemplars, scheme, replace(settings, plan=PLAN, instance=TINY, work=None, sync_norm=True)
        )

    engine.folders.propagate.propagate_films = small
    common = ["--images", str(folder / "films"), "--device", "cpu"]
    placed = ["propagate", *common, "--landmarks", str(folder / "points.csv")]
    learned = [*placed, "--preset", "test", "--model-out", str(out / MODEL), "--out", str(out / ALL)]
    seen = ["predict", *common, "--model", str(folder / TWO / MODEL), "--out", str(out / SEEN)]
    alone = [*placed, "--method", "registration", "--out", str(out / PLACED)]
    return [cli.run_command_line(call) for call in (learned, seen, alone)]


if __name__ == "__main__":
    sys.exit(max(run_all(Path(sys.argv[1]), Path(sys.argv[2]))))
