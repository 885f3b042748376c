"""The records themselves, to be taken elsewhere: what an import makes the same records of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from civicode.domain.batch import BatchKind
from civicode.domain.calendar import Period
from civicode.domain.check.check import COUNTED, SelfCheck
from civicode.domain.plan import Progress
from civicode.domain.record import fields_of
from civicode.domain.review import Review
from civicode.domain.staff.entry import entries_of
from civicode.domain.tables import CHECKS, PROGRESS, REVIEWS
from civicode.domain.violation.violation import Observation
from civicode.i18n import Words
from civicode.reports.batch.data import data_document
from civicode.reports.document.document import Document, Row
from civicode.services.office.books import periods_kept
from civicode.services.office.office import Office
from civicode.services.violation.casebook import cases_in
from civicode.store import Book

__all__ = ["data"]


def data(office: Office, kind: BatchKind, period: Period | None, words: Words) -> Document:
    """The records of `kind`, the same ones always in the same order.

    Args:
        period: only those that lie in it; None is all. Staff and the plan's progress lie in none.

    Raises:
        StoreError: a book cannot be read: then there is no file, for it would pass for whole.
    """
    match kind:
        case BatchKind.STAFF:
            return data_document(kind, list(_staff(office)), words)
        case BatchKind.CHECKS:
            return _checks(office, period, words)
        case BatchKind.REVIEWS:
            return data_document(
                kind, [row for book in _books(office, period) for row in _reviews(office, book)], words
            )
        case BatchKind.VIOLATIONS:
            return data_document(kind, _cases(office, period), words)
        case BatchKind.PLAN:
            return data_document(kind, _progress(office), words)


def _staff(office: Office) -> Iterator[Row]:
    for member in office.roster:
        for entry in entries_of(member):
            yield {
                **{
                    key: getattr(entry, key) for key in ("code", "name", "position", "unit", "leader", "until", "order")
                },
                "category": entry.category and entry.category.value,
                "from": entry.since,
            }


def _checks(office: Office, period: Period | None, words: Words) -> Document:
    """The checks that count; those that were returned or withdrawn are counted, for an import would hand them in."""
    order = _order(office)
    rows: list[Row] = []
    objects: list[Row] = []
    left = 0
    for book in _books(office, period):
        checks = book.each(CHECKS, SelfCheck, own="officer")
        for check in _by_code(checks):
            if check.state not in COUNTED:
                left += 1
                continue
            about = {"officer": office.code_now(check.officer), "period": book.name}
            answers = {code: check.answers[code] for code in sorted(check.answers, key=order)}
            for code, answer in answers.items():
                row = {
                    "criterion": code,
                    "rating": answer.rating.value,
                    "note": answer.note,
                    "evidence": answer.evidence,
                }
                rows.append({**about, **row})
            objects.append({**about, "answers": {code: _value(answer) for code, answer in answers.items()}})
    notes = [words("export.not_counted", n=left)] if left else []
    return data_document(BatchKind.CHECKS, rows, words, notes=notes, objects=objects)


def _value(answer: Any) -> object:
    """The answer as `check --answers` has it: without words it is its rating alone."""
    said = {"rating": answer.rating.value, "note": answer.note, "evidence": answer.evidence}
    return {key: value for key, value in said.items() if value} if answer.note or answer.evidence else said["rating"]


def _reviews(office: Office, book: Book) -> Iterator[Row]:
    order = _order(office)
    for review in _by_code(book.each(REVIEWS, Review, own="officer")):
        for code in sorted(review.ratings, key=order):
            answer = review.ratings[code]
            yield {
                "officer": office.code_now(review.officer),
                "period": book.name,
                "criterion": code,
                "rating": answer.rating.value,
                "note": answer.note,
                "evidence": answer.evidence,
                "reviewer": review.reviewer,
            }


def _cases(office: Office, period: Period | None) -> list[Row]:
    """What was seen, not what became of it; each by the reference it came with, else by its own id."""
    columns = [(one.name, one.fact.column or one.name) for one in fields_of(Observation)]
    first: dict[str, Any] = {"id": "", "criterion": ()}  # where readers of lines of objects find them
    rows = [
        first | {column: getattr(case, name) for name, column in columns} | {"id": case.ref or case.id}
        for book in _books(office, period, whole=False)
        for case in (one.under(office.merged) for one in cases_in(book))
        if period is None or period.first_day <= case.occurred_on <= period.last_day
    ]
    return sorted(rows, key=lambda row: (row["occurred_on"], row["id"]))


def _progress(office: Office) -> list[Row]:
    entries = office.book.each(PROGRESS, Progress).values()
    rows = [{"task": one.task, "on": one.on, "percent": one.percent, "note": one.note} for one in entries]
    return sorted(rows, key=lambda row: (row["on"], row["task"], row["note"]))


def _books(office: Office, period: Period | None, *, whole: bool = True) -> Iterator[Book]:
    """The books by time that lie in `period`, or, not `whole`, share a day with it."""
    for one in periods_kept(office):
        inside = period is None or (period.first_day <= one.first_day and one.last_day <= period.last_day)
        touches = period is not None and one.first_day <= period.last_day and period.first_day <= one.last_day
        if inside or (touches and not whole):
            yield office.load(one.key)


def _order(office: Office) -> Any:
    """Sorts codes as the criteria have them; others follow."""
    places = {one.code: place for place, one in enumerate(office.versions.known.criteria)}
    return lambda code: (places.get(code, len(places)), code)


def _by_code(records: Any) -> Iterable[Any]:
    return [records[code] for code in sorted(records, key=lambda code: (code.casefold(), code))]
