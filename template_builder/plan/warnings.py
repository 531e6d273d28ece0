"""What a plan warns of, each with its reason. `docs/assets/plan/warnings.mjs` finds the same in the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..common.days import add_business_days, business_days_between, day_label, day_of_month
from ..guide.checklists import Anchor
from .dates import REVIEW_DAYS, SHORTEST_PROCESSING, Plan
from .regions import FIRST_YEAR, LAST_YEAR
from .words import PlanWords

FRIDAY = 4
NO_COORDINATOR = "no-coordinator"
BILLING, RECONCILIATION = "billing run", "trust reconciliation"


@dataclass(frozen=True, kw_only=True)
class PlanWarning:
    """One risk in a plan: which, the message with its dates, why it matters, what to do."""

    id: str
    message: str
    why: str
    todo: str
    sources: tuple[str, ...]


def plan_warnings(
    plan: Plan,
    words: PlanWords,
    *,
    region: str,
    holidays_known: bool,
    leaderless: bool = False,
    system: str = "",
    today_only: Sequence[str] = (),
) -> tuple[PlanWarning, ...]:
    """Every risk of a plan, in the order of its dates.

    `holidays_known` says whether the public holidays of `region`, in words, are known at all; `leaderless`, whether people
    are named and none of them as the coordinator; `today_only` are the
    reports that the previous system, `system`, gives only for the day they are run.
    """
    found: list[tuple[str, dict[str, str]]] = [
        *([(NO_COORDINATOR, {})] if leaderless else []),
        *_export(plan),
        *_users(plan),
        *_reports(plan, system, today_only),
        *_completion(plan),
        *_blackout(plan),
        *_review(plan),
        *_sign_off(plan),
        *_holidays(plan, region, holidays_known),
    ]
    return tuple(
        PlanWarning(
            id=id_,
            message=words.warnings[id_].message.format_map(values),
            why=words.warnings[id_].why,
            todo=words.warnings[id_].todo,
            sources=words.warnings[id_].sources,
        )
        for id_, values in found
    )


Found = Iterator[tuple[str, dict[str, str]]]


def _export(plan: Plan) -> Found:
    day = plan.export_day
    if day.weekday() == FRIDAY:
        yield "export-on-friday", {"day": day_label(day)}
    following = [
        day + dt.timedelta(days=n)
        for n in range(1, (add_business_days(day, 1, plan.closed) - day).days)
    ]
    holidays = [d for d in following if d in plan.closed]
    if holidays:
        values = {"day": day_label(day), "holiday": _named(plan, holidays[0])}
        yield "export-before-holiday", values


def _users(plan: Plan) -> Found:
    imported = plan.date_of(Anchor.IMPORT_CONFIRMED)
    if plan.users_invited is None:
        yield "users-not-dated", {}
    elif plan.users_invited >= imported:
        values = {"day": day_label(plan.users_invited), "import": day_label(imported)}
        yield "users-invited-late", values


def _reports(plan: Plan, system: str, today_only: Sequence[str]) -> Found:
    if today_only and plan.reports_day and plan.reports_day != plan.export_day:
        yield (
            "reports-not-on-cut-off",
            {
                "day": day_label(plan.reports_day),
                "cut_off": day_label(plan.export_day),
                "system": system,
                "reports": ", ".join(today_only),
            },
        )


def _completion(plan: Plan) -> Found:
    day = plan.import_confirmed or plan.expected_completion
    if day:
        hand_over = plan.date_of(Anchor.HAND_OVER)
        count = len(business_days_between(hand_over, day, plan.closed))
        if count < SHORTEST_PROCESSING:
            values = {"day": day_label(day), "count": _days(count)}
            yield "completion-early", {**values, "hand_over": day_label(hand_over)}


def _blackout(plan: Plan) -> Found:
    """Billing and reconciliation after the export session and before the review is closed.

    On the day of the export session itself they are done before the cut-off: closing on a month end is good.
    """
    last = plan.date_of(Anchor.REVIEW_END)
    day, jobs = plan.export_day, []
    while (day := day + dt.timedelta(days=1)) <= last:
        for number, job in (
            (plan.billing_day, BILLING),
            (plan.reconciliation_day, RECONCILIATION),
        ):
            if day == day_of_month(day.year, day.month, number):
                jobs.append((day, job))
    if jobs:
        days = dict.fromkeys(day for day, _ in jobs)
        texts = (
            f"{' and '.join(job for on, job in jobs if on == day)} on {day_label(day)}"
            for day in days
        )
        yield "blackout", {"days": "; ".join(texts)}


def _review(plan: Plan) -> Found:
    confirmed, last = plan.date_of(Anchor.IMPORT_CONFIRMED), plan.date_of(Anchor.REVIEW_END)
    count = len(business_days_between(confirmed, last, plan.closed))
    if count < REVIEW_DAYS:
        yield "review-short", {"count": _days(count), "day": day_label(last)}
    inside = [d for d in sorted(plan.closed) if confirmed < d <= last and d.weekday() <= FRIDAY]
    if inside and plan.review_end is None:
        earlier = day_label(add_business_days(confirmed, REVIEW_DAYS, ()))
        days = "; ".join(_named(plan, day) for day in inside)
        yield "review-holidays", {"days": days, "earlier": earlier}


def _sign_off(plan: Plan) -> Found:
    day, review_end = plan.date_of(Anchor.SIGN_OFF), plan.date_of(Anchor.REVIEW_END)
    if day <= review_end:
        yield "sign-off-early", {"day": day_label(day), "review_end": day_label(review_end)}


def _holidays(plan: Plan, region: str, known: bool) -> Found:
    years = sorted({plan.export_day.year, plan.date_of(Anchor.SIGN_OFF).year})
    unknown = [y for y in years if not (known and FIRST_YEAR <= y <= LAST_YEAR)]
    if unknown:
        yield "holidays-unknown", {"region": region, "year": " and ".join(map(str, unknown))}


def _named(plan: Plan, day: dt.date) -> str:
    return f"{day_label(day)} ({plan.closed_name(day)})"


def _days(count: int) -> str:
    return "1 business day" if count == 1 else f"{count} business days"
