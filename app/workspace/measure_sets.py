"""The sets of measurements at hand: of the scheme, beside the films, shipped; which one a project has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.document.document import Document
from app.settings import Settings
from app.translation import tr
from engine.errors import EngineError
from engine.landmarks import Scheme
from engine.measurements.measurement_set import MeasurementSet
from engine.measurements.set_file import SUFFIX, find_set, shipped_sets
from engine.measurements.values import landmark_names

SET_FILES = tr("Sets of measurements (*{suffix} *.toml)", suffix=SUFFIX)
_CHOSEN, _GROUP = "measures-set", "measures-group"  # what is kept in mind of a project


class MeasureSets:
    """A set is known by its key: its name where it ships, else the path of its file. Each is read once."""

    def __init__(self, document: Document, settings: Settings) -> None:
        self._document, self._settings = document, settings
        self._read: dict[str, MeasurementSet] = {}
        self._opened: dict[str, list[str]] = {}  # project -> files that were opened for it
        self._beside: tuple[Path | None, list[str]] = (None, [])  # folder, and the sets that lay there

    @property
    def _project(self) -> str:
        return str(self._document.folder or "")

    def read(self, key: str, *, again: bool = False) -> MeasurementSet:
        """The set of a key, once more from its file where it is wanted `again`. Raises `EngineError`."""
        if again or key not in self._read:
            self._read[key] = find_set(key)
        return self._read[key]

    def choose(self, key: str) -> None:
        """Keep the set of this project in mind; of another one its groups mean nothing."""
        if key not in shipped_sets() and key not in self._files():
            self._opened.setdefault(self._project, []).append(key)
        self._settings.note(_CHOSEN, self._project, key)
        self._settings.note(_GROUP, self._project, "")

    @property
    def chosen(self) -> str:
        """The key of the set that was chosen, else of one that lies beside the films or fits them; or ""."""
        noted = self._settings.noted(_CHOSEN, self._project)
        if noted:
            return noted
        return next(iter([*self._files(), *self._fitting(self._document.project.scheme)]), "")

    @property
    def group(self) -> str:
        """The group that is shown; "" for all."""
        return self._settings.noted(_GROUP, self._project)

    def choose_group(self, group: str) -> None:
        """Keep the group of this project in mind."""
        self._settings.note(_GROUP, self._project, group)

    def offered(self) -> Mapping[str, str]:
        """Key -> title: those for the landmarks of the project first, files beside its films among them.

        Looks into the folder again.
        """
        self._beside = (None, [])
        keys = [*self._files(), *self._fitting(self._document.project.scheme), *shipped_sets()]
        titles = {}
        for key in dict.fromkeys(keys):
            try:
                titles[key] = self.read(key).title
            except EngineError:  # who chooses it is told why
                titles[key] = Path(key).name
        return titles

    def _files(self) -> list[str]:
        """Those beside the films, those that were opened, the chosen one."""
        folder = self._document.folder
        if folder is not None and self._beside[0] != folder:
            self._beside = folder, sorted(str(path) for path in folder.glob(f"*{SUFFIX}"))
        noted = self._settings.noted(_CHOSEN, self._project)
        chosen = [] if noted in (*shipped_sets(), "") else [noted]
        return list(dict.fromkeys([*chosen, *self._beside[1], *self._opened.get(self._project, ())]))

    def _fitting(self, scheme: Scheme) -> list[str]:
        """Shipped ones that measure something of `scheme`: first those that it names, then by how much."""
        found = {}
        for key in shipped_sets():
            count = measurable(self.read(key), scheme)
            if count or key in scheme.measurements:
                found[key] = (key not in scheme.measurements, -count)
        return sorted(found, key=lambda key: found[key])


def measurable(measures: MeasurementSet, scheme: Scheme) -> int:
    """How many measurements of a set have all their landmarks in `scheme`."""
    if not scheme.names:
        return 0
    try:
        known = set(landmark_names(measures, scheme.names).values())
    except EngineError:
        return 0
    return sum(known.issuperset(measures.needs[each.symbol].landmarks) for each in measures.shown)
