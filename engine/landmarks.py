"""Landmarks, their scheme and origins, and the one rule by which predictions join what people set."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from engine.errors import EngineError

MOST_LANDMARKS = 50_000  # of a scheme: a hundred times what any has, and reading takes a second


class Origin(StrEnum):
    """Where a landmark's coordinates come from."""

    ANNOTATED = "annotated"  # a person placed it without seeing a prediction
    PREDICTED = "predicted"  # a machine placed it
    ACCEPTED = "accepted"  # a person confirmed a prediction unmoved
    CORRECTED = "corrected"  # a person moved a prediction


class Presence(StrEnum):
    """Whether the landmark can be seen on the film."""

    PRESENT = "present"
    OCCLUDED = "occluded"  # position known or guessed, not visible
    ABSENT = "absent"  # the anatomy is not on the film; no position
    UNPLACED = "unplaced"  # nobody has said anything yet; no position


HUMAN_ORIGINS = frozenset({Origin.ANNOTATED, Origin.ACCEPTED, Origin.CORRECTED})


@dataclass(frozen=True, slots=True)
class Landmark:
    """One named point of one film, in original pixels (x, y); see `engine.geometry.coordinates`.

    `confidence` is a rank in 0..1 within a run. `error_radius` (px) holds the true point with
    probability `error_coverage`; both stay None until they are calibrated. `spread` (px) is the
    uncalibrated disagreement of the method, drawn as the ring. `predicted` keeps the machine's
    position after a person moved the point. `unadjusted` is where the machine had the point before a
    reader's offset moved it (`engine.observers.reading_offsets`), None where none did.
    `origin` None: imported and not yet said whose it is. `modified_utc` is ISO 8601. `stale`: its exemplar
    was edited since.
    """

    name: str
    x: float | None = None
    y: float | None = None
    presence: Presence = Presence.UNPLACED
    origin: Origin | None = None
    confidence: float | None = None
    spread: float | None = None
    error_radius: float | None = None
    error_coverage: float | None = None
    predicted: tuple[float, float] | None = None
    modified_utc: str = ""
    model: str = ""
    stale: bool = False
    unadjusted: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if (self.x is None) != (self.y is None):
            raise EngineError(f"Landmark {self.name} has only one of x and y: give both or neither.")
        if self.x is None and self.presence is Presence.PRESENT:
            raise EngineError(f"Landmark {self.name} is marked present but has no position.")

    @property
    def position(self) -> tuple[float, float] | None:
        """(x, y) in original pixels, or None."""
        return None if self.x is None or self.y is None else (self.x, self.y)

    @property
    def is_human(self) -> bool:
        """True where a person decided: placed, accepted, corrected, said absent, or imported."""
        if self.presence is Presence.UNPLACED:
            return False
        return self.origin is None or self.origin in HUMAN_ORIGINS


@dataclass(frozen=True, slots=True)
class LandmarkSet:
    """The landmarks of one film by name; missing names are unplaced. One reader, one reading."""

    film: str
    landmarks: Mapping[str, Landmark] = field(default_factory=dict)
    reader: str = ""
    reading: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "landmarks", MappingProxyType(dict(self.landmarks)))

    def get(self, name: str) -> Landmark:
        """The landmark called `name`, an unplaced one where nothing is known."""
        return self.landmarks.get(name) or Landmark(name)

    def with_landmarks(self, changed: Iterable[Landmark]) -> LandmarkSet:
        """A copy in which `changed` replace those of the same names."""
        return replace(self, landmarks={**self.landmarks, **{mark.name: mark for mark in changed}})

    def placed(self) -> tuple[Landmark, ...]:
        """Those that have a position."""
        return tuple(mark for mark in self.landmarks.values() if mark.position is not None)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Ordered landmark names with aliases, descriptions, left/right pairs, lines and curves (by name).

    `lines` go straight from landmark to landmark, `curves` smoothly through them: the tracing. One that ends
    at its first landmark is closed. `measurements` names the sets that measure these landmarks.
    """

    names: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    curves: tuple[tuple[str, ...], ...] = ()
    measurements: tuple[str, ...] = ()
    _exact: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _case_blind: Mapping[str, str | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.names) > MOST_LANDMARKS:
            raise EngineError(
                f"These are {len(self.names)} landmarks, and {MOST_LANDMARKS} can be in a scheme: "
                "choose the file or the column that names them."
            )
        blank = [name for name in self.names if not name.strip()]
        if blank:
            raise EngineError("A landmark has an empty name: give every landmark a name.")
        twice = sorted(name for name, count in Counter(self.names).items() if count > 1)
        if twice:
            raise EngineError(f"Landmark names must differ; used twice: {', '.join(twice)}.")
        object.__setattr__(self, "aliases", MappingProxyType(dict(self.aliases)))
        object.__setattr__(self, "descriptions", MappingProxyType(dict(self.descriptions)))
        object.__setattr__(self, "_exact", self._spellings())
        object.__setattr__(self, "_case_blind", self._case_blind_spellings())

    def _spellings(self) -> dict[str, str]:
        """Every spelling -> its name; a name comes before an alias, of two names the first has an alias."""
        spellings = {spelled(name): name for name in self.names}
        for name in self.names:
            for alias in self.aliases.get(name, ()):
                spellings.setdefault(spelled(alias), name)
        return spellings

    def _case_blind_spellings(self) -> dict[str, str | None]:
        """As `_spellings`, in small letters; None where those of two landmarks are alike (Gn, gn; Li, LI)."""
        blind: dict[str, str | None] = {}
        for name in self.names:
            folded = spelled(name).casefold()
            blind[folded] = None if folded in blind else name
        by_alias: dict[str, str | None] = {}
        for spelling, name in self._exact.items():
            folded = spelling.casefold()
            by_alias[folded] = name if by_alias.get(folded, name) == name else None
        return by_alias | blind

    @property
    def mirror_names(self) -> Mapping[str, str]:
        """Name -> name of its partner on the other side, where the scheme declares pairs."""
        return {**dict(self.pairs), **{right: left for left, right in self.pairs}}

    def renamed(self, names: Mapping[str, str]) -> Scheme:
        """The scheme with landmarks called as `names` has it (old -> new), in all that it says of them."""

        def to(name: str) -> str:
            return names.get(name, name)

        return replace(
            self,
            names=tuple(map(to, self.names)),
            aliases={to(name): spellings for name, spellings in self.aliases.items()},
            descriptions={to(name): text for name, text in self.descriptions.items()},
            pairs=tuple((to(left), to(right)) for left, right in self.pairs),
            lines=tuple(tuple(map(to, line)) for line in self.lines),
            curves=tuple(tuple(map(to, curve)) for curve in self.curves),
        )

    def without(self, name: str) -> Scheme:
        """The scheme without the landmark `name`; lines and curves through it go on to the next one."""
        return replace(
            self,
            names=tuple(other for other in self.names if other != name),
            aliases={other: spellings for other, spellings in self.aliases.items() if other != name},
            descriptions={other: text for other, text in self.descriptions.items() if other != name},
            pairs=tuple(pair for pair in self.pairs if name not in pair),
            lines=_paths_without(self.lines, name),
            curves=_paths_without(self.curves, name),
        )

    def joined(self, other: Scheme) -> Scheme:
        """The scheme, and behind it all that `other` has or says more; what both describe stays as here."""
        more = {
            name: tuple(dict.fromkeys((*self.aliases.get(name, ()), *other.aliases.get(name, ()))))
            for name in {**self.aliases, **other.aliases}
        }
        return replace(
            self,
            names=tuple(dict.fromkeys((*self.names, *other.names))),
            aliases=more,
            descriptions={**other.descriptions, **self.descriptions},
            pairs=tuple(dict.fromkeys((*self.pairs, *other.pairs))),
            lines=tuple(dict.fromkeys((*self.lines, *other.lines))),
            curves=tuple(dict.fromkeys((*self.curves, *other.curves))),
            measurements=tuple(dict.fromkeys((*self.measurements, *other.measurements))),
        )

    def find(self, name: str) -> str | None:
        """The scheme's name for `name`: itself, or the one that lists it as an alias.

        Blind to case only where nothing is spelled just so, and where that leaves one choice.
        """
        spelling = spelled(name)
        return self._exact.get(spelling) or self._case_blind.get(spelling.casefold())


def _paths_without(paths: Iterable[tuple[str, ...]], name: str) -> tuple[tuple[str, ...], ...]:
    """Lines or curves closed up where they lose a point; of fewer than two different points there is none."""
    shortened = []
    for path in paths:
        left = tuple(other for other in path if other != name)
        if left and len(left) < len(path) and path[0] == path[-1] == name:
            left = (*left, left[0])
        if len(set(left)) > 1:
            shortened.append(left)
    return tuple(shortened)


def spelled(name: str) -> str:
    """`name` as names are compared: Unicode NFC, nothing invisible, each run of blanks one blank."""
    visible = (
        letter for letter in unicodedata.normalize("NFC", name) if unicodedata.category(letter) != "Cf"
    )
    return " ".join("".join(visible).split())


def merge_predictions(current: LandmarkSet, predicted: LandmarkSet) -> LandmarkSet:
    """`current` with the predictions taken over wherever no person has decided.

    Annotated, accepted, corrected, imported and absent landmarks stay as they are, to the bit.
    """
    if current.film != predicted.film:
        raise EngineError(f"Predictions for {predicted.film} cannot be merged into {current.film}.")
    welcome = (mark for name, mark in predicted.landmarks.items() if not current.get(name).is_human)
    return current.with_landmarks(welcome)
