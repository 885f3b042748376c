"""An office in a folder of its own that commands and programs work in, and its records as they are kept."""

import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from civicode.cli import main
from civicode.domain.batch import Batch
from civicode.domain.check.check import SelfCheck
from civicode.domain.criteria.adoption import Adoption
from civicode.domain.merge.record import Merger
from civicode.domain.period.seal import Seal
from civicode.domain.period.snapshot import Snapshot
from civicode.domain.plan import Difficulty, Progress
from civicode.domain.review import Review
from civicode.domain.staff.staff import Absence, FormerCode, StaffMember
from civicode.domain.store.export import Export
from civicode.domain.store.facts import Backup
from civicode.domain.store.forgetting import ForgettingRecord
from civicode.domain.violation.violation import MovedViolation, Violation
from civicode.services import staff
from civicode.services.check.draft import draft_named
from civicode.services.office.office import Office
from civicode.store import Store
from tests.conftest import NOW, SMALL

LEADER, CLERK, OFFICER, ALSO = "001", "002", "007", "008"
NAMES = {LEADER: "Lê Thị Ánh", CLERK: "Phạm Thu Sao", OFFICER: "Trần Văn Mẫu", ALSO: "Nguyễn Thị Đào"}
POSTS = {
    LEADER: ("Chủ tịch", "Lãnh đạo"),
    CLERK: ("Văn thư", "Văn phòng"),
    OFFICER: ("Công chức", "Một cửa"),
    ALSO: ("Kế toán", "Tài chính"),
}

KINDS: dict[str, type] = {
    "staff": StaffMember,
    "absences": Absence,
    "merged_staff": FormerCode,
    "progress": Progress,
    "difficulties": Difficulty,
    "seals": Seal,
    "exports": Export,
    "backups": Backup,
    "adoptions": Adoption,
    "mergers": Merger,
    "forgotten": ForgettingRecord,
    "batches": Batch,
    "self_checks": SelfCheck,
    "reviews": Review,
    "violations": Violation,
    "moved_violations": MovedViolation,
    "snapshots": Snapshot,
}
"""What the documents of each table are."""

NO_RECORDS = {"meta": "what a book is", "audit": "what was done, in entries of the chain"}
"""Tables without records, with what they hold instead."""


class Kept(NamedTuple):
    """A record as a book keeps it; `table` is `drafts` for an unfinished check."""

    book: str
    table: str
    key: str
    record: Any


class Place:
    """An office folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def office(self, actor: str = CLERK, now: datetime = NOW) -> Office:
        """The office, asked by somebody."""
        return Office.open(self.folder, actor=actor, now=now)

    def run(self, *argv: str, actor: str = CLERK) -> None:
        """Run a command, which must do well."""
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            assert main(("--as", actor, *argv)) == 0, argv
        finally:
            os.chdir(before)

    def records(self, kind: type) -> list[Any]:
        """The records of a kind, in the order of their books and keys."""
        return [one.record for one in kept_in(self.office().store) if type(one.record) is kind]

    def copied(self, folder: Path) -> "Place":
        """The same office in another folder."""
        shutil.copytree(self.folder, folder)
        return Place(folder)


def new_place(folder: Path, names: Mapping[str, str] = NAMES) -> Place:
    """An office of four: who leads, a clerk, two more; nothing else was entered."""
    folder.mkdir()
    (folder / "criteria.yaml").write_bytes(SMALL.read_bytes())
    (folder / "office.yaml").write_text(
        'office:\n  - {name: "UBND PHƯỜNG MẪU A", place: A}\nretention_months: 6\n', encoding="utf-8"
    )
    place = Place(folder)
    for code, name in names.items():
        position, unit = POSTS[code]
        office = place.office("system:setup")
        staff.add(office, code=code, name=name, position=position, unit=unit, leader=code == LEADER)
    return place


def kept_in(store: Store) -> Iterator[Kept]:
    """Every record of a store; a table that nobody has told of here fails."""
    for book in map(store.load, store.names()):
        for table in book.tables:
            if table in NO_RECORDS:
                continue
            assert table in KINDS, f"say in KINDS of {__name__} what records the table {table!r} of a book holds"
            if table != "batches" or book.name == "office":  # elsewhere a batch says what it replaced
                found: dict[str, Any] = book.each(table, KINDS[table])
                yield from (Kept(book.name, table, key, record) for key, record in found.items())


def drafts_in(office: Office) -> Iterator[Kept]:
    """Every unfinished check of an office."""
    for name in office.store.drafts.names():
        yield Kept(name, "drafts", name, draft_named(office, name))


def every_byte(folder: Path) -> str:
    """All that lies in a folder, names and contents, but for what is packed."""
    files = [one for one in sorted(folder.rglob("*")) if one.is_file() and one.suffix != ".zip"]
    return "\n".join(f"{one.name}\n{one.read_bytes().decode('utf-8', 'replace')}" for one in files)
