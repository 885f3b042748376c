"""Who was forgotten: the record of it, and that nothing new is written about them under the old code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civicode.domain.record import day_of, text_of
from civicode.domain.store.forgetting import counts_of
from civicode.domain.tables import FORGETTINGS
from civicode.errors import NotAllowedError
from civicode.services.office.office import Office

__all__ = ["record_of"]


def record_of(office: Office, code: str) -> Mapping[str, Any] | None:
    """`on`, `by`, `reason` and `counts` of their forgetting; None when they were not forgotten."""
    return office.book.one(FORGETTINGS, code, _record)


def _record(document: Mapping[str, Any]) -> Mapping[str, Any]:
    texts = {name: text_of(document, name) for name in ("by", "reason")}
    return {"on": day_of(document, "on"), **texts, "counts": dict(counts_of(document))}


def require_remembered(office: Office, code: str) -> None:
    """NotAllowedError when the person of that code was forgotten: what were written now would not be taken away."""
    if any(member.code == code and member.is_forgotten for member in office.members):
        raise NotAllowedError("forget.forgotten", officer=code)
