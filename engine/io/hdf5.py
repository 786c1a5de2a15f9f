"""The tables and texts of an HDF5 file, read in the process apart (`engine.io.decoding_process`).

The library in C ends the process over some damaged bytes (3 of 8,000 damaged files), and asks for whatever
memory a file claims that it needs. Nothing is read that lies in another file, as HDF5 would allow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import TableError
from engine.io.guard import sentence_part

MAGIC = b"\x89HDF\r\n\x1a\n"  # how every such file begins
_MOST_BYTES = 1 << 28  # of all tables and texts: compressed ones may claim anything
_SECONDS, _SECONDS_A_MEGABYTE = 1.0, 2.0  # of the processor; a project of 10,000 films takes a tenth of it
_ELSEWHERE = "Parts of the file lie in another file: save it again as one."
_DAMAGE = (OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, RuntimeError, MemoryError)


@dataclass(frozen=True, slots=True)
class Hdf5Content:
    """`attributes` of one group, `tables` with named columns and `texts` by the name of their dataset.

    `lengths`: of everything at the top of the file, how many rows or members it has.
    """

    attributes: Mapping[str, Any]
    tables: Mapping[str, NDArray[Any]]
    texts: Mapping[str, tuple[str, ...]]
    lengths: Mapping[str, int]


def hdf5_content(data: bytes, group: str, names: Sequence[str]) -> Hdf5Content:
    """The attributes of `group` and those of the datasets `names` that the file `data` has.

    TableError where it is damaged, claims more than a stated limit, or leads to another file.
    """
    from engine.io.decoding_process import ProcessEndedError, decoding_process

    seconds = _SECONDS + _SECONDS_A_MEGABYTE * len(data) / 1e6
    try:
        answer = decoding_process.run(_read_apart, (data, group, names), seconds, 4 * _MOST_BYTES)
    except ProcessEndedError:
        answer = "it cannot be read"
    if isinstance(answer, TableError):
        raise answer
    if isinstance(answer, str):
        raise TableError(f"The HDF5 file is damaged ({answer}): save it again.")
    return answer  # type: ignore[no-any-return]


def _read_apart(data: bytes, group: str, names: Sequence[str]) -> Hdf5Content | TableError | str:
    try:
        return read_here(data, group, names)
    except TableError as error:
        return error
    except _DAMAGE as error:
        return sentence_part(error) or type(error).__name__


def read_here(data: bytes, group: str, names: Sequence[str]) -> Hdf5Content:
    """As `hdf5_content`, in this process."""
    import h5py

    with h5py.File.in_memory(data) as file:
        if any(not isinstance(file.get(name, getlink=True), h5py.HardLink) for name in file):
            raise TableError(_ELSEWHERE)
        attributes = {key: _plain(value) for key, value in file[group].attrs.items()} if group in file else {}
        tables: dict[str, NDArray[Any]] = {}
        texts: dict[str, tuple[str, ...]] = {}
        left = _MOST_BYTES
        for name in (name for name in names if name in file):
            dataset = file[name]
            if dataset.external or dataset.is_virtual:
                raise TableError(_ELSEWHERE)
            if dataset.dtype.names is not None:
                left -= _checked(dataset.size * dataset.dtype.itemsize, left)
                tables[name] = dataset[:]
            elif dataset.dtype.kind in "OS":
                texts[name] = _texts(dataset, left)
                left -= sum(map(len, texts[name]))
        return Hdf5Content(attributes, tables, texts, {name: len(_rows(file[name])) for name in file})


def _rows(item: Any) -> Any:
    return item if getattr(item, "shape", (0,)) else ()


def _checked(size: int, left: int) -> int:
    if size > left:
        raise TableError(f"The file holds tables of more than {_MOST_BYTES >> 20} MB: split it.")
    return size


def _texts(dataset: Any, left: int) -> tuple[str, ...]:
    """The rows of a list of texts, one by one: many may point at one long text."""
    found = []
    for row in range(dataset.size):
        found.append(str(_plain(dataset[row])))
        left -= _checked(len(found[-1]), left)
    return tuple(found)


def _plain(value: Any) -> Any:
    """A value as Python has it; texts of whatever kind are UTF-8."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return value.item() if isinstance(value, np.generic) else value
