"""The formulas of the workbooks as text. Only functions that Excel, LibreOffice and Google Sheets share.

`check_formula` builds the `Check` column from the same rules that make the drop-downs. Every part yields
either nothing or a sentence that ends in a full stop and a blank; a last replacement turns "no sentence"
into OK, so that no part has to be computed twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby, pairwise

from ..common.cells import column_letter
from .model import Column, RowCheck, Sheet
from .rules import AnyText, Day, Formula, FromList, Lookup, Number, OneOf, cells_of

ERROR_TEXT = "A cell in this row shows an error such as #REF!. Type its value again."


@dataclass(frozen=True, kw_only=True)
class Places:
    """The absolute ranges that formulas look up, each with its sheet's name; `columns` by sheet and id of the column."""

    people: str = ""
    rates: str = ""
    matters: tuple[str, ...] = ()
    columns: Mapping[tuple[str, str], str] = field(default_factory=dict)


def absolute(sheet: str, column: int, first: int, last: int) -> str:
    """An absolute range of one column, such as `'Start here'!$B$12:$B$19`."""
    letter = column_letter(column - 1)
    return f"'{sheet}'!${letter}${first}:${letter}${last}"


TRUST_ACCOUNTS = ("Control totals", "account")
"""The sheet and the column with the list of trust accounts."""

ROW = "\x01"
"""Stands for the row's number in a formula that is made once and written into many rows."""


def in_each_row(formula: str, sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Row and formula for each row of a sheet, from row 2."""
    for row in range(2, sheet.rows + 2):
        yield row, formula.replace(ROW, str(row))


def entries(columns: Sequence[Column], row: str, *, first: int = 1, fixed: str = "") -> str:
    """How many cells of a row hold an entry; `first` is the number of the first column.

    Formulas are no entries, and an unticked box is none.
    """
    letters = {
        column: f"{fixed}{column_letter(number - 1)}"
        for number, column in enumerate(columns, start=first)
    }
    areas = [
        f"{letters[run[0]]}{row}:{letters[run[-1]]}{row}"
        for is_entered, group in groupby(columns, lambda column: column.is_entered)
        if is_entered and (run := list(group))
    ]
    unticked = "".join(
        f"-OR({_unticked(letter + row)})" for column, letter in letters.items() if _is_mark(column)
    )
    return f"COUNTA({','.join(areas)}){unticked}"


def _is_mark(column: Column) -> bool:
    """Whether a column takes one word or nothing, so that a program may show it as a box to tick."""
    return isinstance(column.rule, OneOf) and len(column.rule.choices) == 1


def _unticked(cell: str) -> str:
    """Tests of which one is true: FALSE, or the text that it becomes in a cell for text."""
    return f'EXACT({cell},"FALSE"),AND(ISLOGICAL({cell}),{cell}=FALSE)'


def check_formula(sheet: Sheet, places: Places) -> str:
    """The `Check` cell of the row `ROW`: blank for a blank row, `OK`, or what is missing or wrong."""
    cells = {
        column.id: f"{column_letter(number - 1)}{ROW}"
        for number, column in enumerate(sheet.columns, start=1)
    }
    parts = [_column_part(column, cells, places) for column in sheet.columns]
    if sheet.one_of:
        blank = ",".join(f'TRIM({cells[id_]})=""' for id_ in sheet.one_of)
        names = " or ".join(sheet.column(id_).header for id_ in sheet.one_of)
        parts.append(f'IF(AND({blank}),{_quoted(f"{names} missing. ")},"")')
    parts += [_said(chain, sheet, places) for chain in _chains(sheet.checks)]
    said = "&".join(part for part in parts if part)
    tidy = f'SUBSTITUTE(SUBSTITUTE({said}&"|OK",". |OK","."),"|OK","OK")'
    return f'=IFERROR(IF({entries(sheet.columns, ROW)}=0,"",{tidy}),{_quoted(ERROR_TEXT)})'


def _chains(checks: Sequence[RowCheck]) -> Iterator[Sequence[RowCheck]]:
    """Checks of which a row hears one: the first that applies."""
    starts = [n for n, check in enumerate(checks) if n == 0 or not check.otherwise]
    for first, following in pairwise([*starts, len(checks)]):
        yield checks[first:following]


def _said(chain: Sequence[RowCheck], sheet: Sheet, places: Places) -> str:
    """What a chain of checks says of the row `ROW`. A condition that cannot be worked out does not apply."""
    said = _EMPTY
    for check in reversed(chain):
        when = own_formula(check.when, sheet, places).removeprefix("=")
        words = _quoted(f"{check.say} ") if check.say else _EMPTY
        said = f"IF(IFERROR({when},FALSE),{words},{said})"
    return said


def lookup_formula(rule: Lookup, sheet: Sheet, places: Places) -> str:
    """What the number in the row `ROW` means, or nothing where it is blank or on no list.

    Numbers are text in our workbooks; one that was pasted as a number is found too. MATCH would take * and ? for any
    letters.
    """
    number = f"TRIM({column_letter(sheet.columns.index(sheet.column(rule.of)))}{ROW})"
    lists = [places.columns[rule.on, id_] for id_ in rule.by]
    rows = [f"MATCH({n},{known},0)" for n in (number, f"{number}+0") for known in lists]
    meanings = [
        f"IFERROR({one}<>{other},FALSE)" for one, other in combinations(rows[: len(lists)], 2)
    ]
    shown = [_shown([places.columns[rule.on, id_] for id_ in rule.shows], row) for row in rows]
    found = "IFERROR(" + ",IFERROR(".join(shown[:-1]) + f",{shown[-1]}" + ")" * (len(shown) - 1)
    none = f'{number}="",ISNUMBER(FIND("*",{number})),ISNUMBER(FIND("?",{number}))'
    if meanings:
        found = f'IF(OR({",".join(meanings)}),"{rule.twice}",{found})'
    return f'=IFERROR(IF(OR({none}),"",{found}),"")'


def own_formula(formula: str, sheet: Sheet, places: Places) -> str:
    """A formula of a spec for the row `ROW`."""
    for braces, name, id_ in cells_of(formula):
        place = places.columns[name, id_] if name else f"{column_letter(sheet.places[id_])}{ROW}"
        formula = formula.replace(braces, place)
    return f"={formula}"


def _shown(columns: Sequence[str], row: str) -> str:
    """The values of some columns in one row, with a colon between them; a blank one has none."""
    first, *rest = (f"INDEX({column},{row})" for column in columns)
    return "&".join([first, *(f'IF({value}="","",": "&{value})' for value in rest)])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _column_part(column: Column, cells: dict[str, str], places: Places) -> str:
    """What one column adds to the row's check, or nothing when a formula cannot test its rule."""
    cell = cells[column.id]
    present = _wrong(column, cell, places)
    missing = _missing(column, places)
    if not present and not missing:
        return ""
    return f'IF(TRIM({cell})="",{missing or _EMPTY},{present or _EMPTY})'


_EMPTY = '""'


def _missing(column: Column, places: Places) -> str:
    if not column.required:
        return ""
    if column.usual == "person":
        return f'IF(COUNTA({places.people})=1,"",{_quoted(column.header + " missing. ")})'
    if column.usual == "rate":
        # Where people are listed, Start here says who has no usual rate: once, not in each row.
        return f'IF(COUNTA({places.people})=0,{_quoted(column.header + " missing. ")},"")'
    return _quoted(f"{column.header} missing. ")


def _wrong(column: Column, cell: str, places: Places) -> str:
    header = column.header
    match column.rule:
        case Day():
            early = _quoted(f"{header} has a wrong year. ")
            text = _quoted(f"{header} is text: type it again as a date. ")
            return f'IF({_is_number(cell)},IF(OR({cell}<36526,{cell}>73415),{early},""),{text})'
        case Number() as rule:
            return _wrong_number(header, rule, cell)
        case OneOf(choices=choices):
            known = ",".join(f"LOWER(TRIM({cell}))={_quoted(choice.lower())}" for choice in choices)
            if _is_mark(column):
                known += f",{_unticked(cell)}"
            words = " or ".join(choices) if len(choices) < 4 else "from the list"
            blank = "" if column.required else " or blank"
            return f'IF(OR({known}),"",{_quoted(f"{header} must be {words}{blank}. ")})'
        case FromList(list="people"):
            known = f"COUNTA({places.people})=0,COUNTIF({places.people},TRIM({cell}))>0"
            return f'IF(OR({known}),"",{_quoted(f"{header} is not on Start here. ")})'
        case FromList(list="matters"):
            # MATCH, because for COUNTIF 101 and 0101 are the same; without wildcards.
            number = f'SUBSTITUTE(SUBSTITUTE(TRIM({cell}),"*","~*"),"?","~?")'
            known = ",".join(
                f"ISNUMBER(MATCH({each},{place},0))"
                for each in (number, f"TRIM({cell})+0")
                for place in places.matters
            )
            none = f"COUNTA({places.matters[0]})=0"
            unknown = _quoted(f"{header} is not on Matters or New in Clio. ")
            double = _quoted(f"{header} is the number of two matters. ")
            old, display, new = (f"MATCH({number},{place},0)" for place in places.matters)
            twice = f"IFERROR({old}<>{display},FALSE),ISNUMBER({old}+{new})"
            return f'IF(OR({none}),"",IF(OR({twice}),{double},IF(OR({known}),"",{unknown})))'
        case FromList(list="trust-accounts"):
            number = f'SUBSTITUTE(SUBSTITUTE(TRIM({cell}),"*","~*"),"?","~?")'
            place = places.columns[TRUST_ACCOUNTS]
            unknown = _quoted(f"{header} is not on {TRUST_ACCOUNTS[0]}. ")
            return f'IF(ISNUMBER(MATCH({number},{place},0)),"",{unknown})'
        case AnyText() | FromList() | Lookup() | Formula():
            return ""


def _is_number(cell: str) -> str:
    """Some programs take TRUE and FALSE for numbers."""
    return f"AND(ISNUMBER({cell}),NOT(ISLOGICAL({cell})))"


def _wrong_number(header: str, rule: Number, cell: str) -> str:
    limits = []
    if rule.above is not None:
        limits.append(f"{cell}<={rule.above}")
    if rule.least is not None:
        limits.append(f"{cell}<{rule.least}")
    if rule.most is not None:
        limits.append(f"{cell}>{rule.most}")
    limit = rule.words.split(",")[0].removeprefix("a number ")
    outside = _quoted(f"{header} must be {limit}. ")
    if rule.most is not None:
        low = rule.above or rule.least or 0
        outside = _quoted(f"{header} must be between {low} and {rule.most}. ")
    scale = 10**rule.decimals
    too_fine = f"ABS({cell}*{scale}-ROUND({cell}*{scale},0))>0.000001"
    if rule.above is not None:
        too_fine = f"OR({too_fine},ROUND({cell},{rule.decimals})={rule.above})"
    as_text = _quoted(f"{header} must be a number. ")
    decimals = _quoted(f"{header} must have at most {rule.decimals} decimals. ")
    if header == "Hours":
        as_text = _quoted("Hours must be a decimal number: 1.5, not 1:30 or 90 min. ")
        clock = f"AND({cell}<1,ABS({cell}*1440-ROUND({cell}*1440,0))<=0.001)"
        decimals = f'IF({clock},"Hours must be decimal: 1.5, not 1:30. ",{decimals})'
    inner = f'IF({too_fine},{decimals},"")'
    if limits:
        test = limits[0] if len(limits) == 1 else f"OR({','.join(limits)})"
        inner = f"IF({test},{outside},{inner})"
    return f"IF({_is_number(cell)},{inner},{as_text})"


def drop_down(places: str) -> str:
    """The source of a drop-down: the filled part of a range, so that the list does not end in blanks."""
    first = places.split(":")[0]
    return f"OFFSET({first},0,0,MAX(1,COUNTA({places})),1)"
