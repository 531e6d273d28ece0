"""A firm whose every text is an attack: its pages have the tags of a harmless firm's, and no script more."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from tests.support.site import Page, all_urls, build

pytestmark = pytest.mark.site

ATTACKS = (
    "<script>window.__x=1</script> [l](javascript:alert(1)) *e* {{ 7*7 }} {: #id onclick=x }",
    '"><img src=x onerror=alert(1)></p></div><style>*{}</style> {% raw %}',
    "**st** _u_ `` <b> <svg onload=alert(1)> &lt;i&gt; &#60;i> ]]> --> # h",
    "' onmouseover='alert(1) <a href=javascript:alert(1)>a</a> ![i](x)",
)
NAME = ATTACKS[0]
PLAIN = ("Sample A", "Sample B", "Sample C ``", "Sample D")
KEYS = """
[firm]
name = {text}
fictional = false
region = "US"
date_order = "MDY"
previous_system = "other"
send_workbooks_to = {text}
feedback_email = "guide@firm.example"

[plan]
export_day = 2027-01-14
export_time = 13:00:00
cut_off_time = 12:00:00
time_zone = "America/Chicago"

[categories]
time = [{text}]
expense = [{text}]

[[people]]
name = {text}
roles = ["coordinator", "billing", "timekeeper", "it"]
rate = 320.00
old_name = {text}

[[matters]]
old_number = {text}
client = {text}
description = {text}
display_number = "00012"

[[people]]
name = {text}
roles = ["timekeeper"]
old_name = {text}

[[matters]]
old_number = {text}
client = {text}
description = {text}
display_number = "00013"

[announcement]
id = "news"
title = {text}
facts = [{text}]
sources = ["clio-payments-start"]
"""


def built(folder: Path, *texts: str) -> Path:
    folder.mkdir()
    firm = folder / "firm.toml"
    pieces = KEYS.split("{text}")
    quoted = itertools.cycle(f"'''{text}'''" for text in texts)
    firm.write_text(
        pieces[0] + "".join(next(quoted) + piece for piece in pieces[1:]), encoding="utf-8"
    )
    return build(folder / "site", firm)


def markup(page: Page) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes, in order."""
    return [(tag, tuple(sorted(attributes))) for tag, attributes in page.elements]


def test_no_text_of_a_firm_becomes_markup(tmp_path: Path) -> None:
    hostile, harmless = built(tmp_path / "hostile", *ATTACKS), built(tmp_path / "harmless", *PLAIN)
    for url in [*all_urls(), "404.html"]:
        name = url if url.endswith(".html") else f"{url}index.html"
        attacked, expected = Page.read(hostile / name), Page.read(harmless / name)
        assert markup(attacked) == markup(expected), name
        assert not [h for h in attacked.having("href") if h.lower().startswith("javascript:")]
    home = (hostile / "index.html").read_text(encoding="utf-8")
    said = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), home)
    assert NAME in said  # the reader sees what the firm typed
