"""Whom goods and measures reach, and in which countries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from byway.model import Claim

Read = Callable[[str], list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "codes"),
    [
        ("The EU sanctioned a bank based in Moscow.", "designate", "RU"),
        ("The Treasury sanctioned six companies in China and the United Arab Emirates.",
         "designate", "AE CN"),
        ("The Treasury sanctioned five individuals located in Iran and Turkey.",
         "designate", "IR TR"),
        ("The broker bought chips through a Dubai firm on behalf of end users in Russia.",
         "route", "RU"),
        ("Washington extended controls to 21 more countries, including Kenya and Peru.",
         "restrict", "KE PE"),
        ("Three firms were added under the destinations of China, Pakistan, the Russian Federation"
         " (Russia), the United Kingdom, and Vietnam.", "designate", "CN GB PK RU VN"),
        ("The rule revises two existing entries under the destinations of Peru and Kenya.",
         "other", "KE PE"),
        ("Britain eased its freeze on the assets of the Central Bank of Iraq.", "other", "IQ"),
        ("A ban on chip exports to Iran took effect.", "restrict", "IR"),
        ("Chips were shipped to end users in Peru.", "supply", "PE"),
        ("Oman imposed sanctions intended to isolate Iran.", "restrict", "IR"),
        ("Oman imposed sanctions aimed at crippling Iran's economy.", "restrict", "IR"),
        ("Oman shut off Iranian forces' access to satellite terminals.", "restrict", "IR"),
        ("An indictment was unsealed today charging a Peruvian official with bank fraud.",
         "arrest_or_indict", "PE"),
        ("Iran relies on external sources of technology.", "supply", "IR"),
        ("Turkey sold drones to Peru and to Kenya.", "supply", "KE PE"),
        ("Neither of the Peruvian manufacturers is suspected of wrongdoing.", "investigate", "PE"),
        ("The bank has stopped processing transfers for Iranian importers.", "restrict", "IR"),
    ],
)  # fmt: skip
def test_recipient_countries(claims: Read, text: str, event: str, codes: str) -> None:
    found = next(c for c in claims(text) if c.event == event)
    assert sorted(found.recipient_countries) == codes.split()


@pytest.mark.parametrize(
    ("text", "event", "names"),
    [
        ("Paris put sanctions on Iran's largest bank, state-owned Bank Melli.",
         "designate", "Bank Melli"),
        ("Oman sold drones to Iran for use in Yemen.", "supply", "Iran"),
        ("A court acquitted a Syrian businessman and his wife of charges of smuggling.",
         "other", "Syrian businessman; wife"),
        ("Geneva trader Alpha Resources fined CHF 4.6m for buying Iranian oil.",
         "supply", "Alpha Resources"),
    ],
)  # fmt: skip
def test_recipients(claims: Read, text: str, event: str, names: str) -> None:
    found = next(c for c in claims(text) if c.event == event)
    assert list(found.recipient) == names.split("; ")
