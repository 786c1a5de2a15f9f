"""The window in one of its languages, in a process of its own, as the language comes before the import."""

import json
import subprocess
import sys

START = """
import json, sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMenu
from app.language import SETTING, use_language
app = QApplication([])
store = QSettings(sys.argv[1], QSettings.Format.IniFormat)
store.setValue(SETTING, sys.argv[2])
use_language(app, store)
from app.main_window import MainWindow
from app.settings import Settings
window = MainWindow(Settings(store))
"""


def told_by_window(script, language, folder):
    """What `script` prints as JSON of `window`, which it finds ready, with its settings in `folder`."""
    command = [sys.executable, "-c", START + script, str(folder / "settings.ini"), language]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
    return json.loads(found.stdout.splitlines()[-1])
