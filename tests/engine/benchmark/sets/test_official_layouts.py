"""The official layouts of the labelled sets: films, truth, splits, units; and what is wrong with one."""

import numpy as np
import pytest
from benchmark_sets import some_points, write_set
from official_sets import write_chests, write_film, write_hands, write_isbi, write_spines

from engine.benchmark.datasets import DatasetError
from engine.benchmark.sets.aasce import read_aasce
from engine.benchmark.sets.finding import find_sets
from engine.benchmark.sets.hand_atlas import Wrist, read_hand_atlas
from engine.benchmark.sets.isbi import read_isbi
from engine.benchmark.sets.labelled import Measure, drawn, inner_folds, runs_of_neighbours
from engine.benchmark.sets.shenzhen import read_shenzhen
from engine.errors import EngineError
from engine.evaluation.metrics import points_of

CHESTS = [f"CHNCXR_{number:04d}_0" for number in range(50, 60)]


def test_isbi_is_the_mean_of_two_readers_in_three_parts_at_a_tenth_of_a_millimetre(tmp_path):
    junior = write_isbi(tmp_path)
    heads = read_isbi(tmp_path)
    assert tuple(heads.films) == ("001", "002", "003", "149", "150", "151", "152", "301")
    assert points_of(heads.truth["151"], heads.scheme.names) == pytest.approx(junior[151] + (1.0, 2.0))
    assert points_of(heads.readers["senior"]["151"], heads.scheme.names) == pytest.approx(
        junior[151] + (2, 4)
    )
    (fold,) = heads.split("").folds
    assert (*fold.train, *fold.validation) == ("001", "002", "003", "149", "150")
    assert fold.test == ("151", "152", "301")
    assert heads.parts == {"test1": ("151", "152"), "test2": ("301",)}
    assert (heads.spacings["301"].x, heads.spacings["301"].y) == (0.1, 0.1)
    assert heads.doubtful == (heads.scheme.names[15],)
    assert heads.notes == ("isbi: 8 of the 400 films are there.",)


def test_the_whole_isbi_set_keeps_twenty_films_for_choices(tmp_path):
    write_isbi(tmp_path, films=range(1, 401, 1))
    (fold,) = read_isbi(tmp_path).split("").folds
    assert [len(part) for part in (fold.train, fold.validation, fold.test)] == [130, 20, 250]
    as_farnet = read_isbi(tmp_path).split("test1")
    (farnet,) = as_farnet.folds
    parts = (farnet.train, farnet.validation, as_farnet.tested(farnet))
    assert [len(part) for part in parts] == [150, 150, 250]
    assert farnet.validation == read_isbi(tmp_path).parts["test1"]
    (seen,) = read_isbi(tmp_path).notes
    assert seen.startswith("isbi: films of Test1 that a training film shows too: 17 (173 = 144,")
    assert fold.validation[0] == "131"


@pytest.mark.parametrize(
    ("text", "message"),
    [("1,2\n3,4", "does not start with 19 lines"), ("1,2\n" * 18 + "a,b", "is no row of numbers")],
)
def test_a_broken_label_file_of_isbi_is_named(tmp_path, text, message):
    write_isbi(tmp_path)
    path = tmp_path / "AnnotationsByMD" / "400_senior" / "002.txt"
    path.write_text(text)
    with pytest.raises(EngineError, match=rf"002\.txt.*{message}"):
        read_isbi(tmp_path)
    path.unlink()
    with pytest.raises(DatasetError, match="the landmarks of film 002"):
        read_isbi(tmp_path)


def test_hands_are_as_wide_as_the_protocol_says_and_tested_once_each(tmp_path):
    points = write_hands(tmp_path, sub=("ASIF", "BLKM"))
    hands = read_hand_atlas(tmp_path)
    assert points_of(hands.truth["3005"], hands.scheme.names) == pytest.approx(points[4])
    assert hands.spacings["3005"].x == pytest.approx(50 / 25)
    assert read_hand_atlas(tmp_path, Wrist.PAYER).spacings["3005"].x == pytest.approx(50 / 10)
    tested = [film for fold in hands.split("").folds for film in fold.test]
    assert tested == [str(number) for number in range(3001, 3013)]
    assert [len(fold.test) for fold in hands.split("").folds] == [4, 4, 4]


def test_the_hand_atlas_follows_the_lists_of_a_folder_and_the_split_of_gu2net(tmp_path):
    write_hands(tmp_path)
    (tmp_path / "cv").mkdir()
    for number in (1, 2, 3):
        films = range(3000 + number, 3013, 3)
        (tmp_path / "cv" / f"set{number}.txt").write_text("\n".join(map(str, films)))
    hands = read_hand_atlas(tmp_path)
    assert hands.split("").folds[1].test == ("3002", "3005", "3008", "3011")
    (gu2net,) = hands.split("last300").folds
    assert gu2net.test == ("3009", "3010", "3011", "3012")


def test_the_split_of_gu2net_is_its_own_on_909_hands(tmp_path, monkeypatch):
    numbers = [str(number) for number in range(3000, 3909)]
    monkeypatch.setattr("engine.benchmark.sets.labelled.find_films", lambda _: [f"{n}.jpg" for n in numbers])
    rows = "\n".join(",".join([number, *(str(value) for value in range(74))]) for number in numbers)
    (tmp_path / "all.csv").write_text(rows)
    (fold,) = read_hand_atlas(tmp_path).split("last300").folds
    assert [len(part) for part in (fold.train, fold.validation, fold.test)] == [550, 59, 300]
    assert fold.test[0] == "3609"


def test_hands_without_a_wrist_or_with_a_short_line_are_refused(tmp_path):
    write_hands(tmp_path)
    lines = (tmp_path / "all.csv").read_text().splitlines()
    cells = lines[2].split(",")
    cells[9:11] = cells[1:3]  # both ends of the wrist in one place
    (tmp_path / "all.csv").write_text("\n".join([*lines[:2], ",".join(cells), *lines[3:]]))
    with pytest.raises(DatasetError, match="Film 3003 has no wrist between 1-5"):
        read_hand_atlas(tmp_path)
    (tmp_path / "all.csv").write_text(lines[0] + "\n3002,1,2\n")
    with pytest.raises(DatasetError, match="has 3 cells, not 75"):
        read_hand_atlas(tmp_path)


def test_chests_are_the_normals_that_gu2net_keeps_with_ratios_of_its_frame(tmp_path):
    write_chests(tmp_path, CHESTS)
    write_film(tmp_path / "pngs" / "CHNCXR_0400_1.png")  # ill
    chests = read_shenzhen(tmp_path)
    assert len(chests.films) == 9  # 0059 is excluded
    assert "CHNCXR_0059_0" not in chests.films
    x, y = chests.truth["CHNCXR_0050_0"].get("2").position
    assert ((x + 0.5) * 512 / 100 - 0.5, (y + 0.5) * 512 / 50 - 0.5) == pytest.approx((0.2 * 512, 0.1 * 512))
    assert (chests.measure, chests.spacings) == (Measure.GRID, {})


def test_all_279_chests_are_split_195_34_50(tmp_path):
    write_chests(tmp_path, [f"CHNCXR_{number:04d}_0" for number in range(39, 327)], size=(8, 8))
    (fold,) = read_shenzhen(tmp_path).split("").folds
    assert [len(part) for part in (fold.train, fold.validation, fold.test)] == [195, 34, 50]


def test_a_chest_label_that_lacks_a_line_is_named(tmp_path):
    write_chests(tmp_path, CHESTS)
    (tmp_path / "labels" / "CHNCXR_0051_0.txt").write_text("6\n0.1 0.2\n")
    with pytest.raises(EngineError, match=r"CHNCXR_0051_0\.txt is not 6 and then 6 lines"):
        read_shenzhen(tmp_path)


def test_spines_are_x_fractions_and_then_y_fractions_in_the_order_of_the_names(tmp_path):
    values = write_spines(tmp_path)
    spines = read_aasce(tmp_path)
    assert "a patient with several films may be on both sides" in spines.notes[-1]
    film = "training/sunhl-1th-20.jpg"
    expected = values["training"][0].reshape(2, 68).T * (40, 80)
    assert next(iter(spines.films)) == film
    assert points_of(spines.truth[film], spines.scheme.names) == pytest.approx(expected)
    (main,) = spines.split("").folds
    assert len(main.test) == 2
    assert spines.split("official").folds[0].test == ("test/sunhl-1th-02.jpg", "test/sunhl-1th-01.jpg")
    inner = spines.split("5fold").folds
    assert {fold.test for fold in inner} == {main.test}
    chosen_by = [film for fold in inner for film in fold.validation]
    assert sorted(chosen_by) == sorted({*main.train, *main.validation})


def test_names_and_landmarks_of_the_spines_must_fit(tmp_path):
    write_spines(tmp_path)
    names = tmp_path / "labels" / "training" / "filenames.csv"
    text = names.read_text()
    names.write_text(text + "more.jpg\n")
    with pytest.raises(EngineError, match="21 names but 20 lines"):
        read_aasce(tmp_path)
    names.write_text(text.replace("sunhl-1th-07", "gone"))
    with pytest.raises(DatasetError, match="lacks training/gone"):
        read_aasce(tmp_path)


def test_a_folder_may_be_a_set_or_hold_several(tmp_path):
    write_isbi(tmp_path / "ISBI2015" / "unpacked")
    write_hands(tmp_path / "hand_atlas")
    write_chests(tmp_path / "chest_official", CHESTS)
    write_spines(tmp_path / "boostnet_labeldata")
    write_set(tmp_path / "wing", [str(number) for number in range(6)], some_points(6, 3))
    sets = {found.name: found.read() for found in find_sets(tmp_path)}
    assert set(sets) == {"isbi", "hand-atlas", "shenzhen", "aasce", "wing"}
    assert all(found.name == name for name, found in sets.items())
    assert [found.name for found in find_sets(tmp_path / "boostnet_labeldata")] == ["aasce"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError, match="no labelled set in a known layout"):
        find_sets(tmp_path / "empty")
    write_hands(tmp_path / "copy")
    with pytest.raises(DatasetError, match="the set hand-atlas twice"):
        find_sets(tmp_path)


def test_a_spine_counts_in_shares_of_the_film_also_where_its_pixels_have_a_size(tmp_path):
    films = [f"s{number:03d}" for number in range(5)]
    for name in ("spine", "wing"):
        write_set(tmp_path / name, films, some_points(5, 4))
        rows = "".join(f"{film},0.5,0.5\n" for film in films)
        (tmp_path / name / "spacing.csv").write_text("image,spacing_x,spacing_y\n" + rows)
    sets = {found.name: found.read() for found in find_sets(tmp_path)}
    assert (sets["spine"].measure, sets["spine"].thresholds) == (Measure.FRACTION, (0.5, 1.0, 2.0, 5.0))
    assert (sets["wing"].measure, sets["wing"].thresholds) == (Measure.MM, (2.0, 2.5, 3.0, 4.0))


def test_folds_test_every_film_once_and_keep_twins_together():
    films = [f"{number}" for number in range(10)]
    twins = {"0": frozenset({"9"}), "9": frozenset({"0"})}
    folds = runs_of_neighbours(films, 5, twins)
    assert sorted(film for fold in folds for film in fold.test) == films
    assert {"0", "9"} <= set(folds[0].test)
    assert all({*fold.train, *fold.validation, *fold.test} == set(films) for fold in folds)
    with pytest.raises(DatasetError, match="2 films are too few for 5 folds"):
        runs_of_neighbours(films[:2], 5)


def test_twins_of_twins_are_tested_together_wherever_they_stand():
    films = [f"{number}" for number in range(8)]
    twins = {"1": frozenset({"5"}), "5": frozenset({"1", "7"}), "7": frozenset({"5"})}
    tests = [fold.test for fold in runs_of_neighbours(films, 3, twins)]
    assert tests == [("0", "1", "5", "7"), ("2", "3"), ("4", "6")]


def test_the_drawn_split_is_the_same_each_time_and_inner_folds_leave_the_test_films_alone():
    films = [str(number) for number in range(481)]
    train, test = drawn(films, 50)
    assert (len(train), len(test)) == (431, 50)
    assert drawn(films, 50) == (train, test)
    assert test != tuple(films[-50:])
    folds = inner_folds(train, test, 5)
    assert np.concatenate([fold.validation for fold in folds]).tolist() == list(train)
