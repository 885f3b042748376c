"""Ids of new cases: those of other offices are kept where they are free, and none is given twice."""

from datetime import date

import pytest

from civicode.domain.tables import BATCHES, MOVED_VIOLATIONS, VIOLATIONS
from civicode.services.intake.case_ids import CaseIds, is_foreign
from civicode.services.office.office import Office
from civicode.services.violation.casebook import LAST_IDS
from civicode.store import Book
from tests.raw import raw
from tests.services.offices import new_office

NOVEMBER = date(2026, 11, 5)


def book(*cases: str, moved: tuple[str, ...] = (), last: int = 0) -> Book:
    tables: dict[str, dict[str, dict[str, object]]] = {VIOLATIONS: {case: {} for case in cases}}
    tables[MOVED_VIOLATIONS] = {case: {"to": "VP-2026-10-0001"} for case in moved}
    tables[BATCHES] = {"LN-2026-12-0001": {LAST_IDS: {"2026-11": last} if last else {}}}
    return Book("2026-11", raw(tables))


@pytest.fixture
def office() -> Office:
    return new_office()


def test_without_references_they_run_on(office: Office) -> None:
    ids = CaseIds(office, book("VP-2026-11-0002"), ["", "PA-1"])
    assert [ids.next(NOVEMBER), ids.next(NOVEMBER, "PA-1")] == ["VP-2026-11-0003", "VP-2026-11-0004"]
    assert ids.given == {"2026-11": 4}


def test_a_free_id_of_the_month_is_kept_and_given_to_nobody_else(office: Office) -> None:
    ids = CaseIds(office, book(), ["", "VP-2026-11-0002", ""])
    given = [ids.next(NOVEMBER), ids.next(NOVEMBER, "VP-2026-11-0002"), ids.next(NOVEMBER)]
    assert given == ["VP-2026-11-0003", "VP-2026-11-0002", "VP-2026-11-0004"]


@pytest.mark.parametrize(
    ("ref", "kept"),
    [
        ("VP-2026-11-0001", book("VP-2026-11-0001")),
        ("VP-2026-11-0001", book(moved=("VP-2026-11-0001",))),
        ("VP-2026-11-1000000", book("VP-2026-11-0001")),
        ("vp-2026-11-0005", book("VP-2026-11-0001")),
        ("VP-2026-11-5", book("VP-2026-11-0001")),
    ],
)
def test_one_that_is_taken_or_is_no_id_of_ours_is_only_a_reference(office: Office, ref: str, kept: Book) -> None:
    assert CaseIds(office, kept, [ref]).next(NOVEMBER, ref) == "VP-2026-11-0002"


def test_what_a_batch_gave_and_was_taken_back_is_given_again_only_to_its_own_reference(office: Office) -> None:
    refs = ["VP-2026-11-0003", ""]
    ids = CaseIds(office, book(last=5), refs)
    assert [ids.next(NOVEMBER, ref) for ref in refs] == ["VP-2026-11-0003", "VP-2026-11-0006"]


def test_an_id_of_another_month_than_the_act_is_foreign() -> None:
    assert is_foreign("VP-2026-10-0001", NOVEMBER)
    assert not is_foreign("VP-2026-11-0001", NOVEMBER)
    assert not is_foreign("PA-2026-10-0001", NOVEMBER)
