"""The catalogue as people look at it, on the plan's own criteria."""

import json
from datetime import date
from pathlib import Path

import pytest

from civicode.domain.criteria.catalogue import Audience, Criterion, PlanTask
from civicode.errors import NotFoundError
from civicode.i18n import Lang, Words
from civicode.services.criteria.catalogue import coverage, found, lint, listed, schema_text
from civicode.services.criteria.lookup import named
from tests.services.offices import CRITERIA, catalogue

PLAN = Path(__file__).parents[2] / "data" / "plan-144-kh-ubnd.md"


def test_criteria_are_listed_in_the_order_of_the_file() -> None:
    everything = listed(catalogue())
    assert everything == catalogue().criteria
    assert {item.section for item in listed(catalogue(), section="gt")} == {"GT"}
    leaders = listed(catalogue(), audience=Audience.LEADER, section="TD")
    assert leaders == tuple(item for item in everything if item.audience is Audience.LEADER and item.section == "TD")
    assert leaders
    assert listed(catalogue(), on=date(2026, 11, 30)) == everything


def test_an_unknown_section_names_those_there_are() -> None:
    with pytest.raises(NotFoundError) as caught:
        listed(catalogue(), section="XX")
    assert caught.value.facts["accepted"] == ["CQ", "CH", "TD", "GT", "DD", "TP"]


def test_a_criterion_or_a_task_is_found_by_its_code_in_any_case() -> None:
    criterion, task = found(catalogue(), " td-06"), found(catalogue(), "nv-01")
    assert isinstance(criterion, Criterion)
    assert isinstance(task, PlanTask)
    assert (criterion.code, task.code) == ("TD-06", "NV-01")


def test_a_code_that_is_not_there_names_those_like_it() -> None:
    with pytest.raises(NotFoundError) as caught:
        found(catalogue(), "tdd-06")
    assert caught.value.facts["candidates"][0] == "TD-06"  # type: ignore[index]
    with pytest.raises(NotFoundError) as caught:
        found(catalogue(), "quy tắc")
    assert "candidates" not in caught.value.facts


def test_all_unknown_codes_are_named_at_once() -> None:
    assert [item.code for item in named(catalogue(), ["td-06", "TD-01", "TD-06"])] == ["TD-01", "TD-06"]
    with pytest.raises(NotFoundError) as caught:
        named(catalogue(), ["td-01", "td-99", "abc"])
    assert caught.value.facts["code"] == ["ABC", "TD-99"]


def test_lint_finds_nothing_in_the_plan_s_own_criteria() -> None:
    assert lint(CRITERIA) == []


def test_lint_names_file_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "criteria.yaml"
    path.write_text("schema_version: 1\nkhong_co: 1\n", encoding="utf-8")
    problems = lint(path)
    assert (problems[0].where, problems[0].line) == (str(path), 1)
    assert any(problem.line == 2 for problem in problems)
    with pytest.raises(NotFoundError):
        lint(tmp_path / "none.yaml")


def test_the_schema_is_json_in_both_languages() -> None:
    vi, en = (json.loads(schema_text(Words(lang))) for lang in Lang)
    assert vi["$schema"] == en["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert vi["properties"].keys() == en["properties"].keys()
    assert vi["description"] != en["description"]


def test_the_plan_is_accounted_for_to_the_last_word() -> None:
    account = coverage(catalogue(), PLAN)
    assert account.ok, (account.uncovered, account.quotes_not_found)


def test_a_sentence_more_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    text = PLAN.read_text(encoding="utf-8")
    added = "Cán bộ phải trồng thêm một cây xanh trước cổng cơ quan."
    lines = text.splitlines()
    at = next(at for at, line in enumerate(lines) if "2.2" in line)
    path.write_text("\n".join([*lines[:at], added, "", *lines[at:]]), encoding="utf-8")
    account = coverage(catalogue(), path)
    assert not account.ok
    assert any("cây xanh" in one.text for one in account.uncovered)
    with pytest.raises(NotFoundError):
        coverage(catalogue(), tmp_path / "none.md")
