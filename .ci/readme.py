"""Run every command that the README shows, as it shows it; stop at the first that fails.

`make test` and `make demo` are run by `.ci/run` itself.  Commands run in a copy of nothing: the
checkout is the working folder, `BYWAY_HOME` a scratch one, so that the user's data stay apart.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APART = ("make test", "make demo", "make bench")


def commands(text: str) -> list[str]:
    """The lines of the README's `sh` blocks."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith(APART)]


def main() -> int:
    """Run them; 1 when one fails or when none is found."""
    found = commands((ROOT / "README.md").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as home:
        path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "BYWAY_HOME": home, "PATH": path}
        for command in found:
            print(f"$ {command}", flush=True)
            done = subprocess.run(command, shell=True, cwd=ROOT, env=environment, check=False)
            if done.returncode:
                print(f"README: exit {done.returncode}: {command}", file=sys.stderr)
                return 1
    print(f"README: {len(found)} commands ran")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
