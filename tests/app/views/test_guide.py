"""The guide in the window: all its pages are shown, its links lead to each other and nowhere else."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QListWidget, QTextBrowser

from app.views.guide import GuideWindow
from engine.resources import resource

FOLDER = resource("guide")
ROOT = Path(__file__).parents[3]


@pytest.fixture
def guide(qtbot):
    window = GuideWindow("<h3>Keys</h3><p>F1</p>", FOLDER)
    qtbot.addWidget(window)
    return window, window.findChild(QListWidget), window.findChild(QTextBrowser)


def test_every_page_of_the_folder_can_be_read(guide):
    _, pages, text = guide
    assert "F1" in text.toPlainText()
    titles = {
        file.read_text(encoding="utf-8").split("\n")[0].removeprefix("# ") for file in FOLDER.glob("*.md")
    }
    assert {pages.item(row).text() for row in range(pages.count())} == titles
    for row in range(1, pages.count()):
        pages.setCurrentRow(row)
        assert len(text.toPlainText()) > 200
        assert text.verticalScrollBar().value() == 0
        assert "|---" not in text.toPlainText()


def test_links_lead_to_pages_and_never_out_of_the_program(guide):
    _, pages, text = guide
    text.anchorClicked.emit(QUrl("tables.md"))
    assert pages.currentItem().text() == "Tables and their columns"
    for out in ("https://example.org/tables.md", "file:///etc/passwd", "../models/README.md"):
        text.anchorClicked.emit(QUrl(out))
        assert pages.currentItem().text() == "Tables and their columns"
        assert text.source().isEmpty()


PAGES = ["README.md", "CONTRIBUTING.md", *(f"resources/guide/{file.name}" for file in FOLDER.glob("*.md"))]


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_links_to_is_there(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []
