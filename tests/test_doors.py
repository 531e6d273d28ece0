"""The last guard: whatever goes wrong ends in words and exit code 2, on a terminal, a closed pipe, a full disk."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from template_builder.__main__ import main
from template_builder.commands import check
from tests.support.kit import ROOT, TEST_FIRM
from tests.support.samples import inside, write_samples


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("doors")
    write_samples(folder)
    with inside(folder):
        yield folder


@pytest.mark.parametrize("error", [ValueError("secret words"), RecursionError(), MemoryError()])
def test_an_error_nobody_foresaw_names_command_and_files_and_nothing_else(
    samples, capsys, monkeypatch, error
):
    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr(check, "run", fail)
    assert main(["check", "a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx"]) == 2
    said = capsys.readouterr().err
    assert f"check of a.xlsx, b.xlsx, c.xlsx and 1 more stopped on an error of its own ({type(error).__name__})" in said  # fmt: skip
    assert "TRANSITION_KIT_TRACEBACK=1" in said
    assert "Traceback" not in said
    assert "secret" not in said
    monkeypatch.setenv("TRANSITION_KIT_TRACEBACK", "1")
    assert main(["check", "a.xlsx"]) == 2
    assert "Traceback" in capsys.readouterr().err


def run(
    *arguments: str, cwd: Path, stdout: int | None = subprocess.PIPE, **options: object
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("environment", {})}  # type: ignore[dict-item]
    return subprocess.run(
        [sys.executable, "-m", "template_builder", *arguments],
        cwd=cwd, env=environment, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, **options,  # type: ignore[call-overload]
    )  # fmt: skip


CHECK = ("check", "billie.xlsx", "--today", "2027-02-01")


def test_a_full_disk_behind_standard_output_is_said_in_words(samples):
    with Path("/dev/full").open("w") as full:
        done = run(*CHECK, cwd=samples, stdout=full.fileno())
    assert (done.returncode, done.stderr) == (2, "standard output: No space left on device\n")


def test_a_reader_that_goes_away_is_said_in_words(samples):
    end, other = os.pipe()
    os.close(end)
    done = run(*CHECK, cwd=samples, stdout=other)
    os.close(other)
    assert (done.returncode, done.stderr) == (2, "standard output: Broken pipe\n")


@pytest.mark.parametrize("closed", [1, 2])
def test_closed_streams_do_not_matter(samples, closed):
    done = run(*CHECK, cwd=samples, preexec_fn=lambda: os.close(closed))
    assert done.returncode == 1
    assert done.stderr == ""
    assert ("2 errors" in done.stdout) == (closed == 2)


def test_letters_that_a_terminal_cannot_write_are_spelled_out(samples):
    name = "Müller\udc80.xlsx"
    Path(name).write_bytes((samples / "billie.xlsx").read_bytes())
    done = run("check", name, cwd=samples, environment={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    assert done.stdout.startswith("M\\xfcller\\udc80.xlsx\n")


@pytest.mark.heavy
def test_a_limit_on_the_size_of_files_is_said_in_words_and_leaves_nothing(samples):
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = run("build", "--firm", "firm.toml", "--out", "small", cwd=samples, preexec_fn=limit)
    assert (done.returncode, done.stderr) == (2, "small: File too large\n")
    done = run(*CHECK, "--report", "small.xlsx", cwd=samples, preexec_fn=limit)
    assert (done.returncode, done.stderr) == (2, "small.xlsx: File too large\n")
    assert not list(samples.glob("small*"))
    assert not list(samples.glob(".*"))


@pytest.mark.parametrize(
    "epoch", ["soon", "1e9", "-", "9" * 30, "9" * 5000, "4354819200", "253402300800"]
)
def test_an_odd_source_date_epoch_is_named(tmp_path, monkeypatch, capsys, epoch):
    (tmp_path / "firm.toml").write_text(TEST_FIRM, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with inside(tmp_path):
        assert main(["build"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("SOURCE_DATE_EPOCH: expected ")
    assert said.count("\n") == 1
    assert not (tmp_path / "kit").exists()


def test_the_last_moment_that_a_zip_can_carry_is_fine(tmp_path, monkeypatch):
    (tmp_path / "firm.toml").write_text(TEST_FIRM, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4354819199")
    with inside(tmp_path):
        assert main(["build"]) == 0


@pytest.mark.parametrize(
    "arguments", [("check", "{}"), ("check", "{}.none"), ("check", "x", "--\x1b[2J{}")]
)
def test_names_of_files_reach_no_terminal_raw(samples, capsys, arguments):
    name = "a\x1b]0;x\x07\u202e\x9b.xlsx"
    (samples / name).write_bytes((samples / "billie.xlsx").read_bytes())
    with contextlib.suppress(SystemExit):
        main([each.format(name) for each in arguments])
    captured = capsys.readouterr()
    said = captured.out + captured.err
    assert r"\u001b]0;x\u0007\u202e\u009b" in said
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(said)
