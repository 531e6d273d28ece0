"""Turns the guide's TOML specs into the model, collecting every problem before it complains."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeVar

from ..common.declared import Registries, read, read_all
from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import SPECS
from ..common.toml_table import Table, near
from .checklists import EVERYONE, PHASES, Checklist, Item, Retired, Role
from .model import Disagreement, Guide, LeavingDuty, Migrates, NewStaffPage, Report, RetentionRule
from .sources import Source
from .systems import PreviousSystem

T = TypeVar("T")


def load_guide(folder: Path = SPECS / "guide") -> Guide:
    """The whole guide from a folder of specs (the package's own unless told otherwise).

    Raises SpecProblems with every mistake of every file.
    """
    problems: list[Problem] = []

    def parsed(name: str) -> Table:
        text = folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
        return Table.parse(text, f"specs/guide/{name}", problems)

    def rows(table: Table, key: str, kind: type[T], *, last: bool = True) -> tuple[T, ...]:
        found = read_all(kind, table.tables(key), known)
        if last:
            table.finish()
        return found

    known: dict[str, Collection[str]] = {}
    known["roles"] = roles = _roles(parsed("roles.toml"))
    known["sources"] = sources = _sources(parsed("sources.toml"))
    retention = parsed("retention.toml")
    guide = Guide(
        roles=roles,
        sources=sources,
        checklists=tuple(_checklist(parsed(f"checklists/{p}.toml"), p, known) for p in PHASES),
        new_staff=read(NewStaffPage, parsed("new-staff.toml"), known),
        retired=_retired(parsed("retired.toml")),
        migrates=rows(parsed("migrates.toml"), "rows", Migrates),
        disagreements=rows(parsed("disagreements.toml"), "points", Disagreement),
        reports=rows(parsed("reports.toml"), "reports", Report),
        retention=rows(retention, "rules", RetentionRule, last=False),
        duties=rows(retention, "duties", LeavingDuty),
        systems=_systems(
            [parsed(f"systems/{f.name}") for f in folder.glob("systems/*.toml")], known
        ),
    )
    problems += _across(guide)
    if problems:
        raise SpecProblems(problems)
    return guide


@cache
def shipped_guide() -> Guide:
    """The guide of the package's own specs, read once in a process."""
    return load_guide()


@cache
def load_sources() -> Mapping[str, Source]:
    """The registry of sources alone, for what cites them without the rest of the guide.

    Raises SpecProblems with every mistake of the file.
    """
    problems: list[Problem] = []
    text = (SPECS / "guide" / "sources.toml").read_text(encoding="utf-8")
    sources = _sources(Table.parse(text, "specs/guide/sources.toml", problems))
    if problems:
        raise SpecProblems(problems)
    return sources


def _roles(table: Table) -> dict[str, Role]:
    roles = {role.id: role for role in read_all(Role, table.tables("roles"))}
    if EVERYONE not in roles:
        table.complain("roles", f"lacks {EVERYONE!r}, the role of each person")
    table.finish()
    return roles


def _sources(table: Table) -> dict[str, Source]:
    return {id_: read(Source, entry, id=id_) for id_, entry in table.named_tables()}


def _retired(table: Table) -> tuple[Retired, ...]:
    """Those of the file, which has none until the first item goes."""
    found = read_all(Retired, table.tables("retired", []))
    table.finish()
    return found


def _systems(tables: Iterable[Table], known: Registries) -> tuple[PreviousSystem, ...]:
    """The systems, each from the file that has its id for a name, by name."""
    found = [
        read(PreviousSystem, table, known, id=table.text("id", choices=(Path(table.file).stem,)))
        for table in tables
    ]
    return tuple(sorted(found, key=lambda system: system.name.casefold()))


def _checklist(table: Table, phase: str, known: Registries) -> Checklist:
    return read(Checklist, table, known, id=table.text("id", choices=(phase,)))


def _across(guide: Guide) -> Iterable[Problem]:
    """What no single table can see: ids used twice over all phases, needs that lead nowhere or in a circle."""
    seen: dict[str, str] = {}
    needs: dict[str, tuple[str, ...]] = {}
    reports = {report.id for report in guide.reports}
    for checklist in guide.checklists:
        file = f"specs/guide/checklists/{checklist.id}.toml"
        for s, section in enumerate(checklist.sections, start=1):
            yield from _used_twice(seen, section.id, file, f"sections[{s}].id")
            for i, item in enumerate(section.items, start=1):
                place = f"sections[{s}].items[{i}]"
                yield from _used_twice(seen, item.id, file, f"{place}.id")
                yield from _unknown(item.needs, guide.items, "item", file, f"{place}.needs")
                yield from _unknown(
                    item.reports, reports, "recommended report", file, f"{place}.reports"
                )
                needs[item.id] = item.needs
    for number, entry in enumerate(guide.new_staff.first_day, start=1):
        place = f"first_day[{number}].id"
        yield from _used_twice(seen, entry.id, "specs/guide/new-staff.toml", place)
    yield from _unknown_reports(guide, reports)
    yield from _badly_retired(guide.retired, seen, guide.items)
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = " needs ".join(reversed(error.args[1]))
        yield Problem("specs/guide/checklists", "", f"these items wait for each other: {circle}")


def _used_twice(seen: dict[str, str], id_: str, file: str, place: str) -> Iterable[Problem]:
    here = f"{file} {place}"
    if id_ and id_ in seen:
        yield Problem(file, place, f"{id_!r} is already used by {seen[id_]}")
    seen.setdefault(id_, here)


def _badly_retired(
    retired: Iterable[Retired], used: Mapping[str, str], items: Mapping[str, Item]
) -> Iterable[Problem]:
    file = "specs/guide/retired.toml"
    for number, entry in enumerate(retired, start=1):
        place = f"retired[{number}]"
        if entry.id in used:
            yield Problem(file, f"{place}.id", f"{entry.id!r} is in use by {used[entry.id]}")
        if entry.to and entry.to not in items:
            message = f"{entry.to!r} is no item{near(entry.to, items)}"
            yield Problem(file, f"{place}.to", message)


def _unknown_reports(guide: Guide, known: Collection[str]) -> Iterable[Problem]:
    for system in guide.systems:
        file = f"specs/guide/systems/{system.id}.toml"
        for number, report in enumerate(system.reports, start=1):
            place = f"reports[{number}].serves"
            yield from _unknown(report.serves, known, "recommended report", file, place)


def _unknown(
    ids: Iterable[str], known: Collection[str], what: str, file: str, place: str
) -> Iterable[Problem]:
    for id_ in ids:
        if id_ not in known:
            yield Problem(file, place, f"{id_!r} is no {what}{near(id_, known)}")
