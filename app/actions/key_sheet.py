"""The keys that actions have, usual or the person's own; the sheet of mouse and keys in the guide."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.actions.action import Action, Menu, Scope
from app.actions.table import ACTIONS
from app.translation import tr
from app.views.keys_page import KeyRow, clash, native
from app.views.plain import marked

Keys = Mapping[str, tuple[str, ...]]  # action -> the keys that a person chose instead of the usual ones

_NUDGES = [f"{held}{arrow}" for arrow in ("Left", "Right", "Up", "Down") for held in ("", "Shift+", "Alt+")]
_HELD = {
    tr("Next doubtful point"): ("Space",),
    tr("Back to the point before"): ("Shift+Space",),
    tr("Hide the points"): ("H",),
    tr("Nudge the chosen point"): tuple(_NUDGES),
    tr("what leaves a gesture or a dialog"): ("Esc",),
    tr("what goes to the next control"): ("Tab", "Shift+Tab", "Shift+Backtab"),
    tr("what opens a menu"): ("Menu", "Shift+F10"),
}


def key_rows(own: Keys) -> tuple[KeyRow, ...]:
    """All actions with their keys, and below them what the film view and the menu bar keep for themselves."""
    actions = tuple(
        KeyRow(
            row.id,
            plain(row.text),
            plain(row.menu.text),
            own.get(row.id, row.keys),
            row.keys,
            row.scope is Scope.WINDOW,
        )
        for row in ACTIONS
        if row.menu is not Menu.MOUSE
    )
    held = tuple(KeyRow(f"held {what}", what, "", keys, fixed=True) for what, keys in _HELD.items())
    headings = {menu: plain(menu.text) for menu in Menu if menu is not Menu.MOUSE}
    bar = tuple(
        KeyRow(f"menu {menu.name}", tr("the menu {menu}", menu=heading), "", (_mnemonic(menu),), fixed=True)
        for menu, heading in headings.items()
    )
    return (*actions, *held, *bar)


def sound_keys(stored: Keys) -> tuple[Keys, tuple[str, ...]]:
    """The keys of `stored` that can be had together, and a sentence for each action without."""
    own = {row.id: stored[row.id] for row in key_rows({}) if row.id in stored and not row.fixed}
    notices = []
    while bad := _first_clash(own):
        row, why = bad
        del own[row.id]  # what it would have given up is its own again, and may clash in turn
        again = tr("{action} has its usual keys again.", action=row.label)
        notices.append(f"{again} {why}")
    return own, tuple(notices)


def _first_clash(own: Keys) -> tuple[KeyRow, str] | None:
    rows = key_rows(own)
    for row in (row for row in rows if row.id in own):
        for key in row.keys:
            if (found := clash(rows, row, key)) is not None:
                return row, found.why
    return None


def _mnemonic(menu: Menu) -> str:
    return f"Alt+{menu.text[menu.text.index('&') + 1].upper()}"


def sheet_html(landmarks: int, own: Keys) -> str:
    """The sheet as a table a menu; actions without a key are left to the menus."""
    actions = [action for action in ACTIONS if keys_of(action, own) and action.landmarks <= landmarks]
    parts = []
    for menu in (Menu.MOUSE, *(menu for menu in Menu if menu is not Menu.MOUSE)):
        rows = "".join(_sheet_row(action, own) for action in actions if action.menu is menu)
        if rows:
            parts.append(f"{marked('<h3>{}</h3>', plain(menu.text))}<table cellpadding='3'>{rows}</table>")
    focus = tr("Keys marked * work while the film has the focus (click it, or press {next-panel}).")
    others = tr("Edit > Settings gives other keys.")
    return marked("<p>{} {}</p>", spelled_out(focus, own), others) + "".join(parts)


def _sheet_row(action: Action, own: Keys) -> str:
    keys = tr(" or ").join(keys_of(action, own))
    star = " *" if action.scope is Scope.FILM else ""
    cells = "<td width='190'><b>{}</b>{}</td><td width='190'>{}</td><td>{}</td>"
    return marked(f"<tr>{cells}</tr>", keys, star, plain(action.text), spelled_out(action.help, own))


def keys_of(action: Action, own: Keys) -> tuple[str, ...]:
    """The keys of an action as this system writes them; those of gestures are words."""
    if action.menu is Menu.MOUSE:
        return tuple(spelled_out(key, own) for key in action.keys)
    return tuple(map(native, own.get(action.id, action.keys)))


def spelled_out(text: str, own: Keys) -> str:
    """`text` with the first key of an action where that stands in braces: {fit}."""

    def key(found: re.Match[str]) -> str:
        action = next(action for action in ACTIONS if action.id == found[1])
        return next(iter(keys_of(action, own)), tr("(no key: {action})", action=plain(action.text)))

    return re.sub(r"\{([a-z0-9-]+)\}", key, text)


def plain(text: str) -> str:
    """The words of an action without the marks for its menu."""
    return text.replace("&", "").replace("...", "")
