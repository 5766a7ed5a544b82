"""Domain knowledge as readable, versioned files; each file states its sources."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml


def load_yaml(name: str) -> Any:
    """The content of the YAML file `name` (a path below this package)."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(files(__package__).joinpath(name).read_bytes(), Loader=loader)
