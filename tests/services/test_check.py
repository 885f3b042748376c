import json
from datetime import date, datetime
from pathlib import Path

import pytest

from civicode.domain.check import Answers, CheckState, check_from_document, check_to_document
from civicode.domain.office import OfficeSettings
from civicode.domain.period import VIETNAM, Period, PeriodKind
from civicode.domain.rating import Rating
from civicode.errors import NotAllowedError, NotFoundError, RefusedError, StoreError, UsageError
from civicode.services import staff
from civicode.services.check import (
    Target,
    amend,
    draft,
    previous,
    save_draft,
    standing,
    submit,
    target,
    withdraw,
)
from civicode.services.draft import open_drafts
from civicode.services.office import Office
from civicode.services.target import CHECKS, in_words_of
from civicode.store.memory import MemoryStore
from tests.conftest import SMALL, As, answers

NOVEMBER = Period.of(date(2026, 11, 1))
WHOLE = answers(TD_01="met", TD_02="not_met: đi trễ 2 lần", GT_01="not_applicable: nghỉ phép")


@pytest.fixture
def mine(office: Office) -> Target:
    return target(office, None, None)


def set_state(office: Office, mine: Target, state: CheckState, **fields: str) -> None:
    """As a leader's review leaves a check."""
    with office.edit(mine.period.key) as edit:
        document = dict(edit.book(mine.period.key).table(CHECKS)[mine.officer])
        edit.put(
            mine.period.key, CHECKS, mine.officer, {**document, "state": state.value, **fields}, action=state.value
        )


def close(office: Office, period: str) -> None:
    with office.edit(period) as edit:
        meta = {"schema_version": 1, "book": period, "state": "closed"}
        edit.put(period, "meta", "book", meta, action="closed")


class TestTarget:
    def test_defaults_to_who_acts_and_the_period_due_now(self, office: Office) -> None:
        found = target(office, None, None)
        assert (found.officer, found.period.key) == ("007", "2026-11")
        assert [criterion.code for criterion in found.asked] == ["TD-01", "TD-02", "GT-01"]

    def test_a_leader_is_asked_more(self, office: Office) -> None:
        assert [one.code for one in target(office, "anh", None).asked] == ["TD-01", "TD-02", "TD-03", "GT-01"]

    def test_the_post_of_the_period_decides_who_leads(self, office: Office) -> None:
        staff.change(office, "007", since=date(2026, 12, 1), leader=True)
        assert len(target(office, "007", NOVEMBER).asked) == 3
        assert len(target(office, "007", NOVEMBER.shifted(1)).asked) == 4

    def test_criteria_in_force_on_the_last_day_are_asked(self, office: Office) -> None:
        may, june, july = (Period.of(date(2026, month, 1)) for month in (5, 6, 7))
        asked = [[one.code for one in target(office, "007", period).asked] for period in (may, june, july)]
        assert ["TD-04" in codes for codes in asked] == [True, True, False]

    @pytest.mark.parametrize(("officer", "office_check"), [(None, True), ("cq", False)])
    def test_the_office_answers_its_own_criteria(self, office: Office, officer: str | None, office_check: bool) -> None:
        found = target(office, officer, None, office_check)
        assert (found.officer, found.member) == ("CQ", None)
        assert [one.code for one in found.asked] == ["CQ-01", "CQ-02"]

    def test_the_running_period_is_accepted_early_a_future_one_is_not(self, office: Office) -> None:
        assert target(office, None, NOVEMBER.shifted(1)).period.key == "2026-12"
        with pytest.raises(NotAllowedError) as refused:
            target(office, None, NOVEMBER.shifted(2))
        assert refused.value.code == "check.future_period"
        assert refused.value.facts["begins_on"] == date(2027, 1, 1)

    def test_a_closed_month_is_refused_and_still_read(self, office: Office) -> None:
        close(office, "2026-11")
        with pytest.raises(NotAllowedError) as refused:
            target(office, None, None)
        assert refused.value.code == "check.closed"
        assert target(office, None, None, reading=True).period == NOVEMBER

    @pytest.mark.parametrize(("officer", "month"), [("008", 2), ("009", 10)])
    def test_somebody_not_on_the_register_in_the_period_is_refused(
        self, office: Office, officer: str, month: int
    ) -> None:
        with pytest.raises(RefusedError) as refused:
            target(office, officer, Period.of(date(2026, month, 1)))
        assert refused.value.code == "check.not_on_register"

    @pytest.mark.parametrize(("officer", "month"), [("008", 3), ("009", 9)])
    def test_one_day_on_the_register_is_enough(self, office: Office, officer: str, month: int) -> None:
        assert target(office, officer, Period.of(date(2026, month, 1))).officer == officer

    def test_nobody_named_and_nobody_known(self, office: Office, acting: As) -> None:
        with pytest.raises(UsageError) as unknown:
            target(acting(office, actor="system:clerk"), None, None)
        assert (unknown.value.code, unknown.value.facts) == ("check.who", {"actor": "system:clerk"})

    def test_an_empty_register_is_said_instead(self, empty_office: Office) -> None:
        with pytest.raises(UsageError) as empty:
            target(empty_office, None, None)
        assert empty.value.code == "staff.nobody_yet"

    def test_a_quarter_is_no_period_of_an_office_that_checks_by_month(self, office: Office, acting: As) -> None:
        quarter = Period.of(date(2026, 10, 1), PeriodKind.QUARTER)
        with pytest.raises(UsageError) as refused:
            target(office, None, quarter)
        assert refused.value.code == "check.other_calendar"
        quarterly = acting(office, settings=OfficeSettings(period=PeriodKind.QUARTER))
        assert target(quarterly, None, None).period.key == "2026-Q3"

    def test_months_stay_open_to_an_office_that_changed_to_quarters(self, office: Office, acting: As) -> None:
        submit(office, target(office, None, None), WHOLE)
        quarterly = acting(office, settings=OfficeSettings(period=PeriodKind.QUARTER))
        assert target(quarterly, None, NOVEMBER).period == NOVEMBER


class TestSubmit:
    def test_a_new_check(self, office: Office, mine: Target, store: MemoryStore) -> None:
        receipt = submit(office, mine, WHOLE)
        assert (receipt.action, receipt.kind, receipt.key, receipt.period) == ("created", "check", "007", "2026-11")
        assert receipt.audit == store.load("2026-11").head
        assert receipt.next == "civicode status"
        assert receipt.notes == ()
        assert store.load("2026-11").table(CHECKS)["007"] == {
            "officer": "007",
            "state": "submitted",
            "catalogue": office.versions.digest,
            "submitted_on": "2026-12-02",
            "entered_by": "007",
            "late": False,
            "answers": {
                "TD-01": "met",
                "TD-02": {"rating": "not_met", "note": "đi trễ 2 lần"},
                "GT-01": {"rating": "not_applicable", "note": "nghỉ phép"},
            },
        }

    def test_the_criteria_answered_are_kept(self, office: Office, mine: Target, store: MemoryStore) -> None:
        submit(office, mine, WHOLE)
        assert [name for name in store.catalogues.names() if "." not in name] == [office.versions.digest]
        assert store.catalogues.read(office.versions.digest) == SMALL.read_text(encoding="utf-8")
        assert office.versions.of(office.versions.digest) is office.versions.in_use

    def test_everything_wrong_is_named_at_once_and_nothing_written(
        self, office: Office, mine: Target, store: MemoryStore
    ) -> None:
        wrong = answers(TD_01="not_met", TD_02="not_applicable: ốm", TD_03="met", XX_01="met")
        with pytest.raises(RefusedError) as refused:
            submit(office, mine, wrong)
        assert refused.value.code == "check.refused"
        assert [(problem.code, problem.where) for problem in refused.value.problems] == [
            ("check.note_required", "TD-01"),
            ("check.na_not_allowed", "TD-02"),
            ("check.not_asked", "TD-03"),
            ("check.unknown_criterion", "XX-01"),
            ("check.unanswered", "GT-01"),
        ]
        assert store.names() == ["office"]
        assert store.catalogues.names() == []

    def test_unanswered_is_never_met(self, office: Office, mine: Target) -> None:
        with pytest.raises(RefusedError) as refused:
            submit(office, mine, answers(TD_01="met"))
        assert refused.value.code == "check.incomplete"
        assert [problem.where for problem in refused.value.problems] == ["TD-02", "GT-01"]

    def test_codes_are_read_in_any_case_and_texts_stored_in_nfc(self, office: Office, mine: Target) -> None:
        given = {
            code.lower(): answer for code, answer in answers(TD_01="met", TD_02="not_met:  nghỉ ", GT_01="met").items()
        }
        submit(office, mine, given)
        check = standing(office, mine)
        assert check is not None
        assert check.answers["TD-02"].note == "nghỉ"

    def test_a_criterion_named_twice_is_refused(self, office: Office, mine: Target) -> None:
        with pytest.raises(RefusedError) as refused:
            submit(office, mine, {**WHOLE, "td-01": WHOLE["TD-02"]})
        assert "check.named_twice" in [problem.code for problem in refused.value.problems]

    def test_the_same_answers_write_nothing(self, office: Office, mine: Target, store: MemoryStore) -> None:
        submit(office, mine, WHOLE)
        before = store.load("2026-11").head
        receipt = submit(office, mine, WHOLE)
        assert (receipt.action, receipt.audit) == ("unchanged", None)
        assert store.load("2026-11").head == before

    def test_other_answers_replace_the_whole(self, office: Office, mine: Target) -> None:
        submit(office, mine, WHOLE)
        everything_met = answers(TD_01="met", TD_02="met", GT_01="met")
        assert submit(office, mine, everything_met).action == "replaced"
        check = standing(office, mine)
        assert check is not None
        assert check.answers == everything_met

    def test_a_dry_run_says_the_same_and_writes_nothing(
        self, office: Office, mine: Target, store: MemoryStore, acting: As
    ) -> None:
        receipt = submit(acting(office, dry_run=True), mine, WHOLE)
        assert (receipt.action, receipt.audit, receipt.dry_run) == ("created", None, True)
        assert store.names() == ["office"]
        assert store.catalogues.names() == []

    def test_a_month_closed_in_the_meantime_is_refused(self, office: Office, mine: Target, store: MemoryStore) -> None:
        close(office, "2026-11")
        with pytest.raises(NotAllowedError):
            submit(office, mine, WHOLE)
        assert store.load("2026-11").table(CHECKS) == {}

    @pytest.mark.parametrize(("day", "late"), [(3, False), (4, True)])
    def test_late_is_marked_and_never_refused(self, office: Office, acting: As, day: int, late: bool) -> None:
        then = acting(office, at=datetime(2026, 12, day, 23, 59, tzinfo=VIETNAM))
        found = target(then, None, NOVEMBER)
        receipt = submit(then, found, WHOLE)
        check = standing(then, found)
        assert check is not None
        assert check.late is late
        assert ("receipt.late" in receipt.notes) is late

    def test_a_later_change_does_not_make_it_late(self, office: Office, mine: Target, acting: As) -> None:
        submit(office, mine, WHOLE)
        later = acting(office, at=datetime(2026, 12, 20, tzinfo=VIETNAM))
        amend(later, mine, answers(TD_02="met"))
        check = standing(later, mine)
        assert check is not None
        assert (check.late, check.submitted_on) == (False, date(2026, 12, 2))

    def test_a_check_entered_by_somebody_else_says_so(self, office: Office, acting: As) -> None:
        for_007 = acting(office, actor="001")
        receipt = submit(for_007, target(for_007, "007", None), WHOLE)
        assert receipt.notes == ("receipt.entered_for",)
        assert receipt.facts["entered_by"] == "001"

    def test_nobody_enters_the_office_check_in_anothers_stead(self, office: Office) -> None:
        receipt = submit(office, target(office, "CQ", None), answers(CQ_01="met", CQ_02="met"))
        assert (receipt.key, receipt.notes) == ("CQ", ())


class TestAmend:
    def test_flags_alone_make_a_whole_check(self, office: Office, mine: Target) -> None:
        receipt = amend(office, mine, answers(TD_02="not_met: trễ"), rest_met=True)
        check = standing(office, mine)
        assert receipt.action == "created"
        assert check is not None
        ratings = {code: answer.rating for code, answer in check.answers.items()}
        assert ratings == {"TD-01": Rating.MET, "TD-02": Rating.NOT_MET, "GT-01": Rating.MET}

    def test_what_is_named_changes_and_the_rest_stays(self, office: Office, mine: Target) -> None:
        submit(office, mine, WHOLE)
        receipt = amend(office, mine, answers(TD_02="met"), rest_met=True)
        check = standing(office, mine)
        assert receipt.action == "amended"
        assert check is not None
        assert check.answers == {**WHOLE, **answers(TD_02="met")}
        assert list(check.answers) == ["GT-01", "TD-01", "TD-02"]  # a document's keys are sorted

    def test_nothing_new_is_unchanged(self, office: Office, mine: Target) -> None:
        submit(office, mine, WHOLE)
        assert amend(office, mine, answers(TD_01="met"), rest_met=True).action == "unchanged"

    def test_too_little_is_refused_with_what_is_missing(self, office: Office, mine: Target) -> None:
        with pytest.raises(RefusedError) as refused:
            amend(office, mine, answers(TD_01="met"))
        assert refused.value.facts["n"] == 2

    def test_flags_complete_an_open_draft(self, office: Office, mine: Target, store: MemoryStore) -> None:
        amend(office, mine, answers(TD_02="not_met: trễ"), keep_draft=True)
        receipt = amend(office, mine, {}, rest_met=True)
        check = standing(office, mine)
        assert receipt.action == "created"
        assert check is not None
        assert check.answers["TD-02"].note == "trễ"
        assert store.drafts.names() == []

    def test_a_draft_may_be_short_but_not_wrong(self, office: Office, mine: Target, store: MemoryStore) -> None:
        receipt = amend(office, mine, answers(TD_01="met"), keep_draft=True)
        assert (receipt.action, receipt.audit) == ("drafted", None)
        assert receipt.next == "civicode check 007 --period 2026-11"
        assert (receipt.facts["answered"], receipt.facts["asked"]) == (1, 3)
        with pytest.raises(RefusedError) as refused:
            amend(office, mine, answers(TD_02="not_met"), keep_draft=True)
        assert [problem.code for problem in refused.value.problems] == ["check.note_required"]
        assert store.names() == ["office"]

    def test_an_edit_after_confirmation_drops_it(self, office: Office, mine: Target) -> None:
        submit(office, mine, WHOLE)
        set_state(office, mine, CheckState.CONFIRMED, confirmed_by="001")
        assert amend(office, mine, answers(TD_01="met")).action == "unchanged"
        kept = standing(office, mine)
        receipt = amend(office, mine, answers(TD_02="met"))
        check = standing(office, mine)
        assert kept is not None
        assert kept.state is CheckState.CONFIRMED
        assert receipt.notes == ("receipt.confirmation_dropped",)
        assert check is not None
        assert (check.state, check.confirmed_by) == (CheckState.SUBMITTED, "")

    @pytest.mark.parametrize("changes", [answers(TD_02="met"), answers()])
    def test_a_returned_check_is_handed_in_again(self, office: Office, mine: Target, changes: Answers) -> None:
        submit(office, mine, WHOLE)
        set_state(office, mine, CheckState.RETURNED, reason="thiếu minh chứng")
        receipt = amend(office, mine, changes)
        check = standing(office, mine)
        assert (receipt.action, receipt.notes) == ("amended", ("receipt.resubmitted",))
        assert check is not None
        assert (check.state, check.reason) == (CheckState.SUBMITTED, "")

    def test_answers_no_longer_asked_are_dropped_and_said(self, office: Office) -> None:
        leader = target(office, "001", None)
        submit(office, leader, answers(TD_01="met", TD_02="met", TD_03="met", GT_01="met"))
        staff.correct(office, "001", leader=False, reason="ghi nhầm")
        receipt = amend(office, target(office, "001", None), answers(TD_01="met"))
        assert receipt.facts["dropped"] == ["TD-03"]
        assert "receipt.answers_dropped" in receipt.notes

    def test_an_old_check_is_amended_in_the_words_of_its_day(
        self, office: Office, mine: Target, acting: As, tmp_path: Path
    ) -> None:
        submit(office, mine, WHOLE)
        text = SMALL.read_text(encoding="utf-8").replace("Biết xin chào.", "Biết xin chào mọi người.")
        path = tmp_path / "criteria.yaml"
        path.write_text(text, encoding="utf-8")
        later = acting(office, criteria_path=path)
        now = target(later, None, NOVEMBER)
        assert now.digest != mine.digest
        amend(later, now, answers(TD_02="met"))
        check = standing(later, now)
        assert check is not None
        assert check.catalogue == mine.digest
        assert in_words_of(later, now, check).catalogue.criterion("GT-01") == mine.catalogue.criterion("GT-01")
        assert submit(later, now, check.answers).action == "replaced"


class TestWithdraw:
    def test_it_stays_in_the_book_and_counts_as_not_done(
        self, office: Office, mine: Target, store: MemoryStore
    ) -> None:
        submit(office, mine, WHOLE)
        receipt = withdraw(office, mine, " nhập nhầm người ")
        document = store.load("2026-11").table(CHECKS)["007"]
        assert (receipt.action, receipt.audit) == ("withdrawn", store.load("2026-11").head)
        assert (document["state"], document["reason"]) == ("withdrawn", "nhập nhầm người")
        assert standing(office, mine) is None

    def test_a_new_check_takes_its_place(self, office: Office, mine: Target) -> None:
        submit(office, mine, WHOLE)
        withdraw(office, mine, "nhầm tháng")
        assert submit(office, mine, WHOLE).action == "created"

    def test_there_must_be_one_and_a_reason(self, office: Office, mine: Target) -> None:
        with pytest.raises(NotFoundError):
            withdraw(office, mine, "nhầm")
        submit(office, mine, WHOLE)
        with pytest.raises(RefusedError):
            withdraw(office, mine, "  ")

    def test_not_from_a_closed_month(self, office: Office, mine: Target) -> None:
        submit(office, mine, WHOLE)
        close(office, "2026-11")
        with pytest.raises(NotAllowedError):
            withdraw(office, mine, "nhầm")


class TestDraft:
    def test_it_comes_back_as_it_was_left(self, office: Office, mine: Target) -> None:
        given = answers(TD_02="not_met: trễ", TD_01="met")
        save_draft(office, mine, given)
        found = draft(office, mine)
        assert found is not None
        assert (found.state, found.answers, found.entered_by) == (CheckState.DRAFT, given, "007")

    def test_no_draft(self, office: Office, mine: Target) -> None:
        assert draft(office, mine) is None

    def test_one_that_says_what_was_handed_in_is_ignored(self, office: Office, mine: Target) -> None:
        submit(office, mine, WHOLE)
        save_draft(office, mine, WHOLE)
        assert draft(office, mine) is None
        assert open_drafts(office) == []

    def test_changes_begun_on_a_submitted_check_are_a_draft(self, office: Office, mine: Target) -> None:
        submit(office, mine, WHOLE)
        save_draft(office, mine, {**WHOLE, **answers(TD_01="not_met: ốm")})
        assert draft(office, mine) is not None
        assert open_drafts(office) == [("2026-11", "007")]

    def test_answers_no_longer_asked_are_dropped(self, office: Office) -> None:
        leader = target(office, "001", None)
        save_draft(office, leader, answers(TD_01="met", TD_03="met"))
        staff.correct(office, "001", leader=False, reason="ghi nhầm")
        now = target(office, "001", None)
        found = draft(office, now)
        assert found is not None
        assert list(found.answers) == ["TD-01"]
        assert amend(office, now, {}, rest_met=True).facts["dropped"] == ["TD-03"]

    def test_starting_afresh_puts_the_old_one_aside_until_the_new_one_is_handed_in(
        self, office: Office, mine: Target, store: MemoryStore
    ) -> None:
        save_draft(office, mine, answers(TD_01="met", TD_02="met"))
        save_draft(office, mine, {}, fresh=True)
        old = draft(office, mine)
        assert old is not None
        assert len(old.answers) == 2, "a new start without an answer gives way"
        save_draft(office, mine, answers(GT_01="met"))
        new = draft(office, mine)
        assert new is not None
        assert list(new.answers) == ["GT-01"]
        assert store.drafts.names() == ["2026-11.007", "old.2026-11.007"]
        assert open_drafts(office) == [("2026-11", "007")]
        submit(office, mine, WHOLE)
        assert store.drafts.names() == []

    @pytest.mark.parametrize(
        "text", ["", "{", "[]", "{}", '{"schema_version": 1, "answers": {"TD-01": "perfect"}}', '{"schema_version":[]}']
    )
    def test_a_damaged_one_is_named(self, office: Office, mine: Target, store: MemoryStore, text: str) -> None:
        store.drafts.write("2026-11.007", text)
        with pytest.raises(StoreError) as damaged:
            draft(office, mine)
        assert damaged.value.code == "check.draft_damaged"
        assert damaged.value.facts["name"] == "2026-11.007"
        assert open_drafts(office) == [("2026-11", "007")]

    def test_one_of_a_newer_program_is_refused(self, office: Office, mine: Target, store: MemoryStore) -> None:
        save_draft(office, mine, WHOLE)
        document = json.loads(store.drafts.read("2026-11.007") or "")
        store.drafts.write("2026-11.007", json.dumps({**document, "schema_version": 2}))
        with pytest.raises(StoreError) as newer:
            draft(office, mine)
        assert newer.value.code == "check.draft_newer"

    def test_it_says_whose_when_and_in_which_words(self, office: Office, mine: Target, store: MemoryStore) -> None:
        save_draft(office, mine, answers(TD_01="met"))
        assert json.loads(store.drafts.read("2026-11.007") or "") == {
            "schema_version": 1,
            "officer": "007",
            "period": "2026-11",
            "catalogue": office.versions.digest,
            "entered_by": "007",
            "saved_at": "2026-12-02T08:00:00+07:00",
            "answers": {"TD-01": "met"},
        }


def test_the_month_before_is_shown_once_handed_in(office: Office, mine: Target) -> None:
    october = target(office, None, NOVEMBER.shifted(-1))
    assert previous(office, mine) is None
    submit(office, october, WHOLE)
    before = previous(office, mine)
    assert before is not None
    assert before.answers == WHOLE
    set_state(office, october, CheckState.RETURNED)
    assert previous(office, mine) is None


def test_a_check_survives_its_book(office: Office, mine: Target) -> None:
    submit(office, mine, WHOLE)
    check = standing(office, mine)
    assert check is not None
    assert check_from_document(check_to_document(check), "2026-11") == check
