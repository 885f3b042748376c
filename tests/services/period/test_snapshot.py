"""The figures of a closed period stay, byte for byte, whatever is changed afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from civicode.domain.calendar import PeriodKind, Window
from civicode.domain.check.check import make_answer
from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.criteria.rating import Rating
from civicode.domain.office import OfficeSettings
from civicode.domain.period.snapshot import Snapshot
from civicode.domain.record import read_record, to_document
from civicode.domain.staff.staff import Category
from civicode.domain.tables import SNAPSHOTS
from civicode.domain.violation.violation import CaseState
from civicode.errors import CivicodeError
from civicode.exporters import render
from civicode.i18n import Lang, Words
from civicode.services.check.check import submit, target, withdraw
from civicode.services.closing import close, reopen
from civicode.services.office.office import Office
from civicode.services.period.period import shown
from civicode.services.period.snapshot import since_closing, snapshot_in
from civicode.services.report.report import build
from civicode.services.staff import add, change, correct, excuse, leave
from civicode.services.store.audit import verify
from civicode.services.violation import violation
from tests.services.offices import (
    CLERK,
    LEADER,
    OFFICER,
    WORKER,
    all_met,
    asked_by,
    confirm_case,
    hand_in,
    month,
    office,
)

KEY = "2026-11"
BEFORE = "2026-10"
VI = Words(Lang.VI)
LATER = date(2026, 12, 20)


def hand_in_but(made: Office, key: str, officer: str, *codes: str) -> None:
    aim = target(made, officer, month(key))
    answers = dict(all_met(aim))
    for code in codes:
        answers[code] = make_answer(Rating.NOT_MET, "có")
    submit(made, aim, answers)


def lived_in() -> Office:
    """Two months of checks, one contradiction, one observation, a repeat, somebody excused, somebody missing."""
    made = office()
    add(made, code="010", name="Ngô Ý", position="Kế toán", unit="Kinh tế", category=Category.WORKER)
    hand_in(made, BEFORE, CLERK, LEADER)
    hand_in_but(made, BEFORE, OFFICER, "TD-06", "GT-05")
    hand_in(made, KEY, CLERK, "CQ")
    hand_in_but(made, KEY, OFFICER, "TD-06")
    hand_in_but(made, KEY, LEADER, "GT-05")
    excuse(made, "010", since=date(2026, 11, 1), until=date(2026, 11, 30), reason="ốm")
    case = violation.add(made, officer=CLERK, criteria=["TD-06"], occurred_on=date(2026, 11, 4), what="đi trễ").key
    confirm_case(made, case)
    violation.add(made, officer=OFFICER, criteria=["GT-05"], occurred_on=date(2026, 11, 9), what="gắt gỏng")
    return asked_by(made, "system:lan", LATER)


def printed(made: Office, key: str = KEY) -> dict[str, str]:
    """Every report of the period, for the office, a unit and a person: as JSON, and with its sentences."""
    ways: list[dict[str, object]] = [{}, {"unit": "Kinh tế"}, {"officer": OFFICER}, {"names": True}, {"names": False}]
    found = {}
    for name in ("summary", "progress"):
        for way in ways:
            document = build(made, name, period=month(key), words=VI, **way)  # type: ignore[arg-type]
            told = replace(document, notes=tuple(note for note in document.notes if "Sau khi khóa sổ" not in note))
            found[f"{name} {way}"] = render("json", document, VI) + render("markdown", told, VI)
    return found


def as_if_closed(text: str) -> str:
    return text.replace("chưa khóa sổ", "đã khóa sổ").replace('"closed": false', '"closed": true')


def without_marks(found: dict[str, str]) -> dict[str, str]:
    return {way: "\n".join(line for line in text.splitlines() if "Theo sổ" not in line) for way, text in found.items()}


def test_closing_itself_changes_no_figure() -> None:
    made = lived_in()
    before = {way: as_if_closed(text) for way, text in printed(made).items()}
    close(made, month(KEY), accept_missing="thiếu một người")
    assert without_marks(printed(made)) == without_marks(before)
    assert '"closed": true' in printed(made)["summary {}"]


def test_the_snapshot_is_read_as_it_was_written_and_states_the_totals() -> None:
    made = lived_in()
    close(made, month(KEY), accept_missing="thiếu một người")
    kept = snapshot_in(made.load(KEY))
    assert kept
    assert read_record(to_document(kept), Snapshot) == kept
    totals = build(made, "summary", period=month(KEY), words=VI).payload["totals"]
    assert made.load(KEY).table(SNAPSHOTS)[KEY]["totals"] == totals
    assert kept.excused == {"010"}
    assert kept.before.not_met == {"TD-06": (OFFICER,), "GT-05": (OFFICER,)}
    assert [one.posts[0].unit for one in kept.members if one.code == OFFICER] == ["Kinh tế"]
    reopen(made, month(KEY), reason="sai")
    assert snapshot_in(made.load(KEY)) is None


def another_catalogue(made: Office) -> Catalogue:
    found = made.versions.in_use
    return structs.replace(
        found, criteria=tuple(structs.replace(one, title=one.title + " (mới)") for one in found.criteria[3:])
    )


def in_new_words(made: Office) -> Office:
    """The same office with another criteria file in use; the old one lies on its shelf."""
    made.versions.keep(made.versions.digest)
    other = replace(made)
    other.__dict__.update(catalogue=another_catalogue(made), digest="0" * 64)
    return other


Change = Callable[[Office], object]
ALL_LATER: dict[str, Change] = {
    "new post": lambda made: change(made, OFFICER, since=date(2026, 11, 2), unit="Tài chính", position="Phó phòng"),
    "new name": lambda made: correct(made, OFFICER, reason="sai", name="Trần Văn Khác", order=0),
    "no longer there": lambda made: correct(made, WORKER, reason="sai", since=date(2026, 12, 1)),
    "unit corrected": lambda made: correct(made, CLERK, reason="sai", unit="Một cửa"),
    "leaves": lambda made: leave(made, LEADER, until=date(2026, 11, 3)),
    "left before": lambda made: leave(made, CLERK, until=date(2026, 10, 15)),
    "excused": lambda made: excuse(made, CLERK, since=date(2026, 11, 1), until=date(2026, 11, 30), reason="ốm"),
    "not excused": lambda made: excuse(made, "010", since=date(2026, 11, 1), until=date(2026, 11, 2), reason="ốm"),
    "joins": lambda made: add(made, code="099", name="An", position="x", unit="Kinh tế", since=date(2026, 11, 1)),
    "month before": lambda made: hand_in_but(made, BEFORE, LEADER, "GT-05", "TD-01"),
    "month before taken back": lambda made: withdraw(made, target(made, OFFICER, month(BEFORE)), "nhầm"),
    "month before, one more": lambda made: hand_in(made, BEFORE, "010"),
    "month after": lambda made: hand_in_but(made, "2026-12", CLERK, "TD-06"),
    "act found late": lambda made: violation.add(
        made, officer=LEADER, criteria=["TD-06"], occurred_on=date(2026, 11, 20), what="đi trễ"
    ),
    "case moves on": lambda made: confirm_case(made, "VP-2026-11-0002"),
    "case dismissed": lambda made: violation.step(made, "VP-2026-11-0002", CaseState.DISMISSED),
    "case corrected": lambda made: violation.correct(made, "VP-2026-11-0001", officer=LEADER, reason="nhầm người"),
    "case moved": lambda made: violation.correct(
        made, "VP-2026-11-0001", occurred_on=date(2026, 10, 4), reason="nhầm tháng"
    ),
}
SETTINGS = {
    "as it was": lambda made: made,
    "other window": lambda made: replaced(made, settings=OfficeSettings(window=Window(5, 9))),
    "quarters": lambda made: replaced(made, settings=OfficeSettings(period=PeriodKind.QUARTER)),
    "other words": in_new_words,
}


def replaced(made: Office, **fields: object) -> Office:
    return asked_by(made, made.actor, LATER, **fields)


@pytest.fixture(scope="module")
def closed() -> tuple[dict[str, bytes], dict[str, str]]:
    """The books of an office with a closed month, and what its reports say."""
    made = lived_in()
    close(made, month(KEY), accept_missing="thiếu một người")
    return dict(made.store._books), printed(made)  # type: ignore[attr-defined]


def opened(books: dict[str, bytes]) -> Office:
    made = asked_by(office(), "system:lan", LATER)
    made.store._books = dict(books)  # type: ignore[attr-defined]
    made.reread()
    return made


@pytest.mark.parametrize("name", ALL_LATER)
def test_each_change_can_be_made_and_changes_nothing_of_the_closed_month(
    closed: tuple[dict[str, bytes], dict[str, str]], name: str
) -> None:
    books, before = closed
    made = opened(books)
    ALL_LATER[name](made)
    assert made.store._books != books  # type: ignore[attr-defined]
    assert printed(made) == before


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(ALL_LATER)), max_size=6), st.sampled_from(sorted(SETTINGS)))
def test_no_run_of_later_changes_moves_a_figure(
    closed: tuple[dict[str, bytes], dict[str, str]], names: list[str], setting: str
) -> None:
    books, before = closed
    made = opened(books)
    for name in names:
        try:
            ALL_LATER[name](made)
        except CivicodeError:
            continue  # not after what came before it
    assert printed(SETTINGS[setting](made)) == before
    assert verify(made).ok


def test_a_longer_period_takes_a_closed_month_as_it_was_and_lists_everybody(
    closed: tuple[dict[str, bytes], dict[str, str]],
) -> None:
    made = opened(closed[0])
    whole = build(made, "summary", period=month("2026-Q4"), words=VI).payload["totals"]
    ALL_LATER["no longer there"](made)
    ALL_LATER["act found late"](made)
    assert build(made, "summary", period=month("2026-Q4"), words=VI).payload["totals"] == whole
    assert OFFICER in render("json", build(made, "progress", period=month("2026-Q4"), words=VI), VI)


def test_a_closed_month_in_which_nothing_was_answered_keeps_the_words_of_its_day() -> None:
    made = asked_by(office(), "system:lan", LATER)
    close(made, month(KEY), accept_missing="chưa dùng")
    before = printed(made)
    assert printed(in_new_words(made)) == before
    add(made, code="099", name="An", position="x", unit="Kinh tế")
    assert printed(made) == before


def test_what_came_later_is_told_beside_the_figures(closed: tuple[dict[str, bytes], dict[str, str]]) -> None:
    made = opened(closed[0])
    for name in ("act found late", "case moves on", "case moved"):
        ALL_LATER[name](made)
    told = "Sau khi khóa sổ có thêm diễn biến, không tính vào số liệu trên: "
    notes = build(made, "summary", period=month(KEY), words=VI).notes
    assert f"{told}VP-2026-11-0003, VP-2026-11-0002, VP-2026-11-0001." in notes
    of_one = build(made, "summary", period=month(KEY), officer=OFFICER, words=VI).notes
    assert f"{told}VP-2026-11-0002." in of_one
    assert shown(made, month(KEY)).since_closing == ("VP-2026-11-0003", "VP-2026-11-0002", "VP-2026-11-0001")
    found = since_closing(made, violation.listed(made, period=month(KEY)))
    assert (found[KEY].added, found[KEY].changed) == (("VP-2026-11-0003",), ("VP-2026-11-0002",))
    assert since_closing(made, []) == {}


def test_a_changed_snapshot_is_found(closed: tuple[dict[str, bytes], dict[str, str]]) -> None:
    books = dict(closed[0])
    books[KEY] = books[KEY].replace(b'"excused":["010"]', b'"excused":["001"]')
    (problem,) = verify(opened(books)).problems
    assert (problem.code, problem.facts["table"], problem.facts["key"]) == ("audit.document_changed", SNAPSHOTS, KEY)
