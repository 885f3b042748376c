"""Snapshots: a person as they counted, what came after, the figures of the period before."""

from datetime import date
from typing import Any

import pytest

from civicode.domain.calendar import Period
from civicode.domain.period.figures import Totals
from civicode.domain.period.snapshot import AfterClosing, Before, Share, Snapshot, after_closing, frozen, totals_before
from civicode.domain.record import read_record, to_document
from civicode.domain.staff.staff import Post, StaffMember, is_excused
from civicode.domain.violation.violation import CaseState
from tests.reports.samples import case

NOVEMBER = Period.of(date(2026, 11, 1))
MEMBER = StaffMember(
    code="007",
    name="Trần Văn Mẫu",
    posts=(
        Post(
            since=None, position="Chuyên viên", unit="Văn phòng", until=date(2026, 10, 1), leader=False, category=None
        ),
        Post(since=date(2026, 11, 10), position="Phó phòng", unit="Kinh tế", leader=True, category=None),
        Post(since=date(2026, 12, 1), position="Trưởng phòng", unit="Kinh tế", leader=True, category=None),
    ),
    until=date(2027, 1, 1),
    order=3,
)
SNAPSHOT = Snapshot(
    opens_on=date(2026, 12, 1),
    due_on=date(2026, 12, 3),
    catalogue="9f2c",
    members=(frozen(MEMBER, NOVEMBER),),
    excused=frozenset({"007"}),
    drafts=frozenset({"CQ"}),
    cases=(case("007", "TD-02"),),
    before=Before(
        shares={"007": Share(unit="Văn phòng", staff=1, submitted=1, met=40, not_met=2, not_applicable=6)},
        not_met={"TD-02": ("007",)},
    ),
    totals=Totals(staff=5, submitted=4, met=9, not_met=1),
)


def test_a_frozen_person_has_the_one_post_that_counted() -> None:
    (post,) = frozen(MEMBER, NOVEMBER).posts
    assert (post.position, post.unit, post.leader, post.since, post.until) == ("Phó phòng", "Kinh tế", True, None, None)
    assert frozen(MEMBER, NOVEMBER).on_register(NOVEMBER.first_day, NOVEMBER.first_day)
    assert frozen(MEMBER, NOVEMBER).order == 3


def test_who_was_excused_is_excused_by_the_frozen_absences() -> None:
    assert is_excused(SNAPSHOT.members[0], NOVEMBER, SNAPSHOT.absences_in(NOVEMBER))
    assert not is_excused(SNAPSHOT.members[0], NOVEMBER, ())


@pytest.mark.parametrize(
    "snapshot",
    [
        SNAPSHOT,
        Snapshot(
            opens_on=date(2026, 12, 1),
            due_on=date(2026, 12, 3),
            catalogue="",
            members=(),
            excused=frozenset(),
            drafts=frozenset(),
            cases=(),
            before=Before(shares={}, not_met={}),
            totals=Totals(),
        ),
    ],
    ids=["full", "empty"],
)
def test_a_snapshot_is_read_as_it_was_written(snapshot: Snapshot) -> None:
    assert read_record(to_document(snapshot), Snapshot) == snapshot


@pytest.mark.parametrize(
    "change",
    [
        {"roster": None},
        {"roster": [5]},
        {"violations": {}},
        {"excused": "007"},
        {"before": {"shares": {"007": 3}, "not_met": {}}},
        {"before": {"shares": {"007": {"unit": "x"}}, "not_met": {}}},
        {"totals": {"staff": "5"}},
        {"opens_on": "2026-13-01"},
    ],
)
def test_a_document_that_is_no_snapshot_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_record(to_document(SNAPSHOT) | change, Snapshot)


def test_what_came_after_is_told_apart() -> None:
    then = [case("007", "TD-02"), case("008", "TD-02", number=2), case("008", "TD-02", number=3)]
    now = [case("007", "TD-02", state=CaseState.CLOSED), then[1], case("009", "GT-01", number=4)]
    assert after_closing(then, now) == AfterClosing(
        added=("VP-2026-11-0004",), changed=("VP-2026-11-0001",), moved_away=("VP-2026-11-0003",)
    )
    assert after_closing(then, now).ids == ("VP-2026-11-0004", "VP-2026-11-0001", "VP-2026-11-0003")
    assert after_closing(then, then).ids == ()


def test_the_figures_of_the_period_before_are_those_of_whoever_is_asked_for() -> None:
    shares = {
        "1": Share(unit="A", staff=1, submitted=1, met=40, not_met=2, not_applicable=6),
        "2": Share(unit="B", staff=1, submitted=0),
        "3": Share(unit="B", staff=0, submitted=0),
    }
    assert totals_before(Before(shares=shares, not_met={}), {"1", "2", "3", "9"}) == Totals(
        staff=2, submitted=1, met=40, not_met=2, not_applicable=6
    )
    assert totals_before(Before(shares=shares, not_met={}), {"2"}) == Totals(staff=1)
