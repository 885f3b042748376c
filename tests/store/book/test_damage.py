"""Whatever is changed behind the program's back is found or refused, named with its place; no command ever breaks."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from civicode.cli.run.commands import COMMANDS, Branch
from civicode.services.store.audit import Verification, verify
from tests.store.book.damages import MUTATIONS, Mutation, misshapen, whole
from tests.store.simulated.desks import Desk
from tests.store.simulated.scenarios import FORGET, LEFT, STAFF, Argv, writing_commands
from tests.store.simulated.simulated_disk import Content

TIMES = 270
"""Damages of each kind: 2,160 in all."""

READINGS: tuple[Argv, ...] = (
    ("status",),
    ("check", "007", "--period", "2026-11", "--show"),
    ("check", "001", "--period", "2026-11", "--show"),
    ("violation", "list"),
    ("violation", "show", "VP-2026-10-0001"),
    ("violation", "show", "VP-2026-11-0001"),
    ("report", "summary", "--period", "2026-11"),
    ("report", "summary", "--period", "2026-10"),
    ("report", "progress", "--period", "2026-11"),
    ("report", "criteria", "--names"),
    ("report", "violations", "--period", "2026-Q4"),
    ("report", "officer", "--officer", "007"),
    ("report", "trend"),
    ("report", "office"),
    ("report", "plan"),
    ("report", "emulation"),
    ("report", "person", "--officer", "007"),
    ("plan", "list"),
    ("period", "list"),
    ("period", "show", "2026-10"),
    ("staff", "list"),
    ("staff", "show", "007"),
    ("audit", "log"),
    ("audit", "verify"),
    ("import", "list"),
    ("store", "info"),
    ("store", "check"),
    ("config", "show"),
    ("criteria", "list"),
    ("criteria", "show", "TD-01"),
)
DRY: tuple[Argv, ...] = (
    ("staff", "correct", "007", "--name", "Trần Đức", "--reason", "nhầm"),
    ("staff", "excuse", "007", "--from", "2026-11-01", "--until", "2026-11-30", "--reason", "nghỉ"),
    ("check", "001", "--period", "2026-11", "--rest-met"),
    ("check", "007", "--period", "2026-11", "--withdraw", "nhầm"),
    ("violation", "add", "007", "--criterion", "TD-02", "--on", "2026-11-05", "--what", "về sớm"),
    ("violation", "step", "VP-2026-10-0001", "closed"),
    ("violation", "correct", "VP-2026-10-0001", "--on", "2026-11-09", "--reason", "nhầm"),
    ("review", "--all-submitted", "--period", "2026-11", "--confirm", "--as", "001"),
    ("period", "close", "2026-11", "--accept-missing", "vắng"),
    ("plan", "progress", "NV-01", "--note", "đã họp"),
    ("plan", "difficulty", "NV-01", "--note", "thiếu người"),
    ("period", "reopen", "2026-10", "--reason", "nhầm"),
    ("store", "forget", "007", "--reason", "hết thời hạn lưu"),
)
"""Writing commands, with `--dry-run`: they read what they would change."""

UNREAD = {"demo", "criteria lint", "criteria coverage", "criteria schema", "criteria diff"}
"""Commands that read no store, or one of their own."""

LOADING = ("store.damaged", "store.newer")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_every_reading_command_is_tried() -> None:
    paths = {
        f"{name} {inner}".strip()
        for name, entry in COMMANDS.items()
        for inner in (entry.commands if isinstance(entry, Branch) else [""])
    }
    tried = {" ".join(argv[:2]) if isinstance(COMMANDS[argv[0]], Branch) else argv[0] for argv in READINGS}
    assert paths - writing_commands() - UNREAD <= tried


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.__name__)
def test_what_reads_differently_is_found_with_its_place(desk: Desk, mutation: Mutation) -> None:
    seen = _damaged(desk, whole(desk), mutation, TIMES)
    print(f"\n{mutation.__name__}: {dict(seen)}")
    assert seen["found"] + seen["refused"] > TIMES // 3


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.__name__)
def test_so_is_it_where_somebody_was_forgotten(desk: Desk, mutation: Mutation) -> None:
    for argv in (*STAFF, *LEFT, FORGET):
        desk.must(*argv)
    times = TIMES // 3
    seen = _damaged(desk, desk.disk.content, mutation, times)
    assert seen["found"] + seen["refused"] > times // 3


def _damaged(desk: Desk, content: Content, mutation: Mutation, times: int) -> Counter[str]:
    """What verifying makes of so many damages, each to one of the three books."""
    books = [path for path in content if path.endswith((".json",)) and "drafts" not in path]
    assert len(books) == 3
    choose, seen = random.Random(mutation.__name__), Counter[str]()
    for _ in range(times):
        path = choose.choice(books)
        before = content[path]
        assert before
        after = mutation(before, choose)
        desk.lay({**content, path: after})
        seen[_judged(verify(desk.store()), Path(path), before, after)] += 1
    return seen


def _judged(found: Verification, path: Path, before: bytes, after: bytes) -> str:
    """What verifying makes of a book that was `before`; AssertionError where it passes over something."""
    if _parsed(after) == _parsed(before) and found.ok:
        return "the same"
    own = [problem for problem in found.problems if problem.facts["book"] == path.stem]
    assert own, (path, found.problems)
    refused = [problem for problem in own if problem.code in LOADING]
    for problem in refused:
        assert problem.facts["file"] == str(path)
        assert problem.code == "store.newer" or 0 <= int(str(problem.facts["byte"])) <= len(after)
    assert refused or all(problem.facts["table"] and problem.facts["key"] is not None for problem in own)
    return "refused" if refused else "found"


def _parsed(data: bytes) -> str | None:
    try:
        return json.dumps(json.loads(data), sort_keys=True)  # 1, 1.0 and true are not the same here
    except ValueError:
        return None


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.__name__)
def test_no_command_breaks(desk: Desk, mutation: Mutation) -> None:
    content = whole(desk)
    choose = random.Random(mutation.__name__)
    for _ in range(40 if mutation is misshapen else 6):
        path = choose.choice([one for one in content if one.endswith(".json")])
        after = mutation(content[path] or b"", choose) if "drafts" not in path else b'{"schema_version": 1e999}'
        _assert_no_command_breaks(desk, {**content, path: after}, (path, after), choose)


def _assert_no_command_breaks(desk: Desk, content: Content, where: object, choose: random.Random) -> None:
    """All commands in turn, a third of them at each damage."""
    commands = [*READINGS, *((*argv, "--dry-run") for argv in DRY)]
    for argv in choose.sample(commands, len(commands) // 3):
        desk.lay(content)
        done = desk.run(*argv)
        assert done.code in {0, 1, 2, 3, 4, 5, 6}, (argv, done, where)
        assert done.calls or argv[0] in {"config", "criteria"}, argv


def test_a_book_that_cannot_be_read_is_exit_6_with_file_and_byte(desk: Desk) -> None:
    content = whole(desk)
    office = str(desk.data / "office.json")
    desk.lay({**content, office: (content[office] or b"")[:-30]})
    for argv in (("status",), ("staff", "list"), ("check", "007", "--period", "2026-11", "--rest-met"), *DRY):
        done = desk.run(*argv, "--json")
        assert done.code == 6, (argv, done.said)
        facts = json.loads(done.said)["error"]["facts"]
        assert (facts["file"], facts["byte"] > 0) == (office, True)


def test_a_closed_month_cut_short_is_found(desk: Desk) -> None:
    content = whole(desk)
    path = str(desk.data / "2026-10.json")
    book = json.loads(content[path] or b"")
    while len(book["audit"]) > 1:
        entry = book["audit"].pop(max(book["audit"], key=int))
        _undone(book, entry)
        desk.lay({**content, path: json.dumps(book).encode()})
        assert {problem.facts["book"] for problem in verify(desk.store()).problems} & {"2026-10", "office"}


def _undone(book: dict[str, Any], entry: dict[str, Any]) -> None:
    """Take the newest entry's document away as well, or open the month again: the chain that is left is whole."""
    if entry["before"] is None:
        book[entry["table"]].pop(entry["key"], None)
    elif entry["table"] == "meta":
        book["meta"]["book"]["state"] = "open"


def test_books_put_back_from_last_week_are_found(desk: Desk) -> None:
    content = whole(desk)
    store = desk.store()
    heads = [str(store.load(name).head) for name in store.names()]
    desk.must("violation", "add", "007", "--criterion", "TD-02", "--on", "2026-11-06", "--what", "về sớm")
    desk.must("violation", "step", "VP-2026-10-0001", "closed", "--as", "001")
    desk.must("staff", "leave", "008", "--until", "2026-11-30")
    now = desk.disk.content
    newer = [str(desk.store().load(name).head) for name in store.names()]
    assert verify(desk.store(), expect=[*heads, *newer]).ok
    for path in (one for one in content if one.endswith(".json") and "drafts" not in one):
        desk.lay({**now, path: content[path]})
        assert not verify(desk.store(), expect=newer).ok


def test_an_office_book_from_before_the_closing_is_found(desk: Desk) -> None:
    content = whole(desk)
    office = str(desk.data / "office.json")
    book = json.loads(content[office] or b"")
    sealing = book["audit"].pop(max(book["audit"], key=int))
    assert sealing["table"] == "seals"
    del book["seals"]
    desk.lay({**content, office: json.dumps(book).encode()})
    assert [problem.code for problem in verify(desk.store()).problems] == ["audit.seal_missing"]
    assert desk.run("audit", "verify").code == 1
