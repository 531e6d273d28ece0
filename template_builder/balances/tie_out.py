"""Holds the balances of the old system against those of Clio: per matter where both listings name one, else per client."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..common.text import key_of
from ..crosswalk.crosswalk import Crosswalk
from .entries import EXCHANGED, Entry, Movement, Remark
from .finding import Finder, Key
from .lines import ZERO, Level, Line, State
from .money_log import with_movements
from .pots import Pot, pots_of


class TieOut(NamedTuple):
    """Every line of two listings, and what to know about the comparison."""

    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every line ties and nothing needs attention."""
        return not self.open_lines and not any(remark.attention for remark in self.remarks)

    @property
    def open_lines(self) -> list[Line]:
        """The lines that do not tie, those that need a look the most first."""
        order = list(State)
        return sorted(
            (line for line in self.lines if not line.ties), key=lambda line: order.index(line.state)
        )

    @property
    def pots(self) -> tuple[Pot, ...]:
        return tuple(dict.fromkeys(line.pot for line in self.lines))

    @property
    def exchanged(self) -> str:
        """What to ask before anything else, if the listings look exchanged."""
        return next((" ".join(each[:2]) for each in self.remarks if each.about == EXCHANGED), "")

    @property
    def attention(self) -> list[Remark]:
        """The other remarks that need attention."""
        return [each for each in self.remarks if each.attention and each.about != EXCHANGED]

    def count(self, *states: State) -> int:
        return sum(line.state in states for line in self.lines)


WHOLE = "Clio shows 0.00 for the client as a whole."


def tie_out(
    old: Sequence[Entry],
    new: Sequence[Entry],
    crosswalk: Crosswalk,
    *,
    same_accounts: Mapping[str, str] = {},
    movements: Sequence[Movement] = (),
) -> TieOut:
    """Compare two listings.

    Raises KitError where trust accounts or currencies cannot be told apart.
    """
    pots = pots_of(old, new, same_accounts)
    finder = Finder(crosswalk, old, new)
    groups: dict[tuple[Pot, Key], tuple[list[Entry], list[Entry]]] = defaultdict(lambda: ([], []))
    for entry in old:
        groups[pots.of_old(entry), finder.of_old(entry)][0].append(entry)
    for entry in new:
        groups[pots.of_new(entry), finder.of_new(entry)][1].append(entry)
    keyed = [
        (key, line)
        for (pot, key), (olds, news) in groups.items()
        for line in _lines(pot, key, olds, news, finder)
    ]
    lines, not_counted = with_movements(keyed, movements, finder, pots)
    lines = _with_hints(lines)
    return TieOut(tuple(lines), (*pots.remarks, *_remarks(lines), *not_counted))


def _lines(
    pot: Pot, key: Key, olds: Sequence[Entry], news: Sequence[Entry], finder: Finder
) -> Iterator[Line]:
    """The line of a matter or client; one a matter where only one listing has the client."""
    if key[0] == "client" and _only_whole(olds, news):
        # Which matters hold the money is certain, whether each of them has nothing in Clio is not.
        for group in _by_number(olds):
            line = _line(pot, key, group, [], finder)
            yield line._replace(notes=(*line.notes, WHOLE))
    elif key[0] != "matter" and bool(olds) != bool(news):
        for group in _by_number(olds or news):
            yield _line(pot, key, group if olds else [], group if news else [], finder)
    else:
        yield _line(pot, key, olds, news, finder)


def _only_whole(olds: Sequence[Entry], news: Sequence[Entry]) -> bool:
    """Whether Clio has 0.00 for a client whose money is in several matters."""
    several = len({key_of(entry.number) for entry in olds}) > 1
    return several and bool(news) and all(entry.amount == 0 for entry in news)


def _by_number(entries: Sequence[Entry]) -> Iterable[list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[key_of(entry.number)].append(entry)
    return groups.values()


def _line(pot: Pot, key: Key, olds: Sequence[Entry], news: Sequence[Entry], finder: Finder) -> Line:
    numbers = _distinct(e.number for e in olds)
    clio = _distinct(e.number for e in news)
    in_one = bool(olds) != bool(news)
    is_matter = key[0] in ("matter", "old") or (in_one and bool(numbers or clio))
    level = Level.MATTER if is_matter else Level.CLIENT
    display = ""
    if level is Level.MATTER:
        display = finder.displays.get(key[1], "") if key[0] == "matter" else ""
        display = display or (clio[0] if clio else finder.display_of(numbers[0]))
    elif len(numbers) == 1:
        display = finder.display_of(numbers[0])
    clients = [finder.client_of(e) for e in olds] + [e.client for e in news]
    old, new = _sum(olds), _sum(news)
    return Line(
        level,
        pot,
        _state(olds, news, old, new),
        next(filter(None, clients), ""),
        tuple(numbers),
        display,
        max(len(numbers), len(clio), 1),
        old,
        new,
        places=(tuple(e.place for e in olds), tuple(e.place for e in news)),
        notes=tuple(_notes(key, level, olds, news, numbers, finder)),
    )


def _sum(entries: Sequence[Entry]) -> Decimal | None:
    amounts = [entry.amount for entry in entries]
    if not amounts or None in amounts:
        return None
    return sum((amount for amount in amounts if amount is not None), ZERO)


def _state(
    olds: Sequence[Entry], news: Sequence[Entry], old: Decimal | None, new: Decimal | None
) -> State:
    if (olds and old is None) or (news and new is None):
        return State.UNREAD
    if olds and news:
        if old == new:
            return State.EQUAL
        return State.MISSING if all(entry.amount == 0 for entry in news) else State.DIFFERENT
    if all(entry.amount == 0 for entry in (*olds, *news)):
        return State.NOTHING
    return State.ONLY_OLD if olds else State.ONLY_NEW


def _notes(
    key: Key,
    level: Level,
    olds: Sequence[Entry],
    news: Sequence[Entry],
    numbers: Sequence[str],
    finder: Finder,
) -> Iterator[str]:
    if key[0] == "old":
        known = key[1] in finder.crosswalk.matters
        yield "No display number in the crosswalk." if known else "Not in the crosswalk."
    if key[0] == "row":
        yield "The row names neither a matter nor a client."
    if level is Level.MATTER and len(numbers) > 1:
        yield f"{', '.join(numbers)} are one matter in Clio."
    for entries, who in ((olds, "the old listing"), (news, "Clio's listing")):
        if places := [entry.place for entry in entries if entry.amount is None]:
            yield f"No figure for {', '.join(places[:5])} in {who}."
        if count := _repeated(entries):
            yield f"{count} rows in {who} {ADDED_UP}"


ADDED_UP = "are added up."


def _repeated(entries: Sequence[Entry]) -> int:
    """How many rows name the same matter, or the same client without one, and no bill; 0 where none does."""
    rows = Counter((key_of(e.number), key_of(e.client)) for e in entries if not e.bill)
    return sum(count for count in rows.values() if count > 1)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list({key_of(text): text for text in texts if text}.values())


def _with_hints(lines: Sequence[Line]) -> list[Line]:
    """Lines with their one counterpart: the same amount in the other listing only, or the same difference the other way."""
    wanted: dict[tuple[Pot, str, Decimal], list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if sign := _sign(line):
            wanted[line.pot, *sign].append(at)
    made = list(lines)
    for at, line in enumerate(lines):
        if not (sign := _sign(line)):
            continue
        kind, amount = sign
        others = wanted.get((line.pot, kind, -amount), [])
        if len(others) == 1 and len(wanted[line.pot, kind, amount]) == 1:
            other = lines[others[0]]
            words = (
                f"{other.name} differs by as much the other way: are the two swapped?"
                if kind == "differs"
                else f"{other.name} has the same amount in the other listing only: is it the same money?"
            )
            made[at] = line._replace(notes=(*line.notes, words))
    return made


def _sign(line: Line) -> tuple[str, Decimal] | None:
    if line.state is State.DIFFERENT:
        return "differs", line.difference or ZERO
    if line.state is State.ONLY_OLD:
        return "only", line.old or ZERO
    if line.state is State.ONLY_NEW:
        return "only", -(line.new or ZERO)
    return None


def _remarks(lines: Sequence[Line]) -> Iterator[Remark]:
    together = [line for line in lines if line.level is Level.CLIENT and line.matters > 1]
    if together:
        count = "1 client is" if len(together) == 1 else f"{len(together)} clients are"
        text = (
            f"{count} compared as a whole, because one listing names no matters: errors between the matters of a client "
            "do not show. A report that names the matter shows them."
        )
        yield Remark("Per client", text, attention=True)
    repeated = [line for line in lines if any(note.endswith(ADDED_UP) for note in line.notes)]
    if repeated:
        names = ", ".join(line.name for line in repeated[:5]) + (" ..." if repeated[5:] else "")
        text = "Several rows of one listing are added up: errors between them do not show. Look at each of them."
        yield Remark(names, text, attention=True)
