"""Files of other programs, many at once or in folders, are dropped on the window and stay as they are."""

import json

import pytest
from import_window import preview, settle_import, take
from PIL import Image as Picture
from review_window import FILMS, PLACES, driver_on_films  # noqa: F401  a fixture
from window_driver import Driver


def labelme(path, film, **points):
    shapes = [
        {"label": name, "points": [[x + 0.5, y + 0.5]], "shape_type": "point", "flags": {}}
        for name, (x, y) in points.items()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    values = {"version": "5.4.1", "shapes": shapes, "imagePath": film, "imageData": None}
    path.write_text(json.dumps({**values, "imageWidth": 300, "imageHeight": 240}))
    return path


def markups(path, **points):
    """What Slicer writes for a film without spacing; it names no film."""
    marks = [{"label": name, "position": [x, y, 0.0]} for name, (x, y) in points.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = {"type": "Fiducial", "coordinateSystem": "LPS", "controlPoints": marks}
    path.write_text(json.dumps({"@schema": "markups-schema", "markups": [part]}))
    return path


def snapshot(folder):
    """All below a folder, hidden or not: path -> content, and when it was last written."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def placed(driver, film):
    return {mark.name: mark.position for mark in driver.project.landmarks(film).placed()}


def test_several_files_come_in_together_and_stay_where_they_are(driver, tmp_path):
    labels = tmp_path / "labels"
    files = [
        labelme(labels / "one.json", FILMS[0], A=PLACES["A"]),
        markups(labels / "film_02.mrk.json", B=PLACES["B"]),
    ]
    files.append(labels / "points.csv")
    files[-1].write_text(f"image,landmark,x_px,y_px\n{FILMS[2]},C,140,110\n{FILMS[0]},A,1,1\n")
    before = snapshot(labels)
    driver.drop(*files)
    dialog = preview(driver)
    assert "3 points on 3 films" in dialog.words
    assert [row.cells for row in dialog.left_out.rows] == [
        (FILMS[0], "A", "another of these files has it too")
    ]
    take(driver)
    assert placed(driver, FILMS[0]) == {"A": PLACES["A"]}
    assert placed(driver, FILMS[1]) == {"B": PLACES["B"]}
    assert placed(driver, FILMS[2]) == {"C": PLACES["C"]}
    assert snapshot(labels) == before
    driver.undo()
    assert not any(marks.placed() for marks in driver.project.sets.values())


def test_a_folder_of_files_without_films_belongs_to_the_films_that_are_open(driver, tmp_path):
    labels = tmp_path / "labels"
    for number, film in enumerate(FILMS):
        labelme(labels / f"{number}.json", film, A=PLACES["A"])
    (labels / "notes.txt").write_text("what I think of them\n")
    (labels / "run.json").write_text('{"version": 3}')
    before, folder = snapshot(labels), driver.window.workspace.document.folder
    driver.drop(labels)
    assert "6 points on 6 films" in preview(driver).words
    take(driver)
    assert all(placed(driver, film) == {"A": PLACES["A"]} for film in FILMS)
    assert driver.window.workspace.document.folder == folder
    assert snapshot(labels) == before


def test_a_folder_of_files_waits_for_its_films(qtbot, tmp_path):
    labelme(tmp_path / "labels" / "one.json", FILMS[0], A=PLACES["A"])
    driver = Driver(qtbot, tmp_path / "settings.ini")
    before = snapshot(tmp_path / "labels")
    driver.drop(tmp_path / "labels")
    qtbot.waitUntil(lambda: "open the folder of their films first" in driver.told)
    assert snapshot(tmp_path / "labels") == before
    driver.close()


@pytest.fixture
def mixed(tmp_path):
    """Films of one name in two folders, each with its points beside it."""
    for place, x in (("left", 11.0), ("right", 22.0)):
        labelme(tmp_path / "patients" / place / "knee.json", "knee.png", Tip=(x, 30.0))
        Picture.new("L", (300, 240), 90).save(tmp_path / "patients" / place / "knee.png")
    return tmp_path / "patients"


def test_a_folder_of_films_with_points_beside_them_is_opened_and_the_points_are_shown(qtbot, tmp_path, mixed):
    driver = Driver(qtbot, tmp_path / "settings.ini")
    before = snapshot(mixed)
    with qtbot.waitSignal(driver.window.controllers.folder.opened):
        driver.drop(mixed)
    assert "2 points on 2 films" in preview(driver).words
    assert not driver.project.sets
    take(driver)
    assert placed(driver, "left/knee.png") == {"Tip": (11.0, 30.0)}
    assert placed(driver, "right/knee.png") == {"Tip": (22.0, 30.0)}
    for place in ("left", "right"):
        assert {path: before[path] for path in before if place in path.parts} == snapshot(mixed / place)
    others = {path.name for path in mixed.iterdir()} - {"left", "right"}
    assert all(name.lstrip(".").startswith("onemark.project") for name in others)  # keeps the points
    driver.drop(mixed)  # what is open already has nothing new
    settle_import(driver)
    assert driver.window.controllers.importing.dialog is None
    driver.close()


def test_films_and_points_dropped_together_are_opened_and_shown(qtbot, tmp_path, mixed):
    driver = Driver(qtbot, tmp_path / "settings.ini")
    with qtbot.waitSignal(driver.window.controllers.folder.opened):
        driver.drop(mixed / "left" / "knee.png", mixed / "left" / "knee.json")
    take(driver)
    assert placed(driver, "knee.png") == {"Tip": (11.0, 30.0)}
    driver.close()


def test_a_project_file_dropped_with_a_table_is_no_table(driver, tmp_path):
    driver.drop(tmp_path / "films" / "onemark.project.json", tmp_path / "films" / FILMS[0])
    settle_import(driver)
    assert driver.window.controllers.importing.dialog is None
    assert "is open already" in driver.told
