"""Whatever call of whatever writing command fails or is the last one: no acknowledged record is lost, none is half."""

from __future__ import annotations

from pathlib import Path

import pytest

from civicode.store import Author
from tests.store.conftest import MOMENT
from tests.store.simulated.desks import Desk
from tests.store.simulated.scenarios import FIRST, OUTSIDE, SCENARIOS, Scenario, writing_commands
from tests.store.simulated.simulated import SimulatedFiles
from tests.store.simulated.simulated_disk import Content
from tests.store.simulated.sweeps import sweep_crashes, sweep_failures, sweep_kills, sweep_readers, sweep_second_writers

each = pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.name for scenario in SCENARIOS])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_every_writing_command_is_swept_or_said_to_be_outside() -> None:
    assert writing_commands() == {scenario.command for scenario in SCENARIOS} | set(OUTSIDE)


@each
def test_the_power_goes_at_any_call(desk: Desk, scenario: Scenario) -> None:
    assert sweep_crashes(desk, scenario) > 4


@each
def test_any_call_fails(desk: Desk, scenario: Scenario) -> None:
    assert sweep_failures(desk, scenario) > 20


def test_the_very_first_write_of_all(desk: Desk) -> None:
    desk.data = desk.folder / "new" / "data"
    assert sweep_crashes(desk, FIRST, staff=()) > 4
    assert sweep_failures(desk, FIRST, staff=()) > 20
    assert sweep_kills(desk, FIRST, staff=()) > 10


def test_the_writer_is_killed_at_any_call_and_the_power_goes_later(desk: Desk) -> None:
    for command in ("check", "violation correct", "period close"):
        assert sweep_kills(desk, next(one for one in SCENARIOS[::-1] if one.command == command)) > 10


def test_another_writer_comes_in_between_at_any_call(desk: Desk) -> None:
    check = next(scenario for scenario in SCENARIOS if scenario.command == "check")
    other = ("check", "008", "--period", "2026-11", "--rest-met")
    done, waited = sweep_second_writers(desk, check, other, "2026-11/self_checks/008")
    assert done > 5
    assert waited > 5


def test_somebody_opens_the_store_at_any_call(desk: Desk) -> None:
    for scenario in SCENARIOS:
        if scenario.command in {"store copy", "store restore"}:
            assert sweep_readers(desk, scenario) > 20


def test_two_books_in_a_row_are_both_or_the_first_or_neither(desk: Desk) -> None:
    def write(number: int, files: SimulatedFiles) -> None:
        with desk.store(files).edit("2026-11", "office", author=Author(actor="001", now=MOMENT)) as edit:
            for book in ("2026-11", "office"):
                edit.put(book, "reviews", "007", {"n": number}, action="created")

    def numbers(content: Content) -> list[object]:
        desk.lay(content)
        assert desk.state
        return [desk.store().load(book).table("reviews")["007"]["n"] for book in ("2026-11", "office")]

    write(1, SimulatedFiles(desk.disk))
    desk.lay(desk.disk.content)
    disk, contents = desk.disk, list[Content]()
    write(2, SimulatedFiles(disk, after=lambda number, step: contents.extend(disk.after_a_crash())))
    ends = list(disk.after_a_crash())
    assert {tuple(numbers(content)) for content in contents} == {(1, 1), (2, 1), (2, 2)}
    assert {tuple(numbers(content)) for content in ends} == {(2, 2)}
