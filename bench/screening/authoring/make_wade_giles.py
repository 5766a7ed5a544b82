"""Makes src/byway/data/screening/wade_giles.tsv: Chinese syllables in Wade-Giles and in pinyin.

    python bench/screening/authoring/make_wade_giles.py

The rules are those of the Library of Congress conversion table (1998).  Without its apostrophes
Wade-Giles does not tell b from p or zh from ch, so that a syllable may stand for several.
"""

from __future__ import annotations

import re
from pathlib import Path

TARGET = Path(__file__).parents[3] / "src/byway/data/screening/wade_giles.tsv"
HEAD = """# Chinese syllables in Wade-Giles, without apostrophes, and in pinyin, where the two
# differ and the first is no syllable of pinyin itself; a pair a row.
# Version: 1 (2026-11-24)
# Source: the rules of the Library of Congress pinyin conversion table (1998), by
# bench/screening/authoring/make_wade_giles.py.
"""
PINYIN = {
    "j q x": "iang iong ian iao ing in ia ie iu i uan ue un u",
    "zh ch sh": "uang uai uan ang eng ong ai ei ao ou an en un ua uo ui a e i u",
    "z c s r": "ang eng ong ai ei ao ou an en un uo ui uan a e i u",
    "b p m f": "iao ian ing ang eng ai ei ao ou an en in ie iu a o i u",
    "d t n l": "iang iao ian ing ang eng ong uan ai ei ao ou an en in un ie iu ia uo ui ue a e i u",
    "g k h": "uang uai uan ang eng ong ai ei ao ou an en un ua uo ui a e u",
    "y": "ang ing ong uan ao ou an in un ue a e i u",
    "w": "ang eng ai ei an en a o u",
}
INITIALS = {"b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "zh": "ch", "x": "hs", "r": "j"}
INITIALS |= {"z": "ts", "c": "ts"}
FINALS = {"ian": "ien", "ie": "ieh", "ue": "ueh", "ong": "ung", "iong": "iung", "e": "e", "i": "i"}
WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu",
    "yan": "yen", "ye": "yeh", "you": "yu", "yong": "yung", "yi": "i", "ge": "ko", "ke": "ko",
    "he": "ho", "er": "erh", "duo": "to", "tuo": "to", "luo": "lo", "nuo": "no", "suo": "so",
    "zuo": "tso", "cuo": "tso", "zhuo": "cho", "chuo": "cho", "ruo": "jo", "gui": "kuei",
    "kui": "kuei",
}  # fmt: skip


def wade_giles(initial: str, final: str) -> str:
    """A syllable of pinyin in Wade-Giles."""
    if whole := WHOLE.get(initial + final):
        return whole
    return INITIALS.get(initial, initial) + FINALS.get(final, final)


def main() -> None:
    syllables = [
        (initial, final)
        for initials, finals in PINYIN.items()
        for initial in initials.split()
        for final in finals.split()
    ]
    known = {initial + final for initial, final in syllables} | set("a o e".split())
    rows = {
        f"{other}\t{initial}{final}\n"
        for initial, final in syllables
        if (other := wade_giles(initial, final)) not in known and re.fullmatch("[a-z]{2,}", other)
    }
    TARGET.write_text(HEAD + "".join(sorted(rows)), encoding="utf-8")
    print(len(rows))


if __name__ == "__main__":
    main()
