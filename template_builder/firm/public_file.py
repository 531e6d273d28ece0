"""What of a firm's file everybody may see who opens the site: dates, settings, people where it publishes names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ..plan.dates import Plan
from .firm import Firm
from .form import quoted

NAMES = {"cut_off": "cut_off_time"}
"""Keys of `[plan]` that are called otherwise than the field."""


def public_toml(firm: Firm) -> str:
    """A firm.toml of what is published, from which a check knows date order, rounding, categories and, if named, people.

    Nothing for a firm that is fictional: its settings are nobody's.
    """
    if firm.fictional:
        return ""
    firm = firm.published
    lines = [
        "[firm]",
        f"name = {quoted(firm.name)}",
        f"region = {quoted(firm.region)}",
        f"date_order = {quoted(firm.date_order)}",
        f"rounding_minutes = {firm.rounding_minutes}",
        f"previous_system = {quoted(firm.previous_system)}",
        f"send_workbooks_to = {quoted(firm.send_to)}",
        f"publish_names = {str(firm.publish_names).lower()}",
    ]
    if firm.plan:
        lines += ["", "[plan]", *_plan(firm.plan)]
    lines += ["", "[categories]"]
    for key, names in (("time", firm.time_categories), ("expense", firm.expense_categories)):
        lines.append(f"{key} = {_list(names)}")
    for person in firm.people:
        lines += ["", "[[people]]"]
        lines += (
            f"{key} = {quoted(getattr(person, key))}"
            for key in ("id", "name", "clio_user", "old_name")
        )
        lines.append(f"roles = {_list(role.id for role in person.roles)}")
    return "\n".join(lines) + "\n"


def _plan(plan: Plan) -> Iterator[str]:
    """The keys of the plan, as far as they are known."""
    fields = (
        *("export_day", "export_time", "cut_off", "time_zone", "hand_over"),
        *("expected_completion", "import_confirmed", "review_end", "sign_off"),
        *("days_off", "works_on"),
    )
    for field in fields:
        value = getattr(plan, field)
        key = NAMES.get(field, field)
        if isinstance(value, dt.date | dt.time):
            yield f"{key} = {value.isoformat()}"
        elif isinstance(value, frozenset):
            yield f"{key} = [{', '.join(day.isoformat() for day in sorted(value))}]"
        elif value is not None:
            yield f"{key} = {quoted(value)}"


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(quoted, words))}]"
