"""The films as rows of a list, with thumbnails that are asked for when a row is first painted."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPixmap

from app.document.project import FilmState
from app.guard import guarded
from app.translation import tr
from app.views.plain import unmarked

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_STATES = {state: place for place, state in enumerate(FilmState)}
STATE_WORDS = {
    FilmState.UNTOUCHED: tr("untouched"),
    FilmState.STARTED: tr("started"),
    FilmState.EXEMPLAR: tr("exemplar"),
    FilmState.PREDICTED: tr("predicted"),
    FilmState.REVIEWED: tr("reviewed"),
    FilmState.UNFIT: tr("does not fit"),
    FilmState.UNREADABLE: tr("unreadable"),
    FilmState.EXCLUDED: tr("excluded"),
}
THUMBNAILS_KEPT = 1500  # about 40 MB; films that were scrolled away long ago are asked for again
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
THUMBNAIL_ROLE = ROW_ROLE + 1
REASON_ROLE = ROW_ROLE + 2
ORDER_ROLE = ROW_ROLE + 3
# check -> film -> why it was found
Findings = Mapping[str, Mapping[str, str]]


class FilmOrder(Enum):
    """By what the list is sorted; films that are alike stay in the order of their names."""

    NAME = auto()
    STATE = auto()
    DOUBT = auto()
    CHANGED = auto()
    SIZE = auto()


@dataclass(frozen=True, slots=True)
class FilmListRow:
    """One film of the list. `detail` is what its state adds: the worst doubt, or a reason.

    `tip`: the same at greater length, for the tooltip; "": the detail is all. `traits`: what else films can
    be found by, in words. To sort by: `doubt_px`, its worst doubt; `changed`, when a person last placed a
    point (seconds); `pixels`, how many it has.
    """

    identity: str
    state: FilmState = FilmState.UNTOUCHED
    detail: str = ""
    tip: str = ""
    traits: tuple[str, ...] = ()
    doubt_px: float = 0.0
    changed: float = 0.0
    pixels: int = 0

    @property
    def words(self) -> str:
        """State and detail as one line."""
        state = STATE_WORDS[self.state]
        return f"{state}: {self.detail}" if self.detail else state

    @property
    def sentence(self) -> str:
        """Name, state and all that is told."""
        return (
            f"{self.identity}, {STATE_WORDS[self.state]}: {self.tip}"
            if self.tip
            else f"{self.identity}, {self.words}"
        )


@guarded
class FilmModel(QAbstractListModel):
    """Rows by index and by identity; `thumbnail_wanted` carries an identity, once until it is there."""

    thumbnail_wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FilmListRow] = []
        self._places: dict[str, int] = {}
        self._thumbnails: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self._traits: Counter[str] = Counter()
        self.findings: Findings = {}
        self.order = FilmOrder.NAME
        self._held: tuple[str, float] = ("", 0.0)  # the film that keeps its place while it is on screen
        self.check = ""  # the one of which rows give the reason

    def set_findings(self, findings: Findings) -> None:
        """Take in what checks have found; rows tell of it when they are painted next."""
        self.findings = findings
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def set_rows(self, rows: Sequence[FilmListRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self._places = {row.identity: place for place, row in enumerate(self._rows)}
        self._traits = Counter(trait for row in self._rows for trait in row.traits)
        self._asked.clear()
        self.endResetModel()

    def update_rows(self, rows: Sequence[FilmListRow]) -> None:
        """Show new states of films that are in the list; others are passed over."""
        changed = []
        for row in rows:
            place = self._places.get(row.identity)
            if place is not None and self._rows[place] != row:
                self._traits.subtract(self._rows[place].traits)
                self._traits.update(row.traits)
                self._rows[place] = row
                changed.append(place)
        self._tell_changed(sorted(changed))

    @property
    def traits(self) -> tuple[str, ...]:
        """The traits that some film has, in the order of the alphabet."""
        return tuple(sorted(trait for trait, count in self._traits.items() if count > 0))

    def forget_thumbnails(self) -> None:
        """Another folder: no picture of the old one may show up."""
        self._thumbnails.clear()
        self._asked.clear()

    def set_thumbnail(self, identity: str, image: QImage) -> None:
        """Take in the picture that was asked for."""
        self._thumbnails[identity] = QPixmap.fromImage(image)
        if len(self._thumbnails) > THUMBNAILS_KEPT:
            gone, _ = self._thumbnails.popitem(last=False)
            self._asked.discard(gone)
        if identity in self._places:
            self._tell_changed([self._places[identity]])

    def holds(self, identities: Sequence[str]) -> bool:
        """True where the rows are those of these very films, in this order."""
        return list(self._places) == list(identities)

    def row(self, place: int) -> FilmListRow:
        """The film in a row."""
        return self._rows[place]

    def place(self, identity: str) -> int:
        """The row number of a film, -1 where it is not in the list."""
        return self._places.get(identity, -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many films there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = ROW_ROLE) -> Any:
        """A row, its words or its thumbnail."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.identity
        if role == Qt.ItemDataRole.ToolTipRole:
            return unmarked(self._sentence(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(row)
        if role == ORDER_ROLE:
            return self._rank(index.row())
        if role == REASON_ROLE:
            return self.findings.get(self.check, {}).get(row.identity, "")
        return self._thumbnail(row.identity) if role == THUMBNAIL_ROLE else None

    def sort_by(self, order: FilmOrder) -> None:
        """Rank films by `order` from now on, the held one too."""
        self.order = order
        self.hold(self._held[0])

    def hold(self, identity: str) -> None:
        """Keep the rank that a film has now, whatever is done on it: the next one stays the next one.

        The film that was held before gets the rank that it has by now.
        """
        before, place = self.place(self._held[0]), self.place(identity)
        self._held = (identity, self._rank_now(place) if place >= 0 else 0.0)
        if before not in (-1, place):
            self._tell_changed([before])

    def _rank(self, place: int) -> float:
        """By which the films are sorted."""
        identity, rank = self._held
        is_held = self.order is not FilmOrder.NAME and self._rows[place].identity == identity
        return rank if is_held else self._rank_now(place)

    def _rank_now(self, place: int) -> float:
        row = self._rows[place]
        return {
            FilmOrder.NAME: float(place),
            FilmOrder.STATE: float(_STATES[row.state]),
            FilmOrder.DOUBT: -row.doubt_px,
            FilmOrder.CHANGED: -row.changed,
            FilmOrder.SIZE: float(row.pixels),
        }[self.order]

    def _sentence(self, row: FilmListRow) -> str:
        found = ((check, films.get(row.identity)) for check, films in self.findings.items())
        return "\n".join((row.sentence, *(f"{check}: {why}" for check, why in found if why)))

    def _thumbnail(self, identity: str) -> QPixmap | None:
        found = self._thumbnails.get(identity)
        if found is not None:
            self._thumbnails.move_to_end(identity)
        elif identity not in self._asked:
            self._asked.add(identity)
            self.thumbnail_wanted.emit(identity)
        return found

    def _tell_changed(self, places: Sequence[int]) -> None:
        """Tell the views of rows, ascending; those that follow each other at once.

        Each call into Qt gives the interpreter away, and the reading of films may keep it for milliseconds.
        """
        first = 0
        for last, place in enumerate(places, 1):
            if last == len(places) or places[last] != place + 1:
                self.dataChanged.emit(self.index(places[first]), self.index(place))
                first = last


@guarded
class FilmFilter(QSortFilterProxyModel):
    """Shows the films whose name contains the text (any case), of the state, trait and check wanted."""

    def __init__(self, films: FilmModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._films = films
        self.setSourceModel(films)
        self._text = ""
        self._state: FilmState | None = None
        self._found: Mapping[str, str] | None = None
        self._trait = ""
        self.setSortRole(ORDER_ROLE)

    def set_trait(self, trait: str) -> None:
        """Show the films with one trait, "": all."""
        self._trait = trait
        self.invalidate()

    def sort_by(self, order: FilmOrder, backwards: bool) -> None:
        """Show the films in this order, the latest and the most doubtful first; see `FilmModel.hold`."""
        self._films.sort_by(order)
        way = Qt.SortOrder.DescendingOrder if backwards else Qt.SortOrder.AscendingOrder
        self.sort(-1)  # else what is sorted already is not looked at again
        self.sort(-1 if order is FilmOrder.NAME and not backwards else 0, way)

    def set_text(self, text: str) -> None:
        """Show the names that contain `text`."""
        self._text = text.strip().casefold()
        self.invalidate()

    def set_state(self, state: FilmState | None) -> None:
        """Show the films of one state, None: all."""
        self._state = state
        self.invalidate()

    def set_found(self, films: Mapping[str, str] | None) -> None:
        """Show the films of a check, None: all."""
        self._found = films
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """True where name, state, trait and check fit."""
        del parent
        film = self._films.row(row)
        fits_state = self._state is None or film.state is self._state
        is_found = self._found is None or film.identity in self._found
        has_trait = not self._trait or self._trait in film.traits
        return fits_state and is_found and has_trait and self._text in film.identity.casefold()
