"""Countries in a language's own words: CLDR's names, declined, with adjectives and seats.

The names are those of the Unicode Common Locale Data Repository, as `babel` ships them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_SKIPPED = frozenset({"EZ", "UN", "QO", "XA", "XB", "ZZ"})
_ASIDE = re.compile(r"[(（].*?[)）]|,.*")
_APART = re.compile(r"[-'’]")
_SEPARATOR = ":"


def country_patterns(locale: str, data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Patterns by `code:kind`, kind being name, demonym or seat.

    `data` is a language's file: `countries` (what CLDR has not) and `declension` (the endings that
    a name's last word may take, by the ending it has).
    """
    table: dict[str, list[str]] = {}
    own: Mapping[str, Mapping[str, list[str]]] = data.get("countries") or {}
    declension: Mapping[str, list[str]] = data.get("declension") or {}
    for code, name in _names(locale):
        if own.get(code, {}).get("irregular"):
            continue
        table.setdefault(f"{code}{_SEPARATOR}name", []).append(declined(name, declension))
    for code, entry in own.items():
        for kind, column in (("name", "names"), ("demonym", "demonyms"), ("seat", "seats")):
            patterns = list(entry.get(column) or ())
            if patterns:
                table.setdefault(f"{code}{_SEPARATOR}{kind}", []).extend(patterns)
    return table


def split_key(key: str) -> tuple[str, str]:
    """The country code and the kind of a key of `country_patterns`."""
    code, _, kind = key.partition(_SEPARATOR)
    return code, kind


def declined(name: str, declension: Mapping[str, list[str]]) -> str:
    """A pattern for a name in all its cases, by the longest ending that the table knows."""
    *first, last = name.split()
    for size in range(min(4, len(last) - 2), -1, -1):
        ending = last[len(last) - size :] if size else ""
        if ending in declension:
            stem = last[: len(last) - size] if size else last
            last = f"{stem}({'|'.join(declension[ending])})"
            break
    return " ".join([*(declined(word, declension) for word in first), last])


def english_names() -> dict[str, str]:
    """The English name of each country code."""
    return {code: name.removesuffix(" SAR China") for code, name in _names("en")}


def nominatives(locale: str, declension: Mapping[str, list[str]]) -> frozenset[str]:
    """The countries' names, in small letters, that look different in other cases."""
    return frozenset(
        name.lower() for _, name in _names(locale) if declined(name, declension) != name
    )


def _names(locale: str) -> Iterator[tuple[str, str]]:
    from babel import Locale

    for code, name in Locale.parse(locale).territories.items():
        if len(code) == 2 and code.isalpha() and code not in _SKIPPED:
            plain = _ASIDE.sub("", _APART.sub(r" \g<0> ", name.replace("ʼ", "'"))).strip()
            if len(plain) > 1:
                yield code, plain
