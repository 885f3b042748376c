"""Usage errors: exit 2, in the user's language, with what to do."""

import pytest

from tests.cli.conftest import Run

STEPS = "reported, explained, confirmed, dismissed, reminded, referred, remedied, closed, reopened"


@pytest.mark.parametrize(
    ("argv", "vi", "en"),
    [
        (
            ["chek"],
            'lỗi: không có lệnh "chek" trong civicode\ngợi ý: có phải anh/chị muốn gõ: check?\n',
            'error: there is no command "chek" in civicode\nhint: did you mean: check?\n',
        ),
        (
            ["staff", "zzz"],
            'lỗi: không có lệnh "zzz" trong civicode staff\ngợi ý: civicode staff --help liệt kê các lệnh\n',
            'error: there is no command "zzz" in civicode staff\nhint: civicode staff --help lists the commands\n',
        ),
        (
            ["check", "--rest-mett"],
            (
                "lỗi: lệnh civicode check không có tùy chọn --rest-mett\n"
                "gợi ý: có phải anh/chị muốn gõ: --rest-met, --not-met, --met?\n"
            ),
            "error: civicode check has no option --rest-mett\nhint: did you mean: --rest-met, --not-met, --met?\n",
        ),
        (
            ["check", "-z"],
            "lỗi: lệnh civicode check không có tùy chọn -z\ngợi ý: civicode check --help liệt kê các tùy chọn\n",
            "error: civicode check has no option -z\nhint: civicode check --help lists the options\n",
        ),
        (
            ["check", "--period"],
            "lỗi: tùy chọn --period thiếu giá trị\ngợi ý: civicode check --help\n",
            "error: the option --period needs a value\nhint: civicode check --help\n",
        ),
        (
            ["check", "--show=yes"],
            "lỗi: tùy chọn --show không nhận giá trị\ngợi ý: civicode check --help\n",
            "error: the option --show takes no value\nhint: civicode check --help\n",
        ),
        (
            ["staff", "show"],
            "lỗi: thiếu CÁN_BỘ\ngợi ý: civicode staff show --help\n",
            "error: OFFICER is missing\nhint: civicode staff show --help\n",
        ),
        (
            ["staff", "leave", "007"],
            "lỗi: thiếu tùy chọn --until\ngợi ý: civicode staff leave --help\n",
            "error: the option --until is missing\nhint: civicode staff leave --help\n",
        ),
        (
            ["staff", "show", "Trần", "Minh"],
            (
                "lỗi: thừa đối số: Minh\n"
                "gợi ý: nội dung có khoảng trắng phải đặt trong dấu nháy; civicode staff show --help\n"
            ),
            "error: too many arguments: Minh\nhint: text with blanks goes into quotes; civicode staff show --help\n",
        ),
        (
            ["--dry-run", "status"],
            "lỗi: civicode status không ghi gì nên không có --dry-run\n",
            "error: civicode status writes nothing, so there is no --dry-run\n",
        ),
        (
            ["status", "--format", "xls"],
            'lỗi: --format: không có "xls"\ngợi ý: chọn một trong: table, tsv, json, csv, markdown\n',
            'error: --format: there is no "xls"\nhint: one of: table, tsv, json, csv, markdown\n',
        ),
        (
            ["report", "summary", "--period", "thang 11"],
            (
                'lỗi: --period: "thang 11" không phải một kỳ\n'
                "gợi ý: viết 2026-11, 11/2026, 2026-Q4, 2026-H2, 2026, this (kỳ này) hoặc last (kỳ trước)\n"
            ),
            (
                'error: --period: "thang 11" is no period\n'
                "hint: write 2026-11, 11/2026, 2026-Q4, 2026-H2, 2026, this or last\n"
            ),
        ),
        (
            ["staff", "list", "--on", "5/11/26"],
            (
                'lỗi: --on: "5/11/26" không phải một ngày\n'
                "gợi ý: viết 5/11/2026 (ngày trước, năm bốn chữ số) hoặc 2026-11-05\n"
            ),
            'error: --on: "5/11/26" is no date\nhint: write 2026-11-05 or 5/11/2026 (day first, four-digit year)\n',
        ),
        (
            ["report", "summary", "--fail-under", "101"],
            (
                'lỗi: --fail-under: "101" không phải tỷ lệ phần trăm\n'
                "gợi ý: viết một số từ 0 đến 100, ví dụ 90 hoặc 92,5\n"
            ),
            'error: --fail-under: "101" is no percentage\nhint: write a number from 0 to 100, such as 90 or 92.5\n',
        ),
        (
            ["staff", "add", "1", "--name", "A", "--position", "B", "--unit", "C", "--order", "-1"],
            'lỗi: --order: "-1" không phải số nguyên\ngợi ý: viết bằng chữ số, ví dụ 3\n',
            'error: --order: "-1" is no whole number\nhint: write digits, such as 3\n',
        ),
        (
            ["violation", "list", "--state", "gone"],
            f'lỗi: --state: không có "gone"\ngợi ý: chọn một trong: {STEPS}\n',
            f'error: --state: there is no "gone"\nhint: one of: {STEPS}\n',
        ),
        (
            ["check", "--show", "--withdraw", "nhầm"],
            "lỗi: không dùng --show, --withdraw cùng lúc được\ngợi ý: civicode check --help\n",
            "error: --show, --withdraw do not go together\nhint: civicode check --help\n",
        ),
        (
            ["check", "007", "--office"],
            "lỗi: không dùng OFFICER, --office cùng lúc được\ngợi ý: civicode check --help\n",
            "error: OFFICER, --office do not go together\nhint: civicode check --help\n",
        ),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_usage_errors_are_said_in_both_languages(run: Run, argv: list[str], vi: str, en: str) -> None:
    for lang, expected in (("vi", vi), ("en", en)):
        said = run("--lang", lang, *argv)
        assert said.code == 2
        assert said.out == ""
        assert said.err == expected


def test_two_formats_are_refused(run: Run) -> None:
    said = run("status", "--json", "--format", "csv")
    assert said.code == 2
    assert said.error["code"] == "cli.two_formats"


@pytest.mark.parametrize(("name", "value"), [("--lang", "fr"), ("CIVICODE_LANG", "fr")])
def test_a_language_that_there_is_not_is_a_usage_error(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    if name.startswith("--"):
        said = run("status", name, value)
    else:
        monkeypatch.setenv(name, value)
        said = run("status")
    assert said.code == 2
    assert said.err.startswith(f'lỗi: {name}: không có ngôn ngữ "fr"')


def test_the_option_comes_before_the_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIVICODE_LANG", "en")
    assert run("zzz").err.startswith("error: ")
    assert run("zzz", "--lang", "vi").err.startswith("lỗi: ")
    assert run("zzz", "--lang=vi").err.startswith("lỗi: ")
    monkeypatch.setenv("CIVICODE_LANG", "VI")
    assert run("zzz").err.startswith("lỗi: ")


def test_the_user_may_have_chosen_a_language(run: Run) -> None:
    assert run("config", "set", "lang", "en").code == 0
    assert run("zzz").err.startswith("error: ")


def test_a_clock_that_cannot_be_read_is_a_usage_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIVICODE_NOW", "hôm nay")
    said = run("status")
    assert said.code == 2
    assert said.err.startswith('lỗi: CIVICODE_NOW không phải thời điểm: "hôm nay"\n')


def test_half_characters_are_refused(run: Run) -> None:
    said = run("staff", "show", "\udcc3")
    assert said.code == 2
    assert said.err.startswith("lỗi: đối số thứ 3 không phải chữ UTF-8\n")


def test_usage_errors_are_json_for_programs(run: Run) -> None:
    for argv in (("chek", "--json"), ("--format", "json", "chek"), ("--format=json", "chek")):
        said = run(*argv)
        assert said.code == 2
        assert said.error == {
            "code": "cli.unknown_command_near",
            "message": 'không có lệnh "chek" trong civicode',
            "facts": {"given": "chek", "nearest": ["check"], "command": "civicode"},
            "problems": [],
        }


def test_global_options_stand_before_and_after(staffed: Run) -> None:
    before = staffed("--json", "--as", "007", "status")
    after = staffed("status", "--json", "--as", "007")
    between = staffed("--json", "staff", "--lang", "en", "list")
    assert before.json == after.json
    assert before.json["me"]["officer"] == "007"
    assert [one["code"] for one in between.json["staff"]] == ["001", "007"] or between.code == 0


def test_version_is_answered_anywhere(run: Run) -> None:
    assert run("--version") == (0, "civicode 0.1.0\n", "")
    assert run("status", "--version") == (0, "civicode 0.1.0\n", "")
