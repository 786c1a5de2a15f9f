"""How many films there are of each kind: kept by what changed, and the same as a walk through all films."""

import random

import pytest
from exemplar_windows import exemplar_project, marks, open_window

from app.document import edits
from app.document.film import FilmFacts
from app.document.project import FilmState, Project
from app.workspace.previews import FilmCounts
from engine.landmarks import Origin

FILMS = 30


@pytest.fixture
def window(qtbot, tmp_path):
    window = open_window(qtbot, tmp_path, exemplar_project(FILMS))
    yield window
    window.close()


def counted(workspace):
    """The counts, by looking at every film."""
    project, films = workspace.document.project, workspace.document.project.films
    states = [workspace.previews.state(name) for name in films]
    return FilmCounts(
        {state: states.count(state) for state in FilmState},
        len(project.usable_films()),
        len(project.exemplars()),
        sum(bool(found.placed()) for found in project.sets.values()),
    )


def test_counts_are_those_of_a_walk_whatever_is_edited(window):
    workspace, pick = window.workspace, random.Random(5)
    document, previews = workspace.document, workspace.previews

    def push(change):
        document.push(change)

    def film():
        return f"{pick.randint(1, FILMS)}.png"

    wishes = (
        lambda: push(edits.place(document.project, film(), "A", 3.0, 4.0, now="now")),
        lambda: push(edits.mark_exemplar(document.project, "1.png", pick.random() < 0.5)),
        lambda: push(edits.set_excluded(document.project, [film()], pick.choice(("", "torn")))),
        lambda: document.update_facts({film(): FilmFacts(unreadable=pick.choice(("", "torn")))}),
        lambda: push(edits.add_names(document.project, (f"N{pick.random()}",))),
        lambda: (
            push(edits.remove_landmark(document.project, document.project.scheme.names[-1]))
            if len(document.project.scheme.names) > 1
            else None
        ),
        lambda: previews.add_previews([marks(film(), Origin.PREDICTED)]),
        previews.clear_previews,
        document.undo_stack.undo,
        document.undo_stack.redo,
    )
    for _ in range(400):
        pick.choice(wishes)()
        if pick.random() < 0.3:  # several changes between two questions
            assert previews.counts == counted(workspace)
            assert previews.exemplars == document.project.exemplars()
    document.open(Project())
    assert previews.counts == counted(workspace)


def test_what_follows_an_edit_looks_at_the_films_that_changed_alone(window, monkeypatch):
    window._refresh()
    looked = []
    state = Project.state
    monkeypatch.setattr(Project, "state", lambda project, name: looked.append(name) or state(project, name))
    monkeypatch.setattr(Project, "exemplars", None)  # both walk through all films
    monkeypatch.setattr(Project, "usable_films", None)
    project = window.workspace.document.project
    window.workspace.document.push(edits.place(project, "7.png", "A", 3.0, 4.0, now="now"))
    window._refresh()
    assert set(looked) == {"7.png"}
