"""Write the pages of the guide that are made from code: the library, mouse and keys, formats, measurements.

`python packaging/guide_pages.py` after a change of these; a test says when a page is out of date. With
`--notebook` the cells of the notebook are run too, and what they show is kept in it.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import inspect
import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "resources" / "guide"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from measuring_page import measuring_page
from others_checks import CHECKS

from app.actions.action import Menu, Scope
from app.actions.key_sheet import plain, spelled_out
from app.actions.table import ACTIONS
from engine import library
from engine.io.exchange.point_file import AnyFormat
from engine.io.point_files import point_formats
from engine.io.shipped_schemes import shipped_schemes
from engine.wording import counted

START = """# OneMark in a script or a notebook

[library.ipynb](library.ipynb) shows it at work on drawn films (`pip install jupyterlab` opens it). In short:

```python
import onemark

film = onemark.read("cephalogram.png")
found = onemark.predict(film, "head", spacing=0.1)  # the model of the box
found["Sella"], found.points_mm, found.error_radius  # in a notebook, `found` alone shows the film
onemark.predict_films("films/").to_csv("landmarks.csv")
```

*Made from the docstrings by `python packaging/guide_pages.py`.*
"""


FORMATS = """# Files of other programs

*Made from the formats by `python packaging/guide_pages.py`.*

`onemark convert IN OUT [--images DIR] [--from NAME] [--to NAME]` carries landmarks between tables (`.csv`,
`.xlsx`; see [tables and their columns](tables.md)) and the files of other programs; in the window drop such
a file, or use *Import* and *Export*. What a file is, its content tells, not its name. `--images` gives the
folder of the films: formats that count from the lower edge need their height, Slicer's millimetres their
pixel spacing, and those of DICOM their headers.

TABLE

Read again by OneMark each keeps every point to 0.001 px (whole pixels: 0.5); `pytest
tests/engine/io/test_point_files.py` shows it. *Checked against*: that library and OneMark agree on each place
to 0.01 px, as `python packaging/dev.py others` shows, which installs them and runs the checks.

- A format that holds one film a file is written into a folder, one file a film, and a folder of such files
  is read as a whole. A file that does not name its film is called like it (`a.mrk.json` is of `a.png`).
- TPS, NTS, MorphoJ: the file does not say where y begins, and importing one says what was taken. y is the
  height of the film - 1 - y of the file (`up-centre`), as the centres of pixels are mirrored; some programs
  have the height - y (`up-edge`), one pixel lower, and NTS and MorphoJ's text come with y going down, too
  (`centre`): choose by `--from-frame` and `--to-frame`.
- TPS: a pair `-1 -1` or `NA NA` is a missing landmark, curves are left out, and `SCALE` is mm a pixel. NTS:
  labels before the matrix or in its rows, missing by the code of the header or `NA`; names are written
  percent-encoded. MorphoJ knows no missing landmarks: a film that lacks one is not written.
- StereoMorph: a folder of `.txt`, called like the films as its digitizer wants them; `NA` is unplaced,
  curves are left out, and the scaling in mm, cm, m or inches a pixel becomes the pixel spacing.
- COCO: `v` 0 is not labelled, 1 occluded, 2 present; the skeleton becomes the lines of the scheme.
- labelme: shapes that are no points are left out and named; two points of one name are refused, as is a
  file made on a picture of another size. Slicer: a status `missing` is absent, `undefined` unplaced; its mm
  are those of the film's own file (1 mm where that says nothing, which is told), whatever you typed since.
- DICOM reports (SR, TID 1500) and presentation states (GSPS) are of DICOM films only, a file a film, and know
  it by its UID: films may be renamed before they are read again (`--images`). In a report each landmark is a
  region with its name as tracking identifier; it has the likely error in mm, who has read the film, what is
  absent or occluded, and the algorithm of predictions that nobody has decided on. A presentation state makes
  a PACS viewer draw points and names. Both hold the patient and the study as the film's header has them: a
  film without a study is refused, what else its header lacks or spells wrong is empty. Of the files of other
  programs POINTs are read, all else is named; points of an algorithm are undecided unless the report is
  verified. Such files may lie among the films: they are none, and opening the folder says so.
- SLEAP: an instance of a person is decided, a predicted one unreviewed and read where no person has placed
  the landmark; a node that is not visible is occluded. Only lists of pictures are films: frames of videos
  are left out and told. Two instances of a person on one film are refused; of predicted ones the surer is
  read.
- ImageJ: points of the ROI Manager (`.zip`) are called as there, those of one multi-point selection by
  their number; what is no point is left out and told, points on several slices of a stack are refused.
- CVAT: export the task as *CVAT for images 1.1*. A skeleton's point that is outside is absent. Label
  Studio: export as *JSON* (not JSON-MIN); each annotator is a reader, predictions are unreviewed, cancelled
  annotations and pictures turned there are left out and told. What stands before the name of an upload
  (`1a2b3c4d-`) is taken off.
- VIA: annotations (JSON, CSV) and projects of VIA 2, projects of VIA 3; the attribute called name,
  landmark, label or keypoint, or the only one, says which landmark a point is.
- Points outside their film are left out and named. Predictions that nobody has decided on are marked where
  the format can say so; where it cannot they are counted and asked for (`--with-unreviewed` on the command
  line writes them all). What a format has no word
  for, as that a landmark is absent or occluded, is told when it is written.
"""
SCHEMES = """# Schemes that ship

*Made from the schemes by `python packaging/guide_pages.py`.*

A scheme is the ordered landmarks of an anatomy: names and other spellings, a definition of each, left/right
pairs, lines, and curves that are drawn smoothly through landmarks, as a tracing is.

In the window *Landmark > Start from a scheme* (or the arrow at *Take a scheme from a file*, below the list
of landmarks) takes one of these; it can be undone. Where films have points already, a dialog asks what each
landmark is called in the new scheme, and its points come along; what has no counterpart stays behind the
others. On the command line its name serves wherever a command takes `--scheme`:
`onemark propagate --scheme cephalogram-19 ...`. A table whose landmarks are only numbered goes by the order
of the scheme.

TABLE

*Landmark > Scheme editor* changes the scheme of the project, beside the window: names (their points on all
films come along), order (drag a row, or Alt+Up and Alt+Down), descriptions, other spellings, left/right
pairs, lines and curves: *New line* or *New curve*, then click landmarks in the list one after the other, the
first one again to close it. Each wish is one step that Undo takes back, in the editor too. *Save as a file*
writes it for other projects. While you annotate, the description of the landmark and where the exemplar has
it stand below the list.

A scheme of your own is a file, `NAME.scheme.json`:

```json
{
  "format": "onemark-scheme",
  "version": 1,
  "landmarks": [
    {"name": "Sella", "aliases": ["S"], "description": "Centre of the sella turcica."},
    {"name": "Nasion", "aliases": ["N"], "description": "Front end of the frontonasal suture."}
  ],
  "pairs": [],
  "lines": [["Sella", "Nasion"]],
  "curves": [],
  "measurements": ["cephalometry"]
}
```

Only `landmarks` must be there. A line or curve that ends at its first landmark is closed. `measurements`
names the sets that measure these landmarks. An earlier OneMark passes over curves and measurements; no
landmark and no point is lost there.
"""
_FORMAT_FACTS: tuple[tuple[str, Callable[[AnyFormat], bool]], ...] = (
    ("one film a file", lambda kind: kind.one_film),
    ("marks unreviewed points", lambda kind: kind.marks_unreviewed),
    ("knows absent", lambda kind: kind.marks_absent),
    ("knows occluded", lambda kind: kind.marks_occluded),
    ("no names: the order of the scheme", lambda kind: not kind.names_landmarks),
    ("of DICOM films only", lambda kind: kind.needs_films),
    ("is only read", lambda kind: kind.write is None),
)


def pages() -> dict[str, str]:
    """File of the guide -> what stands in it, as Markdown."""
    return {
        "library.md": _library(),
        "keys.md": _keys(),
        "formats.md": _formats(),
        "schemes.md": _schemes(),
        "measuring.md": measuring_page(),
    }


def _formats() -> str:
    """A table of the formats of other programs, from what each says of itself."""
    rows = []
    for kind in point_formats():
        digits = "whole pixels" if kind.decimals == 0 else f"{10.0**-kind.decimals:f}"
        says = [words for words, holds in _FORMAT_FACTS if holds(kind)]
        ways = "reads" if kind.write is None else "reads, writes"
        cells = [
            f"`{kind.name}`",
            kind.title,
            ", ".join(f"`{end}`" for end in kind.suffixes),
            ways,
            _checked_against(kind.name),
            kind.frame.value,
        ]
        rows.append(f"| {' | '.join([*cells, digits, '; '.join(says) or ' '])} |")
    titles = ("name", "format", "written as", "OneMark", "checked against", "counts in", "precision", "says")
    head = f"| {' | '.join(titles)} |\n{'|---' * len(titles)}|\n"
    return FORMATS.replace("TABLE", head + "\n".join(rows))


def _schemes() -> str:
    """A table of the schemes that ship, from their files."""
    rows = []
    for each in shipped_schemes():
        scheme = each.scheme
        drawn = ", ".join(
            counted(len(parts), what)
            for parts, what in ((scheme.pairs, "pair"), (scheme.lines, "line"), (scheme.curves, "curve"))
            if parts
        )
        measures = ", ".join(f"`{name}`" for name in scheme.measurements) or " "
        cells = [f"`{each.name}`", each.title, str(len(scheme.names)), drawn, measures, each.source]
        rows.append(f"| {' | '.join(cells)} |")
    head = "| name | of | landmarks | drawn | measured by | source |\n|---|---|---|---|---|---|\n"
    return SCHEMES.replace("TABLE", head + "\n".join(rows))


def _checked_against(name: str) -> str:
    """The libraries of others that read what we write of a format, and whose files we read, as tests show."""
    words = {(True, True): "both ways", (True, False): "reads ours", (False, True): "writes, we read"}
    checks = [check for check in CHECKS if check.kind == name]
    return "; ".join(f"`{each.package}` ({words[each.reads, each.writes]})" for each in checks) or "-"


def _keys() -> str:
    """Everything that mouse and keys do, from the table of actions, a table a menu."""
    note = "Keys marked * work while the film has the focus (click it, or press F6)."
    own = (
        "*Edit > Settings > Keys* gives other keys; one that is in use is named, and taken over if you want."
    )
    parts = ["# Mouse and keys", note, own]
    for menu in (Menu.MOUSE, *(menu for menu in Menu if menu is not Menu.MOUSE)):
        rows = [
            f"| {spelled_out(' or '.join(action.keys), {})}{' *' if action.scope is Scope.FILM else ''} "
            f"| {plain(action.text)} | {spelled_out(action.help, {})} |"
            for action in ACTIONS
            if action.menu is menu and action.keys
        ]
        if rows:
            parts.append("\n".join([f"## {plain(menu.text)}", "", "| | | |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _library() -> str:
    parts = [START, library.__doc__ or ""]
    offered = [getattr(library, name) for name in library.__all__]
    parts += [_function(each) for each in offered if inspect.isfunction(each)]
    parts += [_class(each) for each in offered if inspect.isclass(each)]
    return "\n".join(part.strip() + "\n" for part in parts)


def _function(function: object) -> str:
    return f"## onemark.{function.__name__}\n\n{_call(function)}\n\n{_text(function)}"


def _class(kind: type) -> str:
    lines = [f"## onemark.{kind.__name__}\n\n{_text(kind)}"]
    for name, member in vars(kind).items():
        described = member.fget if isinstance(member, property) else member
        if (name.startswith("_") and name != "__getitem__") or not getattr(described, "__doc__", None):
            continue
        if isinstance(member, property):
            lines.append(f"**`.{name}`** {_text(described)}")
        elif inspect.isfunction(member):
            lines.append(f"**`.{name}{_signature(member)}`** {_text(member)}")
    return "\n\n".join(lines)


def _call(function: object) -> str:
    return f"```python\n{function.__name__}{_signature(function)}\n```"


def _signature(function: object) -> str:
    """The parameters and their defaults; types are in the text."""
    signature = inspect.signature(function)
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in signature.parameters.values()
        if parameter.name != "self"
    ]
    return str(signature.replace(parameters=bare, return_annotation=inspect.Signature.empty))


def _text(thing: object) -> str:
    return inspect.getdoc(thing) or ""


def run_notebook(path: Path) -> None:
    """Run the cells of the notebook `path` in a folder of their own, and keep what they print and show."""
    notebook, names = json.loads(path.read_text(encoding="utf-8")), {"__name__": "__main__"}
    with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
        for number, cell in enumerate((c for c in notebook["cells"] if c["cell_type"] == "code"), 1):
            *steps, last = ast.parse("".join(cell["source"])).body
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(ast.Module(steps, []), "cell", "exec"), names)
                if isinstance(last, ast.Expr):
                    shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
                else:
                    shown = exec(compile(ast.Module([last], []), "cell", "exec"), names)
            cell["execution_count"], cell["outputs"] = (
                number,
                list(_outputs(number, printed.getvalue(), shown)),
            )
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _outputs(number: int, printed: str, shown: object) -> Iterator[dict[str, Any]]:
    """What a cell leaves below it, as Jupyter keeps it."""
    if printed:
        yield {"output_type": "stream", "name": "stdout", "text": printed.splitlines(keepends=True)}
    if shown is not None:
        data: dict[str, Any] = {"text/plain": repr(shown).splitlines(keepends=True)}
        if hasattr(shown, "_repr_png_"):
            data["image/png"] = base64.b64encode(shown._repr_png_()).decode()
        yield {"output_type": "execute_result", "execution_count": number, "data": data, "metadata": {}}


if __name__ == "__main__":
    for name, text in pages().items():
        (GUIDE / name).write_text(text, encoding="utf-8")
    if "--notebook" in sys.argv:
        run_notebook(GUIDE / "library.ipynb")
