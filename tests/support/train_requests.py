"""Trainings on the films of `write_films` as the command line asks for them, short enough for a test."""

from dataclasses import fields, replace

from spot_sets import CPU, recipe

from engine.folders.labelled_sets import SetRequest
from engine.folders.train import TrainRequest
from engine.io.spacing import TypedSpacing
from engine.supervised.settings import SupervisedSettings
from engine.supervised.systems import System

_SETTINGS = {field.name for field in fields(SupervisedSettings)}


def train_request(folder, **changes):
    """A training of a tiny U-Net on `folder`/films; `changes`: of the request or of its settings."""
    usual = SetRequest("", folder / "films", folder / "landmarks.csv", spacing=TypedSpacing(0.5))
    settings = SupervisedSettings(System.UNET, recipe(), CPU)
    asked = TrainRequest(settings, (usual,), folder / "out" / "spots.model", validation=0.25)
    return with_changes(asked, **changes)


def with_changes(asked, **changes):
    """`asked` with other values, of its own or of its settings."""
    inner = {name: changes.pop(name) for name in list(changes) if name in _SETTINGS}
    return replace(asked, settings=replace(asked.settings, **inner), **changes)


def with_set(asked, **changes):
    """`asked` whose only set is another."""
    return replace(asked, sets=(replace(asked.sets[0], **changes),))
