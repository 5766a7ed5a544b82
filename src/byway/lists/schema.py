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
def is_schema(name: str) -> bool:
    """Whether FtM knows this schema."""
    from followthemoney import model

    return model.get(name) is not None
