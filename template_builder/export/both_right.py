"""What somebody says of rows or files that are the same: that both are right, which no program can know."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..check.checker import CheckedFile
from ..common.errors import KitError

CELL = re.compile(r"[A-Z]{1,3}(?=\d+$)")


class BothRight(NamedTuple):
    """A row that is the same as an earlier one of its file, by file and place (`Time!5`); or a whole file, without a place."""

    file: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.file} {self.place}".strip()

    @classmethod
    def row(cls, file: str, sheet: str, row: int) -> BothRight:
        return cls(file, f"{sheet}!{row}" if sheet else str(row))


def can_be_said(files: Iterable[CheckedFile]) -> Iterator[tuple[BothRight, str]]:
    """Of which rows and files it can be said that both are right, each with what was found."""
    for file in files:
        for finding in file.findings:
            if finding.kind == "file-twice":
                yield BothRight(file.name), finding.message
            elif finding.kind == "row-duplicate":
                for _, row in finding.cells:
                    yield BothRight.row(file.name, finding.sheet, row), finding.message


def said_right(
    files: Sequence[CheckedFile], said: Iterable[BothRight], of_others: Mapping[BothRight, str]
) -> dict[BothRight, str]:
    """What was said, each with a sentence for the receipt; `of_others` is what can be said of files that are no hand-ins.

    Raises KitError for what is the same as nothing.
    """
    possible = dict(can_be_said(files)) | dict(of_others)
    unknown = [str(each) for each in said if each not in possible]
    if unknown:
        named = f": {', '.join(map(str, possible))}" if possible else ""
        raise KitError(
            f"Not the same as another one, so nobody has to say that both are right: {', '.join(unknown)}. Rows and files of"
            f" which it can be said{named or ': none'}."
        )
    return {
        each: f"{each}: {possible[each]} Both are right, says whoever built this import."
        for each in said
    }


def typed(words: Iterable[str], files: Iterable[CheckedFile]) -> Iterator[BothRight]:
    """What somebody typed, such as `billie.xlsx Time!5` or `billie.xlsx Time!A5`, or the name of a file."""
    known: Collection[str] = [file.name for file in files]
    for each in words:
        own = [name for name in known if each == name or each.startswith(f"{name} ")]
        name = max(own, key=len, default=each)
        yield BothRight(name, CELL.sub("", each[len(name) :].strip()))
