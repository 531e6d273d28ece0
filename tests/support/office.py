"""Runs LibreOffice, the real thing, over workbooks."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def convert(
    files: dict[str, bytes], extension: str, folder: Path, infilter: str = ""
) -> dict[str, bytes]:
    """Open each workbook, recalculate it, save it in another format; names without extension stay.

    `infilter` says how to read a file, in LibreOffice's own words.

    Raises RuntimeError with what LibreOffice said when a file does not come out.
    """
    given, made, profile = folder / "given", folder / "made", folder / "profile"
    given.mkdir()
    for name, data in files.items():
        (given / name).write_bytes(data)
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: make test installs libreoffice-calc-nogui"
    done = subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            *([f"--infilter={infilter}"] if infilter else []),
            "--convert-to",
            extension,
            "--outdir",
            str(made),
            *(str(given / name) for name in files),
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    result = {}
    for name in files:
        path = (made / name).with_suffix(f".{extension}")
        if not path.is_file():
            raise RuntimeError(f"{name} did not come out: {done.stdout}{done.stderr}")
        result[name] = path.read_bytes()
    return result
