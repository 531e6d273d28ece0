"""One line of the table at the end of `make audit`."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """What an audit looked at, how many faults it found, and its figure."""

    audit: str
    looked_at: str
    found: int
    figure: str = ""


def table(rows: list[Row]) -> str:
    """The rows below each other, with headers."""
    lines = [("Audit", "Looked at", "Faults", "Figure")]
    lines += [(row.audit, row.looked_at, str(row.found), row.figure) for row in rows]
    widths = [max(len(line[at]) for line in lines) for at in range(4)]
    return "\n".join(
        f"{audit:<{widths[0]}}  {looked:<{widths[1]}}  {found:>{widths[2]}}  {figure}".rstrip()
        for audit, looked, found, figure in lines
    )
