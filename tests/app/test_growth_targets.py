"""How time and memory grow with films in the window: `dev.py test --slow -s -k growth_targets` prints all.

`--growth 5000` goes on to so many films. Times hang on the machine and decide no test; memory does. Films are
small and the model is tiny, so that what the program does beside its networks shows; a tenth of the films are
registered, 50 at most, as each is as slow as ever.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from measured_process import measured, pictures
from soak import can_measure
from tiny_models import save_tiny

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(7200),
    pytest.mark.skipif(not can_measure(), reason="needs /proc to say what the process holds"),
]


def test_growth_targets(tmp_path, request):
    counts = sorted({50, 500, request.config.getoption("--growth")})
    rows = []
    for count in counts:
        folder = tmp_path / str(count)
        folder.mkdir()
        save_tiny(folder / "models" / "tiny.safetensors")
        many = measured(pictures(folder / "films", count), "read", "predict all")
        registered = min(count // 10, 50)
        few = measured(pictures(folder / "few", registered), "bare", "read", "register")
        rows.append({"open": many["open_s"] + many["read_s"], "predict": many["predict_all_s"]})
        rows[-1] |= {
            "export": many["export_s"],
            "register": few["register_s"] * count / registered,
            "MiB": many["peak_mib"],
        }
        parts = (f"{what} {1000 * value / count:.2f}" for what, value in rows[-1].items() if what != "MiB")
        print(f"{count} films, ms a film: {', '.join(parts)}; peak {many['peak_mib']:.0f} MiB", flush=True)
    for (fewer, less), (films, more) in pairwise(zip(counts, rows, strict=True)):
        slopes = {what: (more[what] - less[what]) / (films - fewer) for what in more}
        memory = 1024 * slopes.pop("MiB")
        parts = (f"{what} {1000 * slope:.2f}" for what, slope in slopes.items())
        print(f"{fewer} to {films} films, ms a film more: {', '.join(parts)}; {memory:.0f} KiB a film")
        assert memory < 200
