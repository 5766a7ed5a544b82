"""The rules' expressions, a module for each family."""

from byway.shipments.checks import addresses, lists, routes

__all__ = ["addresses", "lists", "routes"]
