"""Which of several models fits a film: by what they see on it, in whatever order films come."""

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from bar_models import Bars, bar_film, bar_model, save_bars, save_film, strange_film
from spot_films import SPOTS, contrast_model, spot_film
from spot_films import save_film as save_spots
from stopped_runs import stopped
from tiny_models import save_tiny, tiny

from engine.errors import EngineError, PropagationError
from engine.models.checkpoint import Model, load_model, save_model
from engine.models.model_card import ModelCard
from engine.models.model_files import summarise
from engine.models.reference import Framing
from engine.models.trained_model import Fit, KeptExemplar
from engine.oneshot.propagate import FilmSource
from engine.operation import run
from engine.prediction import picking
from engine.prediction.picking import Candidate, can_tell, find_out_which, installed_candidates, which_fits
from engine.prediction.predict import PredictionSettings, found_as_it_is, predict
from engine.runtime.run_store import RunStore
from engine.runtime.side_by_side import read_and_worked

ON_CPU = PredictionSettings("cpu")
RADIOGRAPHS = Path(__file__).resolve().parents[4] / "shared" / "radiographs"


def candidate(bars, title="", **how):
    title = title or bars.name
    return of_model(title, bar_model(bars, title, **how))


def of_model(title, learned):
    return Candidate(title, learned.scheme, lambda: learned)


BOX = sorted(Path("resources/models").resolve().glob("*.safetensors"))
ROWS, COLUMNS = candidate(Bars.ROWS), candidate(Bars.COLUMNS)


@pytest.fixture
def folder(tmp_path):
    """Films by kind: "r" shows rows, "c" columns, "x" neither."""

    def films(kinds):
        random, sources = np.random.default_rng(7), []
        for number, kind in enumerate(kinds):
            at = tuple(random.integers(4, 28, 2))
            shown = {"r": Bars.ROWS, "c": Bars.COLUMNS}.get(kind)
            pixels = strange_film() if shown is None else bar_film(shown, at)
            name = f"{kind}{number:02}.png"
            save_film(tmp_path / name, pixels)
            sources.append(FilmSource(name, tmp_path / name))
        return sources

    return films


def picked(films, candidates, settings=ON_CPU, store=None):
    return run(find_out_which(films, candidates, settings, store))


def facts(found):
    """All that was found, as values that compare to the bit."""
    result = found.propagation
    return (
        {part.candidate.title: set(part.films) for part in found.parts},
        dict(result.sets),
        dict(result.unfit),
        {film: {who: at.tobytes() for who, at in each.items()} for film, each in result.opinions.items()},
    )


@pytest.fixture
def asked(monkeypatch):
    """The titles of the models that look at films, one for each look."""
    titles, look = [], picking.found_as_it_is

    def noted(pixels, detector):
        titles.append(detector.learned.card.title)
        return look(pixels, detector)

    monkeypatch.setattr(picking, "found_as_it_is", noted)
    return titles


def test_each_film_of_a_mixed_folder_is_predicted_by_the_model_of_its_anatomy(folder):
    films = folder("rcrrc")
    found = picked(films, (COLUMNS, ROWS))
    assert [(part.candidate.title, part.films) for part in found.parts] == [
        ("ROWS", ("r00.png", "r02.png", "r03.png")),
        ("COLUMNS", ("c01.png", "c04.png")),
    ]
    for film in films:
        kind = ROWS if film.identity[0] == "r" else COLUMNS
        alone = run(predict([film], kind.load(), ON_CPU)).sets[film.identity]
        marks = found.propagation.sets[film.identity]
        assert found.schemes[film.identity] == kind.load().scheme
        assert [(mark.name, mark.position, mark.model) for mark in marks.placed()] == [
            (mark.name, mark.position, kind.title) for mark in alone.placed()
        ]
    assert list(found.propagation.sets) == [film.identity for film in films]
    assert found.scheme.names == (*Bars.ROWS.value, *Bars.COLUMNS.value)
    assert found.propagation.notes[:2] == ("ROWS fits 3 films.", "COLUMNS fits 2 films.")


def test_a_film_that_no_model_fits_gets_no_points_and_one_sentence(folder):
    found = picked(folder("rx"), (ROWS, COLUMNS))
    assert list(found.propagation.sets) == ["r00.png"]
    assert found.propagation.unfit == {
        "x01.png": "No model at hand fits this film (tried: ROWS, COLUMNS): import a model of its anatomy, "
        "or annotate it by hand."
    }
    assert "1 film got no points, as no model fits: x01.png." in found.propagation.notes
    alone = picked(folder("x"), (ROWS, COLUMNS))
    assert (alone.parts, alone.main, list(alone.propagation.unfit)) == ((), ROWS, ["x00.png"])


def test_neither_the_order_of_films_nor_what_is_computed_at_once_changes_anything(folder):
    films = folder("rrcxrcccrx")
    weak = candidate(Bars.ROWS, "Weak rows", height=0.8)
    models = (weak, COLUMNS, ROWS)
    first = picked(films, models)
    assert facts(picked(films[::-1], models)) == facts(first)
    usual = torch.get_num_threads()
    try:
        for threads in (1, 3):
            torch.set_num_threads(threads)
            assert facts(picked(films, models)) == facts(first)
    finally:
        torch.set_num_threads(usual)


def test_of_many_films_each_is_looked_at_on_one_thread_and_one_alone_on_all(folder, monkeypatch):
    look, threads, usual = picking.found_as_it_is, set(), torch.get_num_threads()

    def counted(pixels, detector):
        threads.add(torch.get_num_threads())
        return look(pixels, detector)

    monkeypatch.setattr(picking, "found_as_it_is", counted)
    try:
        torch.set_num_threads(2)
        for kinds, wanted in (("r", {2}), ("rc", {1}), ("rcrrcr", {1})):
            for find in (find_out_which, which_fits):
                run(find(folder(kinds), (ROWS, COLUMNS), ON_CPU))
                assert threads == wanted
                threads.clear()
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(usual)


def test_where_a_gpu_looks_films_are_read_beside_it_and_nothing_else_changes(folder, monkeypatch):
    films, readers, read = folder("rrcxrcccrx"), {}, picking.read_image
    damaged = films[0].path.parent / "r99.png"
    damaged.write_bytes(b"")
    films.append(FilmSource(damaged.name, damaged))
    here = picked(films, (ROWS, COLUMNS))

    def noted(path):
        readers[path.name] = threading.get_ident()
        return read(path)

    def as_on_a_gpu(read, work, items, _device, _of_many):
        return read_and_worked(read, work, items, torch.device("cuda"))

    monkeypatch.setattr(picking, "read_image", noted)
    monkeypatch.setattr(picking, "read_and_worked", as_on_a_gpu)
    beside = picked(films, (ROWS, COLUMNS))
    assert facts(beside) == facts(here)
    assert beside.propagation.unreadable == here.propagation.unreadable != {}
    assert len(readers) == len(films)
    here = {name for name, reader in readers.items() if reader == threading.get_ident()}
    assert here == {min(readers)}  # the others are asked in the order that this film gives


def test_a_film_that_its_folder_s_model_fits_clearly_is_shown_to_no_other(folder, asked):
    found = picked(folder("r" * 12), (COLUMNS, ROWS))
    assert len(found.propagation.sets) == 12
    assert (asked.count("COLUMNS"), asked.count("ROWS")) == (1, 12)


def test_a_film_that_its_folder_s_model_refuses_is_shown_to_the_others(folder, asked):
    found = picked(folder("c" * 10 + "r"), (ROWS, COLUMNS))
    assert found.schemes["r10.png"].names == Bars.ROWS.value
    assert len(asked) == 2 + 9 + 2


def test_two_models_of_one_anatomy_do_not_take_turns_in_a_folder(folder):
    films = folder("r" * 9)
    good, better = candidate(Bars.ROWS, "Good"), candidate(Bars.ROWS, "Better", height=1.1)
    for models in ((good, better), (better, good)):
        found = picked(films, models)
        assert [(part.candidate, len(part.films)) for part in found.parts] == [(models[0], 9)]


def test_a_model_that_the_first_film_prefers_is_asked_first_about_the_others(folder, asked):
    films, weak = folder("r" * 9), candidate(Bars.ROWS, "Weak", height=0.9)
    found = picked(films, (weak, ROWS))
    assert [(part.candidate.title, len(part.films)) for part in found.parts] == [("ROWS", 9)]
    assert (asked.count("Weak"), asked.count("ROWS")) == (1, 9)


def test_a_model_is_loaded_once_and_only_when_it_is_asked(folder):
    loaded, usual = [], torch.get_num_threads()

    def counted(each):
        def load():
            loaded.append(each.title)
            return each.load()

        return replace(each, load=load)

    models = tuple(counted(each) for each in (ROWS, COLUMNS))
    try:
        for threads in (1, 2):
            torch.set_num_threads(threads)
            for find in (find_out_which, which_fits):
                for kinds, needed in (("r", ["ROWS"]), ("rrrrrrr", ["ROWS"]), ("rc", ["COLUMNS", "ROWS"])):
                    run(find(folder(kinds), models, ON_CPU))
                    assert sorted(loaded) == needed
                    loaded.clear()
            assert list(picked(folder("x"), models).propagation.unfit) == ["x00.png"]
            assert sorted(loaded) == ["COLUMNS", "ROWS"]  # refused once all were asked
            loaded.clear()
    finally:
        torch.set_num_threads(usual)


def test_where_none_fits_clearly_the_best_one_is_taken_and_of_equals_the_first(folder):
    films = folder("r")
    fair, poor = candidate(Bars.ROWS, "Fair", height=0.9), candidate(Bars.ROWS, "Poor", height=0.8)
    twin = replace(fair, title="Twin")
    assert picked(films, (poor, fair, twin)).main == fair
    assert picked(films, (twin, poor, fair)).main == twin
    mixed = picked(folder("r" + "c" * 9), (poor, COLUMNS, fair))  # the folder's model is another one
    assert mixed.propagation.sets["r00.png"].placed()[0].model == "Fair"


def test_a_negative_that_no_model_fits_as_it_is_is_read_as_one(tmp_path):
    save_spots(tmp_path / "negative.png", 1.0 - spot_film(SPOTS))
    strict = of_model("Strict", replace(ROWS.load(), fit=Fit(9.0, 0.1)))
    films = [FilmSource("negative.png", tmp_path / "negative.png")]
    found = picked(films, (strict, of_model("Spots", contrast_model())))
    places = [mark.position for mark in found.propagation.sets["negative.png"].placed()]
    assert np.linalg.norm(np.array(places) - SPOTS, axis=1).max() < 1.0
    assert "negative.png was read as a negative." in found.propagation.notes


def test_a_stopped_search_goes_on_and_ends_the_same(tmp_path, folder, asked):
    films, models = folder("rcrrcrxr"), (COLUMNS, ROWS)
    whole = facts(picked(films, models))
    store = RunStore.of_run(tmp_path / "work", {"films": 1})
    stopped(find_out_which(films, models, ON_CPU, store), lambda step: step.done >= 6)
    del asked[:]
    assert facts(picked(films, models, store=store)) == whole
    assert 0 < len(asked) <= 6  # the film that none fits, and what was not looked at


def test_a_search_that_stops_while_models_are_put_in_order_ends_the_same(tmp_path, folder, asked):
    films = folder("rcrrcrxr")
    models = (COLUMNS, candidate(Bars.ROWS, "Weak", height=0.9), ROWS)
    whole, looks = facts(picked(films, models)), len(asked)
    for done in (1, 2, 3):
        store = RunStore.of_run(tmp_path / str(done), {"films": 1})
        stopped(find_out_which(films, models, ON_CPU, store), lambda step, done=done: step.done >= done)
        del asked[:]
        assert facts(picked(films, models, store=store)) == whole
        assert len(asked) < looks


def test_a_project_learns_which_model_fits_most_films_from_five_of_them(folder, asked):
    films = folder("rcrcrcrcrr")
    for given in (films, films[::-1]):
        found = run(which_fits(given, (COLUMNS, ROWS), ON_CPU))
        assert [(each.title, count) for each, count in found.fitting] == [("ROWS", 3), ("COLUMNS", 2)]
    assert len(asked) == 2 * (2 + 3 * 2)
    assert dict(found.refused) == {}


def test_what_a_search_has_seen_is_predicted_without_another_look(folder, monkeypatch):
    films, steps = folder("rcr"), []
    seen = run(which_fits(films, (COLUMNS, ROWS), ON_CPU)).found
    assert list(seen) == ["r00.png", "r02.png"]
    of_rows = [film for film in films if film.identity in seen]
    anew = run(predict(of_rows, ROWS.load(), ON_CPU))
    monkeypatch.setattr("engine.prediction.predict.find_landmarks", None)
    again = run(predict(of_rows, ROWS.load(), ON_CPU, seen), steps.append)
    assert (again.sets, again.notes) == (anew.sets, anew.notes)
    assert [marks.film for step in steps for marks in step.found] == list(seen)


def test_the_one_film_that_is_left_of_many_is_looked_at_on_one_thread(folder, monkeypatch):
    films, look, threads, usual = folder("rr"), found_as_it_is, [], torch.get_num_threads()
    seen = run(which_fits(films[:1], (ROWS, COLUMNS), ON_CPU)).found

    def counted(pixels, detector):
        threads.append(torch.get_num_threads())
        return look(pixels, detector)

    monkeypatch.setattr("engine.prediction.predict.found_as_it_is", counted)
    try:
        torch.set_num_threads(2)
        run(predict(films, ROWS.load(), ON_CPU, seen))
        run(predict(films[1:], ROWS.load(), ON_CPU))
    finally:
        torch.set_num_threads(usual)
    assert threads == [1, 2]


def test_where_none_of_the_five_films_fits_more_are_looked_at_until_one_does(tmp_path, folder):
    films = folder("x" * 8)
    save_film(tmp_path / "z.png", bar_film(Bars.ROWS))
    last = FilmSource("z.png", tmp_path / "z.png")
    for given in ([*films, last], [last, *films]):
        found = run(which_fits(given, (COLUMNS, ROWS), ON_CPU))
        assert [(each.title, count) for each, count in found.fitting] == [("ROWS", 1)]
    nothing = run(which_fits(films, (ROWS, COLUMNS), ON_CPU))
    assert (nothing.fitting, len(nothing.refused)) == ((), 8)


def test_films_that_cannot_be_read_or_show_nothing_are_named_and_the_rest_go_on(tmp_path, folder):
    (tmp_path / "b.png").write_bytes(b"no film")
    save_film(tmp_path / "e.png", np.zeros((70, 60), np.uint8))
    films = [FilmSource(name, tmp_path / name) for name in ("b.png", "e.png")]
    found = picked([*films, *folder("rc")], (ROWS, COLUMNS)).propagation
    assert (list(found.sets), list(found.unreadable)) == (["r00.png", "c01.png"], ["b.png"])
    assert list(found.unfit) == ["e.png"]
    with pytest.raises(PropagationError, match="None of the films can be read"):
        picked(films[:1], (ROWS, COLUMNS))
    with pytest.raises(PropagationError, match="no film to predict"):
        picked([], (ROWS,))


def test_a_model_that_cannot_tell_what_fits_it_is_no_candidate(folder):
    blind = replace(ROWS.load(), fit=None)
    exemplar = KeptExemplar("e.png", np.zeros((4, 4), np.float32), np.zeros((2, 2)))
    assert can_tell(ROWS.load())
    assert not can_tell(blind)
    assert not can_tell(replace(ROWS.load(), exemplars=(exemplar,)))
    with pytest.raises(EngineError, match="Blind cannot tell which films it fits: name it"):
        picked(folder("r"), (of_model("Blind", blind),))
    with pytest.raises(EngineError, match="No model at hand can tell"):
        picked(folder("r"), ())


def test_a_model_that_cannot_be_asked_is_left_out_and_a_note_says_why(folder):
    def damaged():
        raise EngineError("bad.safetensors is damaged: import it again.")

    bad = Candidate("Bad", ROWS.scheme, damaged)
    films, steps = folder("rcrcrcx"), []
    found = run(find_out_which(films, (COLUMNS, bad, ROWS), ON_CPU), steps.append)
    said = "Bad was not asked. bad.safetensors is damaged: import it again."
    assert [step.message for step in steps if step.notice] == [said]
    assert found.propagation.notes[0] == said
    without = picked(films, (COLUMNS, ROWS))
    assert found.propagation.sets == without.propagation.sets
    assert {part.candidate.title: part.films for part in found.parts} == {
        part.candidate.title: part.films for part in without.parts
    }
    with pytest.raises(EngineError, match=r"bad\.safetensors is damaged"):
        picked(films, (bad,))


@pytest.fixture
def places(tmp_path, monkeypatch):
    box, own = tmp_path / "box", tmp_path / "own"
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: box)
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: own)
    return box, own


def test_candidates_are_all_installed_models_that_can_tell_each_once(places):
    box, own = places
    save_bars(box / "rows.safetensors", Bars.ROWS, "Rows")
    save_bars(own / "columns.safetensors", Bars.COLUMNS, "", card=ModelCard())
    save_tiny(own / "blind.safetensors", title="Blind")
    (own / "copy.safetensors").write_bytes((box / "rows.safetensors").read_bytes())
    (own / "bad.safetensors").write_bytes(b"x")
    candidates, notes = installed_candidates()
    assert [
        (each.title, each.path.name) for each in candidates
    ] == [  # what a person has made or brought first
        ("one-shot (quick) model", "columns.safetensors"),
        ("Rows", "copy.safetensors"),
    ]
    assert len(notes) == 2
    assert notes[0].startswith("bad.safetensors is no model")
    assert notes[1] == "Blind was not asked, as it cannot tell which films it fits."


def test_own_models_are_asked_first_then_the_head_of_the_box_and_what_shows_more_than_others(places):
    box, own = places
    for path in (*(box / name for name in ("arm", "chest", "head", "spine")), own / "arm", own / "head"):
        save_bars(path.with_suffix(".safetensors"), Bars.ROWS, f"{path.parent.name} {path.name}")
    titles = [each.title for each in installed_candidates()[0]]
    assert titles == ["own arm", "own head", "box head", "box spine", "box chest", "box arm"]


def test_a_header_says_whether_a_model_can_tell_without_its_weights(tmp_path):
    learned = ROWS.load()
    exemplar = KeptExemplar("e.png", np.zeros((4, 4), np.float32), np.zeros((2, 2)))
    kinds = (
        {"framing": Framing.FILM},
        {"framing": Framing.LANDMARKS, "finder": tiny().finder},
        {"framing": Framing.LANDMARKS, "finder": None},
        {"framing": Framing.FILM, "fit": None},
        {"framing": Framing.FILM, "exemplars": (exemplar,)},
    )
    for kind, tells in zip(kinds, (True, True, False, False, False), strict=True):
        model, path = replace(learned, **kind), tmp_path / "m.safetensors"
        save_model(path, Model({"": model}))
        assert (can_tell(model), summarise(path).domains[""].can_tell) == (tells, tells)


def test_where_no_installed_model_can_tell_that_is_said(places):
    save_tiny(places[0] / "blind.safetensors")
    with pytest.raises(EngineError, match="No model at hand can tell which films it fits: name the model"):
        installed_candidates()


@pytest.mark.skipif(not RADIOGRAPHS.is_dir(), reason="needs the films in ../shared/radiographs")
def test_each_model_of_the_box_takes_the_films_of_its_anatomy_and_no_other_film():
    films = [
        FilmSource(f"{kind}/{path.name}", path)
        for kind, count in (("head", 2), ("chest", 2), ("hand", 1), ("spine", 2))
        for path in sorted((RADIOGRAPHS / kind / "images").iterdir())[:count]
    ]
    box = [of_model(path.stem, load_model(path).domain()) for path in BOX]
    found = picked(films, (COLUMNS, *box))
    takes = {part.candidate.title: {film.split("/")[0] for film in part.films} for part in found.parts}
    assert takes == {path.stem: {path.stem} for path in BOX}
    counts = {film.split("/")[0]: len(marks.placed()) for film, marks in found.propagation.sets.items()}
    assert counts == {name: {"head": 19, "chest": 4, "spine": 68}[name] for name in takes}
    assert {film.split("/")[0] for film in found.propagation.unfit} == {"head", "chest", "hand", "spine"} - {
        *takes
    }
