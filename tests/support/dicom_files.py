"""Writes small DICOM films for tests."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import gdcm
import numpy as np
import PIL.Image
from pydicom import dcmwrite
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    ComputedRadiographyImageStorage,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEGBaseline8Bit,
    generate_uid,
)

from engine.io.table_write import FilmRow

STUDY = {  # of one patient, who has a family name alone
    "PatientName": "Anonymous",
    "PatientID": "P7",
    "StudyInstanceUID": "1.2.826.0.1.7.1",
    "SeriesInstanceUID": "1.2.826.0.1.7.1.1",
}


def film_dataset(pixels: np.ndarray, bits: int | None = None, **elements: object) -> FileDataset:
    """An uncompressed little-endian film of `pixels`; `elements` are DICOM keywords, None removes one."""
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = ComputedRadiographyImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    dataset = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    dataset.SOPClassUID = ComputedRadiographyImageStorage
    dataset.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    dataset.Modality = "CR"
    dataset.Rows, dataset.Columns = pixels.shape[:2]
    dataset.SamplesPerPixel = 3 if pixels.ndim == 3 else 1
    dataset.PhotometricInterpretation = "RGB" if pixels.ndim == 3 else "MONOCHROME2"
    if pixels.ndim == 3:
        dataset.PlanarConfiguration = 0
    dataset.BitsAllocated = 8 * pixels.dtype.itemsize
    dataset.BitsStored = bits or dataset.BitsAllocated
    dataset.HighBit = dataset.BitsStored - 1
    dataset.PixelRepresentation = int(pixels.dtype.kind == "i")
    dataset.PixelData = pixels.tobytes()
    dataset["PixelData"].VR = "OB" if pixels.dtype.itemsize == 1 else "OW"
    for keyword, value in elements.items():
        if value is None:
            delattr(dataset, keyword)
        else:
            setattr(dataset, keyword, value)
    return dataset


def films_in_dicom(rows: Mapping[str, FilmRow], folder: Path) -> dict[str, FilmRow]:
    """`rows`, each with a DICOM film of its size as its file in `folder`, where one may be already."""
    folder.mkdir(exist_ok=True)
    found = {}
    for number, (name, row) in enumerate(rows.items()):
        path = folder / f"{number}.dcm"
        if not path.exists():
            pixels = np.zeros((row.size.height, row.size.width), np.uint16)
            save(film_dataset(pixels, **STUDY), path)
        found[name] = replace(row, path=path)
    return found


def save(dataset: FileDataset, path: Path, syntax: str = ExplicitVRLittleEndian) -> Path:
    """Write `dataset` uncompressed in `syntax` (swapping 16-bit pixels where it is big-endian)."""
    dataset.file_meta.TransferSyntaxUID = syntax
    little = syntax != ExplicitVRBigEndian
    if not little and dataset.BitsAllocated == 16:
        dataset.PixelData = np.frombuffer(dataset.PixelData, "<u2").astype(">u2").tobytes()
    implicit = syntax == ImplicitVRLittleEndian
    dcmwrite(path, dataset, implicit_vr=implicit, little_endian=little, enforce_file_format=True)
    return path


def save_compressed(dataset: FileDataset, path: Path, syntax: str, **options: object) -> Path:
    """Write `dataset` as pydicom's encoder for `syntax` compresses it."""
    dataset.compress(syntax, **options)
    dataset.save_as(path)
    return path


def save_through_gdcm(dataset: FileDataset, path: Path, syntax: int) -> Path:
    """Write `dataset` as GDCM compresses it in `syntax` (a constant of gdcm.TransferSyntax)."""
    save(dataset, path)
    reader = gdcm.ImageReader()
    reader.SetFileName(str(path))
    assert reader.Read()
    change = gdcm.ImageChangeTransferSyntax()
    change.SetTransferSyntax(gdcm.TransferSyntax(syntax))
    change.SetInput(reader.GetImage())
    assert change.Change()
    writer = gdcm.ImageWriter()
    writer.SetFileName(str(path))
    writer.SetFile(reader.GetFile())
    writer.SetImage(change.GetOutput())
    assert writer.Write()
    return path


def save_jpeg(dataset: FileDataset, path: Path, pixels: np.ndarray) -> Path:
    """Write `dataset` as JPEG Baseline, with the bytes Pillow makes of `pixels`."""
    buffer = BytesIO()
    PIL.Image.fromarray(pixels).save(buffer, "JPEG", quality=95, subsampling=0)
    if pixels.ndim == 3:
        dataset.PhotometricInterpretation = "YBR_FULL"
    dataset.PixelData = encapsulate([buffer.getvalue()])
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    dataset.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
    dcmwrite(path, dataset, implicit_vr=False, little_endian=True, enforce_file_format=True)
    return path
