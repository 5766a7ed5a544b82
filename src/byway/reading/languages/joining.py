"""Nationalities, titles, names and acronyms that stand together as one party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from byway.reading.languages.lexicon import Vocabulary
from byway.reading.languages.party import Party
from byway.reading.languages.words import Found, Word

_APPOSED = 3  # small words between a nationality and the body it belongs to


class PartyJoiner:
    """Joins the parties of a language's sentences."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._v = vocabulary

    def join(self, text: str, words: Sequence[Word], parties: list[Party]) -> list[Party]:
        """Nationalities, titles, names and acronyms that belong to one party, as one."""
        titles = {m.start: m for m in self._v.titles.find(words)}
        groups = {m.start: m for m in self._v.groups.find(words)}
        by_start = {p.start: p for p in parties}
        result: list[Party] = []
        at = 0
        while at < len(words):
            chain, end, titled = self._chain(words, at, by_start, titles)
            if not chain and not titled:
                at += 1
                continue
            party = self._one(text, words, at, end, chain, titled=titled, groups=groups)
            at = max(party.end, end)
            if result and _is_alias(words, result[-1], party):
                result[-1] = replace(result[-1], end=min(party.end + 1, len(words)))
            else:
                result.append(party)
        return result

    def _chain(
        self,
        words: Sequence[Word],
        start: int,
        parties: dict[int, Party],
        titles: dict[int, Found],
    ) -> tuple[list[Party], int, bool]:
        """Titles, a nationality and one name that follow each other from `start` on."""
        chain: list[Party] = []
        at, end, titled, kinds = start, start, False, set[str]()
        while at < len(words):
            party = parties.get(at)
            title = titles.get(at)
            if party is not None and (title is None or party.end >= title.end):
                kind = "place" if party.kind in ("country", "adjective") else "name"
                if kind in kinds or (kind == "place" and "name" in kinds):
                    break
                if titled and kind == "place" and self._is_subject(words, party):
                    break  # "zdaniem ekspertów Korea Północna ...": not their country
                after_country = bool(chain) and chain[-1].kind == "country" and not titled
                if kind == "name" and after_country and party.kind != "organisation":
                    break  # "Russia Putin": not one party
                kinds.add(kind)
                chain.append(party)
                at = end = party.end
            elif title is not None and "name" not in kinds:
                if not titled and chain and chain[-1].kind == "country" and self._v.spaced:
                    break
                titled, at, end = True, title.end, title.end
            elif self._goes_on(words, at, parties, chain, titled=titled):
                at += 1
            else:
                break
        return (chain, end, titled) if chain or titled else ([], start, False)

    def _is_subject(self, words: Sequence[Word], party: Party) -> bool:
        """Whether a country's name is not in a case that could belong to a title."""
        name = " ".join(word.low for word in words[party.start : party.end])
        return name in self._v.nominatives

    def _goes_on(
        self,
        words: Sequence[Word],
        at: int,
        parties: dict[int, Party],
        chain: list[Party],
        *,
        titled: bool,
    ) -> bool:
        """Whether a chain goes on behind a small word or a comma."""
        if not chain and not titled:
            return False
        named = any(p.kind not in ("country", "adjective") for p in chain)
        apposed = titled and not named and _apposed(words, at, parties)
        return apposed or self._links(words, at, chain, titled=titled)

    def _links(self, words: Sequence[Word], at: int, chain: list[Party], *, titled: bool) -> bool:
        """Whether a word may stand between the parts of one party."""
        word = words[at]
        if word.low in self._v.linking:
            return titled or bool(chain and chain[-1].kind == "adjective")
        adjective = bool(chain) and chain[-1].kind == "adjective"
        near = bool(chain) and at - chain[-1].end < _APPOSED
        return adjective and near and self._in_firm_words(words, at)

    def _in_firm_words(self, words: Sequence[Word], at: int) -> bool:
        """Whether a word is (in) what a firm or body is called by ("think tank")."""
        return any(m.start <= at < m.end for m in self._v.firms.find(words, max(0, at - 2)))

    def _one(
        self,
        text: str,
        words: Sequence[Word],
        start: int,
        end: int,
        chain: list[Party],
        *,
        titled: bool,
        groups: dict[int, Found],
    ) -> Party:
        name = next((p for p in chain if p.kind not in ("country", "adjective")), None)
        place = next((p for p in chain if p.kind in ("country", "adjective")), None)
        codes = place.codes if place else ()
        if name is not None:
            return replace(name, start=start, end=end, codes=name.codes or codes)
        said = text[words[start].start : words[end - 1].end]
        if titled:
            return Party(start, end, said, "office", codes, "Person")
        assert place is not None
        if place.kind == "country" and not self._v.spaced and end in groups:
            stop = groups[end].end
            return Party(
                start, stop, text[words[start].start : words[stop - 1].end], "group", codes
            )
        if place.kind == "adjective":
            ahead = end + 1 if end < len(words) and self._v.linking & {words[end].low} else end
            for at in range(ahead, min(ahead + 3, len(words))):
                if at in groups:
                    stop = groups[at].end
                    said = text[words[start].start : words[stop - 1].end]
                    return Party(start, stop, said, "group", codes)
                if not words[at].alpha:
                    break
            if not self._v.spaced or start < 1 or not words[start - 1].alpha:
                return place
            before = start - 1
            if before in groups:  # "entreprises chinoises"
                said = text[words[before].start : words[end - 1].end]
                return Party(before, end, said, "group", codes)
        return place


def _is_alias(words: Sequence[Word], party: Party, other: Party) -> bool:
    """Whether a party's other name stands behind it in brackets ("... Wojną (ISW)")."""
    bracket = other.start == party.end + 1 and words[party.end].text in "(（"
    return bracket and other.name == party.name


def _apposed(words: Sequence[Word], at: int, parties: dict[int, Party]) -> bool:
    """Whether a comma stands between a title and its bearer's name."""
    after = parties.get(at + 1)
    return words[at].text == "," and after is not None and after.kind == "person"
