"""The rules of the check as shipped."""

from __future__ import annotations

from ..workbooks.loading import load_workbook
from .catalogue import shipped_findings
from .checker import Rules


def shipped_rules() -> Rules:
    """The spec of the time workbook and the catalogue of findings."""
    return Rules(spec=load_workbook("time-tracking"), catalogue=shipped_findings())
