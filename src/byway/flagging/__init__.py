"""Red flags over a whole file of shipments: what goes in, which engine works, what comes out.

Stands beside `byway.pipeline`: it joins what lists, goods and ownership say with the rules of
`byway.shipments`, which know only their registers.
"""

from byway.flagging.knowledge import Knowledge
from byway.flagging.run import Flagged, flag_table

__all__ = ["Flagged", "Knowledge", "flag_table"]
