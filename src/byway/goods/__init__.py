"""Goods: from a description or an HS code to candidates in the nomenclature and control lists.

A candidate is not a customs ruling, and a code on a list is not a licence requirement: see
`Goods`, `ControlEntry` and each list's `caveat`.
"""

from byway.goods.classifier import Classifier
from byway.goods.controls import ControlList, ControlLists
from byway.goods.mismatch import Fit, mismatch
from byway.goods.nomenclature import EDITION, Nomenclature

__all__ = [
    "EDITION",
    "Classifier",
    "ControlList",
    "ControlLists",
    "Fit",
    "Nomenclature",
    "mismatch",
]
