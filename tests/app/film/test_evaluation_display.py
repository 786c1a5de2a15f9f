"""What the report of an evaluation shows where hardly a film can be compared."""

from app.film.evaluation import _display
from engine.evaluation.metrics import Unit, evaluate
from engine.evaluation.statistics import Resampling, confidence
from engine.landmarks import Landmark, LandmarkSet

FILMS = tuple(f"{number}.png" for number in range(6))


def point(film):
    return LandmarkSet(film, {"A": Landmark("A", 3.0, 4.0)})


def test_where_too_few_films_have_points_the_cell_of_the_interval_says_so():
    truth = {film: point(film) for film in FILMS}
    found = {film: point(film) if film == FILMS[0] else LandmarkSet(film) for film in FILMS}
    report = evaluate(found, truth, ("A",), unit=Unit.PIXELS, thresholds=(1.0,))
    display = _display("", "", report, confidence(report, {}, Resampling(resamples=50)), ())
    header, *rows = display.figures
    assert header == ("", "", "95 % interval")
    assert [cell for _, _, cell in rows] == ["needs 5 films", rows[1][2]]
    assert rows[1][2].startswith("[")
    of_four = [{film: of_all[film] for film in FILMS[:4]} for of_all in (found, truth)]
    few = evaluate(*of_four, ("A",), unit=Unit.PIXELS, thresholds=(1.0,))
    display = _display("", "", few, confidence(few, {}, Resampling(resamples=50)), ())
    assert all(not cell for _, _, cell in display.figures)
    assert display.notes == ("95 % intervals need 1 more film: 4 of 5 were read.",)
