import pytest

from app.document import edits
from app.document.film import FilmFacts, FilmRecord
from app.document.project import Project
from app.document.spacing_edits import Extent, Ruler, SpacingChoice, SpacingWay
from engine.errors import EngineError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme


def placed(film, **points):
    marks = {
        name: Landmark(name, *point, Presence.PRESENT, Origin.ANNOTATED) for name, point in points.items()
    }
    return LandmarkSet(film, marks)


@pytest.fixture
def project():
    detector = Spacing(0.2, 0.1, SpacingSource.IMAGER)
    read = FilmFacts(size=Size(100, 80))
    return Project(
        Scheme(("S", "N")),
        {
            "a.png": FilmRecord("a.png", read),
            "b.png": FilmRecord("b.png", read),
            "c.dcm": FilmRecord("c.dcm", FilmFacts(size=read.size, spacing=detector)),
        },
        {
            "a.png": placed("a.png", S=(0.0, 0.0), N=(30.0, 40.0)),
            "c.dcm": placed("c.dcm", S=(0.0, 0.0), N=(0.0, 50.0)),
        },
    )


def chosen(project, way, number, films=("a.png", "b.png", "c.dcm"), ruler=None, names=("S", "N")):
    choice = SpacingChoice(way, Extent.ALL, number, names)
    after = project.with_parts(edits.choose_spacing(project, films, choice, ruler).after)
    return {film: after.film(film).user_spacing for film in after.films}


def test_two_landmarks_give_each_film_its_own_spacing_and_leave_the_others(project):
    found = chosen(project, SpacingWay.LANDMARKS, 10.0)
    source = SpacingSource.LANDMARK_DISTANCE
    assert found["a.png"] == Spacing(0.2, 0.2, source)
    assert found["b.png"] is None
    # 50 px down; the file's pixels are twice as wide as high, and stay so
    assert found["c.dcm"] == Spacing(0.4, 0.2, source)


def test_a_ruler_on_one_film_serves_for_all_whose_pixels_have_its_shape(project):
    ruler = Ruler("a.png", (10.0, 10.0), (10.0, 110.0))
    found = chosen(project, SpacingWay.RULER, 25.0, ruler=ruler)
    square = Spacing(0.25, 0.25, SpacingSource.RULER)
    assert found == {"a.png": square, "b.png": square, "c.dcm": None}


def test_one_number_is_refused_for_pixels_that_are_not_square(project):
    assert chosen(project, SpacingWay.TYPED, 0.1)["c.dcm"] is None
    with pytest.raises(EngineError, match="its pixels are not square"):
        chosen(project, SpacingWay.TYPED, 0.1, films=("c.dcm",))


def test_magnification_divides_what_the_file_says(project):
    found = chosen(project, SpacingWay.MAGNIFIED, 1.25)
    assert found["a.png"] is None
    assert (found["c.dcm"].x, found["c.dcm"].y) == (pytest.approx(0.16), pytest.approx(0.08))


def test_magnification_waits_until_the_chosen_films_are_read(project):
    unread = project.with_facts({"b.png": FilmFacts()})
    with pytest.raises(EngineError, match="wait until all films are read"):
        chosen(unread, SpacingWay.MAGNIFIED, 1.25)
    assert chosen(unread, SpacingWay.MAGNIFIED, 1.25, films=("c.dcm",))["c.dcm"] is not None
    broken = project.with_facts({"b.png": FilmFacts(unreadable="empty file")})
    assert chosen(broken, SpacingWay.MAGNIFIED, 1.25)["c.dcm"] is not None


def test_as_the_file_says_takes_back_what_was_typed(project):
    choice = SpacingChoice(SpacingWay.MAGNIFIED, Extent.THIS, 2.0)
    again = project.with_parts(edits.choose_spacing(project, ("c.dcm",), choice).after)
    assert again.film("c.dcm").spacing == Spacing(0.1, 0.05, SpacingSource.TYPED)
    assert chosen(again, SpacingWay.FILE, 1.0)["c.dcm"] is None


@pytest.mark.parametrize("way", [SpacingWay.RULER, SpacingWay.LANDMARKS, SpacingWay.MAGNIFIED])
def test_a_choice_that_says_nothing_of_any_film_tells_what_to_do(project, way):
    with pytest.raises(EngineError, match=r"[:.]"):
        chosen(project, way, 10.0, films=("b.png",))


def test_a_table_leaves_what_a_person_said_unless_it_was_just_given(project):
    said = Spacing(0.5, 0.5, SpacingSource.TYPED)
    project = project.with_parts(edits.take_spacings(project, {"a.png": said}).after)
    table = {name: Spacing(0.3, 0.3, SpacingSource.TABLE) for name in ("a.png", "b.png", "gone.png")}
    quiet = project.with_parts(edits.take_spacings(project, table).after)
    assert (quiet.film("a.png").spacing, quiet.film("b.png").spacing) == (said, table["b.png"])
    given = project.with_parts(edits.take_spacings(project, table, overwrite=True).after)
    assert given.film("a.png").spacing == table["a.png"]


def test_films_whose_own_file_gives_mm_keep_them_unless_asked(project):
    square = Spacing(0.2, 0.2, SpacingSource.PIXEL_SPACING)  # of the shape that was typed
    project = project.with_facts({"c.dcm": FilmFacts(size=Size(100, 80), spacing=square)})
    assert chosen(project, SpacingWay.TYPED, 0.5)["c.dcm"] is not None
    typed = SpacingChoice(SpacingWay.TYPED, Extent.ALL, 0.5, leaves_own=True)
    after = project.with_parts(edits.choose_spacing(project, tuple(project.films), typed).after)
    assert [film.user_spacing is None for film in after.films.values()] == [False, False, True]
    with pytest.raises(EngineError, match="choose that these are replaced too"):
        edits.choose_spacing(project, ("c.dcm",), typed)
    unread = project.with_facts({"b.png": FilmFacts()})
    with pytest.raises(EngineError, match="wait until all films are read"):
        edits.choose_spacing(unread, tuple(unread.films), typed)
