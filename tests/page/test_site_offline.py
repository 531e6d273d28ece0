"""What the finished site tells browsers to keep, and the site as an app."""

from __future__ import annotations

import binascii
import hashlib
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from mkdocs.config import load_config

from macros.hooks import on_config
from macros.page import expanded
from macros.page.offline import address, forgetting_worker, worker
from tests.support.site import ROOT

pytestmark = pytest.mark.site


def integrity(data: bytes) -> str:
    """As a browser checks it (https://www.w3.org/TR/SRI/): worked out here, not by what is tested."""
    return f"sha256-{binascii.b2a_base64(hashlib.sha256(data).digest(), newline=False).decode()}"


def lists(site: Path) -> dict[str, dict[str, str]]:
    """The lists at the head of sw.js."""
    text = (site / "sw.js").read_text(encoding="utf-8")
    found = re.findall(r"^const (FILES|LATER) = (\{.*?\});$", text, re.MULTILINE | re.DOTALL)
    return {name: json.loads(data) for name, data in found}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", ""),
        ("before/index.html", "before/"),
        ("how-to/set-the-cut-off/index.html", "how-to/set-the-cut-off/"),
        ("404.html", "404.html"),
        ("assets/page/guide.css", "assets/page/guide.css"),
    ],
)
def test_addresses_are_those_of_links(path: str, expected: str) -> None:
    assert address(path) == expected


def test_every_file_a_page_needs_is_listed_with_its_hash(site: Path) -> None:
    expected = {
        address(file.relative_to(site).as_posix()): integrity(file.read_bytes())
        for file in site.rglob("*")
        if file.is_file()
    }
    left_out = {
        name
        for name in expected
        if name.startswith(
            ("downloads/", "hosting/", "assets/javascripts/lunr/", "engine/", "sitemap")
        )
        or name.endswith(".map")
        or name in ("sw.js", "web.config")
    }
    found = lists(site)
    assert found["FILES"] == {k: v for k, v in expected.items() if k not in left_out}
    assert {"", "404.html", "before/", "search/search_index.json"} < set(found["FILES"])


def test_the_engine_is_listed_for_later(site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "copy"))
    part = copy / "engine" / "1a2b" / "part.wasm"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"wasm")
    (copy / "sw.js").write_text(worker(copy), encoding="utf-8")
    found = lists(copy)
    assert found["LATER"]["engine/1a2b/part.wasm"] == integrity(b"wasm")
    assert not [name for name in found["FILES"] if name.startswith("engine/")]


@pytest.mark.parametrize(("said", "keeps"), [("no", False), ("yes", True), (None, True)])
def test_a_firm_may_build_its_site_without_it(
    monkeypatch: pytest.MonkeyPatch, said: str | None, keeps: bool
) -> None:
    """What the pages and the worker are then, the test of serving says."""
    monkeypatch.setenv("OFFLINE", said) if said else monkeypatch.delenv("OFFLINE", raising=False)
    monkeypatch.setattr(expanded, "keep_compiled", lambda *_: None)  # of a plugin that has started
    config = on_config(load_config(str(ROOT / "mkdocs.yml")))
    assert config.extra["offline"] is keeps


def test_serving_while_writing_keeps_nothing(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", at]
    env = {**os.environ, "TMPDIR": str(tmp_path)}  # where MkDocs builds what it serves
    serving = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert read(f"http://{at}/sw.js") == forgetting_worker()
        assert 'data-module="page/offline"' not in read(f"http://{at}/before/")
    finally:
        serving.kill()  # not by an interrupt, which a process started in the background ignores
        serving.wait(timeout=10)


def read(url: str) -> str:
    """The text at an address, once the server is there."""
    deadline = time.monotonic() + 120
    while True:
        try:
            with urlopen(url, timeout=30) as answer:
                return str(answer.read().decode("utf-8"))
        except (URLError, ConnectionError, TimeoutError):
            assert time.monotonic() < deadline, f"no answer from {url} in two minutes"
            time.sleep(0.2)


def test_the_app_has_the_name_of_the_site_and_icons_of_the_size_they_claim(site: Path) -> None:
    app = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    config = re.search(r"^site_name: (.+)$", (ROOT / "mkdocs.yml").read_text(), re.MULTILINE)
    assert config
    assert app["name"] == config[1]
    for icon in app["icons"]:
        data = (site / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", data[16:24])
            assert icon["sizes"] == f"{width}x{height}"
    assert {icon.get("purpose", "any") for icon in app["icons"]} == {"any", "maskable"}


def test_every_address_of_the_app_is_relative_so_that_it_may_live_below_a_path(site: Path) -> None:
    app = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    addresses = [app["start_url"], app["scope"], *(icon["src"] for icon in app["icons"])]
    assert [one for one in addresses if one.startswith("/") or "//" in one] == []
