"""The rules' expressions, a module for each family."""

from byway.shipments.checks import addresses, routes

__all__ = ["addresses", "routes"]
