"""A page inside another: ids, links, headings, source marks."""

from __future__ import annotations

import pytest

from macros.binder.inlining import Target, cited, inlined

INTO = Target(
    url="print/",
    places={
        "how-to/one/": "one",
        "how-to/two/": "two",
        "before/": "checklist-before",
        "before/#item-a": "item-a",
        "reference/sources/#source-s": "source-s",
    },
    numbers={"s": 7, "t": 8},
)


def as_part(html: str) -> str:
    return inlined(html, "how-to/one/", "one", INTO)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("#steps", "#one--steps"),
        ("../two/", "#two"),
        ("../two/#steps", "#two--steps"),
        ("../../before/", "#checklist-before"),
        ("../../before/#item-a", "#item-a"),
        ("../../before/#set-the-cut-off", "../before/#set-the-cut-off"),
        ("../../reference/sources/#source-s", "#source-s"),
        ("../../downloads/checklists.xlsx", "../downloads/checklists.xlsx"),
        ("../", "../how-to/"),
        ("https://clio.example/a#b", "https://clio.example/a#b"),
        ("mailto:guide@firm.example", "mailto:guide@firm.example"),
    ],
)
def test_links_lead_within_the_page_where_they_can(href: str, expected: str) -> None:
    assert as_part(f'<a class="x" href="{href}">x</a>') == f'<a class="x" href="{expected}">x</a>'


def test_headings_go_below_and_the_first_stands_for_the_page() -> None:
    html = (
        '<h1 id="the-first">One<a class="headerlink" href="#the-first" title="x">&para;</a></h1>'
        '<h2 id="steps">Steps</h2><p><a href="#the-first">up</a></p>'
    )
    assert as_part(html) == (
        '<h3 id="one">One</h3><h4 id="one--steps">Steps</h4><p><a href="#one">up</a></p>'
    )


def test_ids_and_what_names_them_stay_together() -> None:
    html = '<input id="a"><label for="a">A</label><p aria-labelledby="a b" data-id="a">'
    assert as_part(html) == (
        '<input id="one--a"><label for="one--a">A</label>'
        '<p aria-labelledby="one--a one--b" data-id="a">'
    )


def mark(ids: str, label: str) -> str:
    return (
        f'<button type="button" class="tg-mark" data-cites="{ids}" aria-label="x">{label}</button>'
    )


def test_a_mark_has_the_numbers_of_its_sources_in_the_list_that_all_pages_share() -> None:
    assert as_part(f"<p>So.{mark('s t', '3')}</p>") == (
        '<p>So.<span class="tg-mark">[<a href="#source-s">7</a>, <a href="#source-t">8</a>]</span></p>'
    )
    assert as_part(mark("t", "ours 1")) == (
        '<span class="tg-mark">ours [<a href="#source-t">8</a>]</span>'
    )


def test_the_notes_of_the_page_itself_stay_out() -> None:
    notes = (
        '<section class="tg-notes" data-search-exclude><ol><li id="note-1">x</li></ol></section>'
    )
    assert as_part(f"<p>So.</p>{notes}<p>On.</p>") == "<p>So.</p><p>On.</p>"


def test_sources_are_found_by_their_marks() -> None:
    assert cited(f"{mark('s', '1')} and {mark('t s', '2')}") == {"s", "t"}
