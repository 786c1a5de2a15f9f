"""`onemark evaluate` with intervals, a second prediction, subjects, and GU2Net's grids."""

import json

import numpy as np
import pytest

from app import cli

NAMES = ("S", "N", "P")
HEADER = "image,subject,landmark,x_px,y_px,origin,width,height\n"


def write(path, points, origin, subjects=True):
    """`points`: film -> name -> (x, y); films 300 x 600."""
    lines = [
        f"{film},{f'case{int(film[1:]) // 2}' if subjects else ''},{name},{x},{y},{origin},300,600\n"
        for film, own in points.items()
        for name, (x, y) in own.items()
    ]
    path.write_text(HEADER + "".join(lines))


@pytest.fixture
def files(tmp_path):
    """A truth of twelve films, a prediction off by about 2 px and one off by about 3."""
    random = np.random.default_rng(0)
    truth = {f"f{i}": {name: random.uniform(50, 250, 2).round(2) for name in NAMES} for i in range(12)}
    for letter, off in (("a", 2.0), ("b", 3.0)):
        angles = iter(random.uniform(0, 2 * np.pi, 36))
        sizes = iter(random.normal(off, 0.3, 36))
        said = {
            film: {
                name: place + next(sizes) * np.array([np.cos(t := next(angles)), np.sin(t)])
                for name, place in own.items()
            }
            for film, own in truth.items()
        }
        if letter == "b":
            del said["f0"], said["f1"]["S"]
        write(tmp_path / f"{letter}.csv", said, "predicted")
    write(tmp_path / "truth.csv", truth, "annotated")
    return tmp_path


def evaluate(files, *more, code=0):
    arguments = ["--predictions", str(files / "a.csv"), "--truth", str(files / "truth.csv")]
    assert cli.run_command_line(["evaluate", *arguments, *more]) == code


def test_intervals_stand_under_the_table_and_hold_the_figures(files, capsys):
    evaluate(files, "--resamples", "500")
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3].startswith("all")
    low, high = (lines[at].split() for at in (-2, -1))
    assert low[:4] == ["95", "%", "from", "12"]
    assert float(low[4]) < float(lines[-3].split()[3]) < float(high[4])


def test_two_predictions_are_compared_on_what_both_predict(files, capsys):
    plot = files / "pck.png"
    compare = ("--compare", str(files / "b.csv"), "--resamples", "5000")
    evaluate(files, *compare, "--json", "--plot", str(plot))
    data = json.loads(capsys.readouterr().out)
    found = data["comparison"]
    assert found["overall"]["n_films"] == 11
    assert found["n_points"] == 32
    assert found["left_out"] == {"films": ["f0"], "landmarks": [], "points": 1}
    assert -1.2 < found["overall"]["difference"] < -0.8
    assert found["overall"]["interval"][1] < 0
    assert found["exact"]
    assert found["overall"]["p"] == 2 / 2**11  # a is nearer on every film
    assert found["landmarks"]["S"]["n_films"] == 10
    assert found["landmarks"]["N"]["p_holm"] >= found["landmarks"]["N"]["p"]
    assert data["second"]["overall"]["missing"] == 4
    assert plot.read_bytes().startswith(b"\x89PNG")
    evaluate(files, *compare)
    out, err = capsys.readouterr()
    assert "Not compared: 1 film (f0)." in out
    assert "Not compared: 1 further point of these films." in out
    assert "note: b.csv: Without a prediction, so misses: 1 film of the truth." in err


def test_a_prediction_compared_with_itself_differs_by_nothing(files, capsys):
    evaluate(files, "--compare", str(files / "a.csv"), "--json")
    overall = json.loads(capsys.readouterr().out)["comparison"]["overall"]
    assert (overall["difference"], overall["p"], overall["interval"]) == (0.0, 1.0, [0.0, 0.0])


def test_subjects_are_drawn_with_all_their_films(files, capsys):
    evaluate(files, "--group", "subject", "--json")
    assert json.loads(capsys.readouterr().out)["confidence"]["groups"] == 6
    points = {f"f{i}": {"S": (10, 10), "N": (20, 20)} for i in range(12)}
    write(files / "truth.csv", points, "annotated", subjects=False)
    write(files / "a.csv", points, "predicted", subjects=False)
    evaluate(files, "--group", "subject", code=1)
    assert "name no subject for f0" in capsys.readouterr().err


def test_the_seed_decides_the_intervals(files, capsys):
    found = []
    for seed in ("3", "3", "4"):
        evaluate(files, "--seed", seed, "--json")
        found.append(json.loads(capsys.readouterr().out)["confidence"]["mre"])
    assert found[0] == found[1] != found[2]


def test_gu2nets_grids_count_their_own_pixels_and_measure_the_wrist_there(files, capsys):
    step = 600 / 512  # of the chests' grid along y; 300 / 512 along x
    truth = {f"f{i}": {"S": (100.2, 100.2), "N": (100.2, 300.2)} for i in range(5)}
    said = {film: {"S": (100.2 + 300 / 512, 100.2), "N": (100.2, 300.2 + step)} for film in truth}
    write(files / "truth.csv", truth, "annotated")
    write(files / "a.csv", said, "predicted")
    chest = ("--protocol", "gu2net", "--grid", "512x512")
    evaluate(files, *chest, "--json")
    data = json.loads(capsys.readouterr().out)
    assert (data["unit"], data["overall"]["mre"], data["grid"]) == ("px", 1.0, [512, 512])
    evaluate(files, *chest, "--spacing", "S:N=50", "--json")
    cells = np.floor((300.2 + 0.5) / step) - np.floor((100.2 + 0.5) / step)
    found = json.loads(capsys.readouterr().out)["overall"]
    assert found["mre"] == pytest.approx(50 / cells)
    evaluate(files, "--grid", "512x512", code=2)
    assert "--grid belongs to --protocol gu2net" in capsys.readouterr().err


def test_fractions_of_the_image_are_told_on_request(files, capsys):
    evaluate(files, "--image-fraction")
    assert "of the image, rho 0.99" in capsys.readouterr().out.splitlines()[-1]


def numbered(path):
    """Give the landmarks of a table numbers instead of names."""
    lines = [line.split(",") for line in path.read_text().splitlines()[1:]]
    rows = [",".join([*line[:2], str(1 + NAMES.index(line[2])), *line[3:]]) + "\n" for line in lines]
    path.write_text(HEADER + "".join(rows))


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_a_numbered_truth_is_shown_by_the_names_of_either_prediction(files, capsys, first, second):
    numbered(files / "truth.csv")
    numbered(files / "b.csv")
    two = ("--predictions", str(files / f"{first}.csv"), "--compare", str(files / f"{second}.csv"))
    evaluate(files, "--json", *two, "--spacing", "1:2=70")
    found = json.loads(capsys.readouterr().out)
    assert list(found["landmarks"]) == list(found["second"]["landmarks"]) == list(NAMES)
    assert list(found["comparison"]["landmarks"]) == list(NAMES)


def test_landmarks_go_by_number_and_by_name_where_the_truth_has_numbers(files, capsys):
    numbered(files / "truth.csv")
    evaluate(files, "--spacing", "S:N=70")
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[2:5]] == list(NAMES)
