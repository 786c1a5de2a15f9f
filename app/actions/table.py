"""Everything a person can do, declared once: menus, toolbar, keys and the F1 sheet come from this table."""

from __future__ import annotations

from functools import partial

from app.actions.action import Action, Menu, Need, Scope
from app.run_choice import LEARN_SIGMA, RunChoice


def way_id(choice: RunChoice) -> str:
    """The id of the action that chooses a way of propagating."""
    return f"way-{choice.value}"


def way_text(choice: RunChoice, about: str = "") -> str:
    """The words of that action; `about` is the time that it takes here where that is known."""
    time = f"{about} here" if about else choice.usual_time
    return f"{'&' if choice.learns else ''}{choice.label}: {', '.join(filter(None, (time, choice.purpose)))}"


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
    _step("open", "&Open", "Ctrl+O", "folder-open", "Open a folder of films"),
    Action(
        "open-project",
        "Open pro&ject...",
        Menu.FILE,
        ("Ctrl+Shift+O",),
        help="Open a project that is kept elsewhere than in the folder of its films",
    ),
    _step(
        "annotate",
        "&Annotate one",
        "Ctrl+1",
        "map-pin",
        "Go to the film to annotate and to its next unplaced landmark",
        Need.FOLDER,
    ),
    _step(
        "propagate",
        "&Propagate",
        "Ctrl+P",
        "wand-sparkles",
        "Carry the landmarks of the exemplars to all other films",
        Need.EXEMPLAR,
    ),
    _step(
        "review",
        "&Review",
        "Ctrl+R",
        "list-checks",
        "Go to the worst point of all films, and near it",
        Need.PREDICTIONS,
    ),
    _step(
        "export",
        "&Export",
        "Ctrl+E",
        "file-down",
        "Write all landmarks as a table, or for another program",
        Need.POINTS,
    ),
    Action(
        "export-measurements",
        "Export &measurements...",
        Menu.FILE,
        (),
        "ruler",
        "Write a row for each film and measurement of the chosen set, with errors and norms",
        Need.POINTS,
    ),
    Action(
        "import",
        "&Import landmarks...",
        Menu.FILE,
        ("Ctrl+I",),
        "upload",
        "Read tables and files of other programs; what comes from elsewhere is shown before it is taken",
        Need.FOLDER,
    ),
    Action(
        "import-report",
        "What the last import &left out...",
        Menu.FILE,
        help="What was assumed, and each point, film and file that was not taken, as a list to copy",
        need=Need.FOLDER,
    ),
    Action(
        "rescan",
        "&Look for new films",
        Menu.FILE,
        ("F5",),
        "",
        "Films that came into the folder, went, or were renamed since it was opened",
        Need.FOLDER,
    ),
    Action("save", "&Save now", Menu.FILE, ("Ctrl+S",), "save", "Everything is saved as you go", Need.FOLDER),
    Action(
        "save-as",
        "Save &as...",
        Menu.FILE,
        ("Ctrl+Shift+S",),
        help="Keep the project at another place from now on, also where its folder cannot be written",
        need=Need.FOLDER,
    ),
    Action("cancel-job", "&Cancel the job", Menu.FILE, ("Ctrl+.",), "x", "Stop what is running", Need.JOB),
    Action("quit", "&Quit", Menu.FILE, ("Ctrl+Q",), "", "Close OneMark"),
)
EDIT = (
    Action("undo", "&Undo", Menu.EDIT, ("Ctrl+Z",), "undo-2", "Take the last step back", Need.UNDO),
    Action("redo", "&Redo", Menu.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", "Do it again", Need.REDO),
    Action(
        "undo-list",
        "Undo &history...",
        Menu.EDIT,
        (),
        "",
        "All steps as a list: a click goes to one",
        Need.FOLDER,
    ),
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
        icon="info",
        help="Try this computer for some seconds and tell the times for these films",
        need=Need.EXEMPLAR,
        line=True,
    ),
    Action(
        "advise",
        "&Which film first?",
        Menu.PROPAGATION,
        (),
        "star",
        "Compare the films with each other: which one to annotate first leads best to the others, which one "
        "next helps most. It marks nothing",
        Need.IDLE_FILMS,
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
        "train-corrections",
        "&Train on corrections",
        Menu.PROPAGATION,
        ("Ctrl+T",),
        "list-checks",
        "What was learned last learns on from all that you placed, accepted and corrected since",
        Need.CORRECTIONS,
        line=True,
    ),
    Action(
        "what-moved",
        "What the last round &moved...",
        Menu.PROPAGATION,
        help="Films and landmarks, the farthest first; a click goes there",
        need=Need.ROUND,
    ),
    Action(
        "roll-back",
        "Roll bac&k this round",
        Menu.PROPAGATION,
        help="Bring back the points and the model of the round before; what you placed stays",
        need=Need.ROUND,
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
        "reading-always",
        "Move predictions to how &you read",
        Menu.PREDICTION,
        help="Later predictions of the chosen model are moved by what your own points have shown; "
        "each point keeps where the model had it",
        need=Need.FOLDER,
        checkable=True,
    ),
    Action(
        "reading-again",
        "As&k again about landmarks left out",
        Menu.PREDICTION,
        help="Landmarks that were answered with Not for this landmark are offered again",
        need=Need.FOLDER,
    ),
    Action(
        "train-detector",
        "&Train a detector...",
        Menu.PREDICTION,
        (),
        "play",
        "Learn from all films that a person has annotated, accepted or corrected; what comes out is a model",
        Need.IDLE_FILMS,
        line=True,
    ),
    Action(
        "history",
        "&History of runs...",
        Menu.PREDICTION,
        (),
        "list-checks",
        "What was run, on how many films, how exact it was; two runs can be compared",
        Need.FOLDER,
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
REVIEW = (
    Action(
        "audit",
        "&Audit...",
        Menu.REVIEW,
        (),
        "list-checks",
        "Read films drawn at random without any prediction on them: how far off is the machine?",
        Need.FOLDER,
    ),
    Action(
        "audit-report",
        "Audit &report",
        Menu.REVIEW,
        (),
        "",
        "The errors of the latest audit, its calibrated radius, and a paragraph for a paper",
        Need.FOLDER,
    ),
    Action(
        "evaluate-table",
        "&Evaluate against a table...",
        Menu.REVIEW,
        (),
        "",
        "Compare the predictions with true landmarks in a CSV table; the project stays as it is",
        Need.FOLDER,
        line=True,
    ),
)
HELP = (
    Action("guide", "&Guide", Menu.HELP, ("F1",), "keyboard", "Mouse and keys, and all other pages"),
    Action("stop-rule", "When to s&top reviewing", Menu.HELP, (), "circle-help", "What the counter says"),
    Action("sample", "&Sample project", Menu.HELP, (), "images", "Drawn films to try OneMark on"),
    Action("about", "&About OneMark", Menu.HELP, (), "info", "Version and licences"),
)


_film = partial(Action, menu=Menu.FILM, need=Need.FILM, scope=Scope.FILM)
_mark = partial(Action, menu=Menu.LANDMARK, need=Need.LANDMARK, scope=Scope.FILM)
_view = partial(Action, menu=Menu.VIEW, need=Need.FILM, scope=Scope.FILM)


def _gesture(text: str, keys: str, tip: str = "", scope: Scope = Scope.GESTURE) -> Action:
    return Action(f"gesture-{text}", text, Menu.MOUSE, (keys,), help=tip, scope=scope)


_held = partial(_gesture, scope=Scope.FILM)


FILMS = (
    _film("film-next", "&Next film", keys=("D",), help="Show the next film of the list"),
    _film("film-previous", "&Previous film", keys=("A",), help="Show the previous film of the list"),
    _film(
        "film-find",
        "&Go to film...",
        keys=("G",),
        icon="search",
        help="Type its number or a part of its name, Enter",
    ),
    _film(
        "accept",
        "A&ccept the film",
        keys=("Return", "Enter"),
        icon="circle-check",
        help="Accept its predictions and go to the next doubtful point",
    ),
    _film(
        "checks",
        "Checks of all &films",
        icon="list-checks",
        help="Outliers of shape, exchanged sides, missing points, mixed views, negatives, duplicates",
        need=Need.FOLDER,
        scope=Scope.WINDOW,
    ),
    _film(
        "superimpose",
        "&Superimpose...",
        help="Lay this film and another of the same person over each other, by two landmarks or best fit",
        scope=Scope.WINDOW,
    ),
    _film(
        "new-measurement",
        "Ne&w measurement...",
        icon="plus",
        help="Make one of your own of landmarks, with a preview on this film",
        scope=Scope.WINDOW,
    ),
    _film("exemplar", "&Exemplar", help="The other films learn from this one", checkable=True),
    _film("exclude", "E&xclude", help="Nothing runs on this film; exports count it", checkable=True),
    _film(
        "ruler",
        "&Ruler",
        keys=("K",),
        help="Drag along something of known length: it gives the mm per pixel; Esc leaves it",
        checkable=True,
    ),
    _film(
        "spacing",
        "&Millimetres...",
        icon="ruler",
        help="Say how large a pixel is on this, the selected or all films",
    ),
    _film(
        "spacing-table",
        "Millimetres from a &table...",
        icon="upload",
        help="Read a CSV with the columns image,mm_per_px or image,spacing_x,spacing_y",
        need=Need.FOLDER,
    ),
)
MARKS = (
    _mark("mark-next", "&Next landmark", keys=("S",), help="Choose the next landmark of the list"),
    _mark("mark-previous", "&Previous landmark", keys=("W",), help="Choose the previous landmark"),
    _mark(
        "mark-move",
        "&Move by a click",
        keys=("C",),
        help="The next click puts the chosen landmark there; Esc leaves it where it is",
        checkable=True,
    ),
    _mark(
        "mark-rename",
        "&Rename",
        keys=("F2",),
        icon="tag",
        help="Type another name for the chosen landmark; Esc leaves the old one",
        scope=Scope.WINDOW,
    ),
    _mark(
        "scheme-editor",
        "Scheme &editor...",
        keys=("Ctrl+L",),
        icon="waypoints",
        help="Names, order, descriptions, pairs, lines and curves of the landmarks",
        need=Need.FOLDER,
        scope=Scope.WINDOW,
    ),
    _mark(
        "mark-set",
        "Move the whole &set",
        keys=("T",),
        help="A drag moves all points, at a corner scales, at the handle turns them; Esc ends it",
        need=Need.FILM,
        checkable=True,
    ),
    _mark(
        "lock-points",
        "&Lock decided points",
        keys=("Shift+L",),
        help="Points that you placed or accepted stay where they are, whatever is dragged or pressed",
        need=Need.FILM,
        checkable=True,
    ),
    _mark("copy-points", "&Copy points", keys=("Ctrl+C",), help="All points of this film", need=Need.FILM),
    _mark(
        "paste-points",
        "&Paste points",
        keys=("Ctrl+V",),
        help="The copied points, undecided: move and accept them",
        need=Need.FILM,
    ),
    _mark(
        "paste-previous",
        "Points of the film &before",
        keys=("Ctrl+D",),
        help="What the nearest film before this one has, undecided",
        need=Need.FILM,
    ),
    _mark("mark-absent", "&Absent", keys=("X",), help="Its anatomy is not on this film"),
    _mark("mark-occluded", "&Occluded", keys=("O",), help="Its position is guessed, not seen"),
    _mark("mark-unplace", "&Unplace", keys=("Delete",), help="Take the point off the film"),
    *(
        _mark(
            f"mark-{digit}",
            f"Pick landmark {digit}",
            keys=(str(digit),),
            help="Choose it and bring it into sight",
            need=Need.FILM,
            landmarks=digit,
        )
        for digit in range(1, 10)
    ),
)
VIEW = (
    _view("names", "&Names", keys=("N",), help="Show the names of the points", checkable=True),
    _view("lines", "&Lines", keys=("L",), help="Show the lines of the scheme", checkable=True),
    _view(
        "ghosts",
        "&Ghosts of all landmarks",
        keys=("V",),
        help="Where registration and each detector alone see all landmarks, not the chosen one only",
        checkable=True,
    ),
    _view("loupe", "L&oupe", keys=("Z",), help="Enlarge what is under the cursor", checkable=True),
    _view("heatmap", "&Heatmap", keys=("M",), help="Show where the model saw the landmarks", checkable=True),
    _view(
        "heatmap-all",
        "Heatmap of &all landmarks",
        keys=("Shift+M",),
        help="All landmarks at once, or the chosen one alone",
        checkable=True,
    ),
    _view("heatmap-more", "Heatmap &stronger", keys=(".",), help="Cover more of the film"),
    _view("heatmap-less", "Heatmap f&ainter", keys=(",",), help="Cover less of the film"),
    _view("invert", "&Invert", keys=("I",), help="Swap dark and bright", checkable=True),
    _view(
        "reset-window",
        "&Reset window",
        keys=("R",),
        icon="rotate-ccw",
        help="Window and level as the film was stored",
    ),
    _view("window-sight", "A&uto window", keys=("Shift+R",), help="Window and level by the part in sight"),
    _view("window-all", "&Window for all films", help="Show all films in the window and level of this one"),
    _view("brighter", "&Brighter midtones", keys=("B",), help="What is between dark and bright"),
    _view("darker", "&Darker midtones", keys=("Shift+B",), help="What is between dark and bright"),
    _view(
        "local-contrast",
        "Local &contrast",
        keys=("Shift+I",),
        help="Raise the contrast of each part of the film, within limits (CLAHE)",
        checkable=True,
    ),
    _view("fit", "&Fit", keys=("F",), icon="maximize", help="Show the whole film"),
    _view(
        "keep-sight",
        "&Keep zoom and place",
        help="The next film is shown where this one is; else whole",
        checkable=True,
    ),
    Action("zoom-in", "Zoom i&n", Menu.VIEW, ("Ctrl++", "Ctrl+="), "zoom-in", "", Need.FILM),
    Action("zoom-out", "Zoom &out", Menu.VIEW, ("Ctrl+-",), "zoom-out", "", Need.FILM),
    Action(
        "runs",
        "R&uns",
        Menu.VIEW,
        ("Ctrl+J",),
        "",
        "Everything that runs: propagate, train, predict, and how it went",
        checkable=True,
    ),
    Action(
        "measurements",
        "M&easurements",
        Menu.VIEW,
        ("Ctrl+M",),
        "",
        "Distances, angles and ratios of the film on screen, with errors and norms",
        checkable=True,
    ),
    _view(
        "measures-drawn",
        "&Draw all measurements",
        keys=("E",),
        help="All that the list of measurements shows, not the chosen one alone",
        checkable=True,
    ),
    Action("next-panel", "Next &panel", Menu.VIEW, ("F6",), "", "Go round films, film view and landmarks"),
)
GESTURES = (
    _gesture("Place the next landmark", "Left click"),
    _gesture("Move a point", "Drag the point", "3 px before it moves; Esc puts it back"),
    _gesture(
        "Choose a point", "Click the point", "On the film or in the list: it comes into sight and stays"
    ),
    _gesture(
        "Adopt what one machine alone saw", "Click its ghost", "The small hollow marks beside the point"
    ),
    _held("Move the chosen point", "{mark-move}, then left click", "Esc leaves it where it is"),
    _gesture(
        "Move a point and its neighbours",
        "Ctrl + drag the point",
        "Those that nobody has decided on follow, the nearer the more",
    ),
    _gesture(
        "Keep the angle of a line",
        "Shift while dragging",
        "A point goes along its line, a ruler in eighths",
    ),
    _gesture("What can be done", "Right click", "On a point, on the film, on a row of a list"),
    _gesture("Zoom at the cursor", "Wheel"),
    _gesture("Heatmap stronger or fainter", "Ctrl + wheel", "While the heatmap is shown"),
    _gesture("Pan", "Middle drag, or Space + drag"),
    _gesture("Window (across) and level (up, down)", "Right drag"),
    _held(
        "Next doubtful point",
        "Space",
        "Tapped: the worst of all films first, from near; {fit}: the whole film",
    ),
    _held("Back to the point before", "Shift+Space", "Through all that Space has shown"),
    _held("Hide the points", "H held"),
    _held("Nudge the chosen point", "Arrows", "1 px; with Shift 10 px, with Alt 0.1 px"),
)


ACTIONS = (*FILE, *EDIT, *PROPAGATION, *PREDICTION, *REVIEW, *FILMS, *MARKS, *VIEW, *HELP, *GESTURES)
