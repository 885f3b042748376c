"""Where results go and in which form: stdout or a file, the same bytes; messages on stderr."""

import os
import stat
from pathlib import Path

import pytest

from civicode.cli.command.file_out import write_whole
from civicode.errors import NotAllowedError, NotFoundError, StoreError
from tests.cli.conftest import Run

TSV = (
    "code\tname\tposition\tunit\tcategory\tleader\tfrom\tuntil\torder\n"
    "001\tLê Thị Ánh\tPhó Chủ tịch\tLãnh đạo\t\ttrue\t\t\t\n"
    "007\tTrần Minh Đức\tVăn thư\tVăn phòng\t\tfalse\t\t\t\n"
)


def test_a_pipe_gets_tab_separated_lines(staffed: Run) -> None:
    assert staffed("staff", "list") == (0, TSV, "")


def test_every_form_can_be_asked_for(staffed: Run) -> None:
    assert staffed("staff", "list", "--format", "tsv").out == TSV
    assert staffed("staff", "list", "--format", "csv").out == TSV.replace("\t", ",").replace("\n", "\r\n")
    assert staffed("staff", "list", "--json").out == staffed("staff", "list", "--format", "json").out
    assert staffed("staff", "list", "--json").json["staff"][1]["name"] == "Trần Minh Đức"
    assert staffed("staff", "list", "--format", "markdown").out.startswith(
        "# Danh sách cán bộ ngày 02/12/2026: 2 người\n"
    )
    table = staffed("staff", "list", "--format", "table").out
    assert table.startswith("Danh sách cán bộ ngày 02/12/2026: 2 người\n")
    assert "\t" not in table


@pytest.mark.parametrize("form", ["table", "tsv", "json", "csv", "markdown"])
def test_a_file_holds_the_same_bytes(staffed: Run, tmp_path: Path, form: str) -> None:
    shown = staffed("staff", "list", "--format", form).out
    file = tmp_path / "danh-sach"
    assert staffed("staff", "list", "--format", form, "-o", str(file)) == (0, "", "")
    assert file.read_bytes() == shown.encode()
    assert staffed("staff", "list", "--format", form, "-o", "-").out == shown


def test_a_receipt_goes_into_a_file_too(staffed: Run, tmp_path: Path) -> None:
    file = tmp_path / "bien-nhan.json"
    said = staffed("check", "007", "--rest-met", "--json", "-o", str(file))
    assert said == (0, "", "")
    assert '"action": "created"' in file.read_text(encoding="utf-8")


def test_quiet_leaves_results_and_errors(staffed: Run) -> None:
    assert staffed("-q", "check", "007", "--rest-met") == (0, "", "")
    assert staffed("-q", "staff", "list").out == TSV
    assert staffed("-q", "check", "007", "--met", "XX").code == 3
    assert staffed("-q", "check", "007", "--met", "XX").err.startswith("lỗi: ")
    assert staffed("-q", "check", "007", "--rest-met", "--json").json["action"] == "unchanged"


def test_verbose_says_what_it_works_with(staffed: Run) -> None:
    said = staffed("-v", "staff", "list", "--as", "007")
    here = Path.cwd()
    assert said.err == f"sổ: {here / 'data'} · tiêu chí: {here / 'criteria.yaml'} · người thao tác: 007\n"
    assert said.out == TSV
    assert staffed("-v", "--json", "staff", "list").err == ""


def test_plain_is_one_line_after_the_other(staffed: Run) -> None:
    said = staffed("staff", "show", "007", "--format", "table", "--plain")
    assert "Họ và tên: Trần Minh Đức\n" in said.out


def test_a_folder_is_not_overwritten(staffed: Run, tmp_path: Path) -> None:
    said = staffed("staff", "list", "-o", str(tmp_path))
    assert said.code == 5
    assert said.err.startswith(f"lỗi: {tmp_path} là một thư mục, không ghi đè được\n")
    said = staffed("staff", "list", "-o", str(tmp_path / "khong-co" / "x.tsv"))
    assert said.code == 4
    assert said.err.startswith("lỗi: thư mục của ")


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    file.write_text("cũ")
    file.chmod(0o640)
    write_whole(str(file), "mới\n")
    assert file.read_text(encoding="utf-8") == "mới\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    file, link = tmp_path / "x.tsv", tmp_path / "link"
    link.symlink_to(file)
    write_whole(str(link), "qua liên kết\n")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "qua liên kết\n"
    write_whole(os.devnull, "mất\n")
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(StoreError) as caught:
        write_whole("/dev/full", "x" * 100)
    assert caught.value.code == "cli.output_failed"


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotAllowedError):
        write_whole(str(tmp_path), "")
    with pytest.raises(NotFoundError):
        write_whole(str(tmp_path / "a" / "b"), "")
