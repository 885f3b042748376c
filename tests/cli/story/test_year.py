"""A whole year of the invented office, by commands only; at the end every figure is held against a plain count."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.story.year import (
    AWAY,
    CASES,
    MISSING,
    MONTHS,
    MOVES,
    PEOPLE,
    PROMOTED,
    Case,
    count,
    exceptions,
    handed_in,
    owed,
    rate,
    unit_at_the_end,
)

VERSION = Path(__file__).parents[2] / "data" / "small-criteria-2.yaml"

Command = tuple[str, tuple[str, ...]]
"""When it is typed, and what."""


def register() -> Iterator[Command]:
    for order, one in enumerate(PEOPLE, start=1):
        post = ("--position", "Công chức", "--unit", one.unit, "--category", "cong_chuc", "--order", str(order))
        since = ("--from", f"{one.joins}-16") if one.joins > MONTHS[0] else ()
        leads = ("--leader",) if one.leader else ()
        when = f"{one.joins}-16T07:00" if since else "2026-01-02T07:00"
        yield when, ("staff", "add", one.code, "--name", one.name, *post, *since, *leads)
        if one.leaves < MONTHS[-1]:
            yield f"{one.leaves}-12T08:00", ("staff", "leave", one.code, "--until", f"{one.leaves}-15")


def changes() -> Iterator[Command]:
    for code, (day, unit) in MOVES.items():
        yield f"{day}T07:30", ("staff", "change", code, "--from", day, "--unit", unit)
    code, day = PROMOTED
    yield f"{day}T07:30", ("staff", "change", code, "--from", day, "--position", "Phó phòng", "--leader")
    for code, (first, last) in AWAY.items():
        yield f"{first}T07:30", ("staff", "excuse", code, "--from", first, "--until", last, "--reason", "nghỉ ốm")


def cases() -> Iterator[Command]:
    numbers: dict[str, int] = {}
    for case in CASES:
        numbers[case.act[:7]] = numbers.get(case.act[:7], 0) + 1
        key = f"VP-{case.act[:7]}-{numbers[case.act[:7]]:04}"
        yield f"{case.on}T09:00", ("violation", "add", case.about, *_said(case), "--as", "004")
        for day, who, state, options in case.steps:
            yield f"{day}T10:00", ("violation", "step", key, state, *options, "--as", who)


def _said(case: Case) -> tuple[str, ...]:
    return ("--criterion", case.criterion, "--on", case.act, "--what", f"việc của {case.about}")


def after(month: str) -> str:
    """The month that follows."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02}"


def checks() -> Iterator[Command]:
    """On the first three days of the next month; 011's exception of April comes when the month is reopened."""
    for month in MONTHS:
        opens = after(month)
        for place, one in enumerate(PEOPLE):
            if month in handed_in(one.code):
                marks = [
                    word
                    for option, criterion, note in exceptions(one.code, month)
                    if (one.code, month) != ("011", "2026-04")
                    for word in (option, f"{criterion}={note}")
                ]
                at = f"{opens}-0{1 + place % 3}T08:{place:02}"
                yield at, ("check", one.code, "--period", month, *marks, "--rest-met", "--as", one.code)
        yield f"{opens}-02T11:00", ("check", "--office", "--period", month, "--rest-met", "--as", "004")
        everyone = ("review", "--all-submitted", "--period", month, "--confirm", "--as")
        yield f"{opens}-04T08:00", (*everyone, "001")
        yield f"{opens}-04T08:10", (*everyone, "002")
        if month != MONTHS[-1]:
            missing = any(when == month for _, when in MISSING)
            accept = ("--accept-missing", "nghỉ không phép") if missing else ()
            yield f"{opens}-05T09:00", ("period", "close", month, *accept, "--as", "004")


ADOPTED: Command = ("2026-07-01T07:00", ("criteria", "adopt", str(VERSION), "--as", "004"))
"""Before June is answered: June keeps its words all the same."""

REOPENED: tuple[Command, ...] = (
    ("2026-06-10T08:00", ("period", "reopen", "2026-04", "--reason", "011 nhập sót", "--as", "001")),
    ("2026-06-10T09:00", ("check", "011", "--period", "2026-04", "--not-met", "TD-01=sót một việc", "--as", "011")),
    ("2026-06-10T10:00", ("review", "011", "--period", "2026-04", "--confirm", "--as", "001")),
    ("2026-06-10T11:00", ("period", "close", "2026-04", "--as", "004")),
)


@pytest.fixture(params=["vi", "en"])
def year(run: Run, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Run:
    """The office on 6 January 2027, after everything that happened."""
    monkeypatch.setenv("CIVICODE_LANG", request.param)
    story = sorted([*register(), *changes(), *cases(), *checks(), *REOPENED, ADOPTED])
    for when, argv in story:
        monkeypatch.setenv("CIVICODE_NOW", when)
        said = run(*argv, "-q")
        assert (said.code, said.out) == (0, ""), (when, argv, said.err)
    monkeypatch.setenv("CIVICODE_NOW", "2027-01-06T08:00")
    return run


def rows(document: Any, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = next(table["rows"] for table in document["tables"] if table["name"] == name)
    return found


def test_the_year(year: Run) -> None:
    figures(year)
    people_and_cases(year)


def figures(year: Run) -> None:
    """Every figure of the year's emulation and summary, against the plain count."""
    counts = {one.code: count(one.code) for one in PEOPLE}

    staff = rows(year("report", "emulation", "--period", "2026", "--json").json, "staff")
    assert {row["officer"]: row for row in staff} == {
        one.code: {
            "officer": one.code,
            "name": one.name,
            "unit": unit_at_the_end(one.code),
            "position": "Phó phòng" if one.code == PROMOTED[0] else "Công chức",
            "due": counts[one.code].due,
            "submitted": counts[one.code].submitted,
            "met": counts[one.code].met,
            "not_met": counts[one.code].not_met,
            "rate_percent": rate(counts[one.code].met, counts[one.code].not_met),
            "violations": counts[one.code].violations,
        }
        for one in PEOPLE
    }

    summary = year("report", "summary", "--period", "2026", "--json").json
    total = {name: sum(getattr(one, name) for one in counts.values()) for name in counts["001"]._fields}
    assert summary["totals"] == {
        "staff": total["due"],
        "submitted": total["submitted"],
        "missing": total["due"] - total["submitted"],
        "met": total["met"],
        "not_met": total["not_met"],
        "not_applicable": total["not_applicable"],
        "rate_percent": rate(total["met"], total["not_met"]),
        "violations": 3,
        "observations": 1,
        "contradictions": 1,
    }
    assert (total["due"], total["submitted"], total["not_met"]) == (283, 280, 9)

    units = {row["unit"]: row for row in rows(summary, "units")}
    for unit in ("Lãnh đạo", "Văn phòng", "Kinh tế", "Văn hóa"):
        own = [counts[one.code] for one in PEOPLE if unit_at_the_end(one.code) == unit]
        assert units[unit] == {
            "unit": unit,
            "staff": sum(one.due for one in own),
            "submitted": sum(one.submitted for one in own),
            "missing": sum(one.due - one.submitted for one in own),
            "rate_percent": rate(sum(one.met for one in own), sum(one.not_met for one in own)),
            "violations": sum(one.violations for one in own),
        }

    exceptions_of = {row["criterion"]: (row["not_met"], row["repeated"]) for row in rows(summary, "exceptions")}
    assert exceptions_of == {"TD-02": (6, 0), "GT-01": (2, 1), "TD-01": (1, 0)}
    assert {row["criterion"]: row["officers"] for row in rows(summary, "contradictions")} == {"CQ-01": 1}
    assert year("audit", "verify").code == 0


def people_and_cases(year: Run) -> None:
    """What became of who moved, was promoted, was away, and of each case."""
    shown = year("violation", "show", "VP-2026-05-0001", "--json").json
    assert shown["repeats"] == 1
    assert (shown["events"][-1]["level"], shown["events"][-1]["form"]) == ("ít nghiêm trọng", "khiển trách")
    assert shown["days_since_act"] == 243
    late = year("violation", "show", "VP-2026-08-0001", "--json").json
    assert (late["unit"], late["state"]) == ("Kinh tế", "confirmed")

    august = year("report", "violations", "--period", "2026-08", "--json").json
    assert rows(august, "violations") == []
    assert [row["id"] for row in rows(august, "since_closing")] == ["VP-2026-08-0001"]

    september = year("report", "progress", "--period", "2026-09", "--json").json
    states = {row["officer"]: row["state"] for row in rows(september, "staff")}
    assert (states["008"], len(states), september["totals"]["staff"]) == ("excused", 24, 23)
    october = {
        row["officer"] for row in rows(year("report", "progress", "--period", "2026-10", "--json").json, "staff")
    }
    november = {
        row["officer"] for row in rows(year("report", "progress", "--period", "2026-11", "--json").json, "staff")
    }
    assert october - november == {"023"}

    march = rows(year("report", "summary", "--period", "2026-03", "--json").json, "units")
    april = rows(year("report", "summary", "--period", "2026-04", "--json").json, "units")
    assert [row["staff"] for row in march] == [2, 8, 7, 7]
    assert [row["staff"] for row in april] == [2, 9, 6, 7], "012 has moved"
    asked = {
        row["criterion"]
        for row in rows(year("report", "officer", "--officer", "005", "--period", "2026-06", "--json").json, "answers")
    }
    before = {
        row["criterion"]
        for row in rows(year("report", "officer", "--officer", "005", "--period", "2026-05", "--json").json, "answers")
    }
    assert asked - before == {"TD-03"}
    assert len(owed("008")) == 11

    assert year("check", "Nguyễn Văn An", "--show").code == 2, "two people of that name"
    mine = year("status", "--as", "018", "--json").json["me"]
    assert mine["cases"] == ["VP-2026-11-0001"]
    assert "004" not in year("status", "--as", "018").out
    state = {row["period"]: row["state"] for row in year("period", "list", "--json").json["periods"]}
    assert [state[month] for month in MONTHS] == ["closed"] * 11 + ["open"]
