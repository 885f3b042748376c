"""The figures of a period: checks owed and handed in, answers by rating, cases."""

from __future__ import annotations

from msgspec import field
from msgspec.structs import force_setattr

from civicode.domain.criteria.rating import rate_percent
from civicode.domain.record import Record


class Totals(Record, frozen=True, kw_only=True):
    """The office as a whole, or the part of it that is reported on; its fields are in the order of the contract.

    Attributes:
        staff: checks owed: people on the register and not excused throughout, once for each check period.
        submitted: checks handed in, confirmed ones included.
        missing: follows from them: `staff` less `submitted`.
        met, not_met, not_applicable: answers in the personal checks that count.
        rate_percent: follows from them: met / (met + not met), one decimal; None without a denominator.
        violations: confirmed cases, the office's own included.
        observations: cases not decided yet.
        contradictions: a person and a criterion, rated `met` against a confirmed violation in that period.
    """

    staff: int = field(default_factory=int)
    submitted: int = field(default_factory=int)
    missing: int = field(default_factory=int)
    met: int = field(default_factory=int)
    not_met: int = field(default_factory=int)
    not_applicable: int = field(default_factory=int)
    rate_percent: float | None = field(default_factory=float)
    violations: int = field(default_factory=int)
    observations: int = field(default_factory=int)
    contradictions: int = field(default_factory=int)

    def __post_init__(self) -> None:
        force_setattr(self, "missing", self.staff - self.submitted)
        force_setattr(self, "rate_percent", rate_percent(self.met, self.not_met))
