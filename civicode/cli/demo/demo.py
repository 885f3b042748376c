"""`civicode demo`: a sample office, clearly invented, made by running the real commands."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from itertools import groupby
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from civicode.cli.command.outlet import printing
from civicode.cli.command.session import Session, clock
from civicode.cli.demo.story import Step, Story
from civicode.console.screen.progress import counted
from civicode.console.screen.prose import typed
from civicode.console.screen.terminal import fitted
from civicode.domain.calendar import PeriodKind, Window, due_now
from civicode.errors import CivicodeError, NotAllowedError

_MARK = ".civicode-demo"
"""Lies in a folder that this command made: it may be built anew."""

_READER = "004"


class _Shell(NamedTuple):
    """Where the commands of the story are typed: their environment, and what runs them."""

    environ: Mapping[str, str]
    run: Callable[[Sequence[str]], int]

    def type(self, step: Step) -> int:
        """Run a step at its time, in the name of who does it; the exit code."""
        os.environ.update(self.environ, CIVICODE_NOW=step.at.isoformat(), CIVICODE_ACTOR=step.actor)
        return self.run(step.argv)


def demo(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="help.meta_folder", help="help.arg_demo_dir")] = "civicode-demo",
) -> None:
    """Build the sample office in DIR, telling what is done, then print the month's tables."""
    session: Session = ctx.obj
    now, _ = clock(session.environ)
    story = Story(due_now(now.date(), PeriodKind.MONTH, Window()))
    place = _emptied(Path(folder).absolute())
    _say(session.words("demo.begin", office=story.office["name"], n=len(story.steps())) + "\n")
    with chdir(place), _shell(session) as shell:
        _tell(Step(story.steps()[0].at, _READER, ("init",)), shell)
        _name_office(place / "office.yaml", story.office)
        _play(story.steps(), shell, session)
        for argv in (("report", "progress", "--period", story.due.key), ("report", "summary"), ("status",)):
            _tell(Step(now.replace(tzinfo=None), _READER, argv), shell, table=True)
    _say("\n" + session.words("demo.end", folder=place, period=story.due.key, program=program()) + "\n")


def _play(steps: Sequence[Step], shell: _Shell, session: Session) -> None:
    """Run the steps in turn: telling ones with what they answer, runs of others as one counted line a command."""
    for (telling, noun), alike in groupby(steps, key=lambda step: (step.telling, _noun(step))):
        run = list(alike)
        if telling:
            for step in run:
                _tell(step, shell)
            continue
        _say("\n" + session.words("demo.bulk", n=len(run), command=f"civicode {noun} …", day=run[-1].at.date()) + "\n")
        for step in counted(run, noun, len(run), plain=session.config.plain or session.quiet):
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
                code = shell.type(step)
            _expect_done(code, step, said.getvalue())


def _tell(step: Step, shell: _Shell, *, table: bool = False) -> None:
    """Show a command and run it; its `table` is drawn for people even where stdout is no terminal."""
    with printing():
        sys.stdout.write(f"\n$ {typed(['civicode', *step.argv], sys.stdout)}\n")
    ran = step._replace(argv=(*step.argv, "--format", "table")) if table else step
    _expect_done(shell.type(ran), step, "")
    sys.stderr.flush()


def _say(text: str) -> None:
    with printing():
        sys.stdout.write(fitted(text, sys.stdout))


def _expect_done(code: int, step: Step, said: str) -> None:
    if code:
        raise CivicodeError("demo.failed", command=shlex.join(step.argv), exit=code, said=said.strip())


def program() -> str:
    """What to type for this program: its name where the shell finds it, else the path by which it was started."""
    if shutil.which("civicode"):
        return "civicode"
    started = Path(sys.argv[0]).absolute()
    return f"{sys.executable} -m civicode" if started.name == "__main__.py" else str(started)


def _noun(step: Step) -> str:
    words = [word for word in step.argv[:2] if word.isalpha()]
    return " ".join(words)


@contextmanager
def _shell(session: Session) -> Iterator[_Shell]:
    """An environment in which nothing of the user's own settings leads a command elsewhere; put back at the end."""
    kept = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("CIVICODE_")]:
        del os.environ[name]
    try:
        environ = {"CIVICODE_LANG": session.words.lang.value, "CIVICODE_CONFIG": os.devnull, "CIVICODE_NO_INPUT": "1"}
        yield _Shell(environ, session.run)
    finally:
        os.environ.clear()
        os.environ.update(kept)


def _emptied(place: Path) -> Path:
    """The folder, empty but for its mark; NotAllowedError when it holds anything that `demo` did not make."""
    if place.is_dir() and (place / _MARK).is_file():
        shutil.rmtree(place)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise NotAllowedError("demo.folder_taken", folder=str(place))
    place.mkdir(parents=True, exist_ok=True)
    (place / _MARK).write_text("", encoding="utf-8")
    return place


def _name_office(path: Path, office: Mapping[str, str]) -> None:
    """Write the office's name into the settings that `init` made."""
    lines = ["office:", *(f"  {'- ' if key == 'name' else '  '}{key}: {text}" for key, text in office.items())]
    path.write_text(path.read_text(encoding="utf-8") + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
