"""The list of models: what it shows, and what import, export, remove and make default do."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from tiny_models import save_tiny, tiny

from app.main_window import MainWindow
from app.models.shelf import LoadedModels, look_at_shelf
from app.settings import Settings
from app.views.models_dialog import ModelRow, ModelsDialog, card_html
from engine.errors import EngineError
from engine.models.checkpoint import Model, save_model


@pytest.fixture
def places(tmp_path, monkeypatch):
    box, own = tmp_path / "box", tmp_path / "own"
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: box)
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: own)
    save_tiny(box / "tiny.safetensors")
    return box, own


@pytest.fixture
def window(qtbot, tmp_path, places):
    window = MainWindow(Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(window)
    window.show()
    window.actions_["models"].trigger()
    yield window
    window.close()


@pytest.fixture
def dialog(window):
    return window.controllers.model_dialog.dialog


def chosen_file(monkeypatch, path):
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_more: (str(path), ""))


def answered(monkeypatch, yes):
    """The questions that are asked from now on, answered with yes or no."""
    asked = []
    answer = QMessageBox.StandardButton.Yes if yes else QMessageBox.StandardButton.No

    def question(_parent, _title, text, **_more):
        asked.append(text)
        return answer

    monkeypatch.setattr(QMessageBox, "question", question)
    return asked


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(dialog, title):
    row = next(row for row in dialog._rows if row.title == title)
    at = next(
        place
        for place in range(dialog._tree.topLevelItemCount())
        if dialog._tree.topLevelItem(place).data(0, Qt.ItemDataRole.UserRole) == row.key
    )
    dialog._tree.setCurrentItem(dialog._tree.topLevelItem(at))


def titles(dialog):
    return [row.title for row in dialog._rows]


def test_the_list_says_what_a_model_finds_how_well_and_where_it_comes_from(dialog):
    row = dialog._rows[0]
    assert (row.title, row.landmarks, row.score) == ("Tiny head", ("Sella", "Nasion"), "MRE 9.9 mm")
    assert (row.source, row.file, row.default, row.removable) == ("OneMark", "tiny.safetensors", True, False)
    card = dialog._card.toPlainText()
    for words in ("drawn films", "MRE 9.9 mm", "free", "Sella, Nasion"):
        assert words in card


def test_the_dialog_blocks_nothing(dialog):
    assert not dialog.isModal()


def test_a_model_is_imported_made_default_exported_and_removed(
    window, dialog, tmp_path, places, monkeypatch, qtbot
):
    save_tiny(tmp_path / "mail" / "mine.safetensors", names=("A", "B", "C"), title="Mine")
    chosen_file(monkeypatch, tmp_path / "mail" / "mine.safetensors")
    press(dialog._import)
    qtbot.waitUntil(lambda: dialog.sentence == "Mine is in the list.")
    assert titles(dialog) == ["Tiny head", "Mine"]
    choose(dialog, "Mine")
    press(dialog._default)
    assert window.controllers.models.chosen.title == "Mine"
    assert not dialog._default.isEnabled()
    chosen_file(monkeypatch, tmp_path / "copy v1.2")
    press(dialog._export)
    assert (tmp_path / "copy v1.2.safetensors").read_bytes() == (
        tmp_path / "mail" / "mine.safetensors"
    ).read_bytes()
    answered(monkeypatch, yes=True)
    press(dialog._remove)
    assert titles(dialog) == ["Tiny head"]
    assert not list(places[1].glob("*"))
    assert window.controllers.models.chosen.title == "Tiny head"  # the box is the default again


def test_a_model_is_deleted_only_after_a_question_that_names_all_that_goes(
    window, dialog, places, monkeypatch
):
    places[1].mkdir()
    save_model(places[1] / "both.safetensors", Model({"head": tiny(title="A"), "hand": tiny(title="B")}))
    window.controllers.models.refresh()
    choose(dialog, "A: head")
    asked = answered(monkeypatch, yes=False)
    press(dialog._remove)
    assert "A: head and B: hand" in asked[0]
    assert titles(dialog) == ["Tiny head", "A: head", "B: hand"]
    answered(monkeypatch, yes=True)
    press(dialog._remove)
    assert titles(dialog) == ["Tiny head"]
    assert dialog.sentence == "A: head and B: hand were removed."


def test_the_models_of_the_box_stay(window, dialog):
    choose(dialog, "Tiny head")
    assert not dialog._remove.isEnabled()
    with pytest.raises(EngineError, match="came with OneMark and stays"):
        window.controllers.model_dialog.remove(window.controllers.models.chosen.key)


def test_a_file_that_is_no_model_is_refused_in_the_dialog(dialog, tmp_path, monkeypatch, qtbot):
    (tmp_path / "notes.txt").write_text("hello")
    chosen_file(monkeypatch, tmp_path / "notes.txt")
    press(dialog._import)
    qtbot.waitUntil(lambda: "notes.txt is no model" in dialog.sentence)
    assert titles(dialog) == ["Tiny head"]


def test_a_second_import_waits_for_the_first_and_says_so(window, dialog, tmp_path, places, qtbot):
    for name in ("one", "two"):
        save_tiny(tmp_path / "mail" / f"{name}.safetensors", title=name)
        window.controllers.model_dialog.import_(tmp_path / "mail" / f"{name}.safetensors")
    assert dialog.sentence == "Another model is still being looked at: import two.safetensors after it."
    qtbot.waitUntil(lambda: titles(dialog) == ["Tiny head", "one"])


def test_the_dialog_says_where_a_broken_file_lies(window, dialog, places):
    assert dialog.sentence == ""
    places[1].mkdir()
    (places[1] / "broken.safetensors").write_bytes(b"rubbish")
    window.controllers.model_dialog.show()
    assert dialog.sentence.startswith("broken.safetensors is no model")
    assert dialog.sentence.endswith(f"Imported models lie in {places[1]}.")


def test_a_broken_file_in_the_folder_is_told_and_the_others_stay(places):
    places[1].mkdir()
    (places[1] / "broken.safetensors").write_bytes(b"rubbish")
    shelf = look_at_shelf(*places)
    assert [one.title for one in shelf.choices] == ["Tiny head"]
    assert len(shelf.problems) == 1
    assert "broken.safetensors" in shelf.problems[0]


def test_a_model_of_several_anatomies_is_one_entry_each(places):
    model = Model({"head": tiny(), "hand": tiny(("Wrist", "Thumb", "Tip"))})
    save_model(places[1].parent / "box" / "both.safetensors", model)
    both = [one for one in look_at_shelf(*places).choices if one.path.name == "both.safetensors"]
    assert {one.domain: len(one.names) for one in both} == {"head": 2, "hand": 3}
    assert len({one.title for one in both}) == 2
    wanted = next(one for one in both if one.domain == "hand")
    assert LoadedModels().learned(wanted).names == ("Wrist", "Thumb", "Tip")


def test_titles_that_name_the_anatomy_and_its_landmarks_say_so_once(places):
    titles = {"head": "head: 2 landmarks", "hand": "hand: 2 landmarks", "foot": "Feet"}
    model = Model({domain: tiny(title=title) for domain, title in titles.items()})
    save_model(places[0] / "many.safetensors", model)
    many = [one for one in look_at_shelf(*places).choices if one.path.name == "many.safetensors"]
    assert [one.what for one in many] == [
        "head: 2 landmarks",
        "hand: 2 landmarks",
        "Feet: foot, 2 landmarks",
    ]


def test_a_loaded_model_is_read_once_until_its_file_changes(places):
    loaded = LoadedModels()
    choice = look_at_shelf(*places).choices[0]
    first = loaded.learned(choice)
    assert loaded.learned(choice) is first
    state = loaded.state_of(choice)
    save_tiny(choice.path, title="Another head of another size")
    assert loaded.state_of(choice) != state
    assert loaded.learned(choice) is not first


def test_an_empty_list_says_how_a_model_gets_there(qtbot):
    dialog = ModelsDialog()
    qtbot.addWidget(dialog)
    dialog.show_rows([])
    assert "Import one" in dialog._card.toPlainText()
    assert not any(button.isEnabled() for button in (dialog._export, dialog._remove, dialog._default))


def test_a_card_is_text_not_markup():
    html = card_html(ModelRow("k", "<b>Head</b>", ("A",), "", "", "", {"Data": "a < b", "Score": ""}))
    assert "&lt;b&gt;Head&lt;/b&gt;" in html
    assert "a &lt; b" in html
    assert "Score" not in html


def test_the_shelf_needs_no_torch():
    import subprocess
    import sys

    code = (
        "import sys, app.main_window; "
        "print([name for name in ('torch', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
