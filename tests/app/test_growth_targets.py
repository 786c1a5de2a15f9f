"""How time and memory grow with films: `dev.py test --slow -s -k growth_targets` prints all.

`--growth 5000` goes on to so many films. Times hang on the machine and decide no test; memory does. Films are
small and networks tiny, so that what the program does beside its networks shows; a tenth of the films are
registered in the window, 50 at most, as each is as slow as ever. The model of the box sees films of the usual
size.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from measured_process import ROOT, commanded, measured, pictures
from soak import can_measure
from tiny_models import save_tiny

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(7200),
    pytest.mark.skipif(not can_measure(), reason="needs /proc to say what the process holds"),
]
HEAD = ROOT.parent / "shared" / "radiographs" / "head" / "images"
MORE_KIB = 200  # of memory that one more film may take
LEARNED = 300  # films that `quick` learns from at most, and has in memory
LEARNED_KIB = 3000  # that one of these takes: 384 x 480 pixels
POINTS = "image,landmark,x_px,y_px\nfilm00000,A,100,120\nfilm00000,B,250,150\nfilm00000,C,180,380\n"


@pytest.fixture
def grown(request):
    """Measures with ever more films, and prints what so many and what one more take.

    `took` gives for a count of films seconds by job, and "MiB". More than `most` KiB (of how many films there
    were before) that a film more takes are a fault.
    """
    counts = sorted({50, 500, request.config.getoption("--growth")})

    def grown(took: Callable[[int], dict[str, float]], most: Callable[[int], float]) -> None:
        rows = {}
        for count in counts:
            rows[count] = row = took(count)
            parts = (f"{what} {1000 * value / count:.2f}" for what, value in row.items() if what != "MiB")
            print(f"{count} films, ms a film: {', '.join(parts)}; peak {row['MiB']:.0f} MiB", flush=True)
        for (fewer, less), (films, more) in pairwise(rows.items()):
            slopes = {what: (more[what] - less[what]) / (films - fewer) for what in more}
            memory = 1024 * slopes.pop("MiB")
            parts = (f"{what} {1000 * slope:.2f}" for what, slope in slopes.items())
            print(f"{fewer} to {films} films, ms a film more: {', '.join(parts)}; {memory:.0f} KiB a film")
            assert memory < most(fewer)

    return grown


def test_growth_targets_of_the_window(tmp_path, grown):
    def took(count):
        folder = tmp_path / str(count)
        folder.mkdir()
        save_tiny(folder / "models" / "tiny.safetensors")
        many = measured(pictures(folder / "films", count), "read", "predict all")
        registered = min(count // 10, 50)
        few = measured(pictures(folder / "few", registered), "bare", "read", "register")
        return {
            "open": many["open_s"] + many["read_s"],
            "predict": many["predict_all_s"],
            "export": many["export_s"],
            "register": few["register_s"] * count / registered,
            "MiB": many["peak_mib"],
        }

    grown(took, lambda _fewer: MORE_KIB)


def test_growth_targets_of_quick_with_tiny_networks(tmp_path, grown):
    def took(count):
        folder = tmp_path / str(count)
        folder.mkdir()
        films, points = pictures(folder / "films", count), folder / "points.csv"
        points.write_text(POINTS)
        words = ("--images", str(films), "--landmarks", str(points), "--out", str(folder / "all.csv"))
        found = commanded(folder, "propagate", *words, "--preset", "test", "--device", "cpu")
        return {"quick": found["s"], "quick, computing": found["computing_s"], "MiB": found["peak_mib"]}

    grown(took, lambda fewer: MORE_KIB if fewer >= LEARNED else LEARNED_KIB)


@pytest.mark.skipif(not HEAD.is_dir(), reason="needs the head radiographs in ../shared/radiographs")
def test_growth_targets_of_predicting_with_the_model_of_the_box(tmp_path, grown):
    heads = sorted(HEAD.iterdir())

    def took(count):
        films = tmp_path / str(count) / "films"
        films.mkdir(parents=True)
        for number in range(count):
            head = heads[number % len(heads)]
            (films / f"{number:05d}{head.suffix}").symlink_to(head)
        words = ("--model", "head", "--images", str(films), "--out", str(films.with_name("all.csv")))
        found = commanded(films.parent, "predict", *words, "--device", "cpu")
        return {"predict": found["s"], "predict, computing": found["computing_s"], "MiB": found["peak_mib"]}

    grown(took, lambda _fewer: MORE_KIB)
