"""The guide: mouse and keys, and the pages of `resources/guide`, beside the work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from app.translation import tr
from app.views.dialogs import resize_within_screen

_PAGES = (
    *(
        "review.md",
        "results.md",
        "methods.md",
        "tables.md",
        "formats.md",
        "schemes.md",
        "measuring.md",
        "runs.md",
        "commands.md",
        "library.md",
    ),
    *("gpu.md", "privacy.md", "limits.md", "words.md", "decisions.md"),
)
_GITHUB = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
_OWN_KEYS = tr(
    "*You have given some actions keys of your own: this page names the usual ones, "
    "the first page (Mouse and keys) yours.*\n\n"
)
_NO_HTML = QTextDocument.MarkdownFeature.MarkdownNoHTML


class GuideWindow(QDialog):
    """Starts at `keys`, which is OneMark's own HTML; links lead to other pages and nowhere else.

    `has_own_keys`: the person chose other keys than those that the pages name, and is told so.
    """

    def __init__(
        self, keys: str, folder: Path, has_own_keys: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_screen(self, 920, 700)
        self._keys = keys
        self._note = _OWN_KEYS if has_own_keys else ""
        self._files = [folder / name for name in _PAGES]
        self._list = QListWidget()
        self._list.addItems([tr("Mouse and keys"), *map(_title, self._files)])
        self._list.setFixedWidth(self._list.sizeHintForColumn(0) + 24)
        self._list.setAccessibleName(tr("Pages"))
        self._list.currentRowChanged.connect(self._show)
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._text.setSearchPaths([str(folder)])
        self._text.setAccessibleName(tr("Page"))
        self._text.anchorClicked.connect(self._follow)
        row = QHBoxLayout(self)
        row.addWidget(self._list)
        row.addWidget(self._text, 1)
        self._list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if row == 0:
            self._text.setHtml(self._keys)
        else:
            document = self._text.document()
            page = self._files[row - 1].read_text(encoding="utf-8")
            document.setMarkdown(f"{self._note}{page}", _GITHUB | _NO_HTML)
        self._text.verticalScrollBar().setValue(0)

    def open_page(self, name: str) -> None:
        """Show the page of this file name; of another name nothing."""
        names = [file.name for file in self._files]
        if name in names:
            self._list.setCurrentRow(1 + names.index(name))

    def _follow(self, link: QUrl) -> None:
        if link.isRelative():
            self.open_page(link.fileName())


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
