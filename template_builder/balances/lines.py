"""A line of a tie-out: what is compared, what both listings say, what follows from it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from .pots import Pot

ZERO = Decimal(0)


class Level(StrEnum):
    """What a line compares."""

    MATTER = "matter"
    CLIENT = "client"


class State(StrEnum):
    """What is known of a line, what needs a look the most first.

    `MISSING`: 0.00 in Clio. `EXPECTED`: Clio has what came in and went out since, too. `NOTHING`: 0.00 in one listing, and
    not in the other.
    """

    DIFFERENT = "different"
    UNREAD = "no figure"
    ONLY_NEW = "only in Clio"
    ONLY_OLD = "only in the old listing"
    MOVED = "only in the money log"
    MISSING = "not in Clio yet"
    EXPECTED = "as expected with the money log"
    EQUAL = "equal"
    NOTHING = "nothing there"


TIED = (State.EQUAL, State.EXPECTED, State.NOTHING)


class Line(NamedTuple):
    """A matter or client in one pot; `old` and `new` are None where a listing has no figure for it.

    `numbers` are the old ones, `matters` how many matters are compared together.
    """

    level: Level
    pot: Pot
    state: State
    client: str
    numbers: tuple[str, ...] = ()
    display: str = ""
    matters: int = 1
    old: Decimal | None = None
    new: Decimal | None = None
    received: Decimal = ZERO
    paid: Decimal = ZERO
    places: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """By what it is known: its number in Clio, or the old one, or the client."""
        return self.display or ", ".join(self.numbers) or self.client

    @property
    def ties(self) -> bool:
        """Whether both listings say the same."""
        return self.state in TIED

    @property
    def difference(self) -> Decimal | None:
        """How much more Clio has."""
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def expected(self) -> Decimal | None:
        """What Clio must show when everything is entered."""
        return None if self.old is None else self.old + self.received - self.paid

    @property
    def to_enter(self) -> Decimal | None:
        """The balance that Clio lacks; None where nothing may be entered before somebody has looked."""
        if self.old is None or self.new is None or min(self.old, self.new) < 0:
            return None
        if self.new == 0:
            return self.old
        return ZERO if self.new in (self.old, self.expected) else None
