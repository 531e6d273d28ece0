"""Measures the ratios of the design, each in one run: `make bench`.

Whole processes are timed in turn, A B A B, and the median of the pairwise ratios is printed, so that a slow
moment of the machine falls on both. Times within this process are the best of some runs.
"""

from __future__ import annotations

import dataclasses
import gzip
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from python_calamine import CalamineWorkbook

from template_builder.check.checker import CheckSession
from template_builder.check.service import shipped_rules
from template_builder.common.stamp import EARLIEST
from template_builder.crosswalk.service import crosswalk_of_lists, read_list
from template_builder.firm.firm import Matter, Person
from template_builder.listings.service import read_listing
from template_builder.workbooks.kit import PERSONAL
from template_builder.workbooks.writer import write_personal_workbooks
from tests.listings.reading import csv_of, xlsx_of
from tests.support.apart import outcome
from tests.support.hostile import CASES
from tests.support.kit import ROOT, example_firm, guide, workbooks
from tests.support.large import CROSSWALK_CSV, filled_workbook
from tests.support.site import own_files

PYTHON = sys.executable
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def best(work: Callable[[], object], runs: int = 5) -> float:
    """Seconds of the quickest of some runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def processor_seconds() -> float:
    """What the processes that this one has waited for took of the processor: hardly more on a busy machine."""
    used = os.times()
    return used.children_user + used.children_system


def paired(
    a: Sequence[str],
    b: Sequence[str],
    runs: int = 7,
    clock: Callable[[], float] = time.perf_counter,
    begin: Callable[[], object] = lambda: None,
    **options: object,
) -> tuple[float, float, float]:
    """Median seconds of two commands run in turn, and the median of their ratios; `begin` runs before each pair."""
    times: list[tuple[float, float]] = []
    for number in range(runs + 1):
        begin()
        pair = []
        for command in (a, b):
            start = clock()
            subprocess.run(command, check=False, **QUIET, **options)  # type: ignore[call-overload]
            pair.append(clock() - start)
        if number:
            times.append((pair[0], pair[1]))
    return (
        statistics.median(one for one, _ in times),
        statistics.median(two for _, two in times),
        statistics.median(one / two for one, two in times),
    )


@contextmanager
def without_numpy() -> Iterator[dict[str, str]]:
    """An environment as a firm has it: numpy is there for our tests only, and openpyxl loads it wherever it is.

    Our modules have bytecode from their first run on, as the packages they are compared with.
    """
    with tempfile.TemporaryDirectory() as name:
        Path(name, "numpy.py").write_text("raise ImportError\n", encoding="utf-8")
        yield {
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": f"{name}/bytecode",
            "PYTHONPATH": name,
        }


def say(what: str, figure: str, limit: str, met: bool) -> None:
    """One line of the result."""
    print(f"{'met   ' if met else 'MISSED'}  {what}: {figure} (limit {limit})", flush=True)


def site() -> None:
    """The build with everything against the same Markdown, macros already expanded, in stock Material."""
    with tempfile.TemporaryDirectory() as name, without_numpy() as environment:
        stock = Path(name)
        expand_macros(stock / "docs")
        (stock / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
        mkdocs = [PYTHON, "-m", "mkdocs", "build", "-q", "-d"]
        one = [*mkdocs, str(stock / "full"), "-f", str(ROOT / "mkdocs.yml")]
        two = [*mkdocs, str(stock / "plain"), "-f", str(stock / "mkdocs.yml")]
        kept = ROOT / ".engine" / "kept"
        for what, limit, begin in (
            ("mkdocs build, everything made", 1.5, lambda: shutil.rmtree(kept, ignore_errors=True)),
            ("mkdocs build, nothing changed", 1.2, lambda: None),
        ):
            ours, plain, ratio = paired(
                one, two, 5, processor_seconds, begin, env=environment, cwd=ROOT
            )
            figure = f"{ours:.2f} s of processor time against {plain:.2f} s, {ratio:.2f} times"
            say(f"{what}, against stock Material", figure, f"{limit} times", ratio <= limit)
        pages = own_files(stock / "full", "before")
        size = sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in pages)
        say(
            "our scripts and styles on a guide page, gzipped",
            f"{size / 1000:.1f} kB",
            "10 kB",
            size <= 10_000,
        )


STOCK = """
site_name: Stock
theme: {name: material, font: false}
plugins: [search]
markdown_extensions: [admonition, attr_list, def_list, md_in_html, tables, {toc: {permalink: true}},
  pymdownx.details, pymdownx.superfences]
"""


def expand_macros(target: Path) -> None:
    """Write the pages as they are after the macros and before Markdown."""
    hook = target.parent / "capture.py"
    target.mkdir()
    hook.write_text(
        "from pathlib import Path\n"
        f"TARGET = Path({str(target)!r})\n"
        "def on_page_markdown(markdown, page, **_):\n"
        "    path = TARGET / page.file.src_uri\n"
        "    path.parent.mkdir(parents=True, exist_ok=True)\n"
        "    path.write_text(markdown, encoding='utf-8')\n",
        encoding="utf-8",
    )
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = ROOT / ".bench-mkdocs.yml"
    config.write_text(text.replace("hooks:\n", f"hooks:\n  - {hook}\n"), encoding="utf-8")
    try:
        command = [
            PYTHON,
            "-m",
            "mkdocs",
            "build",
            "-q",
            "-f",
            str(config),
            "-d",
            str(target.parent / "once"),
        ]
        subprocess.run(command, check=True, cwd=ROOT, **QUIET)  # type: ignore[call-overload]
    finally:
        config.unlink()


def check_rows() -> None:
    """Checking in process against calamine only reading, and whether the cost stays linear."""
    rules = shipped_rules()
    checked: dict[int, float] = {}
    read_in: dict[int, float] = {}
    for rows in (10_000, 100_000):
        data = filled_workbook(rows)

        def read(data: bytes = data) -> None:
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()

        def check(data: bytes = data) -> None:
            session = CheckSession(rules)
            session.open("time.xlsx", data)
            list(session.final())

        runs = 5 if rows == 10_000 else 2
        read_in[rows], checked[rows] = best(read, runs), best(check, runs)
        ratio = checked[rows] / read_in[rows]
        figure = f"{checked[rows]:.3f} s against {read_in[rows]:.3f} s, {ratio:.2f} times"
        say(f"check of {rows:,} rows against calamine reading", figure, "3 times", ratio <= 3)
    growth = (checked[100_000] / checked[10_000]) / (read_in[100_000] / read_in[10_000])
    figure = f"checking grows {growth:.2f} times as fast as reading"
    say("from 10,000 rows to 100,000", figure, "linear: 1.25 times", growth <= 1.25)


def check_against_frictionless() -> None:
    """Checking against frictionless with the comparable part of the rules, on the same workbook."""
    from frictionless import Resource, Schema, fields
    from frictionless.formats import ExcelControl

    data = filled_workbook(10_000)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "time.xlsx"
        path.write_bytes(data)
        need = {"required": True}
        schema = Schema(
            fields=[
                fields.DateField(name="Date", constraints=need),
                fields.StringField(name="Matter", constraints=need),
                fields.StringField(name="Activity category"),
                fields.StringField(name="Description", constraints={"maxLength": 2000}),
                fields.NumberField(name="Hours", constraints={**need, "minimum": 0, "maximum": 24}),
                fields.NumberField(name="Rate", constraints={"minimum": 0}),
                fields.StringField(name="Timekeeper"),
                fields.StringField(name="Non-billable", constraints={"enum": ["yes"]}),
                fields.StringField(name="Check"),
            ]
        )

        def theirs() -> None:
            control = ExcelControl(sheet="Time")
            resource = Resource(path=path.name, basepath=name, schema=schema, control=control)
            if resource.validate().tasks[0].stats["rows"] != 10_000:
                raise RuntimeError("frictionless did not see every row")

        rules = shipped_rules()

        def ours() -> None:
            session = CheckSession(rules)
            session.open("time.xlsx", path.read_bytes())
            list(session.final())

        other, own = best(theirs, 3), best(ours, 3)
    figure = f"{own:.3f} s against {other:.3f} s, {other / own:.1f} times faster"
    say("check against frictionless, 10,000 rows", figure, "4 times faster", other / own >= 4)


def whole_process() -> None:
    """`check` of a 300-row workbook as a process against Python importing openpyxl."""
    with tempfile.TemporaryDirectory() as name, without_numpy() as environment:
        path = Path(name) / "time.xlsx"
        path.write_bytes(filled_workbook(300))
        own, other, ratio = paired(
            [PYTHON, "-m", "template_builder", "check", str(path)],
            [PYTHON, "-c", "import openpyxl"],
            runs=15,
            env=environment,
            cwd=ROOT,
        )
    figure = f"{own * 1000:.0f} ms against {other * 1000:.0f} ms, {ratio:.2f} times"
    say("check of 300 rows as a process against importing openpyxl", figure, "1 time", ratio <= 1)


def personal_workbooks() -> None:
    """Time for each person's workbook in a large firm."""
    count = 200
    people = tuple(Person(id=f"p{n}", name=f"Person {n}", roles=()) for n in range(count))
    matters = tuple(Matter(old_number=f"{n:05}", client=f"Client {n}") for n in range(5_000))
    firm = dataclasses.replace(example_firm(), people=people, matters=matters)
    spec = workbooks()[PERSONAL]
    each = best(lambda: list(write_personal_workbooks(spec, guide(), firm, EARLIEST)), 2) / count
    say("a person's workbook", f"{each * 1000:.0f} ms with {count} people", "50 ms", each <= 0.05)


def listings() -> None:
    """A list of 5,000 matters, and the same money by client with a total of each, as CSV and as .xlsx."""
    flat = [["Client", "Matter Number", "Description", "Opened", "Trust Balance"]]
    grouped = [
        ["Trust Listing"],
        ["As of 30 April 2026"],
        ["Client", "Matter Number", "Trust Balance"],
    ]
    for client in range(1_000):
        grouped.append([f"Client {client}"])
        for number in range(client * 5, client * 5 + 5):
            flat.append(
                [
                    f"Client {client}",
                    f"{number:05}",
                    "Lease",
                    f"{number % 12 + 1}/22/2026",
                    "$1,310.25",
                ]
            )
            grouped.append(["", f"{number:05}", "1,310.25"])
        grouped.append([f"Total for Client {client}", "", "6,551.25"])
    grouped.append(["Grand total", "", "6,551,250.00"])
    for what, rows, kind in (
        ("matters", flat, "matters"),
        ("balances by client", grouped, "trust"),
    ):
        for ending, data in (("csv", csv_of(rows)), ("xlsx", xlsx_of(("Listing", rows)))):
            read = read_listing(f"list.{ending}", data, kind)
            assert len(read.rows) == 5_000
            assert all(total.ties for total in read.totals)
            seconds = best(partial(read_listing, f"list.{ending}", data, kind), 3)
            say(f"5,000 {what} read from .{ending}", f"{seconds:.2f} s", "2 s", seconds <= 2)


def proposed_crosswalk() -> None:
    """A crosswalk proposed from two lists of 5,000 matters, read and compared."""
    words = ("lease", "divorce", "will", "estate", "sale", "trust", "appeal", "audit", "patent")
    rows = [
        (n, f"Client{n % 1999} Family{n % 211}", f"{words[n % 9]} {words[n % 7]} {n % 31}")
        for n in range(5_000)
    ]
    lists = {
        "old": ("Number", [f"2024-{n:05},{client},{text}" for n, client, text in rows]),
        "clio": ("Display Number", [f"{n:05}-X,{client},{text}" for n, client, text in rows]),
    }
    files = {
        name: "\n".join([f"{number},Client,Description", *lines]).encode()
        for name, (number, lines) in lists.items()
    }

    def work() -> None:
        read = {name: read_list(name, (f"{name}.csv", data)) for name, data in files.items()}
        crosswalk_of_lists(read)

    seconds = best(work, 3)
    say("a crosswalk proposed for 5,000 matters", f"{seconds:.2f} s", "2 s", seconds <= 2)


def hostile_files() -> None:
    """What the slowest and the largest of the hostile files cost until they are refused or read."""
    with tempfile.TemporaryDirectory() as name:
        case = Path(name) / "case"
        costs = {}
        for title, (make, _) in CASES.items():
            case.write_bytes(make())
            costs[title] = outcome(case)
    slowest = max(costs, key=lambda title: costs[title].seconds)
    largest = max(costs, key=lambda title: costs[title].megabytes)
    seconds, megabytes = costs[slowest].seconds, costs[largest].megabytes
    say(f"slowest hostile file, {slowest}", f"{seconds:.2f} s", "2 s", seconds <= 2)
    say(f"largest hostile file, {largest}", f"{megabytes:.0f} MB", "500 MB", megabytes <= 500)


def export_many() -> None:
    """Exporting 50 people's workbooks of 300 rows, and those of 12 people over three months before and after an upload."""
    with tempfile.TemporaryDirectory() as name:
        seconds = best(_export(Path(name), 50, 300), 3)
        say(
            "export of 50 workbooks of 300 rows, as a process",
            f"{seconds:.2f} s",
            "3 s",
            seconds <= 3,
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = best(_export(folder, 12, 320), 3)
        (folder / "import").rename(folder / "before")
        again = best(_export(folder, 12, 320, "--after", str(folder / "before")), 3)
    figure = f"{plain:.2f} s; after an upload {again:.2f} s, {again / plain:.2f} times"
    say("export of 12 people over three months", figure, "1.5 times", again <= 1.5 * plain)


def _export(folder: Path, people: int, rows: int, *options: str) -> Callable[[], None]:
    """The export of filled workbooks as a process, into the folder `import`."""
    for number in range(people):
        data = filled_workbook(rows, f"Person {number:02d}")
        (folder / f"p{number:02d}.xlsx").write_bytes(data)
    (folder / "matters.csv").write_bytes(CROSSWALK_CSV)
    files = sorted(map(str, folder.glob("p*.xlsx")))
    command = [PYTHON, "-m", "template_builder", "export", *files, *options]
    command += ["--crosswalk", str(folder / "matters.csv"), "--dates", "MDY"]
    command += ["--out", str(folder / "import")]

    def work() -> None:
        shutil.rmtree(folder / "import", ignore_errors=True)
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr)

    return work


START_ENGINE = """
async (base) => {
  const { Engine } = await import(document.querySelector('link[data-name="engine/engine"]').href);
  globalThis.engine = new Engine({ base, sizes: JSON.parse(document.querySelector("[data-engine]").dataset.engineSizes), epoch: "", onState() {} });
  await engine.start();
}
"""
ASK_ENGINE = """
async (count) => {
  const file = document.querySelector("#drop-files").files[0] ?? globalThis.given;
  const data = new Uint8Array(await file.arrayBuffer());
  await engine.ask("begin");
  const times = [];
  for (let number = 0; number < count; number += 1) {
    const before = performance.now();
    await engine.ask("add", { name: `${number}.xlsx`, data });
    times.push((performance.now() - before) / 1000);
  }
  return [Math.min(...times), engine.memory / 1e6];
}
"""


def in_the_browser() -> None:
    """The tools in Chromium: bytes, readiness with a cold and a warm cache, findings, memory."""
    from playwright.sync_api import Page, Response, sync_playwright

    from tests.support.browser import FLAGS
    from tests.support.site import build, served

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = build(Path(name) / "site")
        files = [path.read_bytes() for path in (folder / "engine").rglob("*") if path.is_file()]
        size = sum(min(len(data), len(gzip.compress(data, 9))) for data in files)
        say("engine over the wire, gzipped", f"{size / 1e6:.2f} MB", "6 MB", size <= 6_000_000)
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS.split())
        with served(folder) as server:

            def ready(page: Page) -> float:
                start = time.perf_counter()
                page.goto(server.url("tools/check/"))
                page.locator("[data-engine-box][data-state=ready]").wait_for(timeout=120_000)
                return time.perf_counter() - start

            cold, warm = [], []
            from_network: list[Response] = []
            for _ in range(3):
                context = browser.new_context()
                page = context.new_page()
                cold.append(ready(page))
                page.get_by_text("no longer needs the network").wait_for(timeout=120_000)
                page.on("response", lambda response: from_network.append(response))
                warm.append(ready(page))
                context.close()
            figure = f"{min(cold):.2f} s"
            say("ready from a cold cache", figure, "3 s", min(cold) <= 3)
            say("ready on a later visit", f"{min(warm):.2f} s", "3 s", min(warm) <= 3)
            again = sum(
                "/engine/" in response.url and not response.from_service_worker
                for response in from_network
            )
            say("files of the engine fetched on a later visit", f"{again}", "0", again == 0)
            page = browser.new_page()
            ready(page)
            for rows, limit in ((300, 0.5), (10_000, 1.0)):
                path = Path(name) / f"time-{rows}.xlsx"
                path.write_bytes(filled_workbook(rows))
                times = []
                for _ in range(3):
                    start = time.perf_counter()
                    page.locator("#drop-files").set_input_files(path)
                    page.locator(".tg-said", has_text="Done").wait_for(timeout=120_000)
                    times.append(time.perf_counter() - start)
                figure = f"{min(times):.2f} s"
                say(f"{rows:,} rows chosen to shown", figure, f"{limit} s", min(times) <= limit)
            base = page.locator("[data-engine]").evaluate(
                "part => new URL(part.dataset.engine, location).href"
            )
            page.evaluate(START_ENGINE, base)
            data = list(filled_workbook(300))
            page.evaluate(
                "data => { globalThis.given = new File([new Uint8Array(data)], 'x') }", data
            )
            _, memory = page.evaluate(ASK_ENGINE, 100)
            say("memory of the worker after 100 files", f"{memory:.0f} MB", "300 MB", memory <= 300)
        browser.close()


def historical_data(folder: Path) -> list[str]:
    """A folder of 200 files and 1 GB: listings with a total, reports as PDF, backups."""
    folder.mkdir()
    for number in range(200):
        if number < 30:
            cents = range(100 * (number + 1))
            rows = "".join(f"Fictional Client {each},{each}.25\n" for each in cents)
            total = f"Total,{sum(cents) + len(cents) / 4}\n"
            name, data = "trust listing.csv", f"Client,Balance\n{rows}{total}".encode()
        elif number < 190:
            name, data = "ledger.pdf", b"%PDF-1.7\n" + os.urandom(4_000_000)
        else:
            name, data = "backup.bak", os.urandom(36_000_000)
        (folder / f"{number:03} {name}").write_bytes(data)
    return sorted(map(str, folder.iterdir()))


def history() -> None:
    """The index of a folder on the command line and in Chromium against sha256sum of its files."""
    from playwright.sync_api import sync_playwright

    from tests.support.browser import FLAGS
    from tests.support.site import build, served

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name) / "Historical Data"
        sums = ["sha256sum", *historical_data(folder)]
        index = [PYTHON, "-m", "template_builder", "history", "index", str(folder), "--out"]
        ours = best(
            lambda: subprocess.run([*index, f"{name}/{time.time()}.xlsx"], check=False, **QUIET), 3
        )
        alone = best(lambda: subprocess.run(sums, check=True, **QUIET), 3)  # type: ignore[call-overload]
        share = alone / ours
        say("a folder of 1 GB, speed of sha256sum", f"{share:.2f}", "0.5", share >= 0.5)
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS.split())
        with served(build(Path(name) / "site")) as server:
            times = []
            for _ in range(2):
                page = browser.new_page()
                page.goto(server.url("tools/history/"))
                page.locator("[data-engine-box][data-state=ready]").wait_for(timeout=120_000)
                page.locator("#drop-folder").set_input_files(folder)
                start = time.perf_counter()
                page.locator("[data-go]").click()
                page.locator(".tg-said", has_text="Done").wait_for(timeout=300_000)
                times.append(time.perf_counter() - start)
                page.close()
        browser.close()
        share = alone / min(times)
        say("the same in the browser", f"{share:.2f}", "0.2", share >= 0.2)


if __name__ == "__main__":
    for measure in (
        site,
        check_rows,
        check_against_frictionless,
        whole_process,
        personal_workbooks,
        listings,
        proposed_crosswalk,
        hostile_files,
        export_many,
        in_the_browser,
        history,
    ):
        measure()
