"""From a description or an HS code to ranked HS candidates and the control entries they meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from byway.errors import OptionError
from byway.goods.controls import ControlLists
from byway.goods.hscode import codes_in_list, digits_of, labelled_codes, without_labelled_codes
from byway.goods.lexicon import Lexicon
from byway.goods.nomenclature import Nomenclature
from byway.goods.parts import PartsRules
from byway.goods.phrase import Phrase, read_phrase
from byway.goods.scores import Score, Scorer
from byway.goods.texts import Texts
from byway.goods.words import Words, segments
from byway.model import ControlEntry, Goods, HsCandidate

MAX_TEXT = 2_000
MAX_SEGMENTS = 20
LEAST_SCORE = 0.3
CONTROL_SCORE = 0.4
CONTROL_SHARE = 0.75  # of the best score
ONE_SUCCESSOR, SUCCESSORS, HEADING_INSTEAD = 0.95, 0.7, 0.5  # codes of other editions
MEND_RATIO = 88.0
MEND_LENGTH = 6


class Classifier:
    """Finds where goods may stand in the Harmonized System and which lists name that place.

    A candidate is a lead, not a customs ruling: the tariff decides by material, function and
    measure, of which a phrase says little.  A phrase that names no goods ("equipment", "aid") has
    no candidates.  The method is lexical: our lexicon of lay words, and the words of the HS texts
    weighted by rarity (see `docs/method.md`).
    """

    def __init__(self, nomenclature: Nomenclature, lists: ControlLists) -> None:
        self.nomenclature = nomenclature
        self.lists = lists

    @classmethod
    def default(cls) -> Classifier:
        """HS 2022 with the control lists that come with Byway."""
        return cls(Nomenclature.load(), ControlLists.default())

    def classify(self, text_or_hs: str, limit: int = 5) -> Goods:
        """Candidates, best first, at most `limit`, and the control entries they meet.

        A text that is an HS code in any punctuation, or a list of codes, is taken at its word
        (score 1; less where a code of another edition had to be carried over).  Controls are those
        of candidates that score CONTROL_SCORE and CONTROL_SHARE of the best, or more.
        Raises OptionError for an empty text, one longer than MAX_TEXT characters, digits that are
        no code of the edition, and a limit below 1.
        """
        text = " ".join(text_or_hs.split())
        if limit < 1:
            raise OptionError("limit", f"{limit}", "1 or more")
        if not text:
            raise OptionError("goods", "empty text", "a description of goods or an HS code")
        if len(text) > MAX_TEXT:
            problem = f"{len(text):,} characters"
            raise OptionError("goods", problem, f"a phrase of at most {MAX_TEXT:,} characters")
        if codes := self._given(text):
            candidates = self._all_given(codes)
        else:
            candidates = self._described(text, limit)
        return Goods(
            description=text_or_hs,
            candidates=candidates[:limit],
            controls=self._controls_of(candidates[:limit]),
        )

    def controls(self, code: str) -> tuple[ControlEntry, ...]:
        """The control entries that an HS code in any punctuation meets.

        A heading that only contains listed codes gives these with `within` set to the heading.
        Raises OptionError when `code` is no code of the edition.
        """
        digits = digits_of(code)
        if digits is None:
            raise OptionError("HS code", repr(code), "2, 4 or 6 digits")
        entries = (self.lists.controls(found) for found in self.nomenclature.resolve(digits))
        return tuple(dict.fromkeys(entry for met in entries for entry in met))

    # Codes as given

    def _given(self, text: str) -> tuple[str, ...]:
        digits = digits_of(text)
        return (digits,) if digits else codes_in_list(text)

    def _all_given(self, codes: Iterable[str]) -> tuple[HsCandidate, ...]:
        found: dict[str, HsCandidate] = {}
        for digits in codes:
            for candidate in self._as_given(digits):
                found.setdefault(candidate.code, candidate)
        return tuple(found.values())

    def _as_given(self, digits: str) -> tuple[HsCandidate, ...]:
        codes = self.nomenclature.resolve(digits)
        edition = self.nomenclature.edition
        if codes[0] == digits:
            score, because = 1.0, "code as given"
        elif codes[0] == digits[:6]:
            score, because = 1.0, f"first six digits of {digits}"
        elif digits[:6] in self.nomenclature.former:
            score = ONE_SUCCESSOR if len(codes) == 1 else SUCCESSORS
            because = f"{digits[:6]} of an earlier edition became {', '.join(codes)}"
        else:
            score = HEADING_INSTEAD
            because = f"heading of {digits[:6]}, which {edition} lacks (another edition's code?)"
        texts = self.nomenclature.texts
        return tuple(
            HsCandidate(code=code, edition=edition, text=texts[code], score=score, because=because)
            for code in codes
        )

    # Descriptions

    def _described(self, text: str, limit: int) -> tuple[HsCandidate, ...]:
        named = self._all_given(self._resolvable(labelled_codes(text)))
        text = without_labelled_codes(text)
        pieces = segments(text.casefold())[:MAX_SEGMENTS]
        rankings = [self._ranked(piece) for piece in dict.fromkeys((text.casefold(), *pieces))]
        merged = _merge(rankings, limit)
        found = (self._candidate(code, score) for code, score in merged)
        known = {candidate.code for candidate in named}
        return (*named, *(candidate for candidate in found if candidate.code not in known))

    def _resolvable(self, codes: Iterable[str]) -> Iterable[str]:
        for digits in codes:
            try:
                self.nomenclature.resolve(digits)
            except OptionError:
                continue
            yield digits

    def _ranked(self, piece: str) -> list[tuple[str, Score]]:
        phrase = self._phrase(piece)
        if phrase is None:
            return []
        scores = self._scorer.score(phrase)
        good = [(code, score) for code, score in scores.items() if score.value >= LEAST_SCORE]
        return sorted(good, key=lambda item: (-round(item[1].value, 6), len(item[0]), item[0]))

    def _phrase(self, piece: str) -> Phrase | None:
        return read_phrase(piece, self._words, self._lexicon, self._mended)

    def _candidate(self, code: str, score: Score) -> HsCandidate:
        return HsCandidate(
            code=code,
            edition=self.nomenclature.edition,
            text=self.nomenclature[code],
            score=round(score.value, 4),
            because=_because(score),
        )

    def _controls_of(self, candidates: Sequence[HsCandidate]) -> tuple[ControlEntry, ...]:
        """Entries of the candidates that score enough and not far below the best, each once.

        A heading's contained entries are left out when a likelier candidate says where in the
        heading the goods stand.
        """
        entries: dict[tuple[str, str], ControlEntry] = {}
        likelier: list[str] = []
        best = max((candidate.score for candidate in candidates), default=0.0)
        for candidate in candidates:
            if candidate.score < max(CONTROL_SCORE, CONTROL_SHARE * best):
                continue
            placed = any(code.startswith(candidate.code) for code in likelier)
            for entry in self.lists.controls(candidate.code):
                key = (entry.list, entry.code)
                held = entries.get(key)
                if (held is None and not (entry.within and placed)) or (
                    held is not None and held.within and not entry.within
                ):
                    entries[key] = entry
            likelier.append(candidate.code)
        return tuple(entries.values())

    # Spelling

    def _mended(self, word: str) -> str:
        """The known word nearest to an unknown one of six letters or more, else the word."""
        if len(word) < MEND_LENGTH or not word.isalpha() or self._known(word):
            return word
        from rapidfuzz import fuzz, process

        near = process.extractOne(word, self._spellings, scorer=fuzz.ratio, score_cutoff=MEND_RATIO)
        return str(near[0]) if near else word

    def _known(self, word: str) -> bool:
        return (
            word in self._texts.vocabulary
            or word in self._lexicon.vocabulary
            or not self._words.meaningful(word)
            or word in self._words.also
        )

    @cached_property
    def _spellings(self) -> list[str]:
        known = self._texts.vocabulary | self._lexicon.vocabulary
        return sorted(word for word in known if len(word) >= MEND_LENGTH)

    # Parts, made when first needed: codes alone need none of them

    @cached_property
    def _words(self) -> Words:
        return Words.load()

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon.load(self._words)

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self.nomenclature, self._words)

    @cached_property
    def _scorer(self) -> Scorer:
        rules = PartsRules.load(self.nomenclature, self._texts)
        return Scorer(self.nomenclature, self._texts, rules)


def _merge(rankings: list[list[tuple[str, Score]]], limit: int) -> list[tuple[str, Score]]:
    """One ranking by score in which the best of each piece keeps a place."""
    best: dict[str, Score] = {}
    for ranking in rankings:
        for code, score in ranking:
            if code not in best or score.value > best[code].value:
                best[code] = score
    order = sorted(best, key=lambda code: (-round(best[code].value, 6), len(code), code))
    firsts = list(dict.fromkeys(ranking[0][0] for ranking in rankings if ranking))[:limit]
    rest = [code for code in order if code not in firsts][: max(0, limit - len(firsts))]
    kept = {*firsts, *rest}
    return [(code, best[code]) for code in order if code in kept]


def _because(score: Score) -> str:
    reasons = []
    if score.concept:
        reasons.append(f"lexicon: {score.concept}")
    if score.words:
        reasons.append(f"HS text: {', '.join(dict.fromkeys(score.words))}")
    return "; ".join(reasons)
