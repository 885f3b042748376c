"""Who of a ward that joins goes on under which code, by value; all people are made up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.merge.ward import Arrival, ArrivalState, CodeRow, arrivals, from_day, joined, meant, reaching
from civicode.domain.staff.staff import Absence, Category, Post, StaffMember
from civicode.i18n import FORGOTTEN

DAY = date(2026, 12, 1)


def post(since: date | None = None, unit: str = "Văn phòng", until: date | None = None) -> Post:
    return Post(since=since, position="Văn thư", unit=unit, until=until, leader=False, category=None)


def person(code: str, name: str, *posts: Post, until: date | None = None) -> StaffMember:
    return StaffMember(code=code, name=name, posts=posts or (post(),), until=until, order=None)


def row(code: str, new_code: str, name: str = "", line: int = 2) -> CodeRow:
    return CodeRow(code, name, new_code, line, "codes.csv")


OURS = (
    person("001", "Lê Thị Ánh"),
    person("007", "Trần Minh Đức"),
    person("009", FORGOTTEN, until=date(2020, 1, 1)),
    person("A", "Vũ Hòa"),
)
THEIRS = (person("007", "Phạm Văn Ơn"), person("b1", "lê thị ánh"), person("b2", "Vũ Hoà"), person("b3", "Đỗ Mai"))

_day = st.dates(date(2026, 10, 1), date(2027, 2, 1))


@st.composite
def members(draw: st.DrawFn) -> StaffMember:
    days = sorted(draw(st.sets(_day, min_size=1, max_size=6)))
    first = None if draw(st.booleans()) else days[0]
    posts, rest = [], [first, *days[1:]]
    for place, since in enumerate(rest):
        later = rest[place + 1] if place + 1 < len(rest) else None
        gap = later is not None and draw(st.booleans())
        start = since or days[0] - timedelta(days=9)
        until = start if gap and later and later - start > timedelta(days=1) else None
        posts.append(post(since, unit=str(place), until=until))
    last = posts[-1].since or days[-1]
    until = last + timedelta(days=draw(st.integers(0, 60))) if draw(st.booleans()) else None
    return person("1", "Vũ Thị Mơ", *posts, until=until)


@given(members())
def test_from_the_day_on_all_is_as_it_was_there_and_before_there_is_nothing(member: StaffMember) -> None:
    found = from_day(member, DAY)
    for offset in range(-70, 90):
        day = DAY + timedelta(days=offset)
        served = day >= DAY and member.on_register(day, day)
        assert served == (found is not None and found.on_register(day, day)), day
        if served:
            assert found is not None
            assert found.post_on(day).unit == member.post_on(day).unit


@given(members(), members())
def test_the_same_person_keeps_every_post_before(ours: StaffMember, theirs: StaffMember) -> None:
    came = from_day(theirs, DAY)
    if came is None:
        return
    made, problems = joined(Arrival(came, "1", ArrivalState.SAME_PERSON, ("1",)), [ours])
    if problems:
        return
    for offset in range(-70, 90):
        day = DAY + timedelta(days=offset)
        if day < DAY:
            assert made.on_register(day, day) == ours.on_register(day, day), day
        if day < DAY and ours.on_register(day, day):
            assert made.post_on(day).unit == ours.post_on(day).unit
    assert made.on_register(came.posts[0].since or DAY, came.posts[0].since or DAY)


def test_what_nobody_has_decided() -> None:
    found, problems = arrivals(THEIRS, OURS, ())
    assert {one.member.code: (one.code, one.state, one.like) for one in found} == {
        "007": ("", ArrivalState.CODE_TAKEN, ("007",)),
        "b1": ("", ArrivalState.SAME_NAME, ("001",)),
        "b2": ("", ArrivalState.SAME_NAME, ("A",)),
        "b3": ("b3", ArrivalState.FREE, ()),
    }
    assert sorted((one.code, one.where) for one in problems) == [
        ("merger.code_taken", "007"),
        ("merger.same_name", "b1"),
        ("merger.same_name", "b2"),
    ]


def test_a_code_given_up_is_still_that_persons() -> None:
    given_up = {"b3": "007", "107": "007"}
    found, problems = arrivals([person("B3", "Đỗ Mai")], OURS, (), given_up)
    assert [(one.code, one.state, one.like) for one in found] == [("", ArrivalState.CODE_TAKEN, ("007",))]
    assert [(one.code, one.facts["holder"]) for one in problems] == [("merger.code_taken", "Trần Minh Đức")]
    found, problems = arrivals([person("x", "Trần Minh Đức")], OURS, [row("x", "107")], given_up)
    assert [(one.code, one.state) for one in found] == [("007", ArrivalState.SAME_PERSON)]
    assert problems == []


def test_a_taken_code_and_a_name_of_another_are_both_told() -> None:
    _, problems = arrivals([person("007", "Lê Thị Ánh")], OURS, ())
    assert [one.code for one in problems] == ["merger.same_name", "merger.code_taken"]


def test_what_the_rows_decide() -> None:
    rows = (row("7", "B07"), row("B1", "001"), row("b2", "b2", "VŨ HÒA"), row("b3", ""))
    found, problems = arrivals(THEIRS, OURS, rows)
    assert problems == []
    assert {one.member.code: (one.code, one.state) for one in found} == {
        "007": ("B07", ArrivalState.FREE),
        "b1": ("001", ArrivalState.SAME_PERSON),
        "b2": ("b2", ArrivalState.FREE),
        "b3": ("b3", ArrivalState.FREE),
    }


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ((row("zz", "X"),), ["merger.unknown_code"]),
        ((row("", "X"),), ["merger.unknown_code"]),
        ((row("b3", "X", "Ai Khác"),), ["merger.other_name"]),
        ((row("b3", "X"), row("B3", "Y", line=3)), ["merger.row_twice"]),
        ((row("b3", "B4"), row("b2", "b4", line=3)), ["merger.two_to_one"]),
        ((row("b2", "b3"),), ["merger.two_to_one"]),
        ((row("b3", "001"),), ["merger.not_the_same", "merger.two_to_one"]),
        ((row("b3", "009"),), ["merger.forgotten"]),
        ((row("b3", "7"),), ["merger.not_the_same"]),
    ],
)
def test_what_is_wrong_with_rows(rows: tuple[CodeRow, ...], codes: list[str]) -> None:
    rest = [row("007", "B07", line=8), row("b1", "001", line=9), row("b2", "b2", line=10)]
    taken = {one.code.casefold() for one in rows}
    _, problems = arrivals(THEIRS, OURS, [*rows, *(one for one in rest if one.code not in taken)])
    assert [one.code for one in problems] == codes
    assert all(one.line for one in problems)
    assert {one.where for one in problems} == {"codes.csv"}


@pytest.mark.parametrize(("code", "sentence"), [("CQ", "staff.code_reserved"), ("a b", "staff.code_invalid")])
def test_a_code_that_nobody_may_have(code: str, sentence: str) -> None:
    made, problems = joined(Arrival(THEIRS[3], code, ArrivalState.FREE), OURS)
    assert made.code == code
    assert [(one.code, one.where) for one in problems] == [(sentence, "b3")]


def test_somebody_who_had_left_comes_back() -> None:
    ours = person("001", "Lê Thị Ánh", until=date(2026, 6, 30))
    came = from_day(person("b1", "Lê Thị Ánh", post(unit="Kinh tế"), until=date(2027, 1, 31)), DAY)
    assert came
    made, problems = joined(Arrival(came, "001", ArrivalState.SAME_PERSON), [ours])
    assert problems == []
    assert made.terms == ((None, date(2026, 6, 30)), (DAY, date(2027, 1, 31)))
    assert made.code == "001"


def test_who_is_not_on_our_register_yet_is_a_problem() -> None:
    ours = person("001", "Lê Thị Ánh", post(date(2027, 1, 1)))
    _, problems = joined(Arrival(person("b1", "Lê Thị Ánh", post(DAY)), "001", ArrivalState.SAME_PERSON), [ours])
    assert [(one.code, one.where) for one in problems] == [("staff.before_register", "b1")]


def test_a_category_that_is_not_known_there_stays() -> None:
    held = Post(since=None, position="x", unit="y", category=Category.CADRE, leader=False)
    ours = person("001", "Lê Thị Ánh", held)
    made, _ = joined(Arrival(person("b1", "Lê Thị Ánh", post(DAY)), "001", ArrivalState.SAME_PERSON), [ours])
    assert [(one.since, one.category) for one in made.posts] == [(None, Category.CADRE), (DAY, Category.CADRE)]


def test_absences_that_reach_beyond_the_day() -> None:
    arrival = Arrival(person("b1", "Lê Thị Ánh", post(DAY)), "001", ArrivalState.SAME_PERSON)
    made = person("001", "Lê Thị Ánh")
    before, over, later = (
        Absence(officer="b1", since=date(2026, 11, 1), until=date(2026, 11, 30), reason="x"),
        Absence(officer="b1", since=date(2026, 11, 20), until=date(2026, 12, 5), reason="ốm"),
        Absence(officer="b1", since=date(2027, 1, 1), until=date(2027, 1, 2), reason="y"),
    )
    other = Absence(officer="b2", since=date(2026, 12, 1), until=date(2026, 12, 2), reason="z")
    found, problems = reaching([before, over, later, other], arrival, made, DAY, [])
    assert problems == []
    assert [(one.key, one.absence) for one in found] == [
        ("001:2026-12-01", Absence(officer="001", since=DAY, until=date(2026, 12, 5), reason="ốm")),
        ("001:2027-01-01", Absence(officer="001", since=date(2027, 1, 1), until=date(2027, 1, 2), reason="y")),
    ]
    ours = [
        Absence(officer="001", since=date(2026, 11, 1), until=date(2026, 12, 31), reason="a"),
        Absence(officer="001", since=date(2027, 1, 2), until=DAY.max, reason="b"),
    ]
    found, problems = reaching([over, later], arrival, made, DAY, ours)
    assert [one.key for one in found] == ["001:2027-01-01"]
    assert [one.code for one in problems] == ["staff.absence_overlaps"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("7", "007"), ("007", "007"), ("A1", "a1"), ("12", "12"), ("012", "12"), ("5", None), ("", None), ("x", None)],
)
def test_which_code_a_spreadsheet_means(text: str, expected: str | None) -> None:
    assert meant(text, ["007", "a1", "12", "05", "5.", "0005"]) == expected
