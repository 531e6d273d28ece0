"""Large workbooks for measurements: filled like a firm's, without flaws."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache

import openpyxl

from template_builder.common.csv_files import to_csv
from template_builder.workbooks.names import TEMPLATE_LABEL

WORDS = ("Draft", "Review", "Call with client about", "Research", "Revise", "Prepare", "Meeting on")
OBJECTS = (
    "lease",
    "settlement",
    "complaint",
    "discovery",
    "brief",
    "closing",
    "trust deed",
    "motion",
)


@cache
def filled_workbook(rows: int, person: str = "Billie Sample") -> bytes:
    """A time-tracking workbook with `rows` rows of time over 40 matters and a few weeks."""
    book = openpyxl.Workbook(write_only=True)
    start = book.create_sheet("Start here")
    start.append([None, "Name", "Usual rate"])
    start.append([None, person, 320])
    start.append([None, TEMPLATE_LABEL, "time-tracking", 1])
    time = book.create_sheet("Time")
    time.append(
        ["Date", "Matter", "Activity category", "Description", "Hours", "Rate", "Timekeeper", "Non-billable", "Check"]
    )  # fmt: skip
    monday = dt.date(2027, 1, 18)
    for number in range(rows):
        week, weekday = divmod(number % 20, 5)
        time.append(
            [
                monday + dt.timedelta(days=7 * week + weekday),
                f"2024-{number % 40:04d}",
                "Drafting" if number % 3 else None,
                f"{WORDS[number % 7]} {OBJECTS[number % 8]} no. {number}",
                0.1 * (1 + number % 30),
                None if number % 5 else 250,
                None,
                "yes" if number % 17 == 0 else None,
                "OK",
            ]
        )
    expenses = book.create_sheet("Expenses")
    expenses.append(
        ["Date", "Matter", "Expense category", "Description", "Price", "Quantity", "Timekeeper", "Non-billable", "Check"]
    )  # fmt: skip
    matters = book.create_sheet("Matters")
    matters.append(["Old number", "Client", "Description", "Clio display number"])
    for number in range(40):
        matters.append(
            [f"2024-{number:04d}", f"Fictional Client {number}", "Example", f"{number:05d}-Client"]
        )
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


CROSSWALK_CSV = to_csv(
    ("Old number", "Client", "Description", "Clio display number"),
    [(f"2024-{n:04d}", f"Fictional Client {n}", "Example", f"{n:05d}-Client") for n in range(40)],
)
"""The crosswalk of those matters."""


def large_firm(people: int, matters: int, days_off: int) -> str:
    """A firm's file; every name says that it is fictional. It publishes all that a firm may publish."""
    lines = [
        "[firm]",
        'name = "Fictional & Many LLP"',
        'region = "US"',
        'date_order = "MDY"',
        "rounding_minutes = 6",
        'previous_system = "PCLaw"',
        'send_workbooks_to = "Fictional Person 000"',
        "publish_names = true",
        "[plan]",
        "export_day = 2027-01-14",
        "export_time = 13:00:00",
        "cut_off_time = 12:00:00",
        f"days_off = [{', '.join(map(str, _fridays(days_off)))}]",
        "[categories]",
        'time = ["Drafting", "Research"]',
        'expense = ["Copies"]',
        "[new_staff]",
        'publish_matter_numbers = "clients"',
    ]
    for number in range(people):
        role = ("coordinator", "billing", "it")[number] if number < 3 else "timekeeper"
        lines += ["[[people]]", f'name = "Fictional Person {number:03}"', f'roles = ["{role}"]']
        lines += [f"rate = {200 + number}.00", f'old_name = "FP{number:03}"']
    for number in range(matters):
        lines += ["[[matters]]", f'old_number = "2024-{number:05}"']
        lines += [f'client = "Fictional Client {number // 3}"', 'description = "Example of work"']
        lines += [f'display_number = "{number:05}-Fictional"']
    return "\n".join(lines)


def _fridays(count: int) -> list[dt.date]:
    """As many Fridays, the first after the export."""
    return [dt.date(2027, 1, 22) + dt.timedelta(days=7 * number) for number in range(count)]
