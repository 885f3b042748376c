"""Violations: recording, finding, stepping and correcting cases, in an office in memory."""

from dataclasses import replace
from datetime import date

import pytest

from civicode.domain.calendar import PeriodKind
from civicode.domain.office import OfficeSettings
from civicode.domain.receipt import Receipt
from civicode.domain.tables import MOVED_VIOLATIONS, VIOLATIONS
from civicode.domain.violation.violation import CaseState, Violation
from civicode.errors import CivicodeError, NotAllowedError, NotFoundError, RefusedError, UsageError
from civicode.services.office.office import Office
from civicode.services.violation import violation
from civicode.services.violation.casebook import cases_in, unfinished_moves
from tests.services.offices import CLERK, LEADER, OFFICER, TODAY, WORKER, asked_by, close, confirm_case, month, office

ACT = date(2026, 11, 5)


def record(made: Office, **fields: object) -> Receipt:
    given = {
        "officer": OFFICER,
        "criteria": ["TD-06"],
        "occurred_on": ACT,
        "noticed_on": date(2026, 11, 6),
        "what": "đi trễ 30 phút",
    }
    return violation.add(made, **(given | fields))  # type: ignore[arg-type]


def only(made: Office) -> Violation:
    (case,) = violation.listed(made)
    return case


def problems(made: Office, **fields: object) -> list[str]:
    with pytest.raises(RefusedError) as caught:
        record(made, **fields)
    return [problem.code for problem in caught.value.problems]


def test_an_observation_is_recorded_with_the_post_of_the_day() -> None:
    made = office()
    done = record(made, where="bộ phận một cửa", source="kiểm tra", evidence="BB 12", criteria=["td-06", "TD-01"])
    case = only(made)
    assert (done.action, done.kind, done.key, done.period) == ("created", "violation", "VP-2026-11-0001", "2026-11")
    assert done.next == "civicode violation show VP-2026-11-0001"
    assert done.audit == made.load("2026-11").head
    assert (case.officer, case.criteria, case.position, case.unit) == (
        OFFICER,
        ("TD-01", "TD-06"),
        "Chuyên viên",
        "Văn phòng",
    )
    assert (case.occurred_on, case.noticed_on, case.entered_on) == (ACT, date(2026, 11, 6), TODAY)
    assert (case.where, case.source, case.evidence, case.recorder) == (
        "bộ phận một cửa",
        "kiểm tra",
        "BB 12",
        "system:lan",
    )
    assert [(event.state, event.at, event.by) for event in case.events] == [
        (CaseState.REPORTED, "2026-12-02T08:30:00+07:00", "system:lan")
    ]


def test_the_day_of_noticing_is_today_unless_said() -> None:
    made = office()
    record(made, noticed_on=None)
    assert only(made).noticed_on == TODAY


def test_people_are_named_by_code_or_name_and_the_office_by_its_flag() -> None:
    made = office()
    record(made, officer="mẫu")
    record(made, officer=None, office_case=True, criteria=["CQ-01"])
    record(made, officer="cq", criteria=["CQ-02"])
    assert [case.officer for case in violation.listed(made)] == [OFFICER, "CQ", "CQ"]
    assert violation.listed(made)[1].position == ""


@pytest.mark.parametrize(
    ("fields", "error", "code", "exit_code"),
    [
        ({"officer": None}, UsageError, "violation.who", 2),
        ({"office_case": True}, UsageError, "violation.who", 2),
        ({"officer": "không ai cả"}, NotFoundError, "staff.not_found", 4),
        ({"criteria": ["TD-6"]}, NotFoundError, "catalogue.unknown_code_like", 4),
        ({"criteria": ["XYZ"]}, NotFoundError, "catalogue.unknown_code", 4),
    ],
)
def test_what_does_not_exist_is_told_apart_from_what_is_wrong(
    fields: dict[str, object], error: type[CivicodeError], code: str, exit_code: int
) -> None:
    with pytest.raises(error) as caught:
        record(office(), **fields)
    assert (caught.value.code, caught.value.exit_code) == (code, exit_code)


def test_an_unknown_criterion_names_the_ones_like_it() -> None:
    with pytest.raises(NotFoundError) as caught:
        record(office(), criteria=["TD-6", "TD-01"])
    assert caught.value.facts["code"] == ["TD-6"]
    assert caught.value.facts["candidates"] == ["TD-06"]


def test_everything_wrong_is_refused_at_once_and_nothing_written() -> None:
    made = office()
    found = problems(
        made, officer=WORKER, criteria=["CQ-01"], occurred_on=date(2026, 11, 15), noticed_on=date(2026, 12, 3), what=" "
    )
    assert found == [
        "violation.not_on_register",
        "violation.other_audience",
        "violation.noticed_in_future",
        "violation.no_text",
    ]
    assert made.store.names() == ["office"]


def test_the_audience_is_that_of_the_day_of_the_act() -> None:
    made = office()
    assert problems(made, criteria=["TD-13"], occurred_on=date(2026, 11, 9), noticed_on=None) == [
        "violation.other_audience"
    ]
    record(made, criteria=["TD-13"], occurred_on=date(2026, 11, 10), noticed_on=None)
    assert only(made).unit == "Kinh tế"


def test_the_same_observation_is_recorded_once() -> None:
    made = office()
    record(made)
    again = record(made, what=" đi trễ 30 phút ", noticed_on=TODAY)
    assert (again.action, again.key, again.audit) == ("unchanged", "VP-2026-11-0001", None)
    assert record(made, what="về sớm").key == "VP-2026-11-0002"
    assert record(made, where="họp giao ban").key == "VP-2026-11-0003"
    assert record(made, officer=LEADER).key == "VP-2026-11-0004"


def test_a_dry_run_says_what_would_be_and_writes_nothing() -> None:
    made = office()
    done = record(replace(made, dry_run=True))
    assert (done.action, done.key, done.audit, done.dry_run) == ("created", "VP-2026-11-0001", None, True)
    assert made.store.names() == ["office"]


def test_a_closed_month_still_takes_an_act_found_late() -> None:
    made = office()
    record(made)
    close(made, "2026-11")
    late = record(made, what="bỏ họp")
    assert late.notes == ("receipt.violation_after_closing",)
    assert late.key == "VP-2026-11-0002"


def test_an_office_of_quarters_keeps_its_cases_in_books_of_quarters_under_ids_of_months() -> None:
    made = office(OfficeSettings(period=PeriodKind.QUARTER))
    assert record(made).period == "2026-Q4"
    assert record(made, occurred_on=date(2026, 10, 9)).key == "VP-2026-10-0001"
    assert made.store.names() == ["office", "2026-Q4"]
    assert [case.id for case in violation.listed(made, period=month("2026-11"))] == ["VP-2026-11-0001"]


def test_an_id_is_never_given_twice_when_the_calendar_changes() -> None:
    made = office()
    record(made)
    quarters = asked_by(made, CLERK, settings=OfficeSettings(period=PeriodKind.QUARTER))
    assert record(quarters, what="về sớm").key == "VP-2026-11-0002"
    assert [case.id for case in violation.listed(quarters)] == ["VP-2026-11-0001", "VP-2026-11-0002"]
    assert violation.found(quarters, "VP-2026-11-0002").what == "về sớm"


def confirmed(made: Office, **fields: object) -> str:
    key = record(made, **fields).key
    confirm_case(made, key)
    return key


def test_cases_are_listed_by_the_day_of_the_act_and_filtered() -> None:
    made = office()
    record(made, occurred_on=date(2026, 11, 9), noticed_on=None)
    october = confirmed(made, occurred_on=date(2026, 10, 1), noticed_on=None, criteria=["TD-06", "TD-01"])
    record(made, officer=LEADER)

    def ids(**filters: object) -> list[str]:
        return [case.id for case in violation.listed(made, **filters)]  # type: ignore[arg-type]

    assert ids() == [october, "VP-2026-11-0002", "VP-2026-11-0001"]
    assert ids(period=month("2026-11")) == ["VP-2026-11-0002", "VP-2026-11-0001"]
    assert ids(period=month("2026-Q4"), officer="Mẫu") == [october, "VP-2026-11-0001"]
    assert ids(criterion="td-01") == [october]
    assert ids(state=CaseState.REPORTED) == ["VP-2026-11-0002", "VP-2026-11-0001"]
    assert ids(officer="CQ") == []
    with pytest.raises(NotFoundError):
        ids(officer="không ai")
    with pytest.raises(NotFoundError):
        ids(criterion="TD-99")


def test_a_case_is_found_by_its_id_in_any_case() -> None:
    made = office()
    record(made)
    assert violation.found(made, "vp-2026-11-1") == only(made)


@pytest.mark.parametrize("case_id", ["VP-2026-11-0002", "VP-2026-10-0001", "VP-2031-01-0001", "007", ""])
def test_what_is_no_case_is_not_found(case_id: str) -> None:
    made = office()
    record(made)
    with pytest.raises(NotFoundError) as caught:
        violation.found(made, case_id)
    assert caught.value.facts == {"id": case_id}


def test_repeats_reach_over_months_and_count_what_is_confirmed() -> None:
    made = office()
    confirmed(made, occurred_on=date(2025, 11, 5), noticed_on=None)
    confirmed(made, occurred_on=date(2025, 11, 6), noticed_on=None)
    record(made, occurred_on=date(2026, 10, 6), noticed_on=None)
    this = confirmed(made)
    listed = violation.listed(made, period=month("2026-11"))
    assert violation.repeats_of(made, listed) == {this: 1}
    assert violation.repeats_of(made, []) == {}


def test_a_case_goes_its_way_one_event_after_the_other() -> None:
    made = office()
    key = record(made).key
    violation.step(asked_by(made, OFFICER), key, CaseState.EXPLAINED, note="xe hỏng")
    violation.step(asked_by(made, LEADER), key.lower(), CaseState.CONFIRMED)
    done = violation.step(
        asked_by(made, LEADER),
        key,
        CaseState.REFERRED,
        decision="12/QĐ-UBND, 01/12/2026",
        level="ít nghiêm trọng",
        form="khiển trách",
    )
    assert (done.action, done.key, done.facts["state"]) == ("referred", key, CaseState.REFERRED)
    case = only(asked_by(made, CLERK))
    assert [(event.state.value, event.by) for event in case.events] == [
        ("reported", "system:lan"),
        ("explained", OFFICER),
        ("confirmed", LEADER),
        ("referred", LEADER),
    ]
    assert (case.events[1].note, case.events[3].form) == ("xe hỏng", "khiển trách")
    assert case.is_confirmed


def test_a_forbidden_step_names_the_ones_allowed() -> None:
    made = office()
    key = record(made).key
    with pytest.raises(NotAllowedError) as caught:
        violation.step(made, key, CaseState.CLOSED)
    assert caught.value.code == "violation.forbidden_step"
    assert caught.value.facts["allowed"] == [CaseState.EXPLAINED, CaseState.CONFIRMED, CaseState.DISMISSED]
    assert len(only(made).events) == 1


def test_a_leader_confirms_what_somebody_else_has_recorded() -> None:
    made = office()
    key = record(made).key
    for who, code in ((CLERK, "violation.leaders_confirm"), (WORKER, "violation.leaders_confirm")):
        with pytest.raises(NotAllowedError) as caught:
            violation.step(asked_by(made, who), key, CaseState.CONFIRMED)
        assert caught.value.code == code
    own = record(asked_by(made, LEADER), what="việc khác").key
    with pytest.raises(NotAllowedError) as caught:
        violation.step(asked_by(made, LEADER), own, CaseState.CONFIRMED)
    assert caught.value.code == "violation.own_record"
    assert violation.step(asked_by(made, LEADER), key, CaseState.CONFIRMED).action == "confirmed"


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (
            {"decision": "12/QĐ-UBND, 05/12/2026", "level": "NGHIEM TRONG", "form": "canh cao"},
            ("nghiêm trọng", "cảnh cáo"),
        ),
        ({"decision": "Số 12/QĐ-UBND, ngày 5/12/2026", "form": "khiển trách"}, ("", "khiển trách")),
        ({"decision": "12/QĐ-UBND", "form": "khiển trách"}, ["violation.decision_undated"]),
        ({"decision": "12, 31/02/2026", "form": "khiển trách"}, ["violation.decision_undated"]),
        ({"decision": "12, 1/12/2026", "form": "đuổi việc"}, ["violation.not_in_the_law"]),
        ({"decision": "12, 1/12/2026", "level": "đặc biệt nghiêm trọng"}, ["violation.not_in_the_law"]),
    ],
)
def test_level_and_form_are_those_of_the_law_of_that_day(texts: dict[str, str], found: object) -> None:
    made = office()
    key = record(made).key
    leader = asked_by(made, LEADER)
    violation.step(leader, key, CaseState.CONFIRMED)
    if isinstance(found, list):
        with pytest.raises(RefusedError) as caught:
            violation.step(leader, key, CaseState.REFERRED, **texts)
        assert [problem.code for problem in caught.value.problems] == found
        return
    violation.step(leader, key, CaseState.REFERRED, **texts)
    event = only(asked_by(made, CLERK)).events[-1]
    assert (event.level, event.form) == found


def test_a_case_of_the_office_has_no_discipline() -> None:
    made = office()
    key = record(made, officer="CQ", criteria=["CQ-01"]).key
    leader = asked_by(made, LEADER)
    violation.step(leader, key, CaseState.CONFIRMED)
    with pytest.raises(RefusedError) as caught:
        violation.step(leader, key, CaseState.REFERRED, decision="12, 1/12/2026", form="cảnh cáo")
    assert [problem.code for problem in caught.value.problems] == ["violation.office_has_no_discipline"]


@pytest.mark.parametrize("state", [CaseState.CONFIRMED, CaseState.DISMISSED])
def test_nobody_judges_their_own_case(state: CaseState) -> None:
    made = office()
    key = record(made).key
    with pytest.raises(NotAllowedError) as caught:
        violation.step(asked_by(made, OFFICER), key, state)
    assert caught.value.code == "violation.own_case"


def test_reopening_needs_a_reason() -> None:
    made = office()
    key = record(made).key
    violation.step(made, key, CaseState.DISMISSED)
    with pytest.raises(UsageError) as caught:
        violation.step(made, key, CaseState.REOPENED, note="  ")
    assert caught.value.code == "violation.reopening_needs_reason"
    violation.step(made, key, CaseState.REOPENED, note="có thêm chứng cứ")
    assert only(made).state is CaseState.REOPENED


@pytest.mark.parametrize(
    ("state", "texts", "found"),
    [
        (CaseState.CONFIRMED, {"level": "ít nghiêm trọng"}, ["violation.decision_needed"]),
        (CaseState.CONFIRMED, {"level": "ít nghiêm trọng", "decision": "12, 1/12/2026"}, []),
        (CaseState.DISMISSED, {"form": "cảnh cáo", "decision": "12"}, ["violation.not_confirmed_yet"]),
        (CaseState.DISMISSED, {"decision": "kết luận 12"}, []),
        (CaseState.EXPLAINED, {"note": "x" * 10_001, "form": "x"}, None),
    ],
)
def test_level_and_form_come_from_a_decision_about_a_confirmed_case(
    state: CaseState, texts: dict[str, str], found: list[str] | None
) -> None:
    made = office()
    key = record(made).key
    leader = asked_by(made, LEADER)
    if found == []:
        violation.step(leader, key, state, **texts)
        return
    with pytest.raises(RefusedError) as caught:
        violation.step(leader, key, state, **texts)
    codes = [problem.code for problem in caught.value.problems]
    every = ["violation.not_confirmed_yet", "violation.decision_needed", "violation.text_too_long"]
    assert codes == (every if found is None else found)


def test_a_correction_keeps_the_old_values() -> None:
    made = office()
    key = record(made).key
    done = violation.correct(made, key, what="đi trễ 20 phút", where="hội trường", reason="nghe nhầm")
    case = only(made)
    assert (done.action, done.key) == ("corrected", key)
    assert (case.what, case.where) == ("đi trễ 20 phút", "hội trường")
    (kept,) = case.corrections
    assert (kept.by, kept.reason, kept.old) == ("system:lan", "nghe nhầm", {"what": "đi trễ 30 phút", "where": ""})
    violation.correct(made, key, where="", reason="không rõ nơi")
    assert only(made).where == ""


def test_a_correction_that_changes_nothing_writes_nothing() -> None:
    made = office()
    key = record(made).key
    before = made.load("2026-11").head
    done = violation.correct(made, key, what=" đi trễ 30 phút", criteria=["td-06"], officer="mẫu", reason="xem lại")
    assert (done.action, done.audit, made.load("2026-11").head) == ("unchanged", None, before)


def test_another_day_brings_the_post_of_that_day() -> None:
    made = office()
    key = record(made).key
    violation.correct(made, key, occurred_on=date(2026, 11, 12), noticed_on=date(2026, 11, 13), reason="ghi nhầm ngày")
    case = only(made)
    assert (case.id, case.position, case.unit) == (key, "Phó phòng", "Kinh tế")
    assert case.corrections[0].old == {
        "position": "Chuyên viên",
        "unit": "Văn phòng",
        "occurred_on": "2026-11-05",
        "noticed_on": "2026-11-06",
    }


def test_a_finding_about_somebody_else_is_looked_at_again() -> None:
    made = office()
    key = confirmed(made)
    done = violation.correct(made, key, officer=LEADER, reason="nhầm người")
    case = only(made)
    assert (case.officer, case.position, case.state) == (LEADER, "Phó Chủ tịch", CaseState.REOPENED)
    assert done.notes == ("receipt.violation_finding_dropped",)
    fresh = record(made, what="về sớm").key
    assert violation.correct(made, fresh, officer=LEADER, reason="nhầm người").notes == ()
    assert violation.found(made, fresh).state is CaseState.REPORTED


def test_a_case_may_turn_out_to_be_the_office_s() -> None:
    made = office()
    key = record(made).key
    with pytest.raises(RefusedError):
        violation.correct(made, key, office_case=True, reason="việc của cơ quan")
    violation.correct(made, key, office_case=True, criteria=["CQ-01"], reason="việc của cơ quan")
    assert (only(made).officer, only(made).position) == ("CQ", "")


def test_a_day_in_another_month_moves_the_case() -> None:
    made = office()
    old = confirmed(made)
    done = violation.correct(made, old, occurred_on=date(2026, 10, 30), reason="ghi nhầm tháng")
    case = only(made)
    assert (done.action, done.key, done.period, done.facts["former"]) == ("moved", "VP-2026-10-0001", "2026-10", old)
    assert done.audit == made.load("2026-10").head
    assert (case.id, case.state, case.former_ids) == ("VP-2026-10-0001", CaseState.CONFIRMED, (old,))
    assert case.corrections[0].old == {"id": old, "occurred_on": "2026-11-05"}
    assert cases_in(made.load("2026-11")) == []
    assert violation.found(made, old) == case
    assert record(made).key == "VP-2026-11-0002", "an id that was given up is not given again"


def test_a_case_may_move_back_under_a_third_id() -> None:
    made = office()
    old = record(made).key
    violation.correct(made, old, occurred_on=date(2026, 10, 30), reason="ghi nhầm tháng")
    violation.correct(made, old, occurred_on=ACT, reason="lại nhầm")
    assert only(made).id == "VP-2026-11-0002"
    assert violation.found(made, old) == violation.found(made, "VP-2026-10-0001") == only(made)


def test_a_move_within_a_quarter_stays_in_its_book() -> None:
    made = office(OfficeSettings(period=PeriodKind.QUARTER))
    old = record(made).key
    violation.correct(made, old, occurred_on=date(2026, 10, 30), reason="ghi nhầm tháng")
    assert only(made).id == "VP-2026-10-0001"
    assert made.store.names() == ["office", "2026-Q4"]
    assert violation.found(made, old).id == "VP-2026-10-0001"


def test_a_move_cut_off_between_its_books_is_finished_by_the_same_command() -> None:
    made = office()
    old = record(made).key
    before = dict(made.load("2026-11").table(VIOLATIONS)[old])
    violation.correct(made, old, occurred_on=date(2026, 10, 30), reason="ghi nhầm tháng")
    with made.edit("2026-11") as edit:
        edit.put("2026-11", VIOLATIONS, old, before, action="created")
        edit.remove("2026-11", MOVED_VIOLATIONS, old, action="created")
    assert unfinished_moves(violation.listed(made)) == {old: "VP-2026-10-0001"}
    violation.correct(made, old, occurred_on=date(2026, 10, 30), reason="ghi nhầm tháng")
    assert [case.id for case in violation.listed(made)] == ["VP-2026-10-0001"]
    assert len(only(made).corrections) == 1
    assert violation.found(made, old).id == "VP-2026-10-0001"


@pytest.mark.parametrize(
    ("actor", "changes", "error", "code"),
    [
        (CLERK, {"reason": " ", "what": "x"}, UsageError, "violation.correction_needs_reason"),
        (CLERK, {"reason": "nhầm"}, UsageError, "violation.nothing_to_correct"),
        (OFFICER, {"reason": "nhầm", "what": "x"}, NotAllowedError, "violation.own_case"),
        (CLERK, {"reason": "nhầm", "what": ""}, RefusedError, "violation.refused"),
        (CLERK, {"reason": "nhầm", "occurred_on": date(2026, 11, 7)}, RefusedError, "violation.refused"),
        (CLERK, {"reason": "nhầm", "officer": WORKER}, RefusedError, "violation.refused"),
        (CLERK, {"reason": "nhầm", "criteria": ["CQ-99"]}, NotFoundError, "catalogue.unknown_code_like"),
    ],
)
def test_a_correction_obeys_the_rules_of_recording(
    actor: str, changes: dict[str, object], error: type[CivicodeError], code: str
) -> None:
    made = office()
    key = record(made).key
    with pytest.raises(error) as caught:
        violation.correct(asked_by(made, actor), key, **changes)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert only(asked_by(made, CLERK)).corrections == ()
