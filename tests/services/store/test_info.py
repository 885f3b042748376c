"""The store as a whole: what is in it, and whether all of it can be read."""

from pathlib import Path

import pytest

from civicode.services.office.office import Office
from civicode.services.store.backup import copy_into
from civicode.services.store.info import check, info
from civicode.store import Author
from civicode.store.folder.folder import FolderStore
from civicode.store.memory import MemoryStore
from tests.conftest import NOW
from tests.services.offices import OFFICER, begin, digest, hand_in
from tests.services.offices import office as made


@pytest.fixture
def office() -> Office:
    office = made()
    hand_in(office, "2026-11", OFFICER)
    begin(office, "2026-11", "001")
    if digest() not in office.store.catalogues.names():
        office.store.catalogues.write(digest(), office.criteria_path.read_text(encoding="utf-8"))
    return office


@pytest.fixture
def store(office: Office, tmp_path: Path) -> FolderStore:
    place = FolderStore(str(tmp_path / "data"))
    copy_into(place, office.store, NOW)  # type: ignore[arg-type]
    return place


def codes(store: FolderStore) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in check(store).problems]


def test_what_is_in_a_store(store: FolderStore) -> None:
    facts = info(store)
    assert (facts.kind, facts.schema_version, facts.mode, facts.access) == ("folder", 1, 0o700, "owner")
    assert (facts.drafts, facts.catalogues, facts.last_backup) == (1, 1, None)
    assert [(one.book, one.records, one.entries, one.head) for one in facts.books] == [
        ("office", 4, 6, store.load("office").head),
        ("2026-11", 1, 2, store.load("2026-11").head),
    ]
    assert facts.books[1].size_bytes == (Path(store.location) / "2026-11.json").stat().st_size
    memory = info(MemoryStore())
    assert (memory.kind, memory.mode, memory.access, memory.books) == ("memory", None, None, ())


def test_a_whole_store_has_nothing_to_see_to(store: FolderStore) -> None:
    found = check(store)
    assert found.ok
    assert (found.books, found.drafts, found.catalogues, found.access) == (2, 1, 1, "owner")


def test_everything_that_cannot_be_read_is_named_with_its_byte(store: FolderStore) -> None:
    place = Path(store.location)
    (place / "2026-11.json").write_bytes((place / "2026-11.json").read_bytes()[:100])
    (place / "drafts" / "2026-11.001.json").write_text('{"schema_version": 1,,', encoding="utf-8")
    (place / "drafts" / "2026-11.008.json").write_bytes(b"ab\xff")
    (place / "drafts" / "2026-11.009.json").write_text("[]", encoding="utf-8")
    catalogue = place / "catalogues" / f"{digest()}.yaml"
    catalogue.write_text(catalogue.read_text(encoding="utf-8").replace("không", "khong", 40), encoding="utf-8")
    (place / "catalogues" / "parsed.00.yaml").write_text("{}", encoding="utf-8")
    found = check(store)
    assert [(one.code, one.where) for one in found.problems] == [
        ("store.damaged", "2026-11.json"),
        ("store.damaged", "drafts/2026-11.001.json"),
        ("store.damaged", "drafts/2026-11.008.json"),
        ("check.draft_damaged", "drafts/2026-11.009.json"),
        ("store.catalogue_changed", f"catalogues/{digest()}.yaml"),
        ("store.cache_damaged", "catalogues/parsed.00.yaml"),
    ]
    assert [one.facts.get("byte") for one in found.problems[1:3]] == [21, 2]
    assert 80 < int(str(found.problems[0].facts["byte"])) <= 100
    assert [one.readable for one in info(store).books] == [True, False]


def test_a_newer_book_is_named(store: FolderStore) -> None:
    file = Path(store.location) / "2026-11.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"schema_version":1', '"schema_version":2', 1), "utf-8")
    assert codes(store) == [("store.newer", "2026-11.json")]


def test_records_that_are_none_and_criteria_that_are_lost_are_named(store: FolderStore) -> None:
    place = Path(store.location)
    (place / "catalogues" / f"{digest()}.yaml").unlink()
    file = place / "office.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"name":', '"nane":', 1), encoding="utf-8")
    assert codes(store) == [("store.damaged_record", "office.json"), ("store.catalogue_missing", "2026-11.json")]


@pytest.mark.parametrize(
    ("book", "table"),
    [("office", "batches"), ("office", "progress"), ("office", "difficulties"), ("2026-11", "reviews")],
)
def test_no_table_of_records_is_passed_over(store: FolderStore, book: str, table: str) -> None:
    with store.edit(book, author=Author(actor="001", now=NOW)) as edit:
        edit.put(book, table, "x", {"on": "ngày nào"}, action="created")
    assert codes(store) == [("store.damaged_record", f"{book}.json")]


def test_what_lies_about_is_named(store: FolderStore) -> None:
    place = Path(store.location)
    for name in (".civicode.2026-11.json.77.tmp", "drafts/.civicode.x.json.77.tmp", "2026-11 (1).json", ".DS_Store"):
        (place / name).write_text("", encoding="utf-8")
    place.with_name("data.restoring").mkdir()
    assert codes(store) == [
        ("store.unfinished", ".civicode.2026-11.json.77.tmp"),
        ("store.unfinished", "drafts/.civicode.x.json.77.tmp"),
        ("store.unfinished", "data.restoring"),
        ("store.foreign", "2026-11 (1).json"),
    ]


@pytest.mark.parametrize(
    ("mode", "access", "found"),
    [(0o770, "group", []), (0o750, "group", []), (0o755, "everyone", ["store.open_to_all"])],
)
def test_who_can_read_it(store: FolderStore, mode: int, access: str, found: list[str]) -> None:
    Path(store.location).chmod(mode)
    result = check(store)
    assert (result.mode, result.access) == (mode, access)
    assert [problem.code for problem in result.problems] == found
