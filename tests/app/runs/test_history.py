"""The history of runs: kept line by line, read in spite of damage, and compared."""

from dataclasses import replace

from app.jobs.past_run import PastRun, RunEnd, run_words
from app.run_choice import RunChoice
from app.runs import history
from app.runs.history import add_run, read_runs
from app.runs.training import DetectorSystem
from app.translation import install
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


GERMAN = {
    "Quick": "Schnell",
    "{learned} to learn from, {kept} kept back": "{learned} zum Lernen, {kept} zurückgehalten",
    "{points} that a person decided on, on {films}": "{points} eines Menschen auf {films}",
    "{n} points": "{n} Punkte",
    "{n} films": "{n} Aufnahmen",
}
SPLIT, COMPARED = "12 to learn from, 3 kept back", "5 points that a person decided on, on 2 films"


def test_what_is_stored_of_a_run_in_english_is_told_in_the_language_of_the_window():
    figures = {"mre_mm": 1.25, "held_back_pseudo-labels_canvas_px": 0.5, "registration_to_detectors_mm": 1.0}
    stored = replace(RUN, figures=figures, details={"split": SPLIT, "compared with": COMPARED, "seed": "3"})
    row = history._row(stored)
    assert row.details == stored.details
    assert list(row.figures) == [name.replace("_", " ") for name in figures]
    install(lambda text, _comment, _n: GERMAN.get(text, ""))
    try:
        told = history._row(stored).details
        assert told["split"] == "12 zum Lernen, 3 zurückgehalten"
        assert told["compared with"] == "5 Punkte eines Menschen auf 2 Aufnahmen"
        assert told["seed"] == "3"
        assert run_words("Propagation (Quick)") == "Propagation (Schnell)"
        assert run_words("Prediction (Quick)") == "Prediction (Quick)"  # a model's title
    finally:
        install(None)


def test_every_job_is_called_by_its_stored_title():
    titles = [*(f"Propagation ({choice.english})" for choice in RunChoice), "Training on corrections"]
    assert [run_words(title) for title in (*titles, "of an older version")] == [
        *titles,
        "of an older version",
    ]
