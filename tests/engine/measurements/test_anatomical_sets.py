"""Spine, lower limb, hip, foot, hand and chest: each value against one worked by hand on a drawn figure."""

import csv
import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from engine.imaging.image import Spacing, SpacingSource
from engine.io.patients import Sex
from engine.io.shipped_schemes import shipped_schemes
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.measurements.set_file import find_set, shipped_sets
from engine.measurements.values import measure

RADIOGRAPHS = Path(__file__).parents[4] / "shared" / "radiographs"
needs_films = pytest.mark.skipif(not RADIOGRAPHS.is_dir(), reason="needs the films of ../shared/radiographs")
VERTEBRAE = (*(f"T{number}" for number in range(1, 13)), *(f"L{number}" for number in range(1, 6)))


def measured(name, places, mm=1.0, **more):
    marks = {
        mark: Landmark(mark, float(x), float(y), Presence.PRESENT, Origin.ANNOTATED)
        for mark, (x, y) in places.items()
    }
    spacing = Spacing(mm, mm, SpacingSource.TYPED)
    values = measure(find_set(name), LandmarkSet("a", marks), spacing, **more)
    return {each.measurement.symbol: each for each in values}


def values_of(name, places, mm=1.0):
    return {
        symbol: each.value for symbol, each in measured(name, places, mm).items() if each.value is not None
    }


def turned(places, degrees):
    """All `places` turned about (0, 0), then moved: what a patient who stands askew looks like."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return {
        name: (900 + cosine * x - sine * y, 400 + sine * x + cosine * y) for name, (x, y) in places.items()
    }


def mirrored(places):
    """The same film laid on its other side."""
    return {name: (1000 - x, y) for name, (x, y) in places.items()}


def away(start, length, degrees):
    """The place at `length` from `start`, `degrees` clockwise of straight up."""
    angle = math.radians(degrees)
    return start[0] + length * math.sin(angle), start[1] - length * math.cos(angle)


def spine(tilts):
    """Vertebrae of 40 x 20, each turned clockwise by its tilt and standing on the one below it."""
    places, centre, above = {}, np.array([200.0, 50.0]), np.zeros(2)
    for vertebra, tilt in zip(VERTEBRAE, tilts, strict=True):
        sine, cosine = math.sin(math.radians(tilt)), math.cos(math.radians(tilt))
        across, down = np.array([cosine, sine]), np.array([-sine, cosine])
        centre = centre + above + 15 * down
        above = 15 * down
        for along, end in ((-10, "top"), (10, "bottom")):
            for aside, side in ((-20, "left"), (20, "right")):
                places[f"{vertebra} {end} {side}"] = tuple(centre + aside * across + along * down)
    return places


def cobb(tilts, film=lambda places: places):
    """Symbol -> its angle, its end vertebrae and its apex; why it is blank."""
    found = measured("spine", film(spine(tilts)))
    return {
        symbol.removeprefix("Cobb "): (
            each.note
            if each.value is None
            else (round(each.value, 6), each.note.partition("between ")[2].replace(", apex", " at"))
        )
        for symbol, each in found.items()
        if symbol.startswith("Cobb")
    }


def test_a_straight_spine_has_no_curve():
    found = measured("spine", spine([4.0] * 17))
    assert found["Cobb main"].value == pytest.approx(0, abs=1e-9)
    assert found["Cobb main"].value_class.name == "none"
    assert found["T1 tilt"].value == pytest.approx(4)


def test_a_vertebra_whose_sides_coincide_leaves_the_curves_blank_with_the_reason():
    corners = spine([4.0] * 17)
    sides = {f"T5 {end} left": corners[f"T5 {end} right"] for end in ("top", "bottom")}
    found = measured("spine", corners | sides)
    reason = "points coincide, or lines do not meet as they should"
    assert {each.note for symbol, each in found.items() if symbol.startswith("Cobb")} == {reason}
    assert found["T1 tilt"].value == pytest.approx(4)


@pytest.mark.parametrize("film", [lambda places: places, mirrored, lambda places: turned(places, 20)])
def test_curves_are_called_by_their_apex_wherever_the_main_one_lies(film):
    # T1 to T12, L1 to L5
    assert cobb([5, 7, 8, 10, 12, 6, 0, -8, -15, -20, -24, -25, -15, -5, 3, 8, 6], film) == {
        "main": (12 + 25, "T5 and T12 at T8"),
        "PT": (12 - 5, "T1 and T5 at T3"),
        "MT": (12 + 25, "T5 and T12 at T8"),
        "TL/L": (25 + 8, "T12 and L4 at L2"),
    }
    # the main curve is the lumbar one, the next above it the main thoracic one
    assert cobb([-6, -2, 4, 9, 10, 6, 2, -3, -9, -14, -16, -12, 0, 14, 25, 30, 28], film) == {
        "main": (30 + 16, "T11 and L4 at L1"),
        "PT": (10 + 6, "T1 and T5 at T3"),
        "MT": (10 + 16, "T5 and T11 at T8"),
        "TL/L": (30 + 16, "T11 and L4 at L1"),
    }


def test_a_spine_of_one_curve_has_no_other_and_says_where_none_has_its_apex():
    assert cobb([20 - 2.5 * place for place in range(17)]) == {
        "main": (40, "T1 and L5 at T9"),
        "PT": "no curve has its apex at T1 to T5",
        "MT": (40, "T1 and L5 at T9"),
        "TL/L": "no curve has its apex at T12 to L5",
    }
    thoracolumbar = cobb([10] * 7 + [10, 9, 7, 4, 0, -4, -7, -9, -10, -10])
    assert thoracolumbar["TL/L"] == thoracolumbar["main"] == (20, "T8 and L4 at T12")
    assert thoracolumbar["MT"] == "no curve has its apex at T6 to T11"


def test_of_two_curves_with_their_apex_in_one_part_the_greater_one_counts():
    tilts = [0, 0, 0, 0, 8, 0, -12, 0, 20, 0, -20, 0, 0, 0, 0, 0, 0]
    assert cobb(tilts)["MT"] == (40, "T9 and T11 at T10")


def test_a_curve_beyond_a_right_angle_is_not_folded_back():
    assert values_of("spine", spine([0, 50, *[0] * 13, -52, 0]))["Cobb main"] == pytest.approx(102)


def challenge(corners):
    """The main angle and those above and below it, in degrees, after the published steps of the challenge.

    `corners` [68, 2]. None for the others in a spine of one curve, for which it takes T1 and L5.
    """
    middle = (corners[0::2] + corners[1::2]) / 2
    lines = (corners[1::4] + corners[3::4] - corners[0::4] - corners[2::4]) / 2
    lines /= np.linalg.norm(lines, axis=1, keepdims=True)
    angles = np.degrees(np.arccos(np.clip(lines @ lines.T, -1, 1)))
    upper, lower = sorted(np.unravel_index(np.argmax(angles), angles.shape))
    share = (middle - middle[-1]) / (middle[0] - middle[-1])
    side = (share[:-2, 1] - share[:-2, 0])[:, None]
    if np.all(side @ side.T >= 0):
        return angles[upper, lower], None, None
    return angles[upper, lower], angles[upper, : upper + 1].max(), angles[lower, lower:].max()


@needs_films
def test_the_angles_of_real_spines_are_those_of_the_challenge():
    beside, named, mains = 0, 0, Counter()
    with (RADIOGRAPHS / "spine" / "landmarks.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            corners = np.array([[float(row[f"{axis}{n}"]) for axis in "xy"] for n in range(1, 69)])
            names = next(each.scheme.names for each in shipped_schemes() if each.name == "spine-68")
            found = values_of("spine", dict(zip(names, corners, strict=True)))
            main, above, below = challenge(corners)
            parts = {symbol: found.get(f"Cobb {symbol}", 0.0) for symbol in ("PT", "MT", "TL/L")}
            assert found["Cobb main"] == pytest.approx(main, abs=1e-4)
            assert max(parts.values()) == found["Cobb main"]
            mains[max(parts, key=parts.get)] += 1
            assert 4 < main < 110
            for angle in (above, below) if above is not None else ():
                beside += 1
                named += any(value == pytest.approx(angle, abs=1e-4) for value in parts.values())
    assert mains == {"MT": 62, "TL/L": 48, "PT": 10}
    assert (named, beside) == (166, 216)  # the others share their part with a greater one


def leg(side):
    """A right leg, or its mirror image: 6 degrees of varus, all of it in the tibia."""
    head, knee, notch = (100, 0), (100, 400), (100, 405)
    ankle = away(notch, 395, 180 - 6)  # towards the middle of the body
    slope = 40 * math.tan(math.radians(3))
    places = {
        "femoral head centre": head,
        "greater trochanter": (50, 0),
        "femoral knee centre": knee,
        "lateral femoral condyle": (60, 420 - slope),
        "medial femoral condyle": (140, 420 + slope),
        "lateral tibial plateau": (60, 430),
        "medial tibial plateau": (140, 430),
        "tibial knee centre": notch,
        "ankle centre": ankle,
        "lateral tibial plafond": (ankle[0] - 20, ankle[1]),
        "medial tibial plafond": (ankle[0] + 20, ankle[1]),
    }
    places = {f"{side} {name}": place for name, place in places.items()}
    return places if side == "Right" else mirrored(places)


@pytest.mark.parametrize("film", [lambda places: places, mirrored])
@pytest.mark.parametrize("sides", [("Right", "Left"), ("Right",), ("Left",)])
def test_both_legs_of_a_varus_knee_have_the_same_angles_on_either_side_of_a_film(sides, film):
    places = {name: place for side in sides for name, place in leg(side).items()}
    found = values_of("lower-limb", film(places), 0.5)
    across, down = 395 * math.sin(math.radians(6)), 405 + 395 * math.cos(math.radians(6))
    aside = 0.5 * 400 * across / math.hypot(across, down)  # of the knee from the line of head and ankle
    worked = {"HKA": 174, "mLDFA": 87, "MPTA": 84, "JLCA": 3, "mLPFA": 90, "LDTA": 84, "MAD": aside}
    expected = {f"{symbol} {side[0]}": value for side in sides for symbol, value in worked.items()}
    assert found == pytest.approx(expected)


def test_a_valgus_knee_is_above_180_and_its_axis_runs_lateral_of_it():
    places = leg("Left")
    places["Left ankle centre"] = away(places["Left tibial knee centre"], 395, 180 - 5)
    found = values_of("lower-limb", places)
    assert found["HKA L"] == pytest.approx(185)
    assert found["MAD L"] < 0


def hips():
    """Heads at the same height: centre-edge angle 30, Sharp 38, Tönnis 8, neck 130."""
    places = {}
    for side, out in (("Right", -1), ("Left", 1)):
        head = (400 + 200 * out, 300)
        edge = away(head, 100, 30 * out)
        places |= {
            f"{side} femoral head centre": head,
            f"{side} acetabular edge": edge,
            f"{side} teardrop": away(edge, 150, -out * (90 + 38)),
            f"{side} sourcil medial edge": away(edge, 60, -out * (90 + 8)),
            f"{side} femoral neck centre": away(head, 50, out * (180 - 50)),
            f"{side} femoral shaft, upper": (head[0] + 80 * out, 450),
            f"{side} femoral shaft, lower": (head[0] + 80 * out, 700),
        }
    return places


@pytest.mark.parametrize("film", [lambda places: places, mirrored, lambda places: turned(places, 7)])
def test_angles_of_the_hip_hold_on_a_mirrored_and_on_a_turned_film(film):
    found = values_of("hip", film(hips()))
    worked = {"LCE": 30, "Sharp": 38, "Tönnis": 8, "CCD": 130}
    assert found == pytest.approx({f"{name} {side}": worked[name] for side in "RL" for name in worked})


def test_the_centre_edge_angle_of_adults_comes_before_that_at_19_years():
    angle = find_set("hip").measurements["LCE L"]
    norms = [angle.norm_of(sex) for sex in (Sex.MALE, Sex.FEMALE, None)]
    assert [(norm.mean, norm.sd) for norm in norms] == [(34, 7.3), (35, 7.6), (34.6, 7.5)]


def test_a_dysplastic_hip_is_called_so_and_a_falling_roof_is_below_0():
    places = hips()
    head = places["Right femoral head centre"]
    places["Right acetabular edge"] = away(head, 100, 10)  # medial of the centre
    places["Right sourcil medial edge"] = away(places["Right acetabular edge"], 40, 90 - 5)
    found = measured("hip", places)
    assert found["LCE R"].value == pytest.approx(-10)
    assert found["LCE R"].value_class.name == "dysplastic"
    assert found["Tönnis R"].value == pytest.approx(-5)
    assert found["LCE L"].value_class.name == "normal"


def foot(lean):
    """The toes point up and the others lie to the left; the great toe leans to them by `lean`."""
    rays = {"First": (0, 0), "Second": (-60, -10), "Fourth": (-150, -15), "Fifth": (-190, -23)}
    places = {}
    for ray, (x, direction) in rays.items():
        places[f"{ray} metatarsal, proximal"] = (x, 300)
        places[f"{ray} metatarsal, distal"] = away((x, 300), 100, direction)
        places[f"{ray} metatarsal head"] = away((x, 300), 120, direction)
    places["Hallux proximal phalanx, proximal"] = (0, 160)
    places["Hallux proximal phalanx, distal"] = away((0, 160), 40, -lean)
    places["First metatarsal joint, medial edge"] = (20, 180)
    places["First metatarsal joint, lateral edge"] = away((20, 180), 40, -90 - 7)
    places["Talar head, medial edge"], places["Talar head, lateral edge"] = (0, 500), (-50, 500)
    places["Navicular, medial edge"] = (0, 480)
    places["Navicular, lateral edge"] = away((0, 480), 50, -90 + 12)
    return places


@pytest.mark.parametrize("film", [lambda places: places, mirrored, lambda places: turned(places, 170)])
def test_angles_of_the_foot_hold_for_either_side_and_with_the_toes_down(film):
    found = measured("foot", film(foot(25)))
    worked = {"HVA": 25, "IMA 1-2": 10, "IMA 4-5": 8, "DMAA": 7, "TNCA": 12}
    assert {name: found[name].value for name in worked} == pytest.approx(worked)
    assert (found["HVA"].value_class.name, found["IMA 1-2"].value_class.name) == ("moderate", "mild")
    assert values_of("foot", film(foot(-9)))["HVA"] == pytest.approx(-9)  # away from the others


@pytest.mark.parametrize(
    ("degrees", "name"),
    [(8.9, "normal"), (9, "mild"), (11, "mild"), (11.1, "moderate"), (16, "moderate"), (16.1, "severe")],
)
def test_the_classes_of_the_intermetatarsal_angle_are_those_of_coughlin(degrees, name):
    assert find_set("foot").measurements["IMA 1-2"].class_of(degrees).name == name


def test_a_toe_on_the_axis_of_its_metatarsal_has_no_valgus_and_an_error():
    found = measured("foot", foot(0), reader_radius=2.0)["HVA"]
    assert (found.value, found.value_class.name) == (pytest.approx(0, abs=1e-9), "normal")
    assert found.error == pytest.approx(measured("foot", foot(1), reader_radius=2.0)["HVA"].error, rel=0.01)


def test_bones_of_the_hand_reach_from_base_to_base():
    names = next(each for each in shipped_schemes() if each.name == "hand-37").scheme.names
    places = {name: (10.0 * row, 1000.0) for row, name in enumerate(names)}
    rays = (
        ("First", "Thumb", (90, 60, 50)),
        ("Third", "Middle", (120, 80, 56, 36)),
        ("Fourth", "Ring", (108,)),
    )
    for ordinal, finger, lengths in rays:
        bones = ["proximal phalanx base", "middle phalanx base", "distal phalanx base", "tip"]
        bones = [bone for bone in bones if finger != "Thumb" or "middle" not in bone]
        place = places[f"{ordinal} metacarpal base"]
        for bone, length in zip(bones, lengths, strict=False):
            place = places[f"{finger} {bone}"] = away(place, length, 12)
    places["Radius metaphysis, ulnar edge"], places["Radius metaphysis, radial edge"] = (0, 1080), (60, 1080)
    found = values_of("hand", places, 0.5)
    assert [found[name] for name in ("MC1", "PP1", "DP1")] == pytest.approx([45, 30, 25])
    assert [found[name] for name in ("MC3", "PP3", "MP3", "DP3")] == pytest.approx([60, 40, 28, 18])
    assert found["MC4 sign"] == pytest.approx(100 * 108 / 120)
    assert found["Carpus"] == pytest.approx(40)


@needs_films
def test_wrists_of_real_hands_are_50_mm_wide_by_the_rule_that_gave_their_spacing():
    names = next(each.scheme.names for each in shipped_schemes() if each.name == "hand-37")
    with (RADIOGRAPHS / "hand" / "spacing.csv").open(encoding="utf-8") as file:
        spacings = {row["image"]: float(list(row.values())[1]) for row in csv.DictReader(file)}
    with (RADIOGRAPHS / "hand" / "landmarks.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            places = {name: (row[f"x{n}"], row[f"y{n}"]) for n, name in enumerate(names, 1)}
            found = values_of("hand", places, spacings[row["image"]])
            assert found["Wrist"] == pytest.approx(50, abs=0.05)
            assert 50 < found["MC3"] < 100  # a child is drawn too large by the rule
            assert found["MC3"] > found["PP3"] > found["MP3"] > found["DP3"]


@pytest.mark.parametrize("film", [lambda places: places, mirrored, lambda places: turned(places, -4)])
def test_widths_of_the_chest_lie_across_the_midline(film):
    places = {"Midline at the apices": (400, 100), "Midline at the costophrenic angles": (400, 700)}
    for side, out in (("Right", -1), ("Left", 1)):
        places |= {
            f"{side} lung apex": (400 + 90 * out, 100),
            f"{side} lung edge, upper": (400 + 200 * out, 250 + 20 * out),  # not at the same height
            f"{side} lung edge, middle": (400 + 240 * out, 400),
            f"{side} lung edge, lower": (400 + 250 * out, 550),
            f"{side} costophrenic angle": (400 + 240 * out, 700),
            f"{side} chest wall": (400 + 250 * out, 560),
        }
    places |= {"Right heart border": (350, 520), "Left heart border": (520, 560)}
    found = measured("chest", film(places), 0.5)
    worked = {
        "Width apices": 90,
        "Width upper": 200,
        "Width middle": 240,
        "Width lower": 250,
        "Width CP": 240,
    }
    worked |= {"Height R": 0.5 * math.hypot(600, 150), "Height L": 0.5 * math.hypot(600, 150)}
    worked |= {"MRD": 25, "MLD": 60, "Heart": 85, "Thorax": 250, "CTR": 34}
    assert {symbol: each.value for symbol, each in found.items()} == pytest.approx(worked)
    assert found["CTR"].value_class.name == "usual"


def test_each_set_that_a_scheme_names_ships_and_uses_landmarks_of_it():
    named = {(name, each.name) for each in shipped_schemes() for name in each.scheme.measurements}
    assert {name for name, _ in named} == set(shipped_sets())
    for name, scheme in named:
        assert any(
            scheme_of.names == shipped.scheme.names
            for scheme_of in find_set(name).schemes
            for shipped in shipped_schemes()
            if shipped.name == scheme
        )


@pytest.mark.parametrize("name", sorted({"spine", "lower-limb", "hip", "foot", "hand", "chest"}))
def test_each_measurement_is_defined_in_a_sentence_and_each_norm_says_whose_it_is(name):
    measures = find_set(name)
    assert measures.citation
    for each in measures.shown:
        assert each.definition.endswith(".")
        assert all(norm.source for norm in each.norms)
