"""A marked copy costs at most 5 seconds and 600 MB, whatever openpyxl would make of the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from tests.support.apart import ran
from tests.support.hostile import zipped
from tests.support.kit import example_kit

MOST_SECONDS, MOST_MEGABYTES = 5, 600
TIME, BOOK, STYLES = "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"

Parts = dict[str, str | bytes]


def parts() -> Parts:
    name = "time-tracking-billie-sample.xlsx"
    data = next(file.data for file in example_kit() if file.name == name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {part: archive.read(part).decode() for part in archive.namelist()}


def with_text(part: str, before: str, text: str) -> bytes:
    """The workbook of a person with more text in a part."""
    changed = parts()
    whole = str(changed[part])
    assert before in whole
    changed[part] = whole.replace(before, text + before, 1)
    return zipped(changed)


def attributes(count: int) -> str:
    return " ".join(f"a{number}=''" for number in range(count))


def many_listed() -> bytes:
    """One sheet listed 200 times."""
    changed = parts()
    sheet = re.search('<sheet [^>]*name="Time"[^>]*/>', str(changed[BOOK]))
    assert sheet
    more = "".join(
        re.sub(
            'sheetId="[0-9]+"', f'sheetId="{number + 100}"', sheet[0].replace("Time", f"T{number}")
        )
        for number in range(200)
    )
    changed[BOOK] = str(changed[BOOK]).replace(sheet[0], sheet[0] + more)
    return zipped(changed)


def many_pages_of_comments() -> bytes:
    """A part of 12,000 comments to which each sheet refers."""
    comments = "".join(
        f'<comment ref="A{row}" authorId="0"><text><t>x</t></text></comment>'
        for row in range(1, 12_001)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    changed = parts()
    changed["xl/comments.xml"] = (
        f'<comments xmlns="{main}"><authors><author>a</author></authors><commentList>{comments}'
        "</commentList></comments>"
    )
    changed["[Content_Types].xml"] = str(changed["[Content_Types].xml"]).replace(
        "</Types>",
        '<Override PartName="/xl/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.comments+xml"/></Types>',
    )
    for number in range(1, 9):
        changed[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="c" Type="{kind}" Target="../comments.xml"/></Relationships>'
        )
    return zipped(changed)


HUNDRED = attributes(100)


def long(letter: str = "x") -> str:
    return letter * 50_000_000


XF = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
FILES: dict[str, Callable[[], bytes]] = {
    "an attribute of 50 MB": lambda: with_text(TIME, "</worksheet>", f'<x a="{long()}"/>'),
    "a comment of 50 MB": lambda: with_text(TIME, "</worksheet>", f"<!--{long()}-->"),
    "an instruction of 50 MB": lambda: with_text(STYLES, "</styleSheet>", f"<?x {long()}?>"),
    "a tag with 50 MB of blanks": lambda: with_text(STYLES, "</styleSheet>", f"<x {long(' ')}/>"),
    "a tag that does not end": lambda: with_text("docProps/app.xml", "</Properties>", f'<x a="{long()}'),
    "a million styles": lambda: with_text(STYLES, "</cellXfs>", XF * 1_000_000),
    "200,000 names": lambda: with_text(
        BOOK, "</definedNames>",
        "".join(f'<definedName name="n{n}">Time!$A$1</definedName>' for n in range(200_000)),
    ),
    "a million attributes": lambda: with_text(
        TIME, "</worksheet>", f"<x {attributes(1_000_000)}/>"
    ),
    "rows of a hundred attributes": lambda: with_text(
        TIME, "</sheetData>",
        "".join(f'<row r="{n + 5_000}" {HUNDRED}/>' for n in range(50_000)),
    ),
    "200,000 rules": lambda: with_text(
        TIME, "<pageMargins",
        '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>1</formula></cfRule>'
        "</conditionalFormatting>" * 200_000,
    ),
    "one sheet listed 200 times": many_listed,
    "comments that all sheets share": many_pages_of_comments,
}  # fmt: skip


@pytest.mark.heavy
@pytest.mark.parametrize("name", FILES)
def test_a_marked_copy_of_a_heavy_file_is_made_within_the_limits_or_refused_in_words(
    tmp_path, name
):
    (tmp_path / "heavy.xlsx").write_bytes(FILES[name]())
    arguments = ["check", "heavy.xlsx", "--report", "marked.xlsx"]
    done = ran(arguments, tmp_path)
    said = (tmp_path / "output").read_text(encoding="utf-8")
    assert done.code in (0, 1, 2)
    assert "Traceback" not in said
    assert "an error of its own" not in said
    assert done.seconds < MOST_SECONDS
    assert done.megabytes < MOST_MEGABYTES
    if "cannot be read" not in said:
        book = openpyxl.load_workbook(tmp_path / "marked.xlsx", read_only=True)
        assert "Findings" in book.sheetnames
        book.close()
