"""The Markdown extension that prepares tables for narrow pages."""

from __future__ import annotations

import markdown

from macros.page.tables import TablesExtension


def test_tables_carry_labels_and_no_roles() -> None:
    text = "| | Name | `Code` |\n|---|---|---|\n| 1 | x | y |\n"
    html = markdown.markdown(text, extensions=["tables", TablesExtension()])
    assert '<table class="tg-table">' in html
    assert '<td data-label="Name">x</td>' in html
    assert 'data-label="Code"' in html
    # An empty corner heads nothing, and an empty heading is an axe finding.
    assert html.count("<th ") == 2
