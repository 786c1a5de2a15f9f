"""F5: films that came into the folder, went, or were renamed while it is open."""

from PIL import Image as Picture
from PySide6.QtCore import Qt
from review_window import (
    FILMS,
    PLACES,
    driver_on_films,  # noqa: F401  a fixture
    place,
    press,
)

from app.document import edits
from app.document.spacing_edits import Extent, SpacingChoice, SpacingWay


def rescan(driver, words):
    press(driver, Qt.Key.Key_F5)
    driver.bot.waitUntil(lambda: words in driver.told)


def test_new_films_are_taken_in_and_counted(driver):
    folder = driver.window.workspace.document.folder
    rescan(driver, "No new films")
    for number in (7, 8):
        Picture.new("L", (300, 240), 20 * number).save(folder / f"film_0{number}.png")
    rescan(driver, "2 new films")
    assert list(driver.project.films) == [*FILMS, "film_07.png", "film_08.png", "wide.png"]
    driver.bot.waitUntil(lambda: driver.project.films["film_08.png"].size is not None)


def test_a_renamed_film_keeps_its_points_and_one_that_is_gone_says_so(driver):
    folder = driver.window.workspace.document.folder
    Picture.new("L", (300, 240), 77).save(folder / "other.png")
    rescan(driver, "1 new film")
    driver.bot.waitUntil(lambda: bool(driver.project.films["other.png"].sha256))
    place(driver, "other.png", A=PLACES["A"])
    (folder / "other.png").rename(folder / "renamed.png")
    rescan(driver, "1 moved film found again")
    assert driver.landmark("A", "renamed.png").position == PLACES["A"]
    (folder / "renamed.png").unlink()
    rescan(driver, "1 film of the project is not in the folder any more")
    assert "put it back" in driver.project.films["renamed.png"].unreadable
    Picture.new("L", (300, 240), 77).save(folder / "renamed.png")
    rescan(driver, "1 film back in the folder")
    driver.bot.waitUntil(lambda: not driver.project.films["renamed.png"].unreadable)


def test_new_films_do_not_get_the_millimetres_that_all_others_were_given_and_the_note_says_so(driver):
    document, folder = driver.window.workspace.document, driver.window.workspace.document.folder
    tenth = SpacingChoice(SpacingWay.TYPED, Extent.ALL, 0.1)
    document.push(edits.choose_spacing(driver.project, FILMS, tenth))
    Picture.new("L", (300, 240), 20).save(folder / "film_07.png")
    rescan(driver, "1 new film")
    assert "Film > Millimetres" not in driver.told  # one of the others has none either
    document.push(edits.choose_spacing(driver.project, driver.project.films, tenth))
    Picture.new("L", (300, 240), 40).save(folder / "film_08.png")
    rescan(driver, "1 new film. The millimetres that were given to the other films do not hold")
    assert driver.project.films["film_08.png"].user_spacing is None
