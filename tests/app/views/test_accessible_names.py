"""Every control of the window and its dialogs can be reached by Tab, and says its name to a screen reader."""

import importlib
import pkgutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QUndoStack
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from window_driver import Driver

import app.views
from app.document.spacing_edits import Extent
from app.settings import SETTINGS
from app.views import (
    audit_bar,
    dialogs,
    evaluation_view,
    export_dialog,
    guide,
    history_dialog,
    import_preview,
    keys_page,
    learned_dialog,
    leaving_dialog,
    left_out_list,
    mapping_dialog,
    measure_form,
    models_dialog,
    moved_dialog,
    scheme_editor,
    settings_dialog,
    spacing_dialog,
    superimposition_dialog,
    training_dialog,
    undo_list,
)
from engine.landmarks import Scheme
from engine.resources import resource

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
WHOLES = (QAbstractSpinBox, QComboBox, QHeaderView, QKeySequenceEdit, QLineEdit, QTabBar)
KEYS = (keys_page.KeyRow("save", "Save", "File", ("Ctrl+S",), ("Ctrl+S",)),)
OFFERS = {extent: spacing_dialog.SpacingOffer(2, ("Sella", "Nasion"), in_file=True) for extent in Extent}
LEFT_OUT = (left_out_list.LeftOutRow("film.png", "Sella", "is placed"),)
KINDS = {"Distance": measure_form.KindOffer(tuple("ABCDEFGHIJKL"), ("mm", "px"), 4, has_formula=True)}
SYSTEMS = (training_dialog.SystemRow("unet", "U-Net", 30, "small sets", unfinished=False),)
DIALOGS = {
    audit_bar.AuditDialog: lambda parent: audit_bar.AuditDialog(5, 20, str, parent),
    dialogs.BugDialog: lambda parent: dialogs.BugDialog("An error", "Traceback", parent),
    evaluation_view.EvaluationDialog: evaluation_view.EvaluationDialog,
    export_dialog.ExportDialog: lambda parent: export_dialog.ExportDialog(
        [export_dialog.ExportKind("CSV", marks_unreviewed=False)],
        export_dialog.ExportCounts(4, 2, unreviewed=2, unreviewed_films=1),
        parent=parent,
    ),
    guide.GuideWindow: lambda parent: guide.GuideWindow("<p>Keys</p>", resource("guide"), parent=parent),
    history_dialog.HistoryDialog: history_dialog.HistoryDialog,
    import_preview.ImportPreview: lambda parent: asking_import(import_preview.ImportPreview(parent)),
    learned_dialog.LearnedDialog: lambda parent: learned_dialog.LearnedDialog(("a.png",), "m", parent, 3),
    leaving_dialog.LeavingDialog: lambda parent: leaving_dialog.LeavingDialog("Stop?", True, parent),
    left_out_list.LeftOutDialog: lambda parent: left_out_list.LeftOutDialog("Import", "", LEFT_OUT, parent),
    mapping_dialog.MappingDialog: lambda parent: mapping_dialog.MappingDialog({"S": ""}, ["Sella"], parent),
    measure_form.MeasureForm: lambda parent: measure_form.MeasureForm(KINDS, ("Sella", "Nasion"), parent),
    models_dialog.ModelsDialog: models_dialog.ModelsDialog,
    moved_dialog.MovedDialog: moved_dialog.MovedDialog,
    scheme_editor.SchemeEditor: lambda parent: filled_editor(scheme_editor.SchemeEditor(parent)),
    settings_dialog.SettingsDialog: lambda parent: settings_dialog.SettingsDialog(
        {setting.key: setting.default for setting in SETTINGS}, parent, keys=KEYS
    ),
    spacing_dialog.SpacingDialog: lambda parent: spacing_dialog.SpacingDialog(0.1, OFFERS, 50.0, parent),
    superimposition_dialog.SuperimpositionDialog: superimposition_dialog.SuperimpositionDialog,
    training_dialog.TrainingDialog: lambda parent: training_dialog.TrainingDialog(SYSTEMS, "", "m", parent),
    undo_list.UndoList: lambda parent: undo_list.UndoList(QUndoStack(parent), parent),
}


def asking_import(preview):
    preview.show_import(
        import_preview.ImportDisplay(
            "Points", "file.csv", (import_preview.FilmChoice("a.png", "a.png"),), guesses={"S": ""}
        )
    )
    return preview


def filled_editor(editor):
    scheme = Scheme(("Sella", "Nasion"))
    editor.show_scheme(scheme_editor.EditorDisplay(scheme, "Sella"))
    return editor


def controls(whole):
    """Everything that takes keys, shown or not; without the parts that Qt makes controls of."""
    for widget in whole.findChildren(QWidget):
        takes_keys = isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_keys and not is_part(widget):
            yield widget


def is_part(widget):
    """True where another control stands for it."""
    parent = widget.parentWidget()
    is_viewport = isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget
    is_qts = isinstance(widget, QHeaderView | QScrollBar) or widget.objectName().startswith("qt_")
    is_inside = any(isinstance(each, WHOLES) for each in above(widget))
    return is_viewport or is_qts or is_inside or widget.focusProxy() is not None


def nameless(whole):
    """The controls that a screen reader cannot name: their own name, text, and their label's are empty."""
    return [
        where(widget)
        for widget in controls(whole)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]


def out_of_reach(whole):
    """The controls that neither Tab nor a menu comes to: those of a toolbar stand in the menus as well."""
    in_menus = {action for menu in whole.findChildren(QMenu) for action in menu.actions()}
    return [
        where(widget)
        for widget in controls(whole)
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (isinstance(widget, QToolButton) and widget.defaultAction() in in_menus)
    ]


def where(widget):
    """The names of the classes from the dialog down to the control."""
    lineage = reversed([widget, *above(widget)])
    return " > ".join(f"{type(each).__name__} {each.objectName()}".strip() for each in lineage)


def above(widget):
    while (widget := widget.parentWidget()) is not None:
        yield widget


def test_every_dialog_is_looked_at():
    for module in pkgutil.iter_modules(app.views.__path__):
        importlib.import_module(f"app.views.{module.name}")
    ours = {each for each in QDialog.__subclasses__() if each.__module__.startswith("app.views.")}
    assert ours == set(DIALOGS)


@pytest.mark.parametrize("kind", DIALOGS, ids=lambda kind: kind.__name__)
def test_controls_of_dialogs_have_names_and_can_be_reached(kind, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DIALOGS[kind](parent)
    assert nameless(dialog) == []
    assert out_of_reach(dialog) == []


def test_controls_of_the_window_have_names_and_can_be_reached(qtbot, tmp_path):
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.window.views.welcome.show_recent([str(Path("films"))])
    driver.window.views.notice.show_message("The table is there.", button="Open it")
    assert nameless(driver.window) == []
    assert out_of_reach(driver.window) == []
