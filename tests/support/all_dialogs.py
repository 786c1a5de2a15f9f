"""Every dialog of the window with something in it, for tests that look at all of them."""

from PySide6.QtGui import QUndoStack

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
