"""Propagation as a whole: from film files and exemplars to predictions, and what can go wrong."""

import csv
import itertools
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image as Picture
from small_nets import tiny_config
from stopped_runs import stopped
from warped_films import USUAL, affine, anatomy, bend, landmarks, marks, on_grid, save, scaled, then, warped

from engine.errors import EngineError, PropagationError
from engine.geometry.coordinates import Size, mirror_points
from engine.io.images import read_image
from engine.landmarks import LandmarkSet, Origin, Scheme
from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.propagate import FilmSource, Method, PropagationSettings, RegistrationMethod, propagate
from engine.operation import run
from engine.registration.films import GridReader, LeftOut, grid_size
from engine.registration.instance import InstanceConfig
from engine.registration.pose import PoseFinder
from engine.runtime.run_lock import only_run

NAMES = ("p1", "p2", "p3", "p4", "left", "right")
SCHEME = Scheme(NAMES, pairs=(("left", "right"),))
CPU = PropagationSettings(Method.REGISTRATION, device="cpu")
QUICK = replace(CPU, instance=InstanceConfig(fine=192))  # where accuracy is not the question
HEAD = Path(__file__).resolve().parents[3].parent / "shared" / "radiographs" / "head"


def positions(own, names=NAMES):
    return np.array([own.get(name).position for name in names])


def missed(own, truth):
    return float(np.linalg.norm(positions(own) - truth, axis=1).mean())


class Folder:
    """An exemplar `e.png` and warped films of several sizes, with their true points."""

    def __init__(self, folder):
        self.folder = folder
        film, points = anatomy(), landmarks(count=len(NAMES))
        self.exemplar = marks("e.png", points, NAMES)
        self.truth = {"e.png": points}
        save(folder / "e.png", film)
        for name, warp in (("a.png", bend(5.0)), ("b.png", then(bend(3.0), affine(6, 1.05, (6, 4))))):
            save(folder / name, warped(film, warp[1]))
            self.truth[name] = warp[0](points)
        forward, back = then(bend(4.0), scaled(2))
        save(folder / "large.png", warped(film, back, Size(440, 560)))
        self.truth["large.png"] = forward(points)
        save(folder / "flipped.png", np.fliplr(warped(film, bend(5.0)[1])))
        self.truth["flipped.png"] = mirror_points(self.truth["a.png"], USUAL)
        (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")
        save(folder / "blank.png", np.full((280, 220), 0.5))

    def propagation(self, *names, exemplars=None, scheme=SCHEME, settings=CPU):
        sources = [FilmSource(name, self.folder / name) for name in names]
        return propagate(sources, [self.exemplar] if exemplars is None else exemplars, scheme, settings)

    def found(self, *names, **how):
        return run(self.propagation(*names, **how))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return Folder(tmp_path_factory.mktemp("films"))


@pytest.fixture(scope="module")
def outcome(folder):
    steps = []
    films = ("a.png", "broken.png", "e.png", "large.png", "flipped.png")
    return run(folder.propagation(*films), steps.append), steps


def test_points_of_all_films_are_found_whatever_their_size(outcome, folder):
    result, _ = outcome
    assert missed(result.sets["a.png"], folder.truth["a.png"]) < 1.5
    assert missed(result.sets["large.png"], folder.truth["large.png"]) < 3.0


def test_the_exemplar_is_not_predicted_and_the_order_is_the_callers(outcome):
    result, _ = outcome
    assert list(result.sets) == ["a.png", "large.png", "flipped.png"]
    assert result.exemplars == ("e.png",)
    assert result.method == "registration (instance)"
    assert result.device.startswith("cpu")
    assert result.seconds > 0


def test_a_film_that_cannot_be_read_is_reported_and_the_rest_go_on(outcome):
    result, _ = outcome
    assert list(result.unreadable) == ["broken.png"]
    assert result.unreadable["broken.png"].endswith(".")
    assert len(result.sets) == 3


def test_a_mirrored_film_is_marked_and_its_pairs_swap_names(outcome, folder):
    result, _ = outcome
    assert result.mirrored == {"a.png": False, "large.png": False, "flipped.png": True}
    truth = folder.truth["flipped.png"][[0, 1, 2, 3, 5, 4]]  # what was left is called right
    assert missed(result.sets["flipped.png"], truth) < 2.0


def test_without_pairs_a_mirrored_film_keeps_all_names(folder):
    result = folder.found("e.png", "flipped.png", scheme=Scheme(NAMES))
    assert missed(result.sets["flipped.png"], folder.truth["flipped.png"]) < 2.0


def test_confidences_are_ranks_and_everything_is_a_prediction(outcome):
    every = [mark for own in outcome[0].sets.values() for mark in own.placed()]
    confidences = sorted(mark.confidence for mark in every)
    assert confidences[0] == 0.0
    assert confidences[-1] == 1.0
    assert {mark.origin for mark in every} == {Origin.PREDICTED}
    assert all(mark.spread >= 0 and mark.error_radius is None for mark in every)


def test_progress_counts_up_to_all_films_and_shows_what_was_found(outcome):
    _, steps = outcome
    films = [step for step in steps if step.stage == "registration"]
    assert all(one.done <= other.done for one, other in itertools.pairwise(films))
    assert (films[-1].done, films[-1].total) == (4, 4)
    assert {own.film for step in steps for own in step.found} == {"a.png", "large.png", "flipped.png"}


def test_the_same_call_gives_the_same_bits(folder):
    first, again = (folder.found("e.png", "a.png", settings=QUICK).sets for _ in range(2))
    assert first == again


def test_an_exemplar_serves_with_the_landmarks_that_are_placed(folder):
    part = marks("e.png", folder.truth["e.png"][[0, 2]], ("p1", "p3"))
    found = folder.found("e.png", "a.png", exemplars=[part]).sets["a.png"]
    assert {mark.name for mark in found.placed()} == {"p1", "p3"}
    off = positions(found, ("p1", "p3")) - folder.truth["a.png"][[0, 2]]
    assert np.linalg.norm(off, axis=1).max() < 2.0


def test_several_exemplars_are_better_than_the_worst(folder):
    off = replace(folder.exemplar, film="b.png")  # a bad exemplar: e's points on another film
    films = ("e.png", "b.png", "a.png")
    bad, both = (folder.found(*films, exemplars=each) for each in ([off], [off, folder.exemplar]))
    truth = folder.truth["a.png"]
    assert missed(both.sets["a.png"], truth) < missed(bad.sets["a.png"], truth)
    assert list(both.sets) == ["a.png"]
    spread = [mark.spread for mark in both.sets["a.png"].placed()]
    assert np.mean(spread) > np.mean([mark.spread for mark in bad.sets["a.png"].placed()])


def test_simpleitk_goes_through_the_same_door(folder):
    settings = replace(CPU, registration=RegistrationMethod.SIMPLEITK)
    result = folder.found("e.png", "b.png", settings=settings)
    truth = folder.truth["b.png"]
    assert result.method == "registration (simpleitk)"
    assert missed(result.sets["b.png"], truth) < 0.35 * missed(folder.exemplar, truth)


@pytest.mark.parametrize(
    ("films", "exemplar", "message"),
    [
        (("a.png",), None, "There is no exemplar yet: place the landmarks of one film first"),
        (("e.png",), "e.png", "There is no film besides the exemplars: add the films"),
        (("a.png",), "gone.png", "The exemplar gone.png is not among the films: add it to the folder"),
        (("a.png", "broken.png"), "broken.png", r"The exemplar broken\.png cannot be read\. "),
        (("a.png", "blank.png"), "blank.png", r"The exemplar blank\.png cannot serve, .* all its pixels"),
    ],
)
def test_what_cannot_start_says_what_to_do(folder, films, exemplar, message):
    chosen = [] if exemplar is None else [replace(folder.exemplar, film=exemplar)]
    with pytest.raises(PropagationError, match=message):
        folder.found(*films, exemplars=chosen)


def test_an_exemplar_with_nothing_placed_is_none(folder):
    with pytest.raises(PropagationError, match="There is no exemplar yet"):
        folder.found("e.png", "a.png", exemplars=[LandmarkSet("e.png")])


def test_an_empty_exemplar_beside_a_placed_one_is_predicted_like_any_film(folder):
    both = [folder.exemplar, LandmarkSet("b.png")]
    result = folder.found("e.png", "b.png", "a.png", exemplars=both, settings=QUICK)
    assert set(result.sets) == {"a.png", "b.png"}
    assert result.exemplars == ("e.png",)


def test_a_landmark_outside_its_film_is_named(folder):
    points = folder.truth["e.png"].copy()
    points[2] = 100, 300
    with pytest.raises(PropagationError, match=r"p3 of the exemplar e\.png lies outside the film: move it"):
        folder.found("e.png", "a.png", exemplars=[marks("e.png", points, NAMES)])


@pytest.mark.parametrize("count", [1, 2, 6])
@pytest.mark.parametrize("registration", RegistrationMethod)
def test_a_blank_film_gets_no_points_and_a_reason_and_the_rest_go_on(folder, registration, count):
    part = marks("e.png", folder.truth["e.png"][:count], NAMES[:count])
    plan = replace(PRESETS[Preset.TEST], stage_one=tiny_config(epochs=1))
    settings = replace(QUICK, registration=registration, plan=plan)
    result = folder.found("blank.png", "e.png", "a.png", exemplars=[part], settings=settings)
    assert list(result.sets) == ["a.png"]
    assert {mark.name for mark in result.sets["a.png"].placed()} == set(NAMES[:count])
    assert list(result.unfit) == ["blank.png"]
    assert result.unfit["blank.png"].startswith("Nothing can be found on this film, as all its pixels are")
    assert "blank.png" not in {*result.mirrored, *result.unreadable}


def test_two_runs_at_once_for_one_result_are_refused_in_a_sentence(folder, tmp_path):
    settings = replace(QUICK, work=tmp_path / "work")
    with only_run(settings.work), pytest.raises(EngineError, match="Another run that makes this very result"):
        folder.found("e.png", "a.png", settings=settings)
    assert list(folder.found("e.png", "a.png", settings=settings).sets) == ["a.png"]


def test_blank_films_alone_are_named_and_end_nothing(folder):
    result = folder.found("blank.png", "e.png", settings=QUICK)
    assert (dict(result.sets), list(result.unfit)) == ({}, ["blank.png"])


def test_a_film_that_no_map_fits_leaves_the_others_alone(folder, monkeypatch):
    find = PoseFinder.find

    def flat(self, film):
        found = find(self, film)
        return torch.zeros_like(found) if film.shape[-1] == film.shape[-2] else found

    monkeypatch.setattr(PoseFinder, "find", flat)
    save(folder.folder / "square.png", anatomy(Size(220, 220)))
    result = folder.found("e.png", "square.png", "a.png", settings=QUICK)
    assert (list(result.sets), list(result.unfit)) == (["a.png"], ["square.png"])
    assert result.unfit["square.png"].startswith("Registration cannot lay an exemplar on this film")


def test_a_point_beyond_the_film_is_left_out_with_a_note(folder):
    points, cut = folder.truth["e.png"], 150
    on = points[:, 1] < cut
    assert 0 < on.sum() < len(points)
    save(folder.folder / "cut.png", anatomy()[:cut])
    steps = []
    result = run(folder.propagation("e.png", "cut.png"), steps.append)
    names = [name for name, there in zip(NAMES, on, strict=True) if there]
    gone = ", ".join(name for name in NAMES if name not in names)
    assert [mark.name for mark in result.sets["cut.png"].placed()] == names
    beyond = f"On cut.png registration places {gone} beyond the edge: left unplaced."
    assert result.notes == (beyond, CPU.compared_by)
    assert [mark.name for step in steps for own in step.found for mark in own.placed()] == names


def test_cancelling_works_wherever_the_run_is(folder):
    steps = len(list(folder.propagation("e.png", "a.png", settings=QUICK)))
    assert steps > 5
    for stop in sorted({0, 1, steps // 3, steps - 1}):
        operation = folder.propagation("e.png", "a.png", settings=QUICK)
        stopped(operation, stop + 1)
        with pytest.raises(StopIteration):
            next(operation)
    assert torch.is_grad_enabled()  # nothing is left switched off


def test_grids_have_the_wanted_longest_side_and_whole_cells():
    for size in (Size(2000, 2400), Size(300, 3000), Size(384, 384), Size(5000, 200), Size(7, 9)):
        grid = grid_size(size, 384)
        assert max(grid.width, grid.height) == 384
        assert min(grid.width, grid.height) >= 48
        assert (grid.width % 16, grid.height % 16) == (0, 0)


def test_points_survive_the_way_to_the_grid_and_back():
    film = on_grid(np.zeros((301, 217)))
    points = np.array([[0.0, 0.0], [100.5, 33.25], [216.0, 300.0]])
    np.testing.assert_allclose(film.to_original(film.to_grid(points)), points, atol=1e-4)
    assert film.scale == pytest.approx(301 / 384, rel=0.03)


def test_never_more_than_a_few_films_wait_in_memory(tmp_path, monkeypatch):
    # every film has a grid of its own, so that no batch ever fills
    paths = {}
    for number in range(30):
        name = f"{number}.png"
        save(tmp_path / name, np.eye(200, 30 + 10 * number))
        paths[name] = tmp_path / name
    read: list[str] = []
    given: list[str] = []

    def counting(path):
        read.append(path.name)
        return read_image(path)

    monkeypatch.setattr("engine.registration.films.read_image", counting)
    for batch in GridReader(64, torch.device("cpu")).batches(paths, LeftOut()):
        assert len({film.grid for film in batch}) == 1
        given += [film.identity for film in batch]
        assert len(read) - len(given) <= 16
    assert sorted(given) == sorted(paths)


@pytest.mark.skipif(not HEAD.exists(), reason="needs the head radiographs in ../shared/radiographs")
def test_real_films_score_as_well_mirrored(tmp_path):
    with (HEAD / "landmarks.csv").open(encoding="utf-8", newline="") as file:
        rows = {
            row[0]: np.array(row[1:], dtype=float).reshape(-1, 2)
            for row in csv.reader(file)
            if row[0] != "image"
        }
    names = tuple(json.loads((HEAD / "landmark_names.json").read_text(encoding="utf-8")))
    sources, truth = [FilmSource("125", HEAD / "images" / "125.jpg")], {}
    for film in ("001", "002", "003"):
        path = HEAD / "images" / f"{film}.jpg"
        with Picture.open(path) as picture:
            size = Size(*picture.size)
            picture.transpose(Picture.Transpose.FLIP_LEFT_RIGHT).save(tmp_path / f"{film}.png")
        sources += [FilmSource(film, path), FilmSource(f"flipped {film}", tmp_path / f"{film}.png")]
        truth[film], truth[f"flipped {film}"] = rows[film], mirror_points(rows[film], size)
    result = run(propagate(sources, [marks("125", rows["125"], names)], Scheme(names), CPU))
    off = {
        film: np.linalg.norm(positions(own, names) - truth[film], axis=1).mean()
        for film, own in result.sets.items()
    }
    assert result.mirrored == {film: film.startswith("flipped") for film in truth}
    plain = np.mean([off[film] for film in off if not film.startswith("flipped")])
    flipped = np.mean([off[film] for film in off if film.startswith("flipped")])
    assert flipped == pytest.approx(plain, rel=0.1)
