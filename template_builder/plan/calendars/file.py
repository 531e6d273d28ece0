"""Writes events as an iCalendar file (RFC 5545); the only place of `icalendar`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Alarm, Calendar, vText
from icalendar import Event as Component
from icalendar import Timezone as TimezoneComponent

from ..regions import Zone
from .events import Event
from .time_zones import vtimezone

PRODUCT = "-//Firm Transition Guide//Plan//EN"


def write_calendar(
    events: Iterable[Event], name: str, zone: Zone | None, revision: int, stamp: dt.datetime
) -> bytes:
    """The file: `stamp` (UTC) is when it was made, `revision` the SEQUENCE of every event.

    Without a zone, timed events are at the local time of whoever reads the calendar.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(name))
    if zone:
        calendar.add_component(TimezoneComponent.from_ical(vtimezone(zone)))
    for event in events:
        calendar.add_component(_component(event, zone, revision, stamp))
    return bytes(calendar.to_ical(sorted=False))


def _component(event: Event, zone: Zone | None, revision: int, stamp: dt.datetime) -> Component:
    component = Component()
    component.add("uid", event.uid)
    component.add("sequence", revision)
    component.add("dtstamp", stamp.replace(tzinfo=dt.UTC))
    if event.time is not None:
        start = dt.datetime.combine(event.start, event.time)
        component.add("dtstart", start, parameters={"TZID": zone.id} if zone else {})
        if event.minutes:
            component.add("duration", dt.timedelta(minutes=event.minutes))
    else:
        component.add("dtstart", event.start)
        component.add("dtend", event.end)
    component.add("summary", event.summary)
    component.add("description", event.description)
    component.add("categories", vText(event.category))
    component.add("transp", "OPAQUE" if event.time is not None else "TRANSPARENT")
    for minutes in event.alarms:
        component.add_component(_alarm(event.summary, minutes))
    return component


def _alarm(text: str, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", dt.timedelta(minutes=minutes))
    return alarm
