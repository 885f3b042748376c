"""A machine where nothing was ever set up: a newcomer is led by hand, and nothing is made by looking."""

from pathlib import Path

from tests.cli.conftest import Run

WELCOME = """\
civicode: sổ tự kiểm tra văn hóa công vụ của cơ quan phường, xã.
Hằng tháng, mỗi người tự kiểm tra theo tiêu chí của Kế hoạch 144/KH-UBND:
chỉ cần ghi những mục chưa đạt, mất khoảng ba phút.

Bắt đầu:
  civicode demo                 xem thử với một cơ quan mẫu
  civicode init ubnd-phuong     tạo thư mục cho cơ quan mình
  civicode --help               mọi lệnh
"""


def test_the_program_alone_says_what_it_is(virgin: Run) -> None:
    assert virgin() == (0, WELCOME, "")
    assert virgin("--lang", "en").out.startswith("civicode: checklist of public-service conduct for a ward office.\n")
    assert virgin("--json").json["office"]["staff"] == 0


def test_a_check_leads_to_the_sample_and_to_init(virgin: Run) -> None:
    assert virgin("check") == (
        2,
        "",
        (
            "lỗi: ở đây chưa có sổ tự kiểm tra nào\n"
            "gợi ý: xem thử với cơ quan mẫu: civicode demo; bắt đầu thật: civicode init\n"
        ),
    )
    assert virgin("check", "007").code == 4
    assert virgin("check", "--answers", "-", "--no-input").code == 2


def test_looking_makes_nothing(virgin: Run, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    for argv in (("status",), ("report", "summary"), ("staff", "list"), ("violation", "list"), ("period", "list")):
        assert virgin(*argv).code == 0
    assert virgin("audit", "verify").code == 4
    assert virgin("config", "show").code == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_the_first_write_says_where_the_records_lie(virgin: Run, tmp_path: Path) -> None:
    add = ("staff", "add", "007", "--name", "Trần Văn Mẫu", "--position", "Văn thư", "--unit", "Văn phòng")
    said = virgin(*add, "--dry-run")
    assert said.err == ""
    said = virgin(*add)
    place = tmp_path / "share" / "civicode"
    assert said.err == (
        f"tiếp theo: civicode staff list\nsổ được lưu tại {place} (chưa có thư mục cơ quan; tạo bằng: civicode init)\n"
    )
    assert (place / "office.json").is_file()
    assert virgin("staff", "leave", "007", "--until", "31/12/2026").err == "tiếp theo: civicode staff show 007\n"


def test_init_makes_an_office_folder_once(virgin: Run) -> None:
    made = Path.cwd() / "phuong"
    assert virgin("init", "phuong") == (
        0,
        f"Đã tạo trong {made}: office.yaml.\nHãy vào thư mục đó trước khi làm tiếp: cd {made}\n",
        "tiếp theo: civicode staff add --help\n",
    )
    assert (made / "data").is_dir()
    assert virgin("init", "phuong").code == 5
    assert virgin("init", "phuong", "--with-criteria", "--json").json["action"] == "created"
    assert virgin("init", "khac", "--dry-run").out.startswith("Chạy thử, chưa ghi gì: ")
    assert not Path("khac").exists()


def test_an_office_that_is_set_up_is_told_what_is_due(staffed: Run) -> None:
    said = staffed("--as", "007", "--format", "table")
    assert said.code == 0
    assert said.out.startswith("Hôm nay 02/12/2026\n")
    assert said.out == staffed("status", "--as", "007", "--format", "table").out
