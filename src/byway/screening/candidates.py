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
    vocabulary = index.vocabulary
    asked: list[Words] = [dict(zip(name.words, name.bits, strict=True)) for name in names]
    likes = vocabulary.like(_all(asked))
    if parted := _parted(vocabulary, names, likes):
        for number, extra in parted.items():
            asked[number].update(extra)
        likes = vocabulary.like(_all(asked))
    left, right = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    together = max(1, CELLS // max(1, len(index.name_party)))
    for start in range(0, len(names), together):
        some = slice(start, start + together)
        owner, listed = _nearest(index, names[some], asked[some], likes, allowed[some])
        left.append(owner + start)
        right.append(listed)
    return np.concatenate(left), np.concatenate(right)


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
        return owner, listed
    listed_names = len(index.name_party)
    first, gained = _sum_by(owner * listed_names + listed, worth, len(names) * listed_names)
    owner, listed = owner[first], listed[first]
    smaller = np.minimum(index.name_total[listed], totals[owner])
    share = gained / smaller
    best = np.zeros(len(names))
    np.maximum.at(best, owner, share)
    least = np.maximum(LEAST_SHARE, np.minimum(1.0, best) * NEAR_BEST)
    close = (share >= least[owner]).nonzero()[0]
    meant = allowed[owner[close], index.schema_of[index.name_party[listed[close]]]]
    close = close[meant]
    close = close[np.lexsort((listed[close], owner[close]))]
    owner, listed, gained, smaller = owner[close], listed[close], gained[close], smaller[close]
    kept = np.ones(len(owner), bool)
    ends = np.bincount(owner, minlength=len(names)).cumsum().tolist()
    for start, end in pairwise([0, *ends]):
        if end - start > CANDIDATES:
            own = slice(start, end)
            apart = np.abs(index.name_total[listed[own]] - totals[owner[start]])
            reached = np.minimum(gained[own], smaller[own])
            rank = 1.5 * reached - 0.5 * smaller[own] - 0.05 * apart
            kept[own] = False
            kept[start + np.argpartition(-rank, CANDIDATES)[:CANDIDATES]] = True
    return owner[kept], listed[kept]


def _hits(
    index: Index,
    names: Sequence[Name],
    asked: Sequence[Words],
    likes: Mapping[str, WordLikes],
    totals: NDArray[np.float32],
) -> tuple[Ints, Ints, NDArray[np.float32]]:
    """The listed names that have a word like one that is asked for: the number of the name, that
    of the listed name, and what the word is worth there."""
    telling = [_telling(words, sum(name.bits)) for words, name in zip(asked, names, strict=True)]
    own = [likes[word] for words in telling for word in words]
    bits = [words[word] for words, some in zip(asked, telling, strict=True) for word in some]
    counts = np.array([len(like.ids) for like in own])
    owner = np.arange(len(names)).repeat([len(words) for words in telling]).repeat(counts)
    ids = np.concatenate([like.ids for like in own])
    worth = np.concatenate([like.similarity for like in own])
    worth = worth * np.array(bits, np.float32).repeat(counts)
    starts = index.posting_ends[ids]
    sizes = index.posting_ends[ids + 1] - starts
    many = np.bincount(owner, sizes, len(names)) > LONGEST_POSTING
    if np.count_nonzero(many):
        word = np.arange(len(own)).repeat(counts)
        kept = np.ones(len(ids), bool)
        for name in many.nonzero()[0].tolist():
            rows = (owner == name).nonzero()[0]
            kept[rows] = _affordable(sizes[rows], worth[rows], word[rows])
        owner, starts, sizes, worth = owner[kept], starts[kept], sizes[kept], worth[kept]
    same, same_sizes = spans(index.compact_sums, [name.compact for name in names])
    same_sizes = np.minimum(same_sizes, 4 * CANDIDATES)
    return (
        np.concatenate([owner.repeat(sizes), np.arange(len(names)).repeat(same_sizes)]),
        np.concatenate(
            [
                index.posting_names[ranges(starts, sizes)],
                index.compact_names[ranges(same, same_sizes)],
            ]
        ),
        np.concatenate([worth.repeat(sizes), totals.repeat(same_sizes)]),
    )


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
    keys: Ints, values: NDArray[np.floating], size: int
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
