"""The policy of a page: its own scripts, and only those that stand in a template."""

from __future__ import annotations

import re
from pathlib import Path
from wsgiref.types import StartResponse

import pytest

from macros.page import csp
from macros.page.csp import TemplateScripts, UnknownScript, with_policy
from macros.page.live import with_renewed_policy

PAGE = """<!doctype html><html><head><title>x</title></head><body>
<script>one()</script><script src="a.js"></script><script type="application/json">{"a": 1}</script>
<script type="module">two("</b>")</script><script>one()</script></body></html>"""


@pytest.fixture
def known(tmp_path: Path) -> TemplateScripts:
    """Templates that hold the scripts of PAGE, one that knows its way, and one with logic in it."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "deep" / "part.html.jinja").write_text(
        '<script>way("{{ base_url }}")</script><script>{% if x %}a(){% endif %}</script>',
        encoding="utf-8",
    )
    (tmp_path / "notes.md").write_text("<script>noted()</script>", encoding="utf-8")
    return TemplateScripts([tmp_path])


def page(script: str) -> str:
    return f"<html><head></head><body><script>{script}</script></body></html>"


@pytest.mark.parametrize("script", ["one()", 'way("../..")', 'way(".")', 'way("/")'])
def test_a_script_of_a_template_is_allowed(known: TemplateScripts, script: str) -> None:
    assert csp.script_hash(script) in with_policy(page(script), known)


@pytest.mark.parametrize(
    "script",
    [
        "window.__x=1",
        "one();evil()",
        " one()",
        'way("");evil("")',
        'way("//evil.example")',
        'way("x")',
        "a()",
        "noted()",
        "",
    ],
)
def test_any_other_script_stops_the_build(known: TemplateScripts, script: str) -> None:
    with pytest.raises(UnknownScript, match="in no template"):
        with_policy(page(script), known)


def test_without_templates_no_script_is_known(tmp_path: Path) -> None:
    assert "" not in TemplateScripts([tmp_path])
    assert "one()" not in TemplateScripts([tmp_path])


def test_inline_scripts_are_those_a_browser_runs() -> None:
    assert csp.inline_scripts(PAGE) == ["one()", 'two("</b>")', "one()"]


def test_the_policy_names_each_script_once() -> None:
    policy = csp.policy(PAGE, csp.inline_scripts(PAGE))
    assert policy.count("sha256-") == 2
    assert csp.script_hash("one()") in policy
    # From the specification's own example: https://www.w3.org/TR/CSP3/#external-hash
    assert csp.script_hash("alert('Hello, world.');") == (
        "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
    )


def test_the_policy_comes_first_in_the_head(known: TemplateScripts) -> None:
    assert re.search(
        r'<head>\s*<meta http-equiv="Content-Security-Policy" content="', with_policy(PAGE, known)
    )


def test_a_page_without_a_head_is_refused(known: TemplateScripts) -> None:
    with pytest.raises(ValueError, match="without <head>"):
        with_policy("<p>x</p>", known)


def test_the_policy_is_renewed_when_a_page_is_sent_with_more_scripts(
    known: TemplateScripts,
) -> None:
    def app(environ: dict[str, object], start_response: StartResponse) -> list[bytes]:
        html = with_policy(PAGE, known)
        body = html.replace("</body>", "<script>three()</script></body>").encode()
        start_response(
            "200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))]
        )
        return [body]

    sent: list[list[tuple[str, str]]] = []
    wrapped = with_renewed_policy(app)
    (body,) = wrapped({}, lambda status, headers, *_: sent.append(headers))  # type: ignore[arg-type]
    html = body.decode()
    assert html.count("http-equiv") == 1
    assert csp.script_hash("three()") in html
    assert sent == [[("Content-Type", "text/html"), ("Content-Length", str(len(body)))]]
