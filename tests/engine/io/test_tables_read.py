"""Reading landmark tables: every common spelling of a CSV, and one clear sentence for the others."""

from pathlib import Path

import pytest

from engine.errors import TableError
from engine.imaging.image import SpacingSource
from engine.io.film_names import match_films
from engine.io.tables import match_landmarks, read_landmarks, read_spacings
from engine.landmarks import Origin, Presence, Scheme


def table(folder: Path, text: str | bytes, name: str = "points.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def position(found, film, name):
    return found.sets[film].get(name).position


def test_the_tidy_table_gives_points_by_film_and_name(tmp_path):
    found = read_landmarks(
        table(tmp_path, "image,landmark,x_px,y_px\na.png,S,1.5,2\na.png,N,3,4\nb.png,S,5,6\n")
    )
    assert found.scheme.names == ("S", "N")
    assert position(found, "a.png", "S") == (1.5, 2.0)
    assert position(found, "b.png", "N") is None
    assert not found.numbered
    assert found.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "image;landmark;x_px;y_px\na;S;1,5;2,25\n",
        "image\tlandmark\tx_px\ty_px\na\tS\t1,5\t2,25\n",
        'image,landmark,x_px,y_px\na,S,"1,5","2,25"\n',
        "sep=;\nimage;landmark;x_px;y_px\na;S;1,5;2,25\n",
        'sep="\nimage;landmark;x_px;y_px\na;S;1,5;2,25\n',
        "\ufeffimage,landmark,x_px,y_px\r\na,S,1.5,2.25\r\n\r\n",
        "Image, LANDMARK ,X_px,Y_px\na,S,1.5,2.25\n",
        "# a comment\nimage,x_px,y_px,landmark,\na,1.5,2.25,S,\n",
    ],
)
def test_delimiters_decimal_commas_marks_and_case_do_not_matter(tmp_path, text):
    assert position(read_landmarks(table(tmp_path, text)), "a", "S") == (1.5, 2.25)


@pytest.mark.parametrize(
    ("header", "unused"),
    [
        ("image,landmark,x,y,z", "z"),
        ("film,landmark,x,y,z", "z"),
        ("Film,Name,X,Y,z", "z"),
        ("film,name,x_px,y_px,z", "z"),
        ("image,landmark,x_px,y_px,x", "x"),
    ],
)
def test_columns_that_people_call_otherwise_are_known_where_the_contracts_are_not_there(
    tmp_path, header, unused
):
    found = read_landmarks(table(tmp_path, f"{header}\na,S,1.5,2.25,7\n"))
    assert position(found, "a", "S") == (1.5, 2.25)
    pixels = () if "x_px" in header else ("The columns x and y were taken as pixels of the film.",)
    assert found.notes == (f"Columns not used: {unused}.", *pixels)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_recognised(tmp_path, encoding):
    data = "image,landmark,x_px,y_px\nRöntgen.png,Größe,1,2\n".encode(encoding)
    assert position(read_landmarks(table(tmp_path, data)), "Röntgen.png", "Größe") == (1.0, 2.0)


def test_a_numbered_wide_table_has_names_from_one_up(tmp_path):
    found = read_landmarks(table(tmp_path, "image,x1,y1,x2,y2\n001,1,2,,\n"))
    assert found.scheme.names == ("1", "2")
    assert found.numbered
    assert position(found, "001", "1") == (1.0, 2.0)
    assert found.sets["001"].get("2").presence is Presence.UNPLACED  # blank, never 0


def test_a_scheme_names_a_numbered_table_by_order_and_says_so(tmp_path):
    path = table(tmp_path, "image,x1,y1,x2,y2\n001,1,2,3,4\n")
    found = read_landmarks(path, scheme=Scheme(("Sella", "Nasion")))
    assert position(found, "001", "Nasion") == (3.0, 4.0)
    assert not found.numbered
    assert "order" in found.notes[0]
    with pytest.raises(TableError, match="numbers 2 landmarks, from 1 to 2, the other one has 3"):
        read_landmarks(path, scheme=Scheme(("A", "B", "C")))


def test_a_named_wide_table(tmp_path):
    found = read_landmarks(table(tmp_path, "image,Sella_x,Sella_y,Soft nose_x,Soft nose_y\na,1,2,3,4\n"))
    assert found.scheme.names == ("Sella", "Soft nose")
    assert position(found, "a", "Soft nose") == (3.0, 4.0)


def test_spacing_columns_are_not_a_landmark(tmp_path):
    found = read_landmarks(
        table(tmp_path, "image,S_x,S_y,spacing_x,spacing_y,width,height\na,1,2,0.1,0.2,30,40\nb,1,2,0,0,,\n")
    )
    assert found.scheme.names == ("S",)
    assert (found.spacings["a"].x, found.spacings["a"].y) == (0.1, 0.2)
    assert "b" not in found.spacings  # 0 is no spacing
    assert (found.sizes["a"].width, found.sizes["a"].height) == (30, 40)


def test_aliases_and_case_of_a_scheme_match_names(tmp_path):
    path = table(tmp_path, "image,landmark,x_px,y_px\na,s,1,2\na,NASION,3,4\na,Extra,5,6\n")
    found = read_landmarks(path, scheme=Scheme(("Sella", "Nasion"), aliases={"Sella": ("S",)}))
    assert found.scheme.names == ("Sella", "Nasion", "Extra")
    assert position(found, "a", "Sella") == (1.0, 2.0)
    assert found.notes == ("Landmarks added to the scheme: Extra.",)


def test_origin_presence_and_the_prediction_before_a_correction_come_along(tmp_path):
    found = read_landmarks(
        table(
            tmp_path,
            "image,landmark,x_px,y_px,presence,origin,dx_px,dy_px,confidence\n"
            "a,S,10,20,present,corrected,1,-2,0.5\na,N,,,absent,annotated,,,\na,P,1,2,occluded,,,,\n",
        )
    )
    marks = found.sets["a"]
    assert marks.get("S").origin is Origin.CORRECTED
    assert marks.get("S").predicted == (9.0, 22.0)
    assert marks.get("S").confidence == 0.5
    assert marks.get("N").presence is Presence.ABSENT
    assert marks.get("P").origin is None


def test_images_match_films_with_or_without_suffix_and_folder(tmp_path):
    path = table(tmp_path, "image,landmark,x_px,y_px\n001,S,1,2\n002.bmp,S,3,4\nsub\\003.png,S,5,6\n")
    found = read_landmarks(path, films=["images/001.jpg", "002.png", "sub/003.png"])
    assert set(found.sets) == {"images/001.jpg", "002.png", "sub/003.png"}


def test_an_ambiguous_image_names_both_films(tmp_path):
    path = table(tmp_path, "image,landmark,x_px,y_px\na,S,1,2\n")
    with pytest.raises(TableError, match=r"both a\.dcm and a\.png"):
        read_landmarks(path, films=["a.dcm", "a.png"])
    assert set(read_landmarks(path, films=["a", "a.png"]).sets) == {"a"}  # the exact name decides


def test_left_is_never_right(tmp_path):
    path = table(tmp_path, "image,landmark,x_px,y_px\nleft/1.png,S,1,2\nright/1.png,S,3,4\n")
    found = read_landmarks(path, films=["left/1.png", "other.png"])
    assert set(found.sets) == {"left/1.png"}
    assert "right/1.png" in found.notes[0]


def test_unknown_films_and_columns_are_notes_but_no_known_film_is_an_error(tmp_path):
    path = table(tmp_path, "image,landmark,x_px,y_px,mood\na,S,1,2,good\nz,S,1,2,bad\n")
    found = read_landmarks(path, films=["a.png"])
    assert found.notes == ("Columns not used: mood.", "Not in the folder: 1 film of the table (z).")
    with pytest.raises(
        TableError, match=r"knows no film of the folder \(it names a, the folder has q\.png\)"
    ):
        read_landmarks(path, films=["q.png"])


def test_readers_and_readings_are_kept_apart(tmp_path):
    path = table(
        tmp_path,
        "image,landmark,x_px,y_px,reader,reading\na,S,1,1,Ann,1\na,S,2,2,Bob,1\na,S,3,3,Ann,2\nb,S,4,4,Bob,1\n",
    )
    found = read_landmarks(path)
    assert position(found, "a", "S") == (1.0, 1.0)
    assert position(found, "b", "S") == (4.0, 4.0)  # the only reading of that film
    assert [(marks.reader, marks.reading) for marks in found.others] == [("Bob", 1), ("Ann", 2)]
    assert "reader Ann, reading 1" in found.notes[0]
    assert position(read_landmarks(path, choose=("Bob", 1)), "a", "S") == (2.0, 2.0)
    with pytest.raises(TableError, match="no reading 3"):
        read_landmarks(path, choose=("Ann", 3))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("image,landmark,x_px,y_px\n", "no rows"),
        ("picture,landmark,x_px,y_px\na,S,1,2\n", "no column `image`"),
        ("name,x,y\na,1,2\n", "no column `image`"),
        ("image,x,y\na,1,2\n", "has no landmarks"),
        ("image,note\na,1\n", "has no landmarks"),
        ("image,landmark,x_px\na,S,1\n", "no column `y_px`"),
        ("image,x1,x2\na,1,2\n", "no y1"),
        ("image,landmark,x_px,y_px\na,S,1,oops\n", "Line 2: y_px is 'oops'"),
        ("image,landmark,x_px,y_px\na,S,1,inf\n", "Line 2: y_px is 'inf'"),
        ("image,landmark,x_px,y_px\na,S,1,\n", "Line 2: Landmark S has only one of x and y"),
        ("image,landmark,x_px,y_px\n\na,S,1,2\na,S,3,4\n", "Lines 3 and 4 both give S of a"),
        ("image,landmark,x_px,y_px,origin\na,S,1,2,robot\n", "origin is 'robot'"),
        ("image,landmark,x_px,y_px,presence\na,S,1,2,absent\n", "S is absent but has a position"),
        ("image,landmark,x_px,y_px,presence\na,S,,,present\n", "marked present but has no position"),
        ("image,landmark,x_px,y_px\n,S,1,2\n", "Line 2 has no image"),
        ("image,landmark,x_px,y_px\na,,1,2\n", "Line 2 has no landmark"),
        ("image,landmark,x_px,y_px\na,S,1,2,9\n", "Line 2 has 5 cells"),
        ("image,image,x1,y1\na,a,1,2\n", "two columns called image"),
        ("image;landmark;x_px;y_px\na;S;1,5;2.5\n", "mixes decimal commas"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not a text file"),
    ],
)
def test_what_cannot_be_understood_is_one_clear_sentence(tmp_path, text, message):
    with pytest.raises(TableError, match=message):
        read_landmarks(table(tmp_path, text))


def test_a_table_of_more_columns_than_any_scheme_needs_is_refused_by_its_header(tmp_path):
    columns = ",".join(f"n{number}_x,n{number}_y" for number in range(200_000))
    with pytest.raises(
        TableError, match="has 400001 columns, and 100100 can be read: give each landmark a row"
    ):
        read_landmarks(table(tmp_path, f"image,{columns}\na,oops\n"))


def test_notes_name_some_of_many_columns(tmp_path):
    more = [f"c{number}" for number in range(50)]
    found = read_landmarks(table(tmp_path, f"image,landmark,x_px,y_px,{','.join(more)}\na,S,1,2\n"))
    assert found.notes == (f"Columns not used: {', '.join(more[:40])} and 10 more.",)


def test_two_names_for_one_film_are_refused(tmp_path):
    path = table(tmp_path, "image,landmark,x_px,y_px\na,S,1,2\na.png,S,1,2\n")
    with pytest.raises(TableError, match=r"'a' and 'a\.png' both mean the film a\.png"):
        read_landmarks(path, films=["a.png"])


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(TableError, match=r"nothing\.csv.*check the path"):
        read_landmarks(tmp_path / "nothing.csv")


def test_spacing_tables(tmp_path):
    both = read_spacings(table(tmp_path, "image,mm_per_px\n001,0.5\n002,\n"), films=["001.png", "002.png"])
    assert both["001.png"].x == both["001.png"].y == 0.5
    assert both["001.png"].source is SpacingSource.TABLE
    assert set(both) == {"001.png"}
    apart = read_spacings(table(tmp_path, "image;spacing_x;spacing_y\na;0,1;0,2\n"))
    assert (apart["a"].x, apart["a"].y) == (0.1, 0.2)
    with pytest.raises(TableError, match="must be above 0"):
        read_spacings(table(tmp_path, "image,mm_per_px\na,-1\n"))
    with pytest.raises(TableError, match="needs the columns"):
        read_spacings(table(tmp_path, "image,mm\na,1\n"))


def test_landmarks_match_by_name_else_by_order_where_one_side_has_numbers():
    assert match_landmarks(["s", "N"], ["N", "S"]).names == {"s": "S", "N": "N"}
    numbered = match_landmarks(["1", "2"], ["S", "N"])
    assert numbered.names == {"1": "S", "2": "N"}
    assert len(numbered.notes) == 1
    assert match_landmarks(["1", "2", "3"], ["2", "3"]).names == {"2": "2", "3": "3"}
    with pytest.raises(TableError, match="No landmark name in common"):
        match_landmarks(["a"], ["b"])
    with pytest.raises(TableError, match="name the landmarks"):
        match_landmarks(["1", "2"], ["S"])


def test_a_film_with_a_name_of_thousands_of_digits_is_unknown_like_any_other():
    match = match_films(["1" * 5000, "007"], ["7.png"])

    assert (match.films, match.unknown) == ({"007": "7.png"}, ("1" * 5000,))


@pytest.mark.parametrize("text", ["image,{0}_x,{0}_y\na,1,2\n", "image,landmark,x_px,y_px\na,{0},1,2\n"])
def test_a_landmark_named_by_thousands_of_digits_has_a_name_and_no_place(tmp_path, text):
    (tmp_path / "a.csv").write_text(text.format("9" * 5000))
    found = read_landmarks(tmp_path / "a.csv")
    assert found.scheme.names == ("9" * 5000,)
    assert not found.numbered
