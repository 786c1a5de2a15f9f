"""Curves of sigma and reward in the job panel: what they show, and whose line is highlighted."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from app.jobs.job_panel import in_plain_words, round_of
from app.runs.sigma_picture import history_of, rounds_of
from app.views.job_panel import JobDisplay, JobPanel
from app.views.sigma_curves import MOST_ROUNDS, SigmaRoundMark

ROUNDS = [
    SigmaRoundMark(4, {"Sella": 5.0, "Nasion": 5.0}, {"Sella": 10.0}),
    SigmaRoundMark(6, {"Sella": 4.0, "Nasion": 6.0}, {"Sella": 12.0, "Nasion": 20.0}),
    SigmaRoundMark(8, {"Sella": 3.0, "Nasion": 7.0}, {"Sella": 14.0, "Nasion": 21.0}),
]


def as_display(one):
    return JobDisplay("learning", widths=one)


@pytest.fixture
def panel(qtbot):
    panel = JobPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 500)
    panel.show()
    panel.start("Propagation")
    return panel


@pytest.fixture
def curves(panel, qtbot):
    """The curves of `ROUNDS`, as they stand in the panel."""
    for one in ROUNDS:
        panel.show_progress(as_display(one))
    qtbot.waitUntil(panel.sigmas.isVisible)
    qtbot.wait(20)
    return panel.sigmas


def told(curves):
    return next(one.text() for one in curves.findChildren(QLabel) if "sigma" in one.text())


def put_pointer(curves, name, column):
    """Move the pointer to a line of the upper plot."""
    lines = curves._sigma
    place = QPointF(ROUNDS[column].epoch, lines.values[name][column])
    spot = lines.plot.mapFromScene(lines.plot.getViewBox().mapViewToScene(place))
    QTest.mouseMove(lines.plot.viewport(), spot)
    QTest.qWait(20)  # pyqtgraph leaves out moves that follow each other faster


def test_curves_are_hidden_until_two_rounds_are_over_and_hold_what_each_came_to(panel, qtbot):
    panel.show_progress(as_display(ROUNDS[0]))
    qtbot.wait(130)
    assert not panel.sigmas.isVisible()
    panel.show_progress(as_display(ROUNDS[1]))
    qtbot.waitUntil(panel.sigmas.isVisible)
    assert panel.sigmas.rounds == tuple(ROUNDS[:2])
    assert panel.sigmas._sigma.values["Nasion"].tolist() == [5.0, 6.0]
    assert panel.sigmas._sigma.mean.tolist() == [5.0, 5.0]
    assert panel.sigmas._reward.mean.tolist() == [10.0, 16.0]  # of those that are known


def test_the_curves_take_the_place_of_the_loss_until_they_are_folded(panel, curves, qtbot):
    for step in range(3):
        panel.show_progress(JobDisplay("co-teaching", step, 9, loss=1.0))
    qtbot.wait(130)
    assert not panel._curve.isVisible()
    fold = next(one for one in curves.findChildren(QToolButton) if one.isCheckable())
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert panel._curve.isVisible()
    assert not curves._sigma.plot.isVisible()
    panel.show_progress(as_display(ROUNDS[2]))
    qtbot.wait(130)
    assert not curves._sigma.plot.isVisible()  # folded stays folded
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert not panel._curve.isVisible()


def test_the_mean_is_told_until_a_landmark_is_chosen_or_pointed_at(curves, qtbot):
    assert told(curves) == "Mean (thick): sigma 5.0, reward 17.5"
    curves.choose("Sella")
    assert (curves.highlighted, told(curves)) == ("Sella", "Sella (dashed): sigma 3.0, reward 14.0")
    put_pointer(curves, "Nasion", 2)
    qtbot.waitUntil(lambda: curves.highlighted == "Nasion")
    assert told(curves) == "Nasion (dashed): sigma 7.0, reward 21.0"
    assert curves._sigma._marked.getData()[1].tolist() == [5.0, 6.0, 7.0]
    curves.choose("")
    QTest.mouseMove(curves._sigma.plot.viewport(), QPoint(60, curves._sigma.plot.height() - 3))
    qtbot.waitUntil(lambda: curves.highlighted == "")
    curves.choose("a landmark of another project")
    assert told(curves).startswith("Mean")


def test_curves_stay_when_the_job_has_ended_and_go_when_another_starts(panel, curves):
    panel.finish("12 films predicted (3 s).")
    assert curves.isVisible()
    panel.start("Saving")
    assert not curves.isVisible()
    assert curves.rounds == ()
    assert curves._sigma.values == {}


def test_a_long_search_is_thinned_out_and_its_latest_round_is_always_there(panel, qtbot, monkeypatch):
    drawn = []
    monkeypatch.setattr(panel.sigmas._sigma, "draw", lambda epochs, rounds: drawn.append(len(epochs)))
    for number in range(1, 1951):
        panel.sigmas.add(SigmaRoundMark(number, {"Sella": number / 100}))
    assert drawn == []
    qtbot.waitUntil(lambda: bool(drawn))
    rounds = panel.sigmas.rounds
    assert drawn == [len(rounds)]
    assert panel.sigmas._soon.interval() >= 100
    assert MOST_ROUNDS / 2 <= len(rounds) <= MOST_ROUNDS
    assert (rounds[0].epoch, rounds[-1].epoch) == (1, 1950)
    steps = {later.epoch - one.epoch for one, later in pairwise(rounds[:-1])}
    assert steps == {8}


def test_the_colours_follow_the_palette(curves, qtbot):
    before = curves._sigma._faint.color().name()
    palette = QPalette(curves.palette())
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#FEFEFE"))
    curves.setPalette(palette)
    assert curves._sigma._faint.color().name() == "#fefefe" != before


def test_plots_and_buttons_have_names_for_screen_readers(curves):
    controls = [curves._sigma.plot, curves._reward.plot, *curves.findChildren(QToolButton)]
    names = [control.accessibleName() for control in controls]
    assert all(names)
    assert len(set(names)) == len(names)


def test_the_epoch_says_where_a_round_stands(curves):
    left, right = curves._sigma.plot.getViewBox().viewRange()[0]
    assert left == pytest.approx(4, abs=0.3)
    assert right == pytest.approx(8, abs=0.3)
    assert curves._sigma._thick.getData()[0].tolist() == [4.0, 6.0, 8.0]


def test_epochs_are_whole_however_few_there_are(panel, qtbot):
    for one in (SigmaRoundMark(8, {"Sella": 5.0}), SigmaRoundMark(10, {"Sella": 4.0})):
        panel.show_progress(as_display(one))
    qtbot.waitUntil(panel.sigmas.isVisible)
    axis = panel.sigmas._reward.plot.getAxis("bottom")
    ticks = axis.tickValues(*axis.range, 270)
    assert {place % 1 for _spacing, places in ticks for place in places} == {0.0}


def test_the_pointer_finds_a_line_between_two_rounds(curves):
    lines = curves._sigma
    box = lines.plot.getViewBox()
    assert lines.nearest(box.mapViewToScene(QPointF(7.0, 6.5))) == "Nasion"
    assert lines.nearest(box.mapViewToScene(QPointF(7.0, 3.5))) == "Sella"
    assert lines.nearest(box.mapViewToScene(QPointF(7.0, 5.0))) == ""


def test_the_whole_of_a_run_takes_the_place_of_its_rounds(curves):
    curves.show_all([SigmaRoundMark(epoch, {"Sella": 10.0 - epoch}, {}) for epoch in range(1, 6)])
    assert [one.epoch for one in curves.rounds] == [1, 2, 3, 4, 5]
    assert len(curves._sigma.mean) == 5
    assert set(curves._sigma.values) == {"Sella"}
    assert told(curves) == "Mean (thick): sigma 5.0"


def test_what_a_progress_says_of_landmarks_is_a_round():
    metrics = {"epoch": 7.0, "sigma ANS": 3.0, "sigma upper lip": 4.0, "reward ANS": 20.0, "loss": 1.0}
    assert round_of(metrics) == SigmaRoundMark(7, {"ANS": 3.0, "upper lip": 4.0}, {"ANS": 20.0})
    assert round_of({"epoch": 7.0, "loss": 1.0}) is None
    assert in_plain_words("learning sigma")[0] == "Learning widths of heatmaps"


def test_what_a_round_does_not_tell_is_a_gap_in_the_history():
    history = history_of(ROUNDS)
    assert history.names == ("Sella", "Nasion")
    assert [one.epoch for one in history.records] == [4, 6, 8]
    assert [one.sigma for one in history.records] == [(5.0, 5.0), (4.0, 6.0), (3.0, 7.0)]
    assert history.as_json()["records"][0]["reward"] == [10.0, None]
    assert rounds_of(history) == tuple(ROUNDS)
