"""Rows that ask what several exemplars are worth: what is annotated and learned from, table and picture."""

from dataclasses import replace

import pytest
from benchmark_sets import Fake, report_of, write_heads
from PIL import Image

from engine.benchmark.oneshot.measure import OneShotRequest, measure
from engine.benchmark.oneshot.rows import COUNTS, EXEMPLARS, all_rows
from engine.networks.unet import UNetConfig
from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.propagate import Method, PropagationSettings
from engine.operation import run
from engine.phantoms.phantom import draw_phantom
from engine.registration.instance import InstanceConfig
from engine.training.finder import FinderConfig

TINY = replace(
    PRESETS[Preset.TEST],
    stage_two=replace(PRESETS[Preset.TEST].stage_two, network=UNetConfig((8, 8, 8, 8)), least_steps=3),
    side=64, bridges=0,
    finder=FinderConfig(network=UNetConfig((4, 4, 4, 4)), longest=32, steps=2, batch=2),
)  # fmt: skip


@pytest.fixture
def head(tmp_path):
    """All exemplars and two more films to learn from, and three to score."""
    return write_heads(tmp_path / "sets", train=(*EXEMPLARS, "200", "201"), test=("301", "302", "303"))


def names(films):
    return [film.removesuffix(".png") for film, _ in films]


@pytest.mark.parametrize("count", COUNTS)
def test_registration_of_several_exemplars_is_given_these_and_the_scored_films(head, count):
    fake = Fake()
    [row] = report_of(head, [f"head-{count}"], measuring=fake).rows
    [request] = fake.requests
    assert names(request.films) == [*EXEMPLARS[:count], "301", "302", "303"]
    assert [film.removesuffix(".png") for film in request.further] == list(EXEMPLARS[1:count])
    assert all(len(points) == 19 for points in request.further.values())
    assert [film.removesuffix(".png") for film in row.films] == ["301", "302", "303"]
    assert row.as_json()["further_exemplars"] == list(EXEMPLARS[1:count])


def test_quick_from_several_learns_from_the_films_that_are_no_exemplar(head):
    fake = Fake()
    [row] = report_of(head, ["head-5-quick"], measuring=fake).rows
    [request] = fake.requests
    assert names(request.films) == [*EXEMPLARS[:5], *sorted([*EXEMPLARS[5:], "200", "201"])]
    assert len(row.learned_from) == 7
    assert names(request.unseen) == ["301", "302", "303"]


def test_they_are_measured_where_they_are_asked_for_only(head):
    assert not any(row.row.further is not None for row in report_of(head, None).rows)
    several = {row.name for row in all_rows() if row.further is not None}
    assert several == {f"head-{count}{kind}" for count in COUNTS for kind in ("", "-quick")}


def test_another_exemplars_points_are_another_measurement(head):
    report_of(head, ["head-2"])
    assert report_of(head, ["head-2"]).rows[0].run.cached
    table = head / "head" / "landmarks.csv"
    lines = table.read_text().splitlines()
    row = next(number for number, line in enumerate(lines) if line.startswith("019,"))
    lines[row] += "1"
    table.write_text("\n".join(lines))
    assert not report_of(head, ["head-2"]).rows[0].run.cached


def test_the_table_and_the_picture_show_error_over_number(head, tmp_path):
    rows = ["head-1", "head-2", "head-125-instance"]
    report = report_of(head, rows, plots=tmp_path / "plots")
    text = report.text()
    assert "| head-2 | 2 " in " ".join(text.split())
    assert text.count("head-125-instance") > 0
    assert (tmp_path / "plots" / "exemplars.png").read_bytes().startswith(b"\x89PNG")
    report_of(head, ["head-125-instance"], plots=tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("method", Method)
def test_a_measurement_of_two_exemplars_runs_whole(tmp_path, method):
    drawn = [draw_phantom(number, 0) for number in (0, 1, 4)]
    films = []
    for number, phantom in enumerate(drawn):
        films.append((f"film {number}", tmp_path / f"{number}.png"))
        Image.fromarray(phantom.pixels).save(films[-1][1])
    first, second = ({mark.name: mark.position for mark in each.truth.placed()} for each in drawn[:2])
    settings = PropagationSettings(method, plan=TINY, instance=InstanceConfig(fine=96), device="cpu")
    request = OneShotRequest(
        films=tuple(films), exemplar="film 0", points=first, names=tuple(first), settings=settings, threads=1,
        further={"film 1": second},
    )  # fmt: skip
    measured = run(measure(request))
    assert set(measured.points) == {"film 2"}
    assert set(measured.points["film 2"]) == set(first)
