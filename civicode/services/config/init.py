"""Making an office folder: `office.yaml` with every setting explained, `data/`, and the criteria for editing."""

from __future__ import annotations

from pathlib import Path

from civicode.domain.receipt import Receipt
from civicode.errors import NotAllowedError, StoreError, reason_of
from civicode.services.config.config import shipped_criteria

__all__ = ["init_folder"]

_TEMPLATE = Path(__file__).with_name("office_template.yaml")
_PRIVATE = 0o700


def init_folder(path: Path, with_criteria: bool = False, *, dry_run: bool = False) -> Receipt:
    """Make `path` an office folder; what is there already stays as it is.

    Args:
        with_criteria: also copy the criteria, so that the office can edit them.

    Raises:
        NotAllowedError: there is nothing to make: the files are there, and are not overwritten.
        StoreError: the folder cannot be written.
    """
    wanted = {path / "office.yaml": _TEMPLATE}
    if with_criteria:
        wanted[path / "criteria.yaml"] = shipped_criteria()
    missing = {target: source for target, source in wanted.items() if not target.exists()}
    if not missing:
        raise NotAllowedError("init.exists", path=str(path), files=[target.name for target in wanted])
    if not dry_run:
        try:
            (path / "data").mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            for target, source in missing.items():
                _copy(source, target)
        except OSError as error:
            raise StoreError("init.not_written", path=str(path), reason=reason_of(error)) from error
    made = [target.name for target in missing]
    here = path.resolve() == Path.cwd()
    return Receipt(
        action="created",
        kind="office_folder",
        key=str(path),
        next="civicode staff add --help",
        facts={"key": str(path), "path": str(path.resolve()), "files": made},
        notes=() if here else ("receipt.enter_folder",),
        dry_run=dry_run,
    )


def _copy(source: Path, target: Path) -> None:
    """Never over a file that somebody made in the meantime."""
    with target.open("x", encoding="utf-8", newline="\n") as file:
        file.write(source.read_text(encoding="utf-8"))
