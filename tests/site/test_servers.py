"""The configurations that IT gets, in nginx, Apache and Caddy themselves: every file of the site, at a sub-path."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from macros.hosting.kit import hosting_files
from tests.support.web_servers import ask, web_server

ADDRESS = "https://intranet.example/our move/"
PATH = "/our%20move/"
# As browsers and office programs expect them; by hand, apart from the table that the configurations are made from.
EXPECTED = {
    ".html": "text/html",
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ics": "text/calendar",
    ".bin": "application/octet-stream",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "": "text/plain",
}


@pytest.fixture(params=["nginx", "apache", "caddy"], scope="module")
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, site: Path
) -> Iterator[tuple[int, Path]]:
    """A server of its kind with our configuration, and where its files are: a copy that a test may change."""
    folder = tmp_path_factory.mktemp(request.param)
    root = folder / "www"
    shutil.copytree(site, root)
    (root / "downloads" / "transition-plan.ics").write_text("BEGIN:VCALENDAR\r\n" * 90)
    with web_server(request.param, root, folder, ADDRESS) as port:
        yield port, root


@pytest.mark.site
def test_every_file_comes_with_its_type_headers_and_age(served):
    port, root = served
    files = sorted(path for path in root.rglob("*") if path.is_file())
    assert {path.suffix for path in files} >= set(EXPECTED)
    packed = 0
    for path in files:
        name = path.relative_to(root).as_posix()
        status, headers, body = ask(port, PATH + quote(name), **{"Accept-Encoding": "gzip"})
        data = path.read_bytes()
        squeezed = headers["Content-Encoding"] == "gzip"
        packed += squeezed
        assert (status, gzip.decompress(body) if squeezed else body) == (200, data), name
        if path.suffix in EXPECTED:
            assert headers["Content-Type"].partition(";")[0] == EXPECTED[path.suffix], name
        if path.suffix in (".html", ".mjs", ".js", ".css", ".json", ".ics") and len(data) > 1000:
            assert squeezed, name
        assert headers["Content-Security-Policy"] == "frame-ancestors 'none'", name
        assert headers["X-Content-Type-Options"] == "nosniff", name
        assert headers["Referrer-Policy"] == "no-referrer", name
        kept = name.startswith("engine/") or re.search(r"\.[0-9a-f]{8}\.(min\.)?\w+$", name)
        age = headers.get_all("Cache-Control")
        assert age == ["public, max-age=31536000, immutable" if kept else "no-cache"], name
    assert packed > len(files) / 2


@pytest.mark.site
def test_folders_wrong_addresses_and_updates(served):
    port, root = served
    assert ask(port, PATH + "before/")[2] == (root / "before/index.html").read_bytes()
    for short, whole in ((PATH.rstrip("/"), PATH), (f"{PATH}before", f"{PATH}before/")):
        status, headers, _ = ask(port, short)
        assert status in (301, 308)
        assert unquote(headers["Location"]).endswith(unquote(whole))
    for wrong in ("nowhere/at-all/", "nowhere/at-all", "nowhere.mjs"):
        status, headers, body = ask(port, PATH + wrong)
        assert (status, body) == (404, (root / "404.html").read_bytes())
        assert headers["Content-Type"].partition(";")[0] == "text/html", wrong
        assert headers["X-Content-Type-Options"] == "nosniff"
    # What a browser has, it asks for: unchanged it is not sent again, changed it is.
    page = root / "a page of this test.html"
    page.write_text("<!doctype html>older")
    an_hour_ago = time.time() - 3600  # Apache calls what is younger than a second weakly the same
    os.utime(page, (an_hour_ago, an_hour_ago))
    tag = ask(port, PATH + quote(page.name))[1]["ETag"]
    assert ask(port, PATH + quote(page.name), **{"If-None-Match": tag})[0] == 304
    page.write_text("<!doctype html>newer, and the day of the file may be any")
    status, _, body = ask(port, PATH + quote(page.name), **{"If-None-Match": tag})
    assert (status, body) == (200, page.read_bytes())


def test_the_places_of_nginx_can_stand_in_a_server_that_is_there_already():
    """Also behind a proxy, whose port and scheme a redirect must not name."""
    text = hosting_files(ADDRESS)["hosting/nginx.conf"].decode()
    before, *places = text.partition("# One address")[0].split("    location ")
    assert len(places) == 2
    assert all("absolute_redirect off;" in place for place in places)
    assert "absolute_redirect" not in before


def test_the_files_of_a_release_say_what_to_change_for_a_sub_path():
    """A site that is not built for its address has the paths of the root."""
    for name, text in hosting_files("").items():
        if not name.endswith((".zip", "Dockerfile")):
            assert "Under a sub-path such as /clio-move/" in text.decode(), name
    assert b"Under a sub-path" not in b"".join(hosting_files(ADDRESS).values())


def test_docker_is_sent_the_site_and_nothing_beside_it():
    files = hosting_files(ADDRESS)
    text = files["hosting/Dockerfile"].decode()
    assert re.search(r"docker build -f site/hosting/Dockerfile .* site$", text, re.M)
    assert {*re.findall(r"^COPY (\S+)", text, re.M)} - {"."} <= files.keys()


def test_web_config_adds_nothing_twice():
    """IIS answers 500 to everything where a type or a header is added a second time. Not tried in IIS itself."""
    tree = ElementTree.fromstring(hosting_files(ADDRESS)["web.config"])
    for parent, key in (("staticContent", "fileExtension"), ("customHeaders", "name")):
        found = next(element for element in tree.iter() if element.tag == parent)
        steps = [(child.tag, child.get(key)) for child in found if child.get(key)]
        added = [value for tag, value in steps if tag != "remove"]
        assert len(added) == len(set(added)) > 2
        for value in added:
            assert steps.index(("remove", value)) < next(
                n for n, (tag, own) in enumerate(steps) if tag != "remove" and own == value
            )
    assert tree.find(".//error").get("path") == "/our move/404.html"


def test_the_kit_holds_every_configuration():
    files = hosting_files(ADDRESS)
    with zipfile.ZipFile(BytesIO(files["hosting/hosting-kit.zip"])) as kit:
        packed = {name: kit.read(name) for name in kit.namelist()}
    assert packed == {
        name.rpartition("/")[2]: data for name, data in files.items() if not name.endswith(".zip")
    }
