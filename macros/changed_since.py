"""What changed since the build before, and what of it those need who have their folder already."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from template_builder.common.errors import SpecProblems
from template_builder.firm.firm import Firm, Person
from template_builder.firm.firm_file import parse_firm_file
from template_builder.firm.missing import some_of
from template_builder.guide.model import Guide
from template_builder.plan.dates import Plan
from template_builder.workbooks.handout import BILLING

CHANGES = f"{BILLING}/changes.txt"
"""What changed from build to build: who builds again has not lost what the build before said."""
TITLE = "What changed from one build to the next, the latest last:"


def with_changes(earlier: bytes, changed: Sequence[str]) -> bytes:
    """The file of the changes, with those of this build at its end; nothing where there never was one."""
    if not changed:
        return earlier
    lines = [] if earlier else [TITLE]
    lines += [f"- {line}" for line in changed]
    return earlier + "".join(f"{line}\r\n" for line in lines).encode()


def changed_since(before: bytes, firm: Firm, guide: Guide) -> tuple[str, ...]:
    """What to do about each change, a line each; nothing where the file before cannot be read any more."""
    if not before:
        return ()
    try:
        earlier = parse_firm_file(before, "firm.toml", guide)
    except SpecProblems:
        return ()
    return (
        *_of_plan(earlier.plan, firm.plan),
        *_of_people(earlier, firm),
        *_of_matters(earlier, firm),
    )


def _of_plan(before: Plan | None, now: Plan | None) -> Iterator[str]:
    if now is None:
        return
    if before is None:
        yield "There is a plan now: letters and workbooks that were handed out have no dates. Hand out the calendars."
    elif now.revision > before.revision:
        yield (
            f"The plan has revision {now.revision}: hand out the calendars again. Workbooks that people fill in stay; tell "
            "everybody that the dates in their letter and on the sheet Start here are the old ones."
        )
    elif _dates(before) != _dates(now):
        yield (
            f"The plan has changed, and its revision is still {now.revision}: calendars that have the dates before may "
            f"keep them. Write revision = {before.revision + 1} in the table [plan], and build again."
        )


def _dates(plan: Plan) -> Plan:
    return dataclasses.replace(plan, revision=0, calendar_id="")


def _of_people(before: Firm, now: Firm) -> Iterator[str]:
    known = {person.id: person for person in before.people}
    current = {person.id: person for person in now.people}
    new = [person for person in now.people if person.id not in known]
    if new and known:
        yield f"New: {_names(new)}. Hand out only what is theirs: nobody else's workbook is replaced."
    gone = [person for person in before.people if person.id not in current]
    if gone:
        yield f"No longer in the firm's file: {_names(gone)}. The import expects no workbook of theirs any more."
    other = [each for each in now.people if each.id in known and each.rate != known[each.id].rate]
    if other:
        yield (
            f"Another usual rate: {_names(other)}. Who fills in a workbook already types it on its sheet Start here, "
            "and the rate before into the column Rate of the rows that keep it."
        )


def _of_matters(before: Firm, now: Firm) -> Iterator[str]:
    known = {matter.old_number for matter in before.matters}
    new = [matter.old_number for matter in now.matters if matter.old_number not in known]
    if new and (known or before.people):
        yield (
            f"New matters: {some_of(new)}. Who fills in a workbook already adds those they need to its sheet Matters."
        )


def _names(people: Iterable[Person]) -> str:
    return some_of([person.name for person in people])
