"""`onemark benchmark one-shot` from the command line; what it measures is tested with the engine."""

import json

import numpy as np
import pytest
from PIL import Image

from app import cli


@pytest.fixture
def arguments(tmp_path):
    (tmp_path / "sets" / "wing" / "images").mkdir(parents=True)
    for film in ("63001", "63002"):
        Image.fromarray(np.zeros((30, 40), np.uint8)).save(
            tmp_path / "sets" / "wing" / "images" / f"{film}.png"
        )
    (tmp_path / "sets" / "wing" / "landmarks.csv").write_text("image,x1,y1\n63001,10,10\n63002,13,14\n")
    return ["benchmark", "one-shot", "--root", str(tmp_path / "sets"), "--cache", str(tmp_path / "cache")]


def test_the_report_as_text_and_as_json(arguments, capsys):
    assert cli.run_command_line([*arguments, "--rows", "wing-copy", "spine"]) == 0
    out, err = capsys.readouterr()
    assert "| wing-copy |     1 |                    10.00 |" in out
    assert "note: sets has no set spine: its rows are left out." in err
    assert cli.run_command_line([*arguments, "--rows", "wing-copy", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["rows"][0]["scores"][0]["overall"]["mre"] == pytest.approx(10.0)


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (["--rows", "wind"], 1, "There is no row 'wind'"),
        (["--rows", "wing-simpleitk", "--registration", "instance"], 1, "There is no row 'wing-simpleitk'"),
        (["--rows", "chest"], 1, "holds none of the sets chest"),
        (["--films", "0"], 2, "leaves nothing to measure on"),
        (["--registration", "magic"], 2, "invalid choice: 'magic'"),
    ],
)
def test_what_cannot_be_measured_is_one_line(arguments, more, code, message, capsys):
    assert cli.run_command_line([*arguments, *more]) == code
    assert message in capsys.readouterr().err
