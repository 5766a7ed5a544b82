"""Where the nomenclature classes parts of the goods of a heading."""

from __future__ import annotations

from collections.abc import Iterable

from byway.goods.data import read_yaml
from byway.goods.nomenclature import Nomenclature
from byway.goods.texts import Texts


class PartsRules:
    """Ranges of headings with the code of their parts; else a heading's own parts subheadings."""

    def __init__(
        self, rules: Iterable[tuple[str, str, str]], nomenclature: Nomenclature, texts: Texts
    ) -> None:
        self._rules = tuple(rules)
        self._nomenclature = nomenclature
        self._texts = texts

    @classmethod
    def load(cls, nomenclature: Nomenclature, texts: Texts) -> PartsRules:
        """The rules of `data/goods/parts.yml`."""
        rules = ((*rule["of"].split("-"), rule["are"]) for rule in read_yaml("parts.yml")["rules"])
        return cls(rules, nomenclature, texts)

    def of(self, code: str) -> tuple[str, ...]:
        """Codes for parts of goods of `code`; () when the nomenclature names none."""
        heading = code[:4]
        for first, last, parts in self._rules:
            if first <= heading <= last:
                return (parts,)
        children = self._nomenclature.children(heading)
        return tuple(child for child in children if self._texts.of[child].parts)
