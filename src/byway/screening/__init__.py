"""Screening: is this party one of the listed ones, how surely, and why.

`Screener` holds listed parties and answers queries, `Workers` on several cores; `compare` scores
one pair; `tables` reads parties and writes matches.  A match is a lead for a person to check,
never an accusation.
"""

from byway.screening.comparison import compare
from byway.screening.records import Entity, has_name
from byway.screening.screener import Screener
from byway.screening.workers import Workers

__all__ = ["Entity", "Screener", "Workers", "compare", "has_name"]
