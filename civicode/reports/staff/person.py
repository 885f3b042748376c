"""Everything held about one person, for their right of access; who reported a case is not told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import asdict

from civicode.domain.staff.entry import entries_of
from civicode.domain.violation.violation import ENTERED_TEXTS, CaseState, Violation, case_order
from civicode.i18n import Words
from civicode.reports.check.rows import sheet_rows
from civicode.reports.document.columns import report_column, report_columns
from civicode.reports.document.document import Column, Document, Kind, Row, Table
from civicode.reports.document.paper import Layout
from civicode.reports.report.about import About, Part
from civicode.reports.report.figures import Report, report_of
from civicode.reports.report.records import Held, HeldArchive, Scope
from civicode.reports.report.wording import report_document

ABOUT = About(Layout.FORM, names_people=True, needs=(Part.HELD,), is_of_one=True, is_whole=True)


def build(scope: Scope) -> Report:
    """A table a kind of record: `staff` `absences` `checks` `answers` `reviews` `violations` `events` `audit` …"""
    held = scope.held
    tables: dict[str, Sequence[Row]] = {
        "staff": list(_staff(scope)),
        "absences": [asdict(one) | {"from": one.since} for one in held.absences],
        "checks": list(_checks(held)),
        "drafts": [
            {"period": one.period, "draft": one.name, "entered_by": one.check.entered_by if one.check else ""}
            for one in held.drafts
        ],
        "draft_answers": list(_draft_answers(held)),
        "answers": [
            {"period": sheet.period.key, **row}
            for sheet in held.sheets
            for row in sheet_rows(sheet, any_state=True)
            if row["rating"] is not None
        ],
        "reviews": list(_reviews(held)),
        "violations": [_case(case) for case in sorted(held.cases, key=case_order)],
        "events": [row for case in sorted(held.cases, key=case_order) for row in _events(case)],
        "corrections": [row for case in sorted(held.cases, key=case_order) for row in _corrections(case)],
        "audit": [{"book": book, **entry} for book, entry in held.entries],
        "exports": [asdict(one) | {"export": one.id} for one in held.exports],
        "archives": [_archive(one) for one in held.archives],
    }
    return report_of("person", scope, tables)


def document(report: Report, words: Words) -> Document:
    """The records in words; a kind of which there is nothing says so."""
    name = report.officer.name if report.officer else ""
    code = report.officer.code if report.officer else ""
    return report_document(
        report,
        words,
        title=words("report.person.title", name=name, code=code),
        lead=[words("report.person.lead")],
        tables=[
            Table(key, title, columns, report.tables[key], empty=words("report.person.empty", what=title))
            for key, columns in _columns(words).items()
            for title in [words(f"report.person.{key}")]
        ],
        notes=[words("report.person.note")],
    )


def _columns(words: Words) -> Mapping[str, tuple[Column, ...]]:
    return {**_of_checks(words), **_of_cases(words)}


def _of_checks(words: Words) -> Mapping[str, tuple[Column, ...]]:
    """The register, and what checks and reviews say."""
    own = report_column("rating", words, title=words("report.column.self"))
    return {
        "staff": report_columns(words, "officer", "name", "position", "unit", "category", "leader", "from", "until"),
        "absences": report_columns(words, "from", "until", "reason"),
        "checks": (
            report_column("period", words),
            report_column("state", words, kind=Kind.TERM, terms="check_state"),
            *report_columns(words, "late", "submitted_on", "entered_by", "confirmed_by", "reason"),
        ),
        "drafts": report_columns(words, "period", "draft", "entered_by"),
        "draft_answers": (
            *report_columns(words, "draft", "criterion"),
            own,
            *report_columns(words, "note", "evidence"),
        ),
        "answers": (
            *report_columns(words, "period", "criterion"),
            own,
            *report_columns(words, "note", "evidence", "review"),
        ),
        "reviews": (
            *report_columns(words, "period", "criterion"),
            report_column("rating", words),
            *report_columns(words, "reason", "evidence", "reviewer", "on"),
        ),
    }


def _of_cases(words: Words) -> Mapping[str, tuple[Column, ...]]:
    """Cases, the audit, and files that left the store."""
    return {
        "violations": (
            *report_columns(words, "id", "criteria", "occurred_on", "noticed_on"),
            report_column("state", words, kind=Kind.TERM, terms="case_state"),
            *report_columns(words, *ENTERED_TEXTS, "position", "unit"),
        ),
        "events": (
            report_column("id", words),
            report_column("state", words, kind=Kind.TERM, terms="case_state"),
            *report_columns(words, "at", "note", "decision", "level", "form"),
        ),
        "corrections": report_columns(words, "id", "at", "reason", "field", "before"),
        "audit": report_columns(words, "book", "at", "action", "table", "key", "reason"),
        "exports": (
            report_column("export", words),
            report_column("what", words, kind=Kind.TERM, terms="export_what"),
            *report_columns(words, "file", "period", "at", "by"),
        ),
        "archives": (
            report_column("file", words),
            report_column("side", words, kind=Kind.TERM, terms="archive_side"),
            *report_columns(words, "officer", "periods", "cases"),
        ),
    }


def _staff(scope: Scope) -> Iterator[Row]:
    """Every post, those under codes given up for theirs among them."""
    members = (scope.officer, *scope.held.former) if scope.officer else ()
    for entry in (entry for member in members for entry in entries_of(member)):
        yield {
            **{key: getattr(entry, key) for key in ("name", "position", "unit", "leader", "until", "category")},
            "officer": entry.code,
            "from": entry.since,
        }


def _checks(held: Held) -> Iterator[Row]:
    for sheet in held.sheets:
        if check := sheet.check:
            keys = ("state", "late", "submitted_on", "entered_by", "confirmed_by", "reason")
            yield {"period": sheet.period.key, **{key: getattr(check, key) for key in keys}}


def _draft_answers(held: Held) -> Iterator[Row]:
    for draft in held.drafts:
        for code, answer in draft.check.answers.items() if draft.check else ():
            said = {"rating": answer.rating, "note": answer.note, "evidence": answer.evidence}
            yield {"draft": draft.name, "criterion": code, **said}


def _reviews(held: Held) -> Iterator[Row]:
    """The decision, then each rating of the leader's own."""
    for sheet in held.sheets:
        if review := sheet.review:
            about = {"period": sheet.period.key, "reviewer": review.reviewer, "on": review.on}
            yield {**about, "criterion": "", "rating": None, "reason": review.reason, "evidence": ""}
            for code in [one.code for one in sheet.asked if one.code in review.ratings]:
                own = review.ratings[code]
                said = {"rating": own.rating, "reason": own.note, "evidence": own.evidence}
                yield {**about, "criterion": code, **said}


def _archive(one: HeldArchive) -> Row:
    return one._asdict() | {"periods": list(one.periods or ()), "cases": list(one.cases)}


def _case(case: Violation) -> Row:
    return {**asdict(case), "state": case.state, "criteria": list(case.criteria)}


def _events(case: Violation) -> Iterator[Row]:
    for event in case.events:
        untold = {"note": ""} if event.state is CaseState.REPORTED else {}
        yield {"id": case.id, **asdict(event), **untold}


def _corrections(case: Violation) -> Iterator[Row]:
    """Each field as it was before; an officer whom the case was about by mistake is somebody else's data."""
    for one in case.corrections:
        for field, before in one.old.items():
            if field != "officer":
                said = ", ".join(map(str, before)) if isinstance(before, list) else str(before)
                yield {"id": case.id, "at": one.at, "reason": one.reason, "field": field, "before": said}
