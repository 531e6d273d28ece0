"""The calendar files, read back by a library and held to the rules of RFC 5545."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import icalendar
import pytest

from template_builder.firm.calendars import plan_calendars
from tests.support.kit import example_firm, guide
from tests.support.plans import firm_of, words

D = dt.date
STAMP = dt.datetime(2027, 1, 4, 9, 30)
NAMES = {"transition-plan.ics", *(f"transition-plan-{r.id}.ics" for r in guide().sheet_roles)}


def files(**plan):
    firm = firm_of("US-TX", {"export_day": D(2027, 1, 14), **plan}, name="Invented & Partners")
    return plan_calendars(guide(), words(), firm, STAMP)


def events(data):
    calendar = icalendar.Calendar.from_ical(data)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def milestone(data, id_):
    return events(data)[f"milestone-{id_}.invented-partners@firm-transition-guide"]


def test_one_file_for_everyone_and_one_for_each_role():
    assert set(files()) == NAMES


def test_the_fictional_firm_has_no_calendars():
    assert plan_calendars(guide(), words(), example_firm(), STAMP) == {}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_lines_and_required_properties_are_those_of_the_rules(name):
    """RFC 5545: 3.1 lines, 3.4 and 3.6 what a calendar and its parts must have, 3.6.6 alarms."""
    data = files()[name]
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    data.decode("utf-8")
    for line in re.sub(rb"\r\n ", b"", data).decode("utf-8").split("\r\n")[:-1]:
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^;:\"]+)*:[^\x00-\x08\x0a-\x1f\x7f]*", line), line
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    assert not calendar.errors
    found = calendar.walk("VEVENT")
    assert len({event["uid"] for event in found}) == len(found)
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY"} <= set(event)
        assert not event.errors
        assert not ("DTEND" in event and "DURATION" in event)
        assert event["dtstamp"].dt == STAMP.replace(tzinfo=dt.UTC)
        for alarm in event.walk("VALARM"):
            assert {"ACTION", "TRIGGER", "DESCRIPTION"} <= set(alarm)
            assert alarm["trigger"].dt < dt.timedelta()


def test_all_day_events_are_dates_with_an_exclusive_end():
    review = milestone(files()["transition-plan.ics"], "review")
    assert review["dtstart"].params["VALUE"] == "DATE"
    assert (review["dtstart"].dt, review["dtend"].dt) == (D(2027, 1, 28), D(2027, 2, 2))
    for event in events(files()["transition-plan-billing.ics"]).values():
        if "DTEND" in event:
            assert type(event["dtstart"].dt) is type(event["dtend"].dt) is D
            assert event["dtend"].dt > event["dtstart"].dt


def test_the_export_session_has_a_time_in_its_zone():
    data = files(export_time=dt.time(15, 30))["transition-plan.ics"]
    session = milestone(data, "export-session")
    assert session["dtstart"].params["TZID"] == "America/Chicago"
    expected = dt.datetime(2027, 1, 14, 15, 30, tzinfo=ZoneInfo("America/Chicago"))
    assert session["dtstart"].dt == expected
    assert session["duration"].dt == dt.timedelta(hours=1)
    zones = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["America/Chicago"]
    assert "DURATION" not in milestone(data, "cut-off")


def test_without_a_zone_the_session_is_at_the_readers_own_time():
    firm = firm_of("US", {"export_day": D(2027, 1, 14)})
    data = plan_calendars(guide(), words(), firm, STAMP)["transition-plan.ics"]
    (session,) = [e for e in events(data).values() if e["summary"] == "Export session"]
    assert session["dtstart"].dt == dt.datetime(2027, 1, 14, 13)
    assert b"VTIMEZONE" not in data


def test_a_second_import_moves_events_instead_of_doubling_them():
    before = events(files()["transition-plan.ics"])
    after = events(files(export_day=D(2027, 2, 2), revision=1)["transition-plan.ics"])
    assert before.keys() == after.keys()
    assert {e["sequence"] for e in before.values()} == {0}
    assert {e["sequence"] for e in after.values()} == {1}
    moved = [uid for uid in before if before[uid]["dtstart"].dt != after[uid]["dtstart"].dt]
    assert moved == list(before)


def test_the_id_of_calendars_handed_out_goes_before_the_firms_name():
    before = events(files(calendar_id="our-old-name")["transition-plan.ics"])
    assert all(uid.endswith(".our-old-name@firm-transition-guide") for uid in before)


def test_the_same_item_has_the_same_id_in_every_file():
    made = files()
    everyone = events(made["transition-plan.ics"])
    it = events(made["transition-plan-it.ics"])
    cancel = "cancel-old-system.invented-partners@firm-transition-guide"
    assert everyone[cancel]["dtstart"].dt == it[cancel]["dtstart"].dt


@pytest.mark.parametrize("role", guide().sheet_roles, ids=lambda role: role.id)
def test_a_role_gets_its_items_on_their_days_and_no_others(role):
    firm = firm_of("US-TX", {"export_day": D(2027, 1, 14)}, name="Invented & Partners")
    found = events(plan_calendars(guide(), words(), firm, STAMP)[f"transition-plan-{role.id}.ics"])
    days = {uid.partition(".")[0]: event["dtstart"].dt for uid, event in found.items()}
    own = {id_: day for id_, day in days.items() if not id_.startswith("milestone-")}
    assert own == {
        item.id: firm.plan.due(item.due)
        for item in guide().for_region(firm.region).items.values()
        if item.role == role or item.role.is_everyone
    }


def test_everyone_gets_the_points_of_no_return_with_an_alarm():
    found = events(files()["transition-plan.ics"])
    for item in guide().for_region("US").items.values():
        uid = f"{item.id}.invented-partners@firm-transition-guide"
        assert (uid in found) == (bool(item.no_return) or item.role.is_everyone)
        if item.no_return:
            assert "Point of no return" in found[uid]["description"]
            assert [alarm["trigger"].dt for alarm in found[uid].walk("VALARM")] == [
                dt.timedelta(hours=-15)
            ]
