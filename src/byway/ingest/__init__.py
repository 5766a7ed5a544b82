"""Reports in: text, pages, PDFs and feeds become documents with their blocks marked."""

from byway.ingest.marking import mark

__all__ = ["mark"]
