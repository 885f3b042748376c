"""Who was forgotten: the record of it, and that nothing new is written about them under the old code."""

from __future__ import annotations

from civicode.domain.store.forgetting import ForgettingRecord
from civicode.domain.tables import FORGETTINGS
from civicode.errors import NotAllowedError
from civicode.services.office.office import Office

__all__ = ["record_of"]


def record_of(office: Office, code: str) -> ForgettingRecord | None:
    """What the office's book keeps of their forgetting; None when they were not forgotten."""
    return office.book.one(FORGETTINGS, code, ForgettingRecord)


def require_remembered(office: Office, code: str) -> None:
    """NotAllowedError when the person of that code was forgotten: what were written now would not be taken away."""
    if any(member.code == code and member.is_forgotten for member in office.members):
        raise NotAllowedError("forget.forgotten", officer=code)
