"""Models that are known by a name: those of the box, and those that this person has imported or made."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import platformdirs

from engine.errors import EngineError
from engine.models.model_files import SUFFIX, ModelSummary, list_models, model_paths
from engine.resources import resource

FIND_OUT = "auto"  # in the place of a name: whichever installed model fits a film
# of the box: most films that are measured are of heads; those of spines show a chest, of chests half a spine
_FIRST = ("head", "spine", "chest")


def box_folder() -> Path:
    """Where the models lie that came with OneMark."""
    return resource("models")


def own_folder() -> Path:
    """Where the models lie that this person has imported or made."""
    return Path(platformdirs.user_data_dir("OneMark", appauthor=False)) / "Models"


def installed_model(name: str) -> Path | None:
    """The file of the model of the box or of the person's list that is called `name`; None where none is.

    Looked for as a file's name, with or without its suffix, and then as a title. The very spelling goes
    before others (capitals, accents, spaces at an end), the box before the list. Raises `EngineError`
    where models of several names are meant alike.
    """
    folders = box_folder(), own_folder()
    files = [path for folder in folders for path in model_paths(folder)]
    very = [path for part in ("name", "stem") for path in files if getattr(path, part) == name]
    if very:
        return very[0]
    alike = [path for path in files if _folded(path.name) == _folded(name)]
    if not alike:
        summaries, _ = list_models(folders)
        alike = [each.path for each in summaries if _folded(each.card.title) == _folded(name)]
    if len({path.name for path in alike}) > 1:
        known = ", ".join(path.stem for path in alike)
        raise EngineError(f"Several models are called {name!r}: choose one of {known}.")
    return alike[0] if alike else None


def model_file(given: Path) -> Path:
    """The file `given`; where there is none, the installed model called so.

    Raises `EngineError` for a word that is neither; a path that leads nowhere is left to who reads it.
    """
    found = given if given.is_file() else installed_model(given.as_posix())
    if found is None and not given.exists() and given.name == str(given):
        names = ", ".join(installed_names()) or "none"
        raise EngineError(
            f"There is no model {given}: give a file, or the name of an installed model; installed: {names}."
        )
    return found or given


def installed_models() -> tuple[tuple[ModelSummary, ...], tuple[str, ...]]:
    """What the models of the box and of the person's list say of themselves; see `models_in_order`."""
    return models_in_order(box_folder(), own_folder())


def models_to_ask() -> tuple[tuple[ModelSummary, ...], tuple[str, ...]]:
    """As `installed_models`, the person's own before the box's: they were made for films like theirs."""
    summaries, problems = installed_models()
    box = box_folder()
    return tuple(sorted(summaries, key=lambda each: each.path.parent == box)), problems


def models_in_order(box: Path, own: Path) -> tuple[tuple[ModelSummary, ...], tuple[str, ...]]:
    """What the models in both folders say of themselves: `box` before `own`, each by name.

    Of the box the head comes first, then what shows more than others: these fit its films too.

    And a sentence for every file there that is none.
    """
    summaries, problems = list_models((box, own))
    places = {box / f"{name}{SUFFIX}": place for place, name in enumerate(_FIRST)}
    return tuple(sorted(summaries, key=lambda each: places.get(each.path, len(places)))), problems


def installed_names() -> tuple[str, ...]:
    """What the models of the box and of the person's list are called, as `installed_model` finds them."""
    files = [path for folder in (box_folder(), own_folder()) for path in model_paths(folder)]
    return tuple(dict.fromkeys(path.stem for path in files))


def _folded(name: str) -> str:
    """`name` without what keyboards and file systems spell differently, and without suffixes."""
    folded = unicodedata.normalize("NFC", name).casefold().strip()
    while folded.endswith(SUFFIX):
        folded = folded.removesuffix(SUFFIX).strip()
    return folded
