"""`onemark benchmark` from the command line; what it measures is tested with the engine."""

import json

import numpy as np
import pytest
from benchmark_sets import write_heads, write_set

from app import cli


@pytest.fixture
def arguments(tmp_path):
    write_set(tmp_path / "sets" / "wing", ("63001", "63002"), [[(10, 10)], [(13, 14)]], (40, 30))
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
        (["--wrist", "2-6"], 2, "--wrist means nothing for one-shot"),
    ],
)
def test_what_cannot_be_measured_is_one_line(arguments, more, code, message, capsys):
    assert cli.run_command_line([*arguments, *more]) == code
    assert message in capsys.readouterr().err


def test_the_rows_of_each_printed_table_are_listed_without_any_film(capsys):
    assert cli.run_command_line(["benchmark", "papers"]) == 0
    out = capsys.readouterr().out
    assert "table 2: onemark benchmark laoml --root DIR --rows paper-fixed-5 paper-gan paper-rnn" in out
    assert cli.run_command_line(["benchmark", "papers", "--json"]) == 0
    items = json.loads(capsys.readouterr().out)["items"]
    [spines] = [each for each in items if (each["paper"], each["item"]) == ("FARNet", "table 5")]
    assert spines["rows"] == ["aasce-5fold-farnet"]
    assert cli.run_command_line(["benchmark", "papers", "--rows", "isbi"]) == 2
    assert cli.run_command_line(["benchmark", "one-shot"]) == 2
    assert "Say which folder holds the sets: --root DIR." in capsys.readouterr().err


@pytest.fixture
def supervised(tmp_path):
    """Two films with two readers, of which one is a test film."""
    root = write_heads(tmp_path / "sets", train=("001",), test=("151",))
    header = ",".join(f"x{k},y{k}" for k in range(1, 20))
    for who, x, y in (("junior", 9, 10), ("senior", 11, 12)):
        places = ",".join([f"{x},{y}"] * 19)
        (root / "head" / f"landmarks_{who}.csv").write_text(f"image,{header}\n001,{places}\n151,{places}\n")
    return ["benchmark", "supervised", "--root", str(root), "--cache", str(tmp_path / "cache")]


def test_supervised_rows_as_text_as_json_and_as_pictures(supervised, tmp_path, capsys):
    row = [*supervised, "--rows", "head-readers"]
    assert cli.run_command_line([*row, "--plot", str(tmp_path / "plots")]) == 0
    assert "| head-readers (against junior / senior) | 1 test film |   0.66 ± 0.00" in capsys.readouterr().out
    assert [path.name for path in (tmp_path / "plots").iterdir()] == ["pck-head.png"]
    assert cli.run_command_line([*row, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    overall = data["rows"][0]["sets"][0]["scores"][0]["overall"]
    assert overall["mre"] == pytest.approx(0.234375 * np.hypot(2, 2))


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (["--rows", "wind"], 1, "There is no row 'wind'"),
        (["--rows", "aasce"], 1, "on which no such row is measured"),
        (["--registration", "instance"], 2, "--registration means nothing for supervised"),
        (["--wrist", "3-7"], 2, "invalid choice: '3-7'"),
    ],
)
def test_what_supervised_cannot_measure_is_one_line(supervised, more, code, message, capsys):
    assert cli.run_command_line([*supervised, *more]) == code
    assert message in capsys.readouterr().err


@pytest.fixture
def gpu(tmp_path):
    root = write_heads(tmp_path / "sets", train=("125", "001"), test=("151",))
    return ["benchmark", "gpu", "--root", str(root), "--device", "cpu", "--rows", "device"]


def test_rows_of_a_gpu_say_without_one_that_they_need_it(gpu, tmp_path, capsys):
    assert cli.run_command_line([*gpu, "--out", str(tmp_path / "out"), "--budget", "5"]) == 0
    assert "device: This needs a GPU" in capsys.readouterr().err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["gpu.json", "gpu.md"]


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        ([], 2, "--out DIR"),
        (["--out", "here", "--budget", "0"], 2, "choose 1 or more"),
        (["--out", "here", "--seeds", "2"], 2, "--seeds means nothing for gpu"),
        (["--out", "here", "--rows", "wind"], 1, "There is no row 'wind'"),
    ],
)
def test_what_is_wrong_with_rows_of_a_gpu_is_one_line(gpu, more, code, message, capsys):
    assert cli.run_command_line([*gpu, *more]) == code
    assert message in capsys.readouterr().err


def test_a_budget_is_for_a_gpu_alone(arguments, capsys):
    assert cli.run_command_line([*arguments, "--budget", "5"]) == 2
    assert "--budget means nothing for one-shot" in capsys.readouterr().err
