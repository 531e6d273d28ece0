"""What a build keeps for the next: the very same, made anew once anything that it is made from has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros import content, kept
from macros.kept import MOST, Kept
from macros.page.expanded import made_from
from template_builder.workbooks.kit import Download
from tests.support.kit import ROOT, example_kit

Make = Callable[[], int]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package in place of ours, with code and a spec."""
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "code.py").write_text("A = 1")
    (folder / "spec.toml").write_text("a = 1")
    monkeypatch.setattr(kept, "PACKAGES", (folder,))
    monkeypatch.setattr(kept, "LOADED_CODE", kept._files(kept.CODE))
    return folder


@pytest.fixture
def make() -> Make:
    """Makes another number each time."""
    return count(1).__next__


def begin_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the code, as a new process does."""
    monkeypatch.setattr(kept, "LOADED_CODE", kept._files(kept.CODE))


def build(folder: Path, make: Make, *given: str | bytes, name: str = "a") -> int:
    """What a build has that makes one thing."""
    store = Kept(folder / "kept")
    made = store.of(name, given, make)
    store.finish()
    return made


def test_what_did_not_change_is_not_made_again(package: Path, tmp_path: Path, make: Make) -> None:
    assert [build(tmp_path, make, "x", b"y") for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize("given", [("x", b"z"), ("xy", b""), ("x",), ()])
def test_what_is_given_makes_it_anew(
    package: Path, tmp_path: Path, make: Make, given: tuple[str | bytes, ...]
) -> None:
    assert [build(tmp_path, make, "x", b"y"), build(tmp_path, make, *given)] == [1, 2]


@pytest.mark.parametrize("file", ["code.py", "spec.toml", "new.py", "new.jinja"])
def test_code_and_specs_make_it_anew(
    package: Path, tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    assert build(tmp_path, make) == 1
    (package / file).write_text("b = 2")
    begin_again(monkeypatch)
    assert build(tmp_path, make) == 2
    (package / file).write_text("b = 3")
    begin_again(monkeypatch)
    assert build(tmp_path, make) == 3


@pytest.mark.parametrize("file", ["code.py", "spec.toml"])
def test_what_changed_during_the_build_is_not_kept(
    package: Path, tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """A process that serves the site goes on with the code that it began with."""
    before = (package / file).read_text()
    store = Kept(tmp_path / "kept")
    (package / file).write_text("b = 2")
    assert store.of("a", (), make) == 1
    store.finish()
    (package / file).write_text(before)
    begin_again(monkeypatch)
    assert build(tmp_path, make) == 2


def test_versions_of_what_it_is_written_with_make_it_anew(
    package: Path, tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(tmp_path, make) == 1
    monkeypatch.setattr(kept, "version", lambda name: f"{name} 9")
    kept._below_us.cache_clear()
    assert build(tmp_path, make) == 2
    kept._below_us.cache_clear()


@pytest.mark.parametrize("damage", [b"", b"\0" * 100])
def test_a_damaged_file_is_made_again(
    package: Path, tmp_path: Path, make: Make, damage: bytes
) -> None:
    build(tmp_path, make)
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(damage)
    assert [build(tmp_path, make), build(tmp_path, make)] == [2, 2]


def test_old_results_do_not_pile_up(package: Path, tmp_path: Path, make: Make) -> None:
    folder = tmp_path / "kept"
    build(tmp_path, make, name="other")
    (folder / "new-left").write_bytes(b"half")
    os.utime(folder / "new-left", (0, time.time() - 2 * kept.HOUR))
    (folder / "new-now").write_bytes(b"of a build that is running")
    for number in range(3 * MOST):
        build(tmp_path, make, str(number))
    names = sorted(path.name.partition(".")[0] for path in folder.iterdir())
    assert names == ["a"] * MOST + ["new-now", "other"]


def test_what_was_used_last_stays(package: Path, tmp_path: Path, make: Make) -> None:
    folder = tmp_path / "kept"
    for number in range(MOST):
        build(tmp_path, make, str(number))
        for file in folder.iterdir():
            os.utime(file, (0, file.stat().st_mtime - 10))
    build(tmp_path, make, "0")
    build(tmp_path, make, "another")
    assert build(tmp_path, make, "0") == 1


def test_builds_at_once_read_whole_files(package: Path, tmp_path: Path) -> None:
    numbers = {str(n): 7 ** (10_000 + n) for n in range(MOST)}

    def rounds(_: int) -> dict[str, int]:
        return {key: build(tmp_path, partial(numbers.get, key), key) for key in numbers}  # type: ignore[arg-type]

    with ThreadPoolExecutor(8) as pool:
        assert [*pool.map(rounds, range(8))] == [numbers] * 8
    assert not [*(tmp_path / "kept").glob("new-*")]


def test_without_a_place_to_keep_it_is_made(package: Path, tmp_path: Path, make: Make) -> None:
    (tmp_path / "file").write_text("")
    assert [build(tmp_path / "file", make), build(tmp_path / "file", make)] == [1, 2]


def test_a_build_that_fails_keeps_nothing(package: Path, tmp_path: Path, make: Make) -> None:
    assert Kept(tmp_path / "kept").of("a", (), make) == 1
    assert build(tmp_path, make) == 2


def test_kept_downloads_are_those_that_were_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a line of the firm's file, or another date of the build, makes them anew."""
    made = []

    def counted(*given: object, **_: object) -> tuple[Download, ...]:
        made.append(given)
        return example_kit()

    monkeypatch.setattr(content, "build_kit", counted)
    firm = tmp_path / "firm.toml"
    firm.write_bytes((ROOT / "firm.toml").read_bytes())

    def load(epoch: str = "") -> content.Content:
        store = Kept(tmp_path / "kept")
        loaded = content.load_content(firm, epoch, store)
        store.finish()
        return loaded

    first, second = load(), load()
    assert len(made) == 1
    assert [(d.name, d.data, d.person) for d in first.downloads] == [
        (d.name, d.data, d.person) for d in second.downloads
    ]
    assert (first.guide, first.workbooks, first.catalogue, first.words) == (
        second.guide,
        second.workbooks,
        second.catalogue,
        second.words,
    )
    load("1800000000")
    firm.write_bytes(firm.read_bytes().replace(b"2027-01-14", b"2027-01-13"))
    load()
    assert len(made) == 3


def test_what_macros_read_makes_pages_anew(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    page, firm = docs / "a.md", tmp_path / "firm.toml"
    page.write_text("---\ntitle: One\n---\ntext")
    firm.write_text("a = 1")
    settings = {"site_url": "", "extra": {"offline": True}, "nav": ["a.md"], "docs_dir": str(docs)}

    def digest(epoch: str = "", **changed: object) -> bytes:
        return made_from(SimpleNamespace(**{**settings, **changed}), firm, epoch, None)  # type: ignore[arg-type]

    found = [digest(), digest("1"), digest(site_url="https://x/"), digest(nav=[])]
    found += [digest(extra={"offline": False})]
    firm.write_text("a = 2")
    found.append(digest())
    page.write_text("---\ntitle: Two\n---\ntext")
    found.append(digest())
    (docs / "b.md").write_text("")
    found.append(digest())
    assert len(set(found)) == len(found)
    page.write_text("---\ntitle: Two\n---\nother text")
    assert digest() == found[-1]


def test_make_clean_removes_what_is_kept() -> None:
    clean = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nclean:")[2]
    assert " .engine " in clean.partition("\n\n")[0]
