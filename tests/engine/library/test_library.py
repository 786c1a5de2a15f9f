"""`import onemark` in a script: arrays in, arrays and pictures out."""

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from bar_models import Bars, bar_film, save_bars, strange_film
from numpy.testing import assert_allclose, assert_array_equal
from spot_sets import recipe
from tiny_models import save_tiny

import onemark
from engine.imaging.image import Image, Photometric, Spacing, SpacingSource
from engine.imaging.pixels import learning_pixels
from engine.io.images import read_image
from engine.io.tables import read_landmarks
from engine.library.films import as_image, film_files
from engine.supervised.systems import System


@pytest.fixture(scope="module")
def films():
    return onemark.sample_films(3)


@pytest.fixture(scope="module")
def propagated(films):
    pixels, points = films
    return onemark.propagate(
        pixels, 0, points[0], onemark.sample_names(), method="registration", device="cpu", progress=False
    )


def test_a_name_says_what_it_is_and_a_wrong_one_that_it_is_none():
    assert "predict" in dir(onemark)
    assert onemark.__version__
    with pytest.raises(AttributeError, match="no attribute 'prodict'"):
        onemark.prodict  # noqa: B018


def test_the_command_line_comes_through_the_same_door_without_torch():
    code = "import onemark, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_file_is_read_by_the_text_of_its_path(tmp_path, films):
    PIL.Image.fromarray(films[0][0]).save(tmp_path / "a.png")
    film = onemark.read(str(tmp_path / "a.png"))
    assert_array_equal(film.pixels, films[0][0])


def test_one_film_registered_to_another_carries_its_points_there(films, propagated):
    pixels, points = films
    carried = onemark.register(pixels[0], pixels[1], points[0], onemark.sample_names(), device="cpu")
    copied = np.linalg.norm(points[0] - points[1], axis=1).mean()
    assert np.linalg.norm(carried.points - points[1], axis=1).mean() < 0.4 * copied
    assert carried["Radius tip"] == tuple(carried.points[carried.names.index("Radius tip")])
    assert np.isfinite(carried.spread).all()


def test_what_was_propagated_is_an_array_a_table_and_pictures(films, propagated, tmp_path):
    _, points = films
    assert propagated.points.shape == points.shape
    assert_array_equal(propagated.points[0], points[0])  # the exemplar as it was given
    propagated.to_csv(tmp_path / "out.csv")
    table = read_landmarks(tmp_path / "out.csv")
    assert list(table.sets) == ["film 1", "film 2", "film 3"]
    position = table.sets["film 2"].get("Ulna tip").position
    assert_allclose(position, propagated["film 2"]["Ulna tip"], atol=0.01)
    picture = PIL.Image.open(io.BytesIO(propagated["film 2"]._repr_png_()))
    assert picture.format == "PNG"
    assert max(picture.size) <= 700
    assert "3 films, " in repr(propagated)
    assert PIL.Image.open(io.BytesIO(propagated._repr_png_())).size == (960, 240)


def test_a_mirrored_pose_and_a_blank_film_are_said(films):
    pixels, points = films
    blank = np.full_like(pixels[0], 7)
    given = {"exemplar": pixels[0], "mirrored": pixels[0][:, ::-1].copy(), "blank": blank}
    found = onemark.propagate(
        given, "exemplar", points[0], method="registration", device="cpu", progress=False
    )
    assert found["mirrored"].mirrored
    assert "pixels are alike" in found["blank"].refusal
    assert np.isnan(found["blank"].points).all()
    width = pixels[0].shape[1]
    assert_allclose(found["mirrored"].points, (width - 1, 0) + points[0] * (-1, 1), atol=0.6)


def test_a_film_in_memory_is_seen_as_its_file_is(tmp_path, films):
    image = Image(films[0][0], Photometric.MONOCHROME1, slope=2.0, intercept=-3.0)
    for film in (films[0][1], films[0][1].astype(np.float64), (films[0][1] >> 8).astype(np.uint8), image):
        with film_files([film]) as files:
            written = read_image(files.paths["film 1"])
        assert_allclose(learning_pixels(written), learning_pixels(as_image(film)), atol=1e-6)
        assert not files.paths["film 1"].exists()


@pytest.mark.parametrize(
    "film",
    [np.zeros((3, 4, 4), np.uint8), np.zeros((0, 5)), np.array([["a"]]), np.zeros((2, 2), complex), 5],
    ids=["channels", "empty", "text", "complex", "number"],
)
def test_what_is_no_film_is_refused_in_a_sentence(film):
    with pytest.raises(onemark.EngineError, match="is no film: give numbers"):
        onemark.predict(film)


def test_the_model_of_the_box_refuses_a_hand_and_says_so(films):
    found = onemark.predict(films[0][0], "head", spacing=0.1, device="cpu")
    assert "choose another model" in found.refusal
    assert found.points_mm.shape == (19, 2)
    assert np.isnan(found.points).all()


def test_a_learned_model_predicts_and_is_kept_as_a_file(monkeypatch, tmp_path):
    monkeypatch.setattr("engine.library.learning.SYSTEMS", {System.UNET: recipe()})
    pixels, points = onemark.sample_films(4)
    names = onemark.sample_names()[:2]
    learned = onemark.train(
        pixels, points[:, :2], names, epochs=1, validation=0.25, device="cpu", progress=False
    )
    assert learned.metrics
    learned.save(tmp_path / "hand.safetensors")
    by_value = onemark.predict(pixels[0], learned, device="cpu")
    by_file = onemark.predict(pixels[0], tmp_path / "hand.safetensors", device="cpu")
    assert_array_equal(by_value.points, by_file.points)
    assert by_value.names == names


def test_errors_of_arrays_are_those_of_the_protocol():
    true = np.zeros((2, 2, 2))
    found = np.array([[[3.0, 4.0], [0.0, 0.0]], [[np.nan, np.nan], [0.0, 1.0]]])
    report = onemark.evaluate(found, true, ["a", "b"], spacing=0.5)
    assert report.unit == "mm"
    assert report.overall.mre == pytest.approx((2.5 + 0.0 + 0.5) / 3)
    assert report.landmarks["a"].sdr[0] == 0.0
    assert onemark.evaluate(found, true).landmarks["1"].mre == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda f, p: onemark.propagate(f, 0, p[0], method="magic"), "There is no method 'magic'"),
        (lambda f, p: onemark.propagate(f, 0, p[0][:, 0]), "give \\[K, 2\\]"),
        (lambda f, p: onemark.train(f, p[:2]), "3 films and points of 2"),
        (lambda f, p: onemark.train(f, p, system="yolo"), "There is no system 'yolo'"),
        (lambda f, p: onemark.evaluate(p, p[0]), "give both as"),
        (lambda f, p: onemark.evaluate([[["a", 1]]], p), "Points must be numbers"),
        (lambda f, p: onemark.evaluate(p, p, spacing=-1), "give mm of a pixel"),
        (lambda f, p: onemark.predict(f[0], spacing="wide"), "give mm of a pixel"),
        (lambda f, p: onemark.predict_films({1: f[0]}), "a name that is text"),
        (lambda f, p: onemark.propagate(f, 3, p[0]), "no film 3 among 3"),
        (lambda f, p: onemark.train(f, p, epochs=0), "0 epochs"),
        (lambda f, p: onemark.train(f, p, validation=2), "A share of 2"),
        (lambda f, p: onemark.train(f, [1, 2]), "give .K, 2"),
        (lambda f, p: onemark.predict(f[0], "hed"), "hed"),
    ],
)
def test_a_wrong_call_is_one_sentence(films, call, sentence):
    with pytest.raises(onemark.EngineError, match=sentence):
        call(*films)


def test_millimetres_are_those_of_the_film_in_memory_too_and_need_a_spacing(films):
    image = Image(films[0][0], spacing=Spacing(0.2, 0.1, SpacingSource.TYPED), attributes={"subject": "P"})
    carried = onemark.register(image, image, films[1][0], device="cpu")
    assert carried.image is image
    assert_allclose(carried.points_mm, carried.points * (0.2, 0.1))
    with pytest.raises(onemark.EngineError, match="give spacing"):
        onemark.predict(films[0][0], "head", device="cpu").points_mm  # noqa: B018


def test_films_of_a_folder_do_not_stay_in_memory(films, tmp_path):
    for number in range(2):
        PIL.Image.fromarray(films[0][number]).save(tmp_path / f"{number}.png")
    found = onemark.predict_films(tmp_path, "head", spacing=0.5, device="cpu", progress=False)
    assert [film.source for film in found.values()] == [tmp_path / "0.png", tmp_path / "1.png"]
    assert_array_equal(found["1.png"].image.pixels, films[0][1])
    assert found["1.png"].spacing.x == 0.5


def test_no_film_is_taken_for_another_of_its_name(films, tmp_path):
    PIL.Image.fromarray(films[0][0]).save(tmp_path / "film 2", "PNG")
    with film_files([tmp_path / "film 2", films[0][1], films[0][2]]) as files:
        assert list(files.paths) == ["film 2", "film 2 (in memory)", "film 3"]
        assert_array_equal(files.image("film 2 (in memory)").pixels, films[0][1])


def test_a_table_with_points_of_a_person_is_not_replaced(propagated, tmp_path):
    path = tmp_path / "mine.csv"
    propagated.to_csv(path)
    propagated.to_csv(path)  # its own again
    path.write_text("image,landmark,x_px,y_px\nfilm 2,Radius tip,1,2\n")
    with pytest.raises(onemark.EngineError, match="holds 1 point of a person"):
        propagated.to_csv(path)
    assert path.read_text().endswith("1,2\n")


def test_a_path_that_is_no_film_says_which(tmp_path):
    with pytest.raises(onemark.EngineError, match="There is no file nofile"):
        onemark.predict("nofile.png")
    with pytest.raises(onemark.EngineError, match="or use predict_films"):
        onemark.read(tmp_path)


def test_an_engine_of_another_in_the_folder_is_told(tmp_path):
    (tmp_path / "engine.py").write_text("")
    door = str(Path(onemark.__file__).parents[1])
    code = f"import sys; sys.path.append({door!r}); import onemark"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "is hidden by another of that name" in done.stderr


def test_films_are_predicted_as_a_reader_has_them_and_a_wrong_reading_is_one_sentence(tmp_path, films):
    save_tiny(tmp_path / "tiny.safetensors")
    pixels = films[0]
    raw = onemark.predict_films({"a": pixels[0], "b": pixels[1]}, tmp_path / "tiny.safetensors", device="cpu")
    lines = [f"a,{name},{x + 2},{y}" for name, (x, y) in zip(raw["a"].names, raw["a"].points, strict=True)]
    (tmp_path / "mine.csv").write_text("\n".join(["image,landmark,x_px,y_px", *lines]), encoding="utf-8")
    read = onemark.predict_films(
        {"a": pixels[0], "b": pixels[1]},
        tmp_path / "tiny.safetensors",
        device="cpu",
        reading=tmp_path / "mine.csv",
    )
    assert not np.allclose(read["b"].points, raw["b"].points)
    assert_allclose(read["a"].points, raw["a"].points)  # its own points have no say
    assert any(note.startswith("Read as mine, from 1 film") for note in read.notes)
    with pytest.raises(onemark.EngineError, match="Cannot read the reading"):
        onemark.predict(pixels[0], tmp_path / "tiny.safetensors", device="cpu", reading="no.json")


@pytest.fixture
def two_models(tmp_path, monkeypatch):
    """A model in the box and one in the person's list, of two anatomies."""
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: tmp_path / "box")
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")
    save_bars(tmp_path / "box" / "rows.safetensors", Bars.ROWS, "Rows")
    save_bars(tmp_path / "own" / "columns.safetensors", Bars.COLUMNS, "Columns")


def test_auto_takes_the_model_that_fits_a_film(two_models):
    film = onemark.predict(bar_film(Bars.COLUMNS), "auto", device="cpu")
    assert film.names == Bars.COLUMNS.value
    assert np.isfinite(film.points).all()
    refused = onemark.predict(strange_film(), "auto", device="cpu")
    assert refused.refusal.startswith("No model at hand fits this film (tried: Columns, Rows)")
    assert np.isnan(refused.points).all()


def test_films_of_several_anatomies_have_each_its_landmarks_in_one_table(two_models, tmp_path):
    films = {"r": bar_film(Bars.ROWS), "c": bar_film(Bars.COLUMNS), "s": bar_film(Bars.ROWS, (4, 8))}
    found = onemark.predict_films(films, "auto", device="cpu", progress=False)
    assert [film.names for film in found.values()] == [
        each.value for each in (Bars.ROWS, Bars.COLUMNS, Bars.ROWS)
    ]
    assert found.scheme.names == (*Bars.ROWS.value, *Bars.COLUMNS.value)
    assert "Rows fits 2 films." in found.notes
    with pytest.raises(onemark.EngineError, match="landmarks of several models, which are no single array"):
        found.points  # noqa: B018
    found.to_csv(tmp_path / "all.csv")
    table = read_landmarks(tmp_path / "all.csv")
    assert {film: set(marks.landmarks) for film, marks in table.sets.items()} == {
        "r": set(Bars.ROWS.value),
        "c": set(Bars.COLUMNS.value),
        "s": set(Bars.ROWS.value),
    }


def test_auto_and_a_reading_do_not_go_together(two_models):
    with pytest.raises(onemark.EngineError, match="A reading is learned beside a single model"):
        onemark.predict(strange_film(), "auto", reading="me.json")
