"""Cells of text made comparable, the same way on every engine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir


def plain(column: ir.StringValue) -> ir.StringValue:
    """Letters and digits in capitals, all else as one space; NULL where nothing is left."""
    kept = column.upper().re_replace(r"[^\p{L}\p{N}]+", " ").strip()
    return kept.nullif("")


def named(column: ir.StringValue) -> ir.StringValue:
    """A party's name as it can be compared; NULL where there is none or it is unknown."""
    return plain(column).nullif("NONE")


def housed(address: ir.StringValue) -> ir.StringValue:
    """A plain address that says more than a town: it has a number, and three words or more.

    NULL for others, which many parties share that have nothing in common.
    """
    import ibis

    return ibis.cases((address.re_search(r"\p{N}") & address.re_search(" .* "), address))


def domain(column: ir.StringValue) -> ir.StringValue:
    """The domain of an e-mail address, in small letters; NULL where there are several."""
    return (
        column.lower()
        .re_extract(r"^[^@]*@([\p{L}\p{N}._-]*[\p{L}\p{N}])[^\p{L}\p{N}@]*$", 1)
        .nullif("")
    )


def has_word(column: ir.StringValue, words: Iterable[str]) -> ir.BooleanValue:
    """Whether one of `words` (letters and digits in capitals) stands in the text; NULL where there
    is none."""
    found: ir.BooleanValue = plain(column).re_search(f"(^| )({'|'.join(words)})( |$)")
    return found


def only_words(column: ir.StringValue, words: Iterable[str]) -> ir.BooleanValue:
    """Whether the text is made of nothing but `words`; NULL where there is none."""
    choice = "|".join(words)
    found: ir.BooleanValue = plain(column).re_search(f"^({choice})( ({choice}))*$")
    return found


def heading(code: ir.StringValue) -> ir.StringValue:
    """The first four digits of an HS code."""
    return code.substr(0, 4)


def chapter(code: ir.StringValue) -> ir.StringValue:
    """The first two digits of an HS code."""
    return code.substr(0, 2)


def same_party(
    left: ir.StringValue, right: ir.StringValue, forms: Iterable[str]
) -> ir.BooleanValue:
    """Whether two names (`named`) are of one party; unknown where only legal forms tell them apart,
    for a form may be written in another way or be another firm's."""
    import ibis

    words = tuple(forms)
    alike = (left != right) & (without_words(left, words) == without_words(right, words))
    return ibis.cases((alike, ibis.null("boolean")), else_=left == right)


def without_words(column: ir.StringValue, words: Iterable[str]) -> ir.StringValue:
    """Text in letters and digits (`plain`) without `words`, unless it is made of nothing else."""
    import ibis

    choice = "|".join(word.replace(" ", " +") for word in words)
    padded = ibis.literal(" ") + column.replace(" ", "  ") + ibis.literal(" ")
    left = padded.re_replace(f" ({choice}) ", " ").re_replace(" +", " ").strip()
    return left.nullif("").fill_null(column)
