"""Cuts an import into the files of an upload: a test first, then the rest in files of moderate size."""

from __future__ import annotations

from collections.abc import Sequence

from ..check.activities_csv import HEADER
from ..common.csv_files import to_csv

TEST_ROWS = 2
MOST_ROWS = 500
"""How many rows a file has at most. Clio states no limit; the guide's advice is to stay small."""


def upload_parts(rows: Sequence[Sequence[str]]) -> dict[str, bytes]:
    """The import in the order of the upload: a test of two rows, then the rest, at most 500 rows a file.

    The test has the first entry of time and the first expense, where there are both. Nothing is cut where the
    import has no more rows than a test.
    """
    if len(rows) <= TEST_ROWS:
        return {}
    kind = HEADER.index("type")
    places = {kinds: at for at, kinds in reversed(list(enumerate(row[kind] for row in rows)))}
    test = sorted(dict.fromkeys((*places.values(), 0, 1)), key=lambda at: at not in places.values())
    test = sorted(test[:TEST_ROWS])
    rest = [row for at, row in enumerate(rows) if at not in test]
    parts = {"upload/1-test.csv": to_csv(HEADER, [rows[at] for at in test])}
    for number, start in enumerate(range(0, len(rest), MOST_ROWS), start=2):
        parts[f"upload/{number}.csv"] = to_csv(HEADER, rest[start : start + MOST_ROWS])
    return parts
