"""Rounds of learning of a film folder, in its work folder: what each learned, knew and replaced; no Qt."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.document.project import Parts
from app.run_choice import RunChoice
from app.runs.work_folder import work_folder
from app.storage.codec import (
    OpinionsDecoder,
    decode_film,
    decode_landmark,
    encode_film,
    encode_landmark,
    encode_opinions,
)
from app.storage.parts import checked_object, checked_text
from engine.errors import EngineError
from engine.io.atomic import write_atomic
from engine.landmarks import LandmarkSet
from engine.models.model_files import SUFFIX
from engine.operation import Operation, Progress

if TYPE_CHECKING:
    from engine.models.trained_model import TrainedModel

_MOST = 4  # rounds that are kept, some 10 MB each; the oldest goes
_LIST = "rounds.json"


@dataclass(frozen=True, slots=True)
class LearnedRound:
    """One run that learned. `title`: what its points say of their model.

    `knew`: film -> digest of the points of a person that it learned from. `before`: what it replaced, None
    where nothing is to be rolled back (a propagation, which Undo takes back). `own_model`: a model of the
    person's that stands for a run, "" for a file of the round. Not `has_model`: registration, which learns
    nothing.
    """

    number: int
    title: str
    knew: Mapping[str, str] = field(default_factory=dict)
    before: Parts | None = None
    own_model: str = ""
    has_model: bool = True

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"round-{self.number}"


def points_digest(marks: LandmarkSet) -> str:
    """Of what a person placed on a film, "" where nothing; another one as soon as a point is another."""
    human = sorted((mark.name, mark.position, str(mark.origin)) for mark in marks.placed() if mark.is_human)
    return hashlib.sha256(repr(human).encode()).hexdigest()[:16] if human else ""


@dataclass(frozen=True, slots=True)
class RoundFiles:
    """The rounds of the film folder `films`. What cannot be read is not there: a run makes it anew."""

    films: Path

    @property
    def folder(self) -> Path:
        """Beside the folders in which unfinished runs keep their state."""
        return work_folder(self.films, RunChoice.QUICK).parent / "rounds"

    def model(self, kept: LearnedRound) -> Path:
        """The file of what `kept` has learned."""
        return Path(kept.own_model) if kept.own_model else self.folder / f"{kept.name}{SUFFIX}"

    def load(self) -> tuple[LearnedRound, ...]:
        """The rounds, the latest last, as long as the model of each is there."""
        try:
            stored = json.loads((self.folder / _LIST).read_text(encoding="utf-8"))
            rounds = [self._decoded(each) for each in stored["rounds"]]
        except (OSError, ValueError, KeyError, TypeError, EngineError):
            return ()
        return tuple(each for each in rounds if not each.has_model or self.model(each).is_file())

    def keeping(self, rounds: tuple[LearnedRound, ...], learned: TrainedModel | None) -> Operation[None]:
        """Write what the last of `rounds` has learned, without the films' pixels, and the list of all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if learned is not None:
            from engine.models.checkpoint import Model, save_model

            plain = learned.without_exemplars()
            titled = replace(plain, card=replace(plain.card, title=learned.training.title))
            save_model(self.model(rounds[-1]), Model({"": titled}))
        self.write(rounds)
        yield Progress("saving", 1, 1)  # not before: a window that closes now waits for it

    def write(self, rounds: tuple[LearnedRound, ...]) -> None:
        """Write the list, and delete the files of rounds that are not in it. Raises `WriteError`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"rounds": [_encoded(each) for each in rounds]}, ensure_ascii=False)
        write_atomic(self.folder / _LIST, text.encode("utf-8"))
        kept = {self.model(each).name for each in rounds}
        for file in self.folder.glob(f"round-*{SUFFIX}"):
            if file.name not in kept:
                with contextlib.suppress(OSError):  # it goes the next time
                    file.unlink()

    def _decoded(self, stored: Any) -> LearnedRound:
        values = checked_object(stored)
        before = values.get("before")
        return LearnedRound(
            int(values["number"]),
            checked_text(values["title"]),
            {checked_text(film): checked_text(digest) for film, digest in values["knew"].items()},
            None if before is None else _decoded_parts(checked_object(before)),
            checked_text(values.get("own_model", "")),
            values.get("has_model") is not False,
        )


def with_round(rounds: tuple[LearnedRound, ...], new: LearnedRound) -> tuple[LearnedRound, ...]:
    """`rounds` and the `new` one, as many as are kept."""
    return (*rounds, new)[-_MOST:]


def _encoded(each: LearnedRound) -> dict[str, Any]:
    stored: dict[str, Any] = {"number": each.number, "title": each.title, "knew": dict(each.knew)}
    if not each.has_model:
        stored["has_model"] = False
    if each.own_model:
        stored["own_model"] = each.own_model
    if each.before is not None:
        stored["before"] = {
            "sets": {
                film: {name: encode_landmark(mark) for name, mark in marks.landmarks.items()}
                for film, marks in each.before.sets.items()
                if marks is not None
            },
            "films": {film: encode_film(record) for film, record in each.before.films.items() if record},
            "opinions": {film: said and encode_opinions(said) for film, said in each.before.opinions.items()},
        }
    return stored


def _decoded_parts(stored: dict[str, Any]) -> Parts:
    films = {film: decode_film(film, record) for film, record in stored["films"].items()}
    sets = {
        film: LandmarkSet(film, {name: decode_landmark(name, mark) for name, mark in marks.items()})
        for film, marks in stored["sets"].items()
    }
    decode = OpinionsDecoder().decode
    opinions = {film: said and decode(film, said) for film, said in stored.get("opinions", {}).items()}
    # a film that had no points before is among the records only
    return Parts(sets={**dict.fromkeys(films), **sets}, films=films, opinions=opinions)
