"""What the subcommands share: the outcome, wrong usage, and options that mean the same everywhere."""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import platformdirs

from engine.errors import EngineError
from engine.io.film_names import film_order

if TYPE_CHECKING:
    from app.terminal import Terminal
    from engine.folders.outputs import FolderOutcome
    from engine.io.spacing import SpacingRule
    from engine.io.table_write import Layout
    from engine.oneshot.propagate import Propagation

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

# as shtab names the completion of files, which writes scripts for shells and is not needed to run
_FILES = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}
DEVICES = ("auto", "cpu", "cuda", "mps")


class UsageError(Exception):
    """The command line asks for something that it cannot mean; exit code 2."""


class CommandParser(argparse.ArgumentParser):
    """Says wrong usage as all else is said: in one line, with --json in an object too."""

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` instead of leaving the process."""
        self.print_usage(sys.stderr)
        raise UsageError(f"{self.prog.partition(' ')[2]}: {message}".removeprefix(": "))


def parsed(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """`arguments` as `parser` understands them, which keep what was typed. Raises what `parser` does."""
    return parser.parse_args(arguments, argparse.Namespace(typed=tuple(arguments)))


@dataclass(frozen=True, slots=True)
class CommandOutcome:
    """What a command says when it is done: for people, for machines, and beside it.

    `failure`: a sentence where what was written is not what was asked for, which makes the exit code 1.
    """

    text: str
    data: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    exit_code: int = 0
    failure: str = ""


def failure_of(outcome: FolderOutcome, pictures: Mapping[str, tuple[Path | None, Sequence[Path]]]) -> str:
    """The sentence for a run that predicted no film, or drew none of the pictures that were asked for.

    `pictures`: what they are called -> the folder for them, None where none is wanted, and what was drawn.
    """
    if not _predicts_any(outcome):
        reasons = {**outcome.unreadable, **outcome.propagation.unfit}
        film, why = next(iter(reasons.items()), ("", ""))
        if not film:
            return (
                "No film was predicted: look whether there are films beside the annotated ones, and whether "
                "they show this anatomy."
            )
        return f"No film was predicted. {film}: {why}"
    missing = [what for what, (folder, drawn) in pictures.items() if folder is not None and not drawn]
    if not missing:
        return ""
    return f"No {missing[0]} could be drawn: look whether the films are still there, then run it again."


Execute = Callable[[argparse.Namespace, "Terminal"], CommandOutcome]


@dataclass(frozen=True, slots=True)
class SpacingOption:
    """--spacing as typed and as understood."""

    text: str = ""
    rule: SpacingRule | None = None


def predicted_words(result: Propagation) -> str:
    """How many films were predicted, how many of them mirrored, and which look failed."""
    words = f"{len(result.sets)} predicted ({sum(result.mirrored.values())} mirrored)"
    if not result.doubtful:
        return words
    which = ", ".join(sorted(result.doubtful, key=film_order))
    return f"{words}, {len(result.doubtful)} of them doubtful: {which}"


def reasons_by_film(outcome: FolderOutcome) -> list[str]:
    """A line for each film that could not be read, got no points, or looks failed, with the reason.

    Without the first one where no film was predicted: `failure_of` says it.
    """
    result = outcome.propagation
    kinds = {"unreadable": outcome.unreadable, "no points": result.unfit, "doubtful": result.doubtful}
    lines = [f"{kind}: {film}: {why}" for kind, films in kinds.items() for film, why in films.items()]
    return lines if _predicts_any(outcome) else lines[1:]


def _predicts_any(outcome: FolderOutcome) -> bool:
    return any(marks.placed() for marks in outcome.propagation.sets.values())


def work_folder(run: Sequence[str]) -> Path:
    """Where the unfinished `run` keeps its state: in the user's cache, never among films."""
    key = hashlib.sha256(repr(list(run)).encode("utf-8")).hexdigest()[:16]
    return Path(platformdirs.user_cache_dir("OneMark", appauthor=False)) / "runs" / key


@contextmanager
def going_on(work: Path | None) -> Iterator[None]:
    """A context that says how to go on where it is interrupted, if there is a state of the run in `work`."""
    try:
        yield
    except KeyboardInterrupt as stop:
        if work is not None and any(work.rglob("*.pt")):
            stop.add_note("What it had computed is kept: run it again to go on.")
        raise


def new_parser(
    commands: Commands, name: str, text: str, execute: Execute, *, shares: bool = False
) -> argparse.ArgumentParser:
    """A subcommand's parser with what all know, tied to what it runs; `shares`: torchrun may start it."""
    parser = commands.add_parser(
        name, help=text, description=text[0].upper() + text[1:] + ".", allow_abbrev=False
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object on stdout")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("--quiet", action="store_true", help="print the result and errors only")
    loudness.add_argument("--verbose", action="store_true", help="print every step, and where a bug lies")
    path_option(parser, "--log", "FILE", "write everything with its time to the end of FILE too")
    parser.set_defaults(execute=execute, command=name, shares=shares, parser=parser)
    return parser


def add_device_option(parser: argparse.ArgumentParser) -> None:
    """--device, for everything that computes."""
    parser.add_argument("--device", choices=DEVICES, default="auto", help="where to compute (default auto)")


def add_precision_option(parser: argparse.ArgumentParser) -> None:
    """--precision and --sync-norm, for everything that learns."""
    parser.add_argument(
        "--precision",
        choices=("auto", "float32", "bfloat16"),
        default="auto",
        help="what networks learn in: auto (default) takes half precision where the device is quicker so; "
        "places are always computed in float32",
    )
    parser.add_argument(
        "--sync-norm",
        action="store_true",
        help="with torchrun: batch normalisation sees the films of all processes, as one process would",
    )


def add_computing_options(parser: argparse.ArgumentParser) -> None:
    """--device and --seed, for everything that computes with random numbers."""
    add_device_option(parser)
    add_seed_option(parser)


def add_seed_option(parser: argparse.ArgumentParser) -> None:
    """--seed, for everything that draws at random."""
    parser.add_argument(
        "--seed",
        type=_seed,
        default=0,
        metavar="N",
        help="0 or more: same seed, same result (default 0)",
    )


def _seed(text: str) -> int:
    seed = int(text)
    if not 0 <= seed < 2**31:
        raise argparse.ArgumentTypeError("choose a number from 0 to 2147483647")
    return seed


def add_spacing_option(parser: argparse.ArgumentParser) -> None:
    """--spacing, for everything that speaks of millimetres."""
    parser.add_argument(
        "--spacing",
        type=spacing_option,
        default=SpacingOption(),
        metavar="MM|FILE.csv|A:B=MM",
        help="mm per pixel, a table of it, or how far apart two landmarks are; wins over the files",
    )


def add_table_options(parser: argparse.ArgumentParser) -> None:
    """--layout, --decimal-comma and --with-patient-id, for everything that writes a table of films."""
    add_layout_options(
        parser,
        "tidy (default): a row for each film and landmark, with all that is known; wide: a row for each "
        "film, with pixels alone, as geometric morphometrics has it",
    )
    parser.add_argument(
        "--with-patient-id",
        action="store_true",
        help="write patients' ids and the dates of their studies into the table; else it says only which "
        "films are of one patient, by the name of the first of them",
    )


def add_layout_options(parser: argparse.ArgumentParser, layouts: str) -> None:
    """--layout, of which `layouts` says what they are, and --decimal-comma."""
    parser.add_argument("--layout", choices=("tidy", "wide"), default="tidy", help=layouts)
    parser.add_argument(
        "--decimal-comma",
        action="store_true",
        help="write CSV as spreadsheets of many countries have it: 12,5 between semicolons",
    )


def table_layout(arguments: argparse.Namespace) -> Layout:
    """What --layout says. Raises `UsageError` where such a table has no place for what else is asked for."""
    from engine.io.table_write import Layout

    layout = Layout(arguments.layout)
    if layout is Layout.WIDE and arguments.with_patient_id:
        raise UsageError("A wide table has no column for patients: leave --with-patient-id away.")
    return layout


def spacing_option(text: str) -> SpacingOption:
    """Understand --spacing; raises argparse's error."""
    from engine.io.spacing import parse_spacing

    try:
        return SpacingOption(text, parse_spacing(text))
    except EngineError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def check_results(
    arguments: argparse.Namespace, read: Iterable[Path | None], films: Iterable[Path] = ()
) -> None:
    """Raise `UsageError` where two results of a command have one name, or a plot would lie among `films`.

    Raises `EngineError` where a plot, of which the engine's runs do not know, would replace something.
    `read`: all files that the command reads; `films`: the folders of its films.
    """
    from engine.io.targets import Result, check_target  # knows what a film is: only now

    inputs, taken = (*read, Path(arguments.spacing.text)), dict[Path, str]()
    for name in ("out", "model_out", "plot", "sigma_plot"):
        target: Path | None = getattr(arguments, name, None)
        if target is None:
            continue
        option = f"--{name.replace('_', '-')}"
        if (other := taken.setdefault(target.absolute(), option)) != option:
            raise UsageError(f"{other} and {option} name the same file: choose two.")
        if name.endswith("plot"):
            check_target(target, Result.PICTURE, inputs)
            # a picture among the films would be a film itself the next time
            if any(target.resolve().is_relative_to(folder.resolve()) for folder in films):
                raise UsageError(f"{option} lies in the folder of the films: choose a place outside of it.")


def thresholds_option(text: str) -> tuple[float, ...]:
    """Understand a list such as 2,2.5,3,4; raises argparse's error."""
    try:
        values = tuple(float(part) for part in text.split(","))
    except ValueError:
        values = ()
    if not values or any(not math.isfinite(value) or value <= 0 for value in values):
        raise argparse.ArgumentTypeError(f"{text!r} is no list of numbers above 0, such as 2,2.5,3,4")
    return values


def path_option(
    parser: argparse._ActionsContainer,
    name: str,
    metavar: str,
    text: str,
    *,
    required: bool = False,
    several: bool = False,
) -> None:
    """An option that takes a path, which shells complete; given again, where it takes `several`."""
    often: dict[str, Any] = {"action": "append", "default": []} if several else {}
    option = parser.add_argument(name, type=Path, required=required, metavar=metavar, help=text, **often)
    setattr(option, "complete", _FILES)  # noqa: B010  argparse does not know of it, shtab does


def scheme_option(parser: argparse._ActionsContainer, text: str) -> None:
    """--scheme FILE or the name of a scheme that ships; what is parsed is the file."""
    option = parser.add_argument("--scheme", type=chosen_scheme, metavar="NAME|FILE", help=text)
    setattr(option, "complete", _FILES)  # noqa: B010  as for a path


def chosen_scheme(text: str) -> Path:
    """The file that --scheme means. Raises `argparse.ArgumentTypeError` for a name that nothing has."""
    from engine.io.shipped_schemes import scheme_file

    try:
        return scheme_file(Path(text))
    except EngineError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def at_least(lowest: int) -> Any:
    """A type for whole numbers from `lowest` on."""

    def number(text: str) -> int:
        value = int(text)
        if value < lowest:
            raise argparse.ArgumentTypeError(f"choose {lowest} or more")
        return value

    return number
