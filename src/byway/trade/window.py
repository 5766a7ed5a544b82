"""The calendar of a route test: what is before the event, what is after, how far each reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from byway.errors import OptionError, TableError
from byway.trade.periods import period as read_period

_FEW = 2


@dataclass(frozen=True)
class RouteSettings:
    """Thresholds of the route tests, in periods and in the panel's currency.

    They come from statistics, not from any panel.  None: by frequency, see `for_frequency`.

    window: periods after the event that are looked at (a year; later is another story).
    baseline: most periods before the event that make a unit's past.
    least_before, least_after: fewer periods than these and nothing is tested.
    floor: smallest rise per month that is called a surge (a year has twelve of them).
    z: of a surge; 3.5 is the cutoff of Iglewicz and Hoaglin (1993), one in 4,300 by chance.
    fall_z, fall: z and share of the target's fall in substitution.
    least_spread: log spread that every series is taken to have at least.
    break_f: smallest F of a break; 12.16 is the 1 % value of sup-F for one break, 15 % trimming
        (Andrews, 2003, Econometrica 71).
    segment: least periods on either side of a break.  follow: the break's latest distance from
        the event.
    level: of confidence intervals.  alpha: largest empirical p that passes a placebo.
    cif: freight and insurance in a CIF value, as a share of FOB.
    price: share of a rise in value that a rise in unit value may explain before it is a price.
    draws, seed: random baskets.  least_codes: fewest control codes that make a control group.
    """

    window: int | None = None
    baseline: int | None = None
    least_before: int | None = None
    least_after: int | None = None
    segment: int | None = None
    follow: int | None = None
    floor: float = 50_000.0
    z: float = 3.5
    fall_z: float = 2.0
    fall: float = 0.2
    least_spread: float = 0.1
    break_f: float = 12.16
    level: float = 0.95
    alpha: float = 0.05
    cif: float = 0.06
    price: float = 0.5
    draws: int = 499
    seed: int = 20220224
    least_codes: int = 20

    def for_frequency(self, monthly: bool) -> RouteSettings:
        """The same with every None filled in, and the floor per period."""
        usual = (
            {"window": 12, "baseline": 24, "least_before": 12, "least_after": 3}
            | {"segment": 3, "follow": 6}
            if monthly
            else {"window": 2, "baseline": 6, "least_before": 3, "least_after": 1}
            | {"segment": 1, "follow": 1}
        )
        missing = {name: n for name, n in usual.items() if getattr(self, name) is None}
        given = replace(self, **missing)
        return given if monthly else replace(given, floor=self.floor * 12)


@dataclass(frozen=True)
class Window:
    """Consecutive periods with the event's place among them.

    `periods` is the whole calendar that is needed, from the baseline's first period to the
    window's last; `event` the index of the event's period in it.
    """

    periods: tuple[str, ...]
    event: int
    monthly: bool

    @property
    def before(self) -> slice:
        """The baseline."""
        return slice(0, self.event)

    @property
    def after(self) -> slice:
        """The event's period and what follows."""
        return slice(self.event, len(self.periods))

    @property
    def year(self) -> int:
        """Periods in a year."""
        return 12 if self.monthly else 1


def calendar(first: str, last: str) -> tuple[str, ...]:
    """All periods from `first` to `last`, both of one kind."""
    low, high = _number(first), _number(last)
    return tuple(_written(n, len(first) > 4) for n in range(low, high + 1))


def window(found: Iterable[str], event: str, settings: RouteSettings) -> Window:
    """The window for an event in a panel that has the periods `found`.

    Raises TableError for a panel that mixes months and years or has no period, OptionError for
    an event that is no period or lies outside the panel.
    """
    periods = sorted(set(found))
    if not periods:
        raise TableError("panel", "no period", "flows from the origins")
    monthly = len(periods[0]) > 4
    if any((len(p) > 4) != monthly for p in periods):
        raise TableError("panel", "months and years together", "periods of one kind")
    at = read_period(event)
    if at is None:
        raise OptionError("--event", f"{event!r} is no period", "YYYY-MM or YYYY")
    if not monthly:
        at = at[:4]
    elif len(at) == 4:
        at = f"{at}-01"
    number, low, high = _number(at), _number(periods[0]), _number(periods[-1])
    if not low <= number <= high:
        raise OptionError("--event", f"{at} is outside the panel", f"{periods[0]} to {periods[-1]}")
    full = settings.for_frequency(monthly)
    assert full.baseline is not None and full.window is not None
    first = max(low, number - full.baseline)
    last = min(high, number + full.window - 1)
    names = tuple(_written(n, monthly) for n in range(first, last + 1))
    return Window(names, number - first, monthly)


def earlier(at: Window, years: int = 1) -> Window | None:
    """The window of a fake event `years` before, wholly within this window's past.

    None when no past of its own would remain.
    """
    event = at.event - years * at.year
    if event < _FEW:
        return None
    last = min(event + len(at.periods) - at.event, at.event)
    return Window(at.periods[:last], event, at.monthly)


def _number(period: str) -> int:
    year, _, month = period.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _written(number: int, monthly: bool) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if monthly else f"{number:04d}"
