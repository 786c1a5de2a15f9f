"""Collects the forms of what the engine says to a person: its errors, and its other whole sentences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_FOR_PROGRAMMERS = {"ValueError", "KeyError", "TypeError", "IndexError", "RuntimeError", "LinAlgError"}
_NOT_IN_THE_WINDOW = {"benchmark"}  # rooms of the engine that only the command line opens
_NOTES = (  # what is said of measurements, a few words each: nothing in the code tells them from other words
    "absent: {0}",
    "between {0} and {1}",
    "between {0} and {1}, apex {2}",
    "error by {0}",
    "error unknown: neither radius nor reader's spread at hand for {0}",
    "no curve has its apex at {0} to {1}",
    "no pixel spacing",
    "not placed: {0}",
    "occluded: {0}",
    "points coincide, or lines do not meet as they should",
    "predicted and not reviewed: {0}",
    "sex unknown: no norm, which differs by sex",
    "sex unknown: norm for both sexes",
    "there is no curve above the other one",
    "there is no curve below the other one",
    "which way the face looks is unknown: place {0} and {1}",
)
_FEWEST_LETTERS = 12  # of a form's own: "{0}: {1}" would be found in anything


def forms(folder: Path = ROOT / "engine") -> list[str]:
    """All forms, sorted; their fields are numbered: "{0} cannot be read: {1}"."""
    paths = (path for path in folder.rglob("*.py") if not _NOT_IN_THE_WINDOW & set(path.parts))
    found = {form for path in paths for form in _forms(ast.parse(path.read_text("utf-8")))}
    exact = {form for form in found if len(re.sub(r"\{\d+\}|[^A-Za-z]", "", form)) >= _FEWEST_LETTERS}
    return sorted(exact | set(_NOTES))


def _forms(tree: ast.Module) -> Iterator[str]:
    no_sentence = {id(part) for node in ast.walk(tree) for part in _within(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_error(node.func) and node.args:
            yield from _form(node.args[-1])
        elif isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in no_sentence:
            yield from filter(_is_sentence, _form(node))


def _within(node: ast.AST) -> list[ast.expr]:
    """The strings in `node` that are no sentences: docstrings and the parts of f-strings."""
    if isinstance(node, ast.JoinedStr):
        return node.values
    return [node.value] if isinstance(node, ast.Expr) else []


def _is_error(function: ast.expr) -> bool:
    name = getattr(function, "id", getattr(function, "attr", ""))
    return name.endswith("Error") and name not in _FOR_PROGRAMMERS


def _is_sentence(form: str) -> bool:
    begins = form[:1].isupper() or form.startswith("{")
    return begins and form.endswith(".") and len(form.split()) > 3


def _form(node: ast.expr) -> Iterator[str]:
    """The form of a text, nothing for what is no text or has braces of its own."""
    pieces = _pieces(node)
    if any(pieces) and not any("{" in piece or "}" in piece for piece in pieces if piece):
        fields = iter(range(len(pieces)))
        yield "".join(f"{{{next(fields)}}}" if piece is None else piece for piece in pieces)


def _pieces(node: ast.expr) -> list[str | None]:
    """The texts of an expression, None for each field between them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return [piece for value in node.values for piece in _pieces(value)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _pieces(node.left) + _pieces(node.right)
    return [None]
