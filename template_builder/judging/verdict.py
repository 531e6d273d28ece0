"""What a judge says of a cell, and the memory that lets it say so only once for each value."""

from __future__ import annotations

from collections.abc import Sequence
from operator import getitem
from typing import Any, NamedTuple, Protocol

from ..common.cells import ERROR_TEXT, CellError, Percent, TwoValues, UnsavedFormula

Params = tuple[tuple[str, str], ...]


class Flaw(NamedTuple):
    """One thing wrong with a value: a finding's kind, the words for its text, what to type instead.

    `meant` is the one value that belongs in the cell, a date, a Decimal or a text (an empty one clears it); None
    where that is not certain.
    """

    kind: str
    params: Params = ()
    suggestion: str = ""
    meant: Any = None


class Verdict(NamedTuple):
    """What a cell means (None when it cannot be told) and what is wrong with it.

    Each judge says of what type its values are: a date, a Decimal, a text, a truth.
    """

    value: Any
    flaws: tuple[Flaw, ...] = ()


def flawed(
    kind: str, value: object = None, suggestion: str = "", meant: object = None, **params: str
) -> Verdict:
    """A verdict with one flaw; without a value the cell cannot be used."""
    return Verdict(value, (Flaw(kind, tuple(params.items()), suggestion, meant),))


class Judge(Protocol):
    """Anything that says of a value what it means and what is wrong with it."""

    def __call__(self, value: object, /) -> Verdict: ...


_KIND_OF_ERROR: dict[type, str] = {
    UnsavedFormula: "formula-not-saved",
    TwoValues: "cell-doubled",
}


class JudgedOnce(dict[tuple[type, object], Verdict]):
    """A judge that judges a value the first time only; `judge_all` asks it.

    The key has the type too: TRUE is not 1, and a failed formula is not the text that it shows.
    """

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def __missing__(self, key: tuple[type, object]) -> Verdict:
        _, value = key
        if isinstance(value, Percent):
            verdict = flawed("number-as-percent", held=value.held)
        elif isinstance(value, CellError):
            verdict = flawed(_KIND_OF_ERROR.get(type(value), "cell-error"))
        elif isinstance(value, str) and ERROR_TEXT.fullmatch(value.strip()):
            verdict = flawed("cell-error")
        else:
            verdict = self.judge(value)
        self[key] = verdict
        return verdict


def judge_all(judges: Sequence[JudgedOnce], values: Sequence[object]) -> list[Verdict]:
    """What each judge says of its value."""
    return list(map(getitem, judges, zip(map(type, values), values, strict=True)))
