import pytest
from audit_window import (
    FILMS,
    OFF,
    TRUE,
    begin,
    choose,
    driver_on_predicted_films,  # noqa: F401  a fixture
    press_button,
    read_film,
    report,
    say_yes,
    waiting,
    when_asked,
)
from import_window import export, settle_import
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QFileDialog, QTreeWidget
from window_driver import LEFT, NO_KEYS, Driver

from app.document import edits
from app.document.project import FilmState
from app.document.spacing_edits import Extent, SpacingChoice, SpacingWay
from app.views.landmark_list import RowState
from engine.landmarks import LandmarkSet, Origin


def shown(driver):
    """What can be seen of the film on screen: marks on it, and what the lists say of it."""
    driver.settle()
    lists = driver.window.controllers.lists
    rows = [(row.state, row.doubt) for row in lists.landmark_rows()]
    return driver.film_view._display.marks, rows, lists.film_row(driver.film).detail


def test_an_audit_shows_random_films_without_any_prediction_and_ends_with_a_report(driver):
    told = begin(driver, 10)
    assert told[0] == (14, 14)  # so few films: all are proposed
    assert told[1].startswith("20 clicks. Success rates will be known to about \N{PLUS-MINUS SIGN}18 points")
    films = waiting(driver)
    assert len(films) == 10
    assert driver.film == films[0]
    bar = driver.window.views.audit
    assert bar.isVisible()
    for place, film in enumerate(films, 1):
        assert driver.film == film
        assert shown(driver) == ((), [(RowState.UNPLACED, "")] * 2, "to be read")
        assert bar.text.startswith(f"Audit, film {place} of 10: 0 of 2 landmarks decided.")
        read_film(driver)
        assert {driver.landmark(name, film).origin for name in TRUE} == {Origin.ANNOTATED}
    dialog = report(driver)
    assert not bar.isVisible()
    texts = figures(dialog)
    assert "MRE \N{PLUS-MINUS SIGN} SD" in texts
    assert any(text.startswith("0.5") for text in texts)  # 3 and 8 px of 0.1 mm
    distances, shares = dialog.curve
    assert (distances[0], shares[0], shares[-1]) == (0.0, 0.0, 100.0)
    assert not driver.project.exemplars()


def figures(dialog):
    grid = dialog._figures
    return [grid.itemAt(place).widget().text() for place in range(grid.count())]


def test_nothing_shows_a_prediction_on_a_film_that_is_to_be_read(driver):
    samples, strip = driver.window.controllers.samples, driver.window.views.job.samples
    samples._found([driver.project.landmarks(FILMS[0])])
    driver.bot.waitUntil(lambda: strip.films == FILMS[:1] and len(strip.points(FILMS[0])) == 2)
    begin(driver, 14)
    assert strip.points(FILMS[0]) == ()
    samples._found([LandmarkSet(name, driver.project.film(name).audit.machine) for name in FILMS])
    film = driver.film
    driver.wait_for_picture()
    driver.key(Qt.Key.Key_M)  # heatmaps
    previews = driver.window.workspace.previews
    previews.add_previews([LandmarkSet(film, driver.project.film(film).audit.machine)])
    assert previews.state(film) is FilmState.UNTOUCHED
    assert driver.window.controllers.new_films._without_points() == []
    heat, _words = driver.window.controllers.heatmap.of(film, "A")
    assert heat is None
    driver.key(Qt.Key.Key_P)
    assert "finish or end the audit first" in driver.told or "no model at hand" in driver.told
    assert shown(driver)[0] == ()
    assert strip.films == FILMS[:1]
    assert strip.points(FILMS[0]) == ()


def test_no_ghost_and_no_word_on_how_you_read_is_shown_while_a_film_is_read(driver):
    driver.window.settings.set("ghosts", True)
    driver.settle()
    assert driver.film_view._display.ghosts
    begin(driver, 12)
    bar = driver.window.views.reading
    for _ in range(8):
        driver.wait_for_picture()
        driver.click(*TRUE["A"])
        driver.click(*TRUE["B"])
        assert driver.film_view._display.ghosts == ()
        assert bar.offer is None
        driver.key(Qt.Key.Key_Return)
    QTest.qWait(300)  # the readings are fitted a moment after the last click
    assert driver.project.readings["box"].significant()
    assert bar.offer is None
    driver.window.workspace.selection.set_film(next(film for film in FILMS if film not in waiting(driver)))
    driver.bot.waitUntil(lambda: bar.offer is not None)


def test_enter_waits_for_the_last_landmark_and_x_says_that_one_is_absent(driver):
    begin(driver, 2)
    film = driver.film
    driver.wait_for_picture()
    driver.click(*TRUE["A"])
    driver.key(Qt.Key.Key_Return)
    assert driver.told == f"{film} has 1 landmark undecided: click B, or say that it is absent."
    assert driver.film == film
    driver.key(Qt.Key.Key_X)
    assert "Enter: this film is read." in driver.window.views.audit.text
    driver.key(Qt.Key.Key_Return)
    assert driver.film == waiting(driver)[0] != film


def test_an_audit_that_was_left_goes_on_on_another_day(driver, qtbot, tmp_path):
    begin(driver, 3)
    first, second, third = waiting(driver)
    read_film(driver)
    driver.wait_for_picture()
    driver.click(*TRUE["A"])
    folder = driver.window.workspace.document.folder
    driver.close()
    again = Driver(qtbot, tmp_path / "settings.ini")
    again.open(folder)
    assert waiting(again) == (second, third)
    assert again.landmark("A", second).position == pytest.approx(TRUE["A"], abs=again.within + 1)
    again.window.workspace.selection.set_film(first)
    again.settle()
    assert again.window.views.audit.text == "An audit waits: 1 of 3 films read."
    press_button(again, again.window.views.audit, "Go on with it")
    assert again.film == second
    again.window.workspace.selection.set_film(first)
    choose(again, "audit")  # so does the menu
    assert again.film == second
    again.click(*TRUE["B"])
    press_button(again, again.window.views.audit, "Film is read")
    read_film(again)
    assert report(again).windowTitle() == "Audit of 3 films"
    again.close()


def test_undo_takes_clicks_back_and_in_the_end_the_audit_itself(driver):
    before = driver.project.sets
    begin(driver, 2)
    film = driver.film
    read_film(driver)
    driver.undo()
    assert waiting(driver)[0] == film == driver.film
    driver.undo()
    driver.undo()
    assert not driver.project.landmarks(film).placed()
    driver.undo()
    assert driver.project.sets == before
    driver.settle()
    assert not driver.window.views.audit.isVisible()


def test_an_audit_that_is_ended_gives_the_hidden_points_back_and_reports_what_was_read(driver, monkeypatch):
    begin(driver, 12)
    films = waiting(driver)
    for _ in range(2):
        read_film(driver)
    questions = say_yes(monkeypatch)
    press_button(driver, driver.window.views.audit, "End the audit")
    assert questions == [
        "10 films of the audit are not read. The points that were there before come back, and your clicks "
        "stay. End the audit?"
    ]
    dialog = report(driver)
    assert dialog.windowTitle() == "Audit of 2 films"
    assert dialog.sentence == "A calibrated radius needs 8 more films: 2 of 10 were read."
    assert dialog._radius.isHidden()
    assert "95 % interval" not in figures(dialog)
    assert "95 % intervals need 3 more films: 2 of 5 were read." in dialog._notes.text()
    assert "Errors in mm" in dialog._about.text()
    document = driver.window.workspace.document
    document.push(
        edits.choose_spacing(driver.project, films[:1], SpacingChoice(SpacingWay.FILE, Extent.THIS))
    )
    driver.window.controllers.evaluating.show_audit()
    why = (
        f"In % of the diagonal and not in mm, as 1 film has no pixel spacing: {films[0]}. Film > Millimetres"
    )
    driver.bot.waitUntil(lambda: why in dialog._notes.text())
    assert {driver.landmark("A", film).origin for film in films[2:]} == {Origin.PREDICTED}


def test_the_calibrated_radius_goes_on_the_other_predictions_by_a_button_and_off_by_undo(driver):
    begin(driver, 10)
    films = waiting(driver)
    for _ in films:
        read_film(driver)
    others = [film for film in FILMS if film not in films]
    dialog = report(driver)
    assert "(median there 0.6 mm)" in dialog.sentence
    before = driver.project.sets
    press_button(driver, dialog, "Use this radius on 4 other films")
    for film in others:
        mark = driver.landmark("B", film)
        assert mark.error_radius == pytest.approx(8.0, abs=2 * driver.within)
        assert mark.error_coverage == 0.9
    assert "predictions of 4 films" in dialog.sentence
    assert driver.landmark("A", films[0]).error_radius is None
    driver.window.activateWindow()
    driver.undo()
    assert driver.project.sets == before


def test_a_click_on_a_bad_landmark_goes_to_the_film_where_it_is_worst(driver):
    begin(driver, 5)
    films = waiting(driver)
    for place in range(5):
        read_film(driver, off=10.0 if place == 2 else 0.0)
    tree = report(driver).findChild(QTreeWidget)
    assert [tree.topLevelItem(row).text(0) for row in range(2)] == ["B", "A"]
    spot = tree.visualItemRect(tree.topLevelItem(1)).center()
    QTest.mouseClick(tree.viewport(), LEFT, NO_KEYS, spot)
    driver.settle()
    assert driver.film == films[2]
    assert driver.window.workspace.selection.landmark == "A"


def test_films_read_again_tell_how_far_apart_the_readers_own_clicks_lie(driver):
    begin(driver, 10)
    for _ in range(10):
        read_film(driver)
    first = driver.project.sets
    press_button(driver, report(driver), "Read 10 of these films again")
    assert len(waiting(driver)) == 10
    for _ in range(10):
        assert shown(driver)[0] == ()
        assert driver.window.views.audit.text.startswith("Audit, second reading")
        read_film(driver, off=4.0)
    notes = report(driver)._notes.text()
    assert "Your own variability (10 films read twice): your second clicks lie 0.4" in notes
    assert driver.project.sets == first


def test_measurements_have_the_error_of_clicks_on_films_that_were_read_twice(driver, tmp_path, qtbot):
    (tmp_path / "films" / "own.measures.toml").write_text(
        'format = "onemark-measures"\nversion = 1\ntitle = "Own"\nlandmarks = ["a", "B"]\n[[measurement]]\n'
        'symbol = "AB"\nname = "n"\ndefinition = "d."\nunit = "mm"\ndistance = ["a", "B"]\n'
    )
    QTest.keyClick(driver.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    begin(driver, 10)
    for _ in range(10):
        read_film(driver)
    (row,) = driver.window.views.measures._rows.rows
    assert "Error unknown: neither radius nor reader's spread at hand for a, B." in row.told
    press_button(driver, report(driver), "Read 10 of these films again")
    for _ in range(10):
        read_film(driver, off=4.0)
    (row,) = driver.window.views.measures._rows.rows
    assert "Error by the spread of the readings of 10 films here." in row.told
    # second clicks lie 0.4 mm aside: 0.2 mm of either point, and the way between them lies askew
    assert float(row.value.split("\N{PLUS-MINUS SIGN}")[1].removesuffix(" mm")) == pytest.approx(0.2, abs=0.1)

    out = tmp_path / "values.csv"
    driver.window.controllers.measure_tables.export(out)
    qtbot.waitUntil(lambda: not driver.window.controllers.measure_tables.is_writing)
    assert "error by the spread of the readings of 10 films here" in out.read_text("utf-8")


def test_a_film_that_a_person_has_touched_is_never_drawn(driver):
    driver.wait_for_picture()
    driver.drag("A", 100, 100)
    driver.key(Qt.Key.Key_D)
    driver.key(Qt.Key.Key_Return)  # accepted
    begin(driver, 12)
    assert set(waiting(driver)) == set(FILMS[2:])


def test_without_predictions_the_audit_says_what_comes_first(driver):
    begin(driver, 14)
    for _ in FILMS:
        read_film(driver)
    report(driver).close()
    choose(driver, "audit")
    assert driver.told == (
        "No film is predicted that nobody has touched: predict or propagate first, then audit."
    )


def test_predictions_are_evaluated_against_an_imported_truth_and_the_project_stays(
    driver, tmp_path, monkeypatch
):
    table = tmp_path / "truth.csv"
    rows = [f"{film},{name},{x},{y}" for film in FILMS[:6] for name, (x, y) in TRUE.items()]
    table.write_text("\n".join(("image,landmark,x_px,y_px", *rows)), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(table), ""))
    before = driver.project
    choose(driver, "evaluate-table")
    settle_import(driver)
    dialog = report(driver)
    assert dialog.windowTitle() == "Evaluation against truth.csv"
    assert "0.55 mm \N{PLUS-MINUS SIGN} 0.26" in figures(dialog)
    assert driver.project is before
    tree = dialog.findChild(QTreeWidget)
    assert [tree.topLevelItem(0).text(column) for column in (0, 1, 2)] == ["B", "6", f"{OFF['B'] / 10:.2f}"]
    press_button(driver, dialog, "Copy methods paragraph")
    driver.bot.waitUntil(lambda: "clipboard" in dialog.sentence)
    assert (
        "Against the landmarks of truth.csv on 6 films: The mean radial error"
        in QApplication.clipboard().text()
    )


def test_the_names_of_an_imported_truth_are_asked_for_as_in_an_import(driver, tmp_path, monkeypatch):
    table = tmp_path / "truth.csv"
    rows = [
        f"{film},{name},{x},{y}"
        for film in FILMS[:6]
        for name, (x, y) in zip("AZ", TRUE.values(), strict=True)
    ]
    table.write_text("\n".join(("image,landmark,x_px,y_px", *rows)), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(table), ""))
    before = driver.project

    def mean_b(dialog):
        dialog.findChild(QComboBox).setCurrentText("B")
        QTest.mouseClick(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok), LEFT)

    when_asked(mean_b)
    choose(driver, "evaluate-table")
    settle_import(driver)
    tree = report(driver).findChild(QTreeWidget)
    assert [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())] == ["B", "A"]
    assert driver.project is before


def test_a_table_that_is_exported_in_the_middle_of_an_audit_says_what_it_lacks(driver, tmp_path, monkeypatch):
    begin(driver, 3)
    target = tmp_path / "table.csv"
    export(driver, monkeypatch, target)
    assert "22 points of 11 films" in driver.told
    assert "An audit waits for 3 films, whose predictions are not written" in driver.told


def test_the_methods_paragraph_is_written_from_the_report_and_from_the_export(driver, tmp_path, monkeypatch):
    begin(driver, 5)
    for _ in range(5):
        read_film(driver)
    dialog = report(driver)
    target = tmp_path / "methods.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    press_button(driver, dialog, "Save it as text")
    driver.bot.waitUntil(target.is_file)
    text = target.read_text("utf-8")
    assert "Accuracy was measured on 5 films drawn at random (seed " in text
    assert "from the 14 that were predicted" in text
    assert "18 are predictions that nobody has reviewed" in text
    assert "Source of the pixel spacing: typed (14 films)." in text
    dialog.close()
    kind = "Methods paragraph for a paper (*.txt)"
    export(driver, monkeypatch, tmp_path / "table.csv", kind)
    driver.bot.waitUntil((tmp_path / "table.txt").is_file)
    assert (tmp_path / "table.txt").read_text("utf-8") == text
    assert not (tmp_path / "table.csv").exists()


def test_a_film_of_which_every_landmark_is_clicked_is_reviewed_in_the_list(driver):
    begin(driver, 3)
    lists, film = driver.window.controllers.lists, driver.film
    driver.wait_for_picture()
    driver.click(*TRUE["A"])
    assert lists.film_row(film).detail == "to be read"
    driver.click(*TRUE["B"])
    row = lists.film_row(film)
    assert (row.state, row.detail) == (FilmState.REVIEWED, "")
    driver.window.activateWindow()
    driver.key(Qt.Key.Key_Return)
    assert lists.film_row(film).detail == ""


def test_undoing_the_beginning_of_an_audit_shows_again_what_it_hid(driver):
    driver.window.settings.set("ghosts", True)
    for film in FILMS[:6]:  # the person's B lies 8 px from the model's
        driver.window.workspace.selection.set_film(film)
        driver.wait_for_picture()
        driver.drag("B", *TRUE["B"])
        driver.key(Qt.Key.Key_Return)
    driver.window.workspace.selection.set_film(FILMS[9])
    driver.wait_for_picture()
    bar = driver.window.views.reading
    driver.bot.waitUntil(lambda: bar.offer is not None)
    before, offer = shown(driver), bar.offer
    ghosts = driver.film_view._display.ghosts
    driver.window.controllers.audit.begin(8, seed=1)
    while driver.film != FILMS[9]:
        driver.window.workspace.selection.set_film(FILMS[9])
        driver.settle()
    assert shown(driver)[0] == ()
    driver.bot.waitUntil(lambda: bar.offer is None)
    driver.window.activateWindow()
    driver.undo()
    driver.window.workspace.selection.set_landmark(driver.project.scheme.names[0])
    assert shown(driver) == before
    assert driver.film_view._display.ghosts == ghosts
    assert bar.offer == offer
    assert not driver.window.views.audit.isVisible()
