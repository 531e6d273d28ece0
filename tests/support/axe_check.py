"""axe-core on a page in the state it is in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

from tests.support.browser import WITHOUT_SEARCH, lay_out
from tests.support.stand_in import STAND_IN

PALETTE = """
(palette) => {
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition: none !important; }");
  document.adoptedStyleSheets = [still];
  document.body.setAttribute("data-md-color-scheme", palette);
}
"""
"""The theme's colors would change over a quarter of a second, all of them on each frame."""

SETTLED = """
() => Promise.race([
  new Promise((resolve) => setTimeout(resolve, 3000)),
  Promise.allSettled(
    document.getAnimations()
      .filter((change) => change.effect.getComputedTiming().endTime !== Infinity)
      .map((change) => change.finished),
  ),
])
"""
"""What moves for ever is not waited for, nor what does not move on because it is out of sight."""


@contextmanager
def free_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page without the policy, which would refuse the checker itself. For axe only."""
    context = browser.new_context(
        bypass_csp=True, color_scheme="light", service_workers="block", **options
    )
    context.add_init_script(WITHOUT_SEARCH)
    context.add_init_script(STAND_IN)
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


ABOUT_COLOR = ["color-contrast", "link-in-text-block"]
"""The rules by which two palettes of one page can differ."""


RUN = """
async ([rules, within]) => {
  const options = { resultTypes: ["violations"], ...rules };
  const part = within ? document.querySelector(within) : document;
  // To name every element takes a quarter of the time, and only a finding needs its name.
  const found = await axe.run(part, { ...options, selectors: false });
  return found.violations.length ? axe.run(part, options) : found;
}
"""

ONE_OF_A_KIND = """
(known) => {
  const words = /^(id|href|for|title|src|alt|name|value|popovertarget|aria-(label|labelledby|describedby|controls)|data-(item|need|row|role|cites|due|of|name|on-paper|section|title|label|drop|own-reports|save|not-started|sheet|calendar))$/; // no color goes by their value
  const short = (text) => {
    let [one, two] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
      two = Math.imul(two ^ text.charCodeAt(at), 1597334677);
    }
    return (two >>> 0).toString(36) + (one >>> 0).toString(36);
  };
  const once = (work, kept = new Map()) => (part) => kept.get(part) ?? (kept.set(part, work(part)), kept.get(part));
  const own = once((part) => [
    part.tagName,
    ...[...part.attributes].map(({ name, value }) => (words.test(name) ? name : `${name}=${value}`)),
    [...part.childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim()) ? "text" : "",
  ].join());
  const inside = once((part) => short(`${own(part)}(${[...part.children].map(inside)})`));
  const around = once((part) => (part ? short(`${around(part.parentElement)} > ${own(part)}`) : sheets));
  const sheets = [...document.styleSheets].map(({ href }) => href).join();
  const all = [...document.querySelectorAll("body *")].map((part) => [part, around(part.parentElement) + inside(part)]);
  const seen = new Set(known.split(" "));
  const added = [];
  for (const [part, look] of all) {
    if (!part.isConnected) continue;
    if (seen.has(look)) part.remove();
    else seen.add(look) && added.push(look);
  }
  return added.join(" ");
}
"""
"""Takes away what looks like another part of this page or of one before: the same elements with the same classes and states in
the same place, under the same style sheets, only with other words."""


def _load(page: Page, axe: str) -> None:
    """Load axe where all is laid out: it mistakes the ground of an item that takes no more than its usual height yet."""
    lay_out(page)
    if axe:
        page.evaluate(axe)


def findings(page: Page, axe: str, within: str = "") -> list[tuple[str, str, Any]]:
    """What axe complains of in either palette: palette, rule, first places.

    `within` selects the part of the page that a test has changed; tests/site asks of every page as it is opened.
    """
    _load(page, axe)
    color = {"runOnly": ABOUT_COLOR}
    both = _found(page, "default", {}, within), _found(page, "slate", color, within)
    return [each for found in both for each in found]


@dataclass
class Looks:
    """What axe has looked at so far, on one page after the other."""

    known: str = ""

    def findings(self, page: Page, axe: str = "", *widths: int) -> list[tuple[str, str, Any]]:
        """The same of a page that nobody uses any more: colors only of parts that look different from all before.

        At each of the widths, or as wide as the page is; colors at the last. Without `axe`, the page has it.
        """
        _load(page, axe)
        rules = {rule: {"enabled": False} for rule in ABOUT_COLOR}
        found = []
        for size in [{"width": width, "height": 800} for width in widths] or [page.viewport_size]:
            if size != page.viewport_size:
                page.set_viewport_size(size)
            found += _found(page, "default", {"rules": rules})
        self.known += f" {page.evaluate(ONE_OF_A_KIND, self.known)}"
        for palette in ("default", "slate"):
            found += _found(page, palette, {"runOnly": ABOUT_COLOR})
        return found


def _found(
    page: Page, palette: str, rules: dict[str, Any], within: str = ""
) -> list[tuple[str, str, Any]]:
    page.evaluate(PALETTE, palette)
    page.evaluate(SETTLED)
    result = page.evaluate(RUN, [rules, within])
    return [
        (palette, rule["id"], [node["target"] for node in rule["nodes"]][:5])
        for rule in result["violations"]
    ]


def pleases_axe(page: Page, axe: str, within: str = "") -> None:
    """With everything open that is folded, axe finds nothing."""
    page.evaluate(
        "() => document.querySelectorAll('details:not(.tg-nav)').forEach((part) => { part.open = true; })"
    )
    assert findings(page, axe, within) == []
