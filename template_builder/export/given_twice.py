"""Files of an upload that say the same: the same file given twice, or the same thing that happened twice. It is asked."""

from __future__ import annotations

from collections.abc import Collection

from .both_right import BothRight
from .doubts import Doubt


class GivenTwice:
    """Collects files that say the same as another one, of which somebody may have said that both are right."""

    def __init__(self, both_right: Collection[BothRight]) -> None:
        self._both_right = both_right
        self.doubts: list[Doubt] = []
        self.same: dict[BothRight, str] = {}

    def counts(self, kind: str, name: str, other: str, rows: int, fix: str) -> bool:
        """Whether a file counts beside the other one. Without an answer it does not, and that is to look at."""
        said = BothRight(name)
        self.same[said] = f"It says the same as {other}."
        if said in self._both_right:
            return True
        count = "1 row, which counts" if rows == 1 else f"{rows} rows, which count"
        message = f"{name} says the same as {other}: {count} once."
        self.doubts.append(
            Doubt(
                kind, message, f"If it is one file, give it once. {fix}", rows, both_right=(said,)
            )
        )
        return False
