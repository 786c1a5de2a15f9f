"""Everything a person can do, declared once: menus, toolbar, keys and the F1 sheet come from this table."""

from __future__ import annotations

from app.actions.action import Action, Menu, Need, Scope
from app.actions.film_actions import FILMS, MARKS, VIEW
from app.actions.gestures import GESTURES
from app.run_choice import LEARN_SIGMA, RunChoice
from app.translation import tr


def way_id(choice: RunChoice) -> str:
    """The id of the action that chooses a way of propagating."""
    return f"way-{choice.value}"


def way_text(choice: RunChoice, about: str = "") -> str:
    """The words of that action; `about` is the time that it takes here where that is known."""
    time = tr("{time} here", time=about) if about else choice.usual_time
    name = tr("&Registration only") if choice is RunChoice.REGISTRATION else f"&{choice.label}"
    return f"{name}: {', '.join(filter(None, (time, choice.purpose)))}"


def _way(choice: RunChoice) -> Action:
    return Action(
        way_id(choice),
        way_text(choice),
        Menu.PROPAGATION,
        help=choice.explanation,
        checkable=True,
        group="way",
    )


def _step(name: str, text: str, key: str, icon: str, tip: str, need: Need = Need.NOTHING) -> Action:
    return Action(name, text, Menu.FILE, (key,), icon, tip, need, step=True)


FILE = (
    _step("open", tr("&Open"), "Ctrl+O", "folder-open", tr("Open a folder of films")),
    Action(
        "open-project",
        tr("Open pro&ject..."),
        Menu.FILE,
        ("Ctrl+Shift+O",),
        help=tr("Open a project that is kept elsewhere than in the folder of its films"),
    ),
    _step(
        "annotate",
        tr("&Annotate one"),
        "Ctrl+1",
        "map-pin",
        tr("Go to the film to annotate and to its next unplaced landmark"),
        Need.FOLDER,
    ),
    _step(
        "propagate",
        tr("&Propagate"),
        "Ctrl+P",
        "wand-sparkles",
        tr("Carry the landmarks of the exemplars to all other films"),
        Need.EXEMPLAR,
    ),
    _step(
        "review",
        tr("&Review"),
        "Ctrl+R",
        "list-checks",
        tr("Go to the worst point of all films, and near it"),
        Need.PREDICTIONS,
    ),
    _step(
        "export",
        tr("&Export"),
        "Ctrl+E",
        "file-down",
        tr("Write all landmarks as a table, or for another program"),
        Need.POINTS,
    ),
    Action(
        "export-measurements",
        tr("Export &measurements..."),
        Menu.FILE,
        (),
        "ruler",
        tr("Write a row for each film and measurement of the chosen set, with errors and norms"),
        Need.POINTS,
    ),
    Action(
        "import",
        tr("&Import landmarks..."),
        Menu.FILE,
        ("Ctrl+I",),
        "upload",
        tr("Read tables and files of other programs; what comes from elsewhere is shown before it is taken"),
        Need.FOLDER,
    ),
    Action(
        "import-report",
        tr("What the last import left o&ut..."),
        Menu.FILE,
        help=tr("What was assumed, and each point, film and file that was not taken, as a list to copy"),
        need=Need.FOLDER,
    ),
    Action(
        "rescan",
        tr("&Look for new films"),
        Menu.FILE,
        ("F5",),
        "",
        tr("Films that came into the folder, went, or were renamed since it was opened"),
        Need.FOLDER,
    ),
    Action(
        "save",
        tr("&Save now"),
        Menu.FILE,
        ("Ctrl+S",),
        "save",
        tr("Everything is saved as you go"),
        Need.FOLDER,
    ),
    Action(
        "save-as",
        tr("Sa&ve as..."),
        Menu.FILE,
        ("Ctrl+Shift+S",),
        help=tr("Keep the project at another place from now on, also where its folder cannot be written"),
        need=Need.FOLDER,
    ),
    Action(
        "cancel-job", tr("&Cancel the job"), Menu.FILE, ("Ctrl+.",), "x", tr("Stop what is running"), Need.JOB
    ),
    Action("quit", tr("&Quit"), Menu.FILE, ("Ctrl+Q",), "", tr("Close OneMark")),
)
EDIT = (
    Action("undo", tr("&Undo"), Menu.EDIT, ("Ctrl+Z",), "undo-2", tr("Take the last step back"), Need.UNDO),
    Action(
        "redo", tr("&Redo"), Menu.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", tr("Do it again"), Need.REDO
    ),
    Action(
        "undo-list",
        tr("Undo &history..."),
        Menu.EDIT,
        (),
        "",
        tr("All steps as a list: a click goes to one"),
        Need.FOLDER,
    ),
    Action(
        "settings", tr("&Settings..."), Menu.EDIT, ("Ctrl+,",), "settings", tr("Change how OneMark works")
    ),
)
PROPAGATION = (
    *(_way(choice) for choice in RunChoice),
    Action(
        LEARN_SIGMA,
        tr("Learn the width (si&gma) of each landmark's heatmap"),
        Menu.PROPAGATION,
        help=tr(
            "A run takes up to two and a half times as long (with few films most) and needs 20 films "
            "besides the exemplars; Registration only has no heatmaps and stays as it is"
        ),
        checkable=True,
        line=True,
    ),
    Action(
        "estimate",
        tr("&How long does each take here?"),
        Menu.PROPAGATION,
        icon="info",
        help=tr("Try this computer for some seconds and tell the times for these films"),
        need=Need.EXEMPLAR,
        line=True,
    ),
    Action(
        "advise",
        tr("&Which film first?"),
        Menu.PROPAGATION,
        (),
        "star",
        tr(
            "Compare the films with each other: which one to annotate first leads best to the others, which "
            "one next helps most. It marks nothing"
        ),
        Need.IDLE_FILMS,
    ),
    Action(
        "start-afresh",
        tr("&Start again from the beginning"),
        Menu.PROPAGATION,
        (),
        "rotate-ccw",
        tr("Forget what the run that was not finished has computed, and propagate"),
        Need.UNFINISHED,
    ),
    Action(
        "train-corrections",
        tr("&Train on corrections"),
        Menu.PROPAGATION,
        ("Ctrl+T",),
        "list-checks",
        tr("What was learned last learns on from all that you placed, accepted and corrected since"),
        Need.CORRECTIONS,
        line=True,
    ),
    Action(
        "what-moved",
        tr("What the last round &moved..."),
        Menu.PROPAGATION,
        help=tr("Films and landmarks, the farthest first; a click goes there"),
        need=Need.ROUND,
    ),
    Action(
        "roll-back",
        tr("Roll bac&k this round"),
        Menu.PROPAGATION,
        help=tr("Bring back the points and the model of the round before; what you placed stays"),
        need=Need.ROUND,
    ),
    Action(
        "save-learned",
        tr("Save what was &learned..."),
        Menu.PROPAGATION,
        (),
        "save",
        tr(
            "Write a model file: \N{LEFT DOUBLE QUOTATION MARK}onemark predict\N{RIGHT DOUBLE QUOTATION MARK}"
            " finds the landmarks on other films with it"
        ),
        Need.LEARNED,
        line=True,
    ),
)
PREDICTION = (
    Action(
        "predict",
        tr("&Predict this film"),
        Menu.PREDICTION,
        ("P",),
        "scan",
        tr("Find the landmarks of the film on screen with the chosen model: nothing has to be annotated"),
        Need.IDLE_FILM,
        Scope.FILM,
    ),
    Action(
        "predict-selected",
        tr("Predict the &selected films"),
        Menu.PREDICTION,
        (),
        "",
        tr("Find the landmarks of the films that are selected in the list"),
        Need.IDLE_FILM,
    ),
    Action(
        "predict-all",
        tr("Predict &all films"),
        Menu.PREDICTION,
        ("Ctrl+Shift+P",),
        "images",
        tr("Find the landmarks of every film of the folder with the chosen model"),
        Need.IDLE_FILMS,
    ),
    Action(
        "reading-always",
        tr("Move predictions to how &you read"),
        Menu.PREDICTION,
        help=tr(
            "Later predictions of the chosen model are moved by what your own points have shown; "
            "each point keeps where the model had it"
        ),
        need=Need.FOLDER,
        checkable=True,
    ),
    Action(
        "reading-again",
        tr("As&k again about landmarks left out"),
        Menu.PREDICTION,
        help=tr("Landmarks that were answered with Not for this landmark are offered again"),
        need=Need.FOLDER,
    ),
    Action(
        "train-detector",
        tr("&Train a detector..."),
        Menu.PREDICTION,
        (),
        "play",
        tr(
            "Learn from all films that a person has annotated, accepted or corrected; what comes out is a "
            "model"
        ),
        Need.IDLE_FILMS,
        line=True,
    ),
    Action(
        "history",
        tr("&History of runs..."),
        Menu.PREDICTION,
        (),
        "list-checks",
        tr("What was run, on how many films, how exact it was; two runs can be compared"),
        Need.FOLDER,
    ),
    Action(
        "models",
        tr("&Models..."),
        Menu.PREDICTION,
        (),
        "list-checks",
        tr("What each model finds, how well, and what it was trained on; import and export"),
        line=True,
    ),
)
REVIEW = (
    Action(
        "audit",
        tr("&Audit..."),
        Menu.REVIEW,
        (),
        "list-checks",
        tr("Read films drawn at random without any prediction on them: how far off is the machine?"),
        Need.FOLDER,
    ),
    Action(
        "audit-report",
        tr("Audit &report"),
        Menu.REVIEW,
        (),
        "",
        tr("The errors of the latest audit, its calibrated radius, and a paragraph for a paper"),
        Need.FOLDER,
    ),
    Action(
        "evaluate-table",
        tr("&Evaluate against a table..."),
        Menu.REVIEW,
        (),
        "",
        tr("Compare the predictions with true landmarks in a CSV table; the project stays as it is"),
        Need.FOLDER,
        line=True,
    ),
)
HELP = (
    Action("guide", tr("&Guide"), Menu.HELP, ("F1",), "keyboard", tr("Mouse and keys, and all other pages")),
    Action(
        "stop-rule", tr("When to s&top reviewing"), Menu.HELP, (), "circle-help", tr("What the counter says")
    ),
    Action("sample", tr("&Sample project"), Menu.HELP, (), "images", tr("Drawn films to try OneMark on")),
    Action("about", tr("&About OneMark"), Menu.HELP, (), "info", tr("Version and licences")),
)


ACTIONS = (*FILE, *EDIT, *PROPAGATION, *PREDICTION, *REVIEW, *FILMS, *MARKS, *VIEW, *HELP, *GESTURES)
