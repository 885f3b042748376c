from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.calendar import Period
from civicode.domain.record import read_record, to_document
from civicode.domain.staff.staff import (
    Absence,
    Category,
    Post,
    StaffMember,
    by_unit,
    in_order,
    is_excused,
    is_staff_code,
    members_found,
    serving_in,
)

NOVEMBER = Period.of(date(2026, 11, 1))


def post(since: date | None = None, **fields: object) -> Post:
    blank: dict[str, object] = {"leader": False, "category": None}
    return Post(**{"since": since, "position": "Văn thư", "unit": "Văn phòng", **blank, **fields})  # type: ignore[arg-type]


def person(code: str = "007", name: str = "Trần Minh Đức", *posts: Post, **fields: object) -> StaffMember:
    blank: dict[str, object] = {"until": None, "order": None}
    return StaffMember(**{"code": code, "name": name, "posts": posts or (post(),), **blank, **fields})  # type: ignore[arg-type]


def away(since: date, until: date, officer: str = "007") -> Absence:
    return Absence(officer=officer, since=since, until=until, reason="nghỉ thai sản")


@pytest.mark.parametrize("text", ["007", "a", "A.b_c-d", "x" * 32, "CQ1"])
def test_a_staff_code(text: str) -> None:
    assert is_staff_code(text)


@pytest.mark.parametrize("text", ["", "CQ", "cq", "-1", ".a", "đức", "a b", "x" * 33, "a/b", "a\n"])
def test_no_staff_code(text: str) -> None:
    assert not is_staff_code(text)


class TestRegister:
    served = person("007", "A", post(date(2026, 3, 16)), until=date(2026, 9, 30))

    @pytest.mark.parametrize(
        ("first", "last", "served"),
        [
            (date(2026, 3, 1), date(2026, 3, 15), False),
            (date(2026, 3, 1), date(2026, 3, 16), True),
            (date(2026, 9, 30), date(2026, 10, 31), True),
            (date(2026, 10, 1), date(2026, 10, 31), False),
        ],
    )
    def test_one_day_is_enough(self, first: date, last: date, served: bool) -> None:
        assert self.served.on_register(first, last) is served

    def test_somebody_who_came_back_was_away_in_between(self) -> None:
        twice = person("007", "A", post(until=date(2026, 3, 31)), post(date(2026, 9, 1)))
        assert twice.terms == ((None, date(2026, 3, 31)), (date(2026, 9, 1), None))
        months = [Period.of(date(2026, month, 1)) for month in (3, 4, 8, 9)]
        assert [twice.on_register(one.first_day, one.last_day) for one in months] == [True, False, False, True]


class TestPosts:
    changed = person(
        "007",
        "A",
        post(unit="Văn phòng"),
        post(date(2026, 4, 1), unit="Tài chính"),
        post(date(2026, 11, 15), unit="Tư pháp"),
    )

    @pytest.mark.parametrize(
        ("day", "unit"),
        [
            (date(2020, 1, 1), "Văn phòng"),
            (date(2026, 3, 31), "Văn phòng"),
            (date(2026, 4, 1), "Tài chính"),
            (date(2026, 11, 14), "Tài chính"),
            (date(2026, 11, 15), "Tư pháp"),
        ],
    )
    def test_the_post_of_a_day(self, day: date, unit: str) -> None:
        assert self.changed.post_on(day).unit == unit

    def test_a_period_counts_by_its_last_day_or_the_last_one_served(self) -> None:
        assert self.changed.post_in(NOVEMBER).unit == "Tư pháp"
        left = person("007", "A", *self.changed.posts, until=date(2026, 11, 10))
        assert left.post_in(NOVEMBER).unit == "Tài chính"

    def test_before_the_first_one_it_is_the_first(self) -> None:
        assert person("007", "A", post(date(2026, 4, 1))).post_on(date(2026, 1, 1)).unit == "Văn phòng"


class TestExcused:
    @pytest.mark.parametrize(
        ("spans", "excused"),
        [
            ([], False),
            ([((11, 1), (11, 30))], True),
            ([((10, 1), (12, 31))], True),
            ([((11, 2), (11, 30))], False),
            ([((11, 1), (11, 29))], False),
            ([((11, 16), (11, 30)), ((11, 1), (11, 15))], True),
            ([((11, 1), (11, 20)), ((11, 5), (11, 10)), ((11, 15), (12, 1))], True),
            ([((11, 1), (11, 14)), ((11, 16), (11, 30))], False),
        ],
    )
    def test_only_who_is_away_on_every_day(
        self, spans: list[tuple[tuple[int, int], tuple[int, int]]], excused: bool
    ) -> None:
        absences = [away(date(2026, *first), date(2026, *last)) for first, last in spans]
        assert is_excused(person(), NOVEMBER, absences) is excused

    def test_days_off_the_register_need_no_excuse(self) -> None:
        left = person(until=date(2026, 11, 10))
        assert is_excused(left, NOVEMBER, [away(date(2026, 11, 1), date(2026, 11, 10))])
        joined = person("007", "A", post(date(2026, 11, 20)))
        assert is_excused(joined, NOVEMBER, [away(date(2026, 11, 20), date(2026, 11, 30))])
        twice = person("007", "A", post(until=date(2026, 11, 5)), post(date(2026, 11, 25)))
        both = [away(date(2026, 11, 1), date(2026, 11, 5)), away(date(2026, 11, 25), date(2026, 12, 5))]
        assert is_excused(twice, NOVEMBER, both)
        assert not is_excused(twice, NOVEMBER, both[:1])

    def test_somebody_elses_absence_excuses_nobody(self) -> None:
        assert not is_excused(person(), NOVEMBER, [away(date(2026, 11, 1), date(2026, 11, 30), "008")])


class TestFinding:
    people = (
        person("007", "Trần Minh Đức"),
        person("a1", "Nguyễn Thị Đào"),
        person("b2", "Lê Thị Ánh Đào"),
        person("an", "Phạm Hòa"),
        person("c3", "Đỗ Văn An"),
    )

    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("A1", ["a1"]),
            ("an", ["an"]),
            ("duc", ["007"]),
            ("tran minh", ["007"]),
            ("minh duc", ["007"]),
            ("đào", ["b2", "a1"]),
            ("nguyen thi dao", ["a1"]),
            ("hoà", ["an"]),
            ("uc", []),
            ("", []),
            ("xyz", []),
        ],
    )
    def test_by_code_or_by_part_of_the_name(self, text: str, codes: list[str]) -> None:
        assert [one.code for one in members_found(self.people, text)] == codes


def test_who_serves_in_a_period_stands_in_the_order_given() -> None:
    people = [
        person("3"),
        person("1", "", post(date(2026, 11, 30))),
        person("4", "", post(date(2026, 12, 1))),
        person("2", until=date(2026, 11, 1)),
        person("5", until=date(2026, 10, 31)),
    ]
    assert [one.code for one in serving_in(people, NOVEMBER)] == ["3", "1", "2"]


def test_order_in_lists() -> None:
    people = [
        person("4", "Đỗ Văn Ân"),
        person("3", "Trần Thị Ánh"),
        person("2", "Bùi Thị An", order=9),
        person("1", "Vũ Văn An", order=2),
        person("5", "Cao Thị Ánh"),
    ]
    assert [one.code for one in in_order(people)] == ["1", "2", "5", "3", "4"]


DAYS = st.none() | st.dates()
TEXT = st.text(max_size=20)
POSTS = st.builds(
    Post,
    since=DAYS,
    position=TEXT,
    unit=TEXT,
    leader=st.booleans(),
    category=st.none() | st.sampled_from(Category),
    until=DAYS,
)


@given(
    st.builds(
        StaffMember,
        code=TEXT,
        name=TEXT,
        posts=st.lists(POSTS, min_size=1, max_size=3).map(tuple),
        until=DAYS,
        order=st.none() | st.integers(),
    )
)
def test_a_person_survives_the_register(member: StaffMember) -> None:
    assert read_record(to_document(member), StaffMember) == member


@given(st.builds(Absence, officer=TEXT, since=st.dates(), until=st.dates(), reason=TEXT))
def test_an_absence_survives_the_register(absence: Absence) -> None:
    assert read_record(to_document(absence), Absence) == absence


def test_units_stand_by_the_rank_of_their_people_and_else_by_name() -> None:
    def member(code: str, name: str, unit: str, order: int | None = None) -> StaffMember:
        return StaffMember(
            code=code,
            name=name,
            posts=(Post(since=None, position="", unit=unit, leader=False, category=None),),
            order=order,
            until=None,
        )

    people = [
        member("1", "Lê Thị An", "Văn phòng"),
        member("2", "Trần Văn Bình", "Đoàn thể"),
        member("3", "Phạm Ân", "Kinh tế"),
        member("4", "Võ Xuân", "Dân quân"),
        member("5", "Đỗ Yên", "Lãnh đạo", order=1),
    ]
    assert list(by_unit(people, NOVEMBER).items()) == [
        ("5", "Lãnh đạo"),
        ("4", "Dân quân"),
        ("2", "Đoàn thể"),
        ("3", "Kinh tế"),
        ("1", "Văn phòng"),
    ]
