"""What the firm's file of the build before held and the one of this build does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from template_builder.common.errors import SpecProblems
from template_builder.firm.firm import Firm
from template_builder.firm.firm_file import parse_firm_file
from template_builder.guide.model import Guide
from template_builder.workbooks.handout import BILLING

KEPT = f"{BILLING}/firm-before.toml"
"""Where the file of the build before is kept if it holds more."""


def bytes_of(file: Path) -> bytes:
    """What the last build handed out under a name, such as the firm's file; nothing if there is none."""
    return file.read_bytes() if file.is_file() else b""


def less_than_before(before: bytes, firm: Firm, guide: Guide) -> tuple[str, ...]:
    """What there is less of, such as `matters: 240 then, none now`; nothing where the file before cannot be read any more."""
    try:
        earlier = parse_firm_file(before, "firm.toml", guide)
    except SpecProblems:
        return ()
    now = dict(_amounts(firm))
    return tuple(
        f"{what}: {count} then, {now[what] or 'none'} now"
        for what, count in _amounts(earlier)
        if count > now[what]
    )


def _amounts(firm: Firm) -> Iterator[tuple[str, int]]:
    yield "people", len(firm.people)
    yield "usual rates", sum(person.rate is not None for person in firm.people)
    yield "names in the old system", sum(each.old_name != each.name for each in firm.people)
    yield "matters", len(firm.matters)
    yield "display numbers", sum(bool(matter.display_number) for matter in firm.matters)
    yield "activity categories", len(firm.time_categories)
    yield "expense categories", len(firm.expense_categories)
    yield "words for new staff", len([text for _, text in firm.new_staff.words() if text])
    yield "plan", int(firm.plan is not None)
