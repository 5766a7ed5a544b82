"""What others published, computed again: theirs and ours side by side.

Run `python bench/published/run.py [--claims FILE] [--shared DIR] [--json]`.  Exit code 1 when a
figure is further off than its claim allows, 2 when the panels are not there.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from byway.goods import ControlLists
from byway.trade.flows import Flows
from byway.trade.loading import load
from byway.trade.mapping import Mapping
from byway.trade.measures import Selection, Total, growth, mirror_share, share

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"


class Panels:
    """The tables that claims name, each read once."""

    def __init__(self, folder: Path, tables: dict[str, Any]) -> None:
        self.folder, self.tables = folder, tables
        self._open: dict[str, Flows] = {}

    def __getitem__(self, name: str) -> Flows:
        if name not in self._open:
            table = self.tables[name]
            mapping = Mapping.of(table.get("mapping", {}))
            self._open[name] = load(
                self.folder / table["file"], mapping, digits=table.get("digits", 6)
            )
        return self._open[name]

    def close(self) -> None:
        for flows in self._open.values():
            flows.close()


def measured(claim: dict[str, Any], panels: Panels) -> tuple[float | None, str]:
    """Our figure for a claim, in percent, and the sums it is made of."""
    panel, choose = panels[claim["panel"]], goods_named(claim["choose"])
    if claim["measure"] == "growth":
        found = growth(panel, Selection(**choose), claim["base"])
        return found.percent, f"{millions(found.before)} -> {millions(found.now)}"
    if claim["measure"] == "mirror":
        mirror = mirror_share(panel, panels[claim.get("imports", claim["panel"])], **choose)
        sums = f"{millions(mirror.exported)} out, {millions(mirror.imported)} in"
        return mirror.missing, sums
    if claim["measure"] == "share":
        whole = goods_named({**claim["choose"], **claim["whole"]})
        return share(panel, Selection(**choose), Selection(**whole)), ""
    raise SystemExit(f"{claim['id']}: measure {claim['measure']!r}; growth, mirror or share")


def goods_named(choose: dict[str, Any]) -> dict[str, Any]:
    """The choice with a control list's codes in place of its name."""
    goods = choose.get("goods")
    if not isinstance(goods, str) or goods[:1].isdigit():
        return choose
    held = ControlLists.default()[goods.upper()]
    return {**choose, "goods": [entry.code for entry in held.entries]}


def millions(total: Total) -> str:
    """A sum in millions with its currency; says which periods are lacking."""
    if total.value is None:
        return "no flow"
    lacking = f" ({len(total.lacking)} periods lacking)" if total.lacking else ""
    return f"{total.value / 1e6:,.1f}m {total.currency or ''}".strip() + lacking


def main() -> int:
    """Print one line per claim."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=Path, default=HERE / "claims.yml")
    parser.add_argument("--shared", type=Path, default=os.environ.get("BYWAY_SHARED", SHARED))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    folder = Path(asked.shared) / "trade"
    if not folder.is_dir():
        print(f"{folder}: no such folder; the panels are needed", file=sys.stderr)
        return 2
    told = yaml.safe_load(asked.claims.read_text("utf-8"))
    panels, results, started = Panels(folder, told["tables"]), [], time.perf_counter()
    for claim in told["claims"]:
        ours, sums = measured(claim, panels)
        off = None if ours is None else abs(ours - claim["published"])
        results.append(
            {"id": claim["id"], "says": claim["says"], "published": claim["published"]}
            | {"ours": ours, "within": claim["within"], "off": off, "sums": sums}
            | {"agrees": off is not None and off <= claim["within"]}
        )
    panels.close()
    if asked.json:
        print(json.dumps(results, indent=1))
    else:
        print(f"{'published':>10} {'ours':>9} {'off':>6} {'':4}")
        for row in results:
            ours = "none" if row["ours"] is None else f"{row['ours']:+.2f} %"
            off = "" if row["off"] is None else f"{row['off']:.2f}"
            sign = "ok" if row["agrees"] else "OFF"
            print(
                f"{row['published']:+8} % {ours:>9} {off:>6} {sign:4} {row['says']}"
                f"  [{row['sums']}]"
            )
        agreeing = sum(row["agrees"] for row in results)
        print(f"{agreeing} of {len(results)} agree; {time.perf_counter() - started:.1f} s")
    return 0 if all(row["agrees"] for row in results) else 1


if __name__ == "__main__":
    sys.exit(main())
