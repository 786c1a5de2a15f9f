"""Films gathered for the detectors: framed by what registration says, whatever it says."""

import numpy as np
import pytest
import torch
from spot_films import FILM, NAMES, SCHEME, SPOTS, spot_film, turned
from warped_films import on_grid

from engine.coteaching.fusion import in_names_order
from engine.geometry.coordinates import Size
from engine.geometry.frames import apply_frame, film_frame
from engine.geometry.heatmaps import decode
from engine.inference.gallery import Gallery
from engine.models.reference import Framing, landmark_reference
from engine.registration.opinions import Fused
from engine.training.augmentation import patch_origin

SMALL = Size(48, 64)


def gallery(framing=Framing.LANDMARKS):
    reference = landmark_reference([SPOTS], 96, 0.25, [FILM])
    return Gallery(SCHEME, NAMES, framing, reference, SMALL)


def fused(points, mirrored=False):
    """What registration says in the scheme's order: its third landmark is not learned."""
    full = np.insert(np.asarray(points, dtype=float), 2, np.nan, axis=0)
    spread = np.where(np.isfinite(full[:, 0]), 1.0, np.nan)
    return Fused(full, spread, spread, mirrored, 0.9)


@pytest.mark.parametrize("mirrored", [False, True])
def test_all_films_look_alike_in_the_landmarks_frame(mirrored):
    points, size = turned(SPOTS, 1, mirrored)
    film = on_grid(spot_film(points, size), identity="it")
    said = points[[0, 2, 1, 3]] if mirrored else points  # left is called right on a mirrored film
    films = gallery()
    films.add_carried(film, fused(said, mirrored))
    framed = films.films["it"]
    assert framed.mirrored == mirrored
    np.testing.assert_allclose(apply_frame(framed.frame, films.reference.points), points, atol=1e-6)
    # where the reference has its first landmark, the patch is bright
    at = films.reference.points[0] + patch_origin(framed.patch[None], films.reference.size)
    x, y = np.rint(at).astype(int)
    assert float(framed.patch[0, y, x]) > 0.9
    own = in_names_order(fused(said, mirrored), films.columns(mirrored))
    np.testing.assert_array_equal(own.points, points)


@pytest.mark.parametrize("case", ["nothing", "one place", "far too large"])
def test_a_film_that_registration_made_nothing_of_is_seen_as_a_whole(case):
    points = {
        "nothing": np.full((4, 2), np.nan),
        "one place": np.full((4, 2), 30.0) + 0.01 * SPOTS / 100,
        "far too large": SPOTS * 50,
    }[case]
    films = gallery()
    films.add_carried(on_grid(np.zeros((300, 240)), identity="black"), fused(points))
    framed = films.films["black"]
    np.testing.assert_allclose(framed.frame, film_frame(films.reference.size, FILM))
    assert torch.isfinite(framed.patch).all()
    data = films.labelled({}, ["black"], {"black": points}, np.ones((1, 4)))
    assert torch.isfinite(data.trust).all()
    assert (data.trust.sum() == 0) == (case == "nothing")


def test_whole_films_are_framed_the_same_whatever_is_said():
    films = gallery(Framing.FILM)
    films.add(on_grid(spot_film(SPOTS), identity="it"), SPOTS + 40, False)
    np.testing.assert_allclose(films.films["it"].frame, film_frame(films.reference.size, FILM))


def test_exemplars_come_first_and_are_trusted_fully():
    films = gallery()
    for name in ("e", "a"):
        films.add(on_grid(spot_film(SPOTS), identity=name), SPOTS, False)
    lacking = SPOTS.copy()
    lacking[1] = np.nan
    data = films.labelled({"e": lacking}, ["a"], {"a": SPOTS}, np.full((1, 4), 0.4))
    assert data.exemplars == 1
    torch.testing.assert_close(data.trust, torch.tensor([[1.0, 0, 1, 1], [0.4] * 4]))
    np.testing.assert_allclose(data.points[1], films.reference.points, atol=1e-3)


def test_the_finder_gets_whole_films_and_all_their_landmarks():
    films = gallery()
    films.add(on_grid(spot_film(SPOTS), identity="e"), SPOTS, False)
    data = films.for_finder({"e": SPOTS})
    assert (data.exemplars, data.size) == (0, SMALL)
    left, top = patch_origin(data.patches, SMALL)
    first = data.patches[:, :, int(top) :, int(left) :].float() * (data.points[0, 0, 0] > 0)
    place = decode(first[..., :32, :24], 1.5).points[0, 0]  # the corner with the first spot alone
    assert float((place - data.points[0, 0]).norm()) < 0.3
