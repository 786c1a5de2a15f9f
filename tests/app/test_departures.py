"""The table of what we do otherwise than the papers: every switch that it names is there."""

import re
from dataclasses import fields
from pathlib import Path

from app.cli import build_parser
from engine.benchmark.baselines.cc2d_matching import Matching
from engine.benchmark.baselines.cc2d_voting import Voting
from engine.benchmark.baselines.data_aug import LearnedTransforms
from engine.benchmark.baselines.fab_rec import Redrawing
from engine.benchmark.baselines.task import Epochs
from engine.benchmark.oneshot.rows import RowKind
from engine.benchmark.supervised.rows import Kind
from engine.coteaching.c2t import CoTeachingConfig
from engine.networks.farnet import FARNetConfig
from engine.networks.farnet_baselines import OriginalUNetConfig
from engine.networks.gu2net import GU2NetConfig
from engine.networks.laoml_baselines import LaomlBaselineConfig
from engine.networks.registration_net import RegistrationNetConfig
from engine.oneshot.presets import Plan
from engine.registration.edgetrans import EdgeTransConfig
from engine.registration.edgetrans_losses import StageOneLosses
from engine.registration.edgetrans_training import StageOneConfig
from engine.sigma.config import EarlyStop, SigmaConfig
from engine.training.adversarial import AdversaryConfig
from engine.training.augmentation import ViewRanges
from engine.training.config import TrainingConfig

PAGE = Path(__file__).parents[2] / "resources" / "guide" / "decisions.md"
CONFIGS = {
    config.__name__: {field.name for field in fields(config)}
    for config in (
        *(AdversaryConfig, CoTeachingConfig, EarlyStop, EdgeTransConfig, FARNetConfig, GU2NetConfig),
        *(LaomlBaselineConfig, OriginalUNetConfig, Plan, RegistrationNetConfig, SigmaConfig),
        *(StageOneConfig, StageOneLosses, TrainingConfig, ViewRanges),
        *(Epochs, LearnedTransforms, Matching, Redrawing, Voting),
    )
}


def switches():
    """The first and the last cell of every line of the tables that names a switch."""
    lines = PAGE.read_text(encoding="utf-8").split("## Where we depart from the papers")[1].splitlines()
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines if line.startswith("| ")]
    ends = [(row[0].strip(), row[-1].strip()) for row in rows]
    return [(what, words) for what, words in ends if words not in ("-", "switch")]


def options():
    """All options of all commands."""
    commands = next(action for action in build_parser()._actions if action.choices)
    return {option for parser in commands.choices.values() for option in parser._option_string_actions}


def test_every_switch_of_the_table_of_departures_is_there():
    found, known = switches(), options()
    assert len(found) > 45
    rows = {*map(str, RowKind), *map(str, Kind)}
    for what, words in found:
        for config, field in re.findall(r"`(\w+)\.(\w+)`", words):
            assert field in CONFIGS[config], what
        assert set(re.findall(r"--[a-z][\w-]*", words)) <= known, what
        named = re.findall(r"rows? `([\w-]+)`", words)
        assert set(named) <= rows, what
