"""What can be wrong with the files this project is made from, as one small tree of errors."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One mistake in a spec or in a firm's file: its place and what was expected there."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class KitError(Exception):
    """Base of everything this package raises on purpose; its text is fit to show a reader."""


class SpecProblems(KitError):
    """A spec or a firm's file cannot be used. Carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(str(self))

    def __str__(self) -> str:
        lines: list[str] = []
        file = None
        for problem in self.problems:
            if problem.file != file:
                file = problem.file
                lines.append(file)
            lines.append(f"  {problem}")
        return "\n".join(lines)
