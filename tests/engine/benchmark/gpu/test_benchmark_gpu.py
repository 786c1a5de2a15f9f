"""`benchmark gpu` without a GPU: rows on tiny films, what a trace says, what survives a failure."""

import json
from contextlib import contextmanager
from functools import partial

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from benchmark_sets import Fake, settings_of, write_heads
from tiny_models import save_tiny

from engine.benchmark.datasets import read_set
from engine.benchmark.gpu import agreement, trainings, whole_run
from engine.benchmark.gpu import run as gpu_run
from engine.benchmark.gpu.agreement import Bfloat16, apart
from engine.benchmark.gpu.films import HEAD, read_films
from engine.benchmark.gpu.rows import ROWS, OneShotLength
from engine.benchmark.gpu.run import GpuAmounts, benchmark
from engine.benchmark.gpu.trainings import Learner, Steps, memory_retry, new_training
from engine.benchmark.gpu.usage import GpuOutcome, Usage, usage_of
from engine.errors import EngineError
from engine.operation import run
from engine.registration.instance import InstanceConfig
from engine.training.finder import FinderTraining

CPU = torch.device("cpu")
FEW = GpuAmounts(learned=8, predicted=1, timed=1, compared=1, registered=1, steps=2)
TRAIN = ("125", *(f"00{number}" for number in range(1, 8)))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    noise = np.random.default_rng(0).integers(0, 255, (len(TRAIN) + 2, 112, 96), np.uint8)
    return write_heads(tmp_path_factory.mktemp("sets"), pictures=noise, train=TRAIN, test=("151", "152"))


@pytest.fixture(scope="module")
def films(root):
    return run(read_films(read_set(root, HEAD), 8))


@pytest.fixture
def measured(root, tmp_path):
    """Measure rows; what is finished is kept in one place during a test."""
    model = tmp_path / "model.safetensors"
    save_tiny(model)

    def measure(*rows, budget=600.0, **more):
        settings = settings_of(root, rows, **{"cache": tmp_path / "rows", **more})
        return run(benchmark(settings, tmp_path / "out", model=model, budget=budget, amounts=FEW))

    return measure


def event(kind, name, start=0, length=0, **args):
    return {"cat": kind, "name": name, "ts": start, "dur": length, "args": args}


def test_a_trace_says_how_long_the_gpu_computed_and_how_often_it_was_waited_for():
    trace = [
        event("kernel", "convolution", 0, 100),
        event("kernel", "another stream", 50, 100),
        event("gpu_memcpy", "Memcpy HtoD (Pageable -> Device)", 400, 50, bytes=2_000_000),
        event("gpu_memcpy", "Memcpy DtoH (Device -> Pageable)", 500, 50, bytes=4),
        event("cuda_runtime", "cudaStreamSynchronize"),
        event("cuda_runtime", "cudaDeviceSynchronize"),  # the profiler's own
        event("cuda_runtime", "cudaLaunchKernel"),
        {"ph": "M", "name": "process_name"},
    ]
    usage = usage_of(trace)
    assert usage == Usage(250e-6, kernels=2, waits=1, copies_to=1, copies_from=1, megabytes_to=2.0)
    assert usage.figures(2, 500e-6)["GPU busy %"] == pytest.approx(25)


def test_places_are_compared_and_those_that_one_lacks_are_counted():
    first = np.array([[[0.0, 0.0], [1.0, 1.0], [np.nan, np.nan]]])
    second = np.array([[[3.0, 4.0], [1.0, 1.0], [2.0, 2.0]]])
    assert apart(first, second, "two") == {"two mean px": 2.5, "two most px": 5.0, "two lacking": 1.0}
    with pytest.raises(EngineError, match="use other films"):
        apart(first[:, 2:], second[:, 2:], "none")


def test_eight_bits_change_what_layers_compute_and_nothing_else():
    third, double = torch.full((1, 1, 2, 2), 1 / 3), torch.full((1, 1, 2, 2), 1 / 3, dtype=torch.float64)
    with Bfloat16():
        layer, exact_layer, product = F.conv2d(third, third), F.conv2d(double, double), third * third
    assert layer.dtype == torch.float32
    assert 1e-4 < abs(float(layer) - 4 / 9) < 1e-2
    assert abs(float(exact_layer) - 4 / 9) < 1e-9
    assert abs(float(product[0, 0, 0, 0]) - 1 / 9) < 1e-7


@pytest.mark.parametrize("learner", Learner)
def test_every_training_can_be_begun(learner, films):
    assert new_training(learner, films, CPU, 0).state()


def test_every_row_on_a_cpu_or_why_not(measured, tmp_path, monkeypatch):
    monkeypatch.setattr(agreement, "InstanceConfig", partial(InstanceConfig, fine=96))
    report = measured("device", "memory-finder", "predict", "registration", "resume-finder", "train-finder")
    rows = {result.row.name: result for result in report.rows}
    assert rows["device"].failed == rows["memory-finder"].failed == report.notes[0].removeprefix("device: ")
    assert report.notes[0] == "device: This needs a GPU: run it where torch has CUDA."
    assert rows["resume-finder"].outcome.figures["weights apart"] == 0
    for compared in ("predict", "registration"):
        figures = rows[compared].outcome.figures
        assert figures["GPU-CPU most px"] == 0 < figures["bf16 most px"]
    assert rows["train-finder"].outcome.figures["steps/s"] > 0
    written = json.loads((tmp_path / "out" / "gpu.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(report.as_json()))
    assert (tmp_path / "out" / "gpu.md").read_text(encoding="utf-8") == report.text() + "\n"
    assert "| steps/s" in report.text()


def test_a_row_that_fails_costs_no_other_and_is_the_one_that_is_measured_again(measured, monkeypatch):
    asked = []

    def speed(learner, *_):
        asked.append(learner)
        yield from ()
        if len(asked) == 1:
            raise RuntimeError("CUDA error: an illegal memory access")
        return GpuOutcome({"steps/s": 2.0})

    monkeypatch.setattr(gpu_run, "train_speed", speed)
    first, second = (measured("train-unet", "train-finder") for _ in range(2))
    assert first.notes[0].startswith(
        "train-unet: RuntimeError: CUDA error: an illegal memory access (benchmark/"
    )
    assert second.notes == ()
    assert asked == [Learner.UNET, Learner.FINDER, Learner.UNET]


def test_what_the_time_does_not_suffice_for_waits_for_the_next_call(measured, monkeypatch):
    monkeypatch.setattr(gpu_run, "train_speed", lambda *_: pytest.fail("the time was over"))
    assert "The time was over, before it began" in measured("train-finder", budget=-1.0).notes[0]


def test_a_whole_run_is_scored_in_mm_and_follows_the_preset(measured, monkeypatch):
    monkeypatch.setattr(whole_run, "measure", fake := Fake(shift=(3.0, 4.0)))
    outcome = measured("one-shot-paper").rows[0].outcome
    assert outcome.figures["MRE mm"] == pytest.approx(5 * 0.234375)
    assert outcome.facts["films"] == "2 scored, 7 learned from"
    plan = fake.requests[0].settings.chosen_plan
    assert plan == OneShotLength.PAPER_SHORT.plan
    assert (plan.stage_one.epochs, plan.stage_two.epochs) == (40, 8)


def test_a_training_that_is_short_of_memory_is_told_by_what_it_went_on_with(films, monkeypatch):
    short = []

    @contextmanager
    def limited(size):
        short.append(size)
        yield
        short.clear()

    learn = FinderTraining._learn

    def lacking(training, drawn):
        if short and training._portion.size > 4:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return learn(training, drawn)

    monkeypatch.setattr(trainings, "limited", limited)
    monkeypatch.setattr(trainings, "tidied", lambda: None)
    monkeypatch.setattr(torch.cuda, "max_memory_reserved", lambda: 2**30)
    monkeypatch.setattr(FinderTraining, "_learn", lacking)
    outcome = run(memory_retry(Learner.FINDER, films, CPU, 0))
    assert outcome.facts == {"said": "too little memory: going on with 4 films at a time"}
    assert outcome.figures["1st loss off %"] < 0.01


def test_a_training_that_ends_too_soon_says_so(films):
    training = new_training(Learner.FINDER, films, CPU, 0)
    training._step = training._config.steps - 1
    with pytest.raises(EngineError, match=r"ended after 1 step\."):
        Steps(training).make(2)


def test_names_of_rows_are_told_apart():
    assert len({row.name for row in ROWS}) == len(ROWS)
