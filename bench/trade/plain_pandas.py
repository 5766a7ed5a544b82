"""The route tests as an analyst would write them in pandas: read, pivot, groupby, apply.

Same formulas and thresholds as `docs/method.md`, with nothing of Byway's imported.  Series that
a change of HS edition broke are only left out (no concordance).

    python bench/trade/plain_pandas.py PANEL TOTALS TARGET EVENT OUT.csv [HUB]
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
from scipy import stats

FLOOR, Z, FALL_Z, FALL, LEAST, BREAK_F = 50_000.0, 3.5, 2.0, 0.2, 0.1, 12.16
BASELINE, WINDOW, LEAST_BEFORE, SEGMENT, FOLLOW = 24, 12, 12, 3, 6


def newey_west(x: pd.Series) -> float:
    n = len(x)
    d = (x - x.mean()).to_numpy()
    lags = max(1, int(4 * (n / 100) ** (2 / 9)))
    total = variance = (d * d).mean()
    for lag in range(1, lags + 1):
        total += 2 * (1 - lag / (lags + 1)) * (d[lag:] * d[:-lag]).sum() / n
    return max(total, variance / 2) * n / (n - 1)


def z_of_shift(b: pd.Series, a: pd.Series) -> float:
    """The shift of level as a normal deviate."""
    shift = float(np.median(np.subtract.outer(a.to_numpy(), b.to_numpy())))
    noise = max(newey_west(b), LEAST**2 / 4) * np.pi / 3 * (1 / len(b) + 1 / len(a))
    ratio = shift / np.sqrt(noise)
    tail = max(stats.t.sf(abs(ratio), len(b) - 1), 1e-300)
    return float(np.sign(ratio) * stats.norm.isf(tail))


def level(before: pd.Series, after: pd.Series) -> float:
    """z of a shift in amounts."""
    return z_of_shift(np.log(before + FLOOR / 10), np.log(after + FLOOR / 10))


def did(before, after, control_before, control_after) -> tuple[float, float, float]:
    b = np.log(before + FLOOR / 10) - np.log(control_before + FLOOR / 10)
    a = np.log(after + FLOOR / 10) - np.log(control_after + FLOOR / 10)
    estimate = float(np.median(np.subtract.outer(a.to_numpy(), b.to_numpy())))
    noise = max(newey_west(b), LEAST**2 / 4) * np.pi / 3 * (1 / len(b) + 1 / len(a))
    half = stats.t.ppf(0.975, len(b) - 1) * np.sqrt(noise)
    return estimate, estimate - half, estimate + half


def best_break(x: pd.Series) -> tuple[str | None, float]:
    n, whole = len(x), ((x - x.mean()) ** 2).sum()
    at, least = None, np.inf
    for k in range(SEGMENT, n - SEGMENT + 1):
        left, right = x.iloc[:k], x.iloc[k:]
        rest = ((left - left.mean()) ** 2).sum() + ((right - right.mean()) ** 2).sum()
        if rest < least - 1e-12:
            at, least = k, rest
    if at is None or (whole - least) / (max(least, 1e-12) / (n - 2)) < BREAK_F:
        return None, 0.0
    return x.index[at], x.iloc[at:].mean() - x.iloc[:at].mean()


def main(panel: str, totals: str, target: str, event: str, out: str, only: str = "") -> None:  # noqa: PLR0915, PLR0917
    flows = pd.read_parquet(panel)
    flows = flows.astype({"partner": str, "product": str, "period": str})
    flows["hs6"] = flows["product"].str[:6]
    cube = flows.pivot_table(
        index=["partner", "hs6"], columns="period", values="value_eur", aggfunc="sum"
    ).fillna(0.0)
    year = f"{event[:4]}-01"
    by_code = cube.groupby("hs6").sum()
    two_sided = (by_code.loc[:, by_code.columns < year].sum(axis=1) > 0) & (
        by_code.loc[:, by_code.columns >= year].sum(axis=1) > 0
    )
    columns = list(cube.columns)
    start = columns.index(event)
    used = columns[max(0, start - BASELINE) : start + WINDOW]
    before, after = [c for c in used if c < event], [c for c in used if c >= event]
    t = pd.read_csv(totals, dtype={"product": str})
    t = t[t["flow"] == "EXPORT"].pivot_table(
        index="partner", columns=["product", "period"], values="value_eur", aggfunc="sum"
    )
    control = t["TOTAL"][used] - t["27"][used] - cube[used].groupby("partner").sum()
    fake = columns[start - 12]
    fake_before, fake_after = (
        [c for c in before if c < fake],
        [c for c in before if c >= fake][: len(after)],
    )

    def unit(row: pd.Series) -> pd.Series:
        hub, hs6 = row.name
        b, a = row[before], row[after]
        z = level(b, a)
        change, fell = np.nan, None
        if (target, hs6) in cube.index:
            there = cube.loc[(target, hs6)]
            tb, ta = there[before], there[after]
            if tb.mean() >= FLOOR / 10:
                change = ta.mean() / tb.mean() - 1
                fell = level(tb, ta) <= -FALL_Z and change <= -FALL
        estimate, low, high = did(b, a, control.loc[hub, before], control.loc[hub, after])
        apart = np.log(row[used] + FLOOR / 10) - np.log(control.loc[hub, used] + FLOOR / 10)
        period, step = best_break(apart)
        follows = period is not None and step > 0 and period >= event
        follows = follows and used.index(period) <= used.index(event) + FOLLOW
        past_z = np.nan
        if len(fake_before) >= LEAST_BEFORE:
            fb, fa = row[fake_before], row[fake_after]
            if fb.mean() + fa.mean() >= FLOOR / 10:
                past_z = level(fb, fa)
        return pd.Series(
            {
                "surge": (a.mean() + FLOOR / 10) / (b.mean() + FLOOR / 10),
                "surge_z": z,
                "rise": a.mean() - b.mean(),
                "substitution": change,
                "fell": fell,
                "did": estimate,
                "did_low": low,
                "did_high": high,
                "break_period": period,
                "follows": follows,
                "past_z": past_z,
            }
        )

    units = cube[(cube.index.get_level_values(0) != target)]
    units = units[two_sided.loc[units.index.get_level_values(1)].to_numpy()]
    units = units[units[used].sum(axis=1) > 0]
    if only:
        units = units[units.index.get_level_values(0) == only]
    found = units.apply(unit, axis=1)

    def p_values(group: pd.DataFrame) -> pd.Series:
        past = group["past_z"].dropna()
        if len(past) < 20:
            return pd.Series(np.nan, index=group.index)
        return group["surge_z"].map(lambda z: (1 + (past >= z).sum()) / (1 + len(past)))

    found["placebo_p"] = pd.concat([p_values(g) for _, g in found.groupby(level=0)])
    surge = (found["surge_z"] >= Z) & (found["rise"] >= FLOOR)
    kept = surge & found["follows"] & (found["did_low"] > 0)
    found["verdict"] = np.where(surge, "surge only", "no sign")
    found.loc[kept & (found["fell"] == True), "verdict"] = "consistent with diversion"  # noqa: E712
    found.rename_axis(["hub", "hs6"]).reset_index().to_csv(out, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
