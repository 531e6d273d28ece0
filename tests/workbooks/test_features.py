"""Single features of the workbooks, in the XML that spreadsheet programs read."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tests.support.kit import example_kit, real_kit

TIME = "xl/worksheets/sheet2.xml"


def part(file: str, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(real_kit()[file])) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize(
    ("name", "fragment"),
    [
        (TIME, '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen" />'),
        (TIME, '<autoFilter ref="A1:J501" />'),
        (TIME, 'fitToWidth="1"'),
        (TIME, '<pageSetup orientation="landscape"'),
        (TIME, "OFFSET('Matters'!$A$2,0,0,MAX(1,COUNTA('Matters'!$A$2:$A$501)),1)"),
        (TIME, 'promptTitle="Hours"'),
        ("xl/workbook.xml", '<sheet name="Lists" sheetId="8" state="hidden" r:id="rId8" />'),
        ("xl/workbook.xml", "<definedName name=\"kit_template\">'Start here'!$C$"),
        ("xl/workbook.xml", "<definedName name=\"kit_version\">'Start here'!$D$"),
        ("xl/workbook.xml", "'Time'!$1:$1</definedName>"),
    ],
)
def test_a_feature_stands_in_the_file(name, fragment):
    assert fragment in part("time-tracking.xlsx", name)


def test_drop_downs_warn_and_never_block():
    styles = re.findall(
        r"<dataValidation [^>]*?showErrorMessage=\"1\"[^>]*>", part("time-tracking.xlsx", TIME)
    )
    assert len(styles) == 7
    assert all('errorStyle="warning"' in style for style in styles)


def test_the_header_of_every_column_has_a_prompt_and_no_row_has_one():
    for number, columns in ((2, 10), (3, 10), (4, 8), (5, 6), (6, 4)):
        xml = part("time-tracking.xlsx", f"xl/worksheets/sheet{number}.xml")
        prompts = [rule for rule in re.findall(r"<dataValidation .*?>", xml) if "prompt=" in rule]
        cells = [re.search(r'sqref="(.*?)"', rule)[1] for rule in prompts]
        assert cells == [f"{letter}1" for letter in "ABCDEFGHIJ"[:columns]]


def test_dates_and_numbers_follow_the_firm():
    styles = part("time-tracking.xlsx", "xl/styles.xml")
    assert 'formatCode="dd/mm/yyyy"' in styles
    assert 'formatCode="#,##0.00##"' in styles


@pytest.mark.parametrize(
    "file", [f for f in example_kit() if f.name.endswith(".xlsx")], ids=lambda f: f.name
)
def test_no_macros_links_locks_or_clock_in_any_workbook(file):
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        names = archive.namelist()
        text = "".join(archive.read(name).decode() for name in names)
        dates = {entry.date_time for entry in archive.infolist()}
    assert names[0] == "[Content_Types].xml"
    assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]
    assert "sheetProtection" not in text
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text)) <= {"1980-01-01T00:00:00Z"}


SHARED_FUNCTIONS = {
    "ABS", "AND", "COUNT", "COUNTA", "COUNTIF", "EXACT", "FIND", "IF", "IFERROR", "INDEX", "ISLOGICAL", "ISNUMBER",
    "LOWER", "MATCH", "MAX", "NOT", "OFFSET", "OR", "ROUND", "ROW", "SUBSTITUTE", "SUM", "SUMIF", "SUMPRODUCT", "TRIM",
}  # fmt: skip
"""Functions that Excel 2007, LibreOffice and Google Sheets all have."""


@pytest.mark.parametrize(
    "file", [f for f in example_kit() if f.name.endswith(".xlsx")], ids=lambda f: f.name
)
def test_formulas_use_only_functions_every_program_has(file):
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        text = "".join(archive.read(n).decode() for n in archive.namelist() if "worksheets" in n)
    formulas = re.findall(r"<(?:f|formula|formula1|formula2)>(.*?)</", text)
    used = {name for formula in formulas for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)}
    assert used <= SHARED_FUNCTIONS
    assert all(len(formula) < 8192 for formula in formulas)
