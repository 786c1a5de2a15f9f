"""A whole one-shot run on the GPU: learned from the training films of head, scored on those not seen."""

from __future__ import annotations

import time
from dataclasses import replace

from engine.benchmark.cache import Fingerprints
from engine.benchmark.datasets import FilmSet
from engine.benchmark.gpu.rows import OneShotLength
from engine.benchmark.gpu.usage import GpuOutcome
from engine.benchmark.job import Run
from engine.benchmark.oneshot.job import OneShotJob
from engine.benchmark.oneshot.measure import measure
from engine.benchmark.oneshot.rows import OneShotRow, RowKind
from engine.benchmark.settings import BenchmarkSettings
from engine.operation import Operation


def whole_run(
    length: OneShotLength, head: FilmSet, settings: BenchmarkSettings, prints: Fingerprints
) -> Operation[GpuOutcome]:
    """Exemplar 125 with the plan of `length`, in a process of its own: errors in mm, seconds by stage."""
    row = OneShotRow(f"head-125-{length}", head.spec, head.spec.exemplars[0], RowKind.QUICK)
    job = OneShotJob(row, head, settings, prints, measure)
    request = job.request()
    plan = replace(request.settings, preset=length.preset, plan=length.plan)
    operation, stages = measure(replace(request, settings=plan)), dict[str, float]()
    stage, since = "starting", time.monotonic()
    try:
        while True:
            try:
                progress = next(operation)
            except StopIteration as end:
                measured = end.value
                break
            now = time.monotonic()
            stages[stage] = stages.get(stage, 0.0) + now - since
            stage, since = progress.stage, now
            yield progress
    finally:
        operation.close()
    result = job.result([Run(measured, {}, cached=False)])
    overall = result.scores[0].evaluation.overall
    figures = {
        "MRE mm": overall.mre or float("nan"),
        "SD": overall.sd or 0.0,
        "median": overall.median or 0.0,
    }
    figures |= {f"SDR {limit:g} mm": rate for limit, rate in zip((2, 2.5, 3, 4), overall.sdr, strict=True)}
    figures |= {"learning s": measured.learning, "predicting s": measured.predicting or 0.0}
    spent = sorted(stages.items(), key=lambda each: -each[1])
    facts = {
        "films": f"{len(result.films)} scored, {len(result.learned_from)} learned from",
        "seconds": ", ".join(f"{name} {seconds:.1f}" for name, seconds in spent),
        "parts": ", ".join(f"{part} {result.part_mre(part) or float('nan'):.2f} mm" for part in result.parts),
    }
    return GpuOutcome(figures, facts)
