"""A scheme that is renamed, shortened or joined keeps all else that it says."""

from engine.landmarks import Scheme

FULL = Scheme(
    ("A", "B", "C", "D"),
    {"A": ("a1",), "B": ("b1",)},
    {"A": "first", "C": "third"},
    (("A", "B"),),
    (("A", "B", "C"), ("A", "B", "C", "A")),
    (("B", "A", "D"),),
    ("lengths",),
)


def test_a_new_name_stands_in_all_that_the_scheme_says():
    assert FULL.renamed({"A": "X"}) == Scheme(
        ("X", "B", "C", "D"),
        {"X": ("a1",), "B": ("b1",)},
        {"X": "first", "C": "third"},
        (("X", "B"),),
        (("X", "B", "C"), ("X", "B", "C", "X")),
        (("B", "X", "D"),),
        ("lengths",),
    )
    assert FULL.renamed({"A": "B", "B": "A"}).renamed({"A": "B", "B": "A"}) == FULL


def test_what_ran_through_a_removed_landmark_closes_up():
    left = FULL.without("A")
    assert (left.names, left.pairs) == (("B", "C", "D"), ())
    assert left.lines == (("B", "C"), ("B", "C", "B"))  # the second one was closed and stays so
    assert left.curves == (("B", "D"),)
    assert FULL.without("D").curves == (("B", "A"),)
    assert FULL.without("D").without("B").curves == ()


def test_joining_adds_what_the_other_has_and_keeps_what_both_describe():
    other = Scheme(("C", "E"), {"A": ("a2", "a1")}, {"C": "else", "E": "fifth"}, curves=(("C", "E"),))
    both = FULL.joined(other)
    assert both.names == ("A", "B", "C", "D", "E")
    assert both.aliases["A"] == ("a1", "a2")
    assert both.descriptions == {"A": "first", "C": "third", "E": "fifth"}
    assert both.curves == (*FULL.curves, ("C", "E"))
    assert (both.pairs, both.lines, both.measurements) == (FULL.pairs, FULL.lines, FULL.measurements)


def test_spellings_of_two_landmarks_that_differ_in_case_only_are_not_guessed():
    scheme = Scheme(("Lower lip", "Lower incisor tip"), {"Lower lip": ("Li",), "Lower incisor tip": ("LI",)})
    assert (scheme.find("Li"), scheme.find("LI")) == ("Lower lip", "Lower incisor tip")
    assert scheme.find("li") is None
