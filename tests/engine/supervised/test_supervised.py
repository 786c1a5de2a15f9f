"""Training on labelled films from files to models: what is learned, what is never looked at, what is kept."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from pretrained_package import put_there, take_away
from spot_sets import CPU, NAMES, TINY, config, recipe, write_films
from stopped_runs import same_tensors, stopped
from train_requests import train_request, with_changes, with_set

from engine.errors import EngineError
from engine.folders.labelled_sets import SetRequest
from engine.folders.train import train_folder
from engine.geometry.coordinates import Size
from engine.inference.calibration import calibrate
from engine.io.spacing import TypedSpacing
from engine.io.tables import read_landmarks
from engine.models.checkpoint import load_model
from engine.models.model_card import ModelCard
from engine.models.reference import Framing
from engine.networks.detector import build_network
from engine.networks.gu2net import GU2NetConfig, TrainedParts
from engine.networks.norm import Norm
from engine.networks.pretrained_unet import PretrainedUNetConfig
from engine.networks.unet import UNetConfig
from engine.oneshot.propagate import FilmSource
from engine.operation import run
from engine.phantoms.phantom import write_phantoms
from engine.prediction.predict import PredictionSettings, predict
from engine.sigma.config import PAPER
from engine.supervised.assessment import Decodings
from engine.supervised.films import TrainingSet
from engine.supervised.settings import SupervisedSettings
from engine.supervised.start import StartingNetwork
from engine.supervised.systems import SYSTEMS, System, tuned
from engine.supervised.train import train
from engine.training.config import Choice, OptimiserKind
from engine.training.finder import FinderConfig
from engine.training.losses import HeatmapLoss
from engine.training.trainer import TrainingError


def networks(path):
    [learned] = load_model(path).domains.values()
    return torch.nn.ModuleList((*learned.detectors, learned.finder.net))


def test_a_tiny_unet_learns_phantom_hands(tmp_path):
    phantoms = run(write_phantoms(tmp_path, 6, 1))
    films = tuple(phantoms.paths)
    one = TrainingSet(
        "", phantoms.scheme, phantoms.paths, phantoms.truth, films, films[:2], phantoms.spacings
    )
    chosen = recipe(
        network=UNetConfig((8, 12, 16, 24), 2),
        longest=72,
        training=config(epochs=14, rate=1e-2, batch=3),
        finder=FinderConfig(UNetConfig((8, 12, 16)), longest=48, steps=30, batch=4, rate=1e-2),
    )
    trained = run(train([one], SupervisedSettings(System.UNET, chosen, torch.device("cpu"))))
    [curve] = trained.curves
    assert curve[-1].loss < 0.7 * curve[0].loss
    assert min(record.errors[""] for record in curve) < 0.6 * curve[0].errors[""]  # on films that it learns
    assert one.unit == "mm"
    learned = trained.domains[""]
    assert learned.training.metrics["mre_mm"] == pytest.approx(trained.metrics[""]["mre_mm"])
    assert learned.names == phantoms.scheme.names


def test_a_training_writes_a_model_that_predicts_and_says_what_it_is(tmp_path):
    truth = write_films(tmp_path)
    asked = train_request(tmp_path, card=ModelCard(title="Spots", licence="CC0"), work=tmp_path / "work")
    outcome = run(train_folder(asked))
    [one] = outcome.runs
    learned = load_model(asked.model_out).domain()
    assert learned.names == NAMES
    assert learned.card.title == "Spots"
    assert learned.card.licence == "CC0"
    assert learned.card.data == "6 films to learn from, 2 to choose the weights"
    assert "mre mm" in learned.card.score
    assert learned.training.preset == "unet"
    assert len(learned.training.films) == 8
    assert learned.calibration is None  # two films are too few
    assert "error radii" not in learned.card.protocol
    assert one.trained.curves[0][-1].epoch == 2
    assert not (tmp_path / "work" / "seed0-fold0").exists()  # nothing is left of a run that has ended
    source = FilmSource("00.png", tmp_path / "films" / "00.png")
    found = run(predict([source], learned, PredictionSettings(device="cpu")))
    assert not found.unfit
    assert set(found.sets["00.png"].landmarks) == set(NAMES)
    assert set(truth) == set(outcome.sets[0].marks)


def test_half_precision_keeps_a_model_of_half_the_size_which_says_nearly_the_same(tmp_path):
    write_films(tmp_path)
    whole, short = (tmp_path / f"{name}.safetensors" for name in ("whole", "short"))
    asked = train_request(tmp_path, model_out=whole)
    run(train_folder(asked))
    run(train_folder(replace(with_changes(asked, half=True), model_out=short)))
    assert short.stat().st_size < whole.stat().st_size
    image = torch.rand(1, 1, 64, 48, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        exact, rounded = (load_model(path).domain().detectors[0](image) for path in (whole, short))
    assert 0 < (exact - rounded).abs().max() < 0.01 * exact.abs().max()


def test_no_label_of_a_test_film_is_looked_at(tmp_path):
    write_films(tmp_path)
    (tmp_path / "split.csv").write_text(
        "image,split\n" + "".join(f"{n:02},{'test' if n > 5 else 'train'}\n" for n in range(8))
    )
    asked = with_set(
        train_request(tmp_path, recipe=recipe(training=config(epochs=1))), split=tmp_path / "split.csv"
    )
    outcome = run(train_folder(asked))
    assert outcome.parts[0][""].test == ("06.png", "07.png")
    first = networks(asked.model_out)
    lines = (tmp_path / "landmarks.csv").read_text().splitlines()
    poisoned = [
        line if n < 7 else line.split(",")[0] + ",," + ",".join(["9999"] * 6) for n, line in enumerate(lines)
    ]
    (tmp_path / "landmarks.csv").write_text("\n".join(poisoned) + "\n")
    run(train_folder(asked))
    assert same_tensors(first, networks(asked.model_out))


def test_an_interrupted_run_goes_on_to_the_bit(tmp_path):
    write_films(tmp_path)
    asked = train_request(tmp_path, work=tmp_path / "work")
    run(train_folder(replace(asked, work=None)))
    whole = networks(asked.model_out)
    stopped(train_folder(asked), lambda step: (step.stage, step.done) == ("training", 3))
    kept = list((tmp_path / "work").glob("*/network-0.pt"))
    assert kept
    longer = with_changes(asked, recipe=tuned(asked.settings.recipe, epochs=3), resume=True)
    with pytest.raises(TrainingError, match="other films, labels or options"):
        run(train_folder(longer))
    coarser = replace(with_set(asked, spacing=TypedSpacing(0.25)), resume=True)
    with pytest.raises(TrainingError, match="other films, labels or options"):
        run(train_folder(coarser))
    assert kept == list((tmp_path / "work").glob("*/network-0.pt"))  # nothing is lost
    asked = replace(asked, resume=True)
    stages = []
    run(train_folder(asked), lambda progress: stages.append((progress.stage, progress.done)))
    assert "finder" not in {stage for stage, _ in stages}
    assert ("training", 2) not in stages
    assert same_tensors(whole, networks(asked.model_out))


def test_folds_predict_every_film_by_a_model_that_never_saw_it(tmp_path):
    write_films(tmp_path, 6)
    tiny = recipe(training=config(epochs=1), finder=FinderConfig(TINY, longest=48, steps=2, batch=2))
    asked = train_request(tmp_path, recipe=tiny, folds=2, seeds=2, out=tmp_path / "out" / "all.csv")
    outcome = run(train_folder(asked))
    names = [run_.model.name for run_ in outcome.runs]
    assert names == [f"spots.seed{seed}.fold{fold}.model" for seed in (0, 1) for fold in (1, 2)]
    assert all(run_.model.exists() for run_ in outcome.runs)
    for run_ in outcome.runs:
        parts = outcome.parts[run_.fold - 1][""]
        assert run_.tested[""].films == parts.test
        assert len(load_model(run_.model).domain().training.films) == 6 - len(parts.test)
    table = read_landmarks(asked.out)
    assert set(table.sets) == {f"{number:02}.png" for number in range(6)}
    assert not any(mark.is_human for marks in table.sets.values() for mark in marks.placed())
    errors = np.concatenate([run_.tested[""].errors for run_ in outcome.runs[:2]])
    assert outcome.over_folds("", 0)["mre_mm"] == pytest.approx(float(errors.mean()))
    figures = [outcome.figures("", seed)["mre_mm"] for seed in (0, 1)]
    mean, spread = outcome.over_seeds("")["mre_mm"]
    assert mean == pytest.approx(np.mean(figures))
    assert spread == pytest.approx(np.std(figures, ddof=1))


def test_a_universal_model_learns_sets_with_other_landmarks_and_one_more_later(tmp_path):
    for name in ("hand", "chest", "foot"):
        write_films(tmp_path / name, 4)
    sets = {
        name: SetRequest(name, tmp_path / name / "films", tmp_path / name / "landmarks.csv")
        for name in ("hand", "chest", "foot")
    }
    small = recipe_of_gu2net()
    asked = train_request(
        tmp_path, system=System.GU2NET, recipe=small, sets=(sets["hand"], sets["chest"]), validation=0.25
    )
    outcome = run(train_folder(asked))
    assert set(outcome.runs[0].trained.metrics) == {"hand", "chest"}
    known = load_model(asked.model_out)
    assert set(known.domains) == {"hand", "chest"}
    frozen = replace(small, norm=Norm.FROZEN)  # it has learned
    SupervisedSettings(System.GU2NET, frozen, CPU, start=StartingNetwork(extended=known)).check(["foot"])
    more = replace(asked, sets=(sets["foot"],), extend=asked.model_out, model_out=tmp_path / "three.model")
    run(train_folder(more))
    grown = load_model(more.model_out)
    assert set(grown.domains) == {"hand", "chest", "foot"}
    images = torch.rand(1, 1, 64, 48, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        for name in ("hand", "chest"):
            before, after = (model.domain(name).detectors[0].eval()(images) for model in (known, grown))
            assert torch.equal(before, after)
    with pytest.raises(TrainingError, match="knows hand already"):
        run(train_folder(replace(more, sets=(sets["hand"],))))
    with pytest.raises(TrainingError, match="Tiny cannot extend a model: train with --system gu2net"):
        run(train_folder(with_changes(more, system=System.UNET, recipe=recipe())))
    with pytest.raises(TrainingError, match="stays as it is: leave --half away"):
        run(train_folder(with_changes(more, half=True)))
    with pytest.raises(TrainingError, match="learns one anatomy, not 2"):
        run(train_folder(with_changes(asked, recipe=recipe())))


def test_error_radii_say_which_films_they_come_from(tmp_path):
    write_films(tmp_path, 12)
    tiny = recipe(training=config(epochs=1), finder=FinderConfig(TINY, longest=48, steps=2, batch=2))
    run(train_folder(train_request(tmp_path, recipe=tiny, validation=0.4)))
    learned = load_model(tmp_path / "out" / "spots.model").domain()
    assert learned.calibration.films == 5
    assert learned.card.protocol.endswith("error radii come from the films that chose the weights")


@pytest.mark.parametrize("together", [False, True])
def test_a_model_of_all_films_is_assessed_by_one_of_a_part_on_those_that_it_has_not_seen(
    tmp_path, monkeypatch, together
):
    monkeypatch.setattr(Decodings, "is_together_better", together)
    write_films(tmp_path, 12)
    tiny = recipe(training=config(epochs=1), finder=FinderConfig(TINY, longest=48, steps=2, batch=2))
    lines = ["image,split", *(f"{n:02}.png,{'train' if n < 6 else 'test'}" for n in range(12))]
    (tmp_path / "split.csv").write_text("\n".join(lines))
    part = with_set(train_request(tmp_path, recipe=tiny, validation=0.0), split=tmp_path / "split.csv")
    part = replace(part, model_out=tmp_path / "out" / "part.model")
    run(train_folder(part))
    asked = train_request(tmp_path, recipe=tiny, validation=0.0)
    plain = run(train_folder(asked)).runs[0].trained
    asked = replace(asked, assessed_by=(part.model_out,))
    outcome = run(train_folder(asked))
    new = [f"{number:02}.png" for number in range(6, 12)]
    assessment = outcome.runs[0].trained.assessments[""]
    assert outcome.parts[0][""].train == tuple(f"{number:02}.png" for number in range(12))
    assert assessment.films == tuple(new)
    sources = [FilmSource(film, tmp_path / "films" / film) for film in new]
    assessor = load_model(part.model_out).domain()
    assert (assessor.displacements is not None) == together
    said = run(predict(sources, assessor, PredictionSettings("cpu"))).sets
    truth = read_landmarks(tmp_path / "landmarks.csv").sets
    assert said
    for film in said:
        apart = [np.subtract(said[film].get(n).position, truth[film].get(n).position) for n in NAMES]
        in_mm = outcome.sets[0].spacings[film].x * np.linalg.norm(apart, axis=1)
        np.testing.assert_allclose(assessment.errors[new.index(film)], in_mm, atol=0.01)
    learned = load_model(asked.model_out).domain()
    assert plain.domains[""].calibration is None
    assert learned.calibration.films == 6
    assert learned.calibration == calibrate(assessment.spread, assessment.errors)
    assert learned.fit is not None
    assert (learned.displacements is not None) == together
    assert learned.card.protocol == (
        "not of this model: of 1 model trained likewise from parts of its 12 films, on 6 of these that each "
        "had not seen; error radii come from these films too"
    )
    # it is assessed, and learns nothing from that
    assert same_tensors(plain.domains[""].detectors[0], learned.detectors[0])


def test_the_models_of_folds_assess_every_film_by_the_one_that_has_not_seen_it(tmp_path):
    write_films(tmp_path, 6)
    tiny = recipe(training=config(epochs=1), finder=FinderConfig(TINY, longest=48, steps=2, batch=2))
    folds = run(train_folder(train_request(tmp_path, recipe=tiny, folds=2)))
    models = tuple(each.model for each in folds.runs)
    asked = replace(train_request(tmp_path, recipe=tiny, validation=0.0), assessed_by=models)
    assessment = run(train_folder(asked)).runs[0].trained.assessments[""]
    tested = [film for each in folds.runs for film in each.tested[""].films]
    assert list(assessment.films) == tested
    assert sorted(tested) == [f"{number:02}.png" for number in range(6)]
    joined = np.concatenate([each.tested[""].errors for each in folds.runs])
    np.testing.assert_array_equal(assessment.errors, joined)
    twice = replace(asked, assessed_by=(models[0], *models))  # the first one's films are gone
    with pytest.raises(TrainingError, match="or all that are left to it"):
        run(train_folder(twice))


def test_only_a_model_of_the_same_kind_with_films_left_assesses(tmp_path):
    write_films(tmp_path, 6)
    tiny = recipe(training=config(epochs=1), finder=FinderConfig(TINY, longest=48, steps=2, batch=2))
    asked = train_request(tmp_path, recipe=tiny, validation=0.0)
    run(train_folder(asked))
    again = replace(asked, assessed_by=(asked.model_out,), model_out=tmp_path / "out" / "again.model")
    with pytest.raises(TrainingError, match="has seen all of these films"):
        run(train_folder(again))
    with pytest.raises(TrainingError, match="was not trained as the new one will be"):
        run(train_folder(with_changes(again, recipe=replace(tiny, views=1))))
    (tmp_path / "names.txt").write_text("\n".join([*NAMES[1:], NAMES[0]]))
    with pytest.raises(TrainingError, match="knows other landmarks than these films"):
        run(train_folder(with_set(again, scheme=tmp_path / "names.txt")))
    assert not again.model_out.exists()


def test_only_what_has_statistics_can_be_frozen(tmp_path):
    frozen = SupervisedSettings(System.UNET, replace(recipe(), norm=Norm.FROZEN), CPU)
    for system in System:
        asked = replace(frozen, system=system, recipe=replace(SYSTEMS[system], norm=Norm.FROZEN))
        with pytest.raises(TrainingError) as refused:
            asked.check([""])
        net = build_network([2], asked.recipe.network)
        assert ("give --weights" in str(refused.value)) is hasattr(net, "backbone")
    replace(frozen, start=StartingNetwork(weights=tmp_path / "imagenet.pth")).check([""])


def test_what_starts_from_pretrained_features_says_before_all_else_that_they_are_missing(
    monkeypatch, tmp_path
):
    settings = SupervisedSettings(
        System.UNET_PRETRAINED, recipe(network=PretrainedUNetConfig((4, 4, 4, 4))), CPU
    )
    with monkeypatch.context() as patch:
        put_there(patch, tmp_path)
        settings.check([""])
    take_away(monkeypatch)
    with pytest.raises(EngineError, match="start from pretrained features"):
        settings.check([""])


def recipe_of_gu2net():
    own = SYSTEMS[System.GU2NET]
    training = replace(own.training, epochs=1, batch=2)
    return replace(own, network=GU2NetConfig(TrainedParts.GLOBAL, (1,)), longest=64, training=training)


def test_every_system_has_a_recipe_whose_loss_fits_its_network():
    assert set(SYSTEMS) == set(System)
    for system, chosen in SYSTEMS.items():
        finds = (System.UNET, System.UNET_PRETRAINED, System.HRNET)
        assert (chosen.framing is Framing.FILM) == (system not in finds)
        assert (chosen.training.loss is HeatmapLoss.BCE) == (system is System.GU2NET)
    changed = tuned(SYSTEMS[System.UNET], epochs=3, batch=2, patience=5, longest=96, norm="group")
    assert (changed.training.epochs, changed.training.batch, changed.training.patience) == (3, 2, 5)
    assert (changed.longest, changed.norm) == (96, Norm.GROUP)
    assert tuned(changed) == changed
    assert tuned(changed, optimiser="adadelta").training.optimiser is OptimiserKind.ADADELTA
    assert tuned(changed, augmentation="elastic").training.ranges.elastic > 0
    assert tuned(changed, augmentation="none").training.ranges.rotation == 0


def test_what_a_paper_prints_and_its_code_has_otherwise_can_be_chosen():
    unet = SYSTEMS[System.UNET]
    changed = tuned(unet, rate=1e-4, flip=0.5, choice="loss")
    ranges = replace(unet.training.ranges, flip=0.5)
    wanted = replace(unet.training, rate=1e-4, ranges=ranges, choice=Choice.LOSS)
    assert changed == replace(unet, training=wanted)
    canvas = Size(512, 512)
    assert tuned(SYSTEMS[System.FARNET], canvas=canvas) == replace(SYSTEMS[System.FARNET], canvas=canvas)
    # LaOML's on ultrasound: BASE-GAN with its rates, and a search that begins after 40 epochs
    gan = tuned(SYSTEMS[System.LAOML_GAN], rate=1e-4, critic_rate=4e-4)
    assert (gan.training.rate, gan.adversary.rate) == (1e-4, 4e-4)
    searched = tuned(SYSTEMS[System.LAOML], adaptive="paper", warm_up=40)
    assert searched.adaptive == replace(PAPER, warm_up=40)
    late = tuned(SYSTEMS[System.LAOML], epochs=50, adaptive="laptop", warm_up=40)
    with pytest.raises(TrainingError, match="begins after 40 epochs and ends after 30"):
        SupervisedSettings(System.LAOML, late, CPU).check([""])


def test_how_landmarks_are_placed_is_chosen_on_films_not_learned_from_and_a_note_says_so(
    tmp_path, monkeypatch
):
    write_films(tmp_path, 12)
    tiny = recipe(training=config(epochs=1), finder=FinderConfig(TINY, longest=48, steps=2, batch=2))
    asked = train_request(tmp_path, recipe=tiny, validation=0.5)
    for better in (False, True):
        monkeypatch.setattr(Decodings, "is_together_better", better)
        outcome = run(train_folder(asked))
        [trained] = [each.trained for each in outcome.runs]
        learned = load_model(asked.model_out).domain()
        [note] = [note for note in outcome.notes if "not learned from" in note]
        assert note == trained.notes[0]
        assert ("are placed together" in note) == better
        assert (learned.displacements is not None) == better
        assert learned.calibration == calibrate(
            trained.assessments[""].spread, trained.assessments[""].errors
        )
        # what the model says of a film is what was assessed
        [films] = [part[""].validation for part in outcome.parts]
        sources = [FilmSource(film, tmp_path / "films" / film) for film in films]
        found = run(predict(sources, replace(learned, fit=None), PredictionSettings("cpu"))).sets
        for film, points in zip(films, trained.assessments[""].points, strict=True):
            said = [found[film].get(name).position for name in NAMES]
            np.testing.assert_allclose(said, points, atol=0.01)
    learned.displacements.check(len(NAMES))
    monkeypatch.undo()
    unseen = replace(asked, validation=0.0, model_out=tmp_path / "out" / "unseen.model")
    assert not any("not learned from" in note for note in run(train_folder(unseen)).notes)
    assert load_model(unseen.model_out).domain().displacements is None
