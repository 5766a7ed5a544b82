"""Makes nicknames.tsv and name_forms.tsv under src/byway/data/screening.

    python bench/screening/authoring/make_name_forms.py

Needs, in the environment it runs in: `nicknames` 1.0.1 (Apache-2.0), `name-variants` 0.1.3 (MIT)
and `rigour` 2.6 (MIT), whose name table is drawn from Wikidata (CC0).  Only forms of one word are
kept, folded, and only groups that tell more than spelling does: at least two of their words must
be too different for the rules of spelling.
"""

from __future__ import annotations

import csv
import importlib
import pkgutil
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pyarrow

from byway.screening.fold import fold
from byway.screening.spelling import Column, similarities

TARGET = Path(__file__).parents[3] / "src/byway/data/screening"
ALIKE = 0.8
NICK_HEAD = """# English given names and their nicknames: a name, then its nicknames.
# Version: 1 (2026-11-24)
# Source: nicknames 1.0.1, https://github.com/carltonnorthern/nicknames (Apache-2.0), in folded
# form, by bench/screening/authoring/make_name_forms.py.
"""
FORM_HEAD = """# Forms that languages and scripts give one name, a group a row.
# Version: 1 (2026-11-24)
# Sources: name-variants 0.1.3, https://github.com/SecurityRonin/name-variants (MIT): Arabic,
# Persian, Hebrew, Chinese, Japanese, Korean, Greek, Russian, Turkish, Vietnamese, Indian names;
# the person name table of rigour 2.6 (MIT), drawn from Wikidata (CC0): given names with forms in
# at least four scripts or six spellings.  Single words in folded form, by
# bench/screening/authoring/make_name_forms.py, which leaves out what spelling alone tells.
"""


def one_word(text: str) -> str | None:
    folded = fold(text)
    return folded if folded.isalpha() and len(folded) > 1 else None


def nicknames() -> list[tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    text = (files("nicknames") / "names.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        a, b = one_word(row["name1"]), one_word(row["name2"])
        if a and b and a != b:
            found[a].append(b)
    return [(name, *sorted(set(short))) for name, short in sorted(found.items())]


def from_name_variants() -> list[tuple[str, ...]]:
    import name_variants

    groups = []
    for module in pkgutil.iter_modules(name_variants.__path__):
        if not module.name.endswith(("names", "surnames", "hindi", "bengali", "tamil")):
            continue
        content = vars(importlib.import_module(f"name_variants.{module.name}"))
        for table in content.values():
            if isinstance(table, dict):
                for native, entry in table.items():
                    forms = entry.get("forms") if isinstance(entry, dict) else entry
                    if isinstance(native, str) and isinstance(forms, list):
                        groups.append((native, *forms))
    return groups


def from_wikidata() -> list[tuple[str, ...]]:
    import rigour._core as core

    data = Path(core.__file__).read_bytes()
    start = 0
    while (start := data.find(b"\x28\xb5\x2f\xfd", start)) >= 0:
        stream = pyarrow.input_stream(pyarrow.BufferReader(data[start:]), compression="zstd")
        text = b""
        try:
            while chunk := stream.read(4096):
                text += chunk
        except OSError:
            pass
        if b" => Q" in text[:4000]:
            break
        start += 4
    groups = []
    for line in text.decode("utf-8", "ignore").splitlines():
        forms, _, target = line.rpartition(" => ")
        if target.startswith("Q"):
            groups.append(tuple(forms.split(", ")))
    return groups


def telling(words: list[str]) -> bool:
    """Whether some two of the words are too different for spelling to see."""
    left = [a for n, a in enumerate(words) for _ in words[n + 1 :]]
    right = [b for n in range(len(words)) for b in words[n + 1 :]]
    return bool((similarities(Column.of(left), Column.of(right))[0] < ALIKE).any())


def main() -> None:
    nick = nicknames()
    (TARGET / "nicknames.tsv").write_text(
        NICK_HEAD + "".join(" ".join(group) + "\n" for group in nick), encoding="utf-8"
    )
    rows: set[tuple[str, ...]] = set()
    for source, wide in ((from_name_variants(), False), (from_wikidata(), True)):
        for forms in source:
            words = sorted({word for form in forms if (word := one_word(form))})
            if wide and len(forms) < 8:
                continue
            if 2 <= len(words) <= 40 and telling(words):
                rows.add(tuple(words))
    (TARGET / "name_forms.tsv").write_text(
        FORM_HEAD + "".join(" ".join(row) + "\n" for row in sorted(rows)), encoding="utf-8"
    )
    print(len(nick), "nickname rows,", len(rows), "rows of forms")


if __name__ == "__main__":
    main()
