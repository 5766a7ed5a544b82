"""Reports in: text, pages, PDFs and feeds become documents with their blocks marked."""

from byway.ingest.loading import load, load_all
from byway.ingest.marking import mark

__all__ = ["load", "load_all", "mark"]
