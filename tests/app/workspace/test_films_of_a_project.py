"""What readers of other programs' files are told of a project's films."""

from pathlib import Path

import numpy as np
import pytest
from dicom_files import film_dataset, save

from app.document.film import FilmFacts, FilmRecord
from app.document.project import Project
from app.workspace.foreign_files import ProjectFilms
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Scheme


@pytest.mark.parametrize("is_there", [True, False])
def test_a_spacing_that_the_project_keeps_divided_is_told_as_the_file_states_it(
    tmp_path: Path, is_there: bool
):
    kept = Spacing(0.05, 0.1, SpacingSource.IMAGER_MAGNIFIED)
    record = FilmRecord("a.dcm", FilmFacts(size=Size(56, 40), spacing=kept))
    if is_there:
        stated = {"ImagerPixelSpacing": [0.2, 0.1], "EstimatedRadiographicMagnificationFactor": 2}
        save(film_dataset(np.zeros((40, 56), np.uint16), **stated), tmp_path / "a.dcm")
    films = ProjectFilms(Project(Scheme(("A",)), {"a.dcm": record}, {}), tmp_path)
    assert films["a.dcm"].file_spacing.stated == ((0.1, 0.2) if is_there else None)
