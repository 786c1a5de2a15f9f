"""Projects with everything in them, saved, opened and closed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.document import edits
from app.document.film import AuditStage, FilmAudit, FilmFacts, FilmRecord
from app.document.opinions import FilmOpinions
from app.document.project import Project
from app.document.reading import ReadingWish
from app.storage.journal import JournalEntry
from app.storage.layout import Layout
from app.storage.opening import Opened, open_project
from app.storage.store import ProjectStore
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.observers.reading_offsets import LandmarkOffset, ReadingOffsets

NOW = "2026-01-01T12:00:00.000Z"
Place = tuple[str | int, ...]


def full_project() -> Project:
    facts = FilmFacts(
        "hash", Size(10, 20), Spacing(0.1, 0.2, SpacingSource.IMAGER), {"side": "L"}, unreadable=""
    )
    rich = FilmRecord("sub/ä é.dcm", facts, {"subject": "7"}, edits.typed_spacing(0.3), "blurred")
    machine = {"S": Landmark("S", 3.5, 4.0, Presence.PRESENT, Origin.PREDICTED, spread=1.5, model="m")}
    audit = FilmAudit(NOW, 7, 1, 3, AuditStage.AGAIN, machine, machine, {"S": (3.25, 4.5)})
    plain = FilmRecord(
        "b.png", FilmFacts(unreadable="empty"), mirrored=True, exemplar=True, reviewed=True, audit=audit
    )
    marks = [
        Landmark(
            "S", 1.25, 2.5, Presence.PRESENT, Origin.CORRECTED, 0.5, 2.0, 3.0, 0.9, (1.0, 2.0), NOW, "m"
        ),
        Landmark("N", 1.0, 2.0, Presence.OCCLUDED, Origin.PREDICTED, stale=True),
        Landmark("A", presence=Presence.ABSENT, origin=Origin.ANNOTATED),
        Landmark("B", 5.0, 6.0, Presence.PRESENT),
        Landmark("U", predicted=(4.0, 4.0)),
    ]
    scheme = Scheme(
        ("S", "N", "A", "B", "U"),
        {"S": ("Sella",)},
        {"N": "front"},
        (("A", "B"),),
        (("S", "N", "A"),),
        (("N", "A", "B"),),
        ("cephalometry",),
    )
    sets = {"b.png": LandmarkSet("b.png", {mark.name: mark for mark in marks}, "Ann", 2)}
    films = {film.identity: film for film in (rich, plain, FilmRecord("c.png", sources=("b.png",)))}
    wishes = {"m": ReadingWish(True, frozenset({"N"}), {"S": (0.5, 1.5)})}
    offsets = (LandmarkOffset((1.0, 2.0), 0.5, 3.0, 0.75), LandmarkOffset())
    reading = ReadingOffsets("Ann", "m", ("S", "N"), ((0.0, 1.0), (2.0, 3.0)), offsets, 3)
    said = {"prediction": {"S": (1.0, 2.0), "N": (1.0, 2.0)}, "detector 1": {"N": (1.25, 2.5)}}
    opinions = FilmOpinions("m", said, {"S": (2.0, 3.0)}, 0.9)
    return Project(scheme, films, sets, "Ann", 2, {"b.png": opinions}, {"m": reading}, wishes)


def store_of(opened: Opened) -> ProjectStore:
    assert opened.store is not None
    return opened.store


def saved(folder: Path, project: Project) -> Layout:
    store = store_of(open_project(folder))
    store.snapshot(project)
    store.close()
    return store.layout


def placing(project: Project, name: str, x: float = 3.0) -> tuple[JournalEntry, Project]:
    change = edits.place(project, "c.png", name, x, 4.0, now=NOW)
    return JournalEntry("edit", change.text, change.after, project, NOW), project.with_parts(change.after)


def shown(opened: Opened) -> Project:
    return opened.project.with_parts(opened.restored.after) if opened.restored else opened.project


def differences(first: Project, second: Project) -> list[Place]:
    """The places where the file's parts of two projects differ."""
    parts = [
        {
            ("scheme",): project.scheme,
            ("reader",): project.reader,
            ("reading",): project.reading,
            **{("films", name): film for name, film in project.films.items()},
            **{
                ("landmarks", film, name): mark
                for film, marks in project.sets.items()
                for name, mark in marks.landmarks.items()
            },
            **{("opinions", film): said for film, said in project.opinions.items()},
            **{
                ("readings", model): (
                    [each.as_plain() for key, each in project.readings.items() if key == model],
                    wish,
                )
                for model, wish in project.wishes.items()
            },
        }
        for project in (first, second)
    ]
    return [key for key in {**parts[0], **parts[1]} if parts[0].get(key) != parts[1].get(key)]


def meet(first: Place, second: Place) -> bool:
    """True where one place lies in the other."""
    return all(a == b for a, b in zip(first, second, strict=False))


def places(value: Any, place: Place = ()) -> Iterator[Place]:
    """The place of every value in a JSON value that is at `place`, its own first."""
    yield place
    numbered = enumerate(value) if isinstance(value, list) else ()
    for key, inner in value.items() if isinstance(value, dict) else numbered:
        yield from places(inner, (*place, key))


def human_points(project: Project) -> tuple[tuple[str, Landmark], ...]:
    """All landmarks that a person decided on, as (film, landmark), in a fixed order."""
    return tuple(
        (film, marks.landmarks[name])
        for film, marks in sorted(project.sets.items())
        for name in sorted(marks.landmarks)
        if marks.landmarks[name].is_human
    )
