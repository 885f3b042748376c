"""Random machines: commands, failures, crashes and reopenings in any order, against the same office in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from errno import EACCES, EIO, ENOSPC
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from civicode.domain.calendar import Period, read_period
from civicode.domain.check.check import make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.office import OfficeSettings
from civicode.domain.violation.violation import CaseState
from civicode.errors import CivicodeError, StoreError
from civicode.services import staff
from civicode.services.check import check
from civicode.services.office.files import catalogue_at
from civicode.services.office.office import Office
from civicode.services.violation import violation
from civicode.store.copying import pour
from civicode.store.folder.folder import FolderStore
from civicode.store.memory import MemoryStore
from tests.cli.parsed_once import criteria_once
from tests.conftest import NOW, SMALL
from tests.store.simulated.desks import State, state_of
from tests.store.simulated.simulated import SimulatedFiles
from tests.store.simulated.simulated_disk import Content, Disk

PLACE = Path("/simulated")
CATALOGUE = catalogue_at(SMALL)
CRITERIA = SMALL.read_text(encoding="utf-8")

Command = Callable[[Office], object]
officers = st.sampled_from(["001", "007", "CQ"])
months = st.sampled_from(["2026-10", "2026-11"])
days = st.sampled_from([date(2026, 10, 7), date(2026, 11, 7)])


def _month(key: str) -> Period:
    found = read_period(key, NOW.date())
    assert found
    return found


def _joining(code: str) -> Command:
    return lambda office: staff.add(office, code=code, name=f"Lê {code}", position="Văn thư", unit="Văn phòng")


def _handing_in(officer: str, month: str, note: str) -> Command:
    def command(office: Office) -> None:
        aim = check.target(office, officer, _month(month))
        answers = {
            one.code: make_answer(Rating.NOT_MET, note) if note else make_answer(Rating.MET) for one in aim.asked
        }
        check.submit(office, aim, answers)

    return command


def _beginning(officer: str, month: str, note: str) -> Command:
    def command(office: Office) -> None:
        aim = check.target(office, officer, _month(month))
        check.save_draft(office, aim, {aim.asked[0].code: make_answer(Rating.NOT_MET, note)})

    return command


def _withdrawing(officer: str, month: str) -> Command:
    return lambda office: check.withdraw(office, check.target(office, officer, _month(month)), "nhầm")


def _observing(month: str, what: str) -> Command:
    day = _month(month).first_day
    return lambda office: violation.add(office, officer="007", criteria=["TD-02"], occurred_on=day, what=what)


def _moving(number: int, month: str, day: date) -> Command:
    return lambda office: violation.correct(office, f"VP-{month}-{number:04}", reason="nhầm", occurred_on=day)


commands = st.one_of(
    st.builds(_handing_in, officers, months, st.sampled_from(["", "x"])),
    st.builds(_beginning, officers, months, st.just("x")),
    st.builds(_observing, months, st.just("x")),
    st.builds(_moving, st.integers(1, 2), months, days),
)


class Machine(RuleBasedStateMachine):
    """One store on a simulated disk, and its model.

    A command runs on both. What the disk holds must be what the model holds after each acknowledged command; when a
    call failed or the power went, what it held before, or any whole step towards what it holds after. What a command
    that was told as failed left visible is not promised: until the next acknowledged change there, or the next start
    after a power cut, the disk may still go back behind it.
    """

    @initialize()
    def people(self) -> None:
        self.disk = Disk(PLACE)
        self.memory = MemoryStore()
        self.moment = NOW
        self.unpromised: dict[str, list[State]] = {}
        for code in ("001", "007"):
            self.done(_joining(code))

    @rule(officer=officers, month=months, note=st.sampled_from(["", "đi trễ", "về sớm"]))
    def hand_in(self, officer: str, month: str, note: str) -> None:
        self.done(_handing_in(officer, month, note))

    @rule(officer=officers, month=months, note=st.sampled_from(["a", "b"]))
    def begin(self, officer: str, month: str, note: str) -> None:
        self.done(_beginning(officer, month, note))

    @rule(officer=officers, month=months)
    def withdraw(self, officer: str, month: str) -> None:
        self.done(_withdrawing(officer, month))

    @rule(month=months, what=st.sampled_from(["đi trễ", "vắng"]))
    def observe(self, month: str, what: str) -> None:
        self.done(_observing(month, what))

    @rule(month=months, state=st.sampled_from([CaseState.CONFIRMED, CaseState.DISMISSED, CaseState.REOPENED]))
    def step(self, month: str, state: CaseState) -> None:
        self.done(lambda office: violation.step(office, f"VP-{month}-0001", state, note="vì"))

    @rule(number=st.integers(1, 2), month=months, day=days)
    def move(self, number: int, month: str, day: date) -> None:
        self.done(_moving(number, month, day))

    @rule(data=st.data(), command=commands)
    def the_power_goes(self, data: Any, command: Command) -> None:
        self.cut_off(command, data)

    @rule(call=st.integers(1, 40), code=st.sampled_from([ENOSPC, EIO, EACCES]), command=commands)
    def a_call_fails(self, call: int, code: int, command: Command) -> None:
        def fail(number: int, step: str) -> OSError | None:
            return OSError(code, "told to fail") if number == call else None

        told = self.tried(command, self.store(fail=fail))
        if not told or isinstance(told, StoreError):
            self.settle(command, acknowledged=told is None)

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self.state == state_of(self.memory, CRITERIA)

    @property
    def state(self) -> State:
        return state_of(self.store(), CRITERIA)

    def store(self, **faults: Any) -> FolderStore:
        return FolderStore(str(PLACE / "data"), files=SimulatedFiles(self.disk, **faults))

    def office(self, store: Any) -> Office:
        office = Office(
            store=store, settings=OfficeSettings(), actor="system:clerk", now=self.moment, criteria_path=SMALL
        )
        office.__dict__.update(catalogue=CATALOGUE, digest=CATALOGUE.digest)
        return office

    def tried(self, command: Command, store: Any) -> CivicodeError | None:
        try:
            command(self.office(store))
        except CivicodeError as error:
            return error
        return None

    def done(self, command: Command) -> None:
        """Run it on both; they agree whether it may."""
        self.moment += timedelta(minutes=1)
        old = state_of(self.memory, CRITERIA)
        told = self.tried(command, self.store())
        assert type(told) is type(self.tried(command, self.memory))
        self.promise(old)

    def promise(self, old: State) -> None:
        """What an acknowledged command has changed since `old` is there to stay."""
        new = state_of(self.memory, CRITERIA)
        for group in list(self.unpromised):
            if _of(group, old) != _of(group, new):
                del self.unpromised[group]

    def cut_off(self, command: Command, data: Any) -> None:
        """Run it until some call, then let the disk hold one of the things that it may."""
        contents = list(self.disk.after_a_crash())
        disk = self.disk
        self.tried(command, self.store(after=lambda number, step: contents.extend(_kept(disk, step))))
        at = data.draw(st.integers(0, len(contents) - 1), label="what the disk holds")
        self.disk = Disk(PLACE, contents[at])
        self.settle(command, acknowledged=False)
        self.unpromised = {}

    def settle(self, command: Command, *, acknowledged: bool) -> None:
        """Let the model be what was found: as before or as after; unacknowledged, each book and draft by itself."""
        after = deepcopy(self.memory)
        self.tried(command, after)
        old, new, found = state_of(self.memory, CRITERIA), state_of(after, CRITERIA), self.state
        if acknowledged:
            assert found == new
        for group in {_group(place) for place in (*old, *new, *found)}:
            earlier = self.unpromised.get(group, [])
            assert _of(group, found) in (_of(group, old), _of(group, new), *earlier)
            if _of(group, found) != _of(group, old):
                self.unpromised[group] = [*earlier, _of(group, old)]
        self.memory = after if found == new else _in_memory(self.store())
        if acknowledged:
            self.promise(old)


def _kept(disk: Disk, step: str) -> Iterator[Content]:
    return disk.after_a_crash() if step in {"create", "write", "fsync", "replace", "unlink", "mkdir"} else iter(())


def _group(place: str) -> str:
    """What is published by one rename: a book, or a draft."""
    return place if place.startswith("drafts/") else place.partition("/")[0].rstrip("#")


def _of(group: str, state: State) -> State:
    return {place: text for place, text in state.items() if _group(place) == group}


def _in_memory(store: FolderStore) -> MemoryStore:
    """A model that goes on from what a store holds; its bytes have been judged already."""
    memory = MemoryStore()
    pour(store, memory)
    return memory


class _Lock:
    """One process, one thread: nobody else is there."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def acquire(self, **_: object) -> None:
        pass

    def release(self) -> None:
        pass


@pytest.fixture(autouse=True)
def what_costs_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("civicode.sources.fields.criteria.read_criteria", criteria_once)
    monkeypatch.setattr("civicode.store.disk.lock._NATIVE", _Lock)


def run(machines: int) -> None:
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=machines,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_two_hundred_machines() -> None:
    run(200)


@pytest.mark.slow
def test_a_thousand_machines() -> None:
    run(1_000)
