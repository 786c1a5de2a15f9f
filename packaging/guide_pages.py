"""Write the pages of the guide that are made from code: the library's from its docstrings, mouse and keys.

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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "resources" / "guide"
sys.path.insert(0, str(ROOT))

from app.actions.action import Menu, Scope
from app.actions.table import ACTIONS
from engine import library

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


def pages() -> dict[str, str]:
    """File of the guide -> what stands in it, as Markdown."""
    return {"library.md": _library(), "keys.md": _keys()}


def _keys() -> str:
    """Everything that mouse and keys do, from the table of actions, a table a menu."""
    parts = ["# Mouse and keys", "Keys marked * work while the film has the focus (click it, or press F6)."]
    for menu in (Menu.MOUSE, *(menu for menu in Menu if menu is not Menu.MOUSE)):
        rows = [
            f"| {' or '.join(action.keys)}{' *' if action.scope is Scope.FILM else ''} "
            f"| {_words(action.text)} | {action.help} |"
            for action in ACTIONS
            if action.menu is menu and action.keys
        ]
        if rows:
            parts.append("\n".join([f"## {_words(menu.value)}", "", "| | | |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _words(text: str) -> str:
    return text.replace("&", "").replace("...", "")


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
