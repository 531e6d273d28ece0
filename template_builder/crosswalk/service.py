"""A crosswalk out of the files that a reader gives."""

from __future__ import annotations

from collections.abc import Iterable

from ..common.files import NamedBytes
from ..reading.reader import read_file
from ..workbooks.loading import load_workbook
from .crosswalk import Crosswalk, read_crosswalk


def crosswalk_from(files: Iterable[NamedBytes]) -> Crosswalk:
    """One crosswalk out of one workbook, or out of a CSV each for matters and people.

    Raises KitError when a file is not one, or when two rows contradict each other.
    """
    books = [read_file(name, data) for name, data in files]
    return read_crosswalk(books, load_workbook("matter-crosswalk"))
