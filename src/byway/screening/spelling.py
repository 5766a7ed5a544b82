"""How alike two words are, and by which rule: equal, one sound, a slip, a cut, an initial.

All functions work on columns of words, so that one query's words or a thousand queries' are
compared in a few calls.  The edit distance is optimal string alignment (Damerau with adjacent
transpositions), as slips of typing and reading are one letter or two swapped (F. J. Damerau,
1964).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from byway.screening.rarity import known_name
from byway.screening.words import first_letter, skeleton, sound

Floats = NDArray[np.float32]
Codes = NDArray[np.int8]

LEAST = 0.55
"""Below this two words are different words."""
INITIAL_SIMILARITY = 0.70
VARIANT_SIMILARITY = 0.90
SHORT_VARIANT_SIMILARITY = 0.82
SHORT_WORD = 4
"""Letters up to which a syllable of one name is often another name's too."""
SOUND_SIMILARITY = 0.97
GLUED_SIMILARITY = 0.95
TWO_NAMES = 0.15
"""What two words that are common names both lose of their similarity."""

_EDIT_COSTS = np.array([0.0, 0.6, 1.7, 3.0], np.float32)
"""What the first edits of a word cost: one is a slip, three are another word."""


class Rule(IntEnum):
    """By which rule two words met."""

    NONE = 0
    EQUAL = 1
    SOUND = 2
    VARIANT = 3
    SLIP = 4
    VOWELS = 5
    CUT = 6
    INITIAL = 7
    OTHER = 8
    HEAD = 9
    """A slip by which the word begins otherwise."""


_SLIP = int(Rule.SLIP)


@dataclass(frozen=True, slots=True)
class Column:
    """Words with what comparing them needs, one row a word."""

    words: Sequence[str]
    sounds: Sequence[str]
    sizes: NDArray[np.int16]
    sound_sizes: NDArray[np.int16]
    bones: NDArray[np.int64]
    """A number for the skeleton: its checksum, shifted left by four, plus its length; 0 when it
    is shorter than two consonants."""
    first: NDArray[np.int16]
    """The first letter's code point."""
    heard: NDArray[np.uint8]
    """The first letter of the sound, by its code point; vowels are one."""
    digits: NDArray[np.bool_]
    known: NDArray[np.int64]
    """`rarity.known_name` of the word: 0 for one that is rare."""
    marks: NDArray[np.uint8]
    """Whether it may hold the Arabic article, whether letters that are misread."""

    @classmethod
    def of(cls, words: Sequence[str]) -> Column:
        """The column of folded words, none of them empty."""
        sounds = [sound(word) for word in words]
        count = len(words)
        return cls(
            words,
            sounds,
            np.fromiter(map(len, words), np.int16, count),
            np.fromiter(map(len, sounds), np.int16, count),
            np.fromiter(map(_bones, sounds), np.int64, count),
            np.fromiter((ord(word[0]) for word in words), np.int16, count),
            first_heard(np.fromiter((ord(heard[0]) for heard in sounds), np.uint8, count)),
            np.fromiter(map(str.isdigit, words), bool, count),
            np.fromiter(map(known_name, words), np.int64, count),
            np.fromiter(map(marks, words), np.uint8, count),
        )

    def take(self, rows: NDArray[np.integer]) -> Column:
        """The words of the given rows."""
        at = rows.tolist()
        return Column(
            [self.words[row] for row in at],
            [self.sounds[row] for row in at],
            self.sizes[rows],
            self.sound_sizes[rows],
            self.bones[rows],
            self.first[rows],
            self.heard[rows],
            self.digits[rows],
            self.known[rows],
            self.marks[rows],
        )


def _bones(heard: str) -> int:
    bones = skeleton(heard)
    return (zlib.crc32(bones.encode()) << 4) + min(len(bones), 15) if len(bones) > 1 else 0


def first_heard(letters: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """`Column.heard` of the first letters of sounds, given by their code points."""
    return np.asarray(_HEARD[letters])


_HEARD = np.array([ord(first_letter(chr(code))) for code in range(256)], np.uint8)


def similarities(
    left: Column, right: Column, variant: NDArray[np.bool_] | None = None
) -> tuple[Floats, Codes]:
    """Similarity in [0, 1] and rule of each pair `left[i]`, `right[i]`.

    `variant[i]` says that the two are known forms of one name.  Symmetric.
    """
    count = len(left.words)
    if not count:
        return np.zeros(0, np.float32), np.zeros(0, np.int8)
    shorter = np.minimum(left.sizes, right.sizes)
    longer = np.maximum(left.sizes, right.sizes)
    written = cpdist(left.words, right.words, scorer=OSA.distance, dtype=np.int16)
    spoken = cpdist(left.sounds, right.sounds, scorer=OSA.distance, dtype=np.int16)
    # One letter is no sound to know a word by ("aaaa").
    spoken_letters = np.minimum(left.sound_sizes, right.sound_sizes) > 1
    by_sound = _from_edits(spoken, np.maximum(left.sound_sizes, right.sound_sizes))
    best = np.maximum(_from_edits(written, longer), SOUND_SIMILARITY * by_sound * spoken_letters)
    rule = np.full(count, _SLIP, np.int8)

    # Most rules hold for few pairs: each is asked of those alone.
    rows = ((left.bones == right.bones) & (left.bones > 0)).nonzero()[0]
    if len(rows):
        vowels = np.minimum(0.70 + 0.04 * (left.bones[rows] & 15), 0.90)
        _raise(best, rule, rows, vowels, Rule.VOWELS)
    unlike = left.sizes != right.sizes
    rows = _where(
        (written == longer - shorter) & unlike & (shorter >= 3) & (left.first == right.first),
        left,
        right,
        _is_cut,
    )
    if len(rows):
        _raise(best, rule, rows, 0.62 + 0.33 * (shorter[rows] / longer[rows]), Rule.CUT)
    marked = (left.marks | right.marks) * unlike
    for edits, mark, test in ((spoken, _ARTICLE, _is_glued), (written, _MISREAD, _is_misread)):
        rows = _where((edits == 2) & (marked & mark > 0), left, right, test)
        if len(rows):
            _raise(best, rule, rows, np.full(len(rows), GLUED_SIMILARITY), Rule.SOUND)

    # Two common names are two names, however alike; a slip makes a word that is none.
    if np.count_nonzero(left.known) and np.count_nonzero(right.known):
        rows = _others(left, right, spoken, variant).nonzero()[0]
        best[rows] -= TWO_NAMES
        rule[rows] = Rule.OTHER
    single = shorter == 1
    if np.count_nonzero(single):
        best[single] = 0
        initial = single & (left.first == right.first)
        best[initial] = INITIAL_SIMILARITY
        rule[initial] = Rule.INITIAL
    best[left.digits | right.digits] = 0
    if variant is not None:
        rows = variant.nonzero()[0]
        form = np.where(longer[rows] > SHORT_WORD, VARIANT_SIMILARITY, SHORT_VARIANT_SIMILARITY)
        _raise(best, rule, rows, form, Rule.VARIANT)
    heard = ((spoken == 0) & spoken_letters).nonzero()[0]
    best[heard] = SOUND_SIMILARITY
    rule[heard] = Rule.SOUND
    equal = (written == 0).nonzero()[0]
    best[equal] = 1
    rule[equal] = Rule.EQUAL
    different = best < LEAST
    best[different] = 0
    rule[different] = Rule.NONE
    rule[(rule == _SLIP) & (left.heard != right.heard)] = Rule.HEAD
    return best, rule


def _others(
    left: Column,
    right: Column,
    spoken: NDArray[np.int16],
    variant: NDArray[np.bool_] | None,
) -> NDArray[np.bool_]:
    """Where both words are common names, and not the same one: of other consonants, or both known
    as they are spelt, and not as forms of one name ("Hassan", "Hussein")."""
    both = (left.known > 0) & (right.known > 0) & (spoken > 0)
    one_root = left.known >> 1 == right.known >> 1
    spelt = (left.known & right.known & 1) > 0
    if variant is not None:
        spelt &= ~variant
    return np.asarray(both & (~one_root | spelt))


_TABLED = 64


@cache
def _edit_table() -> Floats:
    """`_from_edits` of all edits and sizes below _TABLED, a row a number of edits."""
    edits, size = np.indices((_TABLED, _TABLED), np.int16)
    return _from_any_edits(edits, size)


def _from_edits(edits: NDArray[np.int16], size: NDArray[np.int16]) -> Floats:
    """Similarity that `edits` leave of words of `size` letters, never fewer than the edits."""
    if np.maximum.reduce(size) < _TABLED:
        return np.asarray(_edit_table()[edits, size])
    return _from_any_edits(edits, size)


def _from_any_edits(edits: NDArray[np.int16], size: NDArray[np.int16]) -> Floats:
    cost = np.where(edits < len(_EDIT_COSTS), _EDIT_COSTS[np.minimum(edits, 3)], edits)
    cost[(edits == 1) & (size < 4)] = 1.0
    return np.asarray(1 - cost / np.maximum(size, 1), np.float32)


def _where(
    mask: NDArray[np.bool_], left: Column, right: Column, test: Callable[[str, str], bool]
) -> NDArray[np.int64]:
    """The rows of `mask` where `test(left word, right word)` holds too."""
    rows = mask.nonzero()[0].tolist()
    return np.array([row for row in rows if test(left.words[row], right.words[row])], np.int64)


_ARTICLE, _MISREAD = 1, 2


def marks(word: str) -> int:
    """What `Column.marks` tells of a word."""
    return _ARTICLE * (word[:2] in ("al", "el")) | _MISREAD * ("rn" in word)


def _is_cut(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _is_glued(a: str, b: str) -> bool:
    """Whether one is the other with the Arabic article written to it ("Alrawi", "Rawi")."""
    if len(a) < len(b):
        a, b = b, a
    return a[:2] in ("al", "el") and len(b) > 3 and sound(a[2:]) == sound(b)


def _is_misread(a: str, b: str) -> bool:
    """Whether they differ by "rn" read as "m", the commonest misreading of two letters for one."""
    return a.replace("rn", "m") == b.replace("rn", "m")


def _raise(
    best: Floats, rule: Codes, rows: NDArray[np.int64], value: NDArray[np.floating], by: Rule
) -> None:
    """Where `value`, one for each of `rows`, is higher, let it and its rule count, in place."""
    higher = value > best[rows]
    rows = rows[higher]
    best[rows] = value[higher]
    rule[rows] = by
