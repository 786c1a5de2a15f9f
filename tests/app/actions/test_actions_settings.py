from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from app.actions.action import Menu
from app.actions.key_sheet import key_rows, sheet_html, sound_keys, spelled_out
from app.actions.table import ACTIONS
from app.document.spacing_edits import Extent, SpacingChoice, SpacingWay
from app.settings import SETTINGS, WEIGHTS, Settings
from app.views.keys_page import clash
from app.views.settings_dialog import SettingsDialog
from app.views.spacing_dialog import SpacingDialog, SpacingOffer
from engine.resources import resource


def conflicts(actions):
    """One sentence for each key that two actions want; the film view lies inside the window."""
    owners = {}
    found = []
    for action in (action for action in actions if action.menu is not Menu.MOUSE):
        for key in action.keys:
            other = owners.setdefault(key.casefold(), action)
            if other is not action:
                found.append(f"{key} is wanted by {other.id} and by {action.id}.")
    return tuple(found)


def test_no_key_is_wanted_twice():
    assert conflicts(ACTIONS) == ()


def test_a_key_that_is_wanted_twice_is_found_whatever_its_case():
    first = next(action for action in ACTIONS if action.id == "fit")
    again = replace(first, id="other", keys=("f",))
    assert conflicts((*ACTIONS, again)) == ("f is wanted by fit and by other.",)


def test_names_and_keys_of_actions_are_sound():
    real = [action for action in ACTIONS if action.menu is not Menu.MOUSE]
    assert len({action.id for action in real}) == len(real)
    for action in real:
        assert all(not QKeySequence(key).isEmpty() for key in action.keys), action.id
        assert not action.icon or resource("icons", f"{action.icon}.svg").exists(), action.icon


def test_steps_of_the_work_are_in_their_order():
    assert [a.id for a in ACTIONS if a.step] == ["open", "annotate", "propagate", "review", "export"]


@pytest.mark.parametrize("kept", ["[" * 100_000, "[1]", "{", '{"a": 1}'])
def test_places_that_were_kept_wrongly_are_forgotten(tmp_path, kept):
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    settings.remember("films-left", kept)
    assert settings.film_left("head") == ""
    settings.leave_film("head", "b.png")
    assert settings.film_left("head") == "b.png"


def test_sheet_names_every_key(qapp):
    html = sheet_html(9, {})
    for action in ACTIONS:
        for key in action.keys:
            assert (
                spelled_out(key, {}) if action.menu is Menu.MOUSE else QKeySequence(key).toString()
            ) in html


def test_stored_keys_that_cannot_be_had_together_are_the_usual_ones_again_with_a_sentence(qapp):
    swapped = {"fit": ("R",), "reset-window": ("F",)}
    assert sound_keys(swapped) == (swapped, ())
    stored = {
        "fit": ("R",),
        "accept": ("Space",),
        "names": ("Ctrl+Alt+N",),
        "save": ("J",),
        "no such": ("Q",),
    }
    own, notices = sound_keys({**stored, "lines": ("what",)})
    assert own == {"names": ("Ctrl+Alt+N",)}
    assert any("R is Reset window" in notice for notice in notices)
    assert any("Space is Next doubtful point" in notice for notice in notices)
    assert any("in the way of typing" in notice for notice in notices)
    assert len(notices) == 4


def test_what_was_given_up_for_a_key_that_falls_back_does_not_stay_without(qapp):
    """Fit gave F to Names, which cannot have its second key: both are as usual again, without a clash."""
    own, _ = sound_keys({"fit": (), "names": ("F", "Space")})
    assert own == {"fit": ()}
    assert sound_keys({"fit": ("N",), "names": ("F", "Space")})[0] == {}


def test_no_key_of_the_table_is_one_that_cannot_be_chosen(qapp):
    rows = key_rows({})
    assert [
        clash(rows, row, key) for row in rows if not row.fixed for key in row.keys if clash(rows, row, key)
    ] == []


@pytest.fixture
def store(tmp_path):
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.mark.parametrize(
    ("key", "bad"),
    [("cache-mb", "many"), ("cache-mb", 3), ("device", "gpu"), ("names", "maybe"), ("seed", -1)],
)
def test_bad_stored_value_falls_back_with_a_notice(qapp, store, key, bad):
    store.setValue(key, bad)
    settings = Settings(store)
    default = next(setting.default for setting in SETTINGS if setting.key == key)
    assert settings.values()[key] == default
    assert len(settings.notices) == 1
    assert str(default) in settings.notices[0]


def test_settings_are_kept_and_told(qapp, store):
    settings = Settings(store)
    told = []
    settings.changed.connect(told.append)
    settings.set("names", False)
    settings.set("names", False)
    settings.set("seed", 7)
    store.sync()
    again = Settings(QSettings(store.fileName(), QSettings.Format.IniFormat))
    assert (again.flag("names"), again.number("seed"), told) == (False, 7, ["names", "seed"])
    with pytest.raises(ValueError, match="device"):
        settings.set("device", "abacus")


def test_recent_folders_are_latest_first_and_eight(qapp, store):
    settings = Settings(store)
    for n in range(10):
        settings.add_recent(f"/films/{n}")
    settings.add_recent("/films/5")
    assert settings.recent()[:2] == ("/films/5", "/films/9")
    assert len(settings.recent()) == 8


def test_settings_dialog_has_one_control_a_setting(qtbot, store):
    settings = Settings(store)
    dialog = SettingsDialog(settings.values())
    qtbot.addWidget(dialog)
    assert dialog.values() == settings.values()


def test_a_setting_that_is_a_file_is_typed_or_chosen(qtbot, store, monkeypatch):
    dialog = SettingsDialog(Settings(store).values())
    qtbot.addWidget(dialog)
    control = dialog.findChild(QWidget, WEIGHTS)
    asked = []

    def answer(_parent, _title, _folder, files):
        asked.append(files)
        return "/w.pth", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    QTest.mouseClick(control.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert dialog.values()[WEIGHTS] == "/w.pth"
    assert "*.safetensors" in asked[0]
    control.findChild(QLineEdit).clear()
    QTest.keyClicks(control.findChild(QLineEdit), "hub")
    assert dialog.values()[WEIGHTS] == "hub"


def test_spacing_dialog_says_how_much_and_for_which_films(qtbot):
    offers = {Extent.THIS: SpacingOffer(1), Extent.SELECTED: SpacingOffer(1), Extent.ALL: SpacingOffer(12)}
    dialog = SpacingDialog(0.25, offers)
    qtbot.addWidget(dialog)
    assert dialog.choice() == SpacingChoice(SpacingWay.TYPED, Extent.THIS, pytest.approx(0.25))


def test_spacing_dialog_after_a_ruler_asks_for_its_length(qtbot):
    films = {Extent.THIS: 1, Extent.SELECTED: 3, Extent.ALL: 12}
    offers = {extent: SpacingOffer(count, ("S", "N")) for extent, count in films.items()}
    dialog = SpacingDialog(None, offers, ruler=84.2)
    qtbot.addWidget(dialog)
    assert dialog.choice() == SpacingChoice(SpacingWay.RULER, Extent.SELECTED, 10.0, ("S", "N"))
