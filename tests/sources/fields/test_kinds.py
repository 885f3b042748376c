from datetime import date

import pytest

from civicode.domain.criteria.catalogue import Audience
from civicode.domain.criteria.rating import Rating, read_rating
from civicode.errors import Problem
from civicode.i18n import Words
from civicode.sources.fields.kinds import Choice, Code, Day, Flag, Line, Prose, ScalarKind, Whole, closest
from civicode.sources.marked.nodes import Entries, Items, Scalar

RATING = Choice(*Rating, reader=read_rating)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Line(), "  hai\n dòng\u00a0liền ", "hai dòng liền"),
        (Line(6), "Đạt 한", "Đạt 한"),
        (Prose(), "\n hai\n dòng \n", "hai\n dòng"),
        (Prose(), "\x1b[31m\u202e=1+1", "\x1b[31m\u202e=1+1"),
        (Code(), "td-01", "TD-01"),
        (Day(), "2024-03-01", date(2024, 3, 1)),
        (Day(), "1/3/2024", date(2024, 3, 1)),
        (Flag(), "có", True),
        (Flag(), "False", False),
        (Whole(1, 31), "31", 31),
        (Choice(*Audience), "Leader", Audience.LEADER),
        (RATING, "chưa đạt", Rating.NOT_MET),
        (RATING, "n/a", Rating.NOT_APPLICABLE),
    ],
)
def test_what_a_text_means(kind: ScalarKind, text: str, value: object) -> None:
    problems: list[Problem] = []
    assert kind.read(Scalar(text, 1, 1), "k", problems) == value
    assert problems == []


@pytest.mark.parametrize(
    ("kind", "text", "code", "facts"),
    [
        (Line(60), "ạ" * 61, "field.too_wide", {"columns": 61, "most": 60}),
        (Line(60), "한" * 31, "field.too_wide", {"columns": 62, "most": 60}),
        (Line(), "x" * 10_001, "field.too_long", {"length": 10_001, "longest": 10_000}),
        (Prose(), "x" * 10_001, "field.too_long", {"length": 10_001, "longest": 10_000}),
        (Prose(), "a\0b", "field.nul", {}),
        (Line(), "a\udc80", "field.half_character", {}),
        (Code(), "TD 01", "field.bad_code", {}),
        (Code(), "ĐĐ-01", "field.bad_code", {}),
        (Code(), "A" * 33, "field.bad_code", {}),
        (Day(), "2024-02-30", "field.bad_date", {}),
        (Day(), "1/3/24", "field.bad_date", {}),
        (Flag(), "có lẽ", "field.bad_flag", {}),
        (Whole(1, 31), "32", "field.bad_number", {"lowest": 1, "highest": 31}),
        (Whole(1, 31), "1.0", "field.bad_number", {"lowest": 1, "highest": 31}),
        (Whole(1, 31), "9" * 5000, "field.bad_number", {"lowest": 1, "highest": 31}),
        (Whole(1, 31), "٣", "field.bad_number", {"lowest": 1, "highest": 31}),
        (
            Choice(*Audience),
            "leaders",
            "field.bad_choice_like",
            {"accepted": ["all", "leader", "office"], "like": "leader"},
        ),
        (Choice(*Audience), "xyz", "field.bad_choice", {"accepted": ["all", "leader", "office"]}),
        (
            RATING,
            "not-mett",
            "field.bad_choice_like",
            {"accepted": ["met", "not_met", "not_applicable"], "like": "not_met"},
        ),
    ],
)
def test_what_a_text_cannot_mean(kind: ScalarKind, text: str, code: str, facts: dict[str, object]) -> None:
    problems: list[Problem] = []
    assert kind.read(Scalar(text, 3, 7), "k", problems) is None
    [problem] = problems
    assert (problem.code, problem.line, problem.column) == (code, 3, 7)
    assert {name: fact for name, fact in problem.facts.items() if name not in {"key", "found"}} == facts
    assert problem.facts["key"] == "k"
    assert len(str(problem.facts["found"])) <= 60
    assert Words().message(problem).encode()


def test_a_list_or_a_group_is_no_text() -> None:
    problems: list[Problem] = []
    assert Line().read(Items(1, 2), "title", problems) is None
    assert Line().read(Entries(3, 4), "title", problems) is None
    assert problems == [
        Problem("field.list_for_text", {"key": "title"}, line=1, column=2),
        Problem("field.group_for_text", {"key": "title"}, line=3, column=4),
    ]


def test_combining_marks_take_no_column() -> None:
    problems: list[Problem] = []
    assert Line(3).read(Scalar("x\u0301y\u0301z\u0301", 1, 1), "k", problems)
    assert problems == []


@pytest.mark.parametrize(
    ("word", "guess"),
    [("tilte", "title"), ("Note Required For", "note_required_for"), ("mã", ""), ("", ""), ("title" * 1000, "")],
)
def test_what_was_probably_meant(word: str, guess: str) -> None:
    assert closest(word, ["title", "code", "note_required_for"]) == guess
