"""Byway finds the byways that goods take around sanctions."""

__version__ = "0.1.0"
