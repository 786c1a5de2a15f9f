"""Splits: nobody is on two sides, whatever the groups; the same every time; words that are understood."""

import numpy as np
import pytest

from engine.supervised.splits import (
    SplitError,
    SplitParts,
    carve,
    check_groups,
    cross_validation,
    grouped,
    read_film_list,
    read_split,
)

FILMS = tuple(f"{number:02}.png" for number in range(24))


def subjects(seed):
    """Each film's subject, some with many films, some unknown."""
    random = np.random.default_rng(seed)
    return {film: f"s{random.integers(9)}" if random.random() < 0.8 else "" for film in FILMS}


@pytest.mark.parametrize("seed", range(6))
def test_no_subject_straddles_a_split(seed):
    owners = subjects(seed)
    groups = grouped(FILMS, [owners])
    train, validation = carve(FILMS, groups, 0.2, seed)
    assert sorted((*train, *validation)) == sorted(FILMS)
    assert validation
    assert train
    assert not {owners[film] for film in train if owners[film]} & {owners[film] for film in validation}
    assert carve(FILMS, groups, 0.2, seed) == (train, validation)
    folds = cross_validation(FILMS, groups, 4, 0.1, seed)
    tested = [film for parts in folds for film in parts.test]
    assert sorted(tested) == sorted(FILMS)  # each once
    for parts in folds:
        assert sorted((*parts.train, *parts.validation, *parts.test)) == sorted(FILMS)
        check_groups(parts, groups)


def test_films_alone_are_carved_in_the_share_that_is_asked_for():
    train, validation = carve(FILMS, {}, 0.25, 3)
    assert (len(train), len(validation)) == (18, 6)
    assert list(train) == [film for film in FILMS if film in train]
    assert carve(FILMS, {}, 0.25, 4)[1] != validation
    assert carve(FILMS, {}, 0.0, 3) == (FILMS, ())
    one = dict.fromkeys(FILMS, "same")
    assert carve(FILMS, one, 0.25, 3) == (FILMS, ())  # nothing may be carved out of one subject


def test_films_are_grouped_by_any_key_also_by_way_of_a_third():
    groups = grouped("abcde", [{"a": "s1", "b": "s1", "c": "s2"}, {"b": "hash", "c": "hash"}])
    assert groups == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e"}
    later = grouped("abc", [{"a": "x", "b": "y"}, {"b": "h", "c": "h"}, {"a": "z", "c": "z"}])
    assert set(later.values()) == {"a"}  # named by its first film, whichever way they came together
    assert set(grouped("abc", [{"a": "x", "c": "x"}, {"b": "h", "c": "h"}]).values()) == {"a"}
    with pytest.raises(SplitError, match=r"a \(train\) and b \(test\) are of one subject"):
        check_groups(SplitParts(("a",), (), ("b",)), groups)


def test_a_film_has_one_part_only():
    with pytest.raises(SplitError, match="b is in two parts"):
        SplitParts(("a", "b"), ("b",))


def test_more_folds_than_subjects_are_refused():
    with pytest.raises(SplitError, match=r"2 subjects .* choose 2 to 2 folds"):
        cross_validation("abcd", {"a": "a", "b": "a", "c": "c", "d": "c"}, 3, 0.1, 0)


def write(path, text):
    path.write_text(text, "utf-8")
    return path


def test_a_split_is_read_and_other_words_leave_a_film_out(tmp_path):
    text = "image,split\n00,train\n01.png,Validation\n02,TEST\n03,twin\n99,train\n"
    split = read_split(write(tmp_path / "split.csv", text), FILMS)
    assert split.parts == {"00.png": "train", "01.png": "validation", "02.png": "test"}
    assert split.films("test") == ("02.png",)
    assert "1 film called twin left out" in split.notes[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("image,part\n00,train\n", "columns must be image,split"),
        ("image,split\n00,test\n", "calls no film of the folder train"),
        ("image,split\n00,trian\n01,train\n", "00 is called 'trian'; write train"),
        ("image,split\n00,train\n00,test\n", "names a film twice"),
    ],
)
def test_what_is_no_split_says_why(tmp_path, text, said):
    with pytest.raises(SplitError, match=said):
        read_split(write(tmp_path / "split.csv", text), FILMS)


def test_validation_films_are_listed_one_a_line(tmp_path):
    assert read_film_list(write(tmp_path / "list.txt", "03\n\n01.png\n"), FILMS) == ("03.png", "01.png")
    with pytest.raises(SplitError, match="lists 77"):
        read_film_list(write(tmp_path / "list.txt", "image\n77\n"), FILMS)
