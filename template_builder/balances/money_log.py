"""What came in and went out since the cut-off: reads the money log of `review.xlsx` and adds it to the lines of a tie-out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..common.cells import address
from ..common.errors import KitError
from ..common.files import NamedBytes
from ..common.numbers import exact
from ..common.text import is_blank, key_of, text_of, visible
from ..reading.reader import read_file
from ..workbooks.headers import FoundSheet
from ..workbooks.loading import load_workbook
from ..workbooks.recognition import recognize
from .entries import Movement, Remark
from .finding import Finder, Key
from .lines import Level, Line, State
from .pots import Pot, Pots

SHEET = "Money log"
OPERATING = "operating"
"""The kind of account whose money is not trust money."""


def read_money_log(file: NamedBytes) -> tuple[list[Movement], list[Remark]]:
    """The receipts and payments of trust money in a filled review workbook.

    Raises KitError where there is no money log, and UnreadableFile where the file cannot be read.
    """
    book = read_file(*file)
    tables = recognize(book, load_workbook("review"), ()).of(SHEET)
    if not tables:
        raise KitError(f"{book.name} has no sheet {SHEET}. Give the filled review.xlsx.")
    movements: list[Movement] = []
    remarks: list[Remark] = []
    for table in tables:
        for found in _rows(table):
            (movements if isinstance(found, Movement) else remarks).append(found)  # type: ignore[arg-type]
    return movements, remarks


def _rows(table: FoundSheet) -> Iterator[Movement | Remark]:
    for number, cells in enumerate(table.below, start=table.header_row + 1):
        row = {id_: cells[at] if at < len(cells) else "" for id_, at in table.columns.items()}
        received, paid = row.get("received", ""), row.get("paid", "")
        kind, account, old, client = (
            visible(text_of(row.get(id_, ""))).strip()
            for id_ in ("kind", "account", "old-number", "client")
        )
        if key_of(kind) == OPERATING or (is_blank(received) and is_blank(paid)):
            continue
        place = f"{table.data.name}!{address(table.columns.get('received', 0), number)}"
        amounts = [_amount(value) for value in (received, paid)]
        if None in amounts:
            typed = " ".join(filter(None, map(text_of, (received, paid))))
            text = f"{typed}: not a number above 0, so the row is not counted."
            yield Remark(place, text, attention=True)
        else:
            came, went = (amount or Decimal(0) for amount in amounts)
            yield Movement(place, old, client, came, went, account)


def _amount(value: object) -> Decimal | None:
    if is_blank(value):
        return Decimal(0)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        return None
    return exact(value)


def with_movements(
    keyed: Sequence[tuple[Key, Line]],
    movements: Sequence[Movement],
    finder: Finder,
    pots: Pots,
) -> tuple[list[Line], list[Remark]]:
    """The lines with what came in and went out; a movement of nobody listed gets a line of its own."""
    lines = [line for _, line in keyed]
    places: dict[tuple[Pot, Key], list[int]] = defaultdict(list)
    for at, (key, line) in enumerate(keyed):
        places[line.pot, key].append(at)
    remarks = []
    only = (
        pots.all[0] if len(pots.all) == len({key_of(m.account) for m in movements}) == 1 else None
    )
    for movement in movements:
        pot = only or pots.of_name(movement.account)
        if pot is None:
            text = f"No listing has the account {movement.account or '(blank)'}, so the row is not counted."
            remarks.append(Remark(movement.place, text, attention=True))
            continue
        key = finder.of_movement(movement)
        found = _chosen([(at, lines[at]) for at in places[pot, key]], movement)
        if found is None:
            found = len(lines)
            places[pot, key].append(found)
            lines.append(_line_of(movement, pot, finder))
        line = lines[found]
        lines[found] = line._replace(
            received=line.received + movement.received, paid=line.paid + movement.paid
        )
    return [_settled(line) for line in lines], remarks


def _settled(line: Line) -> Line:
    """A line in which Clio has the movements already, as after everything was entered."""
    if line.state is State.DIFFERENT and line.new == line.expected:
        return line._replace(state=State.EXPECTED)
    return line


def _chosen(found: Sequence[tuple[int, Line]], movement: Movement) -> int | None:
    """The line of a movement; of several of one client that which names its matter, or as it does none."""
    if len(found) == 1 and (found[0][1].level is Level.CLIENT or movement.number):
        return found[0][0]
    number = key_of(movement.number)
    for at, line in found:
        if number in ({key_of(each) for each in (*line.numbers, line.display)} if number else {""}):
            return at
        if not number and line.level is Level.CLIENT:
            return at
    return None


def _line_of(movement: Movement, pot: Pot, finder: Finder) -> Line:
    level = Level.MATTER if movement.number else Level.CLIENT
    display = finder.display_of(movement.number)
    return Line(
        level,
        pot,
        State.MOVED,
        finder.client_named(movement.number, movement.client),
        (movement.number,) if movement.number else (),
        display,
    )
