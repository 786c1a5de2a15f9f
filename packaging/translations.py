"""Collects what the window says into resources/translations, and compiles it: lupdate and lrelease of Qt.

    python packaging/translations.py            new texts go into each onemark_*.ts, dead ones out of it
    pyside6-linguist resources/translations/onemark_de.ts        translates them; or any editor does
    python packaging/translations.py            again, so that the .qm that the window reads is new

A new language: name it in app/language.py, and its .ts is made here.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from engine_sentences import forms

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
ENGINE = FOLDER / "engine.json"  # the forms of what the engine says
LANGUAGES = ("de",)


class Text(NamedTuple):
    """What a `tr` says: its key, what tells it from its like, and whether it counts something."""

    source: str
    comment: str
    counts: bool


def texts(folder: Path = ROOT / "app") -> list[Text]:
    """All texts of the program, sorted; ValueError names a `tr` whose text is not written out in it."""
    found = {text for path in sorted(folder.rglob("*.py")) for text in _texts(path)}
    return sorted(found | {Text(form, "engine", False) for form in forms()})


def _texts(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
            said = [_written(argument, path) for argument in node.args]
            comment = next(
                (_written(word.value, path) for word in node.keywords if word.arg == "comment"), ""
            )
            if len(said) == 1 and any(word.arg == "n" for word in node.keywords):
                raise ValueError(
                    f"{path}:{node.lineno}: what counts by n is written out for one and for several"
                )
            yield Text(said[-1], comment, len(said) > 1)


def _written(node: ast.expr, path: Path) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{path}:{node.lineno}: a text to translate is written out in the call of tr")


def _as_qt_reads_it(text: Text) -> str:
    """A line of Python that lupdate understands; it knows neither tr's two forms nor names of characters."""
    words = [f'"{_quoted(word)}"' for word in ("OneMark", text.source, text.comment)]
    return f"QCoreApplication.translate({', '.join([*words, *(['1'] if text.counts else [])])})\n"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([str(Path(sys.executable).with_name(f"pyside6-{tool}")), *arguments], check=True, cwd=ROOT)


def update() -> None:
    """Bring all catalogues up to date, and compile them."""
    FOLDER.mkdir(exist_ok=True)
    ENGINE.write_text(json.dumps(forms(), indent=0, ensure_ascii=False) + "\n", "utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        collected = Path(scratch) / "onemark.py"
        collected.write_text("".join(map(_as_qt_reads_it, texts())), "utf-8")
        for language in LANGUAGES:
            catalogue = FOLDER / f"onemark_{language}.ts"
            options = (
                "-locations",
                "none",
                "-no-obsolete",
                "-source-language",
                "en",
                "-target-language",
                language,
            )
            _run("lupdate", str(collected), *options, "-ts", str(catalogue))
            _run("lrelease", "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm")))


if __name__ == "__main__":
    update()
