"""The month of each role, by the real commands: what docs/round.md shows, role after role in one office."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.console.terminals import Screen
from tests.house.commands import environment, shown

_POST = "--category cong_chuc --unit"
BEFORE = f"""\
civicode init
civicode staff add 001 --name "Lê Thị Hướng Dương" --position "Chủ tịch" --unit "Lãnh đạo UBND" --leader
civicode staff add 002 --name "Trần Quốc Thái Bình" --position "Phó Chủ tịch" --unit "Lãnh đạo UBND" --leader
civicode staff add 004 --name "Nguyễn Ngọc Lan Anh" --position "Công chức Văn phòng" {_POST} "Văn phòng"
civicode staff add 007 --name "Trần Văn Mẫu" --position "Công chức Văn phòng" {_POST} "Văn phòng"
civicode staff add 012 --name "Dương Hoàng Hôn" --position "Công chức Một cửa" {_POST} "Một cửa"
civicode --as 004 violation add 012 --criterion GT-10 --on 20/11/2026 --what "Lớn tiếng khi hướng dẫn thủ tục"
"""
ROLES = {
    "officer": """\
civicode --as 007 status
civicode --as 007 check --not-met "TD-06=đi trễ 2 lần" --rest-met
civicode --as 012 status
civicode --as 012 violation step VP-2026-11-0001 explained --note "phòng ồn, tôi đã xin lỗi"
civicode --as 012 check --rest-met
""",
    "clerk": """\
civicode --as 004 status
civicode --as 004 check --rest-met
civicode --as 001 check --rest-met
civicode --as 002 check --rest-met
civicode --as 004 check --office --rest-met
civicode --as 004 plan progress NV-02 --note "phát thanh 4 buổi" --percent 40
civicode --as 004 report progress --fail-missing
""",
    "leader": """\
civicode --as 001 violation step VP-2026-11-0001 confirmed --note "đã xác minh"
civicode --as 001 review 012 --rate "GT-10=chưa đạt:đã xác minh phản ánh"
civicode --as 001 review --all-submitted --confirm
civicode --as 002 review 001 --confirm
""",
    "close": """\
civicode --as 004 period close 2026-11
civicode --as 004 export all thang-11
civicode --as 004 store backup 2026-11.zip
civicode --as 004 report summary
""",
}
WALK = "walk"
"""Before the leader decides: the first screen of `civicode review`."""


def told(now: str, lang: str, role: str) -> str:
    """What the terminal of `role` shows; with `walk` the screen of the review."""
    return _story(now, lang)[role]


@cache
def _story(now: str, lang: str) -> dict[str, str]:
    told: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        for line in BEFORE.splitlines():
            shown(line, folder, now, lang)
        for role, lines in ROLES.items():
            if role == "leader":
                told[WALK] = _walk(folder, now, lang)
            told[role] = "\n".join(f"$ {line}\n{shown(line, folder, now, lang)}" for line in lines.splitlines())
    return told


def _walk(folder: str, now: str, lang: str) -> str:
    """The review's screen of 012, against whom a case stands; nothing is decided."""
    with Screen(("-m", "civicode", "--as", "001", "review"), Path(folder), environment(now, lang)) as screen:
        screen.until("1/5")
        for place in ("2/5", "3/5"):
            screen.enter(">", place)
        drawn = screen.until("\n>")
        screen.enter("q", "civicode status")
    return "\n".join(drawn).rstrip() + "\n"
