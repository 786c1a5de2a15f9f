"""The options of `onemark train`, and the sets that they name."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.common import (
    UsageError,
    add_computing_options,
    add_precision_option,
    add_spacing_option,
    at_least,
    chosen_scheme,
    path_option,
)

if TYPE_CHECKING:
    from engine.folders.labelled_sets import SetRequest

SYSTEMS = (
    "unet",
    "unet-pretrained",
    "hrnet",
    "farnet",
    "gu2net",
    "laoml",
    "laoml-c",
    "laoml-rnn",
    "laoml-gan",
)
OPTIMISERS = ("adamw", "adam", "adadelta")
# NAME=DIR:CSV; a drive letter before either path is none of its colons
_SET = re.compile(r"(?P<name>[\w.-]+)=(?P<images>.+?):(?P<table>(?:[A-Za-z]:(?=[\\/]))?[^:]+)")
_LEAST_SIDE, _MOST_SIDE = 48, 4096
_LEAST_SIGMA, _MOST_SIGMA = 0.5, 100.0  # narrower ones fall between the pixels
_NAMED = re.compile(r"([\w.-]+)=(.+)")


def add_set_options(parser: argparse.ArgumentParser) -> None:
    """Which films, and whose word they carry."""
    path_option(parser, "--images", "DIR", "folder of the films, with its sub-folders")
    path_option(parser, "--landmarks", "CSV", "table of the landmarks that persons placed on them")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=DIR:CSV",
        help="an anatomy by name, its films and its table; several for gu2net, instead of --images",
    )
    parser.add_argument(
        "--scheme",
        action="append",
        default=[],
        metavar="[SET=]NAME|FILE",
        help="landmark names: a scheme that ships, .scheme.json, JSON list, CSV or one name a line; "
        "SET= with several sets",
    )


def add_split_options(parser: argparse.ArgumentParser) -> None:
    """Which of them are learned from."""
    parser.add_argument(
        "--split",
        action="append",
        default=[],
        metavar="[NAME=]FILE",
        help="table image,split with train, val and test: what is called test is never looked at",
    )
    parser.add_argument(
        "--val",
        type=_share_or_file,
        metavar="SHARE|FILE",
        help="films that choose the best weights: a share of those to learn from, or a list (default 0.12)",
    )
    parser.add_argument(
        "--folds",
        type=at_least(2),
        default=0,
        metavar="K",
        help="train K models, each tested on another part of the films",
    )
    path_option(
        parser,
        "--assessed-by",
        "MODEL",
        "a model of the same system that has learned from a part of the films, such as those of --folds: its "
        "errors on the others give figures, error radii and what is refused, and all films can be learned "
        "(--val 0); once for each",
        several=True,
    )
    path_option(parser, "--out", "CSV", "with --folds: table of what each model says of films it never saw")
    parser.add_argument(
        "--seeds", type=at_least(1), default=1, metavar="N", help="train N times; says mean and spread"
    )
    parser.add_argument(
        "--group-by",
        default="subject",
        metavar="COLUMN|PATTERN",
        help="films that stay on one side of every split: a column of the table, or a pattern with one group "
        "that is searched in film names, such as '^(\\d+)_' (default subject: from the table or DICOM)",
    )


def add_training_options(parser: argparse.ArgumentParser) -> None:
    """How it is trained."""
    parser.add_argument("--epochs", type=at_least(1), metavar="N", help="passes over the films")
    parser.add_argument("--batch", type=at_least(1), metavar="N", help="films a step")
    parser.add_argument(
        "--patience", type=at_least(1), metavar="N", help="end after N epochs without progress on --val"
    )
    parser.add_argument(
        "--longest", type=at_least(48), metavar="PX", help="longer side of what the network sees"
    )
    parser.add_argument(
        "--canvas",
        type=_canvas,
        metavar="WxH",
        help="both sides of what the network sees of whole films (farnet, gu2net, laoml), such as 512x512 as "
        "FARNet's hands or 368x512 as GU2Net's; a film lies in its middle (default: the film's shape)",
    )
    parser.add_argument(
        "--sigma",
        type=_sigmas,
        metavar="FIRST[:LAST]",
        help="width of the heatmaps to learn, in heatmap pixels: fixed, or annealed from FIRST to LAST "
        "(default: unet 5:2, unet-pretrained 5:2, hrnet 3:1.5, farnet 10, gu2net 3, laoml 5, laoml-rnn 5, "
        "laoml-gan 5; laoml-c learns no heatmaps)",
    )
    parser.add_argument(
        "--optimiser",
        choices=OPTIMISERS,
        help="what makes a step of a gradient (default: adamw; farnet and gu2net adam; adadelta as FARNet's "
        "paper, but not its code, has it)",
    )
    parser.add_argument(
        "--rate",
        type=_rate,
        metavar="R",
        help="highest learning rate (default: as the system was published; LaOML's paper has others for "
        "ultrasound)",
    )
    parser.add_argument("--critic-rate", type=_rate, metavar="R", help="of laoml-gan's critic (default 8e-4)")
    parser.add_argument(
        "--choose",
        choices=("error", "loss", "last"),
        help="keep the weights of the epoch with the smallest error on the films of --val (default), of that "
        "with the smallest loss on them (as GU2Net), or the last ones",
    )
    parser.add_argument(
        "--norm",
        choices=("batch", "group", "frozen"),
        help="normalisation (default batch; group for batches of one film and for several processes; frozen "
        "keeps the statistics that --weights bring)",
    )
    parser.add_argument(
        "--augment",
        choices=("none", "slight", "wide", "elastic"),
        help="how films are varied while they are learned (default: as the system was published, else wide)",
    )
    parser.add_argument(
        "--flip",
        type=_probability,
        metavar="SHARE",
        help="share of the views that are mirrored left to right, landmarks keep their names (default 0)",
    )
    path_option(parser, "--weights", "FILE", "ImageNet weights of the backbone (farnet, hrnet)")
    path_option(
        parser, "--extend", "MODEL", "add the anatomy of --set to a gu2net, whose shared part stays as it is"
    )
    again = parser.add_mutually_exclusive_group()
    again.add_argument(
        "--resume", action="store_true", help="go on with an interrupted run; fails where there is none"
    )
    again.add_argument(
        "--fresh", action="store_true", help="start from the beginning where an interrupted run could go on"
    )
    parser.add_argument(
        "--half",
        action="store_true",
        help="keep the weights in half precision, so that the model is half as large; its points hardly move",
    )
    add_computing_options(parser)
    add_precision_option(parser)
    add_spacing_option(parser)


def add_sigma_options(
    parser: argparse.ArgumentParser, start: str = "--sigma FIRST on (default 5)", *, steers: bool = True
) -> None:
    """How every landmark's width is learned, from `start`; `steers`: a person says by which films."""
    group = parser.add_argument_group("learned sigmas")
    group.add_argument(
        "--adaptive-sigma",
        action="store_true",
        help=f"learn the width of every landmark's heatmap (LaOML), from {start}",
    )
    group.add_argument(
        "--sigma-form",
        choices=("laptop", "heads", "paper"),
        help="laptop (default): five copies try other widths, an epoch or 30 steps at a time; heads: they "
        "learn in their last layers only, quick but little telling; paper: as published, ten copies, five "
        "epochs at a time, which takes ten times as long",
    )
    if steers:
        group.add_argument(
            "--warm-up",
            type=at_least(1),
            metavar="N",
            help="epochs before the first other width is tried (default: paper 30, for ultrasound it has 40; "
            "else 12 %% of all)",
        )
        group.add_argument(
            "--steer",
            type=_share_or_file,
            metavar="SHARE|FILE",
            help="films that say how well a sigma does: a share of those to learn from (default 0.2), or a "
            "list of any labelled films, which then do nothing else (LaOML's paper steers by its Test1)",
        )
    path_option(group, "--sigma-plot", "PNG", "picture of sigmas and rewards over the epochs")


def check_sigma_options(arguments: argparse.Namespace) -> None:
    """Raise `UsageError` for what means nothing without --adaptive-sigma."""
    for name in ("sigma_form", "steer", "sigma_plot", "warm_up"):
        if not arguments.adaptive_sigma and getattr(arguments, name, None) is not None:
            raise UsageError(f"--{name.replace('_', '-')} means nothing without --adaptive-sigma: add it.")


def add_card_options(parser: argparse.ArgumentParser) -> None:
    """What the model says of itself."""
    for name, text in (
        ("--title", "title of the model card"),
        ("--data", "what the card says of the films"),
        ("--source", "who trained it"),
        ("--licence", "under which conditions it may be used"),
    ):
        parser.add_argument(name, default="", metavar="TEXT", help=text)


def add_reading_option(parser: argparse.ArgumentParser) -> None:
    """Whether the model keeps how those who labelled its films read."""
    parser.add_argument(
        "--fit-reading",
        action="store_true",
        help="learn from the validation films, which also chose the weights, how those who labelled them "
        "place points beside the model's, and keep that in the model: its predictions move there, and their "
        "error radii are calibrated on these films",
    )


def requested_sets(arguments: argparse.Namespace) -> tuple[SetRequest, ...]:
    """The sets that the command line names. Raises `UsageError`."""
    from engine.folders.labelled_sets import SetRequest

    places = _places(arguments)
    schemes, splits = (_by_name(option, getattr(arguments, option), places) for option in ("scheme", "split"))
    rule = arguments.spacing.rule
    if rule is not None and len(places) > 1:
        raise UsageError("--spacing is for one set: write spacing_x,spacing_y into the tables of several.")
    return tuple(
        SetRequest(name, images, table, schemes.get(name), splits.get(name), arguments.group_by, rule)
        for name, (images, table) in places.items()
    )


def _places(arguments: argparse.Namespace) -> dict[str, tuple[Path, Path]]:
    """Folder and table by name of the set, "" for the only one."""
    single = arguments.images is not None or arguments.landmarks is not None
    if single and arguments.set:
        raise UsageError("Give either --images and --landmarks, or --set NAME=DIR:CSV.")
    if not arguments.set:
        if arguments.images is None or arguments.landmarks is None:
            raise UsageError("Give the films with --images DIR and their table with --landmarks CSV.")
        return {"": (arguments.images, arguments.landmarks)}
    places: dict[str, tuple[Path, Path]] = {}
    for text in arguments.set:
        name, images, table = named_set(text)
        if name in places:
            raise UsageError(f"--set names {name} twice: give each set a name of its own.")
        places[name] = (images, table)
    return places


def named_set(text: str) -> tuple[str, Path, Path]:
    """Name, folder and table of NAME=DIR:CSV. Raises `UsageError`."""
    found = _SET.fullmatch(text)
    if found is None:
        raise UsageError(f"--set {text!r} is not NAME=DIR:CSV, such as hand=films/hand:hand.csv.")
    return found["name"], Path(found["images"]), Path(found["table"])


def _by_name(option: str, texts: list[str], places: dict[str, tuple[Path, Path]]) -> dict[str, Path]:
    """Files by set: NAME=FILE, or FILE alone where there is one set."""
    files: dict[str, Path] = {}
    for text in texts:
        named = _NAMED.fullmatch(text)
        name, file = (named[1], named[2]) if named and named[1] in places else ("", text)
        if not name and len(places) > 1:
            raise UsageError(f"--{option} {text!r}: say for which set, as NAME=FILE ({', '.join(places)}).")
        name = name or next(iter(places))
        if name in files:
            raise UsageError(f"--{option} is given twice{f' for {name}' if name else ''}: give it once.")
        try:
            files[name] = chosen_scheme(file) if option == "scheme" else Path(file)
        except argparse.ArgumentTypeError as error:
            raise UsageError(f"--{option}: {error}") from error
    return files


def _share_or_file(text: str) -> float | Path:
    """Understand --val."""
    try:
        share = float(text)
    except ValueError:
        return Path(text)
    if not 0 <= share < 1:
        raise argparse.ArgumentTypeError(f"{text} is no share of films: choose 0 to below 1, such as 0.12")
    return share


def _canvas(text: str) -> tuple[int, int]:
    """Understand --canvas."""
    sides = [int(side) if side.isdecimal() else 0 for side in text.casefold().split("x")]
    if len(sides) != 2 or not all(_LEAST_SIDE <= side <= _MOST_SIDE for side in sides):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no canvas: give width and height of {_LEAST_SIDE} to {_MOST_SIDE} pixels, such as "
            "512x512"
        )
    return sides[0], sides[1]


def _rate(text: str) -> float:
    """Understand --rate."""
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0 < rate < 1:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no learning rate: give one between 0 and 1, such as 2e-4"
        )
    return rate


def _probability(text: str) -> float:
    """Understand --flip."""
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share of views: give 0 to 1, such as 0.5")
    return share


def _sigmas(text: str) -> tuple[float, float]:
    """Understand --sigma."""
    try:
        sigmas = [float(part) for part in text.split(":")]
    except ValueError:
        sigmas = []
    if len(sigmas) not in (1, 2) or not all(_LEAST_SIGMA <= sigma <= _MOST_SIGMA for sigma in sigmas):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no width of heatmaps: give {_LEAST_SIGMA:g} to {_MOST_SIGMA:g} pixels, such as 3, "
            "or two such as 5:2"
        )
    return sigmas[0], sigmas[-1]
