"""Labelled films as a training takes them: subjects, units, equal pictures, and what says no."""

from dataclasses import replace

import numpy as np
import pytest
from spot_films import save_film
from spot_sets import NAMES, TINY, config, recipe, write_films
from train_requests import train_request, with_changes, with_set

from engine.errors import EngineError
from engine.folders.labelled_sets import LabelledSetError, read_set, set_splits, steered
from engine.folders.train import train_folder
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Scheme
from engine.models.checkpoint import load_model
from engine.operation import run
from engine.supervised.assessment import measured
from engine.supervised.films import TrainingSet
from engine.supervised.splits import SplitError
from engine.supervised.systems import tuned
from engine.training.finder import FinderConfig
from engine.training.trainer import TrainingError


def test_subjects_of_the_table_stay_together(tmp_path):
    write_films(tmp_path, 6, subjects=["p1", "p1", "p1", "p2", "p3", ""])
    one = train_request(tmp_path).sets[0]
    found = run(read_set(one))
    assert len({found.groups[f"0{number}.png"] for number in range(3)}) == 1
    assert len(set(found.groups.values())) == 4
    assert found.spacings["00.png"].source is SpacingSource.TYPED
    by_name = run(read_set(replace(one, group_by=r"^(\d)")))
    assert len(set(by_name.groups.values())) == 1
    with pytest.raises(SplitError, match=r"1 subject .* cannot be dealt"):
        set_splits(by_name, None, 2, 0)
    for pattern, said in ((r"^(x)", "fits none"), ("(", "no pattern"), ("(a)(b)", "exactly one group")):
        with pytest.raises(LabelledSetError, match=said):
            run(read_set(replace(one, group_by=pattern)))
    with pytest.raises(LabelledSetError, match="no column 'owner'"):
        run(read_set(replace(one, group_by="owner")))


def test_errors_are_millimetres_only_where_every_film_has_a_spacing(tmp_path):
    paths = {film: tmp_path / film for film in ("a.png", "b.png", "c.png")}
    known = dict.fromkeys(("a.png", "b.png"), Spacing(0.5, 0.5, SpacingSource.TYPED))
    # c.png is what another fold learns from, and this one is tested on
    one = TrainingSet("", Scheme(NAMES), paths, {}, ("a.png",), ("b.png",), known)
    assert one.unit == "px"
    assert one.pixel("b.png").tolist() == [1.0, 1.0]
    whole = replace(one, spacings={**known, "c.png": Spacing(0.1, 0.2, SpacingSource.TYPED)})
    assert whole.unit == "mm"
    assert whole.pixel("c.png").tolist() == [0.1, 0.2]


def test_figures_are_those_of_an_evaluation():
    errors = np.array([[1.0, np.nan], [2.0, 3.0]])
    found = measured(errors, "mm")
    assert found["mre_mm"] == pytest.approx(2.0)
    assert found["sd_mm"] == pytest.approx(1.0)
    assert [found[f"sdr_{limit}mm"] for limit in ("2", "2.5", "3", "4")] == pytest.approx(
        [200 / 3, 200 / 3, 100, 100]
    )
    assert measured(errors * np.nan, "mm") == {}


def test_the_same_picture_is_never_on_two_sides(tmp_path):
    write_films(tmp_path, 5)
    (tmp_path / "films" / "04.png").write_bytes((tmp_path / "films" / "00.png").read_bytes())
    (tmp_path / "split.csv").write_text("image,split\n00,train\n01,train\n02,train\n03,test\n04,test\n")
    asked = with_set(train_request(tmp_path), split=tmp_path / "split.csv")
    with pytest.raises(SplitError, match=r"00.png \((train|validation)\) and 04.png \(test\)"):
        run(train_folder(asked))


def test_listed_test_films_steer_and_are_read_with_their_labels(tmp_path):
    write_films(tmp_path, 6)
    parts = ("train", "train", "train", "val", "test", "test")
    rows = [f"0{number},{part}" for number, part in enumerate(parts)]
    (tmp_path / "split.csv").write_text("\n".join(["image,split", *rows]))
    (tmp_path / "steer.txt").write_text("05\n")
    wanted = with_set(train_request(tmp_path), split=tmp_path / "split.csv").sets[0]
    found = run(read_set(wanted, tmp_path / "steer.txt"))
    (split,) = set_splits(found, None, 0, 0)
    assert (split.train, split.validation) == (("00.png", "01.png", "02.png"), ("03.png",))
    split = steered(split, found.groups, tmp_path / "steer.txt", 0)
    assert (split.steering, split.test) == (("05.png",), ("04.png",))
    assert found.paths.keys() == found.marks.keys() == {*split.train, *split.validation, "05.png"}


def test_test_films_that_show_nothing_are_no_part_of_the_split(tmp_path):
    write_films(tmp_path, 5)
    save_film(tmp_path / "films" / "04.png", np.zeros((110, 90)))
    (tmp_path / "split.csv").write_text("image,split\n00,train\n01,train\n02,val\n03,test\n04,test\n")
    found = run(read_set(with_set(train_request(tmp_path), split=tmp_path / "split.csv").sets[0]))
    assert [parts.test for parts in set_splits(found, None, 0, 0)] == [("03.png",)]
    assert any("Left out: 04.png" in note for note in found.notes)


def test_what_cannot_be_learned_from_says_why(tmp_path):
    write_films(tmp_path, 4)
    (tmp_path / "empty.csv").write_text("image,A_x,A_y\n00.png,,\n")
    (tmp_path / "split.csv").write_text("image,split\n00,train\n01,val\n02,test\n")
    asked = train_request(tmp_path)
    with pytest.raises(LabelledSetError, match="no labelled film to learn from"):
        run(train_folder(with_set(asked, landmarks=tmp_path / "empty.csv")))
    with pytest.raises(SplitError, match="films called val"):
        run(train_folder(with_set(asked, split=tmp_path / "split.csv")))
    with pytest.raises(SplitError, match="validation films of its own"):
        run(train_folder(replace(asked, folds=2, validation=tmp_path / "list.txt")))
    with pytest.raises(TrainingError, match="leave --patience away"):
        run(train_folder(with_changes(asked, recipe=tuned(recipe(), patience=2), validation=0.0)))
    (tmp_path / "landmarks.csv").write_text("image,A_x,A_y\n00.png,500,20\n01.png,20,20\n")
    with pytest.raises(EngineError, match=r"A of 00.png lies at .* outside the film"):
        run(train_folder(asked))


def test_films_of_the_table_that_are_missing_or_show_nothing_are_named(tmp_path):
    write_films(tmp_path, 5)
    (tmp_path / "films" / "03.png").unlink()
    (tmp_path / "films" / "02.png").write_bytes(b"broken")
    save_film(tmp_path / "films" / "04.png", np.full((110, 90), 0.5))
    found = run(read_set(train_request(tmp_path).sets[0]))
    assert set(found.marks) == {"00.png", "01.png"}
    assert any(note.startswith("Left out: 04.png. Nothing can be found on this film") for note in found.notes)
    assert any("03.png" in note for note in found.notes)
    assert any("02.png" in note and "cannot be read" in note for note in found.notes)


def test_films_with_some_of_the_landmarks_are_learned_from(tmp_path):
    write_films(tmp_path, 4)
    lines = (tmp_path / "landmarks.csv").read_text().splitlines()
    lines[2] = ",".join(lines[2].split(",")[:4]) + ",,,,"
    (tmp_path / "landmarks.csv").write_text("\n".join(lines) + "\n")
    tiny = recipe(training=config(epochs=1), finder=FinderConfig(TINY, longest=48, steps=2, batch=2))
    outcome = run(train_folder(train_request(tmp_path, recipe=tiny, validation=0.0)))
    assert len(outcome.sets[0].marks["01.png"].placed()) == 1
    assert outcome.runs[0].trained.metrics == {"": {}}
    assert load_model(outcome.runs[0].model).domain().card.protocol == "not measured"
