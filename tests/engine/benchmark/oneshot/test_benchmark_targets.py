"""What the issue of the one-shot rows must reach: compared in the right direction, on whole rows only."""

from dataclasses import replace

import pytest
from benchmark_sets import Fake, report_of, some_points, write_heads, write_set

from engine.benchmark.oneshot.rows import ABLATIONS, RowKind
from engine.benchmark.oneshot.summary import Machine, Quantity, checks

MM = 0.234375
ROWS = ("head-125-quick", "head-019-quick", "head-071-quick")


@pytest.fixture
def head(tmp_path):
    """All films have the points of the first, so that the fake's shift is everyone's error."""
    return write_heads(tmp_path / "sets", train=("019", "071", "125"), test=("201", "202"))


def by_quantity(report, kind=RowKind.QUICK, device=Machine.CPU, threads=2):
    found = checks(report.rows, threads)
    return {c.target.quantity: c for c in found if (c.target.kind, c.target.device) == (kind, device)}


def shifted(mm):
    return Fake(shift=(mm / MM, 0.0))


def test_errors_count_downwards_and_rates_upwards(head):
    good = by_quantity(report_of(head, ROWS, measuring=shifted(1.9)))
    assert {quantity: check.reached for quantity, check in good.items()} == dict.fromkeys(Quantity, True)
    assert good[Quantity.MRE].found == pytest.approx(1.9)
    assert good[Quantity.SDR_2].found == 100.0
    assert good[Quantity.MINUTES].found == pytest.approx(1.0 / 60)
    near = by_quantity(report_of(head, ROWS, measuring=shifted(2.3), fresh=True))
    assert not near[Quantity.MRE].reached
    assert not near[Quantity.SDR_2].reached
    assert near[Quantity.SDR_4].reached
    assert near[Quantity.MEAN_MRE].reached  # 2.6 is asked for


def test_a_target_itself_is_reached():
    assert Quantity.MRE.reached(2.2, 2.2)
    assert Quantity.SDR_2.reached(54.0, 54.0)
    assert not Quantity.MINUTES.reached(10.1, 10.0)


def test_the_mean_needs_all_exemplars(head):
    found = by_quantity(report_of(head, ROWS[:2], measuring=shifted(1.0)))
    assert found[Quantity.MRE].reached
    assert (found[Quantity.MEAN_MRE].found, found[Quantity.MEAN_MRE].reason) == (None, "not measured")


def test_a_part_of_the_films_too_many_threads_or_missing_points_reach_nothing(head):
    part = by_quantity(report_of(head, ROWS, measuring=shifted(1.0), limit=1))
    assert {check.reached for check in part.values()} == {None}
    whole = by_quantity(report_of(head, ROWS, measuring=shifted(1.0)), threads=16)
    assert (whole[Quantity.MINUTES].reached, whole[Quantity.MINUTES].reason) == (None, "16 threads")
    assert whole[Quantity.MRE].reached

    class Blind(Fake):
        def __call__(self, request):
            measured = yield from super().__call__(request)
            return replace(measured, points=dict(list(measured.points.items())[:1]))

    blind = by_quantity(report_of(head, ROWS, measuring=Blind((0.0, 0.0)), fresh=True))
    assert blind[Quantity.MRE].reason == "19 landmarks missing"
    assert blind[Quantity.SDR_2].found == 50.0


def test_the_time_is_that_of_the_slowest_exemplar(head):
    class Slow(Fake):
        def __call__(self, request):
            measured = yield from super().__call__(request)
            return replace(measured, seconds=660.0) if request.exemplar == "019.png" else measured

    minutes = by_quantity(report_of(head, ROWS, measuring=Slow()))[Quantity.MINUTES]
    assert (minutes.found, minutes.reached) == (pytest.approx(11.0), False)


def test_balanced_counts_for_the_machine_that_it_ran_on(head):
    class OnGpu(Fake):
        def __call__(self, request):
            return replace((yield from super().__call__(request)), device="cuda (some GPU)")

    report = report_of(head, ["head-125-balanced"], measuring=OnGpu((0.0, 0.0)))
    assert by_quantity(report, RowKind.BALANCED, Machine.GPU)[Quantity.MRE].reached
    assert by_quantity(report, RowKind.BALANCED, Machine.CPU)[Quantity.MRE].found is None


def test_the_report_has_every_table_with_the_papers_rows_beside_ours(head):
    rows = [*ROWS, "head-125-instance", *(f"head-125-{kind}" for kind in ABLATIONS)]
    report = report_of(head, rows, measuring=shifted(2.1))
    text = report.text()
    tables = [part.splitlines() for part in text.split("\n\n") if part.startswith("|")]
    assert all(len({len(line) for line in lines}) == 1 for lines in tables)
    squeezed = [" ".join(line.split()) for line in text.splitlines()]
    assert "| quick, 2 CPU cores | MRE (mm) | <= 2.2 | 2.10 | yes |" in squeezed
    assert "| balanced, one GPU | minutes, slowest exemplar | <= 8 | - | not measured |" in squeezed
    assert any(line.startswith("| head-125-quick | mm | 2.10 | 2.10 | 2.10 | 2.10 |") for line in squeezed)
    official = "all 250 official test films, exemplar 125"
    assert f"| EdgeTrans stage II | {official} | 2.13 | 54.69 / 67.47 / 77.85 / 90.02 |" in squeezed
    assert "| ours: head-125-quick | our 2 test films | 2.10 | 0.00 / 100.00 / 100.00 / 100.00 |" in squeezed
    assert "| ours: head-mean-quick | our 2 test films | 2.10 | 0.00 / 100.00 / 100.00 / 100.00 |" in squeezed
    assert any(
        line.startswith("| all of C2T (head-125-quick) | our 2 test films | 2.10") for line in squeezed
    )
    assert any(line.startswith("head-125-quick against head-125-instance, same 2 films") for line in squeezed)
    data = report.as_json()
    assert {check["reached"] for check in data["targets"]} == {True, False, None}
    assert len(data["published"]) == 6


def test_millimetres_of_the_hand_are_taken_at_the_papers_own_limits(tmp_path):
    write_set(tmp_path / "sets" / "hand", ("3147", "3167"), [some_points(1, 3)[0]] * 2)
    (tmp_path / "sets" / "hand" / "spacing.csv").write_text("image,mm_per_px\n3147,0.5\n3167,0.5\n")
    text = report_of(tmp_path / "sets", ["hand-quick"], measuring=Fake((14.0, 0.0))).text()  # 7 mm
    squeezed = [" ".join(line.split()) for line in text.splitlines()]
    assert "| ours: hand-quick | our 1 test film | 7.00 | 0.00 / 0.00 / 100.00 |" in squeezed
    assert not any("EdgeTrans stage II | all 250" in line for line in squeezed)
