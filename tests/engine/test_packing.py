"""What the packing leaves out of modules: they run the same."""

from __future__ import annotations

import ast
import marshal
import tomllib

import pytest

from macros.engine.packing import FOR_PAGES, _compiled, needed_of
from macros.engine.packing.for_pages import FINDINGS, SOURCES
from template_builder.check.catalogue import load_findings
from template_builder.common.specs_folder import SPECS
from template_builder.guide.loading import shipped_guide

SOURCE = '''"""Text."""
from typing import NamedTuple


class Row(NamedTuple):
    """Text."""

    number: int


def double(row: Row, /, *rest: int, times: int = 2, **more: object) -> int:
    """Text."""

    def inner() -> int:
        return row.number * times + sum(rest)

    if times < 0:
        raise ValueError("negative")
    return inner()
'''


def packed(name: str) -> dict[str, object]:
    """The names of the module as the browser would have them."""
    own: dict[str, object] = {"__name__": "packed"}
    exec(marshal.loads(_compiled(name, ast.parse(SOURCE))[16:]), own)
    return own


@pytest.mark.parametrize("name", ["template_builder/own.py", "library.py"])
def test_a_packed_module_runs_the_same(name):
    own = packed(name)
    assert own["double"](own["Row"](21)) == 42
    assert own["double"](own["Row"](3), 4, times=5) == 19
    assert own["Row"].__annotations__["number"] in (int, "int")


@pytest.mark.parametrize(("name", "line"), [("template_builder/own.py", 18), ("library.py", 11)])
def test_an_error_names_its_own_line_in_ours_and_the_first_of_the_function_in_others(name, line):
    own = packed(name)
    with pytest.raises(ValueError, match="negative") as raised:
        own["double"](own["Row"](1), times=-1)
    assert raised.traceback[-1].lineno + 1 == line


@pytest.mark.parametrize(
    ("spec", "shipped"),
    [
        (b"# about\n\n[a]\n# one\nb = 1\n", b"[a]\nb = 1\n"),
        (b'[a]\nb = "# 1"\n', b'[a]\nb = "# 1"\n'),
        # In a text of several lines they are no remarks.
        (b'# about\n[a]\nb = """\n# one\n\ntwo"""\n', b'# about\n[a]\nb = """\n# one\n\ntwo"""\n'),
    ],
)  # fmt: skip
def test_remarks_for_authors_are_left_out_of_specs(spec, shipped):
    assert needed_of("own.toml", spec) == shipped
    assert needed_of("own.tsv", spec) == spec


def test_the_catalogue_of_findings_says_the_same_without_what_its_page_shows(tmp_path):
    name = f"template_builder/{FINDINGS}"
    cut = needed_of(name, (SPECS / "check" / "findings.toml").read_bytes())
    (tmp_path / "findings.toml").write_bytes(cut)
    whole, shipped = load_findings(), load_findings(tmp_path)
    said = ("id", "severity", "group", "title", "message", "clio", "fix", "mends", "together")
    assert [[getattr(kind, key) for key in said] for kind in shipped.values()] == [
        [getattr(kind, key) for key in said] for kind in whole.values()
    ]
    assert not any(kind.detail or any(kind.example.values()) for kind in shipped.values())


def test_sources_are_cited_the_same_without_what_their_page_shows():
    data = (SPECS.parent / SOURCES).read_bytes()
    whole, shipped = (
        tomllib.loads(each.decode())
        for each in (data, needed_of(f"template_builder/{SOURCES}", data))
    )
    about = ("note", "partial", "period")
    for source in whole.values():
        for key in about:
            source.pop(key, None)
    assert shipped == whole


def test_every_spec_says_the_same_without_its_remarks():
    for path in SPECS.rglob("*.toml"):
        if path.as_posix().endswith((FINDINGS, SOURCES)):
            continue
        data = path.read_bytes().partition(FOR_PAGES)[0]
        assert tomllib.loads(needed_of(path.name, data).decode()) == tomllib.loads(data.decode())


def test_what_only_pages_need_of_a_previous_system_is_left_out():
    """The mark stands behind all that the engine reads, and the loaded system has nothing of what is behind it."""
    folder = SPECS / "guide" / "systems"
    marked = {path.stem: path.read_bytes() for path in folder.glob("*.toml")}
    marked = {id_: data for id_, data in marked.items() if FOR_PAGES in data}
    assert "pclaw" in marked
    for id_, data in marked.items():
        shown = shipped_guide().system(id_)
        kept = tomllib.loads(data.partition(FOR_PAGES)[0].decode())
        assert [report["report"] for report in kept.get("reports", [])] == [
            r.report for r in shown.reports
        ]
        assert not kept.keys() & {"clio_steps", "past_days", "leaving"}
