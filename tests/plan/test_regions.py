"""Regions, public holidays and zones against two sources that are not ours: `holidays` and the zone database."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import icalendar
import pytest

from template_builder.common.specs_folder import SPECS
from template_builder.plan.calendars.time_zones import vtimezone
from template_builder.plan.regions import FIRST_YEAR, HOLIDAYS, LAST_YEAR, load_regions
from tests.support.holiday_source import region_ids, table_text, weekdays_off

REGIONS = load_regions()


def test_the_table_is_what_make_holidays_writes():
    assert (SPECS / "plan" / HOLIDAYS).read_text(encoding="utf-8") == table_text()


@pytest.mark.parametrize("region", region_ids())
def test_public_holidays_are_those_of_the_library(region):
    assert REGIONS.public_holidays(region) == weekdays_off(region)


@pytest.mark.parametrize(
    ("region", "day", "name"),
    [
        ("US", "2027-07-05", "Independence Day (observed)"),
        ("US", "2027-12-31", "New Year's Day (observed)"),
        ("US-CA", "2027-11-26", "Day After Thanksgiving"),
        ("CA-ON", "2027-02-15", "Family Day"),
        ("GB-ENG", "2027-12-28", "Boxing Day (observed)"),
        ("GB-SCT", "2028-01-04", "New Year Holiday (observed)"),
        ("AU-VIC", "2027-11-02", "Melbourne Cup Day"),
        ("NZ", "2027-06-25", "Matariki"),
        ("IE", "2027-02-01", "Saint Brigid's Day"),
    ],
)
def test_days_looked_up_in_a_calendar(region, day, name):
    assert REGIONS.public_holidays(region)[dt.date.fromisoformat(day)] == name


def test_an_unknown_region_has_no_holidays():
    assert REGIONS.public_holidays("FR") == {}
    assert REGIONS.public_holidays("US-ZZ") == {}


@pytest.fixture(scope="module")
def _shipped_zone_database():
    """The zone database of the lock file, not that of the machine."""
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(to=before)
    zoneinfo.ZoneInfo.clear_cache()


@pytest.mark.usefixtures("_shipped_zone_database")
@pytest.mark.parametrize("name", REGIONS.zones)
def test_zones_change_their_clocks_as_the_zone_database_says(name):
    component = icalendar.Timezone.from_ical(vtimezone(REGIONS.zones[name]))
    ours, theirs = component.to_tz(), zoneinfo.ZoneInfo(name)
    hour = dt.datetime(FIRST_YEAR, 1, 1, tzinfo=dt.UTC)
    end = dt.datetime(LAST_YEAR + 1, 1, 1, tzinfo=dt.UTC)
    differing = []
    while hour < end:
        local = hour.astimezone(theirs).replace(tzinfo=None, fold=0)
        if local.hour in (0, 9, 13, 18):
            one, other = local.replace(tzinfo=ours), local.replace(tzinfo=theirs)
            if one.utcoffset() != other.utcoffset():
                differing.append(local)
        hour += dt.timedelta(hours=1)
    assert differing == []


def test_every_zone_of_a_region_is_described():
    assert {region.zone for region in REGIONS.regions.values()} - {""} == set(REGIONS.zones)
