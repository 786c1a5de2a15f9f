"""The page of the guide on measuring: what the sets that ship measure, and how a set is written."""

from __future__ import annotations

import inspect
import math

from engine.measurements import set_file
from engine.measurements.measurement_set import Measurement, PopulationNorm, ValueClass
from engine.measurements.set_file import find_set, shipped_sets

PAGE = """# Measuring

*Made from the sets of measurements by `python packaging/guide_pages.py`.*

In the window, *View > Measurements* (Ctrl+M) unfolds them on the right, for the film on screen and while you
edit it, also under a drag. Sets beside the films (`*.measures.toml`) and for your landmarks stand first; the
button beside them opens any other file. Set and group (Steiner, Downs, ...) are those of the project at the
next start.

- The chart shows how many SDs a value lies from the mean of its norm: a disc within 1, a square within 2, a
  diamond within 3, an arrow beyond. A norm without SD stands there as a number.
- What you choose in the list is drawn on the film, with its value, its angle and its helper points
  (crosses); E draws all of the group. A line is dashed where it goes beyond its points.
- Below the list stands where the mm come from. Points that you placed or moved are as far off as your own
  readings of the same films in an audit say, else as the readers of the set; what you choose says which.
- *File > Export measurements...* writes the table of `onemark measure`. Predictions that nobody has decided
  on are counted first, and can be left out.
- *Film > New measurement...* makes one of your own: kind, landmarks, symbol, unit and norm, with its value on
  the film on screen as you choose. It is written at the end of your set, or of a new one beside the films
  (`NAME.measures.toml`), and what is in the file stays as it is.
- *Film > Superimpose...* lays another film of the person over the one on screen, on two landmarks (S-N where
  there are such) or by the best fit of all, and says how far apart they lie then. The film on screen is blue,
  whole and round, the other one red, dashed and square; the picture can be saved.

`onemark measure --landmarks CSV --set NAME|FILE --out CSV` takes a table of landmarks (or any [file of
another program](formats.md)) and writes a row for each film and measurement:
`image,subject,measurement,value,unit,error,norm_mean,norm_sd,note`. `--layout wide` writes a row a film
instead, with values and classes alone; `--decimal-comma` writes 12,5 between semicolons; a name that ends in
.xlsx makes a workbook.

- **Landmarks** are found by name or alias (S for Sella). A table that numbers them goes by the order of a
  scheme of the set that has as many; a line says so. `--scheme` names them otherwise.
- **Millimetres** come from `--spacing`, the films (`--images`) or the table, in this order, and each
  figure in mm says which. Without them lengths are blank, and angles and ratios take pixels as square.
  Where pixels are not square and their size is known, angles are true angles.
- **A blank value** says why in `note`: the landmark that is absent or not placed, the missing pixel
  spacing. A landmark that is occluded gives a value and a note.
- **Signs** do not depend on which way the face looks on the film: all is measured as if it looked to the
  right.
- **`error`** is the standard deviation that follows, to first order, from the error radii of the points:
  a radius r that holds the true point 9 times in 10 is a Gaussian of r / 2.146 along each axis, and the
  errors of different points are taken as independent. Points that a person clicked have no radius. They are
  as far off as `--error-radius R` says (R mm hold 9 in 10), else as the readings of films that the table has
  more than once lie apart (five films or more), else as the readers of the set (cephalometry has those of the
  challenge); `note` says whose spread it is, or for which points none is at hand. A prediction without radius
  has no error.
- **Norms** of women and men are used where the sex is known: by `--sex female`, `--sex male`, a table
  (`--sex FILE.csv` with the columns `image,sex` or `subject,sex`), else by what the films say themselves
  (DICOM, with `--images`; so in the window). Elsewhere a norm of both sexes stands beside the value, or
  none, and `note` says so. A class (type, malocclusion) stands at the head of `note`.
- **Your own set** is a text file that ends in `.measures.toml`: copy one of `resources/measurements`, or
  see the format at the end of this page. What is wrong in it is named with its place.

These ship; none of them is a diagnosis.

SETS

## The format of a set

FORMAT
"""


def measuring_page() -> str:
    """A section for each set that ships: where it is from, and a row for each measurement."""
    parts = []
    for name in shipped_sets():
        made = find_set(name)
        sizes = " or ".join(str(len(scheme.names)) for scheme in made.schemes)
        head = f"## `{name}`: {made.title}\n\n{' '.join(made.citation.split())}\n\n"
        head += f"Landmarks: {sizes}.\n\n| | definition | unit | norm | class |\n|---|---|---|---|---|\n"
        parts.append(head + "\n".join(map(_measurement, made.shown)))
    form = inspect.getdoc(set_file) or ""
    return PAGE.replace("SETS", "\n\n".join(parts)).replace("FORMAT", form)


def _measurement(each: Measurement) -> str:
    norms = "; ".join(map(_norm, each.norms)) or " "
    classes = "; ".join(map(_class_of_values, each.classes)) or " "
    return f"| {each.symbol} | {each.definition} | {each.unit.value} | {norms} | {classes} |"


def _class_of_values(each: ValueClass) -> str:
    limits = {">= ": each.least, "> ": each.above, "<= ": each.most, "< ": each.below}
    shown = " and ".join(f"{sign}{limit:g}" for sign, limit in limits.items() if math.isfinite(limit))
    return f"{each.sentence} ({shown})"


def _norm(norm: PopulationNorm) -> str:
    spread = "" if norm.sd is None else f" +- {norm.sd:g}"
    whose = ", ".join(part for part in (norm.sex, norm.age, norm.source) if part)
    return f"{norm.mean:g}{spread}" + (f" ({whose})" if whose else "")
