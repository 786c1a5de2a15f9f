"""Films that do not fit a model, and predictions of models among those of exemplars."""

import pytest

from app.document import edits
from app.document.film import FilmRecord
from app.document.name_matching import matched
from app.document.project import FilmState, Project
from app.storage.codec import decode_film, encode_film
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

NOW = "2026-01-01T12:00:00.000Z"
WHY = "Another anatomy."


def mark(name, origin=Origin.PREDICTED, model="Head"):
    return Landmark(name, 5.0, 6.0, Presence.PRESENT, origin, model=model)


def marks(film, *own):
    return LandmarkSet(film, {one.name: one for one in own})


@pytest.fixture
def project():
    films = {name: FilmRecord(name, sources=("1.png",)) for name in ("2.png", "3.png")}
    films["1.png"] = FilmRecord("1.png", exemplar=True)
    sets = {"2.png": marks("2.png", mark("A"), mark("B", Origin.ANNOTATED, ""), mark("C"))}
    return Project(Scheme(("A", "B", "C")), films, sets)


def done(project, change):
    return project.with_parts(change.after)


def test_a_film_that_does_not_fit_keeps_no_prediction_of_the_model_and_all_of_a_person(project):
    after = done(
        project, edits.mark_unfit(project, {"2.png": WHY, "3.png": WHY, "gone.png": WHY}, ("A", "B"))
    )
    assert set(after.landmarks("2.png").landmarks) == {"B", "C"}
    assert after.landmarks("2.png").get("B") == project.landmarks("2.png").get("B")
    assert {name: film.unfit for name, film in after.films.items()} == {
        "1.png": "",
        "2.png": WHY,
        "3.png": WHY,
    }


def test_exemplars_and_excluded_films_are_never_marked(project):
    project = done(project, edits.set_excluded(project, ["3.png"], "blurred"))
    assert edits.mark_unfit(project, {"1.png": WHY, "3.png": WHY}, ("A",)).is_empty


def test_the_state_of_a_film_says_that_it_does_not_fit_until_there_is_more_to_say(project):
    after = done(project, edits.mark_unfit(project, {"2.png": WHY, "3.png": WHY}, ("A", "B", "C")))
    assert after.state("3.png") is FilmState.UNFIT
    assert after.state("2.png") is FilmState.STARTED
    found = marks("3.png", mark("A"))
    again = done(after, edits.take_predictions(after, [found], now=NOW, sources=()))
    assert again.state("3.png") is FilmState.PREDICTED
    assert again.film("3.png").unfit == ""


def test_why_a_film_does_not_fit_is_kept_in_the_project_file():
    film = FilmRecord("2.png", unfit=WHY)
    assert decode_film("2.png", encode_film(film)) == film


def test_predictions_of_a_model_come_from_no_exemplar_unless_older_ones_stay(project):
    all_ = [marks(film, *(mark(name) for name in "ABC")) for film in ("2.png", "3.png")]
    after = done(project, edits.take_predictions(project, all_, now=NOW, sources=(), text="Predict 2 films"))
    assert {after.film(film).sources for film in ("2.png", "3.png")} == {()}
    some = [marks("2.png", mark("A"))]
    after = done(project, edits.take_predictions(project, some, now=NOW, sources=()))
    assert after.film("2.png").sources == ("1.png",)  # C still does


def test_names_of_a_model_are_known_by_other_spellings_on_either_side():
    own = Scheme(("S", "Nasion", "Gonion"), {"Gonion": ("Go",)})
    model = Scheme(("Sella", "nasion", "Go", "Porion"), {"Sella": ("S",)})
    assert matched(model, model.names, own) == {"Sella": "S", "nasion": "Nasion", "Go": "Gonion"}


def test_numbered_landmarks_are_matched_by_order_where_there_are_as_many():
    model = Scheme(("Sella", "Nasion"))
    assert matched(model, model.names, Scheme(("1", "2"))) == {"Sella": "1", "Nasion": "2"}
    assert matched(model, model.names, Scheme(("1", "2", "3"))) == {}


def test_two_names_of_a_model_never_become_one_landmark():
    model = Scheme(("Sella", "S"))
    assert matched(model, model.names, Scheme(("Sella",), {"Sella": ("S",)})) == {"Sella": "Sella"}
