"""All measurements, one after the other; what needs absent data or peers says so and is skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("BYWAY_SHARED") or HERE.parent.parent / "shared")
BENCHES = {
    "assess.py": None,
    "goods/measure.py": None,
    "lists/counts.py": SHARED / "lists",
    "ownership/run.py": None,
    "reading/run.py": SHARED / "reading",
    "screening/run.py": SHARED / "screening",
    "shipments/accuracy.py": None,
    "trade/run.py": SHARED / "trade",
}
"""Script to the measuring data that it needs, if any."""


def main() -> int:
    """Run each; 1 when one fails."""
    failed = 0
    for name, needed in BENCHES.items():
        print(f"== {name}", flush=True)
        if needed and not needed.is_dir():
            print(f"skipped: no measuring data at {needed} (set BYWAY_SHARED)")
            continue
        failed += subprocess.run([sys.executable, str(HERE / name)], check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
