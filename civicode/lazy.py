"""The modules that are loaded when they are first asked for, so that no command pays for what it does not use.

`lazy.docx.render(…)` loads `civicode.exporters.docx` and calls its `render`. Each module stands here twice: as an
import that type checkers and editors read, and as the name that is loaded when the program runs.
`tests/house/test_lazy.py` holds one against the other, and what is asked for lazily against the floors and rooms.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False  # as typing has it, which `--version` need not load
if TYPE_CHECKING:
    import readline

    from typer import completion as typer_completion

    from civicode.cli import config as config_commands
    from civicode.cli import init as init_command
    from civicode.cli import period as period_commands
    from civicode.cli import plan as plan_commands
    from civicode.cli import review as review_command
    from civicode.cli import staff as staff_commands
    from civicode.cli import status as status_command
    from civicode.cli import violation as violation_commands
    from civicode.cli import welcome as welcome_command
    from civicode.cli.batch import batch as import_commands
    from civicode.cli.batch import errors as batch_errors
    from civicode.cli.check import check as check_command
    from civicode.cli.check import file as check_file
    from civicode.cli.command import failure, file_out, output, who
    from civicode.cli.criteria import adopt as adopt_command
    from civicode.cli.criteria import criteria as criteria_commands
    from civicode.cli.demo import demo as demo_command
    from civicode.cli.export import data as export_data
    from civicode.cli.export import export as export_command
    from civicode.cli.export import report as export_report
    from civicode.cli.export import set as export_set
    from civicode.cli.export import template as template_command
    from civicode.cli.report import report as report_command
    from civicode.cli.run import crash, help_page, process
    from civicode.cli.store import audit as audit_commands
    from civicode.cli.store import merge as merge_command
    from civicode.cli.store import store as store_commands
    from civicode.console.check import dialogue
    from civicode.console.review import walk as review_walk
    from civicode.console.screen import confirm, import_progress, progress, prose
    from civicode.console.screen import table as screen_table
    from civicode.domain.store import audit_walk
    from civicode.exporters import csv_file, csv_rows, docx, html, json_object, jsonl, markdown, pdf, tsv, xlsx
    from civicode.reports.check import check as check_document
    from civicode.reports.check import office as office_report
    from civicode.reports.check import officer as officer_report
    from civicode.reports.criteria import report as criteria_report
    from civicode.reports.period import emulation as emulation_report
    from civicode.reports.period import progress as progress_report
    from civicode.reports.period import summary as summary_report
    from civicode.reports.period import trend as trend_report
    from civicode.reports.plan import report as plan_report
    from civicode.reports.staff import person as person_report
    from civicode.reports.violation import report as violations_report
    from civicode.services.config import folders as user_folders
    from civicode.services.intake import check as check_intake
    from civicode.services.intake import plan as plan_intake
    from civicode.services.intake import review as review_intake
    from civicode.services.intake import staff as staff_intake
    from civicode.services.intake import violation as violation_intake
    from civicode.services.merge import person as staff_merge
    from civicode.services.office import opening as office_opening
    from civicode.services.report import person as person_part
    from civicode.services.store import archives, forget
    from civicode.sources.batch import json_checks, json_objects, json_rows
    from civicode.sources.fields import criteria as criteria_file
    from civicode.sources.fields import discipline
    from civicode.sources.fields import office as office_file
    from civicode.sources.fields import user as user_file
    from civicode.sources.file import delimiter
    from civicode.sources.marked import yaml as marked_yaml
    from civicode.sources.plan import docx as plan_docx
    from civicode.sources.table import csv as csv_table
    from civicode.sources.workbook import workbook
    from civicode.store.archive import store as archive_store
    from civicode.store.disk import lock
    from civicode.store.folder import swap, tinydb_book

MODULES: Mapping[str, str] = {
    # The commands and what only some of them need.
    "adopt_command": "civicode.cli.criteria.adopt",
    "audit_commands": "civicode.cli.store.audit",
    "check_command": "civicode.cli.check.check",
    "config_commands": "civicode.cli.config",
    "criteria_commands": "civicode.cli.criteria.criteria",
    "demo_command": "civicode.cli.demo.demo",
    "export_command": "civicode.cli.export.export",
    "import_commands": "civicode.cli.batch.batch",
    "init_command": "civicode.cli.init",
    "merge_command": "civicode.cli.store.merge",
    "period_commands": "civicode.cli.period",
    "plan_commands": "civicode.cli.plan",
    "report_command": "civicode.cli.report.report",
    "review_command": "civicode.cli.review",
    "staff_commands": "civicode.cli.staff",
    "status_command": "civicode.cli.status",
    "store_commands": "civicode.cli.store.store",
    "template_command": "civicode.cli.export.template",
    "violation_commands": "civicode.cli.violation",
    "welcome_command": "civicode.cli.welcome",
    "batch_errors": "civicode.cli.batch.errors",
    "check_file": "civicode.cli.check.file",
    "crash": "civicode.cli.run.crash",
    "export_data": "civicode.cli.export.data",
    "export_report": "civicode.cli.export.report",
    "export_set": "civicode.cli.export.set",
    "failure": "civicode.cli.command.failure",
    "file_out": "civicode.cli.command.file_out",
    "help_page": "civicode.cli.run.help_page",
    "output": "civicode.cli.command.output",
    "process": "civicode.cli.run.process",
    "who": "civicode.cli.command.who",
    # The screen.
    "confirm": "civicode.console.screen.confirm",
    "dialogue": "civicode.console.check.dialogue",
    "import_progress": "civicode.console.screen.import_progress",
    "progress": "civicode.console.screen.progress",
    "prose": "civicode.console.screen.prose",
    "review_walk": "civicode.console.review.walk",
    "screen_table": "civicode.console.screen.table",
    # Files out.
    "csv_file": "civicode.exporters.csv_file",
    "csv_rows": "civicode.exporters.csv_rows",
    "docx": "civicode.exporters.docx",
    "html": "civicode.exporters.html",
    "json_object": "civicode.exporters.json_object",
    "jsonl": "civicode.exporters.jsonl",
    "markdown": "civicode.exporters.markdown",
    "pdf": "civicode.exporters.pdf",
    "tsv": "civicode.exporters.tsv",
    "xlsx": "civicode.exporters.xlsx",
    # Services that few requests need.
    "archives": "civicode.services.store.archives",
    "check_intake": "civicode.services.intake.check",
    "forget": "civicode.services.store.forget",
    "office_opening": "civicode.services.office.opening",
    "person_part": "civicode.services.report.person",
    "plan_intake": "civicode.services.intake.plan",
    "review_intake": "civicode.services.intake.review",
    "staff_intake": "civicode.services.intake.staff",
    "staff_merge": "civicode.services.merge.person",
    "user_folders": "civicode.services.config.folders",
    "violation_intake": "civicode.services.intake.violation",
    # Reports.
    "check_document": "civicode.reports.check.check",
    "criteria_report": "civicode.reports.criteria.report",
    "emulation_report": "civicode.reports.period.emulation",
    "office_report": "civicode.reports.check.office",
    "officer_report": "civicode.reports.check.officer",
    "person_report": "civicode.reports.staff.person",
    "plan_report": "civicode.reports.plan.report",
    "progress_report": "civicode.reports.period.progress",
    "summary_report": "civicode.reports.period.summary",
    "trend_report": "civicode.reports.period.trend",
    "violations_report": "civicode.reports.violation.report",
    # Files in.
    "criteria_file": "civicode.sources.fields.criteria",
    "csv_table": "civicode.sources.table.csv",
    "delimiter": "civicode.sources.file.delimiter",
    "discipline": "civicode.sources.fields.discipline",
    "json_checks": "civicode.sources.batch.json_checks",
    "json_objects": "civicode.sources.batch.json_objects",
    "json_rows": "civicode.sources.batch.json_rows",
    "marked_yaml": "civicode.sources.marked.yaml",
    "office_file": "civicode.sources.fields.office",
    "plan_docx": "civicode.sources.plan.docx",
    "user_file": "civicode.sources.fields.user",
    "workbook": "civicode.sources.workbook.workbook",
    # Only who verifies or copies walks an audit.
    "audit_walk": "civicode.domain.store.audit_walk",
    # Where records live: readers need neither the lock nor TinyDB.
    "archive_store": "civicode.store.archive.store",
    "lock": "civicode.store.disk.lock",
    "swap": "civicode.store.folder.swap",
    "tinydb_book": "civicode.store.folder.tinydb_book",
    # Libraries.
    "readline": "readline",
    "typer_completion": "typer.completion",
}
"""The module of each name; adding one is a line here and an import above."""

if not TYPE_CHECKING:  # hidden from type checkers, to which a misspelt name would be an attribute otherwise

    def __getattr__(name: str) -> ModuleType:
        """The module called `name`, loaded now; AttributeError when the table has none."""
        if name not in MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = globals()[name] = import_module(MODULES[name])
        return module
