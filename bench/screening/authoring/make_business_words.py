"""Makes src/byway/data/screening/business_words.tsv: what bodies do, in many languages.

    python bench/screening/authoring/make_business_words.py

Source: the words of organisations of rigour 2.6 (MIT).  Left out: concepts that name one party,
a legal form or a circumstance; forms of fewer than four letters.  A form of several concepts goes
to the one with most forms; a phrase that only says more than its first word is left out.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pyarrow
import rigour._core as core

from byway.screening.fold import fold
from byway.screening.names import Kind, word_bits

TARGET = Path(__file__).parents[3] / "src/byway/data/screening/business_words.tsv"
HEAD = """# Words for what a body is and does, as many languages say it: the one form, then others.
# Version: 2 (2026-11-24)
# Source: the words of organisations of rigour 2.6 (MIT), folded, by
# bench/screening/authoring/make_business_words.py, which takes as the one form the commonest in
# word_bits.tsv and leaves out what names a party, a legal form or a circumstance, and forms of
# fewer than four letters, and phrases that hold a single word of theirs ("investment bank").
"""
LEFT_OUT = set(
    "ALQAEDA CCP CIA HEZBOLLAH IRGC PLA TPB CO CORP GRP HOLDING COOP LIQUIDATION NAMED NBCO NGO "
    "REPOFF SOCALLED SPV BRANCH".split()
)
LONGEST = 3
"""Words of a form."""


def concepts() -> dict[str, list[str]]:
    data = Path(core.__file__).read_bytes()
    start = 0
    while (start := data.find(b"\x28\xb5\x2f\xfd", start)) >= 0:
        stream = pyarrow.input_stream(pyarrow.BufferReader(data[start:]), compression="zstd")
        text = b""
        try:
            while byte := stream.read(1):
                text += byte
                if len(text) == 40 and b'"org_domains"' not in text:
                    break
        except OSError:
            pass
        if b'"org_domains"' in text[:40]:
            found: dict[str, Any] = json.JSONDecoder().raw_decode(text.decode("utf-8"))[0]
            return {**found["org_domains"], **found["org_symbols"]}
        start += 4
    raise SystemExit("rigour holds no words of organisations where they were expected")


def main() -> None:
    of: dict[str, set[str]] = defaultdict(set)
    for concept, forms in concepts().items():
        for form in map(fold, forms):
            if len(form) > 3 and form.replace(" ", "").isalpha() and form.count(" ") < LONGEST:
                of[form].add(concept)
    sizes = Counter(concept for several in of.values() for concept in several)
    members: dict[str, list[str]] = defaultdict(list)
    for form, several in sorted(of.items()):
        if not several & LEFT_OUT:
            members[max(several, key=lambda concept: (sizes[concept], concept))].append(form)
    rows = []
    for found in members.values():
        single = [form for form in found if " " not in form]
        forms = [form for form in found if " " not in form or not set(form.split()) & set(single)]
        if len(forms) > 1 and single:
            head = min(single, key=lambda form: (word_bits(form, Kind.ENTITY), form))
            rows.append("\t".join([head, *(form for form in forms if form != head)]))
    TARGET.write_text(HEAD + "".join(f"{row}\n" for row in sorted(rows)), encoding="utf-8")
    print(len(rows), "concepts")


if __name__ == "__main__":
    main()
