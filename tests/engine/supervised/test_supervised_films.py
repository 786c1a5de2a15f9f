"""Training on real films, where they are: a small U-Net learns 20 cephalograms."""

from pathlib import Path

import pytest
import torch
from spot_sets import config, recipe

from engine.io.images import film_path, find_films
from engine.io.tables import read_landmarks
from engine.networks.unet import UNetConfig
from engine.operation import run
from engine.supervised.films import TrainingSet
from engine.supervised.systems import System
from engine.supervised.train import SupervisedSettings, train
from engine.training.finder import FinderConfig

HEAD = Path(__file__).parents[4] / "shared" / "radiographs" / "head"


@pytest.mark.slow
@pytest.mark.skipif(not HEAD.is_dir(), reason="needs ../shared/radiographs/head")
def test_twenty_cephalograms_are_learned():
    films = find_films(HEAD / "images")[:20]
    table = read_landmarks(HEAD / "landmarks.csv", films)
    paths = {film: film_path(HEAD / "images", film) for film in films}
    one = TrainingSet("", table.scheme, paths, table.sets, films, films[:4])
    chosen = recipe(
        network=UNetConfig((12, 16, 24, 32), 2),
        longest=128,
        training=config(epochs=90, rate=5e-3, batch=4, average=0.95),
        finder=FinderConfig(UNetConfig((8, 12, 16, 24)), longest=96, steps=300, batch=6),
    )
    trained = run(train([one], SupervisedSettings(System.UNET, chosen, torch.device("cpu"))))
    [curve] = trained.curves
    assert curve[-1].loss < 0.5 * curve[0].loss
    assert min(record.errors[""] for record in curve) < 0.4 * curve[0].errors[""]
