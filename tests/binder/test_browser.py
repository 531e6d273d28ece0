"""The binder as a printer gets it: A4 and Letter, read back from the PDF."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from template_builder.guide.model import Guide
from tests.support.browser import NewPage
from tests.support.site import Served

pytestmark = pytest.mark.browser

SIZES = {"A4": (210, 297), "Letter": (216, 279)}
"""Millimeters."""


@dataclass(frozen=True)
class Printed:
    """The text of each page, its foot apart, and the size of the paper in millimeters."""

    pages: list[str]
    feet: list[list[tuple[str, str]]]
    size: tuple[int, int]

    def where(self, heading: str) -> int:
        """The page that begins with a heading, from 0."""
        (found,) = [n for n, text in enumerate(self.pages) if text.startswith(heading)]
        return found


def printed(
    page: Page, server: Served, paper: str, folder: Path, first: int | None = None
) -> Printed:
    """The binder on paper, read back: every page, or only the first ones."""
    page.goto(server.url("print/"))
    file = folder / f"{paper}.pdf"
    page.pdf(path=file, format=paper)
    reader = PdfReader(file)
    box = reader.pages[0].mediabox
    size = (round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72))
    texts = [even(each.extract_text()) for each in reader.pages[:first]]
    return Printed([FOOT.sub("", text) for text in texts], [FOOT.findall(t) for t in texts], size)


FOOT = re.compile(r"^(\d+) of (\d+) ?Firm transition guide ")


def even(text: str) -> str:
    """The text with one space between words, without ligatures, not broken after a hyphen."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).replace("- ", "-")


@pytest.fixture(params=SIZES)
def paper(request: pytest.FixtureRequest, plain: Page, server: Served, tmp_path: Path) -> Printed:
    """Printed without scripts."""
    found = printed(plain, server, request.param, tmp_path)
    assert found.size == SIZES[request.param]
    return found


def test_the_binder_on_paper(paper: Printed, guide: Guide) -> None:
    assert 35 <= len(paper.pages) <= 70

    cover = paper.pages[0]
    assert cover.startswith("Your move to Clio Manage: the binder")
    assert "Facts read Sun 22 Nov 2026 to Wed 25 Nov 2026" in cover
    count = str(len(paper.pages))
    assert paper.feet == [
        [],
        *([(str(number), count)] for number in range(2, len(paper.pages) + 1)),
    ]

    # Each part and each sheet begins a page.
    parts = ["Contents", "Timeline", "Role sheets Coordinator", "Checklists Before", "How-tos"]
    parts.append("Sources")
    places = [paper.where(heading) for heading in parts]
    assert places == sorted(places)
    for heading in ("Billing: what", "Timekeeper: what", "IT: what", "During processing Done"):
        assert paper.where(heading)

    # Every item once, whole, under a repeated header.
    checklists = paper.pages[paper.where("Checklists") : paper.where("How-tos")]
    for text in checklists:
        assert "Done Item Due Role Initials Date" in text
    together = " ".join(checklists)
    for item in guide.items.values():
        wanted = even(item.text.replace("`", ""))
        assert len(re.findall(rf"(?<!\w){re.escape(wanted)} ", together)) == 1, item.id

    # Nothing that makes no sense on paper.
    everything = " ".join(paper.pages)
    for gone in ("Was this page helpful?", "This page is made for paper", "Skip to content"):
        assert gone not in everything


def test_the_cover_carries_the_name_of_the_firm(
    new_page: NewPage, firm_server: Served, tmp_path: Path
) -> None:
    cover = printed(new_page(java_script_enabled=False), firm_server, "A4", tmp_path, 1).pages[0]
    assert "Firm Invented & Partners" in cover
    assert "Export session Thu 14 Jan 2027" in cover


def test_nothing_splits_in_the_middle_of_an_item(plain: Page, server: Served) -> None:
    plain.emulate_media(media="print")
    plain.goto(server.url("print/"))
    rows = plain.locator(".tg-ticks tbody tr")
    assert rows.evaluate_all(
        "rows => new Set(rows.map(row => getComputedStyle(row).breakInside)).size"
    )
    assert set(rows.evaluate_all("rows => rows.map(row => getComputedStyle(row).breakInside)")) == {
        "avoid"
    }


def test_a_black_and_white_printer_loses_nothing(plain: Page, server: Served) -> None:
    """Boxes have frames, points of no return have words; no row is told apart by color."""
    plain.emulate_media(media="print")
    plain.goto(server.url("print/"))
    box = plain.locator(".tg-box > span").first
    assert box.evaluate("box => getComputedStyle(box).borderTopStyle") == "solid"
    assert box.evaluate("box => getComputedStyle(box).borderTopColor") == "rgb(0, 0, 0)"
    stop = plain.locator(".tg-ticks strong", has_text="Point of no return.").first
    assert stop.evaluate("words => getComputedStyle(words).color") in (
        "rgb(0, 0, 0)",
        "rgb(51, 51, 51)",
    )
