import numpy as np
import pytest

from engine.errors import EngineError
from engine.evaluation.metrics import Unit
from engine.evaluation.statistics import Resampling
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.observers.audit import (
    AuditReadings,
    audit_report,
    conformal_factors,
    draw,
    rate_width,
    repeat_count,
    untouched,
    usual_count,
)

QUICK = Resampling(200)
NAMES = tuple("ABCD")
TENTH = Spacing(0.1, 0.1, SpacingSource.TYPED)


def marks(film, points, origin=Origin.PREDICTED, **more):
    """Landmarks of `points` name -> (x, y)."""
    made = {name: Landmark(name, *place, Presence.PRESENT, origin, **more) for name, place in points.items()}
    return LandmarkSet(film, made)


def readings(errors, spread=None, again=()):
    """Films whose machine points lie `errors` [films, 4] px to the right of the person's."""
    machine, first = {}, {}
    for number, row in enumerate(errors):
        film = f"{number:02d}.png"
        first[film] = marks(film, dict.fromkeys(NAMES, (100.0, 50.0)), Origin.ANNOTATED)
        machine[film] = LandmarkSet(
            film,
            {
                name: Landmark(
                    name,
                    100.0 + off,
                    50.0,
                    Presence.PRESENT,
                    Origin.PREDICTED,
                    spread=None if spread is None else spread[number][k],
                    model="box",
                )
                for k, (name, off) in enumerate(zip(NAMES, row, strict=True))
            },
        )
    second = {
        film: marks(film, dict.fromkeys(NAMES, (100.0, 50.0 + off)), Origin.ANNOTATED)
        for film, off in zip(first, again, strict=False)
    }
    return AuditReadings(machine, first, second)


def report_of(found, spacing=TENTH, sizes=None):
    spacings = {} if spacing is None else dict.fromkeys(found.first, spacing)
    return audit_report(found, NAMES, spacings, sizes or {}, QUICK)


def test_only_films_with_predictions_on_which_nobody_decided_are_drawn():
    moved = LandmarkSet("moved", {"A": Landmark("A", predicted=(1.0, 2.0))})
    mixed = marks("mixed", {"A": (1, 1)}).with_landmarks(
        [Landmark("B", presence=Presence.ABSENT, origin=Origin.ANNOTATED)]
    )
    sets = [
        marks("free", {"A": (1, 1)}),
        marks("moved by a reading", {"A": (1, 1)}, predicted=(1.0, 1.0), unadjusted=(0.0, 0.0)),
        marks("exemplar", {"A": (1, 1)}),
        marks("accepted", {"A": (1, 1)}, Origin.ACCEPTED),
        LandmarkSet("empty"),
        moved.with_landmarks([Landmark("B", 1, 1, Presence.PRESENT, Origin.PREDICTED)]),
        mixed,
    ]
    assert untouched(sets, {"exemplar"}) == ("free", "moved by a reading")


def test_a_draw_is_the_same_for_the_same_seed_and_hangs_on_no_order():
    films = [f"{number}" for number in range(40)]
    drawn = draw(films, 10, 7)
    assert drawn == draw(films[::-1], 10, 7)
    assert len(set(drawn)) == 10
    assert drawn != draw(films, 10, 8)
    assert draw(films, 20, 7)[:10] == drawn  # a larger one begins alike
    assert sorted(draw(films, 99, 7)) == sorted(films)


def test_every_film_is_drawn_equally_often():
    films = list("abcdefgh")
    counts = np.zeros(8)
    for seed in range(4000):
        counts[[films.index(film) for film in draw(films, 2, seed)]] += 1
    assert np.abs(counts / 4000 - 0.25).max() < 0.03  # four standard deviations


def test_errors_are_in_millimetres_with_intervals_over_films():
    found = report_of(readings([[10, 10, 30, 50]] * 3 + [[10, 20, 30, 10]] * 3))
    assert found.report.unit == "mm"
    assert found.report.overall.mre == pytest.approx(2.125)
    assert found.report.overall.sdr == pytest.approx((62.5, 62.5, 87.5, 87.5))
    assert found.intervals.mre.low <= 2.125 <= found.intervals.mre.high
    assert found.report.pck([1.0, 2.0, 5.0]) == pytest.approx((50.0, 62.5, 100.0))


def test_without_spacing_errors_are_shares_of_the_diagonal_else_pixels():
    errors = readings([[10, 10, 30, 50]] * 6)
    by_size = report_of(errors, None, dict.fromkeys(errors.first, Size(300, 400)))
    assert by_size.report.unit == "% of the diagonal"
    assert by_size.report.overall.mre == pytest.approx(5.0)
    assert report_of(errors, None).report.unit == "px"
    assert report_of(errors, None).report.overall.mre == pytest.approx(25.0)


def test_a_landmark_without_a_prediction_is_missed_and_one_that_is_absent_is_counted():
    found = readings([[10, 10, 10, 10]] * 6)
    film = "00.png"
    lacking = {name: mark for name, mark in found.machine[film].landmarks.items() if name != "A"}
    absent = found.first[film].with_landmarks(
        [Landmark("B", presence=Presence.ABSENT, origin=Origin.ANNOTATED)]
    )
    report = report_of(
        AuditReadings({**found.machine, film: LandmarkSet(film, lacking)}, {**found.first, film: absent})
    )
    assert (report.missed, report.unseen) == (1, 1)
    assert report.report.overall.count == 23


def test_an_audit_of_which_nothing_was_read_says_what_to_do():
    with pytest.raises(EngineError, match="click the landmarks"):
        report_of(AuditReadings({}, {}))


def test_the_reader_is_measured_by_films_read_twice_and_the_machine_by_the_reader():
    # 24 repeated clicks 0 to 5 px apart: 95 % of the second ones lie within 5 px, 0.5 mm
    found = report_of(readings([[4, 6, 4, 6]] * 8, again=(0, 1, 2, 3, 4, 5)))
    assert (found.own.films, found.own.pairs) == (6, 24)
    assert found.own.mre == pytest.approx(0.25)
    assert found.own.limit == pytest.approx(0.5)
    assert found.own.within == pytest.approx(50.0)


def test_fewer_than_five_repeated_films_say_nothing_of_the_reader():
    assert report_of(readings([[1, 1, 1, 1]] * 8, again=(0, 1, 2, 3))).own is None


def test_enough_films_are_read_twice_for_the_limit_of_the_reader():
    assert [repeat_count(films, 19) for films in (4, 5, 20, 40)] == [0, 5, 5, 10]
    assert [repeat_count(films, 2) for films in (9, 10, 20)] == [0, 10, 10]  # 19 pairs at least


def test_fewer_than_ten_films_give_no_radius():
    assert report_of(readings([[3, 6, 3, 6]] * 9)).radius is None
    assert report_of(readings([[3, 6, 3, 6]] * 10)).radius.films == 10


@pytest.mark.parametrize("film_effect", [0.0, 0.4, 0.8])
def test_the_radius_holds_with_its_probability_on_further_films(film_effect):
    generator, held = np.random.default_rng(3), []
    usual = np.linspace(0.5, 3.0, 12)  # landmarks are not equally hard
    for _ in range(200):  # nor are films
        level = generator.lognormal(0, film_effect, (21, 1))
        errors = np.abs(generator.normal(0, 1, (21, 12))) * level * usual
        held.append((errors[20] <= conformal_factors(errors[:20], 0.9)).mean())
    assert 0.87 <= np.mean(held) <= 0.93


def test_the_radius_follows_the_landmark_and_forgets_no_unknown_one():
    errors = np.tile([1.0, 4.0, np.nan], (60, 1))
    easy, hard, unknown = conformal_factors(errors, 0.9)
    assert easy < 2.0 < 3.5 < hard
    assert easy < unknown < hard


def test_the_radius_is_so_many_spreads_and_applying_it_twice_changes_nothing():
    spread = [[1.0, 2.0, 1.0, 2.0]] * 10
    radius = report_of(readings([[3, 6, 3, 6]] * 10, spread)).radius
    assert radius.factors == pytest.approx(dict.fromkeys(NAMES, 3.0))
    assert radius.held == 100.0
    other = LandmarkSet(
        "x",
        {
            "A": Landmark("A", 5, 5, Presence.PRESENT, Origin.PREDICTED, spread=4.0, model="box"),
            "B": Landmark("B", 5, 5, Presence.PRESENT, Origin.PREDICTED, spread=4.0, model="another"),
            "C": Landmark("C", 5, 5, Presence.PRESENT, Origin.CORRECTED, spread=4.0, model="box"),
            "D": Landmark("D", 5, 5, Presence.PRESENT, Origin.PREDICTED, model="box"),
        },
    )
    applied = radius.applied(other, TENTH)
    assert applied.get("A").error_radius == pytest.approx(12.0)
    assert applied.get("A").error_coverage == 0.9
    assert [applied.get(name) for name in "BCD"] == [other.get(name) for name in "BCD"]
    assert radius.applied(applied, TENTH) == applied


def test_how_often_the_radius_holds_is_measured_on_films_left_out():
    generator = np.random.default_rng(5)
    radius = report_of(readings(np.abs(generator.normal(0, 5, (30, 4))))).radius
    assert radius.held == pytest.approx(90, abs=4)
    assert radius.held_interval.low < radius.held < radius.held_interval.high


def test_without_spreads_the_radius_is_in_the_unit_of_the_report():
    radius = report_of(readings([[20, 20, 20, 20]] * 10)).radius
    assert (radius.unit, radius.by_spread) == (Unit.MM, False)
    assert radius.factors == pytest.approx(dict.fromkeys(NAMES, 2.0))
    point = LandmarkSet("x", {"A": Landmark("A", 5, 5, Presence.PRESENT, Origin.PREDICTED, model="box")})
    flat = Spacing(0.1, 0.2, SpacingSource.TYPED)
    assert radius.applied(point, flat).get("A").error_radius == pytest.approx(20.0)  # 2 mm along either axis
    assert radius.applied(point) == point


def test_the_number_of_films_to_propose_follows_the_width_of_the_interval():
    assert rate_width(20, 19) == pytest.approx(5.54, abs=0.01)
    assert usual_count(19, 300) == 20
    assert usual_count(68, 300) == 15
    assert usual_count(1, 300) == 50
    assert usual_count(19, 6) == 6
