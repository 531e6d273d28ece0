"""Each warning of a plan: when it comes, when it does not, and what it says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from template_builder.firm.warnings import warnings_of_firm
from tests.support.kit import guide, real_firm
from tests.support.plans import firm_of, words

D = dt.date
QUIET = {"users_invited": D(2027, 3, 1)}
"""With it, a plan from Monday, 8 March 2027, in the middle of a month, warns of nothing."""


MONDAY = D(2027, 3, 8)


def said(region="US", day=MONDAY, *, system="PCLaw", **plan):
    firm = firm_of(region, {"export_day": day, **QUIET, **plan}, previous_system=system)
    return {w.id: w.message for w in warnings_of_firm(firm, guide(), words())}


def test_a_good_plan_warns_of_nothing():
    assert said() == {}


def test_a_firm_without_a_plan_warns_of_nothing():
    from tests.support.kit import example_firm

    assert warnings_of_firm(example_firm().for_everyone, guide(), words()) == ()


@pytest.mark.parametrize(
    ("plan", "id_", "message"),
    [
        (
            {"day": D(2027, 3, 5)},
            "export-on-friday",
            "The export session is on a Friday, Fri 5 Mar 2027.",
        ),
        (
            {"day": D(2027, 9, 3), "users_invited": D(2027, 8, 1)},
            "export-before-holiday",
            "The export session, Fri 3 Sep 2027, is the last business day before Mon 6 Sep 2027 (Labor Day).",
        ),
        (
            {"region": "GB-ENG", "day": D(2027, 3, 25)},
            "export-before-holiday",
            "The export session, Thu 25 Mar 2027, is the last business day before Fri 26 Mar 2027 (Good Friday).",
        ),
        (
            {"days_off": [D(2027, 3, 9)]},
            "export-before-holiday",
            "The export session, Mon 8 Mar 2027, is the last business day before Tue 9 Mar 2027 (day off).",
        ),
        (
            {"day": D(2027, 3, 22)},
            "blackout",
            "These fall between the export session and the end of the review: billing run and trust reconciliation on Wed 31 Mar 2027.",
        ),
        (
            {"reconciliation_day": 15},
            "blackout",
            "These fall between the export session and the end of the review: trust reconciliation on Mon 15 Mar 2027.",
        ),
        (
            {"day": D(2027, 2, 22), "users_invited": D(2027, 2, 1), "billing_day": 1},
            "blackout",
            "These fall between the export session and the end of the review: trust reconciliation on Sun 28 Feb 2027;"
            " billing run on Mon 1 Mar 2027.",
        ),
        (
            {"import_confirmed": D(2027, 3, 17), "review_end": D(2027, 3, 19)},
            "review-short",
            "The review has 2 business days, up to Fri 19 Mar 2027.",
        ),
        (
            {"import_confirmed": D(2027, 3, 18), "review_end": D(2027, 3, 19)},
            "review-short",
            "The review has 1 business day, up to Fri 19 Mar 2027.",
        ),
        (
            {"region": "IE", "day": D(2027, 3, 4)},
            "review-holidays",
            "The review includes days on which your firm does not work: Wed 17 Mar 2027 (Saint Patrick's Day)."
            " If Clio counts them as business days, the review ends on Thu 18 Mar 2027 already.",
        ),
        (
            {"expected_completion": D(2027, 3, 12)},
            "completion-early",
            "Completion on Fri 12 Mar 2027 is 4 business days after the hand-over on Mon 8 Mar 2027.",
        ),
        (
            {"hand_over": D(2027, 3, 10), "expected_completion": D(2027, 3, 15)},
            "completion-early",
            "Completion on Mon 15 Mar 2027 is 3 business days after the hand-over on Wed 10 Mar 2027.",
        ),
        (
            {"import_confirmed": D(2027, 3, 9)},
            "completion-early",
            "Completion on Tue 9 Mar 2027 is 1 business day after the hand-over on Mon 8 Mar 2027.",
        ),
        (
            {"system": "CARET Legal", "reports_day": D(2027, 3, 9)},
            "reports-not-on-cut-off",
            "The reports of the day are planned for Tue 9 Mar 2027, and the cut-off is on Mon 8 Mar 2027."
            " CARET Legal gives these only for the day they are run: AR Aging Summary.",
        ),
        (
            {"users_invited": D(2027, 3, 17)},
            "users-invited-late",
            "Users are invited by Wed 17 Mar 2027, which is not before the import on Wed 17 Mar 2027.",
        ),
        (
            {"import_confirmed": D(2027, 3, 17), "sign_off": D(2027, 3, 19)},
            "sign-off-early",
            "The sign-off, Fri 19 Mar 2027, comes before the review has ended, Mon 22 Mar 2027.",
        ),
        (
            {"region": "ZZ"},
            "holidays-unknown",
            "This guide has no public holidays of 2027 for your country (ZZ).",
        ),
        (
            {"region": "XX"},
            "holidays-unknown",
            "This guide has no public holidays of 2027 for your country.",
        ),
        (
            {"day": D(2032, 12, 20), "users_invited": D(2032, 12, 1)},
            "holidays-unknown",
            "This guide has no public holidays of 2033 for your region (United States).",
        ),
    ],
)
def test_says(plan, id_, message):
    assert said(**plan).get(id_) == message


@pytest.mark.parametrize(
    ("plan", "id_"),
    [
        ({"day": D(2027, 3, 4)}, "export-on-friday"),
        ({"day": D(2027, 3, 5)}, "export-before-holiday"),
        ({"day": D(2027, 3, 31), "users_invited": D(2027, 3, 1)}, "blackout"),
        ({"import_confirmed": D(2027, 3, 17), "review_end": D(2027, 3, 22)}, "review-short"),
        ({"expected_completion": D(2027, 3, 15)}, "completion-early"),
        (
            {"region": "IE", "import_confirmed": D(2027, 3, 16), "review_end": D(2027, 3, 18)},
            "review-holidays",
        ),
        ({"system": "CARET Legal", "reports_day": D(2027, 3, 8)}, "reports-not-on-cut-off"),
        ({"system": "PCLaw", "reports_day": D(2027, 3, 9)}, "reports-not-on-cut-off"),
        ({"users_invited": D(2027, 3, 16)}, "users-invited-late"),
        (
            {"region": "US-NY", "day": D(2027, 9, 3), "works_on": [D(2027, 9, 6)]},
            "export-before-holiday",
        ),
    ],
)
def test_stays_quiet(plan, id_):
    assert id_ not in said(**plan)


def test_users_without_a_day():
    firm = firm_of("US", {"export_day": D(2027, 3, 8)})
    assert [w.id for w in warnings_of_firm(firm, guide(), words())] == ["users-not-dated"]


@pytest.mark.parametrize(("people", "found"), [(slice(0), 0), (slice(1, 2), 1), (slice(2), 0)])
def test_people_of_whom_none_is_the_coordinator(people, found):
    """Of nobody, the firm's file says nothing yet; the second of these people is no coordinator."""
    plan = firm_of("US", {"export_day": MONDAY, **QUIET})
    firm = replace(plan, people=real_firm().people[people])
    ids = [w.id for w in warnings_of_firm(firm, guide(), words())]
    assert ids == ["no-coordinator"] * found


def test_every_warning_says_why_and_what_to_do():
    for text in words().warnings.values():
        assert all((text.why, text.todo, text.sources))
