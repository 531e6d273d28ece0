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


WITH_TRACEBACK = "TRANSITION_KIT_TRACEBACK"
"""The environment variable that makes commands print where an error of our own arose."""
HINT = f"Set {WITH_TRACEBACK}=1, run it again, and add what is printed."


def own_error(error: BaseException, doing: str) -> str:
    """What a door says of an error that nobody foresaw: what was done, and how to report it."""
    return (
        f"{doing} stopped on an error of its own ({type(error).__name__}). No file was left half written. "
        "Please report it to whoever looks after this guide."
    )


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
