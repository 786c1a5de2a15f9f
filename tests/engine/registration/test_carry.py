"""How a run carries on: batches that are too much for memory, films without a map, blank films."""

import numpy as np
import pytest
import torch
from PIL import Image

from engine.errors import PropagationError
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.operation import run
from engine.registration.carry import carry, in_halves, ready_exemplars
from engine.registration.films import Carried, GridFilm, GridReader, LeftOut
from engine.runtime.distributed import Ranks

CPU = torch.device("cpu")
WHY = "{} cannot be registered: there is too little memory"


def films(*names):
    return [GridFilm(name, np.eye(8, dtype=np.float32), torch.eye(8)[None, None]) for name in names]


SHORT = (
    torch.OutOfMemoryError("CUDA out of memory."),
    MemoryError("Unable to allocate 2.00 GiB"),
    RuntimeError("std::bad_alloc"),
)


def answers(batches, most=8, too_large=(), flat=(), lost=(), error=SHORT[0]):
    """A registration that says every film's first letter, with the failures that are asked for."""

    def register(batch):
        batches.append("".join(film.identity for film in batch))
        yield "alignment"
        if len(batch) > most or any(film.identity in too_large for film in batch):
            raise error
        if any(film.identity in flat for film in batch):
            torch.linalg.inv(torch.zeros(2, 2))
        return [
            Carried(
                np.full((1, 2), np.nan if film.identity in lost else ord(film.identity)), np.ones(1), 1, False
            )
            for film in batch
        ]

    return register


def found(carried):
    return "".join("-" if each is None else chr(int(each.points[0, 0])) for each in carried)


@pytest.mark.parametrize("error", SHORT)
def test_a_batch_that_is_too_much_for_memory_is_registered_in_halves(error):
    batches, stages = [], []
    steps = in_halves(answers(batches, most=2, error=error), films(*"abcde"))
    assert found(run(steps, stages.append)) == "abcde"
    assert batches == ["abcde", "ab", "cde", "c", "de"]
    assert "too little memory: going on with 2 films at a time" in stages


@pytest.mark.parametrize("error", SHORT)
def test_one_film_that_is_too_much_for_memory_is_named_in_a_sentence(error):
    with pytest.raises(PropagationError, match=WHY.format("c")):
        run(in_halves(answers([], too_large="c", error=error), films(*"abcd")))


def test_an_exemplar_that_is_too_much_for_memory_is_named_in_a_sentence(tmp_path):
    Image.fromarray(np.eye(60, dtype=np.uint8) * 255).save(tmp_path / "a.png")
    exemplar = LandmarkSet("a", {"tip": Landmark("tip", 3.0, 4.0, Presence.PRESENT, Origin.ANNOTATED)})

    def bind(film, points):
        raise torch.OutOfMemoryError("CUDA out of memory.")

    steps = ready_exemplars(
        {"a": tmp_path / "a.png"}, [exemplar], Scheme(("tip",)), GridReader(64, CPU), bind
    )
    with pytest.raises(PropagationError, match=WHY.format("a")):
        run(steps)


def test_a_film_without_a_map_or_finite_points_leaves_the_others_alone():
    assert found(run(in_halves(answers([], flat="b"), films(*"abcd")))) == "a-cd"
    assert found(run(in_halves(answers([], lost="ad"), films(*"abcd")))) == "-bc-"
    assert found(run(in_halves(answers([], flat="a"), films("a")))) == "-"


def test_any_other_failure_is_told():
    def register(batch):
        yield "alignment"
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        run(in_halves(register, films(*"ab")))


def test_what_several_processes_leave_out_is_known_to_all(tmp_path, monkeypatch):
    Image.fromarray(np.zeros((280, 220), np.uint8)).save(tmp_path / "blank.png")
    paths = {name: tmp_path / name for name in ("blank.png", "theirs.png")}  # one for each of two processes
    # unreadable, unfit and what is left, while reading and after
    theirs = [{"theirs.png": "broken"}, {}, {}] * 2
    monkeypatch.setattr(Ranks, "gather", lambda _, mine: [mine, theirs.pop(0)])
    left_out = LeftOut()
    reader = GridReader(96, CPU)
    assert run(carry(paths, [], Scheme(("S",)), reader, "test", left_out, ranks=Ranks(0, 2))) == {}
    assert (left_out.unreadable, list(left_out.unfit)) == ({"theirs.png": "broken"}, ["blank.png"])
    assert not theirs
