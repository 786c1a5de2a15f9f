"""Which film of a folder to annotate first, and which one next to those that a table has."""

from __future__ import annotations

from pathlib import Path

from engine.io.images import film_path, find_films
from engine.io.tables import read_landmarks
from engine.oneshot.advisor import Advice, advise, films_of_people, open_doubts
from engine.oneshot.propagate import FilmSource
from engine.operation import Operation


def advise_folder(images: Path, landmarks: Path | None = None, device: str = "auto") -> Operation[Advice]:
    """Rank the films of the folder `images` by how much their annotation helps the others.

    Exemplars and doubts are those of the table `landmarks`, where there is one. Raises `EngineError`s.
    """
    films = find_films(images)
    exemplars: tuple[str, ...] = ()
    doubts: dict[str, float] = {}
    if landmarks is not None:
        table = read_landmarks(landmarks, films)
        exemplars = films_of_people(table.sets.values())
        doubts = open_doubts(table.sets.values())
    sources = [FilmSource(film, film_path(images, film)) for film in films]
    return (yield from advise(sources, exemplars, doubts, device=device))
