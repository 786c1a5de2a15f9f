"""Bootstrap intervals and sign-flip tests against scipy's own and against what is known."""

import numpy as np
import pytest
from scipy import stats

from engine.evaluation.protocols import Protocol
from engine.evaluation.report import EvaluationReport, summarise
from engine.evaluation.statistics import Resampling, confidence, holm, is_exact, ratio_interval, sign_flip_p

HOW = Resampling(4000, seed=1)


def report_of(errors, thresholds=(2.0,)):
    """A report on `errors` [films, landmarks]; NaN is a miss."""
    counted = np.ones(errors.shape, dtype=bool)
    overall = summarise(errors, counted, thresholds, True)
    films = {f"f{i}": summarise(row, counted[i], thresholds, True) for i, row in enumerate(errors)}
    names = {str(k): overall for k in range(errors.shape[1])}
    return EvaluationReport("px", (), Protocol.STRICT, thresholds, overall, names, films, errors, counted)


@pytest.fixture(scope="module")
def skewed():
    return np.random.default_rng(0).gamma(2.0, 0.7, size=(60, 5))


def test_the_interval_of_the_mean_is_scipys_bca(skewed):
    found = confidence(report_of(skewed), {}, HOW)
    oracle = stats.bootstrap((skewed.mean(axis=1),), np.mean, n_resamples=4000, rng=np.random.default_rng(2))
    assert found.mre.as_json() == pytest.approx(list(oracle.confidence_interval), abs=0.01)
    assert found.groups == 60


def test_the_interval_of_the_median_is_scipys_percentiles(skewed):
    def median(rows, axis):
        return np.median(skewed[rows].reshape(*rows.shape[:-1], -1), axis=-1)

    oracle = stats.bootstrap(
        (np.arange(60),), median, n_resamples=4000, method="percentile", rng=np.random.default_rng(2)
    )
    found = confidence(report_of(skewed), {}, HOW).median
    assert found.as_json() == pytest.approx(list(oracle.confidence_interval), abs=0.02)


def test_rates_have_intervals_in_percent_and_a_certain_one_has_no_width(skewed):
    found = confidence(report_of(skewed, (1.0, 100.0)), {}, HOW)
    share = 100.0 * (skewed <= 1.0).mean()
    assert found.sdr[0].low < share < found.sdr[0].high
    assert found.sdr[1].as_json() == [100.0, 100.0]


def test_films_of_one_subject_are_drawn_together():
    one = np.random.default_rng(0).gamma(2.0, 0.7, size=(20, 1))
    twins = np.repeat(one, 4, axis=0)  # four films that say the same: no more is known than from one
    subjects = {f"f{i}": f"s{i // 4}" for i in range(80)}
    alone = confidence(report_of(one), {}, HOW)
    together = confidence(report_of(twins), subjects, HOW)
    assert together.mre == alone.mre
    apart = confidence(report_of(twins), {}, HOW)
    assert apart.mre.high - apart.mre.low < 0.6 * (alone.mre.high - alone.mre.low)


def test_the_seed_decides_and_few_films_have_no_interval(skewed):
    report = report_of(skewed)
    assert confidence(report, {}, HOW) == confidence(report, {}, HOW)
    assert confidence(report, {}, HOW) != confidence(report, {}, Resampling(4000, seed=2))
    assert confidence(report_of(skewed[:4]), {}, HOW) is None
    missing = np.where(np.arange(60)[:, None] < 57, np.nan, skewed)
    found = confidence(report_of(missing), {}, HOW)
    assert (found.mre, found.median) == (None, None)
    assert len(found.sdr) == 1  # misses count there


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    random = np.random.default_rng(3)
    how = Resampling(500, seed=0, level=0.9)
    ones = np.ones(40)
    intervals = [ratio_interval(random.exponential(1.0, 40), ones, how) for _ in range(200)]
    held = np.mean([one.low <= 1.0 <= one.high for one in intervals])
    assert 0.83 <= held <= 0.95


def test_sign_flips_are_exact_for_few_films_as_scipys_are():
    apart = np.random.default_rng(4).normal(0.4, 1.0, size=(9, 3))
    found = sign_flip_p(apart, Resampling(1000))
    for k in range(3):
        oracle = stats.permutation_test(
            (apart[:, k], np.zeros(9)), lambda a, b, axis: np.mean(a - b, axis=axis),
            permutation_type="samples", vectorized=True, n_resamples=np.inf,
        )  # fmt: skip
        assert found[k] == pytest.approx(oracle.pvalue)
    assert is_exact(9, Resampling(1000))
    assert sign_flip_p(np.ones((6, 1)), Resampling(1000))[0] == 2 / 64


def test_drawn_sign_flips_agree_with_exact_ones_and_no_difference_is_certain_chance():
    apart = np.random.default_rng(5).normal(0.5, 1.0, size=(12, 1))
    exact, drawn = (sign_flip_p(apart, Resampling(count))[0] for count in (4096, 4095))
    assert drawn == pytest.approx(exact, abs=0.02)
    assert sign_flip_p(np.zeros((40, 2)), HOW).tolist() == [1.0, 1.0]
    assert sign_flip_p(np.full((40, 1), 2.0), HOW)[0] == 1 / 4001


def test_holm_by_hand():
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm(np.array([0.9, 0.8])).tolist() == [1.0, 1.0]
