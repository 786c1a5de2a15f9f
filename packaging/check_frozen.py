"""Try the BUILT app out: demo, films of every DICOM transfer syntax, its model, and the window on a folder.

Run by `python packaging/dev.py package` after the build; needs no screen. It runs in .venv, but only to write
films and to know file names: all reading is done by the built app.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

import gdcm
import numpy as np
from dicom_files import STUDY, film_dataset, save, save_compressed, save_jpeg, save_through_gdcm
from pydicom import uid
from pydicom.data import get_testdata_file

from app.storage.layout import layout_for

REAL_FILMS = ROOT.parent / "shared" / "radiographs" / "dicom"
HEADS = ROOT.parent / "shared" / "radiographs" / "head" / "images"
PLAIN = (
    "ImplicitVRLittleEndian",
    "ExplicitVRLittleEndian",
    "DeflatedExplicitVRLittleEndian",
    "ExplicitVRBigEndian",
)
ENCODED = ("RLELossless", "JPEGLSLossless", "JPEGLSNearLossless", "JPEG2000Lossless", "JPEG2000")
BY_GDCM = ("JPEGLosslessProcess14", "JPEGLosslessProcess14_1")
# Size, highest value and how far lossy coding may be off; all others are 64 x 48, 0..4080, exact.
EXPECTED = {
    "JPEGBaseline8Bit": ("64 x 48", 255, 8),
    "JPEGExtended12Bit": ("256 x 1024", 264, 0),
    "JPEGLSNearLossless": ("64 x 48", 4080, 2),
    "JPEG2000": ("64 x 48", 4080, 40),
}
WINDOW_STARTS_S = 120.0
WINDOW_STAYS_S = 3.0


class CheckError(Exception):
    """The built app did not do what it must; the message says what it did."""


def program(window: bool) -> Path:
    """The executable of the built app; on Windows its command line is a second one, with a console."""
    dist = ROOT / "dist"
    if sys.platform == "win32":
        return dist / "OneMark" / ("OneMark.exe" if window else "onemark-cli.exe")
    if sys.platform == "darwin":
        return dist / "OneMark.app" / "Contents" / "MacOS" / "OneMark"
    return dist / "OneMark" / "OneMark"


def environment(**more: str) -> dict[str, str]:
    """The environment without what would let the built app borrow from this Python or its .venv."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    return {**kept, **more}


def onemark(*arguments: str) -> str:
    """Standard output of one command of the built app, which must end with exit status 0."""
    done = subprocess.run(
        [str(program(window=False)), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=900,
        env=environment(),
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-2000:]
        raise CheckError(f"`{' '.join(arguments)}` ended with status {done.returncode} and said:\n{said}")
    return done.stdout


def check_demo(scratch: Path) -> str:
    """The whole job on drawn films; the last line must state the error in mm."""
    lines = onemark("demo", "--out", str(scratch / "demo")).strip().splitlines()
    if not lines or not re.fullmatch(r"MRE \d+\.\d+ mm", lines[-1]):
        raise CheckError(f"the last line of the demo is no MRE: {lines[-1:]}")
    if not (scratch / "demo" / "landmarks.csv").is_file():
        raise CheckError("the demo wrote no landmarks.csv")
    return lines[-1]


def check_syntaxes(scratch: Path) -> str:
    """One film of every transfer syntax that can be had here, its values compared with what was written."""
    folder = scratch / "films"
    folder.mkdir()
    ramp = np.add.outer(np.arange(48) * 60, np.arange(64) * 20).astype(np.uint16)  # 0..4080
    for name in PLAIN:
        save(film_dataset(ramp, bits=12), folder / f"{name}.dcm", getattr(uid, name))
    for name in ENCODED:
        lossy = (
            {"jls_error": 2}
            if name == "JPEGLSNearLossless"
            else {"j2k_cr": [4]}
            if name == "JPEG2000"
            else {}
        )
        save_compressed(film_dataset(ramp, bits=12), folder / f"{name}.dcm", getattr(uid, name), **lossy)
    for name in BY_GDCM:
        save_through_gdcm(
            film_dataset(ramp, bits=12), folder / f"{name}.dcm", getattr(gdcm.TransferSyntax, name)
        )
    grey = (ramp >> 4).astype(np.uint8)
    save_jpeg(film_dataset(grey), folder / "JPEGBaseline8Bit.dcm", grey)
    # Nothing here writes JPEG of 12 bits well; pydicom brings such a film along.
    shutil.copy(get_testdata_file("JPGExtended.dcm", download=False), folder / "JPEGExtended12Bit.dcm")

    films = json.loads(onemark("doctor", "--json", "--images", str(folder)))["films"]
    for file in folder.iterdir():
        expected = EXPECTED.get(file.stem, ("64 x 48", int(ramp.max()), 0))
        compare(file.name, films.get(file.name, "nothing"), *expected)
    return f"{len(films)} transfer syntaxes"


def compare(name: str, description: str, size: str, top: int, slack: int) -> None:
    """Refuse a film whose size differs, or whose values don't span 0..top up to `slack` steps."""
    found = re.search(rf"^{size} px, uint\d+ (\d+)\.\.(\d+)", description)
    if not found or int(found[1]) > slack or abs(int(found[2]) - top) > slack:
        raise CheckError(f"{name} was read as: {description}")


def check_reports(scratch: Path) -> str:
    """Points go to a DICOM report and a presentation state of a film, and come back."""
    folder, table = scratch / "studies", scratch / "points.csv"
    folder.mkdir()
    save(film_dataset(np.zeros((48, 64), np.uint16), **STUDY), folder / "a.dcm")
    table.write_text("image,landmark,x_px,y_px\na.dcm,Sella,10.5,9.25\n", encoding="utf-8")
    for kind in ("dicom-sr", "dicom-gsps"):
        there, back = scratch / kind, scratch / f"{kind}.csv"
        onemark("convert", str(table), str(there), "--to", kind, "--images", str(folder))
        onemark("convert", str(there), str(back), "--images", str(folder))
        if "Sella,10.5,9.25" not in (text := back.read_text(encoding="utf-8")):
            raise CheckError(f"{kind} gave back: {text}")
    return "2 kinds"


def check_real_films(scratch: Path) -> str:
    """Real JPEG 2000 radiographs, where they are at hand."""
    del scratch
    if not REAL_FILMS.is_dir():
        return f"skipped, for there is no {REAL_FILMS}"
    films = json.loads(onemark("doctor", "--json", "--images", str(REAL_FILMS)))["films"]
    expected = len(list(REAL_FILMS.glob("*.dcm")))
    if len(films) != expected:
        raise CheckError(f"{len(films)} of {expected} were read: {films}")
    return f"{expected} films"


def check_model(scratch: Path) -> str:
    """The model of the box finds its landmarks on real films, drawn with heatmaps, where such are at hand."""
    if not HEADS.is_dir():
        return f"skipped, for there is no {HEADS}"
    folder = scratch / "heads"
    folder.mkdir()
    for film in sorted(HEADS.iterdir())[:2]:
        shutil.copy(film, folder)
    heat = scratch / "heat"
    found = json.loads(
        onemark("predict", "--model", "head", "--images", str(folder), "--out", str(scratch / "heads.csv"),
                "--heatmaps", str(heat), "--json")
    )  # fmt: skip
    if len(found["predicted"]) != 2 or len(list(heat.glob("*.png"))) != 2:
        raise CheckError(f"2 heads were given, and this was found: {found}")
    return f"2 films, {len(found['landmarks'])} landmarks"


def check_formats(scratch: Path) -> str:
    """Points go through the formats that have libraries of their own, and come back where they were."""
    table = scratch / "points.csv"
    table.write_text("image,landmark,x_px,y_px\na.png,S,10.5,9.25\n", encoding="utf-8")
    formats = ("points.slp", "points.rois.zip")
    for number, name in enumerate(formats):
        again = scratch / f"again {number}.csv"
        onemark("convert", str(table), str(scratch / name))
        onemark("convert", str(scratch / name), str(again))
        if "10.5" not in again.read_text("utf-8") or "9.25" not in again.read_text("utf-8"):
            raise CheckError(f"the point came back from {name} as: {again.read_text('utf-8')}")
    return f"{len(formats)} formats"


def check_resources(scratch: Path) -> str:
    """Guide, icons and models are in the built app."""
    del scratch
    doctor = json.loads(onemark("doctor", "--json"))
    built = Path(doctor["paths"]["resources"])
    wanted = [path.relative_to(ROOT / "resources") for path in (ROOT / "resources").glob("*/*.*")]
    missing = [str(path) for path in wanted if not (built / path).is_file()]
    if missing or not built.is_relative_to(ROOT / "dist"):
        raise CheckError(f"in {built} these are missing: {missing}")
    return f"{len(wanted)} files"


def check_window(scratch: Path) -> str:
    """The window opens a folder, takes it as its project (the lock shows that) and goes on running."""
    folder = scratch / "films"
    lock = layout_for(folder).lock
    log = scratch / "window.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(program(window=True)), str(folder)],
            stdout=output,
            stderr=subprocess.STDOUT,
            # The settings and recent folders of whoever builds stay as they are; on a German desktop, where
            # a catalogue that the build forgot ends it.
            env=environment(
                QT_QPA_PLATFORM="offscreen",
                HOME=str(scratch),
                XDG_CONFIG_HOME=str(scratch),
                LC_ALL="de_DE.UTF-8",
                LANGUAGE="de",
            ),
        )
        try:
            started = time.monotonic()
            while (
                process.poll() is None and not lock.exists() and time.monotonic() < started + WINDOW_STARTS_S
            ):
                time.sleep(0.1)
            took = time.monotonic() - started
            time.sleep(WINDOW_STAYS_S)
            status, opened = process.poll(), lock.exists()
        finally:
            process.terminate()
            process.wait(timeout=30)
    said = log.read_text(encoding="utf-8", errors="replace")
    if status is not None or not opened or "Traceback" in said:
        state = f"ended with status {status}" if status is not None else "runs"
        raise CheckError(
            f"the window {state}, the folder is {'' if opened else 'not '}open; it said:\n{said}"
        )
    return f"open after {took:.1f} s"


def size_mb(folder: Path) -> float:
    """Megabytes of all files; links count for nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


CHECKS: dict[str, Callable[[Path], str]] = {
    "demo": check_demo,
    "transfer syntaxes": check_syntaxes,
    "DICOM reports": check_reports,
    "real films": check_real_films,
    "model": check_model,
    "formats": check_formats,
    "resources": check_resources,
    "window": check_window,
}


def main() -> int:
    """Run all checks, say what each found; 1 if one failed."""
    if not program(window=True).exists():
        print(f"There is no {program(window=True)}: build it with `python packaging/dev.py package`.")
        return 1
    failures = 0
    with tempfile.TemporaryDirectory(prefix="onemark check ", ignore_cleanup_errors=True) as scratch:
        for name, check in CHECKS.items():
            started = time.monotonic()
            try:
                result = check(Path(scratch))
            except (CheckError, subprocess.TimeoutExpired) as error:
                result, failures = f"FAILED: {error}", failures + 1
            print(f"built app, {name}: {result} ({time.monotonic() - started:.0f} s)", flush=True)
    print(
        f"built app: {size_mb(ROOT / 'dist' / 'OneMark'):.0f} MB, {failures} of {len(CHECKS)} checks failed"
    )
    return min(failures, 1)


if __name__ == "__main__":
    sys.exit(main())
