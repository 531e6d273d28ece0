"""What is asked of every page, on one page that is loaded once.

Each question brings the page into the state that it asks about, and answers with what is wrong: nothing, if all is well. They
are asked in the order in which they stand here, as the first needs the page folded and the last takes parts of it away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from playwright.sync_api import CDPSession, Page

from tests.support.axe_check import RUN, Looks

LONGEST = 12_000
"""The most pixels that a page takes on a phone."""
TALL = {"print/": 200_000, "reference/findings/": 40_000}
"""Where a page may be longer than others: it is all of the guide, or has an index."""

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PHASES = ("before/", "during/", "after/")
KINDS = ("", "before/", "roles/billing/", "tools/plan/", "tools/progress/", "tools/sign-off/", "tools/check/", "reference/findings/", "how-to/set-the-cut-off/")  # fmt: skip
"""One page of each kind, for what depends on its parts alone."""


@dataclass
class Opened:
    """A page with axe that a browser has just opened, and what questions about it need."""

    page: Page
    url: str
    devtools: CDPSession
    looks: Looks
    late: set[str] = field(default_factory=set)
    """The modules that it asked for without naming them in its head, or the other way round."""

    def resize(self, size: dict[str, int]) -> None:
        """Show it in a window of this size."""
        self.page.set_viewport_size(size)  # type: ignore[arg-type]

    def unfold(self) -> None:
        """Open what is folded; in the navigation, which is the same on all pages, on the home page alone."""
        folds = "details:not(.tg-nav)" if self.url else "details"
        self.page.evaluate(
            "(folds) => document.querySelectorAll(folds).forEach((part) => { part.open = true; })",
            folds,
        )

    def set_text(self, pixels: int) -> None:
        """Set what a reader can choose in the browser: the usual size of text. It is not a size in a style of a page."""
        self.devtools.send("Page.setFontSizes", {"fontSizes": {"standard": pixels}})


def modules_that_wait_for_others(opened: Opened) -> list[str]:
    return sorted(opened.late)


WIDE = """
() => {
  const wide = [...document.querySelectorAll("main *, footer *, .md-banner *")]
    .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
    .filter((part) => !part.closest(".md-sidebar, pre, .tg-scroll, .tg-hidden, thead"));
  const { scrollWidth } = document.documentElement;
  const scrolls = scrollWidth > innerWidth ? [`scrolls to ${scrollWidth}`] : [];
  return [...scrolls, ...wide.slice(0, 4).map((part) => part.outerHTML.slice(0, 80))].map((each) => `at ${innerWidth}: ${each}`);
}
"""


def wider_than(opened: Opened, *sizes: dict[str, int]) -> Iterator[str]:
    for size in sizes:
        opened.resize(size)
        yield from opened.page.evaluate(WIDE)


def wider_than_a_phone(opened: Opened) -> list[str]:
    return [*wider_than(opened, {"width": 320, "height": 640}, PHONE)]


def longer_than_a_reader_scrolls(opened: Opened) -> list[str]:
    """What few readers need is folded."""
    opened.resize(PHONE)
    height = opened.page.evaluate("document.documentElement.scrollHeight")
    return [str(height)] if height > TALL.get(opened.url, LONGEST) else []


CAME_FOR = ".tg-drop, .tg-form, .tg-part :is(input, button), .tg-signoff-table tr, .tg-monday a, .tg-item, a[download], h2"
"""What a reader can use at once, or, on an overview, the first of its parts."""

FIRST = """
(selector) => Math.min(...[...document.querySelectorAll("article :is(" + selector + ")")]
  .filter((each) => each.checkVisibility() && !each.closest(".tg-tools, .tg-feedback"))
  .map((each) => each.getBoundingClientRect().top + scrollY))
"""
END_OF_FILTERS = """
() => {
  const tools = document.querySelector(".tg-tools:has([data-role-filter])");
  return tools?.checkVisibility() ? tools.getBoundingClientRect().bottom + scrollY : Infinity;
}
"""
FIRST_ITEM = (
    "() => (document.querySelector('.tg-item')?.getBoundingClientRect().top ?? Infinity) + scrollY"
)


def below_the_first_screen(opened: Opened) -> list[str]:
    """What one came for to a tool, a role or the downloads; of a checklist, its dates, its count and its filters."""
    page, url = opened.page, opened.url
    opened.resize(PHONE)
    if url in PHASES:
        end = page.evaluate(END_OF_FILTERS)
        return [] if end <= PHONE["height"] else [f"the filters end at {end}"]
    if url.startswith(("tools/", "roles/")) or url == "reference/downloads/":
        # Some show it once their data is there.
        page.locator(f"article :is({CAME_FOR}):visible").first.wait_for()
        top = page.evaluate(FIRST, CAME_FOR)
        # Enough of it to be seen for what it is.
        return [] if top <= PHONE["height"] - 44 else [f"it begins at {top}"]
    return []


def below_the_middle_of_the_second_screen(opened: Opened) -> list[str]:
    """The first item of a checklist, in a window."""
    if opened.url not in PHASES:
        return []
    opened.resize(DESK)
    top = opened.page.evaluate(FIRST_ITEM)
    return [] if top <= 1.5 * DESK["height"] else [str(top)]


COVERED = """
() => {
  const header = document.querySelector(".md-header").getBoundingClientRect();
  const part = document.activeElement;
  const { bottom, top, height } = part.getBoundingClientRect();
  const isCovered = top < header.bottom - 2 && bottom > header.top; // the banner is above it
  const isHidden = height && isCovered && part !== document.body && !part.closest(".md-header");
  return isHidden ? part.outerHTML.slice(0, 100) : "";
}
"""
TO_THE_FOOT = "() => document.querySelector('.tg-foot a:last-of-type, .md-footer a').focus()"


def under_the_header_with_the_focus(opened: Opened) -> list[str]:
    """Going backwards from the foot."""
    if opened.url not in KINDS:
        return []
    opened.resize({"width": 1280, "height": 600})
    opened.page.evaluate(TO_THE_FOOT)
    covered = []
    opened.page.keyboard.down("Shift")
    for _ in range(40):
        opened.page.keyboard.down("Tab")
        covered.append(opened.page.evaluate(COVERED))
    opened.page.keyboard.up("Tab")
    opened.page.keyboard.up("Shift")
    return [each for each in covered if each]


def wide_with_text_of_twice_the_size(opened: Opened) -> list[str]:
    """Widths of the theme in `em` go by the size of text in the browser, which no style of a page does."""
    opened.unfold()
    opened.set_text(32)
    wide = [*wider_than(opened, {"width": 400, "height": 900}, DESK)]
    opened.set_text(16)
    return wide


LINES = """
() => {
  const cells = [...document.querySelectorAll("article :is(td, th)")];
  if (!cells.length && document.querySelector("td")) return ["no cell in the article"];
  return cells.flatMap((cell) => {
    const text = document.createRange();
    text.selectNodeContents(cell);
    const ends = [...text.getClientRects()].filter(({ width, height }) => width > 1 && height > 8);
    const lines = [];
    for (const { bottom } of ends.sort((a, b) => a.bottom - b.bottom)) {
      if (!lines.length || bottom - lines.at(-1) > 8) lines.push(bottom);
    }
    return lines.length > 6 ? [`${lines.length} lines: ${cell.textContent.trim().slice(0, 60)}`] : [];
  });
}
"""


def cells_of_seven_lines(opened: Opened) -> list[str]:
    """A wide table uses the width that is there. A report of a previous system may be for several of the guide's."""
    if opened.url.startswith("reference/systems/"):
        return []
    opened.unfold()
    opened.resize(DESK)
    found: list[str] = opened.page.evaluate(LINES)
    return found


WITHOUT_ARROW = """
() => {
  const summaries = [...document.querySelectorAll(".md-typeset summary")].filter((summary) => summary.checkVisibility());
  if (!summaries.length) return ["nothing to unfold"];
  return summaries.filter((summary) => {
    const { forcedColorAdjust, maskImage } = getComputedStyle(summary, "::after"); // a mask shows the background
    return maskImage === "none" || forcedColorAdjust !== "none";
  }).map((summary) => summary.textContent.trim());
}
"""


def unseen_in_high_contrast(opened: Opened) -> list[str]:
    """The arrows of what unfolds, and links in a text."""
    if opened.url not in KINDS:
        return []
    page = opened.page
    opened.unfold()
    page.emulate_media(forced_colors="active")
    found: list[str] = page.evaluate(WITHOUT_ARROW)
    # All else is as in other colors. Of contrast, a browser tells the checker that of our styles; it paints others.
    violations = page.evaluate(RUN, [{"runOnly": ["link-in-text-block"]}, ""])["violations"]
    page.emulate_media(forced_colors="null")
    return [*found, *(str(each["nodes"][0]["target"]) for each in violations)]


def what_axe_finds(opened: Opened) -> list[str]:
    """In either palette, with all unfolded. Takes parts of the page away."""
    opened.unfold()
    return [str(each) for each in opened.looks.findings(opened.page)]


QUESTIONS: tuple[Callable[[Opened], list[str]], ...] = (
    modules_that_wait_for_others,
    wider_than_a_phone,
    longer_than_a_reader_scrolls,
    below_the_first_screen,
    below_the_middle_of_the_second_screen,
    under_the_header_with_the_focus,
    wide_with_text_of_twice_the_size,
    cells_of_seven_lines,
    unseen_in_high_contrast,
    what_axe_finds,
)
