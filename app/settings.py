"""All settings in one table: key, kind, default, label, range. The dialog and the checks come from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QKeySequence

from app.language import LANGUAGES, SETTING, SYSTEM
from app.run_choice import LEARN_SIGMA, RunChoice
from app.translation import tr
from engine.io.guard import parsed_json

Value = str | int | float | bool
WITH_PATIENT_ID = "with-patient-id"
ABOUT_FOLDED = "about-folded"
WEIGHTS = "weights"  # a file, the word that stands for the hub, or nothing
WEIGHT_FILES = tr("PyTorch weights (*.pt *.pth *.bin *.safetensors);;All files (*)")
KEYS = "keys"  # what `changed` carries when a person chose other keys
DRAW_ALL = "measures-drawn"
_PROJECTS_KEPT = 50  # of which something is kept in mind


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Its kind is that of its default; `choices` or `low`..`high` say what is allowed.

    `choices`: value -> what it is called in the dialog. `files`: of a path, which files are offered.
    """

    key: str
    default: Value
    label: str
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    low: float = 0
    high: float = 0
    unit: str = ""
    files: str = ""

    def check(self, stored: Any) -> Value | None:
        """`stored` as a value of this setting, None where it is none. QSettings may give back text."""
        if isinstance(self.default, bool):
            words = {"true": True, "false": False, "1": True, "0": False}
            return words.get(str(stored).strip().casefold())
        if isinstance(self.default, str):
            text = str(stored)
            return text if not self.choices or text in self.choices else None
        try:
            number = type(self.default)(stored)
        except (TypeError, ValueError):
            return None
        return number if self.low <= number <= self.high else None


SETTINGS = (
    Setting("reader", "", tr("Your name or initials"), tr("Written beside the points that you place")),
    Setting(
        "device",
        "auto",
        tr("Compute on"),
        tr("A graphics card is found by itself where it is one of NVIDIA's"),
        {
            "auto": tr("Best there is"),
            "cpu": tr("Processor (CPU)"),
            "cuda": tr("NVIDIA card (CUDA)"),
            "mps": tr("Apple (MPS)"),
        },
    ),
    Setting(
        "propagation",
        RunChoice.QUICK.value,
        tr("Propagate by"),
        tr("Quick takes minutes, Balanced an hour, Paper a graphics card; Registration only learns nothing"),
        {choice.value: choice.label for choice in RunChoice},
    ),
    Setting(
        LEARN_SIGMA,
        False,
        tr("Learn the width (sigma) of each landmark's heatmap"),
        tr(
            "Widths that suit each landmark instead of one for all; a run takes up to two and a half times "
            "as long (with few films most) and needs 20 films besides the exemplars. Registration only has "
            "no heatmaps and stays as it is."
        ),
    ),
    Setting(
        WEIGHTS,
        "",
        tr("Starting weights for Paper"),
        tr(
            "A file of ImageNet's for HRNet-W18; without one Paper starts from random weights. The word hub "
            "downloads them (86 MB, once) from the Hugging Face hub, where huggingface_hub is installed."
        ),
        files=WEIGHT_FILES,
    ),
    Setting("seed", 0, tr("Seed"), tr("The same seed gives the same result"), low=0, high=2**31 - 1),
    Setting(
        "theme",
        "system",
        tr("Light or dark"),
        tr("System follows your desktop"),
        {"system": tr("System"), "light": tr("Light"), "dark": tr("Dark")},
    ),
    Setting(
        SETTING,
        SYSTEM,
        tr("Language"),
        tr("From the next start on"),
        {**LANGUAGES, SYSTEM: tr("System")},
    ),
    Setting("wheel-inverted", False, tr("Reverse the wheel's zoom"), tr("Towards you zooms in")),
    Setting(
        "cache-mb",
        512,
        tr("Memory for films"),
        tr("Films that were shown stay in memory up to this"),
        low=64,
        high=16384,
        unit="MB",
    ),
    Setting(
        WITH_PATIENT_ID,
        False,
        tr("Export patients' ids and dates of studies"),
        tr(
            "A table names the patient and the date of each DICOM film; else it says only which films are of "
            "one patient, by the name of the first of them. Projects hold neither."
        ),
    ),
    Setting(
        "worse-than-mm",
        2.0,
        tr("Count points as too far off beyond"),
        tr("The review tells how many points are expected to be worse than this"),
        low=0.1,
        high=50.0,
        unit="mm",
    ),
    Setting(
        "keep-sight",
        True,
        tr("Keep zoom and place"),
        tr("The next film is shown where this one is; else whole"),
    ),
    Setting(
        "lock-points",
        False,
        tr("Lock decided points"),
        tr("Points that you placed or accepted stay where they are"),
    ),
    Setting("names", True, tr("Show the names of the points")),
    Setting("lines", True, tr("Show the lines of the scheme")),
    Setting(
        ABOUT_FOLDED,
        False,
        tr("Fold away the description of a landmark"),
        tr("Its description and its picture, below the list of landmarks"),
    ),
    Setting("ghosts", False, tr("Ghosts of all landmarks"), tr("Else of the chosen one alone")),
    Setting(
        DRAW_ALL, False, tr("Draw all measurements"), tr("Else the one that is chosen in their list alone")
    ),
    Setting(
        "heatmap-opacity",
        70,
        tr("Strength of the heatmap"),
        tr("How much of the film it covers; Ctrl + wheel changes it"),
        low=10,
        high=100,
        unit="%",
    ),
    Setting("heatmap-all", True, tr("Heatmap of all landmarks"), tr("Else of the chosen one alone")),
)


class Settings(QObject):
    """The settings as they are stored. `changed` carries a key; `notices` name bad stored values."""

    changed = Signal(str)

    def __init__(self, store: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._values: dict[str, Value] = {}
        self.notices: list[str] = []
        for setting in SETTINGS:
            self._values[setting.key] = self._read(setting)

    def _read(self, setting: Setting) -> Value:
        if not self._store.contains(setting.key):
            return setting.default
        stored = self._store.value(setting.key)
        value = setting.check(stored)
        if value is None:
            self.notices.append(
                tr(
                    "The setting \N{LEFT DOUBLE QUOTATION MARK}{setting}"
                    "\N{RIGHT DOUBLE QUOTATION MARK} had a value that makes no sense ({stored}): "
                    "{default} is used instead.",
                    setting=setting.label,
                    stored=stored,
                    default=setting.default,
                )
            )
            return setting.default
        return value

    def text(self, key: str) -> str:
        """A setting that is text."""
        return str(self._values[key])

    def number(self, key: str) -> int:
        """A setting that is a whole number."""
        return int(self._values[key])

    def real(self, key: str) -> float:
        """A setting that is a number."""
        return float(self._values[key])

    def flag(self, key: str) -> bool:
        """A setting that is yes or no."""
        return bool(self._values[key])

    def values(self) -> Mapping[str, Value]:
        """All of them, for the dialog."""
        return dict(self._values)

    def set(self, key: str, value: Value) -> None:
        """Store one; a value that makes no sense is refused with ValueError."""
        setting = next(setting for setting in SETTINGS if setting.key == key)
        checked = setting.check(value)
        if checked is None:
            raise ValueError(f"{value!r} is no value for the setting {key}")
        if checked != self._values[key]:
            self._values[key] = checked
            self._store.setValue(key, checked)
            self.changed.emit(key)

    def own_keys(self) -> dict[str, tuple[str, ...]]:
        """Action -> the keys that the person chose for it, as they are stored."""
        try:
            stored = parsed_json(self.remembered(KEYS) or "{}")
        except ValueError:
            return {}
        pairs = stored.items() if isinstance(stored, dict) else ()
        return {name: tuple(map(str, keys)) for name, keys in pairs if isinstance(keys, list)}

    def set_own_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Keep the keys that differ from the usual ones."""
        if keys != self.own_keys():
            self.remember(KEYS, json.dumps({name: list(several) for name, several in keys.items()}))
            self.changed.emit(KEYS)

    def key(self, action: str, usual: str) -> str:
        """What a sentence calls the key of an action: `usual`, or the one that the person chose."""
        keys = self.own_keys().get(action, (usual,))
        native = QKeySequence.SequenceFormat.NativeText
        return QKeySequence(keys[0]).toString(native) or keys[0] if keys else tr("(no key)")

    def recent(self) -> tuple[str, ...]:
        """The folders opened last, the latest first."""
        stored = self._store.value("recent", [])
        paths = [stored] if isinstance(stored, str) else stored
        return tuple(str(path) for path in paths if path) if isinstance(paths, list) else ()

    def add_recent(self, path: str) -> None:
        """Put a folder at the head of the recent ones."""
        paths = [path, *(other for other in self.recent() if other != path)]
        self._store.setValue("recent", paths[:8])

    def remembered(self, key: str) -> str:
        """What the window keeps in mind between its starts and no dialog shows; "" where it has nothing."""
        return str(self._store.value(f"memory/{key}", ""))

    def remember(self, key: str, text: str) -> None:
        """Keep something in mind."""
        self._store.setValue(f"memory/{key}", text)

    def film_left(self, project: str) -> str:
        """The film at which a project was left, "" where nobody knows."""
        return self.noted("films-left", project)

    def leave_film(self, project: str, film: str) -> None:
        """Keep the film that a project is at."""
        self.note("films-left", project, film)

    def noted(self, key: str, project: str) -> str:
        """What is kept in mind of a project under `key`; "" for nothing."""
        return str(self._by_project(key).get(project, ""))

    def note(self, key: str, project: str, text: str) -> None:
        """Keep `text` in mind of a project, "" for no more; only of the latest projects."""
        self._keep(key, project, text)

    def note_now(self, key: str, project: str, text: str) -> None:
        """As `note`, on the disk at once: it is wanted where the process is killed."""
        self._keep(key, project, text)
        self._store.sync()

    def folder_answers(self, project: str) -> Mapping[str, bool]:
        """Folder -> whether a person agreed that this project file takes its films from there."""
        answers = self._by_project("film-folders").get(project)
        known = answers.items() if isinstance(answers, dict) else ()
        return {str(folder): agreed is True for folder, agreed in known}

    def answer_folder(self, project: str, folder: str, agreed: bool) -> None:
        """Keep such an answer: it is asked for once."""
        self._keep("film-folders", project, {folder: agreed})

    def _keep(self, key: str, project: str, value: str | Mapping[str, bool]) -> None:
        others = {other: kept for other, kept in self._by_project(key).items() if other != project}
        fresh = [(project, value)] if value else []
        self.remember(key, json.dumps(dict([*others.items(), *fresh][-_PROJECTS_KEPT:])))

    def _by_project(self, key: str) -> dict[str, Any]:
        try:
            stored = parsed_json(self.remembered(key) or "{}")
        except ValueError:
            return {}
        return stored if isinstance(stored, dict) else {}

    def geometry(self, key: str) -> Any:
        """A stored QByteArray of the window's layout, None where there is none."""
        return self._store.value(f"layout/{key}")

    def set_geometry(self, key: str, value: Any) -> None:
        """Keep the window's layout."""
        self._store.setValue(f"layout/{key}", value)
