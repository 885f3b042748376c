"""Cases as a list, and one case with every step; who reported it is told with the case alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from civicode.domain.period.snapshot import AfterClosing
from civicode.domain.record import to_fields
from civicode.domain.violation.violation import ENTERED_TEXTS, CaseState, Correction, Violation, allowed_steps
from civicode.i18n import Words
from civicode.reports.document.cell import in_words, plain_object
from civicode.reports.document.columns import list_columns
from civicode.reports.document.document import Column, Document, Kind, Row, Table

_TEXTS = ", ".join((*ENTERED_TEXTS, "ref"))
"""What was seen, in words; the first says what, and stands on the screen."""


def list_document(
    cases: Iterable[Violation],
    names: Mapping[str, str],
    words: Words,
    since_closing: Mapping[str, AfterClosing] | None = None,
) -> Document:
    """The cases in the order given.

    Args:
        names: full names by staff code.
        since_closing: what of them came or moved on after its period was closed, by the period's key.
    """
    rows = [_object(one) for one in cases]
    shown = [{**row, "name": names.get(str(row["officer"]), "")} for row in rows]
    return Document(
        name="violations",
        title=words("list.violation.title", n=len(rows)),
        tables=(Table("violations", "", _list_columns(words), shown, empty=words("list.violation.empty")),),
        notes=tuple(_after_closing(since_closing or {}, words)),
        payload={"violations": rows},
    )


def show_document(
    case: Violation,
    names: Mapping[str, str],
    titles: Mapping[str, str],
    repeats: int,
    words: Words,
    since_closing: Mapping[str, AfterClosing] | None = None,
    *,
    today: date,
    for_subject: bool = False,
) -> Document:
    """One case in full, with who reported it, and how many days ago the act was: time limits are left to the law.

    Args:
        names: full names by staff code.
        titles: titles of criteria by code, in the reader's language.
        repeats: confirmed cases of the same person with a common criterion in the 12 months before.
        since_closing: the case itself, when it came or moved on after its period was closed, by the period's key.
        for_subject: the person whom the case is about asks: who reported it is not told.
    """
    events = [to_fields(event) for event in case.events]
    events = [_event(one) for one in events] if for_subject else events
    recorder = "" if for_subject else case.recorder
    corrections = [_correction(one) for one in case.corrections]
    about = {"position": case.position, "unit": case.unit, "recorder": recorder, "repeats": repeats}
    about |= {"days_since_act": (today - case.occurred_on).days}
    payload = {**_object(case), **about, "events": events, "corrections": corrections}
    about = {"name": names.get(case.officer, ""), "criteria": _titled(case, titles), "repeats": repeats or None}
    return Document(
        name="violation",
        title=words("list.violation.one", id=case.id, state=case.state),
        tables=(
            Table("violation", "", _record_columns(words), [{**payload, **about}], record=True),
            _events_table(events, words),
            *([_corrections_table(corrections, words)] if corrections else []),
        ),
        notes=(*_after_closing(since_closing or {}, words), *_next_steps(case, words)),
        payload=payload,
    )


def _after_closing(since_closing: Mapping[str, AfterClosing], words: Words) -> Iterator[str]:
    for period, found in since_closing.items():
        if found.added:
            yield words("list.violation.added_since", period=period, ids=found.added)
        if found.changed:
            yield words("list.violation.changed_since", period=period, ids=found.changed)


def _titled(case: Violation, titles: Mapping[str, str]) -> str:
    """The criteria with their titles, one a line."""
    return "\n".join(f"{code} {titles.get(code, '')}".strip() for code in case.criteria)


def _next_steps(case: Violation, words: Words) -> tuple[str, str]:
    """The command that takes the case further, and what it can be taken to."""
    said = {state: words(f"case_state.{state}") for state in allowed_steps(case.state)}
    steps = [state if state == word else f"{state} ({word})" for state, word in said.items()]
    return words("list.violation.next", id=case.id), words("list.violation.steps", steps=steps)


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
            **{name: getattr(case, name) for name in (*ENTERED_TEXTS, "ref")},
            "state": case.state,
            "events": [_event(to_fields(event)) for event in case.events],
        }
    )


def _event(event: dict[str, str]) -> dict[str, str]:
    untold = {"by"} if event["state"] == CaseState.REPORTED else set()
    return {key: value for key, value in event.items() if key not in untold}


def _correction(correction: Correction) -> dict[str, object]:
    old = plain_object(correction.old)
    return {"at": correction.at, "by": correction.by, "reason": correction.reason, "old": old}


def _list_columns(words: Words) -> tuple[Column, ...]:
    return list_columns(
        words,
        f"id, occurred_on, officer, name, criteria, state, {_TEXTS}, noticed_on, entered_on",
        wide="occurred_on, name",
        file_only=f"{_TEXTS.partition(', ')[2]}, noticed_on, entered_on",
        terms={"state": "case_state"},
    )


def _record_columns(words: Words) -> tuple[Column, ...]:
    return list_columns(
        words,
        "id, officer, name, position, unit, criteria, occurred_on, days_since_act, noticed_on, entered_on, "
        f"{_TEXTS}, recorder, repeats, state",
        file_only="id",
        kinds={"criteria": Kind.TEXT},
        terms={"state": "case_state"},
    )


def _events_table(rows: list[dict[str, str]], words: Words) -> Table:
    return Table(
        "events",
        words("list.events"),
        list_columns(
            words,
            "at, state, by, note, decision, level, form",
            wide="decision, level, form",
            terms={"state": "case_state"},
        ),
        rows,
    )


def _corrections_table(corrections: list[dict[str, object]], words: Words) -> Table:
    rows: list[Row] = [{**one, "old": _old(one["old"], words)} for one in corrections]
    return Table(
        "corrections",
        words("list.corrections"),
        list_columns(words, "at, by, reason, old", kinds={"old": Kind.TEXT}),
        rows,
    )


def _old(values: object, words: Words) -> str:
    """What was there before a correction, under the same titles as what is there now."""
    assert isinstance(values, dict)
    columns = [column for column in _record_columns(words) if column.key in values]
    said = [(column.title, in_words(column, values[column.key], words)) for column in columns]
    return "; ".join(f"{title}: {text or words('list.blank')}" for title, text in said)
