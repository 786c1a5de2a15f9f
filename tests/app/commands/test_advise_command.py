"""`onemark advise` from a folder, and a table, to a ranking."""

import json

import pytest
from warped_films import affine, anatomy, save, warped

from app import cli

TABLE = "image,landmark,x_px,y_px,origin,confidence\n"


@pytest.fixture
def films(tmp_path):
    """Five films turned from the third one, and a file that is no film."""
    folder, film = tmp_path / "films", anatomy()
    folder.mkdir()
    for number, degrees in enumerate((-16, -8, 0, 7, 15), 1):
        save(folder / f"{number}.png", warped(film, affine(degrees)[1]))
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")
    return folder


def test_the_ranking_is_told_with_reasons_and_as_json(films, capsys):
    job = ["advise", "--images", str(films), "--device", "cpu"]
    assert cli.run_command_line(job) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("left out: broken.png: ")
    assert out[1].startswith("1. 3.png: it is the nearest to the 4 films")
    assert out[-1].startswith("5 of 6 films compared on cpu")
    assert cli.run_command_line([*job, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["ranked"][0]["film"] == "3.png"
    assert (data["films"], data["compared"], data["exemplars"]) == (6, 5, [])


def test_a_table_says_what_serves_already_and_what_is_doubtful(films, tmp_path, capsys):
    table = tmp_path / "known.csv"
    rows = ["3.png,A,100,100,annotated,", "1.png,A,100,100,predicted,1", "2.png,A,100,100,predicted,1"]
    rows += ["4.png,A,100,100,predicted,0", "5.png,A,100,100,predicted,0"]
    table.write_text(TABLE + "\n".join(rows) + "\n", encoding="utf-8")
    job = ["advise", "--images", str(films), "--landmarks", str(table), "--device", "cpu", "--json"]
    assert cli.run_command_line(job) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["exemplars"] == ["3.png"]
    assert data["ranked"][0]["film"] in {"4.png", "5.png"}  # one of the doubtful films leads to the other


def test_an_empty_folder_is_a_sentence(tmp_path, capsys):
    assert cli.run_command_line(["advise", "--images", str(tmp_path), "--device", "cpu"]) == 1
    assert "onemark: " in capsys.readouterr().err
