import json

import pytest

from civicode.domain.criteria.catalogue import Catalogue
from civicode.errors import StoreError
from civicode.services.office import parsed_catalogue
from civicode.services.office.office import Office
from civicode.store.memory import MemoryShelf
from tests.conftest import SMALL, As

SOURCE = SMALL.read_bytes()


@pytest.fixture
def shelf() -> MemoryShelf:
    return MemoryShelf()


@pytest.mark.parametrize("which", ["small_catalogue", "catalogue"])
def test_it_comes_back_as_it_was(shelf: MemoryShelf, which: str, request: pytest.FixtureRequest) -> None:
    catalogue: Catalogue = request.getfixturevalue(which)
    parsed_catalogue.keep(shelf, SOURCE, catalogue)
    assert parsed_catalogue.found(shelf, SOURCE) == catalogue


def test_an_edited_file_is_read_anew(shelf: MemoryShelf, small_catalogue: Catalogue) -> None:
    parsed_catalogue.keep(shelf, SOURCE, small_catalogue)
    assert parsed_catalogue.found(shelf, SOURCE + b"\n") is None
    assert parsed_catalogue.is_kept(shelf.names(), SOURCE)
    assert not parsed_catalogue.is_kept(shelf.names(), SOURCE + b"\n")


def test_a_newer_program_reads_anew(
    shelf: MemoryShelf, small_catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed_catalogue.keep(shelf, SOURCE, small_catalogue)
    monkeypatch.setattr(parsed_catalogue, "__version__", "99")
    assert parsed_catalogue.found(shelf, SOURCE) is None


def test_only_the_newest_is_kept(shelf: MemoryShelf, small_catalogue: Catalogue) -> None:
    shelf.write("9f2c", "a criteria file")
    parsed_catalogue.keep(shelf, SOURCE, small_catalogue)
    parsed_catalogue.keep(shelf, SOURCE + b"\n", small_catalogue)
    assert len(shelf.names()) == 2
    assert shelf.read("9f2c") == "a criteria file"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"digest": "9f2c"}', '{"digest": "9f2c", "catalogue": {"document": 1}}']
)
def test_a_damaged_one_is_as_none(shelf: MemoryShelf, small_catalogue: Catalogue, text: str) -> None:
    parsed_catalogue.keep(shelf, SOURCE, small_catalogue)
    shelf.write(shelf.names()[0], text)
    assert parsed_catalogue.found(shelf, SOURCE) is None


def test_one_word_changed_in_it_is_noticed(shelf: MemoryShelf, small_catalogue: Catalogue) -> None:
    parsed_catalogue.keep(shelf, SOURCE, small_catalogue)
    document = json.loads(shelf.read(shelf.names()[0]) or "")
    document["catalogue"]["sections"][0]["criteria"][0]["text"] = "Something else."
    shelf.write(shelf.names()[0], json.dumps(document))
    assert parsed_catalogue.found(shelf, SOURCE) is None


class BrokenShelf(MemoryShelf):
    """A disk that neither reads nor writes."""

    def read(self, name: str) -> str | None:
        raise StoreError("store.disk_fault")

    def write(self, name: str, text: str) -> None:
        raise StoreError("store.full")


def test_a_disk_that_fails_costs_time_and_no_check(small_catalogue: Catalogue) -> None:
    shelf = BrokenShelf()
    parsed_catalogue.keep(shelf, SOURCE, small_catalogue)
    assert parsed_catalogue.found(shelf, SOURCE) is None


def test_an_office_uses_it(office: Office, acting: As, monkeypatch: pytest.MonkeyPatch) -> None:
    office.versions.keep(office.versions.digest)

    def never(path: object) -> Catalogue:
        raise AssertionError(path)

    monkeypatch.setattr("civicode.services.office.versions.catalogue_in", never)
    assert acting(office).versions.in_use == office.versions.in_use
