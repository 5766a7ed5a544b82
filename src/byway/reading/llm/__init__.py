"""A second reader: a language model behind an address that the user gives.

Nothing of a text leaves this machine unless an address is given; then the texts are sent there.
"""

from byway.reading.llm.reader import LlmReader
from byway.reading.llm.service import Service

__all__ = ["LlmReader", "Service"]
