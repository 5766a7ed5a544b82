"""Which language a text is in, and whether it is spelt with that language's letters."""

from __future__ import annotations

from functools import cache
from typing import Any

from byway.data import load_yaml

_SURE = 0.7  # probability from which a language is believed
_LETTERS = 20  # fewer letters tell nothing of the language
_SAMPLE = 5_000  # characters of the text that are asked for its language


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language, None where the text does not tell clearly."""
    sample = text[:_SAMPLE]
    if sum(sign.isalpha() for sign in sample) < _LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE else None


def share_spelt_right(text: str) -> float:
    """The share, in [0, 1], of signs beyond ASCII that are usual in the text's own language.

    1 where there are none; 0 where the language or its alphabet is not known.
    """
    beyond = [sign for sign in text.casefold() if sign > "\x7f" and not sign.isspace()]
    if not beyond:
        return 1.0
    usual = _usual_signs().get(language_of(text) or "")
    if usual is None:
        return 0.0
    return sum(sign in usual for sign in beyond) / len(beyond)


@cache
def _usual_signs() -> dict[str, frozenset[str]]:
    data = load_yaml("ingest/alphabets.yml")
    return {
        code: frozenset((letters + data["signs"]).casefold())
        for code, letters in data["alphabets"].items()
    }


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
