"""Rounds of work, upload, refusal, retry and correction by hand, beside a Clio of the test's own that counts what it has.

After each round the rows that go out and the corrections that are listed have to turn what this Clio has into what is recorded,
whatever happened before: nothing twice, nothing lost, and no correction of a row that is not there.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

import pytest

from template_builder.check.activities_csv import HEADER
from template_builder.common.csv_files import to_csv
from template_builder.export.both_right import BothRight
from template_builder.export.service import Exported
from template_builder.retry.service import refused_rows
from tests.support.checking import DAY
from tests.support.exporting import Worked, book, export, rows_of

pytestmark = pytest.mark.heavy
DISPLAY = {"0101": "00012-Fictional Orchard", "1001": "00013-Placeholder"}
LIST = "correct-in-clio.csv"

Row = tuple[str, str, str, Decimal]
"""Date, matter, description and hours, as Clio has them."""
Line = dict[str, str]


def row_of(line: Line, start: str = "") -> Row:
    date, matter, note, hours = (
        line[f"{start}{n}"] for n in ("date", "matter", "note", "quantity")
    )
    return date, matter, note, Decimal(hours)


def recorded(work: Iterable[Worked]) -> Counter[Row]:
    return Counter((f"{d:%d/%m/%Y}", DISPLAY[m], text, Decimal(str(h))) for d, m, text, h in work)


class Firm:
    """One person's work, what Clio has of it, and the files that billing keeps of each upload."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.work = [self.new_work() for _ in range(self.chance.randint(1, 6))]
        self.clio: Counter[Row] = Counter()
        self.imports: list[dict[str, bytes]] = []
        self.beside: list[tuple[str, bytes]] = []

    def new_work(self) -> Worked:
        """Work of few words, so that rows are equal often enough."""
        chance = self.chance
        day = DAY + dt.timedelta(chance.randint(0, 3))
        return (
            day,
            chance.choice(sorted(DISPLAY)),
            f"Work {chance.randint(0, 5)}",
            chance.randint(1, 8) / 4,
        )

    def go_on(self) -> None:
        """People correct, delete and repeat rows, and work more."""
        after: list[Worked] = []
        for day, matter, text, hours in self.work:
            what = self.chance.random()
            if what > 0.08:
                more = 0.5 if what < 0.2 else 0
                after.append(
                    (day, matter, f"{text} more" if 0.2 < what < 0.26 else text, hours + more)
                )
            if what > 0.94:
                after.append(after[-1])
        after += [self.new_work() for _ in range(self.chance.randint(0, 3))]
        self.chance.shuffle(after)
        self.work = after or [self.new_work()]

    def export(self) -> Exported:
        """What is new. Where files say the same, they do: each was handed back, or uploaded, on its own."""
        data = book(*self.work)
        right: list[BothRight] = []
        while True:
            made = export(
                ("b.xlsx", data), after=self.imports, beside=self.beside, both_right=right
            )
            more = [each for p in made.receipt.open_points if p.kind.endswith("-twice") for each in p.both_right]  # fmt: skip
            if not more:
                return made
            right += more

    def upload(self, made: Exported) -> None:
        """Correct some rows by hand; upload, and retry what Clio refuses, some of it corrected, once."""
        files = dict(made.files)
        if LIST in files:
            files[LIST] = self.corrected(files[LIST], rows_of(made, LIST))
        out = rows_of(made)
        if not out and LIST not in files:
            return
        self.imports.append(files)
        refused = self.taken(out)
        if not refused or self.chance.random() < 0.4:
            return
        found, _ = refused_rows(self.beside[-1], files["activities.csv"], files["receipt.json"])
        again = [dict(zip(HEADER, each.values, strict=True)) for each in found.failed]
        for line in again:
            if self.chance.random() < 0.2:
                line["note"] += " fixed"
        self.beside.append(
            (f"again {len(self.beside)}.csv", to_csv(HEADER, (line.values() for line in again)))
        )  # type: ignore[misc]
        self.taken(again)

    def taken(self, lines: list[Line]) -> list[Line]:
        """Clio takes rows, and hands back those that it refuses in a file."""
        refused = [line for line in lines if self.chance.random() < 0.3]
        self.clio += Counter(map(row_of, lines)) - Counter(map(row_of, refused))
        if refused:
            errors = to_csv(("Error", *HEADER), [("Not found", *line.values()) for line in refused])
            self.beside.append((f"errors {len(self.beside)}.csv", errors))
        return refused

    def corrected(self, data: bytes, lines: list[Line]) -> bytes:
        header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        for row, line in zip(rows, lines, strict=True):
            if self.chance.random() < 0.6:
                row[0] = "yes"
                put_right(self.clio, line)
        return to_csv(header, rows)


def put_right(clio: Counter[Row], line: Line) -> None:
    """Do in Clio what a line of corrections says."""
    assert clio[row_of(line, "was ")] > 0, "a correction of a row that Clio does not have"
    clio[row_of(line, "was ")] -= 1
    if line["what"] == "changed":
        clio[row_of(line, "is ")] += 1


@pytest.mark.parametrize("seed", [1, 22, 63, 99, 184])
def test_whatever_clio_refuses_and_people_correct_the_next_import_makes_it_right(seed):
    firm = Firm(seed)
    for _ in range(4):
        made = firm.export()
        assert made.receipt.ties
        clio = Counter(firm.clio)
        for line in rows_of(made, LIST) if LIST in made.files else ():
            put_right(clio, line)
        clio.update(map(row_of, rows_of(made)))
        assert +clio == recorded(firm.work)
        firm.upload(made)
        firm.go_on()
