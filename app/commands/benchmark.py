"""`onemark benchmark`: the rows of the README, on folders of radiographs with known landmarks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.common import (
    CommandOutcome,
    UsageError,
    add_computing_options,
    at_least,
    new_parser,
    path_option,
)
from engine.resources import resource

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal
    from engine.benchmark.job import BenchmarkReport
    from engine.benchmark.settings import BenchmarkSettings
    from engine.operation import Operation

NAME = "benchmark"
_METHODS = ("instance", "simpleitk", "edgetrans")
_WRISTS = ("1-5", "2-6")
_ONE_SHOT, _SUPERVISED, _LAOML, _GPU, _PAPERS = "one-shot", "supervised", "laoml", "gpu", "papers"
_LAOML_OPTIONS, _GPU_OPTIONS = ("seeds", "epochs", "steer_by"), ("out", "budget")
_FOREIGN = {
    _ONE_SHOT: ("wrist", *_LAOML_OPTIONS, *_GPU_OPTIONS),
    _SUPERVISED: ("registration", *_LAOML_OPTIONS, *_GPU_OPTIONS),
    _LAOML: ("registration", "wrist", "weights", *_GPU_OPTIONS),
    _GPU: ("registration", "wrist", "weights", "plot", *_LAOML_OPTIONS),
    _PAPERS: ("rows", "films", "registration", "wrist", "weights", "plot", *_LAOML_OPTIONS, *_GPU_OPTIONS),
}


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(commands, NAME, "measure on radiographs with known landmarks", execute)
    parser.add_argument(
        "what",
        choices=tuple(_FOREIGN),
        help="one exemplar, all other films unlabelled; trained on labelled films, scored on others; "
        "fixed against learned widths of heatmaps; what only a GPU can tell, within minutes, on head films; "
        "or papers: a list of the tables and figures of the four papers with the rows that compute each",
    )
    path_option(
        parser,
        "--root",
        "DIR",
        "folder of the sets (head, wing, ...; supervised: ISBI 2015, Digital Hand Atlas, Shenzhen chest and "
        "AASCE spine in their official layouts too)",
    )
    parser.add_argument(
        "--rows",
        nargs="+",
        metavar="ROW",
        help="only these rows, or those whose names begin so (default all, those that take an hour only if "
        "they were measured before; laoml: fixed-3, -5, -8, -10 and laoml-5)",
    )
    parser.add_argument(
        "--films", type=int, metavar="N", help="learn from and score only the first N films of each part"
    )
    path_option(parser, "--cache", "DIR", "keep finished rows here instead of in the user's cache")
    parser.add_argument("--fresh", action="store_true", help="measure again what was measured before")
    one_shot = parser.add_argument_group(_ONE_SHOT)
    one_shot.add_argument(
        "--registration", nargs="+", choices=_METHODS, help="of the rows of registration alone only these"
    )
    supervised = parser.add_argument_group(_SUPERVISED)
    supervised.add_argument(
        "--wrist",
        choices=_WRISTS,
        help="the two landmarks of hands that are 50 mm apart: GU2Net's code (1-5, the default) or Payer's",
    )
    supervised.add_argument(
        "--weights",
        type=Path,
        metavar="FILE",
        help="ImageNet weights that the backbones of FARNet and HRNet-W18 start from (default random); of "
        "one-shot HRNet-W18 in the rows paper and stage-one",
    )
    supervised.add_argument(
        "--plot",
        type=Path,
        metavar="DIR",
        help="write the PCK curves of each set into this folder (PNG); of laoml those of the sigmas; "
        "of one-shot the error over the number of exemplars",
    )
    laoml = parser.add_argument_group(_LAOML)
    laoml.add_argument("--seeds", type=at_least(1), metavar="N", help="trainings of each row (default 3)")
    laoml.add_argument(
        "--epochs",
        type=at_least(5),
        metavar="N",
        help="of each training (default 60; of the rows as published 250)",
    )
    laoml.add_argument(
        "--steer-by",
        metavar="PART",
        help="the part of the test films by which sigmas are learned, which is not scored then (ISBI 2015: "
        "test1, as the paper; default a fifth of the films to learn from)",
    )
    gpu = parser.add_argument_group(_GPU)
    gpu.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="write gpu.json and gpu.md here as each row ends; rows that are finished are kept",
    )
    gpu.add_argument(
        "--budget",
        type=at_least(1),
        metavar="SECONDS",
        help="begin nothing after this time (default 600); the same command goes on with the rows that lack",
    )
    add_computing_options(parser)


def execute(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    """Run the subcommand; raises `UsageError` and `EngineError`."""
    if arguments.what == _PAPERS:
        return _papers(arguments)
    if arguments.root is None:
        raise UsageError("Say which folder holds the sets: --root DIR.")
    if not arguments.root.is_dir():
        raise UsageError(f"There is no folder {arguments.root}: check --root.")
    if arguments.films is not None and arguments.films < 1:
        raise UsageError(f"--films {arguments.films} leaves nothing to measure on: give 1 or more.")
    if arguments.weights is not None and not arguments.weights.is_file():
        raise UsageError(f"There is no file {arguments.weights}: check --weights.")
    _check_foreign(arguments)
    if arguments.what == _GPU and arguments.out is None:
        raise UsageError("Say where the report of gpu is to lie: --out DIR.")
    measures = {_ONE_SHOT: _one_shot, _SUPERVISED: _supervised, _LAOML: _laoml, _GPU: _gpu}
    report = terminal.finish(measures[arguments.what](arguments))
    return CommandOutcome(report.text(), report.as_json(), report.notes)


def _check_foreign(arguments: argparse.Namespace) -> None:
    for name in _FOREIGN[arguments.what]:
        if getattr(arguments, name) is not None:
            raise UsageError(f"--{name.replace('_', '-')} means nothing for {arguments.what}: leave it out.")


def _papers(arguments: argparse.Namespace) -> CommandOutcome:
    """The list of what the papers print, which needs no films."""
    from engine.benchmark.papers import paper_report

    _check_foreign(arguments)
    report = paper_report(resource("published"))
    return CommandOutcome(report.text(), report.as_json(), report.notes)


def _settings(arguments: argparse.Namespace) -> BenchmarkSettings:
    """What is asked alike in all measurements."""
    from engine.benchmark.settings import BenchmarkSettings  # imports torch: only now

    return BenchmarkSettings(
        root=arguments.root,
        rows=arguments.rows,
        published=resource("published"),
        device=arguments.device,
        seed=arguments.seed,
        limit=arguments.films,
        cache=arguments.cache,
        fresh=arguments.fresh,
    )


def _laoml(arguments: argparse.Namespace) -> Operation[BenchmarkReport]:
    from engine.benchmark.laoml.run import benchmark

    return benchmark(
        _settings(arguments),
        seeds=arguments.seeds or 3,
        epochs=arguments.epochs,
        steer_by=arguments.steer_by,
        plots=arguments.plot,
    )


def _gpu(arguments: argparse.Namespace) -> Operation[BenchmarkReport]:
    from engine.benchmark.gpu.run import BUDGET_S, benchmark

    return benchmark(
        _settings(arguments),
        arguments.out,
        model=resource("models", "head.safetensors"),
        budget=arguments.budget or BUDGET_S,
    )


def _one_shot(arguments: argparse.Namespace) -> Operation[BenchmarkReport]:
    from engine.benchmark.oneshot.run import benchmark
    from engine.oneshot.propagate import RegistrationMethod

    methods = [RegistrationMethod(name) for name in arguments.registration or _METHODS]
    options = _settings(arguments)
    return benchmark(options, methods=methods, weights=arguments.weights, plots=arguments.plot)


def _supervised(arguments: argparse.Namespace) -> Operation[BenchmarkReport]:
    from engine.benchmark.sets.hand_atlas import Wrist
    from engine.benchmark.supervised.run import benchmark

    return benchmark(
        _settings(arguments),
        wrist=Wrist(arguments.wrist or _WRISTS[0]),
        box=resource("models", "head.safetensors"),
        weights=arguments.weights,
        plots=arguments.plot,
    )
