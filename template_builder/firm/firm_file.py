"""Reads `firm.toml` and answers every mistake with the key, the value and what was expected."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..common.days import is_business_day
from ..common.declared import once, read
from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import ID
from ..common.toml_table import Table, near
from ..guide.checklists import Role
from ..guide.model import Guide
from ..plan.dates import Plan
from ..plan.regions import Regions, load_regions
from .firm import DATE_ORDERS, LONGEST_NAME, Announcement, Firm, Matter, NewStaff, Person
from .ids import person_ids

REGION = r"[A-Z]{2}(-[A-Z0-9]{1,3})?"
REGION_EXPECTED = "a country, or country and state, such as US, US-CA, CA-ON, GB-ENG or AU-NSW"
CALENDAR_ID = r"[a-z0-9]([a-z0-9-]{0,80}[a-z0-9])?"
EMAIL = r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
ROUNDING_MINUTES = (1, 5, 6, 10, 12, 15, 20, 30, 60)


def load_firm(path: Path, guide: Guide) -> Firm:
    """The firm described by a file.

    Raises SpecProblems with every mistake in it, or when it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise SpecProblems([Problem(path.name, "", f"cannot be read: {reason}")]) from error
    return parse_firm_file(data, path.name, guide)


def parse_firm_file(data: bytes, file: str, guide: Guide) -> Firm:
    """The firm described by the bytes of a file; `file` names it in messages.

    Raises SpecProblems with every mistake in it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = "is not saved as UTF-8 text; save it again from a text editor as UTF-8"
        raise SpecProblems([Problem(file, "", message)]) from error
    return parse_firm(io.StringIO(text, newline=None).read(), file, guide)


def parse_firm(text: str, file: str, guide: Guide) -> Firm:
    """The firm described by a TOML text; `file` names it in messages.

    Raises SpecProblems with every mistake in it.
    """
    problems: list[Problem] = []
    table = Table.parse(text, file, problems)
    if problems:
        raise SpecProblems(problems)
    head = table.table("firm")
    region = _region(head)
    categories = table.table("categories", {})
    firm = Firm(
        name=head.text("name", longest=LONGEST_NAME),
        fictional=head.flag("fictional", False),
        region=region,
        date_order=head.text("date_order", choices=tuple(DATE_ORDERS)),
        rounding_minutes=_rounding(head),
        previous_system=_system(head, guide),
        send_to=head.text("send_workbooks_to", "", longest=LONGEST_NAME),
        feedback_email=head.text(
            "feedback_email", "", pattern=f"({EMAIL})?", expected="an e-mail address, or nothing"
        ),
        plan=_plan(table.table("plan"), region) if table.has("plan") else None,
        people=_people(table.tables("people", []), guide.roles),
        matters=_matters(table.tables("matters", [])),
        time_categories=categories.texts("time", ()),
        expense_categories=categories.texts("expense", ()),
        announcement=read(Announcement, table.table("announcement"), {"sources": guide.sources})
        if table.has("announcement")
        else None,
        publish_names=head.flag("publish_names", False),
        new_staff=read(NewStaff, table.table("new_staff", {})),
    )
    head.finish()
    categories.finish()
    table.finish()
    if problems:
        raise SpecProblems(problems)
    return firm


def _region(table: Table) -> str:
    """A country or a part of one; a part of a known country has to be a known part."""
    region = table.text("region", pattern=REGION, expected=REGION_EXPECTED)
    known = load_regions().regions
    country = region.partition("-")[0]
    if country in known and region not in known:
        parts = [id_ for id_ in known if id_.startswith(f"{country}-")]
        expected = f"expected {', '.join([country, *parts])}, found {region!r}"
        table.complain("region", expected + near(region, parts))
    return region


def _rounding(table: Table) -> int:
    """The increment of Clio's time rounding, in minutes as its setting names it."""
    minutes = table.integer("rounding_minutes", 1)
    if minutes not in ROUNDING_MINUTES:
        known = ", ".join(map(str, ROUNDING_MINUTES))
        table.complain("rounding_minutes", f"expected one of {known}, found {minutes}")
    return minutes


def _system(table: Table, guide: Guide) -> str:
    """The id of a previous system, given by id, name or alias; 'other' for one this guide does not know."""
    given = table.text("previous_system", "other")
    known = {"other": "other"}
    for system in guide.systems:
        for word in (system.id, system.name, *system.aliases):
            known[word.casefold()] = system.id
    if given.casefold() not in known:
        ids = [system.id for system in guide.systems]
        expected = f"expected one of {', '.join(ids)} or other, found {given!r}"
        table.complain("previous_system", expected + near(given.casefold(), known))
    return known.get(given.casefold(), "other")


def _calendar_id(table: Table) -> str:
    id_ = table.text("calendar_id", "")
    if id_ and not re.fullmatch(CALENDAR_ID, id_):
        table.complain("calendar_id", f"expected small letters, digits and hyphens, found {id_!r}")
    return id_


def _plan(table: Table, region: str) -> Plan | None:
    regions = load_regions()
    day, start, cut_off = (
        table.date("export_day"),
        table.time("export_time"),
        table.time("cut_off_time"),
    )
    if day is None or start is None or cut_off is None:
        return None
    own = regions.regions.get(region)
    plan = Plan(
        export_day=day,
        export_time=start,
        cut_off=cut_off,
        time_zone=_zone(table, own.zone if own else "", regions),
        hand_over=table.date("hand_over", None),
        expected_completion=table.date("expected_completion", None),
        import_confirmed=table.date("import_confirmed", None),
        review_end=table.date("review_end", None),
        sign_off=table.date("sign_off", None),
        users_invited=table.date("users_invited", None),
        reports_day=table.date("reports_day", None),
        billing_day=_day_of_month(table, "billing_day"),
        reconciliation_day=_day_of_month(table, "reconciliation_day"),
        holidays=regions.public_holidays(region),
        days_off=frozenset(table.dates("days_off")),
        works_on=frozenset(table.dates("works_on")),
        revision=table.integer("revision", 0, least=0),
        calendar_id=_calendar_id(table),
    )
    table.finish()
    _in_order(table, plan, region)
    return plan


def _in_order(table: Table, plan: Plan, region: str) -> None:
    """Complain about dates that cannot be meant: a session on a closed day, an end before its beginning."""
    day = plan.export_day
    if not is_business_day(day, plan.closed):
        message = f"{day} is not a business day, and the session needs people at work"
        if day in plan.holidays and day not in plan.days_off:
            message += f". It is {plan.holidays[day]}; if your firm works then, add it to works_on"
        table.complain("export_day", message)
    if plan.cut_off >= plan.export_time:
        message = (
            f"expected a time before the export session at {plan.export_time:%H:%M},"
            f" found {plan.cut_off:%H:%M}"
        )
        table.complain("cut_off_time", message)
    if plan.hand_over and plan.hand_over < day:
        table.complain(
            "hand_over",
            f"expected the day of the export, {day}, or a later one, found {plan.hand_over}",
        )
    begun = plan.hand_over or day
    start = f"the hand-over, {begun}" if plan.hand_over else f"the export, {day}"
    confirmed = plan.import_confirmed or plan.expected_completion or begun
    for key, given, before, what in (
        ("expected_completion", plan.expected_completion, begun, start),
        ("import_confirmed", plan.import_confirmed, begun, start),
        ("review_end", plan.review_end, confirmed, "the import confirmation"),
        ("sign_off", plan.sign_off, confirmed, "the import confirmation"),
    ):
        if given and given <= before:
            table.complain(key, f"expected a day after {what}, found {given}")
    for worked in sorted(plan.works_on - plan.holidays.keys()):
        table.complain("works_on", f"{worked} is no public holiday on a weekday in {region}")


def _zone(table: Table, usual: str, regions: Regions) -> str:
    """A time zone whose clock changes are known here; that of the region unless another is given."""
    zone = table.text("time_zone", usual)
    if zone and zone not in regions.zones:
        expected = f"expected a zone such as America/Chicago, found {zone!r}"
        table.complain("time_zone", expected + near(zone, regions.zones))
    return zone


def _day_of_month(table: Table, key: str) -> int:
    """A day of the month; 31 is the last of any month."""
    day = table.integer(key, 31)
    if not 1 <= day <= 31:
        table.complain(key, f"expected a day of the month from 1 to 31, found {day}")
    return day


def _people(tables: Sequence[Table], known: Mapping[str, Role]) -> tuple[Person, ...]:
    people: list[Person] = []
    seen: dict[str, str] = {}
    users: dict[str, str] = {}
    namesakes: dict[str, str] = {}
    names = [table.text("name", longest=LONGEST_NAME) for table in tables]
    ids = person_ids(names, [_given_id(table) for table in tables])
    for table, name, id_ in zip(tables, names, ids, strict=True):
        person = Person(
            id=id_,
            name=name,
            roles=_roles(table, known),
            rate=table.amount("rate", None),
            clio_user=table.text("clio_user", name, longest=LONGEST_NAME),
            old_name=table.text("old_name", name, longest=LONGEST_NAME),
        )
        once(table, "id", person.id, seen)
        called, user = " ".join(name.casefold().split()), person.clio_user.casefold()
        if called and called in namesakes and user not in users:
            table.complain(
                "name",
                f"{name!r} is the name of {namesakes[called]} too. Add what tells them apart, such as an initial: "
                "ticks and workbooks go by the name",
            )
        namesakes.setdefault(called, table.path)
        once(table, "clio_user", user, users)
        table.finish()
        people.append(person)
    return tuple(people)


def _given_id(table: Table) -> str:
    id_ = table.text("id", "", longest=LONGEST_NAME)
    if id_ and not re.fullmatch(ID, id_):
        message = f"expected small letters, digits and hyphens for a file name, found {id_!r}"
        table.complain("id", message)
    return id_


def _roles(table: Table, known: Mapping[str, Role]) -> tuple[Role, ...]:
    roles = table.texts("roles", ("timekeeper",))
    for role in roles:
        if role not in known:
            expected = f"expected words out of {', '.join(known)}, found {role!r}"
            table.complain("roles", expected + near(role, known))
    return tuple(known[role] for role in roles if role in known)


def _matters(tables: Sequence[Table]) -> tuple[Matter, ...]:
    matters = []
    old: dict[str, str] = {}
    for table in tables:
        matter = read(Matter, table)
        once(table, "old_number", matter.old_number.casefold(), old)
        matters.append(matter)
    return tuple(matters)
