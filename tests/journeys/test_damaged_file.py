"""A project file that something has damaged: what is whole is there, and the work goes on and is kept."""

import json

import numpy as np
from PIL import Image as Picture
from window_driver import Driver


def test_a_damaged_project_says_what_it_lost_and_keeps_the_work_that_follows(qtbot, tmp_path):
    place = tmp_path / "films"
    place.mkdir()
    for number in range(2):
        Picture.fromarray(np.full((300, 200), 80 + number, np.uint8)).save(place / f"film{number}.png")
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(place)
    for x in (40, 80, 120):
        driver.click(x, 60)
    whole = driver.project
    driver.close()
    file = place / "onemark.project.json"
    stored = json.loads(file.read_bytes())
    stored["films"]["film1.png"] = [1e400, "\ud800"]
    stored["landmarks"]["film0.png"]["2"]["x"] = float("nan")
    file.write_text(json.dumps(stored))
    damaged = file.read_bytes()

    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(place)
    text = driver.window.views.notice.text
    assert "landmark 2 of film0.png" in text
    assert "film film1.png" in text
    (kept,) = place.glob("onemark.project.damaged-*.json")
    assert kept.name in text
    assert kept.read_bytes() == damaged
    for name in ("1", "3"):
        assert driver.landmark(name) == whole.landmarks("film0.png").get(name)
    driver.click(150, 200)  # 2 is the next to be placed
    again = driver.project
    assert again.landmarks("film0.png").get("2").position is not None
    driver.close()

    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(place)
    assert driver.project == again
    assert "damaged" not in driver.window.views.notice.text
    driver.close()
