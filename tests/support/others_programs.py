"""Run by the Python of `.venv-others`, without OneMark: libraries of others read and write landmarks.

`python others_programs.py FUNCTION` takes its arguments as a JSON object on standard input. `read_...`:
`path` and the `names` of the landmarks; prints film -> a pair a landmark in that order, null where none is.
`write_...`: `path`, `names`, `films` (film -> pairs) and `size` (width, height). Pairs are in the
frame of the format.
"""

import json
import math
import sys
from pathlib import Path


def _pairs(rows):
    """Pairs of plain numbers, None for those that are not numbers."""
    return [
        None if any(math.isnan(float(value)) for value in row) else [float(value) for value in row]
        for row in rows
    ]


def read_coco_by_pycocotools(path, names):
    from pycocotools.coco import COCO

    file = COCO(path)
    order = [file.loadCats(1)[0]["keypoints"].index(name) for name in names]
    films = {}
    for entry in file.anns.values():
        numbers = entry["keypoints"]
        seen = [numbers[3 * place : 3 * place + 2] if numbers[3 * place + 2] else None for place in order]
        films[file.imgs[entry["image_id"]]["file_name"]] = seen
    return films


def read_coco_by_sleap_io(path, names):
    import sleap_io

    return _films_of_sleap(sleap_io.load_coco(path), names)


def write_coco_by_sleap_io(path, names, films, size):
    import sleap_io

    sleap_io.save_coco(_labels_of_sleap(path, names, films), path, image_filenames=list(films))


def read_deeplabcut_by_pandas(path, names):
    import pandas

    table = pandas.read_csv(path, header=[0, 1, 2], index_col=0)
    scorer = table.columns[0][0]
    return {
        film: _pairs([[table.loc[film, (scorer, name, axis)] for axis in "xy"] for name in names])
        for film in table.index
    }


def write_deeplabcut_by_pandas(path, names, films, size):
    import pandas

    columns = pandas.MultiIndex.from_product(
        [["Ann"], names, ["x", "y"]], names=["scorer", "bodyparts", "coords"]
    )
    rows = [[value for pair in pairs for value in pair] for pairs in films.values()]
    pandas.DataFrame(rows, index=list(films), columns=columns).to_csv(path)


def read_deeplabcut_by_sleap_io(path, names):
    import sleap_io

    return _films_of_sleap(sleap_io.load_dlc(path), names)


def read_fcsv_by_slicerio(path, names):
    import slicerio

    (markup,) = slicerio.read_markups_fcsv(path)["markups"]
    assert markup["coordinateSystem"] == "LPS"
    points = {each["label"]: each["position"][:2] for each in markup["controlPoints"]}
    return {_film_of(path): [points.get(name) for name in names]}


def read_labelme_by_labelme(path, names):
    from labelme._label_file import LabelFile

    file = LabelFile(path)
    points = {shape["label"]: shape["points"][0] for shape in file.shapes if shape["shape_type"] == "point"}
    return {file.image_path: [points.get(name) for name in names]}


def write_labelme_by_labelme(path, names, films, size):
    from labelme._label_file import write_label_file

    ((film, pairs),) = films.items()
    shapes = [
        {"label": name, "points": [pair], "group_id": None, "shape_type": "point", "flags": {}}
        for name, pair in zip(names, pairs, strict=True)
    ]
    write_label_file(path, shapes=shapes, image_path=film, image_width=size[0], image_height=size[1])


def read_imagej_by_read_roi(path, names):
    from read_roi import read_roi_zip

    points = {name: [roi["x"][0], roi["y"][0]] for name, roi in read_roi_zip(path).items()}
    return {_film_of(path): [points.get(name) for name in names]}


def read_napari_by_napari(path, names):
    from napari_builtins.io._read import csv_to_layer_data

    places, meta, kind = csv_to_layer_data(path)
    assert kind == "points"
    points = {
        str(name): [float(column), float(row)]
        for name, (row, column) in zip(meta["properties"]["label"], places, strict=True)
    }
    return {_film_of(path): [points.get(name) for name in names]}


def write_napari_by_napari(path, names, films, size):
    import numpy
    from napari_builtins.io import napari_write_points

    (pairs,) = films.values()
    rows = numpy.array([[y, x] for x, y in pairs])
    napari_write_points(path, rows, {"properties": {"label": numpy.array(names)}})


def read_nts_by_morphops(path, names):
    from morphops.io import read_dta

    sets, films = read_dta(path)
    return {film: _pairs(rows) for film, rows in zip(films, sets, strict=True)}


def write_slicer_by_slicerio(path, names, films, size):
    import slicerio

    (pairs,) = films.values()
    lines = ["# Markups fiducial file version = 4.11", "# CoordinateSystem = LPS"]
    lines.append("# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID")
    lines += [
        f"{number},{x},{y},0,0,0,0,1,1,1,0,{name},,"
        for number, (name, (x, y)) in enumerate(zip(names, pairs, strict=True))
    ]
    older = Path(path).with_name("older.fcsv")
    older.write_text("\n".join(lines), encoding="utf-8")
    slicerio.fcsv_to_markups_json(str(older), path)


def read_sleap_by_sleap_io(path, names):
    import sleap_io

    return _films_of_sleap(sleap_io.load_slp(path), names)


def write_sleap_by_sleap_io(path, names, films, size):
    import sleap_io

    sleap_io.save_slp(_labels_of_sleap(path, names, films), path, embed=False)


def read_tps_by_ktch(path, names):
    from ktch.io import read_tps

    specimens = read_tps(path)
    specimens = specimens if isinstance(specimens, list) else [specimens]
    return {specimen.image_path: _pairs(specimen.to_numpy()) for specimen in specimens}


def write_tps_by_ktch(path, names, films, size):
    import numpy
    from ktch.io import write_tps

    stems = [Path(film).stem for film in films]
    write_tps(path, [numpy.array(pairs) for pairs in films.values()], image_path=list(films), idx=stems)


def write_tps_by_py_tps(path, names, films, size):
    import numpy
    from py_tps import TPSFile, TPSImage, TPSPoints

    images = [
        TPSImage(film, TPSPoints(numpy.array(pairs)), id_number=number)
        for number, (film, pairs) in enumerate(films.items())
    ]
    TPSFile(images).write_to_file(path)


def _film_of(path):
    """The film that a file does not name is called like it."""
    return f"{Path(path).name.partition('.')[0]}.png"


def _films_of_sleap(labels, names):
    films = {}
    for frame in labels:
        places = dict(zip(labels.skeleton.node_names, _pairs(frame.instances[0].numpy()), strict=True))
        filename = frame.video.filename
        film = filename if isinstance(filename, str) else filename[frame.frame_idx]
        films[Path(film).name] = [places.get(name) for name in names]
    return films


def _labels_of_sleap(path, names, films):
    import numpy
    import sleap_io

    skeleton = sleap_io.Skeleton(list(names))
    video = sleap_io.Video.from_filename([str(Path(path).with_name(film)) for film in films])
    frames = []
    for number, pairs in enumerate(films.values()):
        instance = sleap_io.Instance.from_numpy(numpy.array(pairs), skeleton=skeleton)
        frames.append(sleap_io.LabeledFrame(video=video, frame_idx=number, instances=[instance]))
    return sleap_io.Labels(frames)


if __name__ == "__main__":
    answer = globals()[sys.argv[1]](**json.load(sys.stdin))
    print("\n" + json.dumps(answer))
