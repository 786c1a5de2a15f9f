"""`onemark convert`: landmarks between tables and the files of other programs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.common import (
    CommandOutcome,
    add_table_options,
    new_parser,
    path_option,
    scheme_option,
    table_layout,
)
from engine.wording import counted, in_lines

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal

NAME = "convert"


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    from engine.io.exchange.point_file import Frame
    from engine.io.point_files import point_formats

    parser = new_parser(commands, NAME, "landmarks between tables and the files of other programs", execute)
    parser.add_argument("source", type=Path, metavar="IN", help="a file, or a folder of files of a film each")
    parser.add_argument(
        "out", type=Path, metavar="OUT", help="what to write; its suffix says which kind, else --to"
    )
    path_option(
        parser,
        "--images",
        "DIR",
        "folder of the films: sizes, spacings, names and DICOM headers come from there",
    )
    scheme_option(
        parser, "names of the landmarks, for files that number them: a scheme that ships, or a file"
    )
    names = ("csv", *(each.name for each in point_formats()))
    parser.add_argument(
        "--from", dest="read_as", default="", choices=names, help="kind of IN (default: what it holds)"
    )
    parser.add_argument(
        "--to", dest="write_as", default="", choices=names, help="kind of OUT (default: by its suffix)"
    )
    frames = {
        frame for each in point_formats() if each.other_frames for frame in (each.frame, *each.other_frames)
    }
    for option, what in (("--from-frame", "IN"), ("--to-frame", "OUT")):
        parser.add_argument(
            option,
            choices=[frame.word for frame in Frame if frame in frames],
            help=f"what {what} counts in, where programs differ (TPS, NTS, MorphoJ): height - 1 - y of the "
            "file (up-centre, the default), height - y (up-edge), or y itself (centre)",
        )
    parser.add_argument(
        "--with-unreviewed",
        action="store_true",
        help="write predictions that nobody has decided on also where the format cannot mark them",
    )
    add_table_options(parser)


def execute(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    """Run the subcommand; raises `EngineError`."""
    from engine.folders.convert import ConvertRequest, convert
    from engine.io.exchange.point_file import Frame

    frames = {frame.word: frame for frame in Frame}
    request = ConvertRequest(
        arguments.source,
        arguments.out,
        arguments.images,
        arguments.scheme,
        arguments.read_as,
        arguments.write_as,
        table_layout(arguments),
        arguments.with_unreviewed,
        arguments.with_patient_id,
        arguments.decimal_comma,
        frames.get(arguments.from_frame),
        frames.get(arguments.to_frame),
    )
    made = terminal.finish(convert(request))
    where = str(made.files[0]) if len(made.files) == 1 else f"{len(made.files)} files in {arguments.out}"
    text = f"{counted(made.points, 'landmark')} of {counted(made.films, 'film')} -> {where}"
    data = {"films": made.films, "points": made.points, "files": [str(path) for path in made.files]}
    return CommandOutcome(in_lines([text]), data, made.notes)
