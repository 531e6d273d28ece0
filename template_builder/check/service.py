"""The checker with the rules as shipped."""

from __future__ import annotations

from ..workbooks.loading import load_workbook
from .catalogue import load_findings
from .checker import Checker


def checker() -> Checker:
    """The rules as shipped."""
    return Checker(spec=load_workbook("time-tracking"), catalogue=load_findings())
