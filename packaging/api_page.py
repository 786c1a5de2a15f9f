"""Write resources/guide/library.md from the docstrings of what `import onemark` offers.

`python packaging/api_page.py` after a change of these; a test says when the page is out of date.
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "resources" / "guide" / "library.md"
sys.path.insert(0, str(ROOT))

from engine import library

START = """# OneMark in a script or a notebook

[library.ipynb](library.ipynb) shows all of it at work on drawn films. In short:

```python
import onemark

film = onemark.read("cephalogram.png")
found = onemark.predict(film, "head", spacing=0.1)  # the model of the box
found["Sella"], found.points_mm, found.error_radius  # in a notebook, `found` alone shows the film
onemark.predict_films("films/").to_csv("landmarks.csv")
```

*Made from the docstrings by `python packaging/api_page.py`.*
"""


def page() -> str:
    """The whole page as Markdown."""
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


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
