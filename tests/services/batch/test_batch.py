"""Batches by what they do: whole or not at all, the same file again, what cuts one off, taking one back."""

import json
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from civicode.domain.batch import BatchKind, Conflict
from civicode.domain.check.check import make_answer
from civicode.domain.criteria.rating import Rating
from civicode.errors import NotAllowedError, NotFoundError, RefusedError, StoreError
from civicode.services.batch import undo as batch_undo
from civicode.services.batch.batch import Asked, Outcome, bring_in
from civicode.services.batch.file import Reading
from civicode.services.batch.undo import listed
from civicode.services.check.check import submit, target
from civicode.services.office.office import Office
from civicode.services.review.review import confirm
from civicode.services.staff import excuse
from civicode.services.store.audit import log, verify
from tests.conftest import SMALL
from tests.services.offices import all_met, close, confirm_case, month, new_office

LEADER, CLERK, OFFICER = "001", "007", "008"
STAFF = [
    {"code": LEADER, "name": "Lê Thị Ánh", "position": "Chủ tịch", "unit": "Lãnh đạo", "leader": "x"},
    {"code": CLERK, "name": "Trần Minh Đức", "position": "Văn thư", "unit": "Văn phòng"},
    {"code": OFFICER, "name": "Nguyễn Thị Đào", "position": "Kế toán", "unit": "Văn phòng"},
]
MET = {"TD-01": "met", "TD-02": "met", "GT-01": "met"}
LATE = {"TD-01": "met", "TD-02": {"rating": "not_met", "note": "đi trễ"}, "GT-01": "met"}
BROUGHT = Callable[..., Outcome]


def check(officer: str, period: str, answers: dict[str, Any]) -> dict[str, Any]:
    return {"officer": officer, "period": period, "answers": answers}


def case(ref: str, officer: str = CLERK, day: str = "2026-11-05", **more: Any) -> dict[str, Any]:
    return {"id": ref, "officer": officer, "criterion": "TD-02", "occurred_on": day, "what": "đi trễ"} | more


def review(**more: Any) -> dict[str, Any]:
    row = {"officer": CLERK, "period": "2026-11", "criterion": "TD-01", "rating": "not_met", "note": "chưa xong"}
    return row | {"reviewer": LEADER} | more


@pytest.fixture
def office() -> Office:
    return replace(new_office(), criteria_path=SMALL)


@pytest.fixture
def bring(office: Office, tmp_path: Path) -> BROUGHT:
    """Brings rows in as a file of objects; without a kind the staff."""

    def brought(kind: str = "staff", rows: Any = STAFF, *, by: Office | None = None, **asked: Any) -> Outcome:
        file = tmp_path / f"{kind}.jsonl"
        file.write_text("".join(f"{json.dumps(one)}\n" for one in rows), encoding="utf-8")
        return bring_in(by or office, Asked(BatchKind(kind), str(file), Reading(), **asked))

    brought()
    return brought


def state_of(office: Office) -> dict[str, Any]:
    return {name: office.store.load(name).tables for name in office.store.names()}


def problems_of(bring: BROUGHT, kind: str, rows: Any, **asked: Any) -> list[tuple[int | None, str]]:
    with pytest.raises(RefusedError) as caught:
        bring(kind, rows, **asked)
    return [(one.line, one.code) for one in caught.value.problems]


def test_one_wrong_row_keeps_all_of_them_out(office: Office, bring: BROUGHT) -> None:
    before = state_of(office)
    rows = [check(CLERK, "2026-10", MET), check(OFFICER, "2026-11", {**MET, "TD-02": "not_met"})]
    assert problems_of(bring, "checks", rows) == [(2, "check.note_required")]
    assert state_of(office) == before


def test_a_dry_run_takes_the_same_way_and_changes_nothing(office: Office, bring: BROUGHT) -> None:
    before = state_of(office)
    trying = replace(office, dry_run=True)
    outcome = bring("checks", [check(CLERK, "2026-10", MET)], by=trying)
    assert (outcome.batch.added, outcome.heads, state_of(office)) == (1, (), before)
    assert office.store.catalogues.names() == []
    with pytest.raises(RefusedError):
        bring("checks", [check(CLERK, "2026-10", {})], by=trying)


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("staff", STAFF),
        ("checks", [check(CLERK, "2026-10", LATE), check(OFFICER, "2026-11", MET)]),
        ("violations", [case("PA-1"), case("", OFFICER, "2026-10-02")]),
        ("plan", [{"task": "NV-01", "on": "2026-11-05", "percent": 40, "note": "đã phát thanh"}]),
    ],
)
def test_the_same_file_again_writes_nothing(office: Office, bring: BROUGHT, kind: str, rows: Any) -> None:
    bring(kind, rows)
    before = state_of(office)
    again = bring(kind, rows)
    assert (again.batch.id, again.batch.added, again.batch.unchanged, again.heads) == ("", 0, len(rows), ())
    assert state_of(office) == before


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("staff", STAFF[1], {**STAFF[1], "position": "Chánh văn phòng"}),
        ("checks", check(CLERK, "2026-11", MET), check(CLERK, "2026-11", LATE)),
        ("violations", case("PA-1"), case("PA-1", what="về sớm")),
        (
            "plan",
            {"task": "NV-01", "note": "đã làm", "percent": 40},
            {"task": "NV-01", "note": "đã làm", "percent": 60},
        ),
    ],
)
def test_a_row_that_differs_is_refused_left_or_taken(
    office: Office, bring: BROUGHT, kind: str, first: Any, second: Any
) -> None:
    bring(kind, [first])
    before = state_of(office)
    assert problems_of(bring, kind, [second]) == [(1, "batch.differs")]
    assert bring(kind, [second], conflict=Conflict.SKIP).batch.skipped == 1
    assert state_of(office) == before
    assert bring(kind, [second], conflict=Conflict.REPLACE).batch.replaced == 1
    assert bring(kind, [second]).batch.unchanged == 1
    assert verify(office).ok


def test_an_empty_cell_erases_nothing(office: Office, bring: BROUGHT) -> None:
    bring("violations", [case("PA-1", where="Một cửa", source="Hòm thư")])
    assert bring("violations", [case("PA-1")]).batch.unchanged == 1
    assert bring("staff", [{"code": CLERK, "name": "Trần Minh Đức", "position": ""}]).batch.unchanged == 1


def test_a_closed_month_is_named_and_only_what_changes_it_is_refused(office: Office, bring: BROUGHT) -> None:
    bring("checks", [check(CLERK, "2026-10", MET)])
    close(office, "2026-10")
    rows = [check(CLERK, "2026-10", MET), check(OFFICER, "2026-11", MET)]
    assert bring("checks", rows).batch.unchanged == 1
    changing = [check(CLERK, "2026-10", LATE)]
    assert problems_of(bring, "checks", changing, conflict=Conflict.REPLACE) == [(1, "check.closed")]
    assert bring("violations", [case("PA-9", day="2026-10-05")]).batch.added == 1


@pytest.mark.parametrize(
    ("kind", "row", "code"),
    [
        ("checks", check(CLERK, "2026-11", {**MET, "TD-03": "met"}), "check.not_asked"),
        ("checks", check(CLERK, "2026-11", {**MET, "TD-04": "met"}), "check.not_asked"),
        ("checks", check(CLERK, "2026-11", {**MET, "GT-01": "not_applicable"}), "check.note_required"),
        (
            "checks",
            check(CLERK, "2026-11", {**MET, "TD-02": {"rating": "k", "note": "x"}}),
            "check.na_not_allowed",
        ),
        ("checks", check(CLERK, "2026-10", {"TD-01": "met", "TD-02": "met"}), "check.unanswered"),
        ("checks", check("099", "2026-11", MET), "batch.no_officer"),
        ("checks", check(CLERK, "2027-01", MET), "check.future_period"),
        ("violations", case("1", criterion="TD-03"), "violation.other_audience"),
        ("violations", case("1", criterion="TD-04"), "violation.not_in_force"),
        ("violations", case("1", day="2026-12-31"), "violation.future_act"),
        ("violations", case("1", noticed_on="2026-11-01"), "violation.noticed_before_act"),
        ("violations", case("VP-2026-10-0001"), "batch.id_of_other_month"),
        ("reviews", review(reviewer=OFFICER), "batch.no_leader"),
        ("reviews", review(officer=LEADER), "review.own"),
        ("reviews", review(note=""), "check.note_required"),
        ("plan", {"task": "NV-09", "note": "x"}, "batch.no_task"),
        ("plan", {"task": "NV-01", "on": "2026-12-31", "note": "x"}, "batch.future_day"),
        ("staff", {"code": "CQ", "name": "A", "position": "b", "unit": "c"}, "staff.code_reserved"),
        ("staff", {"code": "../x", "name": "A", "position": "b", "unit": "c"}, "staff.code_invalid"),
    ],
)
def test_what_a_person_may_not_do_a_batch_may_not(bring: BROUGHT, kind: str, row: Any, code: str) -> None:
    bring("checks", [check(officer, "2026-11", MET) for officer in (CLERK, OFFICER)])
    bring("checks", [check(LEADER, "2026-11", {**MET, "TD-03": "met"})])
    assert code in [found for _, found in problems_of(bring, kind, [row], conflict=Conflict.REPLACE)]


def test_the_same_key_twice_in_one_file_is_refused(bring: BROUGHT) -> None:
    assert problems_of(bring, "violations", [case("PA-1"), case("PA-1", OFFICER)]) == [(2, "batch.twice")]
    rows = [check(CLERK, "2026-11", MET), check(CLERK, "2026-11", MET)]
    assert problems_of(bring, "checks", rows) == [(2, "batch.twice")]


def test_reviews_stand_beside_the_check_and_confirm_nothing(office: Office, bring: BROUGHT) -> None:
    bring("checks", [check(CLERK, "2026-11", MET)])
    assert bring("reviews", [review()]).batch.added == 1
    book = office.store.load("2026-11")
    assert book.table("self_checks")[CLERK]["state"] == "submitted"
    assert book.table("reviews")[CLERK]["decision"] == "rated"


def test_what_a_batch_brought_is_found_in_the_audit_by_officer(office: Office, bring: BROUGHT) -> None:
    bring("violations", [case("PA-1", OFFICER)])
    assert [entry["action"] for entry in log(office, target=OFFICER)] == ["imported", "imported"]
    assert [entry["action"] for entry in log(office, target="VP-2026-11-0001")] == ["imported"]


@contextmanager
def power_cut_before(office: Office, book: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The store gives up when it comes to publish `book`; those before it are kept."""
    ready = type(office.store)._ready  # type: ignore[attr-defined]

    class Cut:
        def publish(self) -> None:
            raise StoreError("store.busy")

    def cut(self: Any, staged: Any) -> Any:
        return Cut() if staged.name == book else ready(self, staged)

    with monkeypatch.context() as patch:
        patch.setattr(type(office.store), "_ready", cut)
        yield


def test_what_is_cut_off_between_two_months_goes_on_in_the_same_batch(
    office: Office, bring: BROUGHT, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [check(CLERK, "2026-10", MET), check(CLERK, "2026-11", LATE)]
    with power_cut_before(office, "2026-11", monkeypatch), pytest.raises(StoreError):
        bring("checks", rows)
    assert office.store.names() == ["office", "2026-10"]
    office.reread()
    (cut, *_) = listed(office)
    assert (cut.batch.id, cut.unfinished) == ("LN-2026-12-0002", ("2026-11",))
    done = bring("checks", rows)
    assert (done.batch.id, done.batch.added, done.batch.unchanged) == ("LN-2026-12-0002", 1, 1)
    office.reread()
    assert [one.unfinished for one in listed(office)] == [(), ()]
    assert verify(office).ok
    batch_undo.undo(office, "LN-2026-12-0002")
    assert [office.store.load(name).table("self_checks") for name in ("2026-10", "2026-11")] == [{}, {}]


@pytest.mark.parametrize(
    ("kind", "rows", "more"),
    [
        ("staff", [{**STAFF[1], "position": "Chánh văn phòng"}, {**STAFF[2], "code": "009", "name": "Ai Đó"}], {}),
        ("checks", [check(CLERK, "2026-11", LATE), check(OFFICER, "2026-10", MET)], {}),
        ("violations", [case("PA-1", what="khác"), case("PA-2")], {}),
        ("plan", [{"task": "NV-01", "note": "đã làm", "percent": 90}, {"task": "NV-01", "note": "khác"}], {}),
        ("reviews", [review(note="khác"), review(criterion="GT-01")], {}),
    ],
)
def test_a_batch_is_taken_back_whole(office: Office, bring: BROUGHT, kind: str, rows: Any, more: Any) -> None:
    bring("checks", [check(CLERK, "2026-11", MET)])
    bring("violations", [case("PA-1")])
    bring("plan", [{"task": "NV-01", "note": "đã làm", "percent": 40}])
    bring("reviews", [review()])
    tables = ("staff", "self_checks", "violations", "progress", "reviews")

    def records() -> Any:
        books = state_of(office)
        return {(name, table): books[name].get(table) or {} for name in ("office", "2026-11") for table in tables}

    before = records()
    batch = bring(kind, rows, conflict=Conflict.REPLACE).batch
    assert records() != before
    receipt = batch_undo.undo(office, batch.id.lower())
    assert receipt.action == "undone"
    assert records() == before
    assert verify(office).ok
    assert batch_undo.undo(office, batch.id).action == "unchanged"
    assert bring(kind, rows, conflict=Conflict.REPLACE).batch.id != batch.id


def refusal(office: Office, batch: str) -> list[str]:
    with pytest.raises(NotAllowedError) as caught:
        batch_undo.undo(office, batch)
    return [one.code for one in caught.value.problems]


def test_what_was_edited_since_keeps_a_batch_and_is_named(office: Office, bring: BROUGHT) -> None:
    checks = bring("checks", [check(CLERK, "2026-11", MET), check(OFFICER, "2026-11", MET)]).batch
    aim = target(office, CLERK, month("2026-11"))
    submit(
        office,
        aim,
        {
            **all_met(aim),
        }
        | {"TD-02": make_answer(Rating.MET, "có phép")},
    )
    assert refusal(office, checks.id) == ["batch.edited_since"]


def test_somebody_with_records_stays_on_the_register(office: Office, bring: BROUGHT) -> None:
    bring("checks", [check(CLERK, "2026-11", MET)])
    excuse(office, OFFICER, since=month("2026-10").first_day, until=month("2026-10").last_day, reason="nghỉ phép")
    assert refusal(office, "LN-2026-12-0001") == ["batch.has_records", "batch.has_records"]


def test_a_confirmed_check_and_a_case_that_went_on_stay(office: Office, bring: BROUGHT) -> None:
    checks = bring("checks", [check(CLERK, "2026-11", MET)]).batch
    confirm(replace(office, actor=LEADER), CLERK, month("2026-11"))
    assert refusal(office, checks.id) == ["batch.edited_since"]
    cases = bring("violations", [case("PA-1")]).batch
    confirm_case(office, "VP-2026-11-0001", by=LEADER)
    assert refusal(office, cases.id) == ["batch.edited_since"]


def test_no_such_batch(office: Office, bring: BROUGHT) -> None:
    with pytest.raises(NotFoundError):
        batch_undo.undo(office, "LN-2026-12-0099")


def test_progress_without_a_day_is_the_same_on_another_day(office: Office, bring: BROUGHT) -> None:
    rows = [{"task": "NV-01", "note": "đã phát thanh", "percent": 40}]
    bring("plan", rows)
    later = replace(office, now=office.now + timedelta(days=9))
    assert bring("plan", rows, by=later).batch.unchanged == 1
    more = [{"task": "NV-01", "note": "đã phát thanh", "percent": 70}]
    assert bring("plan", more, by=later, conflict=Conflict.REPLACE).batch.replaced == 1
    (entry,) = office.store.load("office").table("progress").values()
    assert (entry["on"], entry["percent"]) == ("2026-12-02", 70)


@pytest.mark.parametrize(
    ("kind", "sound"), [("checks", check(CLERK, "2026-11", MET)), ("plan", {"task": "NV-01", "note": "xong"})]
)
def test_rows_of_which_nothing_can_be_made_are_counted_as_read(bring: BROUGHT, kind: str, sound: Any) -> None:
    with pytest.raises(RefusedError) as caught:
        bring(kind, [sound, ["không phải"]])
    assert (caught.value.facts["read"], caught.value.facts["refused"]) == (2, 1)
