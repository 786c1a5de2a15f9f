"""What a training in the window learns from: films that a person has decided on, patients on one side."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from dicom_files import film_dataset, save

from app.document.film import FilmFacts, FilmRecord
from app.document.project import Project
from app.runs.training import DetectorChoice, DetectorSystem, decided_films, snapshot_of, training
from engine.errors import EngineError
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.operation import Progress, run

CHOICE = DetectorChoice("Heads", DetectorSystem.UNET, 3, 0.3)


def marks(film, origin=Origin.ANNOTATED):
    return LandmarkSet(film, {"A": Landmark("A", 5.0, 6.0, Presence.PRESENT, origin)})


def project_on(folder, owners):
    """A project on DICOM films in `folder`, one for each of the patients `owners`, all annotated."""
    folder.mkdir()
    films = [f"{number}.dcm" for number in range(len(owners))]
    for number, (film, owner) in enumerate(zip(films, owners, strict=True)):
        pixels = np.random.default_rng(number).integers(0, 4000, (40, 30), np.uint16)
        save(film_dataset(pixels, PatientID=owner), folder / film)
    return Project(
        Scheme(("A",)), {film: FilmRecord(film) for film in films}, {film: marks(film) for film in films}
    )


@pytest.fixture(name="learned")
def what_is_learned(monkeypatch):
    """The sets that trainings are given; none begins."""
    sets = []

    def train(anatomies, _settings):
        sets.extend(anatomies)
        yield Progress("training", 0, 0)
        raise EngineError("That is enough.")

    monkeypatch.setattr("engine.supervised.train.train", train)
    return sets


def started(project, folder, tmp_path, match="enough"):
    request = snapshot_of(project, folder, CHOICE, "cpu", 1, tmp_path / "work", tmp_path / "m.safetensors")
    with pytest.raises(EngineError, match=match):
        run(training(request))


def test_films_of_one_patient_stay_on_one_side(learned, tmp_path):
    owners = ["p", "q", "p", "r", "q", "p", "s", "s"]
    started(project_on(tmp_path / "films", owners), tmp_path / "films", tmp_path)
    [split] = learned
    sides = [{owners[int(film[0])] for film in side} for side in (split.train, split.validation)]
    assert sides[0] & sides[1] == set()
    assert sides[0] | sides[1] == set("pqrs")
    assert len(split.validation) >= 0.3 * len(owners)


def test_a_training_on_the_cpu_says_why_the_gpu_that_is_there_does_not_compute(
    learned, tmp_path, monkeypatch
):
    real = torch.ones

    def ones(*shape, device="cpu"):
        if device == "cuda":
            raise RuntimeError("CUDA error: no kernel image is available\nand more")
        return real(*shape, device=device)

    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr(torch, "ones", ones)
    project, said = project_on(tmp_path / "films", list("pqrstu")), []
    for device in ("auto", "cpu"):
        request = snapshot_of(
            project, tmp_path / "films", CHOICE, device, 1, tmp_path / "work", tmp_path / "m.safetensors"
        )
        with pytest.raises(EngineError, match="enough"):
            run(training(request), said.append)
    why = "computing on the CPU, as the GPU cannot (CUDA error: no kernel image is available)"
    assert [step.message for step in said if step.notice] == [why]


def test_films_of_a_single_patient_cannot_be_measured_on(learned, tmp_path):
    started(project_on(tmp_path / "films", ["p"] * 6), tmp_path / "films", tmp_path, "of one patient")
    assert not learned


def test_only_what_a_person_decided_on_films_that_are_used_is_learned_from():
    films = {
        "annotated.png": FilmRecord("annotated.png"),
        "corrected.png": FilmRecord("corrected.png"),
        "accepted.png": FilmRecord("accepted.png", reviewed=True),
        "predicted.png": FilmRecord("predicted.png"),
        "excluded.png": FilmRecord("excluded.png", excluded="blurred"),
        "gone.png": FilmRecord("gone.png", facts=FilmFacts(unreadable="It is not there.")),
        "bare.png": FilmRecord("bare.png"),
    }
    sets = {film: marks(film) for film in films if film != "bare.png"}
    for film in ("corrected", "accepted", "predicted"):
        sets[f"{film}.png"] = marks(f"{film}.png", Origin(film))
    project = Project(Scheme(("A",)), films, sets)
    assert set(decided_films(project)) == {"annotated.png", "corrected.png", "accepted.png"}


def test_a_machines_point_on_a_film_that_a_person_began_is_not_learned_from(tmp_path):
    begun = marks("a.png").with_landmarks(
        [replace(marks("a.png", Origin.PREDICTED).landmarks["A"], name="B")]
    )
    project = Project(Scheme(("A", "B")), {"a.png": FilmRecord("a.png")}, {"a.png": begun})
    assert decided_films(project) == {"a.png": marks("a.png")}
