"""Observations: everything that can be wrong with what was seen, all at once."""

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from civicode.domain.criteria.catalogue import Audience, Catalogue, Criterion, PlanDocument, Section
from civicode.domain.staff.staff import OFFICE, Post, StaffMember
from civicode.domain.text.text import LONGEST_TEXT
from civicode.domain.violation.observation import EARLIEST_DAY, observation_problems, subject_on, text_problems, tidied
from civicode.domain.violation.violation import Observation
from civicode.errors import Problem

TODAY = date(2026, 11, 10)


def criterion(code: str, audience: Audience = Audience.ALL, since: date | None = None) -> Criterion:
    return Criterion(
        code=code,
        section=code[:2],
        title=f"tiêu chí {code}",
        title_en=code,
        text=code,
        text_en=code,
        quote=code,
        clause="II.2.1",
        audience=audience,
        since=since,
    )


CATALOGUE = Catalogue(
    document=PlanDocument(
        number="1/KH", date=TODAY, issuer="", title="", title_en="", basis="", body_from="I", body_to="II"
    ),
    sections=(Section(code="TD", title="Thái độ", title_en="Attitude", clause="II.2.1"),),
    criteria=(
        criterion("CQ-01", Audience.OFFICE),
        criterion("TD-01"),
        criterion("TD-02", Audience.LEADER),
        criterion("TD-03", since=date(2026, 11, 6)),
    ),
)
OFFICER = StaffMember(
    code="007",
    name="Nguyễn Thị Lan",
    posts=(
        Post(since=date(2026, 3, 1), position="Chuyên viên", unit="Văn phòng", leader=False, category=None),
        Post(since=date(2026, 11, 5), position="Phó Chánh Văn phòng", unit="Văn phòng", leader=True, category=None),
    ),
    until=date(2026, 11, 8),
    order=None,
)
SEEN = Observation(
    officer="007",
    criteria=("TD-01",),
    occurred_on=date(2026, 11, 5),
    noticed_on=date(2026, 11, 6),
    what="đi trễ 30 phút",
)


def problems(member: StaffMember | None = OFFICER, **changes: object) -> Sequence[Problem]:
    seen = replace(SEEN, **changes)
    return observation_problems(seen, subject_on(member, seen.occurred_on), CATALOGUE, TODAY)


def codes(member: StaffMember | None = OFFICER, **changes: object) -> list[str]:
    return [problem.code.removeprefix("violation.") for problem in problems(member, **changes)]


def test_a_plain_observation_has_nothing_wrong() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 2, 28), ["not_on_register"]),
        (date(2026, 3, 1), []),
        (date(2026, 11, 8), []),
        (date(2026, 11, 9), ["not_on_register"]),
    ],
)
def test_the_person_is_on_the_register_on_the_day_of_the_act(day: date, found: list[str]) -> None:
    assert codes(occurred_on=day, noticed_on=TODAY) == found


@pytest.mark.parametrize(
    ("criteria", "day", "found"),
    [
        (("TD-02",), date(2026, 11, 4), ["other_audience"]),
        (("TD-02",), date(2026, 11, 5), []),
        (("TD-03",), date(2026, 11, 5), ["not_in_force"]),
        (("TD-03",), date(2026, 11, 6), []),
        (("CQ-01", "TD-01"), date(2026, 11, 5), ["other_audience"]),
        ((), date(2026, 11, 5), ["no_criterion"]),
    ],
)
def test_a_criterion_binds_this_person_on_the_day_of_the_act(
    criteria: tuple[str, ...], day: date, found: list[str]
) -> None:
    assert codes(criteria=criteria, occurred_on=day, noticed_on=TODAY) == found


def test_the_office_is_held_to_its_own_criteria_alone() -> None:
    assert codes(None, criteria=("CQ-01",)) == []
    wrong = problems(None, criteria=("TD-01",))
    assert [problem.facts["audience"] for problem in wrong] == [Audience.ALL]
    assert wrong[0].facts["accepted"] == ["CQ-01"]


@pytest.mark.parametrize(
    ("occurred", "noticed", "found"),
    [
        (TODAY, TODAY, []),
        (date(2026, 11, 11), date(2026, 11, 11), ["future_act", "noticed_in_future"]),
        (date(2026, 11, 11), TODAY, ["future_act"]),
        (TODAY, date(2026, 11, 11), ["noticed_in_future"]),
        (date(2026, 11, 6), date(2026, 11, 5), ["noticed_before_act"]),
        (date(206, 11, 5), TODAY, ["too_early"]),
        (EARLIEST_DAY, TODAY, []),
    ],
)
def test_act_then_notice_then_today(occurred: date, noticed: date, found: list[str]) -> None:
    member = replace(OFFICER, posts=(replace(OFFICER.posts[0], since=None),), until=None)
    assert codes(member, occurred_on=occurred, noticed_on=noticed) == found


def test_texts_are_there_whole_and_not_too_long() -> None:
    assert codes(what="") == ["no_text"]
    assert codes(what="x" * LONGEST_TEXT) == []
    assert codes(where="x" * (LONGEST_TEXT + 1)) == ["text_too_long"]
    assert codes(source="a\udc80") == ["broken_text"]
    assert text_problems("tốt", "--what") == []


def test_everything_wrong_is_said_at_once() -> None:
    found = problems(
        criteria=("CQ-01",), occurred_on=date(2026, 11, 12), noticed_on=date(2026, 11, 11), what="", ref="\ud800"
    )
    assert [(problem.code, problem.where) for problem in found] == [
        ("violation.not_on_register", "007"),
        ("violation.other_audience", "--criterion"),
        ("violation.future_act", "--on"),
        ("violation.noticed_in_future", "--noticed"),
        ("violation.no_text", "--what"),
        ("violation.broken_text", "--ref"),
    ]


def test_position_and_unit_are_those_of_the_day() -> None:
    assert subject_on(OFFICER, date(2026, 11, 4)).position == "Chuyên viên"
    assert subject_on(OFFICER, date(2026, 11, 5)).audiences == (Audience.ALL, Audience.LEADER)
    office = subject_on(None, TODAY)
    assert (office.code, office.position, office.audiences) == (OFFICE, "", (Audience.OFFICE,))


def test_texts_are_kept_in_nfc_with_nothing_around_them() -> None:
    assert tidied(" hoà\u0300 \n") == "hoà\u0300".replace("a\u0300", "à")
    assert tidied("Đa\u0323t ") == "Đạt"
