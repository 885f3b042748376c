"""Cases as a list, and one case with every step; who reported it is told with the case alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from civicode.domain.violation import CaseState, Correction, Violation, event_to_document
from civicode.i18n import Words
from civicode.reports.cell import plain, plain_object
from civicode.reports.document import Column, Document, Kind, Row, Table


def list_document(cases: Iterable[Violation], names: Mapping[str, str], words: Words) -> Document:
    """The cases in the order given; `names` are full names by staff code."""
    rows = [_object(one) for one in cases]
    shown = [{**row, "name": names.get(str(row["officer"]), "")} for row in rows]
    return Document(
        name="violations",
        title=words("list.violation.title", n=len(rows)),
        tables=(Table("violations", "", _list_columns(words), shown, empty=words("list.violation.empty")),),
        payload={"violations": rows},
    )


def show_document(
    case: Violation, names: Mapping[str, str], titles: Mapping[str, str], repeats: int, words: Words
) -> Document:
    """One case in full, with who reported it.

    Args:
        names: full names by staff code.
        titles: titles of criteria by code, in the reader's language.
        repeats: confirmed cases of the same person with a common criterion in the 12 months before.
    """
    events = [event_to_document(event) for event in case.events]
    corrections = [_correction(one) for one in case.corrections]
    about = {"position": case.position, "unit": case.unit, "recorder": case.recorder, "repeats": repeats}
    payload = {**_object(case), **about, "events": events, "corrections": corrections}
    criteria = "\n".join(f"{code} {titles.get(code, '')}".strip() for code in case.criteria)
    shown = {**payload, "name": names.get(case.officer, ""), "criteria": criteria, "repeats": repeats or None}
    return Document(
        name="violation",
        title=words("list.violation.one", id=case.id, state=case.state),
        tables=(
            Table("violation", "", _record_columns(words), [shown], record=True),
            _events_table(events, words),
            *([_corrections_table(corrections, words)] if corrections else []),
        ),
        payload=payload,
    )


def _object(case: Violation) -> dict[str, object]:
    """The case as lists give it: without who recorded or reported it."""
    return plain_object(
        {
            "id": case.id,
            "officer": case.officer,
            "criteria": case.criteria,
            "occurred_on": case.occurred_on,
            "noticed_on": case.noticed_on,
            "entered_on": case.entered_on,
            "what": case.what,
            "where": case.where,
            "source": case.source,
            "evidence": case.evidence,
            "ref": case.ref,
            "state": case.state,
            "events": [_event(event_to_document(event)) for event in case.events],
        }
    )


def _event(event: dict[str, str]) -> dict[str, str]:
    untold = {"by"} if event["state"] == CaseState.REPORTED else set()
    return {key: value for key, value in event.items() if key not in untold}


def _correction(correction: Correction) -> dict[str, object]:
    old = plain_object(correction.old)
    return {"at": correction.at, "by": correction.by, "reason": correction.reason, "old": old}


def _list_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("id", words("list.id"), Kind.CODE),
        Column("occurred_on", words("list.occurred_on"), Kind.DATE, wide=True),
        Column("officer", words("list.officer"), Kind.CODE),
        Column("name", words("list.name"), wide=True),
        Column("criteria", words("list.criteria"), Kind.LIST),
        Column("state", words("list.state"), Kind.TERM, terms="case_state"),
        Column("what", words("list.what")),
        Column("where", words("list.where"), file_only=True),
        Column("source", words("list.source"), file_only=True),
        Column("evidence", words("list.evidence"), file_only=True),
        Column("ref", words("list.ref"), file_only=True),
        Column("noticed_on", words("list.noticed_on"), Kind.DATE, file_only=True),
        Column("entered_on", words("list.entered_on"), Kind.DATE, file_only=True),
    )


def _record_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("id", words("list.id"), Kind.CODE, file_only=True),
        Column("officer", words("list.officer"), Kind.CODE),
        Column("name", words("list.name")),
        Column("position", words("list.position")),
        Column("unit", words("list.unit")),
        Column("criteria", words("list.criteria")),
        Column("occurred_on", words("list.occurred_on"), Kind.DATE),
        Column("noticed_on", words("list.noticed_on"), Kind.DATE),
        Column("entered_on", words("list.entered_on"), Kind.DATE),
        Column("what", words("list.what")),
        Column("where", words("list.where")),
        Column("source", words("list.source")),
        Column("evidence", words("list.evidence")),
        Column("ref", words("list.ref")),
        Column("recorder", words("list.recorder"), Kind.CODE),
        Column("repeats", words("list.repeats"), Kind.NUMBER),
        Column("state", words("list.state"), Kind.TERM, terms="case_state"),
    )


def _events_table(rows: list[dict[str, str]], words: Words) -> Table:
    return Table(
        "events",
        words("list.events"),
        (
            Column("at", words("list.at"), Kind.MOMENT),
            Column("state", words("list.state"), Kind.TERM, terms="case_state"),
            Column("by", words("list.by"), Kind.CODE),
            Column("note", words("list.note")),
            Column("decision", words("list.decision"), wide=True),
            Column("level", words("list.level"), wide=True),
            Column("form", words("list.form"), wide=True),
        ),
        rows,
    )


def _corrections_table(corrections: list[dict[str, object]], words: Words) -> Table:
    rows: list[Row] = [{**one, "old": _old(one["old"])} for one in corrections]
    return Table(
        "corrections",
        words("list.corrections"),
        (
            Column("at", words("list.at"), Kind.MOMENT),
            Column("by", words("list.by"), Kind.CODE),
            Column("reason", words("list.reason")),
            Column("old", words("list.old")),
        ),
        rows,
    )


def _old(values: object) -> str:
    assert isinstance(values, dict)
    return "; ".join(f"{key}: {plain(value)}" for key, value in values.items())
