"""The sentences in which a document on paper says what its tables hold."""

from __future__ import annotations

from civicode.domain.criteria.rating import Rating, rate_percent
from civicode.i18n import Words
from civicode.reports.document.calendar import period_in_full
from civicode.reports.document.document import Document
from civicode.reports.report.figures import Report
from civicode.reports.report.plan_words import plan_words

_OF_FIGURES = frozenset({"summary", "criteria", "trend"})
"""Reports that open with the figures of the whole office; the others with what their screen says."""


def opening(report: Report, document: Document, words: Words) -> tuple[str, ...]:
    """The first section in whole sentences, each rate with its denominator."""
    if report.name == "violations":
        return (_cases(report, words), *document.lead[1:])
    if report.name == "officer":
        return document.lead[1:]  # who it is stands above
    if report.name not in _OF_FIGURES:
        return document.lead
    return tuple(one for one in (_staff(report, words), *_rate(report, words), _cases(report, words)) if one)


def limits(report: Report, words: Words) -> tuple[str, ...]:
    """What a person has rated not met, with the reason they gave."""
    return tuple(
        words("paper.limit", criterion=row["criterion"], note=row["note"])
        for row in report.tables.get("answers", ())
        if row["rating"] is Rating.NOT_MET and row["note"]
    )


def difficulties(report: Report, words: Words) -> tuple[str, ...]:
    """What was reported to the leaders as standing in the way of the plan's tasks."""
    return tuple(
        words("paper.difficulty", task=row["task"], on=row["on"], note=row["note"])
        for row in report.tables.get("difficulties", ())
    )


def _staff(report: Report, words: Words) -> str:
    totals = report.totals
    if not totals.staff:
        return words("report.lead.nobody")
    share = words.percent(rate_percent(totals.submitted, totals.missing))
    key = "paper.staff" if report.checks_per_person == 1 else "paper.checks"
    return words(
        key,
        n=totals.staff,
        staff=totals.staff,
        people=plan_words(report.catalogue.document, words)["people"],
        submitted=totals.submitted,
        share=share,
        missing=totals.missing,
    )


def _rate(report: Report, words: Words) -> list[str]:
    totals = report.totals
    if totals.rate_percent is None:
        return [words("report.lead.no_rate")]
    facts = {"met": totals.met, "not_met": totals.not_met, "assessed": totals.met + totals.not_met}
    said = words("paper.rate", **facts, rate=words.percent(totals.rate_percent), not_applicable=totals.not_applicable)
    period, then = report.compared or (None, None)
    if period is None or then is None or then.rate_percent is None:
        return [said]
    change = round(totals.rate_percent - then.rate_percent, 1)
    key = "paper.same" if change == 0 else "paper.more" if change > 0 else "paper.less"
    before = {"period": period_in_full(period, words), "then": words.percent(then.rate_percent)}
    return [said, words(key, **before, change=words.decimal(abs(change)))]


def _cases(report: Report, words: Words) -> str:
    return words("paper.cases", violations=report.totals.violations, observations=report.totals.observations)
