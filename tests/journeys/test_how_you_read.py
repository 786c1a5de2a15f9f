"""It learns how the person reads: said in a bar, drawn on the film, applied as one step, or refused."""

import json
from dataclasses import replace

import pytest
from exported import export_table
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from reading_window import (
    FILMS,
    HABIT,
    correct,
    driver_on_predicted_films,  # noqa: F401  a fixture
    offer_of,
    predict,
    press_bar,
    seen,
)
from review_window import press
from saved_projects import human_points
from window_driver import Driver

from app.document import edits
from app.document.opinions import Places
from app.views.film_ghosts import paint_arrows, scale_of
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Origin

PARTS = ("registration", "detector 1", "detector 2")


def test_the_bar_says_how_the_person_reads_and_apply_moves_the_untouched_films_in_one_step(driver):
    assert offer_of(driver) == ""
    correct(driver, *FILMS[:5])
    assert offer_of(driver) == (
        "Your Pogonion lies 9 px below the model's, 5 films. Move it on the 7 untouched films?"
    )
    human, before = human_points(driver.project), driver.project
    press_bar(driver, "Apply")
    assert human_points(driver.project) == human
    for film in FILMS[5:]:
        raw, mark = seen(film), driver.landmark("Pogonion", film)
        assert mark.position == pytest.approx((raw["Pogonion"][0], raw["Pogonion"][1] + HABIT[1]), abs=2.0)
        assert (mark.origin, mark.unadjusted) == (Origin.PREDICTED, pytest.approx(raw["Pogonion"]))
        assert driver.landmark("Sella", film).unadjusted is None
    assert offer_of(driver) == ""
    driver.undo()
    assert driver.project.sets == before.sets
    assert offer_of(driver).startswith("Your Pogonion lies 9 px below")
    driver.redo()
    assert driver.landmark("Pogonion", FILMS[6]).unadjusted is not None


def test_the_bar_counts_no_excluded_film_and_stops_asking_where_a_move_would_leave_the_film(driver):
    document = driver.window.workspace.document
    edge = driver.project.landmarks(FILMS[11])
    low = replace(edge.get("Pogonion"), y=238.0)  # of 240 px
    document.push(edits.change(driver.project, "", sets={FILMS[11]: edge.with_landmarks([low])}))
    correct(driver, *FILMS[:5])
    assert offer_of(driver).endswith("Move it on the 7 untouched films?")
    document.push(edits.set_excluded(driver.project, [FILMS[10]], "blurred"))
    assert offer_of(driver).endswith("Move it on the 6 untouched films?")
    press_bar(driver, "Apply")
    assert driver.landmark("Pogonion", FILMS[9]).unadjusted is not None
    assert driver.landmark("Pogonion", FILMS[11]) == low
    assert offer_of(driver) == ""
    document.push(edits.set_excluded(driver.project, [FILMS[10]], ""))
    assert offer_of(driver).endswith("Move it on the 1 untouched film?")


def test_applying_again_and_refitting_after_it_moves_nothing_twice(driver):
    correct(driver, *FILMS[:5])
    offer_of(driver)
    press_bar(driver, "Apply")
    moved = {film: driver.landmark("Pogonion", film).position for film in FILMS[5:]}
    reading = driver.project.readings["Box"]
    driver.window.controllers.reading.apply("Box")
    assert {film: driver.landmark("Pogonion", film).position for film in FILMS[5:]} == moved
    driver.window.workspace.selection.set_film(FILMS[5])
    driver.wait_for_picture()
    driver.key(Qt.Key.Key_Return)  # accepts the moved points: they lie as the person would have them
    assert offer_of(driver) == ""
    offset = dict(zip(reading.names, reading.offsets, strict=True))["Pogonion"].offset
    again = driver.project.readings["Box"]
    now = dict(zip(again.names, again.offsets, strict=True))["Pogonion"].offset
    assert now == pytest.approx(offset, abs=0.5)


def test_millimetres_stand_in_the_bar_where_the_films_spacing_is_known(driver):
    document = driver.window.workspace.document
    spacing = Spacing(0.25, 0.25, SpacingSource.TYPED)
    films = {film: replace(record, user_spacing=spacing) for film, record in driver.project.films.items()}
    document.push(edits.change(driver.project, "Spacing", films=films))
    correct(driver, *FILMS[:4])
    assert "lies 2.2 mm below the model's, 4 films" in offer_of(driver).replace("2.3", "2.2")


def test_the_bar_is_answered_by_keys_too(driver):
    correct(driver, *FILMS[:5])
    for key in (Qt.Key.Key_A, Qt.Key.Key_Y):
        offer_of(driver)
        driver.window.views.notice.another_project()  # what was said before has the same place
        driver.bot.waitUntil(driver.window.views.reading.isVisible)
        press(driver, key, Qt.KeyboardModifier.AltModifier)
        # Qt shows the button pressed for a moment
        driver.bot.waitUntil(lambda: driver.landmark("Pogonion", FILMS[7]).unadjusted is not None)
        assert driver.project.wishes["Box"].always is (key == Qt.Key.Key_Y)
        driver.undo()
        assert not driver.project.wishes


def test_an_arrow_on_the_film_shows_where_the_point_would_go_until_that_is_decided(driver):
    correct(driver, *FILMS[:5])
    offer_of(driver)
    (arrow,) = driver.film_view._display.arrows
    assert (arrow.name, driver.film) == ("Pogonion", FILMS[5])
    assert (arrow.to_x - arrow.x, arrow.to_y - arrow.y) == pytest.approx(HABIT, abs=1.5)
    driver.window.workspace.selection.set_film(FILMS[0])
    driver.wait_for_picture()
    assert driver.film_view._display.arrows == ()  # a person decided there
    driver.window.workspace.selection.set_film(FILMS[5])
    driver.wait_for_picture()
    press_bar(driver, "Apply")
    assert driver.film_view._display.arrows == ()


def test_a_landmark_that_is_refused_is_not_asked_about_again_and_undo_asks_again(driver):
    correct(driver, *FILMS[:5])
    offer_of(driver)
    press_bar(driver, "Not for this landmark")
    assert offer_of(driver) == ""
    correct(driver, FILMS[5])
    assert offer_of(driver) == ""
    assert driver.project.wishes["Box"].without == {"Pogonion"}
    driver.window.actions_["reading-again"].trigger()
    assert offer_of(driver).startswith("Your Pogonion")
    driver.window.workspace.document.undo_stack.undo()
    assert offer_of(driver) == ""
    driver.window.workspace.document.undo_stack.undo()  # the last film
    driver.window.workspace.document.undo_stack.undo()
    driver.window.workspace.document.undo_stack.undo()
    assert offer_of(driver).startswith("Your Pogonion")


def test_films_clicked_without_help_count_once_the_model_has_seen_them(driver):
    document = driver.window.workspace.document
    while document.undo_stack.undoText().startswith("Propagate"):
        document.undo_stack.undo()
    for film in FILMS[:4]:
        for name, (x, y) in seen(film).items():
            dy = HABIT[1] if name == "Pogonion" else 0.0
            document.push(edits.place(document.project, film, name, x, y + dy, now=document.now()))
    document.push(edits.mark_exemplar(document.project, FILMS[0], False))
    assert offer_of(driver) == ""
    predict(driver)
    assert offer_of(driver).startswith("Your Pogonion lies 9 px below the model's, 4 films.")
    assert driver.landmark("Pogonion", FILMS[0]).origin is Origin.ANNOTATED


def test_offsets_and_wishes_are_there_again_after_a_restart(driver, qtbot, tmp_path):
    correct(driver, *FILMS[:5])
    offer_of(driver)
    press_bar(driver, "Not for this landmark")
    folder = driver.window.workspace.document.folder
    assert driver.window.controllers.folder.save() is not False
    stored = json.loads((folder / "onemark.project.json").read_text(encoding="utf-8"))["readings"]["Box"]
    assert stored["without"] == ["Pogonion"]
    assert stored["offsets"]["films"] == 5
    driver.close()
    again = Driver(qtbot, tmp_path / "settings.ini")
    again.open(folder)
    assert offer_of(again) == ""
    assert again.project.wishes["Box"].without == {"Pogonion"}
    assert again.project.readings["Box"].films == 5
    assert again.project.opinions[FILMS[0]].of("Sella").keys() >= {"registration", "prediction"}
    again.close()


def test_the_export_tells_what_was_moved(driver, tmp_path):
    correct(driver, *FILMS[:5])
    offer_of(driver)
    press_bar(driver, "Apply")
    export_table(driver.window, tmp_path / "out.csv")
    entry = json.loads((tmp_path / "out.run.json").read_text(encoding="utf-8"))["exports"]["out.csv"]
    assert any("7 points of Box (Pogonion) were moved to how" in note for note in entry["notes"])
    assert (entry["reading"], entry["reading_films"]) == (driver.project.reader or "the reader", 5)
    assert "unadjusted_x_px" in (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0]


def test_only_films_that_changed_are_looked_at_and_not_while_a_point_is_nudged(driver):
    reading, looked = driver.window.controllers.reading, []
    offer_of(driver)
    look = reading._look_at
    reading._look_at = lambda film: looked.append(film) or look(film)
    driver.window.workspace.selection.set_landmark("Sella")
    for _ in range(5):
        driver.key(Qt.Key.Key_Right)
    assert looked == []
    offer_of(driver)
    assert looked == [FILMS[0]]


@pytest.mark.parametrize(
    ("voice", "way"), [("registration", (25, 0)), ("detector 1", (-25, 0)), ("detector 2", (0, -25))]
)
def test_a_click_on_a_ghost_adopts_what_one_machine_alone_saw_and_undo_takes_it_back(driver, voice, way):
    driver.window.workspace.selection.set_landmark("Nasion")
    driver.settle()
    ghosts = driver.film_view._display.ghosts
    assert {ghost.name for ghost in ghosts} == {"Nasion"}
    assert len({ghost.kind for ghost in ghosts}) == 3
    x, y = seen(FILMS[0])["Nasion"]
    driver.click(x + way[0], y + way[1])
    mark = driver.landmark("Nasion")
    assert mark.position == pytest.approx((x + way[0], y + way[1]), abs=0.01)
    assert (mark.origin, mark.predicted) == (Origin.CORRECTED, pytest.approx((x, y)))
    driver.undo()
    assert driver.landmark("Nasion").origin is Origin.PREDICTED


def test_a_ghost_that_is_adopted_for_a_point_placed_without_help_is_a_correction(driver):
    document, (x, y) = driver.window.workspace.document, seen(FILMS[0])["Nasion"]
    while document.undo_stack.undoText().startswith("Propagate"):
        document.undo_stack.undo()
    document.push(edits.place(document.project, FILMS[0], "Nasion", x, y + 30, now=document.now()))
    predict(driver)
    driver.window.workspace.selection.set_landmark("Nasion")
    driver.settle()
    driver.click(x + 25, y)
    mark = driver.landmark("Nasion")
    assert (mark.origin, mark.predicted) == (Origin.CORRECTED, mark.position)
    assert mark.position == pytest.approx((x + 25, y), abs=0.01)


def test_v_shows_the_ghosts_of_all_landmarks_and_a_click_on_the_point_itself_adopts_none(driver):
    driver.window.workspace.selection.set_landmark("Nasion")
    driver.key(Qt.Key.Key_V)
    assert {ghost.name for ghost in driver.film_view._display.ghosts} == set(seen(FILMS[0]))
    before = driver.project
    driver.click(*seen(FILMS[0])["Nasion"])
    assert driver.project is before
    driver.key(Qt.Key.Key_V)
    assert {ghost.name for ghost in driver.film_view._display.ghosts} == {"Nasion"}


def test_an_unplaced_landmark_has_no_ghosts_that_a_click_might_follow(driver):
    driver.window.workspace.selection.set_landmark("Nasion")
    driver.key(Qt.Key.Key_Delete)
    assert driver.film_view._display.ghosts == ()
    x, y = seen(FILMS[0])["Nasion"]
    driver.click(x + 26, y)
    assert driver.landmark("Nasion").position == pytest.approx((x + 26, y), abs=driver.within)


def test_apply_and_always_say_what_they_did_and_undo_counts_the_films_that_changed(driver):
    notice = driver.window.views.notice
    correct(driver, *FILMS[:5])
    offer_of(driver)
    press_bar(driver, "Apply")
    assert notice.text == "Moved 7 points on 7 films; Undo takes it back."
    document = driver.window.workspace.document
    assert document.undo_stack.undoText() == "Move the points of 7 films to how you read"
    driver.undo()
    offer_of(driver)
    press_bar(driver, "Always")
    assert notice.text == (
        "Moved 7 points on 7 films; Undo takes it back. Later predictions are moved as they come in."
    )


def test_the_bar_lists_every_landmark_when_it_is_pointed_at(driver):
    correct(driver, *FILMS[:5])
    offer_of(driver)
    lines = driver.window.views.reading.offer.every.splitlines()
    assert [line.split(":")[0] for line in lines] == ["Sella", "Pogonion", "Nasion", "Gonion"]
    assert lines[1].startswith("Pogonion: 9.1 px below \N{PLUS-MINUS SIGN} 0.")
    assert lines[1].endswith(", 5 films, to move")
    assert lines[0].endswith(", 5 films, stays")
    assert driver.window.views.reading.accessibleDescription() == "\n".join(lines)


def test_arrows_can_be_read_on_a_whole_film_and_say_by_how_much_they_are_enlarged():
    short = [(QPointF(10, 10), QPointF(12, 10)), (QPointF(50, 50), QPointF(50, 53))]
    assert scale_of(short) == 10
    assert scale_of([(QPointF(0, 0), QPointF(40, 0))]) == 1
    assert scale_of([]) == 1
    pictures = []
    for pairs in ([], short):
        picture = QImage(400, 200, QImage.Format.Format_RGB32)
        picture.fill(QColor("black"))
        with QPainter(picture) as painter:
            paint_arrows(painter, pairs)
        pictures.append(picture)
    bare, drawn = pictures
    assert drawn.pixelColor(22, 10).red() > 150  # 12 px from its start: the arrow itself ends at 2 px
    legend = [drawn.pixelColor(x, y) for x in range(12, 120) for y in range(175, 192)]
    assert max(each.red() for each in legend) > 150
    assert bare.pixelColor(22, 10) == QColor("black")


def test_v_says_why_there_is_nothing_to_see_where_ghosts_lie_under_their_points(driver):
    document, notice = driver.window.workspace.document, driver.window.views.notice
    film = FILMS[0]
    marks = driver.project.landmarks(film)
    same = {voice: Places.of({mark.name: mark.position for mark in marks.placed()}) for voice in PARTS}
    driver.key(Qt.Key.Key_V)
    assert "they agree" not in notice.text  # here they can be seen
    driver.key(Qt.Key.Key_V)
    step = edits.take_predictions(
        driver.project, [marks], now=document.now(), sources=(), opinions={film: same}
    )
    document.push(step)
    driver.key(Qt.Key.Key_V)
    assert notice.text.startswith("Registration and detectors lie under the points of this film: they agree.")


def test_predicting_again_counts_the_films_that_changed_and_nothing_is_a_step_that_changes_nothing(driver):
    document = driver.window.workspace.document
    correct(driver, *FILMS[:3])
    before, undo = driver.project.sets, document.undo_stack.count()
    predict(driver)
    assert driver.project.sets == before
    assert document.undo_stack.count() == undo
