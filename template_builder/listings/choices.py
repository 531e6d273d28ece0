"""Columns as a person sees and chooses them: by header, by letter, or the lines above the rows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..common.cells import column_letter
from ..common.errors import KitError
from ..common.text import text_of
from ..reading.marks import column_number
from .header_words import header_key
from .kinds import Kind
from .model import GROUP, Candidate, Column
from .tables import Table

Places = tuple[int, ...]
"""Columns of one field, counted from 0; those of lines above the rows are -1 (outer) and -2 (inner)."""
GROUPS = {GROUP: -1, f"{GROUP}2": -2}
_NAMES = {at: name for name, at in GROUPS.items()}
LABELLED = -3
"""Stands for lines above the rows that name their field, as in `Client: Sample`."""
LINE_ABOVE = "the line above the rows"
MOST_VALUES = 3
NOT_THERE: Places = ()


class Choices:
    """What a person said of the columns: a header, letters, or nothing for a field that is not in the file."""

    def __init__(self, columns: Mapping[str, str], kind: Kind) -> None:
        known = [each.id for each in kind.fields]
        for id_ in columns:
            if id_ not in known:
                raise KitError(
                    f"{id_!r} is not a field of a {kind.title.lower()}. The fields are: {', '.join(known)}."
                )
        self.columns = {id_: text.strip() for id_, text in columns.items()}

    def places(self, table: Table, id_: str) -> Places:
        """The columns chosen for a field.

        Raises KitError when the table has none of that name, or more than one.
        """
        text = self.columns[id_]
        if not text:
            return NOT_THERE
        for parts in ((text,), re.split(r"\s*[,+]\s*", text)):
            found = [self._place(table, part) for part in parts]
            if all(each is not None for each in found):
                return tuple(each for each in found if each is not None)
        raise KitError(f"There is no column {text!r}. The columns are: {_listed(table)}.")

    def _place(self, table: Table, text: str) -> int | None:
        if text.casefold() in GROUPS:
            return GROUPS[text.casefold()]
        exact = [at for at, header in enumerate(table.headers) if header and header == text]
        same = exact or [at for at, key in enumerate(table.keys) if key and key == header_key(text)]
        if len(same) > 1:
            letters = " and ".join(map(column_letter, same))
            raise KitError(
                f"Two columns have the header {text!r}: {letters}. Name it by its letter."
            )
        if same:
            return same[0]
        letter = text.upper()
        if re.fullmatch(r"[A-Z]{1,3}", letter) and column_number(letter) < len(table.headers):
            return column_number(letter)
        return None


def candidate(table: Table, at: int) -> Candidate:
    """A column with its first values."""
    values: list[str] = []
    for value in table.column(at):
        text = " ".join(text_of(value).split())
        if text and text not in values:
            values.append(text)
        if len(values) == MOST_VALUES:
            break
    return Candidate(column_letter(at), table.headers[at], tuple(values))


def column_of(table: Table, places: Places) -> Column:
    """The columns of a field as a person sees them."""
    letters = [_letter(at) for at in places]
    headers = [table.headers[at] if at >= 0 else LINE_ABOVE for at in places]
    return Column(",".join(letters), " + ".join(filter(None, headers)))


def _letter(at: int) -> str:
    return column_letter(at) if at >= 0 else _NAMES.get(at, GROUP)


def _listed(table: Table) -> str:
    return ", ".join(
        f"{column_letter(at)} {header}".strip() for at, header in enumerate(table.headers)
    )
