"""A process that edits a project until it is killed; prints each edit once it is on the disk."""

import sys
from collections import deque
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from app.document import edits
from app.document.document import Document
from app.document.film import FilmRecord
from app.storage.opening import open_project
from app.workspace.autosave import Autosave
from app.workspace.save_thread import Barrier


def main(folder: Path) -> None:
    application = QCoreApplication([])
    opened = open_project(folder)
    assert opened.store is not None
    document = Document()
    document.open(opened.project)
    autosave = Autosave(document, opened.store)
    document.add_films([FilmRecord(f"{number}.png") for number in range(3)])

    written: deque[tuple[int, Barrier]] = deque()

    def edit() -> None:
        number = len(document.project.scheme.names)
        film = f"{number % 3}.png"
        document.push(edits.add_landmark(document.project, film, float(number), 1.0, now=document.now()))
        written.append((number, Barrier()))
        autosave._thread.ask(written[-1][1])
        while written and written[0][1].passed.is_set():
            print(written.popleft()[0], flush=True)
        if number == 60:
            autosave.snapshot()

    timer = QTimer(interval=10)
    timer.timeout.connect(edit)
    timer.start()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
