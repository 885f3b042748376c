"""The library: typed for others, whole, and what the commands are built on."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module, resources
from pathlib import Path

import pytest

import civicode
from civicode import lazy
from civicode.domain.calendar import Period
from civicode.domain.check.check import make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.violation.violation import CaseState
from civicode.services import closing, plan, staff
from civicode.services.check import check
from civicode.services.config.init import init_folder
from civicode.services.office.office import Office
from civicode.services.review import review
from civicode.services.violation import violation
from tests.conftest import NOW
from tests.house.commands import ROOT, shown
from tests.house.library import INDEX, PAGES, codes, indexed, modules_offered, nouns, rewritten
from tests.services.offices import all_met

FACES = sorted(path for room in ("cli", "console", "exporters") for path in (ROOT / "civicode" / room).rglob("*.py"))
SERVICES = "civicode.services"


def used(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Module and name of everything of civicode that a source takes, by import or by name."""
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "civicode":
            for alias in node.names:
                if (ROOT / f"{node.module}.{alias.name}".replace(".", "/")).with_suffix(".py").is_file():
                    modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                else:
                    yield node.module, alias.name
        elif isinstance(node, ast.Import):
            modules.update({alias.asname: alias.name for alias in node.names if alias.asname})
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield modules[node.value.id], node.attr
        elif isinstance(node, ast.Attribute) and (module := lazily(node.value)):
            yield module, node.attr


def lazily(node: ast.AST) -> str | None:
    """The module that `lazy.NAME` is; None for anything else."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "lazy":
        return lazy.MODULES[node.attr]
    return None


def hidden(tree: ast.AST) -> list[str]:
    """What a source takes that a program of others should not."""
    return [
        f"{module}.{name}"
        for module, name in used(tree)
        if (name.startswith("_") and name != "__version__")
        or (module.startswith(f"{SERVICES}.") and name not in getattr(import_module(module), "__all__", ()))
    ]


@pytest.mark.parametrize("path", FACES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_screens_and_formats_use_what_the_library_offers(path: Path) -> None:
    assert hidden(ast.parse(path.read_text(encoding="utf-8"))) == []


def test_that_check_sees_what_they_use() -> None:
    seen = {one for path in FACES for one in used(ast.parse(path.read_text(encoding="utf-8")))}
    assert len([one for one in seen if one[0].startswith(f"{SERVICES}.")]) > 80


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from civicode.services.check.check import _hand_in", "civicode.services.check.check._hand_in"),
        ("from civicode.services.check.draft import draft", "civicode.services.check.draft.draft"),
        ("from civicode.services.check import draft as one\none.draft", "civicode.services.check.draft.draft"),
        (
            "import civicode.services.office.seals as seal\nseal.finish_closing",
            "civicode.services.office.seals.finish_closing",
        ),
        ("from civicode import lazy\nlazy.archives.held_in()", "civicode.services.store.archives.held_in"),
        ("from civicode.store.folder.folder import _X", "civicode.store.folder.folder._X"),
    ],
)
def test_that_check_finds_what_is_hidden(source: str, found: str) -> None:
    assert hidden(ast.parse(source)) == [found]


@pytest.mark.parametrize("noun", nouns())
def test_what_is_offered_is_there_and_documented(noun: str) -> None:
    module = getattr(civicode, noun)
    assert module.__name__ == civicode.SERVICES[noun]
    assert len(set(module.__all__)) == len(module.__all__)
    for name in module.__all__:
        assert not name.startswith("_")
        thing = getattr(module, name)
        assert not callable(thing) or thing.__doc__, name


@pytest.mark.parametrize("page", PAGES)
def test_the_index_of_the_page_is_whole(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [found["noun"] for found in INDEX.finditer(text)] == nouns()
    assert indexed(text) == text, "run: python -m tests.house.library"


def test_the_way_in() -> None:
    assert civicode.Office is Office
    assert set(civicode.SERVICES.values()) == modules_offered()
    assert set(civicode.__all__) == {"__version__", *civicode.SERVICES, *civicode.TYPES}
    assert [name for name in civicode.__all__ if not hasattr(civicode, name)] == []
    with pytest.raises(AttributeError, match="no attribute 'Offic'"):
        civicode.Offic  # type: ignore[attr-defined]  # noqa: B018


def test_the_version_costs_nothing_of_it() -> None:
    program = "import sys, civicode; print(sorted(one for one in sys.modules if one.startswith('civicode.')))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout == "[]\n"


def test_the_package_says_that_it_is_typed() -> None:
    assert resources.files("civicode").joinpath("py.typed").is_file()


def test_both_pages_show_the_same_examples_and_what_they_print() -> None:
    english, vietnamese = ((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    assert [code.replace("Lang.EN", "Lang.VI") for code in codes(english)] == codes(vietnamese)
    assert len(codes(english)) > 8


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_print_what_the_page_shows(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert rewritten(text) == text, "run: python -m tests.house.library"


MONTH = """\
--as system staff add 001 --name "Lê Thị Hướng Dương" --position "Chủ tịch" --unit "Lãnh đạo UBND" --leader
--as system staff add 007 --name "Trần Văn Mẫu" --position "Công chức" --unit "Văn phòng"
--as system staff change 007 --from 2026-11-16 --unit "Một cửa"
--as 001 check 001 --period 2026-11 --rest-met
--as 007 check 007 --period 2026-11 --not-met "TD-06=đi trễ 2 lần" --rest-met
--as 007 check --office --period 2026-11 --rest-met
--as 007 violation add 007 --criterion TD-06 --on 2026-11-12 --what "Đến lúc 8 giờ 20"
--as 001 violation step VP-2026-11-0001 confirmed --note "đã xác minh"
--as 001 review 007 --period 2026-11 --confirm
--as 001 plan progress NV-02 --note "phát thanh 4 buổi" --percent 40
--as 001 report progress --period 2026-11
--as 001 period close 2026-11
"""


def by_commands(folder: Path) -> None:
    """A month of a made-up office."""
    for line in MONTH.splitlines():
        shown(f"civicode {line}", str(folder), NOW.isoformat(), "vi")


def by_library(folder: Path) -> None:
    """The same month."""
    november = Period.of(date(2026, 11, 1))

    def asked_by(actor: str) -> Office:
        return Office.open(folder, actor=actor, now=NOW)

    system = asked_by("system")
    staff.add(system, code="001", name="Lê Thị Hướng Dương", position="Chủ tịch", unit="Lãnh đạo UBND", leader=True)
    staff.add(system, code="007", name="Trần Văn Mẫu", position="Công chức", unit="Văn phòng")
    staff.change(system, "007", since=date(2026, 11, 16), unit="Một cửa")
    mine, leader = asked_by("007"), asked_by("001")
    for office, whose, said in ((leader, "001", {}), (mine, "007", LATE), (mine, "CQ", {})):
        aim = check.target(office, whose, november)
        check.submit(office, aim, {**all_met(aim), **said})
    case = violation.add(
        mine, officer="007", criteria=["TD-06"], occurred_on=date(2026, 11, 12), what="Đến lúc 8 giờ 20"
    )
    leader = asked_by("001")
    violation.step(leader, case.key, CaseState.CONFIRMED, note="đã xác minh")
    review.confirm(leader, "007", november)
    plan.progress(leader, "NV-02", note="phát thanh 4 buổi", percent=40)
    closing.close(leader, november)


LATE = {"TD-06": make_answer(Rating.NOT_MET, "đi trễ 2 lần")}


def test_a_month_by_the_library_is_the_month_by_the_commands(tmp_path: Path) -> None:
    books = []
    for way in (by_commands, by_library):
        folder = tmp_path / way.__name__
        init_folder(folder)
        way(folder)
        data = folder / "data"
        kept = {
            str(one.relative_to(data)): one.read_bytes() for one in data.rglob("*") if one.suffix in (".json", ".yaml")
        }
        books.append(kept)
    assert {"office.json", "2026-11.json"} < books[0].keys()
    assert books[0] == books[1]


PROGRAM = """\
from datetime import date
from civicode import Offic
from civicode import Office
from civicode import check, staff
office = Office.open("x", now="today")
office = Office.open("x", actor="001")
reveal_type(office)
reveal_type(check.submit(office, check.target(office, None, None), {}))
staff.change(office, "007", since=date(2026, 1, 1), post="x")
staff.change(office, "007", since=date(2026, 1, 1), unit=7)
check.submit(office, "007", {})
office.membres
"""
"""What a program may get wrong, one thing a line."""


def test_programs_of_others_are_checked_against_the_types(tmp_path: Path) -> None:
    page = (ROOT / PAGES[0]).read_text(encoding="utf-8")
    (tmp_path / "right.py").write_text("\n".join(codes(page)), encoding="utf-8")
    (tmp_path / "wrong.py").write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary", "right.py", "wrong.py"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    said = re.findall(r"^(\w+)\.py:(\d+): (?:error: .*\[([\w-]+)\]|note: (Revealed .*))$", ran.stdout, re.MULTILINE)
    assert said == [
        ("wrong", "2", "attr-defined", ""),
        ("wrong", "5", "arg-type", ""),
        ("wrong", "7", "", 'Revealed type is "civicode.services.office.office.Office"'),
        ("wrong", "8", "", 'Revealed type is "civicode.domain.receipt.Receipt"'),
        ("wrong", "9", "call-arg", ""),
        ("wrong", "10", "arg-type", ""),
        ("wrong", "11", "arg-type", ""),
        ("wrong", "12", "attr-defined", ""),
    ], ran.stdout + ran.stderr
