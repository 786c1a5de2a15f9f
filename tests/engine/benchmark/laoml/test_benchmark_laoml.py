"""`benchmark laoml`: rows, films of each part, what is kept, and the figures of the report."""

from dataclasses import replace

import numpy as np
import pytest
from benchmark_sets import PUBLISHED, not_again, settings_of, shrunk, write_heads
from spot_films import spot_film
from stopped_runs import stopped

from engine.benchmark.laoml import rows as rows_module
from engine.benchmark.laoml import run as run_module
from engine.benchmark.laoml.result import SigmaCounts, SigmaOutcome, SigmaReport, SigmaRowResult
from engine.benchmark.laoml.rows import ROWS, SigmaRow, Study, chosen_rows
from engine.benchmark.laoml.run import benchmark, ready_films
from engine.benchmark.published import published_laoml
from engine.benchmark.sets.finding import find_sets
from engine.errors import EngineError
from engine.geometry.coordinates import Size
from engine.networks.unet import UNetConfig
from engine.operation import run
from engine.sigma.config import PAPER, SigmaForm, sigma_config
from engine.supervised.systems import SYSTEMS, System

FILM = Size(60, 72)


@pytest.fixture
def root(tmp_path):
    """Head films of nineteen landmarks that are all one of two spots: ten to learn from, two to score."""
    random = np.random.default_rng(2)
    films = [f"{number:03}" for number in range(1, 13)]
    spots = [np.array([[20.0, 24.0], [40.0, 50.0]]) + random.uniform(-5, 5, (2, 2)) for _ in films]
    pictures = [np.rint(spot_film(places, FILM, 4.0) * 255).astype(np.uint8) for places in spots]
    points = [places[np.arange(19) % 2] for places in spots]
    write_heads(tmp_path / "sets", points, pictures, train=films[:10], test=films[10:])
    return tmp_path


def report_of(root, rows, *, limit=None, fresh=False, **more):
    return run(benchmark(settings_of(root / "sets", rows, seed=4, limit=limit, fresh=fresh), **more))


def test_rows_are_those_of_the_papers_tables():
    assert [row.name for row in chosen_rows(None)] == ["fixed-3", "fixed-5", "fixed-8", "fixed-10", "laoml-5"]
    small = [row.name for row in ROWS if row.learned and row.study is Study.SMALL]
    assert [row.name for row in chosen_rows(["laoml"])] == small
    assert [row.name for row in chosen_rows(["laoml-5"])] == ["laoml-5"]
    with pytest.raises(EngineError, match="no row 'sigma'"):
        chosen_rows(["sigma"])
    fixed, learned, never = (
        row.recipe(50) for row in chosen_rows(["fixed-5", "laoml-5", "laoml-5-never-held"])
    )
    assert replace(learned, adaptive=None) == fixed  # the same but for sigma
    assert learned.adaptive == sigma_config(SigmaForm.LAPTOP, 50, 5.0)
    [paper] = (row.recipe(50) for row in chosen_rows(["laoml-5-paper"]))
    assert paper.adaptive == PAPER
    assert never.adaptive == replace(learned.adaptive, early_stop=None, until=None)


def test_rows_as_published_have_the_papers_network_epochs_and_rates():
    rows = {row.name: row for row in ROWS if row.study is not Study.SMALL}
    heads, ultrasound = (
        {
            name.removeprefix(f"{study}-"): row.recipe(study.epochs)
            for name, row in rows.items()
            if row.study is study
        }
        for study in (Study.HEADS, Study.ULTRASOUND)
    )
    assert heads.keys() == ultrasound.keys()
    plain = SYSTEMS[System.LAOML]
    assert heads["fixed-5"] == plain
    assert (plain.training.epochs, plain.longest, plain.training.rate) == (250, 800, 2e-4)
    assert heads["fixed-18"] == replace(plain, training=replace(plain.training, sigma=(18.0, 18.0)))
    assert [heads[name] for name in ("gan", "rnn", "c")] == [
        SYSTEMS[system] for system in (System.LAOML_GAN, System.LAOML_RNN, System.LAOML_C)
    ]
    assert heads["laoml-5"] == replace(plain, adaptive=PAPER)
    assert heads["laoml-15"].adaptive == replace(PAPER, start=15.0)
    assert heads["laoml-5-never-held"].adaptive == replace(PAPER, early_stop=None)
    assert ultrasound["laoml-5"].adaptive == replace(PAPER, warm_up=40)
    assert {recipe.longest for recipe in ultrasound.values()} == {256}
    rates = {name: ultrasound[name].training.rate for name in ("fixed-5", "gan", "rnn", "c")}
    assert rates == {"fixed-5": 2e-4, "gan": 1e-4, "rnn": 2e-4, "c": 1e-3}
    assert (heads["gan"].adversary.rate, ultrasound["gan"].adversary.rate) == (8e-4, 4e-4)
    with pytest.raises(EngineError, match="see other films: measure them one after the other"):
        chosen_rows(["paper-fixed-5", "fixed-5"])


def test_every_printed_row_of_ours_is_a_row_and_every_row_as_published_is_printed():
    printed = published_laoml(PUBLISHED)
    kinds = {row.kind for table in printed for row in table.rows if row.kind}
    rows = {row.name for row in ROWS if row.study is not Study.SMALL}
    assert rows - kinds == {"paper-laoml-5-never-held", "ultrasound-laoml-5-never-held"}  # figures 9 and 10
    assert kinds <= rows
    assert [table.source for table in printed] == [f"LaOML, table {number}" for number in range(1, 7)]
    means = [row.mre for table in printed for row in table.rows if row.mre is not None]
    assert (len(means), sum(means)) == (36, pytest.approx(63.45))


def test_rows_are_trained_scored_and_found_again(root, monkeypatch):
    monkeypatch.setattr(rows_module, "NETWORK", UNetConfig((4, 6), 2))
    monkeypatch.setattr(rows_module, "_LONGEST", 48)
    asked = {"seeds": 2, "epochs": 3, "plots": root / "plots"}
    report = report_of(root, ["fixed-3", "laoml-5"], **asked)
    data = report.as_json()
    assert data["films"] == {"learned": 8, "steering": 2, "scored": 2, "part": None}
    assert data["canvas"] == [40, 48]
    assert (data["seeds"], data["epochs"]) == ([4, 5], 3)
    [final, _] = data["sigma_final"]["laoml-5"]
    assert len(final) == 19
    assert all(3 <= value <= 7 for value in final)
    assert [record["epoch"] for record in data["curves"]["laoml-5"][0]["records"]] == [2, 3]
    ratio = data["laoml"]["laoml-5"]["mre"] / data["fixed"]["fixed-3"]["mre"]
    assert data["comparison"]["laoml-5"]["best"] == ratio
    plots = {"laoml-5-seed4.png", "laoml-5-seed5.png", "pck.png"}
    assert {path.name for path in (root / "plots").iterdir()} == plots
    monkeypatch.setattr(run_module, "Trainer", not_again)
    again = report_of(root, ["fixed-3", "laoml-5"], **asked)
    assert repr(again.as_json()) == repr(data)
    assert "| laoml-5 |" in report.text()


def test_rows_as_published_are_scored_beside_what_is_printed_and_plotted(root, monkeypatch):
    whole = SigmaRow.recipe

    def small(self, epochs):
        recipe = shrunk(whole(self, epochs))
        if recipe.adaptive is None:
            return recipe
        return replace(recipe, adaptive=replace(recipe.adaptive, warm_up=1, period=1, copies=2))

    monkeypatch.setattr(SigmaRow, "recipe", small)
    rows = ["paper-fixed-5", "paper-gan", "paper-rnn", "paper-c", "paper-laoml-5"]
    report = report_of(root, rows, seeds=1, epochs=2, plots=root / "plots")
    text = report.text()
    table = text.split("| Head, test 2 ")[1].split("Published: LaOML, table 2.")[0]
    assert [f"| ours: {name} " in table for name in rows] == [True] * 5
    assert "1.39 ± 1.32 | 76.11 / 84.21 / 88.79 / 94.84 |" in table
    assert "heatmap pixel (the unit of sigma) is 1 of these; loss mse" in text
    assert report.comparison().keys() == {"paper-laoml-5"}  # and what has no sigma to compare is left out
    assert report.comparison()["paper-laoml-5"].keys() == {"paper-fixed-5", "best"}
    assert all(len(result.trained[0].sdr) == 4 for result in report.rows)
    assert {path.name for path in (root / "plots").iterdir()} == {"pck.png", "paper-laoml-5-seed4.png"}


def test_a_training_as_published_that_was_stopped_goes_on_and_ends_as_one_that_was_not(root, monkeypatch):
    whole = SigmaRow.recipe
    monkeypatch.setattr(SigmaRow, "recipe", lambda self, epochs: shrunk(whole(self, epochs)))
    asked = settings_of(root / "sets", ["paper-fixed-5"], seed=4)
    stopped(benchmark(asked, seeds=1, epochs=2), lambda step: step.metrics.get("loss") and step.done >= 5)
    [kept] = (root / "cache").iterdir()
    assert kept.name.startswith("unfinished-")
    again = run(benchmark(asked, seeds=1, epochs=2))
    assert not kept.exists()
    [unbroken] = report_of(root, ["paper-fixed-5"], seeds=1, epochs=2, fresh=True).rows
    assert again.rows[0].mre == unbroken.mre


def test_ultrasound_is_a_set_that_a_person_brings(root):
    with pytest.raises(EngineError, match="holds no set ultrasound"):
        report_of(root, ["ultrasound-fixed-5"])


def test_figures_are_means_over_seeds_and_ratios():
    def row(name, *errors, form=None):
        runs = tuple(SigmaOutcome(error, "mm", (4.0, 6.0), 60.0) for error in errors)
        return SigmaRowResult(SigmaRow(name, 5, form), runs)

    learned = row("laoml-5", 3.0, 3.0, form=SigmaForm.LAPTOP)
    rows = (row("fixed-3", 2.0, 4.0), row("fixed-5", 4.0, 6.0), learned)
    report = SigmaReport(rows, (0, 1), 40, SigmaCounts(120, 30, 100), (160, 200), "cpu")
    assert report.comparison() == {"laoml-5": {"fixed-3": 1.0, "fixed-5": 0.6, "best": 1.0}}
    assert (rows[0].mre, rows[0].spread) == (3.0, pytest.approx(2**0.5))
    assert "4 to 6, mean 5.0" in report.text()
    assert "learn from the same 120 films, 30 others carved out" in report.text()
    assert "laoml-5: +0.0 % against the best fixed sigma here" in report.text()


def test_a_part_of_the_test_films_steers_as_in_the_paper(root):
    [found] = find_sets(root / "sets")
    heads = found.read()
    first, second = heads.split("").folds[0].test
    heads = replace(heads, parts={"test1": (first,), "test2": (second,)})
    recipe = replace(ROWS[0].recipe(5), longest=48)
    films = run(ready_films(heads, recipe, None, "test1"))
    assert [len(part) for part in films.identities] == [10, 1, 1]
    assert films.identities[1:] == ((first,), (second,))
    with pytest.raises(EngineError, match="no part of the test films is called 'test3'"):
        run(ready_films(heads, recipe, None, "test3"))
    with pytest.raises(EngineError, match="there are: none"):
        report_of(root, None, steer_by="test1")


def test_without_head_films_it_says_so(root, tmp_path):
    (root / "sets" / "head").rename(root / "sets" / "feet")
    with pytest.raises(EngineError):
        report_of(root, None)
