"""Words for what a body is and does ("bank", "Ministerstvo", "banque"), to one form each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from byway.screening.lexicon import text_lines
from byway.screening.words import sound

_BY_SOUND = 6
"""Letters from which a word counts by its sound, whatever the system it was transliterated by."""


@cache
def _forms() -> tuple[dict[str, str], dict[str, tuple[tuple[tuple[str, ...], str], ...]]]:
    """Single words to their form; of phrases, by their first word, the words and the form."""
    single: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in text_lines("business_words.tsv"):
        head, *others = line.split("\t")
        for other in (head, *others):
            first, *rest = words = tuple(other.split())
            if rest:
                phrases.setdefault(first, []).append((words, head))
                continue
            single.setdefault(other, head)
            if len(other) >= _BY_SOUND:
                single.setdefault(f"~{sound(other)}", head)
    longest_first = {
        first: tuple(sorted(found, key=lambda item: -len(item[0])))
        for first, found in phrases.items()
    }
    return single, longest_first


def one_form(words: Sequence[str]) -> list[str]:
    """`words` of a body's name, those for what it is and does in their one form."""
    single, phrases = _forms()
    found: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        for phrase, form in phrases.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                found.append(form)
                at += len(phrase)
                break
        else:
            form = single.get(word, "")
            if not form and len(word) >= _BY_SOUND:
                form = single.get(f"~{sound(word)}", "")
            found.append(form or word)
            at += 1
    return found
