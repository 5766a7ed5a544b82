"""The rules' expressions, a module for each family."""

from byway.shipments.checks import (
    addresses,
    companies,
    documents,
    goods,
    lists,
    ownership,
    payments,
    routes,
    trade,
    vessels,
)

__all__ = [
    "addresses",
    "companies",
    "documents",
    "goods",
    "lists",
    "ownership",
    "payments",
    "routes",
    "trade",
    "vessels",
]
