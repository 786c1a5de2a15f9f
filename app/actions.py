"""Everything a person can do, declared once: menus, toolbar, keys and the F1 sheet come from this table."""

from __future__ import annotations

from collections.abc import Iterable

from app.action import Action, Scope
from app.film_actions import FILMS, GESTURES, MARKS, VIEW
from app.work_actions import EDIT, FILE, HELP, PREDICTION, PROPAGATION

ACTIONS = (*FILE, *EDIT, *PROPAGATION, *PREDICTION, *FILMS, *MARKS, *VIEW, *HELP, *GESTURES)


def conflicts(actions: Iterable[Action]) -> tuple[str, ...]:
    """One sentence for each key that two actions want; the film view lies inside the window."""
    owners: dict[str, Action] = {}
    found = []
    for action in (action for action in actions if action.scope is not Scope.GESTURE):
        for key in action.keys:
            other = owners.setdefault(key.casefold(), action)
            if other is not action:
                found.append(f"{key} is wanted by {other.id} and by {action.id}.")
    return tuple(found)
