"""A book is a TinyDB database: the example of docs/store.md, run as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from civicode.domain.store.audit_walk import walk_audit
from civicode.store import Author
from civicode.store.folder.folder import FolderStore

PAGE = Path(__file__).parents[3] / "docs" / "store.md"
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```\n(?P<printed>.*?)```", re.DOTALL)
CHECKS = {
    "007": {"late": False, "submitted_on": "2026-12-02", "answers": {"TD-02": {"rating": "not_met", "note": "đi trễ"}}},
    "008": {"late": True, "submitted_on": "2026-12-09", "answers": {"TD-02": "met"}},
}


def test_the_example_of_the_page_prints_what_stands_there(
    tmp_path: Path, author: Author, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    store = FolderStore("data")
    for officer, check in CHECKS.items():
        with store.edit("2026-11", author=author) as edit:
            edit.put("2026-11", "self_checks", officer, check, action="created")
    before = (tmp_path / "data" / "2026-11.json").read_bytes()
    found = EXAMPLE.search(PAGE.read_text(encoding="utf-8"))
    assert found
    exec(compile(found["code"], str(PAGE), "exec"), {})
    assert capsys.readouterr().out == found["printed"]
    assert (tmp_path / "data" / "2026-11.json").read_bytes() == before
    assert walk_audit("2026-11", store.load("2026-11", strict=True).tables).problems == []
