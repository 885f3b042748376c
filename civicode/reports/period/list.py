"""The periods of the office as a list, and one in full."""

from __future__ import annotations

from collections.abc import Iterable

from civicode.domain.period.standing import PeriodDetail, PeriodStanding
from civicode.i18n import Words
from civicode.reports.document.cell import plain_object
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
        Column("late", words("list.late"), Kind.NUMBER),
        Column("unreviewed", words("list.unreviewed"), Kind.NUMBER),
        Column("missing_officers", words("list.missing_officers"), Kind.LIST),
        Column("drafts", words("list.drafts"), Kind.LIST),
        Column("office_check", words("list.office_check"), Kind.TERM, terms="progress_state"),
        Column("violations", words("list.violations"), Kind.NUMBER),
        Column("observations", words("list.observations"), Kind.NUMBER),
        Column("head", words("list.head"), Kind.CODE),
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
    return (
        Column("closed_at", words("list.closed_at"), Kind.MOMENT),
        Column("closed_by", words("list.closed_by"), Kind.CODE),
        Column("closing_reason", words("list.closing_reason")),
        Column("seal", words("list.seal"), Kind.CODE),
        Column("reopened_at", words("list.reopened_at"), Kind.MOMENT),
        Column("reopened_by", words("list.reopened_by"), Kind.CODE),
        Column("reopening_reason", words("list.reopening_reason")),
        Column("since_closing", words("list.since_closing"), Kind.LIST),
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
        Column("period", words("list.period"), Kind.CODE),
        Column("state", words("list.state"), Kind.TERM, terms="period_state"),
        Column("opens_on", words("list.opens_on"), Kind.DATE, wide=True),
        Column("due_on", words("list.due_on"), Kind.DATE),
        Column("staff", words("list.owed"), Kind.NUMBER, wide=True),
        Column("submitted", words("list.submitted"), Kind.NUMBER, of="staff"),
        Column("confirmed", words("list.confirmed"), Kind.NUMBER),
        Column("missing", words("list.missing"), Kind.NUMBER),
    )
