"""What the history says that a propagation is worth."""

from dataclasses import replace

import numpy as np
import pytest
from exemplar_windows import exemplar_project, marks, open_window, propagated
from tiny_models import tiny

from app.document import edits
from app.document.film import FilmFacts
from app.jobs.past_run import PastRun, RunEnd
from app.runs import corrections, propagation
from app.runs.history import _row
from app.runs.scores import scores
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Origin
from engine.operation import Progress


def project(spacing=None, corrected=9.0):
    """The exemplar, and 2.png corrected to `corrected`; a run says x = 5."""
    made = exemplar_project()
    films = {name: replace(film, facts=FilmFacts(spacing=spacing)) for name, film in made.films.items()}
    return replace(
        made, films=films, sets={**made.sets, "2.png": marks("2.png", Origin.CORRECTED, corrected)}
    )


def test_the_error_is_that_on_films_of_a_person_which_the_run_did_not_learn_from():
    figures, details = scores(project(), propagated(), ("1.png",))
    assert figures == {"mre_px": 4.0}
    assert details == {"compared with": "2 points that a person decided on, on 1 film"}
    in_mm, _ = scores(project(Spacing(0.5, 0.25, SpacingSource.TYPED)), propagated(), ("1.png",))
    assert in_mm == {"mre_mm": 2.0}
    assert scores(project(), propagated(), ("1.png", "2.png")) == ({}, {})


def test_without_such_films_it_is_how_far_registration_and_detectors_are_apart():
    found, seen = np.zeros((2, 2)), np.array([[3.0, 4.0], [np.nan, np.nan]])
    opinions = {"3.png": {"registration": found, "detector 1": seen, "detector 2": seen}}
    learned = tiny(("A", "B"))
    learned = replace(learned, training=replace(learned.training, metrics={"held_back_px": 1.5}))
    figures, _ = scores(exemplar_project(), replace(propagated(learned), opinions=opinions), ("1.png",))
    assert figures == {"registration_to_detectors_px": 5.0, "held_back_pseudo-labels_canvas_px": 1.5}
    past = PastRun("2026-11-28T10:00:00+00:00", "Propagation", 2, 1.0, RunEnd.FINISHED, figures)
    assert _row(past).error == "(5.00 px apart)"
    assert _row(replace(past, figures={**figures, "mre_px": 4.0})).error == "4.00 px"


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    def found(_request):
        yield Progress("registration", 1, 2)
        return propagated(tiny(("A", "B")))

    for module in (propagation, corrections):
        monkeypatch.setattr(module, "propagation", found)
    window = open_window(qtbot, tmp_path, exemplar_project())
    window.runs = []
    window.workspace.jobs.over.connect(window.runs.append)
    yield window
    window.close()


def test_propagations_and_trainings_on_corrections_stand_in_the_history_with_their_figures(window, qtbot):
    propagating, correcting = window.controllers.propagation, window.controllers.corrections
    document = window.workspace.document
    propagating.propagate()
    qtbot.waitUntil(lambda: len(window.runs) == 1 and not correcting._keeping.is_busy)
    for name in ("A", "B"):
        document.push(edits.move(document.project, "2.png", name, 9.0, 6.0, now="then"))
    propagating.propagate()
    qtbot.waitUntil(lambda: len(window.runs) == 2 and not correcting._keeping.is_busy)
    correcting.train()
    qtbot.waitUntil(lambda: len(window.runs) == 3)
    assert correcting.dialog is None  # no point moved
    first, second, third = window.runs
    assert "mre_px" not in first.figures
    assert (second.films, second.figures["mre_px"]) == (2, 4.0)
    assert (third.what, third.films) == ("Training on corrections", 1)
    assert "mre_px" not in third.figures  # it learned from that film
