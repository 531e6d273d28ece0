"""The catalogue of findings: complete, well worded, sourced; a broken one is named."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from macros.check.findings import findings, visible
from macros.rendering import Links
from template_builder.check.catalogue import (
    CELL,
    FILE,
    GROUPS,
    TEXTS,
    Catalogue,
    Kind,
    Severity,
    load_findings,
)
from template_builder.check.checker import CheckedFile
from template_builder.check.collecting import Collected
from template_builder.check.findings import Finding, FindingLog
from template_builder.check.report import WIDTH, to_text
from template_builder.check.sharing import Sharing
from template_builder.common.errors import SpecProblems
from template_builder.judging.verdict import Flaw
from tests.support.each import each
from tests.support.kit import ROOT, guide, workbooks

SPEC = ROOT / "template_builder" / "specs" / "check" / FILE
KINDS = load_findings()

AGREED = {
    Severity.ERROR: """
        matter-missing matter-unknown matter-with-description matter-with-colon
        matter-two-meanings matter-is-client matter-list matter-as-date matter-as-number
        matter-without-display-number date-missing date-ambiguous date-two-digit-year date-not-a-date
        hours-missing hours-zero hours-negative hours-in-words hours-as-clock hours-with-unit
        date-wrong-year date-wrong-weekday hours-ambiguous hours-too-fine amount-decimal-comma amount-ambiguous number-as-fraction
        hours-as-time hours-decimal-comma hours-over-a-day hours-not-a-number rate-missing rate-unusable usual-rate-missing usual-rate-doubled
        price-missing quantity-missing quantity-zero quantity-negative amount-negative
        amount-with-currency amount-with-comma amount-not-a-number person-missing person-unknown
        person-without-user person-abbreviated person-two-meanings non-billable-unknown note-text-missing note-without-place new-name-missing
        cell-error formula-not-saved file-other-template file-unknown sheet-missing column-missing
        column-doubled csv-header csv-type-unknown date-orders-mixed
        cell-doubled rows-above-headers sheet-without-headers
        crosswalk-key-missing crosswalk-not-text crosswalk-exact-number crosswalk-line-break crosswalk-contradiction
        crosswalk-struck number-as-percent client-without-matter crosswalk-several
    """,
    Severity.WARNING: """
        value-missing value-unexpected
        matter-blanks date-is-text date-is-number date-in-future date-before-cut-off date-after-period date-far-off
        hours-day-total hours-perhaps-time rate-far-off amount-decimals number-as-text expense-in-time time-in-expenses
        description-missing text-line-breaks text-control-characters text-looks-like-formula
        name-with-invisible text-encoding crosswalk-two-meanings crosswalk-not-yet
        text-too-long category-unknown note-subject-missing new-kind-missing row-duplicate row-hidden
        area-merged file-newer-version column-renamed
        file-twice file-repeats file-same-days
        column-hidden column-unknown row-struck usual-rate-without-name row-total-differs rows-beyond
        sheet-hidden sheet-not-read sheet-same-days summary-differs cell-comment
        client-typed date-in-utc file-dates-moved amount-in-currency
    """,
    Severity.NOTE: """
        date-on-weekend date-on-day-off date-read-as-decided hours-not-in-increment usual-rate-differs file-empty file-older-version sheet-renamed
        file-is-crosswalk crosswalk-old-number crosswalk-blanks crosswalk-shared-number
        day-without-entry day-with-few-hours day-with-many-hours
        header-repeated row-total rows-without-entry sheet-read-too
    """,
}
"""Ids and severities that reports, scripts and links rely on."""

every_kind = each(list(KINDS.values()), lambda kind: kind.id)


def texts(kind: Kind) -> list[str]:
    return [text for key in TEXTS if (text := getattr(kind, key))]


def test_ids_and_severities_are_the_agreed_surface():
    found = {kind.id: kind.severity for kind in KINDS.values()}
    assert found == {id_: severity for severity, ids in AGREED.items() for id_ in ids.split()}


def test_every_group_has_kinds():
    assert {kind.group for kind in KINDS.values()} == set(GROUPS)


def test_titles_tell_kinds_apart():
    assert len({kind.title for kind in KINDS.values()}) == len(KINDS)


@every_kind
def test_the_texts_read_well_with_what_the_checker_hands_over(kind):
    words = {name: f"<{name}>" for name in ("value", *kind.example)}
    for text in texts(kind):
        said = text.format_map(words)
        assert said[0].isupper() or said[0] == "<"
        assert said.endswith((".", ".<near>")) or "non_billable" in said
        assert "{" not in said
        assert "`" not in said
        assert "  " not in said
    assert not kind.title.endswith(".")


def finding_of(kind: Kind) -> Finding:
    """What the checker would say of the kind's example."""
    words = {name: str(word) for name, word in kind.example.items()}
    typed = ("text", "value") if "text" in words else CELL
    params = tuple((name, word) for name, word in words.items() if name not in typed)
    flaw = Flaw(kind.id, params, words.get("suggestion", ""))
    log = FindingLog(KINDS, Sharing(workbooks()["time-tracking"], frozenset()), {})
    if "text" in words:
        log.add(flaw, value=kind.example.get("value", ""))
    else:
        column = workbooks()["time-tracking"].sheet(words["sheet"]).column(words["column"])
        log.add(flaw, words["sheet"], (5, 23), kind.example["value"], column)
    (finding,) = log.findings()
    return finding


@every_kind
def test_the_message_has_no_value_of_a_private_column(kind):
    """It stands in receipts, and as the reason of a row left out."""
    if kind.group == "Text" and "text" not in kind.example:
        sheet = workbooks()["time-tracking"].sheet(kind.example["sheet"])
        private = sheet.column(kind.example["column"]).private
        assert not (private and "{value}" in kind.message)


@every_kind
def test_a_finding_takes_three_lines_of_a_terminal(kind):
    """The first one names the cell, what is there and what to do; what Clio does comes below, with the kind."""
    finding = finding_of(kind)
    file = CheckedFile("time.xlsx", "", Collected(), findings=(finding,))
    first, *rest = to_text(file).splitlines()[2:-1]
    typed = repr(finding.value) if finding.cells and finding.value not in finding.message else ""
    head = "  ".join(filter(None, (kind.severity.value, finding.place, typed, finding.message)))
    assert first.startswith(f"  {head} {finding.fix.split()[0]}")
    assert len(rest) <= 2
    assert max(map(len, [first, *rest])) <= WIDTH or kind.id == "csv-header"
    told = " ".join(line.strip() for line in [first, *rest])
    assert told.endswith(f"{finding.message} {finding.fix} {finding.clio} [{kind.id}]")


@every_kind
def test_what_is_not_known_comes_last(kind):
    assert "We do not know" not in kind.message + kind.fix
    for text in (kind.clio, kind.detail):
        _, _, unknown = text.partition("We do not know ")
        assert ". " not in unknown


@every_kind
def test_a_suggestion_reaches_the_reader(kind):
    assert ("suggestion" in kind.example) == ("{suggestion}" in kind.fix)


@every_kind
def test_sources_stand_in_the_registry(kind):
    assert set(kind.sources) <= set(guide().sources)


@every_kind
def test_what_is_said_not_to_be_known_is_not_put_on_clio_alone(kind):
    if "We do not know" in kind.clio + kind.detail:
        assert "ours" in kind.sources


@every_kind
def test_an_example_names_a_cell_of_the_workbook(kind):
    if "text" in kind.example:
        return
    sheet = workbooks()["time-tracking"].sheet(str(kind.example["sheet"]))
    assert kind.example["column"] in [column.id for column in sheet.columns]


def test_a_check_and_its_catalogue_need_no_slow_library():
    code = (
        "import sys, template_builder.commands.check, template_builder.check.catalogue as f; f.load_findings();"
        "print(*sorted({'dataclasses', 'importlib.resources', 'openpyxl', 'tempfile', 'template_builder.guide.loading', "
        "'template_builder.reading.csv_text'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""


def test_kinds_read_one_by_one_are_all_of_them_in_their_order():
    assert list(Catalogue().items()) == list(KINDS.items())
    with pytest.raises(KeyError):
        Catalogue()["matter-mising"]


# Broken catalogues


def complaint(folder: Path, text: str) -> str:
    (folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(SpecProblems) as error:
        load_findings(folder)
    return str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'severity = "error"',
            'severity = "eror"',
            "matter-missing.severity: expected one of error, warning, note, found 'eror'; did you mean 'error'?",
        ),
        ('group = "Hours"', 'group = "Hour"', "did you mean 'Hours'?"),
        ("title = ", "titel = ", "matter-missing.titel: is not a known key; did you mean 'title'?"),
        ("fix = ", "# ", "matter-missing.fix: is missing; expected text"),
        ('message = "This row has no matter."', 'message = ""', "matter-missing.message: expected"),
        (
            "Type {suggestion}.",
            "Type {sugestion}.",
            "matter-with-description.fix: {sugestion} has no value in the example; did you mean 'suggestion'?",
        ),
        (
            "This row has no matter.",
            "The row of {person} has no matter.",
            "matter-missing.message: {person} has no value in the example",
        ),
        ("{near}", "{near", "matter-unknown.message: has a brace that does not fit"),
        ("{near}", "{}", "matter-unknown.message: {} has no value"),
        ("{near}", "{near!r:>9}", "matter-unknown.message: {near} takes no format of its own"),
        (
            'near = " Is',
            'naer = " Is',
            "matter-unknown.example.naer: is in none of the texts; did you mean 'near'?",
        ),
        (
            ', near = " Is it 2024-0101?"',
            "",
            "matter-unknown.message: {near} has no value in the example",
        ),
        (
            '"Time", column = "matter", value = ""',
            '"Time"',
            "matter-missing.example.text: is missing; an example has sheet, column and value, or a text",
        ),
        ("value = 90 }", "value = [90] }", "expected text, a number, a date or a time, found [90]"),
        ('sources = ["ours"]', "sources = []", "date-in-future.sources: is empty"),
        ("[matter-missing]", "[matter-missing", "is not valid TOML"),
    ],
)
def test_a_mistake_in_the_catalogue_is_named(tmp_path, old, new, message):
    text = SPEC.read_text(encoding="utf-8")
    assert old in text
    said = complaint(tmp_path, text.replace(old, new, 1))
    assert said.startswith(f"specs/check/{FILE}\n")
    assert message in said


def test_every_mistake_is_named_at_once(tmp_path):
    text = SPEC.read_text(encoding="utf-8").replace('severity = "note"', 'severity = "hint"')
    notes = AGREED[Severity.NOTE].split()
    assert complaint(tmp_path, text).count("found 'hint'") == len(notes)


# The page


@cache
def page() -> str:
    link = Links.of_page("reference/findings/", ROOT / "docs")
    return findings(KINDS, guide(), link)


@every_kind
def test_the_page_has_a_place_for_each_kind(kind):
    entry = re.search(rf'<div class="[^"]*"> <h3 id="{kind.id}">.*', page())
    assert entry
    assert f">{kind.severity.value}</span> <code>{kind.id}</code>" in entry[0]
    assert "{" not in entry[0]
    assert ("corrected copy" in entry[0]) == kind.mends
    cited = f'data-cites="{" ".join(kind.sources)}"' in entry[0]
    assert cited == (kind.sources != ("ours",))


def test_the_page_has_its_groups_as_headings_in_order():
    assert re.findall(r"^## (.*) \{#", page(), re.MULTILINE) == list(GROUPS)


def test_the_page_words_a_kind_with_its_example():
    entry = next(line for line in page().splitlines() if 'id="hours-as-clock"' in line)
    assert "<p><code>1:30</code> is a clock time, not decimal hours. <strong>Type" in entry
    assert "<strong>Type <code>1.5</code>.</strong>" in entry


def test_what_a_reader_typed_is_escaped():
    kind = KINDS["matter-unknown"]
    typed = kind._replace(example={**kind.example, "value": "<b>{x}</b>"})
    html = findings({kind.id: typed}, guide(), Links.of_page("reference/findings/", ROOT / "docs"))
    assert "<code>&lt;b&gt;{x}&lt;/b&gt;</code> is not a known matter." in html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1:30", "1:30"),
        ("0101 ", '"0101\N{NO-BREAK SPACE}"'),
        ("a\nb", "a\u21b5b"),
        ("a\x07", "a\\x07"),
    ],
)
def test_what_cannot_be_seen_is_made_visible(text, shown):
    assert visible(text) == shown


def test_dates_and_times_of_examples_are_what_the_spec_says():
    assert KINDS["date-on-weekend"].example["value"] == dt.date(2027, 1, 16)
    assert KINDS["hours-as-time"].example["value"] == dt.time(1, 30)
