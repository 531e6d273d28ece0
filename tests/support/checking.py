"""Checks filled workbooks in tests and shows the answer as tuples a reader takes in at once."""

from __future__ import annotations

import datetime as dt
from functools import cache

from template_builder.check.catalogue import load_findings
from template_builder.check.checker import CheckedFile, CheckSession, Rules
from template_builder.common.text import key_of
from template_builder.crosswalk.crosswalk import Crosswalk, KnownMatter, KnownPerson
from template_builder.firm.firm import Firm
from template_builder.workbooks.kit import build_kit
from tests.support.fill import fill
from tests.support.kit import example_firm, guide, real_firm, workbooks
from tests.support.once import shared

TODAY = dt.date(2027, 2, 1)
DAY = dt.date(2027, 1, 15)

CROSSWALK = Crosswalk(
    matters={
        key_of(old): KnownMatter(old, client, display)
        for old, client, display in (
            ("0101", "Fictional Orchard Ltd", "00012-Fictional Orchard"),
            ("1001", "Pat Placeholder", "00013-Placeholder"),
            ("2002", "Sample Bakery Inc", ""),
        )
    },
    people={
        key_of(old): KnownPerson(old, user, rate)
        for old, user, rate in (
            ("Alex Example", "Alex Example", None),
            ("AEX", "Alex Example", None),
            ("Billie Sample", "Billie Sample", None),
            ("CSP", "", None),
        )
    },
)


@shared
def small_kit() -> dict[str, bytes]:
    """The test firm's time-tracking workbooks with few rows, so that filling them is quick."""
    return _with_few_rows(real_firm())


@shared
def small_example_kit() -> dict[str, bytes]:
    """Those of the example firm."""
    return _with_few_rows(example_firm())


def _with_few_rows(firm: Firm) -> dict[str, bytes]:
    spec = workbooks()["time-tracking"]
    sheets = tuple(sheet._replace(rows=20) for sheet in spec.sheets)
    books = {"time-tracking": spec._replace(sheets=sheets)}
    return {file.name: file.data for file in build_kit(guide(), books, firm)}


@cache
def rules() -> Rules:
    return Rules(spec=workbooks()["time-tracking"], catalogue=load_findings())


def session_of(
    *files: tuple[str, bytes],
    firm: Firm | None = None,
    crosswalk: Crosswalk | None = None,
    today: dt.date | None = TODAY,
) -> CheckSession:
    """A session with files opened in it."""
    session = CheckSession(rules(), firm=firm, crosswalk=crosswalk, today=today)
    for name, data in files:
        session.open(name, data)
    return session


def check(
    *files: tuple[str, bytes],
    firm: Firm | None = None,
    crosswalk: Crosswalk | None = None,
    today: dt.date | None = TODAY,
) -> list[CheckedFile]:
    return list(session_of(*files, firm=firm, crosswalk=crosswalk, today=today).final())


def check_cells(
    cells: dict[str, object], *, personal: bool = True, **settings: object
) -> CheckedFile:
    """Check a workbook of the test firm with some cells filled: Billie's own, or the shared one."""
    name = "time-tracking-billie-sample.xlsx" if personal else "time-tracking.xlsx"
    (file,) = check((name, fill(small_kit()[name], cells)), **settings)  # type: ignore[arg-type]
    return file


def located(file: CheckedFile, *, notes: bool = False) -> list[tuple[str, str]]:
    """Place and kind of each finding; notes on days are left out unless asked for."""
    return [
        (finding.place, finding.kind)
        for finding in file.findings
        if notes or not finding.kind.startswith("day-")
    ]
