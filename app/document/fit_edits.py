"""Films whose anatomy does not fit what was to be found on them: marked, and rid of guessed points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.document.change import Change, change
from app.document.film import FilmRecord
from app.document.opinions import FilmOpinions
from app.document.project import Project
from app.translation import tr
from engine.landmarks import LandmarkSet, Origin


def mark_unfit(project: Project, unfit: Mapping[str, str], names: Iterable[str]) -> Change:
    """Note on films why nothing was predicted there: `unfit` is film -> sentence.

    Older predictions of the landmarks `names` go from these films, for whoever asks now does not believe
    them; what a person placed stays. Exemplars, films of an audit, excluded and unknown
    films are passed over.
    """
    gone = frozenset(names)
    sets: dict[str, LandmarkSet | None] = {}
    films: dict[str, FilmRecord | None] = {}
    opinions: dict[str, FilmOpinions | None] = {}
    for film, sentence in unfit.items():
        record = project.films.get(film)
        if record is None or record.excluded or record.exemplar or record.is_read_blind:
            continue
        films[film] = replace(record, unfit=sentence, doubt="")
        if film in project.sets:
            sets[film] = _without_predictions(project.sets[film], gone)
        if film in project.opinions:
            opinions[film] = None
    text = tr("Mark {films} without a fit", films=tr("{n} film", "{n} films", n=len(films)))
    return change(project, text, sets=sets, films=films, opinions=opinions)


def _without_predictions(marks: LandmarkSet, names: frozenset[str]) -> LandmarkSet:
    kept = {
        name: mark
        for name, mark in marks.landmarks.items()
        if name not in names or mark.origin is not Origin.PREDICTED
    }
    return replace(marks, landmarks=kept)
