"""What a project knows about one film: the facts of its file, and what a person said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from engine.geometry.coordinates import Size
from engine.imaging.image import PATIENT_ATTRIBUTES, Image, Spacing
from engine.landmarks import Landmark


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """What reading the file told: never edited, so undo leaves it alone.

    `sha256` is the hash of the file's content, "" until it was computed; `unreadable` the reason, or "".
    Of the `attributes` those that identify a patient are dropped, also where an older project has them:
    nothing of a project is to hold what a film says of its patient.
    """

    sha256: str = ""
    size: Size | None = None
    spacing: Spacing | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    unreadable: str = ""

    def __post_init__(self) -> None:
        kept = {name: value for name, value in self.attributes.items() if name not in PATIENT_ATTRIBUTES}
        object.__setattr__(self, "attributes", MappingProxyType(kept))

    def after_reading(self, image: Image) -> FilmFacts:
        """These facts with those of the image that was read."""
        return replace(
            self, size=image.size, spacing=image.spacing, attributes=image.attributes, unreadable=""
        )


class AuditStage(StrEnum):
    """How far a person is with a film of an audit."""

    OPEN = "open"  # to be read without a prediction
    READ = "read"
    AGAIN = "again"  # to be read once more, without the first reading too


@dataclass(frozen=True, slots=True)
class FilmAudit:
    """A film that was drawn at random, to be read without any prediction on it.

    `started` (ISO 8601) is the same for all films of one audit; `place` in the draw of `seed`, from 1,
    `among` so many films. `machine`: the landmarks that were there before, which nobody sees until the film
    was read. `blind`: the first reading as it was finished, whatever a person changes later (older projects
    have none). `first`: what was on the film, hidden while it is read again; `again`: the second reading,
    (x, y) in original pixels.
    """

    started: str
    seed: int
    place: int
    among: int
    stage: AuditStage = AuditStage.OPEN
    machine: Mapping[str, Landmark] = field(default_factory=dict)
    first: Mapping[str, Landmark] = field(default_factory=dict)
    again: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    blind: Mapping[str, Landmark] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("machine", "first", "again", "blind"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def renamed(self, names: Mapping[str, str]) -> FilmAudit:
        """The same with landmarks under their new `names` (old -> new)."""
        return replace(
            self,
            machine=_renamed(self.machine, names),
            first=_renamed(self.first, names),
            again={names.get(name, name): place for name, place in self.again.items()},
            blind=_renamed(self.blind, names),
        )


def _renamed(marks: Mapping[str, Landmark], names: Mapping[str, str]) -> dict[str, Landmark]:
    carried = (replace(mark, name=names.get(name, name)) for name, mark in marks.items())
    return {mark.name: mark for mark in carried}


@dataclass(frozen=True, slots=True)
class FilmRecord:
    """One film of a project. `identity`: path relative to the opened folder, with suffix, POSIX, NFC.

    `user_attributes`: those that a person set; they win over those of the file. `excluded` is the reason,
    or "". `sources` are the exemplars that its predictions came from. `unfit`: why the last run that looked
    at it predicted nothing, as a sentence, or ""; `doubt`: why what the last run predicted looks failed.
    `audit`: None for a film that was never drawn for one.
    """

    identity: str
    facts: FilmFacts = field(default_factory=FilmFacts)
    user_attributes: Mapping[str, str] = field(default_factory=dict)
    user_spacing: Spacing | None = None
    excluded: str = ""
    mirrored: bool = False
    exemplar: bool = False
    reviewed: bool = False
    sources: tuple[str, ...] = ()
    unfit: str = ""
    doubt: str = ""
    audit: FilmAudit | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "user_attributes", MappingProxyType(dict(self.user_attributes)))

    @property
    def is_read_blind(self) -> bool:
        """True while an audit waits for clicks on it: no prediction may be shown, nor come in."""
        return self.audit is not None and self.audit.stage is not AuditStage.READ

    @property
    def attributes(self) -> Mapping[str, str]:
        """Side, view, sex, group: what the person said wins over the file."""
        return {**self.facts.attributes, **self.user_attributes}

    @property
    def spacing(self) -> Spacing | None:
        """Pixel spacing (mm) with its source: what the person said wins over the file; None where unknown."""
        return self.user_spacing or self.facts.spacing

    @property
    def file_spacing(self) -> Spacing | None:
        """Pixel spacing (mm) as the file says."""
        return self.facts.spacing

    @property
    def size(self) -> Size | None:
        """Width and height in original pixels, None until the film was read."""
        return self.facts.size

    @property
    def sha256(self) -> str:
        """Hash of the file's content, "" until computed."""
        return self.facts.sha256

    @property
    def unreadable(self) -> str:
        """Why the film cannot be read, or ""."""
        return self.facts.unreadable
