"""The letters of a handout, as plain text: what to do, until when, where to send it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from ..common.days import day_label
from ..firm.firm import Firm, Person
from ..guide.checklists import Anchor

WIDTH = 78


def letter_to_person(firm: Firm, person: Person, workbook: str, site: str) -> bytes:
    """The letter beside a person's workbook, UTF-8 with the line ends of Windows; `site` is the guide's address, if known."""
    return _text(
        f"{firm.name}: our move to Clio Manage",
        f"For {person.name}",
        "",
        f"Your own workbook for the transition is {workbook}, beside this letter.",
        "",
        *_steps(_what_to_do(firm, person, workbook)),
        "",
        _confidential(firm, person),
        *_guide(site),
    )


def letter_to_billing(firm: Firm, site: str) -> bytes:
    """The letter beside the files of billing."""
    names = "; ".join(person.name for person in firm.people)
    return _text(
        f"{firm.name}: our move to Clio Manage",
        "For whoever hands out the workbooks, and for billing",
        "",
        *_steps(
            [
                "Give each person their own folder, and no other: it holds their workbook and a letter. "
                + (f"There is one for {names}." if names else "The firm's file names nobody yet."),
                "A folder that only this person can open is the plain way. By e-mail, set a password on "
                "opening first, where your office program has one, and tell it by telephone. Ask for the "
                "file back without it: a check cannot open such a file.",
                "Keep matter-crosswalk.xlsx here and fill it in before the cut-off and during the review. "
                "It is needed to build the import.",
                "Keep firm.toml here: Check a workbook and Build the import take it, and know rates and "
                "matters from it.",
                "transition-kit.zip holds every workbook of the firm. It is for billing and the coordinator.",
                "Once people fill in their workbooks, no other one takes its place. A date moves: hand out the "
                "calendars again, and say that the dates in the letters are the old ones. A person joins: give "
                "them their folder. A rate changes: the person types it on the sheet Start here, and the old one "
                "into the column Rate of the rows that keep it. A matter is missing: people add it to the sheet "
                "Matters. The file changes.txt, where there is one, says what changed from build to build.",
            ]
        ),
        "",
        "These files hold names, rates and clients. They do not belong on a web server.",
        *_guide(site),
    )


def _what_to_do(firm: Firm, person: Person, workbook: str) -> Iterator[str]:
    yield (
        f"Save {workbook} where you keep client files, under this name. " + _about_the_rate(person)
    )
    plan = firm.plan
    since = (
        f"the cut-off, {day_label(plan.date_of(Anchor.CUT_OFF))} at {plan.clock(plan.cut_off)}"
        if plan
        else "the cut-off, which the coordinator announces"
    )
    yield (
        f"From {since}, enter nothing in the old system any more. Record time, expenses and notes in the "
        "workbook, on the day you do the work, unless the firm chose the placeholder matter."
    )
    until = f" ({day_label(plan.date_of(Anchor.REVIEW_END))})" if plan else ""
    yield (
        f"Send a copy to {firm.receives_workbooks} at the end of each week, and the final file "
        f"when the review ends{until}. Keep the name of the file."
    )
    yield "If a date moves, you hear the new one. Keep this workbook all the same."


def _about_the_rate(person: Person) -> str:
    if person.rate is None:
        return (
            "Type your usual rate on the sheet Start here: it was not known when the file was made."
        )
    return f"Your usual rate is {person.rate} on the sheet Start here; say so if that is wrong."


def _confidential(firm: Firm, person: Person) -> str:
    held = ["your name"]
    held += ["your rate"] if person.rate is not None else []
    held += ["clients and matters of the firm"] if firm.matters else []
    return f"The workbook holds {_joined(held)}. Keep it inside the firm."


def _joined(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _guide(site: str) -> list[str]:
    return ["", f"The guide: {site}"] if site else []


def _steps(steps: Sequence[str] | Iterator[str]) -> Iterator[str]:
    for number, step in enumerate(steps, start=1):
        yield from wrap(step, WIDTH, initial_indent=f"{number}. ", subsequent_indent="   ")


def _text(*lines: str) -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")
