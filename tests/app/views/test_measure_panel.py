"""The list of measurements and its wiggle chart show what they are given."""

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QTreeView

from app.views.film_display import DrawnMeasure
from app.views.film_measures import paint_measures
from app.views.measure_panel import MeasurePanel, MeasurePanelDisplay, MeasureRow


@pytest.fixture
def panel(qtbot):
    panel = MeasurePanel()
    qtbot.addWidget(panel)
    panel.resize(320, 400)
    panel.show()
    panel.show_open(True)
    return panel


def display(*deviations, chosen=""):
    rows = tuple(
        MeasureRow(f"M{place}", "1.0 mm", deviation=deviation, told=f"told {place}")
        for place, deviation in enumerate(deviations)
    )
    return MeasurePanelDisplay({"small": "Small"}, "small", ("Steiner",), "", rows, chosen, "mm by ruler")


def chart(panel, place=0):
    """The picture of a cell of the chart."""
    tree = panel.findChild(QTreeView)
    return tree.viewport().grab(tree.visualRect(tree.model().index(place, 2))).toImage()


def test_the_shape_of_a_mark_tells_its_zone_and_its_place_the_value(panel):
    found = []
    for deviation in (0.0, 0.9, 1.1, 2.1, 3.5, -3.5):
        panel.show_values(display(deviation))
        found.append(chart(panel))
    assert len({bytes(image.constBits()) for image in found}) == len(found)


def test_marks_of_neighbours_are_joined_and_those_beside_a_blank_one_are_not(panel):
    pictures = []
    for below in (2.0, None):
        panel.show_values(display(0.0, below))
        pictures.append(chart(panel))
    assert pictures[0] != pictures[1]


def test_new_values_leave_the_chosen_row_and_emit_no_wish(panel, qtbot):
    panel.show_values(display(0.0, 1.0, chosen="M1"))
    with qtbot.assertNotEmitted(panel.picked):
        panel.show_values(display(0.5, 1.5, chosen="M1"))
    assert panel.findChild(QTreeView).currentIndex().row() == 1
    assert panel._detail.text() == "told 1"


def test_what_is_blank_says_why_in_the_room_of_value_and_chart(panel):
    row = MeasureRow("SNA", "not placed: Nasion", is_blank=True, norm="norm 82")
    panel.show_values(MeasurePanelDisplay(rows=(row,)))
    model = panel.findChild(QTreeView).model()
    assert [model.data(model.index(0, column)) for column in range(3)] == ["SNA", "", "not placed: Nasion"]


def painted(measure):
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_measures(painter, [measure], lambda spot: spot)
    painter.end()
    return image


@pytest.mark.parametrize("chosen", [False, True])
def test_a_way_between_points_is_whole_and_one_beyond_them_dashed(qapp, chosen):
    way = (((10.0, 20.0), (90.0, 20.0)),)
    light = []
    for solid, dashed in ((way, ()), ((), way)):
        image = painted(DrawnMeasure("", chosen, solid, dashed, (), (), (50.0, 80.0)))
        row = [image.pixelColor(x, 20).lightness() > 100 for x in range(12, 88)]
        light.append(sum(row))
    assert light[0] == 76
    assert 76 * 0.3 < light[1] < 76 * 0.8


def test_a_value_is_never_cut_off_in_a_narrow_panel_with_long_symbols_and_reasons(panel):
    panel.resize(280, 400)
    panel.show_values(
        MeasurePanelDisplay(
            rows=(
                MeasureRow("A symbol that is long", "123.4 \N{PLUS-MINUS SIGN}12.3 mm"),
                MeasureRow("Blank", "not placed: a landmark with a long name", is_blank=True),
            )
        )
    )
    tree = panel.findChild(QTreeView)
    assert tree.columnWidth(1) >= tree.fontMetrics().horizontalAdvance("123.4 \N{PLUS-MINUS SIGN}12.3 mm")
    assert tree.header().length() <= tree.viewport().width()
