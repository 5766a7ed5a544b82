"""The numbers under the route tests, against libraries and against what must hold."""

from __future__ import annotations

import numpy as np
import pytest
import ruptures
from hypothesis import given, settings
from hypothesis import strategies as st

from byway.trade import breaks, placebo, robust, series
from byway.trade.did import between_codes, did
from byway.trade.unit_value import unit_value
from byway.trade.window import RouteSettings, calendar, earlier, window

MONTHLY = RouteSettings().for_frequency(True)
AT = window(calendar("2020-03", "2023-02"), "2022-03", RouteSettings())


@given(st.integers(0, 2**32 - 1), st.integers(8, 40), st.integers(2, 4))
@settings(max_examples=40, deadline=None)
def test_the_best_break_is_that_of_binary_segmentation(seed: int, n: int, segment: int) -> None:
    x = np.random.default_rng(seed).normal(size=(1, n))
    x[0, n // 2 :] += 1.0
    ours, f, _ = robust.best_break(x, segment)
    theirs = ruptures.Binseg(model="l2", min_size=segment, jump=1).fit(x[0]).predict(n_bkps=1)
    assert ours[0] == theirs[0] and f[0] > 0


def test_a_series_too_short_has_no_break() -> None:
    index, f, _ = robust.best_break(np.zeros((2, 5)), 3)
    assert index.tolist() == [-1, -1] and f.tolist() == [0, 0]


def test_the_shift_is_that_of_hodges_and_lehmann() -> None:
    before, after = np.array([[1.0, 2.0, 9.0]]), np.array([[4.0, 5.0]])
    assert robust.shift(before, after)[0] == np.median([3, 2, -5, 4, 3, -4])


def test_one_wild_month_hardly_moves_the_shift() -> None:
    rng = np.random.default_rng(1)
    before, after = rng.normal(size=(1, 24)), rng.normal(size=(1, 12))
    calm = robust.shift(before, after)[0]
    after[0, 3] = 100.0
    assert abs(robust.shift(before, after)[0] - calm) < 0.5


def test_long_run_variance_of_noise_is_its_variance_and_of_runs_more() -> None:
    rng = np.random.default_rng(2)
    noise = rng.normal(size=(200, 60))
    runs = np.repeat(rng.normal(size=(200, 15)), 4, axis=1)
    plain = robust.long_run_variance(noise, 3).mean()
    assert plain == pytest.approx(1.0, abs=0.1)
    assert robust.long_run_variance(runs, 3).mean() > 1.8


def test_long_run_variance_agrees_with_statsmodels_kernel() -> None:
    sandwich = pytest.importorskip("statsmodels.stats.sandwich_covariance")
    x = np.cumsum(np.random.default_rng(3).normal(size=40))
    centred = (x - x.mean())[:, None]
    theirs = float(sandwich.S_hac_simple(centred, nlags=3)[0, 0]) / 40
    ours = robust.long_run_variance(x[None, :], 3)[0] * 39 / 40
    assert ours == pytest.approx(theirs, rel=1e-9)


def test_spread_falls_back_where_most_values_are_equal() -> None:
    x = np.array([[1.0] * 9 + [11.0], [0.0] * 10, [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10]])
    found = robust.spread(x, 0.1)
    assert found[0] == pytest.approx(1.2533) and found[1] == 0.1
    assert found[2] == pytest.approx(1.4826 * 2.5)


@given(st.floats(0, 5), st.floats(0, 5))
@settings(max_examples=30, deadline=None)
def test_z_rises_with_the_shift(one: float, other: float) -> None:
    noise = np.random.default_rng(4).normal(size=(1, 24)) * 0.3
    after = np.zeros((1, 9))
    z = [series.shift_z(noise, after + lift, MONTHLY)[1][0] for lift in sorted((one, other))]
    assert z[0] <= z[1]


def test_a_short_past_makes_less_sure() -> None:
    rng = np.random.default_rng(5)
    past = rng.normal(size=(500, 24)) * 0.3
    after = np.full((500, 9), 1.0)
    long = series.shift_z(past, after, MONTHLY)[1]
    short = series.shift_z(past[:, :6], after, MONTHLY)[1]
    assert np.median(short) < np.median(long)


def test_noise_seldom_passes() -> None:
    value = np.exp(np.random.default_rng(6).normal(13, 0.4, size=(3000, len(AT.periods))))
    assert (series.levels(value, AT, MONTHLY).z >= MONTHLY.z).mean() < 0.005


def test_did_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(7)
    units, n = 1500, len(AT.periods)
    common = rng.normal(0, 0.3, size=(1, n))
    effect = np.where(np.arange(n) >= AT.event, 0.5, 0.0)
    value = np.exp(13 + common + effect + rng.normal(0, 0.25, size=(units, n)))
    control = np.exp(15 + common + rng.normal(0, 0.05, size=(1, n)))
    tiny = RouteSettings(floor=1.0).for_frequency(True)
    found = did(value, control, AT, tiny)
    covered = ((found.low <= 0.5) & (found.high >= 0.5)).mean()
    assert 0.88 <= covered <= 0.995


def test_between_codes_is_the_variance_of_a_bootstrap_over_codes() -> None:
    rng = np.random.default_rng(8)
    value = np.exp(rng.normal(12, 1, size=(60, len(AT.periods))))
    value[:, AT.after] *= np.exp(rng.normal(0.5, 0.5, size=(60, 1)))
    b, a = value[:, AT.before].mean(axis=1), value[:, AT.after].mean(axis=1)
    drawn = rng.multinomial(60, np.ones(60) / 60, 4000)
    boot = np.log(drawn @ a) - np.log(drawn @ b)
    assert between_codes(value, AT) == pytest.approx(boot.var(), rel=0.25)
    assert between_codes(value[:1], AT) == float("inf")


def test_all_breaks_finds_two_steps() -> None:
    x = np.random.default_rng(9).normal(0, 0.1, 36)
    x[12:] += 1
    x[24:] += 1
    assert breaks.all_breaks(x, 3) == [12, 24]
    assert breaks.all_breaks(x[:5], 3) == []


def test_a_break_of_the_whole_hub_is_none_against_its_control() -> None:
    rng = np.random.default_rng(10)
    common = np.where(np.arange(len(AT.periods)) >= AT.event, 2.0, 1.0)
    value = 1e6 * common * np.exp(rng.normal(0, 0.1, size=(1, len(AT.periods))))
    control = 1e8 * common[None, :]
    assert breaks.best(value, AT, MONTHLY).passed[0]
    assert not breaks.best(value, AT, MONTHLY, control).passed[0]


def test_empirical_p_counts_the_sample_that_reaches_a_value() -> None:
    sample = np.array([1.0, 2.0, 3.0])
    assert robust.upper_share(sample, np.array([2.0, 9.0])).tolist() == [3 / 4, 1 / 4]


def test_placebo_in_time_needs_a_past_and_a_sample() -> None:
    short = window(calendar("2021-06", "2022-12"), "2022-03", RouteSettings())
    assert earlier(short) is None
    value = np.ones((30, len(short.periods)))
    groups = np.array(["KG"] * 30, dtype=object)
    assert np.isnan(placebo.in_time(value, short, np.ones(30), groups, MONTHLY)).all()


def test_random_baskets_need_enough_to_draw_from() -> None:
    value = np.random.default_rng(11).lognormal(13, 0.2, size=(40, len(AT.periods)))
    assert len(placebo.random_baskets(value, AT, 21, MONTHLY)) == 0
    drawn = placebo.random_baskets(value, AT, 10, MONTHLY)
    assert len(drawn) == MONTHLY.draws and abs(drawn.mean()) < 0.1
    assert (drawn == placebo.random_baskets(value, AT, 10, MONTHLY)).all()  # seeded


def test_unit_value_tells_price_from_quantity() -> None:
    weight = np.array([[10.0, 20.0, 100.0, 200.0], [10, 10, 100, 200], [np.nan] * 4])
    found = unit_value(weight, np.array([2.0, 2.0, 2.0]), 0.5)
    assert found.price.tolist() == [False, True, False]
    assert found.share[1] == pytest.approx(1.0)


def test_the_window_is_a_year_at_most_and_the_fake_one_ends_before_the_event() -> None:
    at = window(calendar("2019-01", "2024-12"), "2022-03", RouteSettings())
    assert (at.periods[0], at.periods[-1]) == ("2020-03", "2023-02")
    fake = earlier(at)
    assert fake is not None and fake.periods[fake.event] == "2021-03"
    assert fake.periods[-1] == "2022-02"


def test_an_event_given_as_a_year_is_its_january() -> None:
    at = window(calendar("2019-01", "2024-12"), "2022", RouteSettings())
    assert at.periods[at.event] == "2022-01"
