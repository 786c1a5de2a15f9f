"""Which language the window speaks: the one of its setting, else the desktop's, else English."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator

from app.translation import install
from engine.resources import resource

SYSTEM, ENGLISH = "system", "en"
LANGUAGES = {SYSTEM: "System", ENGLISH: "English", "de": "Deutsch"}  # each by its own name
SETTING = "language"
_CONTEXT = "OneMark"


def use_language(app: QCoreApplication, settings: QSettings) -> None:
    """Let `app` speak the language of the settings, before any module of the window is imported."""
    language = chosen(str(settings.value(SETTING, SYSTEM)))
    QLocale.setDefault(QLocale(QLocale.system() if language == ENGLISH else language))
    if language == ENGLISH:
        return
    catalogue = QTranslator(app)
    if not catalogue.load(f"onemark_{language}", str(resource("translations"))):
        raise RuntimeError(f"the catalogue onemark_{language}.qm is not in {resource('translations')}")
    of_qt = QTranslator(app)  # buttons and dialogs of Qt; some systems ship Qt without it
    if of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(of_qt)
    install(lambda text, comment, n: catalogue.translate(_CONTEXT, text, comment or None, n) or "")


def chosen(setting: str) -> str:
    """The language of `setting`: of the desktop where it says so or says what nobody knows."""
    if setting in LANGUAGES and setting != SYSTEM:
        return setting
    of_desktop = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((name for name in of_desktop if name in LANGUAGES), ENGLISH)
