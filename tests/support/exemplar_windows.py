"""A window on a project of one exemplar and films to propagate to, and results of runs on these, made up."""

from PySide6.QtCore import QSettings

from app.document.film import FilmRecord
from app.document.project import Project
from app.main_window import MainWindow
from app.settings import Settings
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.oneshot.propagate import Propagation


def marks(film, origin, x=5.0, names=("A", "B")):
    """All `names` of a film at one place."""
    return LandmarkSet(film, {name: Landmark(name, x, 6.0, Presence.PRESENT, origin) for name in names})


def exemplar_project(films=3, names=("A", "B")):
    """1.png to so many .png, the first one annotated."""
    records = {f"{n}.png": FilmRecord(f"{n}.png", exemplar=n == 1) for n in range(1, films + 1)}
    return Project(Scheme(names), records, {"1.png": marks("1.png", Origin.ANNOTATED, names=names)})


def propagated(learned=None, mirrored=False, names=("A", "B")):
    """What a run on three such films may find."""
    films = ("2.png", "3.png")
    return Propagation(
        sets={film: marks(film, Origin.PREDICTED, names=names) for film in films},
        mirrored=dict.fromkeys(films, mirrored),
        unreadable={},
        exemplars=("1.png",),
        device="cpu",
        seconds=1.0,
        method="one-shot (quick)",
        learned=learned,
    )


def open_window(qtbot, folder, project):
    """The window with `project` on the films in `folder`/films; its settings are in `folder`."""
    window = MainWindow(Settings(QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(window)
    window.workspace.document.open(project, folder=folder / "films")
    return window
