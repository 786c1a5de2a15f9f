"""What is got ready while a person looks at the first film, and what stops it."""

import threading

from bar_models import Bars, save_bars
from predicting_window import (
    model_places,  # noqa: F401  a fixture
    window_on_films,  # noqa: F401  a fixture
)

from engine.models import checkpoint

LOADED = ("1.safetensors", "2.safetensors")


def opened_again(window, places):
    """What gets models ready in the window, whose box now has two more: the second was taken last."""
    window.bot.waitUntil(lambda: not window.controllers.preload._slot.is_busy)
    for name, bars in zip(LOADED, Bars, strict=True):
        save_bars(places[0] / name, bars, bars.name)
    window.controllers.models.refresh()
    window.controllers.models.note_taken(window.controllers.models.candidates[1])
    return window.controllers.preload


def test_all_that_may_be_asked_are_got_ready_the_one_asked_first_before_others(window, places, monkeypatch):
    read, load = [], checkpoint.load_model
    preload = opened_again(window, places)
    monkeypatch.setattr(checkpoint, "load_model", lambda path: (read.append(path.name), load(path))[1])
    window.controllers.folder.opened.emit()
    window.bot.waitUntil(lambda: not preload._slot.is_busy)
    assert read == [*LOADED[::-1]]


def test_a_run_that_starts_meanwhile_ends_it(window, places, monkeypatch):
    read, load, is_asked = [], checkpoint.load_model, threading.Event()
    preload = opened_again(window, places)

    def waits(path):
        read.append(path.name)
        assert is_asked.wait(30)
        return load(path)

    monkeypatch.setattr(checkpoint, "load_model", waits)
    window.controllers.folder.opened.emit()
    window.bot.waitUntil(lambda: bool(read))
    window.workspace.jobs.started.emit("Propagation")
    is_asked.set()
    window.bot.waitUntil(lambda: not preload._slot.is_busy)
    assert read == [LOADED[1]]
