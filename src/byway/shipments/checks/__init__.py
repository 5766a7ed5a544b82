"""The rules' expressions, a module for each family."""

from byway.shipments.checks import (
    addresses,
    companies,
    lists,
    ownership,
    routes,
    trade,
    vessels,
)

__all__ = [
    "addresses",
    "companies",
    "lists",
    "ownership",
    "routes",
    "trade",
    "vessels",
]
