"""The ids that readers' ticks hang on, as a committed list: one line for each item ever published.

`python -m tests.support.published` (or `make golden`) adds new ones; a line is never taken out.
"""

from __future__ import annotations

from pathlib import Path

from template_builder.guide.model import Guide

PUBLISHED = Path(__file__).parents[1] / "guide" / "published-ids.txt"


def lines_of(guide: Guide) -> set[str]:
    """`before/name-coordinator` and so on: an id counts together with its phase, as storage has it."""
    return {
        f"{checklist.id}/{item.id}" for checklist in guide.checklists for item in checklist.items
    } | {f"first-day/{item.id}" for item in guide.new_staff.first_day}


def published(file: Path = PUBLISHED) -> set[str]:
    return set(file.read_text(encoding="utf-8").split())


def lost(guide: Guide, known: set[str]) -> set[str]:
    """What was published, is in its phase no more, and is not accounted for in specs/guide/retired.toml."""
    retired = {entry.id for entry in guide.retired}
    return {line for line in known - lines_of(guide) if line.partition("/")[2] not in retired}


if __name__ == "__main__":
    from tests.support.kit import guide

    known = published() if PUBLISHED.exists() else set()
    PUBLISHED.write_text("\n".join(sorted(known | lines_of(guide()))) + "\n", encoding="utf-8")
