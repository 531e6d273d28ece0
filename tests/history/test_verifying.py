"""A folder against its index: whatever was renamed, changed, added or removed is found, and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from template_builder.common.stamp import EARLIEST
from template_builder.history.indexing import indexed
from template_builder.history.service import index_of, verification_of
from template_builder.history.verifying import verified as held
from tests.support.fill import fill
from tests.support.folders import cleared, found_in
from tests.support.kit import guide, real_firm

DAY = dt.date(2027, 1, 14)
FILES = {
    "001 Trust listing, 2026-03-02.csv": b"a,1\n",
    "Trust/ledger.csv": b"b,2\n",
    "Bank/März.csv": b"c,3\n",
}


def index(files, earlier=None, firm=None):
    return index_of(found_in(files), earlier, firm, EARLIEST).data


def verified(files, data, firm=None):
    return verification_of(found_in(files), ("index.xlsx", data), firm, DAY).verified


def said(found):
    """The lines about files, by name, without those about reports."""
    reports = {report.report for report in guide().reports}
    return {r.about: r.text.partition(":")[0] for r in found.remarks if r.about not in reports}


def test_a_folder_is_the_same_as_its_own_index():
    found = verified(FILES, index(FILES))
    assert said(found) == {}
    assert found.summary == "3 same, 0 differs, 0 renamed, 0 missing, 0 extra, 0 not compared"


def test_reports_without_a_file_are_missing_by_the_name_of_the_system():
    found = verified(FILES, index(FILES, firm=real_firm()), real_firm())
    texts = {remark.about: remark.text for remark in found.remarks}
    ledgers = next(r.report for r in guide().reports if r.id == "client-ledgers")
    assert "No file of it yet. PCLaw calls it: Client Ledger." in texts[ledgers]
    assert not found.is_whole
    assert guide().reports[0].report not in texts


def whole_index():
    """An index in which every row that names no file is deleted."""
    return cleared(index(FILES), *(f"{letter}{row}" for row in range(5, 25) for letter in "ABC"))


def test_all_the_same_and_nothing_open_is_whole():
    found = verified(FILES, whole_index())
    assert found.is_whole
    assert all("Fine if it does not apply" in remark.text for remark in found.remarks)


def test_one_byte_an_added_a_missing_and_a_renamed_file_are_told_apart():
    first, ledger, bank = FILES
    now = {first: b"a,2\n", "Trust/old ledger.csv": FILES[ledger], "new.csv": b"d,4\n"}
    found = verified(now, whole_index())
    assert said(found) == {first: "differs", ledger: "renamed", bank: "missing", "new.csv": "extra"}
    assert found.summary == "0 same, 1 differs, 1 renamed, 1 missing, 1 extra, 0 not compared"
    assert not found.is_whole


def test_two_files_that_changed_names_are_two_renamed_ones():
    first, ledger, bank = FILES
    now = {first: FILES[ledger], ledger: FILES[first], bank: FILES[bank]}
    assert said(verified(now, whole_index())) == {first: "renamed", ledger: "renamed"}


def test_an_accent_that_a_system_writes_as_two_characters_is_the_same_name():
    now = {name.replace("ä", "a\u0308"): data for name, data in FILES.items()}
    assert verified(now, whole_index()).is_whole


def test_a_row_without_a_hash_is_not_compared_and_one_that_is_no_hash_is_named():
    order = sorted(FILES)
    data = fill(cleared(whole_index(), "L2"), {"Index!L3": "abc"})
    found = verified(FILES, data)
    assert said(found) == {order[0]: "not compared", order[1]: "not compared"}
    assert not found.is_whole


def test_a_hash_as_windows_prints_it_is_the_same():
    order = sorted(FILES)
    typed = hashlib.sha256(FILES[order[0]]).hexdigest().upper()
    spaced = " ".join(typed[at : at + 2] for at in range(0, 64, 2))
    assert verified(FILES, fill(whole_index(), {"Index!L2": spaced})).is_whole


def test_a_row_on_paper_needs_no_file():
    data = fill(whole_index(), {"Index!B9": "Trust bank statements", "Index!G9": "Paper"})
    assert verified(FILES, data).is_whole


OPERATIONS = ("keep", "keep", "change", "rename", "remove", "swap")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(OPERATIONS), min_size=1, max_size=20), st.integers(0, 4), st.randoms()
)
def test_whatever_is_done_to_a_folder_is_found_exactly(operations, added, random):
    before = {f"f{at:02}.csv": f"content {at}\n".encode() for at in range(len(operations))}
    now: dict[str, bytes] = {}
    expected: dict[str, str] = {}
    swapped = [name for name, what in zip(before, operations, strict=True) if what == "swap"]
    for name, what in zip(before, operations, strict=True):
        match what:
            case "keep":
                now[name] = before[name]
            case "change":
                now[name], expected[name] = before[name] + b"more", "differs"
            case "rename":
                now[f"sub/other {name}"], expected[name] = before[name], "renamed"
            case "remove":
                expected[name] = "missing"
    for name, other in zip(swapped, [*swapped[1:], *swapped[:1]], strict=True):
        now[name] = before[other]
        if name != other:
            expected[name] = "renamed"
    for at in range(added):
        now[f"added {at}.csv"], expected[f"added {at}.csv"] = f"added {at}".encode(), "extra"
    shuffled = list(now.items())
    random.shuffle(shuffled)
    rows = read_rows(before)
    assert said(compared(dict(shuffled), rows)) == expected


def read_rows(files):
    return indexed(found_in(files), (), guide(), None).rows


def compared(files, rows):
    return held(found_in(files), rows, guide(), None)
