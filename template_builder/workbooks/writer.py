"""Turns a workbook model and a firm into an .xlsx file, with the same bytes on every run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence

from ..excel.package import Book, Unchanged, new_book, saved
from ..firm.firm import Firm, Person
from ..guide.checklists import Checklist
from ..guide.model import Guide
from ..guide.own_reports import own_reports
from ..plan.terms import own_terms
from . import start_sheet, summary_sheet
from .data_sheet import write_data_sheet
from .formulas import TRUST_ACCOUNTS, Places, absolute
from .lists_sheet import write_lists_sheet
from .model import Sheet, Workbook
from .names import LISTS_SHEET, START_SHEET, SUMMARY_SHEET
from .reference_sheet import RECOMMENDED, write_checklist_sheet, write_recommended_sheet
from .rules import FromList

CHECKLIST_SHEETS = {"before": "Before", "during": "During", "after": "After"}
SPARE_MATTERS = 25
MATTERS_WHEN_UNKNOWN = 60


def write_workbook(spec: Workbook, guide: Guide, firm: Firm, stamp: dt.datetime) -> bytes:
    """A workbook of a firm, dated `stamp` (UTC)."""
    return saved(new_workbook(spec, guide, firm), stamp)


def write_personal_workbooks(
    spec: Workbook, guide: Guide, firm: Firm, stamp: dt.datetime
) -> Iterator[tuple[Person, bytes]]:
    """The same workbook for each person of the firm, with their name in it.

    Only the start page differs, so the other sheets are rendered once for all.
    """
    spec = own_terms(firm.region).of(spec)
    book = None
    unchanged = Unchanged()
    for person in firm.people:
        if book is None:
            book = new_workbook(spec, guide, firm, person)
        else:
            book.remove(book[START_SHEET])
            unchanged.sheets.pop(START_SHEET)
            start_sheet.write_start_sheet(book.create_sheet(START_SHEET, 0), spec, firm, person)
            book.active = 0
        yield person, saved(book, stamp, unchanged)


def write_checklists(guide: Guide, firm: Firm, stamp: dt.datetime) -> bytes:
    """The checklists as a workbook, one sheet for each phase."""
    book = new_book("Checklists of the transition", firm.name)
    for checklist in guide.checklists:
        sheet = book.create_sheet(CHECKLIST_SHEETS[checklist.id])
        write_checklist_sheet(
            sheet, checklist, firm.plan, firm.date_format, _own_lines(checklist, guide, firm)
        )
    return saved(book, stamp)


def _reports_of_system(firm: Firm, guide: Guide) -> Iterator[dict[str, object]]:
    """Each recommended report with what is known of it in the system that the firm leaves."""
    system = guide.system(firm.previous_system)
    for report in guide.reports:
        row: dict[str, object] = {"number": report.number, "report": report.report}
        if own := system.reports_for(report.id) if system else ():
            row["called"] = "; ".join(each.report for each in own).replace("`", "")
            row["menu"] = "; ".join(filter(None, (e.menu for e in own))).replace("`", "") or None
            row["past-day"] = "No" if all(each.today_only for each in own) else None
        yield row


def _own_lines(checklist: Checklist, guide: Guide, firm: Firm) -> dict[str, str]:
    """By the id of an item that takes reports: where they are in the system that the firm leaves."""
    system = guide.system(firm.previous_system)
    found = {item.id: own_reports(guide, system, item.reports) for item in checklist.items}
    return {id_: own.text for id_, own in found.items() if own}


def new_workbook(
    spec: Workbook,
    guide: Guide,
    firm: Firm,
    person: Person | None = None,
    *,
    rows: Mapping[str, Sequence[Sequence[object]]] | None = None,
) -> Book:
    """A workbook in the making. `rows` are those that sheets start with in place of the usual ones, by sheet."""
    terms = own_terms(firm.region)
    spec, guide = terms.of(spec), terms.of(guide)
    first_rows = {sheet.name: _first_rows(spec, sheet, firm, guide) for sheet in spec.sheets}
    first_rows.update(rows or {})
    spec = _with_room(_without_rows(spec, rows or {}), first_rows)
    book = new_book(spec.title, firm.name, spec.purpose)
    people = start_sheet.write_start_sheet(book.create_sheet(START_SHEET), spec, firm, person)
    places = Places(
        people=people.names if people else "",
        rates=people.rates if people else "",
        matters=_matter_ranges(spec),
        columns={
            (sheet.name, id_): _column_range(sheet, id_)
            for sheet in spec.sheets
            for id_ in sheet.places
        },
    )
    lists = _lists(spec, firm, guide, places)
    for data in spec.sheets:
        write_data_sheet(
            book.create_sheet(data.name),
            data,
            places=places,
            lists=lists,
            date_format=firm.date_format,
            rows=first_rows[data.name],
        )
    if spec.summary:
        summary_sheet.write_summary_sheet(
            book.create_sheet(SUMMARY_SHEET),
            sheets=tuple(spec.sheet(name) for name in ("Time", "Expenses", "Notes")),
            places=places,
            people_rows=start_sheet.people_rows(firm, person),
            matter_rows=_matter_rows(firm),
        )
    if _uses(spec, "reports"):
        system = guide.system(firm.previous_system)
        write_recommended_sheet(book.create_sheet(RECOMMENDED), guide, system)
    if _uses(spec, "time-categories"):
        write_lists_sheet(book.create_sheet(LISTS_SHEET), _categories(firm))
    return book


def _without_rows(spec: Workbook, names: Container[str]) -> Workbook:
    """Without the rows that some sheets would start with: others take their place."""
    sheets = (s._replace(first_rows=()) if s.name in names else s for s in spec.sheets)
    return spec._replace(sheets=tuple(sheets))


def _with_room(spec: Workbook, first_rows: Mapping[str, Sequence[Sequence[object]]]) -> Workbook:
    """With more rows on a sheet that begins with nearly as many, so that formulas and drop-downs look at all of them."""
    sheets = (
        sheet._replace(rows=max(sheet.rows, len(first_rows[sheet.name]) + SPARE_MATTERS))
        for sheet in spec.sheets
    )
    return spec._replace(sheets=tuple(sheets))


def _uses(spec: Workbook, name: str) -> bool:
    return any(c.rule == FromList(list=name) for sheet in spec.sheets for c in sheet.columns)


def _matter_ranges(spec: Workbook) -> tuple[str, ...]:
    """The ranges of known matters: old numbers, display numbers, numbers of matters new in Clio."""
    if not _uses(spec, "matters"):
        return ()
    places = (
        ("Matters", "old-number"),
        ("Matters", "display-number"),
        ("New in Clio", "clio-number"),
    )
    return tuple(_column_range(spec.sheet(sheet), id_) for sheet, id_ in places)


def _column_range(sheet: Sheet, id_: str) -> str:
    return absolute(sheet.name, sheet.places[id_] + 1, 2, sheet.rows + 1)


def _matter_rows(firm: Firm) -> int:
    return len(firm.matters) + SPARE_MATTERS if firm.matters else MATTERS_WHEN_UNKNOWN


def _lists(spec: Workbook, firm: Firm, guide: Guide, places: Places) -> dict[str, str]:
    """The range of each drop-down; no entry for an empty one."""
    ranges = {}
    if places.people:
        ranges["people"] = places.people
    if places.matters:
        ranges["matters"] = places.matters[0]
    for number, (name, words) in enumerate(_categories(firm).items(), start=1):
        if words and _uses(spec, name):
            ranges[name] = absolute(LISTS_SHEET, number, 2, len(words) + 1)
    if _uses(spec, "trust-accounts"):
        ranges["trust-accounts"] = places.columns[TRUST_ACCOUNTS]
    if _uses(spec, "reports"):
        ranges["reports"] = absolute(RECOMMENDED, 2, 2, len(guide.reports) + 1)
    return ranges


def _categories(firm: Firm) -> dict[str, tuple[str, ...]]:
    return {"time-categories": firm.time_categories, "expense-categories": firm.expense_categories}


def _first_rows(
    spec: Workbook, sheet: Sheet, firm: Firm, guide: Guide
) -> Sequence[Sequence[object]]:
    """The rows that a sheet starts with: the firm's matters and people, the recommended reports."""
    values: Sequence[Mapping[str, object]] = sheet.first_rows
    match spec.id, sheet.name:
        case _, "Matters":
            values = [
                {
                    "old-number": matter.old_number,
                    "client": matter.client,
                    "description": matter.description,
                    "display-number": matter.display_number,
                }
                for matter in firm.matters
            ]
        case _, "People":
            values = [
                {"old-name": person.old_name, "clio-user": person.clio_user, "rate": person.rate}
                for person in firm.people
            ]
        case "historical-data-index", "Index":
            values = [
                {"number": report.number, "report": report.report} for report in guide.reports
            ]
        case "historical-data-index", "Old system":
            values = list(_reports_of_system(firm, guide))
    filled = max(
        (
            place
            for place, column in enumerate(sheet.columns, start=1)
            if column.is_entered and any(column.id in row for row in values)
        ),
        default=0,
    )
    columns = [column.id if column.is_entered else "" for column in sheet.columns[:filled]]
    return [[row.get(id_) for id_ in columns] for row in values]
