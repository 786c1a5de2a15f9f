"""Model files in folders: what each says of itself, read from its header alone, and bringing them in and out.

Nothing here needs torch but `import_model`, which makes sure that a file is whole by loading it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open

from engine.errors import EngineError
from engine.io.atomic import WriteError, write_atomic
from engine.io.guard import parsed_json, require_regular
from engine.io.plain_values import from_plain
from engine.io.schemes import scheme_from_json
from engine.landmarks import Scheme
from engine.models.model_card import ModelCard
from engine.models.model_format import FORMAT, ModelFileError, as_version_2, check_version
from engine.models.reference import Framing

SUFFIX = ".safetensors"
_DATE = re.compile(rb'trained_utc\\": \\"[^"]*"')  # JSON in a string of the header's JSON
_COPY_AGAIN = "copy it again"


@dataclass(frozen=True, slots=True)
class DomainSummary:
    """One anatomy: the landmarks `names` of `scheme` are found.

    `calibrated`: whether predictions come with an error radius; `fitted`: whether another anatomy is told.
    `can_tell`: whether it says by itself which films fit it: it has measured that, and needs no exemplars.
    """

    scheme: Scheme
    names: tuple[str, ...]
    card: ModelCard
    calibrated: bool
    fitted: bool
    can_tell: bool


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """What a model file says of itself. `domains`: anatomy -> landmarks, "" for a single one without a name.

    `card`: of all anatomies, "head: 1.2 mm; hand: 0.9 mm" where their texts differ. `systems`: kinds of
    networks in it, such as "unet"; `made_by`: how it came about, in words.
    """

    path: Path
    domains: Mapping[str, DomainSummary]
    card: ModelCard
    systems: tuple[str, ...]
    made_by: str
    trained_utc: str


def undated_hash(path: Path) -> str:
    """SHA-256 of the model file at `path` without the date of its training: the same for the same model."""
    return hashlib.sha256(_DATE.sub(b"", path.read_bytes())).hexdigest()


def summarise(path: Path) -> ModelSummary:
    """What the model file at `path` says of itself; its tensors are not read.

    Raises `ModelFileError` for every file that is not whole or not a model, of a newer version too.
    """
    try:
        metadata = _metadata(path)
        version = check_version(path, metadata)
        data = parsed_json(metadata[FORMAT])
        return _summary(path, as_version_2(data) if version == 1 else data)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise ModelFileError(f"Cannot read the model {path} ({reason}): choose another file.") from error
    except ModelFileError:
        raise
    except (EngineError, ValueError, TypeError, LookupError, AttributeError) as error:
        reason = f"it lacks {error}" if isinstance(error, KeyError) else str(error).rstrip(".")
        raise ModelFileError(f"The model {path.name} is damaged ({reason}): {_COPY_AGAIN}.") from error


def list_models(folders: Iterable[Path]) -> tuple[tuple[ModelSummary, ...], tuple[str, ...]]:
    """The models in `folders`, by name in each, and a sentence for every file that is none.

    Models are files with the suffix .safetensors; a folder that is not there holds nothing.
    """
    models, problems = [], []
    for folder in folders:
        try:
            files = model_paths(folder)
        except OSError as error:
            problems.append(f"The models in {folder} cannot be listed ({error.strerror}).")
            continue
        for path in files:
            try:
                models.append(summarise(path))
            except ModelFileError as error:
                problems.append(str(error))
    return tuple(models), tuple(problems)


def model_paths(folder: Path) -> list[Path]:
    """The files in `folder` that are called like models, by name; none where it is not there."""
    try:
        return sorted(path for path in folder.iterdir() if _is_candidate(path))
    except FileNotFoundError:
        return []


def import_model(path: Path, folder: Path) -> ModelSummary:
    """Copy the model at `path` into `folder` and say what it is; no file there is ever replaced.

    It is loaded as a whole first. A name that is taken gets a number; the very same file is not copied
    twice. Raises `ModelFileError` where it is no model, `WriteError` where it cannot be copied.
    """
    from engine.models.checkpoint import load_model  # imports torch: only now

    load_model(path)
    try:
        content = path.read_bytes()
        alike = (each for each in model_paths(folder) if each.stat().st_size == len(content))
        known = next((each for each in alike if each.read_bytes() == content), None)
    except OSError as error:
        raise ModelFileError(f"Cannot copy the model {path} ({error.strerror}): try again.") from error
    if known is None:
        # as everywhere: ".2" of "head v1.2" is a part of its name, ".model" is none
        known = free_path(folder, path.stem if path.suffix[1:2].isalpha() else path.name)
        write_atomic(known, content)
    return summarise(known)


def export_model(path: Path, target: Path) -> None:
    """Copy the model at `path` to `target`, whose file is replaced. Raises `EngineError`s."""
    try:
        content = path.read_bytes()
        same = target.exists() and path.samefile(target)
    except OSError as error:
        raise ModelFileError(f"Cannot read the model {path} ({error.strerror}): import it again.") from error
    if same:
        raise WriteError(f"{target} is the model itself: choose another place for the copy.")
    write_atomic(target, content)


def with_suffix(path: Path) -> Path:
    """`path` as a model is called: ".2" of "head v1.2" is a part of its name."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")


def _is_candidate(path: Path) -> bool:
    # what begins with a dot is a file that is just being written, or macOS's shadow of one
    return path.suffix.lower() == SUFFIX and not path.name.startswith(".") and path.is_file()


def free_path(folder: Path, stem: str) -> Path:
    """The model file `stem` in `folder`, with a number where that name is taken."""
    target, number = folder / f"{stem}{SUFFIX}", 2
    while target.exists():
        target, number = folder / f"{stem}-{number}{SUFFIX}", number + 1
    return target


def _metadata(path: Path) -> Mapping[str, str]:
    """The texts in the header of a safetensors file, which has to be as long as its header says."""
    try:
        require_regular(path)
        with safe_open(path, framework="np") as file:
            return file.metadata() or {}
    except SafetensorError as error:
        raise ModelFileError(
            f"{path.name} is no model, or only a part of one: {_COPY_AGAIN}, or remove it."
        ) from error


def _summary(path: Path, data: Mapping[str, Any]) -> ModelSummary:
    named = data.get("domains")
    if not isinstance(named, dict) or not named:
        raise ValueError("it does not say what it knows")
    domains = {name: _domain(each) for name, each in named.items()}
    first = next(iter(named.values()))["training"]
    return ModelSummary(
        path,
        domains,
        _joint_card({name: domain.card for name, domain in domains.items()}),
        tuple(dict.fromkeys(str(network["kind"]) for network in data["networks"])),
        f"{first.get('method', 'one-shot')} ({first['preset']})",
        str(first.get("trained_utc", "")),
    )


def _domain(data: Mapping[str, Any]) -> DomainSummary:
    names, scheme = data["names"], scheme_from_json(data["scheme"])
    known = frozenset(names)
    if not known or [name for name in scheme.names if name in known] != names:
        raise ValueError("its landmarks are not those of its scheme, in its order")
    card = from_plain(ModelCard, data.get("card", {}), "card")
    calibrated, fitted, finder = (data.get(key) is not None for key in ("calibration", "fit", "finder"))
    finds = finder or data["framing"] == Framing.FILM
    can_tell = fitted and finds and not data.get("exemplars")
    return DomainSummary(scheme, tuple(names), card, calibrated, fitted, can_tell)


def _joint_card(cards: Mapping[str, ModelCard]) -> ModelCard:
    """One card for all anatomies; each says its own where they differ."""
    texts = {}
    for field in fields(ModelCard):
        each = {name: getattr(card, field.name) for name, card in cards.items()}
        alike = len(set(each.values())) == 1
        named = [f"{name}: {text}" for name, text in each.items() if text]
        texts[field.name] = next(iter(each.values())) if alike else "; ".join(named)
    return ModelCard(**texts)
