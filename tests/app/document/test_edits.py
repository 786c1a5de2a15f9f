"""Every edit can be undone to the identical project, and no machine overwrites a person."""

import hashlib
import random
from dataclasses import replace

import pytest
from saved_projects import human_points

from app.document import edits
from app.document.document import Document
from app.document.film import FilmFacts, FilmRecord
from app.document.project import FilmState, Project
from app.document.spacing_edits import Extent, SpacingChoice, SpacingWay
from engine.errors import EngineError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

NOW = "2026-01-01T00:00:00.000Z"
FILMS = tuple(f"film{number}.png" for number in range(1, 7))


def a_project(names: tuple[str, ...] = ("A", "B", "C")) -> Project:
    facts = FilmFacts(sha256="s", size=Size(100, 80))
    return Project(Scheme(names), {film: FilmRecord(film, facts) for film in FILMS})


def done(project: Project, change: edits.Change) -> Project:
    return project.with_parts(change.after)


def placed(project: Project, film: str, *names: str) -> Project:
    for number, name in enumerate(names):
        project = done(project, edits.place(project, film, name, 10.0 + number, 20.0, now=NOW))
    return project


def predicted(film: str, *names: str, x: float = 5.0) -> LandmarkSet:
    marks = {name: Landmark(name, x, 6.0, Presence.PRESENT, Origin.PREDICTED, spread=2.0) for name in names}
    return LandmarkSet(film, marks)


def propagated(project: Project, **more: object) -> Project:
    sets = [predicted(film, "A", "B", "C") for film in FILMS]
    return done(project, edits.take_predictions(project, sets, now=NOW, sources=project.exemplars(), **more))


def human_hash(project: Project) -> str:
    return hashlib.sha256(repr(human_points(project)).encode()).hexdigest()


def test_placing_is_annotated_and_moving_a_prediction_is_corrected() -> None:
    project = propagated(placed(a_project(), FILMS[0], "A", "B", "C"))
    assert project.landmarks(FILMS[0]).get("A").origin is Origin.ANNOTATED
    project = done(project, edits.move(project, FILMS[1], "A", 50.0, 40.0, now=NOW))
    mark = project.landmarks(FILMS[1]).get("A")
    assert (mark.origin, mark.predicted, mark.position) == (Origin.CORRECTED, (5.0, 6.0), (50.0, 40.0))


def test_a_prediction_that_was_seen_stays_known_after_unplacing() -> None:
    project = propagated(placed(a_project(), FILMS[0], "A", "B", "C"))
    project = done(project, edits.unplace(project, FILMS[1], "A", now=NOW))
    assert project.landmarks(FILMS[1]).get("A").presence is Presence.UNPLACED
    project = placed(project, FILMS[1], "A")
    assert project.landmarks(FILMS[1]).get("A").origin is Origin.CORRECTED


def test_the_first_completed_film_becomes_the_exemplar_and_no_second_one() -> None:
    project = placed(a_project(), FILMS[2], "A", "B")
    assert project.exemplars() == ()
    project = placed(placed(project, FILMS[2], "C"), FILMS[0], "A", "B", "C")
    assert project.exemplars() == (FILMS[2],)
    assert project.state(FILMS[0]) is FilmState.REVIEWED


def test_editing_an_exemplar_makes_its_predictions_of_that_landmark_stale() -> None:
    project = propagated(placed(a_project(), FILMS[0], "A", "B", "C"))
    project = done(project, edits.accept_film(project, FILMS[1], now=NOW))
    project = done(project, edits.move(project, FILMS[0], "B", 1.0, 2.0, now=NOW))
    marks = project.landmarks(FILMS[2])
    assert (marks.get("A").stale, marks.get("B").stale) == (False, True)
    assert not project.landmarks(FILMS[1]).get("B").stale  # a person confirmed it


def test_points_put_on_an_exemplar_undecided_leave_the_predictions_of_others_as_they_are() -> None:
    project = placed(a_project(), FILMS[0], "A", "B", "C")
    project = done(project, edits.unplace(project, FILMS[0], "C", now=NOW))
    project = propagated(project)
    copied = LandmarkSet("other.png", {"C": Landmark("C", 7.0, 8.0, Presence.PRESENT, Origin.ANNOTATED)})
    project = done(project, edits.paste(project, FILMS[0], copied, Size(100, 80), now=NOW))
    project = done(project, edits.move_all(project, FILMS[0], {"C": (9.0, 9.0)}, now=NOW))
    assert project.landmarks(FILMS[0]).get("C").origin is Origin.PREDICTED
    assert not project.landmarks(FILMS[2]).get("C").stale
    project = done(project, edits.move(project, FILMS[0], "C", 9.0, 8.0, now=NOW))
    assert project.landmarks(FILMS[2]).get("C").stale


def test_points_are_copied_at_their_share_of_the_film_and_only_between_films_that_were_read() -> None:
    project = placed(a_project(), FILMS[0], "A")
    unread = replace(project, films={**project.films, FILMS[1]: FilmRecord(FILMS[1])})
    copied = project.landmarks(FILMS[0])
    for size, film in ((None, FILMS[2]), (Size(100, 80), FILMS[1])):
        with pytest.raises(EngineError, match="not known before it was read"):
            edits.paste(unread, film, copied, size, now=NOW)
    wide = done(project, edits.paste(project, FILMS[2], copied, Size(50, 80), now=NOW))
    assert wide.landmarks(FILMS[2]).get("A").position == (20.5, 20.0)


def test_a_run_that_began_before_an_exemplar_was_edited_comes_in_stale() -> None:
    before = placed(a_project(), FILMS[0], "A", "B", "C")
    now = done(before, edits.move(before, FILMS[0], "C", 1.0, 2.0, now=NOW))
    project = propagated(now, learned_from=before)
    marks = project.landmarks(FILMS[3])
    assert [marks.get(name).stale for name in "ABC"] == [False, False, True]


def test_landmarks_renamed_during_a_run_keep_its_predictions() -> None:
    before = placed(a_project(), FILMS[0], "A", "B", "C")
    now = done(before, edits.rename_landmark(before, "A", "Sella"))
    now = done(now, edits.move(now, FILMS[0], "B", 1.0, 2.0, now=NOW))
    marks = propagated(now, learned_from=before).landmarks(FILMS[1]).landmarks
    assert {name: (mark.name, mark.stale) for name, mark in marks.items()} == {
        "Sella": ("Sella", False),
        "B": ("B", True),
        "C": ("C", False),
    }
    sets = [predicted(FILMS[1], "A", "B", "C")]
    assert edits.landmarks_without_place(now, sets, before) == ()
    fewer = done(now, edits.remove_landmark(now, "C"))
    assert edits.landmarks_without_place(fewer, sets, before) == ("A", "C")
    other = done(fewer, edits.add_names(fewer, ["D"]))  # stands where C stood, and is another landmark
    assert edits.landmarks_without_place(other, sets, before) == ("C",)
    assert "D" not in propagated(other, learned_from=before).landmarks(FILMS[1]).landmarks


def test_films_where_nothing_of_a_run_has_a_place_are_not_counted() -> None:
    project = placed(a_project(), FILMS[0], "A", "B", "C")
    sets = [predicted(FILMS[1], "Z"), predicted(FILMS[2], "A")]
    assert set(edits.take_predictions(project, sets, now=NOW).after.sets) == {FILMS[2]}


def test_predictions_leave_all_human_points_as_they_are() -> None:
    project = propagated(placed(a_project(), FILMS[0], "A", "B", "C"))
    project = done(project, edits.accept_film(project, FILMS[1], now=NOW))
    project = done(project, edits.move(project, FILMS[2], "A", 33.0, 44.0, now=NOW))
    project = done(project, edits.set_presence(project, FILMS[3], "A", Presence.ABSENT, now=NOW))
    project = done(project, edits.set_presence(project, FILMS[4], "B", Presence.OCCLUDED, now=NOW))
    before = human_hash(project)
    later = propagated(project, mirrored={FILMS[5]: True})
    assert human_hash(later) == before
    assert later.films[FILMS[5]].mirrored
    assert later.landmarks(FILMS[3]).get("A").presence is Presence.ABSENT


def test_predictions_for_excluded_or_unknown_films_and_names_are_left_out() -> None:
    project = placed(a_project(), FILMS[0], "A", "B", "C")
    project = done(project, edits.set_excluded(project, [FILMS[1]], "blurred"))
    sets = [predicted(FILMS[1], "A"), predicted("gone.png", "A"), predicted(FILMS[2], "A", "Z")]
    project = done(project, edits.take_predictions(project, sets, now=NOW))
    assert FILMS[1] not in project.sets
    assert set(project.landmarks(FILMS[2]).landmarks) == {"A"}


def test_a_film_with_open_predictions_becomes_no_exemplar_until_a_person_decided() -> None:
    project = propagated(placed(a_project(), FILMS[0], "A", "B", "C"))
    with pytest.raises(EngineError, match="Accept or correct"):
        edits.mark_exemplar(project, FILMS[1])
    project = done(project, edits.accept_film(project, FILMS[1], now=NOW))
    assert FILMS[1] in done(project, edits.mark_exemplar(project, FILMS[1])).exemplars()


def test_a_film_that_became_an_exemplar_meanwhile_gets_no_predictions() -> None:
    project = placed(placed(a_project(), FILMS[0], "A", "B", "C"), FILMS[1], "A")
    project = propagated(done(project, edits.mark_exemplar(project, FILMS[1])))
    assert set(project.landmarks(FILMS[1]).landmarks) == {"A"}
    assert project.exemplars() == FILMS[:2]
    old = replace(project.film(FILMS[2]), exemplar=True)  # as projects saved before may have it
    project = done(project, edits.change(project, "", films={FILMS[2]: old}))
    assert FILMS[2] not in done(project, edits.mark_exemplar(project, FILMS[2], False)).exemplars()


def test_states_follow_the_work() -> None:
    project = a_project()
    assert project.state(FILMS[0]) is FilmState.UNTOUCHED
    project = placed(project, FILMS[0], "A")
    assert project.state(FILMS[0]) is FilmState.STARTED
    project = propagated(placed(project, FILMS[0], "B", "C"))
    assert [project.state(film) for film in FILMS[:2]] == [FilmState.EXEMPLAR, FilmState.PREDICTED]
    project = done(project, edits.accept_film(project, FILMS[1], now=NOW))
    assert project.state(FILMS[1]) is FilmState.REVIEWED
    project = project.with_facts({FILMS[2]: FilmFacts(unreadable="empty file")})
    assert project.state(FILMS[2]) is FilmState.UNREADABLE


def test_clicking_without_a_scheme_names_landmarks_by_number() -> None:
    project = a_project(())
    for x in (1.0, 2.0):
        assert edits.scheme_is_open(project)
        project = done(project, edits.add_landmark(project, FILMS[0], x, x, now=NOW))
    assert project.scheme.names == ("1", "2")
    assert project.landmarks(FILMS[0]).get("2").position == (2.0, 2.0)
    assert project.exemplars() == (FILMS[0],)
    assert not edits.scheme_is_open(a_project())


def test_renaming_carries_the_data_and_removing_drops_it_until_undo() -> None:
    project = placed(placed(a_project(), FILMS[0], "A", "B"), FILMS[1], "A")
    renamed = done(project, edits.rename_landmark(project, "A", "Sella"))
    assert renamed.scheme.names == ("Sella", "B", "C")
    assert renamed.landmarks(FILMS[1]).get("Sella").position == (10.0, 20.0)
    swapped = edits.set_scheme(project, Scheme(("B", "A", "C")), {"A": "B", "B": "A"})
    assert done(project, swapped).landmarks(FILMS[0]).get("B").position == (10.0, 20.0)
    removal = edits.remove_landmark(project, "A")
    removed = done(project, removal)
    assert removed.landmarks(FILMS[1]).landmarks == {}
    assert removed.with_parts(removal.before) == project


def test_an_imported_table_asks_whose_it_is_and_keeps_what_a_person_placed() -> None:
    project = placed(a_project(), FILMS[0], "A")
    marks = {name: Landmark(name, 70.0, 70.0, Presence.PRESENT) for name in ("A", "New")}
    change = edits.import_sets(project, [LandmarkSet(FILMS[0], marks)], now=NOW, origin=Origin.ANNOTATED)
    project = done(project, change)
    assert project.landmarks(FILMS[0]).get("A").position == (10.0, 20.0)
    assert project.landmarks(FILMS[0]).get("New").origin is Origin.ANNOTATED
    assert project.scheme.names == ("A", "B", "C", "New")
    overwritten = edits.import_sets(
        project, [LandmarkSet(FILMS[0], marks)], now=NOW, origin=Origin.PREDICTED, overwrite=True
    )
    assert overwritten.is_empty  # predictions never replace what a person placed
    with pytest.raises(EngineError, match=r"nobody\.png"):
        edits.import_sets(project, [LandmarkSet("nobody.png", marks)], now=NOW)


def test_blank_cells_of_an_imported_table_take_no_prediction_away() -> None:
    project = propagated(placed(a_project(), FILMS[0], "A", "B", "C"))
    project = done(project, edits.move(project, FILMS[1], "A", 50.0, 40.0, now=NOW))
    project = done(project, edits.unplace(project, FILMS[1], "A", now=NOW))  # remembers the prediction
    blank = [LandmarkSet(film, {name: Landmark(name) for name in "ABC"}) for film in (*FILMS, FILMS[1])]
    assert edits.import_sets(project, blank, now=NOW).is_empty
    assert edits.import_sets(a_project(), blank, now=NOW).is_empty
    named = done(project, edits.import_sets(project, [LandmarkSet(FILMS[1], {"D": Landmark("D")})], now=NOW))
    assert named.scheme.names == ("A", "B", "C", "D")
    assert named.sets == project.sets


def test_what_the_person_says_of_the_spacing_wins_and_can_be_taken_back() -> None:
    from_file = Spacing(0.2, 0.1, SpacingSource.PIXEL_SPACING)
    project = a_project().with_facts({film: FilmFacts(spacing=from_file) for film in FILMS})
    drawn = edits.spacing_from_distance((0.0, 0.0), (0.0, 50.0), 10.0, known=from_file)
    assert (drawn.x, drawn.y, drawn.source) == (pytest.approx(0.4), pytest.approx(0.2), SpacingSource.RULER)
    project = done(project, edits.take_spacings(project, dict.fromkeys(FILMS[:2], drawn)))
    assert [project.film(film).spacing for film in FILMS[:3]] == [drawn, drawn, from_file]
    assert edits.distance((0.0, 0.0), (3.0, 4.0), None) == (5.0, None)
    project = done(project, edits.choose_spacing(project, FILMS, SpacingChoice(SpacingWay.FILE, Extent.ALL)))
    assert project.film(FILMS[0]).spacing == from_file


def test_a_moved_exemplar_keeps_its_points_and_its_predictions_their_source() -> None:
    project = propagated(placed(a_project(), FILMS[0], "A", "B", "C"))
    change = edits.relink(project, {FILMS[0]: "sub/new.png", FILMS[3]: "sub/other.png"})
    moved = done(project, change)
    assert moved.landmarks("sub/new.png").film == "sub/new.png"
    assert FILMS[0] not in moved.films
    assert all(film.sources == ("sub/new.png",) for film in moved.films.values() if not film.exemplar)
    back = moved.with_parts(change.before)
    assert back == project
    assert list(back.films) == list(project.films)


@pytest.mark.parametrize(("x", "y"), [(-1.0, 5.0), (5.0, 80.0), (float("nan"), 1.0)])
def test_outside_the_film_nothing_is_placed(x: float, y: float) -> None:
    with pytest.raises(EngineError, match="outside the film"):
        edits.place(a_project(), FILMS[0], "A", x, y, now=NOW)


def random_change(rng: random.Random, project: Project) -> edits.Change:
    film, name = rng.choice(FILMS), rng.choice(project.scheme.names)
    x, y = rng.uniform(0, 99), rng.uniform(0, 79)
    choices = {
        "place": lambda: edits.place(project, film, name, x, y, now=NOW),
        "move": lambda: edits.move(project, film, name, x, y, now=NOW, nudge=rng.random() < 0.5),
        "presence": lambda: edits.set_presence(project, film, name, rng.choice(list(Presence)), now=NOW),
        "accept": lambda: edits.accept_film(project, film, now=NOW),
        "predict": lambda: edits.take_predictions(
            project,
            [predicted(other, *project.scheme.names, x=x) for other in FILMS],
            now=NOW,
            sources=project.exemplars(),
            mirrored={film: rng.random() < 0.5},
        ),
        "exemplar": lambda: edits.mark_exemplar(project, film, rng.random() < 0.7),
        "rename": lambda: edits.rename_landmark(project, name, f"N{rng.randrange(10**9)}"),
        "remove": lambda: edits.remove_landmark(project, name if len(project.scheme.names) > 2 else "-"),
        "add": lambda: edits.add_landmark(project, film, x, y, now=NOW),
        "spacing": lambda: edits.choose_spacing(
            project, FILMS[:3], SpacingChoice(SpacingWay.TYPED, Extent.SELECTED, 0.1 + x)
        ),
        "exclude": lambda: edits.set_excluded(project, [film], rng.choice(["", "blurred"])),
    }
    try:
        return choices[rng.choice(list(choices))]()
    except EngineError:
        return edits.place(project, film, name, x, y, now=NOW)


@pytest.mark.parametrize("seed", range(4))
def test_undoing_and_redoing_any_edits_gives_the_identical_projects(qapp: object, seed: int) -> None:
    rng = random.Random(seed)
    document = Document(clock=lambda: NOW)
    document.open(a_project())
    states = [document.project]
    for _ in range(150):
        count = document.undo_stack.count()
        if document.push(random_change(rng, document.project)):
            if document.undo_stack.count() == count:
                states[-1] = document.project  # nudges in a row are one step
            else:
                states.append(document.project)
    assert len(states) > 100
    for expected in reversed(states[:-1]):
        document.undo_stack.undo()
        assert document.project == expected
    for expected in states[1:]:
        document.undo_stack.redo()
        assert document.project == expected


def test_edits_of_what_a_scheme_says_touch_nothing_else_of_it() -> None:
    whole = Scheme(
        ("A", "B", "C"),
        {"A": ("Aa",)},
        {"B": "second"},
        (("A", "B"),),
        (("A", "C"),),
        (("A", "B", "C", "A"),),
        ("own",),
    )
    project = done(a_project(), edits.set_scheme(a_project(), whole))
    line, curve = edits.PathKind.LINE, edits.PathKind.CURVE
    steps = {
        "names": edits.reorder(project, ("C", "A", "B")),
        "descriptions": edits.describe(project, "C", " third "),
        "aliases": edits.respell(project, "B", ("Bb", "B", "Bb", "")),
        "pairs": edits.pair_up(project, "C", "B"),
        "lines": edits.set_path(project, line, 0, ("B", "C")),
        "curves": edits.set_path(project, curve, None, ("C", "B")),
    }
    expected = {
        "names": ("C", "A", "B"),
        "descriptions": {"B": "second", "C": "third"},
        "aliases": {"A": ("Aa",), "B": ("Bb",)},
        "pairs": (("C", "B"),),
        "lines": (("B", "C"),),
        "curves": (("A", "B", "C", "A"), ("C", "B")),
    }
    for field, step in steps.items():
        assert done(project, step).scheme == replace(whole, **{field: expected[field]}), field
    assert edits.set_path(project, line, 0, ()).after.scheme == replace(whole, lines=())
    assert edits.pair_up(project, "B", "A").is_empty
    assert edits.pair_up(project, "B", "").after.scheme == replace(whole, pairs=())
    assert edits.respell(project, "A", ()).after.scheme == replace(whole, aliases={})
    assert edits.describe(project, "B", "").after.scheme == replace(whole, descriptions={})


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (lambda project: edits.reorder(project, ("A", "B")), "order"),
        (lambda project: edits.respell(project, "A", ("B",)), "spelling of B"),
        (lambda project: edits.set_path(project, edits.PathKind.CURVE, None, ("A", "A")), "two landmarks"),
        (lambda project: edits.set_path(project, edits.PathKind.LINE, None, ("A", "Z")), "no landmark Z"),
        (lambda project: edits.pair_up(project, "A", "Z"), "no landmark Z"),
    ],
)
def test_what_a_scheme_cannot_say_is_refused(wish, told) -> None:
    with pytest.raises(EngineError, match=told):
        wish(a_project())


def test_a_landmark_that_is_measured_is_still_found_under_the_name_that_it_had() -> None:
    measured = Scheme(("Sella", "B"), {"Sella": ("S",)}, measurements=("cephalometry",))
    project = done(a_project(), edits.set_scheme(a_project(), measured))
    renamed = done(project, edits.rename_landmark(project, "Sella", "S"))
    assert (renamed.scheme.names, renamed.scheme.find("Sella")) == (("S", "B"), "S")
    back = done(renamed, edits.rename_landmark(renamed, "S", "Sella"))
    assert back.scheme == measured


@pytest.mark.parametrize(("name", "by", "order"), [("A", 1, "BAC"), ("C", -2, "CAB"), ("A", -1, "ABC")])
def test_a_landmark_moves_in_the_order_and_stays_at_its_ends(name: str, by: int, order: str) -> None:
    project = a_project()
    assert done(project, edits.move_in_order(project, name, by)).scheme.names == tuple(order)


def test_an_attribute_that_a_person_says_wins_over_the_file_until_it_is_left_to_it() -> None:
    project = Project(films={"a": FilmRecord("a", FilmFacts(attributes={"sex": "M"}), {"side": "L"})})
    project = done(project, edits.set_attribute(project, ["a"], "sex", "female", "said"))
    assert project.films["a"].attributes == {"sex": "female", "side": "L"}
    project = done(project, edits.set_attribute(project, ["a"], "sex", "", "left"))
    assert project.films["a"].attributes == {"sex": "M", "side": "L"}


def test_a_scheme_carries_each_set_of_measurements_once() -> None:
    project = a_project()
    change = edits.carry_sets(project, ("spine", "mine.measures.toml", "spine"))
    assert done(project, change).scheme.measurements == ("spine", "mine.measures.toml")
    assert edits.carry_sets(project, ()).is_empty
