"""The figures of a period: checks owed and handed in, answers by rating, cases."""

from __future__ import annotations

from typing import NamedTuple

from civicode.domain.criteria.rating import rate_percent


class Totals(NamedTuple):
    """The office as a whole, or the part of it that is reported on.

    Attributes:
        staff: checks owed: people on the register and not excused throughout, once for each check period.
        submitted: checks handed in, confirmed ones included.
        met, not_met, not_applicable: answers in the personal checks that count.
        violations: confirmed cases, the office's own included.
        observations: cases not decided yet.
        contradictions: a person and a criterion, rated `met` against a confirmed violation in that period.
    """

    staff: int = 0
    submitted: int = 0
    met: int = 0
    not_met: int = 0
    not_applicable: int = 0
    violations: int = 0
    observations: int = 0
    contradictions: int = 0

    @property
    def missing(self) -> int:
        """`staff` less `submitted`."""
        return self.staff - self.submitted

    @property
    def rate_percent(self) -> float | None:
        """Met / (met + not met), one decimal; None without a denominator."""
        return rate_percent(self.met, self.not_met)

    def as_row(self) -> dict[str, object]:
        """The JSON of the figures, in the order of the contract."""
        return {
            "staff": self.staff,
            "submitted": self.submitted,
            "missing": self.missing,
            "met": self.met,
            "not_met": self.not_met,
            "not_applicable": self.not_applicable,
            "rate_percent": self.rate_percent,
            "violations": self.violations,
            "observations": self.observations,
            "contradictions": self.contradictions,
        }
