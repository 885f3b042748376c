"""What a new version of the criteria does to the old one, as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.criteria.diff import ChangeKind, CriterionChange
from civicode.i18n import Words
from civicode.reports.document.cell import plain_object
from civicode.reports.document.document import Column, Document, Kind, Row, Table
from civicode.reports.report.wording import criterion_titles


def document(changes: Iterable[CriterionChange], old: Catalogue, new: Catalogue, words: Words) -> Document:
    """The changes; people see those alone that change something, scripts all of them."""
    before, after = criterion_titles(old, words), criterion_titles(new, words)
    rows: list[Row] = [
        {
            "kind": one.kind,
            "old": list(one.old),
            "new": list(one.new),
            "title": "; ".join(after[code] for code in one.new) or "; ".join(before[code] for code in one.old),
            "rules": list(one.rules),
        }
        for one in changes
    ]
    counted = Counter(str(row["kind"]) for row in rows)
    counts = {kind.value: counted[kind] for kind in ChangeKind}
    shown = [row for row in rows if row["kind"] is not ChangeKind.CARRIED or row["rules"]]
    return Document(
        name="changes",
        title=words("criteria_diff.title", n=len(shown)),
        lead=(words("criteria_diff.counts", **counts),),
        tables=(Table("changes", "", _columns(words), shown, empty=words("criteria_diff.empty")),),
        notes=(words("criteria_diff.note"),),
        payload={"counts": counts, "changes": [plain_object(row) for row in rows]},
    )


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("kind", words("criteria_diff.kind"), Kind.TERM, terms="criterion_change"),
        Column("old", words("criteria_diff.old"), Kind.LIST),
        Column("new", words("criteria_diff.new"), Kind.LIST),
        Column("title", words("report.column.title")),
        Column("rules", words("criteria_diff.rules"), Kind.LIST, wide=True),
    )
