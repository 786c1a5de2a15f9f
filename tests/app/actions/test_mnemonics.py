"""The menus of the window in each of its languages: no two entries of a menu have the same letter."""

import json
import re
import subprocess
import sys

import pytest

from app.language import ENGLISH, LANGUAGES, SYSTEM

MENUS = """
import json, sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMenu
from app.language import SETTING, use_language
app = QApplication([])
store = QSettings(sys.argv[1], QSettings.Format.IniFormat)
store.setValue(SETTING, sys.argv[2])
use_language(app, store)
from app.main_window import MainWindow
from app.settings import Settings
window = MainWindow(Settings(store))
menus = [window.menuBar(), *window.findChildren(QMenu)]
print(json.dumps([[entry.text() for entry in menu.actions() if entry.text()] for menu in menus]))
"""


def menus(language, folder):
    """The texts of the entries of the menu bar, and of each menu."""
    command = [sys.executable, "-c", MENUS, str(folder / "settings.ini"), language]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
    return json.loads(found.stdout)


def letter(text):
    """What chooses an entry in its open menu; "" where it has no such letter."""
    found = re.search("&(.)", text.replace("&&", ""))
    return found[1].casefold() if found else ""


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {SYSTEM}))
def test_no_two_entries_of_a_menu_have_the_same_letter(language, tmp_path):
    found = menus(language, tmp_path)
    assert ("&File" in found[0]) == (language == ENGLISH)
    doubled = []
    for texts in found:
        letters = [letter(text) for text in texts if letter(text)]
        doubled += [text for text in texts if letters.count(letter(text)) > 1]
    assert doubled == []
