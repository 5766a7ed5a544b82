"""The rules' expressions, a module for each family."""

from byway.shipments.checks import (
    addresses,
    companies,
    goods,
    lists,
    ownership,
    routes,
    trade,
    vessels,
)

__all__ = [
    "addresses",
    "companies",
    "goods",
    "lists",
    "ownership",
    "routes",
    "trade",
    "vessels",
]
