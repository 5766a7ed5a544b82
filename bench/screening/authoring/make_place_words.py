"""Makes src/byway/data/screening/place_words.tsv: words of the names of countries and regions.

    python bench/screening/authoring/make_place_words.py

Source: the territories of rigour 2.6 (MIT), after ISO 3166 and Wikidata (CC0).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from rigour.territories import Territory, get_territories

from byway.screening.fold import fold

HEAD = """# Words of the names of countries and first-level regions, folded, and the codes of the
# countries that they are of.
# Version: 2 (2026-11-24)
# Source: the territories of rigour 2.6 (MIT), after ISO 3166 and Wikidata (CC0), by
# bench/screening/authoring/make_place_words.py; words of fewer than four letters, directions and
# words that mean other things are left out.
"""
OTHER = set(
    "united states state kingdom republic republics islands island north south east west central "
    "northern southern eastern western new saint city territory territories region autonomous "
    "province district federal democratic people peoples socialist soviet union area upper lower "
    "great outer minor british french dutch antarctic ocean indian heard bouvet christmas virgin "
    "cook marshall norfolk wake midway baker howland jarvis navassa cape green ivory coast man "
    "trinidad jordan chad guinea georgia victoria mainland special administrative part "
    "capital lands land clipperton jersey holy papua french pierre martin barthelemy helena maria "
    "jose juan carlos santa santo cruz lucia leone marino vincent rico costa prince edward "
    "vladimir diego salvador paulo garcia tristan ascension mari grande nova para inner outlying "
    "occupied nations global landschaft stadt norte mato principe minas amur assam perm tome "
    "washington montana carolina virginia dakota delaware maine guernsey sahara".split()
)


ALSO = {"uk": "gb", "usa": "us", "uae": "ae", "jordan": "jo", "chad": "td", "georgia": "ge"}


def countries(territory: Territory) -> set[str]:
    """Codes of the country that a territory is or is part of, and of those it became."""
    own = territory.parent or territory
    return {own.code[:2], *(later.code[:2] for later in territory.successors)}


def main() -> None:
    words: dict[str, set[str]] = defaultdict(set)
    for territory in get_territories():
        for word in fold(territory.name).split():
            if len(word) > 3 and word not in OTHER:
                words[word] |= countries(territory)
    for territory in get_territories():
        for word in set(fold(territory.full_name).split()) & set(words):
            words[word] |= countries(territory)
    for word, code in ALSO.items():
        words[word] = {code}
    target = Path(__file__).parents[3] / "src/byway/data/screening/place_words.tsv"
    rows = (f"{word}\t{' '.join(sorted(codes))}\n" for word, codes in sorted(words.items()))
    target.write_text(HEAD + "".join(rows), encoding="utf-8")
    print(len(words))


if __name__ == "__main__":
    main()
