"""Each measurement of the cephalometric set against a value worked by hand, whichever way the face looks."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from pathlib import Path
from statistics import fmean, stdev

import pytest

from engine.imaging.image import Spacing, SpacingSource
from engine.io.patients import Sex
from engine.io.schemes import read_scheme
from engine.io.tables import read_landmarks
from engine.landmarks import Landmark, LandmarkSet, Presence
from engine.measurements.set_file import find_set
from engine.measurements.values import measure
from engine.resources import resource

HEADS = Path(__file__).parents[4] / "shared" / "radiographs" / "head" / "landmarks.csv"
EIGHT = ("ANB", "SNB", "SNA", "ODI", "APDI", "FHI", "FHA", "MW")
WIDTH = 1000
ONE = Spacing(1.0, 1.0, SpacingSource.TYPED)
SHORT = {
    "S": "Sella",
    "N": "Nasion",
    "Or": "Orbitale",
    "Po": "Porion",
    "A": "Subspinale (A)",
    "B": "Supramentale (B)",
    "Pog": "Pogonion",
    "Me": "Menton",
    "Gn": "Gnathion",
    "Go": "Gonion",
    "L1": "Lower incisor tip",
    "U1": "Upper incisor tip",
    "UL": "Upper lip",
    "LL": "Lower lip",
    "Sn": "Subnasale",
    "Pog'": "Soft-tissue pogonion",
    "N'": "Soft-tissue nasion",
    "PNS": "Posterior nasal spine",
    "ANS": "Anterior nasal spine",
    "Ar": "Articulare",
    "U1A": "Upper incisor apex",
    "L1A": "Lower incisor apex",
    "U4": "Upper premolar cusp",
    "L4": "Lower premolar cusp",
    "U6": "Upper molar cusp",
    "L6": "Lower molar cusp",
    "U6D": "Upper molar distal",
    "Prn": "Pronasale",
    "Cm": "Columella",
    "Co": "Condylion",
    "Ba": "Basion",
    "Pt": "Pterygoid point",
    "Xi": "Ramus centre",
    "Pm": "Suprapogonion",
    "DC": "Condylar neck centre",
    "SPW": "Upper airway, soft palate",
    "UPW": "Upper airway, posterior wall",
    "TPW": "Lower airway, tongue",
    "LPW": "Lower airway, posterior wall",
}


def way(degrees, length=100.0):
    """A way whose direction is `degrees` clockwise from straight ahead: 90 is down, 180 is back."""
    return length * math.cos(math.radians(degrees)), length * math.sin(math.radians(degrees))


def from_point(start, degrees, length=100.0):
    """The point so far from `start` in this direction."""
    return start[0] + way(degrees, length)[0], start[1] + way(degrees, length)[1]


N, S, Q, ORIGIN = (600.0, 300.0), (500.0, 300.0), (550.0, 500.0), (400.0, 400.0)
HORIZONTAL = {"Po": (400.0, 350.0), "Or": (500.0, 350.0)}  # Frankfort horizontal as on a print
LEVEL_SN = {"S": S, "N": N}
DOWN = {"N": N, "A": (600.0, 400.0)}  # N-A straight down
B_BELOW = {"N": N, "B": (600.0, 500.0)}
FACE = {"N": N, "Pog": (600.0, 600.0)}  # the facial line straight down
CHIN = {"Pog'": (650.0, 600.0), "UL": (650.0, 500.0)}  # the H line straight down
MOLARS = {"U6": (500.0, 490.0), "L6": (500.0, 510.0)}  # contact (500, 500)
PREMOLARS = {"U4": (600.0, 480.0), "L4": (600.0, 520.0)}  # contact (600, 500): functional plane level
INCISORS = {"U1": (620.0, 520.0), "L1": (620.0, 480.0)}  # overlap (620, 500): occlusal plane level

# symbol -> points of a face that looks to the right, in mm from the upper left corner, and what that makes
WORKED = {
    "SNA": ({**LEVEL_SN, "A": from_point(N, 180 - 81)}, 81),
    "SNB": ({**LEVEL_SN, "B": from_point(N, 180 - 78)}, 78),
    "ANB": ({**LEVEL_SN, "A": from_point(N, 180 - 81), "B": from_point(N, 180 - 84)}, -3),
    # A-B leans 80 from Go-Me, which is level; the palate rises 4 to the front: 80 - 4
    "ODI": (
        {
            **HORIZONTAL,
            "Go": (400.0, 600.0),
            "Me": (500.0, 600.0),
            "B": Q,
            "A": from_point(Q, -100),
            "PNS": ORIGIN,
            "ANS": from_point(ORIGIN, -4),
        },
        76,
    ),
    # facial angle 86; A-B leans 6 more to the back than N-Pog: -6; the palate falls 3 to the front
    "APDI": (
        {
            **HORIZONTAL,
            "N": N,
            "Pog": from_point(N, 180 - 86),
            "A": Q,
            "B": from_point(Q, 180 - 80),
            "PNS": ORIGIN,
            "ANS": from_point(ORIGIN, 3),
        },
        83,
    ),
    "FHI": ({"S": S, "Go": from_point(S, 100, 70), "N": N, "Me": from_point(N, 95, 100)}, 0.7),
    "FHA": ({**LEVEL_SN, "Go": ORIGIN, "Gn": from_point(ORIGIN, 33)}, 33),
    "MW": ({"U1": (603.0, 504.0), "L1": (600.0, 500.0)}, 5),
    "U1-NA": ({**DOWN, "U1A": Q, "U1": from_point(Q, 90 - 23, 20)}, 23),
    "U1-NA mm": ({**DOWN, "U1": (604.5, 450.0)}, 4.5),
    "L1-NB": ({**B_BELOW, "L1A": Q, "L1": from_point(Q, -90 + 27, 20)}, 27),
    "L1-NB mm": ({**B_BELOW, "L1": (597.0, 450.0)}, -3),
    "Pog-NB": ({**B_BELOW, "Pog": (602.0, 560.0)}, 2),
    "Holdaway ratio": ({**B_BELOW, "Pog": (602.0, 560.0), "L1": (603.0, 450.0)}, 1.5),
    "U1-L1": ({"U1": Q, "U1A": from_point(Q, -110), "L1": ORIGIN, "L1A": from_point(ORIGIN, 120)}, 130),
    # S-N rises 9, the functional plane falls 5: 14 from one to the other
    "Occl-SN": (
        {
            "S": S,
            "N": from_point(S, -9),
            "U6": (500.0, 500.0),
            "L6": (500.0, 500.0),
            "U4": from_point((500.0, 500.0), 5),
            "L4": from_point((500.0, 500.0), 5),
        },
        14,
    ),
    "GoGn-SN": ({"S": S, "N": from_point(S, -8), "Go": ORIGIN, "Gn": from_point(ORIGIN, 24)}, 32),
    "SL": ({**LEVEL_SN, "Pog": (551.0, 800.0)}, 51),
    "Facial angle": ({**HORIZONTAL, "N": N, "Pog": from_point(N, 180 - 88)}, 88),
    "Convexity": ({"N": N, "A": from_point(N, 87, 60), "Pog": from_point(from_point(N, 87, 60), 93)}, 6),
    "AB plane": ({**FACE, "A": (602.0, 400.0), "B": from_point((602.0, 400.0), 95)}, -5),
    "Y axis": ({**HORIZONTAL, "S": S, "Gn": from_point(S, 60)}, 60),
    "Occl-FH": (
        {
            **HORIZONTAL,
            **MOLARS,
            "U1": from_point((500.0, 500.0), 10),
            "L1": from_point((500.0, 500.0), 10),
        },
        10,
    ),
    "L1-Occl": ({**MOLARS, **INCISORS, "L1A": from_point(INCISORS["L1"], 90 + 15, 20)}, 15),
    "U1-APog": ({"A": (600.0, 400.0), "Pog": (600.0, 600.0), "U1": (603.0, 500.0)}, 3),
    "FMA": ({**HORIZONTAL, "Go": ORIGIN, "Me": from_point(ORIGIN, 25)}, 25),
    "FMIA": ({**HORIZONTAL, "L1A": Q, "L1": from_point(Q, -65, 20)}, 65),
    "IMPA": ({"Go": ORIGIN, "Me": from_point(ORIGIN, 25), "L1A": Q, "L1": from_point(Q, -60, 20)}, 95),
    "A-N perp": ({**HORIZONTAL, "N": N, "A": (598.5, 420.0)}, -1.5),
    "Pog-N perp": ({**HORIZONTAL, "N": N, "Pog": (602.5, 620.0)}, 2.5),
    "Co-A": ({"Co": (400.0, 400.0), "A": (460.0, 480.0)}, 100),
    "Co-Gn": ({"Co": (400.0, 400.0), "Gn": (472.0, 496.0)}, 120),
    "Mx-Md difference": ({"Co": (400.0, 400.0), "A": (460.0, 480.0), "Gn": (472.0, 496.0)}, 20),
    "ANS-Me": ({"ANS": (600.0, 400.0), "Me": (564.0, 448.0)}, 60),
    "Upper pharynx": ({"SPW": (500.0, 400.0), "UPW": (485.0, 420.0)}, 25),
    "Lower pharynx": ({"TPW": (500.0, 500.0), "LPW": (488.0, 505.0)}, 13),
    "Facial axis": ({"N": N, "Ba": from_point(N, 180 - 27), "Pt": Q, "Gn": from_point(Q, 61)}, 92),
    "A-NPog": ({**FACE, "A": (602.0, 450.0)}, 2),
    "Lower face height": ({"Xi": Q, "ANS": from_point(Q, -15), "Pm": from_point(Q, 30)}, 45),
    "Mandibular arc": ({"Xi": Q, "Pm": from_point(Q, 20), "DC": from_point(Q, 200 + 28)}, 28),
    "L1-APog mm": ({"A": (600.0, 400.0), "Pog": (600.0, 600.0), "L1": (599.0, 510.0)}, -1),
    "L1-APog": (
        {"A": (600.0, 400.0), "Pog": (600.0, 600.0), "L1A": Q, "L1": from_point(Q, -90 + 21, 20)},
        21,
    ),
    "U6-PtV": ({**HORIZONTAL, "Pt": (450.0, 400.0), "U6D": (462.0, 500.0)}, 12),
    "N-S-Ar": ({"S": S, "N": from_point(S, -5), "Ar": from_point(S, 119)}, 124),
    "S-Ar-Go": ({"Ar": ORIGIN, "S": from_point(ORIGIN, -60), "Go": from_point(ORIGIN, 85)}, 145),
    "Ar-Go-Me": ({"Go": ORIGIN, "Ar": from_point(ORIGIN, -95), "Me": from_point(ORIGIN, 30)}, 125),
    # a quadrilateral's angles sum to 360; N-S-Ar-Go-Me closed with a right angle at N and at Me: 540 - 180
    "Bjork sum": (
        {
            "S": (400.0, 300.0),
            "N": (600.0, 300.0),
            "Me": (600.0, 600.0),
            "Go": (450.0, 600.0),
            "Ar": (370.0, 420.0),
        },
        360,
    ),
    "Ar-Go-N": ({"Go": ORIGIN, "Ar": from_point(ORIGIN, -95), "N": from_point(ORIGIN, -43)}, 52),
    "N-Go-Me": ({"Go": ORIGIN, "N": from_point(ORIGIN, -43), "Me": from_point(ORIGIN, 30)}, 73),
    "S-N": ({"S": (500.0, 300.0), "N": (556.0, 258.0)}, 70),
    "S-Ar": ({"S": (500.0, 300.0), "Ar": (482.0, 324.0)}, 30),
    "Ar-Go": ({"Ar": (480.0, 330.0), "Go": (471.0, 370.0)}, 41),
    "Go-Me": ({"Go": (400.0, 500.0), "Me": (460.0, 532.0)}, 68),
    "S-Go": ({"S": (500.0, 300.0), "Go": (479.0, 372.0)}, 75),
    "N-Me": ({"N": (600.0, 300.0), "Me": (580.0, 399.0)}, 101),
    "Jarabak ratio": ({"S": S, "Go": from_point(S, 100, 62), "N": N, "Me": from_point(N, 95, 100)}, 62),
    "Wits": ({**MOLARS, **PREMOLARS, "A": (598.0, 400.0), "B": (600.0, 600.0)}, -2),
    "AB-MP": ({"Go": ORIGIN, "Me": from_point(ORIGIN, 20), "B": Q, "A": from_point(Q, -95)}, 65),
    "PP-FH": ({**HORIZONTAL, "PNS": ORIGIN, "ANS": from_point(ORIGIN, -2)}, -2),
    "PP-MP": ({"PNS": ORIGIN, "ANS": from_point(ORIGIN, -3), "Go": Q, "Me": from_point(Q, 24)}, 27),
    "U1-SN": ({**LEVEL_SN, "U1A": Q, "U1": from_point(Q, 180 - 103)}, 103),
    "UL-E": ({"Pog'": (650.0, 600.0), "Prn": (650.0, 400.0), "UL": (646.0, 500.0)}, -4),
    "LL-E": ({"Pog'": (650.0, 600.0), "Prn": (650.0, 400.0), "LL": (651.0, 520.0)}, 1),
    "UL-S": ({"Pog'": (650.0, 600.0), "Prn": (660.0, 400.0), "Sn": (640.0, 420.0), "UL": (652.0, 500.0)}, 2),
    "LL-S": ({"Pog'": (650.0, 600.0), "Prn": (660.0, 400.0), "Sn": (640.0, 420.0), "LL": (649.0, 520.0)}, -1),
    "H angle": ({"Pog'": Q, "N'": from_point(Q, -90), "UL": from_point(Q, -90 + 11)}, 11),
    "H-NB": ({**B_BELOW, "Pog'": Q, "UL": from_point(Q, -90 + 8)}, 8),
    "LL-H": ({**CHIN, "LL": (650.5, 530.0)}, 0.5),
    "Sn-H": ({**CHIN, "Sn": (645.0, 450.0)}, 5),
    "Nasolabial": ({"Sn": Q, "Cm": from_point(Q, -20), "UL": from_point(Q, 85)}, 105),
}
# what says which way the face looks, where the measured points do not: far from all else
LOOKS_RIGHT = {"Go": (10.0, 10.0), "Me": (20.0, 10.0)}


def film(points, mirrored=False):
    """A film with these landmarks; mirrored, it shows the face looking to the left."""
    placed = {**LOOKS_RIGHT, **points} if not {"S", "N"} <= set(points) else points
    marks = [
        Landmark(SHORT[name], WIDTH - 1 - x if mirrored else x, y, Presence.PRESENT)
        for name, (x, y) in placed.items()
    ]
    return LandmarkSet("film", {mark.name: mark for mark in marks})


@cache
def cephalometry():
    return find_set("cephalometry")


def found(points, mirrored=False):
    values = measure(cephalometry(), film(points, mirrored), ONE)
    return {each.measurement.symbol: each for each in values}


@pytest.mark.parametrize("symbol", WORKED)
def test_a_measurement_has_the_value_worked_by_hand_whichever_way_the_face_looks(symbol):
    points, expected = WORKED[symbol]

    for mirrored in (False, True):
        assert found(points, mirrored)[symbol].value == pytest.approx(expected, abs=1e-6)


def test_every_measurement_of_the_set_is_worked_by_hand():
    assert {each.symbol for each in cephalometry().shown} == set(WORKED)


@pytest.mark.parametrize(
    ("symbol", "points", "name"),
    [
        ("ANB", {**LEVEL_SN, "A": from_point(N, 97.0), "B": from_point(N, 97.0 + 3.1)}, "type 3"),
        ("ANB", {**LEVEL_SN, "A": from_point(N, 97.0), "B": from_point(N, 97.0 + 3.3)}, "type 1"),
        ("ANB", {**LEVEL_SN, "A": from_point(N, 97.0), "B": from_point(N, 97.0 + 5.8)}, "type 2"),
        ("SNB", {**LEVEL_SN, "B": from_point(N, 180 - 74.5)}, "type 2"),
        ("SNB", {**LEVEL_SN, "B": from_point(N, 180 - 78.8)}, "type 3"),
        ("SNA", {**LEVEL_SN, "A": from_point(N, 180 - 79.3)}, "type 3"),
        ("SNA", {**LEVEL_SN, "A": from_point(N, 180 - 83.3)}, "type 2"),
        ("FHA", {**LEVEL_SN, "Go": ORIGIN, "Gn": from_point(ORIGIN, 26.7)}, "type 3"),
        ("FHA", {**LEVEL_SN, "Go": ORIGIN, "Gn": from_point(ORIGIN, 31.5)}, "type 2"),
        ("MW", {"L1": (600.0, 500.0), "U1": (603.0, 500.0)}, "type 1"),
        ("MW", {"L1": (600.0, 500.0), "U1": (599.0, 500.0)}, "type 3"),
        ("MW", {"L1": (600.0, 500.0), "U1": (605.0, 500.0)}, "type 4"),
    ],
)
def test_the_types_of_the_challenge_follow_from_its_thresholds(symbol, points, name):
    assert found(points)[symbol].value_class.name == name


def test_an_overjet_between_the_published_types_has_none():
    measured = found({"L1": (600.0, 500.0), "U1": (601.0, 500.0)})["MW"]

    assert measured.value == pytest.approx(1)
    assert measured.value_class is None


def test_incisors_on_one_point_are_edge_to_edge():
    assert found({"L1": (600.0, 500.0), "U1": (600.0, 500.0)})["MW"].value_class.name == "type 2"


@pytest.mark.skipif(not HEADS.is_file(), reason="the head films of ../shared/radiographs are not there")
def test_the_eight_measures_of_the_real_films_are_those_of_people():
    """`pytest -s` prints mean, SD and the share of each type."""
    scheme = read_scheme(resource("schemes", "cephalogram-19.scheme.json"))
    spacing = Spacing(0.234375, 0.234375, SpacingSource.TYPED)
    films, measures = read_landmarks(HEADS, scheme=scheme).sets.values(), cephalometry()
    measured = [measure(measures, marks, spacing) for marks in films]
    by_symbol = {several[0].measurement.symbol: several for several in zip(*measured, strict=True)}
    for symbol in EIGHT:
        values = [each.value for each in by_symbol[symbol]]
        types = Counter(each.value_class.name if each.value_class else "none" for each in by_symbol[symbol])
        shares = ", ".join(f"{name} {count / len(values):.0%}" for name, count in sorted(types.items()))
        print(f"{symbol}: {fmean(values):.2f} +- {stdev(values):.2f} ({shares})")

    # of patients of a dental department, among whom class III is common
    assert fmean(each.value for each in by_symbol["ANB"]) == pytest.approx(2, abs=1)
    assert fmean(each.value for each in by_symbol["SNA"]) == pytest.approx(82, abs=2)
    assert fmean(each.value for each in by_symbol["APDI"]) > 81.4


def test_no_spread_of_downs_is_wider_than_the_range_that_he_gives_for_his_twenty():
    ranges = {
        "Facial angle": (82, 95), "Convexity": (-8.5, 10), "AB plane": (-9, 0), "FMA": (17, 28),
        "Y axis": (53, 66), "Occl-FH": (1.5, 14), "U1-L1": (130, 150.5), "L1-Occl": (3.5, 20),
        "U1-APog": (-1, 5),
    }  # fmt: skip
    for symbol, (least, most) in ranges.items():
        norms = find_set("cephalometry").measurements[symbol].norms
        downs = next(norm for norm in norms if norm.source == "Downs 1948")
        assert least < downs.mean < most
        assert downs.sd < 0.45 * (most - least)  # 0.51 would have all of them at one end or the other


def test_a_norm_by_sex_is_that_of_the_person_and_says_where_nobody_knows_the_sex():
    points = {"Co": (0.0, 0.0), "A": (90.0, 10.0), "Po": (0.0, 0.0), "Or": (60.0, 0.0), "Go": (0.0, 60.0)}
    marks = film({**points, "Me": (70.0, 90.0)})
    norms = {}
    for sex in (None, Sex.FEMALE, Sex.MALE):
        values = {each.measurement.symbol: each for each in measure(cephalometry(), marks, ONE, sex=sex)}
        norms[sex] = [
            (each.norm and (each.norm.mean, each.norm.sd), each.norm_note)
            for each in (values["Co-A"], values["FMA"], values["FMIA"])
        ]
    assert norms[Sex.FEMALE] == [((91.0, 4.3), ""), ((22.7, 4.3), ""), ((65, None), "")]
    assert norms[Sex.MALE] == [((99.8, 6.0), ""), ((21.3, 3.9), ""), ((65, None), "")]
    assert norms[None] == [
        (None, "sex unknown: no norm, which differs by sex"),
        ((21.9, 3.24), "sex unknown: norm for both sexes"),
        ((65, None), ""),
    ]
