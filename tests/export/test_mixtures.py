"""Any mixture of mistakes, in any number of files: never `complete`, and nothing is lost, doubled or changed in silence.

The oracle is the list of what was worked, written down before any file is made. Each piece of work has a text of its own, by
which it is looked for in what goes out, in what is left out, and in the sheets that are named as not read.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from template_builder.common.stamp import EARLIEST
from template_builder.export.copies import Choice, Take
from template_builder.export.service import Exported, Wishes, export_of
from tests.support.checking import CROSSWALK, session_of, small_kit
from tests.support.editing import opened
from tests.support.exporting import ALEX, BILLIE, saved_on
from tests.support.kit import real_firm

pytestmark = pytest.mark.heavy
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
"""Without making an example smaller: each try is an export, and a hundred of them outlive the limit of a test."""

PEOPLE = {BILLIE: "Billie Sample", ALEX: "Alex Example"}
DISPLAY = {"0101": "00012-Fictional Orchard", "1001": "00013-Placeholder"}


@dataclass
class Work:
    """What somebody did: the day, the matter, the hours, the rate; `text` is nobody else's."""

    text: str
    person: str
    day: dt.date
    matter: str
    hours: Decimal
    rate: Decimal = Decimal(300)

    @property
    def row(self) -> dict[str, object]:
        """The cells as they should be."""
        return {
            "Date": self.day,
            "Matter": self.matter,
            "Description": self.text,
            "Hours": float(self.hours),
            "Rate": float(self.rate),
        }


def _cell(header: str, value: object) -> Callable[[Work], dict[str, object]]:
    return lambda work: {**work.row, header: value}


CELLS: dict[str, Callable[[Work], dict[str, object]]] = {
    "unknown matter": _cell("Matter", "9999"),
    "no matter": _cell("Matter", None),
    "two matters": _cell("Matter", "0101 / 1001"),
    "matter with more": _cell("Matter", "0101 Lease of cold store"),
    "invisible": lambda work: {**work.row, "Matter": f"{work.matter}\u200b"},
    "hours as clock": lambda work: {**work.row, "Hours": f"{int(work.hours)}:30"},
    "hours as time": _cell("Hours", 0.0625),  # 1:30; of 6:00, which is 0.25, nothing tells what is meant
    "hours with unit": lambda work: {**work.row, "Hours": f"{work.hours} hrs"},
    "hours with comma": lambda work: {**work.row, "Hours": f"{work.hours + Decimal('0.5')}".replace(".", ",")},
    "hours in words": _cell("Hours", "all day"),
    "hours true": _cell("Hours", True),
    "hours too fine": _cell("Hours", 0.3333),
    "hours negative": lambda work: {**work.row, "Hours": -float(work.hours)},
    "rate with sign": _cell("Rate", "$300"),
    "rate far off": _cell("Rate", 3200),
    "date two ways": _cell("Date", "02/03/2027"),
    "date of 1900": _cell("Date", dt.date(1900, 1, 15)),
    "no date": _cell("Date", "next week"),
    "unknown person": _cell("Timekeeper", "Somebody Else"),
    "Y": _cell("Non-billable", "Y"),
    "true": _cell("Non-billable", True),
    "line break": lambda work: {**work.row, "Description": f"{work.text}\nand more"},
}  # fmt: skip
"""Mistakes in one row. The row goes out as it was meant and with a word about it, or is left out."""


@dataclass
class Hand:
    """One person's workbook: the pieces of work, the mistake in each row if any, the mistakes of the whole."""

    kit: str
    work: list[Work]
    mistakes: dict[int, str] = field(default_factory=dict)
    habits: list[str] = field(default_factory=list)


def columns(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value}


def put(sheet: Worksheet, number: int, cells: dict[str, object], places: dict[str, int]) -> None:
    for header, value in cells.items():
        if value is not None:
            cell = sheet.cell(number, places[header], value)
            if isinstance(value, float | int) and not isinstance(value, bool):
                cell.number_format = "0.00"


def time_of(book: Workbook) -> Worksheet:
    return book["Time"]


def written(hand: Hand) -> bytes:
    """The workbook as the person hands it in."""
    book = opened(small_kit()[hand.kit])
    sheet = time_of(book)
    places = columns(sheet)
    last = len(hand.work) + 1
    for place, work in enumerate(hand.work):
        number = place + 2
        mistake = hand.mistakes.get(place)
        put(sheet, number, CELLS[mistake](work) if mistake else work.row, places)
    for habit in hand.habits:
        HABITS[habit](book, hand, places, last)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _extra(hand: Hand, mark: str) -> Work:
    """One more piece of work, recorded in another place."""
    first = hand.work[0]
    day = first.day + dt.timedelta(len(hand.work) + 3)
    extra = Work(f"{mark} {first.text}", first.person, day, first.matter, Decimal("1.25"))
    hand.work.append(extra)
    return extra


def _second_sheet(book: Workbook, hand: Hand, places: dict[str, int], last: int) -> None:
    sheet = book.create_sheet("Time Feb")
    for header, column in places.items():
        sheet.cell(1, column, header)
    put(sheet, 2, _extra(hand, "second sheet").row, places)


def _own_sheet(book: Workbook, hand: Hand, places: dict[str, int], last: int) -> None:
    """A list of one's own, with other headers: it cannot be read, so it is named."""
    work = _extra(hand, "own sheet")
    sheet = book.create_sheet("My own list")
    for column, value in enumerate(("Day", "Client", "What I did", "Hrs"), start=1):
        sheet.cell(1, column, value)
    for column, value in enumerate((work.day, "A client", work.text, float(work.hours)), start=1):
        sheet.cell(2, column, value)


def _hidden_row(book: Workbook, hand: Hand, places: dict[str, int], last: int) -> None:
    time_of(book).row_dimensions[2].hidden = True


def _struck_row(book: Workbook, hand: Hand, places: dict[str, int], last: int) -> None:
    for cell in time_of(book)[2]:
        if cell.value is not None:
            cell.font = openpyxl.styles.Font(strike=True)


def _no_expenses(book: Workbook, hand: Hand, places: dict[str, int], last: int) -> None:
    book.remove(book["Expenses"])


HABITS: dict[str, Callable[[Workbook, Hand, dict[str, int], int], None]] = {
    "own sheet": _own_sheet,
    "hidden row": _hidden_row,
    "struck row": _struck_row,
    "no expenses": _no_expenses,
}
"""Mistakes of a whole workbook, each of which has to be said."""


def _ticks(book: Workbook, hand: Hand, places: dict[str, int], last: int) -> None:
    for number in range(2, 20):
        cell = time_of(book).cell(number, places["Non-billable"])
        if cell.value is None:
            cell.value = False


def _rates(book: Workbook, hand: Hand, places: dict[str, int], last: int) -> None:
    for number in range(last + 3, 20):
        time_of(book).cell(number, places["Rate"], 300)


def _header_again(book: Workbook, hand: Hand, places: dict[str, int], last: int) -> None:
    for header, column in places.items():
        time_of(book).cell(last + 1, column, header)


HARMLESS = {
    "ticks": _ticks,
    "rates": _rates,
    "header again": _header_again,
    "second sheet": _second_sheet,
}
"""Habits that harm nothing: they are read through, and cost no entry."""
HABITS |= HARMLESS


def export(files: list[tuple[str, bytes]], take: Take | None) -> Exported:
    session = session_of(*files, firm=real_firm(), crosswalk=CROSSWALK)
    wishes = Wishes([Choice(take)] if take else [])
    return export_of(list(session.final()), session, EARLIEST, wishes)


def lines(made: Exported, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.files[name].decode("utf-8-sig"), newline="")))


def account(made: Exported, work: list[Work]) -> None:
    """Every piece of work is once in what goes out, as it was meant, or once in what is left out, or its sheet is named."""
    out = Counter[str]()
    for line in lines(made, "activities.csv"):
        (meant,) = [each for each in work if line["note"].startswith(each.text)]
        out[meant.text] += 1
        assert line["matter"] == DISPLAY[meant.matter]
        assert Decimal(line["quantity"]) == meant.hours
        assert Decimal(line["price"]) in (meant.rate, 3200)
        assert line["activity_user"] == meant.person
        assert line["date"] == f"{meant.day:%d/%m/%Y}"
    left = Counter(
        each.text
        for line in lines(made, "rejected.csv")
        for each in work
        if line["description or subject"].startswith(each.text)
    )
    named = " ".join(point.message for point in made.receipt.open_points)
    for each in work:
        unread = each.text.startswith("own sheet") and "My own list" in named
        assert out[each.text] + left[each.text] + unread == 1, each.text
    assert made.receipt.ties


@st.composite
def hands(draw: st.DrawFn, habits: list[str], mistakes: list[str]) -> list[Hand]:
    """The workbooks of one or two people with work of their own."""
    found = []
    for kit in draw(st.sampled_from([[BILLIE], [ALEX], [BILLIE, ALEX]])):
        count = draw(st.integers(1, 4))
        work = [
            Work(
                text=f"Work {len(found)}-{number};",
                person=PEOPLE[kit],
                day=dt.date(2027, 1, 15) + dt.timedelta(number),
                matter=draw(st.sampled_from(sorted(DISPLAY))),
                hours=Decimal(draw(st.integers(4, 32))) / 4,
            )
            for number in range(count)
        ]
        marks = draw(st.dictionaries(st.integers(0, count - 1), st.sampled_from(mistakes))) if mistakes else {}  # fmt: skip
        if kit == ALEX:  # of whom no usual rate is known
            marks = {at: mark for at, mark in marks.items() if mark != "rate far off"}
        own = draw(st.lists(st.sampled_from(habits), unique=True, max_size=3)) if habits else []
        found.append(Hand(kit, work, marks, own))
    return found


def files_of(given: list[Hand]) -> tuple[list[tuple[str, bytes]], list[Work]]:
    files = [(f"{place}.xlsx", written(hand)) for place, hand in enumerate(given)]
    return files, [work for hand in given for work in hand.work]


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(hands(sorted(HABITS), sorted(CELLS)), st.sampled_from(["", "twice", "newer", "once"]))
def test_a_mixture_of_mistakes_is_never_complete_and_loses_and_doubles_nothing(given, copies):
    files, work = files_of(given)
    wrong = any(hand.mistakes or set(hand.habits) - set(HARMLESS) for hand in given)
    if copies == "twice":
        files.append(("again.xlsx", files[0][1]))
    elif copies:
        first = given[0]
        # Of a row that both have, the earlier file's goes out: it is as hidden or struck there.
        week = Hand(
            first.kit,
            first.work[:1],
            {0: first.mistakes[0]} if 0 in first.mistakes else {},
            [habit for habit in first.habits if habit in ("hidden row", "struck row")],
        )
        files = [(name, saved_on(data, 9)) for name, data in files]
        files.insert(0, ("week 1.xlsx", saved_on(written(week), 2)))
    made = export(files, Take(copies) if copies in ("newer", "once") else None)
    account(made, work)
    assert made.receipt.complete == (not wrong and copies != "twice")


@settings(max_examples=15, deadline=None, phases=PHASES)
@given(hands(sorted(HARMLESS), []))
def test_harmless_habits_cost_nothing_and_stay_complete(given):
    files, work = files_of(given)
    made = export(files, None)
    account(made, work)
    assert made.receipt.complete, made.receipt.open_points
    assert made.receipt.total.exported.hours == sum(each.hours for each in work)
    assert made.receipt.total.exported.time_amount == sum(each.hours * each.rate for each in work)
