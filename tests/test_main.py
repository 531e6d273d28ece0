"""The command line: files, exit codes, messages without a traceback."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from template_builder.__main__ import main
from tests.support.kit import ROOT, TEST_FIRM, example_kit


def test_build_writes_every_download(tmp_path, capsys):
    assert main(["build", "--firm", str(ROOT / "firm.toml"), "--out", str(tmp_path)]) == 0
    for file in example_kit():
        assert (tmp_path / file.name).read_bytes() == file.data
    assert "time-tracking.xlsx" in capsys.readouterr().out


def test_only_the_owner_opens_a_folder_with_rates_and_clients(tmp_path):
    (tmp_path / "firm.toml").write_text(TEST_FIRM, encoding="utf-8")
    kit = tmp_path / "kit"
    assert main(["build", "--firm", str(tmp_path / "firm.toml"), "--out", str(kit)]) == 0
    assert kit.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("[firm]\nname = 3\n", "firm.name: expected text, found 3"),
        ("[firm\n", "is not valid TOML"),
    ],
)
def test_a_mistake_in_the_firm_file_is_a_message_and_exit_code_two(
    tmp_path, capsys, content, message
):
    firm = tmp_path / "firm.toml"
    if content is not None:
        firm.write_text(content, encoding="utf-8")
    assert main(["build", "--firm", str(firm), "--out", str(tmp_path / "kit")]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error
    assert not (tmp_path / "kit").exists()


def test_an_output_that_cannot_be_written_is_a_message(tmp_path, capsys):
    (tmp_path / "kit").write_text("a file", encoding="utf-8")
    assert main(["build", "--firm", str(ROOT / "firm.toml"), "--out", str(tmp_path / "kit")]) == 2
    assert "kit" in capsys.readouterr().err


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "template_builder", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        cwd=ROOT,
        check=False,
    )


def test_the_process_dates_files_by_source_date_epoch(tmp_path):
    firm = tmp_path / "firm.toml"
    firm.write_text(TEST_FIRM, encoding="utf-8")
    done = run(
        "build", "--firm", str(firm), "--out", str(tmp_path / "kit"), SOURCE_DATE_EPOCH="soon"
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "SOURCE_DATE_EPOCH: expected seconds since 1970, found 'soon'\n"


@pytest.mark.parametrize("arguments", [("--help",), ("build", "--help")])
def test_help_is_there(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert f"usage: transition-kit {'build ' * ('build' in arguments)}" in said
    if "build" in arguments:
        assert "example: transition-kit build" in said
