"""A number means the same in every language of the window, whether a point or a comma was typed."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit

from app.document.spacing_edits import Extent, SpacingWay
from app.settings import SETTINGS
from app.views.measure_form import KindOffer, MeasureForm
from app.views.settings_dialog import SettingsDialog
from app.views.spacing_dialog import SpacingDialog, SpacingOffer


@pytest.fixture(params=["de", "en"])
def language(request):
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield
    QLocale.setDefault(before)


def type_into(box, text):
    box.selectAll()
    QTest.keyClicks(box, text)


@pytest.mark.parametrize("typed", ["0.25", "0,25"])
def test_a_quarter_of_a_millimetre_is_typed_with_point_or_comma(qapp, language, typed):
    offers = dict.fromkeys(Extent, SpacingOffer(1))
    dialog = SpacingDialog(None, offers)
    box = next(box for box in dialog.findChildren(QDoubleSpinBox) if box.decimals() == 6)
    type_into(box, typed)
    choice = dialog.choice()
    assert (choice.way, choice.number) == (SpacingWay.TYPED, 0.25)
    assert box.text().startswith(f"0{QLocale().decimalPoint()}25")


@pytest.mark.parametrize("typed", ["1.5", "1,5"])
def test_a_setting_in_mm_is_typed_with_point_or_comma(qapp, language, typed):
    dialog = SettingsDialog({setting.key: setting.default for setting in SETTINGS})
    type_into(dialog.findChild(QDoubleSpinBox, "worse-than-mm"), typed)
    assert dialog.values()["worse-than-mm"] == 1.5


@pytest.mark.parametrize("typed", ["82.5", "82,5"])
def test_a_norm_is_taken_as_it_was_typed(qapp, language, typed):
    form = MeasureForm({"Distance": KindOffer(("From", "To"), ("mm",), 2)}, ("A", "B"))
    mean = next(line for line in form.findChildren(QLineEdit) if line.validator() is not None)
    type_into(mean, typed)
    assert mean.text() == typed
