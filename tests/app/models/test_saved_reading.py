"""A model is saved with how the person reads, and moves what it finds by it; without, it does not."""

from dataclasses import replace

import numpy as np
import pytest
from exemplar_windows import exemplar_project, open_window, propagated
from PIL import Image
from tiny_models import tiny

from app.document import edits
from app.document.reading import ReadingWish
from app.run_choice import RunChoice
from app.runs import propagation
from app.views.learned_dialog import LearnedDialog
from engine.folders.predict import PredictRequest, predict_folder
from engine.models.checkpoint import load_model
from engine.observers.reading_offsets import LandmarkOffset, ReadingOffsets
from engine.operation import run
from engine.prediction.predict import PredictionSettings

RUN = "one-shot (quick)"
NAMES = ("A", "B", "C")
FAR = LandmarkOffset((0.0, 9.0), 1.0, 6.0, 1.0)
HERE = LandmarkOffset((0.1, 0.0), 1.0, 6.0, 0.1)
READING = ReadingOffsets(
    "me", RUN, NAMES, ((10.0, 10.0), (60.0, 20.0), (30.0, 80.0)), (HERE, FAR, FAR), films=6
)


@pytest.fixture
def save(qtbot, tmp_path, monkeypatch):
    """Saves by the dialog what a run has learned; `wanted`: with the reading."""
    window = open_window(qtbot, tmp_path, exemplar_project(names=NAMES))
    document = window.workspace.document
    document.update_readings({RUN: READING})
    found = propagated(tiny(NAMES[1:]), names=NAMES)
    window.controllers.propagation.last = propagation.LastRun(found, RunChoice.QUICK, 0, 0.0)
    offered = []

    def saved(wanted, without=frozenset()):
        target = tmp_path / f"model-{len(offered)}.safetensors"

        def give(dialog):
            offered.append(dialog._reading.isVisibleTo(dialog))
            assert not dialog._reading.isChecked()
            dialog._reading.setChecked(wanted)
            dialog._title.setText("Knees")
            return 1

        monkeypatch.setattr(LearnedDialog, "exec", give)
        monkeypatch.setattr("app.messages.QFileDialog.getSaveFileName", lambda *_args: (str(target), ""))
        wish = ReadingWish(without=without)
        document.push(edits.change(document.project, "As the person left it", wishes={RUN: wish}))
        window.controllers.save_model.ask()
        qtbot.waitUntil(lambda: target.exists() and not window.workspace.jobs.is_busy)
        return target

    saved.offered = offered
    yield saved
    window.close()


def found_with(model, folder):
    """The places of B and C on a film, and where the detectors alone have them."""
    images = folder / "images"
    images.mkdir(exist_ok=True)
    pixels = np.random.default_rng(0).integers(0, 255, (112, 96), np.uint8)
    Image.fromarray(pixels).save(images / "a.png")
    request = PredictRequest(model, images, folder / f"{model.stem}.csv", PredictionSettings("cpu"))
    marks = run(predict_folder(request)).outcome.sets["a.png"]
    return {mark.name: (np.array(mark.position), mark.unadjusted) for mark in marks.placed()}


def test_predict_moves_by_the_reading_that_is_in_the_file_and_by_none_where_it_was_not_wanted(save, tmp_path):
    bare, read = save(False), save(True)
    assert save.offered == [True, True]
    assert load_model(bare).domain().reading is None
    kept = load_model(read).domain().reading
    assert (kept.model, kept.names, kept.offsets) == ("Knees", NAMES[1:], (FAR, FAR))
    plain, moved = found_with(bare, tmp_path), found_with(read, tmp_path)
    for name in NAMES[1:]:
        assert plain[name][1] is None
        assert moved[name][1] == pytest.approx(tuple(plain[name][0]))
        assert np.linalg.norm(moved[name][0] - plain[name][0]) > 1.0


def test_a_landmark_that_the_person_left_to_the_model_is_not_moved(save):
    kept = load_model(save(True, frozenset({"C"}))).domain().reading
    assert kept.offsets == (FAR, LandmarkOffset())


def test_without_a_habit_that_is_worth_a_move_nothing_is_asked(save):
    save(True, frozenset(NAMES))
    assert save.offered == [False]


def test_a_reading_of_other_landmarks_keeps_their_order_and_knows_nothing_of_new_ones():
    part = READING.of_landmarks(("C", "new"), "other")
    assert (part.names, part.model, part.offsets) == (("C", "new"), "other", (FAR, LandmarkOffset()))
    assert part.shape[0] == (30.0, 80.0)
    assert np.isnan(part.shape[1]).all()
    assert replace(part, model=RUN).films == READING.films
