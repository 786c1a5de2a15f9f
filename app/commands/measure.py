"""`onemark measure`: distances, angles and indices of the films of a landmark table."""

from __future__ import annotations

import argparse
import math
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.common import (
    CommandOutcome,
    UsageError,
    add_layout_options,
    add_spacing_option,
    check_results,
    new_parser,
    path_option,
    scheme_option,
)
from app.commands.redo import command_line
from engine.errors import EngineError
from engine.wording import counted, in_lines

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal
    from engine.folders.measure import MeasuredFilms
    from engine.io.patients import Sex
    from engine.measurements.values import MeasuredValue

NAME = "measure"


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(
        commands, NAME, "distances, angles and indices of landmarks, with errors and norms", execute
    )
    path_option(
        parser,
        "--landmarks",
        "FILE",
        "table of the landmarks, or a file or folder of another program",
        required=True,
    )
    parser.add_argument(
        "--set",
        required=True,
        metavar="NAME|FILE",
        help="what to measure: a set that ships, such as cephalometry, or a file that ends in .measures.toml",
    )
    path_option(parser, "--out", "CSV", "the values, a row a film and measurement (.xlsx too)", required=True)
    path_option(parser, "--images", "DIR", "folder of the films: sizes and spacings come from there")
    scheme_option(
        parser, "names of the landmarks, for tables that number them: a scheme that ships, or a file"
    )
    parser.add_argument(
        "--error-radius",
        type=_radius,
        metavar="R",
        help="how far off a point without error radius of its own may be: R holds 9 in 10 of a reader's "
        "points, in mm (pixels on films without spacing); without it such points give their values no error",
    )
    parser.add_argument(
        "--sex",
        metavar="female|male|FILE.csv",
        help="whose norms count where a source has them by sex: of all films, or a table of it with the "
        "columns image,sex or subject,sex; without it the headers of the films say it",
    )
    add_layout_options(
        parser,
        "tidy (default): a row for each film and measurement; wide: a row for each film, with values and "
        "classes alone",
    )
    parser.add_argument("--wide", action="store_true", help=argparse.SUPPRESS)  # in older run.json
    add_spacing_option(parser)
    parser.add_argument(
        "--with-patient-id",
        action="store_true",
        help="write patients' ids into the table; else it says only which films are of one patient",
    )


def execute(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    """Run the subcommand; raises `UsageError` and `EngineError`."""
    from engine.folders.measure import MeasureRequest, measure_films

    sex = _sex(arguments.sex)
    inputs = [
        arguments.landmarks,
        arguments.scheme,
        Path(arguments.set),
        sex if isinstance(sex, Path) else None,
    ]
    check_results(arguments, inputs)
    request = MeasureRequest(
        landmarks=arguments.landmarks,
        measures=arguments.set,
        out=arguments.out,
        images=arguments.images,
        spacing=arguments.spacing.rule,
        spacing_text=arguments.spacing.text,
        scheme=arguments.scheme,
        reader_radius=arguments.error_radius,
        wide=arguments.wide or arguments.layout == "wide",
        decimal_comma=arguments.decimal_comma,
        sex=sex,
        with_patient_id=arguments.with_patient_id,
        command=command_line(arguments),
    )
    done = terminal.finish(measure_films(request))
    summary = _summary(done)
    lines = [_line(symbol, facts) for symbol, facts in summary.items() if facts["values"]]
    lines.append(
        f"{done.measures.title}: {counted(len(done.films), 'film')}, "
        f"{counted(len(done.measures.shown), 'measurement')} each -> {arguments.out}"
    )
    data = {
        "out": str(arguments.out),
        "set": arguments.set,
        "films": len(done.films),
        "measurements": summary,
    }
    return CommandOutcome(in_lines(lines), data, done.notes)


def _sex(text: str | None) -> Sex | Path | None:
    """Understand --sex; a table is known by its name. Raises `UsageError`."""
    from engine.io.patients import Sex

    if text is None:
        return None
    if Path(text).suffix.casefold() in (".csv", ".tsv", ".txt", ".xlsx"):
        return Path(text)
    try:
        sex = Sex.stated(text)
    except EngineError:
        sex = None
    if sex is None:
        raise UsageError(f"--sex is female, male or a table that ends in .csv, not {text!r}.")
    return sex


def _radius(text: str) -> float:
    """Understand a radius; raises argparse's error."""
    try:
        radius = float(text)
    except ValueError:
        radius = math.nan
    if not 0 < radius < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return radius


def _summary(done: MeasuredFilms) -> dict[str, dict[str, Any]]:
    """What each measurement came to over all films, by symbol."""
    summary = {}
    for several in zip(*(film.values for film in done.films), strict=True):
        measurement = several[0].measurement
        summary[measurement.symbol] = {
            "name": measurement.name,
            "unit": measurement.unit.value,
            **_over(several),
        }
    return summary


def _over(several: tuple[MeasuredValue, ...]) -> dict[str, Any]:
    """Number of values, mean, SD, number of films by class, and why the others are blank."""
    from statistics import fmean, stdev

    values = [found.value for found in several if found.value is not None]
    classes = Counter(found.value_class.name for found in several if found.value_class is not None)
    return {
        "values": len(values),
        "mean": round(fmean(values), 4) if values else None,
        "sd": round(stdev(values), 4) if len(values) > 1 else None,
        "classes": dict(sorted(classes.items())),
        "blank": dict(Counter(found.note for found in several if found.value is None)),
    }


def _line(symbol: str, facts: dict[str, Any]) -> str:
    spread = "" if facts["sd"] is None else f" +- {facts['sd']:.2f}"
    classes = ", ".join(f"{name}: {count}" for name, count in facts["classes"].items())
    return f"{symbol}  {facts['mean']:.2f}{spread} {facts['unit']}" + (f"  ({classes})" if classes else "")
