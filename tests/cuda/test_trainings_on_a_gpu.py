"""What the trainings ask of a GPU: few waits, no pixels twice, and the same where they go on."""

import numpy as np
import pytest
import torch
from emulated_cuda import CUDA, emulated_cuda
from gpu_trainings import ALL, SMALL, training

from engine.errors import EngineError
from engine.operation import run
from engine.runtime.run_store import RunStore, resumed

# waits for the GPU in a step that ends no epoch: its loss is read; stage I reads its terms and gradient too
WAITS = {"stage-one": 3}
PATCH = 64 * 64 * 2  # bytes


def steps_of(name, gpu):
    """(waits, bytes copied) of each step but the first, which moves what stays."""
    found = []
    for now in training(name, CUDA, epochs=1).run():
        if "loss" in now.metrics:
            found.append((sum(gpu.waits.values()), sum(gpu.copied.values())))
        gpu.clear()
    return found[1:]


@pytest.mark.parametrize("name", ALL)
def test_a_step_waits_once_and_copies_no_pixels(name, gpu):
    steps = steps_of(name, gpu)
    assert min(waits for waits, _ in steps) == WAITS.get(name, 1)
    assert max(copied for _, copied in steps) < PATCH


@pytest.mark.parametrize("name", SMALL)
def test_a_training_that_was_stopped_goes_on_to_the_bit(name, gpu, tmp_path):
    whole = training(name, CUDA)
    run(whole.run())
    store = RunStore(tmp_path)
    steps = resumed(training(name, CUDA), store, "it")
    for now in steps:
        if now.done == 3:
            break
    steps.close()
    again = training(name, CUDA)
    run(resumed(again, store, "it"))
    first, second = (tensors(each.state()) for each in (whole, again))
    assert len(first) == len(second) > 10
    assert all(torch.equal(a, b) for a, b in zip(first, second, strict=True))


def less_room(gpu, now, said):
    """After every step there is less memory for the next one; `said` are the notices."""
    if now.notice:
        said.append(now.message)
    else:
        gpu.room, gpu.largest = 0.7 * gpu.largest, 0


def tensors(state):
    """All tensors in `state`, on the CPU."""
    if isinstance(state, torch.Tensor):
        return [state.detach().cpu()]
    parts = state.values() if isinstance(state, dict) else state if isinstance(state, list | tuple) else ()
    return [tensor for part in parts for tensor in tensors(part)]


@pytest.mark.parametrize("name", SMALL)
def test_gradients_are_scaled_where_a_gpu_has_float16_alone(name):
    with emulated_cuda(capability=(7, 5)):
        taught = training(name, CUDA)
        steps = [now.metrics for now in taught.run() if "loss" in now.metrics]
        scaler = taught.state()["scaler"]
    assert np.isfinite([step["loss"] for step in steps]).all()
    # of stage I, whose gradients are large, those are left out that do not fit; each halves the scale
    left_out = sum(not np.isfinite(step.get("gradient", 0.0)) for step in steps)
    assert scaler["scale"] == 2.0**16 / 2**left_out
    assert left_out < len(steps) if name == "stage-one" else scaler["_growth_tracker"] == len(steps)


@pytest.mark.parametrize("name", SMALL)
def test_a_training_goes_on_with_fewer_films_or_ends_in_a_sentence(name):
    said = list[str]()
    with emulated_cuda() as gpu, pytest.raises(EngineError, match="too little memory"):
        run(training(name, CUDA).run(), lambda now: less_room(gpu, now, said))
    assert said[-1] == "too little memory: going on with 1 film at a time"
