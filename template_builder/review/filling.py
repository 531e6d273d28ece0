"""Joins what the lists say with what people wrote before: the rows of each sheet of a filled review.xlsx."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ..common.text import key_of, text_of
from ..workbooks.model import Workbook
from .comparing import Compared
from .corrections import corrections_of
from .counts import Count
from .differences import Wrong
from .earlier import CORRECTIONS, COUNTS, DEADLINES, MONEY_LOG, SAMPLES, Earlier, Row
from .samples import Sample

FOUND_BY = "lists compared"


def filled_rows_of(
    spec: Workbook,
    compared: Compared,
    samples: Sequence[Sample],
    earlier: Earlier,
    today: dt.date | None,
) -> dict[str, list[Row]]:
    """The rows of each sheet; Sign-off starts as in the blank workbook."""
    before = earlier.rows
    return {
        COUNTS: list(_counts(spec, compared.counts, before.get(COUNTS, ()))),
        SAMPLES: list(_samples(spec, samples, compared, before.get(SAMPLES, ()))),
        CORRECTIONS: list(_corrections(compared, before.get(CORRECTIONS, ()), today)),
        MONEY_LOG: list(before.get(MONEY_LOG, ())),
        DEADLINES: list(before.get(DEADLINES, ())),
    }


def _key(row: Row, *ids: str) -> tuple[str, ...]:
    return tuple(key_of(text_of(row.get(id_))) for id_ in ids)


def _by_key(rows: Iterable[Row], *ids: str) -> dict[tuple[str, ...], Row]:
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        found.setdefault(_key(row, *ids), row)
    return found


def _counts(spec: Workbook, counts: Sequence[Count], before: Sequence[Row]) -> Iterator[Row]:
    """The lines of the blank sheet and those counted, with what people typed; a count of the lists goes before."""
    counted = _by_key(map(_of_count, counts), "data", "what")
    typed = _by_key(before, "data", "what")
    blank = _by_key(spec.sheet(COUNTS).first_rows, "data", "what")
    order = sorted({**blank, **counted, **typed}, key=lambda key: _place_of(key, blank))
    for key in order:
        yield {**blank.get(key, {}), **typed.get(key, {}), **counted.get(key, {})}


def _place_of(key: tuple[str, ...], blank: Mapping[tuple[str, ...], Row]) -> int:
    """Beside the lines of the same data, before the line of all of them."""
    places = list(blank)
    if key in blank:
        return places.index(key) * 2
    same = [at for at, each in enumerate(places) if each[0] == key[0]]
    return same[-1] * 2 - 1 if same else len(places) * 2


def _of_count(count: Count) -> Row:
    figures = {"old": count.old, "made": count.made, "in-clio": count.new}
    return {
        "data": count.data,
        "what": count.what,
        **{id_: _cell(number) for id_, number in figures.items() if number is not None},
    }


def _cell(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)


def _samples(
    spec: Workbook, samples: Sequence[Sample], compared: Compared, before: Sequence[Row]
) -> Iterator[Row]:
    """What was drawn, with the results that people wrote down before; records that they added follow."""
    compare = {
        str(row["data"]): row["compare"]
        for row in spec.sheet(SAMPLES).first_rows
        if "compare" in row
    }
    missing = {
        (each.data, each.record) for each in compared.differences if each.wrong is Wrong.MISSING
    }
    typed = _by_key((row for row in before if "record" in row), "data", "record")
    number = 0
    for number, sample in enumerate(samples, start=1):
        own: Row = {
            "data": sample.data,
            "record": sample.record,
            "in-clio": sample.in_clio,
            "drawn": sample.because,
            "old-shows": sample.old_shows,
            "compare": compare.get(sample.data, ""),
        }
        if (sample.data, sample.record) in missing:
            own = {
                **own,
                "result": "not found",
                "remarks": "Missing in Clio's list: on Corrections",
            }
        kept = typed.pop(_key(own, "data", "record"), {})
        results = ("result", "remarks", "checked-by", "checked-on")
        yield {"number": number, **own, **{id_: kept[id_] for id_ in results if id_ in kept}}
    for row in typed.values():
        number += 1
        yield {**row, "number": number}


def _corrections(compared: Compared, before: Sequence[Row], today: dt.date | None) -> Iterator[Row]:
    """The rows of before as they are, then what the lists show and no row of before says."""
    yield from before
    known = _by_key(before, "data", "record", "shows")
    number = max(
        (int(n) for row in before if isinstance(n := row.get("number"), int | float)), default=0
    )
    for each in corrections_of(compared.differences):
        row: Row = {
            "data": each.data,
            "record": each.record,
            "shows": each.shows,
            "should": each.should,
            "alike": each.alike,
            "found-by": FOUND_BY,
            "status": "open",
            **({"found-on": today} if today else {}),
        }
        if _key(row, "data", "record", "shows") not in known:
            number += 1
            yield {"number": number, **row}
