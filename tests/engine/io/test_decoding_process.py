"""Decoding in a process apart: what it dies of, never ends or swallows memory over is one film's error."""

import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gdcm
import numpy as np
import pytest
from dicom_files import film_dataset, save_compressed, save_through_gdcm
from pydicom import dcmread
from pydicom.uid import JPEGLSLossless

from engine.errors import ImageReadError
from engine.io.decoding_process import DecodingProcess
from engine.io.images import read_image

PIXELS = np.add.outer(np.arange(40) * 60, np.arange(50) * 20).astype(np.uint16)


class Ending:
    """Ends the process that it is sent to."""

    def __reduce__(self):
        return os._exit, (3,)


class Endless:
    """Never gives itself to a dictionary."""

    def __hash__(self):
        while True:
            pass


class Greedy:
    """Wants more memory than a small film can need."""

    def __hash__(self):
        return len(bytearray(1 << 30))


@pytest.fixture
def dataset(tmp_path):
    return dcmread(save_compressed(film_dataset(PIXELS), tmp_path / "film.dcm", JPEGLSLossless))


@pytest.fixture
def process():
    process = DecodingProcess()
    yield process
    process.close()


# A precision of 17 bits ends GDCM by SIGSEGV, a version that libjpeg warns of by a C++ exception.
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\xff\xc3\0\x0b\x10", b"\xff\xc3\0\x0b\x11"),
        (b"\xff\xd8\xff\xc3", b"\xff\xd8\xff\xe0\0\x10JFIF\0\xff\1\0\0\1\0\1\0\0\xff\xc3"),
    ],
)
def test_a_damaged_header_that_ends_the_codec_is_the_error_of_one_film(tmp_path, old, new):
    syntax = gdcm.TransferSyntax.JPEGLosslessProcess14_1
    good = save_through_gdcm(film_dataset(PIXELS), tmp_path / "good.dcm", syntax)
    data = good.read_bytes()
    start = data.index(b"\xff\xd8\xff\xc3") - 4  # the length of the frame goes before it
    longer = (int.from_bytes(data[start : start + 4], "little") + len(new) - len(old)).to_bytes(4, "little")
    damaged = tmp_path / "damaged.dcm"
    damaged.write_bytes(data[:start] + longer + data[start + 4 :].replace(old, new, 1))
    for _ in range(2):
        with pytest.raises(ImageReadError, match="damaged"):
            read_image(damaged)
        np.testing.assert_array_equal(read_image(good).pixels, PIXELS)


def test_one_process_serves_all_films_and_another_one_follows_it(process, dataset):
    for _ in range(3):
        np.testing.assert_array_equal(process.decode(dataset, "pyjpegls"), PIXELS)
        pids = {child.pid for child in multiprocessing.active_children()}
    process.decode(dataset, "pyjpegls")
    assert {child.pid for child in multiprocessing.active_children()} == pids
    with pytest.raises(ImageReadError, match="damaged, or too much to be decoded here: export"):
        process.decode(dataset, Ending())
    np.testing.assert_array_equal(process.decode(dataset, "pyjpegls"), PIXELS)


def test_a_process_that_was_ended_from_outside_is_replaced(process, dataset):
    before = set(multiprocessing.active_children())
    process.decode(dataset, "pyjpegls")
    (child,) = set(multiprocessing.active_children()) - before
    child.kill()
    child.join()
    np.testing.assert_array_equal(process.decode(dataset, "pyjpegls"), PIXELS)


@pytest.mark.skipif(sys.platform == "win32", reason="there the clock alone limits it, generously")
def test_a_codec_that_never_ends_is_ended(process, dataset):
    with pytest.raises(ImageReadError, match="damaged, or too much to be decoded here: export"):
        process.decode(dataset, Endless())
    np.testing.assert_array_equal(process.decode(dataset, "pyjpegls"), PIXELS)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_a_codec_that_swallows_memory_gets_none(process, dataset):
    with pytest.raises(ValueError, match="MemoryError"):
        process.decode(dataset, Greedy())
    np.testing.assert_array_equal(process.decode(dataset, "pyjpegls"), PIXELS)


@pytest.mark.skipif(sys.platform != "linux", reason="counts handles where Linux lists them")
def test_ended_processes_leave_no_handle(process, dataset):
    counts = []
    for _ in range(3):
        process.decode(dataset, "pyjpegls")
        counts.append(len(list(Path("/proc/self/fd").iterdir())))
        with pytest.raises(ImageReadError):
            process.decode(dataset, Ending())
    assert len(set(counts)) == 1


def test_many_threads_get_each_their_film(tmp_path):
    films = [np.roll(PIXELS, shift) for shift in range(8)]
    paths = [
        save_compressed(film_dataset(film), tmp_path / f"{number}.dcm", JPEGLSLossless)
        for number, film in enumerate(films)
    ]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            for image, film in zip(pool.map(read_image, paths), films, strict=True):
                np.testing.assert_array_equal(image.pixels, film)


READS = "from pathlib import Path\nfrom engine.io.images import read_image\n"
GUARD = "if __name__ == '__main__':\n    "


def run_script(folder, text):
    """The ended process of a script that starts so that it can read films."""
    script, root = folder / "reads.py", Path(__file__).parents[3]
    script.write_text(READS + text)
    return subprocess.run(
        [sys.executable, script, save_compressed(film_dataset(PIXELS), folder / "film.dcm", JPEGLSLossless)],
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )


def test_the_process_ends_with_the_program_without_a_word(tmp_path):
    ended = run_script(
        tmp_path,
        f"import multiprocessing, sys\n{GUARD}read_image(Path(sys.argv[1]))\n"
        "    print(multiprocessing.active_children()[0].pid)\n",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    if sys.platform == "linux":
        assert not Path("/proc", ended.stdout.strip()).exists()


@pytest.mark.parametrize(
    ("script", "advice"),
    [
        ("import sys\nread_image(Path(sys.argv[1]))\n", "below `if __name__ == "),
        (
            "import sys\nfrom multiprocessing import Pool\n"
            f"{GUARD}Pool(1).map(read_image, [Path(sys.argv[1])])\n",
            "use concurrent.futures.ProcessPoolExecutor",
        ),
    ],
)
def test_a_script_that_can_start_no_process_is_told_what_to_write(tmp_path, script, advice):
    ended = run_script(tmp_path, script)
    assert ended.returncode == 1
    assert advice in ended.stderr.splitlines()[-1]
    assert "damaged" not in ended.stderr
