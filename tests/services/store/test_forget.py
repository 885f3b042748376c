"""Forgetting somebody who has left: texts go from every book, figures stay, the chain says so. Nobody here is real."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicode.domain.check.check import make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.office import OfficeSettings
from civicode.domain.receipt import Receipt
from civicode.domain.store.forgetting import ForgettingRecord
from civicode.domain.violation.violation import CaseState
from civicode.errors import CivicodeError, NotAllowedError, RefusedError, StoreError, UsageError
from civicode.i18n import FORGOTTEN, Lang, Words
from civicode.services import staff
from civicode.services.check.check import submit, target
from civicode.services.check.draft import save_draft
from civicode.services.export import entry as export
from civicode.services.export.entry import Made
from civicode.services.office.forgotten import record_of
from civicode.services.office.office import Office
from civicode.services.report import report
from civicode.services.review import rating as review_rating
from civicode.services.review import review
from civicode.services.store.audit import verify
from civicode.services.store.forget import forget
from civicode.services.store.info import check as store_check
from civicode.services.violation import correction as case_correction
from civicode.services.violation import step as case_step
from civicode.services.violation import violation
from civicode.store import Edit
from civicode.store.memory import MemoryStore
from tests.services.offices import CLERK, LEADER, OFFICER, WORKER, all_met, asked_by, close, hand_in, month, office

EN = Words(Lang.EN)
NAME = "Trần Văn Mẫu"
KEPT = OfficeSettings(retention_months=6)
LATER = date(2027, 8, 2)
REASON = "retention is over"
FIGURES = ("summary", "criteria", "violations", "trend", "office", "plan", "emulation", "progress")


def told(made: Office) -> Office:
    """Two months of an officer with texts of every kind; October is closed, a case moved, then the officer leaves."""
    hand_in(made, "2026-10", CLERK, LEADER, "CQ")
    for key in ("2026-10", "2026-11"):
        aim = target(made, OFFICER, month(key))
        missed = make_answer(Rating.NOT_MET, f"note of {key}", f"proof of {key}")
        submit(asked_by(made, OFFICER), aim, {**all_met(aim), "TD-02": missed})
    leader = asked_by(made, LEADER)
    review_rating.rate(
        leader, OFFICER, month("2026-10"), ratings={"TD-03": make_answer(Rating.NOT_MET, "seen by a leader")}
    )
    clerk = asked_by(made, CLERK)
    first = add_case(clerk, date(2026, 11, 5), "first act")
    case_correction.correct(clerk, first, reason="first correction", occurred_on=date(2026, 10, 5), what="moved act")
    case_step.step(leader, "VP-2026-10-0001", CaseState.CONFIRMED, note="leader found")
    case_step.step(leader, "VP-2026-10-0001", CaseState.CLOSED, note="all done", decision="12/QĐ-UBND, 05/12/2026")
    staff.correct(clerk, OFFICER, reason="order was wrong", order=7)
    staff.excuse(clerk, OFFICER, since=date(2026, 11, 20), until=date(2026, 11, 21), reason="ill at home")
    close(made, "2026-10")
    review.send_back(leader, OFFICER, month("2026-11"), reason="look again")
    aim = target(made, OFFICER, month("2026-12"))
    save_draft(asked_by(made, OFFICER), aim, {"TD-02": make_answer(Rating.NOT_MET, "half a thought")})
    export.enter(clerk, Made("officer", "phieu-tran-van-mau.docx", "docx", b"x", 1, month("2026-10")))
    staff.leave(clerk, OFFICER, until=date(2026, 12, 1))
    made.reread()
    return asked_by(made, CLERK, LATER)


TEXTS = (
    NAME, "note of", "proof of", "seen by", "first act", "moved act", "first correction", "leader found", "all done",
    "12/QĐ-UBND", "order was wrong", "ill at home", "look again", "half a thought", "tran-van-mau",
)  # fmt: skip


def add_case(made: Office, day: date, what: str, officer: str = OFFICER) -> str:
    return violation.add(
        made, officer=officer, criteria=["TD-02"], occurred_on=day, what=what, where="one stop", ref=""
    ).key


def everything(made: Office) -> str:
    """All bytes of the store."""
    assert isinstance(made.store, MemoryStore)
    drafts = [made.store.drafts.read(name) or "" for name in made.store.drafts.names()]
    return "\n".join([*(data.decode() for data in made.store._books.values()), *drafts, *made.store.drafts.names()])


def done(made: Office, **fields: object) -> Receipt:
    receipt = forget(replace(made, **fields), OFFICER, reason=REASON)  # type: ignore[arg-type]
    made.reread()
    return receipt


@pytest.fixture
def kept() -> Office:
    return told(office(KEPT))


def rows(made: Office, name: str, key: str) -> list[str]:
    """The rows of a report with nobody's name, in any order: who has no name any more is sorted elsewhere.

    An unfinished check is none: drafts go.
    """
    built = report.build(made, name, period=month(key), names=False, words=EN)
    plain = json.loads(json.dumps(built.payload, default=str))
    found = [row for table in plain["tables"] for row in table["rows"]]
    for row in found:
        row |= {"name": "", "what": "", "state": "not_started" if row.get("state") == "draft" else row.get("state")}
    return sorted(json.dumps([plain["totals"], row]) for row in found)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("key", ["2026-10", "2026-11", "2026-Q4", "2026"])
def test_every_figure_stays(kept: Office, name: str, key: str) -> None:
    before = rows(kept, name, key)
    assert done(kept).action == "forgotten"
    assert rows(kept, name, key) == before
    assert before or name == "violations"


def test_a_closed_months_report_without_names_is_the_same_to_the_byte(kept: Office) -> None:
    def shown() -> list[object]:
        built = (report.build(kept, name, period=month("2026-10"), words=EN) for name in ("summary", "criteria"))
        return [(one.title, one.lead, one.notes, one.payload, one.tables) for one in built]

    before = shown()
    done(kept)
    assert shown() == before


def test_nothing_of_it_is_left_in_any_byte(kept: Office) -> None:
    before = everything(kept)
    assert [text for text in TEXTS if text not in before] == []
    receipt = done(kept)
    assert [text for text in TEXTS if text in everything(kept)] == []
    assert receipt.counts == {
        "names": 2,
        "notes": 5,
        "reasons": 4,
        "case_texts": 14,
        "audit_reasons": 8,
        "file_names": 1,
        "drafts": 1,
    }
    assert store_check(kept.store).ok


def test_the_chain_holds_and_says_what_was_removed(kept: Office) -> None:
    heads = verify(kept).heads
    done(kept)
    found = verify(kept, expect=heads)
    assert found.ok
    assert [(one.facts["book"], one.facts["by"], one.facts["on"]) for one in found.notices] == [
        (book, CLERK, LATER) for book in ("office", "2026-10", "2026-11")
    ]
    total = sum(int(str(one.facts["notes"])) for one in found.notices)
    assert total == 5
    assert record_of(kept, OFFICER) == ForgettingRecord(
        on=LATER, by=CLERK, reason=REASON, counts=dict(done(kept).counts)
    )
    assert kept.load("2026-10").state == "closed"


def test_again_is_unchanged(kept: Office) -> None:
    counts = done(kept).counts
    before = everything(kept)
    again = done(kept, settings=OfficeSettings())
    assert (again.action, again.audit, again.counts) == ("unchanged", None, counts)
    assert everything(kept) == before


def test_a_dry_run_counts_and_changes_nothing(kept: Office) -> None:
    before = everything(kept)
    tried = done(kept, dry_run=True)
    assert (tried.action, tried.audit, tried.dry_run) == ("forgotten", None, True)
    assert everything(kept) == before
    assert tried.counts == done(kept).counts


def test_the_receipt_names_what_still_holds_it(kept: Office) -> None:
    clerk = asked_by(kept, CLERK)
    other = add_case(clerk, date(2026, 11, 20), f"together with {NAME}", officer=WORKER)
    receipt = done(kept)
    assert receipt.remains["mentions"] == [{"book": "2026-11", "table": "violations", "key": other}]
    assert [one["file"] for one in receipt.remains["exports"]] == ["phieu-tran-van-mau.docx"]  # type: ignore[index]
    assert receipt.remains["backups"] == receipt.remains["stores"] == []
    assert f"together with {NAME}" in everything(kept)


def codes(error: pytest.ExceptionInfo[NotAllowedError]) -> list[str]:
    return [one.code for one in error.value.problems]


def test_it_is_refused_without_retention_before_its_end_and_while_a_case_is_open(kept: Office) -> None:
    before = everything(kept)
    with pytest.raises(NotAllowedError) as refused:
        done(kept, settings=OfficeSettings())
    assert codes(refused) == ["forget.no_retention"]
    with pytest.raises(NotAllowedError) as early:
        forget(asked_by(kept, CLERK, date(2027, 6, 2)), OFFICER, reason=REASON)
    assert [one.facts["possible_from"] for one in early.value.problems] == [date(2027, 6, 3)]
    with pytest.raises(NotAllowedError) as serving:
        forget(kept, CLERK, reason=REASON)
    assert codes(serving) == ["forget.not_left"]
    assert everything(kept) == before
    add_case(asked_by(kept, CLERK), date(2026, 11, 6), "still open")
    with pytest.raises(NotAllowedError) as opened:
        done(kept)
    assert codes(opened) == ["forget.open_case"]


def test_the_office_is_nobody_and_a_reason_is_needed_that_names_nobody(kept: Office) -> None:
    with pytest.raises(NotAllowedError, match=r"forget\.office"):
        forget(kept, "cq", reason=REASON)
    with pytest.raises(UsageError, match=r"forget\.reason_required"):
        forget(kept, OFFICER, reason=" ")
    with pytest.raises(RefusedError, match=r"forget\.reason_refused"):
        forget(kept, OFFICER, reason="tran van mau đã nghỉ")


def test_nothing_more_is_written_about_them(kept: Office) -> None:
    done(kept)
    clerk, leader = asked_by(kept, CLERK), asked_by(kept, LEADER)
    tries = (
        lambda: staff.correct(clerk, OFFICER, reason="x", name=NAME),
        lambda: staff.change(clerk, OFFICER, since=LATER, unit="Văn phòng"),
        lambda: staff.excuse(clerk, OFFICER, since=LATER, until=LATER, reason="x"),
        lambda: target(clerk, OFFICER, month("2026-11")),
        lambda: review.send_back(leader, OFFICER, month("2026-11"), reason="x"),
        lambda: add_case(clerk, date(2026, 11, 6), "again"),
        lambda: case_step.step(leader, "VP-2026-10-0001", CaseState.REOPENED, note="x"),
        lambda: case_correction.correct(clerk, "VP-2026-10-0001", reason="x", what="y"),
    )
    for attempt in tries:
        with pytest.raises(NotAllowedError, match=r"forget\.forgotten"):
            attempt()


def test_their_name_no_longer_finds_them(kept: Office) -> None:
    done(kept)
    assert kept.member(OFFICER).is_forgotten
    for text in ("mẫu", "forgotten"):
        with pytest.raises(CivicodeError):
            kept.member(text)


def test_people_read_words_in_place_of_the_mark(kept: Office) -> None:
    done(kept)
    built = report.build(kept, "officer", period=month("2026-10"), officer=OFFICER, words=EN)
    assert FORGOTTEN not in "".join(built.lead)
    assert "(removed) (007)" in "".join(built.lead)


def test_what_comes_back_later_is_taken_away_by_the_same_command(kept: Office) -> None:
    counts = done(kept).counts
    book = kept.load("2026-11").table("self_checks")[OFFICER]
    with kept.edit("2026-11") as edit:
        edit.put("2026-11", "self_checks", OFFICER, {**book, "reason": "once more"}, action="returned", reason="more")
    again = done(kept)
    assert again.action == "forgotten"
    assert again.counts == {**counts, "reasons": counts["reasons"] + 1, "audit_reasons": counts["audit_reasons"] + 1}
    assert verify(kept).ok


class Cut(MemoryStore):
    """A store whose power goes after so many books are published."""

    left = 99

    @contextmanager
    def edit(self, *books: str, **about: object) -> Iterator[Edit]:
        with super().edit(*books, **about) as edit:  # type: ignore[arg-type]
            yield edit
            ready = edit.ready  # type: ignore[attr-defined]
            for place, name in enumerate(list(ready)):
                if place < self.left:
                    ready[name].publish()
            if self.left < len(ready):
                raise StoreError("store.gone", file="")


def test_what_a_crash_cut_off_is_finished_by_the_same_command() -> None:
    whole = told(office(KEPT))
    counts = done(whole).counts
    for left in (0, 1):
        made = told(office(KEPT))
        store = Cut()
        store._books = made.store._books  # type: ignore[attr-defined]
        store.drafts, store.catalogues, store.left = made.store.drafts, made.store.catalogues, left
        made = asked_by(replace(made, store=store), CLERK, LATER)
        with pytest.raises(StoreError):
            done(made)
        assert verify(made).ok
        assert made.member(OFFICER).name == NAME
        store.left = 99
        assert done(made).counts == counts
        assert [text for text in TEXTS if text in everything(made)] == []
        assert verify(made).ok


class Written:
    """An office that random texts are written into, with whose they are."""

    def __init__(self, data: st.DataObject) -> None:
        self.office = office(KEPT)
        self.draw = data.draw
        self.clerk, self.leader = asked_by(self.office, CLERK), asked_by(self.office, LEADER)
        self.texts: dict[str, set[str]] = {CLERK: set(), OFFICER: set(), LEADER: set()}

    def text(self, officer: str) -> str:
        begins = f"text-{sum(map(len, self.texts.values())):04d}-"
        self.texts[officer].add(begins)
        return begins + self.draw(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=5))

    def month(self, key: str) -> None:
        for officer in sorted(self.draw(st.sets(st.sampled_from([CLERK, OFFICER, LEADER]), min_size=1))):
            self.check(key, officer)
        for officer in self.draw(st.lists(st.sampled_from([CLERK, OFFICER]), max_size=3)):
            self.case(date(2026, int(key[-2:]), self.draw(st.integers(1, 28))), officer)
        if self.draw(st.booleans()):
            close(self.office, key)
        self.office.reread()

    def check(self, key: str, officer: str) -> None:
        aim = target(self.office, officer, month(key))
        missed = sorted(self.draw(st.sets(st.sampled_from([one.code for one in aim.asked]), max_size=4)))
        said = {code: make_answer(Rating.NOT_MET, self.text(officer), self.text(officer)) for code in missed}
        submit(self.clerk, aim, {**all_met(aim), **said})
        if officer != LEADER and self.draw(st.booleans()):
            review.send_back(self.leader, officer, month(key), reason=self.text(officer))

    def case(self, day: date, officer: str) -> None:
        recorder = self.leader if officer == CLERK else self.clerk
        case = add_case(recorder, day, self.text(officer), officer=officer)
        if self.draw(st.booleans()):
            case_correction.correct(recorder, case, reason=self.text(officer), what=self.text(officer))
        case_step.step(self.leader, case, CaseState.DISMISSED, note=self.text(officer))


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_of_random_records_none_of_their_texts_is_left(data: st.DataObject) -> None:
    written = Written(data)
    for key in ("2026-10", "2026-11"):
        written.month(key)
    staff.leave(written.clerk, OFFICER, until=date(2026, 12, 1))
    made = asked_by(written.office, CLERK, LATER)
    made.reread()
    places = [(name, key) for name in FIGURES for key in ("2026-10", "2026-11", "2026")]
    before, heads = {place: rows(made, *place) for place in places}, verify(made).heads
    done(made)
    now = everything(made)
    assert [said for said in written.texts[OFFICER] if said in now] == []
    assert [said for said in written.texts[CLERK] | written.texts[LEADER] if said not in now] == []
    assert NAME not in now
    assert verify(made, expect=heads).ok
    assert {place: rows(made, *place) for place in places} == before
