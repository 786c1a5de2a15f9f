"""The rows that learn: who is in reach of the learning part, what is kept apart, what is found again."""

from dataclasses import replace

import numpy as np
import pytest
from benchmark_sets import Fake, not_again, report_of, settings_of, some_points, write_heads, write_set
from official_sets import write_chests, write_hands, write_isbi
from PIL import Image
from small_nets import tiny_config

from engine.benchmark.cache import Fingerprints
from engine.benchmark.oneshot.job import DECIDING, request_key
from engine.benchmark.oneshot.measure import OneShotRequest, measure
from engine.benchmark.oneshot.rows import (
    ABLATIONS,
    BASELINES,
    PAPER_ABLATIONS,
    STAGE_ONE_CHANGES,
    RowKind,
    all_rows,
)
from engine.benchmark.oneshot.run import benchmark
from engine.errors import EngineError
from engine.networks.unet import UNetConfig
from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.propagate import Method, PropagationSettings
from engine.operation import run
from engine.phantoms.phantom import draw_phantom
from engine.registration.instance import InstanceConfig
from engine.training.finder import FinderConfig

TRAIN, TEST = ("019", "071", "125", "130"), ("201", "202")


@pytest.fixture
def head(tmp_path):
    """Four train films, one of them the same as a test film; two test films and a twin; noise."""
    write_heads(tmp_path / "sets", some_points(7, 19), train=TRAIN, test=TEST, twin=("203",))
    (tmp_path / "sets" / "head" / "duplicates.csv").write_text("a,b\n130,202\n")
    return tmp_path / "sets"


def names(films):
    return [film.removesuffix(".png") for film, _ in films]


def request_of(root, row, **more):
    fake = Fake()
    report = report_of(root, [row], measuring=fake, **more)
    (request,) = fake.requests
    return request, report.rows[0]


def test_no_test_film_and_no_label_but_the_exemplars_reaches_the_learning_part(head):
    request, row = request_of(head, "head-125-quick")
    assert names(request.films) == ["125", "019", "071"]  # nor 130, which shows the same as a test film
    assert names(request.unseen) == ["201", "202"]
    assert row.films == ("201.png", "202.png")
    assert row.learned_from == ("019.png", "071.png")
    assert set(request.points.values()) == set(map(tuple, some_points(7, 19)[2].tolist()))
    table = head / "head" / "landmarks.csv"
    table.write_text("\n".join(_other_labels(line) for line in table.read_text().splitlines()))
    changed, other = request_of(head, "head-125-quick", fresh=True)
    assert changed == request  # the process is given nothing that other labels could change
    assert other.run.key == row.run.key
    assert other.scores[0].evaluation.overall != row.scores[0].evaluation.overall


def _other_labels(line):
    film, *places = line.split(",")
    return line if film in ("image", "125") else ",".join([film, *("7.5" for _ in places)])


def test_a_user_who_propagates_to_everything_is_scored_on_the_test_films_alone(head):
    request, row = request_of(head, "head-125-quick-all")
    assert names(request.films) == ["125", "019", "071", "201", "202"]
    assert request.unseen == ()
    assert row.films == ("201.png", "202.png")
    assert row.scores[0].evaluation.overall.count == 2 * 19


def test_a_set_without_parts_is_propagated_to_and_scored_whole(tmp_path):
    write_set(tmp_path / "sets" / "wing", ("63001", "63002", "63003"), some_points(3, 3))
    request, row = request_of(tmp_path / "sets", "wing-quick")
    assert names(request.films) == ["63001", "63002", "63003"]
    assert request.unseen == ()
    assert request.settings.title == "one-shot (quick)"
    assert row.learned_from == ()


def test_a_limit_holds_for_learning_too(head):
    request, row = request_of(head, "head-125-quick", limit=1)
    assert names(request.films) == ["125", "019"]
    assert names(request.unseen) == ["201"]
    assert not row.whole


def test_a_set_with_nothing_to_learn_from_is_an_error(head):
    (head / "head" / "split.csv").write_text("image,split\n201,test\n")
    with pytest.raises(EngineError, match="no film to learn from besides 125"):
        report_of(head, ["head-125-quick"])
    assert report_of(head, ["head-125-instance"]).rows


def test_ablations_switch_one_part_of_the_quick_plan_and_nothing_else():
    quick = PropagationSettings().chosen_plan  # with pretrained features or without, as here
    switched = {}
    for kind in ABLATIONS:
        plan = kind.settings("cpu", 0).chosen_plan
        assert replace(plan, stage_two=quick.stage_two) == quick
        stage = plan.stage_two
        switched[kind] = (stage.filter, stage.self_weight > 0, stage.cross_weight > 0)
        whole = quick.stage_two
        rest = {"filter": whole.filter, "self_weight": whole.self_weight, "cross_weight": whole.cross_weight}
        assert replace(stage, **rest) == whole
    assert switched == {
        RowKind.PLAIN: (False, True, False),  # what would choose by L_con^self is off
        RowKind.NO_CROSS: (True, True, False),
        RowKind.NO_SELF: (True, False, True),
    }


def test_rows_of_stage_one_change_one_thing_each_and_leave_the_scored_films_unseen(head):
    paper = PRESETS[Preset.PAPER]
    plans = {kind: kind.settings("cpu", 0).chosen_plan for kind in (RowKind.STAGE_ONE, *STAGE_ONE_CHANGES)}
    assert plans[RowKind.STAGE_ONE] == paper
    assert len({repr(plan) for plan in plans.values()}) == len(plans)
    for kind, (part, changes) in STAGE_ONE_CHANGES.items():
        changed = plans[kind].stage_one
        usual = {name: getattr(getattr(paper.stage_one, part), name) for name in changes}
        assert usual.keys() == changes.keys()
        assert all(usual[name] != changes[name] for name in changes)
        back = replace(getattr(changed, part), **usual)
        assert replace(plans[kind], stage_one=replace(changed, **{part: back})) == paper
    request, row = request_of(head, "head-125-stage-one")
    assert (request.settings.method, request.settings.title) == (
        *(Method.REGISTRATION, "registration (edgetrans, paper)"),
    )
    assert names(request.unseen) == ["201", "202"]
    assert row.learned_from == ("019.png", "071.png")


def test_only_rows_with_an_hrnet_start_from_imagenets_weights_which_decide_what_they_come_to(head, tmp_path):
    weights = tmp_path / "hrnet.safetensors"
    weights.write_bytes(b"weights")
    with_hrnet = {kind for kind in RowKind if kind.settings("cpu", 0, weights).weights}
    published = {RowKind.PAPER, *PAPER_ABLATIONS, RowKind.STAGE_ONE, *STAGE_ONE_CHANGES}
    assert with_hrnet == published - {RowKind.UNET}
    fake = Fake()
    rows = ["head-125-paper", "head-125-quick"]
    asked = settings_of(head, rows)
    first = run(benchmark(asked, measuring=fake, weights=weights)).rows
    assert [request.settings.weights for request in fake.requests] == [None, weights]
    weights.write_bytes(b"other weights")
    again = run(benchmark(asked, measuring=fake, weights=weights)).rows
    assert [row.run.cached for row in again] == [True, False]
    assert first[1].run.key != again[1].run.key


def test_each_printed_row_stands_beside_ours_that_computes_it(head):
    text = report_of(head, ["head-125-stage-one", "head-125-paper-plain"]).text()
    assert "| affine, 2 local steps (head-125-stage-one) " in text
    assert "| all (head-125-stage-one) " in text
    assert "| no selection, no L_con^cross (head-125-paper-plain) " in text
    # and without any of ours the printed ones alone
    assert "(head-125" not in report_of(head, ["head-125-quick"]).text().split("Network, stage I")[1]


@pytest.fixture
def official(tmp_path):
    """The three sets of EdgeTrans4Mark in their official layouts, some films of each."""
    write_isbi(tmp_path / "sets" / "ISBI2015", (1, 2, 125, 151, 152, 301))
    write_hands(tmp_path / "sets" / "hands")
    write_chests(tmp_path / "sets" / "chests", [f"CHNCXR_{number:04d}_0" for number in range(60, 70)])
    return tmp_path / "sets"


def test_official_sets_are_learned_from_and_scored_as_the_paper_does(official):
    request, row = request_of(official, "isbi-paper")
    assert names(request.films) == ["125", "001", "002"]
    assert names(request.unseen) == ["151", "152", "301"]
    assert row.scores[0].evaluation.overall.count == 3 * 19
    text = report_of(official, ["isbi-paper", "isbi-stage-one-t2-sift"]).text()
    assert "| ours: isbi-paper " in text.split("Published: EdgeTrans4Mark, table 1")[0]
    assert "| SIFT, 2 local steps (isbi-stage-one-t2-sift) " in text
    hands, _ = request_of(official, "hand-atlas-paper")
    assert len(hands.films) == 8  # of twelve the last third is tested, and the first film is the exemplar
    assert hands.exemplar == hands.films[0][0] == "3001"


def test_chests_are_scored_in_pixels_of_the_frame_as_the_paper_prints_them(official):
    row = request_of(official, "shenzhen-paper")[1]
    assert row.scores[0].unit == "px of 512 x 512"
    # all have the same landmarks; what is found is 3 and 4 pixels off, films are 100 wide and 50 high
    assert row.scores[0].evaluation.overall.mre == pytest.approx(np.hypot(3 * 5.12, 4 * 10.24))
    assert "| ours: shenzhen-paper " in report_of(official, ["shenzhen-paper"]).text()


def test_rows_of_registration_alone_learn_nothing():
    for kind in (RowKind.INSTANCE, RowKind.SIMPLEITK, RowKind.MIRRORED):
        assert kind.settings("cpu", 0).method is Method.REGISTRATION


def test_the_head_has_every_row_and_only_the_first_exemplar_is_ablated():
    there = {row.name for row in all_rows()}
    for exemplar in ("125", "019", "071"):
        assert {f"head-{exemplar}-{kind}" for kind in ("quick", "quick-all", "balanced")} <= there
    assert {f"head-125-{kind}" for kind in ABLATIONS} <= there
    assert not {f"head-019-{kind}" for kind in ABLATIONS} & there
    assert {f"{name}-quick" for name in ("wing", "hand", "spine", "chest")} <= there
    others = [row.name for row in all_rows() if row.spec.name in ("wing", "hand", "spine", "chest")]
    assert not any(name.endswith(("-all", "-balanced")) for name in others)


def test_every_row_and_every_thing_that_decides_has_a_key_of_its_own(head):
    rows = ("quick", "quick-all", "balanced", "quick-plain", "quick-no-cross", "quick-no-self")
    requests = [request_of(head, f"head-125-{row}")[0] for row in rows]
    prints = Fingerprints(DECIDING)
    keys = [request_key("same name", request, prints) for request in requests]
    assert all(key != other for k, key in enumerate(keys) for other in keys[:k])
    first = requests[0]
    changes = [
        replace(first, threads=first.threads + 1),
        replace(first, settings=replace(first.settings, seed=1)),
        replace(first, films=first.films[:-1]),
        replace(first, unseen=first.unseen[:-1]),
        replace(first, films=(*first.films, first.unseen[0]), unseen=first.unseen[1:]),
        replace(first, points={**first.points, "1": (1.0, 1.0)}),
    ]
    keys = [request_key("same name", request, prints) for request in (first, *changes)]
    assert all(key != other for k, key in enumerate(keys) for other in keys[:k])
    assert keys[0] == request_key("same name", first, Fingerprints(DECIDING))


def test_rows_of_an_hour_are_measured_when_asked_for_only(head):
    report = report_of(head, None)
    assert not any("balanced" in row.row.name for row in report.rows)
    assert "head-019-balanced" in next(note for note in report.notes if note.startswith("Not measured"))


def test_rows_of_hours_keep_where_they_are_and_those_whose_time_counts_do_not(head, tmp_path):
    rows = ("paper", "stage-one", *BASELINES, "balanced", "quick")
    *kept, balanced, quick = (request_of(head, f"head-125-{row}")[0].settings.work for row in rows)
    assert (balanced, quick) == (None, None)
    assert len(set(kept)) == 6
    assert {folder.parent for folder in kept} == {tmp_path / "cache"}


def test_the_parts_alone_and_the_seconds_are_told_and_found_again(head):
    first = report_of(head, ["head-125-quick"]).rows[0]
    again = report_of(head, ["head-125-quick"], measuring=not_again).rows[0]
    assert again.run.cached
    assert again.as_json()["parts"] == first.as_json()["parts"]
    alone = first.parts["detector 1"][0].evaluation.overall
    assert alone.mre == pytest.approx(first.scores[0].evaluation.overall.mre)  # as the fake has it
    assert again.measured.predicting == first.measured.predicting == 1.0
    assert again.measured.learned_from == 2
    assert first.measured.seconds_per_film == pytest.approx(first.measured.seconds / 4)


TINY = replace(
    PRESETS[Preset.TEST],
    stage_two=replace(PRESETS[Preset.TEST].stage_two, network=UNetConfig((8, 8, 8, 8)), least_steps=3),
    side=64,
    finder=FinderConfig(network=UNetConfig((4, 4, 4, 4)), longest=32, steps=2, batch=2),
)


def test_stage_one_alone_registers_the_exemplar_to_films_that_its_network_has_not_seen(tmp_path):
    drawn = [draw_phantom(number, 0) for number in (0, 1, 4)]
    films = [(f"film {number}", tmp_path / f"{number}.png") for number in range(3)]
    for phantom, (_, path) in zip(drawn, films, strict=True):
        Image.fromarray(phantom.pixels).save(path)
    plan = replace(PRESETS[Preset.PAPER], stage_one=tiny_config(epochs=2), canvases=())
    usual = RowKind.STAGE_ONE.settings("cpu", 0)
    settings = replace(usual, plan=plan, instance=InstanceConfig(fine=96), work=tmp_path / "state")
    points = {mark.name: mark.position for mark in drawn[0].truth.placed()}
    unseen = tuple(films[2:])
    request = OneShotRequest(tuple(films[:2]), "film 0", points, tuple(points), settings, 1, unseen)
    seen = []
    measured = run(measure(request), seen.append)
    assert set(measured.points) == {"film 2"}
    assert set(measured.points["film 2"]) <= set(points)
    assert len(measured.points["film 2"]) > 0
    assert (measured.learned_from, measured.unreadable) == (1, {})
    assert 0 < measured.predicting < measured.seconds
    assert not (tmp_path / "state").exists()  # it came to its end
    # two passes over the exemplar and one other film
    assert {progress.total for progress in seen if progress.stage == "learning to register"} == {0, 4}


def test_a_model_file_predicts_the_films_that_nobody_learned_from(tmp_path):
    drawn = [draw_phantom(number, 0) for number in (0, 1, 4)]
    films = []
    for number, phantom in enumerate(drawn):
        films.append((f"film {number}", tmp_path / f"{number}.png"))
        Image.fromarray(phantom.pixels).save(films[-1][1])
    points = {mark.name: mark.position for mark in drawn[0].truth.placed()}
    request = OneShotRequest(
        films=tuple(films[:2]),
        exemplar="film 0",
        points=points,
        names=tuple(points),
        settings=PropagationSettings(plan=TINY, instance=InstanceConfig(fine=160), device="cpu"),
        threads=1,
        unseen=tuple(films[2:]),
    )
    stages = set()
    measured = run(measure(request), lambda progress: stages.add(progress.stage))
    assert set(measured.points) == {"film 2"}
    assert set(measured.points["film 2"]) == set(points)
    assert set(measured.opinions) == {"registration", "detector 1", "detector 2"}
    assert all(set(points) == {"film 2"} for points in measured.opinions.values())
    truth = np.array([mark.position for mark in drawn[2].truth.placed()])
    found = np.array([measured.opinions["registration"]["film 2"][name] for name in points])
    errors = [np.hypot(*(places - truth).T).mean() for places in (found, np.array(list(points.values())))]
    assert errors[0] < 0.7 * errors[1]
    assert 0 < measured.predicting < measured.seconds
    assert measured.learned_from == 1
    assert {"co-teaching", "finder", "prediction"} <= stages
