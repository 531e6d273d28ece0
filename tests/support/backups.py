"""Backup files of several people, as the page saves them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Entry = dict[str, Any]


def moment(day: int, hour: int = 9) -> str:
    return f"2027-01-{day:02}T{hour:02}:30:00.000Z"


def ticked(replica: str, day: int, *, done: bool = True, by: str = "", note: str = "") -> Entry:
    """An item that one person ticked, or opened again, on a day of January 2027."""
    entry: Entry = {
        "done": done,
        "at": moment(day),
        "r": replica,
        "seen": {replica: moment(day, 10)},
    }
    if by:
        entry["by"] = by
    if note:
        entry["evidence"] = {
            "by": by,
            "on": f"2027-01-{day:02}",
            "note": note,
            "at": moment(day, 10),
            "r": replica,
        }
    return entry


def backup(
    file: Path,
    replica: str,
    checklists: dict[str, dict[str, Entry]],
    *,
    by: str = "",
    plan: str | None = None,
) -> Path:
    """A file saved on 20 January 2027."""
    data = {
        "kind": "transition-progress",
        "version": 1,
        "made": moment(20),
        "by": by,
        "replica": replica,
        "people": {replica: by} if by else {},
        "checklists": [
            {"checklist": f"{phase}:v1", "items": items} for phase, items in checklists.items()
        ],
        "plan": plan,
    }
    file.write_text(json.dumps(data), encoding="utf-8")
    return file
