"""Whatever people type is shown as they typed it, and obeyed by nobody: every free text, every list, every form."""

import json
import re
from pathlib import Path

import pytest

from civicode.domain.text.text import has_surrogates, shown
from tests.cli.conftest import Run
from tests.exporters.documents import HOSTILE
from tests.exporters.test_formats import OBEYED

TEXT = " ".join(text for text in HOSTILE if not has_surrogates(text)).replace("\x85", "")
"""Without the one control character that is white space to some fields and none to others."""

CASE = "VP-2026-11-0001"
FORMS = ("table", "tsv", "csv", "json", "markdown")
LISTS = (
    ("staff", "list"),
    ("staff", "show", "666"),
    ("check", "666", "--show"),
    ("check", "666", "--show", "--draft", "--period", "2026-12"),
    ("violation", "list"),
    ("violation", "show", CASE),
    ("period", "show", "2026-11"),
    ("report", "summary"),
    ("report", "progress"),
    ("status", "--as", "666"),
    ("audit", "log"),
    ("criteria", "list"),
    ("criteria", "show", "GT-01"),
)
SEEN_IN = {
    ("staff", "show", "666"): ("name", "position", "unit", "absence"),
    ("check", "666", "--show"): ("note", "evidence"),
    ("violation", "show", CASE): (
        *("what", "where", "source", "proof"),
        *("step", "decision", "correction"),
    ),
    ("audit", "log"): ("correct", "withdraw"),
    ("criteria", "show", "GT-01"): ("title", "text", "quote"),
}


def said(field: str) -> str:
    """What is typed into a field."""
    return f"{field}: {TEXT}"


def compact(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture
def hostile(run: Run) -> Run:
    """An office in which every free text is hostile; each is taken, and the receipts are clean."""
    catalogue = Path("criteria.yaml").read_text(encoding="utf-8")
    for field, plain in (("title", "Xin chào"), ("text", "Biết xin chào."), ("quote", "xin chào")):
        typed = json.dumps(f"{field}: [/] :smile: =1+1", ensure_ascii=False)
        catalogue = catalogue.replace(f"{field}: {plain},", f"{field}: {typed},", 1)
    Path("criteria.yaml").write_text(catalogue, encoding="utf-8")
    answer = {"rating": "not_met", "note": said("note"), "evidence": said("evidence")}
    answers = json.dumps({"answers": {"TD-01": answer, "TD-02": "met", "GT-01": "met"}})
    Path("answers.json").write_text(answers, encoding="utf-8")
    post = ("--position", said("position"), "--unit", said("unit"))
    step = ("--note", said("step"), "--decision", said("decision"))
    what = ("--what", said("what"), "--where", said("where"), "--source", said("source"), "--evidence", said("proof"))
    away = ("--from", "1/9/2026", "--until", "30/9/2026", "--reason", said("absence"))
    for argv in (
        ("staff", "add", "666", "--name", "tên sai", *post),
        ("staff", "correct", "666", "--name", said("name"), "--reason", said("correct")),
        ("staff", "excuse", "666", *away),
        ("check", "666", "--answers", "answers.json"),
        ("check", "666", "--period", "2026-10", "--rest-met"),
        ("check", "666", "--period", "2026-10", "--withdraw", said("withdraw")),
        ("check", "666", "--period", "2026-12", "--not-met", f"TD-02={TEXT}", "--draft"),
        ("violation", "add", "666", "--criterion", "TD-02", "--on", "12/11/2026", *what),
        ("staff", "add", "001", "--name", "Lê Thị Ánh", *post, "--leader"),
        ("violation", "step", CASE, "confirmed", "--as", "001", *step),
        ("violation", "correct", CASE, "--noticed", "13/11/2026", "--reason", said("correction")),
    ):
        taken = run(*argv)
        assert taken.code == 0, taken.err
        assert not OBEYED.search(taken.out + taken.err)
    return run


def test_no_list_lets_a_terminal_obey(hostile: Run) -> None:
    for argv in LISTS:
        for form in (*(("--format", form) for form in FORMS), ("--format", "table", "--plain")):
            listed = hostile(*argv, *form)
            assert listed.code == 0, (argv, listed.err)
            printed = listed.out.replace("\r\n", "\n") + listed.err
            assert not OBEYED.search(printed), (argv, form)


@pytest.mark.parametrize("argv", SEEN_IN, ids=" ".join)
def test_every_text_is_shown_whole(hostile: Run, argv: tuple[str, ...]) -> None:
    plain = compact(hostile(*argv, "--format", "table", "--plain").out)
    as_json = json.dumps(hostile(*argv, "--json").json, ensure_ascii=False)
    for field in SEEN_IN[argv]:
        typed = f"{field}: [/] :smile: =1+1" if "criteria" in argv else said(field)
        assert shown(compact(typed)) in plain, field
        assert "[/]" in as_json.split(f'"{field}: ')[1], field


def test_errors_quote_what_was_typed_unharmed(hostile: Run) -> None:
    for argv, code in (
        ((TEXT,), 2),
        (("staff", "show", f"x {TEXT}"), 4),
        (("staff", "list", "--format", TEXT), 2),
        (("staff", "list", "--on", TEXT), 2),
        (("staff", "list", TEXT), 2),
        (("staff", "list", f"--{TEXT.replace('=', '')}"), 2),
        (("check", "666", "--met", TEXT.replace(",", "")), 3),
        (("check", "666", "--answers", TEXT), 4),
        (("violation", "show", TEXT), 4),
        (("report", TEXT), 2),
        (("report", "summary", "--unit", f"x {TEXT}"), 4),
        (("criteria", "show", TEXT), 4),
        (("criteria", "lint", TEXT), 4),
        (("config", "set", TEXT, "x"), 2),
        (("--lang", TEXT, "status"), 2),
    ):
        for form in ((), ("--json",)):
            refused = hostile(*argv, *form)
            assert refused.code == code, (argv, refused)
            assert not OBEYED.search(refused.out + refused.err), argv
            assert all(sign in refused.err.casefold() for sign in ("[/]", ":smile:", "1+1")), argv
