"""The notebook runs, and pages that are made from code say what the code says."""

import ast
import json
from pathlib import Path

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "resources" / "guide"


def test_every_cell_of_the_notebook_runs_and_its_results_show_themselves(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    notebook = json.loads((GUIDE / "library.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    names, shown = {}, []
    for cell in cells:
        *steps, last = ast.parse(cell).body
        exec(compile(ast.Module(steps, []), "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
        else:
            exec(compile(ast.Module([last], []), "cell", "exec"), names)
    assert (tmp_path / "landmarks.csv").is_file()
    assert names["found"]._repr_png_().startswith(b"\x89PNG")
    assert names["report"].overall.mre < 3.0  # mm; copying the exemplar's points gives 11
    assert "choose another model" in shown[-1]


def test_the_pages_of_library_and_keys_are_those_of_the_code(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    from guide_pages import pages

    for name, text in pages().items():
        assert (GUIDE / name).read_text(encoding="utf-8") == text, "run `python packaging/guide_pages.py`"
