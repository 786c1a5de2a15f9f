"""A wheel made from the source distribution, installed where no source tree is near, does the whole job."""

import json
import os
import shutil
import site
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
BUILD = "import sys; from setuptools import build_meta as b; getattr(b, 'build_' + sys.argv[1])(sys.argv[2])"
OPEN_WINDOW = """
import sys
import app.window

def look(*_):
    from app.main_window import MainWindow
    from app.views.icons import app_icon

    widgets = app.window.QApplication.topLevelWidgets()
    (window,) = [widget for widget in widgets if isinstance(widget, MainWindow)]
    app.window.QApplication.processEvents()
    print("icon", not app_icon().isNull() and not window.grab().isNull())
    return 0

app.window.QApplication.exec = look
sys.exit(app.window.open_window(None))
"""


def run(*command, cwd, **more):
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | {"HOME": str(cwd), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        **more,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A source distribution, and the wheel that is made from it."""
    place = tmp_path_factory.mktemp("built")
    source = place / "source"
    tracked = run("git", "ls-files", "-co", "--exclude-standard", cwd=ROOT).stdout.split("\n")
    for name in filter(None, tracked):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    run(sys.executable, "-c", BUILD, "sdist", place, cwd=source)
    (sdist,) = place.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(place / "unpacked", filter="data")
    (unpacked,) = (place / "unpacked").iterdir()
    run(sys.executable, "-c", BUILD, "wheel", place, cwd=unpacked)
    (wheel,) = place.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """The Python of an environment with the wheel and, of this environment, what it needs but not OneMark."""
    place = tmp_path_factory.mktemp("clean")
    venv.create(place / "env", with_pip=False, symlinks=sys.platform != "win32")
    python = place / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    packages = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place).stdout.strip()
    )
    # a folder that is named in a .pth is searched, but no .pth inside it: an editable OneMark stays unseen
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        built[1],
        cwd=place,
    )
    return python


def test_wheel_and_source_distribution_bring_what_the_program_reads(built):
    sdist, wheel = built
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.parent.name != "screenshots"
    }
    wanted = {path.relative_to(ROOT).as_posix() for path in wanted}
    assert "resources/models/head.safetensors" in wanted
    assert wanted - names == set()
    assert {"app/py.typed", "engine/py.typed", "onemark/py.typed"} <= names
    assert not [name for name in names if name.startswith(("tests/", "packaging/", "resources/screenshots/"))]
    with tarfile.open(sdist) as archive:
        assert {name for name in wanted if f"{sdist.name[:-7]}/{name}" not in archive.getnames()} == set()


def test_an_installed_wheel_looks_at_itself_and_finds_all(installed, tmp_path):
    doctor = json.loads(run(installed, "-m", "onemark", "doctor", "--json", cwd=tmp_path).stdout)
    assert doctor["problems"] == []
    assert Path(doctor["paths"]["resources"]).is_relative_to(installed.parents[1])


def test_an_installed_wheel_does_the_demo_and_predicts_with_the_model_of_the_box(installed, tmp_path):
    script = installed.with_name("onemark.exe" if sys.platform == "win32" else "onemark")
    demo = run(script, "demo", "--device", "cpu", "--out", "demo", cwd=tmp_path)
    assert demo.stdout.splitlines()[-1].startswith("MRE ")
    (tmp_path / "films").mkdir()
    noise = np.random.default_rng(0).integers(0, 255, (600, 500)).astype(np.uint8)
    Image.fromarray(noise).save(tmp_path / "films/noise.png")
    command = [
        installed,
        "-m",
        "onemark",
        "predict",
        "--model",
        "head",
        "--images",
        "films",
        "--out",
        "out.csv",
    ]
    done = subprocess.run([*map(str, command)], cwd=tmp_path, capture_output=True, text=True, check=False)
    # no film that the model knows: it was found, loaded and asked, and said so
    assert "choose another model" in done.stdout + done.stderr, done.stdout + done.stderr


def test_an_installed_wheel_opens_its_window(installed, tmp_path):
    assert "icon True" in run(installed, "-c", OPEN_WINDOW, cwd=tmp_path).stdout


def test_an_app_in_the_folder_where_it_starts_is_not_taken_for_its_own(installed, tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app/__init__.py").write_text("raise RuntimeError('not this one')", encoding="utf-8")
    assert run(installed, "-m", "onemark", "--version", cwd=tmp_path).stdout.startswith("onemark ")
