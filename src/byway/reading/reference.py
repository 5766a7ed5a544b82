"""A phrase resolved to whom or what it stands for in its document."""

from __future__ import annotations

from dataclasses import dataclass

from byway.reading.names import COUNTRY, ORGANISATION, PERSON


@dataclass(frozen=True)
class Reference:
    """A phrase resolved.

    `kind` is country, person, organisation, group (described, not named), place or thing; `codes`
    are ISO countries of seat or nationality; `key` joins the names of one actor, "" where there
    is none; `lemma` is the head word; `media` and `public` tell newspapers and state bodies.
    """

    name: str
    kind: str
    codes: tuple[str, ...] = ()
    key: str = ""
    lemma: str = ""
    media: bool = False
    public: bool = False

    @property
    def acts(self) -> bool:
        """Whether it can do something: a country, person, organisation or group."""
        return self.kind in (COUNTRY, PERSON, ORGANISATION, "group")


def same(a: Reference, b: Reference) -> bool:
    """Whether two references are one actor, as far as the document tells."""
    return (bool(a.key) and a.key == b.key and a.kind == b.kind) or a.name.lower() == b.name.lower()
