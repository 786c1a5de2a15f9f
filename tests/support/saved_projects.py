"""Projects with everything in them, saved, opened and closed."""

from pathlib import Path

from app.document import edits
from app.document.film import FilmFacts, FilmRecord
from app.document.project import Project
from app.storage.journal import JournalEntry
from app.storage.layout import Layout
from app.storage.opening import Opened, open_project
from app.storage.store import ProjectStore
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

NOW = "2026-01-01T12:00:00.000Z"


def full_project() -> Project:
    facts = FilmFacts(
        "hash", Size(10, 20), Spacing(0.1, 0.2, SpacingSource.IMAGER), {"side": "L"}, unreadable=""
    )
    rich = FilmRecord("sub/ä é.dcm", facts, {"subject": "7"}, edits.typed_spacing(0.3), "blurred")
    plain = FilmRecord("b.png", FilmFacts(unreadable="empty"), mirrored=True, exemplar=True, reviewed=True)
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
        ("S", "N", "A", "B", "U"), {"S": ("Sella",)}, {"N": "front"}, (("A", "B"),), (("S", "N", "A"),)
    )
    sets = {"b.png": LandmarkSet("b.png", {mark.name: mark for mark in marks}, "Ann", 2)}
    films = {film.identity: film for film in (rich, plain, FilmRecord("c.png", sources=("b.png",)))}
    return Project(scheme, films, sets, "Ann", 2)


def store_of(opened: Opened) -> ProjectStore:
    assert opened.store is not None
    return opened.store


def open_and_close(folder: Path) -> Project:
    opened = open_project(folder)
    store_of(opened).close()
    return opened.project


def saved(folder: Path, project: Project) -> Layout:
    store = store_of(open_project(folder))
    store.snapshot(project)
    store.close()
    return store.layout


def placing(project: Project, name: str, x: float = 3.0) -> tuple[JournalEntry, Project]:
    change = edits.place(project, "c.png", name, x, 4.0, now=NOW)
    return JournalEntry("edit", change.text, change.after, project, NOW), project.with_parts(change.after)


def human_points(project: Project) -> tuple[tuple[str, Landmark], ...]:
    """All landmarks that a person decided on, as (film, landmark), in a fixed order."""
    return tuple(
        (film, marks.landmarks[name])
        for film, marks in sorted(project.sets.items())
        for name in sorted(marks.landmarks)
        if marks.landmarks[name].is_human
    )
