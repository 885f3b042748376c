"""A year of an invented office as a story: who is there, what they answered, what happened; and a plain count of it.

Nothing of the program is used for the count: it is written out here, so that it can be followed with a pencil.
"""

from collections.abc import Iterator
from typing import NamedTuple

MONTHS = [f"2026-{number:02}" for number in range(1, 13)]
WORDS = [
    *("Hướng Dương", "Thái Bình", "Thương", "Lan Anh", "Triết", "Mây", "Mẫu", "Lộc", "Trúc", "An", "Ngân", "Hôn"),
    *("Vàng", "Sơn", "Xuân", "An", "Bích", "Dương", "Phúc", "Minh", "Khánh", "Hạnh", "Ân", "Án"),
]
FAMILIES = ("Lê Thị", "Trần Quốc", "Phạm Hoài", "Nguyễn Ngọc", "Đặng Minh", "Võ Thị")
UNITS = ("Lãnh đạo", "Văn phòng", "Kinh tế", "Văn hóa")


class Person(NamedTuple):
    """Somebody of the office; `joins` and `leaves` are the first and the last month in which they serve."""

    code: str
    name: str
    unit: str
    leader: bool = False
    joins: str = "2026-01"
    leaves: str = "2026-12"


def _unit(number: int) -> str:
    return UNITS[0 if number <= 2 else 1 if number <= 10 else 2 if number <= 17 else 3]


PEOPLE = [
    Person(
        f"{number:03}",
        "Nguyễn Văn An" if word == "An" else f"{FAMILIES[number % 6]} {word}",
        _unit(number),
        leader=number <= 2,
        joins="2026-03" if number == 24 else "2026-01",
        leaves="2026-10" if number == 23 else "2026-12",
    )
    for number, word in enumerate(WORDS, start=1)
]
"""24 people; 010 and 016 have the same name; 024 joins in March, 023 leaves in October."""

MOVES = {"012": ("2026-04-01", "Văn phòng"), "020": ("2026-08-17", "Kinh tế")}
PROMOTED = ("005", "2026-06-15")
AWAY = {"008": ("2026-09-01", "2026-09-30"), "009": ("2026-10-05", "2026-10-16")}
"""008 is excused the whole of September; 009 a part of October, and owes its check all the same."""

MISSING = {("014", "2026-02"), ("014", "2026-07"), ("021", "2026-12")}
NOT_MET = {
    **{("007", month, "TD-02"): "đi trễ" for month in MONTHS[::2]},
    ("012", "2026-02", "GT-01"): "quên chào",
    ("012", "2026-03", "GT-01"): "quên chào",
    ("011", "2026-04", "TD-01"): "sót một việc",
}
"""011's answer of April is put right after the month was reopened."""

NOT_APPLICABLE = {("006", "2026-05", "GT-01"): "không tiếp dân"}


class Case(NamedTuple):
    """A case: recorded by the clerk 004 on `on`; each step with its day, who takes it, and its options."""

    about: str
    criterion: str
    act: str
    on: str
    steps: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()


CASES = (
    Case(
        "007",
        "TD-02",
        "2026-01-12",
        "2026-01-13",
        (
            ("2026-01-14", "007", "explained", ("--note", "xe hỏng")),
            ("2026-01-15", "001", "confirmed", ()),
            ("2026-01-16", "001", "reminded", ()),
            ("2026-01-30", "001", "closed", ()),
        ),
    ),
    Case(
        "007",
        "TD-02",
        "2026-05-08",
        "2026-05-09",
        (
            ("2026-05-11", "002", "confirmed", ()),
            ("2026-05-12", "001", "referred", ()),
            (
                "2026-07-20",
                "001",
                "closed",
                ("--decision", "31/QĐ-UBND, 17/07/2026", "--level", "ít nghiêm trọng", "--form", "khiển trách"),
            ),
        ),
    ),
    Case("012", "GT-01", "2026-03-20", "2026-03-20", (("2026-03-25", "001", "dismissed", ()),)),
    Case(
        "CQ",
        "CQ-01",
        "2026-04-10",
        "2026-04-10",
        (("2026-04-20", "001", "confirmed", ()), ("2026-04-28", "001", "remedied", ())),
    ),
    Case("020", "TD-01", "2026-08-20", "2026-10-10", (("2026-10-12", "001", "confirmed", ()),)),
    Case("018", "TD-01", "2026-11-05", "2026-11-06"),
)
"""Six cases: one dismissed, one with a decision, one of the office, one found after its month was closed, one open."""


SECOND = "2026-07"
"""From this month on the second version of the criteria is in use: TD-01, CQ-01 reworded, GT-01 split, CQ-02 gone."""


def asked(code: str, month: str) -> list[str]:
    """The criteria of a person in a month: TD-04 until June, TD-03 for leaders, as on the month's last day."""
    person = next(one for one in PEOPLE if one.code == code)
    leads = person.leader or (code == PROMOTED[0] and month >= PROMOTED[1][:7])
    return [
        "TD-01",
        "TD-02",
        *(["TD-03"] if leads else []),
        *(["TD-04", "GT-01"] if month < SECOND else ["GT-02", "GT-03"]),
    ]


def owed(code: str) -> list[str]:
    """The months whose check a person owes."""
    person = next(one for one in PEOPLE if one.code == code)
    whole = {"008": "2026-09"}.get(code)
    return [month for month in MONTHS if person.joins <= month <= person.leaves and month != whole]


def handed_in(code: str) -> list[str]:
    """The months whose check a person has handed in."""
    return [month for month in owed(code) if (code, month) not in MISSING]


def exceptions(code: str, month: str) -> Iterator[tuple[str, str, str]]:
    """Option, criterion and words of what was not simply met."""
    for option, given in (("--not-met", NOT_MET), ("--na", NOT_APPLICABLE)):
        for (who, when, criterion), note in given.items():
            if (who, when) == (code, month):
                yield option, criterion, note


class Count(NamedTuple):
    """What a person's year comes to."""

    due: int
    submitted: int
    met: int
    not_met: int
    not_applicable: int
    violations: int


VIOLATIONS = {"007": 2}
"""Confirmed before their months were closed: that of 020 came after, that of 012 is none, that of 018 is undecided."""


def count(code: str) -> Count:
    """The plain count of one person's year."""
    months = handed_in(code)
    answers = sum(len(asked(code, month)) for month in months)
    not_met = sum(1 for who, month, _ in NOT_MET if who == code and month in months)
    not_applicable = sum(1 for who, month, _ in NOT_APPLICABLE if who == code and month in months)
    met = answers - not_met - not_applicable
    return Count(len(owed(code)), len(months), met, not_met, not_applicable, VIOLATIONS.get(code, 0))


def unit_at_the_end(code: str) -> str:
    """The unit on the last day of the year."""
    return MOVES[code][1] if code in MOVES else next(one.unit for one in PEOPLE if one.code == code)


def rate(met: int, not_met: int) -> float | None:
    """Percent with one decimal, half up."""
    total = met + not_met
    return (met * 2000 + total) // (2 * total) / 10 if total else None
