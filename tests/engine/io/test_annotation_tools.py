"""Files of CVAT, Label Studio and VIA as these write them: whose points count, and what is not taken over."""

import json

import pytest
from written_points import write_points

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.io.point_files import format_called, read_points
from engine.io.table_write import FilmRow
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

FILMS = {name: FilmRow(name, Size(50, 40)) for name in ("a.png", "sub/a film.png")}


def read(tmp_path, text, films=FILMS, name="in.txt"):
    path = tmp_path / name
    path.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
    return read_points(path, films)


def places(marks):
    return {mark.name: tuple(round(value, 6) for value in mark.position) for mark in marks.placed()}


# ------------------------------------------------------------------------------------------------------ CVAT

DRAWING = "".join(
    [
        '<line x1="36.3" y1="45.9" x2="59" y2="23" stroke="black" data-type="edge" data-node-from="2" ',
        'stroke-width="0.5" data-node-to="1"></line>',
        *(
            f'<circle r="1.5" cx="2" cy="2" data-type="element node" data-element-id="{n}" '
            f'data-node-id="{n}" '
            f'data-label-name="{name}"></circle>'
            for n, name in ((1, "Sella"), (2, "N &amp;amp; M"))
        ),
    ]
)
TASK = f"""<?xml version="1.0" encoding="utf-8"?>
<annotations><version>1.1</version><meta><task><id>7</id><name>films</name><mode>annotation</mode><labels>
<label><name>head</name><color>#5c5eba</color><type>skeleton</type><attributes><attribute><name>age</name>
</attribute></attributes><svg>{DRAWING.replace("<", "&lt;").replace(">", "&gt;")}</svg></label>
<label><name>N &amp; M</name><type>points</type><attributes></attributes><parent>head</parent></label>
<label><name>Sella</name><type>points</type><attributes></attributes><parent>head</parent></label>
</labels></task></meta>
"""


def cvat(shapes, image='name="a.png" width="50" height="40"'):
    return f'{TASK}<image id="0" {image}>{shapes}</image></annotations>\n'


def test_the_skeleton_of_cvat_counts_from_the_corner_and_knows_what_is_outside(tmp_path):
    shapes = """<skeleton label="head" source="manual" z_order="0">
<points label="Sella" source="manual" occluded="1" outside="0" points="10.50,9.50"></points>
<points label="N &amp; M" source="manual" occluded="0" outside="1" points="3.00,3.00"></points></skeleton>"""
    found = read(tmp_path, cvat(shapes))
    sella, absent = (found.sets["a.png"].get(name) for name in ("Sella", "N & M"))
    assert (sella.position, sella.presence) == ((10.0, 9.0), Presence.OCCLUDED)
    assert (absent.position, absent.presence) == (None, Presence.ABSENT)
    assert found.scheme.names == ("N & M", "Sella")
    assert found.scheme.lines == (("N & M", "Sella"),)


def test_shapes_of_points_in_cvat_are_called_by_their_label(tmp_path):
    shapes = """<points label="S" source="auto" occluded="0" points="1.5,2.5" z_order="0">
<attribute name="x">y</attribute></points>
<points label="pair" source="manual" occluded="0" points="1.5,2.5;3.5,4.5" z_order="0"></points>
<box label="car" source="manual" occluded="0" xtl="1" ytl="1" xbr="2" ybr="2" z_order="0"></box>"""
    found = read(tmp_path, cvat(shapes))
    marks = found.sets["a.png"]
    assert places(marks) == {"S": (1, 2), "pair-1": (1, 2), "pair-2": (3, 4)}
    assert [mark.name for mark in marks.placed() if mark.origin is Origin.PREDICTED] == ["S"]
    assert any("no points: 1 x box" in note for note in found.notes)
    assert any("numbered" in note for note in found.notes)


POINT = '<points label="S" points="1,1"></points>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (cvat(POINT * 2), "two points called S"),
        (cvat(POINT, 'name="a.png" width="40" height="50"'), "of another picture"),
        (f"{TASK}<track id='0' label='S'>{POINT}</track></annotations>", "CVAT for video"),
        (cvat("<points label='S' points='1,x'></points>"), "damaged"),
        (cvat("<points label='S'></points>"), "damaged"),
        (cvat("<a>" * 40 + "</a>" * 40), "nests deeper than 32"),
        (cvat(POINT).replace("<annotations>", "<!DOCTYPE a [<!ENTITY b 'c'>]><annotations>"), "type of docu"),
        (cvat(POINT)[:-20], "damaged"),
    ],
)
def test_a_file_of_cvat_that_is_wrong_is_refused_in_a_sentence(tmp_path, text, words):
    with pytest.raises(TableError, match=words):
        read(tmp_path, text)


def test_names_with_the_signs_of_xml_come_back_with_their_lines(tmp_path):
    names = ("a<b", 'c"d', "e&amp;'f")
    scheme = Scheme(names, lines=(names,))
    marks = LandmarkSet("sub/a film.png", {name: Landmark(name, 1.25, 2.5) for name in names})
    write_points(tmp_path / "a.cvat.xml", [marks], scheme, [FILMS["sub/a film.png"]], format_called("cvat"))
    found = read_points(tmp_path / "a.cvat.xml", FILMS)
    assert found.scheme.names == names
    assert found.scheme.lines == (names[:2], names[1:])
    with pytest.raises(TableError, match="which XML cannot hold"):
        format_called("cvat").write([], Scheme(("a\x01",)))


# ----------------------------------------------------------------------------------------------- Label Studio


def keypoint(label, x, y, **more):
    value = {"x": x, "y": y, "width": 0.4, "keypointlabels": [label]}
    result = {"original_width": 50, "original_height": 40, "image_rotation": 0, "value": value}
    return {**result, "id": label, "from_name": "kp", "to_name": "img", "type": "keypointlabels", **more}


def annotation(*results, by=1, **more):
    return {"id": 1, "completed_by": by, "result": list(results), "was_cancelled": False, **more}


def task(*annotations, image="/data/upload/3/0a1b2c3d-a.png", **more):
    return {"id": 5, "annotations": list(annotations), "predictions": [], "data": {"image": image}, **more}


S = keypoint("S", 21.0, 23.75)  # x = 0.21 * 50 - 0.5, y = 0.2375 * 40 - 0.5


def test_per_cent_become_pixels_and_an_upload_loses_what_stands_before_its_name(tmp_path):
    found = read(tmp_path, [task(annotation(S))])
    assert places(found.sets["a.png"]) == {"S": (10.0, 9.0)}
    assert found.sets["a.png"].reader == "1"
    assert found.notes == ("Named without what stands before an upload: 1 film (0a1b2c3d-a.png).",)


@pytest.mark.parametrize(
    ("address", "film"),
    [
        ("a.png", "a.png"),
        ("/data/local-files/?d=sub/a%20film.png", "sub/a film.png"),
        ("/data/local-files/?d=sub/a film.png", "sub/a film.png"),
        ("s3://bucket/sub/a film.png", "sub/a film.png"),
        ("https://host:8080/some/where/a.png?token=b.png", "a.png"),
        ("C:\\films\\sub\\a film.png", "sub/a film.png"),
    ],
)
def test_pictures_are_found_wherever_label_studio_has_them(tmp_path, address, film):
    assert list(read(tmp_path, [task(annotation(S), image=address)]).sets) == [film]


def test_each_annotator_is_a_reader_and_cancelled_annotations_do_not_count(tmp_path):
    other = annotation(keypoint("S", 1.0, 1.25), by={"id": 2, "email": "b@example.org"})
    cancelled = annotation(keypoint("S", 90.0, 90.0), by=3, was_cancelled=True)
    found = read(tmp_path, [task(annotation(S), other, cancelled, drafts=[{"id": 1}])])
    assert found.sets["a.png"].reader == "1"
    assert [(marks.reader, places(marks)) for marks in found.others] == [("b@example.org", {"S": (0.0, 0.0)})]
    assert "Left out: 1 cancelled annotation." in found.notes
    assert "Left out: 1 draft." in found.notes


def test_predictions_fill_what_nobody_has_decided_on(tmp_path):
    older = {"id": 7, "model_version": "old", "result": [keypoint("N", 50, 50)]}
    newer = {"id": 8, "model_version": "new", "result": [keypoint("S", 3.0, 3.75), keypoint("N", 11.0, 3.75)]}
    found = read(tmp_path, [task(annotation(S), predictions=[older, newer])])
    marks = found.sets["a.png"]
    assert places(marks) == {"S": (10.0, 9.0), "N": (5.0, 1.0)}
    assert (marks.get("S").origin, marks.get("N").origin) == (None, Origin.PREDICTED)
    assert "Left out: 1 older prediction." in found.notes
    assert "Left out: 1 predicted point beside one of a person." in found.notes
    both = annotation(S, keypoint("N", 50, 50))
    assert (
        "Left out: 2 predicted points beside one of a person."
        in read(tmp_path, [task(both, predictions=[newer])]).notes
    )
    taken = annotation(S, parent_prediction=8)
    assert list(places(read(tmp_path, [task(taken, predictions=[newer])]).sets["a.png"])) == ["S"]


@pytest.mark.parametrize(
    ("words", "presence"),
    [
        (["blurred", "occluded"], Presence.OCCLUDED),
        ("occluded", Presence.OCCLUDED),
        ("not occluded", Presence.PRESENT),
    ],
)
def test_a_region_is_occluded_where_its_text_is_that_word_alone(tmp_path, words, presence):
    found = read(tmp_path, [task(annotation({**S, "meta": {"text": words}}))])
    assert found.sets["a.png"].get("S").presence is presence


def test_what_is_no_point_or_lies_on_a_turned_picture_is_told(tmp_path):
    box = {"type": "rectanglelabels", "value": {}, "id": "b"}
    turned = keypoint("N", 5, 5, image_rotation=90)
    found = read(tmp_path, [task(annotation(S, box, {"type": "relation"}, turned))])
    assert list(places(found.sets["a.png"])) == ["S"]
    assert "Left out, as they are no points: rectanglelabels." in found.notes
    assert "Left out: the points of films that were turned in Label Studio: a.png." in found.notes


def test_per_cent_of_a_film_whose_size_nobody_knows_are_asked_for(tmp_path):
    bare = {key: value for key, value in S.items() if not key.startswith("original")}
    assert places(read(tmp_path, [task(annotation(bare))]).sets["a.png"]) == {"S": (10.0, 9.0)}
    with pytest.raises(TableError, match="--images"):
        read(tmp_path, [task(annotation(bare))], None)


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        ([task(annotation(S, S))], "two points called S"),
        ([task(annotation(S), annotation(S))], "several annotations of one person"),
        ([task(annotation(S)), task(annotation(S))], "two films called a.png"),
        ([task(annotation(S), image=4)], "names 0 pictures"),
        ([task(annotation(keypoint("S", 1, 1, original_width=40)))], "of another picture"),
        ([{"image": "a.png", "kp": [{"x": 1, "y": 1, "keypointlabels": ["S"]}]}], "as in JSON-MIN"),
        ([task(annotation(keypoint("S", "one", 1)))], "not laid out"),
    ],
)
def test_a_file_of_label_studio_that_is_wrong_is_refused_in_a_sentence(tmp_path, tasks, words):
    with pytest.raises(TableError, match=words):
        read(tmp_path, tasks)


# -------------------------------------------------------------------------------------------------------- VIA


def region(x, y, shape="point", **attributes):
    return {"shape_attributes": {"name": shape, "cx": x, "cy": y}, "region_attributes": attributes}


def via(*regions, name="a.png", size=1234):
    entry = {"filename": name, "size": size, "regions": list(regions), "file_attributes": {}}
    return {f"{name}{size}": entry}


def test_annotations_and_projects_of_via_count_from_the_corner(tmp_path):
    images = via(region(10.5, 9.5, Landmark="S"), region(1, 1, "circle", Landmark="c"))
    project = {"_via_settings": {}, "_via_img_metadata": images, "_via_attributes": {}}
    numbered = {"a.png1234": {**images["a.png1234"], "regions": {"0": region(10.5, 9.5, Landmark="S")}}}
    for values in (images, project, numbered):
        found = read(tmp_path, values)
        assert places(found.sets["a.png"]) == {"S": (10.0, 9.0)}
    assert any("no points: 1 x circle" in note for note in read(tmp_path, images).notes)


def test_the_table_of_via_has_a_region_a_line(tmp_path):
    text = (
        "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes\n"
        'a.png,1234,"{}",2,0,"{""name"":""point"",""cx"":10.5,""cy"":9.5}","{""name"":""S, T""}"\n'
        'a.png,1234,"{}",2,1,"{""name"":""rect"",""x"":1,""y"":1,""width"":2,""height"":2}","{}"\n'
        '"sub/a film.png",77,"{}",0,0,"{}","{}"\n'
    )
    for table in (text, "#" + text):
        found = read(tmp_path, table, name="via.csv")
        assert places(found.sets["a.png"]) == {"S, T": (10.0, 9.0)}
        assert any("no points: 1 x rect" in note for note in found.notes)
    with pytest.raises(TableError, match="not laid out as such files are"):
        read(tmp_path, text.replace('"{}",2,0,"{', '"{}",2,0,"['), name="via.csv")


def test_a_project_of_via_3_calls_attributes_and_options_by_numbers(tmp_path):
    options = {"0": "Sella", "1": "Nasion"}
    values = {
        "project": {"pid": "__VIA_PROJECT_ID__"},
        "attribute": {"1": {"aname": "landmark", "type": 4, "options": options}},
        "file": {"1": {"fid": "1", "fname": "a.png", "type": 2, "loc": 1, "src": ""}},
        "metadata": {
            "1_a": {"vid": "1", "flg": 0, "z": [], "xy": [1, 10.5, 9.5], "av": {"1": "1"}},
            "1_b": {"vid": "1", "flg": 0, "z": [], "xy": [2, 1, 1, 5, 5], "av": {}},
        },
        "view": {"1": {"fid_list": ["1"]}},
    }
    found = read(tmp_path, values)
    assert places(found.sets["a.png"]) == {"Nasion": (10.0, 9.0)}
    assert any("no points: 1 x rect" in note for note in found.notes)


def test_the_attribute_that_names_landmarks_is_never_guessed(tmp_path):
    known = read(tmp_path, via(region(1, 1, side="left", name="S")))
    assert list(places(known.sets["a.png"])) == ["S"]
    assert any("the attributes side" in note for note in known.notes)
    with pytest.raises(TableError, match="the attributes side, kind, and none is called name"):
        read(tmp_path, via(region(1, 1, side="left", kind="S")))
    ticked = read(tmp_path, via(region(1, 1, kind={"S": True, "N": False}), region(2, 2, kind={})))
    assert list(places(ticked.sets["a.png"])) == ["S"]
    assert any("1 point whose attribute kind is empty" in note for note in ticked.notes)
    bare = read(tmp_path, via(region(1, 1), region(2, 2)))
    assert list(places(bare.sets["a.png"])) == ["1", "2"]
    assert any("numbered in the order" in note for note in bare.notes)


def test_two_files_of_one_name_or_two_points_of_one_are_refused(tmp_path):
    with pytest.raises(TableError, match=r"two films called a\.png"):
        read(tmp_path, via(region(1, 1, name="S")) | via(region(2, 2, name="S"), size=99))
    with pytest.raises(TableError, match="two points called S"):
        read(tmp_path, via(region(1, 1, name="S"), region(2, 2, name="S")))
