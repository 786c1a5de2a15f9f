"""`benchmark supervised` on small sets in the official layouts: what is trained on, scored, kept and said."""

import json
from dataclasses import replace

import numpy as np
import pytest
from benchmark_sets import not_again, settings_of, some_points, write_heads, write_set
from official_sets import write_chests, write_hands, write_isbi, write_spines

from engine.benchmark.sets.finding import find_sets
from engine.benchmark.supervised.request import TrainingOutcome
from engine.benchmark.supervised.rows import Kind, all_rows, chosen_rows
from engine.benchmark.supervised.run import benchmark
from engine.benchmark.supervised.scoring import ScoredFilm, grid_score, scores_of
from engine.errors import EngineError
from engine.evaluation.metrics import points_of
from engine.landmarks import LandmarkSet
from engine.operation import Progress, run

CHESTS = [f"CHNCXR_{number:04d}_0" for number in range(60, 70)]


class Fake:
    """A training that finds the truth moved by `shift` original pixels, and remembers what it was given."""

    def __init__(self, truth, shift=(3.0, 4.0)):
        self.truth, self.shift, self.requests = truth, shift, []

    def __call__(self, request):
        self.requests.append(request)
        yield Progress("training", 1, 2, "loss 1")
        points = {}
        for domain in request.domains:
            truth = {film: self.truth[domain.name][film] for film, _ in domain.test}
            points[domain.name] = {film: self._moved(marks) for film, marks in truth.items()}
        curves = {"loss": (2.0, 1.0), "mre": (9.0, 4.0)}
        return TrainingOutcome(points, 60.0, 1.0, "cpu (2 threads)", 1_234_567, {"epochs": 2}, curves)

    def _moved(self, marks):
        return {m.name: (m.x + self.shift[0], m.y + self.shift[1]) for m in marks.placed()}


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "sets"
    write_isbi(folder / "ISBI2015")
    write_hands(folder / "hand_atlas")
    write_chests(folder / "chest_sz", CHESTS)
    write_spines(folder / "boostnet_labeldata")
    write_heads(folder, train=("001", "002", "003", "004"), test=("151", "152"))
    write_set(folder / "wing", [str(number) for number in range(6)], some_points(6, 3))
    return folder


def fake_of(root, **more):
    return Fake({found.name: found.read().truth for found in find_sets(root)}, **more)


def report_of(root, rows, *, limit=None, fresh=False, learning=None, **more):
    settings = settings_of(root, rows, limit=limit, fresh=fresh)
    return run(benchmark(settings, learning=learning or fake_of(root), **more))


def test_heads_are_scored_in_mm_in_both_parts_against_both_readers_and_without_the_doubtful(root):
    fake = fake_of(root)
    (row,) = report_of(root, ["isbi-farnet"], learning=fake).rows
    (result,) = row.sets
    assert result.main.evaluation.overall.mre == pytest.approx(0.5)  # 5 px of 0.1 mm
    named = {
        (score.part, score.against, bool(score.without)): score.evaluation.overall for score in result.scores
    }
    assert named["test1", "", False].count == 2 * 19
    assert named["test2", "", False].count == 19
    assert named["", "", True].count == 3 * 18
    # the mean lies 1 right of and 2 below the junior, 1 left of and 2 above the senior
    assert named["", "junior", False].mre == pytest.approx(0.1 * np.hypot(4, 6))
    assert named["", "senior", False].mre == pytest.approx(0.1 * np.hypot(2, 2))
    (request,) = fake.requests
    given = {film.identity for film in (*request.domains[0].train, *request.domains[0].validation)}
    assert given == {"001", "002", "003", "149", "150"}  # no label of a test film is given away
    assert [film for film, _ in request.domains[0].test] == ["151", "152", "301"]


def test_weights_are_refused_where_no_row_starts_from_them_and_the_others_are_named_at_once(root):
    with pytest.raises(EngineError, match="None of these rows starts from weights"):
        report_of(root, ["head-unet", "head-gu2net"], learning=not_again, weights=root / "vgg19.pth")
    weights = root / "densenet121.pth"
    weights.write_bytes(b"weights")
    asked, fake, said = settings_of(root, ["head-farnet", "head-unet"]), fake_of(root), []
    steps = benchmark(asked, learning=fake, weights=weights)
    run(steps, lambda step: said.append((step.message, len(fake.requests))))
    sentence = "--weights means nothing for head-unet, where nothing starts from them"
    assert [computed for message, computed in said if message == sentence] == [0]
    assert {request.kind: request.weights for request in fake.requests} == {
        Kind.UNET: None,
        Kind.FARNET: weights,
    }


def test_farnets_own_split_learns_from_all_training_films_and_scores_what_chose_the_weights(root):
    fake = fake_of(root)
    (row,) = report_of(root, ["isbi-test1-farnet-printed"], learning=fake).rows
    [[domain]] = [request.domains for request in fake.requests]
    assert [film.identity for film in domain.train] == ["001", "002", "003", "149", "150"]
    assert [film.identity for film in domain.validation] == ["151", "152"]
    assert [film for film, _ in domain.test] == ["151", "152", "301"]
    (result,) = row.sets
    assert [score.part for score in result.scores if score.part] == ["test1", "test2"]


def test_readers_are_scored_against_each_other_without_any_training(root):
    fake = fake_of(root)
    (row,) = report_of(root, ["isbi-readers"], learning=fake).rows
    assert row.sets[0].main.evaluation.overall.mre == pytest.approx(0.1 * np.hypot(2, 4))
    assert [score.part for score in row.sets[0].scores][:3] == ["", "test1", "test2"]
    assert fake.requests == []


def test_hands_are_tested_in_three_trainings_once_each_by_the_width_of_the_wrist(root):
    fake = fake_of(root)
    (row,) = report_of(root, ["hand-atlas-gu2net"], learning=fake).rows
    assert len(fake.requests) == 3
    assert row.sets[0].main.evaluation.overall.count == 12 * 37
    assert row.sets[0].main.evaluation.overall.mre == pytest.approx(5 * 50 / 25)
    assert row.sets[0].main.evaluation.thresholds == (2.0, 4.0, 10.0)


def test_chests_are_scored_in_pixels_of_the_resized_frame(root):
    (row,) = report_of(root, ["shenzhen-gu2net"]).rows
    main = row.sets[0].main
    assert main.evaluation.overall.mre == pytest.approx(np.hypot(3 * 512 / 100, 4 * 512 / 50))
    assert (main.unit, main.evaluation.thresholds) == ("px of 512 x 512", (3.0, 6.0, 9.0))


def test_spines_have_an_mse_of_the_image_and_a_rho(root):
    (row,) = report_of(root, ["aasce-farnet"]).rows
    found = row.sets[0].main.fractions
    assert found.mse == pytest.approx(((3 / 40) ** 2 + (4 / 80) ** 2) / 2)
    assert 0.9 < found.rho < 1.0


def test_five_trainings_on_the_same_test_films_are_all_scored(root):
    fake = fake_of(root)
    (row,) = report_of(root, ["aasce-5fold-unet"], learning=fake).rows
    assert len(fake.requests) == 5
    assert row.sets[0].main.evaluation.overall.count == 5 * 2 * 68
    assert row.sets[0].films == "2 test films"


def test_a_set_without_split_is_cross_validated_in_shares_of_the_diagonal(root):
    (row,) = report_of(root, ["wing-unet"]).rows
    assert row.sets[0].main.evaluation.overall.mre == pytest.approx(100 * 5 / np.hypot(60, 40))
    assert len(row.runs) == 5


def test_a_mixture_is_one_training_scored_set_by_set_and_all_in_pixels_of_its_frames(root):
    fake = fake_of(root)
    (row,) = report_of(root, ["mixture-gu2net"], learning=fake).rows
    (request,) = fake.requests
    assert [domain.name for domain in request.domains] == ["isbi", "hand-atlas", "shenzhen"]
    assert [result.name for result in row.sets] == ["isbi", "hand-atlas", "shenzhen"]
    sizes = {"isbi": (40, 60, 416, 512), "hand-atlas": (40, 60, 368, 512), "shenzhen": (100, 50, 512, 512)}
    errors = [
        np.hypot(3 * width / w, 4 * height / h)
        for result in row.sets
        for (w, h, width, height) in [sizes[result.name]]
        for _ in range(result.main.evaluation.overall.count)
    ]
    assert row.mixed.mre == pytest.approx(np.mean(errors))
    assert row.mixed.count == len(errors)


def test_twenty_films_are_learned_from_and_scored_and_said_so(root):
    fake = fake_of(root)
    (row,) = report_of(root, ["head-farnet-20"], learning=fake).rows
    (request,) = fake.requests
    assert [film.identity for film in request.domains[0].train] == [
        film for film, _ in request.domains[0].test
    ]
    assert row.sets[0].films == "the 3 it learned from"
    assert "2 -> 1" in report_of(root, ["head-farnet-20"]).text()


@pytest.mark.parametrize("change", ["label", "pixels"])
def test_another_label_to_learn_from_or_another_film_to_score_is_measured_anew(root, change):
    report_of(root, ["isbi-unet"])
    if change == "label":
        path = root / "ISBI2015" / "AnnotationsByMD" / "400_senior" / "002.txt"
        lines = path.read_text().splitlines()
        path.write_text("\n".join(["9,9", *lines[1:]]))
    else:
        films = root / "ISBI2015" / "RawImage"
        (films / "Test1Data" / "151.bmp").write_bytes((films / "Test1Data" / "152.bmp").read_bytes())
    fake = fake_of(root)
    report_of(root, ["isbi-unet"], learning=fake)
    assert len(fake.requests) == 1


def test_a_label_of_a_film_to_score_decides_nothing_but_the_score(root):
    before = report_of(root, ["isbi-unet"]).rows[0]
    path = root / "ISBI2015" / "AnnotationsByMD" / "400_senior" / "151.txt"
    path.write_text("\n".join(["39,59", *path.read_text().splitlines()[1:]]))
    after = report_of(root, ["isbi-unet"], learning=not_again).rows[0]
    assert after.runs[0].cached
    assert after.sets[0].main.evaluation.overall.mre > before.sets[0].main.evaluation.overall.mre


def test_long_rows_wait_until_they_are_asked_for(root):
    fake = fake_of(root)
    report = report_of(root, None, learning=fake)
    names = [row.row.name for row in report.rows]
    assert names == ["head-farnet-20", "head-gu2net-20", "isbi-readers"]
    waiting = next(note for note in report.notes if note.startswith("Not measured, as it takes long"))
    assert "isbi-farnet-t2-msfa-add" in waiting


def test_what_the_box_has_learned_from_needs_its_model(root, tmp_path):
    report = report_of(root, ["head-box-disturbed", "isbi-readers"])
    assert [row.row.name for row in report.rows] == ["isbi-readers"]
    assert "Not measured, as no model comes with this program: head-box-disturbed." in report.notes
    (tmp_path / "head.safetensors").write_bytes(b"weights")
    fake = fake_of(root)
    report_of(root, ["head-box-disturbed"], learning=fake, box=tmp_path / "head.safetensors")
    (request,) = fake.requests
    assert request.model == tmp_path / "head.safetensors"
    assert request.domains[0].train == request.domains[0].validation == ()


def test_the_score_of_the_box_is_that_of_a_model_trained_likewise_on_films_to_learn_from(root, tmp_path):
    (tmp_path / "head.safetensors").write_bytes(b"weights")
    fake = fake_of(root)
    (row,) = report_of(root, ["head-box"], learning=fake, box=tmp_path / "head.safetensors").rows
    (request,) = fake.requests
    assert request.model is None
    learned = {film.identity for film in (*request.domains[0].train, *request.domains[0].validation)}
    assert learned
    assert learned.isdisjoint(film for film, _ in request.domains[0].test)
    assert row.sets[0].scores


def test_the_report_has_everything_to_repeat_it_and_published_rows_with_their_films(root):
    report = report_of(
        root, ["isbi-farnet", "isbi-readers", "mixture-gu2net", "aasce-farnet", "shenzhen-unet"]
    )
    data = json.loads(json.dumps(report.as_json(), allow_nan=False))
    key = data["rows"][-1]["runs"][0]["key"]
    assert {"versions", "code", "recipe", "domains", "device", "seed", "threads"} <= set(key)
    assert all(part in key["domains"][0] for part in ("train", "validation", "test", "landmarks"))
    assert data["rows"][0]["sets"][0]["scores"][0]["landmarks"]
    text = report.text()
    assert "150 films, ISBI 2015 test 1" in text
    assert all(part in text for part in ("FARNet, table 5", "600 films: 250 head", "px of 512 x 512"))
    tables = [part.splitlines() for part in text.split("\n\n") if part.startswith("|")]
    assert all(len({len(line) for line in lines}) == 1 for lines in tables)  # aligned
    assert "our 2 test1 films of ISBI 2015 cephalograms" in text


def test_intervals_are_drawn_over_films_and_hold_the_mean(root):
    films = find_sets(root / "hand_atlas")[0].read()
    rng = np.random.default_rng(0)
    tested = []
    for film, marks in films.truth.items():
        moved = [replace(m, x=m.x + rng.normal(), y=m.y) for m in marks.placed()]
        tested.append(ScoredFilm(film, film, LandmarkSet(film, {m.name: m for m in moved})))
    main = scores_of(films, tested)[0]
    low, high = main.confidence.mre.low, main.confidence.mre.high
    assert low < main.evaluation.overall.mre < high


def test_a_landmark_not_found_is_a_miss_on_every_grid(root):
    chests = find_sets(root / "chest_sz")[0].read()
    film = next(iter(chests.films))
    nothing = grid_score(chests, [ScoredFilm(film, film, LandmarkSet(film))])
    assert nothing.evaluation.overall.missing == 6
    assert nothing.evaluation.overall.sdr == (0.0, 0.0, 0.0)
    found = grid_score(chests, [ScoredFilm(film, film, chests.truth[film])])
    assert found.evaluation.overall.mre == pytest.approx(0.0)
    assert points_of(chests.truth[film], ("1",)).shape == (1, 2)


def test_films_without_an_answer_are_misses_and_the_table_says_so(root):
    class Unsure(Fake):
        def _moved(self, marks):
            return {} if marks.film == "152" else super()._moved(marks)

    sets = {found.name: found.read().truth for found in find_sets(root)}
    report = report_of(root, ["isbi-farnet"], learning=Unsure(sets))
    overall = report.rows[0].sets[0].main.evaluation.overall
    assert (overall.count, overall.missing) == (3 * 19, 19)
    assert overall.mre == pytest.approx(0.5)
    assert overall.sdr[0] == pytest.approx(200 / 3)
    assert "isbi-farnet 19 of 57. MRE, SD and median are without them; in SDR" in report.text()
    assert "without a prediction" not in report_of(root, ["isbi-unet"]).text()


def test_pictures_are_written_for_every_set(root, tmp_path):
    report_of(root, ["isbi-farnet", "isbi-unet", "wing-unet"], plots=tmp_path / "plots")
    assert sorted(path.name for path in (tmp_path / "plots").iterdir()) == ["pck-isbi.png", "pck-wing.png"]


def test_a_limit_keeps_so_many_films_of_each_part(root):
    fake = fake_of(root)
    report = report_of(root, ["hand-atlas-last300-unet"], learning=fake, limit=2)
    domain = fake.requests[0].domains[0]
    assert [len(part) for part in (domain.train, domain.validation, domain.test)] == [2, 1, 2]
    assert report.rows[0].sets[0].films == "first 2 of 4 test films"
    with pytest.raises(EngineError, match="0 films are too few"):
        report_of(root, None, limit=0)


def test_rows_without_their_sets_are_named(root):
    report = report_of(root, ["isbi-readers", "spine-unet"])
    assert report.notes[0] == "Left out, as their sets are not there: spine-unet."
    with pytest.raises(EngineError, match="on which no such row is measured"):
        report_of(root, ["spine-unet"])


def test_a_split_or_a_reader_that_is_not_there_is_said(root):
    folder = root / "boostnet_labeldata"
    for part in (folder / "labels" / "test").iterdir():
        part.unlink()
    report = report_of(root, ["aasce-official-unet", "head-readers", "isbi-readers"])
    assert [row.row.name for row in report.rows] == ["isbi-readers"]
    assert report.notes[:2] == (
        "Not measured, as its set has no tables of two readers: head-readers.",
        "Not measured, as the films of its split are not there: aasce-official-unet.",
    )


def test_every_row_has_a_name_of_its_own():
    names = [row.name for row in all_rows()]
    assert len(names) == len(set(names))
    assert {"head-box", "isbi-farnet-vgg-16", "aasce-5fold-farnet", "mixture-local"} < set(names)
    chosen, lacking = chosen_rows(["isbi-farnet"], {"isbi"})
    assert ([row.name for row in chosen], lacking) == (["isbi-farnet"], [])
