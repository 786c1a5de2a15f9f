"""Actions of the work as a whole: files, undo, propagation, prediction, help."""

from __future__ import annotations

from app.action import Action, Menu, Need, Scope
from app.run_choice import LEARN_SIGMA, RunChoice


def way_id(choice: RunChoice) -> str:
    """The id of the action that chooses a way of propagating."""
    return f"way-{choice.value}"


def way_text(choice: RunChoice, about: str = "") -> str:
    """The words of that action; `about` is the time that it takes here where that is known."""
    time = f"   ({about} here)" if about else ""
    return f"{'&' if choice.learns else ''}{choice.label}: {choice.purpose}{time}"


def _way(choice: RunChoice) -> Action:
    return Action(
        way_id(choice),
        way_text(choice),
        Menu.PROPAGATION,
        help=choice.explanation,
        checkable=True,
        group="way",
    )


FILE = (
    Action("open", "&Open", Menu.FILE, ("Ctrl+O",), "folder-open", "Open a folder of films", step=True),
    Action(
        "annotate",
        "&Annotate one",
        Menu.FILE,
        ("Ctrl+1",),
        "map-pin",
        "Go to the film to annotate and to its next unplaced landmark",
        Need.FOLDER,
        step=True,
    ),
    Action(
        "propagate",
        "&Propagate",
        Menu.FILE,
        ("Ctrl+P",),
        "wand-sparkles",
        "Carry the landmarks of the exemplars to all other films",
        Need.EXEMPLAR,
        step=True,
    ),
    Action(
        "review",
        "&Review",
        Menu.FILE,
        ("Ctrl+R",),
        "list-checks",
        "Go to the most doubtful film and its most doubtful landmark",
        Need.PREDICTIONS,
        step=True,
    ),
    Action(
        "export",
        "&Export",
        Menu.FILE,
        ("Ctrl+E",),
        "file-down",
        "Write all landmarks as a CSV table",
        Need.POINTS,
        step=True,
    ),
    Action(
        "import", "&Import landmarks...", Menu.FILE, ("Ctrl+I",), "upload", "Read a CSV table", Need.FOLDER
    ),
    Action("save", "&Save now", Menu.FILE, ("Ctrl+S",), "save", "Everything is saved as you go", Need.FOLDER),
    Action("cancel-job", "&Cancel the job", Menu.FILE, ("Ctrl+.",), "x", "Stop what is running", Need.JOB),
    Action("quit", "&Quit", Menu.FILE, ("Ctrl+Q",), "", "Close OneMark"),
)
EDIT = (
    Action("undo", "&Undo", Menu.EDIT, ("Ctrl+Z",), "undo-2", "Take the last step back", Need.UNDO),
    Action("redo", "&Redo", Menu.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", "Do it again", Need.REDO),
    Action("settings", "&Settings...", Menu.EDIT, ("Ctrl+,",), "settings", "Change how OneMark works"),
)
PROPAGATION = (
    *(_way(choice) for choice in RunChoice),
    Action(
        LEARN_SIGMA,
        "Learn the &width (sigma) of each landmark's heatmap",
        Menu.PROPAGATION,
        help="A run takes up to two and a half times as long (with few films most) and needs 20 films "
        "besides the exemplars; Registration only has no heatmaps and stays as it is",
        checkable=True,
        line=True,
    ),
    Action(
        "estimate",
        "&How long does each take here?",
        Menu.PROPAGATION,
        (),
        "",
        "Try this computer for some seconds and tell the times for these films",
        Need.EXEMPLAR,
        line=True,
    ),
    Action(
        "start-afresh",
        "&Start again from the beginning",
        Menu.PROPAGATION,
        (),
        "rotate-ccw",
        "Forget what the run that was not finished has computed, and propagate",
        Need.UNFINISHED,
    ),
    Action(
        "save-learned",
        "Save what was &learned...",
        Menu.PROPAGATION,
        (),
        "save",
        "Write a model file: \N{LEFT DOUBLE QUOTATION MARK}onemark predict\N{RIGHT DOUBLE QUOTATION MARK} "
        "finds the landmarks on other films with it",
        Need.LEARNED,
        line=True,
    ),
)
PREDICTION = (
    Action(
        "predict",
        "&Predict this film",
        Menu.PREDICTION,
        ("P",),
        "scan",
        "Find the landmarks of the film on screen with the chosen model: nothing has to be annotated",
        Need.IDLE_FILM,
        Scope.FILM,
    ),
    Action(
        "predict-selected",
        "Predict the &selected films",
        Menu.PREDICTION,
        (),
        "",
        "Find the landmarks of the films that are selected in the list",
        Need.IDLE_FILM,
    ),
    Action(
        "predict-all",
        "Predict &all films",
        Menu.PREDICTION,
        ("Ctrl+Shift+P",),
        "images",
        "Find the landmarks of every film of the folder with the chosen model",
        Need.IDLE_FILMS,
    ),
    Action(
        "models",
        "&Models...",
        Menu.PREDICTION,
        (),
        "list-checks",
        "What each model finds, how well, and what it was trained on; import and export",
        line=True,
    ),
)
HELP = (
    Action("keys", "&Mouse and keys", Menu.HELP, ("F1",), "keyboard", "This sheet"),
    Action("sample", "&Sample project", Menu.HELP, (), "images", "Drawn films to try OneMark on"),
    Action("about", "&About OneMark", Menu.HELP, (), "info", "Version and licences"),
)
