"""No statement about Clio, a previous system, a calendar or a browser goes without a source, on a page or in the specs.

A heuristic: a sentence in which a name is soon followed by a verb, or which says that something migrates. A name in a
clause such as `what Clio shows` or `if Clio refuses it` states nothing. One mark in a paragraph, a list item or a cell
is enough, but not one that names our own advice alone. Workbooks are left out: a cell has no room for a mark, and the
pages about them have it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from template_builder.common.specs_folder import SPECS
from tests.support.kit import guide
from tests.support.site import DOCS

OTHERS = ("Clio", "Google", "Microsoft 365", "Office 365", "Outlook", "Safari", "Firefox", "Chrome")
NAMES = "|".join([*OTHERS, *(re.escape(system.name) for system in guide().systems)])
CLAUSE = "".join(
    rf"(?<!\b{word} )"
    for word in [
        "what",
        "What",
        "if",
        "If",
        "whether",
        "where",
        "that",
        "which",
        "row",
        "unless",
        "as",
        "until",
    ]
)
VERBS = (
    "is are was has have had can cannot may must will would does do takes shows asks says needs lists gives counts refuses rounds leaves "
    "advises imports reads numbers keeps suggests offers maps starts allows names sends merges deletes"
)
CLAIM = re.compile(
    rf"{CLAUSE}\b(?:{NAMES})(?:"
    rf"'s(?: [\w-]+){{1,3}}? (?:{VERBS.replace(' ', '|')})\b"
    r"|(?: [\w-]+){0,3}? (?!(?:its|this|as|us|days|hours)\b)"
    r"(?:[a-z]+s|[a-z]+ed|can|cannot|may|might|must|will|would|should|have|had|do|did|are)\b)"
    r"|\b(?:do(?:es)? not migrate|migrates|comes? over|come across|(?:is|are) not imported)\b"
)
MARK = re.compile(r"\{\{ ?(?:disagreements?|migrates|phase_dates)\(")
CITED = re.compile(r"\{\{ ?source\((.*?)\)")
NEW_BLOCK = re.compile(r"\||[-*] |\d+\. |#|!!!|:\s")
TITLES = {"id", "title", "text", "data", "url", "partial", "period", "note", "publisher", "report"}

ABOUT_OUR_TOOLS = "says what a page or command of ours does"
SYMPTOM = "a symptom, which the reader sees or does not see"
SECTIONS = "the names of a page's sections"
ADVICE = "advice, on a page or in a field that says whose advice it is"

EXCEPTIONS = {
    "Before the export · What comes over": SECTIONS,
    "Clio's aging is empty although balances came over": SYMPTOM,
    "Clio's total is twice the listing": SYMPTOM,
    "Every row is compared, and Clio equals the sheet": SYMPTOM,
    "Clio refuses a row and hands back": SYMPTOM,
    "what was made in Clio in the period is counted apart": ABOUT_OUR_TOOLS,
    "Without it, the day on which three or more matters are opened in Clio": ABOUT_OUR_TOOLS,
    "Clio would refuse or spoil the row": ABOUT_OUR_TOOLS,
    "Clio would take the row, but probably not as you mean it": ABOUT_OUR_TOOLS,
    "Clio holds the old number and the clients agree": ABOUT_OUR_TOOLS,
    "from here on, Clio is the only place for new work": ADVICE,
    "Until the import, a search in Clio finds only new clients": ADVICE,
    "Enter it in Clio after the opening balances": ADVICE,
    "On the self-serve route, ask Clio how phone logs get in": ADVICE,
    "A matter without a number in Clio has not come over": ABOUT_OUR_TOOLS,
    "Name every user who will not be in Clio": ADVICE,
    "Somebody has to merge everyone's progress, chase what is late and ask Clio": ADVICE,
}
"""The start of a sentence, and why it needs no source."""


def blocks(text: str) -> Iterator[str]:
    """Paragraphs, list items and table cells of Markdown, without headings and code."""
    text = re.sub(r"\A---\n.*?\n---\n|```.*?```", "", text, flags=re.DOTALL)
    block: list[str] = []
    for line in [*map(str.strip, text.splitlines()), ""]:
        if not line or NEW_BLOCK.match(line):
            yield from " ".join(block).split(" | ")
            block = [] if line.startswith(("#", "!!!")) else [line]
        else:
            block.append(line)


def sentences(text: str) -> list[str]:
    """Sentences and table cells, without links, code and macros."""
    plain = re.sub(r"\{\{.*?\}\}|`[^`]*`|\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return [each.strip(" |-*") for each in re.split(r"(?<=[.?!:;]) | \| ", plain)]


def claims(text: str) -> list[str]:
    """Sentences that state something; what was not found is no statement, nor is a question."""
    return [
        each
        for each in sentences(text)
        if CLAIM.search(each) and not each.endswith("?") and not each.startswith("Not found")
    ]


def is_marked(block: str) -> bool:
    cited = re.findall(r'"([\w-]+)"', " ".join(CITED.findall(block)))
    return bool(MARK.search(block)) or not set(cited) <= {"ours"}


def unmarked_of_page(text: str) -> list[str]:
    return [each for block in blocks(text) if not is_marked(block) for each in claims(block)]


def unmarked_of_spec(table: object) -> list[str]:
    """What texts say that stand in no table with a source other than our own advice."""
    if isinstance(table, list):
        return [each for entry in table for each in unmarked_of_spec(entry)]
    if not isinstance(table, dict):
        return []
    found = [each for value in table.values() for each in unmarked_of_spec(value)]
    if set(table.get("sources", [])) <= {"ours"} and not table.get("clio_guide"):
        texts = [v for key, v in table.items() if isinstance(v, str) and key not in TITLES]
        found += [each for text in texts for each in claims(text)]
    return found


def unmarked() -> dict[str, list[str]]:
    pages = {
        path.relative_to(DOCS).as_posix(): unmarked_of_page(path.read_text(encoding="utf-8"))
        for path in sorted(DOCS.rglob("*.md"))
        if "decisions" not in path.parts
    }
    specs = {
        path.relative_to(SPECS).as_posix(): unmarked_of_spec(tomllib.loads(path.read_text("utf-8")))
        for folder in ("guide", "plan")
        for path in sorted((SPECS / folder).rglob("*.toml"))
    }
    return {file: found for file, found in {**pages, **specs}.items() if found}


def test_every_statement_about_clio_or_a_previous_system_has_a_source() -> None:
    new = {
        file: left
        for file, found in unmarked().items()
        if (left := [each for each in found if not each.startswith(tuple(EXCEPTIONS))])
    }
    assert new == {}, "give each a source, or an entry with a reason in EXCEPTIONS"


def test_no_exception_is_left_over() -> None:
    found = [each for sentences_ in unmarked().values() for each in sentences_]
    assert [e for e in EXCEPTIONS if not any(each.startswith(e) for each in found)] == []


def test_what_is_a_statement_and_what_is_marked() -> None:
    page = (
        "# Clio has a heading\n\nClio takes one\nmatter. `Clio` it is.\n\n- Clio's import refuses it. "
        '{{ source("rule", "ours") }}\n- Clio keeps it. {{ source("ours") }}\n'
        "- Type what Clio shows. Does Clio take it?\n"
        '| Google takes all {{ source("rule") }} | PCLaw cannot look back |\n'
        "Rates do not migrate.\n\n```\nClio takes code.\n```\n"
    )
    assert unmarked_of_page(page) == [
        "Clio takes one matter.",
        "Clio keeps it.",
        "PCLaw cannot look back",
        "Rates do not migrate.",
    ]


def test_a_source_covers_its_own_table_only() -> None:
    spec = {
        "todo": "Clio takes it.",
        "a": {"text": "x", "why": "Clio takes A.", "sources": ["rule"]},
        "b": [{"why": "Clio takes B.", "sources": ["ours"]}],
    }
    assert unmarked_of_spec(spec) == ["Clio takes B.", "Clio takes it."]
