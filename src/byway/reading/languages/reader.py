"""A document in another language: claims and actors by word lists, marked as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from byway.model import Actor, Claim, Depth, Document, Mention
from byway.model.claim import Certainty
from byway.reading.languages.claims import Sentence, Told, told_in
from byway.reading.languages.lexicon import Vocabulary
from byway.reading.languages.parties import PartyFinder
from byway.reading.languages.party import Party
from byway.reading.languages.relay import RelayFinder
from byway.reading.languages.sentences import sentences
from byway.reading.languages.words import Word, plain, words_of
from byway.reading.result import Reading
from byway.reading.surface import Surface


class LanguageReader:
    """Reads one language by its word lists.  No model, no network; loaded with the first text."""

    def __init__(self, code: str) -> None:
        self._v = Vocabulary.load(code)
        self._parties = PartyFinder(self._v)
        self._relays = RelayFinder(self._v)

    def read(self, document: Document, surface: Surface, notes: tuple[str, ...] = ()) -> Reading:
        """Claims and actors of a document; `surface` is its clean text, `notes` go first."""
        told: list[tuple[Told, Sentence, bool]] = []
        named: list[tuple[Party, Iterable[Word]]] = []
        last: Party | None = None
        for found, title in self._sentences(surface):
            sentence = _resolved(found, last)
            last = next(iter(sentence.relay.sources), last)
            named.extend((party, sentence.words) for party in sentence.parties)
            claims = told_in(self._v, sentence, document.published)
            told.extend((claim, sentence, title) for claim in claims)
        names = _spellings(party for party, _ in named)
        return Reading(
            document=document,
            claims=tuple(_once(document, surface, told, names)),
            actors=tuple(_actors(document, surface, named, names)),
            notes=(
                *notes,
                f"read by word lists only, not by grammar: the text is in {self._v.language} "
                f"({self._v.code!r}); its claims are marked 'lexicon' and weigh less",
            ),
        )

    def _sentences(self, surface: Surface) -> Iterator[tuple[Sentence, bool]]:
        text = plain(surface.text, self._v.code)
        for paragraph in surface.paragraphs:
            for span in sentences(
                text,
                paragraph.start,
                paragraph.end,
                self._v.abbreviations,
                ordinals=self._v.capital_nouns,
            ):
                words = words_of(text, span.start, span.stop)
                if not words:
                    continue
                parties = self._parties.find(text, words)
                relay = self._relays.find(text, words, parties)
                yield Sentence(text, words, parties, relay), paragraph.title


def _resolved(sentence: Sentence, last: Party | None) -> Sentence:
    """ "The paper" is the source that was named last, where one was."""
    if not sentence.relay.sources:
        return sentence
    outer, *rest = sentence.relay.sources
    if outer.kind != "described" or last is None or last.kind == "described":
        return sentence
    return replace(sentence, relay=replace(sentence.relay, sources=(last, *rest)))


def _once(
    document: Document,
    surface: Surface,
    told: list[tuple[Told, Sentence, bool]],
    names: Mapping[str, str],
) -> Iterator[Claim]:
    """Every proposition once, a title's only where the body has no such claim."""
    seen: set[object] = set()
    body = {claim.event for claim, _, title in told if not title}
    for claim, sentence, title in told:
        key = (
            claim.event,
            _codes(claim.roles.agent),
            _codes(claim.roles.recipient),
            _codes(claim.roles.intermediary),
            claim.certainty is Certainty.DENIED,
            claim.date,
            claim.goods,
        )
        if key in seen or (title and claim.event in body):
            continue
        seen.add(key)
        yield _claim(document, surface, claim, sentence, names)


def _claim(
    document: Document, surface: Surface, told: Told, sentence: Sentence, names: Mapping[str, str]
) -> Claim:
    """A claim as it is kept; the quote is cut from the text as it came."""
    words = list(sentence.words[told.start : told.end])
    while len(words) > 1 and not words[0].text[0].isalnum():
        words.pop(0)
    while len(words) > 1 and words[-1].text in ",;:，；：–—-":
        words.pop()
    start, end = surface.original(words[0].start, words[-1].end)
    hedge = told.hedge
    return Claim(
        doc=document.id,
        quote=document.text[start:end],
        start=start,
        end=end,
        event=told.event,
        agent=_names(told.roles.agent, names),
        recipient=_names(told.roles.recipient, names),
        intermediary=_names(told.roles.intermediary, names),
        agent_countries=_codes(told.roles.agent),
        recipient_countries=_codes(told.roles.recipient),
        intermediary_countries=_codes(told.roles.intermediary),
        goods=told.goods,
        source=_names(told.sources, names),
        certainty=told.certainty,
        status=told.status,
        hedge=sentence.text[sentence.words[hedge.start].start : sentence.words[hedge.end - 1].end]
        if hedge
        else None,
        date=told.date,
        depth=Depth.LEXICON,
    )


def _names(parties: Iterable[Party], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.get(p.name, p.name) for p in parties))


def _spellings(parties: Iterable[Party]) -> dict[str, str]:
    """For each name of an unknown person, the shortest form that it has in the text.

    Names whose words share all but their last letters are cases of one name; a surname alone is
    the only full name that ends with it.
    """
    found = dict.fromkeys(p.name for p in parties if p.kind == "person" and not p.known)
    by_length = sorted(found, key=len)
    spelt: dict[str, str] = {}
    for name in by_length:
        words = name.split()
        whole = [o for o in by_length if o != name and _one_name(o.split()[-len(words) :], words)]
        longer = [o for o in whole if len(o.split()) > len(words)]
        same = [o for o in whole if len(o.split()) == len(words) and len(o) < len(name)]
        if len(longer) == 1 or (longer and len(words) == 1):
            spelt[name] = min(longer, key=len)
        elif same:
            spelt[name] = same[0]
    return {name: spelt.get(other, other) for name, other in spelt.items()}


def _one_name(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names differ in the endings of their words only."""
    return len(a) == len(b) and all(
        abs(len(x) - len(y)) < 4 and x[:stem] == y[:stem]
        for x, y, stem in (
            (x, y, max(3, min(len(x), len(y)) - 1)) for x, y in zip(a, b, strict=True)
        )
    )


def _codes(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for p in parties for code in p.codes))


def _actors(
    document: Document,
    surface: Surface,
    named: Iterable[tuple[Party, Iterable[Word]]],
    names: Mapping[str, str],
) -> Iterator[Actor]:
    """One actor for each name: countries, persons and organisations, not groups or roles."""
    found: dict[tuple[str, str], list[tuple[Party, Mention]]] = {}
    for party, sentence in named:
        if party.kind not in ("country", "person", "organisation"):
            continue
        words = list(sentence)
        start, end = surface.original(words[party.start].start, words[party.end - 1].end)
        mention = Mention(start=start, end=end, text=document.text[start:end])
        name = names.get(party.name, party.name)
        found.setdefault((party.schema, name), []).append((party, mention))
    for (schema, name), mentions in found.items():
        texts = [name] + [m.text for _, m in mentions]
        yield Actor(
            doc=document.id,
            name=name,
            names=tuple(dict.fromkeys(texts)),
            schema_name=schema,
            countries=tuple(dict.fromkeys(c for p, _ in mentions for c in p.codes)),
            mentions=tuple(m for _, m in mentions),
        )
