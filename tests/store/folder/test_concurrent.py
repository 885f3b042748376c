"""Several processes at once: no record is lost, and readers never see half of one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from civicode.domain.store.audit_walk import walk_audit
from civicode.store.folder.folder import FolderStore

WRITERS, RECORDS = 3, 12

WRITE = """
import sys
from datetime import datetime
from civicode.domain.calendar import VIETNAM
from civicode.store import Author
from civicode.store.folder.folder import FolderStore
store = FolderStore(sys.argv[1])
author = Author(actor=sys.argv[2], now=datetime(2026, 12, 2, tzinfo=VIETNAM))
for number in range(int(sys.argv[3])):
    with store.edit("2026-11", "office", author=author) as edit:
        for book in ("2026-11", "office"):
            document = {"n": number, "note": "đ" * 5000}
            edit.put(book, "self_checks", f"{sys.argv[2]}.{number}", document, action="created")
    store.drafts.write("2026-11.007", f"{sys.argv[2]}:{number}:" + "x" * 5000)
"""


def test_writers_wait_for_each_other_and_readers_for_nobody(tmp_path: Path) -> None:
    place = str(tmp_path / "data")
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE, place, f"w{number}", str(RECORDS)]) for number in range(WRITERS)
    ]
    store = FolderStore(place)
    seen = 0
    while any(writer.poll() is None for writer in writers):
        book = store.load("2026-11", strict=True)
        assert walk_audit("2026-11", book.tables).problems == []
        assert len(book.table("self_checks")) >= seen
        seen = len(book.table("self_checks"))
        assert len(store.drafts.read("2026-11.007") or "x:0:" + "x" * 5000) >= 5000
    assert [writer.wait() for writer in writers] == [0] * WRITERS
    wanted = {f"w{writer}.{number}" for writer in range(WRITERS) for number in range(RECORDS)}
    for name in ("2026-11", "office"):
        book = store.load(name, strict=True)
        assert set(book.table("self_checks")) == wanted
        assert walk_audit(name, book.tables).problems == []
