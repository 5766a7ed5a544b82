"""Which reports relay one and the same: found pair by pair, joined into groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from byway.model import Account, Claim, Document, Retelling
from byway.roots.grouping import group
from byway.roots.likeness import JOINED, Likeness, compare, compared, settle
from byway.roots.reasons import called, reasons
from byway.roots.signs import Signs, signs
from byway.roots.vectors import Vectors

CROWD = 60
"""A name or number that more reports share than this brings no pair together by itself."""


def retellings(
    documents: Sequence[Document], claims: Sequence[Claim] = ()
) -> tuple[Retelling, ...]:
    """The groups of two or more reports that relay one and the same, in order of the reports.

    Works on any language: claims, where there are any, only add whom they are attributed to.
    Accounts name the documents in the order given, with nothing added yet: what each adds is for
    whoever weighs the claims to say.
    """
    if len(documents) < 2:
        return ()
    made: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        made[claim.doc].append(claim)
    reports = [signs(document, made[document.id]) for document in documents]
    found = likenesses(reports)
    groups = group(len(reports), {pair: like.points for pair, like in found.items()}, JOINED)
    return tuple(_retelling(members, reports, found) for members in groups if len(members) > 1)


def likenesses(reports: Sequence[Signs]) -> dict[tuple[int, int], Likeness]:
    """Each pair of reports that has anything in common, compared; positions i < j."""
    first = {(i, j): compare(reports[i], reports[j]) for i, j in _pairs(reports)}
    vectors = Vectors()
    deciding = {i for pair, like in first.items() if like.open for i in pair}
    vectors.learn(s for i in sorted(deciding) for s in compared(reports[i]))
    return {
        (i, j): settle(like, reports[i], reports[j], vectors.cosines)
        for (i, j), like in first.items()
    }


def _pairs(reports: Sequence[Signs]) -> Iterator[tuple[int, int]]:
    """Pairs that share a source, a stretch of text, a name or a number."""
    held: dict[object, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        signs_of: set[object] = {*report.cited, *report.published_by, *report.shingles}
        for key in signs_of:
            held[key].append(number)
        for fact in {*report.names, *report.numbers}:
            held["fact", fact].append(number)
    near: set[tuple[int, int]] = set()
    for key, sharing in held.items():
        if isinstance(key, str) or len(sharing) <= CROWD:
            near.update((i, j) for n, i in enumerate(sharing) for j in sharing[n + 1 :])
    return iter(sorted(near))


def _retelling(
    members: Sequence[int],
    reports: Sequence[Signs],
    found: Mapping[tuple[int, int], Likeness],
) -> Retelling:
    links = [
        found[i, j] for n, i in enumerate(members) for j in members[n + 1 :] if (i, j) in found
    ]
    told = [reports[i] for i in members]
    keys = Counter(key for link in links for key in link.cited)
    most = max(keys.values(), default=0)
    return Retelling(
        source=called((key for key, n in keys.items() if n == most), told) if keys else None,
        accounts=tuple(Account(document=report.id) for report in told),
        because=tuple(reasons(links, told)),
    )
