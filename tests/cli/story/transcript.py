"""What a clerk's first two months look like, command by command, in both languages.

    python -m tests.cli.story.transcript

writes `tests/data/transcript.vi.txt` and `.en.txt` anew; `test_transcript.py` compares them. The clock is set, so even
the audit's hashes are the same every time: one that changes tells that the data files have changed.
"""

import io
import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from civicode.cli import main
from civicode.i18n import Lang
from tests.conftest import SMALL

DATA = Path(__file__).parents[2] / "data"
ENVIRONMENT = {
    "CIVICODE_NOW": "2026-12-02T08:00",
    "CIVICODE_CONFIG": "config.yaml",
    "COLUMNS": "80",
    "LOGNAME": "clerk",
}

COMMANDS = """\
civicode
civicode check
civicode init . --dry-run
civicode init .
civicode init .
civicode status --format table
civicode staff list --format table
civicode staff add 001 --name "Lê Thị Ánh" --position "Phó Chủ tịch" --unit "Lãnh đạo" --leader
civicode staff add 007 --name "Trần Minh Đức" --position "Văn thư" --unit "Văn phòng" --from 1/3/2026 --order 2
civicode staff add 008 --name "Nguyễn Thị Đào" --position "Kế toán" --unit "Tài chính" --dry-run
civicode staff add 008 --name "Nguyễn Thị Đào" --position "Kế toán" --unit "Tài chính" --category "viên chức"
civicode staff add 008 --name "Nguyễn Thị Đào" --position "Kế toán" --unit "Tài chính" --category "viên chức"
civicode staff add cq --name "" --position "Kế toán" --unit "Tài chính"
civicode staff add 009 --name "Phạm Văn Ơn" --position "Địa chính" --unit "Địa chính"
civicode staff change 008 --from 1/11/2026 --unit "Văn phòng"
civicode staff correct 008 --name "Nguyễn Thị Đào Tiên" --reason "gõ thiếu tên"
civicode staff leave 009 --until 30/9/2026
civicode staff excuse đào --from 1/10/2026 --until 31/10/2026 --reason "nghỉ thai sản"
civicode staff list --format table
civicode staff list
civicode staff show 008 --format table
civicode staff show thị
civicode config set me 001
civicode config show
civicode criteria list --format table
civicode criteria list --section GT
civicode criteria show td-02 --format table
civicode criteria show TD-6
civicode criteria lint
civicode criteria coverage criteria.yaml
civicode criteria diff criteria.yaml criteria.yaml --format table
civicode criteria coverage plan.txt --format table
civicode check 007 --met TD-01 --not-met TD-02
civicode check 007 --met TD-01 --draft
civicode check 007 --not-met "TD-02=đi trễ 2 lần" --rest-met
civicode --as 007 check --rest-met
civicode --as 007 check --na "GT-01=ở nhà"
civicode check 007 --show --format table
civicode check 007 --show
civicode check 008 --period 10/2026 --rest-met
civicode check 008 --period 10/2026 --withdraw "đang nghỉ thai sản"
civicode check 007 --period 2027-01 --rest-met
civicode check --office --rest-met
civicode violation add 001 --criterion TD-01 --on 31/12/2026 --what ""
civicode --as 008 violation add 007 --criterion TD-01 --on 12/11/2026 --what "Sổ công văn bỏ trống" --source "Kiểm tra"
civicode violation add --office --criterion cq-01 --on 2026-11-20 --what "Bảng niêm yết cũ" --where "Một cửa"
civicode violation step VP-2026-11-0001 closed
civicode --as 008 violation step VP-2026-11-0001 confirmed
civicode --as 001 violation step VP-2026-11-0001 confirmed --note "có biên bản"
civicode --as 001 violation step VP-2026-11-0001 referred --decision "12" --level "nặng"
civicode violation correct VP-2026-11-0001 --where "Văn thư" --reason "ghi thiếu nơi"
civicode violation list --format table
civicode violation list --state confirmed
civicode violation show VP-2026-11-0001 --format table
civicode violation show VP-2026-11-0009
civicode period list --format table
civicode period show 2026-11 --format table
civicode report summary --format table
civicode report summary --format markdown
civicode report progress --format table --fail-missing
civicode report summary --unit "Văn phòng" --fail-under 90
civicode report criteria --format table --names
civicode report violations --format table
civicode report officer --format table --officer 007
civicode report trend --format table
civicode report office --format table
civicode report plan --format table
civicode report emulation --format table --sort -violations
civicode report person --format table --officer 007
civicode plan progress NV-01 --note "đã họp các ngành" --percent 40 --on 30/11/2026
civicode plan progress nv-01 --note "đã họp các ngành" --percent 60 --on 30/11/2026
civicode plan progress NV-01 --note "đã họp các ngành" --on 30/11/2026
civicode plan progress NV-01 --note "xong" --done --percent 40
civicode plan progress NV-01
civicode plan progress NV-07 --note x
civicode plan progress NV-01 --note x --on 31/12/2026
civicode plan difficulty NV-01 --note "hai khóm chưa họp dân"
civicode plan difficulty NV-01 --note "hai khóm chưa họp dân"
civicode plan list --format table
civicode report plan --format table
civicode report emulation --sort thang
civicode report officer
civicode report thang
civicode status --format table
civicode --plain status --format table
civicode --as 007 review 001 --confirm
civicode --as 001 review 001 --confirm
civicode --as 001 review 007 --rate "TD-01=chưa đạt:sổ bỏ trống" --rate "GT-01=na:x"
civicode --as 001 review 007 --rate "TD-01=chưa đạt:sổ bỏ trống"
civicode --as 001 review 007 --rate "TD-01=met:như tự chấm" --rate "TD-02=not_met" --rate "GT-09"
civicode --as 001 review 007 --return "TD-02 cần ghi rõ ngày"
civicode --as 001 review 007 --confirm
civicode --as 007 status --format table
civicode --as 007 check --rest-met
civicode --as 001 review --all-submitted --confirm
civicode period close 2026-12
civicode period close 2026-11
civicode period close 2026-11 --accept-missing "hai người nghỉ ốm"
civicode --as 007 check --rest-met
civicode violation step VP-2026-11-0001 remedied
civicode violation list --format table
civicode report progress --format table
civicode period show 2026-11 --format table
civicode period reopen 2026-11 --reason "sai số liệu"
civicode period reopen 2026-11 --reason "sai số liệu"
civicode audit log --period 2026-11 --format table
civicode audit verify --format table
civicode audit verify --expect 2026-11:2:000000000000 --format table
civicode store info --format table
civicode store check --format table
civicode store backup none/a.zip
civicode store backup a.zip
civicode store backup a.zip
civicode store restore a.zip
civicode store restore a.zip --force
civicode store restore plan.txt --store other
civicode store copy data copied
civicode store copy data copied
civicode store upgrade
civicode template staff canbo.xlsx --dry-run
civicode template checks phieu.csv --dry-run
civicode import staff batches/staff.csv --dry-run
civicode import staff batches/staff.csv
civicode import staff batches/staff.csv --on-conflict replace
civicode import staff batches/staff.csv
civicode import checks batches/checks.csv
civicode import checks batches/checks.csv --period 2027-01
civicode import checks batches/checks.csv --on-conflict skip
civicode import reviews batches/reviews.csv
civicode --as 001 import reviews batches/reviews.csv --json
civicode import violations batches/violations.csv
civicode import violations batches/violations.csv --json
civicode import plan batches/plan.csv
civicode import plan batches/none.csv
civicode import list --format table
civicode import undo LN-2026-12-0001
civicode import undo LN-2026-12-0009
civicode import undo LN-2026-12-0004
civicode import undo LN-2026-12-0004
civicode import list
civicode export staff canbo.csv --data --dry-run
civicode export checks phieu.xlsx
civicode export summary tong-hop.docx --dry-run
civicode export progress tien-do.xlsx --dry-run
civicode export all bo --dry-run
civicode export all bo --unit "Văn phòng"
civicode store forget 009 --reason "hết thời hạn lưu"
echo "retention_months: 1" >> office.yaml
civicode store forget 001 --reason "hết thời hạn lưu"
civicode store forget 009 --reason ""
civicode store forget cq --reason "hết thời hạn lưu"
civicode store forget 009 --reason "hết thời hạn lưu" --dry-run
civicode store forget 009 --reason "hết thời hạn lưu"
civicode store forget 009 --reason "hết thời hạn lưu"
civicode staff show 009 --format table
civicode staff correct 009 --name "Phạm Văn Ơn" --reason "nhầm"
civicode audit verify
civicode audit verify --format table
civicode stauts
civicode report
civicode check 007 --mett TD-01
civicode criteria adopt second.yaml --dry-run
civicode criteria adopt second.yaml --from 2027-01
civicode criteria adopt second.yaml
civicode criteria adopt plan.txt
civicode staff add 107 --name "Trần Minh Đức" --position "Văn thư" --unit "Văn phòng"
civicode check 107 --period 2026-10 --rest-met
civicode staff merge 107 007 --reason " "
civicode staff merge 107 107 --reason "nhập hai lần"
civicode staff merge 107 007 --reason "nhập hai lần" --dry-run
civicode check 107 --period 2026-10 --withdraw "nhập nhầm"
civicode staff merge 107 007 --reason "nhập hai lần"
civicode staff merge 107 007 --reason "nhập hai lần"
civicode staff merge 107 001 --reason "nhập hai lần"
civicode staff add 107 --name "Người Khác" --position "Văn thư" --unit "Văn phòng"
civicode staff show 107 --format table
civicode staff add 008 --name "Vũ Văn Sáu" --position "Địa chính" --unit "Địa chính" --store other
civicode staff add B1 --name "Trần Minh Đức" --position "Văn thư" --unit "Văn phòng" --store other
civicode store merge other --reason "NQ 12" --dry-run --format table
echo "code,new_code" >> codes.csv
echo "008,B08" >> codes.csv
echo "B1,007" >> codes.csv
civicode store merge other --reason "NQ 12" --mapping codes.csv --dry-run
civicode store merge other --reason "NQ 12" --mapping codes.csv -q
civicode store merge other --reason "NQ 12" --mapping codes.csv
civicode staff list --store data/archives/2026-12-01.other.zip
civicode staff leave 008 --until 2026-12-31 --store data/archives/2026-12-01.other.zip
"""

PLAN = """\
Phần I. NỘI DUNG

II. TIÊU CHÍ

1. Cơ quan

Cơ quan công khai thủ tục, phòng gọn gàng.

2. Cán bộ

2.1. Thái độ

Cán bộ phải làm hết việc, không đi trễ, làm gương, báo cáo đầy đủ cho người đứng đầu.

2.2. Giao tiếp

Biết xin chào.

III. THỰC HIỆN

Giao Văn phòng tuyên truyền./.
"""
"""The plan of the small criteria, but for five words that none of them quotes."""


def transcript(lang: Lang) -> str:
    """Every command after a `$`, what it answers, lines of stderr after `2>`, and the exit code where it isn't 0."""
    with tempfile.TemporaryDirectory() as folder, shell(Path(folder), lang):
        Path("criteria.yaml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
        Path("plan.txt").write_text(PLAN, encoding="utf-8")
        shutil.copy(DATA / "small-criteria-2.yaml", "second.yaml")
        shutil.copytree(DATA / "batches", "batches")
        said = "\n".join(_said(line) for line in COMMANDS.splitlines())
        return said.replace(os.path.realpath(folder), "~").replace(folder, "~")


def golden(lang: Lang) -> Path:
    """Where the transcript of a language is kept."""
    return DATA / f"transcript.{lang}.txt"


def _said(line: str) -> str:
    if line.startswith("echo "):
        _, text, _, file = shlex.split(line)
        with Path(file).open("a", encoding="utf-8") as opened:
            opened.write(f"{text}\n")
        return f"$ {line}\n"
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = main(shlex.split(line)[1:])
    talk = "".join(f"2> {one}\n" for one in err.getvalue().splitlines())
    end = f"exit {code}\n" if code else ""
    return f"$ {line}\n{out.getvalue()}{talk}{end}"


@contextmanager
def shell(folder: Path, lang: Lang) -> Iterator[None]:
    """A new office's folder, and nothing set but what the transcript says."""
    kept = dict(os.environ)
    for name in [
        name for name in os.environ if name.startswith(("CIVICODE_", "XDG_")) or name in ("NO_COLOR", "FORCE_COLOR")
    ]:
        del os.environ[name]
    os.environ.update({**ENVIRONMENT, "CIVICODE_LANG": lang, "XDG_DATA_HOME": str(folder / "share")})
    try:
        with chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


if __name__ == "__main__":
    for one in Lang:
        golden(one).write_text(transcript(one), encoding="utf-8")
