"""Somebody entered twice becomes one: what is open moves, what is closed stays and counts as theirs. All invented."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from civicode.domain.check.check import SelfCheck, make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.tables import CHECKS, REVIEWS
from civicode.domain.violation.violation import CaseState
from civicode.errors import NotAllowedError, RefusedError, UsageError
from civicode.i18n import Lang, Words
from civicode.reports.document.document import Document
from civicode.services import closing, staff
from civicode.services.check.check import amend, draft, previous, save_draft, standing, submit, target, withdraw
from civicode.services.merge.person import merge
from civicode.services.office.office import Office
from civicode.services.report import report
from civicode.services.review import review
from civicode.services.store.audit import verify
from civicode.services.store.forget import forget
from civicode.services.violation import step as case_step
from civicode.services.violation import violation
from tests.services.offices import CLERK, LEADER, OFFICER, all_met, asked_by, close, hand_in, month, new_office, ready

EN = Words(Lang.EN)
OLD, THIRD, WHY = "107", "108", "entered twice"


def office() -> Office:
    """A clerk, a leader, and an officer under two codes."""
    made = ready(new_office())
    staff.add(made, code=CLERK, name="Lê Thị Hạnh", position="Văn thư", unit="Văn phòng")
    staff.add(made, code=OFFICER, name="Trần Văn Mẫu", position="Chuyên viên", unit="Văn phòng")
    staff.add(made, code=OLD, name="Trần Văn Mẫu", position="Chuyên viên", unit="Kinh tế")
    staff.add(made, code=LEADER, name="Phạm Thu Sao", position="Phó Chủ tịch", unit="Lãnh đạo", leader=True)
    return made


def answered(made: Office, key: str, officer: str, **not_met: str) -> None:
    aim = target(made, officer, month(key))
    given = {code.replace("_", "-"): make_answer(Rating.NOT_MET, note) for code, note in not_met.items()}
    submit(made, aim, {**all_met(aim), **given})


def rows(made: Office, name: str, period: str, **options: str) -> list[dict[str, object]]:
    found = built(made, name, period, **options)
    return [dict(row) for row in found.tables[0].rows]


def built(made: Office, name: str, period: str, **options: str) -> Document:
    return report.build(made, name, period=month(period), words=EN, **options)  # type: ignore[arg-type]


def told(made: Office, period: str) -> list[object]:
    """Everything that the reports of a period say, but who was asked."""
    names = ("summary", "criteria", "violations", "progress", "trend", "office")
    return [(one.title, one.lead, one.notes, one.payload) for name in names for one in [built(made, name, period)]]


def code_of(error: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    return [one.code for one in error.value.problems]


def test_what_is_open_moves_and_the_old_code_leads_to_the_new() -> None:
    made = office()
    answered(made, "2026-11", OLD, TD_06="late twice")
    aim = target(made, OLD, month("2026-12"))
    save_draft(made, aim, dict(list(all_met(aim).items())[:5]))
    staff.excuse(made, OLD, since=date(2026, 11, 3), until=date(2026, 11, 4), reason="ill")
    case = violation.add(made, officer=OLD, criteria=["TD-06"], occurred_on=date(2026, 11, 5), what="late").key
    review.confirm(asked_by(made, LEADER), OLD, month("2026-11"))
    made = replace(made)

    done = merge(made, OLD, OFFICER, reason=WHY)
    assert (done.action, done.kind, done.key, done.audit is not None) == ("merged", "staff", OFFICER, True)
    assert done.counts == {
        "checks": 1,
        "reviews": 1,
        "violations": 1,
        "absences": 1,
        "drafts": 1,
        "periods_closed": 0,
    }
    made = replace(made)
    assert [one.code for one in made.members if one.name == "Trần Văn Mẫu"] == [OFFICER]
    assert made.member(OLD) is made.member(OFFICER)
    assert made.member("107").code == OFFICER
    check = made.load("2026-11").one(CHECKS, OFFICER, SelfCheck, own="officer")
    assert check is not None
    assert check.answers["TD-06"].note == "late twice"
    assert OLD not in made.load("2026-11").table(CHECKS)
    kept = draft(made, target(made, OFFICER, month("2026-12")))
    assert kept is not None
    assert len(kept.answers) == 5
    assert [one.officer for one in made.absences] == [OFFICER]
    shown = violation.found(made, case)
    assert (shown.officer, shown.corrections[0].old) == (OFFICER, {"officer": OLD})
    assert verify(made).ok
    again = merge(replace(made), OLD, OFFICER, reason=WHY)
    assert (again.action, again.audit) == ("unchanged", None)


def test_a_closed_month_stays_and_a_year_counts_one_person() -> None:
    made = office()
    for key, officer in (("2026-09", OLD), ("2026-10", OLD), ("2026-11", OFFICER)):
        answered(made, key, officer, TD_06="late")
        hand_in(made, key, CLERK, LEADER)
    close(made, "2026-09")
    close(made, "2026-10")
    made = replace(made)
    before = told(made, "2026-10")
    done = merge(made, OLD, OFFICER, reason=WHY)
    assert done.facts["closed"] == ["2026-09", "2026-10"]
    made = replace(made)
    assert told(made, "2026-10") == before
    mine = [row for row in rows(made, "emulation", "2026") if row["name"] == "Trần Văn Mẫu"]
    assert [(row["officer"], row["due"], row["submitted"], row["not_met"]) for row in mine] == [(OFFICER, 3, 3, 3)]
    assert [row["repeated"] for row in rows(made, "criteria", "2026-11") if row["criterion"] == "TD-06"] == [1]
    phieu = rows(made, "officer", "2026-10", officer=OFFICER)
    assert [row["note"] for row in phieu if row["criterion"] == "TD-06"] == ["late"]
    last = previous(made, target(made, OFFICER, month("2026-11")))
    assert last is not None
    assert last.officer == OLD
    november = [row for row in rows(made, "progress", "2026-11") if row["name"] == "Trần Văn Mẫu"]
    assert [row["state"] for row in november] == ["submitted"]
    assert verify(made).ok


def test_who_was_missing_under_one_code_and_there_under_the_other_is_due_once() -> None:
    made = office()
    answered(made, "2026-10", OLD)
    close(made, "2026-10")
    merge(made, OLD, OFFICER, reason=WHY)
    mine = [row for row in rows(replace(made), "emulation", "2026") if row["officer"] in (OLD, OFFICER)]
    assert [(row["officer"], row["submitted"]) for row in mine] == [(OFFICER, 1)]


def test_repeats_are_those_of_the_person() -> None:
    made = office()
    for officer, day in ((OLD, date(2026, 10, 5)), (OFFICER, date(2026, 11, 5))):
        key = violation.add(made, officer=officer, criteria=["TD-06"], occurred_on=day, what="late").key
        case_step.step(asked_by(made, LEADER), key, CaseState.CONFIRMED)
    close(made, "2026-10")
    merge(replace(made), OLD, OFFICER, reason=WHY)
    made = replace(made)
    cases = violation.listed(made)
    assert {case.officer for case in cases} == {OFFICER}
    assert violation.repeats_of(made, cases) == {"VP-2026-10-0001": 0, "VP-2026-11-0001": 1}


def test_nobody_judges_their_own_case_by_another_code() -> None:
    made = office()
    staff.correct(made, OFFICER, leader=True, reason="leads")
    key = violation.add(made, officer=OLD, criteria=["TD-06"], occurred_on=date(2026, 10, 5), what="late").key
    close(made, "2026-10")
    merge(replace(made), OLD, OFFICER, reason=WHY)
    with pytest.raises(NotAllowedError) as error:
        case_step.step(asked_by(made, OFFICER), key, CaseState.CONFIRMED)
    assert error.value.code == "violation.own_case"


def test_everything_that_stands_in_the_way_is_told_and_nothing_is_written() -> None:
    made = office()
    staff.correct(made, OLD, leader=True, reason="leads")
    for officer in (OLD, OFFICER):
        answered(made, "2026-09", officer)
        answered(made, "2026-11", officer, **({"TD_06": "late"} if officer == OLD else {}))
        aim = target(made, officer, month("2026-12"))
        save_draft(made, aim, dict(list(all_met(aim).items())[:2]))
    staff.excuse(made, OLD, since=date(2026, 11, 3), until=date(2026, 11, 4), reason="ill")
    staff.excuse(made, OFFICER, since=date(2026, 11, 4), until=date(2026, 11, 5), reason="ill")
    review.confirm(asked_by(made, OLD), OFFICER, month("2026-11"))
    key = violation.add(made, officer=OFFICER, criteria=["TD-06"], occurred_on=date(2026, 11, 5), what="late").key
    case_step.step(asked_by(made, OLD), key, CaseState.CONFIRMED)
    close(made, "2026-09")
    made = replace(made)
    before = {name: made.store.load(name).tables for name in made.store.names()}
    with pytest.raises(RefusedError) as error:
        merge(made, OLD, OFFICER, reason=WHY)
    assert code_of(error) == [
        "staff_merge.two_closed",
        "staff_merge.two_checks",
        "staff_merge.own_review",
        "staff_merge.own_case",
        "staff_merge.absences_overlap",
        "staff_merge.two_drafts",
    ]
    assert {name: made.store.load(name).tables for name in made.store.names()} == before


def test_a_check_taken_back_gives_way() -> None:
    made = office()
    answered(made, "2026-11", OLD, TD_06="late")
    answered(made, "2026-11", OFFICER)
    withdraw(made, target(made, OFFICER, month("2026-11")), "the other one is right")
    merge(replace(made), OLD, OFFICER, reason=WHY)
    check = replace(made).load("2026-11").table(CHECKS)[OFFICER]
    assert (check["state"], check["answers"]["TD-06"]) == ("submitted", {"rating": "not_met", "note": "late"})


def test_what_is_asked_wrongly() -> None:
    made = office()
    for old, new, why in ((OLD, OLD, WHY), (OLD, OFFICER, " ")):
        with pytest.raises(UsageError):
            merge(made, old, new, reason=why)
    merge(made, OLD, OFFICER, reason=WHY)
    with pytest.raises(NotAllowedError):
        merge(replace(made), OLD, CLERK, reason=WHY)
    with pytest.raises(RefusedError) as error:
        staff.add(replace(made), code="107", name="Ai Đó", position="Văn thư", unit="Văn phòng")
    assert code_of(error) == ["staff.code_given_up"]


def test_one_merged_into_another_that_is_merged_leads_to_the_last() -> None:
    made = office()
    staff.add(made, code="207", name="Trần Văn Mẫu", position="Chuyên viên", unit="Kinh tế")
    merge(replace(made), "207", OLD, reason=WHY)
    merge(replace(made), OLD, OFFICER, reason=WHY)
    made = replace(made)
    assert made.member("207").code == OFFICER
    assert set(made.codes_of(OFFICER)) == {OFFICER, OLD, "207"}


def test_forgetting_takes_what_stands_under_the_old_code_too() -> None:
    made = office()
    made = replace(made, settings=structs.replace(made.settings, retention_months=1))
    answered(made, "2026-10", OLD, TD_06="a private note")
    hand_in(made, "2026-10", CLERK, LEADER)
    close(made, "2026-10")
    merge(replace(made), OLD, OFFICER, reason=WHY)
    staff.leave(replace(made), OFFICER, until=date(2026, 12, 1))
    forget(asked_by(made, CLERK, date(2027, 6, 1)), OFFICER, reason="retention is over")
    everything = str({name: made.store.load(name).tables for name in made.store.names()})
    assert "a private note" not in everything
    assert "Trần Văn Mẫu" not in everything
    assert verify(made.store).ok


def test_a_closed_month_that_is_reopened_is_theirs_again() -> None:
    made = office()
    answered(made, "2026-10", OLD, TD_06="late")
    close(made, "2026-10")
    merge(replace(made), OLD, OFFICER, reason=WHY)
    made = replace(made)
    shown = standing(made, target(made, OFFICER, month("2026-10"), reading=True))
    assert shown is not None
    assert shown.answers["TD-06"].note == "late"
    closing.reopen(made, month("2026-10"), reason="look again")
    made = replace(made)
    assert [row["state"] for row in rows(made, "progress", "2026-10") if row["officer"] == OFFICER] == ["submitted"]
    assert (
        amend(made, target(made, OFFICER, month("2026-10")), {"TD-05": make_answer(Rating.MET)}).action == "unchanged"
    )
    close(made, "2026-10")
    assert verify(replace(made)).ok


def test_what_one_code_judged_of_the_other_is_found_in_every_open_month() -> None:
    made = office()
    staff.correct(made, OLD, leader=True, reason="leads")
    answered(made, "2026-11", OFFICER)
    review.confirm(asked_by(made, OLD), OFFICER, month("2026-11"))
    with pytest.raises(RefusedError) as error:
        merge(replace(made), OLD, OFFICER, reason=WHY)
    assert code_of(error) == ["staff_merge.own_review"]


def test_a_draft_begun_since_a_crash_is_not_written_over() -> None:
    made = office()
    merge(replace(made), OLD, OFFICER, reason=WHY)
    made = replace(made)
    made.store.drafts.write("2026-12.107", "left by a crash")
    aim = target(made, OFFICER, month("2026-12"))
    save_draft(made, aim, dict(list(all_met(aim).items())[:5]))
    merge(replace(made), OLD, OFFICER, reason=WHY)
    found = draft(made, aim)
    assert found is not None
    assert len(found.answers) == 5
    assert made.store.drafts.read("2026-12.107") == "left by a crash"


def three() -> Office:
    """The same office, with a third code of the officer."""
    made = office()
    staff.add(made, code=THIRD, name="Trần Văn Mẫu", position="Chuyên viên", unit="Văn phòng")
    return made


def test_a_closed_month_with_a_check_that_was_returned_is_not_made_one_person_s() -> None:
    made = office()
    answered(made, "2026-10", OLD, TD_06="late")
    review.send_back(asked_by(made, LEADER), OLD, month("2026-10"), reason="look again")
    answered(made, "2026-10", OFFICER, TD_05="idle")
    closing.close(made, month("2026-10"), accept_missing="known")
    with pytest.raises(RefusedError) as error:
        merge(replace(made), OLD, OFFICER, reason=WHY)
    assert code_of(error) == ["staff_merge.two_closed"]


@pytest.mark.parametrize(("old", "new"), [(OFFICER, THIRD), (THIRD, OFFICER)])
def test_a_closed_month_under_a_code_given_up_before_counts_as_theirs(old: str, new: str) -> None:
    made = three()
    answered(made, "2026-10", OLD, TD_06="late")
    answered(made, "2026-10", THIRD, TD_05="idle")
    close(made, "2026-10")
    merge(replace(made), OLD, OFFICER, reason=WHY)
    with pytest.raises(RefusedError) as error:
        merge(replace(made), old, new, reason=WHY)
    assert code_of(error) == ["staff_merge.two_closed"]


def test_a_closed_month_under_a_code_given_up_before_is_named_by_the_receipt() -> None:
    made = three()
    answered(made, "2026-10", OLD)
    close(made, "2026-10")
    merge(replace(made), OLD, OFFICER, reason=WHY)
    assert merge(replace(made), OFFICER, THIRD, reason=WHY).facts["closed"] == ["2026-10"]


def test_what_a_code_given_up_before_judged_is_found() -> None:
    made = three()
    staff.correct(made, OLD, leader=True, reason="leads")
    answered(made, "2026-11", THIRD)
    review.confirm(asked_by(made, OLD), THIRD, month("2026-11"))
    merge(replace(made), OLD, OFFICER, reason=WHY)
    with pytest.raises(RefusedError) as error:
        merge(replace(made), THIRD, OFFICER, reason=WHY)
    assert code_of(error) == ["staff_merge.own_review"]


@pytest.mark.parametrize(("back", "stays"), [(OLD, OFFICER), (OFFICER, OLD)])
def test_a_review_goes_the_way_of_the_check_that_it_judged(back: str, stays: str) -> None:
    made = office()
    answered(made, "2026-11", back, TD_05="somebody else's")
    review.confirm(asked_by(made, LEADER), back, month("2026-11"))
    withdraw(made, target(made, back, month("2026-11")), reason="the wrong person")
    answered(made, "2026-11", stays, TD_06="late")
    merge(replace(made), OLD, OFFICER, reason=WHY)
    book = replace(made).load("2026-11")
    assert [one["state"] for one in book.table(CHECKS).values()] == ["submitted"]
    assert not book.table(REVIEWS)
    assert verify(made.store).ok


codes = st.sampled_from([OLD, OFFICER])
happened = st.dictionaries(st.sampled_from(["2026-08", "2026-09", "2026-10", "2026-11"]), codes, min_size=1)


@settings(max_examples=20, deadline=None)
@given(checks=happened, closed=st.integers(0, 3), notes=st.text(alphabet="ab ", min_size=1, max_size=5))
def test_no_answer_is_lost_and_none_is_invented(checks: Mapping[str, str], closed: int, notes: str) -> None:
    made = office()
    for key, officer in checks.items():
        answered(made, key, officer, TD_06=f"note {notes}{key}")
    for key in [one for one in sorted(checks) if one < "2026-11"][:closed]:
        close(made, key)
    merge(replace(made), OLD, OFFICER, reason=WHY)
    made = replace(made)
    found = {
        key: [
            document["answers"]["TD-06"]["note"]
            for code, document in made.load(key).table(CHECKS).items()
            if made.code_now(code) == OFFICER
        ]
        for key in checks
    }
    assert found == {key: [f"note {notes}{key}"] for key in checks}
    emulation = [row for row in rows(made, "emulation", "2026") if row["officer"] in (OLD, OFFICER)]
    assert [(row["officer"], row["submitted"]) for row in emulation] == [(OFFICER, len(checks))]
    assert verify(made).ok


states = st.sampled_from(["submitted", "returned", "withdrawn"])
both = st.dictionaries(codes, states, min_size=1)


@settings(max_examples=20, deadline=None)
@given(
    checks=st.dictionaries(st.sampled_from(["2026-09", "2026-10", "2026-11"]), both, min_size=1),
    closed=st.integers(0, 2),
)
def test_whatever_was_closed_meanwhile_no_check_that_stands_is_lost(
    checks: Mapping[str, Mapping[str, str]], closed: int
) -> None:
    made = office()
    standing_notes = set()
    for key, each in checks.items():
        for officer, state in each.items():
            answered(made, key, officer, TD_06=f"{key} {officer}")
            if state == "returned":
                review.send_back(asked_by(made, LEADER), officer, month(key), reason="look again")
            if state == "withdrawn":
                withdraw(made, target(made, officer, month(key)), reason="the wrong person")
            else:
                standing_notes.add(f"{key} {officer}")
    shut = [key for key in sorted(checks) if key < "2026-11"][:closed]
    for key in shut:
        closing.close(made, month(key), accept_missing="known")
    collide = any(len(each) == 2 and "withdrawn" not in each.values() for each in checks.values())
    if collide:
        before = {name: made.store.load(name).tables for name in made.store.names()}
        with pytest.raises(RefusedError):
            merge(replace(made), OLD, OFFICER, reason=WHY)
        assert {name: made.store.load(name).tables for name in made.store.names()} == before
        return
    merge(replace(made), OLD, OFFICER, reason=WHY)
    for key in shut:
        closing.reopen(replace(made), month(key), reason="look again")
    held = [one for key in checks for one in replace(made).load(key).table(CHECKS).items()]
    assert {code for code, _ in held} == {OFFICER}
    assert {one["answers"]["TD-06"]["note"] for _, one in held if one["state"] != "withdrawn"} == standing_notes
    assert verify(made.store).ok
