"""The sessions and help texts that the READMEs and docs show, made by running what they show.

    python -m tests.house.sessions

writes them anew; `test_docs.py` compares them.
"""

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.console.terminals import Screen
from tests.house.commands import ROOT, environment, shown
from tests.house.encoding import encoded
from tests.house.round import told

READMES = ("README.md", "README.vi.md")
PAGES = (*READMES, *(f"docs/{page}.{end}" for page in ("import", "round", "criteria") for end in ("md", "vi.md")))
MARKED = re.compile(
    r"<!-- (?P<kind>session|import|dialogue|round|criteria|help): (?P<args>[^>]*?) -->\n"
    r"```(?P<form>\w+)\n(?P<body>.*?)```",
    re.DOTALL,
)

SESSION = """\
civicode init
civicode staff add 001 --name "Lê Thị Hướng Dương" --position "Phó Chủ tịch" --unit "Lãnh đạo UBND" --leader
civicode staff add 007 --name "Trần Văn Mẫu" --position "Công chức" --unit "Văn phòng"
civicode --as 007 check 007 --not-met "TD-06=đi trễ 2 lần" --rest-met
civicode --as 001 violation add 007 --criterion TD-06 --on 12/11/2026 --what "Đến cơ quan lúc 8 giờ 20"
civicode report summary
"""

IMPORT = """\
civicode import violations phan-anh.csv --errors sai.csv
cat sai.csv
civicode import violations da-sua.csv
civicode import violations da-sua.csv
civicode import list
civicode import undo LN-2026-12-0001
"""
IMPORTED = {
    "phan-anh.csv": """\
PHẢN ÁNH CỦA NGƯỜI DÂN THÁNG 11;;;;
Số phiếu;Mã CB;Tiêu chí;Ngày xảy ra;Nội dung
PA-12;7;TD-06;12/11/2026;Đến cơ quan lúc 8 giờ 20
PA-13;007;TD-99;31/11/2026;Nghỉ không báo
""",
    "da-sua.csv": """\
PHẢN ÁNH CỦA NGƯỜI DÂN THÁNG 11;;;;
Số phiếu;Mã CB;Tiêu chí;Ngày xảy ra;Nội dung
PA-12;007;TD-06;12/11/2026;Đến cơ quan lúc 8 giờ 20
PA-13;007;TD-08;30/11/2026;Nghỉ không báo
""",
}
"""The files that IMPORT brings in."""


DIALOGUE = {"vi": ("c 6", "Ghi chú:", "đi trễ 2 lần"), "en": ("n 6", "Note:", "late twice")}
"""What is typed into the second group: a mark, and after what is asked then, its note."""


def session(now: str, lang: str) -> str:
    """What a terminal of 80 columns shows of SESSION in an empty folder; each command after a `$`."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join(f"$ {line}\n{shown(line, folder, now, lang)}" for line in SESSION.splitlines())


def imported(now: str, lang: str) -> str:
    """The same of IMPORT, in the folder that SESSION began."""
    with tempfile.TemporaryDirectory() as folder:
        for line in SESSION.splitlines()[:3]:
            shown(line, folder, now, lang)
        for name, text in IMPORTED.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        return "\n".join(f"$ {line}\n{shown(line, folder, now, lang)}" for line in IMPORT.splitlines())


def dialogue(now: str, lang: str) -> str:
    """The second group of the check on a terminal of 80×24, after one mark with its note."""
    with tempfile.TemporaryDirectory() as folder:
        for line in SESSION.splitlines()[:3]:
            command = [sys.executable, "-m", *shlex.split(line)]
            subprocess.run(command, cwd=folder, env=environment(now, lang), capture_output=True, check=True)
        arguments = ("-m", "civicode", "--as", "007", "check")
        with Screen(arguments, Path(folder), environment(now, lang)) as screen:
            mark, asked, note = DIALOGUE[lang]
            screen.until("1/5")
            screen.enter("", "2/5")
            screen.enter(mark, asked)
            screen.enter(note, "3/48")
            shown = screen.until("\n>")
    return "\n".join(shown).rstrip() + "\n"


def help_text(lang: str) -> str:
    """What `civicode --help` prints."""
    return subprocess.run(
        [sys.executable, "-m", "civicode", "--help"],
        env=environment("2026-12-02", lang),
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def made(kind: str, args: str) -> str:
    """The body of a marked block."""
    match kind:
        case "session":
            return session(*args.split())
        case "import":
            return imported(*args.split())
        case "round":
            return told(*args.split())
        case "criteria":
            return encoded(*args.split())
        case "dialogue":
            return dialogue(*args.split())
        case _:
            return help_text(args.strip())


def rewritten(text: str) -> str:
    """A README with its marked blocks made anew."""
    return MARKED.sub(remade, text)


def remade(block: re.Match[str]) -> str:
    """One marked block, made anew."""
    body = made(block["kind"], block["args"])
    return f"<!-- {block['kind']}: {block['args']} -->\n```{block['form']}\n{body}```"


if __name__ == "__main__":
    for name in PAGES:
        path = ROOT / name
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
