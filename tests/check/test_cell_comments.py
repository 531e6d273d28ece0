"""Comments in cells: named with their cells on every sheet, never quoted, an open point of the export."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from template_builder.check.marked_copy.marked_copy import marked_copy
from template_builder.check.report import to_json, to_text
from template_builder.common.stamp import EARLIEST
from tests.check.test_sheets import FIRST, Edit, checked, saved, told
from tests.crosswalk.test_judged import BLANK
from tests.support.checking import check, located
from tests.support.corpus import edited
from tests.support.exporting import export, kinds_of

SECRET = "Half of this is non-billable, ask Pat Placeholder"


def commented(*places: str, author: str = "Billie Sample") -> Edit:
    """A comment in each place, such as `Time!E2`."""

    def edit(book: Workbook) -> None:
        for place in places:
            sheet, _, cell = place.partition("!")
            book[sheet][cell].comment = Comment(SECRET, author)

    return edit


@pytest.mark.parametrize(
    ("places", "found", "counts"),
    [
        (["Time!E2"], ["Time!E2"], ["1 comment"]),
        (["Time!F3", "Time!F2", "Time!A2"], ["Time!A2, F2:F3"], ["3 comments"]),
        # On the header, on a blank row, and in a column that is ours alone: beside the entries.
        (["Time!J2", "Time!A1", "Time!E9"], ["Time!A1, E9", "Time!J2"], ["2 comments", "1 comment"]),
        (["Start here!C23"], ["Start here!C23"], ["1 comment"]),
        (["Summary!B5", "Matters!A2"], ["Matters!A2", "Summary!B5"], ["1 comment", "1 comment"]),
        (["Expenses!A2", "Notes!A2"], ["Expenses!A2", "Notes!A2"], ["1 comment", "1 comment"]),
    ],
)  # fmt: skip
def test_each_sheet_has_its_comments_named(places, found, counts):
    file = checked(commented(*places))
    assert located(file) == [(place, "cell-comment") for place in found]
    assert told(file, "cell-comment") == [f"{count}, which nobody reads here." for count in counts]
    assert "Half" not in to_text(file) + json.dumps(to_json([file]))


def test_comments_are_an_open_point_with_the_rows_that_go_out():
    made = export(("billie.xlsx", saved(commented("Time!E2", "Time!F2", "Time!E9"))))
    assert [(point.message, point.places) for point in made.receipt.open_points] == [
        ("billie.xlsx Time!E9: 1 comment, which nobody reads here.", ("billie.xlsx Time!E9",)),
        ("billie.xlsx: 2 comments, which nobody reads here. (1 row exported)", ("billie.xlsx Time!E2, F2",)),
    ]  # fmt: skip
    assert not any(b"Half" in data for data in made.files.values())


def test_a_comment_on_a_row_left_out_adds_no_open_point():
    def edit(book: Workbook) -> None:
        commented("Time!E2")(book)
        book["Time"]["B2"] = "9999"

    assert kinds_of(export(("billie.xlsx", saved(edit)))) == ["matter-unknown"]


def test_a_crosswalk_has_its_comments_named():
    data = edited(BLANK, commented("Matters!D2", "People!B2"))
    (file,) = check(("crosswalk.xlsx", data))
    found = [place for place, kind in located(file) if kind == "cell-comment"]
    assert found == ["Matters!D2", "People!B2"]


def test_what_a_marked_copy_says_is_no_comment_of_a_person():
    def edit(book: Workbook) -> None:
        commented("Time!E3")(book)
        book["Time"]["B2"] = "9999"

    data = saved(edit)
    (file,) = check(("time.xlsx", data))
    copy = marked_copy("time.xlsx", data, file.findings, EARLIEST)
    assert openpyxl.load_workbook(io.BytesIO(copy))["Time"]["B2"].comment
    (again,) = check(("time.xlsx", copy))
    assert [place for place, kind in located(again) if kind == "cell-comment"] == ["Time!E3"]


def threaded(data: bytes) -> bytes:
    """The comments of a workbook as a program writes them that knows only those with answers."""
    whole = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: whole.read(name) for name in whole.namelist()}
    (old,) = (name for name in parts if "comments/" in name)
    xml = b'<x:ThreadedComments xmlns:x="t"><x:threadedComment dT="2027" ref="E3" id="1"/></x:ThreadedComments>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            links = content.replace(b"relationships/comments", b"relationships/threadedComment")
            archive.writestr(name, xml if name == old else links)
    return buffer.getvalue()


def test_a_comment_with_answers_counts_where_no_other_stands_for_it():
    (file,) = check(("time.xlsx", threaded(saved(commented("Time!A2"), FIRST))))
    assert located(file) == [("Time!E3", "cell-comment")]
