"""`civicode criteria`, `audit`, `config`: looked up, checked, and the exit code when something is found."""

import json
import shutil
from pathlib import Path

from tests.cli.conftest import Run

PLAN = Path(__file__).parents[2] / "data" / "plan-144-kh-ubnd.md"
ROOT = Path(__file__).parents[3]


def test_the_catalogue_is_listed_and_filtered(run: Run) -> None:
    document = run("criteria", "list", "--json").json
    assert list(document) == ["schema_version", "document", "digest", "criteria", "tasks", "not_assessed"]
    assert [one["code"] for one in document["criteria"]] == [
        "CQ-01",
        "CQ-02",
        "TD-01",
        "TD-02",
        "TD-03",
        "TD-04",
        "GT-01",
    ]

    def codes(*argv: str) -> list[str]:
        return [one["code"] for one in run("criteria", "list", *argv, "--json").json["criteria"]]

    assert codes("--audience", "leader") == codes("--audience", "lãnh đạo") == ["TD-03"]
    assert codes("--section", "gt") == ["GT-01"]
    assert "TD-04" not in codes("--on", "1/7/2026")
    assert run("criteria", "list", "--section", "ZZ").code == 4
    assert run("criteria", "list", "--audience", "zz").code == 2


def test_one_criterion_is_shown(run: Run) -> None:
    assert run("criteria", "show", "td-02", "--json").json["quote"] == "không đi trễ"
    assert run("criteria", "show", "NV-01", "--json").json["owner"] == "Văn phòng"
    assert run("criteria", "show", "TD-20").code == 4


def test_a_sound_file_has_nothing_to_say_on_stdout(run: Run) -> None:
    assert run("criteria", "lint") == (0, "", "Không có lỗi nào.\n")
    assert run("criteria", "lint", "--json").json == {"schema_version": 1, "ok": True, "problems": []}


def test_every_fault_is_a_line_as_compilers_print_it(run: Run) -> None:
    text = Path("criteria.yaml").read_text(encoding="utf-8").replace("kind: ban", "kind: bann")
    Path("bad.yaml").write_text(text.replace("code: GT-01", "code: TD-01"), encoding="utf-8")
    said = run("criteria", "lint", "bad.yaml")
    assert said.code == 1
    assert said.err == ""
    assert [line.split(": ")[0] for line in said.out.splitlines()] == ["bad.yaml:24:29", *["bad.yaml:32:16"] * 2]
    rows = run("criteria", "lint", "bad.yaml", "--format", "tsv").out.splitlines()
    assert rows[0] == "where\tline\tcolumn\tcode\tmessage"
    assert rows[1].startswith("bad.yaml\t24\t29\t")
    assert run("criteria", "lint", "bad.yaml", "--format", "table").out == said.out
    assert run("criteria", "lint", "nope.yaml").code == 4


def test_commands_refuse_a_faulty_catalogue_with_all_its_faults(run: Run) -> None:
    text = Path("criteria.yaml").read_text(encoding="utf-8").replace("kind: ban", "kind: bann")
    Path("criteria.yaml").write_text(text, encoding="utf-8")
    said = run("criteria", "list", "--json")
    assert said.code == 3
    assert [(one["line"], one["column"]) for one in said.error["problems"]] == [(24, 29)]


def test_the_plan_is_covered_by_the_shipped_criteria(run: Run) -> None:
    criteria = ("--criteria", str(ROOT / "criteria.yaml"))
    document = run("criteria", "coverage", str(PLAN), *criteria, "--json").json
    assert document["ok"] is True
    assert document["quotes_not_found"] == []
    said = run("criteria", "coverage", str(PLAN), "--json")
    assert said.code == 1
    assert said.json["ok"] is False
    assert run("criteria", "coverage", "nope.txt").code == 4


def test_the_schema_is_for_editors(run: Run) -> None:
    schema = json.loads(run("criteria", "schema").out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert run("--lang", "en", "criteria", "schema").out != run("criteria", "schema").out


def test_the_audit_names_who_did_what(staffed: Run) -> None:
    staffed("check", "007", "--rest-met", "--as", "001")
    entries = staffed("audit", "log", "--period", "2026-11", "--json").json["entries"]
    assert [(one["actor"], one["action"], one["key"]) for one in entries][-1] == ("001", "created", "007")
    assert staffed("audit", "log", "--actor", "001", "--target", "007", "--json").json["entries"] == entries[-1:]


def test_a_record_changed_by_hand_is_found(staffed: Run) -> None:
    head = staffed("check", "007", "--rest-met", "--json").json["audit"]
    said = staffed("audit", "verify", "--json")
    assert said.code == 0
    assert head in said.json["heads"]
    assert staffed("audit", "verify", "--expect", head, "--period", "2026-11").code == 0
    book = Path("data") / "2026-11.json"
    shutil.copy(book, "kept.json")
    book.write_text(book.read_text(encoding="utf-8").replace('"met"', '"not_met"', 1), encoding="utf-8")
    said = staffed("audit", "verify", "--json")
    assert said.code == 1
    assert said.json["problems"][0]["key"] == "007"
    book.write_text("{", encoding="utf-8")
    assert staffed("audit", "verify").code == 1
    shutil.copy("kept.json", book)
    assert staffed("audit", "verify", "--expect", f"{head[:-12]}{'0' * 12}").code == 1
    assert staffed("audit", "verify", "--expect", "2026-11").code == 2


def test_settings_are_shown_with_their_origin_and_set(run: Run, tmp_path: Path) -> None:
    said = run("config", "set", "me", "007")
    assert said.out == f"Đã đặt me là 007 trong {tmp_path / 'config.yaml'}.\n"
    settings = {one["key"]: one for one in run("config", "show", "--plain", "--json").json["settings"]}
    assert (settings["as"]["value"], settings["as"]["origin"]) == ("007", "user_config")
    assert (settings["plain"]["value"], settings["plain"]["origin"]) == (True, "flag")
    assert settings["store"]["origin"] == "office_folder"
    assert run("config", "set", "lang", "fr").code == 2
    assert run("config", "set", "me", "", "--json").json["action"] == "removed"


def test_two_versions_are_held_against_each_other(run: Run) -> None:
    text = Path("criteria.yaml").read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if "{code: GT-01," in one)
    again = line.replace("{code: GT-01,", "{code: GT-02, replaces: [GT-01],")
    gone = line.replace("{code: GT-01,", "{code: GT-01, withdrawn: true,")
    changed = text.replace("text: Không đi trễ.", "text: Không đi trễ hay về sớm.").replace(line, f"{gone}\n{again}")
    Path("new.yaml").write_text(changed, encoding="utf-8")
    document = run("criteria", "diff", "criteria.yaml", "new.yaml", "--json").json
    assert document["counts"] == {
        "carried": 5,
        "recoded": 1,
        "reworded": 1,
        "split": 0,
        "merged": 0,
        "withdrawn": 0,
        "new": 0,
    }
    assert [one for one in document["changes"] if one["kind"] != "carried"] == [
        {"kind": "reworded", "old": ["TD-02"], "new": ["TD-02"], "title": "Không đi trễ", "rules": []},
        {"kind": "recoded", "old": ["GT-01"], "new": ["GT-02"], "title": "Xin chào", "rules": []},
    ]
    shown = run("criteria", "diff", "criteria.yaml", "criteria.yaml", "--format", "table")
    assert (shown.code, "Hai bộ tiêu chí như nhau." in shown.out) == (0, True)
    assert run("criteria", "diff", "criteria.yaml", "none.yaml").code == 4
    Path("bad.yaml").write_text("criteria: [", encoding="utf-8")
    assert run("criteria", "diff", "criteria.yaml", "bad.yaml").code == 3
