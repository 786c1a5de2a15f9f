"""The menus of the window in each of its languages: no two entries of a menu have the same letter."""

import re

import pytest
from language_window import told_by_window

from app.language import ENGLISH, LANGUAGES, SYSTEM

MENUS = """
menus = [window.menuBar(), *window.findChildren(QMenu)]
print(json.dumps([[entry.text() for entry in menu.actions() if entry.text()] for menu in menus]))
"""


def letter(text):
    """What chooses an entry in its open menu; "" where it has no such letter."""
    found = re.search("&(.)", text.replace("&&", ""))
    return found[1].casefold() if found else ""


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {SYSTEM}))
def test_no_two_entries_of_a_menu_have_the_same_letter(language, tmp_path):
    found = told_by_window(MENUS, language, tmp_path)
    assert ("&File" in found[0]) == (language == ENGLISH)
    doubled = []
    for texts in found:
        letters = [letter(text) for text in texts if letter(text)]
        doubled += [text for text in texts if letters.count(letter(text)) > 1]
    assert doubled == []
