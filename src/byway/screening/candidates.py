"""The few listed names that a name may mean, found by the listed words that its words are like.

Names are searched for together: what takes one look-up for one name takes one for many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from byway.screening.index import Index
from byway.screening.names import Name
from byway.screening.spans import ranges, spans
from byway.screening.vocabulary import Vocabulary, WordLikes

Ints = NDArray[np.int64]
Words = dict[str, float]
"""Words that are looked for, with what each is worth in bits."""

CANDIDATES = 32
"""Listed names that are compared in full for one query name."""
LONGEST_POSTING = 20_000
"""Names that one word may bring up; a commoner word only confirms what rarer ones found."""
LEAST_SHARE = 0.4
"""Share of the poorer name's bits that must meet for two names to be compared in full."""
NEAR_BEST = 0.6
"""The same, as share of what the nearest name reaches."""
CONFIRMING = 0.15
"""A word worth less than this share of its name only confirms what the name's others found."""
JOINED_BITS = 6.0
PART_BITS = 4.0
"""What a word made by joining or parting the query's words is worth in the search."""
CELLS = 1 << 20
"""Pairs of a name asked for and a listed name that are counted in one table."""


def candidates(
    index: Index, names: Sequence[Name], allowed: NDArray[np.bool_]
) -> tuple[Ints, Ints]:
    """The listed names most like each of `names`, at most CANDIDATES for each.

    allowed: per name and schema of `index.schemata` whether a party of that schema may be meant.
    Gives pairs of the number of a name and that of a listed name, in rising order.

    A listed name is ranked by the bits of the words asked for that it has likes of, less half of
    what both sides have left over.
    """
    if not names:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    vocabulary = index.vocabulary
    asked: list[Words] = [dict(zip(name.words, name.bits, strict=True)) for name in names]
    likes = vocabulary.like(_all(asked))
    if parted := _parted(vocabulary, names, likes):
        for number, extra in parted.items():
            asked[number].update(extra)
        likes = vocabulary.like(_all(asked))
    together = max(1, CELLS // max(1, len(index.name_party)))
    if len(names) <= together:
        return _nearest(index, names, asked, likes, allowed)
    left, right = [], []
    for start in range(0, len(names), together):
        some = slice(start, start + together)
        owner, listed = _nearest(index, names[some], asked[some], likes, allowed[some])
        left.append(owner + start)
        right.append(listed)
    return np.concatenate(left), np.concatenate(right)


def with_parties(
    index: Index, parties: Sequence[Sequence[int]], left: Ints, right: Ints
) -> tuple[Ints, Ints]:
    """The pairs of `left` and `right`, and those of each name asked for with all names of its
    `parties`, in rising order."""
    more = [
        (number, listed)
        for number, own in enumerate(parties)
        for party in own
        for listed in index.names_of(party).tolist()
    ]
    if not more:
        return left, right
    size = len(index.name_party)
    also = np.array(more, np.int64) @ np.array([size, 1])
    return np.divmod(np.unique(np.concatenate([left * size + right, also])), size)


def _all(asked: Sequence[Words]) -> Iterable[str]:
    return (word for words in asked for word in words)


def _parted(
    vocabulary: Vocabulary, names: Sequence[Name], likes: Mapping[str, WordLikes]
) -> dict[int, Words]:
    """Listed words that the words of each name make when joined or parted, by its number; to find,
    not to score.

    Only words that are not listed themselves are tried.
    """
    tried: list[tuple[int, list[str], list[tuple[str, str]]]] = []
    for number, name in enumerate(names):
        unknown = {word for word in name.words if not likes[word].listed}
        if unknown:
            joined = [a + b for a, b in pairwise(name.words) if a in unknown or b in unknown]
            cuts = [cut for word in unknown for cut in _cuts(word)]
            tried.append((number, joined, cuts))
    if not tried:
        return {}
    made = dict.fromkeys(
        word for _, joined, cuts in tried for words in (joined, *cuts) for word in words
    )
    words = list(made)
    numbers = vocabulary.numbers(words)
    listed = {word for word, number in zip(words, numbers, strict=True) if number >= 0}
    found: dict[int, Words] = {}
    for number, joined, cuts in tried:
        extra = {word: JOINED_BITS for word in joined if word in listed}
        for head, tail in cuts:
            if head in listed and tail in listed:
                extra[head] = extra[tail] = PART_BITS
        if extra:
            found[number] = extra
    return found


def _cuts(word: str) -> list[tuple[str, str]]:
    """The ways to part a word in two of three letters or more."""
    if len(word) < 6 or not word.isalpha():
        return []
    return [(word[:cut], word[cut:]) for cut in range(3, len(word) - 2)]


def _telling(words: Words, total: float) -> list[str]:
    """The words that find a name of `total` bits, most telling first."""
    by_worth = sorted(words, key=lambda word: -words[word])
    while len(by_worth) > 2 and words[by_worth[-1]] < CONFIRMING * total:
        by_worth.pop()
    return by_worth


def _nearest(
    index: Index,
    names: Sequence[Name],
    asked: Sequence[Words],
    likes: Mapping[str, WordLikes],
    allowed: NDArray[np.bool_],
) -> tuple[Ints, Ints]:
    """`candidates` of as many names as fit in one table."""
    totals = np.array([sum(name.bits) for name in names], np.float32)
    owner, listed, worth = _hits(index, names, asked, likes, totals)
    if not len(listed):
        return owner, owner
    listed_names = len(index.name_party)
    pairs = owner * listed_names + listed if len(names) > 1 else listed
    first, gained = _sum_by(pairs, worth, len(names) * listed_names)
    pairs, owner, listed = pairs[first], owner[first], listed[first]
    smaller = np.minimum(index.name_total[listed], totals[owner])
    share = gained / smaller
    counts = np.bincount(owner)
    some = counts.nonzero()[0]
    best = np.maximum.reduceat(share, (counts.cumsum() - counts)[some])
    least = np.maximum(LEAST_SHARE, np.minimum(1.0, best) * NEAR_BEST)
    close = (share >= least.repeat(counts[some])).nonzero()[0]
    close = close[allowed[owner[close], index.schema_of[index.name_party[listed[close]]]]]
    close = close[pairs[close].argsort()]
    owner, close_names = owner[close], listed[close].astype(np.int64)
    counts = np.bincount(owner, minlength=len(names))
    crowded = (counts > CANDIDATES).nonzero()[0]
    if not len(crowded):
        return owner, close_names
    gained, smaller = gained[close], smaller[close]
    kept = np.ones(len(owner), bool)
    for name, end in zip(crowded.tolist(), counts.cumsum()[crowded].tolist(), strict=True):
        own = slice(end - counts[name], end)
        apart = np.abs(index.name_total[close_names[own]] - totals[name])
        reached = np.minimum(gained[own], smaller[own])
        rank = 1.5 * reached - 0.5 * smaller[own] - 0.05 * apart
        kept[own] = False
        kept[own.start + np.argpartition(-rank, CANDIDATES)[:CANDIDATES]] = True
    return owner[kept], close_names[kept]


def _hits(
    index: Index,
    names: Sequence[Name],
    asked: Sequence[Words],
    likes: Mapping[str, WordLikes],
    totals: NDArray[np.float32],
) -> tuple[Ints, NDArray[np.integer], NDArray[np.floating]]:
    """The listed names that have a word like one that is asked for: the number of the name, that
    of the listed name, and what the word is worth there; name by name."""
    own: list[WordLikes] = []
    of_name: list[int] = []
    bits: list[float] = []
    for number, (name, words) in enumerate(zip(names, asked, strict=True)):
        for word in _telling(words, sum(name.bits)):
            own.append(likes[word])
            of_name.append(number)
            bits.append(words[word])
    counts = np.array([len(like.ids) for like in own])
    owner = np.array(of_name).repeat(counts)
    ids = np.concatenate([like.ids for like in own])
    worth = np.concatenate([like.similarity for like in own])
    worth *= np.array(bits, np.float32).repeat(counts)
    starts = index.posting_ends[ids]
    sizes = index.posting_ends[ids + 1] - starts
    if int(sizes.sum()) > LONGEST_POSTING:
        of_word = np.arange(len(own)).repeat(counts)
        kept = np.ones(len(ids), bool)
        many = np.bincount(owner, sizes, len(names)) > LONGEST_POSTING
        for number in many.nonzero()[0].tolist():
            rows = (owner == number).nonzero()[0]
            kept[rows] = _affordable(sizes[rows], worth[rows], of_word[rows])
        owner, starts, sizes, worth = owner[kept], starts[kept], sizes[kept], worth[kept]
    owner, worth = owner.repeat(sizes), worth.repeat(sizes)
    listed = index.posting_names[ranges(starts, sizes)]
    starts, sizes = spans(index.compact_sums, [name.compact for name in names])
    if np.count_nonzero(sizes):
        sizes = np.minimum(sizes, 4 * CANDIDATES)
        owner = np.concatenate([owner, np.arange(len(names)).repeat(sizes)])
        worth = np.concatenate([worth, totals.repeat(sizes)])
        listed = np.concatenate([listed, index.compact_names[ranges(starts, sizes)]])
        by_owner = owner.argsort(kind="stable")
        owner, listed, worth = owner[by_owner], listed[by_owner], worth[by_owner]
    return owner, listed, worth


def _affordable(sizes: Ints, worth: NDArray[np.floating], words: Ints) -> NDArray[np.bool_]:
    """Which postings to read when there are too many: those of the most telling words.

    Words come most telling first.  A word is read in full while the sum allows; the first one at
    least in part, its nearest likes first.
    """
    kept = np.zeros(len(sizes), bool)
    spent = 0
    for own in np.split(np.arange(len(words)), np.diff(words).nonzero()[0] + 1):
        part = own[np.argsort(-worth[own], kind="stable")]
        reach = spent + np.cumsum(sizes[part])
        limit = LONGEST_POSTING if spent else 4 * LONGEST_POSTING
        if not spent or int(reach[-1]) <= limit:
            read = part[reach <= limit]
            kept[read] = True
            spent += int(sizes[read].sum())
    return kept


def _sum_by(
    keys: NDArray[np.integer], values: NDArray[np.floating], size: int
) -> tuple[Ints, NDArray[np.floating]]:
    """The position where each different key is first, and the sum of its values; keys are below
    `size`."""
    count = np.arange(len(keys), dtype=np.int32)
    # Of values assigned to one place the last one stays: here the key's first position.
    first_at = np.empty(size, np.int32)
    first_at[keys[::-1]] = count[::-1]
    first = first_at[keys]
    new = (first == count).nonzero()[0]
    return new, np.bincount(first, values, len(keys))[new]
