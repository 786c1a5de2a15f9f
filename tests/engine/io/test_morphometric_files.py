"""Files of geometric morphometrics as their programs write them: NTS, MorphoJ, StereoMorph."""

import pytest
from written_points import write_points

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.point_files import format_called, read_folder, read_points
from engine.io.table_write import FilmRow
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

FILMS = {name: FilmRow(name, Size(56, 40)) for name in ("a.png", "b.png")}
NTS = '"of a colony of bees\n1 2L 4 1 -999 DIM=2\na.png b.png\n10 30 -999 -999\n1.5 2\n3 4\n'


def read(tmp_path, text, name="in.txt", films=FILMS):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return read_points(path, films)


def positions(found, film="a.png"):
    return [mark.position for mark in found.sets[film].landmarks.values()]


@pytest.mark.parametrize(
    "text",
    [
        NTS,
        NTS.replace("\n", "\r\n"),
        "'a comment\n1 2B 4 1 -999 dim=2\na.png 10 30 -999 -999\nb.png 1.5 2 3 4\n",
        "1 2E 4 1 -999 DIM=2\n10 30 -999 -999 a.png\n1.5 2 3 4 b.png\n",
        "1 2L 4L 1 -999 DIM=2\na.png\nb.png\nS_x S_y N_x N_y\n10 30 -999.0 -999.0 1.5 2 3 4\n",
        "1 2L 4 0\na.png\nb.png\n10,0 30 NA NA\n1,5 2\n3 4\n",
    ],
)
def test_nts_has_its_labels_before_or_in_its_rows_and_a_code_for_what_is_missing(tmp_path, text):
    found = read(tmp_path, text, "in.nts")
    assert positions(found) == [(10.0, 9.0), None]
    assert [mark.presence for mark in found.sets["a.png"].landmarks.values()][1] is Presence.ABSENT
    assert positions(found, "b.png") == [(1.5, 37.0), (3.0, 35.0)]
    assert found.scheme.names == (("S", "N") if "S_x" in text else ("1", "2"))


def test_nts_labels_with_blanks_have_a_line_each(tmp_path):
    films = {"a film.png": FILMS["a.png"], "b.png": FILMS["b.png"]}
    found = read(tmp_path, NTS.replace("a.png b.png", "a film.png\nb.png"), "in.nts", films)
    assert positions(found, "a film.png") == [(10.0, 9.0), None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (NTS.replace("DIM=2", "DIM=3"), "another number of dimensions"),
        (NTS.replace("2L 4", "2L 6"), "has another count"),
        (NTS.replace("2L 4", "2L 3"), "each landmark has two"),
        (NTS.replace("2L 4", "999999999L 4"), "has another count"),
        (NTS.replace("2L", "2").replace("a.png b.png\n", ""), "no labels"),
        (NTS.replace("10 30", "ten 30"), "no pair of numbers"),
    ],
)
def test_an_nts_file_that_is_wrong_says_so(tmp_path, text, words):
    with pytest.raises(TableError, match=words):
        read(tmp_path, text, "in.nts")


def test_names_of_films_and_landmarks_come_back_from_nts_whatever_is_in_them(tmp_path):
    film = 'sub/it\'s 100% "A" \u00a0b.png'
    rows = [FilmRow(film, Size(56, 40))]
    scheme = Scheme(("Ö 1", "%20", "N"))
    marks = LandmarkSet(film, {name: Landmark(name, 1.0, 2.0) for name in scheme.names[:2]})
    out = tmp_path / "out.nts"
    write_points(out, [marks], scheme, rows, format_called("nts"))
    found = read_points(out, {film: rows[0]})
    assert found.scheme.names == scheme.names
    assert positions(found, film)[:2] == [(1.0, 2.0)] * 2
    assert found.sets[film].get("N").presence is Presence.UNPLACED
    assert not any("'" in line for line in out.read_text("utf-8").splitlines())  # else geomorph asks for it


MORPHOJ = "ID\tx1\ty1\tx2\ty2\na.png\t10\t30\t1.5\t2\nb.png\t3\t4\t5\t6\n"


@pytest.mark.parametrize(
    "text",
    [
        MORPHOJ,
        MORPHOJ.replace("\t", ","),
        MORPHOJ.replace("\t", " , ").replace("\n", "\r\n"),
        MORPHOJ.replace("\t", ";").replace("1.5", "1,5"),
        MORPHOJ.partition("\n")[2],
        MORPHOJ.replace("ID\tx1\ty1\tx2\ty2", "specimen\tS_x\tS_y\tN_x\tN_y"),
    ],
)
def test_morphoj_has_a_line_a_specimen_between_tabs_commas_or_semicolons(tmp_path, text):
    found = read(tmp_path, text)
    assert positions(found) == [(10.0, 9.0), (1.5, 37.0)]
    assert positions(found, "b.png") == [(3.0, 35.0), (5.0, 33.0)]
    assert found.scheme.names == (("S", "N") if "S_x" in text else ("1", "2"))
    assert any("does not say where y begins" in note for note in found.notes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (MORPHOJ.replace("30\t", ""), "the first specimen|has two, x and y"),
        (MORPHOJ.replace("b.png\t3", "b.png\tthree"), "no pair of numbers"),
        (MORPHOJ.replace("b.png", " "), "names no specimen"),
        (MORPHOJ.splitlines()[0] + "\n", "no specimens"),
        (MORPHOJ.replace("x2\ty2", "x1\ty1"), "two points called 1"),
    ],
)
def test_a_morphoj_file_that_is_wrong_says_so(tmp_path, text, words):
    with pytest.raises(TableError, match=words):
        read_points_as(tmp_path, text, "morphoj")


def read_points_as(tmp_path, text, kind):
    path = tmp_path / "in.txt"
    path.write_text(text, encoding="utf-8")
    return read_points(path, FILMS, kind=format_called(kind))


def test_a_wide_table_of_ours_is_not_taken_for_morphoj(tmp_path):
    found = read(tmp_path, MORPHOJ.replace("ID", "image").replace("\t", ","), "wide.csv")
    assert positions(found) == [(10.0, 30.0), (1.5, 2.0)]


@pytest.mark.parametrize("text", ['""\n', '"\n', f'a,"{"x" * 200_000}\n'])
def test_what_is_no_table_at_all_is_refused_in_a_sentence(tmp_path, text):
    with pytest.raises(TableError):
        read(tmp_path, text)


def test_morphoj_is_not_written_with_a_gap_or_a_name_that_it_would_break(tmp_path):
    kind, scheme = format_called("morphoj"), Scheme(("S", "N"))
    one = LandmarkSet("a.png", {"S": Landmark("S", 1.0, 2.0)})
    with pytest.raises(TableError, match="lacks N"):
        write_points(tmp_path / "x.morphoj.txt", [one], scheme, [FILMS["a.png"]], kind)
    odd = LandmarkSet("a\t.png", {"S": Landmark("S", 1.0, 2.0)})
    with pytest.raises(TableError, match="tabs, quotes"):
        write_points(
            tmp_path / "x.morphoj.txt", [odd], Scheme(("S",)), [FilmRow("a\t.png", Size(9, 9))], kind
        )


SHAPES = """<shapes type=list>
	<image.name>a.png</image.name>
	<scaling type=vector names=FALSE length=1 as.numeric=TRUE >0.01</scaling>
	<scaling.units type=vector >cm</scaling.units>
	<landmarks.pixel type=matrix rownames=TRUE colnames=FALSE nrow=2 ncol=2 as.numeric=TRUE >
		Handle In	10.5	9.5
		Handle Out	NA	NA
	</landmarks.pixel>
	<landmarks.scaled type=matrix rownames=TRUE as.numeric=TRUE>
		Handle In	0.105	-0.095
	</landmarks.scaled>
	<curves.control type=list>
		<rim type=matrix rownames=FALSE as.numeric=TRUE>
			1	2
		</rim>
	</curves.control>
</shapes>
"""


def test_stereomorph_has_pixels_from_the_corner_and_a_scaling_in_units(tmp_path):
    found = read(tmp_path, SHAPES)
    assert positions(found) == [(10.0, 9.0), None]
    assert found.sets["a.png"].get("Handle Out").presence is Presence.UNPLACED
    assert found.spacings["a.png"].x == pytest.approx(0.1)
    assert any("1 curve" in note for note in found.notes)


@pytest.mark.parametrize(
    ("scaling", "words"),
    [
        ("<scaling >0.01</scaling>\n<scaling.units>pt</scaling.units>", "units 'pt' is not known"),
        ("<scaling >-1</scaling>\n<scaling.units>mm</scaling.units>", "no size of a pixel"),
        ("<scaling type=logical >NA</scaling>", ""),
    ],
)
def test_a_scaling_that_says_no_millimetres_is_left_out_with_a_word(tmp_path, scaling, words):
    start, end = SHAPES.index("\t<scaling type"), SHAPES.index("\t<landmarks.pixel")
    found = read(tmp_path, SHAPES[:start] + scaling + "\n" + SHAPES[end:])
    assert not found.spacings
    assert any(words in note for note in found.notes if "scaling" in note.casefold()) == bool(words)


def test_a_folder_of_shapes_is_named_like_its_films_and_is_no_challenge_text(tmp_path):
    spacing = Spacing(0.1, 0.1, SpacingSource.RULER)
    films = {name: FilmRow(name, Size(56, 40), spacing) for name in ("a.png", "sub/b.png")}
    sets = [LandmarkSet(film, {"S": Landmark("S", 1.25, 2.5, origin=Origin.ANNOTATED)}) for film in films]
    out = tmp_path / "shapes"
    made = write_points(out, sets, Scheme(("S", "N")), list(films.values()), format_called("stereomorph"))
    assert sorted(path.relative_to(out).as_posix() for path in made.files) == ["a.txt", "sub/b.txt"]
    found = read_folder(out, films)
    assert [positions(found, film)[0] for film in films] == [(1.25, 2.5)] * 2
    assert found.spacings["a.png"].x == 0.1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SHAPES.replace("</landmarks.pixel>", ""), "no <landmarks.pixel> that is closed"),
        (SHAPES.replace("\t10.5\t9.5", "\t10.5"), "no name and two numbers"),
        (SHAPES.replace("10.5", "ten"), "no pair of numbers"),
        (SHAPES.replace("Handle Out", "Handle In"), "two points called Handle In"),
    ],
)
def test_a_shapes_file_that_is_wrong_says_so(tmp_path, text, words):
    with pytest.raises(TableError, match=words):
        read(tmp_path, text)
