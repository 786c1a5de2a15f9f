"""Files of other programs: each format comes back as it went, and says what it cannot hold."""

import json

import numpy as np
import PIL.Image
import pytest
import SimpleITK as sitk
from dicom_files import film_dataset, films_in_dicom, save
from written_points import write_points

from engine.errors import EngineError, TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.atomic import WriteError
from engine.io.exchange.point_file import BinaryFormat, Frame, PointFormat
from engine.io.images import read_image
from engine.io.point_files import (
    format_by_suffix,
    format_called,
    is_points_file,
    point_formats,
    read_folder,
    read_points,
)
from engine.io.table_write import FilmRow
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

SCHEME = Scheme(("Sella", "Gn", "gn", "Ö 1"), lines=(("Sella", "Gn"), ("Gn", "gn")))
SPACING = Spacing(0.1, 0.1, SpacingSource.PIXEL_SPACING)
FILMS = {
    name: FilmRow(name, Size(56, 40), SPACING, file_spacing=SPACING) for name in ("sub/a film.png", "b.png")
}
PLACES = {"Sella": (0.0, 0.0), "Gn": (30.5, 34.75), "gn": (55.25, 39.0), "Ö 1": (10.0, 9.0)}
ALL = point_formats()
NEED_ALL = ("isbi", "morphoj")  # have a place for every landmark, and no word for a missing one


def marks_of(film, origin=Origin.ANNOTATED, places=PLACES, presence=Presence.PRESENT):
    return LandmarkSet(
        film, {name: Landmark(name, x, y, presence, origin) for name, (x, y) in places.items()}
    )


def written(kind, sets, folder, films=FILMS, **options):
    """The sets, written as `kind`: a file, or a folder of them."""
    out = folder / "out" if kind.one_film else folder / f"points{kind.suffixes[0]}"
    films = known(kind, folder, films)
    return out, write_points(out, sets, SCHEME, [films[marks.film] for marks in sets], kind, **options)


def known(kind, folder, films=FILMS):
    """The films, as files where the format holds a part of these."""
    return films_in_dicom(films, folder / "films") if kind and kind.needs_films else films


def read_again(kind, out, films=FILMS, scheme=SCHEME):
    films = known(kind, out.parent, films)
    return (read_folder if out.is_dir() else read_points)(out, films, scheme)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_points_come_back_where_they_were(tmp_path, kind):
    sets = [marks_of(film) for film in FILMS]
    out, _ = written(kind, sets, tmp_path)
    found = read_again(kind, out)
    within = 0.5 if kind.decimals == 0 else 0.001
    for marks in sets:
        for name, place in PLACES.items():
            position = found.sets[marks.film].get(name).position
            assert position == pytest.approx(place, abs=within), (marks.film, name)
    assert out.is_dir() or out.name.endswith(kind.suffixes[0])


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_what_is_written_is_recognised_by_its_content(tmp_path, kind):
    _, made = written(kind, [marks_of("b.png")], tmp_path)
    (path,) = made.files
    assert kind.in_folders or format_by_suffix(path) is kind
    content = path.read_bytes()
    texts = [] if isinstance(kind, BinaryFormat) else [each for each in ALL if isinstance(each, PointFormat)]
    found = [each for each in texts if each.recognises(content.decode("utf-8"))]
    found += [each for each in ALL if isinstance(each, BinaryFormat) and each.recognises(content)]
    assert found == [kind]


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.marks_unreviewed], ids=lambda kind: kind.name)
def test_a_prediction_that_nobody_has_decided_on_says_so(tmp_path, kind):
    marks = marks_of("b.png").with_landmarks(
        [Landmark("Gn", 30.5, 34.75, Presence.PRESENT, Origin.PREDICTED)]
    )
    out, made = written(kind, [marks], tmp_path)
    found = read_again(kind, out).sets["b.png"]
    assert [mark.name for mark in found.placed() if mark.origin is Origin.PREDICTED] == ["Gn"]
    assert not any("nobody has decided" in note for note in made.notes)


@pytest.mark.parametrize(
    "kind", [kind for kind in ALL if not kind.marks_unreviewed], ids=lambda kind: kind.name
)
def test_where_it_cannot_it_is_left_out_unless_it_is_wanted(tmp_path, kind):
    marks = marks_of("b.png", Origin.PREDICTED)
    if kind.name in NEED_ALL:
        with pytest.raises(TableError, match="lacks Sella"):
            written(kind, [marks], tmp_path)
    else:
        out, made = written(kind, [marks], tmp_path)
        assert "Left out: 4 predictions that nobody has decided on." in made.notes
    out, made = written(kind, [marks], tmp_path, with_unreviewed=True)
    assert len(read_again(kind, out).sets["b.png"].placed()) == 4
    assert "Written like all others: 4 predictions that nobody has decided on." in made.notes


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
@pytest.mark.parametrize("presence", [Presence.ABSENT, Presence.OCCLUDED])
def test_what_a_format_has_no_word_for_is_said_when_it_is_written(tmp_path, kind, presence):
    if presence is Presence.ABSENT and kind.name in NEED_ALL:
        return  # see above
    place = PLACES["gn"] if presence is Presence.OCCLUDED else (None, None)
    marks = marks_of("b.png").with_landmarks([Landmark("gn", *place, presence, Origin.ANNOTATED)])
    out, made = written(kind, [marks], tmp_path)
    is_lost = read_again(kind, out).sets["b.png"].get("gn").presence is not presence
    assert sum(f"cannot say that a landmark is {presence}" in note for note in made.notes) == is_lost


@pytest.mark.parametrize("name", ["tps", "stereomorph"])
def test_a_scale_of_one_number_is_left_away_with_a_word_where_pixels_are_not_square(tmp_path, name):
    films = {"b.png": FilmRow("b.png", Size(56, 40), Spacing(0.1, 0.2, SpacingSource.PIXEL_SPACING))}
    _, made = written(format_called(name), [marks_of("b.png")], tmp_path, films)
    assert "Without a pixel spacing, as their pixels are not square: 1 film (b.png)." in made.notes


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_landmark_without_a_place_is_no_point(tmp_path, kind):
    if kind.name in NEED_ALL:
        return  # see above
    marks = marks_of("b.png").with_landmarks([Landmark("gn", presence=Presence.ABSENT)])
    out, _ = written(kind, [marks], tmp_path)
    found = read_again(kind, out).sets["b.png"]
    assert found.get("gn").position is None
    assert len(found.placed()) == 3


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_presence_comes_back_or_its_loss_is_told(tmp_path, kind):
    said = {Presence.OCCLUDED: kind.marks_occluded}
    marks = marks_of("b.png").with_landmarks([Landmark("Gn", 30.5, 34.75, Presence.OCCLUDED)])
    if kind.name not in NEED_ALL:
        said[Presence.ABSENT] = kind.marks_absent
        marks = marks.with_landmarks([Landmark("gn", presence=Presence.ABSENT)])
    out, made = written(kind, [marks], tmp_path)
    found = {mark.presence for mark in read_again(kind, out).sets["b.png"].landmarks.values()}
    for presence, can_say in said.items():
        words = f"{kind.title} cannot say that a landmark is {presence}"
        is_told = any(note.startswith(words) for note in made.notes)
        assert (presence in found) == can_say != is_told, presence


@pytest.mark.parametrize(
    ("frame", "place"),
    [
        (Frame.CENTRE, (10.0, 9.0)),
        (Frame.CORNER, (10.5, 9.5)),
        (Frame.UP_CENTRE, (10.0, 30.0)),
        (Frame.PERCENT, (18.75, 23.75)),
        (Frame.UP_EDGE, (10.0, 31.0)),
        (Frame.LPS, (1.0, 1.8)),
        (Frame.RAS, (-1.0, -1.8)),
    ],
)
def test_each_frame_places_a_pixel_where_it_says(frame, place):
    spacing = Spacing(0.1, 0.2, SpacingSource.PIXEL_SPACING)
    film = FilmRow("a.png", Size(56, 40), file_spacing=spacing)
    assert frame.from_pixels((10.0, 9.0), film) == pytest.approx(place)
    assert frame.to_pixels(place, film) == pytest.approx((10.0, 9.0))


def test_slicer_divides_by_no_magnification(tmp_path):
    distances = {"DistanceSourceToDetector": 1800, "DistanceSourceToPatient": 1500}
    dataset = film_dataset(np.zeros((40, 56), np.uint16), ImagerPixelSpacing=[0.2, 0.1], **distances)
    image = read_image(save(dataset, tmp_path / "a.dcm"))
    assert image.spacing.x == pytest.approx(0.1 * 1500 / 1800)
    seen = sitk.ReadImage(str(tmp_path / "a.dcm"))  # as Slicer reads it
    place = seen.TransformIndexToPhysicalPoint((30, 20, 0)[: seen.GetDimension()])
    film = FilmRow.of("a.dcm", image)
    assert Frame.LPS.to_pixels(place[:2], film) == pytest.approx((30.0, 20.0))
    assert Frame.LPS.from_pixels((30.0, 20.0), film) == pytest.approx(place[:2])


@pytest.mark.parametrize("name", ["slicer", "fcsv"])
def test_a_millimetre_that_had_to_be_taken_for_a_pixel_is_told_both_ways(tmp_path, name):
    bare = {"b.png": FilmRow("b.png", Size(56, 40))}
    words = "taken for 1 mm, as in Slicer, where the film's own file states no spacing or is not at hand"
    out, made = written(format_called(name), [marks_of("b.png")], tmp_path, bare)
    assert any(words in note for note in made.notes)
    (path,) = out.iterdir()
    for films in (bare, None):
        assert any(words in note for note in read_points(path, films).notes)
    assert not any(words in note for note in read_points(path, FILMS).notes)


def test_a_magnification_that_nobody_knows_any_more_is_no_guess():
    spacing = Spacing(0.1, 0.1, SpacingSource.IMAGER_MAGNIFIED)  # as a project keeps it
    with pytest.raises(TableError, match="read again"):
        Frame.LPS.to_pixels((1.0, 1.0), FilmRow("a.dcm", Size(56, 40), file_spacing=spacing))


def test_what_a_person_says_of_millimetres_is_not_known_to_slicer():
    typed = FilmRow("a.png", Size(56, 40), Spacing(0.5, 0.5, SpacingSource.TYPED))
    assert Frame.LPS.from_pixels((10.0, 9.0), typed) == (10.0, 9.0)
    assert Frame.LPS.to_pixels((10.0, 9.0), typed) == (10.0, 9.0)


def test_a_landmark_that_nobody_has_placed_is_not_absent_after_tps(tmp_path):
    marks = marks_of("b.png", places={"Sella": (1.0, 2.0)}).with_landmarks(
        [Landmark("gn", presence=Presence.ABSENT)]
    )
    out, _ = written(format_called("tps"), [marks], tmp_path)
    found = read_again(None, out).sets["b.png"]
    assert (found.get("Gn").presence, found.get("gn").presence) == (Presence.UNPLACED, Presence.ABSENT)


def test_films_whose_names_have_points_keep_them(tmp_path):
    films = {name: FilmRow(name, Size(56, 40)) for name in ("1.2.840.1", "1.2.840.2", "P12.Left.png")}
    out, made = written(format_called("slicer"), [marks_of(film) for film in films], tmp_path, films)
    assert sorted(path.name for path in made.files) == [
        "1.2.840.1.mrk.json", "1.2.840.2.mrk.json", "P12.Left.mrk.json",
    ]  # fmt: skip
    assert read_again(None, out, films).sets.keys() == films.keys()


def test_napari_with_blanks_in_its_header_is_read(tmp_path):
    path = text_file(tmp_path, "index, axis-0, axis-1\n0, 9.0, 10.0\n", "b.csv")
    assert read_points(path, FILMS).sets["b.png"].get("1").position == (10.0, 9.0)


def test_a_frame_that_needs_the_films_size_asks_for_it():
    with pytest.raises(TableError, match="--images"):
        Frame.UP_CENTRE.to_pixels((1.0, 1.0), FilmRow("a.png"))


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.other_frames], ids=lambda kind: kind.name)
def test_where_a_format_does_not_say_how_y_goes_it_is_said_and_can_be_chosen(tmp_path, kind):
    for frame in (kind.frame, *kind.other_frames):
        chosen = kind.counted_in(frame)
        out, _ = written(chosen, [marks_of("b.png")], tmp_path / frame.word)
        found = read_points(out, FILMS, SCHEME, chosen)
        assert found.sets["b.png"].get("Gn").position == pytest.approx((30.5, 34.75))
        assert any(f"read as {frame.word}" in note for note in found.notes)
    below = kind.counted_in(Frame.UP_EDGE)
    out, _ = written(below, [marks_of("b.png")], tmp_path)
    assert read_points(out, FILMS, SCHEME).sets["b.png"].get("Gn").position == pytest.approx((30.5, 33.75))
    with pytest.raises(TableError, match=r"does not count in lps: choose one of up-centre, up-edge"):
        kind.counted_in(Frame.LPS)


def text_file(tmp_path, text, name):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


CURVE = "CURVES=1\r\nPOINTS=2\r\n1 1\r\n2 2\r\n"
TPS = f"LM=2\r\n10 30\r\n-1.00000 -1.00000\r\n{CURVE}IMAGE=b.png\r\nID=an id\r\nSCALE={{}}\r\n"


@pytest.mark.parametrize(
    ("scale", "mm"), [("0,1", 0.1), ("0.25", 0.25), ("", None), ("0", None), ("mm", None)]
)
def test_tps_counts_from_the_bottom_and_knows_missing_points_and_scales(tmp_path, scale, mm):
    found = read_points(text_file(tmp_path, TPS.format(scale), "in.tps"), FILMS)
    marks = found.sets["b.png"]
    assert marks.get("1").position == (10.0, 9.0)
    assert marks.get("2").presence is Presence.ABSENT
    assert [spacing.x for spacing in found.spacings.values()] == ([mm] if mm else [])
    assert any("1 curve" in note for note in found.notes)
    (words,) = (note for note in found.notes if "SCALE" in note)
    assert ("names no unit and was taken for mm" in words) == (mm is not None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("LM=3\n1 1\n2 2\nIMAGE=b.png\n", "LM=3 is followed by 2 points"),
        ("LM=1\n1 1\n2 2\nIMAGE=b.png\n", "belongs to no landmarks"),
        ("LM=1\n1 1\n", "names no film"),
        ("LM=1\n1 one\nIMAGE=b.png\n", "no pair of numbers"),
        ("LM=1\n1 1 1\nIMAGE=b.png\n", "two numbers, not 3"),
        ("LM=99999999\n", "no number of points"),
    ],
)
def test_a_tps_that_is_wrong_says_where(tmp_path, text, words):
    with pytest.raises(TableError, match=words):
        read_points(text_file(tmp_path, text, "in.tps"), FILMS)


def test_two_specimens_of_one_film_are_refused_and_not_taken_for_lines(tmp_path):
    text = "LM=1\n1 1\nIMAGE=b.png\nID=1\nLM=1\n2 1\nIMAGE=b.png\nID=2\n"
    with pytest.raises(TableError, match="Two entries of the file both give 1 of b"):
        read_points(text_file(tmp_path, text, "in.tps"), FILMS)


def coco(**changed):
    annotation = {"id": 0, "image_id": 0, "category_id": 1, "keypoints": [10, 9, 2, 0, 0, 0, 30.5, 4, 1]}
    category = {"id": 1, "name": "hand", "keypoints": ["A", "B", "C"], "skeleton": [[1, 2], [2, 3]]}
    image = {"id": 0, "file_name": "b.png", "width": 56, "height": 40}
    values = {"images": [image], "annotations": [{**annotation, **changed}], "categories": [category]}
    return json.dumps(values)


def test_coco_says_how_well_a_point_is_seen_and_counts_its_skeleton_from_1(tmp_path):
    found = read_points(text_file(tmp_path, coco(), "in.json"), FILMS)
    marks = found.sets["b.png"]
    assert (marks.get("A").position, marks.get("A").presence) == ((10.0, 9.0), Presence.PRESENT)
    assert marks.get("B").presence is Presence.UNPLACED
    assert (marks.get("C").position, marks.get("C").presence) == ((30.5, 4.0), Presence.OCCLUDED)
    assert found.scheme.lines == (("A", "B"), ("B", "C"))
    out = tmp_path / "out.coco.json"
    write_points(out, [marks], found.scheme, [FILMS["b.png"]], format_called("coco"))
    again = json.loads(out.read_text("utf-8"))
    assert again["categories"][0]["skeleton"] == [[1, 2], [2, 3]]
    assert again["annotations"][0]["keypoints"] == [10, 9, 2, 0, 0, 0, 30.5, 4, 1]
    assert again["annotations"][0]["num_keypoints"] == 2


def test_boxes_beside_the_keypoints_of_coco_are_told(tmp_path):
    values = json.loads(coco())
    values["annotations"].append({"id": 1, "image_id": 0, "category_id": 1, "bbox": [0, 0, 5, 5]})
    found = read_points(text_file(tmp_path, json.dumps(values), "in.json"), FILMS)
    assert len(found.sets["b.png"].placed()) == 2
    assert found.notes == ("Left out: 1 annotation without keypoints.",)


@pytest.mark.parametrize("keypoints", [[10, 9, 2], "no", [10, 9, 7] * 3, None])
def test_a_coco_file_that_is_wrong_is_refused_in_a_sentence(tmp_path, keypoints):
    with pytest.raises(TableError):
        read_points(text_file(tmp_path, coco(keypoints=keypoints), "in.json"), FILMS)


def labelme(shapes, width=56, height=40):
    values = {"version": "5.4.1", "flags": {}, "shapes": shapes, "imagePath": "b.png", "imageData": None}
    return json.dumps({**values, "imageHeight": height, "imageWidth": width})


def shape(label, x, y, kind="point"):
    return {"label": label, "points": [[x, y]], "shape_type": kind, "flags": {}}


def test_labelme_counts_from_the_corner_and_other_shapes_are_told(tmp_path):
    text = labelme([shape("N", 10.5, 9.5), shape("box", 1, 1, "rectangle"), shape("out", -3.0, 60.0)])
    found = read_points(text_file(tmp_path, text, "b.json"), FILMS)
    assert found.sets["b.png"].get("N").position == (10.0, 9.0)
    assert found.sets["b.png"].get("out").position is None
    assert any("no points: box" in note for note in found.notes)
    assert any("outside their film: out of b.png" in note for note in found.notes)


def test_each_thing_that_is_left_out_is_told_by_itself_under_the_names_of_the_scheme(tmp_path):
    values = json.loads(coco(keypoints=[-9, 3, 2, 7, 8, 2]))
    values["categories"][0] = {"id": 1, "name": "head", "keypoints": ["s", "N"], "skeleton": []}
    values["images"].append({"id": 2, "file_name": "far.png", "width": 56, "height": 40})
    values["annotations"].append({**values["annotations"][0], "id": 2, "image_id": 2})
    coco_file = json.dumps(values)
    found = read_points(text_file(tmp_path, coco_file, "in.json"), FILMS, Scheme(("S", "N")))
    told = [(each.film, each.landmark, each.why) for each in found.left_out]
    assert told == [("far.png", "", "no such film in the folder"), ("b.png", "S", "outside the film (-9, 3)")]
    assert all(each.note in found.notes for each in found.left_out)
    assert found.kind == "COCO keypoints"


def test_a_folder_is_looked_through_by_what_files_hold(tmp_path):
    texts = {
        "a.json": (labelme([shape("N", 1, 1)]), True),
        "onemark.project.json": ('{"format": "onemark-project", "films": {}}', False),
        "points.csv": ("image,landmark,x_px,y_px\nb.png,N,1,1\n", True),
        "spacing.csv": ("image,mm_per_px\nb.png,0.1\n", False),
        "readme.txt": ("what I think of them\n", False),
        "b.png": ("image,landmark,x_px,y_px\nb.png,N,1,1\n", False),
    }
    said = {name: is_points_file(text_file(tmp_path, text, name)) for name, (text, _) in texts.items()}
    assert said == {name: expected for name, (_, expected) in texts.items()}


def test_no_header_is_read_of_films_that_a_file_does_not_name(tmp_path):
    class Headers(dict):
        def __getitem__(self, film):
            asked.append(film)
            return super().__getitem__(film)

    asked = []
    films = Headers({f"{number}.png": FilmRow(f"{number}.png") for number in range(9)})
    read_points(text_file(tmp_path, "image,landmark,x_px,y_px\n3.png,N,1,1\n", "in.csv"), films)
    assert set(asked) == {"3.png"}


def test_labelme_refuses_two_points_of_a_name_and_a_picture_that_lies_otherwise(tmp_path):
    with pytest.raises(TableError, match="two points called N"):
        read_points(text_file(tmp_path, labelme([shape("N", 1, 1), shape("N", 2, 2)]), "b.json"), FILMS)
    turned = labelme([shape("N", 1, 1)], width=40, height=56)
    with pytest.raises(TableError, match="of one not upright"):
        read_points(text_file(tmp_path, turned, "b.json"), FILMS)


def test_slicers_older_table_turns_both_axes_where_it_says_ras(tmp_path):
    text = "# Markups fiducial file version = 5.0\n# CoordinateSystem = RAS\n"
    text += "# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc\n"
    row = "1,-1.0,-0.9,0,0,0,0,1,1,1,0,N,\n"
    found = read_points(text_file(tmp_path, text + row, "b.fcsv"), FILMS)
    assert found.sets["b.png"].get("N").position == pytest.approx((10.0, 9.0))
    lps = text_file(tmp_path, text.replace("RAS", "LPS") + row.replace("-", ""), "b.fcsv")
    again = read_points(lps, FILMS)
    assert again.sets["b.png"].get("N").position == pytest.approx((10.0, 9.0))


def test_slicer_5_says_behind_the_named_columns_of_its_older_table_which_points_are_missing(tmp_path):
    text = "# Markups fiducial file version = 5.2\n# CoordinateSystem = LPS\n"
    text += "# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID\n"
    rows = (("1,1,0.9", "N", 2), ("2,0,0", "later", 0), ("3,0,0", "gone", 3))
    text += "".join(f"{place},0,0,0,0,1,1,1,0,{name},,,{status},0\n" for place, name, status in rows)
    found = read_points(text_file(tmp_path, text, "b.fcsv"), FILMS).sets["b.png"]
    assert found.get("N").position == pytest.approx((10.0, 9.0))
    assert {name: found.get(name).presence for name in ("later", "gone")} == {
        "later": Presence.UNPLACED,
        "gone": Presence.ABSENT,
    }


def test_the_list_of_points_of_slicer_3_is_read(tmp_path):
    text = "# Fiducial List file /home/F.fcsv\n# version = 2\n# name = F\n# numPoints = 1\n"
    text += "# columns = label,x,y,z,sel,vis\nN,-1.0,-0.9,0,1,1\n"  # mm in RAS
    found = read_points(text_file(tmp_path, text, "b.fcsv"), FILMS)
    assert found.sets["b.png"].get("N").position == pytest.approx((10.0, 9.0))


def test_napari_names_row_before_column_and_no_film(tmp_path):
    path = text_file(tmp_path, "index,axis-0,axis-1\n0,9.0,10.0\n1,34.75,30.5\n", "points.csv")
    one = {"b.png": FILMS["b.png"]}
    found = read_points(path, one)
    assert found.sets["b.png"].get("1").position == (10.0, 9.0)
    assert any("only one here" in note for note in found.notes)
    with pytest.raises(TableError, match="knows no film"):
        read_points(path, FILMS)


def test_deeplabcut_names_its_film_in_one_column_or_in_three(tmp_path):
    text = "scorer,,,Inv,Inv,Inv,Inv\nbodyparts,,,N,N,S,S\ncoords,,,x,y,x,y\nlabeled-data,vid,b.png,10,9,,\n"
    found = read_points(text_file(tmp_path, text, "CollectedData_Inv.csv"), FILMS)
    assert found.sets["b.png"].get("N").position == (10.0, 9.0)
    assert found.sets["b.png"].get("S").presence is Presence.UNPLACED
    assert found.sets["b.png"].reader == "Inv"


def test_the_challenges_text_has_class_labels_behind_its_points(tmp_path):
    found = read_points(text_file(tmp_path, "10,9\n30,34\n1\n2\n", "b.txt"), FILMS)
    assert found.sets["b.png"].get("2").position == (30.0, 34.0)
    assert found.numbered
    assert any("2 class labels" in note for note in found.notes)


def test_a_format_of_one_film_a_file_wants_a_folder_for_several(tmp_path):
    sets = [marks_of(film) for film in FILMS]
    with pytest.raises(TableError, match="give a folder"):
        write_points(
            tmp_path / "x.labelme.json", sets, SCHEME, list(FILMS.values()), format_called("labelme")
        )


def test_of_a_folder_of_files_those_of_other_films_are_left_out_with_a_word(tmp_path):
    films = {name: FilmRow(name, Size(56, 40)) for name in ("b.png", "c.png")}
    out, _ = written(format_called("labelme"), [marks_of(film) for film in films], tmp_path, films)
    found = read_folder(out, FILMS)
    assert found.sets.keys() == {"b.png"}
    assert "Not in the folder: 1 film of the file (c.png)." in found.notes


def test_no_project_film_or_input_is_written_over(tmp_path):
    kind, sets = format_called("coco"), [marks_of("b.png")]
    project = text_file(tmp_path, '{"format": "onemark-project"}', "onemark.project.json")
    with pytest.raises(WriteError, match="OneMark project"):
        write_points(project, sets, SCHEME, [FILMS["b.png"]], kind)
    film = tmp_path / "film.png"
    PIL.Image.fromarray(np.zeros((4, 4), np.uint8)).save(film)
    with pytest.raises(WriteError, match="film"):
        write_points(film, sets, SCHEME, [FILMS["b.png"]], kind)
    source = text_file(tmp_path, coco(), "in.coco.json")
    with pytest.raises(WriteError, match="read by this work"):
        write_points(source, sets, SCHEME, [FILMS["b.png"]], kind, inputs=(source,))


def test_a_format_that_nobody_knows_is_named_with_those_that_are():
    with pytest.raises(EngineError, match=r"choose one of csv, coco, .*tps"):
        format_called("mat")
