"""Periods of trade tables: YYYY or YYYY-MM from the ways that publishers write them."""

from __future__ import annotations

import re

_FORMS = (
    re.compile(r"(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[-/.]?M?(?P<month>0[1-9]|1[0-2])"),
    re.compile(r"(?P<year>\d{4})[-/.]?M?(?P<month>0[1-9]|1[0-2])[-/.]?01(?:[T ].*)?"),
    re.compile(r"(?P<month>0[1-9]|1[0-2])[-/.](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})(?:00|52)"),
)


def period(written: str) -> str | None:
    """YYYY-MM or YYYY; None when it is no period.

    Read: 2022, 2022-03, 202203, 2022M03, 2022-03-01 (a month by its first day), 03/2022,
    202252 and 202200 (a year in Comext's bulk files).
    """
    text = written.strip().upper()
    for form in _FORMS:
        if met := form.fullmatch(text):
            parts = met.groupdict()
            month = parts.get("month")
            return f"{parts['year']}-{month}" if month else parts["year"]
    return None
