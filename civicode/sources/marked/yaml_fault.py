"""Why a YAML text cannot be read: the parser's complaints as problems that say what to write instead."""

from __future__ import annotations

import re

import yaml

from civicode.errors import Problem
from civicode.sources.marked.odd_space import odd_space_problem

_TAB_INDENT = re.compile(r"^[ -]*\t")
_KEY_ALONE = re.compile(r"^ *(?:- +)*[\w.-]+$")
_CLOSED_BY = {"'": "'", '"': '"', "[": "]", "{": "}"}

_COMPLAINTS = (
    ("unexpected end of stream", "yaml.open_mark"),
    ("expected ',' or", "yaml.open_mark"),
    ("mapping values are not allowed", "yaml.colon"),
    ("cannot start any token", "yaml.sign"),
    ("alphabetic or numeric character", "yaml.sign"),
    ("node content", "yaml.sign"),
    ("could not find expected ':'", "yaml.no_colon"),
    ("entries are not allowed", "yaml.dash"),
    ("escape", "yaml.escape"),
    ("hexdecimal", "yaml.escape"),  # libyaml's own spelling
    ("undefined tag handle", "yaml.sign"),
    ("line break", "yaml.block"),
    ("chomping", "yaml.block"),
    ("expected key", "yaml.indent"),
    ("'-' indicator", "yaml.indent"),
    ("<block end>", "yaml.indent"),
)
"""A part of what libyaml or PyYAML says, and the problem that it comes from; the first that fits counts."""

_AT_BEGINNING = frozenset({"yaml.open_mark", "yaml.sign", "yaml.no_colon", "yaml.escape"})
"""Problems that lie where the unfinished thing begins, not where the parser noticed."""


def fault_problem(error: Exception, text: str) -> Problem:
    """What is wrong at the place where the parser gave up on `text`."""
    mark = getattr(error, "problem_mark", None)
    if not isinstance(error, yaml.MarkedYAMLError) or mark is None:
        return Problem("yaml.unreadable", line=1, column=1)
    begun = error.context_mark or mark
    lines = [*text.split("\n"), ""]
    for index in (begun.line, mark.line, max(mark.line - 1, 0)):
        if problem := _blank_problem(lines[index], index + 1):
            return problem
    code = _code(str(error.problem), lines[mark.line][: mark.column])
    at = begun if code in _AT_BEGINNING else mark
    sign = lines[at.line][at.column : at.column + 1]
    if code in {"yaml.sign", "yaml.open_mark"} and not sign.strip():
        code = "yaml.tab" if sign == "\t" else "yaml.unreadable"
    facts = {"sign": sign, "closed_by": _CLOSED_BY.get(sign, "")}
    return Problem(code, facts, line=at.line + 1, column=at.column + 1)


def _blank_problem(line: str, number: int) -> Problem | None:
    if problem := odd_space_problem(line, number):
        return problem
    if tab := _TAB_INDENT.match(line):
        return Problem("yaml.tab", line=number, column=tab.end())
    return None


def _code(complaint: str, before: str) -> str:
    code = next((code for part, code in _COMPLAINTS if part in complaint), "yaml.unreadable")
    if code == "yaml.colon" and _KEY_ALONE.match(before):
        return "yaml.indent"  # a key, but deeper than the one above, which has its value already
    if code == "yaml.indent" and before.rstrip().endswith(("'", '"')):
        return "yaml.after_quote"
    return code
