"""What is told of every file, in Vietnamese, to the letter.

    python -m tests.cli.files.told

writes `tests/data/batch-files.txt` anew; `test_batch_files.py` compares it.
"""

import io
import json
import shlex
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from civicode.cli import main
from civicode.i18n import Lang
from tests.cli.files import encodings, hostile, people, tables, values, workbooks
from tests.cli.files.file import File, Files
from tests.cli.files.kept import records
from tests.cli.story.transcript import DATA, shell
from tests.conftest import SMALL

THEMES = (encodings, tables, values, people, workbooks, hostile)
FILES: Files = {title: file for theme in THEMES for title, file in theme.FILES.items()}
GOLDEN = DATA / "batch-files.txt"
_ALWAYS = ("lỗi: không nhập", "gợi ý: sửa hết", "Đã nhập", "tiếp theo:")
"""What is said about every batch."""

_OFFICE = [
    {"code": "001", "name": "Lê Thị Ánh", "position": "Phó Chủ tịch", "unit": "Lãnh đạo", "leader": True},
    {"code": "007", "name": "Trần Minh Đức", "position": "Văn thư", "unit": "Văn phòng"},
    {"code": "008", "name": "Võ Hồng Ánh", "position": "Kế toán", "unit": "Tài chính"},
    {"code": "009", "name": "Nguyễn Thị Hoà", "position": "Kế toán", "unit": "Tài chính"},
]


class Outcome(NamedTuple):
    """What became of a file: exit code, records in the store that are new, lines on stderr that are its own."""

    code: int
    kept: Sequence[str]
    said: Sequence[str]


def outcome(file: File) -> Outcome:
    """Bring it in, in an office of four, of whom 008 has handed in November."""
    with tempfile.TemporaryDirectory() as folder, shell(Path(folder), Lang.VI):
        Path("criteria.yaml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
        Path("office.json").write_text(json.dumps(_OFFICE), encoding="utf-8")
        _run("import", "staff", "office.json")
        _run("check", "008", "--rest-met", "--yes")
        before = records(Path("data"), file.kind)
        Path(file.name).write_bytes(file.data)
        code, said = _run("import", file.kind, file.name, *file.options)
        kept = [one for one in records(Path("data"), file.kind) if one not in before]
    return Outcome(code, kept, [line for line in said.splitlines() if not line.startswith(_ALWAYS)])


def told(title: str, became: Outcome) -> str:
    """The file's part of the golden text: what was run, what is new in the store, what was said."""
    file = FILES[title]
    command = shlex.join(["civicode", "import", file.kind, file.name, *file.options])
    lines = [f"# {title}", f"$ {command}", *(f"+ {one}" for one in became.kept), *(f"2> {one}" for one in became.said)]
    return "\n".join([*lines, f"exit {became.code}"] if became.code else lines)


def _run(*argv: str) -> tuple[int, str]:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
        return main(argv), said.getvalue()


if __name__ == "__main__":
    parts = [told(title, outcome(file)) for title, file in FILES.items()]
    GOLDEN.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
