"""`make build`: the old site stays until the new one is whole, and holds nobody's work."""

from __future__ import annotations

import gzip
import html
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from macros import build
from macros.page import sitemap
from template_builder.common.errors import KitError
from tests.support.killing import killed
from tests.support.kit import ROOT, TEST_FIRM


def making(text: str, code: int = 0) -> Callable[[Path], int]:
    def make(folder: Path) -> int:
        (folder / "downloads").mkdir(parents=True)
        for name in ("404.html", "sw.js", "downloads/kit.zip"):
            (folder / name).write_text(text)
        return code

    return make


def publish(site: Path, make: Callable[[Path], int]) -> tuple[int, list[str]]:
    told: list[str] = []
    return build.publish(site, make, told.append), told


@pytest.fixture
def built(tmp_path: Path) -> Path:
    assert publish(tmp_path / "site", making("old")) == (0, [])
    return tmp_path / "site"


def test_a_site_takes_the_place_of_the_one_before(built):
    assert publish(built, making("new")) == (0, [])
    assert (built / "downloads/kit.zip").read_text() == "new"
    assert sorted(p.name for p in built.parent.iterdir()) == [".site.SHA256SUMS", "site"]


def fail(_: Path) -> int:
    raise KeyboardInterrupt


def test_a_build_that_fails_leaves_the_old_site(built):
    code, told = publish(built, making("new", code=1))
    assert code == 1
    assert "is as it was" in told[0]
    with pytest.raises(KeyboardInterrupt):
        publish(built, fail)
    assert (built / "404.html").read_text() == "old"
    assert sorted(p.name for p in built.parent.iterdir()) == [".site.SHA256SUMS", "site"]


@pytest.mark.parametrize("name", ["web.config", "404.html", "downloads/kit.zip", ".htaccess"])
def test_what_somebody_put_into_the_site_is_named_and_kept(built, name):
    (built / name).write_text("mine")
    with pytest.raises(KitError, match=f": {name}. Nothing was written"):
        publish(built, making("new"))
    assert (built / name).read_text() == "mine"


def test_a_site_without_a_list_is_kept_beside(built):
    (built.parent / ".site.SHA256SUMS").unlink()
    (built / "mine.txt").write_text("mine")
    code, told = publish(built, making("new"))
    assert code == 0
    assert "site.before-1" in told[0]
    assert (built / "404.html").read_text() == "new"
    assert (built.parent / "site.before-1" / "mine.txt").read_text() == "mine"


def test_a_folder_that_is_no_site_is_refused(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/notes.txt").write_text("mine")
    with pytest.raises(KitError, match="is not a site"):
        publish(tmp_path / "site", making("new"))
    assert (tmp_path / "site/notes.txt").read_text() == "mine"


LOOP = """
from pathlib import Path
from macros import build
from tests.site.test_build import making

def work():
    while True:
        for text in ("one", "two"):
            build.publish(Path(sys.argv[1]), making(text), lambda _: None)
"""


@pytest.mark.heavy
def test_a_kill_during_the_swap_leaves_a_site_that_the_next_build_replaces(built):
    found = set()
    moments = [*(0.02 + 0.007 * number for number in range(12)), 0.5]
    for _ in killed(LOOP, str(built), after=moments):
        (text,) = {path.read_text() for path in built.rglob("*.*")}
        found.add(text)
    assert found - {"old"}, "it was never killed after a swap"
    assert publish(built, making("new")) == (0, [])
    assert (built / "404.html").read_text() == "new"


def test_the_firms_file_is_not_in_the_site(tmp_path, monkeypatch, capsys):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/firm.toml").write_text(TEST_FIRM)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIRM", "site/firm.toml")
    assert build.main() == 2
    assert "holds the firm's file" in capsys.readouterr().err
    assert (tmp_path / "site/firm.toml").exists()


def run(*, firm: Path, cwd: Path, umask: int = -1) -> subprocess.CompletedProcess[str]:
    """The build with a project whose docs and settings are ours, and whose site is elsewhere."""
    for name in ("mkdocs.yml", "docs", "macros", "template_builder", "firm.toml", "node_modules"):
        (cwd / name).symlink_to(ROOT / name)
    return subprocess.run(
        [sys.executable, "-m", "macros.build"],
        cwd=cwd,
        env={**os.environ, "FIRM": str(firm), "SITE_URL": "https://intranet.example/move/"},
        capture_output=True,
        text=True,
        umask=umask,
        check=False,
    )


@pytest.mark.site
def test_an_error_in_the_middle_keeps_the_old_site_and_is_said_in_words(tmp_path):
    publish(tmp_path / "site", making("old"))
    firm = tmp_path / "our-firm.toml"
    announcement = '[announcement]\nid = "a"\ntitle = "one ` tick"\nfacts = ["a"]\nsources = ["clio-payments-start"]\n'
    firm.write_text(TEST_FIRM + announcement, encoding="utf-8")
    done = run(firm=firm, cwd=tmp_path)
    assert done.returncode != 0
    assert "tick" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "site is as it was" in done.stderr
    assert (tmp_path / "site/404.html").read_text() == "old"


PRIVATE = """
[firm]
name = "Quibble & Imaginary"
region = "CA-ON"
date_order = "DMY"
previous_system = "PCLaw"
send_workbooks_to = "Zelda Placeholder"

[plan]
export_day = 2027-02-11
export_time = 14:00:00
cut_off_time = 13:00:00

[[people]]
name = "Zelda Placeholder"
old_name = "ZPLX"
roles = ["coordinator", "billing"]

[[people]]
name = "Wilbur Specimen"
clio_user = "W. Specimen-Clio"
roles = ["timekeeper"]
rate = 417.35

[[matters]]
old_number = "88-7731"
client = "Nonexistent Umbrella Works"
description = "Lease of imaginary canopy"
display_number = "00077-Nonexistent"
"""
SECRETS = (
    *("Zelda", "ZPLX", "Wilbur", "wilbur-specimen", "417.35", "W. Specimen-Clio"),
    *("88-7731", "Umbrella", "imaginary canopy", "00077-"),
)


def words_in(folder: Path, words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Which of the words stand in which file of a folder, in what is packed too."""
    for path in sorted(folder.rglob("*")):
        for name, data in unpacked(path.name, path.read_bytes() if path.is_file() else b""):
            for word in words:
                if any(each.encode() in data for each in {word, html.escape(word)}):
                    yield name, word


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what it packs."""
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for inner in packed.namelist():
                yield from unpacked(f"{name}/{inner}", packed.read(inner))
    elif data[:2] == b"\x1f\x8b":
        yield f"{name}/", gzip.decompress(data)


@pytest.mark.site
def test_a_firms_site_holds_nobodys_name_rate_or_matter_and_can_be_served(tmp_path):
    firm = tmp_path / "our-firm.toml"
    firm.write_text(PRIVATE, encoding="utf-8")
    done = run(firm=firm, cwd=tmp_path, umask=0o077)
    assert done.returncode == 0, done.stdout + done.stderr
    name = "Quibble & Imaginary"
    assert {word for _, word in words_in(tmp_path / "site", [name, *SECRETS])} == {name}
    # What the site does not hold is handed out, and only its owner may look into it.
    out = tmp_path / "handout"
    assert out.stat().st_mode & 0o777 == 0o700
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.*")) == [
        "_billing/firm.toml",
        "_billing/letter.txt",
        "_billing/matter-crosswalk.xlsx",
        "_billing/transition-kit.zip",
        "wilbur-specimen/letter.txt",
        "wilbur-specimen/time-tracking-wilbur-specimen.xlsx",
        "zelda-placeholder/letter.txt",
        "zelda-placeholder/time-tracking-zelda-placeholder.xlsx",
    ]
    assert {word for _, word in words_in(out, SECRETS)} == set(SECRETS)
    assert {word for _, word in words_in(out / "wilbur-specimen", ["417.35", "Zelda"])} == {
        "417.35",
        "Zelda",  # whom to send it to
    }
    assert not list(words_in(out / "zelda-placeholder", ["417.35", "Wilbur"]))
    for told in (
        "One folder for each of 2 people",
        "No usual rate: Zelda Placeholder.",
        "The site names nobody.",
        "The plan warns of",
        "Next: handout/_billing/letter.txt",
    ):
        assert told in done.stderr
    assert ".transition-kit" not in done.stderr
    for path in (tmp_path / "site", *(tmp_path / "site").rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)
    packed = (tmp_path / "site/sitemap.xml.gz").read_bytes()
    text = gzip.decompress(packed)
    assert text == (tmp_path / "site/sitemap.xml").read_bytes()
    assert b"<loc>https://intranet.example/move/before/</loc>" in text
    assert b"lastmod" not in text
    # No flags, so no name; no moment.
    assert packed[3:8] == bytes(5)


def test_the_sitemap_is_packed_the_same_on_any_day(tmp_path):
    (tmp_path / "sitemap.xml").write_text("<urlset/>")
    (tmp_path / "sitemap.xml.gz").write_bytes(gzip.compress(b"<urlset/>", mtime=1_800_000_000))
    sitemap.pack_again(tmp_path)
    assert (tmp_path / "sitemap.xml.gz").read_bytes()[4:8] == bytes(4)
