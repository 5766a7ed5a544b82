"""Readers of publishers' formats: each makes the relation `raw`, the rest is common."""
