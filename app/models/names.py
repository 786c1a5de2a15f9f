"""What the landmarks of a model are called in the open project, asked where names alone do not tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QDialog, QWidget

from app.document.name_matching import guesses, matched, strange_names, with_aliases
from app.models.shelf import ModelChoice
from app.translation import tr
from app.views.mapping_dialog import Asked, MappingDialog
from engine.errors import EngineError
from engine.io.shipped_schemes import described
from engine.landmarks import Scheme


@dataclass(frozen=True, slots=True)
class Meaning:
    """`meant`: landmark of the model -> that of the project. `confirmed`: those pairs that a person named.

    `new`: the project had no landmarks when it was asked, so that all of the model's are taken over.
    """

    meant: Mapping[str, str]
    confirmed: Mapping[str, str] = field(default_factory=dict)
    new: bool = False

    def taught(self, scheme: Scheme, model: Scheme) -> Scheme:
        """The scheme that a prediction leaves: with the model's landmarks where there were none at its start.

        Else with new spellings.
        """
        if self.new:
            return scheme.joined(described(model))
        known = {name: landmark for name, landmark in self.confirmed.items() if landmark in scheme.names}
        return with_aliases(scheme, known)


class ModelNames:
    """Asks once for each model and scheme; what was left out stays left out until the next start."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._left_out: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

    def meaning(self, choice: ModelChoice, scheme: Scheme) -> Meaning | None:
        """None where the person thought better of it; EngineError where nothing matches."""
        if not scheme.names:
            return Meaning({name: name for name in choice.names}, new=True)
        meant = dict(matched(choice.scheme, choice.names, scheme))
        confirmed = self._asked(choice, scheme, meant)
        if confirmed is None:
            return None
        meant |= confirmed
        if not meant:
            raise EngineError(
                tr(
                    "{model} finds none of the {n} landmark of this project: choose another model, or name "
                    "its landmarks in the list on the right.",
                    "{model} finds none of the {n} landmarks of this project: choose another model, or name "
                    "its landmarks in the list on the right.",
                    n=len(scheme.names),
                    model=choice.title,
                )
            )
        return Meaning(meant, confirmed)

    def _asked(
        self, choice: ModelChoice, scheme: Scheme, meant: Mapping[str, str]
    ) -> Mapping[str, str] | None:
        """What the person says of names that only look alike; none where nothing does."""
        key = (choice.key, scheme.names)
        free = [name for name in scheme.names if name not in meant.values()]
        strange = [name for name in choice.names if name not in meant]
        strange = [name for name in strange if name not in self._left_out.get(key, ())]
        guessed = guesses(strange_names(strange, scheme), free)
        if not any(guessed.values()):
            return {}
        dialog = MappingDialog(guessed, free, self._window, Asked.MODEL)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        answer = dialog.choice()
        if twice := dialog.chosen_twice:
            raise EngineError(
                tr(
                    "Two landmarks of the model cannot both be {twice}: predict again and choose.",
                    twice=twice,
                )
            )
        self._left_out[key] = tuple(name for name, landmark in answer.items() if not landmark)
        return {name: landmark for name, landmark in answer.items() if landmark}
