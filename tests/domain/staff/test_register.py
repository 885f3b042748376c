from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from civicode.domain.staff.register import absence_problems, corrected, entry_problems, joining_problems, left, moved
from civicode.domain.staff.staff import Absence, Post, StaffMember
from civicode.domain.text.text import LONGEST_TEXT
from civicode.errors import Problem

OFFICE_CLERK = Post(since=None, position="Văn thư", unit="Văn phòng", leader=False, category=None)
DUC = StaffMember(code="007", name="Trần Minh Đức", posts=(OFFICE_CLERK,), until=None, order=None)


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code.removeprefix("staff.") for problem in problems]


def units(member: StaffMember) -> list[tuple[date | None, str]]:
    return [(post.since, post.unit) for post in member.posts]


def move(member: StaffMember, since: date, **changes: Any) -> StaffMember:
    new, problems = moved(member, since, changes)
    assert not problems
    return new


class TestJoining:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({}, []),
            ({"code": "CQ"}, ["code_reserved"]),
            ({"code": "cq"}, ["code_reserved"]),
            ({"code": "a b"}, ["code_invalid"]),
            ({"code": "đức", "name": "", "order": -1}, ["code_invalid", "empty", "order_negative"]),
            ({"name": "x" * (LONGEST_TEXT + 1)}, ["text_too_long"]),
            ({"name": "Đ\udcc3c"}, ["text_broken"]),
        ],
    )
    def test_everything_wrong_at_once(self, fields: Mapping[str, Any], expected: list[str]) -> None:
        member = StaffMember(
            **{"code": "007", "name": "Đức", "posts": (OFFICE_CLERK,), "until": None, "order": None, **fields}
        )
        assert codes(joining_problems(member)) == expected

    def test_a_post_needs_position_and_unit(self) -> None:
        member = StaffMember(
            code="1",
            name="A",
            posts=(Post(since=None, position="", unit="", leader=False, category=None),),
            until=None,
            order=None,
        )
        assert [problem.where for problem in entry_problems(member)] == ["--position", "--unit"]


class TestMoving:
    def test_what_is_not_named_stays(self) -> None:
        new = move(DUC, date(2026, 4, 1), unit="Tài chính")
        assert new.posts == (
            OFFICE_CLERK,
            Post(since=date(2026, 4, 1), position="Văn thư", unit="Tài chính", leader=False, category=None),
        )

    def test_on_the_same_day_it_is_set_anew(self) -> None:
        once = move(DUC, date(2026, 4, 1), unit="Tài chính")
        assert units(move(once, date(2026, 4, 1), unit="Tư pháp")) == [
            (None, "Văn phòng"),
            (date(2026, 4, 1), "Tư pháp"),
        ]

    def test_one_found_out_late_goes_in_between(self) -> None:
        later = move(DUC, date(2026, 9, 1), unit="Tư pháp")
        assert units(move(later, date(2026, 4, 1), unit="Tài chính")) == [
            (None, "Văn phòng"),
            (date(2026, 4, 1), "Tài chính"),
            (date(2026, 9, 1), "Tư pháp"),
        ]

    def test_the_same_post_is_no_change(self) -> None:
        assert move(DUC, date(2026, 4, 1), unit="Văn phòng") is DUC
        assert move(DUC, date(2026, 4, 1)) is DUC

    def test_not_before_the_register(self) -> None:
        joined = StaffMember(
            code="1",
            name="A",
            posts=(Post(since=date(2026, 3, 1), position="P", unit="U", leader=False, category=None),),
            until=None,
            order=None,
        )
        assert codes(moved(joined, date(2026, 2, 28), {"unit": "X"})[1]) == ["before_register"]

    def test_an_empty_text_is_refused(self) -> None:
        assert codes(moved(DUC, date(2026, 4, 1), {"unit": ""})[1]) == ["empty"]


class TestComingBack:
    gone = left(DUC, date(2026, 3, 31))[0]

    def test_the_time_away_is_kept(self) -> None:
        back = move(self.gone, date(2026, 9, 1), unit="Tài chính")
        assert back.terms == ((None, date(2026, 3, 31)), (date(2026, 9, 1), None))
        assert back.until is None
        assert back.post_on(date(2026, 9, 1)).position == "Văn thư"

    def test_on_the_next_day_they_had_never_left(self) -> None:
        assert move(self.gone, date(2026, 4, 1)) == DUC
        assert move(self.gone, date(2026, 4, 1), unit="Tài chính").terms == ((None, None),)

    def test_a_change_before_the_time_away_leaves_it_where_it_was(self) -> None:
        back = move(self.gone, date(2026, 9, 1))
        changed = move(back, date(2026, 2, 1), unit="Tài chính")
        assert changed.terms == back.terms
        assert units(changed) == [
            (None, "Văn phòng"),
            (date(2026, 2, 1), "Tài chính"),
            (date(2026, 9, 1), "Văn phòng"),
        ]

    def test_between_two_times_on_the_register_the_post_of_before_is_a_new_one(self) -> None:
        away = move(left(DUC, date(2026, 4, 30))[0], date(2026, 9, 1), unit="Tài chính")
        new = move(away, date(2026, 7, 1), unit="Văn phòng")
        assert new.terms == ((None, date(2026, 4, 30)), (date(2026, 7, 1), None))
        assert units(new) == [(None, "Văn phòng"), (date(2026, 7, 1), "Văn phòng"), (date(2026, 9, 1), "Tài chính")]

    def test_having_come_back_earlier(self) -> None:
        back = move(self.gone, date(2026, 9, 1))
        earlier = move(back, date(2026, 8, 1), unit="Tài chính")
        assert earlier.terms == ((None, date(2026, 3, 31)), (date(2026, 8, 1), None))


class TestCorrecting:
    def test_name_order_and_newest_post(self) -> None:
        new, problems = corrected(
            move(DUC, date(2026, 4, 1), unit="X"), {"name": "Đức", "order": 3, "unit": "Tài chính"}
        )
        assert not problems
        assert (new.name, new.order, units(new)[-1]) == ("Đức", 3, (date(2026, 4, 1), "Tài chính"))

    def test_the_first_day_moves_with_the_post(self) -> None:
        new, problems = corrected(DUC, {"since": date(2026, 2, 1)})
        assert not problems
        assert new.since == date(2026, 2, 1)

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"since": date(2026, 4, 1)}, ["post_not_after"]),
            ({"since": date(2026, 3, 1)}, ["post_not_after"]),
            ({"until": date(2026, 8, 31)}, ["leaves_before_post"]),
            ({"name": "", "order": -2}, ["empty", "order_negative"]),
        ],
    )
    def test_what_cannot_have_been(self, changes: Mapping[str, Any], expected: list[str]) -> None:
        twice = move(move(DUC, date(2026, 4, 1), unit="X"), date(2026, 9, 1), unit="Y")
        assert codes(corrected(twice, changes)[1]) == expected


class TestLeaving:
    def test_the_last_day(self) -> None:
        assert left(DUC, date(2026, 3, 31))[0].until == date(2026, 3, 31)

    def test_not_before_the_newest_post(self) -> None:
        changed = move(DUC, date(2026, 4, 1), unit="X")
        assert codes(left(changed, date(2026, 3, 31))[1]) == ["leaves_before_post"]
        assert codes(left(changed, date(2026, 4, 1))[1]) == []


class TestAbsence:
    on_record = Absence(officer="007", since=date(2026, 11, 10), until=date(2026, 11, 20), reason="ốm")

    def found(self, since: date, until: date, reason: str = "phép", member: StaffMember = DUC) -> list[str]:
        absence = Absence(officer="007", since=since, until=until, reason=reason)
        return codes(absence_problems(absence, member, [self.on_record]))

    def test_beside_another(self) -> None:
        assert self.found(date(2026, 11, 21), date(2026, 11, 25)) == []
        assert self.found(date(2026, 11, 1), date(2026, 11, 9)) == []

    @pytest.mark.parametrize(("first", "last"), [(1, 10), (20, 25), (12, 15), (1, 30)])
    def test_over_another(self, first: int, last: int) -> None:
        assert self.found(date(2026, 11, first), date(2026, 11, last)) == ["absence_overlaps"]

    def test_one_from_the_same_day_takes_its_place(self) -> None:
        assert self.found(date(2026, 11, 10), date(2026, 11, 30)) == []

    def test_backwards_and_without_a_reason(self) -> None:
        assert self.found(date(2026, 11, 9), date(2026, 11, 8), reason="") == ["empty", "absence_backwards"]

    def test_off_the_register(self) -> None:
        gone = left(DUC, date(2026, 10, 31))[0]
        assert self.found(date(2026, 11, 1), date(2026, 11, 2), member=gone) == ["absence_off_register"]
