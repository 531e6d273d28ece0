"""Regions, public holidays and zones against two sources that are not ours: `holidays` and the zone database."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import shutil
import subprocess
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest
from dateutil import tz

from template_builder.common.errors import SpecProblems
from template_builder.common.specs_folder import SPECS
from template_builder.plan.calendars.time_zones import vtimezone
from template_builder.plan.dates import Plan
from template_builder.plan.regions import FIRST_YEAR, HOLIDAYS, LAST_YEAR, load_regions
from tests.plan.holidays_table import region_ids, table_text, weekdays_off
from tests.support.kit import ROOT

REGIONS = load_regions()
PLAN = Plan(export_day=dt.date(2027, 1, 14), export_time=dt.time(13), cut_off=dt.time(12))


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


def read_by_another_library(text: str) -> dt.tzinfo:
    """The rules of a VTIMEZONE as dateutil follows them, from the text alone: it looks no name up."""
    found: dt.tzinfo = tz.tzical(io.StringIO(text)).get()
    return found


STEPS = (dt.timedelta(days=14), dt.timedelta(days=1), dt.timedelta(minutes=30))


def moments(
    first: dt.datetime,
    last: dt.datetime,
    zones: tuple[dt.tzinfo, ...],
    steps: tuple[dt.timedelta, ...] = STEPS,
) -> Iterator[dt.datetime]:
    """A moment of each fortnight; where any zone has another offset at its end, of each day; and so for half hours."""
    step, *finer = steps
    before = offsets(first, zones)
    yield first
    while first < last:
        after = min(first + step, last)
        now = offsets(after, zones)
        if now != before and finer:
            yield from moments(first, after, zones, tuple(finer))
        yield after
        first, before = after, now


def offsets(moment: dt.datetime, zones: tuple[dt.tzinfo, ...]) -> list[dt.timedelta | None]:
    return [moment.astimezone(zone).utcoffset() for zone in zones]


@pytest.mark.usefixtures("_shipped_zone_database")
@pytest.mark.parametrize("name", REGIONS.zones)
def test_zones_change_their_clocks_as_the_zone_database_says(name):
    ours = read_by_another_library(vtimezone(REGIONS.zones[name]))
    theirs = zoneinfo.ZoneInfo(name)
    first = dt.datetime(FIRST_YEAR, 1, 2, 12, tzinfo=dt.UTC)
    last = dt.datetime(LAST_YEAR + 1, 1, 1, tzinfo=dt.UTC)
    differing = (
        f"{moment:%Y-%m-%d %H:%M}"
        for moment in moments(first, last, (ours, theirs))
        if moment.astimezone(ours).utcoffset() != moment.astimezone(theirs).utcoffset()
    )
    assert next(differing, "") == ""


def days_to_try(zone: str) -> Iterator[dt.date]:
    """Each day around one on which clocks change, and each ninth day."""
    theirs = zoneinfo.ZoneInfo(zone)
    first = dt.date(FIRST_YEAR, 1, 1)
    days = [first + dt.timedelta(n) for n in range((dt.date(LAST_YEAR, 12, 31) - first).days + 1)]
    noons = [dt.datetime.combine(day, dt.time(12), theirs).utcoffset() for day in days]
    changes = {n for n in range(1, len(days)) if noons[n] != noons[n - 1]}
    near = {n + step for n in changes for step in range(-3, 3)}
    return (day for n, day in enumerate(days) if n % 9 == 0 or n in near)


@pytest.mark.heavy
@pytest.mark.usefixtures("_shipped_zone_database")
def test_the_page_takes_the_same_moments_as_the_zone_database():
    asked = [(zone, day, dt.time(12, 30)) for zone in REGIONS.zones for day in days_to_try(zone)]
    texts = {name: vtimezone(zone) for name, zone in REGIONS.zones.items()}
    questions = [
        {"zone": zone, "vtimezone": texts[zone], "day": str(day), "time": f"{time:%H:%M}"}
        for zone, day, time in asked
    ]
    node = shutil.which("node")
    assert node, "this test needs Node.js"
    done = subprocess.run(
        [node, str(ROOT / "tests" / "plan" / "zone-answers.mjs")],
        input=json.dumps(questions), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    expected = []
    for zone, day, time in asked:
        moment = dt.datetime.combine(day, time, zoneinfo.ZoneInfo(zone)).astimezone(dt.UTC)
        words = dataclasses.replace(PLAN, time_zone=zone).clock(time)
        expected.append([f"{moment:%Y-%m-%dT%H:%M:%S}.000Z", words])
    assert json.loads(done.stdout) == expected


def test_a_wrong_rule_is_seen_whatever_zone_the_text_names():
    text = vtimezone(REGIONS.zones["America/New_York"])
    wrong = text.replace("BYDAY=2SU;BYMONTH=3", "BYDAY=1SU;BYMONTH=3")
    assert wrong != text
    moment = dt.datetime(2027, 3, 10, 12, tzinfo=dt.UTC)
    right, other = (moment.astimezone(read_by_another_library(each)).hour for each in (text, wrong))
    assert (right, other) == (7, 8)


@pytest.mark.parametrize(
    ("zone", "cut_off"),
    [
        ("America/Vancouver", "20:00"), ("America/Edmonton", "19:00"), ("America/Winnipeg", "18:00"),
        ("America/Moncton", "17:00"), ("America/Los_Angeles", "21:00"),
    ],
)  # fmt: skip
def test_one_oclock_in_january_2027_is_this_moment(zone, cut_off):
    """From public announcements: British Columbia, Alberta and Manitoba did not change back in November 2026."""
    ours = read_by_another_library(vtimezone(REGIONS.zones[zone]))
    moment = dt.datetime(2027, 1, 14, 13, 0, tzinfo=ours)
    assert f"{moment.astimezone(dt.UTC):%H:%M}" == cut_off


def test_every_zone_of_a_region_is_described():
    assert {region.zone for region in REGIONS.regions.values()} - {""} == set(REGIONS.zones)


# Countries in files of their own


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return shutil.copytree(SPECS / "plan", tmp_path / "plan")


def test_a_country_more_is_one_file(specs):
    (specs / "regions" / "zz.toml").write_text(
        """
id = "ZZ"
name = "Nowhere"
order = 99
language = "de"
zone = "Europe/Berlin"

[clock_changes]
forward = { month = 3, sunday = -1, at = 02:00:00 }
back = { month = 10, sunday = -1, at = 03:00:00 }

[[zones]]
id = "Europe/Berlin"
offset = "+0100"
short = "CET"
summer = "CEST"

[[regions]]
id = "ZZ-TOP"
name = "Upper Nowhere"
zone = "Europe/Berlin"
""",
        encoding="utf-8",
    )
    regions = load_regions(specs)
    assert [*regions.regions] == [*REGIONS.regions, "ZZ", "ZZ-TOP"]
    assert "TZNAME:CEST" in vtimezone(regions.zones["Europe/Berlin"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "US"', 'id = "UK"', "id: expected one of US, found 'UK'"),
        ('id = "US-AL"', 'id = "UA-AL"', "regions[1].id: expected US-..., found 'UA-AL'"),
        ("sunday = 2", "sundy = 2", "clock_changes.forward.sundy: is not a known key"),
        ('zone = "America/Ch', 'zone = "America/Sh', "did you mean 'America/Chicago'?"),
        ('offset = "-0500"', 'offset = "-5"', "zones[1].offset: expected an offset such as -0600"),
        ("[clock_changes]", "[clock_chnges]", "clock_chnges: is not a known key"),
        ("[clock_changes]", "[clock_chnges]", "zones[1].summer: has no clock_changes"),
    ],
)
def test_a_mistake_in_a_country_is_named(specs, old, new, message):
    file = specs / "regions" / "us.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SpecProblems) as error:
        load_regions(specs)
    assert "specs/plan/regions/us.toml" in str(error.value)
    assert message in str(error.value)
