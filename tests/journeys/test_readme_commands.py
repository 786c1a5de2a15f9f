"""What README shows is what works: its commands and its lines of Python, on drawn films."""

import re
import shlex
from pathlib import Path

import pytest
from PIL import Image
from tiny_models import save_tiny

from app import cli
from engine.folders.demo import run_demo
from engine.operation import run

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with what README's commands name, where `head` is a small model."""
    run(run_demo(tmp_path, device="cpu", count=2))
    (tmp_path / "films").rename(tmp_path / "FOLDER")
    (tmp_path / "landmarks.csv").unlink()
    save_tiny(tmp_path / "box" / "head.safetensors")
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: tmp_path / "box")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_of_readme_ends_well_in_its_order(place, capsys):
    lines = [line for kind, block in BLOCKS if not kind for line in block.splitlines()]
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("onemark ")]
    assert [command[0] for command in commands] == ["predict", "propagate", "evaluate"]
    for command in commands:
        assert cli.run_command_line(command) == 0, (command, capsys.readouterr().err)
    assert "MRE" in capsys.readouterr().out


def test_what_readme_sets_up_with_are_commands_of_the_script(capsys):
    with pytest.raises(SystemExit):
        cli.build_parser().parse_args(["--help"])
    known = capsys.readouterr().out
    set_up = set(re.findall(r"packaging/dev\.py (\w+)", README))
    assert set_up == {"run", "setup", "package", "test"}
    for word in re.findall(r"dev\.py run (\w+)|`onemark (\w+)`|`onemark (\w+) ", README):
        name = next(filter(None, word))
        assert name in {"FOLDER", "COMMAND"} or re.search(rf"^    {name}\b", known, re.MULTILINE), name


def test_the_lines_of_python_run(place):
    (code,) = [block for kind, block in BLOCKS if kind == "python"]
    Image.effect_noise((80, 96), 90).save(place / "cephalogram.png")
    names = {}
    exec(code, names)
    assert names["found"].points_mm.shape == (2, 2)
