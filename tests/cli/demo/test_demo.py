"""The sample office: the real commands, told; a folder of others is left alone."""

import io
import json
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from civicode.cli import main
from civicode.cli.demo import story as demo_story
from civicode.cli.demo.demo import program
from civicode.cli.demo.story import Story
from civicode.domain.calendar import Period
from civicode.domain.text.name import name_order
from civicode.domain.text.text import folded

NOW = "2026-11-23T09:00"
PLAN = Path(__file__).parents[2] / "data" / "plan-144-kh-ubnd.md"
OCTOBER = Period(2026 * 12 + 9)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder in which `demo` was run, and what it told; a store of the user's own was set meanwhile."""
    folder = tmp_path_factory.mktemp("demo")
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as set_up, redirect_stdout(out):
        set_up.chdir(folder)
        set_up.setenv("CIVICODE_NOW", NOW)
        set_up.setenv("CIVICODE_STORE", str(folder / "real"))
        assert main(["demo"]) == 0
        assert os.environ["CIVICODE_NOW"] == NOW, "put back"
    return folder, out.getvalue()


def test_it_builds_an_office_of_24_people_over_six_months(
    told: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = told
    assert not (folder / "real").exists(), "the user's own store is not touched"
    monkeypatch.setenv("CIVICODE_NOW", NOW)
    monkeypatch.chdir(folder / "civicode-demo")
    assert sorted(path.name for path in Path("data").glob("2026-*.json")) == [f"2026-{n:02}.json" for n in range(5, 11)]
    assert main(["report", "summary", "--period", "2026-10", "--json"]) == 0
    totals = json.loads(capsys.readouterr().out)["totals"]
    assert (totals["staff"], totals["submitted"], totals["missing"], totals["contradictions"]) == (24, 21, 3, 1)
    assert main(["audit", "verify"]) == 0
    assert "$ civicode report summary" in out
    assert str(folder / "civicode-demo") in out


def test_it_tells_the_telling_commands_and_counts_the_others(told: tuple[Path, str]) -> None:
    _, out = told
    shown = [line for line in out.splitlines() if line.startswith("$ civicode ")]
    assert len(shown) == 10
    assert all(line.startswith("$ civicode") for line in shown)
    assert "… 23 lần: civicode staff add …  (đến ngày 01/05/2026)" in out.splitlines()
    assert out.endswith("audit verify\n")


def test_it_builds_anew_what_it_made_and_leaves_other_folders_alone(
    told: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, first = told
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CIVICODE_NOW", NOW)
    assert main(["demo"]) == 0
    assert capsys.readouterr().out == first, "the same office, to the letter"
    (folder / "papers").mkdir()
    (folder / "papers" / "letter.txt").write_text("thư", encoding="utf-8")
    assert main(["demo", "papers"]) == 5
    assert str(folder / "papers") in capsys.readouterr().err
    assert [path.name for path in (folder / "papers").iterdir()] == ["letter.txt"]


def test_the_story_is_told_in_order_and_by_people_of_the_office() -> None:
    steps = Story(OCTOBER).steps()
    people = {step.argv[2] for step in steps if step.argv[:2] == ("staff", "add")}
    assert len(people) == 24
    assert {step.actor for step in steps} <= people
    assert steps[0].argv[:2] == ("staff", "add")
    assert [step.at for step in steps if step.argv[0] == "staff"] == sorted(
        step.at for step in steps if step.argv[0] == "staff"
    )
    assert steps[-1].at.date() <= OCTOBER.last_day.replace(month=11, day=3)


def test_its_names_are_all_different() -> None:
    names = [step.argv[step.argv.index("--name") + 1] for step in Story(OCTOBER).steps() if "--name" in step.argv]
    assert len({name_order(name) for name in names}) == 24


def test_everybody_is_invented_said_to_be_and_none_is_who_signed_the_plan(told: tuple[Path, str]) -> None:
    signed_by = PLAN.read_text(encoding="utf-8").split()[-3:]
    signatory = folded(" ".join(signed_by).strip("*"))
    assert signatory.startswith("huynh ")
    _, out = told
    story = (Path(demo_story.__file__).parent / "demo.yaml").read_text(encoding="utf-8")
    assert signatory not in folded(out)
    assert signatory not in folded(story)
    assert "(hư cấu)" in out.splitlines()[0]
    assert "bịa đặt" in out.splitlines()[0]


def test_without_a_command_on_the_path_it_says_how_to_start_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "argv", [str(tmp_path / ".venv" / "bin" / "civicode")])
    assert program() == f"{tmp_path}/.venv/bin/civicode"
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "civicode" / "__main__.py")])
    assert program() == f"{sys.executable} -m civicode"
