"""Where a firm's file says less than the workbooks could use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .firm import Firm

MOST_NAMED = 12


def missing_in(firm: Firm) -> Iterator[str]:
    """What is not in it, and what that means, a sentence each."""
    if not firm.people:
        yield "The firm's file names no people: there is no workbook for each of them."
    if not firm.matters:
        yield "It names no matters: the drop-downs of the workbooks and the crosswalk start empty."
    without = [person.name for person in firm.people if person.rate is None]
    if without:
        yield f"No usual rate: {some_of(without)}. Whoever records time types it on the sheet Start here."
    if firm.plan is None:
        if firm.is_leaderless:
            yield "It names nobody as the coordinator. Give one person the role: the plan and Monday's meeting are for them."
        yield "There is no plan yet: the pages and letters have no dates."


def some_of(names: Sequence[str]) -> str:
    """The first of them, and how many more; separated so that a name may hold a comma."""
    more = len(names) - MOST_NAMED
    return "; ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
