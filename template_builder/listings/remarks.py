"""What to say about a listing that was read: totals that differ, values not read, hidden rows, numbers that lost a zero."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from ..common.cells import CellError, column_letter, ranges, row_ranges
from ..common.numbers import exact, shown
from ..common.text import is_blank, key_of, text_of
from .amounts import is_number, number_column
from .buckets import bucket_columns, is_bucket
from .choices import GROUPS
from .header_words import header_key
from .kinds import IDENTIFIERS
from .model import GROUP, Remark, money_text
from .row_classes import RowClass
from .rows import Walk
from .tables import texts_of

MOST_DIGITS = 15
"""What a spreadsheet keeps of a number."""


def remarks_of(walk: Walk) -> list[Remark]:
    """Everything to look at in a table, the money first."""
    return [
        *_of_header(walk),
        *_of_totals(walk),
        *_of_counts(walk),
        *_of_unread(walk),
        *_of_missing(walk),
        *_of_errors(walk),
        *_of_buckets(walk),
        *_of_numbers(walk),
        *_of_hidden_rows(walk),
        *_of_hidden_columns(walk),
        *_of_odd_rows(walk),
        *_of_lines_above(walk),
    ]


def remarks_of_sheets(read: Sequence[str], left: Sequence[str]) -> list[Remark]:
    """Which sheets were read as one listing, and which were not."""
    found = []
    if len(read) > 1:
        message = (
            f"{len(read)} sheets have the same headers and are read as one list: {', '.join(read)}."
        )
        found.append(Remark("", message, "Delete sheets that repeat others, and try again."))
    if left:
        found.append(
            Remark("", f"Not read: {_sheets(left)}. Only the sheets with the best headers are.")
        )
    return found


def _sheets(names: Sequence[str]) -> str:
    return f"the sheet{'s' if len(names) > 1 else ''} {', '.join(names)}"


def _of_header(walk: Walk) -> Iterable[Remark]:
    table = walk.table
    if table.has_header and not table.is_header_known:
        row = table.first_row - 1
        names = ", ".join(filter(None, table.headers))
        message = f"Row {row} is taken for the headers, although none of them is known: {names}."
        fix = "If it is a row of the list, put a row of headers above it."
        yield Remark(f"{walk.place}{row}", message, fix)


def _of_totals(walk: Walk) -> Iterable[Remark]:
    for total in walk.totals.found:
        if total.ties:
            continue
        label = total.label or "A subtotal without a label"
        message = f"{label} says {money_text(total.printed)}, but the rows read add up to {money_text(total.read)}."
        if total.printed == 0:
            fix = "Programs save formulas without their result as 0: open the file in Excel, save it and try again."
        else:
            fix = "Compare the rows with the report. Neither figure was changed."
        difference = money_text(abs(total.printed - total.read))
        yield Remark(total.place, f"{message} The difference is {difference}.", fix)


def _of_counts(walk: Walk) -> Iterable[Remark]:
    """Numbers of rows, clients or matters at the end that are not those of the rows read."""
    read = {len(walk.rows), sum(line.row_class == RowClass.DATA for line in walk.lines)}
    for id_ in ("number", "client"):
        read.add(len({key_of(text) for row in walk.rows if (text := row.text(id_))}))
    for line in walk.lines:
        if line.count is not None and line.count not in read:
            texts = filter(None, texts_of(walk.table.rows[line.at]))
            message = f"The list says {' '.join(texts)!r}, but it has {_some_rows(len(walk.rows))}."
            yield Remark(
                f"{walk.place}{walk.table.first_row + line.at}",
                message,
                "Compare the rows with the report, or export the list again.",
            )


def _some_rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _of_unread(walk: Walk) -> Iterable[Remark]:
    asked = {each.field for each in walk.values.questions}
    for id_, cells in walk.unread.items():
        if id_ in asked:
            continue
        title = walk.kind.field(id_).title
        count = "1 value" if len(cells) == 1 else f"{len(cells)} values"
        column, row = cells[0]
        value = text_of(walk.table.rows[row - walk.table.first_row][column])
        message = f"{count} of {title} cannot be read ({ranges(cells)}), such as {value!r}."
        yield Remark(
            f"{walk.place[:-1]}{ranges(cells[:1])}",
            message,
            "Correct it in the listing. It is not taken for 0.",
        )


def _of_missing(walk: Walk) -> Iterable[Remark]:
    """Rows without a text that each row needs."""
    kind = walk.kind
    ways = [(id_,) for id_ in kind.needs if id_ in walk.columns]
    if any(kind.field(id_).holds != "text" for id_ in kind.needs):
        return
    for ids in [*ways, *([kind.needs_one_of] if kind.needs_one_of else [])]:
        places = [row.place for row in walk.rows if not any(map(row.text, ids))]
        if places:
            title = kind.field(ids[0]).title
            message = f"{_some_rows(len(places))} without {title}, such as {places[0]}."
            yield Remark(places[0], message, "Fill it in, or delete what is no row of the list.")


def _of_errors(walk: Walk) -> Iterable[Remark]:
    """Texts that are an error of the spreadsheet: a formula that lost what it looked for."""
    for id_, places in walk.columns.items():
        if walk.kind.field(id_).holds != "text":
            continue
        cells = [
            (at, walk.table.first_row + line.at)
            for at in places
            for line in walk.lines
            if at >= 0
            and line.row_class == RowClass.DATA
            and isinstance(walk.table.rows[line.at][at], CellError)
        ]
        if cells:
            column, row = cells[0]
            value = text_of(walk.table.rows[row - walk.table.first_row][column])
            message = (
                f"{walk.kind.field(id_).title} shows an error ({ranges(cells)}), such as {value!r}."
            )
            yield Remark(
                f"{walk.place[:-1]}{ranges(cells[:1])}", message, "Type what it should be."
            )


def _of_buckets(walk: Walk) -> Iterable[Remark]:
    """Rows whose amounts by age do not add up to what is owed."""
    columns = bucket_columns(walk.table.keys)
    totals = [at for at in walk.columns.get("total", ()) if at >= 0]
    if not walk.kind.buckets or not columns or len(totals) != 1:
        return
    numbers = number_column(
        [row[at] for row in walk.table.rows for at in columns],
        "money",
        walk.kind.credit,
        walk.values.numbers[totals[0]].mark,
    )
    wrong = []
    for line in walk.lines:
        row = walk.table.rows[line.at]
        owed = (
            walk.values.number(totals[0], row[totals[0]])
            if line.row_class == RowClass.DATA
            else None
        )
        if owed is not None and owed != sum(numbers.read(row[at]) or 0 for at in columns):
            wrong.append(walk.table.first_row + line.at)
    if wrong:
        message = f"The amounts by age do not add up to {walk.kind.field('total').title.lower()} in {row_ranges(wrong)}."
        yield Remark(
            f"{walk.place}{wrong[0]}",
            message,
            "Compare these rows with the report. The total is what was read.",
        )


def _of_numbers(walk: Walk) -> Iterable[Remark]:
    """Identifiers in cells that hold numbers or dates: zeros may be gone, long ones lose digits, 1-5 becomes a day."""
    for id_ in IDENTIFIERS:
        title = walk.kind.field(id_).title if id_ in walk.columns else ""
        cells = [
            (at, line.at, walk.table.rows[line.at][at])
            for at in walk.columns.get(id_, ())
            for line in walk.lines
            if at >= 0 and line.row_class == RowClass.DATA
        ]
        numbers = [each for each in cells if type(each[2]) in (int, float)]
        if lost := [each for each in numbers if _may_have_lost(each[2])]:
            text, where = _shown(lost, walk)
            message = (
                f"{title} {text} ({where}) is stored as a number: zeros at its end are gone, such as "
                f"those of {text}0, and so is what exceeds {MOST_DIGITS} digits."
            )
            yield Remark(where, message, _COMPARE)
        elif numbers and any(isinstance(value, str) and value[:1] == "0" for *_, value in cells):
            text, where = _shown(numbers, walk)
            message = f"{title} {text} ({where}) is stored as a number, but others begin with zeros: it may have lost its own."
            yield Remark(where, message, _COMPARE)
        if days := [each for each in cells if isinstance(each[2], dt.date)]:
            text, where = _shown(days, walk)
            message = f"{title} {text} ({where}) is stored as a date: a spreadsheet made it of a number such as 1-5."
            yield Remark(where, message, _COMPARE)


_COMPARE = "Compare these with the old system, or export them as text."


def _shown(cells: Sequence[tuple[int, int, object]], walk: Walk) -> tuple[str, str]:
    """The first of some cells as text, and where all of them are."""
    value = cells[0][2]
    text = shown(exact(value)) if isinstance(value, int | float) else text_of(value)
    return text, ranges([(at, row + walk.table.first_row) for at, row, _ in cells])


def _may_have_lost(value: object) -> bool:
    number = float(value)  # type: ignore[arg-type]
    return not number.is_integer() or abs(number) >= 10**MOST_DIGITS


def _of_hidden_rows(walk: Walk) -> Iterable[Remark]:
    data = {
        walk.table.first_row + line.at for line in walk.lines if line.row_class == RowClass.DATA
    }
    hidden = sorted(data & set(walk.table.sheet.hidden_rows))
    if hidden:
        message = (
            f"{_rows(len(hidden))} hidden, by a filter or by hand, but read: {row_ranges(hidden)}."
        )
        yield Remark(
            f"{walk.place}{hidden[0]}",
            message,
            "If they do not belong to the list, delete them and try again.",
        )
    struck = sorted(data & {row for row, _ in walk.table.sheet.struck})
    if struck:
        message = f"{_rows(len(struck))} struck through, but read: {row_ranges(struck)}."
        yield Remark(
            f"{walk.place}{struck[0]}", message, "If they do not count, delete them and try again."
        )


def _of_hidden_columns(walk: Walk) -> Iterable[Remark]:
    hidden = walk.table.sheet.hidden_columns
    for id_, places in walk.columns.items():
        for at in places:
            if at in hidden:
                letter = column_letter(at)
                message = f"Column {letter} ({walk.table.headers[at]}) is hidden, but read."
                fix = f"If it is not the {walk.kind.field(id_).title.lower()}, choose another one."
                yield Remark(f"{walk.place[:-1]}{letter}", message, fix)


def _rows(count: int) -> str:
    return f"{_some_rows(count)} {'is' if count == 1 else 'are'}"


def _of_odd_rows(walk: Walk) -> Iterable[Remark]:
    if walk.after:
        message = f"What follows the total of all rows is not read: {row_ranges(walk.after)}."
        fix = "If these rows belong to the list, delete the line of the total and try again."
        yield Remark(f"{walk.place}{walk.after[0]}", message, fix)
    figures = walk.totals.columns
    aside = [
        walk.table.first_row + line.at
        for line in walk.lines
        if line.row_class == RowClass.FOOTER
        and any(
            not is_blank(value := walk.table.rows[line.at][at]) and is_number(value)
            for at in figures
        )
    ]
    if aside := [number for number in aside if number not in walk.after]:
        message = f"Balances of a whole account are no row of the list and are not read: {row_ranges(aside)}."
        yield Remark(f"{walk.place}{aside[0]}", message)
    for place in walk.odd:
        message = "It is called a total, but is not known to be one of rows above it, so it is read as a row."
        yield Remark(place, message, "If it is a total, delete it.")


def _of_lines_above(walk: Walk) -> Iterable[Remark]:
    """Lines above the rows that fill in no field."""
    lines = [
        line
        for line in walk.lines
        if line.row_class == RowClass.GROUP
        and not line.heading
        and not line.repeated
        and not is_bucket(header_key(line.name))
    ]
    used = any(at in GROUPS.values() for places in walk.columns.values() for at in places)
    able = {at for id_, own in walk.columns.items() if walk.kind.field(id_).group for at in own}
    data = [walk.table.rows[line.at] for line in walk.lines if line.row_class == RowClass.DATA]
    named = {
        line.column for line in lines if any(is_blank(row[line.column]) for row in data)
    } & able
    if lines and not used and not named and not any(line.field for line in lines):
        free = [f.id for f in walk.kind.fields if f.group and f.id not in walk.columns]
        names = ", ".join(dict.fromkeys(line.name for line in lines[:3]))
        fix = (
            f"If they are the {walk.kind.field(free[0]).title.lower()}, choose {free[0]}={GROUP}."
            if free
            else ""
        )
        message = f"Lines above the rows are not used: {names}{' ...' if len(lines) > 3 else ''}."
        yield Remark(f"{walk.place}{walk.table.first_row + lines[0].at}", message, fix)
    table = walk.table
    top = table.sheet.first_row + table.top
    rows = [*range(top - table.other, top)]
    rows += [table.first_row + line.at for line in walk.lines if line.row_class == RowClass.OTHER]
    if rows:
        message = f"Another table, with other headers, is not read: {row_ranges(rows)}."
        yield Remark(f"{walk.place}{rows[0]}", message, "Save it as a file of its own.")
