"""What is taken of files that record the same: never more than was done, never without a choice."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from decimal import Decimal

import pytest

from template_builder.common.errors import KitError
from tests.support.checking import DAY
from tests.support.exporting import ALEX, book, export, hours_of, kinds_of, rows_of, saved_on

NEXT = dt.date(2027, 1, 19)
WEEK_1 = ((DAY, "0101", "Draft lease", 4.0), (NEXT, "0101", "Call", 3.0))
WEEK_2 = (*WEEK_1, (dt.date(2027, 1, 20), "1001", "Will", 5.0))
CORRECTED = (WEEK_1[0], (NEXT, "0101", "Call", 2.5), WEEK_2[2])


FILES = (("week 1.xlsx", saved_on(book(*WEEK_1), 1)), ("final.xlsx", saved_on(book(*WEEK_2), 5)))


def test_nothing_is_exported_before_somebody_chooses():
    with pytest.raises(KitError) as refused:
        export(*FILES)
    assert "week 1.xlsx and final.xlsx have 2 rows in common." in str(refused.value)
    assert "--repeats" in str(refused.value)


@pytest.mark.parametrize("files", [FILES, FILES[::-1]], ids=["in order", "the newer first"])
@pytest.mark.parametrize(
    ("take", "hours"),
    [("newer", "3 4 5"), ("once", "3 4 5"), ("both", "3 3 4 4 5")],
)
def test_a_copy_of_a_week_beside_the_final_file(files, take, hours):
    made = export(*files, take=take)
    assert hours_of(made) == list(map(Decimal, hours.split()))
    assert made.receipt.ties
    assert made.receipt.complete
    assert len(made.receipt.decided) == 1


def test_an_old_copy_that_was_saved_again_is_no_newer_for_that():
    files = (
        ("final.xlsx", saved_on(book(*WEEK_2), 3)),
        ("reopened.xlsx", saved_on(book(*WEEK_1), 9)),
    )
    made = export(*files, take="newer")
    assert hours_of(made) == [3, 4, 5]
    assert made.receipt.decided == ("final.xlsx is taken instead of reopened.xlsx.",)
    assert made.receipt.total.set_aside.hours == 7
    assert made.receipt.complete


def test_a_row_that_only_the_file_set_aside_has_is_open():
    extra = (dt.date(2027, 1, 21), "1001", "Codicil", 1.5)
    copy = book(*WEEK_1, extra)
    made = export(("final.xlsx", saved_on(book(*WEEK_2), 3)), ("copy.xlsx", saved_on(copy, 9)), take="newer")  # fmt: skip
    assert hours_of(made) == [Decimal("1.5"), 3, 4]
    (point,) = made.receipt.open_points
    assert (point.kind, point.rows) == ("row-only-aside", 1)
    assert "final.xlsx is set aside, but 1 row of it is in no file that is taken (Wed 20 Jan 2027)" in point.message  # fmt: skip


def test_a_row_that_was_corrected_in_the_newer_file_is_not():
    files = (("draft.xlsx", saved_on(book(*WEEK_2), 1)), ("mended.xlsx", saved_on(book(*CORRECTED), 2)))  # fmt: skip
    assert export(*files, take="newer").receipt.complete
    once = export(*files, take="once")
    (point,) = once.receipt.open_points
    assert point.kind == "file-differs"
    assert "both have other rows of one person on 1 day" in point.message


def as_csv(*rows: tuple[dt.date, str, str, float]) -> bytes:
    """The sheet Time as a CSV, which does not say when it was saved."""
    lines = ["Date,Matter,Activity category,Description,Hours,Rate,Timekeeper,Non-billable"]
    lines += [
        f"{day},{matter},,{text},{hours},320,Billie Sample," for day, matter, text, hours in rows
    ]
    return "\r\n".join(lines).encode()


def test_without_a_date_of_saving_the_newer_has_all_rows_and_more_or_later_days():
    assert hours_of(
        export(("a.csv", as_csv(*WEEK_2)), ("b.csv", as_csv(*WEEK_1)), take="newer")
    ) == [3, 4, 5]
    later = (WEEK_1[1], (dt.date(2027, 1, 21), "1001", "Codicil", 1.0))
    assert hours_of(
        export(("a.csv", as_csv(*WEEK_1)), ("b.csv", as_csv(*later)), take="newer")
    ) == [1, 3]


def test_where_nothing_tells_which_is_newer_it_is_asked():
    other = (WEEK_1[0], (NEXT, "0101", "Phone", 3.0))
    with pytest.raises(KitError, match="we cannot say which of them is newer"):
        export(("a.csv", as_csv(*WEEK_1)), ("b.csv", as_csv(*other)), take="newer")


def test_a_corrected_row_is_taken_in_its_newer_form_or_in_both():
    files = (
        ("draft.xlsx", saved_on(book(*WEEK_2), 1)),
        ("mended.xlsx", saved_on(book(*CORRECTED), 2)),
    )
    assert hours_of(export(*files, take="newer")) == [Decimal("2.5"), 4, 5]
    assert hours_of(export(*files, take="once")) == [Decimal("2.5"), 3, 4, 5]


@pytest.mark.parametrize(("take", "hours"), [("first", [3, 4]), ("second", [3, 4, 5])])
@pytest.mark.parametrize("turned", [False, True])
def test_a_choice_for_one_pair_names_its_files(take, hours, turned):
    names = ("final.xlsx", "week 1.xlsx") if turned else ("week 1.xlsx", "final.xlsx")
    if turned:
        take = {"first": "second", "second": "first"}[take]
    made = export(*FILES, choices=[(*names, take)])
    assert hours_of(made) == hours


def test_what_a_file_has_twice_stays_twice():
    twice = (WEEK_1[0], WEEK_1[0])
    made = export(("a.xlsx", book(*twice)), ("b.xlsx", book(*twice, WEEK_1[1])), take="once")
    assert hours_of(made) == [3, 4, 4]
    # The repeated row is still a warning, of one file.
    assert kinds_of(made) == ["row-duplicate"]


def test_files_with_the_same_days_and_no_row_in_common_go_out_both_and_stay_open():
    other = tuple((day, "1001", "Other", 1.0) for day, *_ in WEEK_1)
    files = (("office.xlsx", book(*WEEK_1)), ("home.xlsx", book(*other)))
    made = export(*files)
    assert hours_of(made) == [1, 1, 3, 4]
    assert kinds_of(made) == ["file-same-days"]
    assert hours_of(export(*files, take="newer")) == [1, 1, 3, 4]
    settled = export(*files, take="both")
    assert (hours_of(settled), kinds_of(settled)) == ([1, 1, 3, 4], [])
    one = export(*files, choices=[("office.xlsx", "home.xlsx", "second")])
    assert (hours_of(one), kinds_of(one)) == ([1, 1], [])


def test_a_colleague_with_the_same_words_is_nobodys_copy():
    made = export(("billie.xlsx", book(*WEEK_1)), ("alex.xlsx", book(*WEEK_1, name=ALEX)))
    assert hours_of(made) == [3, 3, 4, 4]
    assert made.receipt.complete


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(6))
def test_once_takes_each_row_as_often_as_the_file_with_most_of_it(seed):
    chance = random.Random(seed)
    pool = [(DAY, "0101", f"Work {n}", 1.0) for n in range(5)]
    files = [
        [pool[0], *(chance.choice(pool) for _ in range(chance.randint(1, 6)))] for _ in range(3)
    ]
    most: Counter[str] = Counter()
    for own in files:
        most |= Counter(text for _, _, text, _ in own)
    named = [(f"{n}.xlsx", book(*own, first=2 + n)) for n, own in enumerate(files)]
    made = export(*named, take="once")
    assert Counter(line["note"] for line in rows_of(made)) == most
    assert made.receipt.ties
    assert made.receipt.total.given.time_rows == sum(map(len, files))
