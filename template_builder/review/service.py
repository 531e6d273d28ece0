"""What the doors call: a review.xlsx filled from the lists of both systems."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..check.crosswalk_check import crosswalk_from
from ..common.days import day_label
from ..common.errors import KitError
from ..common.files import NamedBytes, PageAnswer
from ..firm.firm import Firm
from ..listings.clio_lists import looks_like_clio
from ..listings.model import Listing
from ..workbooks.loading import load_workbook
from .comparing import Compared, compare
from .describing import described
from .differences import Wrong
from .draw import METHOD, seed_of
from .earlier import TEMPLATE, Earlier, read_earlier
from .filling import filled_rows_of
from .lists import MATTERS_LIST, TRUST_LIST, Answers, by_kind, read_lists
from .new_in_clio import made_in
from .review_sheet import Remark, write_review
from .samples import Sample, samples_of

RANDOM_SIZE = 20
"""How many of each list are drawn at random, unless somebody says otherwise: what the guide advises."""
FILE = "review.xlsx"
METHOD_ABOUT = "Random samples"
MOST_SHOWN = 300
"""Differences that a page shows; the workbook has all."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """Everything a review is made from. `earlier` is a review.xlsx that people wrote in, `made` their workbooks."""

    old: Sequence[NamedBytes]
    new: Sequence[NamedBytes] = ()
    old_answers: Mapping[str, Answers] | Answers = field(default_factory=dict)
    new_answers: Mapping[str, Answers] | Answers = field(default_factory=dict)
    crosswalk: Sequence[NamedBytes] = ()
    made: Sequence[NamedBytes] = ()
    earlier: NamedBytes | None = None
    today: dt.date | None = None
    imported: dt.date | None = None
    seed: str = ""
    size: int = RANDOM_SIZE

    def listings(self) -> tuple[list[Listing], list[Listing]]:
        """The lists of both sides, also those that have to be asked about.

        Raises UnreadableFile, and KitError for a file that is no list.
        """
        return read_lists(self.old, self.old_answers), read_lists(self.new, self.new_answers)


class Filled(NamedTuple):
    """The workbook, and what is in it. `exchanged` asks whether the lists are in each other's places, if it looks so."""

    data: bytes
    compared: Compared
    samples: tuple[Sample, ...]
    remarks: tuple[Remark, ...]
    seed: str
    ties: bool
    unread: int
    """How many rows have a value that could not be read, and was compared with nothing."""
    exchanged: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether the lists were read in full and agree, and the totals that they print with what was read."""
        return self.ties and not self.unread and not self.compared.differences


def review_of(given: Given, stamp: dt.datetime, firm: Firm | None = None) -> Filled:
    """A review.xlsx filled from the lists given.

    Raises KitError and UnreadableFile for what cannot be read, and where a list has to be asked about.
    """
    _refuse_twice([*given.old, *given.new])
    listings = given.listings()
    old, new = by_kind(listings[0], "old-"), by_kind(listings[1], "new-")
    earlier = read_earlier(given.earlier) if given.earlier else Earlier()
    made = made_in(given.made)
    crosswalk = crosswalk_from(given.crosswalk) if given.crosswalk else None
    compared = compare(old, new, made, crosswalk, given.imported)
    seed = given.seed or seed_of([data for _, data in given.old])
    deadlines = [*earlier.deadlines()]
    samples = samples_of(old, compared.in_clio, deadlines, given.today, seed, given.size)
    exchanged = _exchanged(*listings)
    remarks = (
        *([(EXCHANGED, exchanged)] if exchanged else []),
        *_remarks(given, listings, compared, seed),
        *(("review", r) for r in earlier.remarks),
    )
    spec = load_workbook(TEMPLATE)
    rows = filled_rows_of(spec, compared, samples, earlier, given.today)
    data = write_review(spec, rows, compared.differences, remarks, firm, stamp)
    ties = all(total.ties for own in listings for listing in own for total in listing.totals)
    unread = sum(bool(row.unread) for own in listings for listing in own for row in listing.rows)
    return Filled(data, compared, samples, remarks, seed, ties, unread, exchanged)


def _refuse_twice(files: Sequence[NamedBytes]) -> None:
    """Raises KitError for a file that is given twice: held against itself, it agrees whatever it says."""
    first: dict[bytes, str] = {}
    for name, data in files:
        if data in first:
            raise KitError(
                f"{first[data]} and {name} are the same file. Give each list once, and Clio's own lists as those of Clio."
            )
        first[data] = name


EXCHANGED = "Are the two lists exchanged?"


def _exchanged(old: Sequence[Listing], new: Sequence[Listing]) -> str:
    """What makes the lists of both sides look exchanged: one has Clio's own headers as that of the old system."""
    for before in old:
        others = [after for after in new if after.kind == before.kind]
        if others and looks_like_clio(before) and not any(map(looks_like_clio, others)):
            return (
                f"{before.name} has the headers of Clio's own lists and was given as one of the old system; "
                f"{others[0].name} has not, and was given as Clio's. If so, exchange them and compare again."
            )
    return ""


def _remarks(
    given: Given, listings: tuple[list[Listing], list[Listing]], compared: Compared, seed: str
) -> Iterator[Remark]:
    yield METHOD_ABOUT, METHOD.format(size=given.size, seed=seed)
    old, new = ({listing.kind for listing in own} - {TRUST_LIST} for own in listings)
    for kind in sorted(old ^ new):
        side = "the old system" if kind in old else "Clio"
        yield "Not compared", f"There is a list of {kind} of {side} only."
    for listing in listings[0]:
        if listing.kind == MATTERS_LIST:
            yield from _twice(listing)
    if compared.imported and not given.imported:
        yield (
            "Day of the import",
            f"{day_label(compared.imported)} is taken for it: several matters were opened on that day in Clio and on "
            "others in the old list.",
        )
    if compared.made:
        yield (
            "New in Clio",
            f"{compared.made} records in Clio's lists were made by people in the period. They are counted apart.",
        )
    if compared.billed:
        yield (
            "Billed entries",
            f"{compared.billed} entries of the lists are on a bill already. They do not come over and are left out.",
        )
    for side, files, own in (
        ("Old system", given.old, listings[0]),
        ("Clio", given.new, listings[1]),
    ):
        for (name, data), listing in zip(files, own, strict=True):
            sha256 = hashlib.sha256(data).hexdigest()
            yield (
                f"{side}: {name}",
                f"List of {listing.kind}, {len(listing.rows)} rows read. SHA-256 {sha256}",
            )
            yield from _of_listing(name, listing)


def _twice(listing: Listing) -> Iterator[Remark]:
    """Numbers that the old list has more than once: nobody can say which of their matters came over."""
    counts = Counter(row.text("number") for row in listing.rows if row.text("number"))
    for number, count in counts.items():
        if count > 1:
            yield listing.name, f"The number {number} is there {count} times. Look at each of them."


def _of_listing(name: str, listing: Listing) -> Iterator[Remark]:
    """What is to be known about a list before one relies on it."""
    for total in listing.totals:
        if not total.ties:
            yield (
                f"{name} {total.place}",
                f"{total.label}: the list prints {total.printed}, the rows read add up to {total.read}. Find out why first.",
            )
    for remark in listing.remarks:
        yield f"{name} {remark.place}", f"{remark.message} {remark.fix}".strip()
    for left in listing.left_out:
        if left.row_class not in ("title", "header"):
            yield (
                name,
                f"{left.count} rows are no data ({left.row_class}): {', '.join(left.places[:5])}.",
            )


def not_compared(filled: Filled) -> str:
    """What limits the word that lists agree, as a sentence behind it."""
    rows = "1 row" if filled.unread == 1 else f"{filled.unread} rows"
    return f" Values of {rows} could not be read and were not compared." if filled.unread else ""


def summary(filled: Filled) -> dict[str, object]:
    """What a page and the command line say of a filled workbook."""
    reasons = Counter(reason for sample in filled.samples for reason in sample.because.split("; "))
    differing = Counter(each.data for each in filled.compared.differences)
    return {
        "exchanged": f"{EXCHANGED} {filled.exchanged}" if filled.exchanged else "",
        "not_compared": not_compared(filled),
        "differences": {
            wrong.value: filled.compared.count(wrong)
            for wrong in Wrong
            if filled.compared.count(wrong)
        },
        "compared": filled.compared.both,
        "found": [
            {
                "wrong": each.wrong.value,
                "data": each.data,
                "record": each.record,
                "in_clio": each.in_clio,
                "shows": each.shows,
                "should": each.should,
            }
            for each in filled.compared.differences[:MOST_SHOWN]
        ],
        "samples": dict(reasons),
        "sampled": len(filled.samples),
        "seed": filled.seed,
        "remarks": [{"about": about, "text": text} for about, text in filled.remarks],
        "counts": [
            {
                "data": each.data,
                "what": each.what,
                "open": differing[each.data],
                **{
                    name: None if number is None else f"{number:f}"
                    for name, number in (("old", each.old), ("made", each.made), ("new", each.new))
                },
            }
            for each in filled.compared.counts
            if each.old is not None or each.new is not None
        ],
    }


def answer(
    stamp: dt.datetime,
    old: Sequence[NamedBytes] = (),
    new: Sequence[NamedBytes] = (),
    crosswalk: Sequence[NamedBytes] = (),
    made: Sequence[NamedBytes] = (),
    earlier: NamedBytes | None = None,
    readings: Mapping[str, Mapping[str, Any]] | None = None,
    today: str = "",
    seed: str = "",
    listing: NamedBytes | None = None,
    reading: Mapping[str, Any] | None = None,
) -> PageAnswer:
    """What the page `Compare for the review` shows of one `listing`, or of the review, with the workbook.

    A reading is how a list is to be read, as `Answers` take it; `readings` are by side and name, such as `old/matters.csv`.

    Raises KitError as `review_of` does.
    """
    if listing:
        return {"listing": described(listing, Answers(**reading or {}))}, {}
    said = readings or {}
    given = Given(
        old=old,
        new=new,
        old_answers=_answers(said, "old/"),
        new_answers=_answers(said, "new/"),
        crosswalk=crosswalk,
        made=made,
        earlier=earlier,
        today=dt.date.fromisoformat(today) if today else None,
        seed=seed,
    )
    filled = review_of(given, stamp)
    return summary(filled), {FILE: filled.data}


def _answers(said: Mapping[str, Mapping[str, Any]], side: str) -> dict[str, Answers]:
    return {
        name.removeprefix(side): Answers(**each)
        for name, each in said.items()
        if name.startswith(side)
    }
