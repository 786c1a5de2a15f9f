"""Which landmark of the scheme a strange name may mean: a guess that a person confirms."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from engine.landmarks import Scheme


def strange_names(names: Iterable[str], scheme: Scheme) -> tuple[str, ...]:
    """The names that are neither in the scheme nor one of its aliases; none where one side is numbered."""
    given = tuple(names)
    if _numbered(given) or _numbered(scheme.names):
        return ()
    return tuple(name for name in given if scheme.find(name) is None)


def matched(theirs: Scheme, names: Iterable[str], scheme: Scheme) -> Mapping[str, str]:
    """Landmark of a model -> the one of `scheme` that it is: by its name, or another spelling on either side.

    `names`: those landmarks of `theirs` that the model finds. Where one side is only numbered and both have
    as many, they are matched by their order.
    """
    given = tuple(names)
    if len(given) == len(scheme.names) and _numbered(given) != _numbered(scheme.names):
        return dict(zip(_counted_up(given), _counted_up(scheme.names), strict=True))
    found: dict[str, str] = {}
    taken: set[str] = set()
    # a name that is spelled just so comes first: gn must not take Gn from the Gn that follows
    for name in sorted(given, key=lambda name: name not in scheme.names):
        spellings = (name, *theirs.aliases.get(name, ()))
        same = next((hit for spelling in spellings if (hit := scheme.find(spelling))), None)
        if same is not None and same not in taken:
            found[name] = same
            taken.add(same)
    return {name: found[name] for name in given if name in found}


def _counted_up(names: Sequence[str]) -> Sequence[str]:
    """Numbers by their value, names as they are."""
    return sorted(names, key=int) if _numbered(names) else names


def guesses(strange: Iterable[str], free: Iterable[str]) -> Mapping[str, str]:
    """A free landmark for each strange name, "" where nothing is near; each landmark is guessed once."""
    free = list(free)
    found: dict[str, str] = {}
    for name in strange:
        found[name] = _guess(name, free)
        if found[name]:
            free.remove(found[name])
    return found


def with_aliases(scheme: Scheme, meant: Mapping[str, str]) -> Scheme:
    """The scheme that knows the strange names as aliases of the landmarks that they mean; "" means none."""
    aliases = dict(scheme.aliases)
    for name, landmark in meant.items():
        if landmark:
            aliases[landmark] = (*aliases.get(landmark, ()), name)
    return replace(scheme, aliases=aliases)


def _guess(name: str, free: Sequence[str]) -> str:
    """An abbreviation in brackets, initials, the only name that begins so, or one that is spelt alike."""
    wanted = _plain(name)
    brackets = {landmark: re.findall(r"\(([^)]*)\)", landmark) for landmark in free}
    in_brackets = [landmark for landmark, texts in brackets.items() if wanted in map(_plain, texts)]
    initials = [landmark for landmark in free if len(wanted) > 1 and wanted == _initials(landmark)]
    begins = [landmark for landmark in free if _plain(landmark).startswith(wanted)]
    for choice in (in_brackets, initials, begins):
        if len(choice) == 1:
            return choice[0]
    plain = {_plain(landmark): landmark for landmark in free}
    near = difflib.get_close_matches(wanted, plain, 1, 0.75)
    return plain[near[0]] if near else ""


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W_]+", text.casefold()))


def _numbered(names: Sequence[str]) -> bool:
    return bool(names) and all(
        name.isdecimal() and len(name) < 10 for name in names
    )  # of a place, not a code
