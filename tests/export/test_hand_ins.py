"""What billing sees of each file before it says what to take."""

from __future__ import annotations

from template_builder.export.hand_ins import hand_ins
from tests.support.checking import CROSSWALK, DAY, session_of, small_kit
from tests.support.exporting import BILLIE
from tests.support.fill import fill, row
from tests.support.kit import real_firm


def test_a_file_says_how_many_of_its_rows_are_in_none_of_the_hours():
    cells = {
        **row("Time", 2, DAY, "0101", None, "Draft", 1.5, 320),
        **row("Time", 3, DAY, "0101", None, "Call", "soon", 320),
        **row("Time", 4, DAY, "9999", None, "Letter", 2, 320),
    }
    session = session_of(
        ("a.xlsx", fill(small_kit()[BILLIE], cells)), firm=real_firm(), crosswalk=CROSSWALK
    )
    (file,) = hand_ins(list(session.final()), session)["files"]
    assert (file["rows"], file["hours"], file["not_counted"]) == (3, "3.50", 1)


def test_a_file_of_which_nothing_can_be_taken_is_named_with_the_reason():
    session = session_of(
        ("good.xlsx", fill(small_kit()[BILLIE], row("Time", 2, DAY, "0101", None, "Draft", 1.5))),
        ("cut.xlsx", b"PK\x03\x04 nothing"),
        ("letter.txt.csv", b"Dear Billie,\r\nhere are my hours.\r\n"),
        firm=real_firm(), crosswalk=CROSSWALK,
    )  # fmt: skip
    named = hand_ins(list(session.final()), session)["unusable"]
    assert [name for name, _ in named] == ["cut.xlsx", "letter.txt.csv"]
    assert "missing or damaged" in named[0][1]
