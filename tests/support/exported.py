"""The table that a window exports, once it is written."""

from PySide6.QtTest import QTest

from engine.io.table_write import Layout


def export_table(window, path, layout=Layout.TIDY):
    """Export and wait for the end."""
    window.controllers.exporting.export(path, layout)
    wait_for_table(window)


def wait_for_table(window):
    while window.controllers.exporting.is_writing:
        QTest.qWait(1)
