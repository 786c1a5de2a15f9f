"""SimpleITK's registration: it finds a known warp, repeats, and survives ITK giving up."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import SimpleITK as sitk
from warped_films import affine, anatomy, bend, carry, error, landmarks, on_grid, then, warped

from engine.registration.simpleitk import SimpleItkConfig, SimpleItkRegistration

FILM, POINTS = anatomy(), landmarks()


def found_on(*moving):
    registration = SimpleItkRegistration(on_grid(FILM, 192), POINTS, SimpleItkConfig())
    return carry(registration, *moving, longest=192)


def test_a_known_warp_is_recovered_and_repeats():
    forward, back = then(bend(4.0), affine(5, 1.05, (6, 4)))
    moving = warped(FILM, back)
    threads = sitk.ProcessObject.GetGlobalDefaultNumberOfThreads()
    first, again = found_on(moving, moving)
    assert error(first.points, forward(POINTS)) < 0.25 * error(POINTS, forward(POINTS))
    assert 0.3 < first.agreement <= 1.0
    assert np.isnan(first.gap).all()  # one direction only
    np.testing.assert_array_equal(first.points, again.points)  # with two threads up to 0.1 px apart
    assert sitk.ProcessObject.GetGlobalDefaultNumberOfThreads() == threads


def test_all_is_computed_by_one_thread_and_others_get_theirs_back(monkeypatch):
    process = sitk.ProcessObject
    before = process.GetGlobalDefaultNumberOfThreads()
    seen = []
    execute = sitk.ImageRegistrationMethod.Execute

    def watching(self, fixed, moving):
        seen.append(process.GetGlobalDefaultNumberOfThreads())
        return execute(self, fixed, moving)

    monkeypatch.setattr(sitk.ImageRegistrationMethod, "Execute", watching)
    process.SetGlobalDefaultNumberOfThreads(3)
    try:
        with ThreadPoolExecutor(2) as pool:  # two films at once: neither gives the other's back
            films = [pool.submit(found_on, warped(FILM, affine(angle, 1.0, (2, 0))[1])) for angle in (3, 6)]
            for film in films:
                film.result()
        assert set(seen) == {1}
        assert process.GetGlobalDefaultNumberOfThreads() == 3
    finally:
        process.SetGlobalDefaultNumberOfThreads(before)


def test_where_itk_gives_up_the_step_before_stands_and_the_film_is_doubtful(monkeypatch):
    executed = []
    execute = sitk.ImageRegistrationMethod.Execute

    def failing(self, fixed, moving):
        executed.append(self)
        if len(executed) == 3:  # similarity and affine went well, the B-spline fails
            raise RuntimeError("ITK ERROR: All samples map outside moving image buffer.")
        return execute(self, fixed, moving)

    monkeypatch.setattr(sitk.ImageRegistrationMethod, "Execute", failing)
    forward, back = affine(5, 1.05, (6, 4))
    (found,) = found_on(warped(FILM, back))
    assert found.agreement == 0.0
    assert error(found.points, forward(POINTS)) < 1.0


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_an_empty_film_is_doubtful_and_does_not_stop_the_run(level):
    empty, same = found_on(np.full(FILM.shape, level), FILM)
    assert np.isfinite(empty.points).all()
    assert empty.agreement < 0.2
    assert np.linalg.norm(same.points - POINTS, axis=1).max() < 0.5
