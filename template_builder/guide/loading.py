"""Turns the guide's TOML specs into the model, collecting every problem before it complains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeVar

from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import ID, ID_EXPECTED, SPECS
from ..common.toml_table import Table, near
from .model import (
    ANSWERS,
    GENERATIONS,
    PHASES,
    Anchor,
    Answer,
    Checklist,
    Claim,
    Disagreement,
    Due,
    Guide,
    Item,
    LeavingDuty,
    Migrates,
    PreviousSystem,
    Report,
    RetentionRule,
    Retired,
    Role,
    Section,
    Source,
    SystemReport,
)

REGULATOR_KINDS = ("official", "secondary", "older", "not confirmed")

T = TypeVar("T")


def load_guide(folder: Path = SPECS / "guide") -> Guide:
    """The whole guide from a folder of specs (the package's own unless told otherwise).

    Raises SpecProblems with every mistake of every file.
    """
    problems: list[Problem] = []

    def read(name: str) -> Table:
        text = folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
        return Table.parse(text, f"specs/guide/{name}", problems)

    def rows(name: str, key: str, build: Callable[[Table], T]) -> tuple[T, ...]:
        table = read(name)
        return _unique(table, key, build)

    def reports(table: Table) -> Report:
        return _report(table, known)

    sources = _sources(read("sources.toml"))
    known = frozenset(sources)
    retention = read("retention.toml")
    guide = Guide(
        sources=sources,
        checklists=tuple(_checklist(read(f"checklists/{p}.toml"), p, known) for p in PHASES),
        retired=_retired_ids(read("retired.toml")),
        migrates=rows("migrates.toml", "rows", lambda t: _migrates(t, known)),
        disagreements=rows("disagreements.toml", "points", lambda t: _disagreement(t, known)),
        reports=rows("reports.toml", "reports", reports),
        retention=_unique(retention, "rules", lambda t: _retention(t, known), last=False),
        duties=_unique(retention, "duties", lambda t: _duty(t, known)),
        systems=rows("systems.toml", "systems", lambda t: _system(t, known)),
    )
    problems += _across(guide)
    if problems:
        raise SpecProblems(problems)
    return guide


def _unique(
    table: Table, key: str, build: Callable[[Table], T], *, last: bool = True
) -> tuple[T, ...]:
    """The rows of a list of tables, each id once; `last` when no other list follows in the file."""
    found: list[T] = []
    seen: dict[str, str] = {}
    for row in table.tables(key):
        entry = build(row)
        row.finish()
        _note_id(row, getattr(entry, "id", ""), seen)
        found.append(entry)
    if last:
        table.finish()
    return tuple(found)


def _note_id(row: Table, id_: str, seen: dict[str, str]) -> None:
    if id_ and id_ in seen:
        row.complain("id", f"{id_!r} is already used by {seen[id_]}")
    seen.setdefault(id_, row.path)


def _id(table: Table) -> str:
    return table.text("id", pattern=ID, expected=ID_EXPECTED)


def _sources(table: Table) -> dict[str, Source]:
    found = {}
    for name, entry in table.named_tables():
        url = entry.text("url", "")
        if url and not url.startswith(("https://", "http://")):
            entry.complain("url", f"expected an address, found {url!r}")
        found[name] = Source(
            id=name,
            title=entry.text("title"),
            publisher=entry.text("publisher"),
            url=url,
            generation=entry.text("generation", choices=tuple(GENERATIONS)),
            period=entry.text("period", ""),
            partial=entry.text("partial", ""),
            note=entry.text("note", ""),
        )
        entry.finish()
    return found


def _cited(table: Table, known: frozenset[str], *, key: str = "sources") -> tuple[str, ...]:
    """The source ids of a claim: at least one, all of them in the registry."""
    ids = table.texts(key)
    if not ids and table.has(key):
        table.complain(key, "is empty; every claim carries a source, if only 'ours'")
    for id_ in ids:
        if id_ not in known:
            table.complain(key, f"{id_!r} is not in sources.toml{near(id_, known)}")
    return ids


def _checklist(table: Table, phase: str, known: frozenset[str]) -> Checklist:
    id_ = table.text("id", choices=(phase,))
    checklist = Checklist(
        id=id_,
        version=table.integer("version", least=1),
        title=table.text("title"),
        intro=table.text("intro"),
        sections=tuple(_section(section, known) for section in table.tables("sections")),
    )
    table.finish()
    return checklist


def _section(table: Table, known: frozenset[str]) -> Section:
    section = Section(
        id=_id(table),
        title=table.text("title"),
        minutes=table.integer("minutes", least=1),
        items=tuple(_item(item, known) for item in table.tables("items")),
    )
    if not section.items:
        table.complain("items", "is empty; a section holds at least one item")
    table.finish()
    return section


def _item(table: Table, known: frozenset[str]) -> Item:
    due = table.table("due")
    item = Item(
        id=_id(table),
        text=table.text("text", longest=110),
        why=table.text("why"),
        done_when=table.text("done_when"),
        role=_member(table, "role", Role, Role.EVERYONE),
        due=Due(
            anchor=_member(due, "anchor", Anchor, Anchor.CUT_OFF),
            offset=due.integer("offset"),
            business=due.text("days", choices=("business", "calendar")) == "business",
        ),
        sources=_cited(table, known),
        how_to=table.text("how_to", "", pattern=r"[a-z-]+/[a-z-]+\.md(#[a-z0-9-]+)?"),
        needs=table.texts("needs", ()),
        no_return=table.text("no_return", ""),
    )
    due.finish()
    table.finish()
    return item


E = TypeVar("E", Role, Anchor)


def _member(table: Table, key: str, kind: type[E], otherwise: E) -> E:
    """A word of an enumeration; the stand-in only ever lives until the problems are raised."""
    choices = tuple(kind)
    value = table.text(key, choices=choices)
    return kind(value) if value in choices else otherwise


def _retired_ids(table: Table) -> tuple[Retired, ...]:
    """Those of the file, which is empty until the first one."""
    return _unique(table, "retired", _retired) if table.has("retired") else ()


def _retired(table: Table) -> Retired:
    expected = 'the id of the item that takes over, or ""'
    if not table.has("to"):
        table.complain("to", f"is missing; expected {expected}")
    return Retired(
        id=_id(table),
        to=table.text("to", "", pattern=f"({ID})?", expected=expected),
        reason=table.text("reason"),
    )


def _claim(table: Table, known: frozenset[str]) -> Claim:
    claim = Claim(text=table.text("text"), sources=_cited(table, known))
    table.finish()
    return claim


def _answer(table: Table, known: frozenset[str]) -> Answer:
    answer = table.text("answer", choices=ANSWERS)
    sources: tuple[str, ...] = ()
    if answer != "not stated" or table.has("sources"):
        sources = (
            _cited(table, known) if table.data.get("sources") != [] else table.texts("sources")
        )
    found = Answer(answer=answer, text=table.text("text", ""), sources=sources)
    if answer != "not stated" and not sources:
        table.complain("sources", "is empty; an answer carries its source")
    table.finish()
    return found


def _migrates(table: Table, known: frozenset[str]) -> Migrates:
    return Migrates(
        id=_id(table),
        data=table.text("data"),
        older=_answer(table.table("older"), known),
        year2022=_answer(table.table("year2022"), known),
        current=_answer(table.table("current"), known),
        todo=table.text("todo"),
    )


def _disagreement(table: Table, known: frozenset[str]) -> Disagreement:
    return Disagreement(
        id=_id(table),
        title=table.text("title"),
        a=_claim(table.table("a"), known),
        b=_claim(table.table("b"), known),
        todo=table.text("todo"),
    )


def _report(table: Table, known: frozenset[str]) -> Report:
    return Report(
        id=_id(table),
        number=table.integer("number", least=1),
        report=table.text("report"),
        why=table.text("why"),
        how=table.text("how"),
        control_total=table.text("control_total", ""),
        sources=_cited(table, known),
    )


def _retention(table: Table, known: frozenset[str]) -> RetentionRule:
    return RetentionRule(
        id=_id(table),
        jurisdiction=table.text("jurisdiction"),
        period=table.text("period"),
        counted_from=table.text("counted_from", ""),
        kind=table.text("kind", choices=REGULATOR_KINDS),
        note=table.text("note", ""),
        sources=_cited(table, known),
    )


def _duty(table: Table, known: frozenset[str]) -> LeavingDuty:
    return LeavingDuty(
        id=_id(table),
        rule=table.text("rule"),
        where=table.text("where"),
        kind=table.text("kind", choices=REGULATOR_KINDS),
        sources=_cited(table, known),
    )


def _system(table: Table, known: frozenset[str]) -> PreviousSystem:
    guide = table.text("clio_guide", "")
    if guide and guide not in known:
        table.complain("clio_guide", f"{guide!r} is not in sources.toml{near(guide, known)}")
    return PreviousSystem(
        id=_id(table),
        name=table.text("name"),
        summary=table.text("summary"),
        aliases=table.texts("aliases", ()),
        clio_guide=guide,
        reports=tuple(_system_report(row, known) for row in table.tables("reports", [])),
        cautions=tuple(_claim(row, known) for row in table.tables("cautions", [])),
    )


def _system_report(table: Table, known: frozenset[str]) -> SystemReport:
    report = SystemReport(
        report=table.text("report"),
        where=table.text("where", ""),
        note=table.text("note", ""),
        today_only=table.flag("today_only", False),
        sources=_cited(table, known),
    )
    table.finish()
    return report


def _across(guide: Guide) -> Iterable[Problem]:
    """What no single table can see: ids used twice over all phases, needs that lead nowhere or in a circle."""
    seen: dict[str, str] = {}
    needs: dict[str, tuple[str, ...]] = {}
    for checklist in guide.checklists:
        file = f"specs/guide/checklists/{checklist.id}.toml"
        for s, section in enumerate(checklist.sections, start=1):
            yield from _used_twice(seen, section.id, file, f"sections[{s}].id")
            for i, item in enumerate(section.items, start=1):
                place = f"sections[{s}].items[{i}]"
                yield from _used_twice(seen, item.id, file, f"{place}.id")
                yield from _unknown_needs(item, guide.items, file, place)
                needs[item.id] = item.needs
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


def _unknown_needs(
    item: Item, items: Mapping[str, Item], file: str, place: str
) -> Iterable[Problem]:
    for need in item.needs:
        if need not in items:
            yield Problem(file, f"{place}.needs", f"{need!r} is no item{near(need, items)}")
