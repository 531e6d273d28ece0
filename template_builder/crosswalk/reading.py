"""Reads a crosswalk and judges it as strictly as time: every cell, and what two rows say of one matter or person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..common.cells import UNSAVED, address
from ..common.numbers import shown
from ..common.text import is_blank, key_of, text_of, visible
from ..judging.numbers import AmountJudge
from ..judging.remarks import points_to
from ..judging.verdict import Flaw, Judge, JudgedOnce, Params, Verdict, judge_all
from ..judging.written_names import WrittenJudge
from ..reading.reader import Book
from ..workbooks.headers import FoundSheet
from ..workbooks.model import Column
from ..workbooks.recognition import Recognized
from .crosswalk import Crosswalk, KnownMatter, KnownPerson

TO_DECIDE, ONLY_IN_CLIO = "To decide", "Only in Clio"
"""Sheets that a proposed crosswalk has for whoever decides; nothing is compared with them."""

OLD, CLIO = "the old system", "Clio"
MATTERS: Mapping[str, Judge] = {
    "old-number": WrittenJudge(OLD),
    "display-number": WrittenJudge(CLIO, exact=True, before_colon=True),
}
PEOPLE: Mapping[str, Judge] = {
    "old-name": WrittenJudge(OLD),
    "clio-user": WrittenJudge(CLIO, exact=True, person=True),
    "rate": AmountJudge(name="rate"),
}
"""The judges of the columns that everything relies on, by the column's id; that of the key comes first."""
NEEDED = {"old-number", "display-number", "old-name", "clio-user"}
"""Columns without which nothing can be said; a firm may do without the others."""

ONCE = {
    "crosswalk-exact-number",
    "crosswalk-old-number",
    "crosswalk-key-missing",
    "crosswalk-struck",
}
"""Kinds whose cells are drawn together, whatever is in them."""


class Remark(NamedTuple):
    """A flaw of a crosswalk with its place. `cell` is (column from 0, row from 1), or None for the whole file."""

    file: str
    flaw: Flaw
    sheet: str = ""
    cell: tuple[int, int] | None = None
    value: object = ""
    column: Column | None = None


class _Row(NamedTuple):
    """A filled row: what its cells mean by the column's id, and where they are."""

    file: str
    sheet: FoundSheet
    number: int
    means: Mapping[str, object]

    def text(self, id_: str) -> str:
        """What a cell says; blank also where it cannot be used."""
        return str(self.means[id_] or "")

    def place(self, id_: str) -> tuple[int, int]:
        """The cell of a column, or the first one of the row where the sheet lacks the column."""
        return self.sheet.columns.get(id_, 0), self.number

    def __str__(self) -> str:
        return f"{self.sheet.data.name}!{self.number}"


class CrosswalkReader:
    """Reads one crosswalk out of one workbook, or out of several files with one sheet each."""

    def __init__(self) -> None:
        self.remarks: list[Remark] = []
        self.other_numbers: dict[str, list[str]] = {}
        """Display numbers that contradict the first one of an old number, by its key."""
        self._matters: dict[str, KnownMatter] = {}
        self._people: dict[str, KnownPerson] = {}
        self._rows: dict[tuple[str, str], _Row] = {}
        self._displays: dict[str, str] = {}
        self._rates: dict[tuple[str, str], tuple[Decimal, _Row]] = {}

    def take(self, book: Book, recognized: Recognized) -> None:
        """Read one more file, recognized by the crosswalk's spec."""
        self.remarks += [Remark(book.name, flaw) for flaw in recognized.flaws]
        for sheet in recognized.sheets:
            for column, row, value, flaw in sheet.flaws:
                if flaw.kind != "column-missing" or _is_needed(flaw, sheet):
                    cell = (column, row)
                    self.remarks.append(Remark(book.name, flaw, sheet.data.name, cell, value))
            judges, take = (
                (MATTERS, self._take_matter)
                if sheet.spec.name == "Matters"
                else (PEOPLE, self._take_person)
            )
            # In a CSV file every number is text.
            expected = "number-as-text" if book.kind == "csv" else ""
            for line in self._read(book.name, sheet, judges, expected):
                take(line)

    def finished(self) -> Crosswalk:
        """The crosswalk out of all files; notes the numbers and names in it that mean two things, or nobody."""
        self._clear_pointers()
        crosswalk = Crosswalk(matters=self._matters, people=self._people)
        for key, (_, other) in crosswalk.two_meanings_of_numbers().items():
            flaw = Flaw("crosswalk-two-meanings", (("what", "matter"), ("two", other)))
            self._note(self._rows["matter", key], "old-number", flaw)
        for key, (_, other) in crosswalk.two_meanings_of_names.items():
            flaw = Flaw("crosswalk-two-meanings", (("what", "person"), ("two", other)))
            self._note(self._rows["person", key], "old-name", flaw)
        return crosswalk

    def _clear_pointers(self) -> None:
        """Clear a Clio user such as See Anna, where another row names an Anna."""
        pointers = {key: who for key, p in self._people.items() if (who := points_to(p.clio_user))}
        others = [p for key, p in self._people.items() if key not in pointers]
        words = [key_of(name).split() for p in others for name in (p.old_name, p.clio_user)]
        counts = {len(who.split()) for who in pointers.values()}
        beginnings = {" ".join(own[:count]) for count in counts for own in words}
        for key, who in pointers.items():
            if key_of(who) in beginnings:
                person = self._people[key]
                self._note(self._rows["person", key], "clio-user", Flaw("crosswalk-not-yet"))
                self._people[key] = person._replace(clio_user="")

    def _read(
        self, file: str, sheet: FoundSheet, judges: Mapping[str, Judge], expected: str
    ) -> Iterator[_Row]:
        """The rows of a sheet that name a matter or a person; notes what is wrong with each of their cells."""
        columns = sheet.spec.columns
        once = [JudgedOnce(judges.get(column.id, _as_shown)) for column in columns]
        for number, values in _filled(sheet, columns):
            verdicts = judge_all(once, values)
            means = {c.id: verdict.value for c, verdict in zip(columns, verdicts, strict=True)}
            row = _Row(file, sheet, number, means)
            for column, value, verdict in zip(columns, values, verdicts, strict=True):
                for flaw in verdict.flaws:
                    if column.id in judges and flaw.kind != expected:
                        self._note(row, column.id, flaw, value)
            crossed = [
                id_ for id_ in judges if (number, sheet.columns.get(id_, -1)) in sheet.data.struck
            ]
            if crossed:
                self._note(row, crossed[0], Flaw("crosswalk-struck"))
            key = columns[0]
            named = row.text(key.id) or row.means.get("clio-user")
            if is_blank(values[0]) and not named:
                self._note(row, key.id, Flaw("crosswalk-key-missing", (("column", key.header),)))
            elif named:
                yield row

    def _take_matter(self, row: _Row) -> None:
        old, client, display = map(row.text, ("old-number", "client", "display-number"))
        key = key_of(old)
        known = self._matters.get(key, KnownMatter(old, "", ""))
        if known.display_number:
            if display not in ("", known.display_number):
                words = (("name", old), ("what", "display numbers"))
                numbers = (known.display_number, display)
                self._contradict(row, "old-number", words, numbers, self._rows["matter", key])
                self.other_numbers.setdefault(key, []).append(display)
            return
        description = row.text("description") or known.description
        self._matters[key] = KnownMatter(
            known.old_number, client or known.client, display, description
        )
        self._rows["matter", key] = row
        first = self._displays.setdefault(key_of(display), old)
        if display and first != old:
            self._note(row, "display-number", Flaw("crosswalk-shared-number", (("one", first),)))

    def _take_person(self, row: _Row) -> None:
        user = row.text("clio-user")
        old = row.text("old-name") or user
        key = key_of(old)
        known = self._people.get(key, KnownPerson(old, "", None))
        if known.clio_user and user and key_of(known.clio_user) != key_of(user):
            words = (("name", old), ("what", "Clio users"))
            users = (known.clio_user, user)
            self._contradict(row, "old-name", words, users, self._rows["person", key])
            return
        self._rows.setdefault(("person", key), row)
        user = known.clio_user or user
        rate = row.means["rate"]
        if isinstance(rate, Decimal):
            self._take_rate(row, rate, user or old)
        else:
            rate = known.rate
        self._people[key] = KnownPerson(known.old_name, user, rate)

    def _take_rate(self, row: _Row, rate: Decimal, name: str) -> None:
        """Hold a rate against that of an earlier row of the same old name or the same Clio user."""
        for id_ in ("old-name", "clio-user"):
            key = (id_, key_of(row.text(id_)))
            first, earlier = self._rates.setdefault(key, (rate, row))
            if key[1] and first != rate:
                words = (("name", name), ("what", "rates"))
                self._contradict(row, "rate", words, (shown(first), shown(rate)), earlier)
                return

    def _contradict(
        self, row: _Row, id_: str, words: Params, values: tuple[str, str], earlier: _Row
    ) -> None:
        one, two = values
        params = (*words, ("one", one), ("two", two), ("other", str(earlier)))
        self._note(row, id_, Flaw("crosswalk-contradiction", params))

    def _note(self, row: _Row, id_: str, flaw: Flaw, value: object = None) -> None:
        here = (row.sheet.data.name, row.place(id_))
        typed = row.means[id_] if value is None else value
        shown_value = "" if flaw.kind in ONCE else typed
        column = row.sheet.spec.column(id_)
        self.remarks.append(Remark(row.file, flaw, *here, shown_value, column))


def _filled(sheet: FoundSheet, columns: Sequence[Column]) -> Iterator[tuple[int, Sequence[object]]]:
    """The filled rows below the header: their numbers on the screen and the values of the columns."""
    places = [sheet.columns.get(column.id, -1) for column in columns]
    rate = next((at for at, column in enumerate(columns) if column.id == "rate"), -1)
    unsaved = set(sheet.data.unsaved_formulas)
    for number, cells in enumerate(sheet.below, start=sheet.header_row + 1):
        values = [cells[at] if 0 <= at < len(cells) else "" for at in places]
        if rate >= 0:
            values[rate] = sheet.data.number_in(number, places[rate], values[rate])
        if unsaved:
            values = [
                UNSAVED if at >= 0 and address(at, number) in unsaved else value
                for at, value in zip(places, values, strict=True)
            ]
        if not all(map(is_blank, values)):
            yield number, values


def _as_shown(value: object) -> Verdict:
    """What a cell says on which nothing relies."""
    return Verdict(visible(text_of(value)).strip())


def _is_needed(flaw: Flaw, sheet: FoundSheet) -> bool:
    header = dict(flaw.params)["column"]
    return any(column.header == header and column.id in NEEDED for column in sheet.spec.columns)
