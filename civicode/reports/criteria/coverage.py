"""How a catalogue accounts for a plan, clause by clause, and what it leaves out."""

from __future__ import annotations

from civicode.domain.criteria.coverage import Coverage, CoveredText, LostQuote
from civicode.i18n import Lang, Words
from civicode.reports.document.cell import plain_object
from civicode.reports.document.columns import list_columns
from civicode.reports.document.document import Column, Document, Kind, Table


def document(coverage: Coverage, words: Words) -> Document:
    """The account in words; what is left out is told in full at the end, where a terminal stops."""
    clauses = [_clause_object(one, words) for one in coverage.clauses]
    lost = [_quote_object(one) for one in coverage.quotes_not_found]
    gaps = coverage.uncovered
    key = "list.coverage.ok" if coverage.ok else "list.coverage.not_ok"
    return Document(
        name="coverage",
        title=words("list.coverage.title"),
        lead=(words(key, runs=len(clauses), uncovered=len(gaps), lost=len(lost)),),
        tables=(_clauses_table(clauses, words), *([_quotes_table(lost, words)] if lost else [])),
        notes=tuple(words("list.coverage.gap", clause=one.clause, text=one.text) for one in gaps),
        payload={"ok": coverage.ok, "clauses": clauses, "quotes_not_found": lost},
    )


def _clause_object(covered: CoveredText, words: Words) -> dict[str, object]:
    reason = (covered.reason_en if words.lang is Lang.EN else "") or covered.reason
    return plain_object(
        {
            "clause": covered.clause,
            "text": covered.text,
            "state": covered.state,
            "by": covered.by,
            "reason": reason or None,
        }
    )


def _quote_object(lost: LostQuote) -> dict[str, object]:
    return {"code": lost.code, "quote": lost.quote, "clause": lost.clause, "found_in": lost.found_in}


def _clauses_table(rows: list[dict[str, object]], words: Words) -> Table:
    return Table(
        "clauses",
        "",
        (
            *list_columns(words, "clause, state", terms={"state": "coverage_state"}),
            Column("by", words("list.by_codes"), Kind.LIST),
            Column("text", words("list.plan_text"), wide=True),
            *list_columns(words, "reason", wide="reason"),
        ),
        rows,
        empty=words("list.coverage.empty"),
    )


def _quotes_table(rows: list[dict[str, object]], words: Words) -> Table:
    return Table(
        "quotes_not_found",
        words("list.coverage.lost"),
        list_columns(words, "code, clause, quote, found_in", wide="found_in"),
        rows,
    )
