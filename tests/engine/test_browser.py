"""The engine in Chromium: the same answers as in plain Python, nothing asked of the network, and no harm from a bad file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route

from template_builder.browser import Api
from tests.balances.test_commands import CROSSWALK
from tests.balances.test_listings import LEDGER, OLD_TRUST
from tests.crosswalk.test_crosswalk_lists import FILES as LISTS
from tests.review.test_service import NEW, OLD
from tests.support.browser import Watch, with_engine
from tests.support.corpus import FIRM, corpus, crosswalk
from tests.support.folders import PDF
from tests.support.hostile import CASES
from tests.support.kit import ROOT
from tests.support.samples import inside, run, write_errors, write_samples
from tests.support.site import Served

pytestmark = pytest.mark.browser

TODAY = "2027-02-01"
LARGE = 25_000
"""Bytes of a file that takes longer to hand to the page than to refuse; tests/reading/test_reader.py has them all."""

ASK = """
async ([method, named, plain]) => {
  const file = async (name) => [name, new Uint8Array(await (await fetch(`/given/${encodeURIComponent(name)}`)).arrayBuffer())];
  const args = { ...plain };
  for (const [key, names] of Object.entries(named)) {
    if (Array.isArray(names)) args[key] = await Promise.all(names.map(file));
    else args[key] = ["data", "piece"].includes(key) ? (await file(names))[1] : await file(names);
  }
  const { made, ...answer } = await engine.ask(method, args, 120000);
  const hash = async (data) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", data))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const hashes = await Promise.all(Object.entries(made).map(async ([name, data]) => [name, await hash(data)]));
  return [answer, Object.fromEntries(hashes)];
}
"""
START = """
async ([base, epoch]) => {
  const { Engine } = await import(document.querySelector('link[data-name="engine/engine"]').href);
  globalThis.engine = new Engine({ base, sizes: JSON.parse(document.querySelector("[data-engine]").dataset.engineSizes), epoch, onState() {} });
  await engine.start();
}
"""

Answer = tuple[dict[str, Any], dict[str, str]]


class Asked:
    """One page whose engine is asked, and the same question put to plain Python."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.api = Api()
        self.files: dict[str, bytes] = {}

        def give(route: Route) -> None:
            route.fulfill(body=self.files[unquote(route.request.url.rpartition("/")[2])])

        page.route("**/given/*", give)

    def both(
        self, method: str, named: Mapping[str, Any] | None = None, **plain: object
    ) -> tuple[Answer, Answer]:
        """What the engine and what plain Python answers; `named` are arguments that are files, by name."""
        named = named or {}
        there: Answer = tuple(self.page.evaluate(ASK, [method, named, plain]))  # type: ignore[assignment]
        arguments: dict[str, Any] = dict(plain)
        for key, names in named.items():
            if isinstance(names, list):
                arguments[key] = [(name, self.files[name]) for name in names]
            else:
                data = self.files[names]
                arguments[key] = data if key in ("data", "piece") else (names, data)
        text, made = self.api.ask(method, arguments)
        return there, (
            json.loads(text),
            {name: hashlib.sha256(data).hexdigest() for name, data in made.items()},
        )


@pytest.fixture(scope="module")
def asked(browser: Browser, server: Served) -> Iterator[Asked]:
    """A tools page with the engine started; watched for refused requests and words in the console."""
    watch = Watch()
    context = watch.over(browser.new_context())
    page = context.new_page()
    page.goto(server.url("tools/check/"))
    base = page.locator("[data-engine]").evaluate(
        "part => new URL(part.dataset.engine, location).href"
    )
    page.locator("[data-engine-box][data-state=ready]").wait_for(timeout=60_000)
    page.evaluate(START, [base, ""])
    asked = Asked(page)
    yield asked
    context.close()
    assert watch.seen == []


def test_the_corpus_gets_the_same_answers(asked: Asked) -> None:
    asked.files = {**corpus(), "firm.toml": FIRM, "known.xlsx": crosswalk()}
    there, here = asked.both(
        "begin", {"firm": "firm.toml", "crosswalk": ["known.xlsx"]}, today=TODAY
    )
    assert there == here
    for name in corpus():
        there, here = asked.both("add", {"data": name}, name=name)
        assert there == here, name
    there, here = asked.both("finish")
    assert there == here
    for name in ("mistake-01.xlsx", "real-time-tracking.ods"):
        number = list(corpus()).index(name)
        for share_safe in (False, True):
            there, here = asked.both("marked_copy", number=number, share_safe=share_safe)
            assert there == here
            assert there[1]


def test_hostile_files_are_refused_in_the_same_words(asked: Asked) -> None:
    asked.both("begin")
    for name, (make, _) in CASES.items():
        data = make()
        if len(data) > LARGE:
            continue
        asked.files = {name: data}
        there, here = asked.both("add", {"data": name}, name=name)
        assert there == here, name


def test_export_retry_reassign_and_kit_give_the_same_bytes(
    asked: Asked, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    with inside(folder):
        run(
            "transition-kit export billie.xlsx --crosswalk crosswalk.xlsx --firm firm.toml --out import"
        )
        write_errors(folder)
    asked.files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    asked.files["firm.toml"] = (ROOT / "firm.toml").read_bytes()
    known = {"crosswalk": ["crosswalk.xlsx"]}
    asked.both("begin", {"firm": "firm.toml", **known}, today=TODAY)
    for name in ("billie.xlsx", "billie-corrected.xlsx"):
        asked.both("add", {"data": name}, name=name)
    form = {
        "name": "Imaginary Law",
        "region": "US",
        "date_order": "DMY",
        "people": "Billie Sample\t320",
    }
    for method, named, plain in (
        ("finish", {}, {}),
        ("hand_ins", {}, {}),
        ("corrected_copy", {}, {"number": 1}),
        ("export", {}, {"choices": [["billie.xlsx", "billie-corrected.xlsx", "both"]]}),
        ("report", {}, {}),
        ("retry", {"errors": "errors.csv", "exported": "activities.csv", "receipt": "receipt.json"}, {}),
        ("reassign", {"listing": "placeholder.csv", **known}, {}),
        ("firm", {"people": "crosswalk.xlsx"}, {}),
        ("kit", {"firm": "firm.toml"}, {}),
        ("kit", {}, {"form": form}),
        ("kit", {}, {"form": {"name": ""}}),
    ):  # fmt: skip
        there, here = asked.both(method, named, **plain)
        assert there == here, method


def test_the_books_the_crosswalk_and_the_history_give_the_same_bytes(asked: Asked) -> None:
    """So that Python itself may stand in for the engine where a test is about a page; see tests/support/stand_in.py."""
    balances = {"trust.csv": OLD_TRUST, "ledger.csv": LEDGER, "crosswalk.csv": CROSSWALK}
    asked.files = {**LISTS, **OLD, **NEW, **balances, "report.pdf": PDF}
    lists = {"old": "old.csv", "clio": "clio.csv", "old_people": "old-people.csv", "clio_people": "users.csv"}  # fmt: skip
    books = {"old": "trust.csv", "new": "ledger.csv", "crosswalk": ["crosswalk.csv"]}
    for method, named, plain in (
        ("crosswalk", lists, {"decided": {"matters": {"0": 0, "1": None}}}),
        ("matter_numbers", {"crosswalk": ["crosswalk.csv"]}, {}),
        ("balances", books, {"kind": "trust"}),
        ("review", {"listing": "old-matters.csv"}, {"reading": {}}),
        ("review", {"old": [*OLD], "new": [*NEW]}, {"today": TODAY, "seed": "s"}),
    ):  # fmt: skip
        there, here = asked.both(method, named, **plain)
        assert there == here, method
        assert "refused" not in here[0], method
    look = {"step": "look", "name": "report.pdf", "first": True, "last": True}
    there, here = asked.both("history", {"piece": "report.pdf"}, **look)
    assert there == here
    there, here = asked.both("history", step="index", found=[here[0]])
    assert there == here
    assert here[1]


ELSEWHERE = """
async ([how, base, path]) => {
  const address = new URL(path, location.href).href;
  const blob = new Blob([`import ${JSON.stringify(address)};`], { type: "text/javascript" });
  const worker = new Worker(how === "blob" ? URL.createObjectURL(blob) : address, { type: "module" });
  const answer = new Promise((resolve) => worker.addEventListener("message", ({ data }) => resolve(data)));
  worker.postMessage({ start: { base, epoch: "" } });
  return answer;
}
"""


def worker(server: Served) -> str:
    """The path of the engine's worker."""
    (script,) = (server.folder / "assets/engine").glob("engine-worker.*.mjs")
    return f"/assets/engine/{script.name}"


@with_engine
@pytest.mark.parametrize("how", ["address", "blob"])
@pytest.mark.parametrize("base", ["{elsewhere}/?secret=1", "//localhost:1/x/", "data:text/plain,"])
def test_the_worker_loads_from_its_own_site_only(
    page: Page, server: Served, how: str, base: str
) -> None:
    """A worker from an address is outside the policy of the page, so any script could send with it."""
    elsewhere = server.origin.replace("127.0.0.1", "localhost")
    page.goto(server.url("tools/check/"))
    before = len(server.asked)
    answer = page.evaluate(ELSEWHERE, [how, base.replace("{elsewhere}", elsewhere), worker(server)])
    assert "problem" in answer
    assert not [path for path in server.asked[before:] if "secret" in path]


@with_engine
def test_a_worker_from_an_address_loads_nothing(page: Page, server: Served) -> None:
    page.goto(server.url("tools/check/"))
    base = page.evaluate(
        "() => new URL(document.querySelector('[data-engine]').dataset.engine, location.href).href"
    )
    answer = page.evaluate(ELSEWHERE, ["address", base, worker(server)])
    assert answer["message"] == "The engine runs in pages of its own site only."
