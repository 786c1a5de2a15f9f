"""Everything a person can do, declared once: menus, toolbar, keys and the F1 sheet come from this table."""

from __future__ import annotations

from functools import partial

from app.actions.action import Action, Menu, Need, Scope
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


_film = partial(Action, menu=Menu.FILM, need=Need.FILM, scope=Scope.FILM)
_mark = partial(Action, menu=Menu.LANDMARK, need=Need.LANDMARK, scope=Scope.FILM)
_view = partial(Action, menu=Menu.VIEW, need=Need.FILM, scope=Scope.FILM)


def _sex(name: str, text: str) -> Action:
    return _film(
        name,
        text,
        help=tr("For norms that differ by sex: said of the selected films and all others of the same person"),
        scope=Scope.WINDOW,
        checkable=True,
        group="sex",
        line=name == "sex-female",
    )


def _gesture(text: str, keys: str, tip: str = "", scope: Scope = Scope.GESTURE) -> Action:
    return Action(f"gesture-{text}", text, Menu.MOUSE, (keys,), help=tip, scope=scope)


_held = partial(_gesture, scope=Scope.FILM)


FILMS = (
    _film("film-next", tr("&Next film"), keys=("D",), help=tr("Show the next film of the list")),
    _film("film-previous", tr("&Previous film"), keys=("A",), help=tr("Show the previous film of the list")),
    _film(
        "film-find",
        tr("&Go to film..."),
        keys=("G",),
        icon="search",
        help=tr("Type its number or a part of its name, Enter"),
    ),
    _film(
        "accept",
        tr("&Accept the film"),
        keys=("Return", "Enter"),
        icon="circle-check",
        help=tr("Accept its predictions and go to the next doubtful point"),
    ),
    _film(
        "checks",
        tr("Checks of all &films"),
        icon="list-checks",
        help=tr("Outliers of shape, exchanged sides, missing points, mixed views, negatives, duplicates"),
        need=Need.FOLDER,
        scope=Scope.WINDOW,
    ),
    _film(
        "superimpose",
        tr("&Superimpose..."),
        help=tr("Lay this film and another of the same person over each other, by two landmarks or best fit"),
        scope=Scope.WINDOW,
    ),
    _film(
        "new-measurement",
        tr("Ne&w measurement..."),
        icon="plus",
        help=tr("Make one of your own of landmarks, with a preview on this film"),
        scope=Scope.WINDOW,
    ),
    _film("exemplar", tr("&Exemplar"), help=tr("The other films learn from this one"), checkable=True),
    _film("exclude", tr("E&xclude"), help=tr("Nothing runs on this film; exports count it"), checkable=True),
    _film(
        "ruler",
        tr("&Ruler"),
        keys=("K",),
        help=tr("Drag along something of known length: it gives the mm per pixel; Esc leaves it"),
        checkable=True,
    ),
    _film(
        "spacing",
        tr("&Millimetres..."),
        icon="ruler",
        help=tr("Say how large a pixel is on this, the selected or all films"),
    ),
    _film(
        "spacing-table",
        tr("Millimetres from a &table..."),
        icon="upload",
        help=tr("Read a CSV with the columns image,mm_per_px or image,spacing_x,spacing_y"),
        need=Need.FOLDER,
    ),
    _sex("sex-female", tr("Of a gir&l or woman")),
    _sex("sex-male", tr("Of a b&oy or man")),
    _sex("sex-file", tr("Sex as the file sa&ys")),
)
MARKS = (
    _mark("mark-next", tr("&Next landmark"), keys=("S",), help=tr("Choose the next landmark of the list")),
    _mark("mark-previous", tr("&Previous landmark"), keys=("W",), help=tr("Choose the previous landmark")),
    _mark(
        "mark-move",
        tr("&Move by a click"),
        keys=("C",),
        help=tr("The next click puts the chosen landmark there; Esc leaves it where it is"),
        checkable=True,
    ),
    _mark(
        "mark-rename",
        tr("&Rename"),
        keys=("F2",),
        icon="tag",
        help=tr("Type another name for the chosen landmark; Esc leaves the old one"),
        scope=Scope.WINDOW,
    ),
    _mark(
        "scheme-editor",
        tr("Scheme &editor..."),
        keys=("Ctrl+L",),
        icon="waypoints",
        help=tr("Names, order, descriptions, pairs, lines and curves of the landmarks"),
        need=Need.FOLDER,
        scope=Scope.WINDOW,
    ),
    _mark(
        "mark-set",
        tr("Move the whole &set"),
        keys=("T",),
        help=tr("A drag moves all points, at a corner scales, at the handle turns them; Esc ends it"),
        need=Need.FILM,
        checkable=True,
    ),
    _mark(
        "lock-points",
        tr("&Lock decided points"),
        keys=("Shift+L",),
        help=tr("Points that you placed or accepted stay where they are, whatever is dragged or pressed"),
        need=Need.FILM,
        checkable=True,
    ),
    _mark(
        "copy-points",
        tr("&Copy points"),
        keys=("Ctrl+C",),
        help=tr("All points of this film"),
        need=Need.FILM,
    ),
    _mark(
        "paste-points",
        tr("Paste po&ints"),
        keys=("Ctrl+V",),
        help=tr("The copied points, undecided: move and accept them"),
        need=Need.FILM,
    ),
    _mark(
        "paste-previous",
        tr("Points of the film &before"),
        keys=("Ctrl+D",),
        help=tr("What the nearest film before this one has, undecided"),
        need=Need.FILM,
    ),
    _mark(
        "exchange-sides",
        tr("E&xchange left and right"),
        help=tr("Each landmark of a pair gets what the other one has, on this film"),
        need=Need.FILM,
    ),
    _mark("mark-absent", tr("&Absent"), keys=("X",), help=tr("Its anatomy is not on this film")),
    _mark("mark-occluded", tr("&Occluded"), keys=("O",), help=tr("Its position is guessed, not seen")),
    _mark("mark-unplace", tr("&Unplace"), keys=("Delete",), help=tr("Take the point off the film")),
    _mark(
        "mark-back",
        tr("Back to the pre&diction"),
        keys=("Shift+Delete",),
        help=tr("Where the machine had the point, undecided as it was"),
    ),
    *(
        _mark(
            f"mark-{digit}",
            tr("Pick landmark {digit}", digit=digit),
            keys=(str(digit),),
            help=tr("Choose it and bring it into sight"),
            need=Need.FILM,
            landmarks=digit,
        )
        for digit in range(1, 10)
    ),
)
VIEW = (
    _view("names", tr("&Names"), keys=("N",), help=tr("Show the names of the points"), checkable=True),
    _view("lines", tr("&Lines"), keys=("L",), help=tr("Show the lines of the scheme"), checkable=True),
    _view(
        "ghosts",
        tr("&Ghosts of all landmarks"),
        keys=("V",),
        help=tr("Where registration and each detector alone see all landmarks, not the chosen one only"),
        checkable=True,
    ),
    _view("loupe", tr("L&oupe"), keys=("Z",), help=tr("Enlarge what is under the cursor"), checkable=True),
    _view(
        "heatmap",
        tr("&Heatmap"),
        keys=("M",),
        help=tr("Show where the model saw the landmarks"),
        checkable=True,
    ),
    _view(
        "heatmap-all",
        tr("Heatmap of &all landmarks"),
        keys=("Shift+M",),
        help=tr("All landmarks at once, or the chosen one alone"),
        checkable=True,
    ),
    _view("heatmap-more", tr("Heatmap &stronger"), keys=(".",), help=tr("Cover more of the film")),
    _view("heatmap-less", tr("Heatma&p fainter"), keys=(",",), help=tr("Cover less of the film")),
    _view("invert", tr("In&vert"), keys=("I",), help=tr("Swap dark and bright"), checkable=True),
    _view(
        "reset-window",
        tr("&Reset window"),
        keys=("R",),
        icon="rotate-ccw",
        help=tr("Window and level as the film was stored"),
    ),
    _view(
        "window-sight",
        tr("Au&to window"),
        keys=("Shift+R",),
        help=tr("Window and level by the part in sight"),
    ),
    _view(
        "window-next",
        tr("Next window of the file"),
        keys=("Shift+W",),
        help=tr("Some DICOM files name several, such as for bone and for soft tissue"),
    ),
    _view(
        "window-all",
        tr("&Window for all films"),
        help=tr("Show all films in the window and level of this one"),
    ),
    _view("brighter", tr("&Brighter midtones"), keys=("B",), help=tr("What is between dark and bright")),
    _view("darker", tr("&Darker midtones"), keys=("Shift+B",), help=tr("What is between dark and bright")),
    _view(
        "local-contrast",
        tr("Local &contrast"),
        keys=("Shift+I",),
        help=tr("Raise the contrast of each part of the film, within limits (CLAHE)"),
        checkable=True,
    ),
    _view("fit", tr("&Fit"), keys=("F",), icon="maximize", help=tr("Show the whole film")),
    _view(
        "keep-sight",
        tr("&Keep zoom and place"),
        help=tr("The next film is shown where this one is; else whole"),
        checkable=True,
    ),
    Action("zoom-in", tr("Zoom &in"), Menu.VIEW, ("Ctrl++", "Ctrl+="), "zoom-in", "", Need.FILM),
    Action("zoom-out", tr("&Zoom out"), Menu.VIEW, ("Ctrl+-",), "zoom-out", "", Need.FILM),
    Action(
        "runs",
        tr("R&uns"),
        Menu.VIEW,
        ("Ctrl+J",),
        "",
        tr("Everything that runs: propagate, train, predict, and how it went"),
        checkable=True,
    ),
    Action(
        "measurements",
        tr("M&easurements"),
        Menu.VIEW,
        ("Ctrl+M",),
        "",
        tr("Distances, angles and ratios of the film on screen, with errors and norms"),
        checkable=True,
    ),
    _view(
        "measures-drawn",
        tr("Draw all &measurements"),
        keys=("E",),
        help=tr("All that the list of measurements shows, not the chosen one alone"),
        checkable=True,
    ),
    Action(
        "next-panel", tr("Ne&xt panel"), Menu.VIEW, ("F6",), "", tr("Go round films, film view and landmarks")
    ),
)
GESTURES = (
    _gesture(tr("Place the next landmark"), tr("Left click")),
    _gesture(tr("Move a point"), tr("Drag the point"), tr("3 px before it moves; Esc puts it back")),
    _gesture(
        tr("Choose a point"),
        tr("Click the point"),
        tr("On the film or in the list: it comes into sight and stays"),
    ),
    _gesture(
        tr("Adopt what one machine alone saw"),
        tr("Click its ghost"),
        tr("The small hollow marks beside the point"),
    ),
    _held(tr("Move the chosen point"), tr("{mark-move}, then left click"), tr("Esc leaves it where it is")),
    _gesture(
        tr("Move a point and its neighbours"),
        tr("Ctrl + drag the point"),
        tr("Those that nobody has decided on follow, the nearer the more"),
    ),
    _gesture(
        tr("Keep the angle of a line"),
        tr("Shift while dragging"),
        tr("A point goes along its line, a ruler in eighths"),
    ),
    _gesture(tr("What can be done"), tr("Right click"), tr("On a point, on the film, on a row of a list")),
    _gesture(tr("Zoom at the cursor"), tr("Wheel")),
    _gesture(tr("Heatmap stronger or fainter"), tr("Ctrl + wheel"), tr("While the heatmap is shown")),
    _gesture(tr("Pan"), tr("Middle drag, or Space + drag")),
    _gesture(tr("Window (across) and level (up, down)"), tr("Right drag")),
    _held(
        tr("Next doubtful point"),
        tr("Space"),
        tr("Tapped: the worst of all films first, from near; {fit}: the whole film"),
    ),
    _held(tr("Back to the point before"), tr("Shift+Space"), tr("Through all that Space has shown")),
    _held(tr("Hide the points"), tr("H held")),
    _held(tr("Nudge the chosen point"), tr("Arrows"), tr("1 px; with Shift 10 px, with Alt 0.1 px")),
)


ACTIONS = (*FILE, *EDIT, *PROPAGATION, *PREDICTION, *REVIEW, *FILMS, *MARKS, *VIEW, *HELP, *GESTURES)
