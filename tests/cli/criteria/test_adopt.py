"""A new version of the criteria put to use: what it asks, what stays in the words of its day, what reports say."""

import hashlib
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SECOND = Path(__file__).parents[2] / "data" / "small-criteria-2.yaml"
_ALL = ("--met", "TD-01,GT-01", "--not-met", "TD-02=đi trễ")


def at(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIVICODE_NOW", moment)


def digest_of(run: Run, *argv: str) -> str:
    return str(run("criteria", "list", *argv, "--json").json["digest"])


@pytest.fixture
def july(staffed: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """June is handed in and closed; then the second version was adopted from July on."""
    at("2026-07-01T08:00", monkeypatch)
    for officer in ("001", "007"):
        more = ("--met", "TD-03") if officer == "001" else ()
        assert staffed("check", officer, "--period", "2026-06", *_ALL, "--met", "TD-04", *more).code == 0
    assert staffed("period", "close", "2026-06").code == 0
    said = staffed("criteria", "adopt", str(SECOND), "--as", "001", "--json")
    assert said.code == 0
    assert said.json | {"key": "", "audit": ""} == {
        "schema_version": 1,
        "action": "adopted",
        "kind": "catalogue",
        "key": "",
        "period": "2026-07",
        "audit": "",
        "next": "civicode criteria list",
        "counts": {"carried": 3, "recoded": 0, "reworded": 2, "split": 1, "merged": 0, "withdrawn": 1, "new": 0},
    }
    return staffed


def test_the_file_is_replaced_both_are_kept_and_the_audit_says_who(july: Run) -> None:
    assert Path("criteria.yaml").read_bytes() == SECOND.read_bytes()
    assert {digest_of(july), digest_of(july, "--on", "30/6/2026")} <= {
        one.stem for one in Path("data/catalogues").iterdir()
    }
    entries = july("audit", "log", "--target", "adoptions", "--json").json["entries"]
    assert [(one["actor"], one["action"], one["key"]) for one in entries] == [("001", "adopted", "2026-07")]
    assert july("audit", "verify").code == 0
    again = july("criteria", "adopt", str(SECOND), "--json").json
    assert (again["action"], again["audit"]) == ("unchanged", None)


def test_each_month_asks_in_its_own_words(july: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at("2026-08-01T08:00", monkeypatch)
    assert july("period", "reopen", "2026-06", "--reason", "bổ sung").code == 0
    wrong = july("check", "007", "--period", "2026-07", *_ALL, "--json")
    assert wrong.code == 3
    assert {(one["code"], one["where"]) for one in wrong.error["problems"]} == {
        ("check.not_asked", "GT-01"),
        ("check.unanswered", "GT-02"),
        ("check.unanswered", "GT-03"),
    }
    assert july("check", "007", "--period", "2026-07", "--rest-met").code == 0
    shown = july("check", "007", "--period", "2026-07", "--show", "--json").json
    assert list(shown["answers"]) == ["TD-01", "TD-02", "GT-02", "GT-03"]
    assert july("check", "007", "--period", "2026-06", "--withdraw", "nhập nhầm").code == 0
    assert july("check", "007", "--period", "2026-06", "--rest-met").code == 0
    old = july("check", "007", "--period", "2026-06", "--show", "--json").json
    assert list(old["answers"]) == ["TD-01", "TD-02", "TD-04", "GT-01"]
    assert old["catalogue"] == digest_of(july, "--on", "2026-06-30") != shown["catalogue"]


def test_imports_of_an_old_month_are_held_against_its_criteria(july: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at("2026-08-01T08:00", monkeypatch)
    lines = ["officer,period,criterion,rating,note"]
    for period, codes in (("2026-05", ("TD-01", "TD-02", "TD-04", "GT-01")), ("2026-07", ("TD-01", "TD-02", "GT-02"))):
        lines += [f"007,{period},{code},met," for code in codes]
    Path("checks.csv").write_text("\n".join([*lines, "007,2026-07,GT-03,met,"]), encoding="utf-8")
    assert july("import", "checks", "checks.csv", "--json").json["added"] == 2
    Path("wide.csv").write_text(
        "officer,period,TD-01,TD-02,TD-03,TD-04,GT-01,GT-02\n001,2026-05,đ,đ,đ,đ,,đ\n001,2026-07,đ,đ,đ,,đ,đ\n",
        encoding="utf-8",
    )
    said = july("import", "checks", "wide.csv", "--json")
    assert said.code == 3
    assert {(one["line"], one["column"], one["code"]) for one in said.json["problems"]} == {
        (2, "GT-01", "check.unanswered"),
        (2, "GT-02", "check.unknown_criterion"),
        (3, "GT-01", "check.not_asked"),
        (3, "GT-03", "check.unanswered"),
    }


def test_violations_are_held_against_the_day_of_the_act(july: Run) -> None:
    add = ("violation", "add", "007", "--what", "không chào", "--json", "--criterion")
    assert july(*add, "GT-01", "--on", "15/6/2026").code == 0
    assert july(*add, "GT-02", "--on", "1/7/2026").code == 0
    assert july(*add, "GT-02", "--on", "15/6/2026").error["problems"][0]["code"] == "violation.not_in_version"
    assert july(*add, "GT-01", "--on", "1/7/2026").error["problems"][0]["code"] == "violation.not_in_force"
    assert july(*add, "ZZ-01", "--on", "1/7/2026").code == 4
    Path("cases.csv").write_text(
        "id,officer,criterion,occurred_on,what\na,007,GT-03,2026-06-20,x\nb,007,GT-01,2026-06-20,y\n", encoding="utf-8"
    )
    refused = july("import", "violations", "cases.csv", "--json").json
    assert [(one["line"], one["code"]) for one in refused["problems"]] == [(2, "violation.not_in_version")]
    assert len(july("violation", "list", "--criterion", "gt-01", "--json").json["violations"]) == 1


def test_a_draft_keeps_the_answers_whose_words_stay(staffed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at("2026-07-15T08:00", monkeypatch)
    assert staffed("check", "007", "--period", "2026-07", *_ALL, "--draft").code == 0
    said = staffed("criteria", "adopt", str(SECOND), "--lang", "en")
    assert "Drafts keep the answers whose words stay, and ask the rest again: 1." in said.out
    draft = staffed("check", "007", "--period", "2026-07", "--show", "--draft", "--json").json["answers"]
    assert list(draft) == ["TD-02"]
    missing = staffed("check", "007", "--period", "2026-07", "--met", "GT-02", "--json")
    assert {one["where"] for one in missing.error["problems"]} == {"TD-01", "GT-03"}
    done = staffed("check", "007", "--period", "2026-07", "--rest-met", "--lang", "en")
    assert "are left out: TD-01, GT-01." in done.out
    answers = staffed("check", "007", "--period", "2026-07", "--show", "--json").json["answers"]
    assert answers["TD-02"] == {"rating": "not_met", "note": "đi trễ", "evidence": ""}


def test_what_was_handed_in_stays_in_its_words_and_is_said(staffed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at("2026-07-15T08:00", monkeypatch)
    assert staffed("check", "007", "--period", "2026-07", *_ALL).code == 0
    said = staffed("criteria", "adopt", str(SECOND), "--lang", "en")
    assert "Checks handed in from then on stay in the words that they answered: 1." in said.out
    assert staffed("check", "007", "--period", "2026-07", "--met", "TD-02").code == 0
    assert list(staffed("check", "007", "--show", "--period", "2026-07", "--json").json["answers"]) == [
        "TD-01",
        "TD-02",
        "GT-01",
    ]


def test_reports_count_by_code_and_say_where_the_words_changed(july: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    june = july("export", "criteria", "-", "--format", "md", "--period", "2026-06").out
    at("2026-08-01T08:00", monkeypatch)
    assert july("check", "007", "--period", "2026-07", "--rest-met").code == 0
    note = "Từ kỳ 2026-07 lời văn của CQ-01, TD-01 đã đổi; số liệu vẫn đếm theo mã tiêu chí."
    for name, period in (("criteria", "2026-07"), ("summary", "2026-07"), ("emulation", "2026"), ("trend", "2026-07")):
        assert note in july("export", name, "-", "--format", "md", "--period", period).out, name
    rows = july("report", "criteria", "--period", "2026", "--json").json["tables"][0]["rows"]
    assert {row["criterion"]: row["met"] for row in rows if row["met"]} | {"TD-03": 1} == {
        "TD-01": 3,
        "TD-02": 1,
        "TD-03": 1,
        "TD-04": 2,
        "GT-01": 2,
        "GT-02": 1,
        "GT-03": 1,
    }
    assert july("export", "criteria", "-", "--format", "md", "--period", "2026-06").out == june


def test_a_version_for_later_waits_for_its_period(staffed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at("2026-06-10T08:00", monkeypatch)
    assert staffed("criteria", "adopt", str(SECOND), "--from", "2026-07").code == 0
    assert staffed("check", "007", "--period", "2026-06", *_ALL, "--met", "TD-04").code == 0
    assert [one["code"] for one in staffed("plan", "list", "--json").json["tasks"]] == ["NV-01"]
    at("2026-07-10T08:00", monkeypatch)
    assert [one["code"] for one in staffed("plan", "list", "--json").json["tasks"]] == ["NV-01", "NV-02"]
    assert staffed("check", "007", "--period", "2026-07", *_ALL).code == 3


def test_what_refuses(july: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    adopt = ("criteria", "adopt")
    assert july(*adopt, "nope.yaml").code == 4
    Path("bad.yaml").write_text(SECOND.read_text(encoding="utf-8").replace("kind: ban", "kind: bann"), encoding="utf-8")
    assert july(*adopt, "bad.yaml").code == 3
    second = SECOND.read_text(encoding="utf-8")
    third = second.replace("CQ-02, withdrawn: true", "CQ-02").replace("Phòng làm việc gọn gàng.", "Trả lời dân.")
    Path("third.yaml").write_text(third, encoding="utf-8")
    used = july(*adopt, "third.yaml", "--json")
    assert (used.code, used.error["problems"][0]["code"]) == (3, "adoption.code_used_before")
    Path("third.yaml").write_text(second.replace("Không đi trễ.", "Không trễ."), encoding="utf-8")
    assert july(*adopt, "third.yaml", "--from", "2026-06", "--json").error["code"] == "adoption.later_one"
    assert july(*adopt, "third.yaml", "--from", "2026-Q3", "--json").error["code"] == "adoption.other_calendar"
    at("2026-08-01T08:00", monkeypatch)
    assert july("period", "close", "2026-07", "--accept-missing", "vắng").code == 0
    assert july(*adopt, "third.yaml", "--from", "2026-07", "--json").error["code"] == "adoption.closed"
    assert july(*adopt, "third.yaml", "--json").json["period"] == "2026-08"


def test_a_dry_run_changes_nothing(staffed: Run) -> None:
    def state() -> dict[str, str]:
        return {
            str(one): hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(Path().rglob("*")) if one.is_file()
        }

    before = state()
    said = staffed("criteria", "adopt", str(SECOND), "--dry-run")
    assert said.code == 0
    assert "sửa lời 2, tách 1, gộp 0, bỏ 1" in said.out
    assert state() == before


def test_a_file_edited_before_anything_was_adopted_is_told(staffed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def notices() -> list[str]:
        return [one["code"].removeprefix("status.") for one in staffed("status", "--json").json["office"]["notices"]]

    at("2026-07-01T08:00", monkeypatch)
    path = Path("criteria.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("Biết xin chào.", "Biết chào."), encoding="utf-8")
    assert "criteria_edited" not in notices(), "nobody has answered the words before"
    assert staffed("check", "007", "--period", "2026-06", *_ALL, "--met", "TD-04").code == 0
    path.write_text(path.read_text(encoding="utf-8").replace("Biết chào.", "Luôn chào."), encoding="utf-8")
    assert "criteria_edited" in notices()
    assert staffed("criteria", "adopt", "criteria.yaml", "--json").json["counts"]["reworded"] == 1
    assert "criteria_edited" not in notices()
    assert digest_of(staffed, "--on", "2026-06-30") != digest_of(staffed, "--on", "2026-07-01")


def test_a_file_edited_where_it_lies_is_entered_too(july: Run) -> None:
    path = Path("criteria.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("Không đi trễ.", "Không trễ giờ."), encoding="utf-8")
    notices = july("status", "--json").json["office"]["notices"]
    assert "criteria_edited" in [one["code"].removeprefix("status.") for one in notices]
    done = july("criteria", "adopt", "criteria.yaml", "--json").json
    assert (done["action"], done["period"], done["counts"]["reworded"]) == ("adopted", "2026-07", 1)
    assert july("criteria", "adopt", "criteria.yaml", "--json").json["action"] == "unchanged"
    notices = july("status", "--json").json["office"]["notices"]
    assert "criteria_edited" not in [one["code"].removeprefix("status.") for one in notices]


def test_a_replacement_of_the_file_that_was_cut_off_is_overridden_and_finished(july: Run) -> None:
    first = SECOND.with_name("small-criteria.yaml")
    adopted = digest_of(july)
    Path("criteria.yaml").write_bytes(first.read_bytes())
    assert digest_of(july) == adopted
    assert july("criteria", "adopt", str(SECOND), "--json").json["action"] == "unchanged"
    assert Path("criteria.yaml").read_bytes() == SECOND.read_bytes()


def test_without_an_office_folder_the_store_alone_holds_it(virgin: Run, tmp_path: Path) -> None:
    store = ("--store", str(tmp_path / "elsewhere"))
    assert virgin("criteria", "adopt", str(SECOND), *store).code == 0
    assert virgin("criteria", "show", "GT-02", *store, "--json").json["title"] == "Chào dân"
    assert virgin("criteria", "show", "GT-02", "--json").json["title"] != "Chào dân"
    assert virgin("criteria", "list", "--on", "2020-01-01", *store, "--json").json["document"]["number"] != "1/KH-UBND"
