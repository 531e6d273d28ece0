"""The engine in Chromium: the same answers as in plain Python, nothing asked of the network, and no harm from a bad file."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from template_builder.browser import Api
from tests.balances.test_commands import CROSSWALK
from tests.balances.test_listings import LEDGER, OLD_TRUST
from tests.crosswalk.test_crosswalk_lists import FILES as LISTS
from tests.review.test_service import NEW, OLD
from tests.support.browser import KEEP_WORKER, WITHOUT_SEARCH, WITHOUT_WORKER, Watch
from tests.support.corpus import FIRM, all_mistakes, beside_mistakes, crosswalk
from tests.support.elsewhere import Elsewhere
from tests.support.folders import PDF
from tests.support.hostile import SMALL
from tests.support.kit import ROOT
from tests.support.samples import inside, run, write_errors, write_samples
from tests.support.site import Served

pytestmark = pytest.mark.browser

TODAY = "2027-02-01"
LARGE = 25_000
"""Bytes of a file that takes longer to hand to the page than to refuse; tests/reading/test_reader.py has them all."""

ASK = """
async ([given, questions]) => {
  const bytes = (name) => Uint8Array.from(atob(given[name]), (letter) => letter.charCodeAt(0));
  const value = (key, names) => {
    if (Array.isArray(names)) return names.map((name) => [name, bytes(name)]);
    return ["data", "piece"].includes(key) ? bytes(names) : [names, bytes(names)];
  };
  const hash = async (data) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", data))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const answers = [];
  for (const [ask, named, plain] of questions) {
    const files = Object.entries(named).map(([key, names]) => [key, value(key, names)]);
    const { data } = await new Promise((resolve) => {
      engineWorker.onmessage = resolve;
      engineWorker.postMessage({ ask, args: { ...plain, ...Object.fromEntries(files) } });
    });
    if (data.problem) throw new Error(`${ask}: ${data.problem}: ${data.message}`);
    const hashes = await Promise.all(Object.entries(data.files).map(async ([name, made]) => [name, await hash(made)]));
    answers.push([data.answer, Object.fromEntries(hashes)]);
  }
  return answers;
}
"""

Question = tuple[str, Mapping[str, Any], Mapping[str, Any]]
"""A method, its arguments that are files, by name, and the others."""
Answer = list[Any]
"""What the method says, and the hash of each file that it made."""


class Asked:
    """One page whose engine is asked, and plain Python, which is asked the same."""

    def __init__(self, page: Page, epoch: str) -> None:
        self.page = page
        self.api = Api(epoch)

    def alike(self, files: Mapping[str, bytes], *questions: Question) -> list[Answer]:
        """The answers of plain Python; those of the engine are the same."""
        named = {
            name
            for _, arguments, _ in questions
            for names in arguments.values()
            for name in ([names] if isinstance(names, str) else names)
        }
        given = {name: base64.b64encode(files[name]).decode() for name in named}
        here = [self._plain(files, *question) for question in questions]
        there: list[Answer] = self.page.evaluate(ASK, [given, questions])
        for question, one, other in zip(questions, here, there, strict=True):
            assert other == one, question
        return here

    def _plain(
        self, files: Mapping[str, bytes], method: str, named: Mapping[str, Any], plain: Any
    ) -> Answer:
        arguments = dict(plain)
        for key, names in named.items():
            if isinstance(names, list):
                arguments[key] = [(name, files[name]) for name in names]
            else:
                arguments[key] = files[names] if key in ("data", "piece") else (names, files[names])
        text, made = self.api.ask(method, arguments)
        hashes = {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}
        return [json.loads(text), hashes]


@pytest.fixture(scope="module")
def asked(browser: Browser, server: Served, other_hosts: Elsewhere) -> Iterator[Asked]:
    """A tools page with the engine started; watched for refused requests and words in the console."""
    watch = Watch()
    context = watch.over(browser.new_context())
    context.add_init_script(KEEP_WORKER)
    context.add_init_script(WITHOUT_SEARCH)
    context.add_init_script(WITHOUT_WORKER)
    page = context.new_page()
    page.goto(server.url("tools/check/"))
    page.locator("[data-engine-box][data-state=ready]").wait_for(timeout=60_000)
    yield Asked(page, page.locator("[data-engine]").get_attribute("data-epoch") or "")
    context.close()
    assert [*watch.seen, *other_hosts.take()] == []


def copies(number: int) -> list[Question]:
    """Both marked copies of a file that was added."""
    return [("marked_copy", {}, {"number": number, "share_safe": safe}) for safe in (False, True)]


def test_every_mistake_gets_the_same_findings(asked: Asked) -> None:
    data, kinds = all_mistakes()
    *_, finish, marked, to_share = asked.alike(
        {"mistakes.xlsx": data},
        ("begin", {}, {"today": TODAY}),
        ("add", {"data": "mistakes.xlsx"}, {"name": "mistakes.xlsx"}),
        ("finish", {}, {}),
        *copies(0),
    )
    (file,) = finish[0]["files"]
    assert kinds - {finding["kind"] for finding in file["findings"]} == set()
    assert marked[1]
    assert to_share[1]


def test_the_rest_of_the_corpus_gets_the_same_answers(asked: Asked) -> None:
    files = beside_mistakes()
    begin, *_, marked, to_share = asked.alike(
        {**files, "firm.toml": FIRM, "known.xlsx": crosswalk()},
        ("begin", {"firm": "firm.toml", "crosswalk": ["known.xlsx"]}, {"today": TODAY}),
        *(("add", {"data": name}, {"name": name}) for name in files),
        ("finish", {}, {}),
        *copies([*files].index("real-time-tracking.ods")),
    )
    assert "refused" not in begin[0]
    assert marked[1]
    assert to_share[1]


def test_hostile_files_are_refused_in_the_same_words(asked: Asked) -> None:
    made = {name: make() for name, (make, _) in SMALL.items()}
    files = {name: data for name, data in made.items() if len(data) <= LARGE}
    asked.alike(
        files, ("begin", {}, {}), *(("add", {"data": name}, {"name": name}) for name in files)
    )


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
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    files["firm.toml"] = (ROOT / "firm.toml").read_bytes()
    known = {"crosswalk": ["crosswalk.xlsx"]}
    form = {
        "name": "Imaginary Law",
        "region": "US",
        "date_order": "DMY",
        "people": "Billie Sample\t320",
    }
    asked.alike(
        files,
        ("begin", {"firm": "firm.toml", **known}, {"today": TODAY}),
        *(("add", {"data": name}, {"name": name}) for name in ("billie.xlsx", "billie-corrected.xlsx")),
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
    )  # fmt: skip


def test_the_books_the_crosswalk_and_the_history_give_the_same_bytes(asked: Asked) -> None:
    """So that Python itself may stand in for the engine where a test is about a page; see tests/support/stand_in.py."""
    balances = {"trust.csv": OLD_TRUST, "ledger.csv": LEDGER, "crosswalk.csv": CROSSWALK}
    files = {**LISTS, **OLD, **NEW, **balances, "report.pdf": PDF}
    lists = {"old": "old.csv", "clio": "clio.csv", "old_people": "old-people.csv", "clio_people": "users.csv"}  # fmt: skip
    books = {"old": "trust.csv", "new": "ledger.csv", "crosswalk": ["crosswalk.csv"]}
    look = {"step": "look", "name": "report.pdf", "first": True, "last": True}
    *answers, found = asked.alike(
        files,
        ("crosswalk", lists, {"decided": {"matters": {"0": 0, "1": None}}}),
        ("matter_numbers", {"crosswalk": ["crosswalk.csv"]}, {}),
        ("balances", books, {"kind": "trust"}),
        ("review", {"listing": "old-matters.csv"}, {"reading": {}}),
        ("review", {"old": [*OLD], "new": [*NEW]}, {"today": TODAY, "seed": "s"}),
        ("history", {"piece": "report.pdf"}, look),
    )
    assert [said for said, _ in answers if "refused" in said] == []
    ((_, index),) = asked.alike({}, ("history", {}, {"step": "index", "found": [found[0]]}))
    assert index


ELSEWHERE = """
async (attempts) => Promise.all(attempts.map(async ([how, base, path]) => {
  const address = new URL(path, location.href).href;
  const blob = new Blob([`import ${JSON.stringify(address)};`], { type: "text/javascript" });
  const worker = new Worker(how === "blob" ? URL.createObjectURL(blob) : address, { type: "module" });
  const answer = new Promise((resolve) => worker.addEventListener("message", ({ data }) => resolve(data)));
  worker.postMessage({ start: { base: new URL(base, location.href).href, epoch: "" } });
  const { ready, message } = await answer;
  worker.terminate();
  return ready ? "started" : message;
}))
"""


def test_the_worker_loads_from_its_own_site_only(
    asked: Asked, server: Served, other_hosts: Elsewhere
) -> None:
    """A worker from an address is outside the policy of the page, so any script could send with it."""
    (script,) = (server.folder / "assets/engine").glob("engine-worker.*.mjs")
    own = asked.page.locator("[data-engine]").get_attribute("data-engine")
    elsewhere = server.origin.replace("127.0.0.1", "localhost")
    foreign = (f"{elsewhere}/?secret=1", "//localhost:1/x/", "data:text/plain,")
    attempts = [*itertools.product(("address", "blob"), foreign), ("address", own)]
    said = asked.page.evaluate(
        ELSEWHERE, [[*attempt, f"/assets/engine/{script.name}"] for attempt in attempts]
    )
    refused = "The engine runs in pages of its own site only."
    assert dict(zip(attempts, said, strict=True)) == dict.fromkeys(attempts, refused)
    assert other_hosts.take() == []
