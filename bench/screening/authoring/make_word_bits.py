"""Makes src/byway/data/screening/word_bits.tsv: how rare a word is in names, in bits.

    python bench/screening/authoring/make_word_bits.py LIST.jsonl GLEIF.csv.gz

LIST.jsonl: FtM-shaped parties of the OFAC lists (a work of the United States government, public
domain); GLEIF.csv.gz: legal names of the GLEIF golden copy (CC0).  Only words of many parties are
kept, so that no party can be told from the table.  Needs, in the environment it runs in, `names`
0.3.0 (MIT; the name counts of the United States census of 1990, public domain) and
`name-variants` 0.1.3 (MIT; common names of many languages, some with the number of bearers).
A name is as common as the source says in which it is commonest.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import json
import math
import pkgutil
import sys
from collections import Counter
from pathlib import Path

import name_variants
import names

from byway.screening.fold import fold
from byway.screening.names import _entity_words, _person_words, kind_of
from byway.screening.rarity import rarity_key

HEAD = """# How rare a word is in names, in bits (minus log2 of the share of parties that bear it).
# Columns: key, people, entities; empty where the word is not common there.  The key of people is
# the word's consonants (its sound where they are fewer than three), of entities the folded word.
# Source: counts over the OFAC SDN and consolidated lists (public domain) and a sample of legal
# names of the GLEIF golden copy (CC0); for people also the United States census of 1990 (public
# domain, from names 0.3.0) and the common names of many languages in name-variants 0.1.3 (MIT),
# by bearers among eight thousand million people, or 8 bits where it gives no number; by
# bench/screening/authoring/make_word_bits.py.
# Version: 1 (2026-11-24)
"""
FEWEST = 8
COMMON_BITS = 10.5
PEOPLE = 8e9
LARGEST = 0.05
"""The GLEIF sample was drawn by words of trade and shipping, which are too common in it."""


def census() -> list[tuple[str, float]]:
    """Names of the census with the share of people who bear them."""
    folder = Path(names.__file__).parent
    found: dict[str, float] = {}
    for file, half in (
        ("dist.all.last", 1.0),
        ("dist.male.first", 0.5),
        ("dist.female.first", 0.5),
    ):
        for line in (folder / file).read_text(encoding="ascii").splitlines():
            name, percent, *_ = line.split()
            key = rarity_key(fold(name))
            found[key] = found.get(key, 0.0) + float(percent) / 100 * half
    return [(key, share) for key, share in found.items() if len(key) > 1 and share]


def worldwide() -> list[tuple[str, float]]:
    """Common names of many languages with the share of people who bear them."""
    found: dict[str, float] = {}
    for module in pkgutil.iter_modules(name_variants.__path__):
        if not module.name.endswith(("names", "surnames", "hindi", "bengali", "tamil")):
            continue
        for table in vars(importlib.import_module(f"name_variants.{module.name}")).values():
            if not isinstance(table, dict):
                continue
            for native, entry in table.items():
                if not isinstance(native, str) or not isinstance(entry, dict):
                    continue
                share = entry.get("frequency", 0) / PEOPLE or 2**-8.0
                for form in [native, *entry.get("forms", [])]:
                    words = fold(str(form)).split()
                    key = rarity_key(words[0]) if len(words) == 1 else ""
                    if len(key) > 1:
                        found[key] = max(found.get(key, 0.0), share)
    return list(found.items())


def main(parties: Path, gleif: Path) -> None:
    people: Counter[str] = Counter()
    entities: Counter[str] = Counter()
    persons = others = 0
    for line in parties.open(encoding="utf-8"):
        party = json.loads(line)
        names = party["properties"].get("name", []) + party["properties"].get("alias", [])
        kind = kind_of(party["schema"])
        if kind == "person":
            persons += 1
            people.update({rarity_key(w) for n in names for w in _person_words(fold(n))})
        elif kind == "entity":
            others += 1
            entities.update({w for n in names for w in _entity_words(n, kind)[0]})
    bits: dict[str, list[str]] = {}
    for key, count in people.items():
        if count >= FEWEST and len(key) > 1:
            bits.setdefault(key, ["", ""])[0] = f"{-math.log2(count / persons):.1f}"
    for key, share in [*census(), *worldwide()]:
        row = bits.setdefault(key, ["", ""])
        value = -math.log2(share)
        if value <= COMMON_BITS and (not row[0] or value < float(row[0])):
            row[0] = f"{value:.1f}"
    bits = {key: row for key, row in bits.items() if any(row)}
    firms: Counter[str] = Counter()
    rows = 0
    with gzip.open(gleif, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows += 1
            firms.update(set(_entity_words(row["legal_name"], kind_of("Company"))[0]))
    for word in set(entities) | set(firms):
        share = (entities[word] / others + min(firms[word] / rows, LARGEST)) / 2
        if max(entities[word], firms[word] / 3) >= FEWEST and len(word) > 1:
            bits.setdefault(word, ["", ""])[1] = f"{-math.log2(share):.1f}"
    body = "".join(f"{key}\t{p}\t{e}\n" for key, (p, e) in sorted(bits.items()))
    target = Path(__file__).parents[3] / "src/byway/data/screening/word_bits.tsv"
    target.write_text(HEAD + body, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
