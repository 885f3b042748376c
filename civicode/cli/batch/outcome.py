"""What an import says: one line on stderr, or one JSON object on stdout, also when it was refused."""

from __future__ import annotations

from collections.abc import Mapping

from civicode import lazy
from civicode.cli.command.failure import MOST_PROBLEMS
from civicode.cli.command.outlet import JSON, form_of, put, say, warn
from civicode.cli.command.session import Session
from civicode.errors import RefusedError
from civicode.reports.document.problems import problem_object
from civicode.services.batch.batch import Outcome


def tell(outcome: Outcome, session: Session) -> None:
    """Say what a batch did, what had to be guessed, and what comes next."""
    batch = outcome.batch
    for notice in outcome.notices:
        warn("cli.notice", session, message=session.words.message(notice))
    if form_of(session) == JSON:
        counts = {name: getattr(batch, name) for name in ("read", "added", "replaced", "unchanged", "skipped")}
        head = outcome.heads[-1] if outcome.heads else None
        written = None if outcome.dry_run else batch.id or None
        put(lazy.json_object.dumped({"batch": written, **counts, "refused": 0, "problems": [], "audit": head}), session)
    facts = {"kind": batch.kind, "read": batch.read, "added": batch.added, "replaced": batch.replaced}
    facts |= {"unchanged": batch.unchanged, "skipped": batch.skipped, "id": batch.id, "books": list(batch.books)}
    key = "batch.dry_run" if outcome.dry_run else "batch.done" if batch.id else "batch.nothing_new"
    say(key, session, **facts)
    if batch.id and not outcome.dry_run:
        say("cli.next", session, command=f"civicode import undo {batch.id}")
    if session.config.first_write_notice and outcome.heads:
        say("cli.first_write", session, path=session.config.first_write_notice)


def refused(error: RefusedError, session: Session) -> None:
    """Print the object of a batch that was refused, where JSON is asked for; the error itself is told as any."""
    if error.code == "batch.refused" and form_of(session) == JSON:
        nothing = dict.fromkeys(("added", "replaced", "unchanged", "skipped"), 0)
        counts = {"read": error.facts["read"], **nothing, "refused": error.facts["refused"]}
        problems = [problem_object(one, session.words) for one in error.problems[:MOST_PROBLEMS]]
        told: Mapping[str, object] = {"batch": None, **counts, "problems": problems, "problem_count": error.facts["n"]}
        put(lazy.json_object.dumped(told), session)
