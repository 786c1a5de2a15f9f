"""Resolves film, window, points and wishes into the one state that the film view shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from app.document.edits import scheme_is_open
from app.document.film import FilmRecord
from app.document.opinions import Voice
from app.document.project import FilmState
from app.film.brightness import Brightness
from app.film.live_measures import LiveMeasures
from app.film.measures import source_words
from app.film.reading import HowYouRead
from app.models.heatmap import HeatmapOverlay
from app.sentences import translated
from app.translation import tr
from app.views.film_bar import FilmBar, FilmBarDisplay
from app.views.film_display import Aim, FilmDisplay, Ghost, GhostKind, Mark, MarkKind
from app.views.film_view import FilmView
from app.workspace.film_attributes import reason_words
from app.workspace.film_reader import SOON
from app.workspace.previews import doubt_px, doubt_sentence
from app.workspace.workspace import Workspace
from engine.imaging.image import Window
from engine.landmarks import Landmark, Origin, Presence, Scheme

_KINDS = {
    Origin.PREDICTED: MarkKind.PREDICTED,
    Origin.ACCEPTED: MarkKind.ACCEPTED,
    Origin.CORRECTED: MarkKind.CORRECTED,
}


_GHOSTS: Mapping[str, GhostKind] = {
    Voice.REGISTRATION: GhostKind.REGISTRATION,
    Voice.DETECTOR_1: GhostKind.DETECTOR_1,
    Voice.DETECTOR_2: GhostKind.DETECTOR_2,
}
_VOICES: Mapping[str, str] = {
    Voice.REGISTRATION: tr("registration"),
    Voice.DETECTOR_1: tr("detector 1"),
    Voice.DETECTOR_2: tr("detector 2"),
}


def as_mark(mark: Landmark, film: FilmRecord) -> Mark:
    """The point as the view paints it, with what a tooltip tells."""
    x, y = mark.position or (0.0, 0.0)
    kind = _KINDS.get(mark.origin, MarkKind.PLACED) if mark.origin is not None else MarkKind.PLACED
    open_ = kind is MarkKind.PREDICTED
    doubt = doubt_sentence(mark, film) if open_ else ""
    return Mark(
        mark.name,
        x,
        y,
        kind,
        mark.presence is Presence.OCCLUDED,
        mark.stale,
        doubt_px(mark) if open_ else None,
        f"{mark.name}: {doubt}" if doubt else mark.name,
    )


class _FilmMarks:
    """The points of one film as the view paints them; of a film that did not change they are at hand."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._marks: tuple[Mark, ...] = ()

    def of(self, scheme: Scheme, found: Mapping[str, Landmark], film: FilmRecord | None) -> tuple[Mark, ...]:
        """Those of `found` that have a place, in the order of the scheme."""
        whose = scheme, found, film
        if len(self._of) != len(whose) or any(a is not b for a, b in zip(self._of, whose, strict=True)):
            self._of = whose
            self._marks = tuple(
                as_mark(found[name], film)
                for name in scheme.names
                if film is not None and name in found and found[name].position is not None
            )
        return self._marks


class Display(QObject):
    """Shows the selected film.

    `offer` gives the words for a project without landmarks: what could be found at once, "" for nothing;
    `neighbours` the films after and before a film in the list as it is sorted and filtered.
    """

    aim_changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        heatmap: HeatmapOverlay,
        offer: Callable[[], str],
        view: FilmView,
        bar: FilmBar,
        reading: HowYouRead,
        measures: LiveMeasures,
        neighbours: Callable[[str], tuple[str, ...]],
    ) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._previews, self._reader = workspace.previews, workspace.reader
        self._jobs, self._settings, self._messages = workspace.jobs, workspace.settings, workspace.messages
        self._heatmap, self._offer, self._neighbours = heatmap, offer, neighbours
        self._view, self._bar, self._reading, self._measures = view, bar, reading, measures
        self.brightness = Brightness(workspace.reader, self)
        self._loupe = False
        self._marks = _FilmMarks()
        self.aim = Aim.POINTS
        self._connect()

    def _connect(self) -> None:
        self._selection.film_changed.connect(self._film_changed)
        self._selection.landmark_changed.connect(self._landmark_changed)
        self._previews.changed.connect(self._marks_changed)
        self._document.films_changed.connect(self._marks_changed)
        self._document.scheme_changed.connect(self.refresh)
        self._document.replaced.connect(self._forget)
        self._reader.image_ready.connect(self._image_ready)
        self._settings.changed.connect(self._setting_changed)
        self._jobs.busy_changed.connect(lambda _busy: self.refresh())
        self._heatmap.changed.connect(self.refresh)
        self.brightness.changed.connect(self.refresh)
        self._reading.changed.connect(self.refresh)
        self._measures.drawn_changed.connect(self.refresh)
        self._view.windowed.connect(self._windowed)
        self._view.scale_changed.connect(self._bar.show_scale)
        self._view.pointed.connect(self._bar.show_cursor)
        self._view.escaped.connect(lambda: self.set_aim(Aim.POINTS))

    def refresh(self) -> None:
        """Show everything as it is now."""
        identity = self._selection.film
        window = self.brightness.window(identity)
        pair = None if window is None else (window.center, window.width)
        self._view.show_film(self._display(identity, pair))
        self._show_bar(identity, pair)

    def set_aim(self, aim: Aim) -> None:
        """Say what the mouse is for; Esc over the film leads back to its points."""
        if aim is self.aim:
            return
        self.aim = aim
        if aim is not Aim.POINTS:
            self._view.setFocus()
        self.aim_changed.emit()
        self.refresh()

    def reveal(self) -> None:
        """Bring the chosen landmark into sight where it has a place on the film."""
        mark = self._previews.landmarks(self._selection.film).get(self._selection.landmark)
        if mark.position is not None:
            self._view.centre_on(*mark.position)

    def look_closely(self) -> None:
        """Bring the chosen landmark near: its ring of doubt and what lies around it."""
        mark = self._previews.landmarks(self._selection.film).get(self._selection.landmark)
        if mark.position is not None:
            self._view.look_closely(*mark.position, doubt_px(mark) or 0.0)

    def loupe(self, shown: bool) -> None:
        """Enlarge what is under the cursor, or no longer."""
        self._loupe = shown
        self.refresh()

    def reset_window(self) -> None:
        """Window, level and gamma as the film was stored."""
        self.brightness.reset(self._selection.film)

    def window_of_sight(self) -> None:
        """Window and level by the part of the film that is in sight."""
        self.brightness.show_sight(self._selection.film, self._view.film_in_sight)

    def window_for_all(self) -> None:
        """Show all films in the window and level of this one."""
        if self.brightness.apply_to_all(self._selection.film):
            key = self._settings.key("reset-window", "R")
            self._messages.note(
                tr("All films are shown in this window and level. {key} takes that back.", key=key)
            )

    def _display(self, identity: str, window: tuple[float, float] | None) -> FilmDisplay:
        scheme, active = self._document.project.scheme, self._selection.landmark
        marks = self._previews.landmarks(identity).landmarks if identity else {}
        current = marks.get(active, Landmark(active)) if active else None
        film = self._document.project.film(identity) if identity else None
        takes = film is not None and not film.excluded
        placing = takes and current is not None and current.presence is Presence.UNPLACED
        opens = takes and current is None and scheme_is_open(self._document.project)
        opens = opens and not self.awaits_names
        spacing = None if film is None else film.spacing
        heat, words = self._heatmap.of(identity, active)
        return FilmDisplay(
            film=identity,
            picture=self.brightness.picture(identity),
            message=self._message(identity),
            window=window,
            marks=self._marks.of(scheme, marks, film),
            lines=scheme.lines,
            curves=scheme.curves,
            active=active,
            aim=self.aim,
            placing=placing or opens,
            names_shown=self._settings.flag("names"),
            lines_shown=self._settings.flag("lines"),
            loupe=self._loupe,
            spacing=spacing,
            hint="\n".join(
                filter(None, (self._hint(scheme, active, placing, opens), words or self._why_bare(identity)))
            ),
            heat=heat,
            ghosts=self._ghosts(identity, active, marks) if takes else (),
            arrows=self._reading.arrows(identity) if takes else (),
            measures=self._measures.drawn,
            locked=self._settings.flag("lock-points"),
            absent=tuple(
                name for name in scheme.names if name in marks and marks[name].presence is Presence.ABSENT
            ),
        )

    def _ghosts(self, identity: str, active: str, marks: Mapping[str, Landmark]) -> tuple[Ghost, ...]:
        """What each machine alone said of the chosen landmark, or of all, where they are placed."""
        project = self._document.project
        said = project.opinions.get(identity)
        if said is None or project.film(identity).is_read_blind:
            return ()
        names = marks if self._settings.flag("ghosts") else (active,)
        return tuple(
            Ghost(
                name,
                _GHOSTS[voice],
                x,
                y,
                tr("{name}: {voice}, click to adopt", name=name, voice=_VOICES[voice]),
            )
            for name in names
            if name in marks and marks[name].position is not None
            for voice, (x, y) in said.of(name).items()
            if voice in _GHOSTS
        )

    def _say_where_ghosts_are(self) -> None:
        """Where a person asked for the ghosts of all landmarks and sees none of them, say why."""
        film = self._selection.film
        if not film or self._view.sees_ghosts:
            return
        said = self._document.project.opinions.get(film)
        known = said is not None and any(voice in _GHOSTS for voice in said.voices)
        self._messages.note(
            tr(
                "Registration and detectors lie under the points of this film: they agree. Zoom in to see "
                "how far they are apart."
            )
            if known and not self._document.project.film(film).is_read_blind
            else tr(
                "What registration and detectors each said of this film is not known: there is nothing to "
                "show beside its points."
            )
        )

    def _why_bare(self, identity: str) -> str:
        """Why a model has left the film without points."""
        unfit = bool(identity) and self._previews.state(identity) is FilmState.UNFIT
        return translated(self._document.project.film(identity).unfit) if unfit else ""

    def _hint(self, scheme: Scheme, active: str, placing: bool, opens: bool) -> str:
        film = self._selection.film
        if film and self._document.project.film(film).unreadable:
            return ""  # the reason stands in the middle, and there is nothing to click on
        if self.aim is Aim.RULER:
            return tr("Drag along something of known length, such as the scale on the film. Esc: no ruler")
        if self.aim is Aim.SET:
            return tr("Drag: all points move. A corner scales, the handle turns them. Esc: done")
        if reason := self.excluded(self._selection.film):
            return tr("Excluded: {reason}\nFilm > Exclude takes it in again", reason=reason)
        if self.awaits_names:
            return tr("The model looks for its landmarks: they are shown when all films are done")
        if opens:
            offer = "" if scheme.names else self._offer()
            return "\n".join(
                filter(None, (offer, tr("Click the first landmark, or type names on the right")))
            )
        if placing:
            return tr(
                "Click {landmark}  ({place} of {landmarks})",
                landmark=active,
                place=scheme.names.index(active) + 1,
                landmarks=len(scheme.names),
            )
        moves = self.aim is Aim.MOVE and active
        return tr("Click where {landmark} is. Esc: it stays", landmark=active) if moves else ""

    def excluded(self, identity: str) -> str:
        """Why nothing is placed on a film; "" where it may be."""
        return reason_words(self._document.project.film(identity).excluded) if identity else ""

    @property
    def awaits_names(self) -> bool:
        """True while a run is going to bring the names of the landmarks: a click would make others."""
        return self._jobs.is_busy and not self._document.project.scheme.names

    def _message(self, identity: str) -> str:
        if not identity:
            return tr("No film: open a folder")
        reason = reason_words(self._document.project.film(identity).unreadable)
        if reason:
            return tr("{film} cannot be shown.\n\n{reason}", film=identity, reason=reason)
        return tr("Reading {film}...", film=identity)

    def _show_bar(self, identity: str, window: tuple[float, float] | None) -> None:
        self._heatmap.show_bar()
        if not identity:
            self._bar.show_film(FilmBarDisplay())
            return
        film, image = self._document.project.film(identity), self._reader.image(identity)
        spacing = film.spacing
        self._bar.show_film(
            FilmBarDisplay(
                identity,
                None if film.size is None else (film.size.width, film.size.height),
                window,
                None if spacing is None else (spacing.x, spacing.y),
                "" if spacing is None else source_words(spacing.source),
                film.mirrored,
                "" if image is None else translated(image.note),
                self.brightness.words(),
            )
        )

    def _film_changed(self, identity: str) -> None:
        self._no_move()
        if self.aim is Aim.SET:  # the frame was round the points of the film before
            self.set_aim(Aim.POINTS)
        if identity:
            self._reader.want_image(identity)
            for neighbour in self._neighbours(identity) or self._beside(identity):
                self._reader.want_image(neighbour, SOON)
        self.refresh()

    def _beside(self, identity: str) -> tuple[str, ...]:
        """The films after and before one that the list does not show, as just after the folder was opened."""
        films = list(self._document.project.films)
        row = films.index(identity)
        return tuple(films[row + 1 : row + 2] + films[max(row - 1, 0) : row])

    def _landmark_changed(self, _name: str) -> None:
        self._no_move()
        self.refresh()

    def _no_move(self) -> None:
        """A click was to move a landmark, and it is another one now; a ruler can be drawn all the same."""
        if self.aim is Aim.MOVE:
            self.set_aim(Aim.POINTS)

    def _marks_changed(self, films: tuple[str, ...]) -> None:
        if self._selection.film in films:
            self.refresh()

    def _image_ready(self, identity: str) -> None:
        if identity == self._selection.film:
            self.refresh()

    def _setting_changed(self, key: str) -> None:
        if key == "cache-mb":
            self._reader.set_cache(self._settings.number(key))
        elif key == "wheel-inverted":
            self._view.set_wheel_inverted(self._settings.flag(key))
        elif key == "keep-sight":
            self._view.set_keeps_sight(self._settings.flag(key))
        elif key in ("names", "lines", "ghosts", "lock-points"):
            self.refresh()
        if key == "ghosts" and self._settings.flag("ghosts"):
            self._say_where_ghosts_are()

    def _windowed(self, centre: float, width: float) -> None:
        self.brightness.set_window(self._selection.film, Window(centre, width))

    def _forget(self) -> None:
        self.brightness.forget()
        self.set_aim(Aim.POINTS)
        self._view.fit()
        self.refresh()
