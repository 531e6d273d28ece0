"""The receipt for programs."""

from __future__ import annotations

import json

from ..check.entries import money, totals_json
from .corrections import corrections_json
from .receipt import PARTS, Line, Receipt
from .roll_call import RollLine

VERSION = 1


def receipt_json(receipt: Receipt) -> bytes:
    """The receipt for programs; origins are file, sheet and row of each line of activities.csv from line 2, recorded
    the matter and person there."""
    return _to_json(
        {
            "version": VERSION,
            "ties": receipt.ties,
            "complete": receipt.complete,
            "verdict": receipt.verdict,
            "open_points": [point._asdict() for point in receipt.open_points],
            "decided": receipt.decided,
            "roll_call": [roll_json(line) for line in receipt.roll_call],
            "uploaded_before": receipt.uploaded_before,
            "after": [source._asdict() for source in receipt.after],
            "corrections": corrections_json(receipt.corrections, receipt.date_order),
            "date_order": receipt.date_order,
            "inputs": [
                {"name": name, "sha256": sha256, "totals": totals_json(totals)}
                for name, sha256, totals in receipt.inputs
            ],
            "outputs": [{"name": name, "sha256": sha256} for name, sha256 in receipt.outputs],
            **line_json(receipt.total),
            "out_in_cents": totals_json(receipt.cents),
            "out_in_increments": totals_json(receipt.increments) if receipt.increments else None,
            "people": [{"name": line.name, **line_json(line)} for line in receipt.people],
            "matters": [{"name": line.name, **line_json(line)} for line in receipt.matters],
            "origins": [list(origin) for origin in receipt.origins],
            "recorded": [list(names) for names in receipt.recorded],
            "parts": {name: list(rows) for name, rows in receipt.parts.items()},
            "not_exported": [column._asdict() for column in receipt.not_exported],
        }
    )


def line_json(line: Line) -> dict[str, object]:
    """What went in and where it is."""
    return {
        "in": totals_json(line.given),
        "out": totals_json(line.exported),
        **{part: totals_json(getattr(line, part)) for part in PARTS[1:]},
    }


def roll_json(line: RollLine) -> dict[str, object]:
    """A line of the roll call: days as YYYY-MM-DD, hours as text."""
    first, last = (day.isoformat() if day else "" for day in (line.first, line.last))
    return {
        **line._asdict(),
        "first": first,
        "last": last,
        "hours": money(line.hours),
        "missing": line.missing,
    }


def _to_json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
