"""How alike two words are, and by which rule: equal, one sound, a slip, a cut, an initial.

All functions work on columns of words, so that one query's words or a thousand queries' are
compared in a few calls.  The edit distance is optimal string alignment (Damerau with adjacent
transpositions), as slips of typing and reading are one letter or two swapped (F. J. Damerau,
1964).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from byway.screening.rarity import known_name
from byway.screening.words import skeleton, sound

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


RULE_WORDS = {
    Rule.EQUAL: "equal",
    Rule.SOUND: "same sound",
    Rule.VARIANT: "known variant",
    Rule.SLIP: "spelling",
    Rule.VOWELS: "same consonants",
    Rule.CUT: "cut short",
    Rule.INITIAL: "initial",
}
"""The rules as an explanation names them."""


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
    digits: NDArray[np.bool_]
    known: NDArray[np.int64]
    """A number for the name that the word is a common form of, 0 for a word that is rare."""

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
            np.fromiter(map(str.isdigit, words), bool, count),
            np.fromiter(map(known_name, words), np.int64, count),
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
            self.digits[rows],
            self.known[rows],
        )


def _bones(heard: str) -> int:
    bones = skeleton(heard)
    return (zlib.crc32(bones.encode()) << 4) + min(len(bones), 15) if len(bones) > 1 else 0


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
    best = np.maximum(
        _from_edits(written, longer),
        SOUND_SIMILARITY * _from_edits(spoken, np.maximum(left.sound_sizes, right.sound_sizes)),
    ).astype(np.float32)
    rule = np.full(count, Rule.SLIP, np.int8)

    same_bones = (left.bones == right.bones) & (left.bones > 0)
    vowels = np.where(same_bones, np.minimum(0.70 + 0.04 * (left.bones & 15), 0.90), 0)
    _raise(best, rule, vowels, Rule.VOWELS)

    cut = _where(
        (shorter >= 3) & (shorter < longer) & (written == longer - shorter), left, right, _is_cut
    )
    _raise(best, rule, np.where(cut, 0.62 + 0.33 * (shorter / longer), 0), Rule.CUT)
    unlike = left.sizes != right.sizes
    glued = _where(unlike & (spoken == 2), left, right, _is_glued)
    misread = _where(unlike & (written == 2), left, right, _is_misread)
    _raise(best, rule, np.where(glued | misread, GLUED_SIMILARITY, 0), Rule.SOUND)

    # Two common names are two names, however alike; a slip makes a word that is none.
    best[(left.known > 0) & (right.known > 0) & (left.known != right.known)] -= TWO_NAMES
    single = shorter == 1
    best[single] = 0
    if single.any():
        initial = single & (left.first == right.first)
        best[initial] = INITIAL_SIMILARITY
        rule[initial] = Rule.INITIAL
    best[left.digits | right.digits] = 0
    if variant is not None:
        _raise(
            best,
            rule,
            np.where(
                variant,
                np.where(longer > SHORT_WORD, VARIANT_SIMILARITY, SHORT_VARIANT_SIMILARITY),
                0,
            ),
            Rule.VARIANT,
        )
    heard = (spoken == 0) & (shorter > 1)
    best[heard] = SOUND_SIMILARITY
    rule[heard] = Rule.SOUND
    best[written == 0] = 1
    rule[written == 0] = Rule.EQUAL
    different = best < LEAST
    best[different] = 0
    rule[different] = Rule.NONE
    return best, rule


def _from_edits(edits: NDArray[np.int16], size: NDArray[np.int16]) -> NDArray[np.floating]:
    cost = np.where(edits < len(_EDIT_COSTS), _EDIT_COSTS[np.minimum(edits, 3)], edits)
    cost[(edits == 1) & (size < 4)] = 1.0
    return 1 - cost / np.maximum(size, 1)


def _where(mask: NDArray[np.bool_], left: Column, right: Column, test: object) -> NDArray[np.bool_]:
    """`mask` where `test(left word, right word)` holds too."""
    assert callable(test)
    for row in np.flatnonzero(mask).tolist():
        mask[row] = test(left.words[row], right.words[row])
    return mask


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


def _raise(best: Floats, rule: Codes, value: NDArray[np.floating], by: Rule) -> None:
    higher = value > best
    best[higher] = value[higher]
    rule[higher] = by
