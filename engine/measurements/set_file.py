"""Sets of measurements in files, `NAME.measures.toml`: what they may hold, and reading them.

A set, whole:

    format = "onemark-measures"
    version = 1
    title = "Cephalometry"
    citation = "Steiner 1953; Downs 1948"
    schemes = ["lateral-cephalogram", "cephalogram-19"]
    facing = [["Sella", "Nasion"], ["Porion", "Orbitale"]]

    [points]
    "Occlusal front" = { midpoint = ["Upper incisor tip", "Lower incisor tip"] }

    [lines]
    FH = ["Porion", "Orbitale"]
    "N vertical" = { perpendicular = "FH", at = "Nasion" }

    [[measurement]]
    symbol = "SNA"
    name = "Position of the maxilla"
    definition = "Angle from sella over nasion to point A."
    unit = "deg"
    angle = ["Sella", "Nasion", "Subspinale (A)"]
    norm = { mean = 82, sd = 2, source = "Steiner 1953", age = "adult" }
    groups = ["Steiner"]

**Head.** `schemes`: names of schemes that ship (`resources/schemes/NAME.scheme.json`) or files beside the
set (`my.scheme.json`). Landmarks are written by name or alias in any of them; a table without names goes by
the order of the first that has as many. Instead of it, `landmarks = ["A", "B", ...]` lists them. `facing`:
pairs of landmarks; the face looks from the first to the second, the first pair that is placed decides, and
all is measured as if it looked to the right: *ahead* is where it looks, *clockwise* as one then sees it.
Without `facing`, ahead is the right of the film. For limbs, let it lead from lateral to medial: both sides
come out alike.

**Readers**, optional: how far a person's points may be off, where neither a radius nor readings of the same
films say it. `[readers]` has `source`, whose spread it is, and `[readers.sigma_mm]` the standard deviation
along each axis by landmark.

**Points**, under `[points]` by name, or written straight where a point is asked for:
`{ midpoint = [P, Q, ...] }` (of two or more), `{ between = [P, Q], share = 0.3 }` (so far from P to Q),
`{ intersection = [L, M] }`, `{ projection = P, on = L }`, `{ circle_centre = [P, Q, R, ...] }`.

**Lines**, under `[lines]` by name, or written straight; each has a direction: `[P, Q]` (from P to Q), `{
perpendicular = L, at = P }` (direction of L turned clockwise by 90: ahead becomes down), `{ parallel = L, at
= P }`, `{ turned = L, by = 7, at = P }` (clockwise, degrees), `{ horizontal = P }` (through P, ahead), `{
vertical = P }` (down), `{ best_fit = [P, Q, R, ...] }` (least squares, from the first to the last).

**Measurements**, each with `symbol` (unique), `name`, `definition` (a sentence), `unit` (deg, mm, mm2, px, %,
ratio) and one of:

    distance = [P, Q]           mm or px; with positive = "ahead" ("behind", "above", "below"): below 0 where
                                the way from P to Q runs against it
    distance_to_line = [P, L]   perpendicular; without a sign, or with positive = SIDE, or with toward = P2:
                                above 0 on the side of L where P2 lies
    distance_along = [P, Q, L]  from the foot of P on L to that of Q (Wits); signs as above
    angle = [P, V, Q]           at V, 0-180
    angle_of_lines = [L, M]     range = "0-180" (default: of the directions), "0-90" (of the lines), "signed"
                                (-180..180, from L to M) or "signed-90" (-90..90); signed ones say
                                positive = "clockwise" or "counterclockwise"
    area = [P, Q, R, ...]       of the polygon, mm2
    radius = [P, Q, R, ...]     of the nearest circle
    greatest_tilt = [L, M, ...] Cobb: the greatest angle of the directions of any two lines of the row; with
                                above = "SYMBOL" or below = "SYMBOL" only in the part of the row above (below)
                                the curve that this other greatest_tilt of the same lines has found, its own
                                end line included; with apex = [L, M] the greatest of all curves of the row
                                whose apex is one of its lines from L to M
    formula = "{S-Go} / {N-Me}" + - * / ( ), numbers, abs(), max(,), min(,), sign() (-1, 0 or 1), {SYMBOL};
                                % is not multiplied by itself: write 100 *

Optional: `norm` (`{ mean, sd, source, sex, age }`, or a list; `sex` is "female" or "male", and away where the
norm holds for both; a value is compared with the first norm of the person's sex, else with the first that
names none),
`decimals` (default 1), `groups` (analyses that have it), `hidden = true` (only formulas use it), and
`classes`, of which the first that holds the value counts (`least` and `most` belong to the class, `above`
and `below` do not):

    classes = [
        { name = "1", meaning = "class I", least = 3.2, most = 5.7 },
        { name = "2", meaning = "class II", above = 5.7 },
        { name = "3", meaning = "class III", below = 3.2 },
    ]
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from engine.errors import EngineError
from engine.io.guard import regular_bytes
from engine.measurements.measurement_set import MeasurementSet
from engine.measurements.set_reader import SetReader
from engine.resources import resource

SUFFIX = ".measures.toml"
_MOST_BYTES = 4_000_000


class MeasurementSetError(EngineError):
    """A set of measurements cannot be used; the sentence names the measurement and the key."""


def shipped_sets() -> tuple[str, ...]:
    """The names of the sets that ship."""
    return tuple(
        sorted(path.name.removesuffix(SUFFIX) for path in resource("measurements").glob(f"*{SUFFIX}"))
    )


def find_set(name: str) -> MeasurementSet:
    """The set that ships as `name`, else the one in that file. Raises `MeasurementSetError`."""
    if name in shipped_sets():
        return read_measurement_set(resource("measurements", f"{name}{SUFFIX}"))
    path = Path(name)
    if path.suffix != ".toml" and not path.is_file():
        raise MeasurementSetError(
            f"There is no set of measurements called {name}: choose one of {', '.join(shipped_sets())}, "
            f"or give a file that ends in {SUFFIX}."
        )
    return read_measurement_set(path)


def read_measurement_set(path: Path) -> MeasurementSet:
    """Read a set. Raises `MeasurementSetError` with the place of what is wrong in it."""
    return parse_measurement_set(set_text(path), path)


def set_text(path: Path) -> str:
    """What a file of a set says. Raises `MeasurementSetError`."""
    try:
        content = regular_bytes(path)
        if len(content) > _MOST_BYTES:  # half a set would be read, and written back by `add_own`
            raise MeasurementSetError(
                f"{path.name} is larger than {_MOST_BYTES // 1_000_000} MB: shorten it."
            )
        return content.decode("utf-8-sig")
    except OSError as error:
        raise MeasurementSetError(
            f"{path} cannot be read ({error.strerror or error}): look for it."
        ) from error
    except ValueError as error:
        raise MeasurementSetError(f"{path.name} is no TOML ({error}): correct it there.") from error


def parse_measurement_set(text: str, path: Path) -> MeasurementSet:
    """The set that `text` of the file `path` describes. Raises `MeasurementSetError`."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise MeasurementSetError(f"{path.name} is no TOML ({error}): correct it there.") from error
    try:
        return SetReader(path, data).whole()
    except EngineError as error:
        raise MeasurementSetError(f"{path.name}: {error}") from error
    except RecursionError as error:
        raise MeasurementSetError(
            f"{path.name} goes too deep from one thing to the next: shorten it."
        ) from error
