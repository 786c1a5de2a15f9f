"""How small the window can be made, in each of its languages, with all of its panels shown."""

import json
import subprocess
import sys

import pytest

from app.language import LANGUAGES, SYSTEM

LEAST = """
import json, sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from app.language import SETTING, use_language
app = QApplication([])
store = QSettings(sys.argv[1], QSettings.Format.IniFormat)
store.setValue(SETTING, sys.argv[2])
use_language(app, store)
from app.main_window import MainWindow
from app.settings import Settings
from app.views.audit_bar import AuditDisplay
from app.views.job_panel import JobDisplay
window = MainWindow(Settings(store))
views, found = window.views, []
window.resize(1, 1)
window.show()
def look():
    app.processEvents()
    found.append((window.minimumSizeHint().toTuple(), window.size().toTuple()))
look()
views.show_work()
views.measures.open(True)
views.starters.open(True)
look()
views.job.start("Propagation", "2 films", can_keep=True)
views.job.show_progress(JobDisplay("Learning", 3, 40, "rounds", 240.0, loss=1.0))
views.audit.show_audit(AuditDisplay("3 of 10 films", "Go on"))
look()
print(json.dumps(found))
"""


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {SYSTEM}))
def test_the_window_fits_a_screen_of_640_by_360_with_all_panels_shown(language, tmp_path):
    command = [sys.executable, "-c", LEAST, str(tmp_path / "settings.ini"), language]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
    for sizes in json.loads(found.stdout.splitlines()[-1]):
        for width, height in sizes:
            assert width <= 640
            assert height <= 340
