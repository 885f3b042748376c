"""Every writing command over the store: what is there before, what is typed, and the stages its change goes through.

A command that comes later joins this table, or `OUTSIDE` with the reason; `test_faults.py` fails until it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from civicode.cli.run.commands import COMMANDS, Branch
from civicode.store import SCHEMA_VERSION

Argv = tuple[str, ...]


class Scenario(NamedTuple):
    """One command.

    Attributes:
        command: its path in the table of commands.
        typed: the words after `civicode`.
        before: commands that have been run, after those of `STAFF`.
        stages: states that the store goes through, the first and the last included; 2 is all at once.
        neighbours: tables whose documents say less when a book beside cannot be read.
        shape: the version of the program's books when `before` was run.
        spared: a folder in which not a byte may change.
        gives_up: places of drafts that it takes away without a check in their stead.
        again: it does one thing after another; typed again it finishes, so it need not say how far it came.
    """

    command: str
    typed: Argv
    before: tuple[Argv, ...] = ()
    stages: int = 2
    neighbours: tuple[str, ...] = ()
    shape: int = SCHEMA_VERSION
    spared: str = ""
    again: bool = False
    gives_up: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What tests call it."""
        return " ".join(word for word in self.typed if " " not in word)


_POST = ("--position", "Văn thư", "--unit", "Văn phòng")
STAFF: tuple[Argv, ...] = (
    ("staff", "add", "001", "--name", "Lê Thị Ánh", *_POST, "--leader"),
    ("staff", "add", "007", "--name", "Trần Minh Đức", *_POST),
    ("staff", "add", "008", "--name", "Nguyễn Thị Đào", *_POST),
)
_CHECK: Argv = ("check", "007", "--period", "2026-11")
_DRAFT: Argv = (*_CHECK, "--met", "TD-01", "--draft")
DONE: Argv = (*_CHECK, "--rest-met")
_CASE: Argv = ("violation", "add", "007", "--criterion", "TD-02", "--on", "2026-11-05", "--what", "đi trễ")
_CLOSE: Argv = ("period", "close", "2026-11", "--accept-missing", "vắng")
_LATER: Argv = ("check", "008", "--period", "2026-12", "--met", "TD-01", "--draft")
_BACKUP: Argv = ("store", "backup", "office.zip")
_RESTORE: Argv = ("store", "restore", "office.zip")
_ID = "VP-2026-11-0001"
_FILES = Path(__file__).parents[2] / "data" / "batches"
_SECOND = str(_FILES.with_name("small-criteria-2.yaml"))
_IMPORT: Mapping[str, Argv] = {
    kind: ("import", kind, str(_FILES / f"{kind}.csv"), "--on-conflict", "replace")
    for kind in ("staff", "checks", "reviews", "violations", "plan")
}
_UNDO: Argv = ("import", "undo", "LN-2026-12-0001")

LEFT: tuple[Argv, ...] = (
    *(
        ("check", "007", "--period", month, "--not-met", "TD-02=đi trễ", "--rest-met")
        for month in ("2026-08", "2026-09")
    ),
    ("check", "007", "--period", "2026-09", "--withdraw", "nhầm"),
    ("check", "007", "--period", "2026-07", "--met", "TD-01", "--draft"),
    ("staff", "leave", "007", "--until", "2026-09-30"),
)
FORGET: Argv = ("store", "forget", "007", "--reason", "hết thời hạn lưu")
"""A month of retention, in `office.yaml`, is over."""

OTHER: Argv = ("staff", "add", "101", "--name", "Vũ Thị Mơ", *_POST, "--store", "other")
MERGE: Argv = ("store", "merge", "other", "--reason", "sáp nhập")
"""Another ward joins."""

SCENARIOS = (
    Scenario("staff add", ("staff", "add", "009", "--name", "Phạm Văn Ơn", *_POST)),
    Scenario("staff change", ("staff", "change", "007", "--from", "2026-11-10", "--unit", "Kinh tế")),
    Scenario("staff correct", ("staff", "correct", "007", "--name", "Trần Đức", "--reason", "nhập sai")),
    Scenario("staff leave", ("staff", "leave", "007", "--until", "2026-11-30")),
    Scenario(
        "staff excuse",
        ("staff", "excuse", "007", "--from", "2026-11-01", "--until", "2026-11-30", "--reason", "nghỉ thai sản"),
    ),
    Scenario(
        "staff merge",
        ("staff", "merge", "007", "008", "--reason", "nhập hai lần"),
        (DONE, _CASE, ("check", "007", "--period", "2026-12", "--met", "TD-01", "--draft")),
        stages=5,
        again=True,
    ),
    Scenario("check", DONE),
    Scenario("check", _DRAFT),
    Scenario("check", (*_CHECK, "--met", "GT-01", "--draft"), (_DRAFT,)),
    Scenario("check", DONE, (_DRAFT,), stages=3),
    Scenario("check", (*_CHECK, "--not-met", "TD-02=đi trễ"), (DONE,)),
    Scenario("check", (*_CHECK, "--withdraw", "nhầm người"), (DONE,)),
    Scenario("check", ("check", "--office", "--period", "2026-11", "--rest-met"), (DONE,)),
    Scenario("violation add", _CASE),
    Scenario("violation step", ("violation", "step", _ID, "confirmed", "--as", "001"), (_CASE,)),
    Scenario("violation correct", ("violation", "correct", _ID, "--what", "về sớm", "--reason", "nhầm"), (_CASE,)),
    Scenario(
        "violation correct",
        ("violation", "correct", _ID, "--on", "2026-10-05", "--reason", "nhầm tháng"),
        (_CASE,),
        stages=3,  # two books, the new one first
    ),
    Scenario("review", ("review", "007", "--period", "2026-11", "--confirm", "--as", "001"), (DONE,)),
    Scenario(
        "review", ("review", "007", "--period", "2026-11", "--rate", "GT-01=not_met:phản ánh", "--as", "001"), (DONE,)
    ),
    Scenario("review", ("review", "--all-submitted", "--period", "2026-11", "--confirm", "--as", "001"), (DONE,)),
    Scenario("plan progress", ("plan", "progress", "NV-01", "--note", "đã họp", "--percent", "40")),
    Scenario("plan difficulty", ("plan", "difficulty", "NV-01", "--note", "thiếu người")),
    Scenario("period close", _CLOSE, (DONE,), stages=3, neighbours=("snapshots", "seals")),  # the month, then its seal
    Scenario("criteria adopt", ("criteria", "adopt", _SECOND), (_DRAFT,), again=True),
    Scenario("period reopen", ("period", "reopen", "2026-11", "--reason", "nhầm"), (DONE, _CLOSE), stages=3),
    Scenario("store backup", _BACKUP, (DONE,), stages=3),  # the zip, then its entry
    Scenario("store backup", (*_BACKUP, "--force"), (DONE, _BACKUP, _LATER), stages=3),
    Scenario("store copy", ("store", "copy", "data", "copy"), (DONE, _LATER), spared="data"),
    Scenario("store restore", (*_RESTORE, "--store", "new"), (DONE, _BACKUP), spared="data"),
    Scenario("store restore", (*_RESTORE, "--force"), (DONE, _BACKUP, _LATER)),
    # the archive of the other, our own, then people and record at once
    Scenario("store merge", MERGE, (OTHER,), stages=4, spared="other", again=True),
    Scenario("import staff", _IMPORT["staff"]),
    Scenario("import plan", _IMPORT["plan"]),
    Scenario("import checks", _IMPORT["checks"], (DONE,), stages=4, again=True),  # its record, then month by month
    Scenario("import reviews", _IMPORT["reviews"], (DONE,), stages=3, again=True),
    Scenario("import violations", _IMPORT["violations"], (_CASE,), stages=4, again=True),
    Scenario("import undo", _UNDO, (_IMPORT["plan"],)),
    Scenario("import undo", _UNDO, (DONE, _IMPORT["checks"]), stages=4, again=True),
    # month by month, then the office, then the draft
    Scenario("store forget", FORGET, LEFT, stages=5, again=True, gives_up=("drafts/2026-07.007",)),
    Scenario("store upgrade", ("store", "upgrade"), (DONE, _LATER), stages=4, shape=0, again=True),
)

FIRST = Scenario("staff add", STAFF[0])
"""The first write of all: the folder itself is made."""

OUTSIDE: Mapping[str, str] = {
    "init": "makes files for people beside the store: office.yaml and an empty folder",
    "export": "enters one document by the edit that all others use, then writes a file for people beside the store",
    "template": "as `export`",
    "config set": "writes the user's own settings, by the same publishing as a book",
}
"""Writing commands that make no edit of their own, and what they do."""


def writing_commands() -> set[str]:
    """The path of every command that writes."""
    leaves = {
        f"{name} {inner}".strip(): leaf
        for name, entry in COMMANDS.items()
        for inner, leaf in (entry.commands.items() if isinstance(entry, Branch) else [("", entry)])
    }
    return {path for path, leaf in leaves.items() if leaf.writes}
