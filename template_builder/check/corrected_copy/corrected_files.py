"""The corrected copies of several files, with one list of every change, as a folder of files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from ...common.csv_files import to_csv
from ...common.errors import KitError
from ...common.files import NamedBytes
from ...workbooks.names import CORRECTIONS_HEADERS
from ..checker import CheckedFile, Rules
from .corrected_copy import copy_name, corrected_copy
from .corrections import Correction, line_of, row_of

LIST = "corrections.csv"
"""The list of changes, by which the folder is known."""


class CorrectedFiles(NamedTuple):
    """Copies by name, with the list; no file where nothing was corrected. `refused` says of which files there is no copy."""

    files: dict[str, bytes]
    corrections: tuple[tuple[str, Correction], ...]
    refused: tuple[str, ...]

    def lines(self, *, share_safe: bool) -> Iterator[str]:
        """What was done to each cell, and a summary."""
        for name, correction in self.corrections:
            yield f"{name}: {line_of(correction, share_safe=share_safe)}"
        left = sum(bool(correction.left) for _, correction in self.corrections)
        made = len(self.corrections) - left
        copies = max(0, len(self.files) - 1)
        yield f"{_counted(made, 'cell')} corrected in {_counted(copies, 'copy', 'copies')}, {left} left as they are."


def corrected_files(
    inputs: Sequence[NamedBytes], checked: Sequence[CheckedFile], rules: Rules
) -> CorrectedFiles:
    """A copy of each file with something to correct; the list has also what is left."""
    files: dict[str, bytes] = {}
    done: list[tuple[str, Correction]] = []
    refused: list[str] = []
    rows: list[tuple[str, ...]] = []
    for (name, data), file in zip(inputs, checked, strict=True):
        if not file.mends:
            continue
        try:
            copy = corrected_copy(name, data, file, rules)
        except KitError as error:
            refused.append(str(error))
            continue
        own = ""
        if copy.data:
            own = _free_name(copy_name(name, copy.kind), files)
            files[own] = copy.data
        done += ((name, correction) for correction in copy.corrections)
        rows += ((name, own, *row_of(correction)) for correction in copy.corrections)
    if files:
        files[LIST] = to_csv(("File", "Copy", *CORRECTIONS_HEADERS), rows)
    return CorrectedFiles(files, tuple(done), tuple(refused))


def _free_name(name: str, taken: Collection[str]) -> str:
    """The name without folders; with a number where another file has it, in whatever case."""
    flat = re.sub(r"[\\/]", "-", name)
    stem, _, ending = flat.rpartition(".")
    known = {each.casefold() for each in taken}
    names = (flat, *(f"{stem} ({number}).{ending}" for number in range(2, len(known) + 3)))
    return next(each for each in names if each.casefold() not in known)


def _counted(number: int, one: str, many: str = "") -> str:
    return f"1 {one}" if number == 1 else f"{number} {many or one + 's'}"
