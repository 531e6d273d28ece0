"""What a plan says in words: its milestones and its warnings, read from specs/plan/words.toml."""

from __future__ import annotations

import string
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import ID, ID_EXPECTED, SPECS
from ..common.toml_table import Table, near

MILESTONES = (
    "cut-off",
    "export-session",
    "earliest-completion",
    "expected-completion",
    "import-confirmed",
    "review",
    "expert-qa",
    "catch-up",
    "sign-off",
)
WARNINGS: Mapping[str, tuple[str, ...]] = {
    "export-on-friday": ("day",),
    "export-before-holiday": ("day", "holiday"),
    "blackout": ("days",),
    "review-short": ("count", "day"),
    "review-holidays": ("days",),
    "completion-early": ("day", "count"),
    "reports-not-on-cut-off": ("day", "cut_off", "system", "reports"),
    "users-not-dated": (),
    "users-invited-late": ("day", "import"),
    "sign-off-early": ("day", "review_end"),
    "holidays-unknown": ("region", "year"),
}
"""What fills the braces of each warning's message."""

HOW = ("shortest", "processing", "review", "expert_qa", "catch_up", "unmoved")

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A moment or a stretch of the move. `how` says how its date is counted, the others when it was given or moved."""

    id: str
    title: str
    what: str
    how: str
    how_given: str
    how_moved: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WarningText:
    """What the plan says of a risk: the message with braces, why it matters, what to do."""

    id: str
    message: str
    why: str
    todo: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlanWords:
    """Every milestone in order, every warning by its id."""

    milestones: tuple[Milestone, ...]
    warnings: Mapping[str, WarningText]


def load_plan_words(sources: Collection[str], folder: Path = SPECS / "plan") -> PlanWords:
    """The words of the package; `sources` are the ids that may be cited.

    Raises SpecProblems with every mistake of the file.
    """
    problems: list[Problem] = []
    text = (folder / "words.toml").read_text(encoding="utf-8")
    table = Table.parse(text, "specs/plan/words.toml", problems)

    def rows(key: str, wanted: Collection[str], build: Callable[[Table, str], T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for entry in table.tables(key):
            id_ = entry.text("id", pattern=ID, expected=ID_EXPECTED)
            if id_ not in wanted or id_ in found:
                entry.complain("id", f"{id_!r} is unknown or there twice{near(id_, wanted)}")
            found[id_] = build(entry, id_)
            for source in entry.texts("sources"):
                if source not in sources:
                    entry.complain(
                        "sources", f"{source!r} is not in sources.toml{near(source, sources)}"
                    )
            entry.finish()
        for missing in [id_ for id_ in wanted if id_ not in found]:
            table.complain(key, f"{missing!r} is missing")
        return found

    milestones = rows("milestones", MILESTONES, _milestone)
    warnings = rows("warnings", WARNINGS, _warning)
    table.finish()
    if problems:
        raise SpecProblems(problems)
    return PlanWords(
        milestones=tuple(milestones[id_] for id_ in MILESTONES),
        warnings={id_: warnings[id_] for id_ in WARNINGS},
    )


def _milestone(table: Table, id_: str) -> Milestone:
    return Milestone(
        id=id_,
        title=table.text("title"),
        what=table.text("what"),
        how=_template(table, "how", HOW),
        how_given=_template(table, "how_given", (), ""),
        how_moved=_template(table, "how_moved", HOW, ""),
        sources=table.texts("sources"),
    )


def _warning(table: Table, id_: str) -> WarningText:
    return WarningText(
        id=id_,
        message=_template(table, "message", WARNINGS.get(id_, ())),
        why=table.text("why"),
        todo=table.text("todo"),
        sources=table.texts("sources"),
    )


def _template(table: Table, key: str, known: Collection[str], *default: str) -> str:
    """A text whose braces hold known names only."""
    text = table.text(key, *default)
    for _, name, _, _ in string.Formatter().parse(text):
        if name is not None and name not in known:
            table.complain(key, f"{{{name}}} is not filled in here{near(name, known)}")
    return text
