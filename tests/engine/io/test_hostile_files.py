"""Small files that say they are huge: refused by what they say, or read in linear time and memory."""

import json
import struct
import tracemalloc
import zlib
from io import BytesIO

import numpy as np
import PIL.Image
import pytest
from dicom_files import film_dataset, save, save_compressed, save_jpeg
from PIL import TiffImagePlugin
from pydicom import dcmread
from pydicom.encaps import encapsulate
from pydicom.uid import DeflatedExplicitVRLittleEndian, JPEG2000Lossless, JPEGBaseline8Bit, JPEGLSLossless

from engine.errors import EngineError, ImageReadError, TableError
from engine.geometry.coordinates import Size
from engine.io import dicom_unpacking
from engine.io.decoding_process import decoding_process
from engine.io.film_names import match_films
from engine.io.images import read_image, read_size
from engine.io.provenance import check_run
from engine.io.schemes import read_scheme
from engine.io.tables import read_landmarks
from engine.landmarks import Scheme

TINY = np.arange(64, dtype=np.uint16).reshape(8, 8)
MEGABYTE = 1 << 20


@pytest.fixture
def unpacked(monkeypatch):
    """How many bytes each call of zlib gave back."""
    counts = []

    class Counting:
        def __init__(self, bits):
            self._inner = zlib.decompressobj(bits)

        def decompress(self, data, most):
            result = self._inner.decompress(data, most)
            counts.append(len(result))
            return result

        def __getattr__(self, name):
            return getattr(self._inner, name)

    class Module:
        MAX_WBITS, error, decompressobj = zlib.MAX_WBITS, zlib.error, Counting

    monkeypatch.setattr(dicom_unpacking, "zlib", Module)
    return counts


def test_a_deflated_film_is_unpacked_no_further_than_its_size(tmp_path, unpacked):
    dataset = film_dataset(TINY)
    dataset.PixelData = bytes(64 * MEGABYTE)
    path = save(dataset, tmp_path / "film", DeflatedExplicitVRLittleEndian)
    with pytest.raises(ImageReadError, match="unpacks to more than"):
        read_image(path)
    assert read_size(path) == Size(8, 8)
    assert max(unpacked) <= 17 * MEGABYTE


def test_a_deflated_header_without_end_is_refused(tmp_path, unpacked):
    dataset = film_dataset(TINY)
    dataset.add_new(0x00091010, "OB", bytes(64 * MEGABYTE))
    with pytest.raises(ImageReadError, match="unpacks to more than"):
        read_image(save(dataset, tmp_path / "film", DeflatedExplicitVRLittleEndian))
    assert sum(unpacked) <= 18 * MEGABYTE


def test_deflated_films_open_whatever_follows_their_pixels_and_several_frames_do_not(tmp_path):
    dataset = film_dataset(TINY)
    dataset.add_new(0xFFFCFFFC, "OB", bytes(2000))
    path = save(dataset, tmp_path / "film", DeflatedExplicitVRLittleEndian)
    np.testing.assert_array_equal(read_image(path).pixels, TINY)
    dataset.NumberOfFrames, dataset.PixelData = 3000, bytes(3000 * 128)
    with pytest.raises(ImageReadError, match="holds 3000 frames"):
        read_image(save(dataset, path, DeflatedExplicitVRLittleEndian))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ImageReadError, match="holds 3000 frames"):
        read_image(path)
    whole = save(film_dataset(TINY), path, DeflatedExplicitVRLittleEndian).read_bytes()
    path.write_bytes(whole[:-20])
    with pytest.raises(ImageReadError, match="cut off or damaged"):
        read_image(path)


@pytest.mark.parametrize("syntax", [JPEG2000Lossless, JPEGLSLossless], ids=lambda uid: uid.name)
@pytest.mark.parametrize("shape", [(72, 72), (32, 128)])
def test_compressed_pixels_of_another_size_are_refused_undecoded(tmp_path, monkeypatch, syntax, shape):
    path = save_compressed(film_dataset(np.resize(TINY, shape)), tmp_path / "film", syntax)
    dataset = dcmread(path)
    dataset.Rows, dataset.Columns = 64, 64
    dataset.save_as(path)
    monkeypatch.setattr(decoding_process, "decode", lambda *_, **__: pytest.fail("decoded"))
    with pytest.raises(ImageReadError, match=f"says it is 64 x 64 pixels, but {shape[1]} x {shape[0]}"):
        read_image(path)


def test_a_jpeg_of_another_size_is_refused_undecoded(tmp_path, monkeypatch):
    stream = BytesIO()
    PIL.Image.new("L", (3000, 2000)).save(stream, "JPEG", comment=b"\xff\xc0 in a comment")
    dataset = film_dataset(TINY.astype(np.uint8))
    dataset.PixelData = encapsulate([stream.getvalue()])
    dataset["PixelData"].is_undefined_length = True
    dataset.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
    dataset.save_as(tmp_path / "film", enforce_file_format=True)
    monkeypatch.setattr("engine.io.dicom.pixel_array", lambda *_, **__: pytest.fail("decoded"))
    with pytest.raises(ImageReadError, match="says it is 8 x 8 pixels, but 3000 x 2000"):
        read_image(tmp_path / "film")


DAMAGE = [
    (b"\xff\xdb\0", b"\x0f\xdb\0"),
    (b"\x01\x01\x11\0\xff", b"\x04\x01\x11\0\xff"),
    (b"\xff\xc0", b"\xff\xfe"),
]


@pytest.mark.parametrize(("old", "new"), DAMAGE)
def test_a_damaged_jpeg_header_is_refused_undecoded(tmp_path, monkeypatch, old, new):
    path = save_jpeg(film_dataset(TINY.astype(np.uint8)), tmp_path / "film", TINY.astype(np.uint8))
    assert read_image(path).size == Size(8, 8)
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))
    monkeypatch.setattr("engine.io.dicom.pixel_array", lambda *_, **__: pytest.fail("decoded"))
    with pytest.raises(ImageReadError, match="cut off or damaged"):
        read_image(path)


def with_elements(path, elements):
    """The uncompressed film at `path` with `elements` before its rows and columns."""
    data = path.read_bytes()
    place = data.index(b"\x28\0\x02\0")
    path.write_bytes(data[:place] + elements + data[place:])
    return path


EMPTY_ITEMS = b"\x11\0\x10\x10SQ\0\0\xff\xff\xff\xff" + 3000 * b"\xfe\xff\0\xe0\0\0\0\0"
TINY_ELEMENTS = b"".join(
    struct.pack("<HH4s", 0x11 + 2 * (number >> 16), number & 0xFFFF, b"LO\0\0") for number in range(3000)
)


@pytest.mark.parametrize("elements", [EMPTY_ITEMS, TINY_ELEMENTS])
@pytest.mark.parametrize("deflated", [False, True])
def test_a_header_of_more_elements_than_a_film_has_is_given_up(tmp_path, monkeypatch, elements, deflated):
    monkeypatch.setattr(dicom_unpacking, "_MOST_READS", 3000)
    path = with_elements(save(film_dataset(TINY), tmp_path / "film"), elements)
    if deflated:
        dataset = film_dataset(TINY)
        start = save(dataset, tmp_path / "start", DeflatedExplicitVRLittleEndian).read_bytes()
        begin = 144 + int.from_bytes(start[140:144], "little")  # where the group of the meta elements ends
        body = path.read_bytes()[144 + int.from_bytes(path.read_bytes()[140:144], "little") :]
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        path.write_bytes(start[:begin] + packer.compress(body) + packer.flush())
    for read in (read_image, read_size):
        with pytest.raises(ImageReadError, match="holds far more than one film"):
            read(path)


def test_no_more_is_read_than_a_film_can_have(tmp_path, monkeypatch):
    path = save(film_dataset(TINY), tmp_path / "film")
    monkeypatch.setattr(dicom_unpacking, "_MOST_READ_BYTES", 2 * path.stat().st_size)
    np.testing.assert_array_equal(read_image(path).pixels, TINY)
    monkeypatch.setattr(dicom_unpacking, "_MOST_READ_BYTES", path.stat().st_size // 2)
    with pytest.raises(ImageReadError, match="holds far more than one film"):
        read_image(path)


def png_of(*chunks):
    parts = [
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("depth", "kind", "largest"),
    [(16, 6, 33), (8, 6, 67), (16, 4, 33), (16, 2, 59), (8, 2, 119), (8, 3, 107)],
)
def test_colours_and_transparency_of_a_size_that_takes_gigabytes_are_refused(tmp_path, depth, kind, largest):
    path = tmp_path / "film.png"
    for height, match in (
        (2700, rf"more than can be opened of this kind \({largest} million"),
        (10, "damaged"),
    ):
        header = struct.pack(">IIBBBBB", 65_535, height, depth, kind, 0, 0, 0)
        palette = ((b"PLTE", b"rgb"), (b"tRNS", b"\0")) if kind == 3 else ()
        path.write_bytes(png_of((b"IHDR", header), *palette, (b"IDAT", b"no data")))
        with pytest.raises(ImageReadError, match=match):
            read_image(path)


def test_a_colour_dicom_of_a_size_that_takes_gigabytes_is_refused(tmp_path):
    dataset = film_dataset(np.zeros((4, 4, 3), np.uint8), Rows=2700, Columns=65_535)
    with pytest.raises(ImageReadError, match=r"more than can be opened of this kind \(33 million"):
        read_size(save(dataset, tmp_path / "film"))


@pytest.mark.parametrize("into_dicom", [False, True])
def test_a_progressive_jpeg_of_hundreds_of_scans_is_refused_undecoded(tmp_path, monkeypatch, into_dicom):
    pixels = np.zeros((2000, 3000), np.uint8)
    stream = BytesIO()
    PIL.Image.fromarray(pixels).save(stream, "JPEG", progressive=True)
    start, scan = stream.getvalue()[:-2], stream.getvalue()[stream.getvalue().rindex(b"\xff\xda") : -2]
    path = tmp_path / "film"
    for count, expected in ((20, None), (800, "describes its pixels 806 times over")):
        jpeg = start + count * scan + b"\xff\xd9"
        path.write_bytes(jpeg)
        if into_dicom:
            dataset = film_dataset(pixels)
            dataset.PixelData = encapsulate([jpeg])
            dataset["PixelData"].is_undefined_length = True
            dataset.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
            dataset.save_as(path, enforce_file_format=True)
        if expected is None:
            assert read_image(path).size == Size(3000, 2000)
        else:
            monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda *_: pytest.fail("decoded"))
            with pytest.raises(ImageReadError, match=expected):
                read_image(path)


def tiff_pages(count, width, height, subfile=0):
    """A TIFF of `count` grey pages that share 4 bytes; only the first one is no small copy, if `subfile`."""
    parts, place = [b"II*\0" + struct.pack("<I", 12) + b"grey"], 12
    for page in range(count):
        place += 6 + 9 * 12
        tags = {254: subfile if page else 0, 256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 8, 278: 2}
        entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in {**tags, 279: 4}.items())
        parts.append(struct.pack("<H", 9) + entries + struct.pack("<I", place if page < count - 1 else 0))
    return b"".join(parts)


@pytest.mark.parametrize("size", [(1, 178_000_000), (178_000_000, 1)])
def test_a_film_as_thin_as_a_thread_is_refused_by_its_header(tmp_path, size):
    path = tmp_path / "film.tif"
    path.write_bytes(tiff_pages(1, *size))
    for read in (read_image, read_size):
        with pytest.raises(ImageReadError, match=r"178000000.*65535 along a side"):
            read(path)


@pytest.mark.parametrize("subfile", [0, 1])
def test_only_so_many_pages_of_a_tiff_are_looked_at(tmp_path, monkeypatch, subfile):
    loads = []
    load = TiffImagePlugin.ImageFileDirectory_v2.load
    monkeypatch.setattr(
        TiffImagePlugin.ImageFileDirectory_v2, "load", lambda self, file: loads.append(1) or load(self, file)
    )
    path = tmp_path / "film.tif"
    path.write_bytes(tiff_pages(1000, 2, 2, subfile))
    with pytest.raises(ImageReadError, match="at least 100 pages"):
        read_image(path)
    assert len(loads) < 400
    path.write_bytes(tiff_pages(50, 2, 2, subfile=1))
    assert read_image(path).pixels.tobytes() == b"grey"


def test_a_gif_of_many_frames_is_refused_at_its_second(tmp_path, monkeypatch):
    frames = [PIL.Image.new("L", (4, 4), value) for value in range(20)]
    frames[0].save(tmp_path / "film.gif", save_all=True, append_images=frames[1:])
    monkeypatch.setattr("PIL.GifImagePlugin.GifImageFile.n_frames", None)
    with pytest.raises(ImageReadError, match="several pages or frames"):
        read_image(tmp_path / "film.gif")


def test_a_transparent_film_takes_little_more_memory_than_its_pixels(tmp_path):
    pixels = np.random.default_rng(0).integers(0, 256, (3, 4, 4)).astype(np.uint8)
    large = np.tile(pixels, (700, 300, 1))
    PIL.Image.fromarray(large).save(tmp_path / "film.png", compress_level=1)
    tracemalloc.start()
    image = read_image(tmp_path / "film.png")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    expected = np.rint(large[..., :3] * (large[..., 3:] / 255.0))
    np.testing.assert_array_equal(image.pixels, expected)
    assert peak < 2.5 * image.pixels.nbytes


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_greys_are_read_without_a_second_copy_of_all_rows(tmp_path, dtype):
    pixels = np.arange(2048 * 1024, dtype=np.uint32).astype(dtype).reshape(2048, 1024)
    PIL.Image.fromarray(pixels).save(tmp_path / "film.png", compress_level=1)
    read_image(tmp_path / "film.png")  # what is only made once does not count
    tracemalloc.start()
    image = read_image(tmp_path / "film.png")
    peak = tracemalloc.get_traced_memory()[1]  # without what Pillow itself holds
    tracemalloc.stop()
    assert peak < 1.5 * pixels.nbytes
    assert image.pixels.dtype == dtype
    assert image.pixels.flags.writeable
    np.testing.assert_array_equal(image.pixels, pixels)


class Name(str):
    """A name that counts how often any one is compared or prepared for it."""

    __slots__ = ()
    steps = 0

    def __eq__(self, other):
        Name.steps += 1
        return str.__eq__(self, other)

    def strip(self, *characters):
        Name.steps += 1
        return str.strip(self, *characters)

    __hash__ = str.__hash__


def test_a_scheme_of_many_names_takes_linear_time():
    names = tuple(Name(f"name {number}") for number in range(500))
    Name.steps = 0
    scheme = Scheme(names)
    assert all(scheme.find(name) == name for name in names)
    assert Name.steps < 10 * len(names)


def test_a_name_as_it_is_spelled_comes_before_one_that_only_resembles_it():
    scheme = Scheme(("A", "B", "c "), {"A": ("b",), "B": ("x ",), "c ": ("X",)})
    assert [scheme.find(name) for name in (" a", "B", "X", "C", "d")] == ["A", "B", "c ", "c ", None]


@pytest.mark.timeout(60)  # where it is not linear it takes many minutes
def test_a_table_of_many_columns_is_read(tmp_path):
    count = 50_000
    path = tmp_path / "wide.csv"
    header = ",".join(f"a{number}_x,a{number}_y" for number in range(count))
    path.write_text(f"image,{header}\nfilm.png,{','.join(['1.5'] * 2 * count)}\n")
    table = read_landmarks(path, scheme=Scheme(tuple(f"A{number}" for number in range(count))))
    assert len(table.sets["film.png"].placed()) == count


def test_a_landmark_number_of_thousands_of_digits_is_no_number(tmp_path):
    (tmp_path / "table.csv").write_text(f"image,x{'1' * 5000},y{'1' * 5000}\nfilm.png,1,2\n")
    with pytest.raises(TableError, match="has no landmarks"):
        read_landmarks(tmp_path / "table.csv")


@pytest.mark.timeout(60)  # where it is not linear it takes many minutes
def test_films_of_one_name_in_many_folders_are_matched():
    films = [f"{number}/left/film.png" for number in range(4000)]
    names = [f"export/{number}/left/film.tif" for number in range(4000)]
    match = match_films([*names, "right/film"], films)
    assert match.films == dict(zip(names, films, strict=True))
    assert match.unknown == ("right/film",)
    with pytest.raises(TableError, match=r"'left/film' .* fits both 0/left/film.png and 1/left/film.png"):
        match_films(["left/film"], films)


@pytest.mark.parametrize("text", ["[" * 100_000, "[" + "1" * 5000 + "]"])
def test_a_scheme_that_json_cannot_hold_is_refused_in_a_sentence(tmp_path, text):
    path = tmp_path / "deep.scheme.json"
    path.write_text(text)
    with pytest.raises(TableError, match=r"deep.scheme.json is nested or numbered too deep"):
        read_scheme(path)
    path.write_text(json.dumps(["a", "b"]))
    assert read_scheme(path).names == ("a", "b")


def test_a_run_file_that_is_nested_too_deep_was_not_written_by_onemark(tmp_path):
    (tmp_path / "run.json").write_text("[" * 100_000)
    with pytest.raises(EngineError, match="was not written by OneMark"):
        check_run(tmp_path / "table.csv")
