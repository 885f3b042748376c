"""One self-check as it stands: who, when, and every answer under the words it was given to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from civicode.domain.check.check import SelfCheck
from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.criteria.rating import Rating
from civicode.i18n import Words
from civicode.reports.document.cell import plain_object
from civicode.reports.document.columns import list_columns
from civicode.reports.document.document import Column, Document, Kind, Row, Table
from civicode.reports.report.wording import criterion_titles


def document(check: SelfCheck, period: str, catalogue: Catalogue, name: str, words: Words) -> Document:
    """The check in words.

    Args:
        catalogue: the one that was answered; it gives titles and order.
        name: the person's, or the office's.
    """
    titles = criterion_titles(catalogue, words)
    place = {code: at for at, code in enumerate(titles)}
    answers = {
        code: {"rating": answer.rating, "note": answer.note, "evidence": answer.evidence}
        for code, answer in sorted(check.answers.items(), key=lambda item: (place.get(item[0], len(place)), item[0]))
    }
    rows: list[Row] = [{"criterion": code, "title": titles.get(code, ""), **answer} for code, answer in answers.items()]
    return Document(
        name="check",
        title=words("list.check.title", officer=check.officer, name=name, period=period),
        lead=tuple(_lead(check, words)),
        tables=(_table(rows, words),),
        payload=plain_object(
            {
                "officer": check.officer,
                "period": period,
                "state": check.state,
                "late": check.late,
                "entered_by": check.entered_by,
                "submitted_on": check.submitted_on,
                "catalogue": check.catalogue,
                "reason": check.reason,
                "confirmed_by": check.confirmed_by,
                "answers": answers,
            }
        ),
    )


def _lead(check: SelfCheck, words: Words) -> Iterator[str]:
    if check.submitted_on:
        key = "list.check.late" if check.late else "list.check.in_time"
        yield words(key, state=check.state, on=check.submitted_on)
    else:
        yield words("list.check.not_submitted", state=check.state)
    if check.entered_by and check.entered_by != check.officer:
        yield words("list.check.entered_by", actor=check.entered_by)
    if check.confirmed_by:
        yield words("list.check.confirmed_by", actor=check.confirmed_by)
    if check.reason:
        yield words("list.check.reason", reason=check.reason)
    count = Counter(answer.rating for answer in check.answers.values())
    yield words(
        "list.check.counts",
        met=count[Rating.MET],
        not_met=count[Rating.NOT_MET],
        not_applicable=count[Rating.NOT_APPLICABLE],
    )


def _table(rows: list[Row], words: Words) -> Table:
    return Table(
        "answers",
        "",
        (
            Column("criterion", words("list.code"), Kind.CODE),
            Column("title", words("list.criterion")),
            *list_columns(words, "rating, note, evidence", wide="evidence"),
        ),
        rows,
        empty=words("list.check.empty"),
    )
