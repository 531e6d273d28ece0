"""Time zones as calendars want them: the VTIMEZONE component of RFC 5545, with yearly rules. Plain text, CRLF."""

from __future__ import annotations

import datetime as dt

from ..regions import ClockChange, Zone

SINCE = dt.date(2025, 1, 1)
"""A year before any plan: where summer spans New Year, the change before the first date counts too."""


def vtimezone(zone: Zone) -> str:
    """The component of a zone, lines ended by CRLF."""
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.id}"]
    if changes := zone.clock_changes:
        summer = _plus_one_hour(zone.offset)
        lines += _part("DAYLIGHT", changes.forward, zone.offset, summer, zone.summer)
        lines += _part("STANDARD", changes.back, summer, zone.offset, zone.short)
    else:
        start = f"DTSTART:{SINCE:%Y%m%d}T000000"
        lines += _lines("STANDARD", [start], zone.offset, zone.offset, zone.short)
    lines.append("END:VTIMEZONE")
    return "".join(f"{line}\r\n" for line in lines)


def _part(kind: str, change: ClockChange, before: str, after: str, name: str) -> list[str]:
    start = f"DTSTART:{_nth_sunday(change):%Y%m%d}T{change.at:%H%M%S}"
    rule = f"RRULE:FREQ=YEARLY;BYDAY={change.sunday}SU;BYMONTH={change.month}"
    return _lines(kind, [start, rule], before, after, name)


def _lines(kind: str, when: list[str], before: str, after: str, name: str) -> list[str]:
    offsets = [f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", f"TZNAME:{name}"]
    return [f"BEGIN:{kind}", *when, *offsets, f"END:{kind}"]


def _nth_sunday(change: ClockChange) -> dt.date:
    """The first change since the beginning of the rules."""
    first = SINCE.replace(month=change.month)
    sundays = [first + dt.timedelta(days=(6 - first.weekday()) % 7 + 7 * n) for n in range(5)]
    inside = [day for day in sundays if day.month == change.month]
    return inside[change.sunday if change.sunday < 0 else change.sunday - 1]


def _plus_one_hour(offset: str) -> str:
    minutes = int(offset[1:3]) * 60 + int(offset[3:])
    minutes = (minutes if offset[0] == "+" else -minutes) + 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
