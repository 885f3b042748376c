"""The periods of the office as a list, and one in full."""

from __future__ import annotations

from collections.abc import Iterable

from civicode.domain.period.standing import PeriodDetail, PeriodStanding
from civicode.i18n import Words
from civicode.reports.document.cell import plain_object
from civicode.reports.document.columns import list_columns
from civicode.reports.document.document import Column, Document, Kind, Table


def list_document(periods: Iterable[PeriodStanding], words: Words) -> Document:
    """The periods in the order given."""
    rows = [_object(one) for one in periods]
    return Document(
        name="periods",
        title=words("list.period.title"),
        tables=(Table("periods", "", _columns(words), rows, empty=words("list.period.empty")),),
        payload={"periods": rows},
    )


def show_document(detail: PeriodDetail, words: Words) -> Document:
    """One period: its figures, who is missing, whose draft is open."""
    standing = detail.standing
    about = {
        "late": standing.late,
        "unreviewed": standing.unreviewed,
        "missing_officers": [one.officer for one in standing.missing_people],
        "drafts": detail.drafts,
        "office_check": detail.office_check,
        "violations": detail.violations,
        "observations": detail.observations,
        "head": detail.head,
        **_closing(detail),
    }
    payload = {**_object(standing), **plain_object(about)}
    missing = [f"{one.officer} {one.name}" for one in standing.missing_people]
    row = {**payload, "missing_officers": missing}
    return Document(
        name="period",
        title=words("list.period.one", period=standing.period.key, state=standing.state),
        tables=(Table("period", "", _record_columns(words), [row], record=True),),
        payload=payload,
    )


def _record_columns(words: Words) -> tuple[Column, ...]:
    return (
        *_columns(words),
        *list_columns(
            words,
            "late, unreviewed, missing_officers, drafts, office_check, violations, observations, head",
            kinds={"late": Kind.NUMBER, "drafts": Kind.LIST},
        ),
        *_closing_columns(words),
    )


def _closing(detail: PeriodDetail) -> dict[str, object]:
    """When, by whom and why it was closed and, after that, reopened; the mark of the closing; what came after."""
    seal = detail.seal
    return {
        "closed_at": seal.closed_at if seal else None,
        "closed_by": seal.closed_by if seal else None,
        "closing_reason": (seal.reason or None) if seal else None,
        "seal": seal.head if seal else None,
        "reopened_at": (seal.reopened_at or None) if seal else None,
        "reopened_by": (seal.reopened_by or None) if seal else None,
        "reopening_reason": (seal.reopening_reason or None) if seal else None,
        "since_closing": list(detail.since_closing),
    }


def _closing_columns(words: Words) -> tuple[Column, ...]:
    return list_columns(
        words, "closed_at, closed_by, closing_reason, seal, reopened_at, reopened_by, reopening_reason, since_closing"
    )


def _object(standing: PeriodStanding) -> dict[str, object]:
    return plain_object(
        {
            "period": standing.period.key,
            "state": standing.state,
            "opens_on": standing.opens_on,
            "due_on": standing.due_on,
            "staff": standing.staff,
            "submitted": standing.submitted,
            "confirmed": standing.confirmed,
            "missing": standing.missing,
        }
    )


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        *list_columns(
            words,
            "period, state, opens_on, due_on",
            wide="opens_on",
            kinds={"period": Kind.CODE},
            terms={"state": "period_state"},
        ),
        Column("staff", words("list.owed"), Kind.NUMBER, wide=True),
        Column("submitted", words("list.submitted"), Kind.NUMBER, of="staff"),
        *list_columns(words, "confirmed, missing"),
    )
