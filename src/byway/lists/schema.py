"""Which properties a FollowTheMoney schema has, asked of FollowTheMoney itself.

Its import takes most of a second, so only the reading of lists asks, never the screening.
"""

from __future__ import annotations

from functools import lru_cache

from byway.errors import ListError

PARTIES = ("LegalEntity", "Vessel", "Airplane", "CryptoWallet", "Security", "Vehicle")
"""Schemata whose kinds may be listed parties."""


@lru_cache(maxsize=4096)
def has_property(schema: str, name: str) -> bool:
    """Whether entities of this schema have this property."""
    return name in properties(schema)


@lru_cache(maxsize=256)
def properties(schema: str) -> dict[str, str]:
    """Names and FtM types of a schema's properties, relations left out.

    Raises ListError for a schema that FtM does not know.
    """
    from followthemoney import model

    known = model.get(schema)
    if known is None:
        raise ListError(schema, "unknown schema", "a FollowTheMoney schema, for example Person")
    return {p.name: p.type.name for p in known.properties.values() if not p.stub}


@lru_cache(maxsize=256)
def is_party(schema: str) -> bool:
    """Whether entities of this schema can be listed parties; False for unknown schemata."""
    from followthemoney import model

    known = model.get(schema)
    return known is not None and any(known.is_a(party) for party in PARTIES)


@lru_cache(maxsize=256)
def edge(schema: str) -> tuple[str, str]:
    """The properties of an edge's source and target.  Raises ListError for what is none."""
    ends = _edges().get(schema)
    if ends is None:
        raise ListError(schema, "no relation of parties", "one of " + ", ".join(sorted(_edges())))
    return ends


def is_edge(schema: str) -> bool:
    """Whether entities of this schema tie two parties to each other."""
    return schema in _edges()


@lru_cache(maxsize=1)
def _edges() -> dict[str, tuple[str, str]]:
    from followthemoney import model

    found = {}
    for known in model:
        source, target = known.source_prop, known.target_prop
        if not known.edge or known.name == "Payment" or not source or not target:
            continue
        ranges = [end.range.name for end in (source, target) if end.range]
        if all(name in ("Thing", "Asset") or is_party(name) for name in ranges):
            found[known.name] = (str(source.name), str(target.name))
    return found


@lru_cache(maxsize=256)
def is_schema(name: str) -> bool:
    """Whether FtM knows this schema."""
    from followthemoney import model

    return model.get(name) is not None
