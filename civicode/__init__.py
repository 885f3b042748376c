"""Checklist of public-service conduct: criteria, monthly self-checks, violations, reports.

`Office.open(location)` is the way in for programs; see docs/library.md. What is offered here stays; nothing deeper is
promised.
"""

from importlib import import_module

__version__ = "0.1.0"

TYPE_CHECKING = False  # as typing has it, which `--version` need not load
if TYPE_CHECKING:
    from civicode.domain.calendar import VIETNAM, Period, PeriodKind
    from civicode.domain.check.check import Answer, CheckState, SelfCheck
    from civicode.domain.criteria.rating import Rating
    from civicode.domain.receipt import Receipt
    from civicode.domain.staff.staff import Category, StaffMember
    from civicode.domain.violation.violation import CaseState, Violation
    from civicode.errors import (
        CivicodeError,
        NotAllowedError,
        NotFoundError,
        Problem,
        RefusedError,
        StoreError,
        UsageError,
    )
    from civicode.exporters import file_bytes, render
    from civicode.i18n import Lang, Words
    from civicode.reports.document.document import Document
    from civicode.services import closing, plan, staff, status
    from civicode.services.batch import batch
    from civicode.services.batch import file as batch_file
    from civicode.services.batch import refused as batch_refused
    from civicode.services.batch import undo as batch_undo
    from civicode.services.check import check
    from civicode.services.config import config, init, setting
    from civicode.services.criteria import adoption, catalogue
    from civicode.services.export import data as data_export
    from civicode.services.export import entry as export
    from civicode.services.export import set as export_set
    from civicode.services.export import template
    from civicode.services.merge import person as staff_merge
    from civicode.services.merge import ward as merger
    from civicode.services.office import closed, forgotten, office, versions
    from civicode.services.office import files as office_files
    from civicode.services.office import opening as office_opening
    from civicode.services.office.office import Office
    from civicode.services.period import period, snapshot
    from civicode.services.report import report
    from civicode.services.review import rating as review_rating
    from civicode.services.review import review
    from civicode.services.review import waiting as review_walk
    from civicode.services.store import audit, backup, forget
    from civicode.services.store import info as storage
    from civicode.services.violation import contradiction, violation

SERVICES = {
    "adoption": "civicode.services.criteria.adoption",
    "audit": "civicode.services.store.audit",
    "backup": "civicode.services.store.backup",
    "batch": "civicode.services.batch.batch",
    "batch_file": "civicode.services.batch.file",
    "batch_refused": "civicode.services.batch.refused",
    "batch_undo": "civicode.services.batch.undo",
    "catalogue": "civicode.services.criteria.catalogue",
    "check": "civicode.services.check.check",
    "closed": "civicode.services.office.closed",
    "closing": "civicode.services.closing",
    "config": "civicode.services.config.config",
    "contradiction": "civicode.services.violation.contradiction",
    "data_export": "civicode.services.export.data",
    "export": "civicode.services.export.entry",
    "export_set": "civicode.services.export.set",
    "forget": "civicode.services.store.forget",
    "forgotten": "civicode.services.office.forgotten",
    "init": "civicode.services.config.init",
    "merger": "civicode.services.merge.ward",
    "office": "civicode.services.office.office",
    "office_files": "civicode.services.office.files",
    "office_opening": "civicode.services.office.opening",
    "period": "civicode.services.period.period",
    "plan": "civicode.services.plan",
    "report": "civicode.services.report.report",
    "review": "civicode.services.review.review",
    "review_rating": "civicode.services.review.rating",
    "review_walk": "civicode.services.review.waiting",
    "setting": "civicode.services.config.setting",
    "snapshot": "civicode.services.period.snapshot",
    "staff": "civicode.services.staff",
    "staff_merge": "civicode.services.merge.person",
    "status": "civicode.services.status",
    "storage": "civicode.services.store.info",
    "template": "civicode.services.export.template",
    "versions": "civicode.services.office.versions",
    "violation": "civicode.services.violation.violation",
}
"""What one can do with an office: a module a noun, by the name under which it is imported from here."""

TYPES = {
    "Answer": "civicode.domain.check.check",
    "CaseState": "civicode.domain.violation.violation",
    "Category": "civicode.domain.staff.staff",
    "CheckState": "civicode.domain.check.check",
    "CivicodeError": "civicode.errors",
    "Document": "civicode.reports.document.document",
    "Lang": "civicode.i18n",
    "NotAllowedError": "civicode.errors",
    "NotFoundError": "civicode.errors",
    "Office": "civicode.services.office.office",
    "Period": "civicode.domain.calendar",
    "PeriodKind": "civicode.domain.calendar",
    "Problem": "civicode.errors",
    "Rating": "civicode.domain.criteria.rating",
    "Receipt": "civicode.domain.receipt",
    "RefusedError": "civicode.errors",
    "SelfCheck": "civicode.domain.check.check",
    "StaffMember": "civicode.domain.staff.staff",
    "StoreError": "civicode.errors",
    "UsageError": "civicode.errors",
    "VIETNAM": "civicode.domain.calendar",
    "Violation": "civicode.domain.violation.violation",
    "Words": "civicode.i18n",
    "file_bytes": "civicode.exporters",
    "render": "civicode.exporters",
}
"""What the services take and give: each name with the module that holds it."""

__all__ = [
    "VIETNAM",
    "Answer",
    "CaseState",
    "Category",
    "CheckState",
    "CivicodeError",
    "Document",
    "Lang",
    "NotAllowedError",
    "NotFoundError",
    "Office",
    "Period",
    "PeriodKind",
    "Problem",
    "Rating",
    "Receipt",
    "RefusedError",
    "SelfCheck",
    "StaffMember",
    "StoreError",
    "UsageError",
    "Violation",
    "Words",
    "__version__",
    "adoption",
    "audit",
    "backup",
    "batch",
    "batch_file",
    "batch_refused",
    "batch_undo",
    "catalogue",
    "check",
    "closed",
    "closing",
    "config",
    "contradiction",
    "data_export",
    "export",
    "export_set",
    "file_bytes",
    "forget",
    "forgotten",
    "init",
    "merger",
    "office",
    "office_files",
    "office_opening",
    "period",
    "plan",
    "render",
    "report",
    "review",
    "review_rating",
    "review_walk",
    "setting",
    "snapshot",
    "staff",
    "staff_merge",
    "status",
    "storage",
    "template",
    "versions",
    "violation",
]

if not TYPE_CHECKING:  # hidden from type checkers, to which a misspelt name would be an attribute otherwise

    def __getattr__(name: str) -> object:
        """What is offered under `name`, loaded when it is asked for: `civicode --version` needs none."""
        if name in SERVICES:
            return import_module(SERVICES[name])
        if name in TYPES:
            return getattr(import_module(TYPES[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
