"""The audit as a list of entries, and the result of verifying it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from civicode.domain.store.audit_redaction import Forgetting, forgetting_of, is_forgetting
from civicode.errors import Problem
from civicode.i18n import Words
from civicode.reports.document.cell import plain_object
from civicode.reports.document.columns import list_columns
from civicode.reports.document.document import Column, Document, Kind, Table


class Verified(Protocol):
    """What a verification found.

    Attributes of a problem's facts: `book`, `table`, `key`, where they are known.
    """

    @property
    def books(self) -> int:
        """How many books were walked."""

    @property
    def entries(self) -> int:
        """How many entries they hold."""

    @property
    def heads(self) -> Sequence[str]:
        """`book:sequence:hash` of each book."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What does not agree; none when all is well."""

    @property
    def notices(self) -> Sequence[Problem]:
        """What was taken out of the books on purpose."""


def log_document(entries: Iterable[Mapping[str, object]], words: Words) -> Document:
    """The entries in the order given, each with the `book` that it stands in; what was forgotten in a sentence each."""
    rows = [plain_object(one) for one in entries]
    return Document(
        name="audit",
        title=words("list.audit.title", n=len(rows)),
        tables=(Table("entries", "", _log_columns(words), rows, empty=words("list.audit.empty")),),
        notes=tuple(_forgotten(forgetting_of(one), str(one["book"]), words) for one in rows if is_forgetting(one)),
        payload={"entries": rows},
    )


def verify_document(verified: Verified, words: Words) -> Document:
    """The result in a sentence, what was forgotten, what does not agree, the heads to hold the books against later."""
    problems = [_problem_object(one, words) for one in verified.problems]
    ok = not problems
    key = "list.audit.ok" if ok else "list.audit.not_ok"
    heads = list(verified.heads)
    return Document(
        name="audit_verify",
        title="",
        lead=(
            words(key, books=verified.books, entries=verified.entries, n=len(problems)),
            *map(words.message, verified.notices),
        ),
        tables=(
            *([_problems_table(problems, words)] if problems else []),
            Table("heads", "", (Column("head", words("list.heads"), Kind.CODE),), [{"head": one} for one in heads]),
        ),
        payload={
            "ok": ok,
            "books": verified.books,
            "entries": verified.entries,
            "heads": heads,
            "problems": problems,
            **({"notices": [_notice_object(one, words) for one in verified.notices]} if verified.notices else {}),
        },
    )


def _forgotten(done: Forgetting, book: str, words: Words) -> str:
    return words("audit.forgotten", book=book, **done.facts)


def _notice_object(notice: Problem, words: Words) -> dict[str, object]:
    return {"code": notice.code, "message": words.message(notice), **plain_object(notice.facts)}


def _problem_object(problem: Problem, words: Words) -> dict[str, object]:
    known = {name: problem.facts.get(name) for name in ("book", "table", "key")}
    return {**known, "code": problem.code, "message": words.message(problem)}


def _log_columns(words: Words) -> tuple[Column, ...]:
    return list_columns(
        words,
        "book, seq, at, actor, action, table, key, reason, clock, before, after, prev, hash",
        wide="table, reason",
        file_only="clock, before, after, prev, hash",
        terms={"table": "table"},
    )


def _problems_table(rows: list[dict[str, object]], words: Words) -> Table:
    return Table(
        "problems",
        "",
        list_columns(words, "book, table, key, code, message", file_only="code", terms={"table": "table"}),
        rows,
    )
