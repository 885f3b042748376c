"""The phiếu of one person: their own answers, the leader's beside them, and the cases of the period."""

from __future__ import annotations

from civicode.domain.criteria.rating import Rating, rate_percent
from civicode.domain.review import Decision
from civicode.domain.violation.violation import CaseState, case_order
from civicode.i18n import Words
from civicode.reports.check.rows import counts, sheet_rows, titled
from civicode.reports.document.columns import report_column, report_columns
from civicode.reports.document.document import Document, Kind, Row, Table
from civicode.reports.document.paper import Layout
from civicode.reports.report.about import About, Part
from civicode.reports.report.figures import Report, report_of
from civicode.reports.report.records import Scope, Sheet
from civicode.reports.report.wording import report_document, scope_notes

ABOUT = About(Layout.FORM, names_people=True, needs=(Part.PERSON,), is_of_one=True)


def build(scope: Scope) -> Report:
    """The tables `answers`, a row a criterion (and check period), and `cases`, those that are not dismissed."""
    answers: list[Row] = []
    reviews: list[Row] = []
    for sheet, book in zip(scope.sheets, scope.books, strict=True):
        answers += [{**row, "period": sheet.period.key} for row in sheet_rows(sheet, book.cases)]
        reviews += _review(sheet)
    cases = [case for book in scope.books for case in book.cases if case.state is not CaseState.DISMISSED]
    rows: list[Row] = [
        {
            "id": one.id,
            "criteria": list(one.criteria),
            "occurred_on": one.occurred_on,
            "what": one.what,
            "state": one.state,
        }
        for one in sorted(cases, key=case_order)
    ]
    return report_of("officer", scope, {"answers": answers, "cases": rows, "reviews": reviews})


def document(report: Report, words: Words) -> Document:
    """The phiếu in words."""
    periods = ["period"] if report.checks_per_person > 1 else []
    cases = report.tables["cases"]
    answers = Table(
        "answers",
        words("report.answers.table"),
        (
            *report_columns(words, *periods, "criterion", "title"),
            report_column("rating", words, title=words("report.column.self")),
            report_column("note", words),
            report_column("review", words),
            report_column("violations", words, quiet=True),
        ),
        titled(report.tables["answers"], words),
        empty=words("report.officer.empty"),
    )
    return report_document(
        report,
        words,
        title=words("report.officer.title", period=report.period.key),
        lead=[_who(report, words), _lead(report, words), *_reviewed(report, words)],
        tables=[answers, *([_cases(cases, words)] if cases else [])],
        notes=[words("report.note.rate"), *scope_notes(report, words)],
    )


def _review(sheet: Sheet) -> list[Row]:
    review = sheet.review
    if review is None:
        return []
    about = {"reviewer": review.reviewer, "on": review.on, "decision": review.decision, "reason": review.reason}
    return [{"period": sheet.period.key, **about}]


def _cases(cases: object, words: Words) -> Table:
    return Table(
        "cases",
        words("report.officer.cases"),
        (
            *report_columns(words, "id", "criteria", "occurred_on", "what"),
            report_column("state", words, kind=Kind.TERM, terms="case_state"),
        ),
        cases if isinstance(cases, list) else [],
    )


def _who(report: Report, words: Words) -> str:
    officer, post = report.officer, report.post
    if officer is None or post is None:
        return words("report.lead.nobody")
    facts = {"position": post.position, "unit": post.unit}
    return words("report.officer.who", name=officer.name, code=officer.code, **facts)


def _lead(report: Report, words: Words) -> str:
    found = counts(report.tables["answers"])
    met, not_met = found[Rating.MET], found[Rating.NOT_MET]
    rate = rate_percent(met, not_met)
    if found[None] == found.total():
        return words("report.officer.none")
    facts = {"met": met, "not_met": not_met, "not_applicable": found[Rating.NOT_APPLICABLE]}
    return words("report.officer.lead", **facts, rate=words.percent(rate), assessed=met + not_met)


def _reviewed(report: Report, words: Words) -> list[str]:
    """What the leader decided, and why where their rating differs."""
    said = []
    for row in report.tables["reviews"]:
        if row["decision"] is not Decision.RATED:
            key = "report.officer.confirmed" if row["decision"] is Decision.CONFIRMED else "report.officer.returned"
            said.append(words(key, on=row["on"], by=row["reviewer"], reason=row["reason"]))
    said += [
        words("report.officer.differs", criterion=row["criterion"], rating=row["review"], reason=row["reason"])
        for row in report.tables["answers"]
        if row["review"] is not None and row["reason"]
    ]
    return said
