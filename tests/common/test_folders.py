"""Folders and files that appear whole or not at all, and never over somebody's work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from template_builder.common import beside, folders
from template_builder.common.errors import KitError
from template_builder.common.files import write_file
from template_builder.common.folders import SUMS, changed_in, sums_of, write_folder
from tests.support.killing import killed
from tests.support.kit import ROOT

OLD = {"mark.csv": b"old", "by-user/one.csv": b"1", "by-user/two.csv": b"2"}
NEW = {"mark.csv": b"new", "by-user/one.csv": b"3", "more.csv": b"4"}


def write(folder: Path, files: dict[str, bytes], *, replace: bool = True) -> list[str]:
    told: list[str] = []
    write_folder(folder, files, mark="mark.csv", replace=replace, tell=told.append)
    return told


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != SUMS
    }


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write(tmp_path / "out", OLD)
    return tmp_path / "out"


def test_the_list_of_hashes_is_what_sha256sum_checks(out):
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", SUMS], cwd=out, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b": OK") == len(OLD)


def test_an_unchanged_folder_is_replaced_whole_and_leaves_nothing_beside(out):
    assert write(out, NEW) == []
    assert held(out) == NEW
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_folder_is_not_replaced_untold(out):
    with pytest.raises(KitError, match="add --replace"):
        write(out, NEW, replace=False)
    assert held(out) == OLD


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def linked(path: Path) -> None:
    data = path.read_bytes()
    elsewhere = path.parents[1] / f"{path.name}.elsewhere"
    elsewhere.write_bytes(data)
    path.unlink()
    path.symlink_to(elsewhere)


def folder_in_place(path: Path) -> None:
    path.unlink()
    path.mkdir()


WORK = {
    "a changed file": (lambda out: changed(out / "mark.csv"), "mark.csv"),
    "a changed file in a folder": (lambda out: changed(out / "by-user/two.csv"), "by-user/two.csv"),
    "a new file": (lambda out: (out / "notes.txt").write_text("mine"), "notes.txt"),
    "a new file in a folder": (
        lambda out: (out / "by-user/a.csv").write_text("x"),
        "by-user/a.csv",
    ),
    "a hidden file": (lambda out: (out / ".notes").write_text("mine"), ".notes"),
    "a new folder": (lambda out: (out / "empty").mkdir(), "empty/"),
    "a link in the place of a file": (lambda out: linked(out / "mark.csv"), "mark.csv"),
    "a link to nothing": (lambda out: (out / "l").symlink_to("nothing"), "l"),
    "a folder in the place of a file": (lambda out: folder_in_place(out / "mark.csv"), "mark.csv/"),
}


@pytest.mark.parametrize("work", WORK)
def test_what_others_did_in_a_folder_is_named_and_kept(out, work):
    do, name = WORK[work]
    do(out)
    before = held(out)
    with pytest.raises(KitError) as refusal:
        write(out, NEW)
    assert f": {name}. Nothing was written." in str(refusal.value)
    assert held(out) == before


def test_of_many_files_the_first_are_named_and_all_counted(out):
    for number in range(8):
        (out / f"mine-{number}.txt").write_text("mine")
    with pytest.raises(KitError, match=r"mine-4\.txt and 3 more\. Nothing"):
        write(out, NEW)


def test_a_file_that_was_taken_out_and_what_systems_leave_are_no_reason(out):
    (out / "by-user/one.csv").unlink()
    (out / ".DS_Store").write_bytes(b"\0")
    write(out, NEW)
    assert held(out) == NEW


@pytest.mark.parametrize("sums", [None, "", "no list\n", f"{'0' * 64}  other.csv\n"])
def test_a_folder_that_no_run_of_this_command_wrote_is_refused(tmp_path, sums):
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "mark.csv").write_bytes(b"x")
    if sums is not None:
        (folder / SUMS).write_text(sums)
    with pytest.raises(KitError, match="was not written by this command"):
        write(folder, NEW)
    assert (folder / "mark.csv").read_bytes() == b"x"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(KitError, match="is a file, not a folder"):
        write(tmp_path / "out", NEW)


def test_a_link_to_the_folder_stays_a_link(out):
    link = out.parent / "link"
    link.symlink_to(out)
    write(link, NEW)
    assert link.is_symlink()
    assert held(out) == NEW


def test_an_interrupted_run_leaves_the_old_result_and_nothing_beside(out, monkeypatch):
    real = folders.write_synced

    def stop(path: Path, data: bytes) -> None:
        if path.name == "more.csv":
            raise KeyboardInterrupt
        real(path, data)

    monkeypatch.setattr(folders, "write_synced", stop)
    with pytest.raises(KeyboardInterrupt):
        write(out, NEW)
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    assert held(out) == OLD


def test_an_error_names_the_folder_as_typed_and_no_hidden_one(out, monkeypatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device", str(out.parent / ".transition-kit-x/new/a"))

    monkeypatch.setattr(beside.os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as error:
        write(out, NEW)
    assert error.value.filename == str(out)
    assert held(out) == OLD


@pytest.fixture(params=["one step", "two renames"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "two renames":
        monkeypatch.setattr(folders, "_exchange", lambda one, other: False)
    return request.param


def test_both_ways_of_the_swap_give_the_same(out, either_way):
    write(out, NEW)
    assert held(out) == NEW
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def fail_at(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException) -> None:
    """Let the rename of that number fail, before it is done."""
    real, calls = Path.replace, iter(range(1, 100))

    def replace(path: Path, target: Path) -> Path:
        if next(calls) == number:
            raise error
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), KeyboardInterrupt()])
@pytest.mark.parametrize("number", [1, 2])
def test_a_failure_between_the_two_renames_puts_the_old_result_back(
    out, monkeypatch, number, error
):
    monkeypatch.setattr(folders, "_exchange", lambda one, other: False)
    fail_at(monkeypatch, number, error)
    with pytest.raises(type(error)):
        write(out, NEW)
    assert held(out) == OLD
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_when_the_old_result_cannot_be_put_back_it_is_named(out, monkeypatch):
    monkeypatch.setattr(folders, "_exchange", lambda one, other: False)
    real = Path.replace

    def only_away(path: Path, target: Path) -> Path:
        if path != out:
            raise PermissionError(13, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", only_away)
    with pytest.raises(KitError, match=r"The earlier result is in .*out\.before-1"):
        write(out, NEW)
    assert held(out.parent / "out.before-1") == OLD


def test_the_next_run_puts_back_what_a_killed_one_moved_aside(out):
    out.rename(out.parent / "out.before-1")
    (out.parent / ".transition-kit-abcd1234").mkdir()
    with pytest.raises(KitError, match="add --replace"):
        write(out, NEW, replace=False)
    assert held(out) == OLD
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_the_next_run_says_what_it_put_back_and_what_is_left(out):
    out.rename(out.parent / "out.before-3")
    (told,) = write(out, NEW)
    assert "The result before it is back in place." in told
    write(out.parent / "out.before-2", OLD)
    (told,) = write(out, NEW)
    assert "out.before-2" in told
    assert held(out.parent / "out.before-2") == OLD


def test_work_saved_during_the_swap_is_kept_and_named(out, either_way, monkeypatch):
    real = folders._fill

    def slowly(folder: Path, files: dict[str, bytes]) -> None:
        real(folder, files)
        monkeypatch.setattr(folders, "_check", lambda *_: None)

    monkeypatch.setattr(folders, "_fill", slowly)
    monkeypatch.setattr(folders, "_check", lambda *_: changed(out / "mark.csv"))
    (told,) = write(out, NEW)
    assert "out.before-1" in told
    assert held(out) == NEW
    assert held(out.parent / "out.before-1")["mark.csv"] == b"oldx"


LOOP = """
import itertools
from pathlib import Path
from template_builder.common import folders
if sys.argv[2] == "two renames":
    folders._exchange = lambda one, other: False

def work():
    for number in itertools.count():
        files = {"mark.csv": b"%d" % number, "a/b.csv": b"%d" % number}
        folders.write_folder(Path(sys.argv[1]), files, mark="mark.csv", replace=True, tell=lambda _: 0)
"""


@pytest.mark.heavy
@pytest.mark.parametrize("way", ["one step", "two renames"])
def test_a_kill_at_any_moment_leaves_one_whole_result(tmp_path, way):
    out = tmp_path / "out"
    write(out, {"mark.csv": b"-1", "a/b.csv": b"-1"})
    for _ in killed(LOOP, str(out), way, after=[0.02 + number * 0.01 for number in range(12)]):
        found = [path for path in tmp_path.iterdir() if not path.name.startswith(".")]
        whole = [path for path in found if len(set(held(path).values())) == 1]
        assert found == whole
        assert found
        assert not any(changed_in(path) for path in found)
        if way == "one step":
            assert found == [out]
    for aside in tmp_path.glob("out.before-*"):
        assert changed_in(aside) == []
    write(out, NEW)
    assert held(out) == NEW
    assert not list(tmp_path.glob(".*"))


def test_two_runs_at_once_wait_for_one_another(tmp_path):
    out = tmp_path / "out"
    run = """
import sys
from pathlib import Path
from template_builder.common.folders import write_folder
for number in range(8):
    files = {"mark.csv": sys.argv[2].encode(), "b.csv": sys.argv[2].encode()}
    write_folder(Path(sys.argv[1]), files, mark="mark.csv", replace=True, tell=lambda _: 0)
"""
    children = [
        subprocess.Popen([sys.executable, "-c", run, str(out), name], cwd=ROOT) for name in "ab"
    ]
    assert [child.wait(60) for child in children] == [0, 0]
    assert len(set(held(out).values())) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


# --- One file ---


def test_a_file_appears_complete_or_not_at_all(tmp_path, monkeypatch):
    target = tmp_path / "a.txt"

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as error:
        write_file(target, b"new")
    assert error.value.filename == str(target)
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_has_the_mode_of_any_other(tmp_path):
    write_file(tmp_path / "a.txt", b"a")
    (tmp_path / "b.txt").write_bytes(b"b")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


def test_a_file_that_is_there_is_replaced_only_if_it_is_ours(tmp_path):
    target = tmp_path / "a.txt"
    target.write_bytes(b"work")
    with pytest.raises(KitError, match="is there already"):
        write_file(target, b"new")
    write_file(target, b"work")
    with pytest.raises(KitError, match="is there already"):
        write_file(target, b"new", ours=lambda data: data != b"work")
    assert target.read_bytes() == b"work"
    write_file(target, b"new", ours=lambda data: data == b"work")
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("target", ["folder", "/dev/null"])
def test_what_is_no_file_is_never_written_to(tmp_path, target):
    (tmp_path / "folder").mkdir()
    with pytest.raises(KitError, match="is not a file"):
        write_file(tmp_path / target, b"new")


def test_a_file_is_written_where_a_link_leads(tmp_path):
    (tmp_path / "to").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "to" / "a.txt")
    write_file(tmp_path / "link.txt", b"new")
    assert (tmp_path / "to" / "a.txt").read_bytes() == b"new"
    assert sums_of(tmp_path) is None
