"""Runs LibreOffice, the real thing, over workbooks: one start for all that a process converts, for a start takes a second."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

_PATIENCE = 120
"""Seconds that LibreOffice may take for what is asked at once."""

_FORMATS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "ods": "calc8",
    "xls": "MS Excel 97",
    "csv": "Text - txt - csv (StarCalc)",
}
"""LibreOffice's own names of the formats, by extension."""


def convert(
    files: dict[str, bytes], extension: str, folder: Path, csv_options: str = ""
) -> dict[str, bytes]:
    """Open each workbook, recalculate it, save it in another format; names without extension stay.

    `csv_options` says how to read CSV files, in LibreOffice's own words.

    Raises RuntimeError with what LibreOffice said when a file does not come out.
    """
    given, made = folder / "given", folder / "made"
    given.mkdir()
    made.mkdir()
    results = {name: (made / name).with_suffix(f".{extension}") for name in files}
    read_as = _FORMATS["csv"] if csv_options else ""
    asked = []
    for name, data in files.items():
        (given / name).write_bytes(data)
        urls = (given / name).as_uri(), results[name].as_uri()
        asked.append("\t".join([urls[0], read_as, csv_options, urls[1], _FORMATS[extension]]))
    said = _office().ask(asked)
    for name, path in results.items():
        if not path.is_file():
            raise RuntimeError(f"{name} did not come out: {said}")
    return {name: path.read_bytes() for name, path in results.items()}


def end() -> None:
    """End LibreOffice where it runs."""
    if _office.cache_info().currsize:
        _office().end()
        _office.cache_clear()


class _Office:
    """LibreOffice, which runs `office.bas` in a profile of its own: it waits for a line, then converts what a file asks for."""

    def __init__(self) -> None:
        program = shutil.which("soffice")
        assert program, "LibreOffice is missing: make test installs libreoffice-calc-nogui"
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        self._asked = folder / "asked"
        for name, text in _profile().items():
            file = folder / "profile" / "user" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self._process = subprocess.Popen(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                *("--headless", "--norestore", "--nologo"),
                "macro:///Standard.Office.Serve",
            ],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "ASKED": str(self._asked)},
            start_new_session=True,
        )

    def ask(self, lines: list[str]) -> str:
        """Have files converted; the answer is what LibreOffice said meanwhile. It is ended where it does not answer."""
        self._asked.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        self._wake()
        said = b""
        deadline = time.monotonic() + _PATIENCE
        while not re.search(rb"^(done|failed)\n", said, re.MULTILINE):
            left = max(0, deadline - time.monotonic())
            assert self._process.stdout
            ready, _, _ = select.select([self._process.stdout], [], [], left)
            more = self._process.stdout.read(65_536) if ready else b""
            if not more:
                end()
                said += b"it ended" if ready else b"no answer in %d seconds" % _PATIENCE
                break
            said += more
        return said.decode(errors="replace")

    def end(self) -> None:
        """Ask for nothing, after which it ends; where it does not, end it and its children."""
        try:
            if not self._asked.exists():
                self._wake()
                self._process.wait(20)
        except (OSError, subprocess.TimeoutExpired):
            pass
        finally:
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                assert pipe
                pipe.close()
            self._folder.cleanup()

    def _wake(self) -> None:
        assert self._process.stdin
        self._process.stdin.write(b"\n")


@cache
def _office() -> _Office:
    return _Office()


def _profile() -> dict[str, str]:
    """The files of a profile that has been set up, with `office.bas` in it."""
    namespaces = 'xmlns:{0}="http://openoffice.org/2000/{0}"'
    basic = Path(__file__).with_suffix(".bas").read_text(encoding="utf-8")
    return {
        # Otherwise the first start puts its own library in the place of ours.
        "registrymodifications.xcu": '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse">'
        "<value>true</value></prop></item></oor:items>",
        "basic/script.xlc": f"<library:libraries {namespaces.format('library')}>"
        '<library:library library:name="Standard" library:link="false"/></library:libraries>',
        "basic/Standard/script.xlb": f"<library:library {namespaces.format('library')} library:name="
        '"Standard"><library:element library:name="Office"/></library:library>',
        "basic/Standard/Office.xba": f"<script:module {namespaces.format('script')} script:name="
        f'"Office" script:language="StarBasic">{escape(basic)}</script:module>',
    }
