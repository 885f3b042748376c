"""Closing and reopening: what is in the way, what is frozen, what a crash between the two books leaves."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from civicode.domain.calendar import PeriodKind
from civicode.domain.office import OfficeSettings, ReviewRule
from civicode.domain.store.audit import encode_document
from civicode.domain.tables import SEALS
from civicode.domain.violation.violation import CaseState
from civicode.errors import CivicodeError, NotAllowedError, NotFoundError, StoreError, UsageError
from civicode.services.check.check import submit, target, withdraw
from civicode.services.closing import close, reopen
from civicode.services.office.office import Office
from civicode.services.office.seals import seal_in
from civicode.services.period.period import shown
from civicode.services.review.review import confirm_all, send_back
from civicode.services.staff import excuse, leave
from civicode.services.status import status
from civicode.services.store.audit import verify
from civicode.services.violation import violation
from civicode.store import Store
from civicode.store.folder.folder import FolderStore
from tests.services.offices import (
    CLERK,
    LEADER,
    OFFICER,
    TODAY,
    WORKER,
    all_met,
    asked_by,
    begin,
    hand_in,
    month,
    new_office,
    office,
)
from tests.store.simulated.disks import WatchedFiles, no_lock

KEY = "2026-11"
EVERYONE = (CLERK, LEADER, OFFICER, WORKER)
STRICT = OfficeSettings(review=ReviewRule.REQUIRED)


def complete(settings: OfficeSettings | None = None) -> Office:
    made = office(settings)
    hand_in(made, KEY, *EVERYONE)
    return asked_by(made, CLERK)


def in_the_way(made: Office) -> list[tuple[str, str]]:
    with pytest.raises(NotAllowedError) as error:
        close(made, month(KEY))
    assert error.value.code == "closing.refused"
    assert error.value.facts == {"period": KEY, "n": len(error.value.problems)}
    return [(problem.where, problem.code) for problem in error.value.problems]


def notices(made: Office) -> list[str]:
    return [one.code for one in status(made).office.notices]


def test_a_complete_period_is_closed_and_sealed() -> None:
    made = complete()
    done = close(made, month(KEY))
    book, own = made.store.load(KEY), made.store.load("office")
    assert (done.action, done.kind, done.key, done.audit) == ("closed", "period", KEY, book.head)
    assert (done.facts["submitted"], done.facts["staff"], done.notes) == (4, 4, ("receipt.no_office_check",))
    assert book.state == "closed"
    entry = book.last_entry
    assert entry
    assert own.table(SEALS)[KEY] == {
        "state": "closed",
        "period": KEY,
        "seq": entry["seq"],
        "hash": entry["hash"],
        "closed_at": "2026-12-02T08:30:00+07:00",
        "closed_by": CLERK,
    }
    assert verify(made).ok
    detail = shown(made, month(KEY))
    assert (detail.standing.state, detail.seal, detail.since_closing) == ("closed", seal_in(own, KEY), ())


def test_everything_in_the_way_is_named_at_once() -> None:
    made = office(STRICT)
    hand_in(made, KEY, LEADER, CLERK, "CQ")
    leader = asked_by(made, LEADER)
    send_back(leader, CLERK, month(KEY), reason="thiếu")
    begin(made, KEY, OFFICER)
    begin(made, KEY, LEADER)
    assert in_the_way(asked_by(made, CLERK)) == [
        (LEADER, "closing.draft"),
        (LEADER, "closing.unreviewed"),
        (CLERK, "closing.returned"),
        (WORKER, "closing.missing"),
        (OFFICER, "closing.draft"),
        ("CQ", "closing.office_unreviewed"),
    ]
    assert made.store.load(KEY).state == "open"
    assert SEALS not in made.store.load("office").tables


def test_who_is_excused_is_not_in_the_way() -> None:
    made = office()
    hand_in(made, KEY, CLERK, LEADER, OFFICER)
    excuse(made, WORKER, since=date(2026, 11, 1), until=date(2026, 11, 30), reason="thai sản")
    assert close(made, month(KEY)).action == "closed"


def test_review_is_in_the_way_only_where_it_is_required() -> None:
    made = complete(STRICT)
    assert {code for _, code in in_the_way(made)} == {"closing.unreviewed"}
    confirm_all(asked_by(made, LEADER))
    assert in_the_way(made) == [(LEADER, "closing.unreviewed")]
    confirm_all(asked_by(made, OFFICER))
    assert [one.key for one in status(made).office.closable] == [KEY]
    assert close(made, month(KEY)).action == "closed"


def test_a_reason_accepts_what_is_in_the_way_and_is_kept() -> None:
    made = office()
    done = close(made, month(KEY), accept_missing=" cả cơ quan  nghỉ lũ ")
    assert (done.notes, done.facts["n"]) == (("receipt.closed_with_gaps", "receipt.no_office_check"), 4)
    entry, seal = made.store.load(KEY).last_entry, seal_in(made.store.load("office"), KEY)
    assert entry
    assert seal
    assert entry["reason"] == seal.reason == "cả cơ quan nghỉ lũ"
    with pytest.raises(UsageError):
        close(made, month(KEY), accept_missing=" ")


def test_a_reason_that_was_not_needed_is_not_kept() -> None:
    made = complete()
    close(made, month(KEY), accept_missing="phòng khi thiếu")
    seal = seal_in(made.store.load("office"), KEY)
    assert seal
    assert seal.reason == ""


@pytest.mark.parametrize(
    ("today", "key", "code"),
    [
        (date(2026, 11, 30), "2026-11", "closing.not_over"),
        (TODAY, "2027-01", "period.future"),
        (TODAY, "2026-Q4", "period.other_calendar"),
        (TODAY, "2026-03", "period.before_records"),
    ],
)
def test_which_periods_may_be_closed(today: date, key: str, code: str) -> None:
    made = complete()
    with pytest.raises(CivicodeError) as error:
        close(asked_by(made, CLERK, today), month(key), accept_missing="x")
    assert error.value.code == code
    assert isinstance(error.value, (NotAllowedError, UsageError, NotFoundError))


def test_a_quarter_is_closed_as_a_month_is() -> None:
    made = office(OfficeSettings(period=PeriodKind.QUARTER))
    on = asked_by(made, CLERK, date(2027, 1, 2))
    hand_in(on, "2026-Q4", *EVERYONE)
    assert close(on, month("2026-Q4")).action == "closed"
    assert verify(on).ok


def test_closing_twice_and_reopening_what_is_open_change_nothing() -> None:
    made = complete()
    assert reopen(made, month(KEY), reason="x").action == "unchanged"
    close(made, month(KEY))
    before = (made.store.load(KEY).tables, made.store.load("office").tables)
    again = close(asked_by(made, LEADER), month(KEY), accept_missing="x")
    assert (again.action, again.audit) == ("unchanged", None)
    assert (made.store.load(KEY).tables, made.store.load("office").tables) == before


def test_after_closing_nothing_of_a_check_changes() -> None:
    made = complete()
    aim = target(made, WORKER, month(KEY))
    close(made, month(KEY))
    for act in (
        lambda: target(made, WORKER, month(KEY)),
        lambda: submit(made, aim, all_met(aim)),
        lambda: withdraw(made, aim, "nhầm"),
    ):
        with pytest.raises(NotAllowedError) as error:
            act()
        assert error.value.code == "check.closed"


def test_reopening_needs_a_reason_and_leaves_the_seal_as_a_record() -> None:
    made = complete()
    close(made, month(KEY))
    with pytest.raises(UsageError):
        reopen(made, month(KEY), reason=" ")
    done = reopen(asked_by(made, LEADER), month(KEY), reason="sai số liệu")
    book = made.store.load(KEY)
    assert (done.action, done.audit, book.state) == ("reopened", book.head, "open")
    seal = seal_in(made.store.load("office"), KEY)
    assert seal
    assert (seal.is_closed, seal.closed_by, seal.reopened_by) == (False, CLERK, LEADER)
    assert seal.reopening_reason == "sai số liệu"
    assert verify(made).ok
    withdraw(made, target(made, WORKER, month(KEY)), "nhầm người")
    assert in_the_way(asked_by(made, CLERK)) == [(WORKER, "closing.missing")]
    assert [one.key for one in status(asked_by(made, WORKER)).me.due] == [KEY]  # type: ignore[union-attr]
    hand_in(made, KEY, WORKER)
    assert close(made, month(KEY)).action == "closed"
    again = seal_in(made.store.load("office"), KEY)
    assert again
    assert again.is_closed
    assert again.seq > seal.seq
    assert verify(made).ok


def test_what_comes_after_the_closing_is_recorded_and_told_apart() -> None:
    made = complete()
    old = violation.add(made, officer=OFFICER, criteria=["TD-06"], occurred_on=date(2026, 11, 5), what="đi trễ").key
    close(made, month(KEY))
    violation.step(asked_by(made, LEADER), old, CaseState.CONFIRMED)
    new = violation.add(made, officer=WORKER, criteria=["TD-06"], occurred_on=date(2026, 11, 20), what="đi trễ").key
    detail = shown(made, month(KEY))
    assert detail.since_closing == (new, old)
    assert (detail.violations, detail.observations) == (0, 1)
    assert verify(made).ok


def test_a_dry_run_closes_nothing() -> None:
    made = complete()
    before = (made.store.load(KEY).tables, made.store.load("office").tables)
    dry = asked_by(made, CLERK, dry_run=True)
    assert (close(dry, month(KEY)).action, close(dry, month(KEY)).audit) == ("closed", None)
    assert (made.store.load(KEY).tables, made.store.load("office").tables) == before


# A crash between the two books


class PowerCutError(BaseException):
    """The end of the process, at a moment of the test's choosing."""


def on_disk(path: Path, files: WatchedFiles | None = None) -> Office:
    """The office of `complete`, its store in a folder."""
    store = FolderStore(str(path / "data"), files=files, lock=no_lock)
    return asked_by(new_office(), CLERK, store=store)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    made = complete()
    store = on_disk(tmp_path).store
    for name in made.store.names():
        store.adopt(made.store.load(name, strict=True))
    on_disk(tmp_path).versions.keep(made.versions.digest)
    return tmp_path


def cut_after_first_book(path: Path, act: Callable[[Office], object]) -> None:
    """Run `act`, and end it when the second book is about to take its place."""
    renamed = 0

    def fail(_: int, step: str) -> BaseException | None:
        nonlocal renamed
        renamed += step == "replace"
        return PowerCutError() if step == "replace" and renamed == 2 else None

    made = on_disk(path, WatchedFiles(fail))
    with pytest.raises(PowerCutError):
        act(made)


def states(store: Store) -> tuple[str, bool | None]:
    """Of the period's book; and whether its seal stands, None without one."""
    seal = seal_in(store.load("office"), KEY)
    return store.load(KEY).state, seal.is_closed if seal else None


def problems(made: Office) -> list[str]:
    return [problem.code for problem in verify(made).problems]


def closing_cut_off(path: Path) -> Office:
    """Closed in its own book alone."""
    cut_after_first_book(path, lambda made: close(made, month(KEY)))
    made = on_disk(path)
    assert states(made.store) == ("closed", None)
    return made


def reopening_cut_off(path: Path) -> Office:
    """Reopened in the office's book alone."""
    close(on_disk(path), month(KEY))
    cut_after_first_book(path, lambda made: reopen(made, month(KEY), reason="sai"))
    made = on_disk(path)
    assert states(made.store) == ("closed", False)
    return made


CutOff = Callable[[Path], Office]
cut_offs = pytest.mark.parametrize("cut_off", [closing_cut_off, reopening_cut_off])


@cut_offs
def test_a_crash_between_the_two_books_is_told(filled: Path, cut_off: CutOff) -> None:
    made = cut_off(filled)
    assert "status.closing_unfinished" in notices(made)
    assert problems(made) == ["audit.seal_missing"]
    with pytest.raises(NotAllowedError):
        target(made, WORKER, month(KEY))


@cut_offs
def test_closing_again_finishes_it(filled: Path, cut_off: CutOff) -> None:
    done = close(cut_off(filled), month(KEY))
    made = on_disk(filled)
    assert (done.action, done.audit) == ("sealed", made.store.load("office").head)
    assert states(made.store) == ("closed", True)
    assert problems(made) == []
    assert close(made, month(KEY)).action == "unchanged"


@cut_offs
def test_the_next_change_of_the_register_finishes_it(filled: Path, cut_off: CutOff) -> None:
    made = cut_off(filled)
    leave(asked_by(made, LEADER, dry_run=True), WORKER, until=TODAY)
    assert states(made.store)[1] is not True
    leave(asked_by(made, LEADER), WORKER, until=TODAY)
    assert states(made.store) == ("closed", True)
    assert [one["action"] for one in made.store.load("office").table("audit").values()][-2:] == ["sealed", "left"]
    again = on_disk(filled)
    assert problems(again) == []
    assert "status.closing_unfinished" not in notices(again)


def test_reopening_again_finishes_it(filled: Path) -> None:
    made = reopening_cut_off(filled)
    assert reopen(made, month(KEY), reason="sai").action == "reopened"
    assert states(made.store) == ("open", False)
    assert problems(on_disk(filled)) == []


def test_a_damaged_book_does_not_keep_the_register_from_changing(filled: Path) -> None:
    (filled / "data" / "2026-10.json").write_text("{", encoding="utf-8")
    made = on_disk(filled)
    assert leave(made, WORKER, until=TODAY).action == "left"
    with pytest.raises(StoreError):
        made.load("2026-10")


def test_the_figures_of_the_period_before_are_not_left_out_for_good_unless_somebody_says_why(filled: Path) -> None:
    (filled / "data" / "2026-10.json").write_text("{", encoding="utf-8")
    made = on_disk(filled)
    assert in_the_way(made) == [("2026-10", "closing.before_left_out")]
    assert close(made, month(KEY), accept_missing="sổ tháng 10 hỏng").action == "closed"


# What the seal finds


def put_back(path: Path, name: str, act: Callable[[Office], object]) -> Office:
    """The office after `act`, with the book `name` as it was before."""
    file = path / "data" / f"{name}.json"
    before = file.read_bytes()
    act(on_disk(path))
    file.write_bytes(before)
    return on_disk(path)


def test_a_month_put_back_from_before_the_closing_is_found(filled: Path) -> None:
    made = put_back(filled, KEY, lambda made: close(made, month(KEY)))
    assert problems(made) == ["audit.seal_broken"]
    (problem,) = verify(made, period=month(KEY)).problems
    assert (problem.where, problem.facts["table"], problem.facts["key"]) == (KEY, "audit", "7")


def test_an_office_book_put_back_from_before_the_closing_is_found(filled: Path) -> None:
    assert problems(put_back(filled, "office", lambda made: close(made, month(KEY)))) == ["audit.seal_missing"]


def test_an_office_book_put_back_from_before_two_closings_stays_found(filled: Path) -> None:
    hand_in(on_disk(filled), "2026-10", CLERK, LEADER, OFFICER)
    made = put_back(filled, "office", lambda made: [close(made, month(key)) for key in ("2026-10", KEY)])
    leave(asked_by(made, LEADER), WORKER, until=TODAY)
    assert problems(made) == ["audit.seal_missing", "audit.seal_missing"]
    assert close(made, month(KEY)).action == "sealed"
    assert close(made, month("2026-10")).action == "sealed"
    assert problems(on_disk(filled)) == []


def test_a_month_put_back_from_before_the_reopening_is_found(filled: Path) -> None:
    close(on_disk(filled), month(KEY))
    made = put_back(filled, KEY, lambda made: reopen(made, month(KEY), reason="sai"))
    assert problems(made) == ["audit.seal_missing"]


def test_an_office_book_put_back_from_before_the_reopening_is_found(filled: Path) -> None:
    close(on_disk(filled), month(KEY))
    assert problems(put_back(filled, "office", lambda made: reopen(made, month(KEY), reason="sai"))) == [
        "audit.seal_open"
    ]


def test_a_closed_month_that_is_gone_is_found(filled: Path) -> None:
    close(on_disk(filled), month(KEY))
    assert "status.book_gone" not in notices(on_disk(filled))
    (filled / "data" / f"{KEY}.json").unlink()
    assert problems(on_disk(filled)) == ["audit.seal_broken"]
    assert "status.book_gone" in notices(on_disk(filled))


def test_a_closed_month_cut_short_is_found(filled: Path) -> None:
    close(on_disk(filled), month(KEY))
    source = FolderStore(str(filled / "data"), lock=no_lock)
    book = source.load(KEY)
    last = str(max(map(int, book.table("audit"))))
    del book.tables["audit"][last]
    book.tables["meta"]["book"] = encode_document({**book.table("meta")["book"], "state": "open"})
    (filled / "data" / f"{KEY}.json").unlink()
    source.adopt(book)
    assert problems(on_disk(filled)) == ["audit.seal_broken"]


def test_what_lies_in_the_place_of_a_closed_month_is_not_written_to(filled: Path) -> None:
    close(on_disk(filled), month(KEY))
    (filled / "data" / f"{KEY}.json").unlink()
    made = on_disk(filled)
    acts: tuple[Callable[[], object], ...] = (
        lambda: hand_in(made, KEY, OFFICER),
        lambda: confirm_all(asked_by(made, LEADER), month(KEY)),
        lambda: violation.add(made, officer=OFFICER, criteria=["TD-06"], occurred_on=date(2026, 11, 5), what="đi trễ"),
    )
    for act in acts:
        with pytest.raises(StoreError) as caught:
            act()
        assert caught.value.code == "audit.seal_broken"
    assert (KEY, "closing.other_book") in in_the_way(made)
    assert problems(made) == ["audit.seal_broken"]


def test_a_closed_month_that_is_lost_is_begun_again_with_a_reason_and_closed_with_one(filled: Path) -> None:
    close(on_disk(filled), month(KEY))
    (filled / "data" / f"{KEY}.json").unlink()
    made = on_disk(filled)
    assert reopen(made, month(KEY), reason="mất sổ").action == "reopened"
    assert reopen(made, month(KEY), reason="mất sổ").action == "unchanged"
    hand_in(made, KEY, *EVERYONE)
    assert problems(made) == ["audit.seal_broken"]
    assert in_the_way(made) == [(KEY, "closing.other_book")]
    close(made, month(KEY), accept_missing="mất sổ, nhập lại")
    assert problems(made) == []


def test_an_office_book_that_is_gone_is_found_though_no_month_is_closed(filled: Path) -> None:
    (filled / "data" / "office.json").unlink()
    assert problems(on_disk(filled)) == ["audit.office_missing"]
