"""`civicode export REPORT FILE`: the same figures in every form, the same bytes every time, names only where asked."""

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civicode.exporters import REPORT_FILES
from civicode.services.report.report import REPORTS
from tests.cli.built_once import BuiltOnce
from tests.cli.conftest import Run
from tests.cli.reports import READERS, Table, text_of_pdf

OF_ONE = ("officer", "person")
REPORT = (*[(name,) for name in REPORTS if name not in OF_ONE], *[(name, "--officer", "007") for name in OF_ONE])
HOSTILE = '=1+1 <script>alert(1)</script> #[x] {{7*7}} &C "\u202e" | *a*'


@pytest.fixture
def office(staffed: Run, tmp_path: Path, built_once: BuiltOnce) -> Run:
    """Two months; 007 was late in both, a case is confirmed and one is not, and the words are hostile."""
    built_once.lay("hostile", tmp_path, lambda: _two_months(staffed))
    return staffed


def _two_months(staffed: Run) -> None:
    for period in ("2026-10", "2026-11"):
        assert staffed("check", "007", "--period", period, "--not-met", f"TD-02={HOSTILE}", "--rest-met").code == 0
    assert staffed("check", "001", "--rest-met").code == 0
    assert staffed("check", "--office", "--rest-met").code == 0
    for day, state in (("2026-11-05", "confirmed"), ("2026-11-06", None)):
        argv = ("violation", "add", "007", "--criterion", "TD-01", "--on", day, "--what", HOSTILE, "--json")
        key = staffed(*argv).json["key"]
        if state:
            assert staffed("violation", "step", key, state, "--as", "001").code == 0


def made(office: Run, form: str, *argv: str) -> bytes:
    name, *options = argv
    said = office("export", name, f"x.{form}", *options, "--force")
    assert said.code == 0, said.err
    return Path(f"x.{form}").read_bytes()


def expected(document: Any) -> Iterator[tuple[dict[str, str], list[dict[str, Any]]]]:
    """For each table with rows that people see: titles of its figures by key, and its rows."""
    for table in document["tables"]:
        figures = {one["title"]: one["key"] for one in table["columns"] if one["kind"] in ("number", "percent", "date")}
        if table["rows"]:
            yield figures, table["rows"]


def same(cell: str, value: Any) -> bool:
    if value is None:
        return cell == ""
    if isinstance(value, float):
        return cell in (f"{value:.1f} %".replace(".", ","), f"{value:.1f}".replace(".", ","), f"{value:g}")
    if isinstance(value, str):
        day = date.fromisoformat(value[:10])
        return cell.startswith((f"{day:%d/%m/%Y}", value))
    return cell == str(value) or (value == 0 and cell == "")


@pytest.mark.parametrize("argv", REPORT, ids=lambda argv: argv[0])
def test_the_figures_agree_in_every_form(office: Run, argv: tuple[str, ...]) -> None:
    document = office("report", *argv, "--json").json
    assert json.loads(made(office, "json", *argv)) == document
    wanted = list(expected(document))
    for form, read in READERS.items():
        if argv[0] == "person":  # which tells of the files made of it before
            wanted = list(expected(office("report", *argv, "--json").json))
        tables: list[Table] = [table for table in read(made(office, form, *argv)) if len(table) > 1]
        assert len(tables) == len(wanted), form
        for table, (figures, rows) in zip(tables, wanted, strict=True):
            head = table[0]
            assert len(table) - 1 == len(rows), form
            for line, row in zip(table[1:], rows, strict=True):
                for title, key in figures.items():
                    assert same(line[head.index(title)], row[key]), (form, title, line)
    text = text_of_pdf(made(office, "pdf", *argv))
    for _, rows in wanted:
        for row in rows:
            if row.get("rate_percent") is not None:
                assert f"{row['rate_percent']:.1f} %".replace(".", ",") in text


@pytest.mark.parametrize("form", REPORT_FILES)
def test_the_same_store_gives_the_same_bytes(office: Run, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for now, zone, locale in (("2026-12-02T08:00", "UTC", "C"), ("2026-12-02T21:40", "Asia/Tokyo", "vi_VN.UTF-8")):
        monkeypatch.setenv("CIVICODE_NOW", now)
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        found.append([made(office, form, *argv) for argv in REPORT if argv[0] != "person"])
    monkeypatch.delenv("TZ")
    time.tzset()
    assert found[0] == found[1]


def entries(office: Run) -> list[dict[str, Any]]:
    kept = json.loads(Path("data/office.json").read_text(encoding="utf-8"))
    return list(kept.get("exports", {}).values())


def test_shared_reports_name_nobody_and_are_not_entered(office: Run) -> None:
    for name in ("summary", "criteria", "trend", "office", "plan"):
        for form in REPORT_FILES:
            data = made(office, form, name)
            text = text_of_pdf(data) if form == "pdf" else data.decode("utf-8", "ignore")
            assert "Trần Minh Đức" not in text
    assert entries(office) == []


def test_what_tells_of_persons_is_entered_with_its_digest(office: Run) -> None:
    for argv in (("summary", "--names"), ("progress",), ("violations",), ("officer", "--officer", "007")):
        said = office("export", argv[0], f"{argv[0]}.docx", *argv[1:], "--as", "001")
        assert "Dấu nhật ký: office:" in said.out
    assert [(one["what"], one["form"], one["period"], one["by"]) for one in entries(office)] == [
        ("summary", "docx", "2026-11", "001"),
        ("progress", "docx", "2026-11", "001"),
        ("violations", "docx", "2026-11", "001"),
        ("officer", "docx", "2026-11", "001"),
    ]
    assert office("audit", "verify").code == 0


def test_names_where_they_are_asked_for(office: Run) -> None:
    assert "Trần Minh Đức" in made(office, "html", "violations", "--names").decode()
    assert "Trần Minh Đức" not in made(office, "html", "violations").decode()
    assert "Trần Minh Đức" not in made(office, "html", "progress", "--no-names").decode()


@pytest.mark.parametrize("name", sorted(REPORTS))
@pytest.mark.parametrize("period", ["2026-11", "2026-Q4", "2026-H2", "2026"])
def test_every_length_of_period(office: Run, name: str, period: str) -> None:
    options = ("--officer", "007") if name in OF_ONE else ()
    said = office("export", name, "x.html", "--period", period, *options, "--compare", "2026-10")
    assert (said.code, said.err) == (0, "")


def test_a_unit_alone(office: Run) -> None:
    rows = json.loads(made(office, "json", "progress", "--unit", "văn phòng"))["tables"][0]["rows"]
    assert [row["officer"] for row in rows] == ["007"]


def test_an_order_that_is_asked_for(office: Run) -> None:
    rows = json.loads(made(office, "json", "emulation", "--sort", "-violations"))["tables"][0]["rows"]
    assert [row["violations"] for row in rows] == [1, 0]
    said = office("export", "emulation", "y.json", "--sort", "điểm")
    assert (said.code, said.err.splitlines()[0].startswith('lỗi: không có cột "điểm"')) == (2, True)


def test_the_form_is_asked_for_or_told_by_the_name(office: Run) -> None:
    assert office("export", "summary", "bao-cao", "--format", "docx").code == 0
    assert Path("bao-cao").read_bytes()[:2] == b"PK"
    assert office("export", "summary", "bao-cao.txt").code == 2
    assert office("export", "thang", "x.docx").code == 2
    assert office("export", "summary", "-", "--format", "md").out.startswith("# Tổng hợp tự kiểm tra")
    assert office("export", "summary", "x.docx", "--raw").code == 2
    assert office("export", "officer", "x.docx", "--as", "system").code == 2


def test_a_file_open_in_another_program_is_said_so(office: Run) -> None:
    for name, owner in (("a.xlsx", "~$a.xlsx"), ("baocao.docx", "~$ocao.docx"), ("b.docx", ".~lock.b.docx#")):
        Path(name).write_bytes(b"mine")
        Path(owner).touch()
        said = office("export", "summary", name, "--force")
        assert (said.code, Path(name).read_bytes()) == (5, b"mine")
        assert said.err.splitlines() == [
            f"lỗi: {name} đang mở trong chương trình khác",
            f"gợi ý: đóng tệp ở Word, Excel hoặc LibreOffice rồi chạy lại; nếu không có ai mở thì xóa {owner}",
        ]


def test_a_full_disk_leaves_what_was_there(office: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("x.docx").write_bytes(b"mine")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    said = office("export", "summary", "x.docx", "--force")
    assert (said.code, Path("x.docx").read_bytes()) == (6, b"mine")
    assert [path.name for path in Path().iterdir() if "x.docx" in path.name] == ["x.docx"]
