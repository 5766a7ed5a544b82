"""How an index is made: parties into columns, one pass, no object kept per name."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from byway.screening.index import Index
from byway.screening.pairing import checksum, han_number
from byway.screening.records import Record
from byway.screening.storage import Texts
from byway.screening.vocabulary import Vocabulary


def index_of(records: Iterable[Record]) -> Index:
    """The index of parties; of several with one id, the first counts."""
    maker = Maker()
    for record in records:
        maker.add(record)
    return maker.made()


class Maker:
    """Collects parties, then makes their index."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.seen: set[str] = set()
        self.schemata: dict[str, int] = {}
        self.legal: dict[str, int] = {"": 0}
        self.ids: list[str] = []
        self.records: list[str] = []
        self.schema_of: list[int] = []
        self.years: list[tuple[int, int]] = []
        self.texts: list[str] = []
        self.compacts: list[str] = []
        self.party: list[int] = []
        self.sizes: list[int] = []
        self.name_words: list[int] = []
        self.bits: list[float] = []
        self.totals: list[float] = []
        self.forms: list[int] = []
        self.weak: list[bool] = []
        self.han: list[int] = []
        self.syllabic: list[bool] = []
        self.identifiers: list[tuple[int, int]] = []

    def add(self, record: Record) -> None:
        """Take in a party; one whose id was seen is passed over."""
        if record.id in self.seen:
            return
        self.seen.add(record.id)
        number = len(self.ids)
        self.ids.append(record.id)
        names = record.names()
        lands = record.lands(names)
        self.records.append(record.evidence(lands))
        self.schema_of.append(self.schemata.setdefault(record.schema, len(self.schemata)))
        facts = record.facts(lands)
        self.years.append(facts.years)
        for identifier in facts.identifiers:
            self.identifiers.append((checksum(identifier), number))
        for name in names:
            self.texts.append(name.text)
            self.compacts.append(name.compact)
            self.party.append(number)
            self.sizes.append(len(name.words))
            self.name_words += [self.words.setdefault(w, len(self.words)) for w in name.words]
            self.bits += name.bits
            self.totals.append(sum(name.bits))
            self.forms.append(self.legal.setdefault(name.legal, len(self.legal)))
            self.weak.append(name.weak)
            self.han.append(han_number(name.han))
            self.syllabic.append(name.syllabic)

    def made(self) -> Index:
        """The index of what was taken in."""
        ends = np.zeros(len(self.sizes) + 1, np.int64)
        np.cumsum(np.array(self.sizes, np.int64), out=ends[1:])
        words = np.array(self.name_words, np.int32)
        owner = np.repeat(np.arange(len(self.sizes), dtype=np.int32), self.sizes)
        order = np.argsort(words, kind="stable")
        posting_ends = np.zeros(len(self.words) + 1, np.int64)
        uses = np.bincount(words, minlength=len(self.words))
        np.cumsum(uses, out=posting_ends[1:])
        sums = np.array([checksum(compact) for compact in self.compacts], np.uint32)
        by_sum = np.argsort(sums, kind="stable")
        identifiers = np.array(sorted(self.identifiers), np.int64).reshape(-1, 2)
        return Index(
            vocabulary=Vocabulary.of(list(self.words), uses),
            ids=Texts.of(self.ids),
            records=Texts.of(self.records),
            schemata=tuple(self.schemata),
            legal_forms=tuple(self.legal),
            schema_of=np.array(self.schema_of, np.int16),
            first_year=np.array([first for first, _ in self.years], np.int16),
            last_year=np.array([last for _, last in self.years], np.int16),
            name_texts=Texts.of(self.texts),
            name_compacts=Texts.of(self.compacts),
            name_compact=sums,
            name_party=np.array(self.party, np.int32),
            name_ends=ends,
            name_words=words,
            name_bits=np.array(self.bits, np.float32),
            name_total=np.array(self.totals, np.float32),
            name_legal=np.array(self.forms, np.int16),
            name_weak=np.array(self.weak, bool),
            name_han=np.array(self.han, np.int32),
            name_syllabic=np.array(self.syllabic, bool),
            posting_ends=posting_ends,
            posting_names=owner[order],
            compact_sums=sums[by_sum],
            compact_names=by_sum.astype(np.int32),
            identifier_sums=identifiers[:, 0].astype(np.uint32),
            identifier_parties=identifiers[:, 1].astype(np.int32),
        )
