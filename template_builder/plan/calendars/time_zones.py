"""Time zones as calendars want them: the VTIMEZONE component of RFC 5545, with yearly rules where clocks keep changing. Plain text, CRLF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..regions import ClockChange, ClockChanges, Zone

SINCE = dt.date(2025, 1, 1)
"""A year before any plan: where summer spans New Year, the change before the first date counts too."""


def vtimezone(zone: Zone) -> str:
    """The component of a zone, lines ended by CRLF."""
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.id}"]
    if zone.clock_changes:
        lines += _changes(zone, zone.clock_changes)
    else:
        start = f"DTSTART:{SINCE:%Y%m%d}T000000"
        lines += _lines("STANDARD", [start], zone.offset, zone.offset, zone.short)
    lines.append("END:VTIMEZONE")
    return "".join(f"{line}\r\n" for line in lines)


def _changes(zone: Zone, changes: ClockChanges) -> Iterator[str]:
    """A rule for each of the two changes of a year; or, where they end, each of the last ones by itself."""
    summer = _plus_one_hour(zone.offset)
    for kind, change, before, after, name in (
        ("DAYLIGHT", changes.forward, zone.offset, summer, zone.summer),
        ("STANDARD", changes.back, summer, zone.offset, zone.short),
    ):
        if not zone.stays:
            rule = f"RRULE:FREQ=YEARLY;BYDAY={change.sunday}SU;BYMONTH={change.month}"
            yield from _lines(kind, [_start(change, SINCE.year), rule], before, after, name)
            continue
        for year in range(SINCE.year, zone.stays.day.year + 1):
            if _nth_sunday(change, year) < zone.stays.day:
                yield from _lines(kind, [_start(change, year)], before, after, name)
    if zone.stays:
        start = f"DTSTART:{zone.stays.day:%Y%m%d}T{changes.back.at:%H%M%S}"
        yield from _lines("STANDARD", [start], summer, summer, zone.stays.short)


def _start(change: ClockChange, year: int) -> str:
    return f"DTSTART:{_nth_sunday(change, year):%Y%m%d}T{change.at:%H%M%S}"


def _lines(kind: str, when: list[str], before: str, after: str, name: str) -> list[str]:
    offsets = [f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", f"TZNAME:{name}"]
    return [f"BEGIN:{kind}", *when, *offsets, f"END:{kind}"]


def _nth_sunday(change: ClockChange, year: int) -> dt.date:
    first = dt.date(year, change.month, 1)
    sundays = [first + dt.timedelta(days=(6 - first.weekday()) % 7 + 7 * n) for n in range(5)]
    inside = [day for day in sundays if day.month == change.month]
    return inside[change.sunday if change.sunday < 0 else change.sunday - 1]


def _plus_one_hour(offset: str) -> str:
    minutes = int(offset[1:3]) * 60 + int(offset[3:])
    minutes = (minutes if offset[0] == "+" else -minutes) + 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
