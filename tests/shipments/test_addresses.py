"""ADR: addresses, and how a party can be reached."""

from __future__ import annotations

from shipments.asking import CHIP, TOY, words


def test_personal_mail() -> None:
    cases = [
        ({"hs": CHIP, "consignee_email": "a@GMAIL.com"}, "present"),
        ({"hs": CHIP, "consignee_email": "a@aral-tech.example"}, "absent"),
        ({"hs": CHIP}, "not assessable"),
        ({"consignee_email": "a@gmail.com"}, "not assessable"),
        ({"hs": TOY, "consignee_email": "a@gmail.com"}, "not applicable"),
    ]
    assert words("ADR-06", [row for row, _ in cases]) == [outcome for _, outcome in cases]
