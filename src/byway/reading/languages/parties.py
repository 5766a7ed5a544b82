"""Who is named in a sentence: countries, persons, organisations, and groups by nationality."""

from __future__ import annotations

from collections.abc import Sequence

from byway.reading.languages.joining import PartyJoiner
from byway.reading.languages.lexicon import COUNTRY, KNOWN_BODY, KNOWN_PERSON, NO_NAME, Vocabulary
from byway.reading.languages.party import Party
from byway.reading.languages.places import split_key
from byway.reading.languages.words import Found, Word

_OPENING = frozenset("\"“„«‘'「『《")
_CLOSING = frozenset("\"“”»’'」』》")
_LONGEST = 4  # words of a name that nobody knows
_LONGEST_HAN = 12
_DOTS = frozenset("·•")
_SPEAKING = frozenset(
    "表说称在对将与和是已指出访抵于会同向认为强也就并的仍却还曾再又则都被从正担当人者家员"
)


class PartyFinder:
    """Finds the parties of a language's sentences."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._v = vocabulary
        self._joiner = PartyJoiner(vocabulary)

    def find(self, text: str, words: Sequence[Word]) -> list[Party]:
        """The parties of a sentence in order, apart from each other."""
        matches = [m for m in self._v.names.find(words) if m.key != NO_NAME]
        known = [self._known(m) for m in matches if self._whole(words, m)]
        taken = {i for p in known for i in range(p.start, p.end)}
        parties = known + self._unknown(text, words, taken)
        parties.sort(key=lambda p: p.start)
        return self._joiner.join(text, words, parties)

    def _whole(self, words: Sequence[Word], match: Found) -> bool:
        """Names are not words of small letters, but for adjectives."""
        return (
            not self._v.spaced
            or match.key.endswith("demonym")
            or any(w.capital for w in words[match.start : match.end])
        )

    def _known(self, match: Found) -> Party:
        gazetteer = self._v.gazetteer
        if match.key.startswith(COUNTRY):
            code, kind = split_key(match.key.removeprefix(COUNTRY))
            name = self._v.countries.get(code, code)
            what = "adjective" if kind == "demonym" else "country"
            return Party(
                match.start, match.end, name, what, (code,), "Country", True, kind == "seat"
            )
        if match.key.startswith(KNOWN_PERSON):
            name = match.key.removeprefix(KNOWN_PERSON)
            code = gazetteer.leaders.get(name, "")
            return Party(
                match.start, match.end, name, "person", (code,) if code else (), "Person", True
            )
        name = match.key.removeprefix(KNOWN_BODY)
        body = gazetteer.bodies.get(name.removeprefix("The "))
        codes, schema = (body.countries, body.schema) if body else ((), "Organization")
        return Party(match.start, match.end, name, "organisation", codes, schema, True)

    def _unknown(self, text: str, words: Sequence[Word], taken: set[int]) -> list[Party]:
        found: list[Party] = []
        for match in self._v.firms.find(words):
            end = self._name_end(words, match.end, taken)
            if end > match.end:
                name = text[words[match.end].start : words[end - 1].end].strip('"“”„«»「」『』《》')
                found.append(Party(match.start, end, name, "organisation", (), "Company"))
                taken.update(range(match.start, end))
        found.extend(self._persons(text, words, taken))
        return found

    def _name_end(self, words: Sequence[Word], start: int, taken: set[int]) -> int:
        """Where a name that begins at `start` ends: at its closing quote or last capital."""
        if start < len(words) and words[start].text in _OPENING:
            for at in range(start + 1, min(start + 8, len(words))):
                if words[at].text in _CLOSING:
                    return at + 1
            return start
        at = start
        while self._v.spaced and at < len(words) and at - start < _LONGEST:
            if at in taken or not (words[at].capital and words[at].alpha):
                break
            at += 1
        return at

    def _persons(self, text: str, words: Sequence[Word], taken: set[int]) -> list[Party]:
        ends = {m.end for m in self._v.titles.find(words)}
        found: list[Party] = []
        at = 0
        while at < len(words):
            if self._v.spaced:
                end = self._capitals(words, at, taken, behind_title=at in ends)
            else:
                end = self._han_name(words, at, taken, ends)
            if end > at:
                name = text[words[at].start : words[end - 1].end]
                found.append(Party(at, end, name, "person", (), "Person"))
                at = end
            else:
                at += 1
        return found

    def _capitals(
        self, words: Sequence[Word], start: int, taken: set[int], *, behind_title: bool
    ) -> int:
        """The end of a run of capitalised words that is a person's name, `start` if it is none."""
        at = start
        while at < len(words) and at not in taken and at - start < _LONGEST and _proper(words[at]):
            at += 1
            if (
                at + 1 < len(words)
                and words[at].text == "-"
                and words[at + 1].start == words[at - 1].end + 1
                and words[at + 1].capital
            ):
                at += 1
        run = at - start
        if run == 0 or self._v.titles.at(words, start, len(words)) is not None:
            return start
        if words[start].low in self._v.starters or _is_title_of_a_thing(words, start, at):
            return start
        if behind_title:
            return at
        if (
            self._v.capital_nouns
            or run < 2
            or (start == 0 and run < 3 and not self._two_names(words))
        ):
            return start
        return at if not any(words[i].text == "-" for i in range(start, start + 2)) else start

    def _two_names(self, words: Sequence[Word]) -> bool:
        """Whether a sentence's first two words may be a first name and a surname."""
        return len(words) > 2 and words[0].low not in self._v.starters and words[1].capital

    def _han_name(self, words: Sequence[Word], start: int, taken: set[int], ends: set[int]) -> int:
        """A Chinese name behind a title, or a foreign one around its dot."""
        if start in taken or not _of_name(words[start]):
            return start
        at = start
        while at < len(words) and at not in taken and at - start < _LONGEST_HAN:
            if not _of_name(words[at]) and words[at].text not in _DOTS:
                break
            at += 1
        dots = [i for i in range(start + 1, at) if words[i].text in _DOTS]
        if dots:
            return min(at, dots[-1] + 5) if dots[0] - start <= 4 else start
        after = start + 1
        if start not in ends or words[start].text not in self._v.surnames or after >= at:
            return start
        return min(at, after + 2)


def _is_title_of_a_thing(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a run of capitals is in quotes of its own or has a number ("Nord Stream 2")."""
    quoted = start > 0 and words[start - 1].text in _OPENING and end < len(words)
    numbered = end < len(words) and (words[end].text[0].isdigit() or words[end].text == "-")
    return numbered or (quoted and words[end].text in _CLOSING)


def _of_name(word: Word) -> bool:
    return word.alpha and not word.text.isascii() and word.text not in _SPEAKING


def _proper(word: Word) -> bool:
    return word.alpha and word.capital and len(word.text) > 1 and not word.text.isupper()
