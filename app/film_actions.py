"""Actions on the film on screen: going round films and landmarks, deciding on them, how they are shown."""

from __future__ import annotations

from app.action import Action, Menu, Need, Scope


def _film(name: str, text: str, keys: tuple[str, ...], tip: str, icon: str = "") -> Action:
    return Action(name, text, Menu.FILM, keys, icon, tip, Need.FILM, Scope.FILM)


def _mark(name: str, text: str, keys: tuple[str, ...], tip: str) -> Action:
    return Action(name, text, Menu.LANDMARK, keys, "", tip, Need.LANDMARK, Scope.FILM)


def _gesture(text: str, keys: str, tip: str = "") -> Action:
    return Action(f"gesture-{text}", text, Menu.MOUSE, (keys,), help=tip, scope=Scope.GESTURE)


def _shown(
    name: str, text: str, keys: tuple[str, ...], icon: str, tip: str, checkable: bool = False
) -> Action:
    return Action(name, text, Menu.VIEW, keys, icon, tip, Need.FILM, Scope.FILM, checkable=checkable)


FILMS = (
    _film("film-next", "&Next film", ("D",), "Show the next film of the list"),
    _film("film-previous", "&Previous film", ("A",), "Show the previous film of the list"),
    _film("film-find", "&Go to film...", ("G",), "Type a part of its name", icon="search"),
    _film(
        "accept",
        "A&ccept the film",
        ("Return", "Enter"),
        "Accept its predictions and go to the next doubtful film",
        icon="circle-check",
    ),
    Action(
        "exemplar",
        "&Exemplar",
        Menu.FILM,
        (),
        "star",
        "The other films learn from this one",
        Need.FILM,
        checkable=True,
    ),
    Action(
        "exclude",
        "E&xclude",
        Menu.FILM,
        (),
        "ban",
        "Nothing runs on this film; exports count it",
        Need.FILM,
        checkable=True,
    ),
    Action(
        "ruler",
        "&Ruler",
        Menu.FILM,
        ("K",),
        "ruler",
        "Drag along something of known length: it gives the mm per pixel",
        Need.FILM,
        Scope.FILM,
        checkable=True,
    ),
    Action(
        "spacing",
        "&Millimetres...",
        Menu.FILM,
        (),
        "ruler",
        "Say how large a pixel is on this, the selected or all films",
        Need.FILM,
    ),
    Action(
        "spacing-table",
        "Millimetres from a &table...",
        Menu.FILM,
        (),
        "upload",
        "Read a CSV with the columns image,mm_per_px or image,spacing_x,spacing_y",
        Need.FOLDER,
    ),
)
MARKS = (
    _mark("mark-next", "&Next landmark", ("S",), "Choose the next landmark of the list"),
    _mark("mark-previous", "&Previous landmark", ("W",), "Choose the previous landmark"),
    _mark("mark-absent", "&Absent", ("X",), "Its anatomy is not on this film"),
    _mark("mark-occluded", "&Occluded", ("O",), "Its position is guessed, not seen"),
    _mark("mark-unplace", "&Unplace", ("Delete",), "Take the point off the film"),
    *(
        Action(
            f"mark-{digit}",
            f"Pick landmark {digit}",
            Menu.LANDMARK,
            (str(digit),),
            help="Then a click moves it",
            need=Need.FILM,
            scope=Scope.FILM,
        )
        for digit in range(1, 10)
    ),
)
VIEW = (
    _shown("names", "&Names", ("N",), "tag", "Show the names of the points", checkable=True),
    _shown("lines", "&Lines", ("L",), "spline", "Show the lines of the scheme", checkable=True),
    _shown("loupe", "L&oupe", ("Z",), "search", "Enlarge what is under the cursor", checkable=True),
    _shown("heatmap", "&Heatmap", ("M",), "eye", "Show where the model saw the landmarks", checkable=True),
    _shown(
        "heatmap-all",
        "Heatmap of &all landmarks",
        ("Shift+M",),
        "",
        "All landmarks at once, or the chosen one alone",
        checkable=True,
    ),
    _shown("heatmap-more", "Heatmap &stronger", (".",), "", "Cover more of the film"),
    _shown("heatmap-less", "Heatmap f&ainter", (",",), "", "Cover less of the film"),
    _shown("invert", "&Invert", ("I",), "contrast", "Swap dark and bright", checkable=True),
    _shown("reset-window", "&Reset window", ("R",), "rotate-ccw", "Window and level as the film was stored"),
    _shown("fit", "&Fit", ("F",), "maximize", "Show the whole film"),
    Action("zoom-in", "Zoom i&n", Menu.VIEW, ("Ctrl++", "Ctrl+="), "zoom-in", "", Need.FILM),
    Action("zoom-out", "Zoom &out", Menu.VIEW, ("Ctrl+-",), "zoom-out", "", Need.FILM),
    Action("next-panel", "Next &panel", Menu.VIEW, ("F6",), "", "Go round films, film view and landmarks"),
)
GESTURES = (
    _gesture("Place the next landmark", "Left click"),
    _gesture("Move a point", "Drag it", "3 px before it moves; Esc puts it back"),
    _gesture("Move a picked point", "Left click", "After it was picked in the list or by 1-9"),
    _gesture("Zoom at the cursor", "Wheel"),
    _gesture("Heatmap stronger or fainter", "Ctrl + wheel", "While the heatmap is shown"),
    _gesture("Pan", "Middle drag, or Space + drag"),
    _gesture("Window (across) and level (up, down)", "Right drag"),
    _gesture("Next doubtful point", "Space", "Tapped, not held"),
    _gesture("Hide the points", "H held"),
    _gesture("Nudge the chosen point", "Arrows", "1 px; with Shift 10 px, with Alt 0.1 px"),
)
