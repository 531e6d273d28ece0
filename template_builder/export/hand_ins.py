"""The files of an export as billing looks at them before it says what to take: whose, from when to when, how new."""

from __future__ import annotations

from collections.abc import Sequence

from ..check.checker import CheckedFile, CheckSession
from ..check.entries import money
from ..check.overlaps import Overlap
from ..check.reference import Reference
from .both_right import can_be_said
from .copies import newer_of, rows_moved
from .unusable import unusable


def hand_ins(files: Sequence[CheckedFile], session: CheckSession) -> dict[str, object]:
    """`files` with people, days and hours; `overlaps`: pairs that record the same, with how many rows and days; `same`: the
    rows and files of which somebody can say that both are right, with what was found; `unusable`: files of which nothing
    can be taken, and why."""
    return {
        "files": [_hand_in(file) for file in files],
        "overlaps": [
            _pair(files[pair.first], files[pair.second], pair, session.reference)
            for pair in session.overlaps
            if files[pair.first].sha256 != files[pair.second].sha256
        ],
        "same": [(*each, message) for each, message in can_be_said(files)],
        "unusable": list(unusable(files)),
    }


def _hand_in(file: CheckedFile) -> dict[str, object]:
    entries = file.collected.activities
    days = [entry.day for entry in entries]
    people = dict.fromkeys((*file.people, *(entry.person for entry in entries)))
    return {
        "name": file.name,
        "people": list(people),
        "first": min(days).isoformat() if days else "",
        "last": max(days).isoformat() if days else "",
        "rows": file.totals.time_rows + file.totals.expense_rows + file.totals.note_rows,
        "hours": money(file.totals.hours),
        "not_counted": file.totals.hours_unread,
        "saved": file.saved.strftime("%Y-%m-%d %H:%M UTC") if file.saved else "",
    }


def _pair(
    first: CheckedFile, second: CheckedFile, pair: Overlap, reference: Reference
) -> dict[str, object]:
    newer = newer_of(first, second, reference)
    return {
        "first": first.name,
        "second": second.name,
        "rows": pair.rows,
        "days": pair.days,
        "people": list(pair.people),
        "moved": rows_moved(pair.moved) if pair.moved else "",
        "newer": newer.name if newer else "",
    }
