import re
from dataclasses import replace
from pathlib import Path

from engine.evaluation.metrics import evaluate
from engine.evaluation.statistics import Resampling, confidence
from engine.imaging.image import Spacing, SpacingSource
from engine.io.provenance import RunRecord
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.observers.audit import AuditReadings, audit_report
from engine.observers.methods import (
    PAPERS,
    MeasuredAudit,
    MeasuredTable,
    MethodsFacts,
    ProjectFigures,
    counted_points,
    methods_text,
)

QUICK = Resampling(200)
FILMS = tuple(f"{number:02d}.png" for number in range(10))
TENTH = dict.fromkeys(FILMS, Spacing(0.1, 0.1, SpacingSource.RULER))
VERSIONS = {"onemark": "0.1.0", "python": "3.11.9", "numpy": "2.0.1", "SimpleITK": "missing"}


def at(film, x, origin, **more):
    """Two landmarks at (x, 5)."""
    return LandmarkSet(film, {n: Landmark(n, x, 5.0, Presence.PRESENT, origin, **more) for n in "AB"})


def sets(x, origin=Origin.ANNOTATED, **more):
    return {film: at(film, x, origin, **more) for film in FILMS}


MACHINE = sets(20.0, Origin.PREDICTED, spread=5.0, model="box")
FIGURES = ProjectFigures(
    films=60,
    landmarks=2,
    excluded=2,
    unreadable=1,
    exemplars=1,
    reviewed=12,
    origins={"annotated": 22, "accepted": 3, "corrected": 1, "predicted": 88},
    models={"one-shot (quick)": 92},
    spacings={"ruler": 57, "": 3},
)
RUN = RunRecord(method="one-shot (quick)", preset="quick", seed=3, device="cpu")


def paragraph(**facts):
    return methods_text(MethodsFacts(FIGURES, RUN, VERSIONS, **facts)).split("\n")[0]


def test_a_project_without_an_audit_is_told_word_by_word():
    assert paragraph() == (
        "2 landmarks on 60 films (of them 2 excluded and 1 unreadable) were located with OneMark. "
        "Predictions came from one-shot (quick) (92 points), from 1 annotated exemplar. The latest run: "
        "one-shot (quick), preset quick, seed 3, on cpu. Of all points a person has 22 placed without a "
        "prediction in sight, 3 accepted as predicted, 1 corrected; 88 are predictions that nobody has "
        "reviewed. 12 films were reviewed as a whole. Source of the pixel spacing: ruler (57 films); of "
        "3 films it is unknown. Software: OneMark 0.1.0 with python 3.11.9, numpy 2.0.1."
    )


def test_points_that_reading_offsets_have_moved_are_counted():
    facts = MethodsFacts(replace(FIGURES, adjusted=40), RUN, VERSIONS)
    assert (
        "from 1 annotated exemplar. Reading offsets, fitted on the films that the reader decided on, have "
        "moved 40 points of them. The latest run:" in methods_text(facts)
    )


def test_an_audit_is_told_with_all_its_figures():
    readings = AuditReadings(MACHINE, sets(10.0), {film: at(film, 13.0, Origin.ANNOTATED) for film in FILMS})
    report = audit_report(readings, ("A", "B"), TENTH, {}, QUICK)
    said = paragraph(audit=MeasuredAudit(report, 7, 57))
    assert (
        "Accuracy was measured on 10 films drawn at random (seed 7) from the 57 that were predicted and "
        "that no person had touched; their landmarks were clicked without any prediction in sight. The mean"
        " radial error of 20 landmarks was 1.00 mm [1.00, 1.00] (SD 0.00); of all landmarks lay 100.0 % "
        "[100.0, 100.0] within 2 mm, 100.0 % [100.0, 100.0] within 2.5 mm, 100.0 % [100.0, 100.0] within 3 "
        "mm, 100.0 % [100.0, 100.0] within 4 mm (in brackets: 95 % intervals, BCa bootstrap of 200 draws "
        "over 10 films). Pixel spacing of these films: ruler. 10 films were read twice: the second clicks "
        "lay 0.30 mm [0.30, 0.30] from the first on average and 95 % of them within 0.30 mm, the reader's "
        "own variability; 0.0 % [0.0, 0.0] of the predictions lay within that. Error radii that hold the "
        "true point with 90 % were calibrated on these 10 films alone (conformal prediction, errors "
        "relative to the usual error of their landmark on the other films); with each film left out in "
        "turn, 100.0 % [100.0, 100.0] of its points lay within theirs." in said
    )


def test_a_table_of_the_truth_is_named():
    truth = sets(10.0)
    report = evaluate(MACHINE, truth, ("A", "B"))
    table = MeasuredTable("truth.csv", report, confidence(report, {}, QUICK))
    assert (
        "Against the landmarks of truth.csv on 10 films: The mean radial error of 20 landmarks was 10.00 px"
        in (paragraph(table=table))
    )


def test_too_few_films_get_no_intervals_and_what_is_unknown_is_left_out():
    few = dict(list(sets(10.0).items())[:2])
    report = audit_report(AuditReadings(MACHINE, few), ("A", "B"), TENTH, {}, QUICK)
    said = paragraph(audit=MeasuredAudit(report, 7, 57))
    assert "too few films for intervals." in said
    assert "read twice" not in said
    assert "Error radii" not in said
    bare = MethodsFacts(ProjectFigures(3, 2), RunRecord(), VERSIONS)
    assert methods_text(bare).startswith("2 landmarks on 3 films were located with OneMark. Software:")


def test_points_are_counted_by_origin_and_by_what_predicted_them():
    assert counted_points([*MACHINE.values(), at("x", 1.0, Origin.ANNOTATED)]) == (
        {"annotated": 2, "predicted": 20},
        {"box": 20},
    )


def test_a_name_cannot_begin_a_line_of_its_own():
    figures = replace(FIGURES, models={"evil\nWorks to cite: mine": 3})
    assert "evil\\nWorks" in methods_text(MethodsFacts(figures, RUN, VERSIONS))


def test_the_works_to_cite_are_those_of_the_citation_file():
    citation = Path(__file__).parents[3] / "CITATION.cff"
    titles = re.findall(
        r'^ *(?:- )?(?:title|    title): "?(.+?)"?$', citation.read_text("utf-8"), re.MULTILINE
    )
    assert len(titles) == len(PAPERS) == 5
    assert all(any(title in paper for paper in PAPERS) for title in titles)


def works(models, run=RUN):
    """The first word of each work that is to be cited."""
    text = methods_text(MethodsFacts(replace(FIGURES, models=dict.fromkeys(models, 1)), run, VERSIONS))
    paragraph, _, heading, *lines = text.splitlines()
    assert (bool(paragraph), heading) == (True, "Works to cite:")
    return [re.split("[: ]", line)[0] for line in lines], text


def test_only_works_of_methods_that_made_points_of_the_project_are_cited():
    assert works(["one-shot (quick, corrected)"])[0] == ["OneMark", "One-shot"]
    assert works(["registration (instance)"], RunRecord())[0] == ["OneMark"]
    assert works([], RunRecord())[0] == ["OneMark"]
    farnet = replace(RUN, method="labelled films (farnet) model", model="head.safetensors", sigmas={"A": 1})
    assert works(["Head"], farnet)[0] == ["OneMark", "FARNet", "Learned"]
    gu2net = replace(farnet, method="labelled films (gu2net) model", sigmas={})
    assert works(["Head"], gu2net)[0] == ["OneMark", "GU2Net"]


def test_models_of_which_the_system_is_not_known_are_named():
    names, text = works(["Head", "one-shot (paper)"], RunRecord())
    assert names == ["OneMark", "One-shot", "And"]
    assert text.endswith("And what the cards of these models name: Head.\n")
    assert "OneMark, version 0.1.0." in text


def test_simpleitk_is_named_only_where_it_has_registered():
    versions = {**VERSIONS, "SimpleITK": "2.4.0"}
    with_it = replace(FIGURES, models={"registration (simpleitk)": 3})
    assert "SimpleITK 2.4.0" in methods_text(MethodsFacts(with_it, RunRecord(), versions))
    assert "SimpleITK" not in methods_text(MethodsFacts(FIGURES, RUN, versions))
