"""One mark a block, one note for what the same sources say, and the notes at the end of the page."""

from __future__ import annotations

import re

import pytest

from macros.guide.notes import Notes, place
from macros.rendering import Links
from template_builder.guide.model import Guide
from tests.support.small_guide import text_of

OLD, OLDER, OURS = (place([id_]) for id_ in ("old-page", "older-page", "ours"))


def shown(html: str, guide: Guide, link: Links) -> str:
    """The text of a page with its marks in brackets, without the notes."""
    text = Notes(guide).of(html, link)[0]
    text = re.sub(r'<span class="tg-kept">(.*?</button>)</span>', r"\1", text)
    return re.sub(r"<button[^>]*>(.*?)</button>", r"[\1]", text)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>One. {OLD} Two.\n{OLDER}</p>", "<p>One. Two.[1]</p>"),
        (f"<p>One. {OLD} Two.</p>", "<p>One.[1] Two.</p>"),
        (f"<p>A {OLD}</p><p>B {OLDER}</p><p>C {OLD}</p>", "<p>A[1]</p><p>B[2]</p><p>C[1]</p>"),
        (f"<ul><li>A {OLD}<ul><li>B {OLDER}</li></ul>C {OLD}</li></ul>", None),
        (f"<table><tr><td>A {OLD}</td><td>B {OLDER}</td></tr></table>", None),
        (f"<p>A{OURS}</p><p>B {OLD} {OURS}</p>", "<p>A[ours 1]</p><p>B[2]</p>"),
        (f'<p title="a > b <p>"><img alt="x"><br>A {OLD} <b>B</b> {OLD}</p>', None),
        ("<p>Nothing is cited.</p>", "<p>Nothing is cited.</p>"),
    ],
)
def test_places_of_one_block_become_one_mark_where_the_last_was(
    small: Guide, link: Links, html: str, expected: str | None
) -> None:
    found = shown(html, small, link)
    if expected is not None:
        assert found == expected
    assert "data-cites" not in found
    blocks = re.findall(r"<(?:li|td|p)\b", html)
    assert found.count("[") <= len(blocks)


def test_a_nested_list_has_marks_of_its_own(small: Guide, link: Links) -> None:
    html = f"<ul><li>A {OLD}<ul><li>B {OLDER}</li></ul>C {OLDER}</li></ul>"
    assert shown(html, small, link) == "<ul><li>A<ul><li>B[1]</li></ul>C[2]</li></ul>"


def test_cells_have_marks_of_their_own(small: Guide, link: Links) -> None:
    html = f"<table><tr><td>A {OLD}</td><td>B {OLDER}</td></tr></table>"
    assert shown(html, small, link) == "<table><tr><td>A[1]</td><td>B[2]</td></tr></table>"


def test_a_mark_opens_the_note_of_its_number(small: Guide, link: Links) -> None:
    html = "".join(Notes(small).of(f"<p>A {OLDER}</p><p>B {OLD} {OURS}</p>", link))
    assert re.findall(r'popovertarget="([\w-]+)"', html) == ["note-1", "note-2"]
    assert re.findall(r'<div class="tg-note" id="([\w-]+)" popover>', html) == ["note-1", "note-2"]
    first, second = html.split('<div class="tg-note"')[1:]
    assert "An older page" in text_of(first)
    assert 'href="https://old.example/page" rel="noreferrer"' in second
    assert "An <old> page Clio, older" in text_of(second)
    assert "about 2015. Read in part: stops in the middle." in text_of(second)
    assert "This guide's own advice" in text_of(second)


def test_on_paper_a_mark_has_the_numbers_of_its_sources(small: Guide, link: Links) -> None:
    html = "".join(Notes(small).of(f"<p>A {OLDER} {OURS}</p><p>B {OLD} {OLDER}</p>", link))
    assert re.findall(r'data-on-paper="([^"]*)"', html) == ["[1, 2]", "[3, 1]"]
    listed = re.findall(r"<li>(.*?)</li>", html)
    assert [text_of(each).partition(" Clio")[0] for each in listed] == [
        "An older page",
        "This guide's own advice",
        "An <old> page",
    ]


def test_a_mark_stays_with_the_end_of_the_word_before_it(small: Guide, link: Links) -> None:
    html = "".join(Notes(small).of(f"<p>Two words. {OLD}</p><p><b>bold</b> {OLD}</p>", link))
    assert '<p>Two <span class="tg-kept">words.<button' in html
    assert "</b><button" in html


def test_a_note_says_what_was_not_found(small: Guide, link: Links) -> None:
    told = place(["old-page"], 'The "order" of <things>')
    html = "".join(Notes(small).of(f"<p>A {told}</p><p>B {OLD}</p>", link))
    first, second = html.split('<div class="tg-note"')[1:]
    assert 'Not found: The "order" of <things>' in text_of(first)
    assert "Not found" not in second
