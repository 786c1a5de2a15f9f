"""What can be done with the film on screen, its landmarks and how it is seen; a part of the one table."""

from __future__ import annotations

from functools import partial

from app.actions.action import Action, Menu, Need, Scope
from app.translation import tr

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
