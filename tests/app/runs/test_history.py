"""The history of runs: kept line by line, read in spite of damage, and compared."""

from dataclasses import replace

from app.jobs.past_run import PastRun, RunEnd
from app.runs import history
from app.runs.history import add_run, read_runs
from app.runs.training import DetectorSystem
from app.views.history_dialog import HistoryRow, comparison_html
from engine.supervised.systems import SYSTEMS, System

RUN = PastRun(
    "2026-11-28T10:00:00+00:00",
    "Training (U-Net)",
    7,
    61.5,
    RunEnd.STOPPED,
    {"mre_mm": 1.25},
    {"system": "U-Net"},
)


def test_runs_are_read_as_they_were_written_and_the_oldest_go(tmp_path, monkeypatch):
    path = tmp_path / "project" / "runs.jsonl"
    assert read_runs(path) == ((), 0)
    monkeypatch.setattr(history, "_MOST", 3)
    runs = [replace(RUN, films=number) for number in range(5)]
    for run in runs:
        add_run(path, run)
    assert read_runs(path) == (tuple(runs[2:]), 0)


def test_a_damaged_line_is_left_out_and_counted(tmp_path):
    path = tmp_path / "runs.jsonl"
    add_run(path, RUN)
    whole = path.read_text()
    path.write_text(whole + whole[:40] + '\n[1]\n{"when": 3}\n' + whole)
    assert read_runs(path) == ((RUN, RUN), 3)


def test_two_runs_stand_side_by_side_with_the_difference_of_what_both_have():
    first = HistoryRow("now", "A <b>", "7", "1 min", "1.25 mm", "finished", {"mre mm": 1.25}, {"epochs": "3"})
    second = replace(first, figures={"mre mm": 1.5, "sd mm": 1.0}, details={"epochs": "4"})
    html = comparison_html([first, second])
    assert "<td>mre mm</td><td>1.25</td><td>1.50</td><td>-0.25</td>" in html
    assert "<td>sd mm</td><td></td><td>1.00</td></tr>" in html
    assert "<td>epochs</td><td>3</td><td>4</td>" in html
    assert "A &lt;b&gt;" in html
    assert "difference" not in comparison_html([first])


def test_the_window_proposes_the_epochs_that_each_system_has():
    assert {row.key: row.epochs for row in DetectorSystem} == {
        row.key: SYSTEMS[System(row.key)].training.epochs for row in DetectorSystem
    }
