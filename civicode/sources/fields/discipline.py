"""The dated list of levels and forms of discipline, in a data file beside this module."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from civicode.domain.staff.staff import Category
from civicode.domain.violation.discipline import DisciplineLaw

_FILE = Path(__file__).with_name("discipline.yaml")


def discipline_laws() -> list[DisciplineLaw]:
    """Every law of the list, in its order."""
    listed: dict[str, Any] = yaml.load(
        _FILE.read_text(encoding="utf-8"),
        Loader=yaml.BaseLoader,  # noqa: S506 - our own file; everything stays a string
    )
    return [
        DisciplineLaw(
            law=one["law"],
            since=_day(one.get("from")),
            until=_day(one.get("until")),
            levels=tuple(one["levels"]),
            forms={Category(kind): tuple(forms) for kind, forms in one["forms"].items()},
        )
        for one in listed["laws"]
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
