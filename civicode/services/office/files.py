"""What an office has in files beside its store: its criteria and its settings."""

from __future__ import annotations

from pathlib import Path

from civicode import lazy
from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.office import OfficeSettings
from civicode.errors import NotFoundError, Problem, RefusedError
from civicode.sources.file.text import read_file
from civicode.store import Store

__all__ = ["OFFICE_FILE", "catalogue_at"]

OFFICE_FILE = "office.yaml"
"""What an office has set, in its folder."""


def criteria_bytes(path: Path) -> bytes:
    """The criteria file at `path`; nothing when there is none."""
    return read_file(path) if path.is_file() else b""


def catalogue_at(path: Path) -> Catalogue:
    """The criteria in the file at `path`; RefusedError with all its problems, NotFoundError when there is no file."""
    return catalogue_in(criteria_bytes(path), path)


def catalogue_in(data: bytes, path: Path) -> Catalogue:
    """The criteria in `data`, which the file at `path` holds; raises as `catalogue_at`."""
    if not path.is_file():
        raise NotFoundError("office.criteria_not_found", path=str(path))
    catalogue, problems = read_catalogue(data, str(path))
    if catalogue is None:
        raise RefusedError("office.criteria_wrong", problems, path=str(path), n=len(problems))
    return catalogue


def read_catalogue(data: bytes | str, where: str) -> tuple[Catalogue | None, list[Problem]]:
    """The criteria in `data`, or everything wrong with them, by line of the file `where`."""
    return lazy.criteria_file.read_criteria(data, where)


def settings_in(path: Path) -> OfficeSettings:
    """What the file `office.yaml` at `path` sets; RefusedError with all its problems."""
    if not path.is_file() or _sets_nothing(path):
        return OfficeSettings()
    settings, problems = lazy.office_file.load_office_file(path)
    if problems:
        raise RefusedError("office.file_wrong", problems, path=str(path), n=len(problems))
    return settings


def settings_of(store: Store, folder: Path | None) -> OfficeSettings:
    """What an office has set: as it was kept with its records, else in its folder. Raises as `settings_in`."""
    kept = store.papers.get(OFFICE_FILE)
    if kept is None:
        return settings_in(folder / OFFICE_FILE) if folder else OfficeSettings()
    where = f"{store.location}/{OFFICE_FILE}"
    settings, problems = lazy.office_file.read_office_file(kept, where)
    if problems:
        raise RefusedError("office.file_wrong", problems, path=where, n=len(problems))
    return settings


def _sets_nothing(path: Path) -> bool:
    """Whether all of it is comment, as `init` writes it: then no reader is needed."""
    return all(line.strip()[:1] in (b"", b"#") for line in read_file(path).splitlines())
