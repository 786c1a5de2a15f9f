"""`onemark propagate` and `onemark demo` from files to files; the registration itself is tested elsewhere."""

import csv
import json
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from app import cli
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.oneshot.estimate import Estimate
from engine.operation import Progress

FILMS = ("a.png", "b.png", "sub/c.png")
ALONE = ("--method", "registration")


def copying(films, exemplars, scheme, settings, corrections):
    """A registration that takes the exemplar's coordinates: exact enough to see what files do with it."""
    from engine.oneshot.propagate import Propagation

    own = {marks.film for marks in exemplars}
    sets = {}
    for film in films:
        yield Progress("registering", len(sets), len(films), film.identity)
        if film.identity not in own and film.path.stat().st_size > 20:
            points = {
                mark.name: Landmark(mark.name, mark.x, mark.y, Presence.PRESENT, Origin.PREDICTED)
                for mark in exemplars[0].placed()
            }
            sets[film.identity] = LandmarkSet(film.identity, points)
    mirrored = dict.fromkeys(sets, False)
    return Propagation(sets, mirrored, {}, tuple(sorted(own)), "cpu", 0.5, settings.title)


def timing(films, settings, exemplars):
    """An estimate that measures nothing: a real one takes longer than all else here."""
    yield Progress("probing this machine", 0, 1)
    return Estimate(90.0, f"about 90 seconds for {films} films, {exemplars} annotated")


@pytest.fixture
def job(tmp_path, monkeypatch):
    """A folder of three films, one annotated, and the arguments to propagate it."""
    monkeypatch.setattr("engine.folders.propagate.propagate_films", copying)
    monkeypatch.setattr("engine.folders.propagate.estimate", timing)
    for name in FILMS:
        path = tmp_path / "films" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.random.default_rng(1).integers(0, 255, (60, 80), np.uint8)).save(path)
    (tmp_path / "points.csv").write_text("image,landmark,x_px,y_px\na,S,10.123456789,20\na,N,,\na,P,30,40\n")
    return [
        *("propagate", "--images", str(tmp_path / "films"), "--landmarks", str(tmp_path / "points.csv")),
        *("--out", str(tmp_path / "out" / "all.csv")),
    ]


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_every_landmark_of_every_film_in_the_order_of_the_scheme(job, tmp_path, capsys):
    assert cli.run_command_line([*job, "--spacing", "0.5", "--overlays", str(tmp_path / "shown")]) == 0
    rows = rows_of(tmp_path / "out" / "all.csv")
    assert [(row["image"], row["landmark"]) for row in rows] == [(f, n) for f in FILMS for n in "SNP"]
    assert (rows[0]["x_px"], rows[0]["origin"], rows[0]["x_mm"]) == ("10.123456789", "annotated", "5.0617")
    assert (rows[3]["x_px"], rows[3]["origin"], rows[3]["presence"]) == ("10.123", "predicted", "present")
    assert (rows[4]["x_px"], rows[4]["presence"]) == ("", "unplaced")
    assert (rows[0]["width"], rows[0]["height"], rows[0]["spacing_source"]) == ("80", "60", "typed")
    assert sorted(path.name for path in (tmp_path / "shown").rglob("*.png")) == ["a.png", "b.png", "c.png"]
    out, err = capsys.readouterr()
    assert out.splitlines()[0].startswith("3 films: 1 exemplar, 2 predicted (0 mirrored), 0 unreadable")
    assert "note: Exemplar a.png lacks N." in err


@pytest.mark.parametrize(("more", "said"), [((), True), (ALONE, False), (("--preset", "test"), False)])
def test_only_a_long_run_says_before_how_long_it_takes(job, capsys, more, said):
    assert cli.run_command_line([*job, *more]) == 0
    assert ("about 90 seconds for 3 films, 1 annotated" in capsys.readouterr().err) is said


def test_json_and_run_json_say_what_happened(job, tmp_path, capsys):
    assert cli.run_command_line([*job, "--json", "--seed", "4", *ALONE, "--registration", "simpleitk"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["predicted"] == ["b.png", "sub/c.png"]
    assert data["method"] == "registration (simpleitk)"
    entry = json.loads((tmp_path / "out" / "run.json").read_text())["exports"]["all.csv"]
    assert (entry["seed"], entry["exemplars"]) == (4, ["a.png"])
    assert set(entry["films"]) == set(FILMS)
    assert entry["origins"] == {"annotated": 2, "predicted": 4}


def test_a_film_that_gets_no_points_is_named_with_the_reason(job, tmp_path, capsys, monkeypatch):
    def unfit(*given):
        found = yield from copying(*given)
        sets = {film: marks for film, marks in found.sets.items() if film != "b.png"}
        return replace(found, sets=sets, unfit={"b.png": "All its pixels are alike."})

    monkeypatch.setattr("engine.folders.propagate.propagate_films", unfit)
    assert cli.run_command_line(job) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "no points: b.png: All its pixels are alike."
    assert "1 predicted (0 mirrored), 1 without points, 0 unreadable" in out[1]
    rows = rows_of(tmp_path / "out" / "all.csv")
    assert [row["presence"] for row in rows if row["image"] == "b.png"] == ["unplaced"] * 3
    entry = json.loads((tmp_path / "out" / "run.json").read_text())["exports"]["all.csv"]
    assert entry["unfit"] == {"b.png": "All its pixels are alike."}
    assert cli.run_command_line([*job, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unfit"] == {"b.png": "All its pixels are alike."}


def test_a_film_whose_points_look_failed_is_named_counted_and_noted(job, tmp_path, capsys, monkeypatch):
    def doubted(*given):
        found = yield from copying(*given)
        return replace(found, doubtful={"b.png": "Looks failed: it hardly resembles the exemplar."})

    monkeypatch.setattr("engine.folders.propagate.propagate_films", doubted)
    assert cli.run_command_line(job) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "doubtful: b.png: Looks failed: it hardly resembles the exemplar."
    assert "2 predicted (0 mirrored), 1 of them doubtful: b.png, " in out[1]
    rows = rows_of(tmp_path / "out" / "all.csv")
    assert {row["film_note"][:12] for row in rows if row["image"] == "b.png"} == {"Looks failed"}
    assert {row["film_note"] for row in rows if row["image"] != "b.png"} == {""}


def test_a_table_that_comes_back_keeps_its_human_points(job, tmp_path):
    assert cli.run_command_line(job) == 0
    first = tmp_path / "out" / "all.csv"
    text = first.read_text().splitlines()
    header = text[0].split(",")
    moved = text[4].split(",")  # S of b.png, which a person now moves by (5.5, -2)
    assert (moved[0], moved[3]) == ("b.png", "S")
    for column, value in {
        "x_px": "15.623",
        "y_px": "18",
        "origin": "corrected",
        "dx_px": "5.5",
        "dy_px": "-2",
    }.items():
        moved[header.index(column)] = value
    text[4] = ",".join(moved)
    (tmp_path / "back.csv").write_text("\n".join(text) + "\n")
    again = [str(tmp_path / "back.csv") if part.endswith("points.csv") else part for part in job]
    assert cli.run_command_line([*again[:-1], str(tmp_path / "second.csv")]) == 0
    rows = {(row["image"], row["landmark"]): row for row in rows_of(tmp_path / "second.csv")}
    kept = rows["b.png", "S"]
    assert [kept[c] for c in ("x_px", "y_px", "origin", "dx_px", "dy_px")] == [
        *("15.623", "18.0", "corrected", "5.5", "-2.0")
    ]
    assert rows["b.png", "P"]["origin"] == "predicted"
    assert rows["a.png", "S"]["x_px"] == "10.123456789"


def test_a_reviewed_table_is_not_overwritten(job, tmp_path, capsys):
    assert cli.run_command_line(job) == 0
    assert cli.run_command_line(job) == 0  # nothing of a person is lost
    out = tmp_path / "out" / "all.csv"
    out.write_text(out.read_text().replace("predicted", "accepted"))
    before = out.read_bytes()
    assert cli.run_command_line(job) == 1
    assert "holds 4 points of a person" in capsys.readouterr().err
    assert out.read_bytes() == before


def test_an_unreadable_film_is_told_and_the_others_go_on(job, tmp_path, capsys):
    (tmp_path / "films" / "broken.png").write_bytes(b"no picture")
    assert cli.run_command_line(job) == 0
    assert "unreadable: broken.png: " in capsys.readouterr().out
    rows = rows_of(tmp_path / "out" / "all.csv")
    assert [row["x_px"] for row in rows if row["image"] == "broken.png"] == ["", "", ""]


def test_a_numbered_table_gets_the_names_of_a_scheme(job, tmp_path, capsys):
    (tmp_path / "points.csv").write_text("image,x1,y1,x2,y2\na,1,2,3,4\n")
    (tmp_path / "names.txt").write_text("Sella\nNasion\n")
    assert cli.run_command_line([*job, "--scheme", str(tmp_path / "names.txt")]) == 0
    assert {row["landmark"] for row in rows_of(tmp_path / "out" / "all.csv")} == {"Sella", "Nasion"}
    assert "matched by their order" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("image,landmark,x_px,y_px\na,S,,\n", "no exemplar"),
        ("image,landmark,x_px,y_px,origin\na,S,1,2,predicted\n", "no exemplar"),
        ("image,landmark,x_px,y_px\nz,S,1,2\n", "knows no film of the folder"),
        ("image,landmark,x_px,y_px\na,S,80,2\n", "outside the film of 80 x 60 pixels"),
        ("image,landmark,x_px,y_px\na,S,1\n", "has only one of x and y"),
    ],
)
def test_a_table_that_cannot_serve_is_one_sentence_and_writes_nothing(job, tmp_path, capsys, text, message):
    (tmp_path / "points.csv").write_text(text)
    assert cli.run_command_line(job) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out" / "all.csv").exists()


def test_places_that_cannot_serve_are_known_before_the_work(job, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("engine.folders.propagate.propagate_films", lambda *_: pytest.fail("too late"))
    films = str(tmp_path / "films")
    assert cli.run_command_line([*job, "--overlays", films + "/shown"]) == 1
    assert "overlays lies inside that of the films" in capsys.readouterr().err
    assert cli.run_command_line([*job[:-1], films + "/a.png/out.csv"]) == 1
    assert "choose another place" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert cli.run_command_line([*job, "--images", str(tmp_path / "empty")]) == 1
    assert "holds no films" in capsys.readouterr().err
    (tmp_path / "out" / "run.json").parent.mkdir(exist_ok=True)
    (tmp_path / "out" / "run.json").write_text("{}")
    assert cli.run_command_line(job) == 1
    assert "was not written by OneMark" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("spacing", "message"), [("gone.csv", "gone.csv"), ("S:Nowhere=50", "Nowhere"), ("S:N=9", "no film")]
)
def test_a_spacing_that_cannot_serve_is_known_before_the_work(job, monkeypatch, capsys, spacing, message):
    monkeypatch.setattr("engine.folders.propagate.propagate_films", lambda *_: pytest.fail("too late"))
    assert cli.run_command_line([*job, "--spacing", spacing]) == 1
    assert message in capsys.readouterr().err


def test_cancelling_writes_nothing(job, tmp_path, monkeypatch, capsys):
    def interrupted(*_):
        yield Progress("registering", 0, 3)
        raise KeyboardInterrupt

    monkeypatch.setattr("engine.folders.propagate.propagate_films", interrupted)
    assert cli.run_command_line(job) == 130
    assert capsys.readouterr().err.splitlines()[-1] == "onemark: Cancelled."
    assert not (tmp_path / "out" / "all.csv").exists()


def test_the_demo_needs_no_data_and_ends_with_its_error(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("engine.folders.propagate.propagate_films", copying)
    assert cli.run_command_line(["demo", "--out", str(tmp_path / "demo")]) == 0
    last = capsys.readouterr().out.splitlines()[-1].split()
    assert (last[0], last[2]) == ("MRE", "mm")
    assert 5 < float(last[1]) < 40  # copied coordinates are that bad; the exemplar's own 0 does not count
    assert len(list((tmp_path / "demo" / "overlays").glob("*.png"))) == 8
    rows = rows_of(tmp_path / "demo" / "landmarks.csv")
    assert {row["origin"] for row in rows if row["image"] == "phantom-01.dcm"} == {"annotated"}
    assert {row["origin"] for row in rows if row["image"] == "phantom-02.dcm"} == {"predicted"}
    assert cli.run_command_line(["demo", "--out", str(tmp_path / "demo"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["mre_mm"] == pytest.approx(float(last[1]), abs=0.006)


def test_a_wide_table_is_written_again_but_not_over_an_exemplar_that_was_changed(job, tmp_path, capsys):
    wide, out, table = [*job, "--layout", "wide"], tmp_path / "out" / "all.csv", tmp_path / "points.csv"
    for _ in range(2):
        assert cli.run_command_line(wide) == 0
    first = "image,S_x,S_y,N_x,N_y,P_x,P_y\na.png,10.123456789,20.0,,,30.0,40.0\nb.png,10.123,"
    assert out.read_text().startswith(first)
    table.write_text(table.read_text().replace("10.123456789", "7"))
    assert cli.run_command_line(wide) == 1
    assert "of a person that your table does not hold" in capsys.readouterr().err
    assert out.read_text().startswith(first)


def test_a_wide_table_of_several_readings_is_refused_before_the_work(job, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("engine.folders.propagate.propagate_films", lambda *_: pytest.fail("the work began"))
    rows = "".join(f"a,{name},1,2,annotated,{reading}\n" for reading in (1, 2) for name in "SP")
    (tmp_path / "points.csv").write_text(f"image,landmark,x_px,y_px,origin,reading\n{rows}")
    assert cli.run_command_line([*job, "--layout", "wide"]) == 1
    assert "a.png has several readings: a wide table holds one; write a tidy one." in capsys.readouterr().err


def test_a_run_without_films_to_predict_says_what_to_look_at(job, tmp_path, capsys):
    for name in FILMS[1:]:
        (tmp_path / "films" / name).unlink()
    assert cli.run_command_line([*job, *ALONE]) == 1
    assert "No film was predicted: look whether there are films beside" in capsys.readouterr().err


def test_a_network_that_registers_alone_has_a_preset_and_weights(job, tmp_path, capsys):
    alone = [*job, *ALONE, "--json", "--preset", "paper"]
    weights = tmp_path / "hrnet.pth"
    weights.write_bytes(b"weights")
    assert cli.run_command_line([*alone, "--registration", "edgetrans", "--weights", str(weights)]) == 0
    assert json.loads(capsys.readouterr().out)["method"] == "registration (edgetrans, paper)"
    assert cli.run_command_line([*alone, "--registration", "simpleitk"]) == 2
    assert "belong to --method one-shot or --registration edgetrans" in capsys.readouterr().err
