"""Reading offsets: a known habit is found and applied, and nothing that a person decided on moves."""

import json
import time
from dataclasses import replace

import numpy as np
import pytest

from engine.errors import EngineError
from engine.geometry.coordinates import Size
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.observers.reading_offsets import LandmarkOffset, ReadFilm, ReadingOffsets, fit_reading

NAMES = ("S", "N", "A", "B", "Pog", "Go")
SHAPE = np.array([0, 100 - 20j, 120 + 80j, 110 + 130j, 115 + 160j, 20 + 120j]) * 2
HABIT = np.array([0, 8j, 0, -6 + 3j, 0, 0])


def film(name, turn=1 + 0j, mirrored=False, habit=HABIT, names=NAMES, noise=0.0, seed=0, **more):
    """A film that shows the shape turned and scaled by `turn`; machine and person with a constant habit."""
    drawn = np.random.default_rng(seed).normal(0, max(noise, 1e-12), (4, len(NAMES)))
    shape = SHAPE + drawn[0] + 1j * drawn[1]
    ways = habit + drawn[2] + 1j * drawn[3]
    shape, ways = (-shape.conj(), -ways.conj()) if mirrored else (shape, ways)
    machine = turn * shape + 500 + 400j
    return ReadFilm(
        marks(name, machine, Origin.PREDICTED, names, spread=2.0, **more),
        marks(name, machine + turn * ways, Origin.ANNOTATED, names),
    )


def marks(name, points, origin, names=NAMES, **more):
    at = dict(zip(NAMES, points, strict=True))
    return LandmarkSet(
        name,
        {
            each: Landmark(each, float(at[each].real), float(at[each].imag), Presence.PRESENT, origin, **more)
            for each in names
        },
    )


def places(found, names=NAMES):
    return np.array([complex(*found.get(name).position) for name in names])


POSES = [(1, False), (0.5j, False), (2 * np.exp(0.3j), False), (np.exp(-2j), True), (1.5, True)]


@pytest.mark.parametrize(("turn", "mirrored"), POSES)
def test_a_constant_habit_is_found_under_every_rotation_scale_and_mirroring(turn, mirrored):
    films = [film(str(n), turn, mirrored) for n, (turn, mirrored) in enumerate(POSES)]
    reading = fit_reading(films, NAMES, "R", "M")
    other = film("other", turn, mirrored)
    moved = reading.applied(other.predicted)
    wanted, off = places(other.placed), abs(turn)
    assert abs(places(moved) - wanted).max() < 0.8 * off  # was 8 pixels
    assert reading.arrow(other.predicted, "N") == pytest.approx(
        (
            (turn * (-HABIT[1].conj() if mirrored else HABIT[1])).real,
            (turn * (-HABIT[1].conj() if mirrored else HABIT[1])).imag,
        ),
        abs=0.8 * off,
    )
    assert reading.arrow(other.predicted, "of another scheme") == (0.0, 0.0)
    assert reading.significant() == ("N", "B")


def test_a_film_alone_is_moved_as_it_lies_and_a_landmark_alone_too():
    reading = fit_reading([film("a"), film("b"), film("c")], NAMES, "R", "M")
    alone = marks("d", SHAPE + 50, Origin.PREDICTED, ("N",))
    assert reading.applied(alone).get("N").y == pytest.approx(alone.get("N").y + 8, abs=1.2)
    single = [film(str(n), names=("N",)) for n in range(4)]
    reading = fit_reading(single, ("N",), "R", "M")
    assert reading.arrow(film("e", 1.0).predicted, "N") == pytest.approx((0, 8), abs=1.2)


def test_nothing_that_a_person_decided_on_moves():
    reading = fit_reading([film(str(n)) for n in range(5)], NAMES, "R", "M")
    decided = [
        Landmark("S", 1, 2, Presence.PRESENT, Origin.ANNOTATED),
        Landmark("N", 3, 4, Presence.PRESENT, Origin.ACCEPTED, predicted=(3, 4)),
        Landmark("A", 5, 6, Presence.OCCLUDED, Origin.CORRECTED, predicted=(7, 8), unadjusted=(7, 0)),
        Landmark("B", 9, 9, Presence.PRESENT, None),
        Landmark("Pog", presence=Presence.ABSENT, origin=Origin.ANNOTATED),
    ]
    before = LandmarkSet("x", {mark.name: mark for mark in decided})
    assert reading.applied(before) == before


def test_what_the_machine_said_is_kept_and_applying_again_moves_nothing_further():
    reading = fit_reading([film(str(n)) for n in range(5)], NAMES, "R", "M")
    raw = film("x").predicted
    moved = reading.applied(raw)
    mark = moved.get("N")
    assert mark.unadjusted == raw.get("N").position
    assert mark.predicted == mark.position != mark.unadjusted
    assert mark.origin is Origin.PREDICTED
    assert reading.applied(moved) == moved
    back = reading.applied(moved, without=frozenset(NAMES))
    assert places(back).tolist() == places(raw).tolist()
    assert {each.unadjusted for each in back.landmarks.values()} == {None}
    assert reading.applied(raw, frozenset({"N"})).get("N").position == raw.get("N").position


def test_a_landmark_that_goes_back_has_the_machines_own_radius_again_and_none_leaves_the_film():
    films = [film(str(n), noise=1, seed=n, error_radius=5.0, error_coverage=0.9) for n in range(8)]
    reading = fit_reading(films, NAMES, "R", "M")
    raw = film("x", error_radius=5.0, error_coverage=0.9).predicted
    moved = reading.applied(raw)
    assert moved.get("N").error_radius != 5.0
    back = reading.applied(moved, frozenset({"N"})).get("N")
    assert (back.position, back.unadjusted, back.error_radius) == (raw.get("N").position, None, 5.0)
    edge = Size(2000, int(raw.get("B").y + 2))  # B and what lies below it would be beyond the film
    kept = reading.applied(raw, size=edge)
    assert kept.get("N").unadjusted is not None
    assert kept.get("B").unadjusted is None
    assert kept.get("B").position == raw.get("B").position


def test_films_that_a_reading_had_moved_teach_the_same_as_before():
    films = [film(str(n), 1 + n / 10, error_radius=4.0, error_coverage=0.9) for n in range(5)]
    reading = fit_reading(films, NAMES, "R", "M")
    again = fit_reading(
        [replace(each, predicted=reading.applied(each.predicted)) for each in films], NAMES, "R", "M"
    )
    for one, two in zip(reading.offsets, again.offsets, strict=True):
        assert two.offset == pytest.approx(one.offset, abs=1e-9)


def test_without_films_or_without_a_habit_nothing_moves():
    raw = film("x").predicted
    empty = fit_reading([], NAMES, "R", "M")
    assert (empty.applied(raw), empty.films, empty.significant()) == (raw, 0, ())
    assert ReadingOffsets.of_plain(json.loads(json.dumps(empty.as_plain()))).applied(raw) == raw
    assert fit_reading([film("y")], (), "R", "M").applied(raw) == raw
    untouched = ReadFilm(raw, LandmarkSet("x"))
    only_machines = ReadFilm(raw, raw)
    own_points = ReadFilm(film("y").placed, film("y").placed)
    assert fit_reading([untouched, only_machines, own_points], NAMES, "R", "M").films == 0
    none = fit_reading([film(str(n), habit=0 * HABIT) for n in range(3)], NAMES, "R", "M")
    assert places(none.applied(raw)).tolist() == pytest.approx(places(raw).tolist())
    assert none.significant() == ()


def test_landmarks_that_some_films_lack_are_learned_from_the_others():
    films = [film(str(n), names=NAMES[n % 2 : 4 + n % 2]) for n in range(6)]
    reading = fit_reading(films, NAMES, "R", "M")
    by_name = dict(zip(NAMES, reading.offsets, strict=True))
    assert (by_name["S"].films, by_name["N"].films, by_name["Pog"].films) == (3, 6, 3)
    assert by_name["Go"] == replace(LandmarkOffset(), variance=by_name["Go"].variance)
    raw = film("x").predicted
    assert reading.arrow(raw, "N") == pytest.approx((0, 8), abs=0.8)
    assert reading.arrow(raw, "Go") == (0.0, 0.0)


def test_an_accepted_point_counts_less_than_a_placed_one():
    films = [film(str(n)) for n in range(4)]
    accepted = [
        ReadFilm(
            each.predicted,
            each.predicted.with_landmarks(
                replace(mark, origin=Origin.ACCEPTED) for mark in each.predicted.landmarks.values()
            ),
        )
        for each in films
    ]
    reading = fit_reading([*films, *accepted], NAMES, "R", "M")
    assert reading.offsets[1].films == 5
    assert 6.4 <= reading.offsets[1].offset[1] < 8 - 0.1  # of eight that count alike it would be 4


def test_a_film_that_the_machine_failed_on_is_no_habit():
    films = [film(str(n), noise=1, seed=n) for n in range(4)]
    failed = film("f", habit=80 + 60j + 0 * HABIT, noise=30, seed=9)
    raw = film("x").predicted
    sound, mixed = (fit_reading(each, NAMES, "R", "M") for each in (films, [failed, *films]))
    for name in NAMES:
        assert mixed.arrow(raw, name) == pytest.approx(sound.arrow(raw, name), abs=1.5)


def test_radii_hold_the_readers_points_as_often_as_promised():
    films = [film(str(n), np.exp(0.1j * n), noise=3, seed=n) for n in range(40)]
    reading = fit_reading(films[:10], NAMES, "R", "M")
    held = []
    for each in films[10:]:
        moved = reading.applied(each.predicted)
        off = abs(places(moved) - places(each.placed))
        held += [gap <= moved.get(name).error_radius for gap, name in zip(off, NAMES, strict=True)]
        assert {mark.error_coverage for mark in moved.landmarks.values()} == {0.9}
    assert 0.8 <= np.mean(held) <= 1.0
    assert fit_reading(films[:1], NAMES, "R", "M").radius_scale is None  # six points hold no nine of ten


def test_a_reading_comes_back_from_json_as_it_was():
    reading = fit_reading([film(str(n), names=NAMES[:4], noise=2, seed=n) for n in range(6)], NAMES, "R", "M")
    again = ReadingOffsets.of_plain(json.loads(json.dumps(reading.as_plain())))
    raw = film("x", 0.7 * np.exp(1j)).predicted
    assert again.applied(raw) == reading.applied(raw)
    assert (again.offsets, again.radius_scale, again.reader) == (reading.offsets, reading.radius_scale, "R")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "onemark-project"}, "no saved reading"),
        ({"version": 2}, "another version"),
        ({"names": ["S"]}, "damaged"),
        ({"films": "three"}, "damaged"),
        ({"radius_scale": -1.0}, "damaged"),
        ({"surprise": 1}, "damaged"),
        ({"offsets": [{"offset": [1.0, None]}]}, "damaged"),
    ],
)
def test_what_is_no_reading_is_refused_in_a_sentence(change, words):
    plain = fit_reading([film("a")], NAMES, "R", "M").as_plain() | change
    with pytest.raises(EngineError, match=words):
        ReadingOffsets.of_plain(plain)
    with pytest.raises(EngineError, match="no saved reading"):
        ReadingOffsets.of_plain([1])


def test_a_hundred_films_are_no_wait():
    films = [film(str(n), noise=2, seed=n) for n in range(100)]
    start = time.process_time()
    fit_reading(films, NAMES, "R", "M")
    assert time.process_time() - start < 1.0  # 10 ms; no verdict hangs on a busy machine
