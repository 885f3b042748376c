"""The table of commands: each name and its function; a module is loaded when its command is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from civicode import lazy


class Leaf(NamedTuple):
    """A command; its help is the text `help.NAME`, or `help.NOUN_NAME` of a command under a noun.

    Attributes:
        function: what loads its module and gives the function.
        writes: whether it changes records, and so takes `--dry-run`.
    """

    function: Callable[[], Callable[..., Any]]
    writes: bool = False


class Branch(NamedTuple):
    """A noun with commands under it; its help is the text `help.NOUN`."""

    commands: Mapping[str, Leaf]


COMMANDS: Mapping[str, Leaf | Branch] = {
    "init": Leaf(lambda: lazy.init_command.init, writes=True),
    "demo": Leaf(lambda: lazy.demo_command.demo),
    "status": Leaf(lambda: lazy.status_command.status),
    "check": Leaf(lambda: lazy.check_command.check, writes=True),
    "review": Leaf(lambda: lazy.review_command.review, writes=True),
    "violation": Branch(
        {
            "add": Leaf(lambda: lazy.violation_commands.add, writes=True),
            "list": Leaf(lambda: lazy.violation_commands.listed),
            "show": Leaf(lambda: lazy.violation_commands.show),
            "step": Leaf(lambda: lazy.violation_commands.step, writes=True),
            "correct": Leaf(lambda: lazy.violation_commands.correct, writes=True),
        },
    ),
    "plan": Branch(
        {
            "list": Leaf(lambda: lazy.plan_commands.listed),
            "progress": Leaf(lambda: lazy.plan_commands.progress, writes=True),
            "difficulty": Leaf(lambda: lazy.plan_commands.difficulty, writes=True),
        },
    ),
    "report": Leaf(lambda: lazy.report_command.report),
    "period": Branch(
        {
            "list": Leaf(lambda: lazy.period_commands.listed),
            "show": Leaf(lambda: lazy.period_commands.show),
            "close": Leaf(lambda: lazy.period_commands.close, writes=True),
            "reopen": Leaf(lambda: lazy.period_commands.reopen, writes=True),
        },
    ),
    "import": Branch(
        {
            "staff": Leaf(lambda: lazy.import_commands.staff, writes=True),
            "checks": Leaf(lambda: lazy.import_commands.checks, writes=True),
            "reviews": Leaf(lambda: lazy.import_commands.reviews, writes=True),
            "violations": Leaf(lambda: lazy.import_commands.violations, writes=True),
            "plan": Leaf(lambda: lazy.import_commands.plan, writes=True),
            "list": Leaf(lambda: lazy.import_commands.listed),
            "undo": Leaf(lambda: lazy.import_commands.undo, writes=True),
        },
    ),
    "export": Leaf(lambda: lazy.export_command.export, writes=True),
    "template": Leaf(lambda: lazy.template_command.template, writes=True),
    "criteria": Branch(
        {
            "list": Leaf(lambda: lazy.criteria_commands.listed),
            "show": Leaf(lambda: lazy.criteria_commands.show),
            "lint": Leaf(lambda: lazy.criteria_commands.lint),
            "coverage": Leaf(lambda: lazy.criteria_commands.coverage),
            "diff": Leaf(lambda: lazy.criteria_commands.diff),
            "adopt": Leaf(lambda: lazy.adopt_command.adopt, writes=True),
            "schema": Leaf(lambda: lazy.criteria_commands.schema),
        },
    ),
    "staff": Branch(
        {
            "add": Leaf(lambda: lazy.staff_commands.add, writes=True),
            "list": Leaf(lambda: lazy.staff_commands.listed),
            "show": Leaf(lambda: lazy.staff_commands.show),
            "change": Leaf(lambda: lazy.staff_commands.change, writes=True),
            "correct": Leaf(lambda: lazy.staff_commands.correct, writes=True),
            "leave": Leaf(lambda: lazy.staff_commands.leave, writes=True),
            "excuse": Leaf(lambda: lazy.staff_commands.excuse, writes=True),
            "merge": Leaf(lambda: lazy.staff_commands.merge, writes=True),
        },
    ),
    "audit": Branch(
        {
            "log": Leaf(lambda: lazy.audit_commands.log),
            "verify": Leaf(lambda: lazy.audit_commands.verify),
        },
    ),
    "store": Branch(
        {
            "info": Leaf(lambda: lazy.store_commands.info),
            "check": Leaf(lambda: lazy.store_commands.check),
            "backup": Leaf(lambda: lazy.store_commands.backup, writes=True),
            "restore": Leaf(lambda: lazy.store_commands.restore, writes=True),
            "copy": Leaf(lambda: lazy.store_commands.copy, writes=True),
            "merge": Leaf(lambda: lazy.merge_command.merge, writes=True),
            "upgrade": Leaf(lambda: lazy.store_commands.upgrade, writes=True),
            "forget": Leaf(lambda: lazy.store_commands.forget, writes=True),
        },
    ),
    "config": Branch(
        {
            "show": Leaf(lambda: lazy.config_commands.show),
            "set": Leaf(lambda: lazy.config_commands.put, writes=True),
        },
    ),
}
"""In the order of `civicode --help`: what is done every month first."""
