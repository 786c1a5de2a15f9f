"""Collects the forms of what the engine says to a person: its errors, its other sentences, and long clauses.

A clause is what a run tells as it goes ("computing on the CPU, as ..."), or why something is as it is.
What is shorter says of itself that a person is told it: `told("discrete search")` of engine.wording.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_FOR_PROGRAMMERS = {"ValueError", "KeyError", "TypeError", "IndexError", "RuntimeError", "LinAlgError"}
_NOT_IN_THE_WINDOW = {"benchmark", "library"}  # rooms of the engine that the window never opens
_FEWEST_WORDS = 6  # of a clause: what is shorter may be a name or a key
_FEWEST_LETTERS = 8  # of a form's own: "{0}: {1}" would be found in anything


def forms(folder: Path = ROOT / "engine") -> list[str]:
    """All forms, sorted; their fields are numbered: "{0} cannot be read: {1}"."""
    paths = (path for path in folder.rglob("*.py") if not _NOT_IN_THE_WINDOW & set(path.parts))
    trees = [ast.parse(path.read_text("utf-8")) for path in paths]
    found = {form for tree in trees for form in _forms(tree)}
    kept = {form for form in found if len(re.sub(r"\{\d+\}|[^A-Za-z]", "", form)) >= _FEWEST_LETTERS}
    return sorted(kept.union(*map(_told, trees)))


def _told(tree: ast.Module) -> set[str]:
    """What stands in calls of `told`, however short it is."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == "told")
    return {form for call in calls for form in _form(call.args[0])}


def _forms(tree: ast.Module) -> Iterator[str]:
    no_sentence = {id(part) for node in ast.walk(tree) for part in _within(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_error(node.func) and node.args:
            yield from _form(node.args[-1])
        elif isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in no_sentence:
            yield from filter(_is_sentence, _form(node))


def _within(node: ast.AST) -> list[ast.expr]:
    """The strings in `node` that nobody is told: docstrings, parts of f-strings, a file's keys and values."""
    match node:
        case ast.JoinedStr():
            return node.values
        case ast.Expr():
            return [node.value]
        case ast.Dict():
            return [value for value in node.values if not _begins_a_sentence(value)]
        case ast.Call() if _name(node.func) in _FOR_PROGRAMMERS:
            return node.args
    return []


def _begins_a_sentence(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value[:1].isupper()


def _name(function: ast.expr) -> str:
    return str(getattr(function, "id", getattr(function, "attr", "")))


def _is_error(function: ast.expr) -> bool:
    return _name(function).endswith("Error") and _name(function) not in _FOR_PROGRAMMERS


def _is_sentence(form: str) -> bool:
    words = len(form.split())
    if form[:1].islower():
        return words >= _FEWEST_WORDS
    return (form[:1].isupper() or form.startswith("{")) and form.endswith(".") and words > 2


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
