"""Training on corrections in the window: when it can start, from what, and what is kept of a round."""

from dataclasses import replace

import pytest
from exemplar_windows import exemplar_project, marks, open_window, propagated
from PySide6.QtCore import Qt
from tiny_models import save_tiny, tiny

from app.document import edits
from app.document.film import FilmFacts, FilmRecord
from app.document.opinions import FilmOpinions
from app.document.project import Parts, Project
from app.runs import corrections, propagation
from app.runs.corrections import correction_request, moved_words
from app.runs.rounds import LearnedRound, RoundFiles, points_digest, with_round
from engine.errors import EngineError
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.oneshot.settings import FEW_REGISTERED, Method
from engine.operation import Progress

NAMES = ("A", "B")
TRAINED = "one-shot (quick, corrected)"


@pytest.fixture
def box(tmp_path, monkeypatch):
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: tmp_path / "box")
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")
    return tmp_path


def moved_run(x=9.0, **more):
    """What a run on corrections of such films may find: all landmarks at `x`."""
    found = {"3.png": marks("3.png", Origin.PREDICTED, x)}
    named = {
        film: each.with_landmarks(replace(mark, model=TRAINED) for mark in each.placed())
        for film, each in found.items()
    }
    learned = tiny(NAMES)
    return replace(propagated(learned), sets=named, method=TRAINED, exemplars=("1.png", "2.png"), **more)


@pytest.fixture
def requests(monkeypatch):
    """Runs end at once; gives what they were asked for."""
    asked = []

    def first(request):
        asked.append(request)
        yield Progress("registration", 1, 2)
        return propagated(tiny(NAMES))

    def again(request):
        asked.append(request)
        yield Progress("registration", 1, 2)
        return moved_run()

    monkeypatch.setattr(propagation, "propagation", first)
    monkeypatch.setattr(corrections, "propagation", again)
    return asked


@pytest.fixture
def window(qtbot, tmp_path, box, requests):
    window = open_window(qtbot, tmp_path, exemplar_project())
    yield window
    window.close()


def wait(qtbot, window):
    correcting = window.controllers.corrections
    qtbot.waitUntil(lambda: not window.workspace.jobs.is_busy and not correcting._keeping.is_busy)


def correct(window, film, names=NAMES, x=7.0):
    """A person moves the points of a film."""
    document = window.workspace.document
    for name in names:
        document.push(edits.move(document.project, film, name, x, 8.0, now="then"))


def test_it_can_start_once_something_was_learned_and_a_person_said_more(qtbot, window, requests):
    correcting = window.controllers.corrections
    assert not correcting.can_train
    window.controllers.propagation.propagate()
    wait(qtbot, window)
    assert not correcting.can_train
    correct(window, "2.png")
    assert correcting.can_train
    correcting.train()
    wait(qtbot, window)
    assert not correcting.can_train
    request = requests[-1]
    assert [each.film for each in request.exemplars] == ["1.png", "2.png"]
    assert request.start().names == NAMES
    assert request.work.name == "quick-corrected"
    window.workspace.document.undo_stack.undo()  # the training
    assert not correcting.can_train  # it still knows them
    correct(window, "3.png", ("A",))
    correcting.train()
    wait(qtbot, window)
    assert [each.film for each in requests[-1].corrections] == ["3.png"]


def test_points_of_a_person_stay_and_each_round_goes_back_with_its_model(qtbot, window):
    correcting, document = window.controllers.corrections, window.workspace.document
    window.controllers.propagation.propagate()
    wait(qtbot, window)
    first, before = window.controllers.propagation.last, document.project.landmarks("3.png")
    correct(window, "2.png")
    human = document.project.landmarks("2.png")
    correcting.train()
    wait(qtbot, window)
    assert document.project.landmarks("2.png") == human
    assert {mark.x for mark in document.project.landmarks("3.png").placed()} == {9.0}
    assert correcting.can_roll_back
    assert correcting.dialog.isVisible()
    correct(window, "3.png", ("A",), x=30.0)  # after the round
    correcting.roll_back()
    now = document.project.landmarks("3.png")
    assert (now.get("A").x, now.get("A").origin) == (30.0, Origin.CORRECTED)
    assert now.get("B") == before.get("B")
    assert document.project.landmarks("2.png") == human
    assert window.controllers.propagation.last.result is first.result
    assert not correcting.can_roll_back
    assert correcting.can_train


def test_another_propagation_begins_anew_and_its_round_is_not_rolled_back(qtbot, window):
    correcting = window.controllers.corrections
    window.controllers.propagation.propagate()
    wait(qtbot, window)
    correct(window, "2.png")
    correcting.train()
    wait(qtbot, window)
    window.controllers.propagation.propagate()
    wait(qtbot, window)
    assert not correcting.can_roll_back
    files = RoundFiles(window.workspace.document.folder)
    assert [each.number for each in files.load()] == [2]
    assert [path.name for path in files.folder.glob("*.safetensors")] == ["round-2.safetensors"]


def test_a_model_of_ones_own_is_learned_on_from_where_nothing_was_learned(qtbot, box, requests, tmp_path):
    save_tiny(box / "own" / "mine.safetensors", names=NAMES, title="Mine")
    window = open_window(qtbot, tmp_path, exemplar_project())
    predicted = [replace(mark, model="Mine") for mark in marks("3.png", Origin.PREDICTED).placed()]
    document = window.workspace.document
    document.push(
        edits.take_predictions(
            document.project, [LandmarkSet("3.png", {m.name: m for m in predicted})], now=""
        )
    )
    correcting = window.controllers.corrections
    assert correcting.can_train
    correcting.train()
    wait(qtbot, window)
    assert requests[-1].start().card.title == "Mine"
    assert {mark.x for mark in document.project.landmarks("3.png").placed()} == {9.0}  # its points too
    correcting.roll_back()
    assert {mark.model for mark in document.project.landmarks("3.png").placed()} == {"Mine"}
    assert (box / "own" / "mine.safetensors").exists()
    window.close()


def test_registration_goes_on_with_a_few_of_all_corrected_films_and_goes_back(
    qtbot, window, requests, monkeypatch
):
    def alone(request):
        requests.append(request)
        yield Progress("registration", 1, 2)
        return replace(propagated(), method="registration (instance)")

    def again(request):
        requests.append(request)
        yield Progress("registration", 1, 2)
        return replace(moved_run(), learned=None, method="registration (instance)")

    monkeypatch.setattr(propagation, "propagation", alone)
    monkeypatch.setattr(corrections, "propagation", again)
    correcting, document = window.controllers.corrections, window.workspace.document
    window.settings.set("propagation", "registration")
    window.controllers.propagation.propagate()
    wait(qtbot, window)
    before = document.project.landmarks("3.png")
    correct(window, "2.png")
    correcting.train()
    wait(qtbot, window)
    request = requests[-1]
    assert (request.start, request.work, request.few_registered) == (None, None, True)
    assert request.settings().method is Method.REGISTRATION
    assert request.settings().most_registered == FEW_REGISTERED
    assert correcting.model_file is None
    assert {mark.x for mark in document.project.landmarks("3.png").placed()} == {9.0}
    window.workspace.document.open(document.project, folder=document.folder)  # another day
    assert correcting.can_roll_back
    found = document.project.landmarks("3.png")
    named = [replace(mark, model="registration (instance)") for mark in found.placed()]
    document.push(edits.change(document.project, "", sets={"3.png": found.with_landmarks(named)}))
    correcting.roll_back()
    assert document.project.landmarks("3.png") == before


def test_what_cannot_be_trained_is_said(tmp_path):
    project = exemplar_project()
    films = {name: replace(film, exemplar=False) for name, film in project.films.items()}
    single = LandmarkSet("1.png", {"A": project.landmarks("1.png").get("A")})
    settings = None  # neither is asked for anything
    with pytest.raises(Exception, match="No film is corrected as a whole yet"):
        correction_request(replace(project, films=films, sets={"1.png": single}), tmp_path, settings, tiny)
    every = {film: marks(film, Origin.CORRECTED) for film in films}
    with pytest.raises(Exception, match="nothing left to predict"):
        correction_request(replace(project, sets=every), tmp_path, settings, tiny)


def test_as_many_rounds_are_kept_as_there_is_room_for_and_damaged_ones_are_none(tmp_path):
    files = RoundFiles(tmp_path / "films")
    before = Parts(
        sets={"f": marks("f", Origin.PREDICTED), "bare": None},
        films={"f": FilmRecord("f", sources=("e",), doubt="odd"), "bare": FilmRecord("bare", unfit="no")},
        opinions={
            "f": FilmOpinions("run", {"prediction": {"A": (1.0, 2.0)}}, {"A": (3.0, 4.0)}, 0.9),
            "bare": None,
        },
    )
    rounds = ()
    for number in range(6):
        rounds = with_round(rounds, LearnedRound(number, "run", {"f": "ab"}, before if number else None))
        for _ in files.keeping(rounds, tiny(NAMES)):
            pass
    assert files.load() == rounds
    assert [each.number for each in rounds] == [2, 3, 4, 5]
    assert len(list(files.folder.glob("*.safetensors"))) == 4
    files.model(rounds[0]).unlink()
    assert files.load() == rounds[1:]
    (files.folder / "rounds.json").write_text('{"rounds": [{"number": "x"}]}')
    assert files.load() == ()


def test_the_digest_of_a_film_is_another_one_with_each_point_of_a_person():
    bare = marks("f", Origin.PREDICTED)
    assert points_digest(bare) == ""
    one = bare.with_landmarks([Landmark("A", 1.0, 2.0, Presence.PRESENT, Origin.CORRECTED)])
    moved = bare.with_landmarks([Landmark("A", 1.0, 2.5, Presence.PRESENT, Origin.CORRECTED)])
    accepted = bare.with_landmarks([Landmark("A", 1.0, 2.0, Presence.PRESENT, Origin.ACCEPTED)])
    digests = {points_digest(each) for each in (one, moved, accepted)}
    assert len(digests) == 3
    assert "" not in digests
    assert points_digest(one) == points_digest(one.with_landmarks([replace(bare.get("B"), x=99.0)]))


def at(film, *places):
    points = {
        name: Landmark(name, x, y, Presence.PRESENT, origin)
        for name, (x, y, origin) in zip("ABC", places, strict=False)
    }
    return LandmarkSet(film, points)


def test_moves_are_in_millimetres_where_these_are_known_and_the_farthest_come_first():
    facts = FilmFacts(spacing=Spacing(0.5, 0.25, SpacingSource.TYPED))
    films = {"mm": FilmRecord("mm", facts), "px": FilmRecord("px")}
    machine, person = Origin.PREDICTED, Origin.CORRECTED
    before = Project(
        films=films,
        sets={
            "mm": at("mm", (0, 0, machine), (0, 0, machine), (0, 0, machine)),
            "px": at("px", (0, 0, machine)),
        },
    )
    after = replace(
        before,
        sets={
            "mm": at("mm", (6, 16, machine), (2, 0, machine), (9, 9, person)),
            "px": at("px", (30, 40, machine)),
        },
    )
    found = edits.moves_between(before, after, ("mm", "px"))
    assert [(move.film, move.landmark, move.px, move.mm) for move in found] == [
        ("mm", "A", pytest.approx(17.088, abs=1e-3), 5.0),
        ("mm", "B", 2.0, 1.0),
        ("px", "A", 50.0, None),
    ]
    assert moved_words(found) == (
        "3 points on 2 films moved, half of them by less than 1.00 mm, 1 by more than 2 mm. "
        "A person's points stayed where they are."
    )
    assert moved_words(()) == "No point moved."


def test_taking_back_leaves_what_a_person_or_another_run_has_placed_since():
    def mark(name, x, origin=Origin.PREDICTED, model=TRAINED):
        return Landmark(name, x, 1.0, Presence.PRESENT, origin, model=model)

    old = LandmarkSet("f", {n: mark(n, 1.0, model="one-shot (quick)") for n in "ABC"})
    now = LandmarkSet(
        "f",
        {
            "A": mark("A", 5.0),
            "B": mark("B", 6.0, Origin.ACCEPTED),
            "C": mark("C", 7.0, model="Head"),
            "D": mark("D", 8.0),
        },
    )
    film = FilmRecord("f", sources=("e", "f2"), doubt="")
    project = Project(Scheme(tuple("ABCD")), films={"f": film}, sets={"f": now})
    before = Parts(sets={"f": old, "gone": None}, films={"f": replace(film, sources=("e",), doubt="odd")})
    step = edits.take_back(project, before, TRAINED, "Roll back")
    kept = project.with_parts(step.after)
    assert {mark.name: mark.x for mark in kept.landmarks("f").placed()} == {"A": 1.0, "B": 6.0, "C": 7.0}
    assert (kept.film("f").sources, kept.film("f").doubt) == (("e",), "odd")
    assert edits.take_back(kept, before, TRAINED, "Roll back").is_empty
    said, earlier = FilmOpinions(TRAINED, {}), FilmOpinions("one-shot (quick)", {})
    project = replace(project, opinions={"f": said})
    for then in ({"f": earlier}, {"f": None}, {}):
        step = edits.take_back(project, replace(before, opinions=then), TRAINED, "Roll back")
        assert step.after.opinions == {"f": then.get("f")}
    other = replace(project, opinions={"f": FilmOpinions("Head", {})})  # another model was asked since
    assert not edits.take_back(other, before, TRAINED, "Roll back").after.opinions
    renamed = project.with_parts(edits.rename_landmark(project, "A", "Sella").after)
    with pytest.raises(EngineError, match="undo that first"):
        edits.take_back(renamed, before, TRAINED, "Roll back")


@pytest.fixture
def many(qtbot, tmp_path, box, requests):
    """A window on ten films, of which the first one is the exemplar."""
    window = open_window(qtbot, tmp_path, exemplar_project(films=10))
    yield window
    window.close()


def decide(window, film, names=NAMES):
    """A person places points of a film, or moves those that are there."""
    document = window.workspace.document
    for name in names:
        placed = document.project.landmarks(film).get(name).position is not None
        edit = edits.move if placed else edits.place
        document.push(edit(document.project, film, name, 7.0, 8.0, now="then"))


@pytest.mark.parametrize(("learned", "what"), [(True, "learn on from them"), (False, "register the others")])
def test_after_five_corrected_films_the_bar_offers_to_go_on_from_them_once(
    qtbot, many, requests, monkeypatch, learned, what
):
    def first(request):
        yield Progress("registration", 1, 2)
        return replace(propagated(tiny(NAMES) if learned else None), seconds=60.0)

    monkeypatch.setattr(propagation, "propagation", first)
    notice, correcting = many.views.notice, many.controllers.corrections
    many.controllers.propagation.propagate()
    wait(qtbot, many)
    for number in range(2, 6):
        decide(many, f"{number}.png")
    assert "corrected:" not in notice.text
    decide(many, "6.png", ("A",))  # in part
    assert "corrected:" not in notice.text
    decide(many, "6.png", ("B",))
    assert notice.text.startswith(f"5 films corrected: {what}")
    assert f"about {'1' if learned else '6'} min?" in notice.text
    many.workspace.messages.note("Something else.")
    decide(many, "7.png")
    assert notice.text == "Something else."  # it was said once
    correcting.train()
    wait(qtbot, many)
    assert len(requests[-1].exemplars) == 7


def test_the_button_of_the_offer_trains_and_a_persons_points_stay(qtbot, many, requests):
    notice, document = many.views.notice, many.workspace.document
    many.controllers.propagation.propagate()
    wait(qtbot, many)
    for number in range(2, 7):
        decide(many, f"{number}.png")
    assert notice.text.startswith("5 films corrected: ")
    assert "about" not in notice.text or "1 s" in notice.text
    human = {film: document.project.landmarks(film) for film in ("1.png", "2.png", "6.png")}
    qtbot.mouseClick(notice._act, Qt.MouseButton.LeftButton)
    wait(qtbot, many)
    assert [each.film for each in requests[-1].exemplars] == [f"{number}.png" for number in range(1, 7)]
    assert {film: document.project.landmarks(film) for film in human} == human
