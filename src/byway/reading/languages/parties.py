"""Who is named in a sentence: countries, persons, organisations, and groups by nationality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from byway.reading.languages.lexicon import COUNTRY, KNOWN_BODY, KNOWN_PERSON, NO_NAME, Vocabulary
from byway.reading.languages.places import split_key
from byway.reading.languages.words import Found, Word

_OPENING = frozenset("\"“„«‘'「『《")
_CLOSING = frozenset("\"“”»’'」』》")
_LONGEST = 4  # words of a name that nobody knows
_LONGEST_HAN = 12
_DOTS = frozenset("·•")
_APPOSED = 3  # small words between a nationality and the body it belongs to
_SPEAKING = frozenset(
    "表说称在对将与和是已指出访抵于会同向认为强也就并的仍却还曾再又则都被从正担当人者家员"
)


@dataclass(frozen=True)
class Party:
    """A party at words `[start, end)`.

    `kind` is country, person, organisation, office ("the Chinese leader"), group ("Russian
    banks") or adjective (a nationality whose noun is not known).  `name` is English for whom
    the gazetteer knows, else as in the text.
    """

    start: int
    end: int
    name: str
    kind: str
    codes: tuple[str, ...] = ()
    schema: str = ""
    known: bool = False
    seat: bool = False


class PartyFinder:
    """Finds the parties of a language's sentences."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._v = vocabulary

    def find(self, text: str, words: Sequence[Word]) -> list[Party]:
        """The parties of a sentence in order, apart from each other."""
        matches = [m for m in self._v.names.find(words) if m.key != NO_NAME]
        known = [self._known(m) for m in matches if self._whole(words, m)]
        taken = {i for p in known for i in range(p.start, p.end)}
        parties = known + self._unknown(text, words, taken)
        parties.sort(key=lambda p: p.start)
        return self._joined(text, words, parties)

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

    def _joined(self, text: str, words: Sequence[Word], parties: list[Party]) -> list[Party]:
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


def _is_title_of_a_thing(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a run of capitals is in quotes of its own or has a number ("Nord Stream 2")."""
    quoted = start > 0 and words[start - 1].text in _OPENING and end < len(words)
    numbered = end < len(words) and (words[end].text[0].isdigit() or words[end].text == "-")
    return numbered or (quoted and words[end].text in _CLOSING)


def _is_alias(words: Sequence[Word], party: Party, other: Party) -> bool:
    """Whether a party's other name stands behind it in brackets ("... Wojną (ISW)")."""
    bracket = other.start == party.end + 1 and words[party.end].text in "(（"
    return bracket and other.name == party.name


def _apposed(words: Sequence[Word], at: int, parties: dict[int, Party]) -> bool:
    """Whether a comma stands between a title and its bearer's name."""
    after = parties.get(at + 1)
    return words[at].text == "," and after is not None and after.kind == "person"


def _of_name(word: Word) -> bool:
    return word.alpha and not word.text.isascii() and word.text not in _SPEAKING


def _proper(word: Word) -> bool:
    return word.alpha and word.capital and len(word.text) > 1 and not word.text.isupper()
