"""The table of commands: each name, where its function lives, and its help; a module is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple


class Leaf(NamedTuple):
    """A command.

    Attributes:
        target: `module:function`.
        help: key of its help text; the first line is what lists show.
        writes: whether it changes records, and so takes `--dry-run`.
    """

    target: str
    help: str
    writes: bool = False


class Branch(NamedTuple):
    """A noun with commands under it."""

    help: str
    commands: Mapping[str, Leaf]


WELCOME = "civicode.cli.welcome:welcome"
"""What `civicode` alone does."""

COMMANDS: Mapping[str, Leaf | Branch] = {
    "init": Leaf("civicode.cli.init:init", "help.init", writes=True),
    "demo": Leaf("civicode.cli.demo:demo", "help.demo"),
    "status": Leaf("civicode.cli.status:status", "help.status"),
    "check": Leaf("civicode.cli.check:check", "help.check", writes=True),
    "review": Leaf("civicode.cli.review:review", "help.review", writes=True),
    "violation": Branch(
        "help.violation",
        {
            "add": Leaf("civicode.cli.violation:add", "help.violation_add", writes=True),
            "list": Leaf("civicode.cli.violation:listed", "help.violation_list"),
            "show": Leaf("civicode.cli.violation:show", "help.violation_show"),
            "step": Leaf("civicode.cli.violation:step", "help.violation_step", writes=True),
            "correct": Leaf("civicode.cli.violation:correct", "help.violation_correct", writes=True),
        },
    ),
    "plan": Branch(
        "help.plan",
        {
            "list": Leaf("civicode.cli.plan:listed", "help.plan_list"),
            "progress": Leaf("civicode.cli.plan:progress", "help.plan_progress", writes=True),
            "difficulty": Leaf("civicode.cli.plan:difficulty", "help.plan_difficulty", writes=True),
        },
    ),
    "report": Leaf("civicode.cli.report:report", "help.report"),
    "period": Branch(
        "help.period",
        {
            "list": Leaf("civicode.cli.period:listed", "help.period_list"),
            "show": Leaf("civicode.cli.period:show", "help.period_show"),
            "close": Leaf("civicode.cli.period:close", "help.period_close", writes=True),
            "reopen": Leaf("civicode.cli.period:reopen", "help.period_reopen", writes=True),
        },
    ),
    "import": Branch(
        "help.import",
        {
            "staff": Leaf("civicode.cli.batch:staff", "help.import_staff", writes=True),
            "checks": Leaf("civicode.cli.batch:checks", "help.import_checks", writes=True),
            "reviews": Leaf("civicode.cli.batch:reviews", "help.import_reviews", writes=True),
            "violations": Leaf("civicode.cli.batch:violations", "help.import_violations", writes=True),
            "plan": Leaf("civicode.cli.batch:plan", "help.import_plan", writes=True),
            "list": Leaf("civicode.cli.batch:listed", "help.import_list"),
            "undo": Leaf("civicode.cli.batch:undo", "help.import_undo", writes=True),
        },
    ),
    "export": Leaf("civicode.cli.export:export", "help.export", writes=True),
    "template": Leaf("civicode.cli.template:template", "help.template", writes=True),
    "criteria": Branch(
        "help.criteria",
        {
            "list": Leaf("civicode.cli.criteria:listed", "help.criteria_list"),
            "show": Leaf("civicode.cli.criteria:show", "help.criteria_show"),
            "lint": Leaf("civicode.cli.criteria:lint", "help.criteria_lint"),
            "coverage": Leaf("civicode.cli.criteria:coverage", "help.criteria_coverage"),
            "diff": Leaf("civicode.cli.criteria:diff", "help.criteria_diff"),
            "adopt": Leaf("civicode.cli.adoption:adopt", "help.criteria_adopt", writes=True),
            "schema": Leaf("civicode.cli.criteria:schema", "help.criteria_schema"),
        },
    ),
    "staff": Branch(
        "help.staff",
        {
            "add": Leaf("civicode.cli.staff:add", "help.staff_add", writes=True),
            "list": Leaf("civicode.cli.staff:listed", "help.staff_list"),
            "show": Leaf("civicode.cli.staff:show", "help.staff_show"),
            "change": Leaf("civicode.cli.staff:change", "help.staff_change", writes=True),
            "correct": Leaf("civicode.cli.staff:correct", "help.staff_correct", writes=True),
            "leave": Leaf("civicode.cli.staff:leave", "help.staff_leave", writes=True),
            "excuse": Leaf("civicode.cli.staff:excuse", "help.staff_excuse", writes=True),
            "merge": Leaf("civicode.cli.staff:merge", "help.staff_merge", writes=True),
        },
    ),
    "audit": Branch(
        "help.audit",
        {
            "log": Leaf("civicode.cli.audit:log", "help.audit_log"),
            "verify": Leaf("civicode.cli.audit:verify", "help.audit_verify"),
        },
    ),
    "store": Branch(
        "help.store",
        {
            "info": Leaf("civicode.cli.store:info", "help.store_info"),
            "check": Leaf("civicode.cli.store:check", "help.store_check"),
            "backup": Leaf("civicode.cli.store:backup", "help.store_backup", writes=True),
            "restore": Leaf("civicode.cli.store:restore", "help.store_restore", writes=True),
            "copy": Leaf("civicode.cli.store:copy", "help.store_copy", writes=True),
            "merge": Leaf("civicode.cli.merger:merge", "help.store_merge", writes=True),
            "upgrade": Leaf("civicode.cli.store:upgrade", "help.store_upgrade", writes=True),
            "forget": Leaf("civicode.cli.store:forget", "help.store_forget", writes=True),
        },
    ),
    "config": Branch(
        "help.config",
        {
            "show": Leaf("civicode.cli.config:show", "help.config_show"),
            "set": Leaf("civicode.cli.config:put", "help.config_set", writes=True),
        },
    ),
}
"""In the order of `civicode --help`: what is done every month first."""


def function_of(target: str) -> Any:
    """The function that `module:function` names, its module loaded."""
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)
