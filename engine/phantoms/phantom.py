"""Phantom radiographs: drawn hands with known landmarks, written as 16-bit DICOM. Needs no data."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ComputedRadiographyImageStorage, ExplicitVRLittleEndian, generate_uid

from engine.errors import EngineError
from engine.geometry.coordinates import Size
from engine.imaging.image import Photometric, Spacing, SpacingSource
from engine.io.atomic import write_atomic
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.operation import Operation, Progress
from engine.phantoms.drawing import Capsule, add_bone, add_solid, cover_solid, smooth_noise
from engine.phantoms.hand import Anatomy, draw_anatomy, hand_scheme

_SIZES = (Size(400, 512), Size(400, 512), Size(384, 496), Size(416, 528))
_INVERTED = 2  # the film, counted from 0, that is written as MONOCHROME1


@dataclass(frozen=True, slots=True)
class PhantomFilm:
    """One drawn film: `pixels` uint16 [H, W], bone bright, and its true landmarks in original pixels."""

    identity: str
    pixels: NDArray[np.uint16]
    spacing: Spacing
    truth: LandmarkSet


@dataclass(frozen=True, slots=True)
class Phantoms:
    """What `write_phantoms` wrote: file by film identity, and the truth."""

    paths: Mapping[str, Path]
    truth: Mapping[str, LandmarkSet]
    spacings: Mapping[str, Spacing]
    scheme: Scheme


def draw_phantom(number: int, seed: int) -> PhantomFilm:
    """Draw film `number` (from 0) of the series `seed`; the same numbers give the same bits."""
    random = np.random.default_rng([seed, number])
    size = _SIZES[number % len(_SIZES)]
    anatomy = draw_anatomy(random, size.width, size.height)
    pixels = _exposed(random, _absorption(random, anatomy, size))
    identity = f"phantom-{number + 1:02d}.dcm"
    mm = round(200.0 / size.height, 3)  # the film is 20 cm tall
    truth = {
        name: Landmark(name, x, y, Presence.PRESENT, Origin.ANNOTATED)
        for name, (x, y) in anatomy.landmarks.items()
    }
    return PhantomFilm(
        identity, pixels, Spacing(mm, mm, SpacingSource.PIXEL_SPACING), LandmarkSet(identity, truth)
    )


def _absorption(random: np.random.Generator, anatomy: Anatomy, size: Size) -> NDArray[np.float32]:
    """What the hand takes out of the beam [H, W], in units of the exponent."""
    bone = np.zeros((size.height, size.width), np.float32)
    for shape in anatomy.bones:
        add_bone(bone, shape)
    bone += _united(anatomy.forearm, bone)
    flesh = np.zeros_like(bone)
    for shape in anatomy.flesh:
        cover_solid(flesh, shape)
    trabeculae = 1.0 + 0.05 * smooth_noise(random, size, 90)
    # both saturate: a hand is flat, not as deep as it is wide
    bone = 26.0 * np.tanh(bone / 26.0)
    tissue = 60.0 * np.tanh(flesh / 60.0) * (1.0 + 0.03 * smooth_noise(random, size, 14))
    absorbed: NDArray[np.float32] = (0.034 * bone * trabeculae + 0.011 * tissue).astype(np.float32)
    return absorbed


def _united(shapes: Sequence[Capsule], like: NDArray[np.float32]) -> NDArray[np.float32]:
    """Shapes that are parts of one bone: where they overlap the thicker one counts."""
    whole = np.zeros_like(like)
    for shape in shapes:
        part = np.zeros_like(like)
        add_bone(part, shape)
        np.maximum(whole, part, out=whole)
    return whole


def _exposed(random: np.random.Generator, absorbed: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Beam, heel effect, quantum noise, then a detector that stores absorption: bone bright."""
    height, width = absorbed.shape
    kilovolts = random.uniform(0.85, 1.15)  # a harder beam has less contrast
    dose = random.uniform(2500.0, 9000.0)  # photons in a pixel of plain air
    heel = 1.0 + random.uniform(-0.12, 0.12) * np.linspace(-1.0, 1.0, height)[:, None]
    photons = random.poisson(dose * heel * np.exp(-absorbed / kilovolts) + 0.02 * dose)
    stored = np.log(dose * 1.3) - np.log(np.maximum(photons, 1.0))
    marker = np.zeros((height, width), np.float32)
    _draw_marker(marker)
    stored = np.maximum(stored, 2.6 * marker)
    gain, offset = random.uniform(15000.0, 19000.0), random.uniform(800.0, 4000.0)
    exposed: NDArray[np.uint16] = np.clip(stored * gain + offset, 0, 65535).astype(np.uint16)
    return exposed


def _draw_marker(film: NDArray[np.float32]) -> None:
    """The lead letter "L" of a left hand in the upper corner, 1 where it lies."""
    for a, b in (((22.0, 20.0), (22.0, 44.0)), ((22.0, 44.0), (36.0, 44.0))):
        add_solid(film, Capsule(a, b, 2.2, 2.2))
    np.clip(film / 3.0, 0.0, 1.0, out=film)


def write_phantoms(folder: Path, count: int, seed: int) -> Operation[Phantoms]:
    """Write `count` phantom radiographs into `folder` as an operation; returns the truth.

    Film 3 is MONOCHROME1. Raises `EngineError` for a count below 1, `WriteError` where the disk refuses.
    """
    if count < 1:
        raise EngineError("At least one phantom film is needed: choose a count above 0.")
    films: list[PhantomFilm] = []
    for number in range(count):
        film = draw_phantom(number, seed)
        write_atomic(folder / film.identity, dicom_bytes(film, inverted=number == _INVERTED, seed=seed))
        films.append(film)
        yield Progress("drawing phantoms", number + 1, count, film.identity)
    return Phantoms(
        {film.identity: folder / film.identity for film in films},
        {film.identity: film.truth for film in films},
        {film.identity: film.spacing for film in films},
        hand_scheme(),
    )


def dicom_bytes(film: PhantomFilm, *, inverted: bool = False, seed: int = 0) -> bytes:
    """The film as a DICOM file (explicit VR little endian, 16 bits); same film, same bytes."""
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = ComputedRadiographyImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=["onemark phantom", str(seed), film.identity])
    stream = io.BytesIO()
    dataset = FileDataset(stream, _header(film, meta, inverted), file_meta=meta, preamble=b"\0" * 128)
    dataset.save_as(stream, enforce_file_format=True)
    return stream.getvalue()


def _header(film: PhantomFilm, meta: FileMetaDataset, inverted: bool) -> Dataset:
    dataset = Dataset()
    dataset.SOPClassUID = meta.MediaStorageSOPClassUID
    dataset.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    dataset.StudyInstanceUID = generate_uid(entropy_srcs=["onemark phantom study"])
    dataset.SeriesInstanceUID = generate_uid(entropy_srcs=["onemark phantom series"])
    dataset.Modality = "CR"
    dataset.PatientName, dataset.PatientID = "Phantom", film.identity.removesuffix(".dcm")
    dataset.BodyPartExamined, dataset.ImageLaterality = "HAND", "L"
    dataset.Rows, dataset.Columns = film.pixels.shape
    dataset.SamplesPerPixel = 1
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 16, 15
    dataset.PixelRepresentation = 0
    dataset.PixelSpacing = [film.spacing.y, film.spacing.x]  # DICOM: between rows first
    kind = Photometric.MONOCHROME1 if inverted else Photometric.MONOCHROME2
    dataset.PhotometricInterpretation = kind.value
    stored = 65535 - film.pixels if inverted else film.pixels
    dataset.PixelData = stored.astype("<u2").tobytes()
    return dataset
