"""What the subcommands share: the outcome, wrong usage, and options that mean the same everywhere."""

from __future__ import annotations

import argparse
import hashlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from engine.errors import EngineError

if TYPE_CHECKING:
    from app.terminal import Terminal
    from engine.io.spacing import SpacingRule

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

DEVICES = ("auto", "cpu", "cuda", "mps")


class UsageError(Exception):
    """The command line asks for something that it cannot mean; exit code 2."""


@dataclass(frozen=True, slots=True)
class CommandOutcome:
    """What a command says when it is done: for people, for machines, and beside it."""

    text: str
    data: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    exit_code: int = 0


Execute = Callable[[argparse.Namespace, "Terminal"], CommandOutcome]


@dataclass(frozen=True, slots=True)
class SpacingOption:
    """--spacing as typed and as understood."""

    text: str = ""
    rule: SpacingRule | None = None


def work_folder(run: Sequence[str]) -> Path:
    """Where the unfinished `run` keeps its state: in the user's cache, never among films."""
    key = hashlib.sha256(repr(list(run)).encode("utf-8")).hexdigest()[:16]
    return Path(platformdirs.user_cache_dir("OneMark", appauthor=False)) / "runs" / key


def new_parser(
    commands: Commands, name: str, text: str, execute: Execute, *, shares: bool = False
) -> argparse.ArgumentParser:
    """A subcommand's parser with --json, tied to what it runs; `shares`: torchrun may start it."""
    parser = commands.add_parser(
        name, help=text, description=text[0].upper() + text[1:] + ".", allow_abbrev=False
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object on stdout")
    parser.set_defaults(execute=execute, command=name, shares=shares)
    return parser


def add_device_option(parser: argparse.ArgumentParser) -> None:
    """--device, for everything that computes."""
    parser.add_argument("--device", choices=DEVICES, default="auto", help="where to compute (default auto)")


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


def spacing_option(text: str) -> SpacingOption:
    """Understand --spacing; raises argparse's error."""
    from engine.io.spacing import parse_spacing

    try:
        return SpacingOption(text, parse_spacing(text))
    except EngineError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def check_results(arguments: argparse.Namespace, read: Iterable[Path | None]) -> None:
    """Raise `EngineError` where what a command writes would replace what it reads, or a film or project.

    `read`: all files that it reads. Raises `UsageError` where two results have one name.
    """
    from engine.io.targets import Result, check_target  # knows what a film is: only now

    kinds = {"out": Result.TABLE, "model_out": Result.MODEL, "plot": Result.PICTURE}
    inputs, taken = (*read, Path(arguments.spacing.text)), dict[Path, str]()
    for name, kind in {**kinds, "sigma_plot": Result.PICTURE}.items():
        target: Path | None = getattr(arguments, name, None)
        if target is None:
            continue
        option = f"--{name.replace('_', '-')}"
        if (other := taken.setdefault(target.absolute(), option)) != option:
            raise UsageError(f"{other} and {option} name the same file: choose two.")
        check_target(target, kind, inputs)


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
    parser: argparse.ArgumentParser, name: str, metavar: str, text: str, *, required: bool = False
) -> None:
    """An option that takes a path."""
    parser.add_argument(name, type=Path, required=required, metavar=metavar, help=text)


def at_least(lowest: int) -> Any:
    """A type for whole numbers from `lowest` on."""

    def number(text: str) -> int:
        value = int(text)
        if value < lowest:
            raise argparse.ArgumentTypeError(f"choose {lowest} or more")
        return value

    return number
