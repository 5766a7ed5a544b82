"""Formats of ownership records, a module each: `read(path, builder)` adds what a file says."""
