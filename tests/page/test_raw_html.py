"""The Markdown extension that lets blocks of HTML go past the parsers, and the ids in them."""

from __future__ import annotations

import re

import markdown
import pytest

from macros.page.raw_html import RawHtmlExtension, WholeBlocks, ids_in

USED = ["attr_list", "md_in_html", "tables", "toc", "pymdownx.details", "pymdownx.superfences"]
ASIDE = '<section id="a"><p title="1 > 0">x &amp; y</p><section>*z*</section></section>'


def of(text: str) -> str:
    """What Markdown makes of a text, without the blanks between tags."""
    html = markdown.markdown(text, extensions=[*USED, RawHtmlExtension()])
    return re.sub(r">\s+<", "><", html)


@pytest.mark.parametrize(
    "text",
    [
        f"Before\n\n{ASIDE}\n\nAfter",
        ASIDE,
        f"# Title\n\n{ASIDE}\n\n{ASIDE}",
        f'<div class="x" markdown="block">\n\n{ASIDE}\n\n*b*\n\n</div>',
    ],
)
def test_a_whole_block_is_set_aside_and_comes_out_as_it_was(text: str) -> None:
    md = markdown.Markdown(extensions=[*USED])
    assert "<section" not in "".join(WholeBlocks(md).run(text.split("\n")))
    assert of(text).count(ASIDE) == text.count(ASIDE)


@pytest.mark.parametrize(
    "text",
    [
        f"Before\n{ASIDE}\n\nAfter",
        f"{ASIDE}\nafter",
        '<section class="x">\n\n*in it*\n\n</section>',
        "<section><section>one end is missing</section>\n\n*b*\n\n</section>",
        '<div markdown="1">*b*</div>',
        "<span>*b*</span>",
        "<i>a</i> b <i>c</i>",
        f"    {ASIDE}",
        f"```\n\n{ASIDE}\n\n```",
        f"- one\n\n    {ASIDE}",
        "<https://example.com>",
    ],
)
def test_all_else_is_as_without_the_extension(text: str) -> None:
    html = markdown.markdown(text, extensions=USED)
    assert of(text) == re.sub(r">\s+<", "><", html)


def test_ids_of_a_page_are_found() -> None:
    assert ids_in(f'{ASIDE}<h2 class="b" id="b">grid="c"</h2>') == {"a", "b"}
