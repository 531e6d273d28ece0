"""The tools in a second engine: Firefox as it is, driven over WebDriver BiDi."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from template_builder.browser import Api
from tests.support.browser import KEEP_WORKER, WITHOUT_SEARCH
from tests.support.site import Served

pytestmark = pytest.mark.browser


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_firefox_keeps_ticks_checks_exports_and_makes_the_kit_alike_and_quietly(
    server: Served, samples: Path
) -> None:
    node, firefox = shutil.which("node"), shutil.which("firefox-esr") or shutil.which("firefox")
    assert node, "these tests need Node.js; on Debian: apt-get install nodejs"
    assert firefox, "these tests need Firefox; on Debian: apt-get install firefox-esr"
    script = Path(__file__).with_name("firefox.mjs")
    elsewhere = server.origin.replace("127.0.0.1", "localhost")
    done = subprocess.run(
        [
            node,
            str(script),
            firefox,
            server.origin,
            elsewhere,
            str(samples),
            WITHOUT_SEARCH,
            KEEP_WORKER,
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    api = Api()

    def given(name: str) -> tuple[str, bytes]:
        return name, (samples / name).read_bytes()

    def ask(method: str, **arguments: object) -> tuple[dict[str, object], dict[str, bytes]]:
        text, files = api.ask(method, arguments)
        return json.loads(text), files

    ask("begin", firm=given("firm.toml"), crosswalk=[given("crosswalk.xlsx")], today="2027-02-01")
    api.ask("add", {"name": "billie.xlsx", "data": given("billie.xlsx")[1]})
    checked, _ = ask("finish")
    _, exported = ask("export")
    _, kit = ask("kit", firm=given("firm.toml"))
    assert told["summary"].startswith("1 file checked: 2 errors")
    assert "Time!F3" in told["places"]
    assert told["checked"] == checked
    assert told["hashes"] == [sha256(exported["import.zip"]), sha256(kit["transition-kit.zip"])]
    assert told["attempt"] == "refused"
    assert told["ticked"]
    # Firefox says in the console what a policy refuses: that attempt, and nothing else.
    assert [words for words in told["seen"] if elsewhere not in words] == []
    assert len(told["seen"]) == 1
