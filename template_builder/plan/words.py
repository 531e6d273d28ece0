"""What a plan says in words: its milestones and its warnings, read from specs/plan/words.toml."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from ..common.declared import Braces, Id, SourceIds, read
from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import SPECS
from ..common.toml_table import Table, near

MILESTONES = (
    "cut-off",
    "export-session",
    "hand-over",
    "earliest-completion",
    "expected-completion",
    "import-confirmed",
    "review",
    "expert-qa",
    "catch-up",
    "sign-off",
)
WARNINGS: Mapping[str, tuple[str, ...]] = {
    "no-coordinator": (),
    "export-on-friday": ("day",),
    "export-before-holiday": ("day", "holiday"),
    "blackout": ("days",),
    "review-short": ("count", "day"),
    "review-holidays": ("days", "earlier"),
    "completion-early": ("day", "count", "hand_over"),
    "reports-not-on-cut-off": ("day", "cut_off", "system", "reports"),
    "users-not-dated": (),
    "users-invited-late": ("day", "import"),
    "sign-off-early": ("day", "review_end"),
    "holidays-unknown": ("region", "year"),
}
"""What fills the braces of each warning's message."""

HOW = ("shortest", "processing", "review", "expert_qa", "catch_up", "unmoved")


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A moment or a stretch of the move. `how` says how its date is counted, the others when it was given or moved."""

    id: Id
    title: str
    what: str
    how: Annotated[str, Braces(HOW)]
    how_given: Annotated[str, Braces(())] = ""
    how_moved: Annotated[str, Braces(HOW)] = ""
    sources: SourceIds


@dataclass(frozen=True, kw_only=True)
class WarningText:
    """What the plan says of a risk: the message with braces, why it matters, what to do."""

    id: Id
    message: str
    why: str
    todo: str
    sources: SourceIds


@dataclass(frozen=True, kw_only=True)
class PlanWords:
    """Every milestone in order, every warning by its id."""

    milestones: tuple[Milestone, ...]
    warnings: Mapping[str, WarningText]


T = TypeVar("T", Milestone, WarningText)


def load_plan_words(sources: Collection[str], folder: Path = SPECS / "plan") -> PlanWords:
    """The words of the package; `sources` are the ids that may be cited.

    Raises SpecProblems with every mistake of the file.
    """
    problems: list[Problem] = []
    text = (folder / "words.toml").read_text(encoding="utf-8")
    table = Table.parse(text, "specs/plan/words.toml", problems)

    def rows(key: str, wanted: Collection[str], kind: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for entry in table.tables(key):
            made = read(kind, entry, {"sources": sources})
            if made.id not in wanted or made.id in found:
                entry.complain(
                    "id", f"{made.id!r} is unknown or there twice{near(made.id, wanted)}"
                )
            if isinstance(made, WarningText):
                Braces(WARNINGS.get(made.id, ())).check(entry, "message", made.message)
            found[made.id] = made
        for missing in [id_ for id_ in wanted if id_ not in found]:
            table.complain(key, f"{missing!r} is missing")
        return found

    milestones = rows("milestones", MILESTONES, Milestone)
    warnings = rows("warnings", WARNINGS, WarningText)
    table.finish()
    if problems:
        raise SpecProblems(problems)
    return PlanWords(
        milestones=tuple(milestones[id_] for id_ in MILESTONES),
        warnings={id_: warnings[id_] for id_ in WARNINGS},
    )
