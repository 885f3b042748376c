"""The answers of one check as rows: what was asked, how it was rated, and what else is known of each criterion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from civicode.domain.check.check import COUNTED
from civicode.domain.criteria.catalogue import Criterion
from civicode.domain.criteria.rating import Rating
from civicode.domain.violation.violation import Violation
from civicode.i18n import Words
from civicode.reports.document.document import Row
from civicode.reports.report.records import Sheet
from civicode.reports.report.wording import title_in


def sheet_rows(sheet: Sheet, cases: Iterable[Violation] = (), *, any_state: bool = False) -> list[Row]:
    """A row for each criterion that was asked or answered; a rating is None where the check is not handed in.

    Args:
        any_state: a check that was returned or withdrawn is told, too.

    Keys: `criterion` (the whole one), `rating`, `note`, `evidence`, `review`, `reason`, `violations` (confirmed
    ones of the period).
    """
    handed_in = sheet.check if sheet.check and (any_state or sheet.check.state in COUNTED) else None
    answers = handed_in.answers if handed_in else {}
    own = sheet.review.ratings if sheet.review else {}
    breached = Counter(code for case in cases if case.is_confirmed for code in case.criteria)
    rows: list[Row] = []
    for criterion in sheet.asked:
        answer, review = answers.get(criterion.code), own.get(criterion.code)
        rows.append(
            {
                "criterion": criterion.code,
                "about": criterion,
                "rating": answer.rating if answer else None,
                "note": answer.note if answer else "",
                "evidence": answer.evidence if answer else "",
                "review": review.rating if review else None,
                "reason": review.note if review else "",
                "violations": breached[criterion.code],
            }
        )
    return rows


def titled(rows: Iterable[Row], words: Words) -> list[Row]:
    """The rows with the title of each criterion in the reader's language."""
    return [{**row, "title": title_in(words, about)} for row in rows if isinstance(about := row["about"], Criterion)]


def counts(rows: Iterable[Row]) -> Counter[Rating | None]:
    """How often each rating stands in the rows; None is how many have none."""
    found: Counter[Rating | None] = Counter()
    for row in rows:
        rating = row["rating"]
        found[rating if isinstance(rating, Rating) else None] += 1
    return found
