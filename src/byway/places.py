"""Country codes to names people read."""

from __future__ import annotations


def country_name(code: str) -> str:
    """The common English name of an ISO 3166-1 alpha-2 code (EU too); the code if unknown."""
    from rigour.territories import get_territory

    territory = get_territory(code.lower())
    return str(territory.name) if territory else code
