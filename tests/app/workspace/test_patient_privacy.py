"""Nothing that identifies a patient leaves the films, but for tables for which a person wants it."""

import csv
import json

import numpy as np
import pytest
from dicom_files import film_dataset, save
from exported import export_table
from PySide6.QtCore import QSettings

from app.document import edits
from app.main_window import MainWindow
from app.privacy import trace_patients
from app.settings import WITH_PATIENT_ID, Settings
from engine.io.table_write import Layout
from engine.operation import run

PIXELS = np.arange(64 * 48, dtype=np.uint16).reshape(64, 48)
SECRETS = (b"4711-8", b"20240301", b"Doe")
NOW = "2026-01-01T12:00:00.000Z"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    for name in ("a.dcm", "b.dcm"):
        film = film_dataset(PIXELS, PatientID="4711-8", StudyDate="20240301", PatientName="Doe^Jane")
        save(film, folder / name)
    return folder


@pytest.fixture
def window(qtbot, tmp_path):
    window = MainWindow(Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(window)
    yield window
    window.close()


def open_and_read(window, folder, qtbot):
    with qtbot.waitSignal(window.controllers.folder.opened):
        window.controllers.folder.open(folder)
    films = window.workspace.document.project.films
    qtbot.waitUntil(lambda: all(film.sha256 for film in window.workspace.document.project.films.values()))
    return films


def place(window):
    document = window.workspace.document
    document.push(edits.add_landmark(document.project, "a.dcm", 3.0, 4.0, now=NOW))


def patients(path):
    return [(row["subject"], row["timepoint"]) for row in csv.DictReader(path.read_text().splitlines())]


def test_project_journal_backups_and_table_hold_nothing_of_a_patient(window, folder, tmp_path, qtbot):
    open_and_read(window, folder, qtbot)
    place(window)
    window.controllers.folder.save()
    place_again = edits.place(window.workspace.document.project, "b.dcm", "1", 5.0, 6.0, now=NOW)
    window.workspace.document.push(place_again)
    export_table(window, tmp_path / "out.csv")
    assert patients(tmp_path / "out.csv") == [("a.dcm", "1")] * 2
    assert window.close()
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".dcm"]
    assert len(written) >= 4
    for path in written:
        assert not [secret for secret in SECRETS if secret in path.read_bytes()], path
    assert run(trace_patients(tmp_path, ())).traces == ()  # the doctor says so too


def test_a_table_names_patients_where_the_settings_say_so(window, folder, tmp_path, qtbot):
    open_and_read(window, folder, qtbot)
    place(window)
    window.settings.set(WITH_PATIENT_ID, True)
    export_table(window, tmp_path / "out.csv")
    assert patients(tmp_path / "out.csv") == [("4711-8", "20240301")] * 2


def test_an_older_project_loses_what_the_film_says_and_keeps_what_a_person_said(
    window, folder, tmp_path, qtbot
):
    record = {"sha256": "x", "width": 48, "height": 64, "attributes": {"subject": "case 9"}}
    record["file_attributes"] = {"subject": "4711-8", "timepoint": "20240301", "side": "L"}
    marks = {"S": {"x": 1.0, "y": 2.0, "origin": "annotated"}}
    older = {"format": "onemark-project", "version": 1, "saved": "t", "scheme": {"names": ["S"]}}
    older |= {"films": {"a.dcm": record}, "landmarks": {"a.dcm": marks}}
    project = folder / "onemark.project.json"
    project.write_text(json.dumps(older))
    open_and_read(window, folder, qtbot)
    window.controllers.folder.save()
    stored = json.loads(project.read_text())["films"]["a.dcm"]
    assert stored["attributes"] == {"subject": "case 9"}
    assert not [secret for secret in SECRETS if secret in project.read_bytes()]
    export_table(window, tmp_path / "out.csv")
    assert [subject for subject, _ in patients(tmp_path / "out.csv")] == ["case 9", "a.dcm"]


def test_a_wide_table_reads_no_header_again(window, folder, tmp_path, qtbot, monkeypatch):
    open_and_read(window, folder, qtbot)
    place(window)
    read = []
    monkeypatch.setattr("app.workspace.export.film_attributes", lambda path: read.append(path.name) or {})
    export_table(window, tmp_path / "wide.csv", Layout.WIDE)
    assert read == []
    export_table(window, tmp_path / "tidy.csv", Layout.TIDY)
    assert read == ["a.dcm", "b.dcm"]
