"""The sweeps are worth something: each fault that is put into the store on purpose is caught by one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civicode.errors import CivicodeError
from tests.store.simulated.desks import Desk
from tests.store.simulated.scenarios import FIRST, SCENARIOS, Scenario
from tests.store.simulated.seeds import SEEDS, WHOLE_STORE_SEEDS, Patch
from tests.store.simulated.sweeps import (
    prepared,
    sweep_crashes,
    sweep_failures,
    sweep_kills,
    sweep_readers,
    sweep_second_writers,
)

OTHER = ("staff", "add", "010", "--name", "Vũ An", "--position", "Kế toán", "--unit", "Tài chính")


WHOLE_STORES = [scenario for scenario in SCENARIOS if scenario.command.startswith("store ")]


def telling() -> Iterator[Scenario]:
    """One of each kind: a book, a new book with its criteria, a draft that goes, two books in a row."""
    seen = set()
    for scenario in SCENARIOS:
        if scenario in WHOLE_STORES:
            continue
        kind = (scenario.command.partition(" ")[0], scenario.stages)
        if kind not in seen:
            seen.add(kind)
            yield scenario


def sweep(desk: Desk) -> None:
    usual = desk.data
    desk.data = desk.folder / "new" / "data"
    sweep_crashes(desk, FIRST, staff=())
    sweep_kills(desk, FIRST, staff=())
    desk.data = usual
    for scenario in telling():
        sweep_crashes(desk, scenario)
    sweep_other_writer(desk)
    for scenario in reversed(list(telling())):
        sweep_failures(desk, scenario)


def sweep_other_writer(desk: Desk) -> None:
    sweep_second_writers(desk, SCENARIOS[0], OTHER, "office/staff/010")


def sweep_whole_stores(desk: Desk) -> None:
    for scenario in reversed(WHOLE_STORES):
        sweep_crashes(desk, scenario)
    new = next(scenario for scenario in WHOLE_STORES if scenario.command == "store restore")
    sweep_readers(desk, new)
    sweep_failures(desk, new)


@pytest.mark.parametrize("patch", SEEDS.values(), ids=SEEDS.keys())
def test_it_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patch: Patch) -> None:
    desk = Desk(tmp_path, monkeypatch)
    for scenario in telling():
        prepared(desk, scenario)
    patch(monkeypatch)
    with pytest.raises((AssertionError, CivicodeError)):
        sweep(desk)


@pytest.mark.parametrize("patch", WHOLE_STORE_SEEDS.values(), ids=WHOLE_STORE_SEEDS.keys())
def test_it_is_caught_where_whole_stores_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patch: Patch
) -> None:
    desk = Desk(tmp_path, monkeypatch)
    for scenario in WHOLE_STORES:
        prepared(desk, scenario)
    patch(monkeypatch)
    with pytest.raises((AssertionError, CivicodeError)):
        sweep_whole_stores(desk)


def test_and_without_one_nothing_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here what `test_faults.py` does not sweep: there it is every scenario's crashes and failures, and the kills."""
    sweep_other_writer(Desk(tmp_path, monkeypatch))


@pytest.mark.slow
def test_and_without_one_nothing_is_in_the_same_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep(Desk(tmp_path, monkeypatch))
