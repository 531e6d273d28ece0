"""Exports filled workbooks in tests: what billing gets from people's files, and reads it back with the standard library."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from decimal import Decimal

from template_builder.common.stamp import EARLIEST
from template_builder.crosswalk.crosswalk import Crosswalk
from template_builder.export.both_right import BothRight
from template_builder.export.copies import Choice, Take
from template_builder.export.service import Exported, Wishes, export_of
from template_builder.firm.firm import Firm
from tests.support.checking import CROSSWALK, session_of, small_kit
from tests.support.fill import fill, row
from tests.support.kit import real_firm

BILLIE = "time-tracking-billie-sample.xlsx"
ALEX = "time-tracking-alex-example.xlsx"

Worked = tuple[dt.date, str, str, float]
"""A row of time: date, matter, description, hours; the rate is 320."""


def book(*rows: Worked, name: str = BILLIE, first: int = 2, **cells: object) -> bytes:
    """A person's workbook with rows of time from a row on."""
    filled: dict[str, object] = dict(cells)
    for number, (day, matter, text, hours) in enumerate(rows, start=first):
        filled |= row("Time", number, day, matter, None, text, hours, 320)
    return fill(small_kit()[name], filled)


def saved_on(data: bytes, day: int) -> bytes:
    """A workbook that says it was saved on a day of February 2027, as programs say it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(
                    rb"[-0-9]{10}(T[0-9:]+Z</dcterms:modified>)", rb"2027-02-%02d\1" % day, part
                )
            new.writestr(name, part)
    return buffer.getvalue()


def export(
    *files: tuple[str, bytes],
    take: str = "",
    choices: Iterable[tuple[str, str, str]] = (),
    after: Iterable[Mapping[str, bytes]] = (),
    beside: Iterable[tuple[str, bytes]] = (),
    both_right: Iterable[BothRight] = (),
    firm: Firm | None = None,
    crosswalk: Crosswalk = CROSSWALK,
) -> Exported:
    """The export of files; `after` are the files of earlier ones, `beside` what is given with them."""
    chosen = [Choice(Take(take))] if take else [Choice(Take(t), a, b) for a, b, t in choices]
    before = [
        (f"import {number}/{name}", data)
        for number, files_ in enumerate(after, start=1)
        for name, data in files_.items()
    ]
    session = session_of(*files, firm=firm or real_firm(), crosswalk=crosswalk)
    wishes = Wishes(chosen, [*before, *beside], firm, list(both_right))
    return export_of(list(session.final()), session, EARLIEST, wishes)


def rows_of(made: Exported, name: str = "activities.csv") -> list[dict[str, str]]:
    """The rows of a CSV file of an export."""
    return list(csv.DictReader(io.StringIO(made.files[name].decode("utf-8-sig"), newline="")))


def hours_of(made: Exported) -> list[Decimal]:
    """The hours that go out, sorted."""
    return sorted(Decimal(line["quantity"]) for line in rows_of(made) if not line["type"])


def kinds_of(made: Exported) -> list[str]:
    """The kinds of the open points, in their order."""
    return [point.kind for point in made.receipt.open_points]
