"""What the user holds of publishers: a table of grades as in the NATO system (Admiralty code).

Grades are shown beside sources, as the user's own words.  They are never part of a likelihood or
of a confidence.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from byway.assessment.names import fold, spellings
from byway.errors import TableError
from byway.files import read_bytes, sha256
from byway.model import Document, Grade, SourceNode

RELIABILITY = tuple("ABCDEF")
CREDIBILITY = tuple("123456")
COLUMNS = ("publisher", "reliability", "credibility", "note")
_MOST_NAMED = 10


class Grades:
    """The grades of one table; `sha256` is of the file."""

    def __init__(self, grades: Sequence[Grade], sha256: str = "") -> None:
        self.grades = tuple(grades)
        self.sha256 = sha256
        self._by_name = {
            fold(name): grade for grade in grades for name in spellings(grade.publisher)
        }

    @classmethod
    def read(cls, path: Path) -> Grades:
        """Read a CSV table: publisher, reliability (A-F), credibility (1-6 or empty), note.

        Raises TableError that names every row and column that does not fit, and InputError when
        the file cannot be read.
        """
        data = read_bytes(path)
        try:
            text = data.decode("utf-8-sig")
            delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
            lines = io.StringIO(text, newline="")
            rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
        except UnicodeDecodeError:
            raise TableError(str(path), "is not UTF-8 text", "a CSV table in UTF-8") from None
        except csv.Error as error:
            raise TableError(str(path), f"is no CSV table ({error})", "a CSV table") from None
        header = [cell.strip().casefold() for cell in rows[0]] if rows else []
        missing = [name for name in COLUMNS[:2] if name not in header]
        strange = [name for name in header if name not in COLUMNS or header.count(name) > 1]
        if missing or strange:
            problem = "; ".join(
                [f"no column {name!r}" for name in missing]
                + [f"column {name!r} is unknown or there twice" for name in dict.fromkeys(strange)]
            )
            raise TableError(str(path), problem, f"the columns {', '.join(COLUMNS)}")
        graded: dict[str, Grade] = {}
        wrong: list[str] = []
        for number, cells in enumerate(rows[1:], 2):
            if not any(cell.strip() for cell in cells):
                continue
            row = dict.fromkeys(COLUMNS, "") | dict(
                zip(header, map(str.strip, cells), strict=False)
            )
            faults = list(_faults(row, len(cells) - len(header)))
            if not faults:
                grade = Grade(
                    publisher=row["publisher"],
                    reliability=row["reliability"].upper(),
                    credibility=int(row["credibility"]) if row["credibility"] else None,
                    note=row["note"] or None,
                )
                if graded.setdefault(fold(grade.publisher), grade) != grade:
                    faults = [f"publisher {grade.publisher!r} has another grade above"]
            wrong += [f"row {number}: {fault}" for fault in faults]
        if wrong:
            more = f"; and {len(wrong) - _MOST_NAMED} more" if len(wrong) > _MOST_NAMED else ""
            raise TableError(
                str(path),
                "; ".join(wrong[:_MOST_NAMED]) + more,
                "reliability A to F, credibility 1 to 6 or empty, each publisher once",
            )
        return cls(list(graded.values()), sha256(data))

    def of(self, name: str | None) -> Grade | None:
        """The grade of a publisher or body by any of its names, None where it has none."""
        names = spellings(name) if name else ()
        return next((self._by_name[fold(n)] for n in names if fold(n) in self._by_name), None)

    def unmet(
        self, sources: Sequence[SourceNode], documents: Sequence[Document]
    ) -> tuple[str, ...]:
        """The publishers of the table that none of these sources or documents is."""
        there = [*(node.root for node in sources), *(d.publisher for d in documents)]
        met = {grade.publisher for name in there if (grade := self.of(name))}
        return tuple(g.publisher for g in self.grades if g.publisher not in met)

    def beside(
        self, sources: Sequence[SourceNode], documents: Sequence[Document]
    ) -> tuple[SourceNode, ...]:
        """The sources with the grades of roots, and of the publishers of their relays."""
        publishers = {document.id: document.publisher for document in documents}
        return tuple(
            node.model_copy(
                update={
                    "grade": self.of(node.root),
                    "relays": tuple(
                        relay.model_copy(update={"grade": self.of(publishers.get(relay.document))})
                        for relay in node.relays
                    ),
                }
            )
            for node in sources
        )


def _faults(row: dict[str, str], surplus: int) -> Iterator[str]:
    """What is wrong with a row, in words."""
    if surplus > 0:
        yield "more cells than columns"
    if not fold(row["publisher"]):
        yield "publisher is empty"
    if row["reliability"].upper() not in RELIABILITY:
        yield f"reliability {row['reliability']!r}"
    if row["credibility"] and row["credibility"] not in CREDIBILITY:
        yield f"credibility {row['credibility']!r}"
