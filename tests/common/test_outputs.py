"""An output is never an input: through links, by hard links, from inside and from outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from template_builder.common.errors import KitError
from template_builder.common.outputs import check_outputs
from tests.support.samples import inside


@pytest.fixture
def here(tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/deep").mkdir()
    (tmp_path / "in/a.xlsx").write_bytes(b"a")
    (tmp_path / "other").mkdir()
    (tmp_path / "link.xlsx").symlink_to("in/a.xlsx")
    (tmp_path / "second.xlsx").symlink_to("link.xlsx")
    (tmp_path / "far.xlsx").symlink_to(tmp_path / "other" / "near.xlsx")
    (tmp_path / "other/near.xlsx").symlink_to(tmp_path / "in/a.xlsx")
    (tmp_path / "folder-link").symlink_to("in")
    os.link(tmp_path / "in/a.xlsx", tmp_path / "hard.xlsx")
    with inside(tmp_path):
        yield tmp_path


@pytest.mark.parametrize(
    ("output", "given", "relation"),
    [
        ("in/a.xlsx", "in/a.xlsx", "is"),
        ("in/../in/a.xlsx", "in/a.xlsx", "is"),
        ("link.xlsx", "in/a.xlsx", "is"),
        ("second.xlsx", "in/a.xlsx", "is"),
        ("in/a.xlsx", "second.xlsx", "is"),
        ("hard.xlsx", "in/a.xlsx", "is"),
        ("folder-link/a.xlsx", "in/a.xlsx", "is"),
        ("in", "in/a.xlsx", "holds"),
        ("in", "link.xlsx", "holds"),
        ("folder-link", "in/a.xlsx", "holds"),
        (".", "link.xlsx", "holds"),
        ("other", "far.xlsx", "holds"),
        ("..", "in/a.xlsx", "holds"),
        ("/", "in/a.xlsx", "holds"),
        ("in/deep", "in", "is in"),
        ("in/deep/new", "in", "is in"),
        ("in/new/newer/out.xlsx", "folder-link", "is in"),
        ("folder-link/new", "in", "is in"),
    ],
)
def test_an_output_that_would_harm_an_input_is_refused(here, output, given, relation):
    with pytest.raises(KitError) as refusal:
        check_outputs({"--out": Path(output)}, [Path(given)])
    assert str(refusal.value).startswith(f"--out {output} {relation} the input {given}. Nothing")


@pytest.mark.parametrize(
    ("output", "given"),
    [
        ("out", "in/a.xlsx"),
        ("in/deep", "in/a.xlsx"),
        ("in/new.xlsx", "in/a.xlsx"),
        ("other", "in/../in/a.xlsx"),
        ("other", "other/../in/a.xlsx"),
        ("in/../out", "in"),
        ("input", "in"),
    ],
)
def test_an_output_beside_an_input_is_fine(here, output, given):
    check_outputs({"--out": Path(output)}, [Path(given)])


def test_two_outputs_are_kept_apart(here):
    with pytest.raises(KitError, match=r"--corrected out is in|--corrected out holds --report"):
        check_outputs({"--report": Path("out/m.xlsx"), "--corrected": Path("out")}, [])
    check_outputs({"--report": Path("m.xlsx"), "--corrected": Path("out")}, [])


@pytest.mark.parametrize("name", ["sw.js", "sitemap.xml", "search/search_index.json"])
@pytest.mark.parametrize("output", ["site", "site/downloads", "site/downloads/new/m.xlsx", "s/x"])
def test_nothing_is_written_into_a_built_site(here, name, output):
    (here / "site/search").mkdir(parents=True)
    (here / "site/404.html").write_text("")
    (here / "s").symlink_to("site")
    check_outputs({"--out": Path(output)}, [])
    (here / "site" / name).write_text("")
    with pytest.raises(KitError, match="is in the built site"):
        check_outputs({"--out": Path(output)}, [])
