"""The three sweeps: the power goes at every call, every call fails, another writer comes in between at every call."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pytest

from civicode.store import SCHEMA_VERSION
from civicode.store.disk.lock import WHO_FILE
from tests.store.simulated.desks import PROBE, ZIP, Desk, State, unfinished
from tests.store.simulated.scenarios import STAFF, Argv, Scenario
from tests.store.simulated.simulated_disk import Content

_SAVED_YET_FAILED = ("store.unconfirmed", "store.partly", "check.draft_stays", "adoption.file_stays")
"""What a command may say that has changed something and is not done."""

_READS = ("read", "names", "mode", "modified", "device", "stamp", "is_folder")
_STAGING = ("create", "write", "fsync", "close")
_FULL, _BROKEN, _FORBIDDEN = errno.ENOSPC, errno.EIO, errno.EACCES

_PREPARED: dict[tuple[int, tuple[Argv, ...]], Content] = {}
Key = frozenset[tuple[str, bytes | None]]


class Passage(NamedTuple):
    """A command that went well.

    Attributes:
        states: those the store went through, in their order.
        midway: what the disk could hold while it ran, each once.
        ends: what it could hold when it had ended.
        calls: its seam calls.
    """

    states: list[State]
    midway: list[Content]
    ends: list[Content]
    calls: list[str]


def prepared(desk: Desk, scenario: Scenario, staff: Sequence[Argv] = STAFF) -> Content:
    """What lies on the disk before the command; the same for all desks, so it is made once."""
    key = (scenario.shape, (*staff, *scenario.before))
    if key not in _PREPARED:
        desk.lay({})
        with pytest.MonkeyPatch.context() as former:
            for module in ("book.shapes", "book.chain"):
                former.setattr(f"civicode.store.{module}.SCHEMA_VERSION", scenario.shape)
            for argv in key[-1]:
                desk.must(*argv)
        _PREPARED[key] = {path.removeprefix(str(desk.folder)): data for path, data in desk.disk.content.items()}
    return {f"{desk.folder}{path}": data for path, data in _PREPARED[key].items()}


def passage(desk: Desk, scenario: Scenario, before: Content) -> Passage:
    """Run the command without faults, looking at the disk after every call."""
    desk.lay(before)
    states = [desk.state]
    midway: dict[Key, Content] = {}

    def look(_: int, step: str) -> None:
        if step in _READS:
            return
        midway.update((frozenset(content.items()), content) for content in desk.disk.after_a_crash())
        if step in {"replace", "unlink"} and (state := desk.state) != states[-1]:
            states.append(state)

    done = desk.run(*scenario.typed, after=look)
    assert done.code == 0, done.said
    return Passage(states, list(midway.values()), list(desk.disk.after_a_crash()), done.calls)


def sweep_crashes(desk: Desk, scenario: Scenario, staff: Sequence[Argv] = STAFF) -> int:
    """The power goes after every call; the number of disks looked at."""
    way = passage(desk, scenario, prepared(desk, scenario, staff))
    assert len(way.states) == scenario.stages
    for state in way.states:
        _assert_nothing_is_nowhere(way.states[0], state, scenario.gives_up)
    for content in way.midway:
        desk.lay(content)
        assert desk.state in way.states
        _assert_kept_beside(desk, scenario, way.states[0])
        _assert_finished_again(desk, scenario, way.states)
        desk.write_on()
    for content in way.ends:
        desk.lay(content)
        assert desk.state == way.states[-1]
    return len(way.midway) + len(way.ends)


def sweep_failures(desk: Desk, scenario: Scenario, staff: Sequence[Argv] = STAFF) -> int:
    """Every call fails in each way it can, once and from there on; the number of runs."""
    before = prepared(desk, scenario, staff)
    way = passage(desk, scenario, before)
    runs = 0
    for number, step in enumerate(way.calls, start=1):
        for code, for_ever in _faults(step):
            desk.lay(before)
            _assert_told_truly(desk, scenario, way.states, number, step, code, for_ever=for_ever)
            runs += 1
    return runs


def sweep_kills(desk: Desk, scenario: Scenario, staff: Sequence[Argv] = STAFF) -> int:
    """The writer is killed before every call; another one writes after it; then the power goes. The number of kills."""
    before = prepared(desk, scenario, staff)
    way = passage(desk, scenario, before)
    for number in range(1, len(way.calls) + 1):
        desk.lay(before)
        with pytest.raises(Killed):
            desk.run(*scenario.typed, fail=_killed_at(number))
        desk.nobody_holds_a_lock()
        assert desk.state in way.states
        desk.write_a_record()
        for content in list(desk.disk.after_a_crash()):
            desk.lay(content)
            assert f"office/{PROBE}/1" in desk.state
    return len(way.calls)


def _killed_at(number: int) -> Callable[[int, str], BaseException | None]:
    return lambda call, _: Killed() if call >= number else None


class Killed(BaseException):
    """The process ends here: nothing after it happens."""


def sweep_second_writers(desk: Desk, first: Scenario, second: Argv, trace: str) -> tuple[int, int]:
    """While one command runs, another one is typed after each of its calls; how many were done, how many waited.

    Args:
        trace: the place of the document that the second one leaves.
    """
    before = prepared(desk, first)
    way = passage(desk, first, before)
    done = 0
    for number in range(1, len(way.calls) + 1):
        desk.lay(before)
        codes: list[int] = []

        def come_between(call: int, _: str, number: int = number, codes: list[int] = codes) -> None:
            if call == number:
                codes.append(desk.run(*second).code)

        outcome = desk.run(*first.typed, after=come_between)
        assert outcome.code == 0, outcome.said
        if not codes:  # less to do for the first one: the second has kept the criteria already
            continue
        assert codes in ([0], [6]), (number, codes, outcome)
        state = desk.state
        assert (trace in state) is (codes == [0])
        assert {place for place in way.states[-1] if "#" not in place} <= set(state)
        done += codes == [0]
    return done, len(way.calls) - done


def sweep_readers(desk: Desk, scenario: Scenario) -> int:
    """While the command runs, somebody opens every place after each call that changes something; the number of them."""
    before = prepared(desk, scenario)
    way = passage(desk, scenario, before)
    changing = [number for number, step in enumerate(way.calls, start=1) if step not in _READS]
    for number in changing:
        desk.lay(before)

        def come_between(call: int, _: str, number: int = number) -> None:
            if call == number:
                desk.open()

        outcome = desk.run(*scenario.typed, after=come_between)
        assert outcome.code == 0, (number, outcome.said)
        for content in list(desk.disk.after_a_crash()):
            desk.lay(content)
            assert desk.state == way.states[-1]
    return len(changing)


def _faults(step: str) -> Iterator[tuple[int, bool]]:
    if step not in _READS:
        yield _FULL, False
    yield _BROKEN, False
    yield _FORBIDDEN, False
    if step in {"write", "replace"}:
        yield _FULL, True


def _assert_told_truly(
    desk: Desk, scenario: Scenario, states: list[State], number: int, step: str, code: int, *, for_ever: bool
) -> None:
    def fail(call: int, _: str) -> OSError | None:
        return OSError(code, "told to fail") if call == number or (for_ever and call > number) else None

    told = desk.run(*scenario.typed, "--json", fail=fail)
    where = (scenario.name, number, step, errno.errorcode[code], told.said)
    assert told.code in {0, 6}, where
    found = desk.state
    if step in _READS and scenario.neighbours:
        assert _but(scenario.neighbours, found) in [_but(scenario.neighbours, state) for state in states], where
        return
    assert found in states, where
    if told.code and not scenario.again and _records(found) != _records(states[0]):
        assert step not in _STAGING, where
        assert for_ever or any(sentence in told.said for sentence in _SAVED_YET_FAILED), where
    if not for_ever and step != "unlink":
        assert unfinished(desk.disk.content) == [], where
    for content in list(desk.disk.after_a_crash()):
        desk.lay(content)
        assert desk.state == states[-1] if told.code == 0 else desk.state in states, where


def _records(state: State) -> State:
    """Without the backups: to have one more than was told harms nobody."""
    return {place: text for place, text in state.items() if not place.startswith(ZIP)}


def _assert_kept_beside(desk: Desk, scenario: Scenario, first: State) -> None:
    """What only reads a store changes nothing in it; an upgrade has made a backup first."""
    if scenario.spared:
        spared = {path: data for path, data in prepared(desk, scenario).items() if _spared(desk, scenario, path)}
        assert spared.items() <= desk.disk.content.items()
    if scenario.command == "store upgrade" and _records(desk.state) != _records(first):
        assert any(place.startswith(ZIP) for place in desk.state)
        desk.must(*scenario.typed)
        metas = [text for place, text in desk.state.items() if place.endswith("/meta/book")]
        assert metas
        assert all(f'"schema_version": {SCHEMA_VERSION}' in text for text in metas)


def _assert_finished_again(desk: Desk, scenario: Scenario, states: Sequence[State]) -> None:
    """What was cut off between two books holds them whole, and is finished when it is typed again."""
    if scenario.again and desk.state != states[0]:
        desk.must(*scenario.typed)
        assert _of_people(desk.state) == _of_people(states[-1])


def _of_people(state: State) -> State:
    """The records alone: the audit tells when each was finished."""
    tables = ("self_checks", "reviews", "violations", "staff", "progress", "meta", "forgotten")
    return {place: text for place, text in state.items() if place.split("/")[1:2] in [[one] for one in tables]}


def _spared(desk: Desk, scenario: Scenario, path: str) -> bool:
    return path.startswith(f"{desk.folder}/{scenario.spared}/") and not path.endswith(WHO_FILE)


def _but(tables: Sequence[str], state: State) -> State:
    return {place: text for place, text in state.items() if place.split("/")[1:2] not in [[one] for one in tables]}


def _assert_nothing_is_nowhere(
    before: Mapping[str, str], state: Mapping[str, str], gives_up: Sequence[str] = ()
) -> None:
    """A draft is there until its check is; a case moves into its new book before it leaves the old one."""
    for place in before:
        if place.startswith("drafts/") and place not in gives_up:
            period, _, officer = place.removeprefix("drafts/").partition(".")
            done = f"{period}/self_checks/{officer}"
            into = state.get(f"office/merged_staff/{officer}", "{}")  # its draft goes the same way
            now = f"drafts/{period}.{json.loads(into).get('into', officer)}"
            assert done in state or now in state or any(one.endswith(place) for one in state)  # perhaps in a store kept
    assert sum("/violations/" in place for place in state) >= sum("/violations/" in place for place in before)
    assert sum("staff/" in place for place in state) >= sum("staff/" in place for place in before)
