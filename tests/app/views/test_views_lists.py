import time

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QPushButton, QToolButton, QTreeWidget

from app.document.project import FilmState
from app.views.film_display import to_qimage
from app.views.film_list import FilmList
from app.views.film_model import FilmListRow
from app.views.job_panel import JobDisplay, JobPanel, in_words
from app.views.landmark_list import LandmarkList, LandmarkRow, RowState
from app.views.notice import NoticeBar
from app.views.welcome import Welcome

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot, widget, width=320, height=480):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def films(qtbot):
    widget = shown(qtbot, FilmList())
    states = list(FilmState)
    widget.set_rows([FilmListRow(f"case{n}/film{n}.dcm", states[n % len(states)], "") for n in range(10_000)])
    return widget


def test_ten_thousand_films_ask_only_for_the_thumbnails_in_sight_and_once(qtbot, films):
    asked = []
    films.thumbnail_wanted.connect(asked.append)
    films.set_rows([FilmListRow(f"film{n}.dcm") for n in range(10_000)], another_folder=True)
    films.grab()
    films.grab()
    assert 0 < len(asked) < 30
    assert len(set(asked)) == len(asked)


def test_ten_thousand_films_filter_and_update_quickly(films):
    start = time.thread_time()
    films.findChild(QLineEdit).setText("film123")
    films.update_rows([FilmListRow(f"case{n}/film{n}.dcm", FilmState.REVIEWED) for n in range(10_000)])
    assert time.thread_time() - start < 2.0
    assert films.shown[0] == "case123/film123.dcm"
    assert len(films.shown) == 11


def test_names_in_what_films_are_found_by_keep_their_capitals(films):
    films.set_rows([FilmListRow("film.dcm", traits=("side L", "view AP"))])
    states = films.findChild(QComboBox)
    assert [states.itemText(place) for place in range(states.count())][-2:] == ["Side L", "View AP"]


def test_rows_that_follow_each_other_are_told_of_at_once(films):
    told = []
    films._model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    rows = [5, 3, 4, 9, 7000]
    films.update_rows([FilmListRow(f"case{n}/film{n}.dcm", detail="left") for n in rows])
    assert told == [(3, 5), (9, 9), (7000, 7000)]
    films.update_rows([])
    assert len(told) == 3


def test_click_on_a_row_chooses_the_film_and_setting_it_does_not(qtbot, films):
    chosen = []
    films.film_chosen.connect(chosen.append)
    films.set_current("case5/film5.dcm")
    assert chosen == []
    rows = films.findChild(QListView)
    index = rows.model().index(2, 0)
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(index).center())
    assert chosen == ["case2/film2.dcm"]
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert chosen[-1] == "case3/film3.dcm"


def test_states_are_told_by_words_to_a_screen_reader(films):
    films.set_rows([FilmListRow("a.dcm", FilmState.UNREADABLE, "truncated")])
    index = films.findChild(QListView).model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "a.dcm, unreadable: truncated"


@pytest.fixture
def landmarks(qtbot):
    widget = shown(qtbot, LandmarkList())
    rows = [LandmarkRow("Sella", RowState.PREDICTED, "1.2 mm", 0.4), LandmarkRow("Nasion")]
    widget.show_rows(rows, "Nasion", "Next: Nasion")
    return widget


def test_the_least_height_has_room_for_the_words_above_and_six_rows_and_halves_no_words_below(
    landmarks, qtbot
):
    rows = [
        LandmarkRow("Sella", RowState.PREDICTED, description="Centre of the bony outline of the sella. " * 3)
    ]
    landmarks.show_rows(rows, "Sella", "19 predicted points to review. " * 4)
    width = landmarks.minimumSizeHint().width() + 40
    landmarks.resize(width, 400)
    qtbot.waitUntil(lambda: landmarks.about.width() < width)
    landmarks.resize(width, landmarks.minimumSizeHint().height())
    qtbot.wait(1)
    words, below, tree = landmarks._next, landmarks.about._words, landmarks._tree
    assert words.height() >= words.heightForWidth(words.width()) > 2 * words.fontMetrics().height()
    assert below.height() == 0
    assert tree.viewport().height() >= 6 * tree.sizeHintForRow(0)
    landmarks.resize(width, landmarks.height() + below.heightForWidth(below.width()) + tree.sizeHintForRow(0))
    qtbot.waitUntil(lambda: below.geometry().bottom() < landmarks.about.height())
    assert below.height() >= below.heightForWidth(below.width())


def item_spot(tree, row):
    return tree.visualItemRect(tree.topLevelItem(row)).center()


def test_landmark_is_picked_by_click_and_the_active_one_is_highlighted(landmarks):
    picked = []
    landmarks.picked.connect(picked.append)
    assert landmarks.current == "Nasion"
    tree = landmarks.findChild(QTreeWidget)
    QTest.mouseClick(tree.viewport(), LEFT, pos=item_spot(tree, 0))
    assert picked == ["Sella"]


def test_several_names_are_added_at_once(landmarks):
    added = []
    landmarks.add_wanted.connect(added.append)
    entry = landmarks.findChild(QLineEdit)
    QTest.keyClicks(entry, "Porion, Orbitale ,")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert added == [("Porion", "Orbitale")]
    assert entry.text() == "Porion, Orbitale ,"  # they may be refused
    landmarks.forget_typed()
    assert entry.text() == ""


def test_renaming_is_a_wish_and_shows_the_old_name_until_it_is_granted(landmarks):
    renamed = []
    landmarks.rename_wanted.connect(lambda old, new: renamed.append((old, new)))
    tree = landmarks.findChild(QTreeWidget)
    tree.topLevelItem(0).setText(0, "S")
    assert renamed == [("Sella", "S")]
    assert tree.topLevelItem(0).text(0) == "Sella"


def test_inset_is_there_only_with_a_picture(landmarks):
    import numpy as np

    landmarks.about.inset.show_crop(
        to_qimage(np.zeros((30, 40), np.uint8)), QPointF(0.5, 0.5), "Sella on a.dcm"
    )
    assert landmarks.about.inset.isVisible()
    landmarks.about.inset.show_crop(None, QPointF(), "")
    assert not landmarks.about.inset.isVisible()


def test_job_panel_shows_stage_count_time_and_cancels_once(qtbot):
    panel = shown(qtbot, JobPanel())
    panel.start("Propagation")
    panel.show_progress(JobDisplay("registering", 3, 12, "films", 75.0, "film3.dcm"))
    texts = [label.text() for label in panel.findChildren(type(panel._stage))]
    assert "registering: 3 of 12 films" in texts
    assert "about 1 min left" in texts
    assert panel._bar.text() == "25 %"
    # with the time left of the whole run stands the share of the whole run
    panel.show_progress(JobDisplay("registering", 12, 12, "films", 660.0, share=0.15))
    assert panel._bar.text() == "15 % of the run"
    cancels = []
    panel.cancel_wanted.connect(lambda: (cancels.append(True), panel.show_stopping()))
    button = next(b for b in panel.findChildren(QPushButton) if b.text() == "Cancel")
    QTest.mouseClick(button, LEFT)
    QTest.mouseClick(button, LEFT)
    assert cancels == [True]
    panel.show_progress(JobDisplay("registering", 4, 12, "films", 70.0))
    assert panel._stage.text() == "Stopping..."
    panel.finish("12 films predicted (3 s).")
    assert not button.isVisible()


def test_the_log_has_each_line_once_with_its_time(qtbot):
    panel = shown(qtbot, JobPanel())
    panel.start("Propagation")
    panel.show_progress(JobDisplay("a", message="first\nsecond"))
    panel.show_progress(JobDisplay("a", message="second"))
    lines = panel._log.toPlainText().splitlines()
    assert [line[10:] for line in lines] == ["first", "second"]
    assert all(line[2] == line[5] == ":" for line in lines)


def test_notes_stand_below_the_title_until_the_end(qtbot):
    panel = shown(qtbot, JobPanel())
    panel.start("Propagation", "Cancel takes effect after the current step.")
    assert panel._notes.isVisible()
    panel.finish("over")
    assert not panel._notes.isVisible()


def test_each_stage_that_trains_has_a_curve_of_its_own_which_costs_little(qtbot, monkeypatch):
    panel = shown(qtbot, JobPanel())
    drawn = []
    monkeypatch.setattr(panel._curve._line, "setData", lambda points: drawn.append(len(points)))
    panel.start("Propagation")
    for step in range(5000):
        panel.show_progress(JobDisplay("co-teaching", step, 5000, loss=1.0 / (step + 1)))
    assert drawn == []
    qtbot.waitUntil(lambda: panel._curve.isVisible())
    points = panel._curve.points
    assert drawn == [len(points)]
    assert panel._curve._soon.interval() >= 100
    assert 200 <= len(points) < 400
    assert points[0] == max(points)
    panel.show_progress(JobDisplay("finder", 1, 300, loss=9.0))
    assert panel._curve.points == (9.0,)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(12.4, "12 s"), (95, "2 min"), (4800, "1 h 20 min"), (7200, "2 h"), (190_000, "53 h")],
)
def test_times_are_told_as_people_say_them(seconds, words):
    assert in_words(seconds) == words


def test_notice_offers_the_next_step(qtbot):
    bar = shown(qtbot, NoticeBar())
    pressed = []
    bar.show_message("Not saved.", button="Save elsewhere", act=lambda: pressed.append(True))
    QTest.mouseClick(bar.findChild(QPushButton), LEFT)
    assert pressed == [True]
    assert not bar.isVisible()


def test_welcome_page_opens_folders_the_sample_and_recent_ones(qtbot):
    page = shown(qtbot, Welcome(), 900, 700)
    page.show_recent(["/films/heads"])
    page.recent_wanted.connect(lambda path: wishes.append(path))
    wishes = []
    page.open_wanted.connect(lambda: wishes.append("open"))
    page.sample_wanted.connect(lambda: wishes.append("sample"))
    for button in (*page.findChildren(QPushButton), *page.findChildren(QToolButton)):
        QTest.mouseClick(button, LEFT)
    assert wishes == ["open", "sample", "/films/heads"]
