"""The page and Python give the same answers: dates, milestones, warnings, calendars, over the same plans."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import icalendar
import pytest

from macros.guide.guide_json import guide_json
from macros.plan.plan_json import page_plan, plan_json
from template_builder.firm.calendars import plan_calendars
from template_builder.firm.firm import Firm
from template_builder.firm.firm_file import parse_firm
from template_builder.firm.warnings import warnings_of_firm
from template_builder.plan.milestones import plan_rows
from template_builder.plan.regions import load_regions
from template_builder.plan.terms import own_terms
from tests.support.kit import ROOT, example_firm, guide, real_firm
from tests.support.plans import CASES, firm_of, many_firms, words

pytestmark = pytest.mark.heavy

STAMP = dt.datetime(2027, 1, 4, 9, 30)


@cache
def firms() -> list[Firm]:
    """Those of the cases, hundreds of others, and some with a name, people or a region of their own."""
    return [
        *(firm_of(case["region"], case["plan"]) for case in CASES),
        *many_firms(500),
        firm_of("XX", {"export_day": dt.date(2027, 1, 14)}),
        replace(firm_of("US", {"export_day": dt.date(2027, 1, 14)}), people=real_firm().people[1:]),
        firm_of("GB-ENG", {"export_day": dt.date(2027, 1, 14)}, name="Ünzählig & Söhne, Łódź; ß"),
    ]


@cache
def first_in_zone() -> dict[str, int]:
    return {firm.plan.time_zone: number for number, firm in reversed([*enumerate(firms())])}


@cache
def with_calendars() -> dict[int, list[str]]:
    """Of a plan in every zone, the calendars compared: everyone's and those of the roles in turn; of the last one, all."""
    roles = [role.id for role in guide().sheet_roles]
    zones = first_in_zone().values()
    turns = {number: ["", roles[turn % len(roles)]] for turn, number in enumerate(zones)}
    return {**turns, len(firms()) - 1: ["", *roles]}


@pytest.fixture(scope="module")
def answers() -> list[dict[str, object]]:
    """What the page says of every plan, in one process."""
    node = shutil.which("node")
    assert node, "these tests need Node.js; on Debian: apt-get install nodejs"
    data = {
        "words": json.loads(plan_json(guide(), words(), load_regions(), example_firm())),
        "guide": json.loads(guide_json(guide(), example_firm())),
        "stamp": f"{STAMP:%Y%m%dT%H%M%SZ}",
        "plans": [page_plan(firm) for firm in firms()],
        "calendarsOf": with_calendars(),
    }
    done = subprocess.run(
        [node, str(ROOT / "tests" / "plan" / "plan-answers.mjs")],
        input=json.dumps(data),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    assert len(found) == len(firms())
    return found


def test_the_plans_are_of_every_zone_and_the_files_of_many_are_handed_over_later():
    assert first_in_zone().keys() == {"", *load_regions().zones}
    assert sum(firm.plan.hand_over not in (None, firm.plan.export_day) for firm in firms()) > 100


def differing(answers, key, ours):
    """The first firm on which page and Python differ, with both answers."""
    for firm, answer in zip(firms(), answers, strict=True):
        own = ours(firm)
        if answer[key] != own:
            return firm.region, firm.plan.export_day, own, answer[key]
    return None


def test_the_page_reads_a_plan_without_loss(answers):
    assert differing(answers, "plan", page_plan) is None
    assert differing(answers, "near", lambda firm: page_plan(firm)["holidays"]) is None


def test_the_due_dates_of_every_item(answers):
    def due(firm: Firm) -> dict[str, str]:
        items = guide().for_region(firm.region).items
        return {id_: firm.plan.due(item.due).isoformat() for id_, item in items.items()}

    assert differing(answers, "due", due) is None
    assert sum(len(answer["due"]) for answer in answers) >= 500


def test_milestones(answers):
    def rows(firm: Firm) -> list[dict[str, str]]:
        return [
            {
                "id": row.id,
                "title": row.title,
                "what": row.what,
                "how": row.how,
                "start": row.start.isoformat(),
                "end": row.end.isoformat(),
                "time": f"{row.time:%H:%M}" if row.time else "",
            }
            for row in plan_rows(firm.plan, words())
        ]

    assert differing(answers, "rows", rows) is None


def test_warnings(answers):
    def warnings(firm: Firm) -> list[dict[str, str]]:
        return [
            {"id": w.id, "message": w.message, "why": w.why, "todo": w.todo}
            for w in warnings_of_firm(firm, guide(), words())
        ]

    assert differing(answers, "warnings", warnings) is None
    said = {warning["id"] for answer in answers for warning in answer["warnings"]}
    assert said == set(words().warnings), "every warning is among those compared"


def same_events(one: bytes, other: bytes) -> bool:
    """Whether two calendars differ only in how their lines are folded, or else in the order of components and properties."""
    if unfolded(one) == unfolded(other):
        return True
    first, second = (
        icalendar.Calendar.from_ical(each).to_ical(sorted=True) for each in (one, other)
    )
    return first == second


def unfolded(calendar: bytes) -> bytes:
    return calendar.replace(b"\r\n ", b"")


def test_the_events_of_calendars(answers):
    for number, roles in with_calendars().items():
        firm = firms()[number]
        known = {id_: guide().roles[id_] for id_ in roles if id_}
        ours = plan_calendars(replace(guide(), roles=known), words(), firm, STAMP)
        assert [*ours] == [f"transition-plan{role and '-'}{role}.ics" for role in roles]
        terms = own_terms(firm.region)  # the page of a site for anybody is in the guide's words
        for (name, data), page in zip(ours.items(), answers[number]["calendars"], strict=True):
            in_own_words = "\r\n".join(map(terms.in_text, page.replace("\r\n ", "").split("\r\n")))
            assert same_events(in_own_words.encode(), data), (
                firm.region,
                firm.plan.export_day,
                name,
            )


def test_the_lines_of_the_pages_calendars_are_folded(answers):
    files = [page for number in with_calendars() for page in answers[number]["calendars"]]
    for page in files:
        assert page.endswith("\r\n")
        lines = page.encode("utf-8").split(b"\r\n")
        assert not any(b"\n" in line or len(line) > 75 for line in lines)
        for line in lines:
            line.decode("utf-8")
    assert any(line.startswith(" ") for line in files[-1].split("\r\n"))


BESIDE = """
[[people]]
name = "Billie Sample"
rate = 320.00

[[matters]]
old_number = "2024-0101"
client = "Fictional Orchard Ltd"
"""


def changed(text: str, changes: list[dict[str, Any]]) -> str:
    """A firm's file with rates and matters, in which somebody has changed the lines that the page names."""
    tables = {}
    for name in ("firm", "plan"):
        own = text.partition(f"\n[{name}]\n")[2].partition("\n\n")[0].strip().split("\n")
        tables[name] = dict(line.partition(" #")[0].split(" = ", 1) for line in own)
    for change in changes:
        table = tables[change["table"]]
        for line in change["lines"]:
            key, value = line.removeprefix("# Delete the line: ").split(" = ", 1)
            assert table.get(key) != value or line.startswith("#"), (
                "nothing is named that stays as it is"
            )
            if line.startswith("#"):
                del table[key]
            else:
                table[key] = value
    lines = [
        line
        for name, table in tables.items()
        for line in (f"[{name}]", *(f"{key} = {value}" for key, value in table.items()))
    ]
    return "\n".join(lines) + BESIDE


def test_the_lines_that_change_give_the_draft_and_leave_rates_and_matters(answers):
    for before, answer in pairwise(answers):
        firm = parse_firm(changed(before["toml"], answer["changes"]), "firm.toml", guide())
        assert page_plan(firm) == {**answer["draft"], "people": page_plan(firm)["people"]}
        assert [(person.name, person.rate) for person in firm.people] == [("Billie Sample", 320)]
        assert len(firm.matters) == 1
    assert not answers[0]["changes"]
    assert all(answer["changes"] for answer in answers[1:])


def test_the_firm_file_of_the_page_gives_the_same_plan(answers):
    for firm, answer in zip(firms(), answers, strict=True):
        read = parse_firm(answer["toml"], "firm.toml", guide())
        assert page_plan(read) == answer["plan"]
        assert read.name == firm.name
