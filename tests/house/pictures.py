"""The pictures of docs/reports.md, made of what the program makes of its sample office.

    python -m tests.house.pictures

writes them anew into docs/pictures. A terminal is drawn by Rich; pages need LibreOffice and pdftoppm (poppler), that
of a browser needs Chromium: what is not installed is said, and its pictures stay as they are.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
NOW = "2026-12-04T09:00"
DOTS_PER_INCH = "72"
COLUMNS = 92
_PLAIN_SVG = """\
<svg class="terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Consolas, monospace; font-size: {char_height}px;
line-height: {line_height}px; font-variant-east-asian: full-width; }} {styles}</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>{lines}</defs>
<rect fill="#1d2229" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""
"""What Rich draws, without a face from the network."""


def main() -> None:
    """Make every picture that can be made here."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        civicode(Path(folder), "demo", "demo")
        office = Path(folder) / "demo"
        for name in ("summary", "trend"):
            drawn(civicode(office, "report", name), PICTURES / f"{name}-terminal.svg")
        for need, make in (("soffice", pages), ("chromium", screens)):
            if shutil.which(need):
                make(office)
            else:
                print(f"{need} is not installed: its pictures stay as they are", file=sys.stderr)


def civicode(folder: Path, *argv: str) -> str:
    """What a command prints on a terminal that can draw."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CIVICODE_")}
    command = [sys.executable, "-m", "civicode", *argv, *(["--format", "table"] if argv[0] == "report" else [])]
    environ = {**kept, "CIVICODE_NOW": NOW, "COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environ, check=True, capture_output=True, text=True).stdout


def drawn(said: str, path: Path) -> None:
    """A terminal with these lines."""
    console = Console(record=True, width=COLUMNS, file=Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    console.print(Text.from_ansi(said))
    path.write_text(console.export_svg(title="", code_format=_PLAIN_SVG, unique_id="t"), encoding="utf-8")


def pages(office: Path) -> None:
    """The first page of a báo cáo and of a phiếu, and the second sheet of a workbook."""
    for name, form, page, argv in (
        ("summary", "docx", "1", ()),
        ("officer", "docx", "1", ("--officer", "012")),
        ("summary", "xlsx", "2", ()),
    ):
        made = office / f"{name}.{form}"
        civicode(office, "export", name, made.name, *argv, "--force")
        (office / f"{name}.pdf").unlink(missing_ok=True)  # one that cannot be made here is not that of another form
        run(["soffice", "--headless", "--convert-to", "pdf", made.name], office)
        target = PICTURES / f"{name}-{form}"
        run(
            [
                "pdftoppm",
                "-png",
                "-r",
                DOTS_PER_INCH,
                "-f",
                page,
                "-l",
                page,
                "-singlefile",
                f"{name}.pdf",
                str(target),
            ],
            office,
        )


def screens(office: Path) -> None:
    """A page in a browser, as wide as a desk's and as a phone's."""
    civicode(office, "export", "summary", "summary.html", "--force")
    for name, size in (("summary-html", "860,980"), ("summary-phone", "500,980")):
        picture = f"--screenshot={PICTURES / f'{name}.png'}"
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={size}"]
        run(["chromium", *flags, picture, (office / "summary.html").as_uri()], office)


def run(command: Sequence[str], folder: Path) -> None:
    """Run a program quietly; CalledProcessError when it fails."""
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    main()
