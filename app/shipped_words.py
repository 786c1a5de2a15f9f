"""The short words of the engine and of the files that ship, in the language of the window.

Whole sentences are found by `app.sentences`; these are written out here, as nothing tells them from names.

Both know no language, and tables, project files and the command line keep their words. Names of landmarks and
measurements, and their definitions, are everywhere as their files have them.
"""

from __future__ import annotations

from functools import cache, lru_cache

from app.sentences import Form, and_more, as_forms, translated
from app.translation import is_english, later, looked_up

# parts of sentences that stand between "; "; {fields} are names, numbers, or a text of this table
_TEXTS = (
    # why a measurement is blank, and what it is worth: engine.measurements.values
    later("absent: {names}"),
    later("predicted and not reviewed: {names}"),
    later("not placed: {names}"),
    later("occluded: {names}"),
    later("which way the face looks is unknown: place {first} and {second}"),
    later("no pixel spacing"),
    later("there is no curve above the other one"),
    later("there is no curve below the other one"),
    later("no curve has its apex at {first} to {last}"),
    later("points coincide, or lines do not meet as they should"),
    later("between {first} and {second}, apex {apex}"),
    later("between {first} and {second}"),
    later("error unknown: neither radius nor reader's spread at hand for {names}"),
    later("error by {source} and {other}"),
    later("error by {source}"),
    later("the spread of the two readers of ISBI 2015"),
    later("sex unknown: no norm, which differs by sex"),
    later("sex unknown: norm for both sexes"),
    # classes of the measurements that ship
    later("type {number}: {meaning}"),
    later("class I"),
    later("class II"),
    later("class III"),
    later("normal"),
    later("normal mandible"),
    later("retrognathic mandible"),
    later("prognathic mandible"),
    later("normal maxilla"),
    later("prognathic maxilla"),
    later("retrognathic maxilla"),
    later("tendency to deep bite"),
    later("tendency to open bite"),
    later("tendency to class II"),
    later("tendency to class III"),
    later("tendency to a short face"),
    later("tendency to a long face"),
    later("tendency to a high angle"),
    later("tendency to a low angle"),
    later("edge to edge"),
    later("anterior crossbite"),
    later("large overjet"),
    later("hyperdivergent: backward rotation (Siriwat and Jarabak 1985)"),
    later("neutral: neither (Siriwat and Jarabak 1985)"),
    later("hypodivergent: forward rotation (Siriwat and Jarabak 1985)"),
    later("usual: up to 50 % in a film from behind (Danzer 1919)"),
    later("enlarged: above 50 %"),
    later("mild: 15 to 20 (Coughlin 1996)"),
    later("moderate: above 20, to 40 (Coughlin 1996)"),
    later("severe: above 40 (Coughlin 1996)"),
    later("mild: 9 to 11 (Coughlin 1996)"),
    later("moderate: above 11, to 16 (Coughlin 1996)"),
    later("severe: above 16 (Coughlin 1996)"),
    later("dysplastic: below 20 (Wiberg 1939)"),
    later("uncertain: 20 to 25 (Wiberg 1939)"),
    later("normal: above 25 (Wiberg 1939)"),
    later("normal: 33 to 38 (Sharp 1961)"),
    later("uncertain: 38 to 42 (Sharp 1961)"),
    later("dysplastic: above 42 (Sharp 1961)"),
    later("flat: below 33"),
    later("normal: 0 to 10 (Tönnis 1987)"),
    later("steep: above 10: dysplasia (Tönnis 1987)"),
    later("falling: below 0: overcoverage"),
    later("usual"),
    later("opens laterally"),
    later("opens medially"),
    later("none: below the 10 degrees of a scoliosis (SRS)"),
    later("scoliosis: 10 degrees or more (SRS)"),
    # checks of films: engine.observers.checks
    later("Outliers of shape"),
    later("Left and right exchanged"),
    later("Missing points"),
    later("Mixed views"),
    later("Mixed sides"),
    later("Mixed polarities"),
    later("Duplicates"),
    later("no point for {names}"),
    later("mirrored"),
    later("not mirrored, as most films are"),
    later("view {view} in the file, {number} of {films} films have {usual}"),
    later("side {side} in the file, {number} of {films} films have {usual}"),
    later("left and right are exchanged in all pairs, or the film is mirrored"),
    later("its points lie as on a mirrored film"),
    later("{landmark} lies {times} times the usual spread from where others have it"),
    later("{pairs} seem exchanged"),
    later("the same file as {films}"),
    later("the same picture as {films}"),
    later("its picture fits the others better mirrored"),
    later("dark and bright are the other way round than on most films"),
    later("its picture hardly resembles that of the other films"),
    # titles of schemes and of sets of measurements
    later("Lateral cephalogram, the 19 of ISBI 2015"),
    later("Lateral cephalogram, hard and soft tissue"),
    later("Chest from the front, 14 of heart and chest wall"),
    later("Chest from the front, 15 of lungs and midline"),
    later("Fly wing, the 12 of Drosophila"),
    later("Foot from above, standing"),
    later("Hand, the 37 of the Digital Hand Atlas"),
    later("Pelvis and hips from the front"),
    later("Lower limbs from the front, standing (hip, knee, ankle)"),
    later("Spine from the front, 68 corners of 17 vertebrae"),
    later("Cephalometry"),
    later("Chest: transverse widths and cardiothoracic ratio"),
    later("Foot: hallux valgus"),
    later("Hand: lengths of bones"),
    later("Hip: cover of the femoral head"),
    later("Lower limb: alignment of hip, knee and ankle"),
    later("Spine: Cobb angles from the front"),
)


@lru_cache(maxsize=4096)
def in_words(text: str) -> str:
    """`text` of the engine or of a file that ships as the window says it; what is unknown stays as it is."""
    return text if is_english() else "; ".join(map(_said, text.split("; ")))


def _said(part: str) -> str:
    if words := _whole(part):
        return words
    said = (form.said(part, "", _field) for form in _forms())
    return next(filter(None, said), "") or translated(part)


def _whole(text: str) -> str:
    """The translation of a text of the table that has no fields."""
    return looked_up(text) if text in _TEXTS else ""


def _field(value: str) -> str:
    """A name as it is, a text of the table translated, and "a, b and 3 more"."""
    return and_more(value) or _whole(value) or value


@cache
def _forms() -> tuple[Form, ...]:
    return as_forms(_TEXTS)
