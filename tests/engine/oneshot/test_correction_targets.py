"""What corrected films are worth after a one-shot run, on real cephalograms: the rows of a table, printed.

`python packaging/dev.py test --slow -s -k correction_targets` registers three exemplars to the 130 films of
`test` (ten minutes on an idle core). `--one-shot-training` adds the rows in which something is done over all
films anew: the corrected films registered as further exemplars (half an hour), and the preset `quick` before
and after it learns on (hours). Films that are scored are never those that were corrected.
"""

import csv
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.observers.reading_offsets import ReadFilm, fit_reading
from engine.oneshot.advisor import AdvisorConfig, advise
from engine.oneshot.propagate import FilmSource, Method, PropagationSettings, propagate
from engine.operation import run
from engine.registration.instance import InstanceConfig

HEAD = Path(__file__).resolve().parents[3].parent / "shared" / "radiographs" / "head"
MM = 0.234375  # mm per pixel
CORRECTED, DRAWS, SEED = 5, 60, 0
WRONG = 3.0  # mm from which the reviewer corrects
CPU = PropagationSettings(Method.REGISTRATION, device="cpu")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(0),
    pytest.mark.skipif(not HEAD.exists(), reason="needs the head radiographs in ../shared/radiographs"),
]


@dataclass(frozen=True)
class Head:
    """The films of the set: `truth` as a person places it, `train` and `test` their identities."""

    scheme: Scheme
    truth: dict[str, LandmarkSet]
    train: tuple[str, ...]
    test: tuple[str, ...]

    def sources(self, films):
        return [FilmSource(film, HEAD / "images" / f"{film}.jpg") for film in films]

    def propagated(self, films, exemplars, settings=CPU, corrections=()):
        """What a run from `exemplars` finds on `films`."""
        every = self.sources(dict.fromkeys([*exemplars, *films]))
        truth = [self.truth[film] for film in exemplars]
        return run(propagate(every, truth, self.scheme, settings, corrections))

    def off(self, marks):
        """Radial errors [K] of a film, mm; inf where nothing was found."""
        truth = self.truth[marks.film]
        return np.array([distance(marks.get(name), truth.get(name)) for name in self.scheme.names])

    def mre(self, sets, films):
        return float(np.mean([self.off(sets[film]) for film in films]))


def distance(found, true):
    if found.position is None:
        return np.inf
    return MM * float(np.hypot(found.x - true.x, found.y - true.y))


@pytest.fixture(scope="module")
def head():
    names = tuple(json.loads((HEAD / "landmark_names.json").read_text(encoding="utf-8")))
    with (HEAD / "landmarks.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row[0] != "image"]
    truth = {}
    for film, *values in rows:
        points = zip(names, np.array(values, dtype=float).reshape(-1, 2).tolist(), strict=True)
        placed = {name: Landmark(name, x, y, Presence.PRESENT, Origin.ANNOTATED) for name, (x, y) in points}
        truth[film] = LandmarkSet(film, placed)
    with (HEAD / "split.csv").open(encoding="utf-8", newline="") as file:
        split = {row["image"]: row["split"] for row in csv.DictReader(file)}
    parts = (tuple(film for film in truth if split[film] == part) for part in ("train", "test"))
    return Head(Scheme(names), truth, *parts)


@pytest.fixture(scope="module")
def registered(head):
    """Exemplar -> what its registration finds on the test films."""
    return {film: head.propagated(head.test, [film]).sets for film in ("019", "071", "125")}


def corrected_reading(head, sets, films):
    """How the person who corrected `films` places points beside those of the run."""
    return fit_reading(
        [ReadFilm(sets[film], head.truth[film]) for film in films], head.scheme.names, "a", "b"
    )


def show(what, before, after, wanted):
    print(
        f"\n{what}: {before:.2f} -> {after:.2f} mm, {100 * (after / before - 1):+.0f} % (wanted {wanted} %)"
    )


def drawn(films, number):
    """`CORRECTED` of `films`, and the untouched others."""
    chosen = np.random.default_rng(number).permutation(len(films))[:CORRECTED]
    corrected = [films[index] for index in chosen]
    return corrected, [film for film in films if film not in corrected]


@pytest.mark.parametrize("exemplar", ["019", "071"])
def test_five_corrected_films_bring_the_others_nearer_without_any_training(head, registered, exemplar):
    sets, before, after = registered[exemplar], [], []
    for number in range(DRAWS):
        corrected, untouched = drawn(head.test, number)
        reading = corrected_reading(head, sets, corrected)
        before.append(head.mre(sets, untouched))
        after.append(head.mre({film: reading.applied(sets[film]) for film in untouched}, untouched))
    show(f"{exemplar}, registration, offsets of {CORRECTED} films", np.mean(before), np.mean(after), -15)
    assert np.mean(after) < np.mean(before)


def registered_anew(head, exemplar, corrected, untouched):
    """Registration with the corrected films as further exemplars: nothing is trained."""
    return head.propagated(untouched, [exemplar, *corrected]).sets


def quick_learned_on(head, exemplar, corrected, untouched):
    """`quick` from one exemplar, and after it has learned on from the corrected films too."""
    quick = replace(CPU, method=Method.ONE_SHOT)
    first = head.propagated(head.test, [exemplar], quick)
    onward = head.propagated(head.test, [exemplar, *corrected], replace(quick, start=first.learned))
    return first.sets, {film: onward.sets[film] for film in untouched}


@pytest.mark.parametrize("exemplar", ["019", "071"])
def test_five_corrected_films_serve_as_exemplars_too(head, registered, exemplar, pytestconfig):
    if not pytestconfig.getoption("one_shot_training"):
        pytest.skip("takes half an hour: --one-shot-training")
    corrected, untouched = drawn(head.test, SEED)
    before, after = registered[exemplar], registered_anew(head, exemplar, corrected, untouched)
    show(f"{exemplar}, registered anew", head.mre(before, untouched), head.mre(after, untouched), -25)
    assert head.mre(after, untouched) < 0.75 * head.mre(before, untouched)


@pytest.mark.parametrize("exemplar", ["019", "071"])
def test_quick_learns_on_from_five_corrected_films(head, exemplar, pytestconfig):
    if not pytestconfig.getoption("one_shot_training"):
        pytest.skip("takes hours: --one-shot-training")
    corrected, untouched = drawn(head.test, SEED)
    before, after = quick_learned_on(head, exemplar, corrected, untouched)
    reading = corrected_reading(head, before, corrected)
    moved = {film: reading.applied(before[film]) for film in untouched}
    show(f"{exemplar}, quick, offsets", head.mre(before, untouched), head.mre(moved, untouched), -15)
    show(f"{exemplar}, quick, learned on", head.mre(before, untouched), head.mre(after, untouched), -25)
    assert head.mre(after, untouched) < head.mre(before, untouched)


@dataclass
class Reviewer:
    """Corrects what is more than `WRONG` mm off; each press of Space, drag and Enter is a gesture.

    `sets` are what is shown. After each step the offsets are fitted anew, where the reviewer `learns`, and
    move what nobody has decided on.
    """

    head: Head
    raw: dict[str, LandmarkSet]
    learns: bool

    def __post_init__(self):
        self.sets, self.films, self.gestures = dict(self.raw), set(), 0

    def step_by_film(self):
        """Go to the film with the worst point, drag all that are wrong, accept the film with Enter."""
        film = max(self._open(), key=lambda spot: expected(self.sets[spot[0]].get(spot[1])))[0]
        wrong = self.head.off(self.sets[film]) > WRONG
        for name, off in zip(self.head.scheme.names, wrong, strict=True):
            self._decide(film, name, off)
        self.gestures += int(wrong.sum()) + 1  # Enter goes on to the next film too

    def step_by_point(self):
        """Go to the worst point of all films with Space, drag it where it is wrong, look at no other one."""
        film, name = max(self._open(), key=lambda spot: expected(self.sets[spot[0]].get(spot[1])))
        off = self.head.off(self.sets[film])[self.head.scheme.names.index(name)] > WRONG
        self._decide(film, name, off)
        self.gestures += 1 + int(off)

    def _open(self):
        return [
            (film, mark.name)
            for film, marks in self.sets.items()
            for mark in marks.placed()
            if mark.origin is Origin.PREDICTED
        ]

    def _decide(self, film, name, wrong):
        mark, true = self.sets[film].get(name), self.head.truth[film].get(name)
        place, origin = (true, Origin.CORRECTED) if wrong else (mark, Origin.ACCEPTED)
        decided = replace(mark, x=place.x, y=place.y, presence=Presence.PRESENT, origin=origin)
        self.sets[film] = self.sets[film].with_landmarks([decided])
        self.films.add(film)

    def learn(self):
        read = [ReadFilm(self.raw[film], self.sets[film]) for film in self.films]
        reading = fit_reading(read, self.head.scheme.names, "reviewer", "registration")
        self.sets = {film: reading.applied(marks) for film, marks in self.sets.items()}

    def share_right(self):
        """SDR 3 mm over all films."""
        return float(np.mean([self.head.off(marks) <= WRONG for marks in self.sets.values()]))


def expected(mark):
    """The expected error by which the queue is ordered."""
    return (mark.spread or 0.0) if mark.error_radius is None else mark.error_radius


@pytest.mark.parametrize("learns", [False, True], ids=["without", "with"])
@pytest.mark.parametrize(("by_film", "wanted"), [(True, 0.5), (False, 1.0)], ids=["film", "point"])
def test_a_reviewer_in_queue_order_needs_less_than_half_the_gestures_of_clicking_all(
    head, registered, learns, by_film, wanted
):
    """From point to point, at loupe zoom where no other point is seen, it is more than half."""
    reviewer = Reviewer(head, registered["125"], learns)
    start, clicks, steps = reviewer.share_right(), len(head.scheme.names) * len(head.test), 0
    while reviewer.share_right() < 0.95:
        reviewer.step_by_film() if by_film else reviewer.step_by_point()
        steps += 1
        if learns and (by_film or steps % 10 == 0):
            reviewer.learn()
    share, way = 100 * reviewer.gestures / clicks, "with" if learns else "without"
    print(
        f"\n125, registration, {'film by film' if by_film else 'point by point'} {way} offsets: SDR 3 mm "
        f"{100 * start:.1f} -> {100 * reviewer.share_right():.1f} % after {steps} steps on "
        f"{len(reviewer.films)} of {len(head.test)} films, {reviewer.gestures} gestures, {share:.0f} % of "
        f"{clicks} clicks (wanted {100 * wanted:.0f} %)"
    )
    assert reviewer.gestures <= wanted * clicks


def test_the_advised_film_registers_better_than_films_at_random(head):
    """On `train` films, at half the usual size of grids: what the advisor was chosen on."""
    advice = run(advise(head.sources(head.train), config=AdvisorConfig(), device="cpu"))
    order = [head.train[index] for index in np.random.default_rng(0).permutation(len(head.train))]
    films, others = order[:20], order[20:44]
    coarse = replace(CPU, instance=InstanceConfig(fine=192))

    def error(exemplar):
        scored = [film for film in films if film != exemplar]
        return head.mre(head.propagated(scored, [exemplar], coarse).sets, scored)

    advised, usual = error(advice.ranked[0].film), [error(film) for film in others]
    print(
        f"\nadvised {advice.ranked[0].film}: {advised:.2f} mm; {len(others)} films at random: mean "
        f"{np.mean(usual):.2f}, median {np.median(usual):.2f}, best {min(usual):.2f} mm"
    )
    assert advised < min(np.mean(usual), np.median(usual))
