"""How small the window can be made, in each of its languages, with all of its panels shown."""

import pytest
from language_window import told_by_window

from app.language import LANGUAGES, SYSTEM

LEAST = """
from app.views.audit_bar import AuditDisplay
from app.views.job_panel import JobDisplay
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
    for sizes in told_by_window(LEAST, language, tmp_path):
        for width, height in sizes:
            assert width <= 640
            assert height <= 340
